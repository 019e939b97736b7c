# What is said where the router or a limit refuses.
w-other-way = That address is not used this way
w-other-way-more = Please go on from the start page, or scan a label.
w-from-elsewhere = That came from another page
w-from-elsewhere-more = The kiosk takes forms from its own pages only. Please do it on the kiosk’s own page.
w-too-large = That is more than fits
w-too-large-more = Nothing was changed. Please send fewer or smaller photos, or a shorter text.
w-too-slow = That took too long
w-too-slow-more = What was confirmed before is saved. Please try again.

# A label that is on two things.
w-label = The label
w-doubled = This label is on two things
w-doubled-more = One of the two gets a new label and is registered by itself. All that is recorded stays with the other.
w-doubled-now = Print this new label, put it on one of the two things and say here what it is. All that was recorded stays with the other.
w-doubled-marked = It is noted that two things carry this label.
w-settled = Each has its own label now
w-doubled-compare = Two things carry this label. Compare name and photo before you take it.
