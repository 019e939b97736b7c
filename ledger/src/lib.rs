//! Units of account, entries and balances, as pure functions.
//!
//! A ledger entry is a fact that some device recorded: postings to accounts that sum to zero in
//! each unit. [`book::Book::fold`] turns all entries into balances. What cannot be an entry (a sum
//! that is not zero, an unknown unit) is set aside with the reason; what should not have happened
//! but did (two kiosks that spent the same credit while apart) is kept and marked, because the
//! record says what happened and people say what to do about it.
//!
//! Amounts are integers in minor units, sums are taken in 128 bits, and an amount that does not fit
//! is refused. The crate reads no clock and no disk, and does not know where entries are stored.

pub mod account;
pub mod amount;
pub mod book;
pub mod clearing;
pub mod commons;
pub mod demurrage;
pub mod entry;
pub mod figures;
pub mod journal;
pub mod leaving;
pub mod limits;
pub mod month;
pub mod rate;
pub mod seal;
pub mod transfer;
pub mod unit;

#[cfg(test)]
mod reference;
