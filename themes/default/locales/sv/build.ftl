# The site as a whole: when it was made, and how to take it away.
foot-when = När den gjordes
about-made = Uppgifternas läge
about-made-of = Status och datum på de här sidorna gäller per { $date }, { $time }, när uppgifterna senast sparades.
pocket-title = Fickkatalog
pocket-ask = Sök bland { $n } saker
pocket-nothing = Inget hittades. Färre eller andra ord kan hjälpa.
pocket-near = Inget stavas så. Det här liknar:
pocket-period = Hur länge
pocket-deposit = { $money } i deposition
pocket-parts = Med följer
pocket-made = Per { $date }. Det som står på hyllan kan ha ändrats sedan dess.
packed-no-script = Sidorna på den här stickan behöver JavaScript. Listan över allt gör det inte:
packed-missing = Den här sidan finns inte på stickan.
about-take = Att ta med
about-take-zip = hela webbplatsen som en fil
about-take-pocket = katalogen på en sida, för telefonen
