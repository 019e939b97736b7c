# Las palabras del quiosco: breves, amables, sin reproches.
k-kiosk = Quiosco
k-skip = Ir al contenido
k-scan-field = Lector
k-today = hoy
k-hello = Hola, { $name }
k-signs-out = Cierra en
k-seconds-left = { $n ->
    [one] queda un segundo
   *[other] quedan { $n } segundos
}
k-done = Listo
k-clock-doubt = Este quiosco no sabe bien qué hora es. Nadie se retrasará por eso. Una persona responsable puede ponerlo en hora.
k-help = Ayuda
k-larger = Letra grande
k-smaller = Letra normal
k-contrast = Alto contraste
k-sound-on = El sonido está activo
k-sound-off = El sonido está apagado
k-steward = Gestión
k-saved = Todo está guardado en este quiosco
k-language = Idioma
k-open-until = Abierto hoy hasta las { $time }
k-closed = Cerrado ahora
k-home = Inicio
k-back = Volver
k-cancel = Cancelar
k-ok = OK
k-go-on = Seguir
k-yes = Sí
k-no = No

k-scan-title = Escanea una etiqueta o tu tarjeta
k-scan-more = En el orden que quieras. A un palmo del lector.
k-scan-phone = Apunta la cámara a la etiqueta.
k-type = Escribir el código
k-what = ¿Qué quieres hacer?
k-borrow = Llevar
k-borrow-more = Llévate algo a casa
k-return = Devolver
k-return-more = Sin tarjeta
k-find = Buscar
k-book = Reservar
k-book-more = Una herramienta, un banco o una sala
k-things = { $n ->
    [one] una cosa
   *[other] { $n } cosas
}
k-designs = { $n ->
    [one] un diseño
   *[other] { $n } diseños
}
k-today-label = Hoy
k-due-today = se esperan hoy
k-back-today = { $n ->
    [0] aún no ha vuelto ninguna
    [one] hoy ha vuelto una
   *[other] hoy han vuelto { $n }
}
k-new = Nuevo: { $name }
k-on-phone = Abrir en mi móvil
k-bye = Hasta pronto y gracias
k-bye-more = Has salido. Todo está guardado.

k-basket = Tus cosas
k-your-things = Para llevar
k-scan-what = Escanea lo que quieras llevar
k-now-your-card = Ahora tu tarjeta
k-else-on-loan = { $n ->
    [0] nada más prestado
    [one] otra cosa prestada
   *[other] otras { $n } cosas prestadas
}
k-to-take-home = { $n ->
    [0] Nada todavía
    [one] Una cosa para llevar
   *[other] { $n } cosas para llevar
}
k-back-by-label = Devolver
k-back-by = Devolver: { $due }
k-with-parts = Incluye: { $parts }
k-min-age = A partir de { $n } años. ¿Es tu caso?
k-is-lent = Cada cosa es tuya en cuanto se escanea. Puedes deshacer durante { $n } minutos. Tu nombre no queda en la pantalla.
k-nothing-yet = Escanea una etiqueta y es tuya.
k-scan-next = Escanea lo siguiente, o termina.
k-my-things = Mis cosas
k-find-something = Buscar algo
k-card-then-yours = Escanea tu tarjeta y son tuyas
k-card-then-more = Aún no hay nada prestado. ¿Has cambiado de idea? Déjalo en su sitio y ya está.
k-type-card = Escribir la tarjeta
k-never-mind = Déjalo
k-undo = Deshacer
k-undo-name = Deshacer: { $name }
k-remove = Quitar
k-remove-name = Quitar { $name } de la lista
k-renew = Más tiempo
k-read-it = Lo he leído
k-enter-pin = Escribir el PIN
k-waits-for-card = Espera tu tarjeta
k-undone = Deshecho
k-needs-pin = Para esto hace falta tu PIN
k-read-notice = Lee esto primero
k-lent = { $name } es tuyo, devolver: { $due }
k-yours = Esto ya lo tienes. ¿Devolverlo o quedártelo más tiempo?
k-yours-until = Tuyo hasta: { $due }
k-already-listed = Ya está en tu lista
k-do-shorter = Llevarlo hasta: { $due }
k-do-other = Llevar { $code }
k-do-hold = Esperar a que vuelva
k-do-take-over = Lo tengo en la mano
k-do-see-late = Ver lo que falta
k-do-book = Reservar fechas

k-how-is-it = ¿Cómo está?
k-condition = Estado
k-was-not-out = No constaba como prestado. Gracias por traerlo.
k-all-good = Todo bien
k-all-good-more = Funciona, limpio, completo
k-something-small = Un detalle
k-something-small-more = Sucio, gastado o falta una pieza
k-broken = Roto o peligroso
k-broken-more = Nadie te va a culpar
k-all-there = ¿Está todo?
k-thanks = Gracias
k-note = ¿Algo que debamos saber?
k-return-it = Devolver
k-return-another = Devolver otra cosa
k-returned = { $name } ha vuelto. Gracias.
k-put-title = Va aquí
k-is-there = Ya está ahí
k-found-again = Lo estábamos buscando. ¡Bien hallado!
k-missing-parts = Sin marcar: { $parts }. ¿Se te olvidó? Tráelo cuando puedas.
k-behind-the-desk = el estante de recogida
k-the-desk = el mostrador
k-scan-return = Escanea lo que devuelves
k-scan-return-more = De una en una. Sin tarjeta, también por otra persona.
k-no-label = No tiene etiqueta
k-scan-card = Escanea tu tarjeta
k-scan-card-more = Después, lo que quieras llevar. Al revés también vale.
k-look-around = Ver qué hay
k-type-title = Escribe el código
k-type-more = Está debajo del cuadrado de la etiqueta, o en tu tarjeta. En mayúsculas o minúsculas, con o sin guion.
k-keypad = Letras y cifras
k-your-pin = Tu PIN
k-pin-why = Esto merece una segunda mirada. La tarjeta sola no basta.
k-pin-why-steward = La gestión necesita tu PIN.
k-pin-wrong = { $left ->
    [0] No era ese. La tarjeta descansa diez minutos; una persona responsable puede ayudarte.
    [one] No era ese. Queda un intento.
   *[other] No era ese. Quedan { $left } intentos.
}
k-pin-locked = Demasiados intentos. Se abre a las { $time }, o alguien puede ayudarte ahora.
k-pin-digits = Un PIN tiene de cuatro a ocho cifras.
k-no-pin = Aún no tienes PIN. Una persona responsable te puede dar uno.
k-pin-forgotten = ¿Lo has olvidado? Alguien te ayuda, sin preguntas.
k-your-card = Tu tarjeta
k-your-card-more = ¿Entrar en esta pantalla con la tarjeta que acabas de escanear?
k-card-sign-in = Entrar

k-find-label = ¿Qué buscas?
k-find-example = Taladro, tienda, máquina de coser …
k-filters = Filtros
k-on-shelf-now = Ahora en el estante
k-more-kinds = Más tipos
k-all-kinds = Todo
k-results = { $n ->
    [0] No hay nada.
    [one] Una cosa.
   *[other] { $n } cosas.
}
k-choose-to-book = Elige qué quieres reservar.
k-at-place = En { $place }:
k-did-you-mean = ¿Querías decir «{ $words }»?
k-partial = nada tiene todas las palabras
k-pages = Páginas
k-earlier = Atrás
k-more = Más
k-nothing-found = Ahora no hay nada. Prueba otra palabra o míralo todo.
k-show-everything = Ver todo
k-comes-with = Incluye
k-in-the-kit = En el juego
k-each = Cada uno
k-find-it = Dónde está
k-keep-it = Cuánto tiempo
k-you-need = Necesitas
k-have-it = la tienes
k-have-not = aún no la tienes
k-it-costs = Cuesta
k-fee = { $fee } al día
k-deposit = { $deposit } de fianza
k-waiting = Esperan
k-people = { $n ->
    [one] una persona
   *[other] { $n } personas
}
k-something-wrong = Algo va mal
k-what-is-wrong = ¿Qué le pasa?
k-wrong-small-more = Aún se puede usar
k-wrong-broken = Está roto
k-wrong-broken-more = Va a la mesa de reparación
k-wrong-unsafe = No es seguro
k-wrong-unsafe-more = Sale del estante ahora mismo
k-wrong-words = Cuéntanoslo en pocas palabras
k-wrong-no-words = Avisado en el quiosco, sin palabras
k-nobody-blamed = Nadie te va a culpar
k-nobody-blamed-more = Las cosas se gastan. Decirlo pronto nos cuida a todos, y no se pregunta tu nombre.
k-tell = Avisar
k-wrong-noted = Anotado. Gracias por avisar.
k-wrong-off-shelf = Ya no está en el estante. Déjalo en el mostrador, por favor. Gracias.

k-late-since = Se esperaba: { $due }
k-nothing-on-loan = Nada prestado
k-waiting-for = Esperas
k-booked-list = Reservado
k-booked = Reservado.
k-booking-asked = Pedido. Alguien te responderá.
k-hold-ready = En el estante de recogida hasta: { $until }
k-hold-paused = En pausa
k-hold-ahead = { $n ->
    [0] Te toca a ti
    [one] Hay una persona delante
   *[other] Hay { $n } personas delante
}
k-hold-placed = { $n ->
    [0] Te toca a ti. Te lo guardamos cuando vuelva.
    [one] Estás en la lista, hay una persona delante.
   *[other] Estás en la lista, hay { $n } personas delante.
}
k-hold-cancel = No lo necesito
k-hold-pause = Ahora no, guárdame el sitio
k-hold-resume = Lo quiero otra vez
k-hold-pause-said = Ahora pueden pasar otras personas. Tu sitio se guarda.
k-hold-resume-said = Vuelves a esperar.
k-hold-cancelled = Ya no estás en la lista.
k-cancel-booking = Liberar
k-booking-cancelled = La reserva está anulada.
k-renewed = Tuyo hasta: { $due }
k-only-you = Solo para ti
k-only-you-more = Las cosas de otras personas nunca se ven aquí, y las tuyas solo con tu tarjeta.
k-free-days = Días libres
k-closed-day = cerrado
k-full = ocupado
k-free = { $n ->
    [one] libre
   *[other] { $n } libres
}
k-when = ¿Cuándo?
k-from = Desde
k-to = Hasta
k-at = a las
k-book-it = Reservar
k-card-to-book = Escanea tu tarjeta para reservar.

k-help-title = Así funciona
k-help-1 = Llevar
k-help-1-more = Escanea tu tarjeta, escanea la etiqueta. Es tuyo. Después, «Listo».
k-help-2 = Devolver
k-help-2-more = Escanea la etiqueta, di cómo está, déjalo donde diga la pantalla.
k-help-3 = ¿Algo roto?
k-help-3-more = Dilo al devolverlo. Nadie te va a culpar.
k-help-4 = ¿Un error?
k-help-4-more = Al lado de todo está «Deshacer», durante diez minutos. No se pierde nada.
k-help-people = Las personas ayudan mejor
k-help-steward = La tarjeta de una persona responsable abre lo demás.

k-unknown = No conocemos este código
k-unknown-more = { $code } no está en nuestro catálogo. Quizá es de otro sitio. Una persona responsable puede registrarlo.
k-unknown-label-more = Esta etiqueta no está en nuestro catálogo. Quizá es de otro sitio.
k-unreadable = No hemos podido leerlo
k-unreadable-more = Limpia la etiqueta y prueba otra vez, o escribe el código.
k-unknown-card = No conocemos esta tarjeta
k-unknown-card-more = Quizá fue sustituida. Una persona responsable te da una nueva.
k-unknown-card-news = { $n ->
    [one] La última noticia de nuestros otros ordenadores es de hace un día: aquí aún no se conoce a quien se inscribió allí desde entonces.
   *[other] La última noticia de nuestros otros ordenadores es de hace { $n } días: aquí aún no se conoce a quien se inscribió allí desde entonces.
}
k-already-you = Ya eres tú
k-sign-in = Tu tarjeta, por favor
k-sign-in-more = Escanéala y seguimos donde estabas.
k-steward-card = La tarjeta de una persona responsable, por favor
k-steward-card-more = Esta pantalla es para responsables. Escanea primero tu tarjeta.
k-nothing-here = Aquí no hay nada
k-nothing-here-more = Quizá la dirección es antigua. Escanea una etiqueta o busca por el nombre.
k-bad-form = No lo hemos entendido
k-bad-form-more = Vuelve atrás y prueba otra vez, por favor.
k-not-now = Ahora no
k-not-recorded = No se ha podido guardar
k-not-recorded-more = Así que no ha ocurrido. Díselo a alguien: puede que el disco esté lleno.
k-failed = Algo ha fallado
k-failed-more = Lo que ya se confirmó está guardado. Prueba otra vez, por favor.

k-moved = { $unit } queda anotado ahí
k-putting-on = Lo que escanees ahora va a { $place }
k-noted = Anotado
k-settled = Resuelto. Gracias.
k-clock-set = El reloj vuelve a ir bien
k-somebody-unknown = alguien que ya no conocemos
k-side-lent = Prestado
k-s-today = Hoy
k-s-exceptions = Por decidir
k-s-exception = Por decidir
k-s-members = Socias y socios
k-s-lock = Bloquear
k-s-clock = ¿Qué hora es?
k-s-clock-now = Fecha y hora de ahora
k-s-clock-set = Es esa hora
k-s-late = { $n ->
    [0] Con retraso
   *[other] Con retraso: { $n }
}
k-s-days-late = { $n ->
    [one] un día
   *[other] { $n } días
}
k-s-claims = Dice que volvió
k-s-lost = Darlo por perdido
k-s-none-late = Nada va con retraso
k-s-none = Nada
k-s-due = { $n ->
    [0] Para hoy
   *[other] Para hoy: { $n }
}
k-s-pull = Por recoger del estante: { $n }
k-s-pulled = En el estante de recogida
k-s-ready = Esperan en recogida: { $n }
k-s-until = hasta: { $until }
k-s-requests = Reservas por responder: { $n }
k-s-bookings = Reservas de hoy: { $n }
k-s-tickets = Por reparar: { $n }
k-s-mended = Reparado
k-s-no-fault = No tenía nada
k-s-troubles = { $n ->
    [one] Un registro tiene un problema; `stead check` dice cuál.
   *[other] { $n } registros tienen problemas; `stead check` dice cuáles.
}
k-s-device = en el equipo { $device }
k-s-nothing-to-decide = Nada por decidir. Todo concuerda.
k-role-member = miembro
k-role-steward = responsable
k-role-keyholder = llaves
k-m-search = Nombre o número
k-m-none = Nadie todavía
k-m-new = Nueva persona
k-m-name = Nombre
k-m-contact = Cómo localizarla
k-m-handle = Nombre público, si lo quiere
k-m-with-pin = Dar también un PIN
k-m-is-provisional = Sin confirmar: una cosa cada vez
k-m-make = Hacer la tarjeta
k-m-provisional = sin confirmar
k-m-left = de baja
k-m-loans = { $n ->
    [one] una cosa
   *[other] { $n } cosas
}
k-m-pin = PIN:
k-m-card-once = Se muestra una sola vez
k-m-card-once-more = Imprime esta página o deja que la fotografíen. La tarjeta y el PIN no quedan escritos en ningún sitio; una tarjeta perdida se cambia en un momento.
k-m-since = desde el { $date }
k-m-has = { $n ->
    [0] Prestado
   *[other] Prestado: { $n }
}
k-m-card = Tarjeta y PIN
k-m-new-card = Tarjeta nueva
k-m-new-pin = Tarjeta y PIN nuevos
k-m-unlock = Permitir el PIN otra vez
k-m-revoke = La tarjeta se ha perdido
k-m-confirm = Confirmar el alta
k-m-leave = Se ha dado de baja
k-m-rejoin = Ha vuelto
k-m-trainings = Formaciones
k-m-grant = Hecha hoy

put-repair = Déjalo con lo que hay que reparar: { $place }
put-quarantine = Déjalo aparte: { $place }. Nadie te va a culpar.
put-hold-shelf = Déjalo en { $place }. Alguien lo espera.
put-reserved = Déjalo en { $place }. Está reservado: { $from }.
put-steward = Dáselo a una persona responsable, por favor
put-anywhere = Déjalo en el mostrador: aún no tiene sitio
put-home = Déjalo en { $place }

denial-unknown-unit = Aquí no conocemos el código { $unit }.
denial-not-lendable = Esto se usa aquí y no se lleva a casa.
denial-retired = Esto está retirado del catálogo.
denial-in-processing = Acaba de llegar y aún no está listo.
denial-maintenance = Está en mantenimiento.
denial-quarantined = Queda aparte hasta que alguien lo revise.
denial-unsafe = Se avisó de que es peligroso y no se puede usar.
denial-in-repair = Lo están reparando.
denial-in-transit = Va de camino a { $to }.
denial-incomplete = Le falta algo: { $parts }.
denial-not-enough = Hay { $level } y se pidieron { $wanted }.
denial-still-out = Aún consta a nombre de otra persona.
denial-yours = Esto ya lo tienes, hasta: { $due }.
denial-on-hold-shelf = Espera a otra persona hasta: { $until }.
denial-queue = { $waiting ->
    [one] Alguien lo está esperando.
   *[other] { $waiting } personas lo están esperando.
}
denial-claimed-by-reservation = Está reservado desde: { $from }.
denial-membership = Esta tarjeta es de un alta que ya terminó.
denial-provisional = El alta aún no está confirmada: una cosa cada vez.
denial-overdue = { $count ->
    [one] Tienes algo que se esperaba: { $oldest }.
   *[other] Tienes { $count } cosas con retraso, la primera desde: { $oldest }.
}
denial-cap-policy = Tienes { $most } cosas con «{ $policy }»; no pueden ser más a la vez.
denial-training = Hace falta la formación «{ $training }».
denial-approval = Esto lo entrega una persona responsable.
denial-not-open = Este préstamo ya terminó.
denial-not-yours = Esto no consta a tu nombre.
denial-renewals = Ya no se puede alargar más.
denial-self-renew = Esto lo alarga una persona responsable.
denial-no-later = Alargarlo no pasaría de: { $due }.
denial-already-waiting = Ya estás en la lista para esto.
denial-nothing-to-wait-for = De esto ya no queda nada que prestar.
denial-cap-holds = Esperas { $most } cosas; no pueden ser más.
denial-not-bookable = Esto no se puede reservar.
denial-backwards = El final tiene que ir después del principio.
denial-lead = { $hours ->
    [0] Esa hora ya ha empezado.
   *[other] Reserva al menos { $hours } horas antes, por favor.
}
denial-horizon = Se reserva hasta { $days } días antes.
denial-length = La reserva más larga es de { $hours } horas.
denial-closed = Ese día está cerrado: { $date }.
denial-all-taken = Entonces está todo ocupado.
denial-pool-share = Como mucho se reservan { $percent } de cada cien.
refusal-steward = Esto lo hace una persona responsable.
refusal-over = Esto ya terminó.
refusal-no-such = Eso ya no está aquí.
refusal-undo = Ya no se puede deshacer. Una persona responsable puede ayudarte.
refusal-empty = Di de qué se trata, por favor.
refusal-members = No ha sido posible. Revisa los datos, por favor.
k-forgotten = Ya no tienes membresía aquí
k-forgotten-more = Tu nombre ya no está en nuestros libros, por eso esta pantalla ha cerrado tu sesión. Si fue un error, una persona responsable te hace una tarjeta nueva en un minuto.
k-m-name-missing = Falta el nombre.
k-m-handle-wrong = Un nombre público lleva letras minúsculas, cifras y guiones, como sam-a.
k-m-handle-taken = Alguien tiene ya este nombre público. Elige otro, por favor.
k-m-alike = Ya hay una persona llamada { $name }.
k-m-alike-open = Abrir
k-m-alike-make = Es otra persona: hacer la tarjeta
denial-unknown-title = En el catálogo no hay nada con ese nombre.
refusal-taken = Eso ya está ocupado. Elige otra cosa, por favor.
refusal-edit = No se ha podido cambiar la ficha.
refusal-answer = Eso no lo resuelve. Elige una de las respuestas, por favor.
k-missing-before = Anotado: { $parts } ya faltaba antes.
k-missing-lost = Anotado como perdido: { $parts }. Gracias por decirlo.
k-part-since = Falta desde { $date }
k-part-not-here = ¿No está?
k-part-later = Lo traigo más tarde
k-part-lost = Se ha perdido
k-part-before = Ya faltaba antes
k-parts-more = Desmarca lo que falta y di qué ha pasado.
k-not-with-it = Ya faltaba, no es cosa tuya: { $parts }
k-to-bring = Falta por traer
k-bring-part = Lo tengo aquí
cmd-done = He terminado
cmd-undo = Deshacer
cmd-renew-all = Quedarme todo más tiempo
cmd-return = Devolver algo
cmd-help = Ayuda
cmd-for-scanner = Esta tarjeta es para el lector del mostrador: escanéala allí y el quiosco hace lo que dice.
cmd-nothing-to-undo = Aquí no hay nada que deshacer.
cmd-card-first = Escanea primero tu tarjeta y luego esta.
cmd-renewed = Prolongados: { $n }
cmd-not-renewed = No es posible, devuélvelo a tiempo: { $things }
