# Words of the site's pages: lists, opening hours, designs, outputs for other programs.


# Counting: a title is a kind of thing, a thing is one of them.
count-both =
    { $titles ->
        [one] ein Titel
       *[other] { $titles } Titel
    } · { $things ->
        [one] ein Ding
       *[other] { $things } Dinge
    }
list-counted = { $counted }, davon { $here } Titel im Regal
hero-counts = { $counted }, gepflegt von der Nachbarschaft. Das meiste ist kostenlos.
kpi-titles = Titel zum Teilen
facets-combine = Mehrere Filter zusammen

# Opening hours, worked out in the page when it is read.
open-until = Jetzt offen, bis { $time }
opens-today = Gerade geschlossen. Öffnet heute um { $time }
opens-tomorrow = Gerade geschlossen. Öffnet morgen um { $time }
opens-on = Gerade geschlossen. Öffnet { $day } um { $time }

# Tables and charts.
scroll-hint = Zur Seite geht es weiter
care-came = Kam von: { $from }

# Designs.
design-shapes = Formen zum Drehen
shape-label = { $name }, { $size } mm, räumlich gezeichnet
shapes-need-script = Mit JavaScript lassen sie sich hier drehen. Die Dateien öffnet jedes Slicer- oder CAD-Programm.
turn-left = Nach links drehen
turn-right = Nach rechts drehen
turn-up = Mehr von unten
turn-down = Mehr von oben
turn-closer = Näher
turn-further = Weiter weg
turn-back = Wie am Anfang
design-sheets = Blätter zum Lesen
design-builders = Wer danach baut
open-alone = Allein öffnen
part-shelf = In unserem Regal

# Texts and events.
page-backlinks = Wird erwähnt in
events-months = Nach Monaten
events-list = Als Liste
month-count =
    { $n ->
        [one] Ein Termin
       *[other] { $n } Termine
    }

# Files for other programs.
data-table = alle Titel als Tabelle
data-schema = was in den JSON-Dateien steht (JSON Schema)
data-space = der Ort, für SpaceAPI-Verzeichnisse
data-commons = Dinge zum Leihen, für CommonsAPI
data-murmurations = wer wir sind, für Murmurations

# Aufzählungen und Mengen.
list-separator = {", "}
percent = { $n } %
amount-g = { $n } g
amount-kg = { $n } kg
amount-money = { $amount } { $sign }
amount-money-code = { $amount } { $sign }
amount-kb = { $n } kB
amount-mb = { $n } MB

# Knoten, denen gefolgt wird.
nodes-title = Knoten, denen wir folgen
nodes-lede = Nachbarn, deren Neuigkeiten hier ankommen, über das Netz oder auf einem Stick. Was sie verleihen, findet man auch hier; man fragt dort danach oder an unserem Kiosk.
nodes-nothing = Noch ist nichts von ihm angekommen
nodes-catalogue = Katalog
nodes-heard = Bekannt bis
nodes-since = Aufzeichnungen seit
nodes-petname = Unser Name dafür
nodes-identity = Kennung
nodes-identity-how = Vergleicht die Kennung einmal mit der, die euch die anderen zeigen, persönlich oder am Telefon. Danach wird jede ihrer Aufzeichnungen daran geprüft.
nodes-titles =
    { $n ->
        [one] ein Titel
       *[other] { $n } Titel
    }
