//! Seals of months: hashes over what was posted and what stood there at the end.
//!
//! An entry is hashed with the hash before it (SHA-256, FIPS 180-4), every field with its length, in
//! the order of the days and of the names; so two books that were filled in another order seal alike.

use sha2::{Digest, Sha256};

use crate::book::Book;
use crate::entry::Entry;
use crate::month::Month;
use crate::unit::UnitCode;

/// What a month came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// How many entries there were from the beginning to its end.
    pub entries: u64,
    /// The hash over them.
    pub head: String,
    /// The hash over all balances at its end.
    pub balances: String,
    /// The sum of all balances above zero. All balances together sum to zero.
    pub supply: i128,
}

/// Seals a month of a unit.
pub fn seal(book: &Book, unit: &UnitCode, month: Month) -> Seal {
    let in_time = |entry: &&Entry| {
        Month::of(entry.on) <= month && entry.postings.iter().any(|p| p.unit == *unit)
    };
    let mut entries: Vec<&Entry> = book.entries().iter().filter(in_time).collect();
    entries.sort_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)));
    let mut head = [0_u8; 32];
    let mut balances = std::collections::BTreeMap::new();
    for entry in &entries {
        head = chained(head, entry);
        for posting in entry.postings.iter().filter(|posting| posting.unit == *unit) {
            *balances.entry(&posting.account).or_insert(0_i128) += posting.delta.wide();
        }
    }
    let mut hasher = Sha256::new();
    for (account, balance) in balances.iter().filter(|(_, balance)| **balance != 0) {
        field(&mut hasher, &account.to_string());
        field(&mut hasher, &balance.to_string());
    }
    Seal {
        entries: u64::try_from(entries.len()).unwrap_or(u64::MAX),
        head: hex(&head),
        balances: hex(&hasher.finalize()),
        supply: balances.values().filter(|balance| **balance > 0).sum(),
    }
}

fn field(hasher: &mut Sha256, text: &str) {
    hasher.update(text.len().to_be_bytes());
    hasher.update(text.as_bytes());
}

fn chained(before: [u8; 32], entry: &Entry) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(before);
    let corrects = entry.corrects.as_ref().map(crate::entry::EntryId::as_str).unwrap_or_default();
    let memo = entry.memo.as_deref().unwrap_or_default();
    for text in [entry.id.as_str(), &entry.on.to_string(), entry.kind.as_str(), memo, corrects] {
        field(&mut hasher, text);
    }
    for posting in &entry.postings {
        field(&mut hasher, &posting.account.to_string());
        field(&mut hasher, posting.unit.as_str());
        field(&mut hasher, &posting.delta.to_string());
    }
    hasher.finalize().into()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::entry::EntryId;
    use crate::unit::{Mode, Unit};
    use jiff::civil::date;

    fn pays(id: &str, day: i8, amount: i64) -> Entry {
        let (from, to) = ("member:a".parse().unwrap(), "member:b".parse().unwrap());
        let (id, on) = (EntryId::new(id), date(2026, 5, day));
        Entry::payment(id, on, from, to, "MIN".parse().unwrap(), Amount::new(amount)).unwrap()
    }

    fn sealed(entries: &[Entry]) -> Seal {
        let unit = Unit::new("MIN".parse().unwrap(), "hours", Mode::Mutual);
        let book = Book::fold([unit], entries.iter().cloned());
        seal(&book, &"MIN".parse().unwrap(), Month { year: 2026, month: 5 })
    }

    #[test]
    fn a_seal_does_not_depend_on_the_order_of_arrival_but_on_every_credit() {
        let there = sealed(&[pays("1", 1, 10), pays("2", 2, 5)]);
        assert_eq!(there, sealed(&[pays("2", 2, 5), pays("1", 1, 10)]));
        assert_eq!((there.entries, there.supply), (2, 15));
        let other = sealed(&[pays("1", 1, 11), pays("2", 2, 4)]);
        assert_ne!(there.head, other.head);
        assert_eq!(there.balances, other.balances);
    }
}
