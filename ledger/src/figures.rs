//! Figures for pages: what the community's credits do, without anybody's name.
//!
//! A group of fewer than [`SMALLEST_GROUP`] people is not shown on its own, because everybody
//! would know who they are. Such groups are added up; the sum is shown if enough people are in it.
//! All figures are integers; shares are fractions of integers, for the page to round.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::{Account, MemberName};
use crate::amount::Amount;
use crate::book::Book;
use crate::entry::{Entry, EntryKind, Posting};
use crate::limits::bounds;
use crate::month::Month;
use crate::unit::UnitCode;

/// The smallest group of people about whom a figure is shown.
pub const SMALLEST_GROUP: usize = 5;

/// How much there is of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supply {
    /// The sum of all balances above zero, which is what is owed to their holders. Balances below
    /// zero sum to the same the other way.
    pub standing: i128,
    /// What members may owe at most together: in mutual credit the only ceiling of the supply.
    /// None if there is none.
    pub ceiling: Option<i128>,
    /// The sum of all balances. It is zero.
    pub sum: i128,
    /// Accounts of members.
    pub members: usize,
}

/// How much of a unit there is.
pub fn supply(book: &Book, code: &UnitCode) -> Supply {
    let positive = book.balances(code).map(|(_, b)| b.wide()).filter(|b| *b > 0);
    let members = || book.balances(code).filter_map(|(account, _)| account.as_member());
    let least = |name: &MemberName| {
        let unit = book.unit(code)?;
        // A newcomer's smaller limit ends by itself; the ceiling is what it can come to.
        bounds(unit, &Account::Member(name.clone()), false).least
    };
    Supply {
        standing: positive.sum(),
        ceiling: members().map(|name| least(name).map(|least| -least.wide())).sum(),
        sum: book.sum(code),
        members: members().count(),
    }
}

/// A fraction from 0 to 1, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fraction {
    /// The upper term.
    pub num: i128,
    /// The lower term, more than zero.
    pub den: i128,
}

impl Fraction {
    /// In thousandths, rounded down.
    pub fn permille(self) -> i128 {
        self.num
            .checked_mul(1000)
            .map_or_else(|| self.num / (self.den / 1000).max(1), |n| n / self.den)
    }
}

/// How unevenly credits lie: the Gini coefficient (Gini 1912) of members' balances, where a
/// balance below zero counts as nothing held. 0 is even, 1 is all with one. None for fewer than
/// [`SMALLEST_GROUP`] members, or if nobody holds anything.
///
/// Computed exactly as `(2·Σ i·x(i) − (n+1)·Σ x) / (n·Σ x)` over the sorted balances.
pub fn concentration(book: &Book, code: &UnitCode) -> Option<Fraction> {
    let members = book.balances(code).filter(|(account, _)| account.as_member().is_some());
    let mut held: Vec<i128> = members.map(|(_, balance)| balance.wide().max(0)).collect();
    if held.len() < SMALLEST_GROUP {
        return None;
    }
    held.sort_unstable();
    let n = i128::try_from(held.len()).ok()?;
    let sum: i128 = held.iter().sum();
    let weighted = (1_i128..).zip(&held).try_fold(0_i128, |total, (place, balance)| {
        total.checked_add(place.checked_mul(*balance)?)
    })?;
    let num = weighted.checked_mul(2)?.checked_sub(sum.checked_mul(n + 1)?)?;
    let den = sum.checked_mul(n)?;
    (den > 0).then_some(Fraction { num, den })
}

/// What moved in one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Circulation {
    /// The sum of all credits that moved, without charges, dividends and corrections.
    pub moved: i128,
    /// How many payments.
    pub payments: u64,
    /// How many members took part; none if fewer than [`SMALLEST_GROUP`].
    pub people: Option<usize>,
}

/// Credits that moved from hand to hand, by month. Months in which nothing moved are left out;
/// months of fewer than [`SMALLEST_GROUP`] people show sums without the number of people.
pub fn circulation(book: &Book, code: &UnitCode) -> BTreeMap<Month, Circulation> {
    let mut months: BTreeMap<Month, (Circulation, BTreeSet<&MemberName>)> = BTreeMap::new();
    for entry in book.entries().iter().filter(|entry| moves_between_people(entry)) {
        let own = || entry.postings.iter().filter(|posting| posting.unit == *code);
        let moved = credited(own());
        if moved == 0 {
            continue;
        }
        let (month, people) = months.entry(Month::of(entry.on)).or_default();
        month.moved += moved;
        month.payments += 1;
        people.extend(own().filter_map(|posting| posting.account.as_member()));
    }
    let close = |(month, people): (Circulation, BTreeSet<&MemberName>)| Circulation {
        people: Some(people.len()).filter(|people| *people >= SMALLEST_GROUP),
        ..month
    };
    months.into_iter().map(|(key, month)| (key, close(month))).collect()
}

fn moves_between_people(entry: &Entry) -> bool {
    matches!(
        entry.kind,
        EntryKind::Transfer | EntryKind::Contribution | EntryKind::Clearing | EntryKind::Other(_)
    )
}

fn credited<'a>(postings: impl Iterator<Item = &'a Posting>) -> i128 {
    postings.map(|posting| posting.delta.wide()).filter(|delta| *delta > 0).sum()
}

/// Hours or other credits given in one kind of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkLine {
    /// The kind of work; none for all groups too small to show, together.
    pub work: Option<Box<str>>,
    /// What was given.
    pub given: i128,
    /// By how many members.
    pub people: usize,
}

/// What members gave, by kind of work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Work {
    /// The kinds of work, the most hours first, and last the small groups together.
    pub lines: Vec<WorkLine>,
    /// What all of [`Work::lines`] come to.
    pub given: i128,
    /// How many kinds of work are not shown at all.
    pub hidden: usize,
    /// How many members gave, whatever the kind; none if fewer than [`SMALLEST_GROUP`].
    pub people: Option<usize>,
    /// What each of them gave, the most first and without names; empty where `people` is none.
    pub each: Vec<i128>,
}

/// What members gave from `from` to before `to`, by kind of work, as entries name it.
pub fn work(book: &Book, code: &UnitCode, from: Date, to: Date) -> Work {
    let mut kinds: BTreeMap<&str, (i128, BTreeSet<&MemberName>)> = BTreeMap::new();
    let mut givers: BTreeMap<&MemberName, i128> = BTreeMap::new();
    for entry in book.entries().iter().filter(|entry| from <= entry.on && entry.on < to) {
        let Some(kind) = entry.work.as_deref() else { continue };
        let gains = |p: &&Posting| p.unit == *code && p.delta > Amount::ZERO;
        for posting in entry.postings.iter().filter(gains) {
            let Some(member) = posting.account.as_member() else { continue };
            let (given, people) = kinds.entry(kind).or_default();
            *given += posting.delta.wide();
            people.insert(member);
            *givers.entry(member).or_default() += posting.delta.wide();
        }
    }
    let (shown, small): (Vec<_>, Vec<_>) =
        kinds.into_iter().partition(|(_, (_, people))| people.len() >= SMALLEST_GROUP);
    let line = |(kind, (given, people)): (&str, (i128, BTreeSet<&MemberName>))| WorkLine {
        work: Some(kind.into()),
        given,
        people: people.len(),
    };
    let mut lines: Vec<WorkLine> = shown.into_iter().map(line).collect();
    lines.sort_by(|a, b| b.given.cmp(&a.given).then_with(|| a.work.cmp(&b.work)));
    let mut hidden = small.len();
    let others = add_up(small);
    if others.people >= SMALLEST_GROUP {
        lines.push(others);
        hidden = 0;
    }
    let people = Some(givers.len()).filter(|people| *people >= SMALLEST_GROUP);
    let mut each: Vec<i128> = people.map_or_else(Vec::new, |_| givers.into_values().collect());
    each.sort_unstable_by(|a, b| b.cmp(a));
    Work { given: lines.iter().map(|line| line.given).sum(), lines, hidden, people, each }
}

/// Small groups as one. A single small group stays alone, and is too small.
fn add_up(small: Vec<(&str, (i128, BTreeSet<&MemberName>))>) -> WorkLine {
    let mut given = 0;
    let mut people = BTreeSet::new();
    for (_, (part, who)) in small {
        given += part;
        people.extend(who);
    }
    WorkLine { work: None, given, people: people.len() }
}

/// What came into the commons and went out of it in one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FundMonth {
    /// What came in.
    pub came_in: i128,
    /// What went out.
    pub went_out: i128,
    /// What stood there at the end of the month.
    pub balance: i128,
}

/// The commons fund, by month. Months without a movement are left out.
pub fn commons_fund(book: &Book, code: &UnitCode) -> BTreeMap<Month, FundMonth> {
    let mut months: BTreeMap<Month, FundMonth> = BTreeMap::new();
    for entry in book.entries() {
        let own = |p: &&Posting| p.unit == *code && p.account == Account::Commons;
        let Some(posting) = entry.postings.iter().find(own) else { continue };
        let month = months.entry(Month::of(entry.on)).or_default();
        let delta = posting.delta.wide();
        if delta > 0 {
            month.came_in += delta;
        } else {
            month.went_out -= delta;
        }
    }
    let mut balance = 0;
    for month in months.values_mut() {
        balance += month.came_in - month.went_out;
        month.balance = balance;
    }
    months
}

/// Members' balances without names, the least first, for a chart. None for fewer than
/// [`SMALLEST_GROUP`] members.
pub fn nameless_balances(book: &Book, code: &UnitCode) -> Option<Vec<Amount>> {
    let members = book.balances(code).filter(|(account, _)| account.as_member().is_some());
    let mut balances: Vec<Amount> = members.map(|(_, balance)| balance).collect();
    balances.sort_unstable();
    (balances.len() >= SMALLEST_GROUP).then_some(balances)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;
    use crate::limits::Limits;
    use crate::unit::{Mode, Unit};
    use jiff::civil::date;

    fn min() -> UnitCode {
        "MIN".parse().unwrap()
    }

    fn pays(id: u32, day: Date, from: &str, to: &str, amount: i64, work: Option<&str>) -> Entry {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        let id = EntryId::new(id.to_string());
        let mut entry = Entry::payment(id, day, from, to, min(), Amount::new(amount)).unwrap();
        entry.work = work.map(Into::into);
        entry
    }

    fn book(entries: Vec<Entry>) -> Book {
        let mut unit = Unit::new(min(), "hours", Mode::Mutual);
        unit.limits = Limits { credit_limit: Amount::new(600), cap: None };
        Book::fold([unit], entries)
    }

    /// Member 0 pays each of the others, and then the commons.
    fn round(people: u32, amounts: &[i64]) -> Vec<Entry> {
        let mut entries: Vec<Entry> = (1..=people)
            .zip(amounts)
            .map(|(n, amount)| {
                pays(n, date(2026, 1, 31), "member:m0", &format!("member:m{n}"), *amount, None)
            })
            .collect();
        entries.push(pays(99, date(2026, 2, 1), "member:m1", "commons", 10, None));
        entries
    }

    #[test]
    fn the_supply_is_what_stands_above_zero() {
        let book = book(round(4, &[40, 30, 20, 10]));
        let supply = supply(&book, &min());
        assert_eq!((supply.standing, supply.sum, supply.members), (100, 0, 5));
        assert_eq!(supply.ceiling, Some(3000));
    }

    #[test]
    fn gini_is_zero_when_even_and_near_one_when_all_is_with_one() {
        let even = book(
            (0..5)
                .map(|n| pays(n, date(2026, 1, 1), "commons", &format!("member:m{n}"), 7, None))
                .collect(),
        );
        assert_eq!(concentration(&even, &min()), Some(Fraction { num: 0, den: 175 }));
        let one = book(round(4, &[50, 1, 1, 1]));
        let held = concentration(&one, &min()).unwrap();
        // Held: 0, 1, 1, 1, 40: 2·(2+3+4+200) − 6·43 = 160 of 5·43.
        assert_eq!((held.num, held.den, held.permille()), (160, 215, 744));
        let few = book(round(3, &[50, 1, 1]));
        assert_eq!(concentration(&few, &min()), None);
    }

    #[test]
    fn circulation_is_by_month_and_hides_the_number_of_few_people() {
        let book = book(round(4, &[40, 30, 20, 10]));
        let months: Vec<_> = circulation(&book, &min()).into_iter().collect();
        assert_eq!(months[0].0.to_string(), "2026-01");
        assert_eq!((months[0].1.moved, months[0].1.payments), (100, 4));
        assert_eq!(months[0].1.people, Some(5));
        assert_eq!((months[1].1.moved, months[1].1.people), (10, None));
    }

    #[test]
    fn work_of_fewer_than_five_people_is_not_shown_on_its_own() {
        let mut entries = Vec::new();
        for n in 0..5 {
            entries.push((format!("member:m{n}"), "repair"));
        }
        for n in 0..3 {
            entries.push((format!("member:m{n}"), "desk"));
            entries.push((format!("member:d{n}"), "digital"));
        }
        let entries: Vec<Entry> = (0..)
            .zip(&entries)
            .map(|(n, (to, work))| pays(n, date(2026, 3, 1), "commons", to, 60, Some(work)))
            .collect();
        let all = work(&book(entries.clone()), &min(), date(2026, 1, 1), date(2027, 1, 1));
        assert_eq!(all.lines.len(), 2);
        assert_eq!(all.lines[0].work.as_deref(), Some("repair"));
        assert_eq!((all.lines[1].given, all.lines[1].people, all.hidden), (360, 6, 0));

        let less = entries.into_iter().filter(|e| e.work.as_deref() != Some("digital")).collect();
        let less = work(&book(less), &min(), date(2026, 1, 1), date(2027, 1, 1));
        assert_eq!((less.lines.len(), less.hidden, less.given), (1, 1, 300));
        assert_eq!(less.people, Some(less.each.len()), "nobody is named");
        assert_eq!(less.each.iter().sum::<i128>(), 480, "whatever is shown of the kinds");
    }

    #[test]
    fn the_fund_shows_what_came_and_went() {
        let mut entries = round(4, &[40, 30, 20, 10]);
        entries.push(pays(100, date(2026, 4, 9), "commons", "member:m2", 4, None));
        let months: Vec<_> = commons_fund(&book(entries), &min()).into_iter().collect();
        assert_eq!(months[0].1, FundMonth { came_in: 10, went_out: 0, balance: 10 });
        assert_eq!(months[1].1, FundMonth { came_in: 0, went_out: 4, balance: 6 });
    }
}
