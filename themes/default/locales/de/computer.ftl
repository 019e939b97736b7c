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
