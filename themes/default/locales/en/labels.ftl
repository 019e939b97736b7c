# On labels and member cards.
lb-calibrate = Is the printer off?
lb-calibrate-1 = Print this page at 100 % (“actual size”), never “fit to page”.
lb-calibrate-2 = Check the ruler: from 0 to 100 it is exactly 100 mm.
lb-calibrate-3 = Fold the sheet edge to edge, left onto right and top onto bottom. Each fold crosses a scale; a mark is one millimetre.
lb-calibrate-4 = If a fold lies to the right of the long line, or below it, give that many millimetres as --offset-x or --offset-y; to the left or above it, with a minus sign.
lb-card = Member card
lb-found = Found it? Bring it to { $address }
