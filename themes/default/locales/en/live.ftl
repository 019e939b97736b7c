here-label = At this node
here-kiosk = Borrow, return or book: open the kiosk
here-title = Borrow it, book it or wait for it: open it at the kiosk
