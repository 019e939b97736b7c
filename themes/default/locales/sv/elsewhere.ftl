# Vad andra noder har, på webbplatsen och vid kiosken.
nodes-all = Hos alla noder
nodes-everything = Allt, hos alla noder
nodes-counted =
    { $titles ->
        [one] En titel
       *[other] { $titles } titlar
    } { $nodes ->
        [one] hos en nod
       *[other] hos { $nodes } noder
    }
facet-whose = Vems det är
label-of-node = Den här etiketten är från { $node }.
elsewhere-of = Den tillhör { $node }
elsewhere-how = Fråga efter den vid vår kiosk, så kommer den med nästa bud. Eller fråga { $node } själv.
elsewhere-all = Allt som { $node } har
elsewhere-there = Dess sida där
scan-of-node = Den här etiketten är från { $node }.
scan-of-node-asked = Den här etiketten är från { $node }. { $stage }
here-elsewhere = Den finns hos en annan nod: fråga efter den vid kiosken
put-set-aside = Ställ den bland sakerna till { $node }: { $place }. Den är lovad dit.
