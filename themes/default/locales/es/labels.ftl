# En las etiquetas y las tarjetas.
lb-calibrate = ¿La impresora se desvía?
lb-calibrate-1 = Imprime esta página al 100 % («tamaño real»), nunca «ajustar a la página».
lb-calibrate-2 = Comprueba la regla: de 0 a 100 hay exactamente 100 mm.
lb-calibrate-3 = Dobla la hoja borde con borde, izquierda sobre derecha y arriba sobre abajo. Cada pliegue cruza una escala; cada marca es un milímetro.
lb-calibrate-4 = Si un pliegue queda a la derecha de la línea larga, o debajo, indica esos milímetros con --offset-x o --offset-y; a la izquierda o encima, con signo menos.
lb-card = Tarjeta de socio
lb-found = ¿Lo has encontrado? Tráelo a { $address }
