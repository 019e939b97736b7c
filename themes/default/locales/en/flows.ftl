# Borrowing, returning, booking: the words of the flows.
f-photo = Add a photo
f-photo-of = Photo: { $name }
f-photo-kept = Your photo is with the repair. Place and time were taken out of it.
f-photo-unread = We could not read that photo. Please try another one, or go on without it.
f-kit-back = What is in your hands?
f-kit-back-more = Untick what comes later: it stays listed until then, and nothing is lost.
f-kit-nothing = Tick at least one thing that is here.
f-kit-left = Still with the borrower: { $things }
f-part-of-kit = This went out with “{ $kit }”. It is taken back alone;
f-return-kit = or return the whole set
f-how-many-back = How many come back?
