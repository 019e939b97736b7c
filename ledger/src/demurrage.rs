//! Demurrage: a monthly charge on credits that lie still, which goes to the commons.
//!
//! The charge is on the average balance of the days of a month, so that moving credits away for the
//! last day saves one day's part and no more. It is posted once a month and rounded down, because a
//! daily charge on small balances would round to nothing for ever. Nothing is charged on balances
//! below zero unless the node decided so, nor to the commons, other nodes and escrows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::{Account, MemberName};
use crate::amount::Amount;
use crate::book::Book;
use crate::entry::{Entry, EntryId, EntryKind, Posting};
use crate::month::Month;
use crate::rate::Rate;
use crate::unit::UnitCode;

/// What is charged, by decision of the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// The part of the average balance that is charged each month.
    pub rate: Rate,
    /// The part of each day's balance on which nothing is charged.
    #[serde(default)]
    pub exempt: Amount,
    /// The same charge on what members owe; off unless the node decided on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deficit_rate: Option<Rate>,
}

/// What each member is charged. An adjustment may be below zero, which gives something back.
pub type Charges = BTreeMap<MemberName, Amount>;

impl Policy {
    /// The charge on a month with these balances at the end of each day. None if it does not fit.
    pub fn charge(&self, days: &[Amount]) -> Option<Amount> {
        let parts = u32::try_from(days.len()).ok()?;
        let held = days.iter().map(|day| (day.wide() - self.exempt.wide()).max(0)).sum();
        let owed = days.iter().map(|day| (-day.wide()).max(0)).sum();
        let on_held = self.rate.part_of(held, parts)?;
        let on_owed = self.deficit_rate.map_or(Some(Amount::ZERO), |r| r.part_of(owed, parts))?;
        on_held.checked_add(on_owed)
    }

    /// The charges of a month by the entries that are in the book. Charges of nothing are left
    /// out, and so is whoever has no account in the unit.
    pub fn charges(&self, book: &Book, unit: &UnitCode, month: Month) -> Charges {
        let Some(length) = month.days() else { return Charges::new() };
        let days = balances_by_day(book, unit, month, length);
        let charged = days.into_iter().filter_map(|(name, days)| {
            let charge = self.charge(&days)?;
            (!charge.is_zero()).then(|| (name.clone(), charge))
        });
        charged.collect()
    }
}

/// Each member's balance at the end of each day of a month.
fn balances_by_day<'a>(
    book: &'a Book,
    unit: &UnitCode,
    month: Month,
    length: u32,
) -> BTreeMap<&'a MemberName, Vec<Amount>> {
    let Some(first) = month.first_day() else { return BTreeMap::new() };
    let length = usize::try_from(length).unwrap_or_default();
    let mut changes: BTreeMap<&MemberName, Vec<i128>> = BTreeMap::new();
    for entry in book.entries() {
        // What came before the month is there on its first day.
        let day = (entry.on.day().unsigned_abs()).saturating_sub(1);
        let day = if entry.on < first { 0 } else { usize::from(day) };
        if Month::of(entry.on) > month {
            continue;
        }
        for posting in entry.postings.iter().filter(|posting| posting.unit == *unit) {
            let Some(member) = posting.account.as_member() else { continue };
            let days = changes.entry(member).or_insert_with(|| vec![0; length]);
            if let Some(change) = days.get_mut(day) {
                *change += posting.delta.wide();
            }
        }
    }
    let run = |changes: Vec<i128>| {
        let mut balance = 0;
        let add = |change| {
            balance += change;
            Amount::from_wide(balance).unwrap_or_default()
        };
        changes.into_iter().map(add).collect()
    };
    changes.into_iter().map(|(member, changes)| (member, run(changes))).collect()
}

/// What must still be charged for a month that was charged before: entries that came late do not
/// open it again, and the difference is settled in the next one.
pub fn adjustments<'a>(
    due: &Charges,
    unit: &UnitCode,
    posted: impl IntoIterator<Item = &'a Entry>,
) -> Charges {
    let mut open: BTreeMap<MemberName, i128> =
        due.iter().map(|(name, charge)| (name.clone(), charge.wide())).collect();
    for posting in posted.into_iter().flat_map(|entry| &entry.postings) {
        if let Some(name) = posting.account.as_member().filter(|_| posting.unit == *unit) {
            // A charge was posted as a change below zero.
            *open.entry(name.clone()).or_default() += posting.delta.wide();
        }
    }
    let open = open.into_iter().filter(|(_, rest)| *rest != 0);
    open.filter_map(|(name, rest)| Some((name, Amount::from_wide(rest)?))).collect()
}

/// The entry that posts charges or adjustments, on the first day of the next month at the
/// earliest. None if there is nothing to post.
pub fn entry(
    id: EntryId,
    on: Date,
    kind: EntryKind,
    unit: &UnitCode,
    charges: &Charges,
) -> Option<Entry> {
    let sum = charges.values().map(|charge| charge.wide()).sum();
    let total = Amount::from_wide(sum)?;
    let posting = |account, delta| Posting { account, unit: unit.clone(), delta };
    let mut postings = charges
        .iter()
        .filter(|(_, charge)| !charge.is_zero())
        .map(|(name, charge)| Some(posting(Account::Member(name.clone()), charge.checked_neg()?)))
        .collect::<Option<Vec<_>>>()?;
    if !total.is_zero() {
        postings.push(posting(Account::Commons, total));
    }
    let entry = Entry { id, on, kind, postings, memo: None, work: None, corrects: None };
    entry.check_form().is_ok().then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{Mode, Unit};
    use jiff::civil::date;

    fn min() -> UnitCode {
        "MIN".parse().unwrap()
    }

    fn pays(id: &str, day: Date, from: &str, to: &str, amount: i64) -> Entry {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        Entry::payment(EntryId::new(id), day, from, to, min(), Amount::new(amount)).unwrap()
    }

    fn policy() -> Policy {
        Policy { rate: "1/100".parse().unwrap(), exempt: Amount::ZERO, deficit_rate: None }
    }

    fn april() -> Month {
        Month { year: 2026, month: 4 }
    }

    fn book(entries: Vec<Entry>) -> Book {
        Book::fold([Unit::new(min(), "hours", Mode::Gift)], entries)
    }

    #[test]
    fn moving_credits_away_for_the_last_day_saves_one_day() {
        let parked = vec![
            pays("e1", date(2026, 3, 5), "commons", "member:a", 6000),
            pays("e2", date(2026, 4, 30), "member:a", "member:b", 6000),
            pays("e3", date(2026, 5, 1), "member:b", "member:a", 6000),
        ];
        let charges = policy().charges(&book(parked), &min(), april());
        let by: Vec<(String, i64)> =
            charges.into_iter().map(|(name, fee)| (name.to_string(), fee.minor())).collect();
        assert_eq!(by, [("a".into(), 58), ("b".into(), 2)]);
    }

    #[test]
    fn debts_and_exempt_amounts_are_not_charged_unless_decided() {
        let lent = vec![pays("e1", date(2026, 4, 1), "member:a", "member:b", 3000)];
        let mut policy = policy();
        policy.exempt = Amount::new(1000);
        let charges = policy.charges(&book(lent.clone()), &min(), april());
        assert_eq!(charges.len(), 1);
        assert_eq!(charges[&"b".parse().unwrap()], Amount::new(20));
        policy.deficit_rate = Some("1/200".parse().unwrap());
        let charges = policy.charges(&book(lent), &min(), april());
        assert_eq!(charges[&"a".parse().unwrap()], Amount::new(15));
    }

    #[test]
    fn late_entries_are_settled_in_the_next_month() {
        let first = pays("e1", date(2026, 4, 1), "commons", "member:a", 3000);
        let late = pays("e2", date(2026, 4, 1), "member:a", "member:b", 1000);
        let kind = EntryKind::Demurrage;
        let charges = policy().charges(&book(vec![first.clone()]), &min(), april());
        let posted = entry(EntryId::new("d"), date(2026, 5, 1), kind, &min(), &charges).unwrap();
        assert_eq!(posted.postings.len(), 2);

        let due = policy().charges(&book(vec![first, posted.clone(), late]), &min(), april());
        let open = adjustments(&due, &min(), [&posted]);
        assert_eq!(open[&"a".parse().unwrap()], Amount::new(-10));
        assert_eq!(open[&"b".parse().unwrap()], Amount::new(10));
        let kind = EntryKind::DemurrageAdjust;
        let settled = entry(EntryId::new("s"), date(2026, 6, 1), kind, &min(), &open).unwrap();
        assert!(settled.postings.iter().all(|posting| posting.account != Account::Commons));
        assert!(adjustments(&due, &min(), [&posted, &settled]).is_empty());
    }

    #[test]
    fn nothing_is_posted_when_nothing_is_charged() {
        let kind = EntryKind::Demurrage;
        let none = entry(EntryId::new("d"), date(2026, 5, 1), kind, &min(), &Charges::new());
        assert_eq!(none, None);
    }
}
