"""The words of Halle 7's designs: what each is for, of what, and in which steps."""

TEXTS = {
    "bench-hook": {
        "name": "Bankhaken", "en_name": "Bench hook", "version": "1.1.0", "by": "Wiebke Harms", "minutes": 45,
        "function": "Hält Holz beim Sägen von Hand auf jedem Tisch fest.",
        "en_function": "Holds wood for sawing by hand, on any table.",
        "categories": ["vorrichtungen"], "tools": ["formatkreissaege", "schraubzwingen-wagen"],
        "bom": [["Birkensperrholz 18 mm", "300 × 300 mm", "Rest reicht", "grundplatte.dxf"], ["Buchendübel 8 × 40", "4", "", ""], ["Holzleim D3", "20 g", "", ""]],
        "readme": """
Ein Brett mit zwei Leisten: Die untere liegt an der Tischkante an, gegen die obere drückt das Werkstück. Die obere ist rechts 30 mm kürzer, damit die Säge ins Leere läuft statt in den Tisch. Wer links sägt, setzt sie auf die andere Seite.

## Bauen
1. Grundplatte 180 × 300 und zwei Leisten 40 mm breit zuschneiden: 180 und 150 mm lang.
2. Leisten bohren, 8 mm, Löcher auf die Grundplatte übertragen.
3. Leim dünn, Dübel, vier Zwingen. Mit dem Winkel prüfen, dass die obere Leiste rechtwinklig zur Längskante steht: Davon lebt das Ganze.
4. Eine Stunde warten. Kanten brechen.

Keine Schrauben: Die Säge findet sie.
""",
        "en_readme": """
A board with two strips: the lower one rests against the edge of the table, the work pushes against the upper one. The upper strip is 30 mm shorter on the right, so that the saw runs into air instead of the table. Left-handed? Put it on the other side.

## Build
1. Cut the base 180 × 300 and two strips 40 mm wide, 180 and 150 mm long.
2. Drill the strips 8 mm and transfer the holes to the base.
3. Thin glue, dowels, four clamps. Check with a square that the upper strip is at right angles to the long edge: that is what it lives by.
4. Wait an hour. Break the edges.

No screws: the saw would find them.
""",
    },
    "french-cleat-holder": {
        "name": "Werkzeughalter für die Wandleiste", "en_name": "French cleat tool holder", "version": "2.0.1", "by": "Jonas Weidner", "minutes": 70,
        "function": "Ein Bord mit Löchern, das sich in jede 45-Grad-Leiste einhängt.",
        "en_function": "A shelf with holes that hangs on any 45-degree cleat.",
        "categories": ["vorrichtungen"], "tools": ["formatkreissaege", "staenderbohrmaschine"],
        "bom": [["Birkensperrholz 18 mm", "500 × 300 mm", "", "rueckwand.dxf"], ["Schraube 4 × 40", "10", "Torx", ""], ["Holzleim D3", "25 g", "", ""]],
        "readme": """
Die ganze Nordwand trägt 45-Grad-Leisten im Abstand von 150 mm. Was daran hängt, darf jeden Tag woanders hängen. Dieser Halter nimmt Schraubendreher, Feilen und Stechbeitel; die Löcher passt man an, was man hat.

## Bauen
1. Alle Teile zuschneiden. Die Einhängeleiste an der gestrichelten Linie mit 45° längs trennen: Aus einem Streifen werden zwei.
2. Boden bohren: 9 mm für Klingen, 13 mm für Griffe. Von oben ansenken, dann rutschen sie hinein.
3. Stützen an die Rückwand, Boden darauf, alles leimen und von hinten schrauben.
4. Leiste hinten oben anleimen, Spitze zur Wand, und am selben Tag nicht belasten.

Getragen haben wir damit 12 kg über Nacht, ohne dass sich etwas gesetzt hat.
""",
        "en_readme": """
The whole north wall carries 45-degree cleats, 150 mm apart. What hangs there may hang elsewhere tomorrow. This holder takes screwdrivers, files and chisels; change the holes to suit what you have.

## Build
1. Cut all parts. Rip the cleat along the dashed line at 45°: one strip becomes two.
2. Drill the shelf: 9 mm for blades, 13 mm for handles. Countersink from above so that they slide in.
3. Gussets on the back, shelf on top, glue, and screw from behind.
4. Glue the cleat to the top of the back, point to the wall, and do not load it the same day.

It held 12 kg overnight without settling.
""",
    },
    "workshop-stool": {
        "name": "Werkstatthocker", "en_name": "Workshop stool", "version": "1.3.0", "by": "Aylin Kaya", "minutes": 180, "from": "bench-hook",
        "function": "Ein Hocker aus einer Platte, gesteckt, ohne Schrauben.",
        "en_function": "A stool from one sheet, slotted together, no screws.",
        "categories": ["moebel"], "tools": ["cnc-fraese", "kantenschleifer"],
        "bom": [["Birkensperrholz 18 mm", "900 × 850 mm", "Dicke vorher messen", "sitz.dxf"], ["Holzleim D3", "15 g", "nur für die Zapfen", ""], ["Hartwachsöl", "30 ml", "zwei Aufträge", ""]],
        "readme": """
450 mm hoch, 340 mm Sitz, knapp fünf Kilo. Zwei Beine greifen auf halber Höhe ineinander, vier Zapfen gehen durch den Sitz. Alle Innenecken sind für einen 6-mm-Fräser ausgekehlt.

## Vorher messen
Sperrholz ist nie 18,0 mm. Die Schlitze sind 18,3 mm breit; bei mehr als 18,2 mm Plattendicke im CAM um den Unterschied aufweiten. Erst eine Probe fräsen: ein Schlitz, ein Reststück.

## Bauen
1. Fräsen: Löcher vor Außenkonturen, drei Stege von 5 mm je Teil.
2. Stege abnehmen, Kanten mit 3 mm runden, außer an Zapfen und Schlitzen.
3. Bein B von unten in Bein A schieben. Es soll mit der Hand gehen und sich nicht von selbst lösen.
4. Leim in die Zapfenlöcher, Sitz aufklopfen, über Kreuz messen, eine Nacht stehen lassen.
5. Zapfen bündig schleifen, ölen.

Bei der Prüfung standen 140 kg darauf und einer hat gelacht.
""",
        "en_readme": """
450 mm high, a 340 mm seat, not quite five kilos. Two legs interlock at half height, four tenons pass through the seat. All inner corners are relieved for a 6 mm cutter.

## Measure first
Plywood is never 18.0 mm. The slots are 18.3 mm wide; above 18.2 mm of sheet, widen them in CAM by the difference. Cut a trial first: one slot, one offcut.

## Build
1. Rout: holes before outlines, three tabs of 5 mm a part.
2. Take off the tabs, round the edges to 3 mm, except on tenons and slots.
3. Slide leg B into leg A from below. It should go by hand and not come apart by itself.
4. Glue in the mortises, tap the seat on, measure both diagonals, leave overnight.
5. Sand the tenons flush, oil.

In the test it carried 140 kg, and one of them laughed.
""",
    },
    "dust-cyclone-lid": {
        "name": "Zyklondeckel für das Spänefass", "en_name": "Dust separator lid", "version": "1.0.2", "by": "Jonas Weidner", "minutes": 240, "trl": "OTRL-4",
        "function": "Macht aus einem 60-Liter-Fass einen Vorabscheider für den Werkstattsauger.",
        "en_function": "Turns a 60-litre drum into a pre-separator for a workshop vacuum.",
        "categories": ["vorrichtungen"], "tools": ["cnc-fraese", "drucker-fdm"], "solids": {"hose-flange": "Schlauchstutzen"},
        "bom": [["Birkensperrholz 15 mm", "420 × 420 mm", "Deckel", "deckel.dxf"], ["Birkensperrholz 9 mm", "380 × 380 mm", "Prallscheibe", "prallscheibe.dxf"],
                ["Schlauchstutzen", "2", "PETG, 0,3 mm Schichten", "hose-flange.stl"], ["Gewindestange M6", "3 × 120 mm", "", ""], ["Mutter und Scheibe M6", "12", "", ""],
                ["Moosgummiband 10 × 5", "1,25 m", "Dichtung am Rand", ""], ["Schraube 4 × 20", "16", "", ""]],
        "readme": """
Die Luft kommt außen herein, kreist unter dem Deckel, und was schwer ist, fällt durch den Spalt am Rand ins Fass. Die Prallscheibe verhindert, dass es wieder aufsteigt. Im Beutel des Saugers bleibt nur noch feiner Staub: bei uns 3 Gramm von 500.

## Bauen
1. Deckel und Scheibe fräsen, Stutzen drucken.
2. Stutzen ansetzen, bohren, mit Silikon abdichten. Der äußere bekommt innen einen Bogen aus Restschlauch, der entlang der Wand bläst.
3. Scheibe mit drei Gewindestangen 60 mm unter den Deckel hängen. Der Spalt beginnt gleich hinter dem Einlass, in Richtung der Strömung.
4. Moosgummi in den Rand, drei Spannverschlüsse ans Fass.

Nur Kunststoff- oder Stahlfässer mit Sicke: Ein Eimer wird vom Sauger zerdrückt. Kein Schleifstaub von Metall zusammen mit Holz.
""",
        "en_readme": """
Air enters at the side and circles under the lid; what is heavy falls through the slot at the rim. The baffle keeps it from rising again. Only fine dust reaches the bag: with us, 3 grams out of 500.

## Build
1. Rout lid and baffle, print the flanges.
2. Fit the flanges, drill, seal with silicone. The outer one gets a bend of spare hose inside that blows along the wall.
3. Hang the baffle 60 mm below the lid on three threaded rods. The slot begins just behind the inlet, in the direction of the flow.
4. Foam strip on the rim, three latches on the drum.

Use ribbed plastic or steel drums: a bucket will be crushed. Never mix metal grinding dust with wood.
""",
    },
    "battery-holder": {
        "name": "Akkuhalter für die Wand", "en_name": "Battery holder for the wall", "version": "1.2.0", "by": "Mehmet Yıldız", "minutes": 300, "printed": True,
        "function": "Hängt 18-V-Schiebeakkus geordnet und mit freien Kontakten an die Wand.",
        "en_function": "Hangs 18 V slide-on packs on the wall, tidy and with free contacts.",
        "categories": ["vorrichtungen"], "tools": ["drucker-fdm"], "solids": {"plate": "Platte", "rail": "Schiene", "stop": "Endanschlag"},
        "bom": [["Platte", "1", "PETG", "plate.stl"], ["Schiene", "2", "PETG, stehend drucken; eine gespiegelt im Slicer", "rail.stl"], ["Endanschlag", "1", "PETG", "stop.stl"],
                ["Schraube 3,5 × 16", "8", "von hinten", ""], ["Schraube 4,5 × 40 mit Dübel", "2", "zur Wand", ""]],
        "readme": """
Zwei Schienen greifen unter die Schultern des Akkus, ein Anschlag hält ihn unten. Die Kontakte bleiben frei: Hier wird nichts geladen.

## Anpassen
Die lichte Weite von 62,4 mm passt für die Akkus an unserer Wand. Mit dem Messschieber messen, im Generator `gap` ändern, neu erzeugen.

## Bauen
1. Platte, zwei Schienen, Anschlag drucken: PETG, vier Wände, 25 % Füllung. PLA wird im Sommer weich.
2. Schienen und Anschlag von hinten anschrauben; die Löcher der Platte sind Führung, die Schienen werden beim Schrauben geschnitten.
3. An die Wand, Akku von oben einschieben. Er soll klacken, nicht klemmen.
""",
        "en_readme": """
Two rails reach under the shoulders of the pack, a stop holds it below. Contacts stay free: nothing is charged here.

## Adapt
The clear width of 62.4 mm suits the packs on our wall. Measure yours, change `gap` in the generator, make the files again.

## Build
1. Print plate, two rails, stop: PETG, four walls, 25 % infill. PLA softens in summer.
2. Screw rails and stop on from behind; the plate's holes guide, the screws cut their own thread in the rails.
3. Fix to the wall, slide the pack in from above. It should click, not jam.
""",
    },
    "bike-repair-stand": {
        "name": "Fahrrad-Montagearm", "en_name": "Bike repair arm", "version": "0.9.0", "by": "Aylin Kaya", "minutes": 260, "trl": "OTRL-4",
        "function": "Ein Wandarm mit Klemme, der ein Fahrrad auf Arbeitshöhe hält.",
        "en_function": "A wall arm with a clamp that holds a bicycle at working height.",
        "categories": ["vorrichtungen", "fahrrad"], "tools": ["cnc-fraese", "staenderbohrmaschine"],
        "bom": [["Birkensperrholz 18 mm", "900 × 600 mm", "", "arm.dxf"], ["Schlossschraube M10 × 120 mit Flügelmutter", "2", "Klemme", ""], ["Schraube M10 × 60", "1", "Gelenk", ""],
                ["Schlüsselschraube 8 × 100 mit Dübel", "6", "in Vollstein oder Balken", ""], ["Alter Schlauch", "30 cm", "Futter", ""], ["Holzleim D3", "40 g", "", ""]],
        "readme": """
Arm und Strebe stecken mit Zapfen in der Wandplatte; zwei Backen klemmen die Sattelstütze von beiden Seiten des Arms. Geprüft mit 35 kg am Ende, zwei Wochen lang. Für schwere Lastenräder ist er nicht gedacht.

## Bauen
1. Teile fräsen. Zapfen mit dem Beitel anpassen, bis sie mit leichten Schlägen hineingehen.
2. Arm und Strebe von vorn durch die Wandplatte stecken, leimen, von hinten verkeilen.
3. Backen mit M10 am Arm befestigen, die Kerbe mit Schlauch auskleiden.
4. Höhe: Armkante 1,30 m über dem Boden. Nur in Vollstein oder Balken, sechs Schrauben.

Immer die Sattelstütze klemmen, nie das Rohr. Am E-Rad zuerst den Akku heraus.
""",
        "en_readme": """
Arm and brace are tenoned into the wall plate; two jaws grip the seat post from both sides of the arm. Tested with 35 kg at its end for two weeks. It is not meant for heavy cargo bikes.

## Build
1. Rout the parts. Pare the tenons until they go in with light blows.
2. Push arm and brace through the plate from the front, glue, wedge from behind.
3. Fix the jaws to the arm with M10, line the notch with inner tube.
4. Height: arm's edge 1.30 m above the floor. Solid masonry or timber only, six screws.

Clamp the seat post, never the tube. Electric bikes: battery out first.
""",
    },
    "spring-clamp": {
        "name": "Federzwinge", "en_name": "Spring clamp", "version": "1.0.0", "by": "Mehmet Yıldız", "minutes": 95, "printed": True,
        "function": "Eine Klammer aus einem Stück, gedruckt, für Schablonen und leichte Verleimungen.",
        "en_function": "A one-piece printed clamp for templates and light glue-ups.",
        "categories": ["vorrichtungen"], "tools": ["drucker-fdm"], "solids": {"spring-clamp": "Zwinge"},
        "bom": [["Zwinge", "1", "PETG, flach gedruckt", "spring-clamp.stl"]],
        "readme": """
Ein offener Ring als Feder, zwei gerade Backen. Bei 10 mm Öffnung drückt sie etwa wie eine kräftige Wäscheklammer mal drei. Als Satz von zehn ist sie am nützlichsten.

## Drucken
Flach auf dem Bett, sonst reißen die Schichten auf. PETG, 0,2 mm, vier Wände, 40 % Füllung. PLA hält auch, aber nur ein paar Wochen unter Spannung.

## Grenzen
Nicht weiter als 25 mm öffnen. Wenn der Ring innen weiß wird, ist sie am Ende: in den Schredder, daraus wird neues Filament.
""",
        "en_readme": """
An open ring for a spring and two straight jaws. At 10 mm of opening it presses about like three strong clothes pegs. It is most useful in tens.

## Print
Flat on the bed, or the layers tear open. PETG, 0.2 mm, four walls, 40 % infill. PLA works too, but only for some weeks under tension.

## Limits
Do not open it beyond 25 mm. When the inside of the ring turns white it is spent: into the shredder, and it becomes new filament.
""",
    },
    "raised-bed-corner": {
        "name": "Hochbeet-Ecke", "en_name": "Raised bed corner", "version": "1.1.0", "by": "Wiebke Harms", "minutes": 60,
        "function": "Blechwinkel, der aus Brettern ein Hochbeet macht.",
        "en_function": "A sheet-metal angle that turns boards into a raised bed.",
        "categories": ["garten"], "tools": ["abkantbank", "plasmaschneider", "staenderbohrmaschine"],
        "bom": [["Stahlblech 2 mm, verzinkt", "4 × 240 × 300 mm", "", "zuschnitt.dxf"], ["Schlossschraube M6 × 45", "48", "verzinkt", ""], ["Bohlen 28 × 145", "2 je Seite", "Lärche", ""]],
        "readme": """
Vier Winkel halten zwei Lagen Bohlen, 290 mm hoch, ohne Eckpfosten. Die Bohlen stehen auf Stoß; wird eine morsch, tauscht man nur sie.

## Bauen
1. Zuschnitte 240 × 300 schneiden, Ecken 8 mm runden, Löcher 6,5 mm bohren. Vor dem Kanten: danach kommt der Bohrer nicht mehr hin.
2. An der gestrichelten Linie 90° kanten, Radius 2 mm. Zu zweit, eine Person zählt.
3. Kanten entgraten, Schnittkanten mit Zinkspray.
4. Winkel innen anlegen, Bohlen von außen durchschrauben.

Länger als 1,80 m: in der Mitte ein flaches Band quer durch, sonst bauchen die Seiten aus.
""",
        "en_readme": """
Four angles hold two courses of boards, 290 mm high, without corner posts. Boards butt; when one rots, only that one is changed.

## Build
1. Cut blanks 240 × 300, round the corners 8 mm, drill 6.5 mm. Before folding: afterwards the drill does not reach.
2. Fold 90° along the dashed line, radius 2 mm. In pairs, one counts.
3. Deburr, zinc spray on the cut edges.
4. Angles inside, boards bolted through from outside.

Longer than 1.80 m: a flat strap across the middle, or the sides will belly.
""",
    },
    "laptop-stand": {
        "name": "Laptop-Ständer", "en_name": "Laptop stand", "version": "1.4.0", "by": "Lena Vogt", "minutes": 25,
        "function": "Vier Teile aus 4-mm-Sperrholz, die den Bildschirm auf Augenhöhe heben.",
        "en_function": "Four parts of 4 mm plywood that lift the screen to eye level.",
        "categories": ["moebel"], "tools": ["lasercutter-co2"],
        "bom": [["Birkensperrholz 4 mm", "600 × 400 mm", "eine Laserplatte", "wange.dxf"], ["Filzgleiter", "4", "selbstklebend", ""]],
        "readme": """
Das erste Stück nach der Einführung: zwei Wangen, zwei Querstege, gesteckt, zwölf Minuten Laser. Passt für Geräte bis 380 mm Breite; die Nase vorn hält sie fest.

## Schnittbreite
Die Schlitze sind 3,8 mm: Plattendicke minus Schnittbreite unseres Lasers. Andere Maschine, andere Zahl; erst den Kamm im Reststück probieren.

## Bauen
1. Schneiden, Rückseite abkleben, damit sie nicht verräuchert.
2. Stege von unten in die Wangen, bis alles bündig steht.
3. Filz darunter. Zerlegt passt er in eine A4-Mappe.
""",
        "en_readme": """
The first thing after the induction: two sides, two bars, slotted, twelve minutes of laser. Fits machines up to 380 mm wide; the nose in front holds them.

## Kerf
Slots are 3.8 mm: the sheet less our laser's kerf. Another machine, another figure; try the comb in an offcut first.

## Build
1. Cut, with tape on the back against smoke marks.
2. Bars into the sides from below until all stands flush.
3. Felt underneath. Taken apart it fits an A4 folder.
""",
    },
    "seed-tray-press": {
        "name": "Saatschalen-Stempel", "en_name": "Seed tray press", "version": "1.0.0", "by": "Lena Vogt", "minutes": 150,
        "function": "Drückt fünfzig Pflanzlöcher auf einmal in eine Anzuchtschale.",
        "en_function": "Presses fifty planting holes into a seed tray at once.",
        "categories": ["garten"], "tools": ["lasercutter-co2", "bandsaege"],
        "bom": [["Birkensperrholz 12 mm", "2 × 500 × 250 mm", "auf der CNC-Fräse, der Laser schafft 8", "lochplatte.dxf"], ["Rundstab Buche 10 mm", "50 × 40 mm", "zwei Meter reichen", ""],
                ["Griff", "2", "aus dem Rest", "griff.dxf"], ["Holzleim D4", "60 g", "wasserfest", ""], ["Leinölfirnis", "80 ml", "", ""]],
        "readme": """
Entstanden für die Gärtnerinnen von La Ribera, die jeden März zweitausend Löcher mit dem Finger bohren. Fünf Reihen zu zehn, Raster 50 mm, Löcher 28 mm tief.

## Bauen
1. Beide Platten fräsen. Fünfzig Stäbe auf 40 mm sägen; die Bandsäge mit Anschlag braucht zehn Minuten.
2. Enden am Kantenschleifer brechen. Stäbe einleimen, bündig mit der Oberseite.
3. Deckplatte aufleimen, Griffe in die Zapfenlöcher.
4. Zweimal Leinölfirnis. Lappen draußen ausgebreitet trocknen: Sie entzünden sich sonst selbst.

Erde feucht, nicht nass. Wer tiefer oder flacher will, ändert nur die Stablänge.
""",
        "en_readme": """
Made for the gardeners of La Ribera, who poke two thousand holes by finger every March. Five rows of ten, 50 mm apart, holes 28 mm deep.

## Build
1. Rout both plates. Saw fifty pegs of 40 mm; the bandsaw with a stop takes ten minutes.
2. Ease the ends at the edge sander. Glue pegs in, flush with the top.
3. Glue the cover on, handles into their mortises.
4. Two coats of boiled linseed oil. Dry the rags outdoors, spread out: they catch fire by themselves.

Soil moist, not wet. Deeper or shallower? Only the length of the pegs changes.
""",
    },
}
