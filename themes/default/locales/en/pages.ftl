# Words of the site's pages: lists, opening hours, designs, outputs for other programs.


# Counting: a title is a kind of thing, a thing is one of them.
count-both =
    { $titles ->
        [one] one title
       *[other] { $titles } titles
    } · { $things ->
        [one] one thing
       *[other] { $things } things
    }
list-counted = { $counted }, { $here } on the shelf
hero-counts = { $counted }, looked after by neighbours. Most are free to borrow.
kpi-titles = titles to share
facets-combine = Combine several filters

# Opening hours, worked out in the page when it is read.
open-until = Open now, until { $time }
opens-today = Closed now. Opens today at { $time }
opens-tomorrow = Closed now. Opens tomorrow at { $time }
opens-on = Closed now. Opens { $day } at { $time }

# Tables and charts.
scroll-hint = More to the side
care-came = Came from: { $from }
