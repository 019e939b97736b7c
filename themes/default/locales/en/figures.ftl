## Charts: the title is what the numbers say
figure-kinds = Loans by kind
figure-kinds-lead = Most borrowed: { $kind }
figure-kinds-note = Loans in twelve months, by kind
figure-months = { $month } was the busiest month
figure-months-note = Loans a month
figure-punctual = { $share } came back on time
figure-punctual-note = Share returned by the due date, months with five or more returns
figure-goal = goal { $share }
figure-busy = { $day } at { $hour }:00 is the crowd
figure-busy-note = Hand-overs in twelve months, by weekday and hour
figure-work = Work given, by kind
figure-work-note = Given in twelve months, in { $unit }, and by how many people
figure-balances = Balances from the lowest to the highest
figure-balances-note = Each bar is one member, without a name, in { $unit }. The sum is { $sum }.
figure-circulation = From hand to hand, month by month
figure-circulation-note = Credits that moved, in { $unit }. Months with fewer than five people stay empty.
figure-fund = What the commons holds
figure-fund-note = At the end of each month, in { $unit }.
figure-kinds-share = { $share } of the loans: { $kind }
figure-months-several = Loans, month by month
figure-saved = Borrowing instead of buying saved about { $amount }
figure-saved-note = Twelve months, added up. Each of { $n } loans counts as a twentieth of what the thing costs new, about what a hire shop asks; things without a known price are left out.
figure-repairs = { $share } of what was looked at works again
figure-repairs-all = Everything that was looked at works again
figure-repairs-waiting =
    { $n ->
        [one] One repair waits, more than were done
       *[other] { $n } repairs wait, more than were done
    }
figure-repairs-unclear = What broke, and what became of it
figure-repairs-note = What was reported in each month, by what became of it since
figure-repairs-month = { $mended } mended, { $waiting } waiting, { $up } given up
figure-repairs-part-mended = mended: { $n }
figure-repairs-part-waiting = waiting: { $n }
figure-repairs-part-up = given up: { $n }
figure-age =
    { $n ->
        [one] Half of the things are older than a year
       *[other] Half of the things are older than { $n } years
    }
figure-age-young = Half of the things came within the last year
figure-age-note = { $n } things whose year is known: each dot is one of them, larger ones are several
figure-age-across = years here
figure-age-up = loans since somebody cared for it
figure-age-class = { $from } to { $to } years
figure-age-from = { $n } years and more
figure-age-row =
    { $n ->
        [one] one thing, { $loans } loans
       *[other] { $n } things, { $loans } loans each
    }
figure-part = { $share } of the members voted at least once
figure-part-up = { $share } of the members voted, up from { $was } the year before
figure-part-down = { $share } of the members voted, down from { $was } the year before
figure-part-note = Share who voted, for the votes that ended in twelve months
figure-flow-giving = We lend other nodes more than we borrow: { $lent } to { $borrowed }
figure-flow-taking = We borrow more from other nodes than we lend: { $borrowed } to { $lent }
figure-flow-both = With other nodes, giving and taking are even: { $lent } and { $borrowed }
figure-flow-note = Loans between nodes, as our own records have them
figure-flow-to = to { $name }
figure-flow-from = from { $name }
figure-circulation-up = More moves from hand to hand than three months ago
figure-circulation-down = Less moves from hand to hand than three months ago
figure-circulation-even = About as much moves from hand to hand as three months ago
figure-circulation-stopped = Nothing has moved from hand to hand for three months
figure-circulation-turned = Credits that moved, in { $unit }: what stands there changed hands { $times } times in twelve months. Months with fewer than five people stay empty.
figure-fund-grew = The commons holds { $amount } { $unit }, { $was } a year ago
figure-fund-shrank = The commons is down to { $amount } { $unit }, from { $was } a year ago
figure-fund-below = The commons owes { $amount } { $unit }
figure-work-few =
    { $n ->
        [one] One member of { $of } does half of the work
       *[other] { $n } of { $of } members do half of the work
    }
figure-work-many =
    { $n ->
        [one] The work is shared: half of it takes one of { $of } members
       *[other] The work is shared: half of it takes { $n } of { $of } members
    }
figure-balances-few =
    { $n ->
        [one] Half of the credit stands with one of { $of } members
       *[other] Half of the credit stands with { $n } of { $of } members
    }
figure-balances-many =
    { $n ->
        [one] Credit is spread: half of it stands with one of { $of } members
       *[other] Credit is spread: half of it stands with { $n } of { $of } members
    }
figure-limit = limit { $amount }
next-title = Look after these next
next-note = From overdue care, repairs in twelve months, and loans since the last care
next-overdue = Overdue: { $plan }
next-broke =
    { $n ->
        [one] broke once in twelve months
       *[other] broke { $n } times in twelve months
    }
next-lent =
    { $n ->
        [one] one loan since somebody cared for it
       *[other] { $n } loans since somebody cared for it
    }
