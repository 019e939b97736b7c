here-label = En este nodo
here-kiosk = Prestar, devolver o reservar: abrir el quiosco
here-title = Tomar prestado, reservar o esperar turno: abrir en el quiosco
