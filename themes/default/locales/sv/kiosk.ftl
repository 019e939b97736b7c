# Kioskens egna ord: korta, varma, utan förebråelser.
k-kiosk = Kiosk
k-skip = Till innehållet
k-scan-field = Läsare
k-today = i dag
k-hello = Hej, { $name }
k-signs-out = Loggar ut dig om
k-seconds-left = { $n ->
    [one] en sekund kvar
   *[other] { $n } sekunder kvar
}
k-done = Jag är klar
k-clock-doubt = Kiosken är inte säker på vad klockan är. Ingen blir försenad av det. En värd kan ställa den.
k-help = Hjälp
k-larger = Större text
k-smaller = Vanlig text
k-contrast = Hög kontrast
k-sound-on = Ljudet är på
k-sound-off = Ljudet är av
k-steward = Värd
k-saved = Allt är sparat i den här kiosken
k-language = Språk
k-open-until = Öppet i dag till { $time }
k-closed = Stängt just nu
k-home = Start
k-back = Tillbaka
k-cancel = Avbryt
k-ok = OK
k-go-on = Fortsätt
k-yes = Ja
k-no = Nej

k-scan-title = Skanna en etikett eller ditt kort
k-scan-more = Ordningen spelar ingen roll. Håll en handsbredd från läsaren.
k-scan-phone = Rikta kamera-appen mot etiketten.
k-type = Skriv in koden
k-what = Vad vill du göra?
k-borrow = Låna
k-borrow-more = Ta med något hem
k-return = Lämna tillbaka
k-return-more = Inget kort behövs
k-find = Hitta
k-book = Boka
k-book-more = Ett verktyg, en bänk eller ett rum
k-things = { $n ->
    [one] en sak
   *[other] { $n } saker
}
k-designs = { $n ->
    [one] en ritning
   *[other] { $n } ritningar
}
k-today-label = I dag
k-due-today = ska tillbaka i dag
k-back-today = { $n ->
    [0] inget inlämnat än
    [one] en sak kom tillbaka i dag
   *[other] { $n } kom tillbaka i dag
}
k-new = Nytt: { $name }
k-on-phone = Öppna i min telefon
k-bye = Hej då, och tack
k-bye-more = Du är utloggad. Allt är sparat.

k-basket = Dina saker
k-your-things = Dina att ta med
k-scan-what = Skanna det du vill låna
k-now-your-card = Nu ditt kort
k-else-on-loan = { $n ->
    [0] inga andra lån
    [one] en sak till på lån
   *[other] { $n } saker till på lån
}
k-to-take-home = { $n ->
    [0] Inget än
    [one] En sak att ta med hem
   *[other] { $n } saker att ta med hem
}
k-back-by-label = Åter senast
k-back-by = Åter senast { $due }
k-with-parts = Med följer: { $parts }
k-min-age = Från { $n } år. Stämmer det på dig?
k-is-lent = Varje sak är din så snart den är skannad. Du kan ångra i { $n } minuter. Skärmen visar inte ditt namn för nästa person.
k-nothing-yet = Skanna en etikett, så är saken din.
k-scan-next = Skanna nästa sak, eller avsluta.
k-my-things = Mina saker
k-find-something = Hitta något
k-card-then-yours = Skanna ditt kort, så är de här dina
k-card-then-more = Inget är utlånat än. Ändrat dig? Ställ tillbaka, det är allt.
k-type-card = Skriv in kortet
k-never-mind = Strunt i det
k-undo = Ångra
k-undo-name = Ångra: { $name }
k-remove = Ta bort
k-remove-name = Ta bort { $name } från listan
k-renew = Behåll längre
k-read-it = Jag har läst det
k-enter-pin = Ange PIN
k-waits-for-card = Väntar på ditt kort
k-undone = Ångrat
k-needs-pin = För det här behövs din PIN
k-read-notice = Läs det här först
k-lent = { $name } är din, åter senast { $due }
k-yours = Den här har du redan. Lämna tillbaka den, eller behålla den längre?
k-yours-until = Din till { $due }
k-already-listed = Finns redan på din lista
k-do-shorter = Ta den till { $due }
k-do-other = Ta { $code } i stället
k-do-hold = Ställ mig i kö
k-do-take-over = Jag har den i handen
k-do-see-late = Se vad som är sent
k-do-book = Boka datum

k-how-is-it = Hur mår den?
k-condition = Skick
k-was-not-out = Den stod inte som utlånad. Tack för att du kom med den.
k-all-good = Allt är bra
k-all-good-more = Fungerar, ren, komplett
k-something-small = Något litet
k-something-small-more = Smutsig, sliten eller en del saknas
k-broken = Trasig eller farlig
k-broken-more = Ingen får skulden
k-all-there = Är allt med?
k-thanks = Tack
k-note = Något vi bör veta?
k-return-it = Lämna tillbaka
k-return-another = Lämna en till
k-returned = { $name } är tillbaka. Tack.
k-put-title = Ställ den här
k-is-there = Den står där
k-found-again = Den har vi letat efter. Bra hittat!
k-missing-parts = Inte ikryssat: { $parts }. Glömde du det? Ta med det när du kan.
k-behind-the-desk = avhämtningshyllan
k-the-desk = disken
k-scan-return = Skanna det du lämnar tillbaka
k-scan-return-more = En sak i taget. Inget kort behövs, och du får lämna åt någon annan.
k-no-label = Den har ingen etikett
k-scan-card = Skanna ditt kort
k-scan-card-more = Skanna sedan det du vill låna. Omvänd ordning går också bra.
k-look-around = Se vad som finns
k-type-title = Skriv in koden
k-type-more = Den står under rutan på etiketten, eller på ditt kort. Stora eller små bokstäver, med eller utan bindestreck.
k-keypad = Bokstäver och siffror
k-your-pin = Din PIN
k-pin-why = Den här är värd en extra koll. Bara kortet räcker inte.
k-pin-why-steward = Värdens skärmar kräver din PIN.
k-pin-wrong = { $left ->
    [0] Det var inte rätt. Ditt kort vilar i tio minuter; en värd kan hjälpa dig.
    [one] Det var inte rätt. Ett försök till.
   *[other] Det var inte rätt. { $left } försök till.
}
k-pin-locked = För många försök. Det öppnas igen { $time }, eller så kan en värd hjälpa dig nu.
k-pin-digits = En PIN har fyra till åtta siffror.
k-no-pin = Du har ingen PIN än. En värd kan ge dig en.
k-pin-forgotten = Glömt den? En värd hjälper dig, utan frågor.
k-your-card = Ditt kort
k-your-card-more = Logga in på den här skärmen med kortet du just skannade?
k-card-sign-in = Logga in

k-find-label = Vad letar du efter?
k-find-example = Borrmaskin, tält, symaskin …
k-filters = Filter
k-on-shelf-now = På hyllan nu
k-more-kinds = Fler slag
k-all-kinds = Allt
k-results = { $n ->
    [0] Inget passar.
    [one] En sak.
   *[other] { $n } saker.
}
k-choose-to-book = Välj vad du vill boka.
k-at-place = På { $place }:
k-did-you-mean = Menade du ”{ $words }”?
k-partial = ingen sak har alla orden
k-pages = Sidor
k-earlier = Tillbaka
k-more = Mer
k-nothing-found = Inget här just nu. Pröva ett annat ord, eller se allt.
k-show-everything = Visa allt
k-comes-with = Följer med
k-in-the-kit = I satsen
k-each = Var och en
k-find-it = Finns
k-keep-it = Lånetid
k-you-need = Du behöver
k-have-it = det har du
k-have-not = inte gjord än
k-it-costs = Kostar
k-fee = { $fee } per dag
k-deposit = { $deposit } lämnas hos oss så länge
k-waiting = Väntar
k-people = { $n ->
    [one] en person
   *[other] { $n } personer
}
k-something-wrong = Något är fel
k-what-is-wrong = Vad är fel?
k-wrong-small-more = Den går fortfarande att använda
k-wrong-broken = Den är trasig
k-wrong-broken-more = Den går till lagningsbordet
k-wrong-unsafe = Den är inte säker
k-wrong-unsafe-more = Den tas bort från hyllan direkt
k-wrong-words = Berätta med några ord
k-wrong-no-words = Anmält i kiosken, utan ord
k-nobody-blamed = Ingen får skulden
k-nobody-blamed-more = Saker slits. Att säga till tidigt håller alla trygga, och vi frågar inte efter ditt namn.
k-tell = Säg till
k-wrong-noted = Noterat. Tack för att du sa till.
k-wrong-off-shelf = Den är borttagen från hyllan. Lämna den på disken. Tack.

k-late-since = Skulle tillbaka { $due }
k-nothing-on-loan = Inget på lån
k-waiting-for = I kö för
k-booked-list = Bokat
k-booked = Bokat.
k-booking-asked = Förfrågan är skickad. En värd svarar.
k-hold-ready = På avhämtningshyllan till { $until }
k-hold-paused = Pausad
k-hold-ahead = { $n ->
    [0] Du står på tur
    [one] En person före dig
   *[other] { $n } personer före dig
}
k-hold-placed = { $n ->
    [0] Du står på tur. Vi lägger undan den åt dig när den kommer tillbaka.
    [one] Du står i kö, en person är före dig.
   *[other] Du står i kö, { $n } personer är före dig.
}
k-hold-cancel = Jag behöver den inte
k-hold-pause = Inte nu, behåll min plats
k-hold-resume = Jag vill ha den igen
k-hold-pause-said = Nu får andra gå före. Din plats är kvar.
k-hold-resume-said = Du väntar igen.
k-hold-cancelled = Du står inte längre i kö.
k-cancel-booking = Släpp bokningen
k-booking-cancelled = Bokningen är borttagen.
k-renewed = Din till { $due }
k-only-you = Bara för dina ögon
k-only-you-more = Andras saker visas aldrig här, och dina bara efter ditt kort.
k-free-days = Lediga dagar
k-closed-day = stängt
k-full = upptaget
k-free = { $n ->
    [one] ledig
   *[other] { $n } lediga
}
k-when = När?
k-from = Från
k-to = Till
k-at = kl.
k-book-it = Boka
k-card-to-book = Skanna ditt kort för att boka.

k-help-title = Så fungerar det
k-help-1 = Låna
k-help-1-more = Skanna ditt kort, skanna etiketten. Saken är din. Sedan ”Jag är klar”.
k-help-2 = Lämna tillbaka
k-help-2-more = Skanna etiketten, säg hur den mår, ställ den där skärmen säger.
k-help-3 = Är något trasigt?
k-help-3-more = Säg det när du lämnar tillbaka. Ingen får skulden.
k-help-4 = Blev det fel?
k-help-4-more = Ångra finns bredvid allt du gör, i tio minuter. Inget går förlorat.
k-help-people = Människor hjälper bäst
k-help-steward = En värds kort öppnar resten.

k-unknown = Den koden känner vi inte till
k-unknown-more = { $code } finns inte i vår katalog. Den kanske hör hemma på ett annat ställe. En värd kan lägga in den.
k-unknown-label-more = Den här etiketten finns inte i vår katalog. Den kanske hör hemma på ett annat ställe.
k-unreadable = Vi kunde inte läsa det
k-unreadable-more = Torka av etiketten och försök igen, eller skriv in koden.
k-unknown-card = Det här kortet känner vi inte till
k-unknown-card-more = Det kan ha bytts ut. En värd kan ge dig ett nytt.
k-unknown-card-news = { $n ->
    [one] Det senaste från våra andra datorer är en dag gammalt: den som blivit medlem där sedan dess är inte känd här än.
   *[other] Det senaste från våra andra datorer är { $n } dagar gammalt: den som blivit medlem där sedan dess är inte känd här än.
}
k-already-you = Det är redan du
k-sign-in = Ditt kort, tack
k-sign-in-more = Skanna ditt kort, så fortsätter vi där du var.
k-steward-card = Ett värdkort, tack
k-steward-card-more = Den här skärmen är för värdar. Skanna ditt kort först.
k-nothing-here = Här finns ingenting
k-nothing-here-more = Adressen kan vara gammal. Skanna en etikett, eller sök på namnet.
k-bad-form = Det förstod vi inte
k-bad-form-more = Gå tillbaka och försök igen.
k-not-now = Inte nu
k-not-recorded = Det gick inte att spara
k-not-recorded-more = Alltså hände det inte. Säg till en värd: lagringen kan vara full.
k-failed = Något gick fel
k-failed-more = Det som redan var bekräftat är sparat. Försök igen.

k-moved = { $unit } är noterad där
k-putting-on = Saker du skannar nu hamnar på { $place }
k-noted = Noterat
k-settled = Avgjort. Tack.
k-clock-set = Klockan går rätt igen
k-somebody-unknown = någon vi inte längre känner
k-side-lent = Utlånad
k-s-today = I dag
k-s-exceptions = Att avgöra
k-s-exception = Att avgöra
k-s-members = Medlemmar
k-s-lock = Lås
k-s-clock = Vad är klockan?
k-s-clock-now = Datum och tid nu
k-s-clock-set = Så är klockan
k-s-late = { $n ->
    [0] Sent
   *[other] Sent: { $n }
}
k-s-days-late = { $n ->
    [one] en dag
   *[other] { $n } dagar
}
k-s-claims = Säger att den är åter
k-s-lost = Räkna som borta
k-s-none-late = Inget är sent
k-s-none = Inget
k-s-due = { $n ->
    [0] Ska tillbaka i dag
   *[other] Ska tillbaka i dag: { $n }
}
k-s-pull = Att plocka fram: { $n }
k-s-pulled = På avhämtningshyllan
k-s-ready = Väntar på avhämtning: { $n }
k-s-until = till { $until }
k-s-requests = Bokningar att besvara: { $n }
k-s-bookings = Bokningar i dag: { $n }
k-s-tickets = Att laga: { $n }
k-s-mended = Lagad
k-s-no-fault = Inget fel
k-s-troubles = { $n ->
    [one] En post har ett problem; `stead check` säger vilken.
   *[other] { $n } poster har problem; `stead check` säger vilka.
}
k-s-device = vid enhet { $device }
k-s-nothing-to-decide = Inget att avgöra. Allt stämmer.
k-role-member = medlem
k-role-steward = värd
k-role-keyholder = nyckelansvarig
k-m-search = Namn eller nummer
k-m-none = Ingen än
k-m-new = Ny medlem
k-m-name = Namn
k-m-contact = Så når vi personen
k-m-handle = Offentligt namn, för den som vill ha ett
k-m-with-pin = Ge en PIN också
k-m-is-provisional = Inte bekräftad än: en sak i taget
k-m-make = Gör kortet
k-m-provisional = inte bekräftad
k-m-left = har slutat
k-m-loans = { $n ->
    [one] en sak
   *[other] { $n } saker
}
k-m-pin = PIN:
k-m-card-once = Visas bara en gång
k-m-card-once-more = Skriv ut sidan, eller låt medlemmen fotografera den. Kortet och PIN-koden sparas ingenstans i klartext; ett borttappat kort är snabbt ersatt.
k-m-since = sedan { $date }
k-m-has = { $n ->
    [0] På lån
   *[other] På lån: { $n }
}
k-m-card = Kort och PIN
k-m-new-card = Nytt kort
k-m-new-pin = Nytt kort och ny PIN
k-m-unlock = Låt dem pröva PIN igen
k-m-revoke = Kortet är borta
k-m-confirm = Bekräfta medlemskapet
k-m-leave = Har slutat
k-m-rejoin = Är tillbaka
k-m-trainings = Utbildningar
k-m-grant = Klar i dag

put-repair = Ställ den bland det som ska lagas: { $place }
put-quarantine = Ställ den åt sidan: { $place }. Ingen får skulden.
put-hold-shelf = Ställ den på { $place }. Någon väntar på den.
put-reserved = Ställ den på { $place }. Den är bokad { $from }.
put-steward = Ge den till en värd
put-anywhere = Lämna den på disken: den har ingen hylla än
put-home = Ställ den på { $place }

denial-unknown-unit = Koden { $unit } känner vi inte till här.
denial-not-lendable = Den här används på plats och lånas inte hem.
denial-retired = Den är borttagen ur katalogen.
denial-in-processing = Den är ny och inte klar än.
denial-maintenance = Den får service just nu.
denial-quarantined = Den står åt sidan tills någon har kollat den.
denial-unsafe = Den är anmäld som farlig och får inte användas.
denial-in-repair = Den lagas just nu.
denial-in-transit = Den är på väg till { $to }.
denial-incomplete = Något saknas: { $parts }.
denial-not-enough = Det finns { $level } kvar, du bad om { $wanted }.
denial-still-out = Den står fortfarande på en annan medlem.
denial-yours = Den har du redan, till { $due }.
denial-on-hold-shelf = Den väntar på någon annan till { $until }.
denial-queue = { $waiting ->
    [one] En person väntar redan på den.
   *[other] { $waiting } personer väntar redan på den.
}
denial-claimed-by-reservation = Den är bokad från { $from }.
denial-membership = Det här kortet hör till ett medlemskap som är avslutat.
denial-provisional = Medlemskapet är inte bekräftat än: en sak i taget.
denial-overdue = { $count ->
    [one] En av dina saker skulle tillbaka { $oldest }.
   *[other] { $count } av dina saker är sena, den första sedan { $oldest }.
}
denial-cap-policy = Du har { $most } saker med ”{ $policy }”; fler går inte samtidigt.
denial-training = Här behövs utbildningen ”{ $training }”.
denial-approval = Den lämnas ut av en värd.
denial-not-open = Lånet är redan avslutat.
denial-not-yours = Den står inte på dig.
denial-renewals = Den kan inte förlängas mer.
denial-self-renew = En värd förlänger den här.
denial-no-later = En förlängning skulle inte räcka längre än { $due }.
denial-already-waiting = Du står redan i kö för den.
denial-nothing-to-wait-for = Det finns ingen kvar att låna ut.
denial-cap-holds = Du står i kö för { $most } saker; fler går inte.
denial-not-bookable = Den här går inte att boka i förväg.
denial-backwards = Slutet måste komma efter början.
denial-lead = { $hours ->
    [0] Den tiden har redan börjat.
    [one] Boka minst en timme i förväg.
   *[other] Boka minst { $hours } timmar i förväg.
}
denial-horizon = { $days ->
    [one] Det går att boka en dag i förväg.
   *[other] Det går att boka upp till { $days } dagar i förväg.
}
denial-length = { $hours ->
    [one] Den längsta bokningen är en timme.
   *[other] Den längsta bokningen är { $hours } timmar.
}
denial-closed = Den { $date } är det stängt.
denial-all-taken = Då är allt upptaget.
denial-pool-share = Högst { $percent } av hundra får bokas i förväg.
refusal-steward = Det här behöver en värd göra.
refusal-over = Det här är redan över.
refusal-no-such = Det finns inte här (längre).
refusal-undo = Det går inte att ångra längre. En värd kan hjälpa dig.
refusal-empty = Säg också vad det gäller.
refusal-members = Det gick inte. Titta igenom uppgifterna.
k-forgotten = Du är inte längre medlem här
k-forgotten-more = Ditt namn har tagits bort ur våra böcker, så skärmen har loggat ut dig. Var det ett misstag gör en värd ett nytt kort på en minut.
k-m-name-missing = Skriv ett namn.
k-m-handle-wrong = Ett offentligt namn har små bokstäver, siffror och bindestreck, som sam-a.
k-m-handle-taken = Någon har redan det här offentliga namnet. Välj ett annat.
k-m-alike = Det finns redan en medlem som heter { $name }.
k-m-alike-open = Öppna
k-m-alike-make = Någon annan: gör kortet
denial-unknown-title = I katalogen finns inget med det namnet.
refusal-taken = Det är redan upptaget. Välj något annat.
refusal-edit = Posten kunde inte ändras.
refusal-answer = Det löser det inte. Välj ett av svaren.
k-missing-before = Noterat: { $parts } saknades redan tidigare.
k-missing-lost = Antecknat som borttappat: { $parts }. Tack för att du säger det.
k-part-since = Saknas sedan { $date }
k-part-not-here = Inte med?
k-part-later = Jag tar med det senare
k-part-lost = Det är borttappat
k-part-before = Det saknades redan
k-parts-more = Kryssa ur det som inte är med och säg vad som hänt.
k-not-with-it = Saknas sedan tidigare, inte ditt fel: { $parts }
k-to-bring = Kvar att ta med
k-bring-part = Jag har det här
cmd-done = Jag är klar
cmd-undo = Ångra
cmd-renew-all = Behåll allt längre
cmd-return = Lämna tillbaka något
cmd-help = Hjälp
cmd-for-scanner = Det här kortet är för skannern vid disken: skanna det där, så gör kiosken det som står på det.
cmd-nothing-to-undo = Det finns inget att ångra här.
cmd-card-first = Skanna ditt eget kort först, sedan det här.
cmd-renewed = Förlängda: { $n }
cmd-not-renewed = Går inte, lämna tillbaka i tid: { $things }
