# Ausleihen, zurückgeben, buchen: die Wörter der Abläufe.
f-photo = Foto dazu
f-photo-of = Foto: { $name }
f-photo-kept = Ihr Foto liegt bei der Reparatur. Ort und Zeit sind entfernt.
f-photo-unread = Dieses Foto konnten wir nicht lesen. Bitte ein anderes nehmen oder ohne weitermachen.
f-kit-back = Was haben Sie in der Hand?
f-kit-back-more = Was später kommt, abwählen: Es bleibt bis dahin notiert, nichts geht verloren.
f-kit-nothing = Bitte mindestens ein Teil anwählen, das da ist.
f-kit-left = Noch ausgeliehen: { $things }
f-part-of-kit = Das ging mit „{ $kit }“ hinaus. Es wird allein zurückgenommen;
f-return-kit = oder das ganze Set zurückgeben
f-how-many-back = Wie viele kommen zurück?
