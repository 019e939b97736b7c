# Ce qu’ont les autres nœuds, sur le site et à la borne.
nodes-all = Chez tous les nœuds
nodes-everything = Tout, chez tous les nœuds
nodes-counted =
    { $titles ->
        [one] { $titles } titre
       *[other] { $titles } titres
    } { $nodes ->
        [one] chez { $nodes } nœud
       *[other] chez { $nodes } nœuds
    }
facet-whose = À qui c’est
label-of-node = Cette étiquette est de { $node }.
elsewhere-of = C’est à { $node }
elsewhere-how = Demandez-le à notre borne et il viendra avec le prochain coursier. Ou demandez vous-même à { $node }.
elsewhere-all = Tout ce que { $node } possède
elsewhere-there = Sa page là-bas
scan-of-node = Cette étiquette est de { $node }.
scan-of-node-asked = Cette étiquette est de { $node }. { $stage }
here-elsewhere = C’est chez un autre nœud : à demander à la borne
put-set-aside = À poser avec les objets pour { $node } : { $place }. Il leur a été promis.
