//! `stead ledger`: credits, as a pure function of the entries.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::{LedgerPost, PostingLine};
use catalog::fold::{Node, Recorded};
use catalog::record::{UnitOfAccount, UnitOfAccountMode};
use clap::ValueEnum;
use ledger::amount::Amount;
use ledger::book::Book;
use ledger::entry::{Entry, EntryId, Posting};
use ledger::journal;
use ledger::journal::read::read;
use ledger::limits::Limits;
use ledger::unit::{Mode, Unit, UnitCode};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::context::Context;
use crate::node::Reading;
use crate::report::{self, Report};

/// Credits: balances, entries, export
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Ledger {
    /// Show the balance of every account
    Balance(Balance),
    /// Show every entry, oldest first
    Register,
    /// Print the entries for another program
    Export(Export),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// The form
    #[arg(long, value_name = "FORM")]
    format: Form,
}

/// The forms in which entries can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// A journal that Beancount, hledger and Ledger read alike
    Polyglot,
    /// A journal for hledger with strict checks
    Hledger,
    /// A table
    Csv,
    /// `ValueFlows` as JSON-LD
    Valueflows,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Balance {
    /// Read a journal of another program instead (the part that Beancount, hledger and Ledger share)
    #[arg(long, value_name = "FILE")]
    journal: Option<Utf8PathBuf>,
}

type Balances = BTreeMap<String, BTreeMap<String, i128>>;

pub(crate) fn run(args: &Ledger, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Ledger::Balance(Balance { journal: Some(file) }) => Ok(answer(&of_journal(file)?)),
        Ledger::Balance(_) => {
            let book = book(&Reading::open(cx)?.node);
            tell_problems(cx, &book);
            Ok(answer(&balances(&book)))
        }
        Ledger::Register => Ok(register(&book(&Reading::open(cx)?.node))),
        Ledger::Export(args) => Ok(export(args.format, &Reading::open(cx)?)),
    }
}

fn of_journal(file: &Utf8Path) -> Result<Balances, Report> {
    let bytes = fs_err::read(file).map_err(report::at("read", file))?;
    let text = String::from_utf8_lossy(&bytes);
    let journal =
        read(&text).map_err(|error| Report::request("journal", format!("{file}: {error}")))?;
    let mut all = Balances::new();
    for ((account, unit), sum) in journal.balances() {
        all.entry(account.to_owned()).or_default().insert(unit.to_string(), sum);
    }
    Ok(all)
}

/// The entries of the feeds, folded. What cannot be an entry is set aside with its reason.
pub(crate) fn book(node: &Node) -> Book {
    let units = &node.documents.node.units_of_account;
    Book::fold(
        units.iter().filter_map(|(code, unit)| unit_of(code, unit)),
        node.state.entries.iter().filter_map(entry),
    )
}

fn unit_of(code: &str, unit: &UnitOfAccount) -> Option<Unit> {
    let mode = match unit.mode {
        UnitOfAccountMode::Mutual => Mode::Mutual,
        UnitOfAccountMode::Fixed => Mode::Fixed,
        UnitOfAccountMode::Gift => Mode::Gift,
    };
    let limits =
        Limits { credit_limit: Amount::new(unit.credit_limit), cap: unit.cap.map(Amount::new) };
    let minor_per_major = NonZeroU32::new(unit.minor_per_major).unwrap_or(NonZeroU32::MIN);
    let plain = Unit::new(code.parse().ok()?, unit.label.base.as_str(), mode);
    Some(Unit { limits, minor_per_major, ..plain })
}

fn entry(recorded: &Recorded<LedgerPost>) -> Option<Entry> {
    let post = &recorded.what;
    let unit: UnitCode = post.unit.parse().ok()?;
    let posting = |line: &PostingLine| {
        let account = line.account.parse().ok()?;
        Some(Posting { account, unit: unit.clone(), delta: Amount::new(line.delta) })
    };
    Some(Entry {
        id: EntryId::new(recorded.id.to_string()),
        on: recorded.when.date(),
        kind: post.entry.parse().ok()?,
        postings: post.postings.iter().map(posting).collect::<Option<_>>()?,
        memo: post.memo.clone(),
        work: post.work.clone(),
        corrects: post.corrects.map(|id| EntryId::new(id.to_string())),
    })
}

fn tell_problems(cx: &mut Context, book: &Book) {
    for problem in book.problems() {
        cx.console.warn(&format!("{}: {}", problem.entry.as_str(), problem.fault));
    }
}

fn balances(book: &Book) -> Balances {
    let mut all = Balances::new();
    for unit in book.units() {
        for (account, balance) in book.balances(&unit.code) {
            all.entry(account.to_string())
                .or_default()
                .insert(unit.code.to_string(), balance.wide());
        }
    }
    all
}

fn register(book: &Book) -> Answer {
    let (mut text, mut entries) = (String::new(), Vec::new());
    for entry in book.entries() {
        let memo = entry.memo.as_deref().unwrap_or_default();
        text.push_str(format!("{}  {} {}  {memo}", entry.on, entry.kind, entry.id).trim_end());
        text.push('\n');
        for posting in &entry.postings {
            let (delta, unit) = (posting.delta.wide(), &posting.unit);
            text.push_str(&format!("{delta:>14} {unit:<6} {}\n", posting.account));
        }
        entries.push(json!({
            "id": entry.id.as_str(),
            "on": entry.on,
            "kind": entry.kind.to_string(),
            "memo": entry.memo,
            "postings": entry.postings.iter().map(|posting| json!({
                "account": posting.account.to_string(),
                "unit": posting.unit.to_string(),
                "delta": number(posting.delta.wide()),
            })).collect::<Vec<_>>(),
        }));
    }
    if entries.is_empty() {
        text.push_str("No entries yet.\n");
    }
    Answer::new(Value::Array(entries), text)
}

fn export(form: Form, reading: &Reading) -> Answer {
    let book = book(&reading.node);
    match form {
        Form::Polyglot => Answer::text(journal::polyglot::write(&book)),
        Form::Hledger => Answer::text(journal::strict::write(&book)),
        Form::Csv => Answer::text(journal::table::write(&book)),
        Form::Valueflows => {
            let times: BTreeMap<_, _> = reading
                .node
                .state
                .entries
                .iter()
                .map(|recorded| (recorded.id.to_string(), recorded.when.timestamp()))
                .collect();
            let written = journal::valueflows::write(&book, |id| times.get(id.as_str()).copied());
            let text = format!("{written:#}\n");
            Answer::new(written, text)
        }
    }
}

fn number(n: i128) -> Value {
    i64::try_from(n).map_or_else(|_| json!(n.to_string()), Value::from)
}

fn answer(all: &Balances) -> Answer {
    let mut sums: BTreeMap<&str, i128> = BTreeMap::new();
    let mut text = String::new();
    for (account, units) in all {
        for (unit, balance) in units {
            *sums.entry(unit).or_default() += balance;
            text.push_str(&format!("{balance:>12} {unit:<6} {account}\n"));
        }
    }
    if all.is_empty() {
        text.push_str("No entries yet.\n");
    }
    let accounts: serde_json::Map<_, _> = all
        .iter()
        .map(|(account, units)| {
            let units: serde_json::Map<_, _> =
                units.iter().map(|(unit, n)| (unit.clone(), number(*n))).collect();
            (account.clone(), Value::Object(units))
        })
        .collect();
    let sums: serde_json::Map<_, _> =
        sums.iter().map(|(unit, n)| ((*unit).to_owned(), number(*n))).collect();
    Answer::new(json!({ "accounts": accounts, "sum": sums }), text)
}
