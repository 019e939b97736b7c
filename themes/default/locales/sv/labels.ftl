# På etiketter och medlemskort.
lb-calibrate = Skriver skrivaren snett?
lb-calibrate-1 = Skriv ut sidan i 100 % (”verklig storlek”), aldrig ”anpassa till sidan”.
lb-calibrate-2 = Kontrollera linjalen: från 0 till 100 är det exakt 100 mm.
lb-calibrate-3 = Vik arket kant mot kant, vänster mot höger och överkant mot nederkant. Varje veck korsar en skala; ett streck är en millimeter.
lb-calibrate-4 = Ligger ett veck till höger om den långa linjen, eller nedanför, ange så många millimeter som --offset-x eller --offset-y; till vänster eller ovanför med minustecken.
lb-card = Medlemskort
lb-found = Hittat den? Lämna den på { $address }
