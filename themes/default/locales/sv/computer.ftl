# Den här datorn: säkerhetskopior, nycklar för program, certifikatet.
backup = Säkerhetskopia
backup-more = En fil med allt: historik, medlemmar, nycklar och inställningar på den här datorn. Förvara den någon annanstans än här.
backup-last = Den senaste säkerhetskopian
backup-age = { $n ->
    [0] Gjord i dag
    [one] Gjord i går
   *[other] Gjord för { $n } dagar sedan
}
backup-never = Den här datorn har ingen säkerhetskopia än.
backup-is-old = Dags för en ny.
backup-sealed = öppnas med en lösenfras
backup-not-sealed = utan lösenfras
backup-without-private = utan medlemmar och nycklar
backup-make = Gör en säkerhetskopia nu
backup-phrase = Lösenfras
backup-again = Samma en gång till
backup-phrase-more = Fyra ord är bra. Skriv upp dem och förvara dem skilda från kopian: utan dem kan ingen öppna den.
backup-open = Ingen lösenfras: den som har filen kan läsa alla medlemmar.
backup-download = Ladda ner
backup-to-drive = Lägg den på { $drive }
backup-no-drives = Sätt i ett USB-minne, så kan den skrivas dit.
backup-busy-now = Säkerhetskopian skrivs och läses igenom.
backup-busy = En säkerhetskopia görs redan.
backup-done = Säkerhetskopian är hel: { $size }
backup-done-drive = Den ligger på { $drive }. Du kan ta ut minnet när dess lampa är stilla.
backup-get = Ladda ner den här under en halvtimme
backup-failed = Ingen säkerhetskopia gjordes: { $why }
backup-phrase-short = Ingen säkerhetskopia gjordes: en lösenfras har minst åtta tecken.
backup-phrase-differs = De två lösenfraserna var inte lika.
backup-phrase-needed = Skriv en lösenfras, eller säg att ingen behövs.
backup-no-drive = Det minnet sitter inte i längre.
backup-restore = Om den här datorn går förlorad
backup-restore-more = Installera programmet på en annan, och kör där:
backup-restore-new = Den återställda kopian blir en egen enhet, så att inget går fel om den gamla datorn dyker upp igen. Ta sedan ifrån den gamla rätten att skriva.
backup-restore-erased = En säkerhetskopia minns människor som har slutat. Radera gamla kopior när någon vill bli glömd.
backup-warn = { $n ->
    [0] Den här datorn har ingen säkerhetskopia än.
    [one] Den senaste säkerhetskopian är från i går.
   *[other] Den senaste säkerhetskopian är { $n } dagar gammal.
}
keys = Nycklar för program
keys-more = Med en nyckel gör en app eller ett skript via API:et det som medlemmen får göra, så långt du tillåter.
keys-none = Inget program har en nyckel.
keys-new = En ny nyckel
keys-name = Vad är den till för?
keys-name-like = Skärmen vid dörren
keys-member = I vems namn? (medlemsnummer)
keys-may = Den får
keys-scope-read = se det som medlemmen får se
keys-scope-borrow = låna, lämna tillbaka, reservera och boka åt medlemmen
keys-scope-desk = göra värdens arbete vid disken
keys-scope-members = läsa och ändra medlemmar och göra nycklar
keys-scope-records = ändra poster
keys-scope-credits = betala och bekräfta i medlemmens offentliga namn
keys-scope-vote = rösta i medlemmens offentliga namn
keys-until = Gäller
keys-for-good = tills vidare
keys-months = { $n ->
    [one] en månad
   *[other] { $n } månader
}
keys-make = Gör nyckeln
keys-once = Kopiera den nu: den visas bara en gång.
keys-once-more = Kiosken sparar bara ett fingeravtryck av den. Den som har texten kan göra allt som nyckeln får.
keys-revoke = Avsluta
keys-revoked = Den nyckeln öppnar inget längre.
keys-over = utgången
keys-ends = till { $day }
keys-used = använd { $day }
keys-unused = aldrig använd
keys-wrong = En nyckel behöver ett namn, minst en sak som den får göra, och en medlem som också får det.
keys-docs = Vad program kan göra
cert = Kryptering
cert-until = Certifikatet gäller till { $day }; kiosken gör ett nytt innan dess.
cert-renewed = Kiosken har ett nytt certifikat sedan { $day }: webbläsare varnar en gång till. Jämför fingeravtrycket.
cert-foreign = Certifikatet i mappen är inte kioskens eget och går ut { $day }. Förnya det.
cert-fingerprint = Fingeravtryck (SHA-256)
dev-more = Varje dator med en kopia av den här noden skriver med en egen nyckel. Jämför de åtta orden med det som enheten själv visar.
dev-in = De får skriva
dev-out = De får inte skriva längre
dev-since = sedan { $day }
dev-silent = inget antecknat ännu
dev-ended = avslutad { $day }
dev-end = Avsluta
dev-end-more = För en dator som är borttappad, såld eller bortskänkt. Det den antecknat finns kvar, och den behåller det den visste om medlemmarna till i dag; inget nytt når den. Med den här nyckeln kommer den inte tillbaka.
dev-end-sure = Ja, { $device } ska inte skriva mer
dev-end-do = Avsluta dess rätt
dev-ended-now = { $device } får inte skriva längre. De andra får veta det vid nästa utbyte.
dev-not-sure = Inget ändrades: kryssa i att det ska vara så.
dev-invite = En enhet till
dev-invite-more = En inbjudan släpper in en dator, inom två dagar. Välj ”En plats som redan finns” på den nya datorn, eller kör: stead device join
dev-invite-do = Gör en inbjudan
dev-invitation = Inbjudan
dev-invitation-more = Kopiera eller skanna den nu: den visas bara en gång. Den som har den kan bli en enhet i den här noden och får veta vilka medlemmarna är.
dev-invitation-until = Gäller för en enhet, till { $when }
dev-address = Den här kioskens adress:
dev-admit = Släpp in den
dev-admit-more = Den nya datorn visar en begäran. En begäran på ett minne hittas när minnet sätts i här.
dev-request = Den nya datorns begäran
dev-admit-do = Släpp in den
dev-let-in = { $device } får skriva från och med nu. Den får veta det vid nästa utbyte.
dev-not-read = Det här är ingen hel begäran. Den börjar med stead-join-1. och är en lång rad.
dev-not-ours = Den här begäran gäller en annan nod.
dev-not-invited = Ingen inbjudan från den här kiosken passar begäran. Gör en ny inbjudan här och gå med med den.
dev-not-in-time = Inbjudan är för gammal. Gör en ny och gå med med den.
dev-not-again = En annan enhet har redan kommit med inbjudan. Gör en ny och gå med med den.
dev-not-welcome = Den här kiosken får själv inte skriva i noden och släpper därför inte in någon. Gör det på en enhet som får.
dev-not-itself = Kiosken körs på den enheten. Avsluta den på en annan.
dev-not-there = Ingen enhet med det namnet får skriva.
dev-not-done = Inget ändrades: { $why }
restore = Återställ
restore-more = Sätter en säkerhetskopia i stället för allt som finns här. Kiosken fortsätter medan den läses; inget ändras innan du säger ja.
restore-which = Vilken kopia?
restore-on-drive = På en enhet som sitter i
restore-no-drives = Ingen enhet med en kopia sitter i. Sätt i en och öppna sidan igen.
restore-file = Eller en fil på högst 32 MB
restore-phrase = Dess lösenfras, om den har en
restore-open = Läs den
restore-busy-now = Kopian läses och packas upp. Kiosken fortsätter under tiden.
restore-busy = En kopia packas redan upp.
restore-no-file = Välj en kopia: den filen finns inte på en enhet som sitter i.
restore-nothing = Ingen kopia har packats upp.
restore-phrase-needed = Kopian öppnas med en lösenfras. Ange den.
restore-phrase-wrong = Den lösenfrasen öppnar den inte.
restore-failed = Kopian kan inte återställas: { $why }
restore-found = Det här finns i kopian
restore-made = Gjord { $when }
restore-made-on = Gjord { $when }, på { $device }
restore-same = En kopia av den här noden.
restore-other = En kopia av en annan nod. Allt här får ge vika för den.
restore-lost = Vad som skulle gå förlorat här
restore-events = { $n ->
    [0] Inget har antecknats här sedan dess.
    [one] En anteckning som gjorts här sedan dess: ett lån, en återlämning, en bokning.
   *[other] { $n } anteckningar som gjorts här sedan dess: lån, återlämningar, bokningar.
}
restore-members = { $n ->
    [one] En medlem, med kort och PIN
   *[other] { $n } medlemmar, med kort och PIN
}
restore-public = Kopian innehåller inga medlemmar: efteråt har ingen något kort.
restore-exchange = Det som nodens andra enheter vet kommer tillbaka vid nästa utbyte.
restore-aside = Inget raderas: det som finns här nu läggs i en mapp bredvid.
restore-cards = Efteråt gäller kopians kort och PIN-koder, och den här datorn är en ny enhet i noden.
restore-sure = Ja, sätt den i stället för det som finns här
restore-yes = Återställ vid nästa start
restore-no = Återställ inte
restore-agreed = Vid kioskens nästa start tar den här kopian platsen för det som finns här.
restore-start = Starta om kiosken nu
restore-starting = Kiosken startar om
restore-starting-more = Den är tillbaka strax. Om inte, öppna sidan igen.
