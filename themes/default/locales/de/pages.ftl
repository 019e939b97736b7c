# Words of the site's pages: lists, opening hours, designs, outputs for other programs.


# Counting: a title is a kind of thing, a thing is one of them.
count-both =
    { $titles ->
        [one] ein Titel
       *[other] { $titles } Titel
    } · { $things ->
        [one] ein Ding
       *[other] { $things } Dinge
    }
list-counted = { $counted }, davon { $here } Titel im Regal
hero-counts = { $counted }, gepflegt von der Nachbarschaft. Das meiste ist kostenlos.
kpi-titles = Titel zum Teilen
facets-combine = Mehrere Filter zusammen

# Opening hours, worked out in the page when it is read.
open-until = Jetzt offen, bis { $time }
opens-today = Gerade geschlossen. Öffnet heute um { $time }
opens-tomorrow = Gerade geschlossen. Öffnet morgen um { $time }
opens-on = Gerade geschlossen. Öffnet { $day } um { $time }

# Tables and charts.
scroll-hint = Zur Seite geht es weiter
care-came = Kam von: { $from }
