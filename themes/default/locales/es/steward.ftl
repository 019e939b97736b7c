# Lo que lee quien gestiona.
matter-double-loan = { $unit } se prestó en dos sitios que no sabían uno del otro. Los dos préstamos se conservan; nadie va con retraso mientras esto siga abierto.
matter-double-loan-keep-later = Lo tiene quien lo llevó después
matter-double-loan-keep-earlier = Lo tiene quien lo llevó antes
matter-double-loan-here = Está aquí en el estante: cerrar los dos
matter-return-seen-elsewhere = { $unit } se devolvió en un sitio y se prestó en otro, sin saberlo. El préstamo sigue abierto hasta que alguien lo mire.
matter-return-seen-elsewhere-out = Lo tiene quien lo llevó: dejar abierto el préstamo
matter-return-seen-elsewhere-here = Está aquí en el estante: cerrar el préstamo
matter-retired-in-use = { $unit } está retirado del catálogo, pero alguien lo ha escaneado.
matter-retired-in-use-reinstate = Volver a ponerlo en uso
matter-retired-in-use-leave-retired = Dejarlo retirado
matter-found-after-lost = { $unit } se dio por perdido y ha vuelto. Si se pagó, se puede devolver el dinero.
matter-found-after-lost-noted = Anotado: nada que devolver
matter-found-after-lost-refund = Devolver lo pagado
matter-unknown-unit = Se escaneó { $unit }, pero ninguna ficha del catálogo tiene ese código.
matter-unknown-unit-noted = Ya he hecho una ficha
matter-over-booked = Dos reservas piden las mismas horas. Vale la primera; la otra necesita otra fecha u otra pieza.
matter-over-booked-keep-earlier = Conservar la primera, cancelar la otra
matter-over-booked-both = Hay para las dos
matter-cloned-device = Dos hechos distintos llevan el número { $event }: se copió un aparato. Los dos se conservan; da otro nombre a una de las copias.
matter-cloned-device-noted = La copia ya tiene otro nombre; los dos hechos quedan
matter-not-here = Esto nombra el hecho { $event }, que no ha llegado. Puede venir con el próximo intercambio.
matter-not-here-noted = Anotado
matter-stock-below-zero = { $unit } está en { $level }. Cuéntalo y el número vuelve a estar bien.
matter-stock-below-zero-noted = Anotado
s-seen-out = en préstamo
s-last-seen = Última vez en mano: { $when }, { $place }, aparato { $device }
s-all = Ver los { $n }
s-more = { $n ->
    [one] Una más
   *[other] { $n } más
}
s-fetch = Por recoger
s-fetch-more = Una vuelta por la casa, estante por estante. Déjalo en el estante de espera y dilo aquí.
s-fetch-none = Nada que recoger. Quien espera, espera algo prestado.
s-fetch-shelf = Todo este estante
s-late = Con retraso
s-late-more = { $n ->
    [one] Una cosa va con retraso. El mensaje está listo y no culpa a nadie.
   *[other] { $n } cosas van con retraso. Los mensajes están listos y no culpan a nadie.
}
s-late-subject = { $n ->
    [one] Una cosa de { $node }
   *[other] { $n } cosas de { $node }
}
s-late-hello = Hola, { $name }:
s-late-ask = { $n ->
    [one] esto sigue apuntado a tu nombre y puede que alguien lo espere. ¿Puedes traerlo, o decirnos si lo necesitas más tiempo?
   *[other] estas cosas siguen apuntadas a tu nombre y puede que alguien las espere. ¿Puedes traerlas, o decirnos si las necesitas más tiempo?
}
s-late-line = { $name } (era para { $due })
s-late-bye = ¡Gracias! { $node }
s-late-send = Escribir
s-late-copy = El mensaje, para copiar
s-late-in = en { $language }
s-late-no-contact = Sin contacto apuntado: pregunta en la próxima visita.
s-tickets = Por reparar
s-tickets-none = Nada que reparar. ¡Bien cuidado!
s-ticket-given-up = Sin arreglo
s-ticket-note = Añadir nota
s-ticket-what = Qué se vio o se hizo
s-history = Lo que ya tuve
s-history-none = Nada todavía.
s-history-line = { $from } a { $to }
s-to-decide = { $n ->
    [one] Una cosa espera tu decisión
   *[other] { $n } cosas esperan tu decisión
}
s-late-open = Mensajes y respuestas
s-things = Cosas
s-register = Dar de alta
s-reg-same = Ya tenemos algo con ese nombre. ¿Es otra pieza igual?
s-reg-another = { $n ->
    [one] Otra «{ $name }»
   *[other] Otra «{ $name }» (tenemos { $n })
}
s-reg-new-kind = No, es otra cosa
s-reg-category = Tipo
s-reg-kind = Qué es
s-reg-later = Más tarde
s-reg-place = Lugar
s-reg-label = Su etiqueta
s-reg-code = Código de la etiqueta
s-reg-code-more = Escanea una etiqueta en blanco o déjalo vacío: se crea un código y su etiqueta espera a la impresora.
s-reg-foreign = { $code } lo imprimió otra gente. Se guarda con la cosa: a partir de ahora, al escanearlo se encuentra.
s-reg-foreign-there = Ya tenemos esa cosa
s-reg-foreign-unit = El código de la cosa
s-reg-foreign-bind = Guardarlo con esta
s-reg-foreign-done = Al escanear { $code } se encuentra ahora { $name }.
s-reg-more = Más, si quieres
s-reg-qty = Cuántos (si es material)
s-reg-do = Dar de alta
s-reg-name-missing = Ponle un nombre, por favor.
s-reg-code-wrong = Ese código no cuadra: hay un signo mal leído. Míralo otra vez o déjalo vacío.
s-reg-code-taken = Ese código ya es de otra cosa. Toma otra etiqueta.
s-reg-done = Ya está en el catálogo. Su lugar: { $place }
s-reg-to-print = { $n ->
    [one] Su etiqueta espera a la impresora
   *[other] Su etiqueta espera a la impresora con otras: { $n } en total
}
s-reg-next = La siguiente cosa
s-kind-tool = Herramienta para prestar
s-kind-machine = Máquina, se usa aquí
s-kind-material = Material, se cuenta
s-kind-kit = Juego de varias cosas
s-kind-space = Sala o banco
s-kind-book = Libro, juego o película
s-kind-vehicle = Bici, remolque o coche
s-labels = Etiquetas
s-labels-n = { $n ->
    [0] Ninguna etiqueta en espera
    [one] Una etiqueta por imprimir
   *[other] { $n } etiquetas por imprimir
}
s-labels-more = Para hojas de 21 (63,5 × 38,1 mm, Avery L7160). Imprime esta página a tamaño real y sin márgenes.
s-labels-start = Primera etiqueta libre de la hoja
s-labels-lay = Empezar ahí
s-labels-blank = Etiquetas en blanco para más tarde
s-labels-mint = Crear los códigos
s-labels-printed = Ya están impresas
s-stocktake = Inventario
s-stocktake-more = Camina y escanea. Solo falta lo que tú confirmes.
s-count-new = Uno nuevo
s-count-where = ¿Dónde?
s-count-where-more = Una sala cuenta con todos sus estantes.
s-count-start = Empezar
s-count-open = En marcha
s-count-so-far = { $n ->
    [one] una encontrada hasta ahora
   *[other] { $n } encontradas hasta ahora
}
s-count-scan = Escanea lo que hay aquí. Escanea un estante para decir dónde estás.
s-count-is-closed = Este inventario está cerrado.
s-count-here = Estás en { $place }.
s-count-of = de { $n } están aquí
s-count-found = { $name }: aquí, como debe ser
s-count-already = { $name } ya se contó
s-count-misplaced = { $name } va en { $place }. Anotado; llévalo de paso.
s-count-unknown = No conocemos { $name }. Queda en la lista; dalo de alta después.
s-count-misplaced-head = { $n ->
    [one] Una cosa está fuera de lugar
   *[other] { $n } cosas están fuera de lugar
}
s-count-belongs = va en { $place }
s-count-unknown-head = { $n ->
    [one] Un código desconocido
   *[other] { $n } códigos desconocidos
}
s-count-not-seen = { $n ->
    [0] Nada más por encontrar
    [one] Una cosa aún sin ver
   *[other] { $n } cosas aún sin ver
}
s-count-not-seen-more = ¿Has mirado en todas partes? Márcalo y al terminar constará como perdido.
s-count-missing = Falta
s-count-all = Está todo
s-count-last = Lo último encontrado
s-count-ok = aquí
s-count-close = Cerrar el inventario
s-count-pause = Seguir más tarde
s-count-closed = Terminado: { $found } encontradas, { $missing } perdidas.
s-move = Mover cosas
s-move-scan = Primero escanea el estante
s-move-more = Luego escanea todo lo que queda allí. Cada cosa se puede deshacer.
s-move-choose = ¿El estante no tiene etiqueta?
s-move-here = Poner ahí
s-move-done = Este estante está listo
s-edit = Editar
s-edit-what = Editar una ficha
s-edit-fields = Los campos
s-edit-text = El archivo entero
s-look-at-it = Verlo primero
s-look-again = Verlo otra vez
s-save = Guardar
s-saved = Guardado. La versión anterior se conserva.
s-preview = Esto cambiará
s-preview-same = No cambia nada
s-stale = Alguien ha cambiado esta ficha mientras tanto. Mira las dos antes de guardar.
s-broken = Aún no se puede guardar: cada línea dice qué hacer.
s-line = Línea { $n }
s-why = Por qué, en pocas palabras
s-why-example = batería nueva, mejor foto…
s-versions = Versiones anteriores
s-versions-none = Ninguna todavía.
s-version-look = Verla
s-by-commas = separadas por comas
s-usual = Como siempre
s-not-bookable = No se reserva
s-problems = { $n ->
    [one] un problema
   *[other] { $n } problemas
}
s-records-things = Cosas
s-records-places = Lugares
s-records-events = Eventos
s-records-pages = Páginas
s-records-designs = Diseños
s-records-people = Personas
s-records-node = Este lugar
s-field-name = Nombre
s-field-summary = Una frase
s-field-brand = Marca
s-field-model = Modelo
s-field-size = Tamaño
s-field-power-source = Energía
s-field-checkout-notice = Se lee en cada entrega
s-field-other-names = Otros nombres
s-field-keywords = Palabras para buscarla
s-field-policy = Cómo se presta
s-field-reservation-policy = Cómo se reserva
s-field-home-place = Su lugar
s-field-circ-note = Nota para el mostrador
s-field-serial = Número de serie
s-field-body = Texto
s-training-withdraw = Ya no vale
s-m-details = Nombre y contacto
s-m-role = Puede
s-m-data = Sus datos
s-m-data-more = Todo lo que sabemos de esta persona, también lo ya devuelto, en un archivo.
s-m-export = Descargar
s-m-erase = Olvidar a esta persona
s-m-erase-more = Nombre, contacto, tarjeta y PIN se borran para siempre. Sus turnos en las colas, reservas y plazas quedan libres. Los préstamos quedan, sin nombre.
s-m-erase-number = Escribe el número { $number } para confirmarlo
s-m-erase-do = Olvidar
s-erase-number = Ese no es su número; no se ha borrado nada.
s-erase-loans = Aún tiene algo apuntado. Recógelo o dalo por perdido primero.
s-erase-self = Eres tú. Puede hacerlo otra persona responsable.
s-erased = Olvidado. Solo quedan números.
refusal-record = La ficha tiene errores y no se ha guardado.
s-house = La casa
s-house-unread = No se entendió y no ha cambiado nada. Escribe las horas así: 10–13, 17–20; el final después del principio.
s-hours = Horario
s-hours-more = Por ejemplo 10–13, 17–20. Vacío es cerrado.
s-closures = Días cerrados
s-closure-open = Abrir al final
s-closure-reason = Por qué, para que lo lean todos
s-closure-add = Cerrar esos días
s-closure-more = Lo que vence en un día cerrado vence el siguiente abierto; nadie se retrasa por eso.
s-pol-days = { $n ->
    [one] un día
   *[other] { $n } días
}
s-pol-hours = { $n ->
    [one] una hora
   *[other] { $n } horas
}
s-pol-period-days = Días de préstamo
s-pol-period-hours = Horas de préstamo
s-pol-renewals = Veces que se puede alargar
s-pol-window = Días de apertura en espera
s-pol-grace = Días antes de contar como retraso
s-pol-pin = Tarjeta y PIN
s-pol-approval = Lo entrega una persona responsable
s-pol-block = Nada nuevo mientras algo vaya con retraso
s-pol-more = Los préstamos en curso conservan sus reglas.
s-devices = Aparatos
s-device-this = este
s-device-events = { $n ->
    [one] un hecho
   *[other] { $n } hechos
}
s-device-heard = última noticia { $when }
s-exchange = Intercambio
s-exchange-none = Todavía no hay otro sitio. Una memoria USB funciona sin nada.
s-pending = { $n ->
    [one] Un archivo espera su commit.
   *[other] { $n } archivos esperan su commit.
}
s-committed = Todo está registrado. Último commit: { $commit }
s-reports = Informes
s-rep-out = en préstamo ahora
s-rep-late = con retraso
s-rep-on-time = volvieron a tiempo
s-rep-peak = { $month } fue el mes con más movimiento
s-rep-none = Aún no hay préstamos
s-rep-months = Préstamos por mes
s-rep-most = Lo más pedido: { $name }
s-rep-most-unit = Préstamos en doce meses
s-rep-idle = { $n ->
    [0] Todo se usó este año
    [one] Una cosa lleva un año parada
   *[other] { $n } cosas llevan un año paradas
}
s-rep-idle-more = Quizá otra cosa necesita el sitio, o nadie sabe que está.
s-rep-low = Se está acabando
s-rep-low-line = quedan { $level } { $measure }, deberían ser { $least }
s-rep-numbers = Ver los números
s-sheet = Un día sin luz
s-sheet-more = Lo prestado, lo que espera y líneas para escribir: papel que funciona sin pantalla.
s-sheet-open = Abrir la hoja del mostrador
s-sheet-as-of = A { $date }
s-sheet-print = Imprime esta página. Nombra a personas: déjala en el mostrador y destrúyela después.
s-sheet-out = En préstamo
s-sheet-ready = En espera
s-sheet-code = Código
s-sheet-thing = Cosa
s-sheet-who = Persona
s-sheet-due = Vence
s-sheet-back = Vuelto
s-sheet-time = Hora
s-sheet-out-in = ¿Sale o entra?
s-sheet-write = Para escribir
s-sheet-write-more = Escribe todos los signos del código: el último comprueba los demás. Pásalo cuando vuelva la luz.
s-reg-photo-kept = Tu foto está guardada: no hace falta repetirla.
s-reg-photo-other = Otra foto
s-closure-no-day = Eso no es un día, así que no ha cambiado nada. Elige el primer día de cierre.
s-closure-backwards = El último día de cierre es anterior al primero, así que no ha cambiado nada.
s-pol-unread = Uno de estos números no puede ser, así que no ha cambiado nada. Escribe números enteros; un préstamo dura al menos uno.
s-parts-missing = Piezas que faltan: { $n }
s-part-later = Desde { $date }. Dijeron que la traerán.
s-part-lost = Desde { $date }. Dijeron que se perdió.
s-part-before = Falta a más tardar desde { $date }: no estaba al prestarlo.
s-part-missing = Desde { $date }. Nadie ha dicho dónde está.
s-part-here = Ya está aquí
s-part-here-name = { $part } de { $name } ya está aquí
s-device-n = { $n ->
    [one] Un aparato tiene clave
   *[other] { $n } aparatos tienen clave
}
cmd-count = Hacer inventario
cmd-new-label = Etiqueta nueva
cmd-cards = Tarjetas de órdenes
cmd-more = Imprímelas, recórtalas y ponlas junto al lector. Quien escanea una no necesita tocar la pantalla.
k-side-returned = Devuelto
k-side-came-back = Ha vuelto
k-side-retired = Retirado en el catálogo
k-side-scanned = Escaneado
k-side-no-file = Ningún archivo del catálogo tiene este código
k-side-one-entry = Un apunte
k-side-other-entry = Otro apunte con el mismo número
k-side-refers = Este apunte nombra a otro
k-side-not-here = Ese aún no ha llegado de su aparato
k-side-promised = Prometido a { $node }
k-side-other-node = otro nodo
k-side-sent = Enviado: { $name }
k-side-instead = Ha vuelto: { $name }
k-side-counted = Contado: { $n }
k-side-level = Está en { $n }
s-event-number = n.º { $n } del aparato { $device }
s-pol-most = Máximo a la vez por socio (0: sin límite)
