# Ord för listor, siffror och öppettider.

# En titel är det som står i katalogen; saker är det som finns av den.
count-both =
    { $titles ->
        [one] en titel
       *[other] { $titles } titlar
    } · { $things ->
        [one] en sak
       *[other] { $things } saker
    }
list-counted = { $counted }, { $here } på hyllan
hero-counts = { $counted }, omskötta av grannar. Det mesta är gratis att låna.
kpi-titles = titlar att dela
facets-combine = Kombinera flera filter

# Öppettider, uträknade i sidan när den läses.
open-until = Öppet nu, till { $time }
opens-today = Stängt nu. Öppnar i dag kl. { $time }
opens-tomorrow = Stängt nu. Öppnar i morgon kl. { $time }
opens-on = Stängt nu. Öppnar på { $day } kl. { $time }

# Tabeller och diagram.
scroll-hint = Mer åt sidan
care-came = Kom från: { $from }

# Designs.
design-shapes = Former att vrida på
shape-label = { $name }, { $size } mm, ritad i rymden
shapes-need-script = Med JavaScript går de att vrida här. Filerna öppnas i alla slicer- och CAD-program.
turn-left = Vrid åt vänster
turn-right = Vrid åt höger
turn-up = Se mer underifrån
turn-down = Se mer uppifrån
turn-closer = Närmare
turn-further = Längre bort
turn-back = Som från början
design-sheets = Blad att läsa
design-builders = Vem bygger efter den
open-alone = Öppna för sig
part-shelf = På vår hylla

# Texts and events.
page-backlinks = Nämns i
events-months = Månadsvis
events-list = Som lista
month-count =
    { $n ->
        [one] Ett tillfälle
       *[other] { $n } tillfällen
    }

# Files for other programs.
data-table = alla titlar som tabell
data-schema = vad JSON-filerna innehåller (JSON Schema)
data-space = platsen, för SpaceAPI-kataloger
data-commons = saker att låna, för CommonsAPI
data-murmurations = vilka vi är, för Murmurations

# Uppräkningar och mängder.
list-separator = {", "}
percent = { $n } %
amount-g = { $n } g
amount-kg = { $n } kg
amount-money = { $amount } { $sign }
amount-money-code = { $amount } { $sign }
amount-kb = { $n } kB
amount-mb = { $n } MB

# Noder som följs.
nodes-title = Noder som vi följer
nodes-lede = Grannar vars nyheter kommer hit, över nätet eller på en sticka. Det de lånar ut går att hitta här också; man frågar efter det där eller vid vår kiosk.
nodes-nothing = Ännu har inget kommit därifrån
nodes-catalogue = Katalog
nodes-heard = Känt till och med
nodes-since = Uppgifter sedan
nodes-petname = Vårt namn på den
nodes-identity = Identitet
nodes-identity-how = Jämför identiteten en gång med den som de andra visar er, på plats eller per telefon. Därefter kontrolleras varje uppgift därifrån mot den.
nodes-titles =
    { $n ->
        [one] en titel
       *[other] { $n } titlar
    }
