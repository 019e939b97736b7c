# At the desk: for somebody else, out of the drop box, what is no longer there.
n-drop-box = It lay in the drop box: it came back when we closed
n-lend-for = Lend to them
n-for = What is scanned now is lent to { $name }.
n-at-risk = What was promised is no longer there. Offer another one, or tell them.
