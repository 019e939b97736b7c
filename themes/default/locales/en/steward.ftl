# What stewards read.
matter-double-loan = { $unit } was lent at two places that had not heard of each other. Both loans are kept; nobody is late while this is open.
matter-double-loan-keep-later = The later borrower has it
matter-double-loan-keep-earlier = The earlier borrower has it
matter-double-loan-here = It is here on the shelf: close both
matter-return-seen-elsewhere = { $unit } was returned at one place and lent at another, and neither had heard of the other. The loan stays open until somebody looks.
matter-return-seen-elsewhere-out = It is with the borrower: keep the loan open
matter-return-seen-elsewhere-here = It is here on the shelf: close the loan
matter-retired-in-use = { $unit } is retired in the catalogue, but somebody scanned it.
matter-retired-in-use-reinstate = Take it back into service
matter-retired-in-use-leave-retired = Leave it retired
matter-found-after-lost = { $unit } was given up as lost and has come back. If it was paid for, the payment can be returned.
matter-found-after-lost-noted = Noted: nothing to pay back
matter-found-after-lost-refund = Pay back what was paid
matter-unknown-unit = { $unit } was scanned, but no file of the catalogue has this code.
matter-unknown-unit-noted = I have made a record for it
matter-over-booked = Two bookings claim the same hours. The earlier one stands; the other needs another date or another unit.
matter-over-booked-keep-earlier = Keep the earlier booking, cancel the other
matter-over-booked-both = There is enough for both
matter-cloned-device = Two different events carry the number { $event }: a device was copied. Both are kept; give one of the copies a new name.
matter-cloned-device-noted = The copy has a new name now; both events stand as told
matter-not-here = This names the event { $event }, which has not arrived. It may come with the next exchange.
matter-not-here-noted = Noted
matter-stock-below-zero = { $unit } stands at { $level }. Count it, and the number is right again.
matter-stock-below-zero-noted = Noted
s-seen-out = with a borrower
s-last-seen = Last in somebody’s hands: { $when }, { $place }, device { $device }
s-all = All { $n }
s-more = { $n ->
    [one] One more
   *[other] { $n } more
}
s-fetch = To fetch
s-fetch-more = One walk through the house, shelf by shelf. Put each on the hold shelf and say so here.
s-fetch-none = Nothing to fetch. Everybody who waits, waits for something that is out.
s-fetch-shelf = All of this shelf
s-late = Late
s-late-more = { $n ->
    [one] One thing is late. The message is ready; nobody is blamed in it.
   *[other] { $n } things are late. The messages are ready; nobody is blamed in them.
}
s-late-subject = { $n ->
    [one] One thing from { $node }
   *[other] { $n } things from { $node }
}
s-late-hello = Hello { $name },
s-late-ask = { $n ->
    [one] this is still listed with you, and somebody may be waiting for it. Could you bring it by, or tell us if you need it longer?
   *[other] these are still listed with you, and somebody may be waiting for them. Could you bring them by, or tell us if you need them longer?
}
s-late-line = { $name } (was due { $due })
s-late-bye = Thank you! { $node }
s-late-send = Write to them
s-late-copy = The message, to copy
s-late-in = in { $language }
s-late-no-contact = No contact is noted: ask at the next visit.
s-tickets = To mend
s-tickets-none = Nothing to mend. Well looked after!
s-ticket-given-up = Given up
s-ticket-note = Add a note
s-ticket-what = What was found or done
s-history = What I had before
s-history-none = Nothing yet.
s-history-line = { $from } to { $to }
s-to-decide = { $n ->
    [one] One thing needs your decision
   *[other] { $n } things need your decision
}
s-late-open = Messages and answers
s-things = Things
s-register = Register a thing
s-reg-same = We have something of that name. Is it one more of it?
s-reg-another = { $n ->
    [one] One more “{ $name }”
   *[other] One more “{ $name }” (we have { $n })
}
s-reg-new-kind = No, something else
s-reg-category = Kind
s-reg-kind = What it is
s-reg-later = Say it later
s-reg-place = Place
s-reg-label = Its label
s-reg-code = Code on the label
s-reg-code-more = Scan a blank label, or leave it empty: a code is made, and its label waits for the printer.
s-reg-foreign = Somebody else printed { $code }. It is kept with the thing: from now on, scanning it finds it.
s-reg-foreign-there = We have the thing already
s-reg-foreign-unit = The thing’s own code
s-reg-foreign-bind = Keep it with this one
s-reg-foreign-done = Scanning { $code } finds { $name } from now on.
s-reg-more = More, if you like
s-reg-qty = How many (for stock)
s-reg-do = Register it
s-reg-name-missing = Please give it a name.
s-reg-code-wrong = That code cannot be right: one symbol was misread. Look again, or leave it empty.
s-reg-code-taken = That code belongs to something else already. Take another label.
s-reg-done = It is in the catalogue. Its place: { $place }
s-reg-to-print = { $n ->
    [one] Its label waits for the printer
   *[other] Its label waits for the printer, with others: { $n } in all
}
s-reg-next = The next thing
s-kind-tool = Tool, lent and returned
s-kind-machine = Machine, used here
s-kind-material = Stock, counted
s-kind-kit = Set of things
s-kind-space = Room or bench
s-kind-book = Book, game or film
s-kind-vehicle = Bicycle, trailer or car
s-labels = Labels
s-labels-n = { $n ->
    [0] No label waits
    [one] One label to print
   *[other] { $n } labels to print
}
s-labels-more = Laid out for sheets of 21 (63.5 × 38.1 mm, Avery L7160). Print this page at actual size, without margins.
s-labels-start = First free label of the sheet
s-labels-lay = Begin there
s-labels-blank = Blank labels for things to come
s-labels-mint = Make the codes
s-labels-printed = They are printed
s-stocktake = Stocktake
s-stocktake-more = Walk and scan. Only what you confirm becomes missing.
s-count-new = A new one
s-count-where = Where?
s-count-where-more = A room counts with all its shelves.
s-count-start = Begin
s-count-open = Going on
s-count-so-far = { $n ->
    [one] one found so far
   *[other] { $n } found so far
}
s-count-scan = Scan what stands here. Scan a shelf to say where you are.
s-count-is-closed = This stocktake is finished.
s-count-here = You are at { $place }.
s-count-of = of { $n } are here
s-count-found = { $name }: here, as it should be
s-count-already = { $name } was counted already
s-count-misplaced = { $name } belongs to { $place }. Noted; take it there on your way.
s-count-unknown = We do not know { $name }. It is kept in the list; register it later.
s-count-misplaced-head = { $n ->
    [one] One thing is in the wrong place
   *[other] { $n } things are in the wrong place
}
s-count-belongs = belongs to { $place }
s-count-unknown-head = { $n ->
    [one] One code we do not know
   *[other] { $n } codes we do not know
}
s-count-not-seen = { $n ->
    [0] Nothing left to find
    [one] One thing not seen yet
   *[other] { $n } things not seen yet
}
s-count-not-seen-more = Looked everywhere? Tick it, and it is listed as missing when you finish.
s-count-missing = Missing
s-count-all = Everything is here
s-count-last = Found last
s-count-ok = here
s-count-close = Finish the stocktake
s-count-pause = Go on later
s-count-closed = Finished: { $found } found, { $missing } missing.
s-move = Move things
s-move-scan = Scan the shelf first
s-move-more = Then scan everything that stands there now. Each has its undo.
s-move-choose = No label on the shelf?
s-move-here = Put things there
s-move-done = Done with this shelf
s-edit = Edit
s-edit-what = Edit a record
s-edit-fields = The fields
s-edit-text = The whole file
s-look-at-it = Look at it first
s-look-again = Look again
s-save = Save
s-saved = Saved. The version before is kept.
s-preview = This will change
s-preview-same = Nothing changes
s-stale = Somebody has changed this record meanwhile. Look at both before you save.
s-broken = This cannot be saved yet: each line below says what to do.
s-line = Line { $n }
s-why = Why, in a few words
s-why-example = new battery, better photo …
s-versions = Earlier versions
s-versions-none = None yet.
s-version-look = Look at it
s-by-commas = separated by commas
s-usual = As usual
s-not-bookable = Not booked ahead
s-problems = { $n ->
    [one] one problem
   *[other] { $n } problems
}
s-records-things = Things
s-records-places = Places
s-records-events = Events
s-records-pages = Pages
s-records-designs = Designs
s-records-people = People
s-records-node = This place
s-field-name = Name
s-field-summary = One sentence about it
s-field-brand = Brand
s-field-model = Model
s-field-size = Size
s-field-power-source = Power
s-field-checkout-notice = To be read at every hand-over
s-field-other-names = Other names
s-field-keywords = Words to find it by
s-field-policy = How it is lent
s-field-reservation-policy = How it is booked
s-field-home-place = Its place
s-field-circ-note = Note for the desk
s-field-serial = Serial number
s-field-body = Text
s-training-withdraw = No longer valid
s-m-details = Name and contact
s-m-role = May do
s-m-data = Their data
s-m-data-more = Everything we know about this member, the ended loans too, as one file for them.
s-m-export = Download
s-m-erase = Forget this member
s-m-erase-more = Name, contact, card and PIN are deleted for good. Their places in queues, bookings and seats become free. What they borrowed stays in the books, as somebody’s.
s-m-erase-number = Type the number { $number } to say that you mean it
s-m-erase-do = Forget them
s-erase-number = That is not the member’s number, so nothing was deleted.
s-erase-loans = Something is still listed with this member. Take it back or write it off first.
s-erase-self = That is you. Another steward can do it.
s-erased = Forgotten. Nothing of them is left but numbers.
refusal-record = The record has errors and was not saved.
s-house = The house
s-house-unread = That could not be read, so nothing was changed. Write hours like 10–13, 17–20; the end after the beginning.
s-hours = Opening hours
s-hours-more = Like 10–13, 17–20. Empty means closed.
s-closures = Closed days
s-closure-open = Open after all
s-closure-reason = Why, for everybody to read
s-closure-add = Close on these days
s-closure-more = What is due on a closed day is due on the next open one; nobody is late because of it.
s-pol-days = { $n ->
    [one] one day
   *[other] { $n } days
}
s-pol-hours = { $n ->
    [one] one hour
   *[other] { $n } hours
}
s-pol-period-days = Days to keep it
s-pol-period-hours = Hours to keep it
s-pol-renewals = May be kept longer, times
s-pol-window = Open days on the hold shelf
s-pol-grace = Days before it counts as late
s-pol-pin = Card and PIN
s-pol-approval = A steward hands it over
s-pol-block = Nothing new while something is late
s-pol-more = Loans that have begun keep the rules they began with.
s-devices = Devices
s-device-this = this one
s-device-events = { $n ->
    [one] one event
   *[other] { $n } events
}
s-device-heard = last heard of { $when }
s-exchange = Exchange
s-exchange-none = No other place is set up yet. A stick works without any.
s-pending = { $n ->
    [one] One file waits for its commit.
   *[other] { $n } files wait for their commit.
}
s-committed = Everything is committed. Newest: { $commit }
s-reports = Reports
s-rep-out = on loan now
s-rep-late = late
s-rep-on-time = came back in time
s-rep-peak = { $month } was the busiest month
s-rep-none = No loans yet
s-rep-months = Loans by month
s-rep-most = { $name } goes out most
s-rep-most-unit = Loans in twelve months
s-rep-idle = { $n ->
    [0] Everything was used this year
    [one] One thing has stood still for a year
   *[other] { $n } things have stood still for a year
}
s-rep-idle-more = Perhaps somebody else needs the place, or does not know that it is here.
s-rep-low = Running low
s-rep-low-line = { $level } { $measure } left, should be { $least }
s-rep-numbers = Show the numbers
s-sheet = A day without power
s-sheet-more = What is out, what waits and lines to write on: paper that works without this screen.
s-sheet-open = Open the desk sheet
s-sheet-as-of = As of { $date }
s-sheet-print = Print this page. It names members: keep it at the desk and shred it after.
s-sheet-out = On loan
s-sheet-ready = On the hold shelf
s-sheet-code = Code
s-sheet-thing = Thing
s-sheet-who = Member
s-sheet-due = Due
s-sheet-back = Back
s-sheet-time = Time
s-sheet-out-in = Out or in?
s-sheet-write = To write on
s-sheet-write-more = Write all symbols of the code: the last one checks the others. Key it in when the power is back.
s-reg-photo-kept = Your photo is kept: it need not be taken again.
s-reg-photo-other = Another photo
s-closure-no-day = That is no day, so nothing was changed. Choose the first closed day.
s-closure-backwards = The last closed day comes before the first, so nothing was changed.
s-pol-unread = One of these numbers cannot be, so nothing was changed. Write whole numbers; a loan lasts at least one.
s-parts-missing = Missing parts: { $n }
s-part-later = Since { $date }. They said that they will bring it.
s-part-lost = Since { $date }. They said that it is lost.
s-part-before = Missing since { $date } at the latest: it was not there when it was lent.
s-part-missing = Since { $date }. Nobody said where it is.
s-part-here = It is here
s-part-here-name = { $part } of { $name } is here
s-device-n = { $n ->
    [one] One device has a key
   *[other] { $n } devices have keys
}
cmd-count = Take stock
cmd-new-label = New label
cmd-cards = Command cards
cmd-more = Print them, cut them, lay them beside the scanner. Whoever scans one needs no touch screen.
k-side-returned = Returned
k-side-came-back = Came back
k-side-retired = Retired in the catalogue
k-side-scanned = Scanned
k-side-no-file = No file of the catalogue has this code
k-side-one-entry = One entry
k-side-other-entry = Another entry with the same number
k-side-refers = This entry names another one
k-side-not-here = That one has not come from its device yet
k-side-promised = Promised to { $node }
k-side-other-node = another node
k-side-sent = Sent: { $name }
k-side-instead = Came back: { $name }
k-side-counted = Counted: { $n }
k-side-level = It stands at { $n }
s-event-number = no. { $n } of device { $device }
s-pol-most = Most things one member may have at once (0: no limit)
