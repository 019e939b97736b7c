# What other nodes have, on the site and at the kiosk.
nodes-all = At all nodes
nodes-everything = Everything, at all nodes
nodes-counted =
    { $titles ->
        [one] One title
       *[other] { $titles } titles
    } { $nodes ->
        [one] at one node
       *[other] at { $nodes } nodes
    }
facet-whose = Whose it is
label-of-node = This label is from { $node }.
elsewhere-of = It belongs to { $node }
elsewhere-how = Ask for it at our kiosk, and it comes with the next courier. Or ask { $node } yourself.
elsewhere-all = All that { $node } has
elsewhere-there = Its page over there
scan-of-node = This label is from { $node }.
scan-of-node-asked = This label is from { $node }. { $stage }
here-elsewhere = It is at another node: ask for it at the kiosk
put-set-aside = Put it with the things for { $node }: { $place }. It was promised to them.
