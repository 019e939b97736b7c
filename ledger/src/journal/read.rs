//! Reading the subset of journals that [`super::polyglot`] writes.
//!
//! The checks are those of the strictest of the three programs: every account is opened before it
//! is used, every transaction sums to zero in each commodity, and every `balance` is true at the
//! beginning of its day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::amount::Amount;
use crate::unit::UnitCode;

/// A mistake in a journal, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct JournalError {
    /// From one.
    pub line: usize,
    /// From one, in characters.
    pub column: usize,
    /// What it is.
    #[source]
    pub fault: JournalFault,
}

/// What is wrong with a journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalFault {
    /// Something else should stand here.
    #[error("expected {expected}, found `{found}`")]
    Expected {
        /// What should stand here.
        expected: &'static str,
        /// What does.
        found: Box<str>,
    },
    /// A posting before the first transaction.
    #[error("this posting belongs to no transaction")]
    Stray,
    /// A transaction that does not sum to zero.
    #[error("the transaction sums to {sum} {unit}, not to 0")]
    Unbalanced {
        /// In which commodity.
        unit: UnitCode,
        /// To what.
        sum: i128,
    },
    /// An account that no line opens by that day.
    #[error("`{account}` is not open on {day}; open it with `{day} open {account}`")]
    NotOpen {
        /// Which account.
        account: Box<str>,
        /// On which day.
        day: Date,
    },
    /// A balance that is not what it should be.
    #[error("`{account}` stands at {found} {unit}, not at {stated}")]
    Balance {
        /// Which account.
        account: Box<str>,
        /// In which commodity.
        unit: UnitCode,
        /// What the line says.
        stated: Amount,
        /// What the postings come to.
        found: i128,
    },
}

/// A posting of a journal, in the journal's signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalPosting {
    /// The account's name.
    pub account: Box<str>,
    /// The commodity.
    pub unit: UnitCode,
    /// The amount.
    pub amount: Amount,
    /// The line where it stands.
    pub line: usize,
}

/// A transaction of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalTransaction {
    /// Its day.
    pub on: Date,
    /// Whether it is marked as settled (`*`) and not as pending (`!`).
    pub settled: bool,
    /// Its first text.
    pub payee: Box<str>,
    /// Its second text.
    pub memo: Box<str>,
    /// Its postings.
    pub postings: Vec<JournalPosting>,
    /// The line where it begins.
    pub line: usize,
}

/// What a journal holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journal {
    /// The day on which each account is opened.
    pub opened: BTreeMap<Box<str>, Date>,
    /// The transactions, in the order of the file.
    pub transactions: Vec<JournalTransaction>,
}

impl Journal {
    /// The balance of each account in each commodity, in the journal's signs.
    pub fn balances(&self) -> BTreeMap<(&str, &UnitCode), i128> {
        let mut balances = BTreeMap::new();
        for posting in self.transactions.iter().flat_map(|transaction| &transaction.postings) {
            let balance = balances.entry((&*posting.account, &posting.unit)).or_insert(0);
            *balance += posting.amount.wide();
        }
        balances
    }
}

/// A stated balance, to be checked when all is read.
struct Stated {
    on: Date,
    account: Box<str>,
    unit: UnitCode,
    amount: Amount,
    line: usize,
}

/// Reads a journal. It stops at the first mistake.
pub fn read(text: &str) -> Result<Journal, JournalError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut journal = Journal::default();
    let mut stated = Vec::new();
    let mut open = false;
    for (index, whole) in text.lines().enumerate() {
        let line = Line { whole: whole.trim_end(), number: index + 1 };
        match whole.chars().next() {
            _ if line.whole.trim_start().is_empty() => open = false,
            Some(';') => {}
            Some(' ' | '\t') => {
                if line.whole.trim_start().starts_with(';') {
                    continue;
                }
                let target = journal.transactions.last_mut().filter(|_| open);
                let posting = read_posting(line)?;
                let target = target.ok_or_else(|| line.fault(0, JournalFault::Stray))?;
                target.postings.push(posting);
            }
            _ => open = read_directive(line, &mut journal, &mut stated)?,
        }
    }
    check(&journal, &stated)?;
    Ok(journal)
}

#[derive(Clone, Copy)]
struct Line<'a> {
    whole: &'a str,
    number: usize,
}

/// A word with the byte at which it begins.
type Word<'a> = (usize, &'a str);

impl<'a> Line<'a> {
    fn fault(self, byte: usize, fault: JournalFault) -> JournalError {
        let column = self.whole.get(..byte).unwrap_or(self.whole).chars().count() + 1;
        JournalError { line: self.number, column, fault }
    }

    fn expected(self, byte: usize, expected: &'static str) -> JournalError {
        let found = self.whole.get(byte..).unwrap_or_default().split_whitespace().next();
        let found = found.unwrap_or("the end of the line").into();
        self.fault(byte, JournalFault::Expected { expected, found })
    }

    /// The words of the line up to a comment.
    fn words(self) -> impl Iterator<Item = Word<'a>> {
        let mut from = 0;
        let words = std::iter::from_fn(move || {
            let rest = self.whole.get(from..)?;
            let start = from + rest.len() - rest.trim_start().len();
            let rest = self.whole.get(start..).filter(|rest| !rest.is_empty())?;
            let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
            from = end;
            Some((start, self.whole.get(start..end)?))
        });
        words.take_while(|(_, word)| !word.starts_with(';'))
    }

    fn word(
        self,
        words: &mut impl Iterator<Item = Word<'a>>,
        expected: &'static str,
    ) -> Result<Word<'a>, JournalError> {
        words.next().ok_or_else(|| self.expected(self.whole.len(), expected))
    }

    fn end(self, words: &mut impl Iterator<Item = Word<'a>>) -> Result<(), JournalError> {
        match words.next() {
            Some((at, _)) => Err(self.expected(at, "the end of the line")),
            None => Ok(()),
        }
    }
}

/// Reads an account, an amount and a commodity.
fn read_amount<'a>(
    line: Line<'a>,
    words: &mut impl Iterator<Item = Word<'a>>,
) -> Result<(Box<str>, Amount, UnitCode), JournalError> {
    let account = read_account(line, words)?;
    let (at, word) = line.word(words, "a whole number")?;
    let amount: i64 = word.parse().map_err(|_| line.expected(at, "a whole number"))?;
    let (at, word) = line.word(words, "a commodity")?;
    let expected = "a commodity: 2 to 12 capital letters and digits";
    let unit = word.parse().map_err(|_| line.expected(at, expected))?;
    line.end(words)?;
    Ok((account, Amount::new(amount), unit))
}

fn read_account<'a>(
    line: Line<'a>,
    words: &mut impl Iterator<Item = Word<'a>>,
) -> Result<Box<str>, JournalError> {
    let (at, word) = line.word(words, "an account")?;
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let roots = ["Assets", "Liabilities", "Equity", "Income", "Expenses"];
    let mut parts = word.split(':');
    let root = parts.next().is_some_and(|root| roots.contains(&root));
    if root && word.contains(':') && parts.all(is_part) {
        Ok(word.into())
    } else {
        Err(line.expected(at, "an account like Liabilities:Members:M0001"))
    }
}

fn read_posting(line: Line<'_>) -> Result<JournalPosting, JournalError> {
    let (account, amount, unit) = read_amount(line, &mut line.words())?;
    Ok(JournalPosting { account, unit, amount, line: line.number })
}

/// Reads a line that begins with a date; whether postings follow.
fn read_directive(
    line: Line<'_>,
    journal: &mut Journal,
    stated: &mut Vec<Stated>,
) -> Result<bool, JournalError> {
    let mut words = line.words();
    let (_, date) = line.word(&mut words, "a date")?;
    let on: Date = date.parse().map_err(|_| line.expected(0, "a date like 2026-01-31"))?;
    match line.word(&mut words, "`open`, `balance`, `*` or `!`")? {
        (_, "open") => {
            let account = read_account(line, &mut words)?;
            journal.opened.entry(account).or_insert(on);
        }
        (_, "balance") => {
            let (account, amount, unit) = read_amount(line, &mut words)?;
            stated.push(Stated { on, account, unit, amount, line: line.number });
        }
        (at, flag @ ("*" | "!")) => {
            let (payee, memo) = read_texts(line, at + 1)?;
            let (settled, postings) = (flag == "*", Vec::new());
            let number = line.number;
            let transaction =
                JournalTransaction { on, settled, payee, memo, postings, line: number };
            journal.transactions.push(transaction);
            return Ok(true);
        }
        (at, _) => return Err(line.expected(at, "`open`, `balance`, `*` or `!`")),
    }
    Ok(false)
}

/// The one or two texts between quotes after a flag.
fn read_texts(line: Line<'_>, from: usize) -> Result<(Box<str>, Box<str>), JournalError> {
    let mut texts = Vec::new();
    let mut at = from;
    loop {
        let rest = line.whole.get(at..).unwrap_or_default();
        let start = at + rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if rest.is_empty() || (rest.starts_with(';') && !texts.is_empty()) {
            break;
        }
        let inner = rest.strip_prefix('"').filter(|_| texts.len() < 2);
        let inner = inner.ok_or_else(|| line.expected(start, "a text between quotes"))?;
        let end = inner.find('"').ok_or_else(|| line.expected(start, "a closing quote"))?;
        texts.push(inner.get(..end).unwrap_or_default());
        at = start + end + 2;
    }
    match texts[..] {
        [payee, memo] => Ok((payee.into(), memo.into())),
        [memo] => Ok(("".into(), memo.into())),
        _ => Err(line.expected(line.whole.len(), "a text between quotes")),
    }
}

fn at_line(line: usize, fault: JournalFault) -> JournalError {
    JournalError { line, column: 1, fault }
}

fn check(journal: &Journal, stated: &[Stated]) -> Result<(), JournalError> {
    for transaction in &journal.transactions {
        let mut sums: BTreeMap<&UnitCode, i128> = BTreeMap::new();
        for posting in &transaction.postings {
            check_open(journal, &posting.account, transaction.on, posting.line)?;
            *sums.entry(&posting.unit).or_default() += posting.amount.wide();
        }
        if let Some((unit, sum)) = sums.into_iter().find(|(_, sum)| *sum != 0) {
            let fault = JournalFault::Unbalanced { unit: unit.clone(), sum };
            return Err(at_line(transaction.line, fault));
        }
    }
    check_balances(journal, stated)
}

fn check_open(
    journal: &Journal,
    account: &str,
    day: Date,
    line: usize,
) -> Result<(), JournalError> {
    if journal.opened.get(account).is_some_and(|opened| *opened <= day) {
        Ok(())
    } else {
        Err(at_line(line, JournalFault::NotOpen { account: account.into(), day }))
    }
}

/// Goes through the days once, adding up what came before each stated balance.
fn check_balances(journal: &Journal, stated: &[Stated]) -> Result<(), JournalError> {
    let mut transactions: Vec<&JournalTransaction> = journal.transactions.iter().collect();
    transactions.sort_by_key(|transaction| transaction.on);
    let mut transactions = transactions.into_iter().peekable();
    let mut in_order: Vec<&Stated> = stated.iter().collect();
    in_order.sort_by_key(|stated| stated.on);
    let mut balances: BTreeMap<(&str, &UnitCode), i128> = BTreeMap::new();
    let asked: BTreeSet<&str> = stated.iter().map(|stated| &*stated.account).collect();
    for Stated { on, account, unit, amount, line } in in_order {
        check_open(journal, account, *on, *line)?;
        while let Some(transaction) = transactions.next_if(|t| t.on < *on) {
            for posting in transaction.postings.iter().filter(|p| asked.contains(&*p.account)) {
                let key = (&*posting.account, &posting.unit);
                *balances.entry(key).or_default() += posting.amount.wide();
            }
        }
        let found = balances.get(&(&**account, unit)).copied().unwrap_or(0);
        if found != amount.wide() {
            let (account, unit) = (account.clone(), unit.clone());
            let fault = JournalFault::Balance { account, unit, stated: *amount, found };
            return Err(at_line(*line, fault));
        }
    }
    Ok(())
}
