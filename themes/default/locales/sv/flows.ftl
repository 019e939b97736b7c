# Låna, lämna tillbaka, boka: orden i flödena.
f-photo = Lägg till ett foto
f-photo-of = Foto: { $name }
f-photo-kept = Ditt foto ligger hos reparationen. Plats och tid är borttagna.
f-photo-unread = Vi kunde inte läsa fotot. Prova ett annat eller fortsätt utan.
f-kit-back = Vad har du i handen?
f-kit-back-more = Avmarkera det som kommer senare: det står kvar till dess.
f-kit-nothing = Kryssa för minst en sak som är här.
f-kit-left = Fortfarande utlånat: { $things }
f-part-of-kit = Den följde med ”{ $kit }”. Den tas tillbaka ensam;
f-return-kit = eller lämna tillbaka hela setet
f-how-many-back = Hur många kommer tillbaka?
