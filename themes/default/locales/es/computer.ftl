# Este equipo: copias de seguridad, claves para programas, el certificado.
backup = Copia de seguridad
backup-more = Un archivo con todo: historial, socios, claves y ajustes de este equipo. Guárdalo en otro sitio que no sea este equipo.
backup-last = La última copia
backup-age = { $n ->
    [0] Hecha hoy
    [one] Hecha ayer
   *[other] Hecha hace { $n } días
}
backup-never = Todavía no hay ninguna copia de este equipo.
backup-is-old = Toca hacer otra.
backup-sealed = se abre con una contraseña
backup-not-sealed = sin contraseña
backup-without-private = sin socios ni claves
backup-make = Hacer una copia ahora
backup-phrase = Contraseña
backup-again = Otra vez la misma
backup-phrase-more = Cuatro palabras van bien. Apúntalas y guárdalas lejos de la copia: sin ellas nadie puede abrirla.
backup-open = Sin contraseña: quien tenga el archivo puede leer todos los socios.
backup-download = Descargar
backup-to-drive = Guardar en { $drive }
backup-no-drives = Conecta una memoria USB y se podrá escribir en ella.
backup-busy-now = La copia se está escribiendo y comprobando.
backup-busy = Ya se está haciendo una copia.
backup-done = La copia está entera: { $size }
backup-done-drive = Está en { $drive }. Puedes sacar la memoria cuando su luz esté quieta.
backup-get = Descargarla aquí durante media hora
backup-failed = No se ha hecho ninguna copia: { $why }
backup-phrase-short = No se ha hecho ninguna copia: una contraseña tiene al menos ocho letras.
backup-phrase-differs = Las dos contraseñas no eran iguales.
backup-phrase-needed = Escribe una contraseña o di que no quieres ninguna.
backup-no-drive = Esa memoria ya no está conectada.
backup-restore = Si se pierde este equipo
backup-restore-more = Instala el programa en otro y ejecuta allí:
backup-restore-new = La copia recuperada pasa a ser un dispositivo propio, para que no pase nada si el equipo viejo vuelve a aparecer. Después quita al viejo el derecho a escribir.
backup-restore-erased = Una copia recuerda a personas que ya se han ido. Borra las copias viejas cuando alguien pida que se le olvide.
backup-warn = { $n ->
    [0] Todavía no hay ninguna copia de seguridad de este equipo.
    [one] La última copia de seguridad es de ayer.
   *[other] La última copia de seguridad tiene { $n } días.
}
keys = Claves para programas
keys-more = Con una clave, una aplicación o un script hace por la API lo que su socio puede hacer, hasta donde tú permitas.
keys-none = Ningún programa tiene clave.
keys-new = Una clave nueva
keys-name = ¿Para qué es?
keys-name-like = Pantalla de la puerta
keys-member = ¿En nombre de quién? (número de socio)
keys-may = Puede
keys-scope-read = ver lo que su socio puede ver
keys-scope-borrow = tomar prestado, devolver, apartar y reservar para su socio
keys-scope-desk = hacer el trabajo del mostrador
keys-scope-members = leer y cambiar socios, y crear claves
keys-scope-records = cambiar fichas
keys-scope-credits = pagar y confirmar con el nombre público de su socio
keys-scope-vote = votar con el nombre público de su socio
keys-until = Vale
keys-for-good = para siempre
keys-months = { $n ->
    [one] un mes
   *[other] { $n } meses
}
keys-make = Hacer la clave
keys-once = Cópiala ahora: solo se muestra una vez.
keys-once-more = El quiosco guarda solo una huella de ella. Quien tenga el texto puede hacer todo lo que ella permite.
keys-revoke = Anular
keys-revoked = Esa clave ya no abre nada.
keys-over = caducada
keys-ends = hasta el { $day }
keys-used = usada el { $day }
keys-unused = nunca usada
keys-wrong = Una clave necesita un nombre, al menos un permiso y un socio que también lo tenga.
keys-docs = Lo que pueden hacer los programas
cert = Cifrado
cert-until = El certificado vale hasta el { $day }; antes el quiosco hace otro.
cert-renewed = El quiosco tiene un certificado nuevo desde el { $day }: los navegadores avisan una vez más. Compara la huella.
cert-foreign = El certificado de la carpeta no es del quiosco y termina el { $day }. Renuévalo, por favor.
cert-fingerprint = Huella (SHA-256)
dev-more = Cada ordenador con una copia de este nodo escribe con una clave propia. Comparad las ocho palabras con lo que muestra el propio aparato.
dev-in = Pueden escribir
dev-out = Ya no pueden escribir
dev-since = desde { $day }
dev-silent = nada anotado todavía
dev-ended = terminado { $day }
dev-end = Terminar
dev-end-more = Para un ordenador perdido, vendido o regalado. Lo que anotó se queda, y conserva lo que sabía de los miembros hasta hoy; no le llega nada nuevo. Con esta clave no puede volver.
dev-end-sure = Sí, { $device } no debe escribir más
dev-end-do = Terminar su derecho
dev-ended-now = { $device } ya no puede escribir. Los demás se enteran con el próximo intercambio.
dev-not-sure = No se cambió nada: marca la casilla si es lo que quieres.
dev-invite = Un aparato más
dev-invite-more = Una invitación deja entrar a un ordenador, en dos días. En el ordenador nuevo elige «Un lugar que ya existe», o ejecuta: stead device join
dev-invite-do = Hacer una invitación
dev-invitation = La invitación
dev-invitation-more = Cópiala o escanéala ahora: se muestra una sola vez. Quien la tenga puede ser un aparato de este nodo y saber quiénes son los miembros.
dev-invitation-until = Vale para un aparato, hasta { $when }
dev-address = La dirección de este quiosco:
dev-admit = Dejarlo entrar
dev-admit-more = El ordenador nuevo muestra una solicitud. Una solicitud en una memoria USB se encuentra al conectarla aquí.
dev-request = La solicitud del ordenador nuevo
dev-admit-do = Dejarlo entrar
dev-let-in = { $device } puede escribir desde ahora. Se entera con el próximo intercambio.
dev-not-read = Esto no es una solicitud completa. Empieza por stead-join-1. y es una línea larga.
dev-not-ours = Esta solicitud es para otro nodo.
dev-not-invited = Ninguna invitación de este quiosco corresponde a esta solicitud. Haz aquí una nueva y únete con ella.
dev-not-in-time = La invitación es demasiado antigua. Haz una nueva y únete con ella.
dev-not-again = Otro aparato vino antes con esta invitación. Haz una nueva y únete con ella.
dev-not-welcome = Este quiosco no puede escribir en el nodo, así que no deja entrar a nadie. Hazlo en un aparato que pueda.
dev-not-itself = Este quiosco funciona en ese aparato. Termínalo desde otro.
dev-not-there = Ningún aparato con ese nombre puede escribir.
dev-not-done = No se cambió nada: { $why }
restore = Restaurar
restore-more = Pone una copia de seguridad en lugar de todo lo que hay aquí. El quiosco sigue mientras se lee; nada cambia antes de que digas que sí.
restore-which = ¿Qué copia?
restore-on-drive = En una unidad conectada
restore-no-drives = No hay conectada ninguna unidad con una copia. Conecta una y abre esta página otra vez.
restore-file = O un archivo de 32 MB como máximo
restore-phrase = Su frase de paso, si la tiene
restore-open = Leerla
restore-busy-now = La copia se está leyendo y desempaquetando. El quiosco sigue mientras tanto.
restore-busy = Ya se está desempaquetando una copia.
restore-no-file = Elige una copia: ese archivo no está en una unidad conectada.
restore-nothing = No se ha desempaquetado ninguna copia.
restore-phrase-needed = Esta copia se abre con una frase de paso. Indícala.
restore-phrase-wrong = Esa frase de paso no la abre.
restore-failed = No se puede restaurar la copia: { $why }
restore-found = Esto hay en la copia
restore-made = Hecha { $when }
restore-made-on = Hecha { $when }, en { $device }
restore-same = Una copia de este nodo.
restore-other = Una copia de otro nodo. Todo lo de aquí le cede el sitio.
restore-lost = Lo que se perdería aquí
restore-events = { $n ->
    [0] Desde entonces no se anotó nada aquí.
    [one] Una anotación hecha aquí desde entonces: un préstamo, una devolución, una reserva.
   *[other] { $n } anotaciones hechas aquí desde entonces: préstamos, devoluciones, reservas.
}
restore-members = { $n ->
    [one] Un miembro, con su tarjeta y su PIN
   *[other] { $n } miembros, con sus tarjetas y PIN
}
restore-public = La copia no contiene miembros: después nadie tiene tarjeta.
restore-exchange = Lo que otros aparatos del nodo sepan vuelve con el próximo intercambio.
restore-aside = No se borra nada: lo que hay ahora se aparta en una carpeta al lado.
restore-cards = Después valen las tarjetas y los PIN de la copia, y este ordenador es un aparato nuevo del nodo.
restore-sure = Sí, ponerla en lugar de lo que hay aquí
restore-yes = Restaurar en el próximo arranque
restore-no = No restaurar
restore-agreed = En el próximo arranque del quiosco, esta copia toma el lugar de lo que hay aquí.
restore-start = Arrancar el quiosco de nuevo ahora
restore-starting = El quiosco arranca de nuevo
restore-starting-more = Vuelve en un momento. Si no, abre esta página otra vez.
