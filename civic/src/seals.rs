//! Seals of months: what the books came to, so that a later change of the past shows.

use catalog::event::{Kind, MonthSeal};
use catalog::fold::Node;
use ledger::month::Month;
use ledger::seal::{Seal, seal};
use ledger::unit::UnitCode;

use crate::books::Books;

/// How a sealed month stands against the books of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The same to the last credit.
    Holds,
    /// Entries came later that belong into it: their effect is settled in the next month.
    MoreEntries,
    /// Something of it was changed.
    Changed,
}

/// What a month comes to by the books of now, ready to be recorded.
pub fn of_month(books: &Books, unit: &UnitCode, month: Month) -> MonthSeal {
    let Seal { entries, head, balances, supply } = seal(&books.book, unit, month);
    MonthSeal {
        unit: unit.to_string().into(),
        month: month.to_string().into(),
        entries,
        head: head.into(),
        balances: balances.into(),
        supply: i64::try_from(supply).unwrap_or(i64::MAX),
    }
}

/// The seals of a node, each with how it stands.
pub fn check<'n>(node: &'n Node, books: &Books) -> Vec<(&'n MonthSeal, Check)> {
    let sealed = node.state.civic.iter().filter_map(|recorded| match &*recorded.what {
        Kind::MonthSeal(sealed) => Some(&**sealed),
        _ => None,
    });
    let stands = |sealed: &'n MonthSeal| {
        let (unit, month) = (sealed.unit.parse().ok()?, sealed.month.parse().ok()?);
        let now = of_month(books, &unit, month);
        let check = match now.entries.cmp(&sealed.entries) {
            std::cmp::Ordering::Equal if now == *sealed => Check::Holds,
            std::cmp::Ordering::Greater => Check::MoreEntries,
            _ => Check::Changed,
        };
        Some((sealed, check))
    };
    sealed.filter_map(stands).collect()
}
