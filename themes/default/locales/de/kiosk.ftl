# Die Wörter des Kiosks: kurz, freundlich, ohne Vorwurf.
k-kiosk = Kiosk
k-skip = Zum Inhalt
k-scan-field = Scanner
k-today = heute
k-hello = Hallo, { $name }
k-signs-out = Abmeldung in
k-seconds-left = { $n ->
    [one] noch eine Sekunde
   *[other] noch { $n } Sekunden
}
k-done = Fertig
k-clock-doubt = Dieser Kiosk weiß nicht sicher, wie spät es ist. Niemand kommt dadurch in Verzug. Eine Verantwortliche kann die Uhr stellen.
k-help = Hilfe
k-larger = Größere Schrift
k-smaller = Normale Schrift
k-contrast = Starker Kontrast
k-sound-on = Ton ist an
k-sound-off = Ton ist aus
k-steward = Verwalten
k-saved = Alles ist auf diesem Kiosk gespeichert
k-language = Sprache
k-open-until = Heute offen bis { $time }
k-closed = Gerade geschlossen
k-home = Start
k-back = Zurück
k-cancel = Abbrechen
k-ok = OK
k-go-on = Weiter
k-yes = Ja
k-no = Nein

k-scan-title = Etikett oder Karte scannen
k-scan-more = Die Reihenfolge ist egal. Halten Sie es eine Handbreit vor den Scanner.
k-scan-phone = Richten Sie die Kamera auf das Etikett.
k-type = Code eintippen
k-what = Was möchten Sie tun?
k-borrow = Ausleihen
k-borrow-more = Etwas mitnehmen
k-return = Zurückgeben
k-return-more = Ohne Karte
k-find = Finden
k-book = Buchen
k-book-more = Werkzeug, Werkbank oder Raum
k-things = { $n ->
    [one] ein Ding
   *[other] { $n } Dinge
}
k-designs = { $n ->
    [one] ein Bauplan
   *[other] { $n } Baupläne
}
k-today-label = Heute
k-due-today = heute zurück erwartet
k-back-today = { $n ->
    [0] noch nichts zurück
    [one] eines kam heute zurück
   *[other] { $n } kamen heute zurück
}
k-new = Neu: { $name }
k-on-phone = Auf dem Handy öffnen
k-bye = Auf Wiedersehen und danke
k-bye-more = Sie sind abgemeldet. Alles ist gespeichert.

k-basket = Ihre Dinge
k-your-things = Zum Mitnehmen
k-scan-what = Scannen Sie, was Sie möchten
k-now-your-card = Jetzt Ihre Karte
k-else-on-loan = { $n ->
    [0] sonst nichts ausgeliehen
    [one] ein weiteres Ding ausgeliehen
   *[other] { $n } weitere Dinge ausgeliehen
}
k-to-take-home = { $n ->
    [0] Noch nichts
    [one] Ein Ding zum Mitnehmen
   *[other] { $n } Dinge zum Mitnehmen
}
k-back-by-label = Zurück bis
k-back-by = Zurück bis { $due }
k-with-parts = Dabei: { $parts }
k-min-age = Ab { $n } Jahren. Trifft das zu?
k-is-lent = Jedes Ding ist mit dem Scan ausgeliehen. { $n } Minuten lang können Sie es rückgängig machen. Ihr Name bleibt nicht auf dem Bildschirm.
k-nothing-yet = Etikett scannen, schon ist es Ihres.
k-scan-next = Scannen Sie das Nächste, oder tippen Sie auf Fertig.
k-my-things = Meine Dinge
k-find-something = Etwas finden
k-card-then-yours = Karte scannen, dann gehört es Ihnen
k-card-then-more = Noch ist nichts ausgeliehen. Anders überlegt? Einfach zurückstellen.
k-type-card = Karte eintippen
k-never-mind = Doch nicht
k-undo = Rückgängig
k-undo-name = Rückgängig: { $name }
k-remove = Entfernen
k-remove-name = { $name } aus der Liste nehmen
k-renew = Länger behalten
k-read-it = Gelesen
k-enter-pin = PIN eingeben
k-waits-for-card = Wartet auf Ihre Karte
k-undone = Zurückgenommen
k-needs-pin = Dafür braucht es Ihre PIN
k-read-notice = Bitte erst lesen
k-lent = { $name } gehört Ihnen, zurück bis { $due }
k-yours = Das haben Sie schon. Zurückgeben oder länger behalten?
k-yours-until = Ihres bis { $due }
k-already-listed = Steht schon auf Ihrer Liste
k-do-shorter = Bis { $due } nehmen
k-do-other = Lieber { $code } nehmen
k-do-hold = Darauf warten
k-do-take-over = Ich habe es in der Hand
k-do-see-late = Was ist überfällig?
k-do-book = Termin buchen

k-how-is-it = Wie geht es ihm?
k-condition = Zustand
k-was-not-out = Das war nicht als ausgeliehen notiert. Danke fürs Bringen.
k-all-good = Alles gut
k-all-good-more = Läuft, sauber, vollständig
k-something-small = Etwas Kleines
k-something-small-more = Schmutzig, abgenutzt oder ein Teil fehlt
k-broken = Kaputt oder unsicher
k-broken-more = Niemand bekommt einen Vorwurf
k-all-there = Ist alles da?
k-thanks = Danke
k-note = Was sollten wir wissen?
k-return-it = Zurückgeben
k-return-another = Noch etwas zurückgeben
k-returned = { $name } ist zurück. Danke.
k-put-title = Hierhin
k-is-there = Steht dort
k-found-again = Das hatten wir gesucht. Gut gefunden!
k-missing-parts = Nicht angehakt: { $parts }. Vergessen? Bringen Sie es, sobald es geht.
k-behind-the-desk = das Abholregal
k-the-desk = die Theke
k-scan-return = Scannen Sie, was Sie zurückbringen
k-scan-return-more = Eins nach dem anderen. Ohne Karte, auch für jemand anderen.
k-no-label = Es hat kein Etikett
k-scan-card = Scannen Sie Ihre Karte
k-scan-card-more = Dann das, was Sie möchten. Umgekehrt geht es auch.
k-look-around = Was ist da?
k-type-title = Code eintippen
k-type-more = Er steht unter dem Quadrat auf dem Etikett oder auf Ihrer Karte. Groß oder klein, mit oder ohne Strich.
k-keypad = Buchstaben und Ziffern
k-your-pin = Ihre PIN
k-pin-why = Hier schauen wir zweimal hin. Die Karte allein genügt nicht.
k-pin-why-steward = Für die Verwaltung braucht es Ihre PIN.
k-pin-wrong = { $left ->
    [0] Das war sie nicht. Die Karte ruht zehn Minuten; eine Verantwortliche kann helfen.
    [one] Das war sie nicht. Noch ein Versuch.
   *[other] Das war sie nicht. Noch { $left } Versuche.
}
k-pin-locked = Zu viele Versuche. Ab { $time } geht es wieder, oder jemand von uns hilft jetzt.
k-pin-digits = Eine PIN hat vier bis acht Ziffern.
k-no-pin = Sie haben noch keine PIN. Jemand von uns kann Ihnen eine geben.
k-pin-forgotten = Vergessen? Jemand von uns hilft, ohne Fragen.
k-your-card = Ihre Karte
k-your-card-more = Mit der gerade gescannten Karte an diesem Bildschirm anmelden?
k-card-sign-in = Anmelden

k-find-label = Was suchen Sie?
k-find-example = Bohrmaschine, Zelt, Nähmaschine …
k-filters = Filter
k-on-shelf-now = Jetzt im Regal
k-more-kinds = Weitere Arten
k-all-kinds = Alles
k-results = { $n ->
    [0] Nichts passt.
    [one] Ein Ding.
   *[other] { $n } Dinge.
}
k-choose-to-book = Wählen Sie, was Sie buchen möchten.
k-at-place = Bei { $place }:
k-did-you-mean = Meinten Sie „{ $words }“?
k-partial = kein Ding hat alle Wörter
k-pages = Seiten
k-earlier = Zurück
k-more = Mehr
k-nothing-found = Gerade nichts da. Versuchen Sie ein anderes Wort, oder sehen Sie alles an.
k-show-everything = Alles zeigen
k-comes-with = Gehört dazu
k-in-the-kit = Im Satz
k-each = Einzeln
k-find-it = Steht bei
k-keep-it = Behalten
k-you-need = Sie brauchen
k-have-it = haben Sie
k-have-not = noch nicht gemacht
k-it-costs = Es kostet
k-fee = { $fee } am Tag
k-deposit = { $deposit } Pfand
k-waiting = Es warten
k-people = { $n ->
    [one] eine Person
   *[other] { $n } Personen
}
k-something-wrong = Etwas stimmt nicht
k-what-is-wrong = Was stimmt nicht?
k-wrong-small-more = Man kann es noch benutzen
k-wrong-broken = Es ist kaputt
k-wrong-broken-more = Es kommt auf den Reparaturtisch
k-wrong-unsafe = Es ist nicht sicher
k-wrong-unsafe-more = Es verlässt das Regal sofort
k-wrong-words = Sagen Sie es uns in ein paar Worten
k-wrong-no-words = Am Kiosk gemeldet, ohne Worte
k-nobody-blamed = Niemand bekommt einen Vorwurf
k-nobody-blamed-more = Dinge nutzen sich ab. Wer es früh sagt, schützt alle, und Ihr Name wird nicht gefragt.
k-tell = Sagen
k-wrong-noted = Notiert. Danke fürs Sagen.
k-wrong-off-shelf = Es ist aus dem Regal genommen. Bitte lassen Sie es auf der Theke. Danke.

k-late-since = War fällig { $due }
k-nothing-on-loan = Nichts ausgeliehen
k-waiting-for = Sie warten auf
k-booked-list = Gebucht
k-booked = Gebucht.
k-booking-asked = Angefragt. Jemand von uns antwortet.
k-hold-ready = Im Abholregal bis { $until }
k-hold-paused = Pausiert
k-hold-ahead = { $n ->
    [0] Sie sind als Nächstes dran
    [one] Eine Person ist vor Ihnen
   *[other] { $n } Personen sind vor Ihnen
}
k-hold-placed = { $n ->
    [0] Sie sind als Nächstes dran. Wir legen es zurück, sobald es kommt.
    [one] Sie stehen auf der Liste, eine Person ist vor Ihnen.
   *[other] Sie stehen auf der Liste, { $n } Personen sind vor Ihnen.
}
k-hold-cancel = Brauche ich nicht
k-hold-pause = Jetzt nicht, Platz behalten
k-hold-resume = Ich möchte es wieder
k-hold-pause-said = Andere dürfen jetzt vor. Ihr Platz bleibt.
k-hold-resume-said = Sie warten wieder.
k-hold-cancelled = Sie stehen nicht mehr auf der Liste.
k-cancel-booking = Freigeben
k-booking-cancelled = Die Buchung ist zurückgenommen.
k-renewed = Ihres bis { $due }
k-only-you = Nur für Sie
k-only-you-more = Die Dinge anderer werden hier nie gezeigt, und Ihre erst nach Ihrer Karte.
k-free-days = Freie Tage
k-closed-day = zu
k-full = belegt
k-free = { $n ->
    [one] frei
   *[other] { $n } frei
}
k-when = Wann?
k-from = Von
k-to = Bis
k-at = um
k-book-it = Buchen
k-card-to-book = Zum Buchen bitte die Karte scannen.

k-help-title = So geht es
k-help-1 = Ausleihen
k-help-1-more = Karte scannen, Etikett scannen. Es gehört Ihnen. Dann „Fertig“.
k-help-2 = Zurückgeben
k-help-2-more = Etikett scannen, Zustand sagen, dorthin stellen, wo es der Bildschirm sagt.
k-help-3 = Etwas kaputt?
k-help-3-more = Sagen Sie es bei der Rückgabe. Niemand bekommt einen Vorwurf.
k-help-4 = Vertan?
k-help-4-more = Neben allem steht „Rückgängig“, zehn Minuten lang. Nichts geht verloren.
k-help-people = Menschen helfen am besten
k-help-steward = Die Karte von Verantwortlichen öffnet den Rest.

k-unknown = Diesen Code kennen wir nicht
k-unknown-more = { $code } steht nicht in unserem Katalog. Vielleicht gehört es woanders hin. Jemand von uns kann es aufnehmen.
k-unknown-label-more = Dieses Etikett steht nicht in unserem Katalog. Vielleicht gehört es woanders hin.
k-unreadable = Das konnten wir nicht lesen
k-unreadable-more = Wischen Sie das Etikett ab und versuchen Sie es noch einmal, oder tippen Sie den Code ein.
k-unknown-card = Diese Karte kennen wir nicht
k-unknown-card-more = Vielleicht wurde sie ersetzt. Jemand von uns gibt Ihnen eine neue.
k-unknown-card-news = { $n ->
    [one] Die letzte Nachricht von unseren anderen Rechnern ist einen Tag alt: Wer dort seitdem Mitglied wurde, ist hier noch nicht bekannt.
   *[other] Die letzte Nachricht von unseren anderen Rechnern ist { $n } Tage alt: Wer dort seitdem Mitglied wurde, ist hier noch nicht bekannt.
}
k-already-you = Sie sind es schon
k-sign-in = Ihre Karte bitte
k-sign-in-more = Karte scannen, dann geht es dort weiter, wo Sie waren.
k-steward-card = Die Karte einer Verantwortlichen bitte
k-steward-card-more = Dieser Bildschirm ist für Verantwortliche. Bitte zuerst die Karte scannen.
k-nothing-here = Hier ist nichts
k-nothing-here-more = Die Adresse ist vielleicht alt. Scannen Sie ein Etikett, oder suchen Sie nach dem Namen.
k-bad-form = Das haben wir nicht verstanden
k-bad-form-more = Bitte gehen Sie zurück und versuchen Sie es noch einmal.
k-not-now = Gerade nicht
k-not-recorded = Es konnte nicht gespeichert werden
k-not-recorded-more = Also ist es nicht geschehen. Bitte sagen Sie es jemandem von uns: Vielleicht ist der Speicher voll.
k-failed = Etwas ging schief
k-failed-more = Was vorher bestätigt war, ist gespeichert. Bitte versuchen Sie es noch einmal.

k-moved = { $unit } ist dort notiert
k-putting-on = Was Sie jetzt scannen, kommt auf { $place }
k-noted = Notiert
k-settled = Geklärt. Danke.
k-clock-set = Die Uhr geht wieder richtig
k-somebody-unknown = jemand, den wir nicht mehr kennen
k-side-lent = Ausgeliehen
k-s-today = Heute
k-s-exceptions = Zu klären
k-s-exception = Zu klären
k-s-members = Mitglieder
k-s-lock = Sperren
k-s-clock = Wie spät ist es?
k-s-clock-now = Datum und Uhrzeit jetzt
k-s-clock-set = So spät ist es
k-s-late = { $n ->
    [0] Überfällig
   *[other] Überfällig: { $n }
}
k-s-days-late = { $n ->
    [one] ein Tag
   *[other] { $n } Tage
}
k-s-claims = Sagt, es ist zurück
k-s-lost = Als verloren melden
k-s-none-late = Nichts ist überfällig
k-s-none = Nichts
k-s-due = { $n ->
    [0] Heute fällig
   *[other] Heute fällig: { $n }
}
k-s-pull = Zu holen: { $n }
k-s-pulled = Im Abholregal
k-s-ready = Wartet im Abholregal: { $n }
k-s-until = bis { $until }
k-s-requests = Anfragen: { $n }
k-s-bookings = Buchungen heute: { $n }
k-s-tickets = Zu reparieren: { $n }
k-s-mended = Repariert
k-s-no-fault = Kein Fehler
k-s-troubles = { $n ->
    [one] Ein Eintrag hat ein Problem; `stead check` sagt, welcher.
   *[other] { $n } Einträge haben Probleme; `stead check` sagt, welche.
}
k-s-device = an Gerät { $device }
k-s-nothing-to-decide = Nichts zu klären. Alles passt zusammen.
k-role-member = Mitglied
k-role-steward = verantwortlich
k-role-keyholder = Schlüssel
k-m-search = Name oder Nummer
k-m-none = Noch niemand
k-m-new = Neues Mitglied
k-m-name = Name
k-m-contact = Wie erreichbar
k-m-handle = Öffentlicher Name, falls gewünscht
k-m-with-pin = Auch eine PIN geben
k-m-is-provisional = Noch nicht bestätigt: ein Ding zur Zeit
k-m-make = Karte machen
k-m-provisional = nicht bestätigt
k-m-left = ausgetreten
k-m-loans = { $n ->
    [one] ein Ding
   *[other] { $n } Dinge
}
k-m-pin = PIN:
k-m-card-once = Wird nur einmal gezeigt
k-m-card-once-more = Drucken Sie diese Seite, oder lassen Sie sie fotografieren. Karte und PIN stehen nirgends im Klartext; eine verlorene Karte ist schnell ersetzt.
k-m-since = seit { $date }
k-m-has = { $n ->
    [0] Ausgeliehen
   *[other] Ausgeliehen: { $n }
}
k-m-card = Karte und PIN
k-m-new-card = Neue Karte
k-m-new-pin = Neue Karte und PIN
k-m-unlock = PIN wieder zulassen
k-m-revoke = Die Karte ist verloren
k-m-confirm = Mitgliedschaft bestätigen
k-m-leave = Ist ausgetreten
k-m-rejoin = Ist wieder da
k-m-trainings = Einweisungen
k-m-grant = Heute gemacht

put-repair = Zu den Reparaturen stellen: { $place }
put-quarantine = Zur Seite stellen: { $place }. Niemand bekommt einen Vorwurf.
put-hold-shelf = In { $place } stellen. Jemand wartet darauf.
put-reserved = In { $place } stellen. Gebucht für { $from }.
put-steward = Bitte jemandem von uns geben
put-anywhere = Bitte auf der Theke lassen: Es hat noch keinen Platz
put-home = Hierhin stellen: { $place }

denial-unknown-unit = Den Code { $unit } kennen wir hier nicht.
denial-not-lendable = Das wird hier benutzt und nicht mitgenommen.
denial-retired = Das ist aus dem Katalog genommen.
denial-in-processing = Das ist neu und noch nicht bereit.
denial-maintenance = Das ist gerade in Pflege.
denial-quarantined = Das bleibt beiseite, bis es jemand geprüft hat.
denial-unsafe = Das ist als unsicher gemeldet und darf nicht benutzt werden.
denial-in-repair = Das wird gerade repariert.
denial-in-transit = Das ist unterwegs nach { $to }.
denial-incomplete = Daran fehlt etwas: { $parts }.
denial-not-enough = Davon sind { $level } da, gewünscht sind { $wanted }.
denial-still-out = Das ist noch bei einem anderen Mitglied notiert.
denial-yours = Das haben Sie schon, bis { $due }.
denial-on-hold-shelf = Das wartet bis { $until } auf jemand anderen.
denial-queue = { $waiting ->
    [one] Darauf wartet schon jemand.
   *[other] Darauf warten schon { $waiting } Personen.
}
denial-claimed-by-reservation = Das ist ab { $from } gebucht.
denial-membership = Diese Karte gehört zu einer beendeten Mitgliedschaft.
denial-provisional = Die Mitgliedschaft ist noch nicht bestätigt: ein Ding zur Zeit.
denial-overdue = { $count ->
    [one] Eines Ihrer Dinge war am { $oldest } fällig.
   *[other] { $count } Ihrer Dinge sind überfällig, das erste seit { $oldest }.
}
denial-cap-policy = Sie haben { $most } Dinge mit „{ $policy }“; mehr geht nicht gleichzeitig.
denial-training = Dafür braucht es die Einweisung „{ $training }“.
denial-approval = Das gibt jemand von uns heraus.
denial-not-open = Diese Ausleihe ist schon beendet.
denial-not-yours = Das steht nicht bei Ihnen.
denial-renewals = Das kann nicht mehr verlängert werden.
denial-self-renew = Das verlängert jemand von uns.
denial-no-later = Eine Verlängerung würde nicht über { $due } hinausgehen.
denial-already-waiting = Sie stehen dafür schon auf der Liste.
denial-nothing-to-wait-for = Davon kann nichts mehr verliehen werden.
denial-cap-holds = Sie warten auf { $most } Dinge; mehr geht nicht.
denial-not-bookable = Das kann man nicht vorbuchen.
denial-backwards = Das Ende muss nach dem Anfang kommen.
denial-lead = { $hours ->
    [0] Diese Zeit hat schon begonnen.
   *[other] Bitte mindestens { $hours } Stunden vorher buchen.
}
denial-horizon = Buchen kann man bis { $days } Tage im Voraus.
denial-length = Die längste Buchung dauert { $hours } Stunden.
denial-closed = Am { $date } ist geschlossen.
denial-all-taken = Dann ist alles belegt.
denial-pool-share = Höchstens { $percent } von hundert dürfen vorgebucht sein.
refusal-steward = Das macht jemand von uns.
refusal-over = Das ist schon vorbei.
refusal-no-such = Das ist nicht (mehr) hier.
refusal-undo = Das lässt sich nicht mehr rückgängig machen. Jemand von uns kann helfen.
refusal-empty = Bitte sagen Sie noch, worum es geht.
refusal-members = Das ging nicht. Bitte prüfen Sie die Angaben.
k-forgotten = Sie sind hier nicht mehr Mitglied
k-forgotten-more = Ihr Name wurde aus unseren Büchern genommen, deshalb sind Sie an diesem Bildschirm abgemeldet. War das ein Versehen, macht jemand von uns Ihnen in einer Minute eine neue Karte.
k-m-name-missing = Bitte noch einen Namen angeben.
k-m-handle-wrong = Ein öffentlicher Name hat kleine Buchstaben, Ziffern und Bindestriche, wie sam-a.
k-m-handle-taken = Diesen öffentlichen Namen hat schon jemand. Bitte einen anderen wählen.
k-m-alike = Es gibt schon ein Mitglied namens { $name }.
k-m-alike-open = Öffnen
k-m-alike-make = Jemand anderes: Karte machen
denial-unknown-title = Im Katalog gibt es nichts unter diesem Namen.
refusal-taken = Das ist schon vergeben. Bitte etwas anderes wählen.
refusal-edit = Der Eintrag konnte nicht geändert werden.
refusal-answer = Damit ist das nicht geklärt. Bitte eine der Antworten wählen.
k-missing-before = Notiert: { $parts } fehlte schon vorher.
k-missing-lost = Als verloren notiert: { $parts }. Danke, dass Sie es sagen.
k-part-since = Fehlt seit { $date }
k-part-not-here = Nicht dabei?
k-part-later = Ich bringe es noch
k-part-lost = Es ist verloren
k-part-before = Es fehlte schon vorher
k-parts-more = Haken weg bei dem, was fehlt, und sagen, wo es geblieben ist.
k-not-with-it = Fehlt schon länger, nicht Ihre Schuld: { $parts }
k-to-bring = Noch zu bringen
k-bring-part = Ich habe es dabei
cmd-done = Ich bin fertig
cmd-undo = Rückgängig
cmd-renew-all = Alles länger behalten
cmd-return = Etwas zurückbringen
cmd-help = Hilfe
cmd-for-scanner = Diese Karte ist für den Scanner am Tresen: dort scannen, und der Kiosk tut, was darauf steht.
cmd-nothing-to-undo = Hier gibt es nichts rückgängig zu machen.
cmd-card-first = Erst die eigene Karte scannen, dann diese.
cmd-renewed = Verlängert: { $n }
cmd-not-renewed = Nicht möglich, bitte rechtzeitig zurückbringen: { $things }
