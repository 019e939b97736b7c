# The words of the site, for people. Keys are used by templates and by the generator's views.

language-name = Deutsch
number-group = .
number-decimal = ,

## Frame
skip-to-content = Zum Inhalt springen
nav-label = Hauptmenü
nav-catalog = Katalog
nav-designs = Baupläne
nav-decisions = Entscheidungen
nav-ledger = Zahlen
nav-visit = Besuchen
language-label = Sprache
crumbs-label = Du bist hier
search-placeholder = Suchen
search-button = Suchen
foot-snapshot = Dies ist eine Momentaufnahme
foot-made = Erstellt am { $date }, { $time } Uhr
foot-version = aus Version
foot-offline = Sie funktioniert ohne Internet. Am Kiosk steht immer das Neueste.
foot-shared = Zum Teilen gemacht
foot-license = Texte und Daten: { $license }.
foot-about = Über diese Seiten
show-numbers = Zahlen zeigen
show-all = Alle zeigen
results = Ergebnisse
details = Einzelheiten
contents = Inhalt
not-translated = Noch nicht übersetzt. Dies ist der Originaltext.
version = Version { $version }

## Home
hero-1 = Leih es.
hero-2 = Flick es.
hero-3 = Gemeinsam entscheiden.
hero-ask = Was suchst du?
hero-placeholder = Bohrmaschine, Zelt, Nähmaschine…
home-popular = Oft ausgeliehen
home-newest = Neu im Regal
home-empty = Die Regale sind noch leer
home-empty-words = Scanne am Kiosk ein leeres Etikett, um das erste Ding anzulegen.
home-voice = Deine Stimme zählt
home-all-decisions = Alle Entscheidungen
home-come-by = Komm vorbei
home-how-to-find = So findest du uns
home-how-we-do = Wie es läuft
home-all-numbers = Alle Zahlen

## Catalogue
catalog-everything = Alles
catalog-no-training = Ohne Einweisung
catalog-count-here = { $n } im Regal
catalog-count-out = { $n } verliehen
catalog-count-mending = { $n } in Reparatur
sort-label = Sortieren
sort-wanted = Meist geliehen
sort-name = A bis Z
sort-newest = Neueste
facets-label = Liste eingrenzen
facet-category = Art
facet-within = Genauer
facet-now = Gerade jetzt
facet-needs = Du brauchst
facet-place = Ort
facet-condition = Zustand
facet-tag = Stichwort
facet-kind = Was
facet-lang = Sprache
now-any = Egal
now-here = Jetzt im Regal
now-out = Verliehen
now-mending = In Reparatur
list-empty = Gerade nichts hier.
list-empty-words = Sieh nach unter
pager-label = Seiten
pager-previous = Zurück
pager-next = Weiter
things =
    { $n ->
        [one] ein Ding
       *[other] { $n } Dinge
    }

## What stands on a thing
status-available = Im Regal
status-available-of = { $n } von { $total } im Regal
status-hold-shelf = Wartet auf Abholung
status-out = Verliehen bis { $date }
status-overdue = Verliehen, bald zurück erwartet
status-in-repair = In Reparatur
status-in-transit = Unterwegs
status-missing = Gerade nicht auffindbar
status-not-lendable = Gerade nicht im Verleih
status-retired = Nicht mehr da
status-no-units = Noch keines da
status-none-left = Nichts mehr da
status-left = Noch { $n } { $measure }
status-left-about = Noch etwa { $n } { $measure }
status-left-unknown = Noch etwas da
status-space-free = Jetzt frei
status-machine-ready = Einsatzbereit
measure-pieces = Stück
place-unknown = Ort unbekannt
condition-new = Neu
condition-good = Gut
condition-fair = Gebraucht, funktioniert
condition-worn = Abgenutzt
condition-damaged = Beschädigt
condition-unsafe = Unsicher, nicht benutzen
kind-tool = Werkzeug
kind-machine = Maschine
kind-material = Material
kind-kit = Set
kind-space = Raum
kind-book = Buch
kind-vehicle = Fahrzeug
days =
    { $n ->
        [one] { $n } Tag
       *[other] { $n } Tage
    }
hours =
    { $n ->
        [one] { $n } Stunde
       *[other] { $n } Stunden
    }
minutes =
    { $n ->
        [one] { $n } Minute
       *[other] { $n } Minuten
    }
renewals =
    { $n ->
        [one] einmal verlängerbar
       *[other] { $n }-mal verlängerbar
    }

## A thing's page
more-pictures = Weitere Bilder
added = seit { $date }
as-of = Stand { $date }
find-it = Wo
keep-it = Wie lange
take-it = Nimm es
take-what-you-need = So viel du brauchst
you-need = Du brauchst
need-nothing = Nur deine Karte
min-age = Ab { $n } Jahren
it-costs = Kosten
costs-nothing = Nichts
fee-per-day = { $money } am Tag
deposit = { $money } Pfand, bekommst du zurück
by-steward = Übergabe durch das Team
next-session = nächster Termin { $date }
borrow-at-kiosk = Am Kiosk ausleihen
borrow-how = Halte diesen Code oder das Etikett am Ding vor den Scanner. Kein Telefon? Tippe { $code }.
queue =
    { $n ->
        [one] Eine Person wartet darauf.
       *[other] { $n } Personen warten darauf.
    }
check-dates = Freie Tage
open-at-kiosk = Am Kiosk öffnen, Code { $code }
good-to-know = Gut zu wissen
in-the-case = Im Koffer
count-it-out = Beim Mitnehmen zählen, beim Zurückbringen zählen.
part-optional = (nicht unbedingt nötig)
part-missing = { $part } fehlt
in-the-set = Im Set
free-dates = Freie Tage
free-dates-how = Die nächsten vier Wochen. Reserviere am Kiosk oder im WLAN des Hauses.
cal-free = Frei
cal-taken = Belegt
cal-closed = Geschlossen
cal-past = Vorbei
each-one = Jedes einzelne
unit-code = Code
unit-condition = Zustand
stock-low = Wird knapp
care-history = Pflege und Reparaturen
care-reported = Etwas stimmte nicht
care-mended = Repariert
care-no-fault = Geprüft, alles in Ordnung
care-given-up = Nicht mehr zu reparieren
care-arrived = Hier angekommen
in-use = Im Einsatz
loans-since =
    { $n ->
        [one] Ausleihe seit { $year }
       *[other] Ausleihen seit { $year }
    }
detail-maker = Hersteller, Modell
detail-power = Antrieb
detail-size = Größe
detail-weight = Gewicht
detail-value = Neupreis
detail-carbon = Herstellung verursacht (CO₂e)
detail-other-names = Auch genannt
detail-serial = Seriennummer
manual = Anleitung
design-for-it = Bauplan dazu
take-with-you = Zum Mitnehmen
print-sheet = Dieses Blatt drucken
wrong-on-page = Stimmt hier etwas nicht? Sag es am Kiosk, oder ändere
goes-with = Passt dazu
borrowed-together = Oft zusammen ausgeliehen
similar = Ähnliches
label-open = Seite öffnen
training = Einweisung
training-next = Nächste Termine
training-ask = Noch kein Termin. Frag am Kiosk, dann findet sich einer.
training-opens = Was du danach nutzen kannst
valid-months =
    { $n ->
        [one] gilt einen Monat
       *[other] gilt { $n } Monate
    }

## Places
places-title = Räume und Regale
places-lede = Jedes Ding hat sein Zuhause. Das Etikett am Regal öffnet seine Seite.
places-all = Alle Orte
place-inside = Darin
place-lives-here = Was hier wohnt
place-empty = Hier wohnt noch nichts.

## Designs
designs-lede = Dinge zum Nachbauen, mit allem, was man dafür braucht. Kopieren, ändern, teilen.
design = Offener Bauplan
design-takes = Dauer
design-license = Lizenz
design-no-license = Nicht angegeben
design-readiness = Reifegrad
design-make-it = Nachbauen
design-make-how =
    { $n ->
        [one] Eine Datei, liegt hier. Nimm sie auf einem Stick mit.
       *[other] { $n } Dateien, liegen hier. Nimm sie auf einem Stick mit.
    }
design-files = Dateien
design-drawings = Zeichnungen
design-parts = Stückliste
design-tools = Du brauchst
design-family = Stammbaum
design-from = Entstanden aus
design-became = Wurde zu
design-belongs = Gehört zu
design-repo = Entwickelt bei
part-qty = Anzahl
part-name = Was
part-note = Hinweis
file-source = Quelldatei
file-export = Für die Maschine
file-drawing = Zeichnung
file-build = Bauanleitung
file-manual = Gebrauchsanleitung
file-other = Datei

## Decisions
decisions-lede = Was wir entscheiden, wie, und was dabei herauskam. Jede Zählung ist nachprüfbar.
decisions-none-open = Gerade ist nichts offen. Bring etwas ein: am Kiosk oder persönlich.
decisions-decided = Entschieden
decisions-rules = Die Regeln
decisions-minutes = Protokolle
in-force-since = in Kraft seit { $date }
rules-changed-by = Geändert durch
proposal-draft = Entwurf
proposal-discussion = In Diskussion
proposal-frozen = Text steht fest
proposal-voting = Abstimmung läuft
proposal-tallied = Ausgezählt
proposal-adopted = Angenommen
proposal-rejected = Nicht angenommen
proposal-no-quorum = Zu wenige beteiligt
proposal-tied = Unentschieden
proposal-blocked = Ein Einwand bleibt
proposal-in-force = In Kraft
proposal-expired = Ausgelaufen
proposal-superseded = Ersetzt
proposal-repealed = Aufgehoben
proposal-withdrawn = Zurückgezogen
proposal-text = Der Wortlaut
step-vote = Abstimmung
vote-until = Abstimmen bis { $date }
proposed-on = Eingebracht am { $date }
proposed-by = von
turnout = { $cast } von { $roll } Mitgliedern haben abgestimmt.
winners = Gewählt: { $names }.
quorum-was = Das Quorum war { $quorum } der Stimmberechtigten.
review-on = Am { $date } wird neu darüber geschaut.
voting-period = Von { $from } bis { $to }.
voting-how = Stimme am Kiosk mit deiner Karte ab.
voted-so-far = { $n } von { $roll } haben abgestimmt.
result-hidden = Das Ergebnis erscheint, wenn die Abstimmung beendet ist.
discussion-how = Sag, was du denkst: am Kiosk oder beim nächsten Treffen.
result = Ergebnis
result-provisional = vorläufig
result-steps = Schritt für Schritt
result-file = Ergebnis
reasons-given = Genannte Gründe
way-here = Der Weg hierher
decided-by = Verfahren
quorum = Quorum
on-the-roll = Stimmberechtigt
voting-opens = Beginn
voting-closes = Ende
changes-clause = Ändert
supersedes = Ersetzt
superseded-by = Ersetzt durch
review = Überprüfung
check-yourself = Selbst nachprüfen
recount = Nachzählen
attendance =
    { $n ->
        [one] eine Person anwesend
       *[other] { $n } Personen anwesend
    }
present = Anwesend
method-consent = Konsent
method-majority = Mehrheit
method-supermajority = Zwei Drittel
method-plurality = Meiste Stimmen
method-approval = Zustimmungswahl
method-score = Punkte
method-star = Punkte, dann Stichwahl
method-dots = Klebepunkte
method-ranked-schulze = Rangfolge (Schulze)
method-ranked-irv = Rangfolge (integrierte Stichwahl)
method-ranked-stv = Rangfolge (übertragbare Einzelstimme)
method-budget-greedy = Budget nach Stimmen
method-budget-mes = Budget in gleichen Teilen
answer-yes = dafür
answer-no = dagegen
answer-abstain = Enthaltung
answer-consent = Zustimmung
answer-object = Einwand
answer-stand-aside = beiseitetreten
verdict-adopted = Angenommen
verdict-rejected = Nicht angenommen
verdict-no-quorum = Zu wenige
verdict-tied = Unentschieden
verdict-blocked = Einwand
verdict-won = Gewählt

## Numbers
ledger-title = Wie es läuft
ledger-lede = Die letzten zwölf Monate. Keine Namen, und nichts über Gruppen unter fünf.
ledger-empty = Es ist noch zu wenig passiert, um Zahlen zu zeigen.
charts = Diagramme
kpi-things = Dinge zum Teilen
kpi-loans = Ausleihen in zwölf Monaten
kpi-on-time = pünktlich zurück
kpi-mended =
    { $n ->
        [0] repariert, nichts aufgegeben
        [1] repariert, eines aufgegeben
       *[other] repariert, { $n } aufgegeben
    }
accounts-title = Was wir einander schulden
accounts-note = Nur Summen. Was jemand gibt, bekommt jemand anderes, zusammen ergibt es null.
account-unit = Einheit
account-kind = Wie
account-entries = Buchungen
account-moved = Bewegt
account-holders = Konten
account-sum = Summe aller
account-mutual = Gegenseitiger Kredit
account-fixed = Feste Menge
account-gift = Geschenke, ohne Grenzen
account-standing = Insgesamt geschuldet
work-other = Andere Arbeit
too-few = weniger als fünf

## Visit, events, people
visit-open = Geöffnet
visit-no-hours = Frag, bevor du kommst.
visit-reach = Erreiche uns
visit-address = Adresse
visit-email = E-Mail
visit-phone = Telefon
visit-read = Zum Lesen
closed-from-to = Geschlossen vom { $from } bis { $to }
closed-on = Geschlossen am { $date }
events-title = Was läuft
events-lede = Workshops, Reparaturnachmittage, Arbeitstage. Alle sind willkommen.
events-calendar = Kalenderdatei
events-upcoming = Demnächst
events-past = Vergangenes
events-none = Noch keine Termine.
event-cancelled = Abgesagt
event-past = Vorbei
event-undated = Termin folgt
event-when = Wann und wo
event-date = Tag
event-time = Uhrzeit
event-place = Ort
event-seats = Plätze
event-teaches = Vermittelt
people-title = Menschen
people-lede = Nur wer hier stehen wollte.
person-roles = Macht
person-skills = Kann helfen bei
person-languages = Spricht

## Pages
news-title = Neues
news-feed = Feed
draft = Ein Entwurf: nicht Teil der veröffentlichten Seiten.
about-title = Über diese Seiten
about-lede = Ein Ordner aus einfachen Dateien, die alle kopieren, lesen und behalten dürfen.
about-what = Was das ist
about-files = Jede Seite entstand aus den eigenen Aufzeichnungen: Textdateien in einem Git-Repository. Derselbe Ordner funktioniert auf jedem Webserver, am Kiosk und direkt vom Stick.
about-privacy = Wer was ausgeliehen hat, steht nicht darin und lässt sich nicht daraus errechnen. Genannt sind nur Menschen, die ein öffentliches Profil wollten.
about-program = Das Programm dahinter, Commonstead, ist freie Software: Du kannst einen eigenen Knoten betreiben.
about-data = Für andere Programme
about-titles =
    { $n ->
        [one] ein Titel, jeder auch als index.json neben seiner Seite
       *[other] { $n } Titel, jeder auch als index.json neben seiner Seite
    }
about-licences = Lizenzen
about-licence-texts = Texte und Daten
about-licence-designs =
    { $n ->
        [one] Ein Bauplan
       *[other] { $n } Baupläne
    }
about-licence-font = Schrift
about-licence-program = Programm
not-found-title = Diese Seite gibt es hier nicht
not-found-words = Vielleicht ist sie umgezogen, oder das Etikett gehört zu einem anderen Ort. Nichts ist verloren: Such danach oder beginne auf der Startseite.
not-found-home = Zur Startseite

## Searching: {q} and {n} are put in by the script
search-title = Suchen
search-needs-script = Zum Suchen braucht es JavaScript. Die Listen gehen ohne.
search-or-browse = Oder stöbern
search-results = { $form ->
    [one] { $n } Ergebnis
   *[other] { $n } Ergebnisse
}
search-at-least = Mehr als { $n } Ergebnisse
search-nothing = Nichts gefunden für „{ $q }“. Weniger oder andere Wörter helfen vielleicht.
search-partial = Nichts hat alle diese Wörter. Hier ist, was einige davon hat.
search-apart = Nirgends stehen diese Wörter nebeneinander. Hier ist, was sie alle enthält.
search-meant = Meintest du „{ $q }“?
search-more = Mehr zeigen
search-searching = Suche läuft …
search-broken = Die Suche konnte nicht geladen werden. Die Listen gehen weiterhin.
search-list = Suchergebnisse
find-item = Ding
find-design = Bauplan
find-decision = Entscheidung
find-event = Termin
find-page = Seite
find-skill = Mensch
find-place = Ort
find-away = Nicht im Regal
