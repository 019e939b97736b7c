# Lo que los socios prestan a la casa y necesitan de vuelta.
owner-wanted = Desde el { $date } lo tiene su dueño: tráelo antes, por favor.
owner-h = Sus dueños lo necesitan
owner-going = Vuelve a sus dueños: { $n }
owner-from = desde el { $date }
owner-out = lo tiene { $name }
owner-subject = { $n ->
    [one] El dueño de algo que te llevaste lo necesita ({ $node })
   *[other] Los dueños de lo que te llevaste lo necesitan ({ $node })
}
owner-ask = { $n ->
    [one] Lo que te llevaste es de un socio, que lo necesita antes de lo acordado. Tráelo antes de este día, por favor:
   *[other] Lo que te llevaste es de otros socios, que lo necesitan antes de lo acordado. Tráelo antes de estos días, por favor:
}
owner-line = { $name } (antes del { $date })
denial-owner = Esto nos lo han dejado, y su dueño lo tiene de vuelta desde el { $on }.
