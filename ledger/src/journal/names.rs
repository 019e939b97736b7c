//! Accounts by their names in journals, and back.
//!
//! A part of a journal's account name begins with a capital letter or a digit. A name that does
//! not, or that could be mistaken for one that was changed, gets `M-` in front.

use crate::account::Account;

const MARK: &str = "M-";

fn starts_low(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
}

fn part(name: &str) -> String {
    if starts_low(name) || name.starts_with(MARK) { format!("{MARK}{name}") } else { name.into() }
}

fn name(part: &str) -> &str {
    match part.strip_prefix(MARK) {
        Some(rest) if starts_low(rest) || rest.starts_with(MARK) => rest,
        _ => part,
    }
}

/// The account's name in a journal.
///
/// ```
/// use ledger::{account::Account, journal::names::{from_journal, to_journal}};
/// let mira = Account::member("mira")?;
/// assert_eq!(to_journal(&mira), "Liabilities:Members:M-mira");
/// assert_eq!(from_journal("Liabilities:Members:M-mira"), Some(mira));
/// # Ok::<(), ledger::account::AccountError>(())
/// ```
pub fn to_journal(account: &Account) -> String {
    match account {
        Account::Commons => "Liabilities:Commons".into(),
        Account::Issuance => "Liabilities:Issuance".into(),
        Account::Writeoff => "Liabilities:Writeoff".into(),
        Account::Member(name) => format!("Liabilities:Members:{}", part(name.as_str())),
        Account::Peer(name) => format!("Liabilities:Peers:{}", part(name.as_str())),
        Account::Escrow(name) => format!("Liabilities:Escrow:{}", part(name.as_str())),
    }
}

/// The account of a name in a journal; none if it is not one of a book's.
pub fn from_journal(text: &str) -> Option<Account> {
    let own = text.strip_prefix("Liabilities:")?;
    match own.split_once(':') {
        None => match own {
            "Commons" => Some(Account::Commons),
            "Issuance" => Some(Account::Issuance),
            "Writeoff" => Some(Account::Writeoff),
            _ => None,
        },
        Some(("Members", part)) => name(part).parse().map(Account::Member).ok(),
        Some(("Peers", part)) => name(part).parse().map(Account::Peer).ok(),
        Some(("Escrow", part)) => name(part).parse().map(Account::Escrow).ok(),
        Some(_) => None,
    }
}
