# Words of the site's pages: lists, opening hours, designs, outputs for other programs.


# Counting: a title is a kind of thing, a thing is one of them.
count-both =
    { $titles ->
        [one] un título
       *[other] { $titles } títulos
    } · { $things ->
        [one] una cosa
       *[other] { $things } cosas
    }
list-counted = { $counted }, { $here } en el estante
hero-counts = { $counted }, al cuidado del vecindario. Casi todo se presta gratis.
kpi-titles = títulos para compartir
facets-combine = Combinar varios filtros

# Opening hours, worked out in the page when it is read.
open-until = Abierto ahora, hasta las { $time }
opens-today = Cerrado ahora. Abre hoy a las { $time }
opens-tomorrow = Cerrado ahora. Abre mañana a las { $time }
opens-on = Cerrado ahora. Abre el { $day } a las { $time }

# Tables and charts.
scroll-hint = Hay más hacia el lado
care-came = Vino de: { $from }

# Designs.
design-shapes = Formas para girar
shape-label = { $name }, { $size } mm, dibujado en el espacio
shapes-need-script = Con JavaScript se giran aquí. Los archivos se abren en cualquier programa de laminado o CAD.
turn-left = Girar a la izquierda
turn-right = Girar a la derecha
turn-up = Ver más desde abajo
turn-down = Ver más desde arriba
turn-closer = Más cerca
turn-further = Más lejos
turn-back = Como al principio
design-sheets = Hojas para leer
design-builders = Quién construye con este diseño
open-alone = Abrir aparte
part-shelf = En nuestra estantería

# Texts and events.
page-backlinks = Se menciona en
events-months = Por meses
events-list = En lista
month-count =
    { $n ->
        [one] Una fecha
       *[other] { $n } fechas
    }

# Files for other programs.
data-table = todos los títulos en una tabla
data-schema = qué contienen los archivos JSON (JSON Schema)
data-space = el lugar, para directorios SpaceAPI
data-commons = cosas en préstamo, para CommonsAPI
data-murmurations = quiénes somos, para Murmurations

# Listas y cantidades.
list-separator = {", "}
percent = { $n } %
amount-g = { $n } g
amount-kg = { $n } kg
amount-money = { $amount } { $sign }
amount-money-code = { $amount } { $sign }
amount-kb = { $n } kB
amount-mb = { $n } MB

# Nodos seguidos.
nodes-title = Nodos que seguimos
nodes-lede = Vecinos cuyas novedades llegan aquí, por la red o en una memoria. Lo que prestan también se encuentra aquí; se pide allí o en nuestro quiosco.
nodes-nothing = Todavía no ha llegado nada de él
nodes-catalogue = Catálogo
nodes-heard = Conocido hasta
nodes-since = Registros desde
nodes-petname = Nuestro nombre para él
nodes-identity = Identidad
nodes-identity-how = Comparad una vez la identidad con la que os muestran los otros, en persona o por teléfono. Desde entonces cada registro suyo se comprueba con ella.
nodes-titles =
    { $n ->
        [one] un título
        [many] { $n } de títulos
       *[other] { $n } títulos
    }
