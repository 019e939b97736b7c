# What is said where the router or a limit refuses.
w-other-way = Diese Adresse wird anders benutzt
w-other-way-more = Bitte weiter von der Startseite aus, oder ein Etikett scannen.
w-from-elsewhere = Das kam von einer anderen Seite
w-from-elsewhere-more = Der Kiosk nimmt nur Formulare von seinen eigenen Seiten an. Bitte auf der Seite des Kiosks wiederholen.
w-too-large = Das ist mehr, als hineinpasst
w-too-large-more = Es wurde nichts geändert. Bitte weniger oder kleinere Fotos oder einen kürzeren Text senden.
w-too-slow = Das hat zu lange gedauert
w-too-slow-more = Was vorher bestätigt war, ist gespeichert. Bitte noch einmal versuchen.

# A label that is on two things.
w-label = Das Etikett
w-doubled = Dieses Etikett klebt auf zwei Dingen
w-doubled-more = Eines der beiden bekommt ein neues Etikett und wird für sich aufgenommen. Alles, was aufgezeichnet ist, bleibt beim anderen.
w-doubled-now = Drucken Sie dieses neue Etikett, kleben Sie es auf eines der beiden Dinge und sagen Sie hier, was es ist. Alles Aufgezeichnete bleibt beim anderen.
w-doubled-marked = Es ist vermerkt, dass zwei Dinge dieses Etikett tragen.
w-settled = Jetzt hat jedes sein eigenes Etikett
w-doubled-compare = Zwei Dinge tragen dieses Etikett. Vergleichen Sie Name und Foto, bevor Sie es mitnehmen.
