# Llevar, devolver, reservar: las palabras de cada paso.
f-photo = Añadir una foto
f-photo-of = Foto: { $name }
f-photo-kept = Tu foto está con la reparación. Se le quitaron lugar y hora.
f-photo-unread = No pudimos leer esa foto. Prueba con otra o sigue sin ella.
f-kit-back = ¿Qué tienes en la mano?
f-kit-back-more = Desmarca lo que vendrá después: queda apuntado hasta entonces.
f-kit-nothing = Marca al menos una cosa que esté aquí.
f-kit-left = Aún en préstamo: { $things }
f-part-of-kit = Esto salió con «{ $kit }». Se devuelve solo;
f-return-kit = o devuelve todo el juego
f-how-many-back = ¿Cuántas vuelven?
