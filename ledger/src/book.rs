//! The book: all entries folded into balances.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::amount::Amount;
use crate::entry::{Entry, EntryFault, EntryId, EntryKind};
use crate::limits::{OverLimit, Side, bounds};
use crate::unit::{Mode, Unit, UnitCode};

/// An entry that was set aside, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Which.
    pub entry: EntryId,
    /// Why.
    #[serde(flatten)]
    pub fault: EntryFault,
}

/// Why a new entry is not accepted at the desk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It cannot be an entry.
    #[error(transparent)]
    Fault(#[from] EntryFault),
    /// An entry of this name is in the book already.
    #[error("entry {0} is in the book already")]
    Known(EntryId),
    /// A balance would go further beyond its limit.
    #[error("`{account}` would stand at {after} {unit}; the {side} it may stand at is {limit}")]
    Limit {
        /// Whose.
        account: Account,
        /// In which unit.
        unit: UnitCode,
        /// The balance before.
        before: Amount,
        /// The balance after.
        after: Amount,
        /// Which end.
        side: Side,
        /// Where that end is.
        limit: Amount,
    },
}

/// What one entry changed in an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// Which entry.
    pub entry: EntryId,
    /// By how much.
    pub delta: Amount,
    /// The balance afterwards.
    pub balance: Amount,
}

/// What the entries made of one account in one unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Standing {
    balance: Amount,
    /// Whether it ever received a credit: then it is no newcomer any more.
    credited: bool,
}

impl Standing {
    /// Changes the balance; the sum was checked to fit.
    fn post(&mut self, delta: Amount) {
        self.balance = self.balance.checked_add(delta).unwrap_or(self.balance);
        self.credited |= delta > Amount::ZERO;
    }
}

/// The balances of all accounts, and the entries that made them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    units: BTreeMap<UnitCode, Unit>,
    entries: Vec<Entry>,
    ids: HashSet<EntryId>,
    standings: BTreeMap<UnitCode, HashMap<Account, Standing>>,
    issued: BTreeSet<UnitCode>,
    problems: Vec<Problem>,
}

impl Book {
    /// Folds entries, in the order of the record, into balances. It never stops: what cannot be
    /// an entry is set aside in [`Book::problems`]; what went beyond a limit is kept, and shows in
    /// [`Book::over_limit`]. An entry that comes twice is one entry.
    ///
    /// ```
    /// use ledger::{account::Account, amount::Amount, book::Book};
    /// use ledger::entry::{Entry, EntryId};
    /// use ledger::unit::{Mode, Unit, UnitCode};
    ///
    /// let min: UnitCode = "MIN".parse()?;
    /// let (mira, tom) = (Account::member("mira")?, Account::member("tom")?);
    /// let day = jiff::civil::date(2026, 5, 3);
    /// let paid = Entry::payment(
    ///     EntryId::new("k1-7"), day, mira.clone(), tom.clone(), min.clone(), Amount::new(90),
    /// );
    /// let book = Book::fold([Unit::new(min.clone(), "hours", Mode::Mutual)], paid);
    /// assert_eq!(book.balance(&min, &tom), Amount::new(90));
    /// assert_eq!(book.sum(&min), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fold(
        units: impl IntoIterator<Item = Unit>,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Self {
        let units = units.into_iter().map(|unit| (unit.code.clone(), unit)).collect();
        let mut book = Self { units, ..Self::default() };
        for entry in entries {
            book.record(entry);
        }
        book
    }

    /// Adds one entry to the record, as [`Book::fold`] does with each.
    pub fn record(&mut self, entry: Entry) {
        if self.ids.contains(&entry.id) {
            return;
        }
        match self.check_fault(&entry) {
            Ok(()) => self.post(entry),
            Err(fault) => self.problems.push(Problem { entry: entry.id, fault }),
        }
    }

    /// Whether the desk may accept a new entry: it has the form of one, and it takes no balance
    /// further beyond its limit. Refused attempts are not entries.
    pub fn check_transfer(&self, entry: &Entry) -> Result<(), Refusal> {
        if self.ids.contains(&entry.id) {
            return Err(Refusal::Known(entry.id.clone()));
        }
        self.check_fault(entry)?;
        for posting in &entry.postings {
            let Some(unit) = self.units.get(&posting.unit) else { continue };
            let before = self.balance(&posting.unit, &posting.account);
            let Some(after) = before.checked_add(posting.delta) else { continue };
            let bounds = bounds(unit, &posting.account, self.is_newcomer(unit, &posting.account));
            let side = bounds.worsened_by(after, posting.delta);
            if let Some((side, limit)) = side.and_then(|side| Some((side, bounds.at(side)?))) {
                let (account, unit) = (posting.account.clone(), posting.unit.clone());
                return Err(Refusal::Limit { account, unit, before, after, side, limit });
            }
        }
        Ok(())
    }

    fn is_newcomer(&self, unit: &Unit, account: &Account) -> bool {
        !self.standing(&unit.code, account).credited
    }

    fn check_fault(&self, entry: &Entry) -> Result<(), EntryFault> {
        entry.check_form()?;
        for posting in &entry.postings {
            let Some(unit) = self.units.get(&posting.unit) else {
                return Err(EntryFault::UnknownUnit { unit: posting.unit.clone() });
            };
            if posting.account == Account::Issuance {
                self.check_issue(unit, entry, posting.delta)?;
            }
            let balance = self.balance(&posting.unit, &posting.account);
            if balance.checked_add(posting.delta).is_none() {
                let (account, unit) = (posting.account.clone(), posting.unit.clone());
                return Err(EntryFault::Overflow { account, unit });
            }
        }
        Ok(())
    }

    fn check_issue(&self, unit: &Unit, entry: &Entry, delta: Amount) -> Result<(), EntryFault> {
        let first = !self.issued.contains(&unit.code);
        let issues = unit.mode == Mode::Fixed && entry.kind == EntryKind::Issue;
        if first && issues && delta < Amount::ZERO {
            Ok(())
        } else {
            Err(EntryFault::Issuance { unit: unit.code.clone() })
        }
    }

    /// Changes the balances of what was checked.
    fn post(&mut self, entry: Entry) {
        for posting in &entry.postings {
            let accounts = self.standings.get_mut(&posting.unit);
            if let Some(standing) = accounts.and_then(|all| all.get_mut(&posting.account)) {
                standing.post(posting.delta);
            } else {
                // Names are copied for an account's first entry alone: a book has many more.
                let accounts = self.standings.entry(posting.unit.clone()).or_default();
                accounts.entry(posting.account.clone()).or_default().post(posting.delta);
            }
            if posting.account == Account::Issuance {
                self.issued.insert(posting.unit.clone());
            }
        }
        self.ids.insert(entry.id.clone());
        self.entries.push(entry);
    }

    fn standing(&self, unit: &UnitCode, account: &Account) -> Standing {
        let accounts = self.standings.get(unit);
        accounts.and_then(|accounts| accounts.get(account)).copied().unwrap_or_default()
    }

    /// The units, by code.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// The unit of this code.
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.get(code)
    }

    /// The entries that count, in the order of the record.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries that were set aside, with the reasons.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The balance of an account; an account that nobody posted to has none, which is zero.
    pub fn balance(&self, unit: &UnitCode, account: &Account) -> Amount {
        self.standing(unit, account).balance
    }

    /// All balances in a unit, by account.
    pub fn balances(&self, unit: &UnitCode) -> impl Iterator<Item = (&Account, Amount)> {
        let accounts = self.standings.get(unit).into_iter().flatten();
        let balances = accounts.map(|(account, standing)| (account, standing.balance));
        let mut balances: Vec<_> = balances.collect();
        balances.sort_unstable_by_key(|(account, _)| *account);
        balances.into_iter()
    }

    /// The sum of all balances in a unit. It is zero; a page shows it so that everybody sees it.
    pub fn sum(&self, unit: &UnitCode) -> i128 {
        self.balances(unit).map(|(_, balance)| balance.wide()).sum()
    }

    /// Every account that stands beyond its limit.
    pub fn over_limit(&self) -> Vec<OverLimit> {
        let mut found = Vec::new();
        for unit in self.units.values() {
            for (account, balance) in self.balances(&unit.code) {
                let bounds = bounds(unit, account, self.is_newcomer(unit, account));
                let side = bounds.violated_by(balance);
                let Some((side, limit)) = side.and_then(|side| Some((side, bounds.at(side)?)))
                else {
                    continue;
                };
                let (account, unit) = (account.clone(), unit.code.clone());
                found.push(OverLimit { account, unit, balance, side, limit });
            }
        }
        found
    }

    /// The account's entries with the balance after each.
    pub fn statement(&self, unit: &UnitCode, account: &Account) -> Vec<StatementLine> {
        let mut balance = Amount::ZERO;
        let mut lines = Vec::new();
        for entry in &self.entries {
            let own = |p: &&crate::entry::Posting| p.unit == *unit && p.account == *account;
            let Some(posting) = entry.postings.iter().find(own) else { continue };
            balance = balance.checked_add(posting.delta).unwrap_or(balance);
            lines.push(StatementLine { entry: entry.id.clone(), delta: posting.delta, balance });
        }
        lines
    }
}

#[cfg(test)]
mod tests;
