# Was andere Knoten haben, auf der Website und am Kiosk.
nodes-all = Bei allen Knoten
nodes-everything = Alles, bei allen Knoten
nodes-counted =
    { $titles ->
        [one] Ein Titel
       *[other] { $titles } Titel
    } { $nodes ->
        [one] bei einem Knoten
       *[other] bei { $nodes } Knoten
    }
facet-whose = Wem es gehört
label-of-node = Dieses Etikett ist von { $node }.
elsewhere-of = Es gehört { $node }
elsewhere-how = Fragen Sie an unserem Kiosk danach, dann kommt es mit dem nächsten Kurier. Oder fragen Sie selbst bei { $node }.
elsewhere-all = Alles, was { $node } hat
elsewhere-there = Seine Seite dort
scan-of-node = Dieses Etikett ist von { $node }.
scan-of-node-asked = Dieses Etikett ist von { $node }. { $stage }
here-elsewhere = Es ist bei einem anderen Knoten: am Kiosk danach fragen
put-set-aside = Zu den Dingen für { $node } stellen: { $place }. Es ist dorthin versprochen.
