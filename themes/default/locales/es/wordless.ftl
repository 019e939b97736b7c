# What is said where the router or a limit refuses.
w-other-way = Esta dirección no se usa así
w-other-way-more = Sigue desde la página de inicio o escanea una etiqueta.
w-from-elsewhere = Eso vino de otra página
w-from-elsewhere-more = El quiosco solo acepta formularios de sus propias páginas. Hazlo en la página del quiosco.
w-too-large = Eso es más de lo que cabe
w-too-large-more = No se cambió nada. Envía menos fotos, fotos más pequeñas o un texto más corto.
w-too-slow = Eso tardó demasiado
w-too-slow-more = Lo que ya estaba confirmado está guardado. Inténtalo otra vez.

# A label that is on two things.
w-label = La etiqueta
w-doubled = Esta etiqueta está en dos cosas
w-doubled-more = Una de las dos recibe una etiqueta nueva y se registra aparte. Todo lo anotado se queda con la otra.
w-doubled-now = Imprime esta etiqueta nueva, ponla en una de las dos cosas y di aquí qué es. Todo lo anotado se queda con la otra.
w-doubled-marked = Está anotado que dos cosas llevan esta etiqueta.
w-settled = Ahora cada una tiene su etiqueta
w-doubled-compare = Dos cosas llevan esta etiqueta. Compara el nombre y la foto antes de llevártela.
