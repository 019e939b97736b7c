# Between nodes: exchange, other nodes, lending from one to another.
between = Between nodes
between-more = What other nodes asked us for, and what we asked them for. Each side writes down only what it does; news goes by network or in somebody’s pocket.
between-exchange = Exchange
between-exchange-more = Sticks, other copies of this node, and the nodes that we follow.
between-found = At other nodes
between-at = at { $node }
between-where = Where it is
between-calls-itself = It calls itself “{ $name }”.
between-news-age = { $n ->
    [0] news of today
    [one] news of yesterday
   *[other] news { $n } days old
}
between-news-none = nothing has come from there yet
between-news-then = That is how it was then.
between-need-by = Needed until (if there is a day)
between-ask = Ask for it
between-ask-more = Your request goes to { $node } with the next exchange or stick. They hear that somebody here asks, not who. We tell you when it is here.
between-only-there = { $node } does not send this one: it is used there.
between-asked = { $node } will hear of it with the next exchange.
between-cancelled = It is taken back.
between-mine = Asked of other nodes
between-stage-asked = Asked, no answer yet
between-stage-cancelled = Taken back
between-stage-refused = Not possible this time
between-stage-promised = Set aside over there
between-stage-on-the-way = On its way
between-stage-arrived = Here at the desk
between-stage-lent = With the member
between-stage-to-return = Has to go home
between-stage-returning = On its way home
between-stage-over = Home again
between-theirs = They ask us
between-ours = We ask them
between-none-theirs = Nobody asks for anything.
between-none-ours = Nothing is asked for.
between-past = What is over
between-no-nodes = No other node is followed yet.
between-for = for { $node }
between-from = from { $node }
between-due = due back { $due }
between-until = kept until { $until }
between-needed = needed until { $day }
between-label = Code on its label
between-do-promise = Set one aside
between-do-decline = Not possible
between-do-send = It leaves now
between-do-take-back = Take the promise back
between-do-check-in = It is back
between-do-receive = It has arrived
between-do-lend = Hand it over
between-do-return = Send it home
between-do-take-in = Brought back
between-do-cancel = Not needed any more
between-slip = Slip for the courier
between-slip-more = Print it and tie it to the thing. Whoever goes that way can take it along.
between-slip-from = From
between-slip-to = To
between-slip-due = Back with us by
between-slip-request = Request
between-slip-thanks = Thank you for carrying it!
between-to-do = { $n ->
    [one] One thing to do between nodes
   *[other] { $n } things to do between nodes
}
between-differs-not-arrived = It was sent { $n } days ago, and nobody has written that it arrived. Ask the courier.
between-differs-other-unit = { $sent } was sent, and { $arrived } arrived. Look at the labels together.
between-differs-cancelled-yet-sent = It was taken back, and sent before that news came. It can be lent or sent home.
between-differs-arrived-unsent = It arrived, and its own node has not written that it was sent.
between-differs-not-back = It went home { $n } days ago, and its own node has not written that it came. Ask the courier.
between-differs-back-yet-listed = It is back at its own node, and still listed here. Whoever scanned it has it.
between-differs-late = It was due back at its own node { $n } days ago. Nobody is fined.
between-differs-lost-there = The other node says that it is lost.
between-settle-noted = We have talked
between-settle-here = It is here
between-settle-lost = It is lost
between-nodes = Nodes that we follow
between-nodes-none = None yet.
between-compared-on = Words compared, { $day }
between-not-compared = Words not compared yet
between-do-compared = We have compared the words
between-compared-now = Good: now it is certain who they are.
between-titles = { $n ->
    [one] one title
   *[other] { $n } titles
}
between-rename = Our name for it
between-called = What we call it
between-unfollow = Follow no longer
between-unfollowed = It is not followed any more.
between-follow = Follow a node
between-follow-more = The first answer is believed. Then ask the people there for their eight words, by telephone or face to face: that is the moment at which somebody else would be noticed.
between-address = Address, or the text of its QR code
between-follow-do = Follow
between-followed = It is followed now. Ask them for their words.
between-not-an-address = That is no address that we can reach: it begins with http:// or https://, or it is the text of a node’s QR code.
between-not-a-name = Please give it a name that is not taken.
between-not-reached = Nobody has answered there. Is it switched on, and in the same network?
between-own = Our own words
between-own-more = Read them to whoever wants to follow us, or let them scan the code.
between-peer-stick-busy = Please leave the stick in
between-peer-stick-done = You may take the stick out
between-peer-stick-failed = The stick could not be read or written
between-peer-stick-unknown = We do not know this stick
between-peer-busy = Exchanging
between-peer-done = Exchanged
between-peer-failed = Not reached; it is tried again
between-stick-in = { $n ->
    [0] nothing came in
    [one] one thing came in
   *[other] { $n } things came in
}
between-stick-out = { $n ->
    [0] nothing went out
    [one] one thing went out
   *[other] { $n } things went out
}
between-stick-welcome-do = Exchange with it
between-stick-welcome = Please leave it in for a moment.
between-stick-steward = A steward can let it in.
between-no-title = There is nothing of this name at that node.
between-not-lent = That node does not send this one.
between-asked-before = You have asked for it already.
between-too-many = You have asked for { $n } things; more is not possible at a time.
between-none-free = None of these is free to be sent now.
between-kept-back = { $n ->
    [one] One stays for our own members, and no more are free.
   *[other] { $n } stay for our own members, and no more are free.
}
between-unit = { $unit } is not one that can be sent for this.
between-stage = That is not possible any more: { $stage }.
between-no-request = No such request is known here.
matter-promised-twice = { $unit } was promised to two requests of other nodes. The earlier promise stands; the other needs another unit, or a no.
matter-promised-twice-noted = I have seen to it
matter-other-came-back = { $sent } was sent to another node, and { $unit } came back instead. Ask them to look for { $sent }.
matter-other-came-back-noted = I have asked them
