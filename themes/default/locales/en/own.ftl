## What a member sees of what is known about them, and puts right.
own-title = What is known about me
own-lede = No points and no stars: facts with their dates, and what follows from them by the rules.
own-borrow = May I borrow?
own-has = { $n ->
    [0] You have nothing on loan.
    [one] You have one thing on loan.
   *[other] You have { $n } things on loan.
}
own-late = { $n ->
    [one] One of them is late.
   *[other] { $n } of them are late.
}
own-can = You can borrow.
own-details = My details
own-details-more = Name, public name and role are changed by a steward: ask one, it is quickly done.
own-contact = How to reach me
own-saved = Saved.
own-vouches = Who vouches for me
own-no-vouches = Nobody has vouched for you yet. A vouch ends by itself after two years.
own-vouch-by = { $who } says so, until { $until }
own-given = I vouch for
own-withdraw = Take back
own-withdrawn = Taken back.
own-vouch = Vouch for somebody
own-vouch-more = Say what somebody can do. It stands in public under your name, for two years or until you take it back.
own-vouch-of = Whom (public name)
own-vouch-what = What they can do
own-vouched = Written down under your name.
own-vouch-self = Nobody vouches for themselves.
own-no-vouch = This cannot be written down
own-appeal = Something was decided wrongly
own-appeal-more = A rule, a lot or a count decided, and you see it differently: people will look at it. It stands in public under your name. About a loan or your details, simply speak to a steward; that stays private.
own-appeal-about = The rule, the vote or the number of the record
own-appeal-why = What is not right
own-appeal-send = Ask people to look
own-appealed = Written down. People will look at it.
own-appeal-waits = nobody has answered yet
own-appeal-upheld = you were right
own-appeal-stands = it stays as it was
own-all = Take everything along
own-all-more = Everything that is kept about you, the ended loans too, as one file.
own-records = { $n ->
    [one] In public, one record has your name.
   *[other] In public, { $n } records have your name.
}
own-left = Credits left behind
own-left-wait = The commons carries it from { $day } on.
own-left-now = It can be settled now.
own-left-to = To whom, as they chose (a public name or commons)
own-left-settle = Settle by the rules
own-left-nobody = Nobody here has this name. Please look how it is spelled.
