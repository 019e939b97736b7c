# The site as a whole: when it was made, and how to take it away.
foot-when = Cuándo se hizo
about-made = El estado de los datos
about-made-of = Los estados y las fechas de estas páginas son del { $date } a las { $time }, cuando se registraron los datos por última vez.
pocket-title = Catálogo de bolsillo
pocket-ask = Buscar entre { $n } cosas
pocket-nothing = No se ha encontrado nada. Prueba con menos palabras o con otras.
pocket-near = No hay nada escrito así. Se parece:
pocket-period = Por cuánto tiempo
pocket-deposit = { $money } de depósito
pocket-parts = Incluye
pocket-made = A { $date }. Lo que hay en la estantería puede haber cambiado desde entonces.
packed-no-script = Las páginas de esta memoria necesitan JavaScript. La lista de todo no:
packed-missing = Esta página no está en la memoria.
about-take = Para llevar
about-take-zip = todo el sitio en un archivo
about-take-pocket = el catálogo en una página, para el teléfono
