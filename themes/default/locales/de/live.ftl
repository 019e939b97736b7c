here-label = An diesem Ort
here-kiosk = Ausleihen, zurückgeben oder buchen: den Kiosk öffnen
here-title = Ausleihen, buchen oder vormerken: am Kiosk öffnen
