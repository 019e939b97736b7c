//! What becomes of the balance of somebody who left.
//!
//! A debt is carried by the commons after 90 days; what the commons does not have stands on the
//! write-off account, where everybody sees it. A credit goes where the member chose, else to the
//! commons after twelve months. Sums stay zero in every case.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::account::{Account, MemberName};
use crate::amount::Amount;
use crate::book::Book;
use crate::entry::{Entry, EntryId, EntryKind, Posting};
use crate::unit::UnitCode;

/// What is to be done about the balance of somebody who left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settlement {
    /// The balance is zero.
    Nothing,
    /// Not before this day.
    NotBefore(Date),
    /// This entry settles it.
    Entry(Entry),
}

/// Settles the balance of a member who left on `left_on`, as of `today`. A credit goes to `choice`,
/// where the member named one.
pub fn settle(
    book: &Book,
    unit: &UnitCode,
    member: &MemberName,
    left_on: Date,
    today: Date,
    choice: Option<Account>,
    id: EntryId,
) -> Settlement {
    let account = Account::Member(member.clone());
    let balance = book.balance(unit, &account);
    let wait = match (balance.minor(), &choice) {
        (0, _) => return Settlement::Nothing,
        (..0, _) => left_on.checked_add(90.days()),
        (_, Some(_)) => Ok(left_on),
        (_, None) => left_on.checked_add(12.months()),
    };
    let due = wait.unwrap_or(Date::MAX);
    if today < due {
        return Settlement::NotBefore(due);
    }
    let others = if balance < Amount::ZERO {
        debt_shares(book, unit, balance)
    } else {
        vec![(choice.unwrap_or(Account::Commons), balance.wide())]
    };
    let changes = std::iter::once((account, -balance.wide())).chain(others);
    let posting = |(account, delta)| {
        Some(Posting { account, unit: unit.clone(), delta: Amount::from_wide(delta)? })
    };
    let postings: Option<Vec<Posting>> = changes.map(posting).collect();
    let kind = EntryKind::WriteOff;
    let entry = postings.map(|postings| Entry {
        id,
        on: today,
        kind,
        postings,
        memo: None,
        work: None,
        corrects: None,
    });
    match entry.filter(|entry| entry.check_form().is_ok()) {
        Some(entry) => Settlement::Entry(entry),
        None => Settlement::Nothing,
    }
}

/// Who carries a debt, as changes of their balances: the commons as far as it reaches.
fn debt_shares(book: &Book, unit: &UnitCode, debt: Amount) -> Vec<(Account, i128)> {
    let commons = book.balance(unit, &Account::Commons).wide().max(0).min(-debt.wide());
    let rest = -debt.wide() - commons;
    let shares = [(Account::Commons, -commons), (Account::Writeoff, -rest)];
    shares.into_iter().filter(|(_, delta)| *delta != 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{Mode, Unit};
    use jiff::civil::date;

    fn settled(owed: i64, fund: i64, today: Date, choice: Option<&str>) -> Settlement {
        let unit: UnitCode = "MIN".parse().unwrap();
        let pays = |id: &str, from: &str, to: &str, amount: i64| {
            let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
            let (from, to) = if amount < 0 { (to, from) } else { (from, to) };
            let amount = Amount::new(amount.abs());
            Entry::payment(EntryId::new(id), date(2026, 1, 1), from, to, unit.clone(), amount)
        };
        let entries =
            [pays("e1", "member:a", "member:b", owed), pays("e2", "member:b", "commons", fund)];
        let units = [Unit::new(unit.clone(), "hours", Mode::Mutual)];
        let book = Book::fold(units, entries.into_iter().flatten());
        let choice = choice.map(|name| name.parse().unwrap());
        let (member, left) = ("a".parse().unwrap(), date(2026, 2, 1));
        settle(&book, &unit, &member, left, today, choice, EntryId::new("w"))
    }

    fn changes(settlement: Settlement) -> Vec<(String, i64)> {
        let Settlement::Entry(entry) = settlement else { panic!("{settlement:?}") };
        let change = |p: &Posting| (p.account.to_string(), p.delta.minor());
        entry.postings.iter().map(change).collect()
    }

    #[test]
    fn the_commons_carries_a_debt_after_ninety_days_as_far_as_it_reaches() {
        let early = settled(100, 60, date(2026, 5, 1), None);
        assert_eq!(early, Settlement::NotBefore(date(2026, 5, 2)));
        let paid = changes(settled(100, 60, date(2026, 5, 2), None));
        let expected = [("member:a", 100), ("commons", -60), ("writeoff", -40)];
        assert_eq!(paid, expected.map(|(name, delta)| (name.to_owned(), delta)));
    }

    #[test]
    fn a_credit_goes_where_the_member_chose_or_to_the_commons_after_a_year() {
        let chosen = changes(settled(-80, 0, date(2026, 2, 1), Some("member:c")));
        assert_eq!(chosen[1], ("member:c".to_owned(), 80));
        let waiting = settled(-80, 0, date(2026, 12, 1), None);
        assert_eq!(waiting, Settlement::NotBefore(date(2027, 2, 1)));
        let given = changes(settled(-80, 0, date(2027, 2, 1), None));
        assert_eq!(given[1], ("commons".to_owned(), 80));
    }
}
