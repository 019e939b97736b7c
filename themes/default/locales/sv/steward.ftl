# Det som ansvariga läser.
matter-double-loan = { $unit } lånades ut på två ställen som inte kände till varandra. Båda lånen står kvar; ingen är sen så länge det här är öppet.
matter-double-loan-keep-later = Den senare låntagaren har den
matter-double-loan-keep-earlier = Den tidigare låntagaren har den
matter-double-loan-here = Den står här på hyllan: avsluta båda
matter-return-seen-elsewhere = { $unit } lämnades tillbaka på ett ställe och lånades ut på ett annat utan att de visste om varandra. Lånet står öppet tills någon tittar.
matter-return-seen-elsewhere-out = Den är hos låntagaren: låt lånet stå öppet
matter-return-seen-elsewhere-here = Den står här på hyllan: avsluta lånet
matter-retired-in-use = { $unit } är tagen ur katalogen, men någon har skannat den.
matter-retired-in-use-reinstate = Ta den i bruk igen
matter-retired-in-use-leave-retired = Låt den vara tagen ur bruk
matter-found-after-lost = { $unit } var uppgiven som förlorad och har kommit tillbaka. Om någon betalat kan det betalas tillbaka.
matter-found-after-lost-noted = Noterat: inget att betala tillbaka
matter-found-after-lost-refund = Betala tillbaka det som betalats
matter-unknown-unit = { $unit } skannades, men ingen post i katalogen har den koden.
matter-unknown-unit-noted = Jag har gjort en post för den
matter-over-booked = Två bokningar vill ha samma timmar. Den tidigare gäller; den andra behöver ett annat datum eller ett annat exemplar.
matter-over-booked-keep-earlier = Behåll den tidigare, avboka den andra
matter-over-booked-both = Det räcker till båda
matter-cloned-device = Två olika händelser har numret { $event }: en enhet har kopierats. Båda står kvar; ge en av kopiorna ett nytt namn.
matter-cloned-device-noted = Kopian har ett nytt namn nu; båda händelserna står kvar
matter-not-here = Det här nämner händelsen { $event } som inte har kommit. Den kanske kommer med nästa utbyte.
matter-not-here-noted = Noterat
matter-stock-below-zero = { $unit } står på { $level }. Räkna, så stämmer antalet igen.
matter-stock-below-zero-noted = Noterat
s-seen-out = hos en låntagare
s-last-seen = Senast i någons hand: { $when }, { $place }, enhet { $device }
s-all = Alla { $n }
s-more = { $n ->
    [one] En till
   *[other] { $n } till
}
s-fetch = Att hämta
s-fetch-more = En runda genom huset, hylla för hylla. Ställ allt på hämthyllan och bocka av här.
s-fetch-none = Inget att hämta. De som väntar, väntar på något utlånat.
s-fetch-shelf = Hela hyllan
s-late = Försenat
s-late-more = { $n ->
    [one] En sak är sen. Meddelandet är klart och klandrar ingen.
   *[other] { $n } saker är sena. Meddelandena är klara och klandrar ingen.
}
s-late-subject = { $n ->
    [one] En sak från { $node }
   *[other] { $n } saker från { $node }
}
s-late-hello = Hej { $name }!
s-late-ask = { $n ->
    [one] Den här står fortfarande på dig, och kanske väntar någon på den. Kan du komma förbi med den, eller säga till om du behöver den längre?
   *[other] De här står fortfarande på dig, och kanske väntar någon på dem. Kan du komma förbi med dem, eller säga till om du behöver dem längre?
}
s-late-line = { $name } (skulle tillbaka { $due })
s-late-bye = Tack! { $node }
s-late-send = Skriv
s-late-copy = Meddelandet, att kopiera
s-late-in = på { $language }
s-late-no-contact = Ingen kontakt noterad: fråga vid nästa besök.
s-tickets = Att laga
s-tickets-none = Inget att laga. Väl skött!
s-ticket-given-up = Uppgiven
s-ticket-note = Lägg till anteckning
s-ticket-what = Vad som hittades eller gjordes
s-history = Det jag haft förut
s-history-none = Inget ännu.
s-history-line = { $from } till { $to }
s-to-decide = { $n ->
    [one] En sak behöver ditt beslut
   *[other] { $n } saker behöver ditt beslut
}
s-late-open = Meddelanden och svar
s-things = Saker
s-register = Registrera en sak
s-reg-same = Vi har redan något med det namnet. Är det en till av samma?
s-reg-another = { $n ->
    [one] En ”{ $name }” till
   *[other] En ”{ $name }” till (vi har { $n })
}
s-reg-new-kind = Nej, något annat
s-reg-category = Kategori
s-reg-kind = Vad det är
s-reg-later = Senare
s-reg-place = Plats
s-reg-label = Dess etikett
s-reg-code = Koden på etiketten
s-reg-code-more = Skanna en tom etikett eller lämna tomt: då skapas en kod, och etiketten väntar på skrivaren.
s-reg-foreign = { $code } har någon annan tryckt. Koden sparas med saken: den som skannar koden hittar saken.
s-reg-foreign-there = Vi har redan saken
s-reg-foreign-unit = Sakens egen kod
s-reg-foreign-bind = Spara den med den här
s-reg-foreign-done = Den som skannar { $code } hittar nu { $name }.
s-reg-more = Mer, om du vill
s-reg-qty = Hur många (för lager)
s-reg-do = Registrera
s-reg-name-missing = Ge den ett namn.
s-reg-code-wrong = Koden stämmer inte: ett tecken är fel. Titta igen eller lämna tomt.
s-reg-code-taken = Koden hör redan till något annat. Ta en annan etikett.
s-reg-done = Den finns i katalogen. Dess plats: { $place }
s-reg-to-print = { $n ->
    [one] Etiketten väntar på skrivaren
   *[other] Etiketten väntar på skrivaren med andra: { $n } totalt
}
s-reg-next = Nästa sak
s-kind-tool = Verktyg att låna
s-kind-machine = Maskin, används här
s-kind-material = Lager, räknas
s-kind-kit = Set av flera saker
s-kind-space = Rum eller bänk
s-kind-book = Bok, spel eller film
s-kind-vehicle = Cykel, släp eller bil
s-labels = Etiketter
s-labels-n = { $n ->
    [0] Ingen etikett väntar
    [one] En etikett att skriva ut
   *[other] { $n } etiketter att skriva ut
}
s-labels-more = För ark med 21 etiketter (63,5 × 38,1 mm, Avery L7160). Skriv ut sidan i verklig storlek utan marginaler.
s-labels-start = Första lediga etiketten på arket
s-labels-lay = Börja där
s-labels-blank = Tomma etiketter på förråd
s-labels-mint = Skapa koderna
s-labels-printed = De är utskrivna
s-stocktake = Inventering
s-stocktake-more = Gå och skanna. Bara det du bekräftar blir saknat.
s-count-new = En ny
s-count-where = Var?
s-count-where-more = Ett rum räknas med alla sina hyllor.
s-count-start = Börja
s-count-open = Pågående
s-count-so-far = { $n ->
    [one] en hittad hittills
   *[other] { $n } hittade hittills
}
s-count-scan = Skanna det som står här. Skanna en hylla för att säga var du är.
s-count-is-closed = Inventeringen är klar.
s-count-here = Du är vid { $place }.
s-count-of = av { $n } är här
s-count-found = { $name }: här, som den ska
s-count-already = { $name } är redan räknad
s-count-misplaced = { $name } hör hemma på { $place }. Noterat; ta med den dit.
s-count-unknown = Vi känner inte till { $name }. Den står kvar i listan; registrera den senare.
s-count-misplaced-head = { $n ->
    [one] En sak står fel
   *[other] { $n } saker står fel
}
s-count-belongs = hör hemma på { $place }
s-count-unknown-head = { $n ->
    [one] En okänd kod
   *[other] { $n } okända koder
}
s-count-not-seen = { $n ->
    [0] Inget mer att hitta
    [one] En sak ännu inte sedd
   *[other] { $n } saker ännu inte sedda
}
s-count-not-seen-more = Letat överallt? Kryssa för, så blir den saknad när du avslutar.
s-count-missing = Saknas
s-count-all = Allt är här
s-count-last = Senast hittade
s-count-ok = här
s-count-close = Avsluta inventeringen
s-count-pause = Fortsätt senare
s-count-closed = Klart: { $found } hittade, { $missing } saknas.
s-move = Flytta saker
s-move-scan = Skanna hyllan först
s-move-more = Skanna sedan allt som står där nu. Var och en kan ångras.
s-move-choose = Ingen etikett på hyllan?
s-move-here = Ställ saker där
s-move-done = Klar med hyllan
s-edit = Redigera
s-edit-what = Redigera en post
s-edit-fields = Fälten
s-edit-text = Hela filen
s-look-at-it = Titta först
s-look-again = Titta igen
s-save = Spara
s-saved = Sparat. Den förra versionen finns kvar.
s-preview = Det här ändras
s-preview-same = Inget ändras
s-stale = Någon har ändrat posten under tiden. Titta på båda innan du sparar.
s-broken = Det kan inte sparas än: varje rad säger vad som ska göras.
s-line = Rad { $n }
s-why = Varför, med några ord
s-why-example = nytt batteri, bättre foto …
s-versions = Tidigare versioner
s-versions-none = Inga ännu.
s-version-look = Visa
s-by-commas = avskilda med komma
s-usual = Som vanligt
s-not-bookable = Bokas inte
s-problems = { $n ->
    [one] ett problem
   *[other] { $n } problem
}
s-records-things = Saker
s-records-places = Platser
s-records-events = Evenemang
s-records-pages = Sidor
s-records-designs = Konstruktioner
s-records-people = Människor
s-records-node = Det här stället
s-field-name = Namn
s-field-summary = En mening om den
s-field-brand = Märke
s-field-model = Modell
s-field-size = Storlek
s-field-power-source = Drivs av
s-field-checkout-notice = Läses vid varje utlåning
s-field-other-names = Andra namn
s-field-keywords = Sökord
s-field-policy = Hur den lånas ut
s-field-reservation-policy = Hur den bokas
s-field-home-place = Dess plats
s-field-circ-note = Anteckning till disken
s-field-serial = Serienummer
s-field-body = Text
s-training-withdraw = Gäller inte längre
s-m-details = Namn och kontakt
s-m-role = Får göra
s-m-data = Deras uppgifter
s-m-data-more = Allt vi vet om medlemmen, även avslutade lån, i en fil.
s-m-export = Ladda ner
s-m-erase = Glöm medlemmen
s-m-erase-more = Namn, kontakt, kort och PIN raderas för gott. Köplatser, bokningar och kursplatser blir lediga. Lånen finns kvar utan namn.
s-m-erase-number = Skriv numret { $number } för att bekräfta
s-m-erase-do = Glöm
s-erase-number = Det är inte medlemmens nummer; inget raderades.
s-erase-loans = Något står fortfarande på medlemmen. Ta tillbaka eller skriv av det först.
s-erase-self = Det är du. En annan ansvarig kan göra det.
s-erased = Glömd. Bara siffror finns kvar.
refusal-record = Posten har fel och sparades inte.
s-house = Huset
s-house-unread = Det gick inte att läsa, så inget ändrades. Skriv tider så här: 10–13, 17–20; slutet efter början.
s-hours = Öppettider
s-hours-more = Till exempel 10–13, 17–20. Tomt betyder stängt.
s-closures = Stängda dagar
s-closure-open = Öppet ändå
s-closure-reason = Varför, så att alla kan läsa
s-closure-add = Stäng de dagarna
s-closure-more = Det som ska tillbaka en stängd dag ska tillbaka nästa öppna; ingen blir sen av det.
s-pol-days = { $n ->
    [one] en dag
   *[other] { $n } dagar
}
s-pol-hours = { $n ->
    [one] en timme
   *[other] { $n } timmar
}
s-pol-period-days = Lånedagar
s-pol-period-hours = Lånetimmar
s-pol-renewals = Gånger det kan förlängas
s-pol-window = Öppna dagar på hämthyllan
s-pol-grace = Dagar innan det räknas som sent
s-pol-pin = Kort och PIN
s-pol-approval = En ansvarig lämnar ut den
s-pol-block = Inget nytt medan något är sent
s-pol-more = Pågående lån behåller sina regler.
s-devices = Enheter
s-device-this = den här
s-device-events = { $n ->
    [one] en händelse
   *[other] { $n } händelser
}
s-device-heard = senast hörd { $when }
s-exchange = Utbyte
s-exchange-none = Inget annat ställe är inställt ännu. Ett minne fungerar ändå.
s-pending = { $n ->
    [one] En fil väntar på sin commit.
   *[other] { $n } filer väntar på sin commit.
}
s-committed = Allt är sparat i historiken. Senast: { $commit }
s-reports = Rapporter
s-rep-out = utlånade nu
s-rep-late = försenade
s-rep-on-time = kom tillbaka i tid
s-rep-peak = { $month } var det mest att göra
s-rep-none = Inga lån ännu
s-rep-months = Lån per månad
s-rep-most = Mest utlånat: { $name }
s-rep-most-unit = Lån på tolv månader
s-rep-idle = { $n ->
    [0] Allt användes i år
    [one] En sak har stått still i ett år
   *[other] { $n } saker har stått still i ett år
}
s-rep-idle-more = Kanske behövs platsen till annat, eller så vet ingen att den finns.
s-rep-low = Börjar ta slut
s-rep-low-line = { $level } { $measure } kvar, borde vara { $least }
s-rep-numbers = Visa siffrorna
s-sheet = En dag utan ström
s-sheet-more = Vad som är ute, vad som väntar och rader att skriva på: papper som fungerar utan skärm.
s-sheet-open = Öppna diskbladet
s-sheet-as-of = Läget { $date }
s-sheet-print = Skriv ut sidan. Den nämner medlemmar: ha den vid disken och förstör den sedan.
s-sheet-out = Utlånat
s-sheet-ready = På hämthyllan
s-sheet-code = Kod
s-sheet-thing = Sak
s-sheet-who = Medlem
s-sheet-due = Tillbaka
s-sheet-back = Åter
s-sheet-time = Tid
s-sheet-out-in = Ut eller in?
s-sheet-write = Att skriva på
s-sheet-write-more = Skriv alla tecken i koden: det sista kontrollerar de andra. För in det när strömmen är tillbaka.
s-reg-photo-kept = Ditt foto finns kvar och behöver inte tas igen.
s-reg-photo-other = Ett annat foto
s-closure-no-day = Det är ingen dag, så inget ändrades. Välj den första stängda dagen.
s-closure-backwards = Den sista stängda dagen kommer före den första, så inget ändrades.
s-pol-unread = Ett av talen går inte, så inget ändrades. Skriv heltal; ett lån varar minst ett.
s-parts-missing = Delar som saknas: { $n }
s-part-later = Sedan { $date }. De sa att de tar med den.
s-part-lost = Sedan { $date }. De sa att den är borttappad.
s-part-before = Saknas senast sedan { $date }: den fanns inte när saken lånades ut.
s-part-missing = Sedan { $date }. Ingen har sagt var den är.
s-part-here = Den är här
s-part-here-name = { $part } till { $name } är här
s-device-n = { $n ->
    [one] En enhet har en nyckel
   *[other] { $n } enheter har nycklar
}
cmd-count = Inventera
cmd-new-label = Ny etikett
cmd-cards = Kommandokort
cmd-more = Skriv ut, klipp ut och lägg dem vid skannern. Den som skannar ett behöver inte röra skärmen.
k-side-returned = Återlämnad
k-side-came-back = Kom tillbaka
k-side-retired = Gallrad i katalogen
k-side-scanned = Skannad
k-side-no-file = Ingen fil i katalogen har den här koden
k-side-one-entry = En post
k-side-other-entry = En annan post med samma nummer
k-side-refers = Den här posten nämner en annan
k-side-not-here = Den har inte kommit från sin enhet än
k-side-promised = Lovad till { $node }
k-side-other-node = en annan nod
k-side-sent = Skickad: { $name }
k-side-instead = Kom tillbaka: { $name }
k-side-counted = Räknat: { $n }
k-side-level = Det står på { $n }
s-event-number = nr { $n } från enhet { $device }
s-pol-most = Högst så många samtidigt per medlem (0: ingen gräns)
