//! What a chart shows, found in its numbers: the sentence above it is never written before they are known.
//!
//! Pure: numbers in, a finding out. Each finding has a message of its own in `figures.ftl`; where the numbers
//! say nothing clear there is one that only names what is drawn, and where they are too few there is no chart.

use std::cmp::Reverse;

use super::super::facts::LEAST;

/// Fewer points than this are a number or two, and no chart.
pub(in crate::site) const FEWEST_POINTS: usize = 3;
/// Fewer people than this are not counted in public.
pub(in crate::site) const FEWEST_PEOPLE: usize = 5;
/// A change of less than this, in percent, is none.
const SAME: f64 = 15.0;

/// What is lent most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Kinds {
    /// The first kind alone has this share of all loans, in percent: two fifths or more.
    Share(u32),
    /// The first kind is ahead.
    Lead,
    /// Several share the first place.
    Several,
}

/// `counts` of loans by kind, the most first.
pub(in crate::site) fn kinds(counts: &[u32]) -> Option<Kinds> {
    let (first, all) = (*counts.first()?, counts.iter().sum::<u32>());
    let share = super::super::facts::percent(first, all)?;
    Some(match counts.get(1) {
        Some(second) if *second >= first => Kinds::Several,
        Some(_) if share >= 40 => Kinds::Share(share),
        _ => Kinds::Lead,
    })
}

/// When most was lent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Months {
    /// In the month at this place.
    Busiest(usize),
    /// In several months alike.
    Several,
}

pub(in crate::site) fn months(counts: &[u32]) -> Option<Months> {
    let most = counts.iter().copied().max().filter(|most| *most >= LEAST)?;
    if counts.iter().filter(|n| **n > 0).count() < FEWEST_POINTS {
        return None;
    }
    let mut at = counts.iter().enumerate().filter(|(_, n)| **n == most).map(|(at, _)| at);
    match (at.next(), at.next()) {
        (Some(at), None) => Some(Months::Busiest(at)),
        _ => Some(Months::Several),
    }
}

/// Where something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Trend {
    /// More of it than before.
    Up,
    /// Less of it than before.
    Down,
    /// About as much as before.
    Even,
    /// None of it any more.
    Stopped,
    /// Not long enough to say.
    Unknown,
}

/// The last three whole months beside the three before them. The last value is the month that still runs,
/// and is not looked at.
pub(in crate::site) fn trend(months: &[f64]) -> Trend {
    let whole = months.split_last().map_or(&[][..], |(_, whole)| whole);
    let Some(from) = whole.len().checked_sub(6) else { return Trend::Unknown };
    let (before, after) = whole.split_at(from).1.split_at(3);
    let (before, after) = (before.iter().sum::<f64>(), after.iter().sum::<f64>());
    if before <= 0.0 {
        return if after > 0.0 { Trend::Unknown } else { Trend::Stopped };
    }
    match (after - before) / before * 100.0 {
        _ if after <= 0.0 => Trend::Stopped,
        change if change > SAME => Trend::Up,
        change if change < -SAME => Trend::Down,
        _ => Trend::Even,
    }
}

/// How what somebody holds or does is spread over people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Spread {
    /// So few of so many have half of it: at most a quarter of them.
    Few(usize, usize),
    /// So many of so many have half of it.
    Many(usize, usize),
    /// Too few people to say.
    Hidden,
}

/// `half`: how few together have half; `of`: how many there are.
pub(in crate::site) fn spread(half: usize, of: usize) -> Spread {
    if of < FEWEST_PEOPLE || half == 0 {
        Spread::Hidden
    } else if half * 4 <= of {
        Spread::Few(half, of)
    } else {
        Spread::Many(half, of)
    }
}

/// How few of these together have at least half of all that is above zero.
pub(in crate::site) fn half(values: impl IntoIterator<Item = i128>) -> usize {
    let mut above: Vec<i128> = values.into_iter().filter(|value| *value > 0).collect();
    above.sort_by_key(|value| Reverse(*value));
    let all: i128 = above.iter().sum();
    let mut together = 0;
    let enough = above.iter().position(|value| {
        together += value;
        together * 2 >= all
    });
    enough.map_or(0, |at| at + 1)
}

/// Whether what breaks is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Repairs {
    /// More of it waits than was decided.
    Waiting(u32),
    /// All of it that was looked at.
    AllMended,
    /// This share of what was looked at, in percent.
    Mended(u32),
    /// Too little was looked at.
    Unclear,
}

/// None where too little broke for a chart.
pub(in crate::site) fn repairs(mended: u32, waiting: u32, given_up: u32) -> Option<Repairs> {
    let decided = mended + given_up;
    if decided + waiting < LEAST {
        return None;
    }
    Some(match super::super::facts::percent(mended, decided) {
        _ if waiting > decided => Repairs::Waiting(waiting),
        Some(100) if given_up == 0 => Repairs::AllMended,
        Some(share) => Repairs::Mended(share),
        None => Repairs::Unclear,
    })
}

/// How old things are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Age {
    /// Half of them are older than so many years.
    Older(usize),
    /// Half of them came within a year.
    Young,
}

/// The years since each thing was acquired; none for too few.
pub(in crate::site) fn age(years: &[f64]) -> Option<Age> {
    if years.len() < FEWEST_POINTS.max(LEAST as usize) {
        return None;
    }
    let mut sorted = years.to_vec();
    sorted.sort_by(f64::total_cmp);
    // The lower middle: at least half are as old as this or older.
    let middle = sorted.get((sorted.len() - 1) / 2).copied().unwrap_or(0.0).max(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "years, from zero on"
    )]
    let whole = middle as usize;
    Some(if whole == 0 { Age::Young } else { Age::Older(whole) })
}

/// How many take part in deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Part {
    /// This share, more than the one of the year before.
    Up(u32, u32),
    /// This share, less than the one of the year before.
    Down(u32, u32),
    /// This share; nothing is known of the year before, or it was about the same.
    Share(u32),
}

/// `now` and `before`: people who voted, of so many who could.
pub(in crate::site) fn part(now: (u32, u32), before: (u32, u32)) -> Option<Part> {
    let share = |(voted, of): (u32, u32)| super::super::facts::percent(voted, of);
    let now = share(now)?;
    Some(match share(before) {
        Some(was) if now > was + 4 => Part::Up(now, was),
        Some(was) if now + 4 < was => Part::Down(now, was),
        _ => Part::Share(now),
    })
}

/// What stands in the commons, beside where it stood at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Fund {
    /// More than before.
    Grew,
    /// Less than before.
    Shrank,
    /// As much as before.
    Same,
    /// Less than nothing: more was promised than came in.
    Below,
}

pub(in crate::site) fn fund(first: i128, last: i128) -> Fund {
    match last.cmp(&first) {
        _ if last < 0 => Fund::Below,
        std::cmp::Ordering::Greater => Fund::Grew,
        std::cmp::Ordering::Less => Fund::Shrank,
        std::cmp::Ordering::Equal => Fund::Same,
    }
}

/// Which way things go between nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Flow {
    /// More is lent to others than borrowed from them.
    Giving,
    /// More is borrowed from others than lent to them.
    Taking,
    /// About as much each way.
    Both,
}

/// None for too few loans between nodes.
pub(in crate::site) fn flow(lent: u32, borrowed: u32) -> Option<Flow> {
    if lent + borrowed < LEAST {
        return None;
    }
    Some(if lent * 4 > borrowed * 5 {
        Flow::Giving
    } else if borrowed * 4 > lent * 5 {
        Flow::Taking
    } else {
        Flow::Both
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_with_two_fifths_of_the_loans_is_told_with_its_share() {
        assert_eq!(kinds(&[50, 30, 20]), Some(Kinds::Share(50)));
        assert_eq!(kinds(&[30, 29, 28]), Some(Kinds::Lead));
        assert_eq!(kinds(&[30, 30, 28]), Some(Kinds::Several));
        assert_eq!(kinds(&[9]), Some(Kinds::Lead), "one kind alone has no share to tell");
        assert_eq!(kinds(&[2, 1]), None, "too few loans");
        assert_eq!(kinds(&[]), None);
    }

    #[test]
    fn a_month_is_the_busiest_only_where_no_other_is_as_busy() {
        assert_eq!(months(&[1, 9, 3]), Some(Months::Busiest(1)));
        assert_eq!(months(&[9, 9, 3]), Some(Months::Several));
        assert_eq!(months(&[0, 9, 3]), None, "two months are no chart");
        assert_eq!(months(&[1, 4, 3]), None, "too few loans");
    }

    #[test]
    fn a_trend_looks_at_whole_months_only() {
        assert_eq!(trend(&[2.0, 2.0, 2.0, 4.0, 4.0, 4.0, 0.0]), Trend::Up);
        assert_eq!(trend(&[4.0, 4.0, 4.0, 2.0, 2.0, 2.0, 90.0]), Trend::Down);
        assert_eq!(trend(&[4.0, 4.0, 4.0, 4.0, 4.0, 4.5, 0.0]), Trend::Even);
        assert_eq!(trend(&[4.0, 4.0, 4.0, 0.0, 0.0, 0.0, 0.0]), Trend::Stopped);
        assert_eq!(trend(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 3.0]), Trend::Stopped);
        assert_eq!(trend(&[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 3.0]), Trend::Unknown, "it only began");
        assert_eq!(trend(&[4.0, 4.0, 4.0]), Trend::Unknown);
        assert_eq!(trend(&[]), Trend::Unknown);
    }

    #[test]
    fn half_is_with_as_few_as_can_have_it() {
        assert_eq!(half([10, 1, 1, 1, 1]), 1);
        assert_eq!(half([3, 3, 3, 3, -12]), 2);
        assert_eq!(half([5, 4, 3]), 2);
        assert_eq!(half([-4, 0]), 0);
    }

    #[test]
    fn few_are_a_quarter_or_less_and_fewer_than_five_are_not_counted() {
        assert_eq!(spread(3, 12), Spread::Few(3, 12));
        assert_eq!(spread(4, 12), Spread::Many(4, 12));
        assert_eq!(spread(1, 4), Spread::Hidden);
        assert_eq!(spread(0, 9), Spread::Hidden, "nobody has anything");
    }

    #[test]
    fn repairs_are_judged_by_what_was_looked_at() {
        assert_eq!(repairs(8, 1, 2), Some(Repairs::Mended(80)));
        assert_eq!(repairs(8, 1, 0), Some(Repairs::AllMended));
        assert_eq!(repairs(2, 4, 1), Some(Repairs::Waiting(4)));
        assert_eq!(repairs(3, 1, 1), Some(Repairs::Unclear));
        assert_eq!(repairs(2, 1, 1), None);
    }

    #[test]
    fn age_is_told_by_the_thing_in_the_middle() {
        assert_eq!(age(&[0.2, 3.4, 3.9, 5.0, 9.0]), Some(Age::Older(3)));
        assert_eq!(age(&[0.2, 0.3, 0.9, 5.0, 9.0]), Some(Age::Young));
        assert_eq!(age(&[3.0, 3.0]), None);
    }

    #[test]
    fn taking_part_is_set_beside_the_year_before_where_that_is_known() {
        assert_eq!(part((60, 100), (40, 100)), Some(Part::Up(60, 40)));
        assert_eq!(part((40, 100), (60, 100)), Some(Part::Down(40, 60)));
        assert_eq!(part((61, 100), (60, 100)), Some(Part::Share(61)));
        assert_eq!(part((61, 100), (0, 0)), Some(Part::Share(61)));
        assert_eq!(part((3, 4), (60, 100)), None, "four people are not counted in public");
    }

    #[test]
    fn a_fund_is_set_beside_where_it_began() {
        assert_eq!(fund(10, 20), Fund::Grew);
        assert_eq!(fund(20, 10), Fund::Shrank);
        assert_eq!(fund(10, 10), Fund::Same);
        assert_eq!(fund(-10, -5), Fund::Below);
    }

    #[test]
    fn a_node_gives_or_takes_where_the_one_is_a_quarter_more_than_the_other() {
        assert_eq!(flow(9, 3), Some(Flow::Giving));
        assert_eq!(flow(3, 9), Some(Flow::Taking));
        assert_eq!(flow(5, 4), Some(Flow::Both));
        assert_eq!(flow(2, 2), None);
    }
}
