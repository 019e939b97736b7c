# Lo que tienen otros nodos, en el sitio y en el quiosco.
nodes-all = En todos los nodos
nodes-everything = Todo, en todos los nodos
nodes-counted =
    { $titles ->
        [one] Un título
       *[other] { $titles } títulos
    } { $nodes ->
        [one] en un nodo
       *[other] en { $nodes } nodos
    }
facet-whose = De quién es
label-of-node = Esta etiqueta es de { $node }.
elsewhere-of = Es de { $node }
elsewhere-how = Pídelo en nuestro quiosco y vendrá con el próximo mensajero. O pregunta directamente a { $node }.
elsewhere-all = Todo lo que tiene { $node }
elsewhere-there = Su página allí
scan-of-node = Esta etiqueta es de { $node }.
scan-of-node-asked = Esta etiqueta es de { $node }. { $stage }
here-elsewhere = Está en otro nodo: pídelo en el quiosco
put-set-aside = Déjalo con las cosas para { $node }: { $place }. Se les ha prometido.
