# Webbplatsens ord, för människor. Nycklarna används av mallar och av generatorns vyer.

language-name = Svenska
number-group = { "\u00A0" }
number-decimal = ,

## Ram
skip-to-content = Hoppa till innehållet
nav-label = Huvudmeny
nav-catalog = Katalog
nav-designs = Ritningar
nav-decisions = Beslut
nav-ledger = Hur det går
nav-visit = Besök oss
language-label = Språk
crumbs-label = Du är här
search-placeholder = Sök
search-button = Sök
foot-snapshot = Det här är en ögonblicksbild
foot-made = Gjord { $date } kl. { $time }
foot-version = från version
foot-offline = Den fungerar utan internet. Kiosken har alltid det senaste.
foot-shared = Gjort för att delas
foot-license = Texter och data: { $license }.
foot-about = Om webbplatsen
show-numbers = Visa siffrorna
show-all = Visa allt
results = Resultat
details = Detaljer
contents = Innehåll
not-translated = Inte översatt än. Det här är originaltexten.
version = Version { $version }

## Start
hero-1 = Låna det.
hero-2 = Laga det.
hero-3 = Bestäm tillsammans.
hero-ask = Vad letar du efter?
hero-placeholder = Borrmaskin, tält, symaskin …
home-popular = Lånas ofta
home-newest = Nytt på hyllan
home-empty = Hyllorna är fortfarande tomma
home-empty-words = Skanna en tom etikett i kiosken för att lägga till den första saken.
home-voice = Väntar på din röst
home-all-decisions = Alla beslut
home-come-by = Kom förbi
home-how-to-find = Hitta hit
home-how-we-do = Hur det går för oss
home-all-numbers = Alla siffror

## Katalog
catalog-everything = Allt
catalog-no-training = Ingen utbildning krävs
catalog-count-here = { $n } på hyllan
catalog-count-out = { $n } utlånade
catalog-count-mending = { $n } under lagning
sort-label = Sortera
sort-wanted = Mest lånat
sort-name = A till Ö
sort-newest = Nyast
facets-label = Begränsa listan
facet-category = Slag
facet-within = Närmare bestämt
facet-now = Just nu
facet-needs = Du behöver
facet-place = Plats
facet-condition = Skick
facet-tag = Ord
facet-kind = Vad
facet-lang = Språk
now-any = Alla
now-here = På hyllan nu
now-out = Utlånat
now-mending = Under lagning
list-empty = Inget här just nu.
list-empty-words = Titta på
pager-label = Sidor
pager-previous = Föregående
pager-next = Nästa
things =
    { $n ->
        [one] en sak
       *[other] { $n } saker
    }

## Vad som står på en sak
status-available = På hyllan
status-available-of = { $n } av { $total } på hyllan
status-hold-shelf = Väntar på att hämtas
status-out = Utlånad till { $date }
status-overdue = Utlånad, väntas snart
status-in-repair = Under lagning
status-in-transit = På väg
status-missing = Hittas inte just nu
status-not-lendable = Lånas inte ut just nu
status-retired = Finns inte längre
status-no-units = Ingen än
status-none-left = Slut
status-left = { $n } { $measure } kvar
status-left-about = Ungefär { $n } { $measure } kvar
status-left-unknown = Det finns kvar
status-space-free = Ledigt nu
status-machine-ready = Redo att användas
measure-pieces = st.
place-unknown = Okänd plats
condition-new = Ny
condition-good = Bra
condition-fair = Begagnad, fungerar
condition-worn = Sliten
condition-damaged = Skadad
condition-unsafe = Farlig, använd inte
kind-tool = Verktyg
kind-machine = Maskin
kind-material = Material
kind-kit = Sats
kind-space = Rum
kind-book = Bok
kind-vehicle = Fordon
days =
    { $n ->
        [one] { $n } dag
       *[other] { $n } dagar
    }
hours =
    { $n ->
        [one] { $n } timme
       *[other] { $n } timmar
    }
minutes =
    { $n ->
        [one] { $n } minut
       *[other] { $n } minuter
    }
renewals =
    { $n ->
        [one] en förlängning
       *[other] { $n } förlängningar
    }

## En saks sida
more-pictures = Fler bilder
added = tillagd { $date }
as-of = läget { $date }
find-it = Finns
keep-it = Lånetid
take-it = Ta den
take-what-you-need = Det du behöver
you-need = Du behöver
need-nothing = Bara ditt kort
min-age = Från { $n } år
it-costs = Kostar
costs-nothing = Ingenting
fee-per-day = { $money } per dag
deposit = { $money } i pant, som du får tillbaka
by-steward = Lämnas ut av en värd
next-session = nästa tillfälle { $date }
borrow-at-kiosk = Låna i kiosken
borrow-how = Håll koden, eller etiketten på saken, mot läsaren. Ingen telefon? Skriv { $code }.
queue =
    { $n ->
        [one] En granne väntar på den.
       *[other] { $n } grannar väntar på den.
    }
check-dates = Se lediga dagar
open-at-kiosk = Öppna den här i kiosken, kod { $code }
good-to-know = Bra att veta
in-the-case = I väskan
count-it-out = Räkna när du tar ut, räkna när du lägger in.
part-optional = (om det finns)
part-missing = { $part } saknas
in-the-set = I satsen
free-dates = Lediga dagar
free-dates-how = De närmaste fyra veckorna. Boka i kiosken eller på husets wifi.
cal-free = Ledigt
cal-taken = Upptaget
cal-closed = Stängt
cal-past = Förbi
each-one = Var och en
unit-code = Kod
unit-condition = Skick
stock-low = Börjar ta slut
care-history = Så har den skötts
care-reported = Något var fel
care-mended = Lagad
care-no-fault = Kollad, inget fel
care-given-up = Gick inte att laga
care-arrived = Kom hit
in-use = Användning
loans-since =
    { $n ->
        [one] lån sedan { $year }
       *[other] lån sedan { $year }
    }
detail-maker = Tillverkare, modell
detail-power = Effekt
detail-size = Storlek
detail-weight = Vikt
detail-value = En ny kostar
detail-carbon = Tillverkningen orsakar (CO₂e)
detail-other-names = Kallas också
detail-serial = Serienummer
manual = Bruksanvisning
design-for-it = Ritning till den
take-with-you = Ta med dig
print-sheet = Skriv ut bladet
wrong-on-page = Är något fel på sidan? Säg till någon vid kiosken, eller ändra
goes-with = Hör ihop med
borrowed-together = Lånas ofta tillsammans
similar = Mer av samma slag
label-open = Öppna sidan
training = Utbildning
training-next = Nästa tillfällen
training-ask = Inget datum än. Fråga i kiosken, så hittar vi ett.
training-opens = Vad den ger tillgång till
valid-months =
    { $n ->
        [one] gäller en månad
       *[other] gäller { $n } månader
    }

## Platser
places-title = Rum och hyllor
places-lede = Allt har ett hem. Etiketten på varje hylla öppnar dess sida.
places-all = Alla platser
place-inside = Innanför
place-lives-here = Det som bor här
place-empty = Inget har sitt hem här än.

## Ritningar
designs-lede = Saker att bygga, med allt som behövs för att bygga dem. Kopiera, ändra, dela.
design = Öppen ritning
design-takes = Det tar
design-license = Licens
design-no-license = Anges inte
design-readiness = Mognad
design-make-it = Bygg den
design-make-how =
    { $n ->
        [one] En fil, sparad här. Ta med den på ett usb-minne.
       *[other] { $n } filer, sparade här. Ta med dem på ett usb-minne.
    }
design-files = Filer
design-drawings = Teckningar
design-parts = Dellista
design-tools = Du behöver
design-family = Släktträd
design-from = Gjord efter
design-became = Blev
design-belongs = Hör till
design-repo = Utvecklas på
part-qty = Antal
part-name = Vad
part-note = Anmärkning
file-source = Källfil
file-export = För maskinen
file-drawing = Teckning
file-build = Så bygger du
file-manual = Så används den
file-other = Fil

## Beslut
decisions-lede = Vad vi bestämmer, hur, och hur det gick. Alla kan räkna efter.
decisions-none-open = Inget är öppet just nu. Ta upp något: i kiosken, eller på plats.
decisions-decided = Beslutat
decisions-rules = Reglerna
decisions-minutes = Protokoll
in-force-since = gäller sedan { $date }
rules-changed-by = Ändrat genom
proposal-draft = Utkast
proposal-discussion = Diskuteras
proposal-frozen = Texten ligger fast
proposal-voting = Omröstning pågår
proposal-tallied = Räknat
proposal-adopted = Antaget
proposal-rejected = Inte antaget
proposal-no-quorum = För få deltog
proposal-tied = Oavgjort
proposal-blocked = En invändning kvarstår
proposal-in-force = Gäller
proposal-expired = Upphört
proposal-superseded = Ersatt
proposal-repealed = Upphävt
proposal-withdrawn = Tillbakadraget
proposal-text = Så lyder det
step-vote = Rösta
vote-until = Rösta till { $date }
proposed-on = Föreslaget { $date }
proposed-by = av
turnout = { $cast } av { $roll } medlemmar röstade.
winners = Valt: { $names }.
quorum-was = Beslutsmässigt var { $quorum } av röstlängden.
review-on = Det ses över igen { $date }.
voting-period = Från { $from } till { $to }.
voting-how = Rösta i kiosken med ditt kort.
voted-so-far = { $n } av { $roll } har röstat.
result-hidden = Resultatet visas när omröstningen är stängd.
discussion-how = Säg vad du tycker: i kiosken, eller på nästa möte.
result = Resultat
result-provisional = preliminärt
result-steps = Steg för steg
result-file = Resultat
reasons-given = Motiveringar
way-here = Vägen hit
decided-by = Beslutas genom
quorum = Beslutsmässighet
on-the-roll = Får rösta
voting-opens = Omröstningen öppnar
voting-closes = Omröstningen stänger
changes-clause = Ändrar
supersedes = Ersätter
superseded-by = Ersatt av
review = Översyn
check-yourself = Kontrollera själv
recount = Räkna om
attendance =
    { $n ->
        [one] en person närvarande
       *[other] { $n } personer närvarande
    }
present = Närvarande
method-consent = Samtycke
method-majority = Majoritet
method-supermajority = Två tredjedelar
method-plurality = Flest röster
method-approval = Godkännanden
method-score = Poäng
method-star = Poäng, sedan slutomgång
method-dots = Prickar
method-ranked-schulze = Rangordning (Schulze)
method-ranked-irv = Rangordning (utslagning)
method-ranked-stv = Rangordning (enkel överförbar röst)
method-budget-greedy = Budget efter röster
method-budget-mes = Budget i lika andelar
answer-yes = för
answer-no = emot
answer-abstain = avstår
answer-consent = samtycker
answer-object = invänder
answer-stand-aside = ställer sig åt sidan
verdict-adopted = Antaget
verdict-rejected = Inte antaget
verdict-no-quorum = För få
verdict-tied = Oavgjort
verdict-blocked = Invändning
verdict-won = Valt

## Siffror
ledger-title = Hur det går för oss
ledger-lede = De senaste tolv månaderna. Inga namn, och inget om grupper under fem.
ledger-empty = Det har inte hänt tillräckligt för att visa siffror än.
charts = Diagram
kpi-things = saker att dela
kpi-loans = lån på tolv månader
kpi-on-time = tillbaka i tid
kpi-mended =
    { $n ->
        [0] lagade, ingen uppgiven
        [1] lagade, en uppgiven
       *[other] lagade, { $n } uppgivna
    }
accounts-title = Vad vi är skyldiga varandra
accounts-note = Bara summor. Det en ger får en annan, så tillsammans blir allt noll.
account-unit = Enhet
account-kind = Hur
account-entries = Poster
account-moved = Omsatt
account-holders = Konton
account-sum = Summa av alla
account-mutual = Ömsesidig kredit
account-fixed = Fast mängd
account-gift = Gåvor, utan gränser
account-standing = Utestående i allt
work-other = Annat arbete
too-few = färre än fem

## Besök, händelser, människor
visit-open = Öppet
visit-no-hours = Fråga innan du kommer.
visit-reach = Nå oss
visit-address = Adress
visit-email = E-post
visit-phone = Telefon
visit-read = Att läsa
closed-from-to = Stängt { $from } till { $to }
closed-on = Stängt { $date }
events-title = På gång
events-lede = Kurser, lagningskvällar, arbetsdagar. Alla är välkomna.
events-calendar = Kalenderfil
events-upcoming = Kommande
events-past = Det som varit
events-none = Inga datum än.
event-cancelled = Inställt
event-past = Har varit
event-undated = Datum kommer
event-when = När och var
event-date = Dag
event-time = Tid
event-place = Plats
event-seats = Antal platser
event-teaches = Lär ut
people-title = Människor
people-lede = Bara de som själva ville vara med.
person-roles = Gör
person-skills = Kan hjälpa till med
person-languages = Talar

## Sidor
news-title = Nyheter
news-feed = Flöde
draft = Ett utkast: ingår inte i den publicerade webbplatsen.
about-title = Om webbplatsen
about-lede = En mapp med vanliga filer som alla får kopiera, läsa och behålla.
about-what = Vad det här är
about-files = Varje sida här är gjord av nodens egna uppgifter: textfiler i ett git-arkiv. Samma mapp fungerar på vilket webbhotell som helst, från kiosken och direkt från ett usb-minne.
about-privacy = Vem som lånat vad står inte här, och går inte att räkna ut härifrån. Bara de som bett om en offentlig profil nämns vid namn.
about-program = Programmet bakom, Commonstead, är fri programvara: du får driva en egen nod.
about-data = För andra program
about-titles =
    { $n ->
        [one] en titel, även som index.json bredvid sin sida
       *[other] { $n } titlar, var och en även som index.json bredvid sin sida
    }
about-licences = Licenser
about-licence-texts = Texter och data
about-licence-designs =
    { $n ->
        [one] En ritning
       *[other] { $n } ritningar
    }
about-licence-font = Typsnitt
about-licence-program = Program
not-found-title = Sidan finns inte här
not-found-words = Den kanske har flyttat, eller så hör etiketten till en annan nod. Inget är förlorat: sök efter den, eller börja från startsidan.
not-found-home = Till startsidan

## Sökning: {q} och {n} sätts in av skriptet
search-title = Sök
search-needs-script = Sökningen kräver JavaScript. Listorna över allt fungerar utan.
search-or-browse = Eller se dig omkring
search-results = { $form ->
    [one] { $n } träff
   *[other] { $n } träffar
}
search-at-least = Fler än { $n } träffar
search-nothing = Inget hittades för ”{ $q }”. Färre eller andra ord kan hjälpa.
search-partial = Inget har alla orden. Här är det som har några av dem.
search-apart = Ingenstans står de här orden intill varandra. Här är det som innehåller alla.
search-meant = Menade du ”{ $q }”?
search-more = Visa fler
search-searching = Söker …
search-broken = Sökningen kunde inte laddas. Listorna över allt fungerar fortfarande.
search-list = Sökresultat
find-item = Sak
find-design = Ritning
find-decision = Beslut
find-event = Händelse
find-page = Sida
find-skill = Person
find-place = Plats
find-away = Inte på hyllan
