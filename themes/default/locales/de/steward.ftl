# Was die lesen, die den Laden betreuen.
matter-double-loan = { $unit } wurde an zwei Orten verliehen, die nichts voneinander wussten. Beide Ausleihen bleiben stehen; niemand ist im Verzug, solange das offen ist.
matter-double-loan-keep-later = Es ist bei der zweiten Person
matter-double-loan-keep-earlier = Es ist bei der ersten Person
matter-double-loan-here = Es steht hier im Regal: beide beenden
matter-return-seen-elsewhere = { $unit } wurde an einem Ort zurückgegeben und an einem anderen verliehen; keiner wusste vom anderen. Die Ausleihe bleibt offen, bis jemand nachsieht.
matter-return-seen-elsewhere-out = Es ist bei der ausleihenden Person: offen lassen
matter-return-seen-elsewhere-here = Es steht hier im Regal: Ausleihe beenden
matter-retired-in-use = { $unit } ist aus dem Katalog genommen, wurde aber gescannt.
matter-retired-in-use-reinstate = Wieder in Betrieb nehmen
matter-retired-in-use-leave-retired = So lassen
matter-found-after-lost = { $unit } galt als verloren und ist wieder da. Wurde dafür bezahlt, kann das zurückgegeben werden.
matter-found-after-lost-noted = Notiert: nichts zurückzuzahlen
matter-found-after-lost-refund = Zurückgeben, was bezahlt wurde
matter-unknown-unit = { $unit } wurde gescannt, aber kein Eintrag im Katalog hat diesen Code.
matter-unknown-unit-noted = Ich habe einen Eintrag angelegt
matter-over-booked = Zwei Buchungen wollen dieselben Stunden. Die frühere gilt; die andere braucht einen anderen Tag oder ein anderes Stück.
matter-over-booked-keep-earlier = Die frühere behalten, die andere absagen
matter-over-booked-both = Es reicht für beide
matter-cloned-device = Zwei verschiedene Einträge tragen die Nummer { $event }: Ein Gerät wurde kopiert. Beide bleiben; geben Sie einer Kopie einen neuen Namen.
matter-cloned-device-noted = Die Kopie hat jetzt einen neuen Namen; beide Einträge bleiben
matter-not-here = Das nennt den Eintrag { $event }, der noch nicht da ist. Vielleicht kommt er mit dem nächsten Austausch.
matter-not-here-noted = Notiert
matter-stock-below-zero = { $unit } steht bei { $level }. Einmal zählen, dann stimmt die Zahl wieder.
matter-stock-below-zero-noted = Notiert
s-seen-out = ausgeliehen
s-last-seen = Zuletzt in der Hand: { $when }, { $place }, Gerät { $device }
s-all = Alle { $n }
s-more = { $n ->
    [one] Noch eins
   *[other] Noch { $n }
}
s-fetch = Zu holen
s-fetch-more = Ein Gang durchs Haus, Regal für Regal. Alles ins Abholregal stellen und hier abhaken.
s-fetch-none = Nichts zu holen. Wer wartet, wartet auf etwas Verliehenes.
s-fetch-shelf = Dieses Regal ganz
s-late = Überfällig
s-late-more = { $n ->
    [one] Ein Ding ist überfällig. Die Nachricht ist fertig, ohne Vorwurf.
   *[other] { $n } Dinge sind überfällig. Die Nachrichten sind fertig, ohne Vorwurf.
}
s-late-subject = { $n ->
    [one] Ein Ding von { $node }
   *[other] { $n } Dinge von { $node }
}
s-late-hello = Hallo { $name },
s-late-ask = { $n ->
    [one] das steht noch bei Ihnen, und vielleicht wartet jemand darauf. Bringen Sie es vorbei, oder sagen Sie uns, wenn Sie es länger brauchen?
   *[other] diese Dinge stehen noch bei Ihnen, und vielleicht wartet jemand darauf. Bringen Sie sie vorbei, oder sagen Sie uns, wenn Sie sie länger brauchen?
}
s-late-line = { $name } (fällig { $due })
s-late-bye = Danke! { $node }
s-late-send = Schreiben
s-late-copy = Die Nachricht, zum Kopieren
s-late-in = auf { $language }
s-late-no-contact = Kein Kontakt notiert: beim nächsten Besuch fragen.
s-tickets = Zu reparieren
s-tickets-none = Nichts zu reparieren. Gut gepflegt!
s-ticket-given-up = Aufgegeben
s-ticket-note = Notiz dazu
s-ticket-what = Was gefunden oder getan wurde
s-history = Was ich schon hatte
s-history-none = Noch nichts.
s-history-line = { $from } bis { $to }
s-to-decide = { $n ->
    [one] Eine Sache ist zu klären
   *[other] { $n } Dinge sind zu klären
}
s-late-open = Nachrichten und Antworten
s-things = Dinge
s-register = Ding anlegen
s-reg-same = So etwas haben wir schon. Ist es noch eins davon?
s-reg-another = { $n ->
    [one] Noch ein „{ $name }“
   *[other] Noch ein „{ $name }“ (wir haben { $n })
}
s-reg-new-kind = Nein, etwas anderes
s-reg-category = Art
s-reg-kind = Was es ist
s-reg-later = Später
s-reg-place = Platz
s-reg-label = Das Etikett
s-reg-code = Code auf dem Etikett
s-reg-code-more = Ein leeres Etikett scannen oder frei lassen: Dann entsteht ein Code, und das Etikett wartet auf den Drucker.
s-reg-foreign = { $code } hat jemand anderes gedruckt. Der Code bleibt bei dem Ding: Wer ihn scannt, findet es künftig.
s-reg-foreign-there = Wir haben das Ding schon
s-reg-foreign-unit = Sein eigener Code
s-reg-foreign-bind = Bei diesem aufbewahren
s-reg-foreign-done = Wer { $code } scannt, findet künftig: { $name }.
s-reg-more = Mehr, wenn Sie mögen
s-reg-qty = Wie viele (bei Vorrat)
s-reg-do = Anlegen
s-reg-name-missing = Bitte geben Sie ihm einen Namen.
s-reg-code-wrong = Dieser Code stimmt nicht: Ein Zeichen ist falsch. Noch einmal hinsehen oder frei lassen.
s-reg-code-taken = Dieser Code gehört schon zu etwas anderem. Bitte ein anderes Etikett nehmen.
s-reg-done = Es steht im Katalog. Sein Platz: { $place }
s-reg-to-print = { $n ->
    [one] Sein Etikett wartet auf den Drucker
   *[other] Sein Etikett wartet mit anderen auf den Drucker: { $n } insgesamt
}
s-reg-next = Das nächste Ding
s-kind-tool = Werkzeug zum Ausleihen
s-kind-machine = Maschine, hier benutzt
s-kind-material = Vorrat, gezählt
s-kind-kit = Set aus mehreren Dingen
s-kind-space = Raum oder Platz
s-kind-book = Buch, Spiel oder Film
s-kind-vehicle = Rad, Anhänger oder Auto
s-labels = Etiketten
s-labels-n = { $n ->
    [0] Kein Etikett wartet
    [one] Ein Etikett zu drucken
   *[other] { $n } Etiketten zu drucken
}
s-labels-more = Für Bögen mit 21 Etiketten (63,5 × 38,1 mm, Avery L7160). Diese Seite in Originalgröße und ohne Ränder drucken.
s-labels-start = Erstes freies Etikett des Bogens
s-labels-lay = Dort anfangen
s-labels-blank = Leere Etiketten auf Vorrat
s-labels-mint = Codes machen
s-labels-printed = Sie sind gedruckt
s-stocktake = Inventur
s-stocktake-more = Gehen und scannen. Nur was Sie bestätigen, gilt als vermisst.
s-count-new = Eine neue
s-count-where = Wo?
s-count-where-more = Ein Raum zählt mit all seinen Regalen.
s-count-start = Anfangen
s-count-open = Laufend
s-count-so-far = { $n ->
    [one] bisher eins gefunden
   *[other] bisher { $n } gefunden
}
s-count-scan = Scannen Sie, was hier steht. Ein Regal scannen sagt, wo Sie sind.
s-count-is-closed = Diese Inventur ist abgeschlossen.
s-count-here = Sie sind bei { $place }.
s-count-of = von { $n } sind da
s-count-found = { $name }: da, wie es sein soll
s-count-already = { $name } ist schon gezählt
s-count-misplaced = { $name } gehört zu { $place }. Notiert; bitte auf dem Weg mitnehmen.
s-count-unknown = { $name } kennen wir nicht. Es bleibt in der Liste; später anlegen.
s-count-misplaced-head = { $n ->
    [one] Ein Ding steht falsch
   *[other] { $n } Dinge stehen falsch
}
s-count-belongs = gehört zu { $place }
s-count-unknown-head = { $n ->
    [one] Ein unbekannter Code
   *[other] { $n } unbekannte Codes
}
s-count-not-seen = { $n ->
    [0] Nichts mehr zu finden
    [one] Ein Ding noch nicht gesehen
   *[other] { $n } Dinge noch nicht gesehen
}
s-count-not-seen-more = Überall gesucht? Ankreuzen, dann gilt es am Ende als vermisst.
s-count-missing = Vermisst
s-count-all = Alles ist da
s-count-last = Zuletzt gefunden
s-count-ok = da
s-count-close = Inventur abschließen
s-count-pause = Später weiter
s-count-closed = Fertig: { $found } gefunden, { $missing } vermisst.
s-move = Umräumen
s-move-scan = Zuerst das Regal scannen
s-move-more = Dann alles scannen, was jetzt dort steht. Jedes lässt sich zurücknehmen.
s-move-choose = Kein Etikett am Regal?
s-move-here = Dorthin stellen
s-move-done = Mit diesem Regal fertig
s-edit = Bearbeiten
s-edit-what = Einen Eintrag bearbeiten
s-edit-fields = Die Felder
s-edit-text = Die ganze Datei
s-look-at-it = Erst ansehen
s-look-again = Noch einmal ansehen
s-save = Speichern
s-saved = Gespeichert. Die Fassung davor bleibt erhalten.
s-preview = Das ändert sich
s-preview-same = Nichts ändert sich
s-stale = Jemand hat diesen Eintrag inzwischen geändert. Bitte vor dem Speichern beides ansehen.
s-broken = So kann es noch nicht gespeichert werden: Jede Zeile unten sagt, was zu tun ist.
s-line = Zeile { $n }
s-why = Warum, in wenigen Worten
s-why-example = neuer Akku, besseres Foto …
s-versions = Frühere Fassungen
s-versions-none = Noch keine.
s-version-look = Ansehen
s-by-commas = durch Kommas getrennt
s-usual = Wie üblich
s-not-bookable = Nicht vorbuchbar
s-problems = { $n ->
    [one] ein Fehler
   *[other] { $n } Fehler
}
s-records-things = Dinge
s-records-places = Orte
s-records-events = Termine
s-records-pages = Seiten
s-records-designs = Baupläne
s-records-people = Menschen
s-records-node = Dieser Ort
s-field-name = Name
s-field-summary = Ein Satz dazu
s-field-brand = Marke
s-field-model = Modell
s-field-size = Größe
s-field-power-source = Antrieb
s-field-checkout-notice = Bei jeder Ausgabe zu lesen
s-field-other-names = Andere Namen
s-field-keywords = Suchwörter
s-field-policy = Wie es verliehen wird
s-field-reservation-policy = Wie es gebucht wird
s-field-home-place = Sein Platz
s-field-circ-note = Notiz für die Theke
s-field-serial = Seriennummer
s-field-body = Text
s-training-withdraw = Gilt nicht mehr
s-m-details = Name und Kontakt
s-m-role = Darf
s-m-data = Ihre Daten
s-m-data-more = Alles, was wir über dieses Mitglied wissen, auch beendete Ausleihen, als eine Datei.
s-m-export = Herunterladen
s-m-erase = Dieses Mitglied vergessen
s-m-erase-more = Name, Kontakt, Karte und PIN werden endgültig gelöscht. Plätze in Warteschlangen, Buchungen und Kursplätze werden frei. Die Ausleihen bleiben, ohne Namen.
s-m-erase-number = Zur Sicherheit die Nummer { $number } eintippen
s-m-erase-do = Vergessen
s-erase-number = Das ist nicht die Nummer; nichts wurde gelöscht.
s-erase-loans = Bei diesem Mitglied ist noch etwas notiert. Erst zurücknehmen oder abschreiben.
s-erase-self = Das sind Sie selbst. Das macht jemand anderes.
s-erased = Vergessen. Es bleiben nur Zahlen.
refusal-record = Der Eintrag hat Fehler und wurde nicht gespeichert.
s-house = Das Haus
s-house-unread = Das war nicht zu lesen, also blieb alles, wie es war. Zeiten so schreiben: 10–13, 17–20; das Ende nach dem Anfang.
s-hours = Öffnungszeiten
s-hours-more = Zum Beispiel 10–13, 17–20. Leer heißt geschlossen.
s-closures = Geschlossene Tage
s-closure-open = Doch offen
s-closure-reason = Warum, für alle lesbar
s-closure-add = An diesen Tagen schließen
s-closure-more = Was an einem geschlossenen Tag fällig wäre, ist am nächsten offenen fällig; niemand ist deshalb im Verzug.
s-pol-days = { $n ->
    [one] ein Tag
   *[other] { $n } Tage
}
s-pol-hours = { $n ->
    [one] eine Stunde
   *[other] { $n } Stunden
}
s-pol-period-days = Tage ausleihbar
s-pol-period-hours = Stunden ausleihbar
s-pol-renewals = So oft verlängerbar
s-pol-window = Öffnungstage im Abholregal
s-pol-grace = Tage, bis es überfällig ist
s-pol-pin = Karte und PIN
s-pol-approval = Jemand von uns gibt es heraus
s-pol-block = Nichts Neues, solange etwas überfällig ist
s-pol-more = Laufende Ausleihen behalten ihre Regeln.
s-devices = Geräte
s-device-this = dieses hier
s-device-events = { $n ->
    [one] ein Eintrag
   *[other] { $n } Einträge
}
s-device-heard = zuletzt gehört { $when }
s-exchange = Austausch
s-exchange-none = Noch kein anderer Ort eingerichtet. Ein Stick geht auch ohne.
s-pending = { $n ->
    [one] Eine Datei wartet auf ihren Commit.
   *[other] { $n } Dateien warten auf ihren Commit.
}
s-committed = Alles ist festgehalten. Neuester Commit: { $commit }
s-reports = Berichte
s-rep-out = jetzt ausgeliehen
s-rep-late = überfällig
s-rep-on-time = pünktlich zurück
s-rep-peak = { $month } war am meisten los
s-rep-none = Noch keine Ausleihen
s-rep-months = Ausleihen nach Monat
s-rep-most = Am meisten gefragt: { $name }
s-rep-most-unit = Ausleihen in zwölf Monaten
s-rep-idle = { $n ->
    [0] Alles wurde dieses Jahr benutzt
    [one] Ein Ding stand ein Jahr lang still
   *[other] { $n } Dinge standen ein Jahr lang still
}
s-rep-idle-more = Vielleicht braucht etwas anderes den Platz, oder niemand weiß davon.
s-rep-low = Wird knapp
s-rep-low-line = noch { $level } { $measure }, sollten { $least } sein
s-rep-numbers = Zahlen zeigen
s-sheet = Ein Tag ohne Strom
s-sheet-more = Was ausgeliehen ist, was wartet, und Zeilen zum Schreiben: Papier, das ohne Bildschirm geht.
s-sheet-open = Thekenblatt öffnen
s-sheet-as-of = Stand { $date }
s-sheet-print = Diese Seite drucken. Sie nennt Mitglieder: an der Theke lassen und danach vernichten.
s-sheet-out = Ausgeliehen
s-sheet-ready = Im Abholregal
s-sheet-code = Code
s-sheet-thing = Ding
s-sheet-who = Mitglied
s-sheet-due = Fällig
s-sheet-back = Zurück
s-sheet-time = Zeit
s-sheet-out-in = Raus oder rein?
s-sheet-write = Zum Schreiben
s-sheet-write-more = Alle Zeichen des Codes aufschreiben: Das letzte prüft die anderen. Nachtragen, wenn der Strom wieder da ist.
s-reg-photo-kept = Ihr Foto ist da: Es muss nicht noch einmal gemacht werden.
s-reg-photo-other = Ein anderes Foto
s-closure-no-day = Das ist kein Tag, deshalb wurde nichts geändert. Bitte den ersten geschlossenen Tag wählen.
s-closure-backwards = Der letzte geschlossene Tag liegt vor dem ersten, deshalb wurde nichts geändert.
s-pol-unread = Eine dieser Zahlen kann nicht stimmen, deshalb wurde nichts geändert. Bitte ganze Zahlen; eine Ausleihe dauert mindestens eins.
s-parts-missing = Fehlende Teile: { $n }
s-part-later = Seit { $date }. Wird noch gebracht, heißt es.
s-part-lost = Seit { $date }. Verloren, heißt es.
s-part-before = Fehlt spätestens seit { $date }: war beim Ausleihen nicht da.
s-part-missing = Seit { $date }. Niemand hat gesagt, wo es ist.
s-part-here = Ist wieder da
s-part-here-name = { $part } von { $name } ist wieder da
s-device-n = { $n ->
    [one] Ein Gerät hat einen Schlüssel
   *[other] { $n } Geräte haben Schlüssel
}
cmd-count = Inventur
cmd-new-label = Neues Etikett
cmd-cards = Befehlskarten
cmd-more = Drucken, ausschneiden, neben den Scanner legen. Wer eine scannt, muss den Bildschirm nicht berühren.
k-side-returned = Zurückgegeben
k-side-came-back = Zurückgekommen
k-side-retired = Im Katalog ausgemustert
k-side-scanned = Gescannt
k-side-no-file = Keine Datei des Katalogs hat diesen Code
k-side-one-entry = Ein Eintrag
k-side-other-entry = Ein anderer Eintrag mit derselben Nummer
k-side-refers = Dieser Eintrag nennt einen anderen
k-side-not-here = Der ist von seinem Gerät noch nicht gekommen
k-side-promised = { $node } zugesagt
k-side-other-node = ein anderer Knoten
k-side-sent = Verschickt: { $name }
k-side-instead = Zurückgekommen: { $name }
k-side-counted = Gezählt: { $n }
k-side-level = Es steht bei { $n }
s-event-number = Nr. { $n } des Geräts { $device }
s-pol-most = Höchstens so viel auf einmal pro Mitglied (0: ohne Grenze)
