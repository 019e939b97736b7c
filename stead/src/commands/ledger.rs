//! `stead ledger`: credits, as a pure function of the entries.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use civic::books::Books;
use clap::ValueEnum;
use ledger::book::Book;
use ledger::journal;
use ledger::journal::read::read;
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
            let books = books(&Reading::open(cx)?);
            tell_problems(cx, &books);
            Ok(answer(&balances(&books.book)))
        }
        Ledger::Register => {
            let books = books(&Reading::open(cx)?);
            tell_problems(cx, &books);
            Ok(register(&books.book))
        }
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

fn books(reading: &Reading) -> Books {
    Books::of(&reading.node, reading.today())
}

fn tell_problems(cx: &mut Context, books: &Books) {
    for aside in &books.set_aside {
        cx.console.warn(&format!("kept and not counted: {aside}"));
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
    let books = books(reading);
    let book = &books.book;
    match form {
        Form::Polyglot => Answer::text(journal::polyglot::write(book)),
        Form::Hledger => Answer::text(journal::strict::write(book)),
        Form::Csv => Answer::text(journal::table::write(book)),
        Form::Valueflows => {
            let written = journal::valueflows::write(book, |id| books.time_of(id));
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
