# Entre nodos: intercambio, otros nodos, préstamos de uno a otro.
between = Entre nodos
between-more = Lo que otros nodos nos han pedido y lo que les hemos pedido. Cada lado anota solo lo que hace; las noticias viajan por la red o en el bolsillo de alguien.
between-exchange = Intercambio
between-exchange-more = Memorias USB, otras copias de este nodo y los nodos que seguimos.
between-found = En otros nodos
between-at = en { $node }
between-where = Dónde está
between-calls-itself = Se llama a sí mismo «{ $name }».
between-news-age = { $n ->
    [0] noticias de hoy
    [one] noticias de ayer
   *[other] noticias de hace { $n } días
}
between-news-none = de allí aún no ha llegado nada
between-news-then = Así estaba entonces.
between-need-by = Se necesita hasta (si hay una fecha)
between-ask = Pedirlo
between-ask-more = Su petición va a { $node } con el próximo intercambio o memoria. Allí sabrán que alguien de aquí lo pide, pero no quién. Le avisamos cuando llegue.
between-only-there = { $node } no lo envía: se usa allí.
between-asked = { $node } lo sabrá con el próximo intercambio.
between-cancelled = La petición queda retirada.
between-mine = Pedido a otros nodos
between-stage-asked = Pedido, aún sin respuesta
between-stage-cancelled = Retirado
between-stage-refused = Esta vez no es posible
between-stage-promised = Apartado allí
between-stage-on-the-way = En camino
between-stage-arrived = Aquí, en el mostrador
between-stage-lent = Lo tiene quien lo pidió
between-stage-to-return = Tiene que volver a casa
between-stage-returning = De vuelta a casa
between-stage-over = Ya está en casa
between-theirs = Nos piden
between-ours = Pedimos
between-none-theirs = Nadie pide nada.
between-none-ours = No hemos pedido nada.
between-past = Lo que ya terminó
between-no-nodes = Aún no seguimos a ningún otro nodo.
between-for = para { $node }
between-from = de { $node }
between-due = vuelve antes del { $due }
between-until = apartado hasta { $until }
between-needed = se necesita hasta { $day }
between-label = Código de su etiqueta
between-do-promise = Apartar uno
between-do-decline = No es posible
between-do-send = Sale ahora
between-do-take-back = Retirar la promesa
between-do-check-in = Ha vuelto
between-do-receive = Ha llegado
between-do-lend = Entregarlo
between-do-return = Enviarlo a casa
between-do-take-in = Lo han devuelto
between-do-cancel = Ya no hace falta
between-slip = Nota para quien lo lleva
between-slip-more = Imprímala y átela al objeto. Quien vaya en esa dirección puede llevarlo.
between-slip-from = De
between-slip-to = Para
between-slip-due = De vuelta aquí antes del
between-slip-request = Petición
between-slip-thanks = ¡Gracias por llevarlo!
between-to-do = { $n ->
    [one] Hay una cosa pendiente entre nodos
   *[other] Hay { $n } cosas pendientes entre nodos
}
between-differs-not-arrived = Salió hace { $n } días y nadie ha anotado que llegara. Pregunte a quien lo llevaba.
between-differs-other-unit = Salió { $sent } y llegó { $arrived }. Miren juntos las etiquetas.
between-differs-cancelled-yet-sent = Se había retirado, pero salió antes de que llegara la noticia. Se puede prestar o enviar a casa.
between-differs-arrived-unsent = Ha llegado, y su propio nodo no ha anotado que lo enviara.
between-differs-not-back = Volvió hace { $n } días, y su propio nodo no ha anotado que llegara. Pregunte a quien lo llevaba.
between-differs-back-yet-listed = Ya está en su propio nodo, pero aquí sigue en la lista. Quien lo escaneó lo tiene.
between-differs-late = Tenía que estar en su nodo hace { $n } días. No hay multas.
between-differs-lost-there = El otro nodo dice que se ha perdido.
between-settle-noted = Lo hemos hablado
between-settle-here = Está aquí
between-settle-lost = Se ha perdido
between-nodes = Nodos que seguimos
between-nodes-none = Ninguno todavía.
between-compared-on = Palabras comparadas, { $day }
between-not-compared = Palabras sin comparar
between-do-compared = Hemos comparado las palabras
between-compared-now = Bien: ahora es seguro quiénes son.
between-titles = { $n ->
    [one] un título
   *[other] { $n } títulos
}
between-rename = Nuestro nombre para él
between-called = Cómo lo llamamos
between-unfollow = Dejar de seguir
between-unfollowed = Ya no lo seguimos.
between-follow = Seguir a un nodo
between-follow-more = Se cree a la primera respuesta. Después pregunte a la gente de allí sus ocho palabras, por teléfono o en persona: así se notaría si contesta otra persona.
between-address = Dirección, o el texto de su código QR
between-follow-do = Seguir
between-followed = Ahora lo seguimos. Pregunte sus palabras.
between-not-an-address = No es una dirección a la que podamos llegar: empieza por http:// o https://, o es el texto del código QR de un nodo.
between-not-a-name = Dele un nombre que esté libre, por favor.
between-not-reached = Allí no ha contestado nadie. ¿Está encendido y en la misma red?
between-own = Nuestras palabras
between-own-more = Léaselas a quien quiera seguirnos, o deje que escanee el código.
between-peer-stick-busy = No saque la memoria, por favor
between-peer-stick-done = Ya puede sacar la memoria
between-peer-stick-failed = No se pudo leer o escribir la memoria
between-peer-stick-unknown = No conocemos esta memoria
between-peer-busy = Intercambiando
between-peer-done = Intercambiado
between-peer-failed = Sin conexión; se intentará de nuevo
between-stick-in = { $n ->
    [0] no entró nada
    [one] entró una cosa
   *[other] entraron { $n } cosas
}
between-stick-out = { $n ->
    [0] no salió nada
    [one] salió una cosa
   *[other] salieron { $n } cosas
}
between-stick-welcome-do = Intercambiar con ella
between-stick-welcome = Déjela puesta un momento, por favor.
between-stick-steward = Alguien del equipo puede admitirla.
between-no-title = En ese nodo no hay nada con ese nombre.
between-not-lent = Ese nodo no lo envía.
between-asked-before = Ya lo ha pedido.
between-too-many = Ha pedido { $n } cosas; no se pueden más a la vez.
between-none-free = Ahora no hay ninguno libre.
between-kept-back = { $n ->
    [one] Uno se queda para quienes son de aquí, y no hay más libres.
   *[other] { $n } se quedan para quienes son de aquí, y no hay más libres.
}
between-unit = { $unit } no se puede enviar para esto.
between-stage = Ya no es posible: { $stage }.
between-no-request = Aquí no se conoce esa petición.
matter-promised-twice = { $unit } se prometió a dos peticiones de otros nodos. Vale la promesa anterior; la otra necesita otra unidad o un no.
matter-promised-twice-noted = Me he ocupado
matter-other-came-back = { $sent } fue a otro nodo y volvió { $unit }. Pida que busquen { $sent }.
matter-other-came-back-noted = Se lo he pedido
denial-set-aside = Esto está apartado para { $to }.
