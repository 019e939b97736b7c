# Ord för listor, siffror och öppettider.

# En titel är det som står i katalogen; saker är det som finns av den.
count-both =
    { $titles ->
        [one] en titel
       *[other] { $titles } titlar
    } · { $things ->
        [one] en sak
       *[other] { $things } saker
    }
list-counted = { $counted }, { $here } på hyllan
hero-counts = { $counted }, omskötta av grannar. Det mesta är gratis att låna.
kpi-titles = titlar att dela
facets-combine = Kombinera flera filter

# Öppettider, uträknade i sidan när den läses.
open-until = Öppet nu, till { $time }
opens-today = Stängt nu. Öppnar i dag kl. { $time }
opens-tomorrow = Stängt nu. Öppnar i morgon kl. { $time }
opens-on = Stängt nu. Öppnar på { $day } kl. { $time }

# Tabeller och diagram.
scroll-hint = Mer åt sidan
care-came = Kom från: { $from }
