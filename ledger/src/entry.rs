//! Entries: what was recorded, and what can be an entry at all.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::account::Account;
use crate::amount::Amount;
use crate::unit::UnitCode;

/// The name of an entry: the id of the event that carried it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(Arc<str>);

impl EntryId {
    /// A name; any text will do that is unique in the book.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl Serialize for EntryId {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for EntryId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(d).map(Self::new)
    }
}

/// Why credits moved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryKind {
    /// One account pays another.
    Transfer,
    /// The commons thanks for work or a donation.
    Contribution,
    /// A fixed supply is issued, once.
    Issue,
    /// The monthly charge on credits that lie still.
    Demurrage,
    /// What late entries change in an earlier month's charge.
    DemurrageAdjust,
    /// The commons shares what it has.
    Dividend,
    /// An earlier entry is put right.
    Correction,
    /// An earlier payment is given back.
    Refund,
    /// The debt or credit of somebody who left is settled.
    WriteOff,
    /// A payment to or from another node.
    Clearing,
    /// A kind from a newer version or of the node's own.
    Other(Box<str>),
}

const KINDS: [(EntryKind, &str); 10] = [
    (EntryKind::Transfer, "transfer"),
    (EntryKind::Contribution, "contribution"),
    (EntryKind::Issue, "issue"),
    (EntryKind::Demurrage, "demurrage"),
    (EntryKind::DemurrageAdjust, "demurrage_adjust"),
    (EntryKind::Dividend, "dividend"),
    (EntryKind::Correction, "correction"),
    (EntryKind::Refund, "refund"),
    (EntryKind::WriteOff, "write_off"),
    (EntryKind::Clearing, "clearing"),
];

impl EntryKind {
    /// The kind as text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(text) => text,
            known => KINDS.iter().find(|(kind, _)| kind == known).map_or("", |(_, text)| text),
        }
    }
}
impl FromStr for EntryKind {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = KINDS.iter().find(|(_, name)| *name == text).map(|(kind, _)| kind.clone());
        Ok(known.unwrap_or_else(|| Self::Other(text.into())))
    }
}
impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl Serialize for EntryKind {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}
impl<'de> Deserialize<'de> for EntryKind {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A change of one balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Whose.
    pub account: Account,
    /// In which unit.
    pub unit: UnitCode,
    /// By how much; above zero is credit to the account.
    pub delta: Amount,
}

impl Posting {
    /// Which balance it changes.
    fn balance(&self) -> (&UnitCode, &Account) {
        (&self.unit, &self.account)
    }
}

/// A recorded movement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// The day at the node's place.
    pub on: Date,
    /// Why.
    pub kind: EntryKind,
    /// The changes; their sum is zero in each unit.
    pub postings: Vec<Posting>,
    /// What for, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Box<str>>,
    /// The kind of work that was given, for hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Box<str>>,
    /// The entry that this one puts right or gives back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<EntryId>,
}

/// Why something cannot be an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum EntryFault {
    /// Fewer than two postings.
    #[error("an entry has at least two postings; this one has {found}")]
    TooFewPostings {
        /// How many there are.
        found: usize,
    },
    /// A posting of nothing.
    #[error("`{account}` is posted 0 {unit}; leave that posting out")]
    NothingPosted {
        /// To whom.
        account: Account,
        /// In which unit.
        unit: UnitCode,
    },
    /// Two postings to one account in one unit.
    #[error("`{account}` is posted twice in {unit}; add the two up")]
    AccountTwice {
        /// Which account.
        account: Account,
        /// In which unit.
        unit: UnitCode,
    },
    /// What some give is not what others get.
    #[error("the postings in {unit} sum to {sum}, not to 0")]
    Unbalanced {
        /// In which unit.
        unit: UnitCode,
        /// The sum, as text, because it may be wider than JSON numbers are.
        sum: Box<str>,
    },
    /// A unit that the node does not have.
    #[error("the unit {unit} is not one of this node's")]
    UnknownUnit {
        /// Which.
        unit: UnitCode,
    },
    /// A posting to the issuance that is not the one issue of a fixed supply.
    #[error("only the one `issue` of a fixed supply may take from `issuance`, in {unit}")]
    Issuance {
        /// In which unit.
        unit: UnitCode,
    },
    /// A balance would be larger than an account can hold.
    #[error("the balance of `{account}` in {unit} would not fit")]
    Overflow {
        /// Whose.
        account: Account,
        /// In which unit.
        unit: UnitCode,
    },
}

impl Entry {
    /// An entry in one unit by which `from` pays `amount` to `to`; none if the amount is not
    /// positive.
    pub fn payment(
        id: EntryId,
        on: Date,
        from: Account,
        to: Account,
        unit: UnitCode,
        amount: Amount,
    ) -> Option<Self> {
        let less = amount.checked_neg().filter(|less| *less < Amount::ZERO)?;
        let postings = vec![
            Posting { account: from, unit: unit.clone(), delta: less },
            Posting { account: to, unit, delta: amount },
        ];
        let kind = EntryKind::Transfer;
        Some(Self { id, on, kind, postings, memo: None, work: None, corrects: None })
    }

    /// The entry that undoes this one: every change the other way. None if an amount has no
    /// opposite.
    pub fn reversal(&self, id: EntryId, on: Date, kind: EntryKind) -> Option<Self> {
        let back = |posting: &Posting| {
            Some(Posting { delta: posting.delta.checked_neg()?, ..posting.clone() })
        };
        let postings = self.postings.iter().map(back).collect::<Option<_>>()?;
        let corrects = Some(self.id.clone());
        Some(Self { id, on, kind, postings, memo: self.memo.clone(), work: None, corrects })
    }

    /// Whether it can be an entry, whatever the balances are.
    pub fn check_form(&self) -> Result<(), EntryFault> {
        if self.postings.len() < 2 {
            return Err(EntryFault::TooFewPostings { found: self.postings.len() });
        }
        if let Some(posting) = self.postings.iter().find(|posting| posting.delta.is_zero()) {
            let (account, unit) = (posting.account.clone(), posting.unit.clone());
            return Err(EntryFault::NothingPosted { account, unit });
        }
        let mut sorted: Vec<&Posting> = self.postings.iter().collect();
        sorted.sort_unstable_by(|a, b| a.balance().cmp(&b.balance()));
        if let Some([twice, _]) = sorted.array_windows().find(|[a, b]| a.balance() == b.balance()) {
            let (account, unit) = (twice.account.clone(), twice.unit.clone());
            return Err(EntryFault::AccountTwice { account, unit });
        }
        for of_unit in sorted.chunk_by(|a, b| a.unit == b.unit) {
            let sum: i128 = of_unit.iter().map(|posting| posting.delta.wide()).sum();
            if let Some(posting) = of_unit.first().filter(|_| sum != 0) {
                let (unit, sum) = (posting.unit.clone(), sum.to_string().into());
                return Err(EntryFault::Unbalanced { unit, sum });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(account: &str, unit: &str, delta: i64) -> Posting {
        Posting {
            account: account.parse().unwrap(),
            unit: unit.parse().unwrap(),
            delta: Amount::new(delta),
        }
    }

    fn entry(postings: Vec<Posting>) -> Entry {
        let (id, on) = (EntryId::new("e1"), jiff::civil::date(2026, 5, 3));
        let kind = EntryKind::Transfer;
        Entry { id, on, kind, postings, memo: None, work: None, corrects: None }
    }

    #[test]
    fn each_unit_sums_to_zero_on_its_own() {
        let two = entry(vec![
            posting("member:a", "MIN", -30),
            posting("commons", "MIN", 30),
            posting("member:a", "KWH", 5),
            posting("commons", "KWH", -5),
        ]);
        assert_eq!(two.check_form(), Ok(()));
        let mixed = entry(vec![posting("member:a", "MIN", -30), posting("commons", "KWH", 30)]);
        assert!(matches!(mixed.check_form(), Err(EntryFault::Unbalanced { .. })));
    }

    #[test]
    fn postings_are_two_or_more_and_none_is_nothing_or_twice() {
        assert_eq!(entry(vec![]).check_form(), Err(EntryFault::TooFewPostings { found: 0 }));
        let nothing = entry(vec![posting("member:a", "MIN", 0), posting("commons", "MIN", 0)]);
        assert!(matches!(nothing.check_form(), Err(EntryFault::NothingPosted { .. })));
        let twice = entry(vec![posting("member:a", "MIN", 1), posting("member:a", "MIN", -1)]);
        assert!(matches!(twice.check_form(), Err(EntryFault::AccountTwice { .. })));
    }

    #[test]
    fn the_widest_amounts_do_not_wrap() {
        let huge = entry(vec![
            posting("member:a", "MIN", i64::MAX),
            posting("member:b", "MIN", i64::MAX),
            posting("member:c", "MIN", 2),
        ]);
        let fault = huge.check_form().unwrap_err();
        assert_eq!(fault.to_string(), "the postings in MIN sum to 18446744073709551616, not to 0");
        let least = entry(vec![posting("member:a", "MIN", i64::MIN), posting("commons", "MIN", 1)]);
        assert_eq!(least.reversal(EntryId::new("e2"), least.on, EntryKind::Refund), None);
    }

    #[test]
    fn kinds_are_kept_even_if_they_are_not_known() {
        let other: EntryKind = "sponsorship".parse().unwrap();
        assert_eq!(other.to_string(), "sponsorship");
        for (kind, text) in KINDS {
            assert_eq!(text.parse::<EntryKind>().unwrap(), kind);
        }
    }
}
