//! The journal for hledger's strict checks: every account and commodity is declared.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{names, write_transaction};
use crate::book::Book;

const HEAD: &str = "\
; A book for hledger, which passes `hledger check --strict`.
; Balances of members are liabilities of the node: a credit of a member is a negative amount here.
; Amounts are whole minor units.
";

/// Writes a book.
pub fn write(book: &Book) -> String {
    let mut out = String::from(HEAD);
    // Writing to a string cannot fail. hledger wants a decimal mark in a commodity's declaration.
    for unit in book.units() {
        let _ = writeln!(out, "commodity 1000. {}", unit.code);
    }
    let postings = book.entries().iter().flat_map(|entry| &entry.postings);
    let accounts: BTreeSet<_> = postings.map(|posting| &posting.account).collect();
    for account in accounts {
        let _ = writeln!(out, "account {}", names::to_journal(account));
    }
    let mut entries: Vec<_> = book.entries().iter().collect();
    entries.sort_by_key(|entry| entry.on);
    for entry in entries {
        write_transaction(&mut out, entry);
    }
    out
}
