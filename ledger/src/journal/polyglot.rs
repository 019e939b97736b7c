//! The journal that hledger, ledger and beancount read alike.
//!
//! It keeps to what the three have in common: comments, `open` and `balance` (directives to
//! beancount, transactions without postings to the others), and transactions with whole numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::Date;

use super::{names, write_transaction};
use crate::account::Account;
use crate::book::Book;

const HEAD: &str = "\
; A book in the subset that hledger, ledger and beancount read alike.
; Balances of members are liabilities of the node: a credit of a member is a negative amount here.
; Amounts are whole minor units.
";

/// Writes a book, with the closing balances for beancount to check.
pub fn write(book: &Book) -> String {
    let mut out = String::from(HEAD);
    let mut days: BTreeMap<&Account, Date> = BTreeMap::new();
    for entry in book.entries() {
        for posting in &entry.postings {
            let day = days.entry(&posting.account).or_insert(entry.on);
            *day = (*day).min(entry.on);
        }
    }
    // Writing to a string cannot fail.
    for (account, day) in &days {
        let _ = writeln!(out, "{day} open {}", names::to_journal(account));
    }
    let mut entries: Vec<_> = book.entries().iter().collect();
    entries.sort_by_key(|entry| entry.on);
    for entry in &entries {
        write_transaction(&mut out, entry);
    }
    let last = entries.last().and_then(|entry| entry.on.tomorrow().ok());
    if let Some(day) = last {
        write_balances(&mut out, book, day);
    }
    out
}

/// Balances as they stand at the beginning of a day.
fn write_balances(out: &mut String, book: &Book, day: Date) {
    out.push('\n');
    let units: BTreeSet<_> = book.units().map(|unit| &unit.code).collect();
    for unit in units {
        for (account, balance) in book.balances(unit) {
            let account = names::to_journal(account);
            let _ = writeln!(out, "{day} balance {account}  {} {unit}", -balance.wide());
        }
    }
}
