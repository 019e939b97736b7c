# The site as a whole: when it was made, and how to take it away.
foot-when = Cuándo se hizo
about-made = El estado de los datos
about-made-of = Los estados y las fechas de estas páginas son del { $date } a las { $time }, cuando se registraron los datos por última vez.
