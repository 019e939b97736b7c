# The words of the site, for people. Keys are used by templates and by the generator's views.

language-name = Español
number-group = .
number-decimal = ,

## Frame
skip-to-content = Saltar al contenido
nav-label = Principal
nav-catalog = Catálogo
nav-designs = Diseños
nav-decisions = Decisiones
nav-ledger = En cifras
nav-visit = Visítanos
language-label = Idioma
crumbs-label = Estás aquí
search-placeholder = Buscar
search-button = Buscar
foot-snapshot = Esto es una instantánea
foot-made = Hecha el { $date } a las { $time }
foot-version = de la versión
foot-offline = Funciona sin internet. El quiosco siempre tiene lo último.
foot-shared = Hecho para compartir
foot-license = Textos y datos: { $license }.
foot-about = Sobre este sitio
show-numbers = Ver los números
show-all = Ver todo
results = Resultados
details = Detalles
contents = Contenido
not-translated = Aún sin traducir. Este es el texto original.
version = Versión { $version }

## Home
hero-1 = Pídelo.
hero-2 = Repáralo.
hero-3 = Decidamos juntos.
hero-ask = ¿Qué buscas?
hero-placeholder = Taladro, tienda, máquina de coser…
home-popular = Lo más prestado
home-newest = Recién llegado
home-empty = Los estantes aún están vacíos
home-empty-words = Escanea una etiqueta vacía en el quiosco para añadir la primera cosa.
home-voice = Esperando tu voz
home-all-decisions = Todas las decisiones
home-come-by = Pásate
home-how-to-find = Cómo encontrarnos
home-how-we-do = Cómo vamos
home-all-numbers = Todos los números

## Catalogue
catalog-everything = Todo
catalog-no-training = Sin formación previa
catalog-count-here = { $n } en el estante
catalog-count-out = { $n } en préstamo
catalog-count-mending = { $n } en reparación
sort-label = Ordenar
sort-wanted = Más prestado
sort-name = De la A a la Z
sort-newest = Más nuevo
facets-label = Acotar la lista
facet-category = Tipo
facet-within = Más en concreto
facet-now = Ahora mismo
facet-needs = Necesitas
facet-place = Lugar
facet-condition = Estado
facet-tag = Palabra
facet-kind = Qué
facet-lang = Idioma
now-any = Da igual
now-here = En el estante ahora
now-out = En préstamo
now-mending = En reparación
list-empty = Ahora mismo no hay nada aquí.
list-empty-words = Mira en
pager-label = Páginas
pager-previous = Anterior
pager-next = Siguiente
things =
    { $n ->
        [one] una cosa
       *[other] { $n } cosas
    }

## What stands on a thing
status-available = En el estante
status-available-of = { $n } de { $total } en el estante
status-hold-shelf = Espera a que lo recojan
status-out = Prestado hasta el { $date }
status-overdue = Prestado, debería volver pronto
status-in-repair = En reparación
status-in-transit = En camino
status-missing = Ahora no lo encontramos
status-not-lendable = Ahora no se presta
status-retired = Ya no está
status-no-units = Aún no hay
status-none-left = No queda nada
status-left = Quedan { $n } { $measure }
status-left-about = Quedan unos { $n } { $measure }
status-left-unknown = Queda algo
status-space-free = Libre ahora
status-machine-ready = Lista para usar
measure-pieces = unidades
place-unknown = Lugar desconocido
condition-new = Nuevo
condition-good = Bueno
condition-fair = Usado, funciona
condition-worn = Gastado
condition-damaged = Dañado
condition-unsafe = Inseguro, no usar
kind-tool = Herramienta
kind-machine = Máquina
kind-material = Material
kind-kit = Juego
kind-space = Espacio
kind-book = Libro
kind-vehicle = Vehículo
days =
    { $n ->
        [one] { $n } día
       *[other] { $n } días
    }
hours =
    { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
minutes =
    { $n ->
        [one] { $n } minuto
       *[other] { $n } minutos
    }
renewals =
    { $n ->
        [one] una renovación
       *[other] { $n } renovaciones
    }

## A thing's page
more-pictures = Más fotos
added = desde { $date }
as-of = a { $date }
find-it = Dónde
keep-it = Cuánto tiempo
take-it = Llévatelo
take-what-you-need = Lo que necesites
you-need = Necesitas
need-nothing = Solo tu tarjeta
min-age = A partir de { $n } años
it-costs = Cuesta
costs-nothing = Nada
fee-per-day = { $money } al día
deposit = { $money } de fianza, que se devuelve
by-steward = Lo entrega el equipo
next-session = próxima sesión { $date }
borrow-at-kiosk = Pídelo en el quiosco
borrow-how = Acerca este código, o la etiqueta de la cosa, al lector. ¿Sin teléfono? Escribe { $code }.
queue =
    { $n ->
        [one] Una persona lo espera.
       *[other] { $n } personas lo esperan.
    }
check-dates = Ver fechas
open-at-kiosk = Abrir en el quiosco, código { $code }
good-to-know = Conviene saber
in-the-case = En el maletín
count-it-out = Cuéntalo al llevarlo y al devolverlo.
part-optional = (opcional)
part-missing = falta { $part }
in-the-set = En el juego
free-dates = Fechas libres
free-dates-how = Las próximas cuatro semanas. Reserva en el quiosco o en la wifi de la casa.
cal-free = Libre
cal-taken = Ocupado
cal-closed = Cerrado
cal-past = Pasado
each-one = Una por una
unit-code = Código
unit-condition = Estado
stock-low = Queda poco
care-history = Historial de cuidados
care-reported = Algo fallaba
care-mended = Reparado
care-no-fault = Revisado, todo bien
care-given-up = No se pudo reparar
care-arrived = Llegó aquí
in-use = En uso
loans-since =
    { $n ->
        [one] préstamo desde { $year }
       *[other] préstamos desde { $year }
    }
detail-maker = Marca, modelo
detail-power = Energía
detail-size = Tamaño
detail-weight = Peso
detail-value = Precio nuevo
detail-carbon = Fabricarlo causa (CO₂e)
detail-other-names = También llamado
detail-serial = Número de serie
manual = Manual
design-for-it = Diseño para esto
take-with-you = Para llevar
print-sheet = Imprimir esta hoja
wrong-on-page = ¿Algo está mal en esta página? Dilo en el quiosco, o edita
goes-with = Va bien con esto
borrowed-together = A menudo se piden juntos
similar = Parecidos
label-open = Abrir la página
training = Formación
training-next = Próximas sesiones
training-ask = Aún sin fecha. Pregunta en el quiosco y buscaremos una.
training-opens = Qué te permite usar
valid-months =
    { $n ->
        [one] vale un mes
       *[other] vale { $n } meses
    }

## Places
places-title = Salas y estantes
places-lede = Cada cosa tiene su sitio. La etiqueta del estante abre su página.
places-all = Todos los lugares
place-inside = Dentro
place-lives-here = Qué vive aquí
place-empty = Aquí aún no vive nada.

## Designs
designs-lede = Cosas para construir, con todo lo necesario. Copia, cambia, comparte.
design = Diseño abierto
design-takes = Lleva
design-license = Licencia
design-no-license = Sin indicar
design-readiness = Madurez
design-make-it = Constrúyelo
design-make-how =
    { $n ->
        [one] Un archivo, guardado aquí. Llévatelos en una memoria.
       *[other] { $n } archivos, guardados aquí. Llévatelos en una memoria.
    }
design-files = Archivos
design-drawings = Planos
design-parts = Lista de piezas
design-tools = Necesitas
design-family = Árbol familiar
design-from = Viene de
design-became = Dio lugar a
design-belongs = Va con
design-repo = Se desarrolla en
part-qty = Cantidad
part-name = Qué
part-note = Nota
file-source = Archivo fuente
file-export = Para la máquina
file-drawing = Plano
file-build = Cómo construirlo
file-manual = Cómo usarlo
file-other = Archivo

## Decisions
decisions-lede = Qué decidimos, cómo, y qué salió. Cualquiera puede comprobar cada recuento.
decisions-none-open = Ahora no hay nada abierto. Propón algo: en el quiosco o en persona.
decisions-decided = Decidido
decisions-rules = Las normas
decisions-minutes = Actas
in-force-since = en vigor desde el { $date }
rules-changed-by = Cambiado por
proposal-draft = Borrador
proposal-discussion = En debate
proposal-frozen = Texto cerrado
proposal-voting = Votación abierta
proposal-tallied = Contado
proposal-adopted = Aprobado
proposal-rejected = No aprobado
proposal-no-quorum = Participaron pocos
proposal-tied = Empate
proposal-blocked = Hay una objeción
proposal-in-force = En vigor
proposal-expired = Terminado
proposal-superseded = Sustituido
proposal-repealed = Derogado
proposal-withdrawn = Retirado
proposal-text = Qué dice
step-vote = Votación
vote-until = Vota hasta el { $date }
proposed-on = Propuesto el { $date }
proposed-by = por
turnout = Votaron { $cast } de { $roll } miembros.
winners = Elegido: { $names }.
quorum-was = El quórum era { $quorum } del censo.
review-on = Se revisa el { $date }.
voting-period = Del { $from } al { $to }.
voting-how = Vota en el quiosco con tu tarjeta.
voted-so-far = Han votado { $n } de { $roll }.
result-hidden = El resultado se muestra al cerrar la votación.
discussion-how = Di lo que piensas: en el quiosco o en la próxima reunión.
result = Resultado
result-provisional = provisional
result-steps = Paso a paso
result-file = Resultado
reasons-given = Razones dadas
way-here = El camino hasta aquí
decided-by = Se decide por
quorum = Quórum
on-the-roll = Pueden votar
voting-opens = Empieza la votación
voting-closes = Cierra la votación
changes-clause = Cambia
supersedes = Sustituye a
superseded-by = Sustituido por
review = Revisión
check-yourself = Compruébalo
recount = Recontar
attendance =
    { $n ->
        [one] una persona presente
       *[other] { $n } personas presentes
    }
present = Presentes
method-consent = Consentimiento
method-majority = Mayoría
method-supermajority = Dos tercios
method-plurality = Más votos
method-approval = Aprobación
method-score = Puntos
method-star = Puntos y segunda vuelta
method-dots = Puntos adhesivos
method-ranked-schulze = Orden (Schulze)
method-ranked-irv = Orden (segunda vuelta instantánea)
method-ranked-stv = Orden (voto único transferible)
method-budget-greedy = Presupuesto por votos
method-budget-mes = Presupuesto en partes iguales
answer-yes = a favor
answer-no = en contra
answer-abstain = abstención
answer-consent = consienten
answer-object = objetan
answer-stand-aside = se apartan
verdict-adopted = Aprobado
verdict-rejected = No aprobado
verdict-no-quorum = Faltó quórum
verdict-tied = Empate
verdict-blocked = Objeción
verdict-won = Elegido

## Numbers
ledger-title = Cómo vamos
ledger-lede = Los últimos doce meses. Sin nombres, y nada sobre grupos de menos de cinco.
ledger-empty = Aún no ha pasado lo suficiente para mostrar números.
charts = Gráficos
kpi-things = cosas para compartir
kpi-loans = préstamos en doce meses
kpi-on-time = a tiempo
kpi-mended =
    { $n ->
        [0] reparadas, ninguna perdida
        [1] reparadas, una sin arreglo
       *[other] reparadas, { $n } sin arreglo
    }
accounts-title = Lo que nos debemos
accounts-note = Solo sumas. Lo que alguien da, otro lo recibe: todo junto suma cero.
account-unit = Unidad
account-kind = Cómo
account-entries = Apuntes
account-moved = Movido
account-holders = Cuentas
account-sum = Suma total
account-mutual = Crédito mutuo
account-fixed = Cantidad fija
account-gift = Regalos, sin límites
account-standing = Debido en total
work-other = Otros trabajos
too-few = menos de cinco

## Visit, events, people
visit-open = Abierto
visit-no-hours = Pregunta antes de venir.
visit-reach = Contacta
visit-address = Dirección
visit-email = Correo
visit-phone = Teléfono
visit-read = Para leer
closed-from-to = Cerrado del { $from } al { $to }
closed-on = Cerrado el { $date }
events-title = Agenda
events-lede = Talleres, tardes de reparación, jornadas. Todo el mundo es bienvenido.
events-calendar = Archivo de calendario
events-upcoming = Próximamente
events-past = Ya pasó
events-none = Aún no hay fechas.
event-cancelled = Cancelado
event-past = Ya pasó
event-undated = Fecha por anunciar
event-when = Cuándo y dónde
event-date = Día
event-time = Hora
event-place = Lugar
event-seats = Plazas
event-teaches = Enseña
people-title = Personas
people-lede = Solo quienes quisieron estar aquí.
person-roles = Hace
person-skills = Puede ayudar con
person-languages = Habla

## Pages
news-title = Noticias
news-feed = Canal
draft = Un borrador: no forma parte del sitio publicado.
about-title = Sobre este sitio
about-lede = Una carpeta de archivos sencillos que cualquiera puede copiar, leer y guardar.
about-what = Qué es esto
about-files = Cada página se hizo a partir de los registros propios: archivos de texto en un repositorio git. La misma carpeta funciona en cualquier servidor, en el quiosco y desde una memoria.
about-privacy = Quién pidió qué no está aquí, ni se puede deducir. Solo se nombra a quien pidió un perfil público.
about-program = El programa que hay detrás, Commonstead, es software libre: puedes montar tu propio nodo.
about-data = Para otros programas
about-titles =
    { $n ->
        [one] un título, cada uno también como index.json junto a su página
       *[other] { $n } títulos, cada uno también como index.json junto a su página
    }
about-licences = Licencias
about-licence-texts = Textos y datos
about-licence-designs =
    { $n ->
        [one] Un diseño
       *[other] { $n } diseños
    }
about-licence-font = Tipografía
about-licence-program = Programa
not-found-title = Esta página no está aquí
not-found-words = Quizá se movió, o la etiqueta es de otro nodo. Nada se ha perdido: búscala, o empieza por la portada.
not-found-home = A la portada

## Searching: {q} and {n} are put in by the script
search-title = Buscar
search-needs-script = Para buscar hace falta JavaScript. Las listas funcionan sin él.
search-or-browse = O curiosea
search-results = { $form ->
    [one] { $n } resultado
   *[other] { $n } resultados
}
search-at-least = Más de { $n } resultados
search-nothing = Nada encontrado para «{ $q }». Prueba con menos palabras o con otras.
search-partial = Nada tiene todas estas palabras. Esto tiene algunas.
search-apart = En ningún sitio están estas palabras juntas. Esto es lo que las contiene todas.
search-meant = ¿Querías decir «{ $q }»?
search-more = Ver más
search-searching = Buscando…
search-broken = No se pudo cargar la búsqueda. Las listas siguen funcionando.
search-list = Resultados
find-item = Cosa
find-design = Diseño
find-decision = Decisión
find-event = Evento
find-page = Página
find-skill = Persona
find-place = Lugar
find-away = No está en el estante
