# Mellan noder: utbyte, andra noder, lån från en till en annan.
between = Mellan noder
between-more = Vad andra noder har bett oss om och vad vi har bett dem om. Var sida antecknar bara det den själv gör; nyheter kommer över nätet eller i någons ficka.
between-exchange = Utbyte
between-exchange-more = USB-minnen, andra kopior av den här noden och noderna som vi följer.
between-found = Hos andra noder
between-at = hos { $node }
between-where = Var den finns
between-calls-itself = Kallar sig själv ”{ $name }”.
between-news-age = { $n ->
    [0] läget i dag
    [one] läget i går
   *[other] läget för { $n } dagar sedan
}
between-news-none = därifrån har inget kommit än
between-news-then = Så var det då.
between-need-by = Behövs till (om det finns en dag)
between-ask = Fråga efter den
between-ask-more = Din fråga går till { $node } med nästa utbyte eller USB-minne. Där får de veta att någon här frågar, inte vem. Vi säger till när den är här.
between-only-there = { $node } skickar inte den här: den används där.
between-asked = { $node } får veta det vid nästa utbyte.
between-cancelled = Frågan är återtagen.
between-mine = Frågat hos andra noder
between-stage-asked = Frågat, inget svar än
between-stage-cancelled = Återtaget
between-stage-refused = Går inte den här gången
between-stage-promised = Undanlagd där
between-stage-on-the-way = På väg
between-stage-arrived = Här vid disken
between-stage-lent = Hos medlemmen
between-stage-to-return = Ska hem
between-stage-returning = På väg hem
between-stage-over = Hemma igen
between-theirs = De frågar oss
between-ours = Vi frågar dem
between-none-theirs = Ingen frågar efter något.
between-none-ours = Inget är efterfrågat.
between-past = Det som är över
between-no-nodes = Vi följer ingen annan nod än.
between-for = till { $node }
between-from = från { $node }
between-due = åter senast { $due }
between-until = undanlagd till { $until }
between-needed = behövs till { $day }
between-label = Koden på etiketten
between-do-promise = Lägg undan en
between-do-decline = Går inte
between-do-send = Den går i väg nu
between-do-take-back = Ta tillbaka löftet
between-do-check-in = Den är tillbaka
between-do-receive = Den har kommit
between-do-lend = Lämna ut den
between-do-return = Skicka hem den
between-do-take-in = Återlämnad
between-do-cancel = Behövs inte längre
between-slip = Följesedel
between-slip-more = Skriv ut den och knyt fast den. Den som har vägarna förbi kan ta med saken.
between-slip-from = Från
between-slip-to = Till
between-slip-due = Tillbaka hos oss senast
between-slip-request = Fråga
between-slip-thanks = Tack för att du tar med den!
between-to-do = { $n ->
    [one] En sak mellan noder att göra
   *[other] { $n } saker mellan noder att göra
}
between-differs-not-arrived = Den skickades för { $n } dagar sedan och ingen har antecknat att den kom. Fråga den som bar den.
between-differs-other-unit = { $sent } skickades och { $arrived } kom. Titta på etiketterna tillsammans.
between-differs-cancelled-yet-sent = Frågan var återtagen, men nyheten kom för sent. Den kan lånas ut eller skickas hem.
between-differs-arrived-unsent = Den har kommit, men dess egen nod har inte antecknat att den skickades.
between-differs-not-back = Den skickades hem för { $n } dagar sedan och dess egen nod har inte antecknat att den kom. Fråga den som bar den.
between-differs-back-yet-listed = Den är tillbaka hos sin egen nod men står kvar här. Den som skannade den har den.
between-differs-late = Den skulle ha varit hos sin nod för { $n } dagar sedan. Ingen betalar för det.
between-differs-lost-there = Den andra noden säger att den är borta.
between-settle-noted = Vi har pratat
between-settle-here = Den är här
between-settle-lost = Den är borta
between-nodes = Noder som vi följer
between-nodes-none = Inga än.
between-compared-on = Orden jämförda, { $day }
between-not-compared = Orden är inte jämförda än
between-do-compared = Vi har jämfört orden
between-compared-now = Bra: nu är det säkert vilka de är.
between-titles = { $n ->
    [one] en titel
   *[other] { $n } titlar
}
between-rename = Vårt namn på den
between-called = Vad vi kallar den
between-unfollow = Sluta följa
between-unfollowed = Vi följer den inte längre.
between-follow = Följ en nod
between-follow-more = Det första svaret blir trott. Fråga sedan folket där om deras åtta ord, per telefon eller öga mot öga: då märks det om någon annan svarar.
between-address = Adress, eller texten i QR-koden
between-follow-do = Följ
between-followed = Nu följer vi den. Fråga efter orden.
between-not-an-address = Dit kan vi inte nå: en adress börjar med http:// eller https://, eller är texten i en nods QR-kod.
between-not-a-name = Ge den ett namn som är ledigt.
between-not-reached = Ingen har svarat där. Är den på, och i samma nät?
between-own = Våra egna ord
between-own-more = Läs upp dem för den som vill följa oss, eller låt dem skanna koden.
between-peer-stick-busy = Låt USB-minnet sitta i
between-peer-stick-done = Du kan ta ut USB-minnet
between-peer-stick-failed = USB-minnet gick inte att läsa eller skriva
between-peer-stick-unknown = Vi känner inte det här USB-minnet
between-peer-busy = Byter
between-peer-done = Utbytt
between-peer-failed = Inte nådd; det försöks igen
between-stick-in = { $n ->
    [0] inget kom in
    [one] en sak kom in
   *[other] { $n } saker kom in
}
between-stick-out = { $n ->
    [0] inget gick ut
    [one] en sak gick ut
   *[other] { $n } saker gick ut
}
between-stick-welcome-do = Byt med det
between-stick-welcome = Låt det sitta i en stund till.
between-stick-steward = En värd kan släppa in det.
between-no-title = Hos den noden finns inget med det namnet.
between-not-lent = Den noden skickar inte den här.
between-asked-before = Du har redan frågat efter den.
between-too-many = Du har frågat efter { $n } saker; fler går inte på en gång.
between-none-free = Ingen av dem är ledig just nu.
between-kept-back = { $n ->
    [one] En stannar för våra egna medlemmar, och fler är inte lediga.
   *[other] { $n } stannar för våra egna medlemmar, och fler är inte lediga.
}
between-unit = { $unit } kan inte skickas för det här.
between-stage = Det går inte längre: { $stage }.
between-no-request = Ingen sådan fråga är känd här.
matter-promised-twice = { $unit } lovades till två frågor från andra noder. Det tidigare löftet gäller; den andra behöver ett annat exemplar eller ett nej.
matter-promised-twice-noted = Jag har ordnat det
matter-other-came-back = { $sent } skickades till en annan nod och { $unit } kom tillbaka. Be dem leta efter { $sent }.
matter-other-came-back-noted = Jag har frågat dem
denial-set-aside = Den här är undanlagd för { $to }.
