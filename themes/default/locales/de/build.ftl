# The site as a whole: when it was made, and how to take it away.
foot-when = Wann sie entstanden ist
about-made = Der Stand der Daten
about-made-of = Zustände und Termine auf diesen Seiten haben den Stand vom { $date }, { $time } Uhr, als die Daten zuletzt festgehalten wurden.
pocket-title = Taschenkatalog
pocket-ask = { $n } Dinge durchsuchen
pocket-nothing = Nichts gefunden. Weniger oder andere Wörter helfen vielleicht.
pocket-near = So geschrieben gibt es nichts. Ähnlich ist:
pocket-period = Wie lange
pocket-deposit = { $money } Pfand
pocket-parts = Dazu gehören
pocket-made = Stand { $date }. Was im Regal liegt, kann sich seitdem geändert haben.
packed-no-script = Die Seiten auf diesem Stick brauchen JavaScript. Die Liste von allem braucht es nicht:
packed-missing = Diese Seite ist nicht auf dem Stick.
about-take = Zum Mitnehmen
about-take-zip = die ganze Website als eine Datei
about-take-pocket = der Katalog auf einer Seite, fürs Telefon
