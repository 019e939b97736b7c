# The kiosk's own words: short, warm, no blame.
k-kiosk = Kiosk
k-skip = Skip to the page
k-scan-field = Scanner
k-today = today
k-hello = Hello, { $name }
k-signs-out = Signs you out in
k-seconds-left = { $n ->
    [one] one second left
   *[other] { $n } seconds left
}
k-done = I’m done
k-clock-doubt = This kiosk is not sure what time it is. Nobody will be late because of it. A steward can set it right.
k-help = Help
k-larger = Larger text
k-smaller = Normal text
k-contrast = High contrast
k-sound-on = Sound is on
k-sound-off = Sound is off
k-steward = Steward
k-saved = Everything is saved on this kiosk
k-language = Language
k-open-until = Open today until { $time }
k-closed = Closed now
k-home = Home
k-back = Back
k-cancel = Cancel
k-ok = OK
k-go-on = Go on
k-yes = Yes
k-no = No

k-scan-title = Scan a label or your card
k-scan-more = Any order is fine. Hold it a hand’s width from the scanner.
k-scan-phone = Point your camera app at the label.
k-type = Type the code
k-what = What would you like to do?
k-borrow = Borrow
k-borrow-more = Take something home
k-return = Return
k-return-more = No card needed
k-find = Find
k-book = Book
k-book-more = A tool, bench or room
k-things = { $n ->
    [one] one thing
   *[other] { $n } things
}
k-designs = { $n ->
    [one] one design
   *[other] { $n } designs
}
k-today-label = Today
k-due-today = due back today
k-back-today = { $n ->
    [0] none here yet
    [one] one came back today
   *[other] { $n } came back today
}
k-new = New: { $name }
k-on-phone = Open on my phone
k-bye = Goodbye, and thank you
k-bye-more = You are signed out. Everything is saved.

k-basket = Your things
k-your-things = Yours to take
k-scan-what = Scan what you would like
k-now-your-card = Now your card
k-else-on-loan = { $n ->
    [0] nothing else on loan
    [one] one other thing on loan
   *[other] { $n } other things on loan
}
k-to-take-home = { $n ->
    [0] Nothing yet
    [one] One thing to take home
   *[other] { $n } things to take home
}
k-back-by-label = Back by
k-back-by = Back by { $due }
k-with-parts = With it: { $parts }
k-min-age = From { $n } years on. Is that you?
k-is-lent = Each thing is yours as soon as it is scanned. You can undo for { $n } minutes. The screen will not show your name to the next person.
k-nothing-yet = Scan a label and it is yours.
k-scan-next = Scan the next thing, or finish.
k-my-things = My things
k-find-something = Find something
k-card-then-yours = Scan your card, and these are yours
k-card-then-more = Nothing is lent yet. Changed your mind? Put it back, that is all.
k-type-card = Type the card
k-never-mind = Never mind
k-undo = Undo
k-undo-name = Undo: { $name }
k-remove = Remove
k-remove-name = Remove { $name } from the list
k-renew = Keep it longer
k-read-it = I have read it
k-enter-pin = Enter PIN
k-waits-for-card = Waits for your card
k-undone = Taken back
k-needs-pin = This one needs your PIN
k-read-notice = Please read this first
k-lent = { $name } is yours, back by { $due }
k-yours = You already have this one. Return it, or keep it longer?
k-yours-until = Yours until { $due }
k-already-listed = Already in your list
k-do-shorter = Take it until { $due }
k-do-other = Take { $code } instead
k-do-hold = Wait for it
k-do-take-over = I have it in my hand
k-do-see-late = See what is late
k-do-book = Book dates

k-how-is-it = How is it?
k-condition = Condition
k-was-not-out = This was not listed as lent. Thank you for bringing it.
k-all-good = All good
k-all-good-more = Works, clean, complete
k-something-small = Something small
k-something-small-more = Dirty, worn or a part is missing
k-broken = Broken or unsafe
k-broken-more = Nobody will be blamed
k-all-there = Is it all there?
k-thanks = Thank you
k-note = Anything we should know?
k-return-it = Return it
k-return-another = Return another
k-returned = { $name } is back. Thank you.
k-put-title = Put it here
k-is-there = It is there
k-found-again = We had been looking for this. Well found!
k-missing-parts = Not ticked: { $parts }. Forgot it? Bring it when you can.
k-behind-the-desk = the hold shelf
k-the-desk = the desk
k-scan-return = Scan what you bring back
k-scan-return-more = One thing after the other. No card needed, and you may bring it for somebody else.
k-no-label = It has no label
k-scan-card = Scan your card
k-scan-card-more = Then scan what you would like. The other way round is fine, too.
k-look-around = See what is here
k-type-title = Type the code
k-type-more = It stands under the square on the label, or on your card. Capital or small letters, with or without the hyphen.
k-keypad = Letters and digits
k-your-pin = Your PIN
k-pin-why = This one is worth a second look. Your card alone is not enough.
k-pin-why-steward = The steward’s screens need your PIN.
k-pin-wrong = { $left ->
    [0] That was not it. Your card rests for ten minutes; a steward can help.
    [one] That was not it. One more try.
   *[other] That was not it. { $left } more tries.
}
k-pin-locked = Too many tries. It opens again at { $time }, or a steward can help now.
k-pin-digits = A PIN has four to eight digits.
k-no-pin = You have no PIN yet. A steward can give you one.
k-pin-forgotten = Forgotten it? A steward can help, no questions asked.
k-your-card = Your card
k-your-card-more = Sign in on this screen with the card that you have just scanned?
k-card-sign-in = Sign in

k-find-label = What are you looking for?
k-find-example = Drill, tent, sewing machine …
k-filters = Filters
k-on-shelf-now = On the shelf now
k-more-kinds = More kinds
k-all-kinds = Everything
k-results = { $n ->
    [0] Nothing fits.
    [one] One thing.
   *[other] { $n } things.
}
k-choose-to-book = Choose what you would like to book.
k-at-place = At { $place }:
k-did-you-mean = Did you mean “{ $words }”?
k-partial = no thing has all the words
k-pages = Pages
k-earlier = Back
k-more = More
k-nothing-found = Nothing here right now. Try another word, or look at everything.
k-show-everything = Show everything
k-comes-with = Comes with
k-in-the-kit = In the set
k-each = Each one
k-find-it = Find it
k-keep-it = Keep it
k-you-need = You need
k-have-it = you have it
k-have-not = not yet passed
k-it-costs = It costs
k-fee = { $fee } a day
k-deposit = { $deposit } left with us meanwhile
k-waiting = Waiting
k-people = { $n ->
    [one] one person
   *[other] { $n } people
}
k-something-wrong = Something is wrong
k-what-is-wrong = What is wrong?
k-wrong-small-more = It can still be used
k-wrong-broken = It is broken
k-wrong-broken-more = It goes to the repair table
k-wrong-unsafe = It is not safe
k-wrong-unsafe-more = It leaves the shelf at once
k-wrong-words = Tell us in a few words
k-wrong-no-words = Reported at the kiosk, without words
k-nobody-blamed = Nobody will be blamed
k-nobody-blamed-more = Things wear out. Saying so early keeps everybody safe, and your name is not asked for.
k-tell = Tell us
k-wrong-noted = Noted. Thank you for telling us.
k-wrong-off-shelf = It is off the shelf now. Please leave it on the desk. Thank you.

k-late-since = Was due { $due }
k-nothing-on-loan = Nothing on loan
k-waiting-for = Waiting for
k-booked-list = Booked
k-booked = Booked.
k-booking-asked = Asked for. A steward will answer.
k-hold-ready = On the hold shelf until { $until }
k-hold-paused = Paused
k-hold-ahead = { $n ->
    [0] You are next
    [one] One person is ahead of you
   *[other] { $n } people are ahead of you
}
k-hold-placed = { $n ->
    [0] You are next. We keep it for you when it comes back.
    [one] You are in the queue, one person is ahead of you.
   *[other] You are in the queue, { $n } people are ahead of you.
}
k-hold-cancel = I don’t need it
k-hold-pause = Not now, keep my place
k-hold-resume = I want it again
k-hold-pause-said = Others may go first now. Your place is kept.
k-hold-resume-said = You are waiting again.
k-hold-cancelled = You are out of the queue.
k-cancel-booking = Give it free
k-booking-cancelled = The booking is taken back.
k-renewed = Yours until { $due }
k-only-you = Only for your eyes
k-only-you-more = Nobody else’s things are ever shown here, and yours only after your card.
k-free-days = Free days
k-closed-day = closed
k-full = taken
k-free = { $n ->
    [one] free
   *[other] { $n } free
}
k-when = When?
k-from = From
k-to = Until
k-at = at
k-book-it = Book it
k-card-to-book = Scan your card to book.

k-help-title = How it works
k-help-1 = Borrow
k-help-1-more = Scan your card, scan the label. It is yours. Then “I’m done”.
k-help-2 = Return
k-help-2-more = Scan the label, say how it is, put it where the screen says.
k-help-3 = Something is broken?
k-help-3-more = Say so when you return it. Nobody will be blamed.
k-help-4 = A mistake?
k-help-4-more = Undo is beside everything you do, for ten minutes. Nothing is lost.
k-help-people = People help best
k-help-steward = A steward’s card opens the rest.

k-unknown = We do not know this code
k-unknown-more = { $code } is not in our catalogue. It may belong to another place. A steward can register it.
k-unknown-label-more = This label is not in our catalogue. It may belong to another place.
k-unreadable = We could not read that
k-unreadable-more = Wipe the label and try again, or type the code.
k-unknown-card = We do not know this card
k-unknown-card-more = It may have been replaced. A steward can give you a new one.
k-unknown-card-news = { $n ->
    [one] The last news from our other computers is a day old: whoever joined there since is not known here yet.
   *[other] The last news from our other computers is { $n } days old: whoever joined there since is not known here yet.
}
k-already-you = It is you already
k-sign-in = Your card, please
k-sign-in-more = Scan your card, and we go on where you were.
k-steward-card = A steward’s card, please
k-steward-card-more = This screen is for stewards. Scan your card first.
k-nothing-here = There is nothing here
k-nothing-here-more = The address may be old. Scan a label, or find it by name.
k-bad-form = We did not understand that
k-bad-form-more = Please go back and try again.
k-not-now = Not now
k-not-recorded = It could not be saved
k-not-recorded-more = So it did not happen. Please tell a steward: the disk may be full.
k-failed = Something went wrong
k-failed-more = What was confirmed before is saved. Please try again.

k-moved = { $unit } is noted there
k-putting-on = Things that you scan now are put on { $place }
k-noted = Noted
k-settled = Settled. Thank you.
k-clock-set = The clock is right again
k-somebody-unknown = somebody we no longer know
k-side-lent = Lent
k-s-today = Today
k-s-exceptions = To decide
k-s-exception = To decide
k-s-members = Members
k-s-lock = Lock
k-s-clock = What time is it?
k-s-clock-now = Date and time now
k-s-clock-set = That is the time
k-s-late = { $n ->
    [0] Late
   *[other] Late: { $n }
}
k-s-days-late = { $n ->
    [one] one day
   *[other] { $n } days
}
k-s-claims = Says it is back
k-s-lost = Call it lost
k-s-none-late = Nothing is late
k-s-none = Nothing
k-s-due = { $n ->
    [0] Due today
   *[other] Due today: { $n }
}
k-s-pull = To fetch: { $n }
k-s-pulled = On the hold shelf
k-s-ready = Waiting on the hold shelf: { $n }
k-s-until = until { $until }
k-s-requests = Bookings to answer: { $n }
k-s-bookings = Bookings today: { $n }
k-s-tickets = To mend: { $n }
k-s-mended = Mended
k-s-no-fault = Nothing wrong
k-s-troubles = { $n ->
    [one] One record has a problem; `stead check` says which.
   *[other] { $n } records have problems; `stead check` says which.
}
k-s-device = at device { $device }
k-s-nothing-to-decide = Nothing to decide. Everything agrees.
k-role-member = member
k-role-steward = steward
k-role-keyholder = keyholder
k-m-search = Name or number
k-m-none = Nobody yet
k-m-new = New member
k-m-name = Name
k-m-contact = How to reach them
k-m-handle = Public name, if they want one
k-m-with-pin = Give a PIN, too
k-m-is-provisional = Not confirmed yet: one thing at a time
k-m-make = Make the card
k-m-provisional = not confirmed
k-m-left = has left
k-m-loans = { $n ->
    [one] one thing
   *[other] { $n } things
}
k-m-pin = PIN:
k-m-card-once = Shown only once
k-m-card-once-more = Print this page, or let the member photograph it. The card and the PIN are kept nowhere in words; a lost card is replaced in a moment.
k-m-since = since { $date }
k-m-has = { $n ->
    [0] On loan
   *[other] On loan: { $n }
}
k-m-card = Card and PIN
k-m-new-card = New card
k-m-new-pin = New card and PIN
k-m-unlock = Let them try the PIN again
k-m-revoke = The card was lost
k-m-confirm = Confirm the membership
k-m-leave = Has left
k-m-rejoin = Is back
k-m-trainings = Trainings
k-m-grant = Passed today

put-repair = Put it with the things to mend: { $place }
put-quarantine = Put it aside: { $place }. Nobody will be blamed.
put-hold-shelf = Put it on { $place }. Somebody is waiting for it.
put-reserved = Put it on { $place }. It is booked for { $from }.
put-steward = Please give it to a steward
put-anywhere = Leave it on the desk: it has no shelf yet
put-home = Put it on { $place }

denial-not-bookable = This cannot be booked ahead.
refusal-steward = A steward has to do this.
refusal-over = This is already over.
refusal-no-such = That is not here (any more).
k-forgotten = You are not a member here any more
k-forgotten-more = Your name was taken out of our books, so this screen has signed you out. If that was a mistake, a steward makes you a new card in a minute.
k-m-name-missing = Please give them a name.
k-m-handle-wrong = A public name has small letters, digits and hyphens, like sam-a.
k-m-handle-taken = Somebody has this public name already. Please choose another one.
k-m-alike = There is already a member called { $name }.
k-m-alike-open = Open
k-m-alike-make = Somebody else: make the card
k-missing-before = Noted: { $parts } was missing before you had it.
k-missing-lost = Written down as lost: { $parts }. Thank you for saying so.
k-part-since = Missing since { $date }
k-part-not-here = Not here?
k-part-later = I bring it later
k-part-lost = It is lost
k-part-before = It was missing before
k-parts-more = Untick what is not here and say what became of it.
k-not-with-it = Missing already, not your doing: { $parts }
k-to-bring = Still to bring
k-bring-part = I have it here
cmd-done = I’m done
cmd-undo = Undo
cmd-renew-all = Keep everything longer
cmd-return = Bring something back
cmd-help = Help
cmd-for-scanner = This card is for the scanner at the desk: scan it there, and the kiosk does what it says.
cmd-nothing-to-undo = There is nothing here to take back.
cmd-card-first = Scan your own card first, then this one.
cmd-renewed = Kept longer: { $n }
cmd-not-renewed = Not possible, please bring back in time: { $things }
