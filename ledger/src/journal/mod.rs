//! Plain-text journals, so that other accounting programs can read and check a book.
//!
//! [`polyglot::write`] writes one file that hledger, ledger and beancount all read, with the same
//! balances; [`strict::write`] one that also passes hledger's strict checks; [`table::write`] a CSV
//! table; [`valueflows::write`] JSON-LD. [`read::read`] reads the common subset back.
//!
//! Members' balances are liabilities of the node: a credit of a member is a negative amount on
//! `Liabilities:Members:…`. Journals therefore show every balance with the opposite sign of the
//! book's.

pub mod names;
pub mod polyglot;
pub mod read;
pub mod strict;
pub mod table;
pub mod valueflows;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use crate::entry::Entry;

/// A transaction's head and postings, as all programs read them.
fn write_transaction(out: &mut String, entry: &Entry) {
    let what = plain(entry.memo.as_deref().unwrap_or_default());
    // Writing to a string cannot fail.
    let _ = writeln!(out, "\n{} * \"{}\" \"{what}\"", entry.on, plain(&head(entry)));
    for posting in &entry.postings {
        let account = names::to_journal(&posting.account);
        // In 128 bits, where every amount has an opposite.
        let _ = writeln!(out, "  {account}  {} {}", -posting.delta.wide(), posting.unit);
    }
}

/// What kind of entry it is, with its name.
fn head(entry: &Entry) -> String {
    format!("{} {}", entry.kind, entry.id)
}

/// Text that may stand between quotes in all programs.
fn plain(text: &str) -> String {
    let swap = |c: char| match c {
        '"' => '\'',
        '\\' => '/',
        c if c.is_control() => ' ',
        c => c,
    };
    text.chars().map(swap).collect()
}
