# Dieser Rechner: Sicherungen, Schlüssel für Programme, das Zertifikat.
backup = Sicherung
backup-more = Eine Datei mit allem: Verlauf, Mitglieder, Schlüssel und Einstellungen dieses Rechners. Bewahren Sie sie woanders auf als bei diesem Rechner.
backup-last = Die letzte Sicherung
backup-age = { $n ->
    [0] Heute gemacht
    [one] Gestern gemacht
   *[other] Vor { $n } Tagen gemacht
}
backup-never = Von diesem Rechner gibt es noch keine Sicherung.
backup-is-old = Zeit für eine neue.
backup-sealed = öffnet sich mit einem Kennwort
backup-not-sealed = ohne Kennwort
backup-without-private = ohne Mitglieder und Schlüssel
backup-make = Jetzt sichern
backup-phrase = Kennwort
backup-again = Noch einmal dasselbe
backup-phrase-more = Vier Wörter sind gut. Schreiben Sie sie auf und bewahren Sie sie getrennt von der Sicherung auf: Ohne sie kann niemand sie öffnen.
backup-open = Kein Kennwort: Wer die Datei hat, kann alle Mitglieder lesen.
backup-download = Herunterladen
backup-to-drive = Auf { $drive } schreiben
backup-no-drives = Stecken Sie einen USB-Stick ein, dann kann sie dorthin geschrieben werden.
backup-busy-now = Die Sicherung wird geschrieben und zur Probe gelesen.
backup-busy = Es wird gerade schon eine Sicherung gemacht.
backup-done = Die Sicherung ist vollständig: { $size }
backup-done-drive = Sie liegt auf { $drive }. Der Stick darf heraus, wenn sein Licht ruhig ist.
backup-get = Hier eine halbe Stunde lang herunterladen
backup-failed = Es wurde keine Sicherung gemacht: { $why }
backup-phrase-short = Es wurde keine Sicherung gemacht: Ein Kennwort hat mindestens acht Zeichen.
backup-phrase-differs = Die beiden Kennwörter waren nicht gleich.
backup-phrase-needed = Bitte geben Sie ein Kennwort ein, oder sagen Sie, dass keines gewünscht ist.
backup-no-drive = Dieser Stick steckt nicht mehr.
backup-restore = Wenn dieser Rechner verloren geht
backup-restore-more = Installieren Sie das Programm auf einem anderen, und führen Sie dort aus:
backup-restore-new = Die zurückgeholte Kopie wird ein eigenes Gerät, damit nichts schiefgeht, falls der alte Rechner wieder auftaucht. Beenden Sie danach das Schreibrecht des alten.
backup-restore-erased = Eine Sicherung kennt auch Menschen, die inzwischen gegangen sind. Löschen Sie alte Sicherungen, wenn jemand vergessen werden möchte.
backup-warn = { $n ->
    [0] Von diesem Rechner gibt es noch keine Sicherung.
    [one] Die letzte Sicherung ist von gestern.
   *[other] Die letzte Sicherung ist { $n } Tage alt.
}
keys = Schlüssel für Programme
keys-more = Mit einem Schlüssel tut eine App oder ein Skript über die API, was das Mitglied tun darf, soweit Sie es erlauben.
keys-none = Kein Programm hat einen Schlüssel.
keys-new = Ein neuer Schlüssel
keys-name = Wofür ist er?
keys-name-like = Anzeige an der Tür
keys-member = In wessen Namen? (Mitgliedsnummer)
keys-may = Er darf
keys-scope-read = sehen, was das Mitglied sehen darf
keys-scope-borrow = für das Mitglied leihen, zurückgeben, vormerken und buchen
keys-scope-desk = die Arbeit an der Theke tun
keys-scope-members = Mitglieder lesen und ändern und Schlüssel ausstellen
keys-scope-records = Einträge ändern
keys-scope-credits = im öffentlichen Namen des Mitglieds zahlen und bestätigen
keys-scope-vote = im öffentlichen Namen des Mitglieds abstimmen
keys-until = Gültig
keys-for-good = auf Dauer
keys-months = { $n ->
    [one] einen Monat
   *[other] { $n } Monate
}
keys-make = Schlüssel machen
keys-once = Jetzt abschreiben: Er wird nur einmal gezeigt.
keys-once-more = Der Kiosk behält nur einen Fingerabdruck davon. Wer den Text hat, kann alles tun, was der Schlüssel darf.
keys-revoke = Beenden
keys-revoked = Dieser Schlüssel öffnet nichts mehr.
keys-over = abgelaufen
keys-ends = bis { $day }
keys-used = zuletzt benutzt { $day }
keys-unused = nie benutzt
keys-wrong = Ein Schlüssel braucht einen Namen, wenigstens eine Erlaubnis und ein Mitglied, das dies auch darf.
keys-docs = Was Programme tun können
cert = Verschlüsselung
cert-until = Das Zertifikat gilt bis { $day }; vorher macht der Kiosk ein neues.
cert-renewed = Seit { $day } hat der Kiosk ein neues Zertifikat: Browser warnen noch einmal. Vergleichen Sie den Fingerabdruck.
cert-foreign = Das Zertifikat im Ordner ist nicht vom Kiosk und endet am { $day }. Bitte erneuern Sie es.
cert-fingerprint = Fingerabdruck (SHA-256)
dev-more = Jeder Rechner mit einer Kopie dieses Knotens schreibt mit einem eigenen Schlüssel. Vergleicht die acht Wörter mit dem, was das Gerät selbst zeigt.
dev-in = Sie dürfen schreiben
dev-out = Sie dürfen nicht mehr schreiben
dev-since = seit { $day }
dev-silent = noch nichts erfasst
dev-ended = beendet { $day }
dev-end = Beenden
dev-end-more = Für einen Rechner, der verloren, verkauft oder verschenkt wurde. Was er erfasst hat, bleibt, und er behält, was er bis heute von den Mitgliedern wusste; Neues erreicht ihn nicht. Mit diesem Schlüssel kommt er nicht zurück.
dev-end-sure = Ja, { $device } soll nicht mehr schreiben
dev-end-do = Sein Recht beenden
dev-ended-now = { $device } darf nicht mehr schreiben. Die anderen erfahren es beim nächsten Austausch.
dev-not-sure = Nichts wurde geändert: Bitte ankreuzen, dass es so sein soll.
dev-invite = Ein weiteres Gerät
dev-invite-more = Eine Einladung lässt einen Rechner ein, innerhalb von zwei Tagen. Auf dem neuen Rechner „Ein Ort, den es schon gibt“ wählen, oder: stead device join
dev-invite-do = Einladung machen
dev-invitation = Die Einladung
dev-invitation-more = Jetzt kopieren oder scannen: Sie wird nur einmal gezeigt. Wer sie hat, kann ein Gerät dieses Knotens werden und erfährt, wer die Mitglieder sind.
dev-invitation-until = Gut für ein Gerät, bis { $when }
dev-address = Die Adresse dieses Kiosks:
dev-admit = Einlassen
dev-admit-more = Der neue Rechner zeigt eine Anfrage. Eine Anfrage auf einem Stick wird gefunden, wenn der Stick hier eingesteckt wird.
dev-request = Die Anfrage des neuen Rechners
dev-admit-do = Einlassen
dev-let-in = { $device } darf ab jetzt schreiben. Es erfährt davon beim nächsten Austausch.
dev-not-read = Das ist keine ganze Anfrage. Sie beginnt mit stead-join-1. und ist eine lange Zeile.
dev-not-ours = Diese Anfrage ist für einen anderen Knoten.
dev-not-invited = Keine Einladung dieses Kiosks passt zu dieser Anfrage. Hier eine neue Einladung machen und damit beitreten.
dev-not-in-time = Die Einladung ist zu alt. Eine neue machen und damit beitreten.
dev-not-again = Mit dieser Einladung kam schon ein anderes Gerät. Eine neue machen und damit beitreten.
dev-not-welcome = Dieser Kiosk darf selbst nicht in den Knoten schreiben und lässt deshalb niemanden ein. Das geht auf einem Gerät, das es darf.
dev-not-itself = Auf diesem Gerät läuft der Kiosk. Es wird auf einem anderen beendet.
dev-not-there = Kein Gerät mit diesem Namen darf schreiben.
dev-not-done = Nichts wurde geändert: { $why }
restore = Wiederherstellen
restore-more = Setzt eine Sicherung an die Stelle von allem, was hier ist. Der Kiosk läuft weiter, während sie gelesen wird; vor einem Ja ändert sich nichts.
restore-which = Welche Sicherung?
restore-on-drive = Auf einem eingesteckten Laufwerk
restore-no-drives = Kein Laufwerk mit einer Sicherung ist eingesteckt. Eines einstecken und diese Seite neu öffnen.
restore-file = Oder eine Datei mit höchstens 32 MB
restore-phrase = Ihre Passphrase, falls sie eine hat
restore-open = Lesen
restore-busy-now = Die Sicherung wird gelesen und ausgepackt. Der Kiosk läuft weiter.
restore-busy = Es wird schon eine Sicherung ausgepackt.
restore-no-file = Bitte eine Sicherung wählen: Diese Datei liegt auf keinem eingesteckten Laufwerk.
restore-nothing = Keine Sicherung wurde ausgepackt.
restore-phrase-needed = Diese Sicherung öffnet sich mit einer Passphrase. Bitte angeben.
restore-phrase-wrong = Diese Passphrase öffnet sie nicht.
restore-failed = Die Sicherung kann nicht wiederhergestellt werden: { $why }
restore-found = Das ist in der Sicherung
restore-made = Gemacht { $when }
restore-made-on = Gemacht { $when }, auf { $device }
restore-same = Eine Sicherung dieses Knotens.
restore-other = Eine Sicherung eines anderen Knotens. Alles hier weicht ihr.
restore-lost = Was hier verloren ginge
restore-events = { $n ->
    [0] Seitdem wurde hier nichts erfasst.
    [one] Ein Eintrag, der seitdem hier erfasst wurde: eine Ausleihe, Rückgabe oder Buchung.
   *[other] { $n } Einträge, die seitdem hier erfasst wurden: Ausleihen, Rückgaben, Buchungen.
}
restore-members = { $n ->
    [one] Ein Mitglied mit Karte und PIN
   *[other] { $n } Mitglieder mit ihren Karten und PINs
}
restore-public = Die Sicherung enthält keine Mitglieder: Danach hat niemand eine Karte.
restore-exchange = Was andere Geräte des Knotens davon wissen, kommt beim nächsten Austausch zurück.
restore-aside = Nichts wird gelöscht: Was jetzt hier ist, kommt in einen Ordner daneben.
restore-cards = Danach gelten die Karten und PINs der Sicherung, und dieser Rechner ist ein neues Gerät des Knotens.
restore-sure = Ja, an die Stelle dessen setzen, was hier ist
restore-yes = Beim nächsten Start wiederherstellen
restore-no = Nicht wiederherstellen
restore-agreed = Beim nächsten Start des Kiosks tritt diese Sicherung an die Stelle dessen, was hier ist.
restore-start = Kiosk jetzt neu starten
restore-starting = Der Kiosk startet neu
restore-starting-more = Er ist gleich wieder da. Wenn nicht, diese Seite neu öffnen.
