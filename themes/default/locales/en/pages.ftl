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

# Designs.
design-shapes = Shapes to turn around
shape-label = { $name }, { $size } mm, drawn in space
shapes-need-script = With JavaScript these turn here. The files open in any slicer or CAD program.
turn-left = Turn left
turn-right = Turn right
turn-up = See more from below
turn-down = See more from above
turn-closer = Closer
turn-further = Further away
turn-back = As at the start
design-sheets = Sheets to read
design-builders = Who builds from it
open-alone = Open by itself
part-shelf = On our shelf

# Texts and events.
page-backlinks = Spoken of in
events-months = By month
events-list = As a list
month-count =
    { $n ->
        [one] One date
       *[other] { $n } dates
    }

# Files for other programs.
data-table = all titles as a table
data-schema = what the JSON files hold (JSON Schema)
data-space = the place, for SpaceAPI directories
data-commons = things to borrow, for CommonsAPI
data-murmurations = who we are, for Murmurations

# Lists and amounts.
list-separator = {", "}
percent = { $n }%
amount-g = { $n } g
amount-kg = { $n } kg
amount-money = { $sign }{ $amount }
amount-money-code = { $amount } { $sign }
amount-kb = { $n } kB
amount-mb = { $n } MB

# Followed nodes.
nodes-title = Nodes that we follow
nodes-lede = Neighbours whose news comes here, by network or on a stick. What they lend can be found here too; one asks for it there, or at our kiosk.
nodes-nothing = Nothing has come from it yet
nodes-catalogue = Catalogue
nodes-heard = Known up to
nodes-since = Records since
nodes-petname = Our name for it
nodes-identity = Identity
nodes-identity-how = Compare the identity once with what the others show you, in person or by telephone. From then on every record of theirs is checked against it.
nodes-titles =
    { $n ->
        [one] one title
       *[other] { $n } titles
    }
