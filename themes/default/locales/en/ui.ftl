# The words of the site, for people. Keys are used by templates and by the generator's views.

language-name = English
number-group = ,
number-decimal = .

## Frame
skip-to-content = Skip to content
nav-label = Main
nav-catalog = Catalog
nav-designs = Designs
nav-decisions = Decisions
nav-ledger = How we do
nav-visit = Visit
language-label = Language
crumbs-label = You are here
search-placeholder = Search
search-button = Search
foot-snapshot = This is a snapshot
foot-made = Made { $date }, { $time }
foot-version = from version
foot-offline = It works without internet. The kiosk always has the latest.
foot-shared = Made to be shared
foot-license = Texts and data: { $license }.
foot-about = About this site
show-numbers = Show the numbers
show-all = Show all
results = Results
details = Details
contents = Contents
not-translated = Not translated yet. This is the original text.
version = Version { $version }

## Home
hero-1 = Borrow it.
hero-2 = Mend it.
hero-3 = Decide together.
hero-ask = What are you looking for?
hero-placeholder = Drill, tent, sewing machine…
home-popular = Borrowed a lot
home-newest = New on the shelf
home-empty = The shelves are still empty
home-empty-words = Scan an empty label at the kiosk to add the first thing.
home-voice = Waiting for your voice
home-all-decisions = All decisions
home-come-by = Come by
home-how-to-find = How to find us
home-how-we-do = How we are doing
home-all-numbers = All numbers

## Catalogue
catalog-everything = Everything
catalog-no-training = No training needed
catalog-count-here = { $n } on the shelf
catalog-count-out = { $n } out
catalog-count-mending = { $n } being repaired
sort-label = Sort
sort-wanted = Most borrowed
sort-name = A to Z
sort-newest = Newest
facets-label = Narrow the list
facet-category = Kind
facet-within = More exactly
facet-now = Right now
facet-needs = You need
facet-place = Place
facet-condition = Condition
facet-tag = Word
facet-kind = What
facet-lang = Language
now-any = Any
now-here = On the shelf now
now-out = Out
now-mending = Being repaired
list-empty = Nothing here right now.
list-empty-words = Look at
pager-label = Pages
pager-previous = Back
pager-next = Next
things =
    { $n ->
        [one] one thing
       *[other] { $n } things
    }

## What stands on a thing
status-available = On the shelf
status-available-of = { $n } of { $total } on the shelf
status-hold-shelf = Waiting to be picked up
status-out = Out until { $date }
status-overdue = Out, expected back soon
status-in-repair = Being repaired
status-in-transit = On its way
status-missing = Not found right now
status-not-lendable = Not lent right now
status-retired = No longer here
status-no-units = None yet
status-none-left = None left
status-left = { $n } { $measure } left
status-left-about = About { $n } { $measure } left
status-left-unknown = Some left
status-space-free = Free now
status-machine-ready = Ready to use
measure-pieces = pieces
place-unknown = Place not known
condition-new = New
condition-good = Good
condition-fair = Used, works
condition-worn = Worn
condition-damaged = Damaged
condition-unsafe = Unsafe, do not use
kind-tool = Tool
kind-machine = Machine
kind-material = Material
kind-kit = Set
kind-space = Space
kind-book = Book
kind-vehicle = Vehicle
days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
renewals =
    { $n ->
        [one] one renewal
       *[other] { $n } renewals
    }

## A thing's page
more-pictures = More pictures
added = added { $date }
as-of = as of { $date }
find-it = Find it
keep-it = Keep it
take-it = Take it
take-what-you-need = What you need
you-need = You need
need-nothing = Only your card
min-age = From { $n } years
it-costs = It costs
costs-nothing = Nothing
fee-per-day = { $money } a day
deposit = { $money } deposit, which you get back
by-steward = A steward hands it over
next-session = next session { $date }
borrow-at-kiosk = Borrow at the kiosk
borrow-how = Hold this code, or the label on the thing, to the scanner. No phone? Type { $code }.
queue =
    { $n ->
        [one] One neighbour is waiting for it.
       *[other] { $n } neighbours are waiting for it.
    }
check-dates = Check dates
open-at-kiosk = Open this at the kiosk, code { $code }
good-to-know = Good to know
in-the-case = In the case
count-it-out = Count it out, count it back in.
part-optional = (nice to have)
part-missing = { $part } is missing
in-the-set = In the set
free-dates = Free dates
free-dates-how = Next four weeks. Book at the kiosk or on the house Wi-Fi.
cal-free = Free
cal-taken = Taken
cal-closed = Closed
cal-past = Past
each-one = Each one
unit-code = Code
unit-condition = Condition
stock-low = Running low
care-history = Care history
care-reported = Something was wrong
care-mended = Mended
care-no-fault = Checked, nothing wrong
care-given-up = Could not be mended
care-arrived = Arrived here
in-use = In use
loans-since =
    { $n ->
        [one] loan since { $year }
       *[other] loans since { $year }
    }
detail-maker = Maker, model
detail-power = Power
detail-size = Size
detail-weight = Weight
detail-value = A new one costs
detail-carbon = Making one causes (CO₂e)
detail-other-names = Also called
detail-serial = Serial number
manual = Manual
design-for-it = Design for it
take-with-you = Take it with you
print-sheet = Print this sheet
wrong-on-page = Anything wrong on this page? Tell somebody at the kiosk, or edit
goes-with = Goes with it
borrowed-together = Often borrowed together
similar = More like this
label-open = Open the page
training = Training
training-next = Next sessions
training-ask = No date yet. Ask at the kiosk, and one will be found.
training-opens = What it opens
valid-months =
    { $n ->
        [one] valid for one month
       *[other] valid for { $n } months
    }

## Places
places-title = Rooms and shelves
places-lede = Everything has a home. Each shelf’s label opens its page.
places-all = All places
place-inside = Inside
place-lives-here = What lives here
place-empty = Nothing has its home here yet.

## Designs
designs-lede = Things to build, with everything you need to build them. Copy, change, share.
design = Open design
design-takes = It takes
design-license = Licence
design-no-license = Not said
design-readiness = Readiness
design-make-it = Make it
design-make-how =
    { $n ->
        [one] One file, stored here. Take them along on a stick.
       *[other] { $n } files, stored here. Take them along on a stick.
    }
design-files = Files
design-drawings = Drawings
design-parts = Parts list
design-tools = You need
design-family = Family tree
design-from = Made from
design-became = Became
design-belongs = Belongs to
design-repo = Developed at
part-qty = How many
part-name = What
part-note = Note
file-source = Source
file-export = For the machine
file-drawing = Drawing
file-build = How to build it
file-manual = How to use it
file-other = File

## Decisions
decisions-lede = What we decide, how, and how it came out. Anyone can check every count.
decisions-none-open = Nothing is open right now. Bring something in: at the kiosk, or in person.
decisions-decided = Decided
decisions-rules = The rules
decisions-minutes = Minutes
in-force-since = in force since { $date }
rules-changed-by = Changed by
proposal-draft = Draft
proposal-discussion = In discussion
proposal-frozen = Text is fixed
proposal-voting = Vote is open
proposal-tallied = Counted
proposal-adopted = Adopted
proposal-rejected = Not adopted
proposal-no-quorum = Too few took part
proposal-tied = A tie
proposal-blocked = An objection stands
proposal-in-force = In force
proposal-expired = Ended
proposal-superseded = Replaced
proposal-repealed = Repealed
proposal-withdrawn = Withdrawn
proposal-text = What it says
step-vote = Vote
vote-until = Vote until { $date }
proposed-on = Proposed { $date }
proposed-by = by
turnout = { $cast } of { $roll } members voted.
winners = Chosen: { $names }.
quorum-was = The quorum was { $quorum } of the roll.
review-on = It is looked at again on { $date }.
voting-period = From { $from } to { $to }.
voting-how = Vote at the kiosk with your card.
voted-so-far = { $n } of { $roll } have voted.
result-hidden = The result is shown when the vote has closed.
discussion-how = Say what you think: at the kiosk, or at the next meeting.
result = Result
result-provisional = provisional
result-steps = Step by step
result-file = Result
reasons-given = Reasons given
way-here = The way here
decided-by = Decided by
quorum = Quorum
on-the-roll = May vote
voting-opens = Voting opens
voting-closes = Voting closes
changes-clause = Changes
supersedes = Replaces
superseded-by = Replaced by
review = Review
check-yourself = Check it yourself
recount = Recount
attendance =
    { $n ->
        [one] one person present
       *[other] { $n } people present
    }
present = Present
method-consent = Consent
method-majority = Majority
method-supermajority = Two thirds
method-plurality = Most votes
method-approval = Approval
method-score = Points
method-star = Points, then a runoff
method-dots = Dots
method-ranked-schulze = Ranking (Schulze)
method-ranked-irv = Ranking (instant runoff)
method-ranked-stv = Ranking (single transferable vote)
method-budget-greedy = Budget by votes
method-budget-mes = Budget in equal shares
answer-yes = for
answer-no = against
answer-abstain = abstain
answer-consent = consent
answer-object = object
answer-stand-aside = stand aside
verdict-adopted = Adopted
verdict-rejected = Not adopted
verdict-no-quorum = Too few
verdict-tied = A tie
verdict-blocked = Objection
verdict-won = Chosen

## Numbers
ledger-title = How we are doing
ledger-lede = The last twelve months. No names, and nothing about groups smaller than five.
ledger-empty = Not enough has happened yet to show numbers.
charts = Charts
kpi-things = things to share
kpi-loans = loans in twelve months
kpi-on-time = back on time
kpi-mended =
    { $n ->
        [0] mended, none given up
        [1] mended, one given up
       *[other] mended, { $n } given up
    }
accounts-title = What we owe each other
accounts-note = Sums only. What one gives another receives, so everything together is nothing.
account-unit = Unit
account-kind = How
account-entries = Entries
account-moved = Moved
account-holders = Accounts
account-sum = Sum of all
account-mutual = Mutual credit
account-fixed = Fixed amount
account-gift = Gifts, no limits
account-standing = Owed in all
work-other = Other work
too-few = fewer than five

## Visit, events, people
visit-open = Open
visit-no-hours = Ask before you come.
visit-reach = Reach us
visit-address = Address
visit-email = E-mail
visit-phone = Telephone
visit-read = To read
closed-from-to = Closed from { $from } to { $to }
closed-on = Closed on { $date }
events-title = What is on
events-lede = Workshops, repair afternoons, work days. Everybody is welcome.
events-calendar = Calendar file
events-upcoming = Coming up
events-past = Gone by
events-none = No dates yet.
event-cancelled = Cancelled
event-past = Gone by
event-undated = Date to come
event-when = When and where
event-date = Day
event-time = Time
event-place = Place
event-seats = Places
event-teaches = Teaches
people-title = People
people-lede = Only those who wished to be here.
person-roles = Does
person-skills = Can help with
person-languages = Speaks

## Pages
news-title = News
news-feed = Feed
draft = A draft: not part of the published site.
about-title = About this site
about-lede = A folder of plain files that anybody may copy, read and keep.
about-what = What this is
about-files = Every page here was made from the node’s own records: text files in a git repository. The same folder works on any web host, from the kiosk, and straight off a stick.
about-privacy = Who borrowed what is not in it, and cannot be worked out from it. Only people who asked for a public profile are named.
about-program = The program behind it, Commonstead, is free software: you may run your own node.
about-data = For other programs
about-titles =
    { $n ->
        [one] one title, each also as index.json beside its page
       *[other] { $n } titles, each also as index.json beside its page
    }
about-licences = Licences
about-licence-texts = Texts and data
about-licence-designs =
    { $n ->
        [one] One design
       *[other] { $n } designs
    }
about-licence-font = Typeface
about-licence-program = Program
not-found-title = This page is not here
not-found-words = Maybe it moved, or the label belongs to another node. Nothing is lost: search for it, or start from the front page.
not-found-home = To the front page

## Searching: {q} and {n} are put in by the script
search-title = Search
search-needs-script = Searching needs JavaScript. The lists of everything work without.
search-or-browse = Or look around
search-results = { $form ->
    [one] { $n } result
   *[other] { $n } results
}
search-at-least = More than { $n } results
search-nothing = Nothing found for “{ $q }”. Fewer or other words may help.
search-partial = Nothing has all of these words. Here is what has some of them.
search-apart = Nothing has these words side by side. Here is what has them all.
search-meant = Did you mean “{ $q }”?
search-more = Show more
search-searching = Searching …
search-broken = The search could not be loaded. The lists of everything still work.
search-list = Search results
find-item = Thing
find-design = Design
find-decision = Decision
find-event = Event
find-page = Page
find-skill = Person
find-place = Place
find-away = Not on the shelf
