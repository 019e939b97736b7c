# Auf Etiketten und Mitgliedskarten.
lb-calibrate = Druckt der Drucker daneben?
lb-calibrate-1 = Diese Seite in 100 % drucken („tatsächliche Größe“), nie „an Seite anpassen“.
lb-calibrate-2 = Das Lineal prüfen: von 0 bis 100 sind es genau 100 mm.
lb-calibrate-3 = Das Blatt Kante auf Kante falten, links auf rechts und oben auf unten. Jede Falte kreuzt eine Skala; ein Strich ist ein Millimeter.
lb-calibrate-4 = Liegt eine Falte rechts von der langen Linie oder darunter, so viele Millimeter als --offset-x oder --offset-y angeben; links davon oder darüber mit Minuszeichen.
lb-card = Mitgliedskarte
lb-found = Gefunden? Bitte bringen: { $address }
