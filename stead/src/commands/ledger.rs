//! `stead ledger`: credits, as a pure function of the entries.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::{Actor, Kind, LedgerOffer, LedgerPost, LedgerRefuse, PostingLine};
use catalog::ids::EventId;
use civic::books::{Books, Offer, demurrage, dividend, last_day, recorded};
use civic::seals::{self, Check};
use clap::ValueEnum;
use ledger::account::{Account, MemberName};
use ledger::book::Book;
use ledger::entry::{Entry, EntryId, EntryKind};
use ledger::journal;
use ledger::journal::read::read;
use ledger::month::Month;
use ledger::unit::UnitCode;
use serde_json::{Value, json};

use super::vote::handle;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{Acting, Reading};
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
    /// Show the payments that wait for somebody
    Offers,
    /// Ask somebody to pay
    Ask(Ask),
    /// Accept a payment that one was asked for
    Accept(Answering),
    /// Turn a payment down, or take the question back
    Refuse(Answering),
    /// Seal a month, or check all seals
    Seal {
        /// The month, like `2026-05`; without it, all seals are checked
        month: Option<Month>,
    },
    /// Post the monthly charge that was decided, once
    Charge {
        /// The month, like `2026-05`
        month: Month,
    },
    /// Share out what the commons has, as was decided
    Share,
    /// Settle the balances of members who left
    WriteOff(super::leaving::WriteOff),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Ask {
    /// Who should pay
    from: String,
    /// How much: `90` of the smallest unit, or `1:30`
    amount: String,
    /// Who asks, and is paid
    #[arg(long = "as", value_name = "HANDLE")]
    by: String,
    /// The unit of account [default: the node's only one]
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// What for
    #[arg(long, value_name = "TEXT")]
    memo: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Answering {
    /// The offer, as `stead ledger offers` shows it
    offer: EventId,
    /// Who answers
    #[arg(long = "as", value_name = "HANDLE")]
    by: String,
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
        Ledger::Offers => Ok(offers(&Reading::open(cx)?)),
        Ledger::Ask(args) => ask(args, cx),
        Ledger::Accept(args) => accept(args.offer, &args.by, cx),
        Ledger::Refuse(args) => refuse(args.offer, &args.by, cx),
        Ledger::Seal { month: Some(month) } => seal(*month, cx),
        Ledger::Seal { month: None } => Ok(seals(&Reading::open(cx)?)),
        Ledger::Charge { month } => charge(*month, cx),
        Ledger::Share => share(cx),
        Ledger::WriteOff(args) => super::leaving::write_off(args, cx),
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

fn offers(reading: &Reading) -> Answer {
    let books = books(reading);
    let (mut text, mut all) = (String::new(), Vec::new());
    for offer in books.open_offers() {
        let memo = offer.memo.as_deref().or(offer.work.as_deref()).unwrap_or_default();
        text.push_str(&format!(
            "{}  {} {} from {} to {}, until {}  {memo}\n",
            offer.id,
            offer.amount,
            offer.unit,
            offer.from,
            offer.to,
            last_day(offer)
        ));
        all.push(json!({ "event": offer.id, "from": offer.from, "to": offer.to,
            "amount": offer.amount, "unit": offer.unit, "by": offer.by, "memo": offer.memo,
            "work": offer.work, "until": last_day(offer) }));
    }
    if all.is_empty() {
        text.push_str("No payment waits for anybody.\n");
    }
    Answer::new(Value::Array(all), text)
}

fn ask(args: &Ask, cx: &mut Context) -> Result<Answer, Report> {
    let by = handle(&args.by)?;
    let mut acting = Acting::open(cx, "stead ledger ask")?;
    let books = Books::of(acting.desk.node(), acting.desk.today());
    let unit = super::pay::unit(&books.book, args.unit.as_deref())?;
    let amount = super::pay::amount(&books.book, &unit, &args.amount)?;
    let kind: Kind = LedgerOffer {
        unit: unit.to_string().into(),
        from: super::pay::account(&args.from)?.to_string().into(),
        to: super::pay::account(by.as_str())?.to_string().into(),
        amount,
        by: by.clone(),
        memo: args.memo.as_deref().map(Into::into),
        work: None,
    }
    .into();
    let event = acting.desk.record_as(&Actor::Public(by), &kind, None)?.id;
    acting.commit(cx, &format!("ledger: {event}"));
    Ok(Answer::new(json!({ "event": event }), format!("Asked. ({event})\n")))
}

fn open_offer(books: &Books, id: EventId) -> Result<Offer, Report> {
    books.open_offers().find(|offer| offer.id == id).cloned().ok_or_else(|| {
        Report::request("offer", format!("no payment waits as `{id}`"))
            .hint("`stead ledger offers` shows those that wait")
    })
}

/// Accepts an offer: it is posted in the same moment.
pub(crate) fn accept(id: EventId, by: &str, cx: &mut Context) -> Result<Answer, Report> {
    let by = handle(by)?;
    let mut acting = Acting::open(cx, "stead ledger accept")?;
    let books = Books::of(acting.desk.node(), acting.desk.today());
    let offer = open_offer(&books, id)?;
    if !offer.may_accept(&by) {
        let message = format!("@{by} cannot accept it: it is {} that would pay", offer.from);
        return Err(Report::request("offer", message)
            .hint("what the commons pays is confirmed by somebody else than who asked"));
    }
    let entry = Entry::payment(
        EntryId::new("new"),
        acting.desk.today(),
        offer.from.clone(),
        offer.to.clone(),
        offer.unit.clone(),
        offer.amount,
    );
    let entry = entry.ok_or_else(|| Report::request("amount", "nothing was asked for"))?;
    books.may_post(acting.desk.node(), &entry).map_err(|against| super::pay::not_paid(&against))?;
    let from_commons = offer.from == Account::Commons;
    let kind = if from_commons { "contribution" } else { "transfer" };
    let line =
        |account: &Account, delta: i64| PostingLine { account: account.to_string().into(), delta };
    let amount = offer.amount.minor();
    let post: Kind = LedgerPost {
        unit: offer.unit.to_string().into(),
        entry: kind.into(),
        postings: vec![line(&offer.from, -amount), line(&offer.to, amount)],
        memo: offer.memo.clone(),
        work: offer.work.clone(),
        corrects: None,
        settles: Some(id),
    }
    .into();
    let event = acting.desk.record_as(&Actor::Public(by), &post, None)?.id;
    acting.commit(cx, &format!("ledger: {event}"));
    let text =
        format!("{} has paid {amount} {} to {}. ({event})\n", offer.from, offer.unit, offer.to);
    Ok(Answer::new(json!({ "event": event, "offer": id, "amount": amount }), text))
}

fn refuse(id: EventId, by: &str, cx: &mut Context) -> Result<Answer, Report> {
    let by = handle(by)?;
    let mut acting = Acting::open(cx, "stead ledger refuse")?;
    let books = Books::of(acting.desk.node(), acting.desk.today());
    let offer = open_offer(&books, id)?;
    if !offer.may_refuse(&by) {
        return Err(Report::request("offer", format!("it is not @{by} who was asked")));
    }
    let kind: Kind = LedgerRefuse { offer: id, note: None }.into();
    let event = acting.desk.record_as(&Actor::Public(by), &kind, None)?.id;
    acting.commit(cx, &format!("ledger: {event}"));
    Ok(Answer::new(json!({ "event": event, "offer": id }), format!("Turned down. ({event})\n")))
}

fn seal(month: Month, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead ledger seal")?;
    if Month::of(acting.desk.today()) <= month {
        return Err(Report::request("month", format!("{month} is not over yet")));
    }
    let books = Books::of(acting.desk.node(), acting.desk.today());
    let units: Vec<UnitCode> = books.book.units().map(|unit| unit.code.clone()).collect();
    let (mut text, mut all) = (String::new(), Vec::new());
    for unit in units {
        let sealed = seals::of_month(&books, &unit, month);
        text.push_str(&format!(
            "{month} {unit}: {} entries, supply {}, sum 0, {}\n",
            sealed.entries, sealed.supply, sealed.head
        ));
        let event = acting.desk.record(desk::By::Terminal, &sealed.clone().into(), None)?.id;
        all.push(json!({ "event": event, "seal": sealed }));
    }
    acting.commit(cx, &format!("seal {month}"));
    Ok(Answer::new(Value::Array(all), text))
}

fn seals(reading: &Reading) -> Answer {
    let books = books(reading);
    let (mut text, mut all, mut changed) = (String::new(), Vec::new(), false);
    for (sealed, check) in seals::check(&reading.node, &books) {
        let says = match check {
            Check::Holds => "holds",
            Check::MoreEntries => "entries came later; they are settled in the next month",
            Check::Changed => "WAS CHANGED",
        };
        changed |= check == Check::Changed;
        text.push_str(&format!("{} {}: {says}\n", sealed.month, sealed.unit));
        all.push(json!({ "seal": sealed, "holds": check == Check::Holds, "says": says }));
    }
    if all.is_empty() {
        text.push_str("No month is sealed yet. `stead ledger seal 2026-05` seals one.\n");
    }
    Answer::new(Value::Array(all), text).with_problem(changed)
}

/// Posts an entry that the node's decisions ask for.
pub(super) fn by_rule(
    acting: &mut Acting,
    entry: &Entry,
    unit: &UnitCode,
) -> Result<EventId, Report> {
    let post = recorded(entry, unit).into();
    Ok(acting.desk.record(desk::By::Program, &post, None)?.id)
}

fn charge(month: Month, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead ledger charge")?;
    let today = acting.desk.today();
    if Month::of(today) <= month {
        return Err(Report::request("month", format!("{month} is not over yet")));
    }
    let books = Books::of(acting.desk.node(), today);
    let (mut text, mut all, mut due) = (String::new(), Vec::new(), Vec::new());
    for (code, unit) in &acting.desk.node().documents.node.units_of_account {
        let (Some(policy), Ok(code)) = (demurrage(unit), code.parse::<UnitCode>()) else {
            continue;
        };
        let memo = format!("charge for {month}");
        // What was charged for this month before is settled as a difference.
        let before: Vec<&Entry> = books
            .book
            .entries()
            .iter()
            .filter(|entry| entry.memo.as_deref() == Some(&memo))
            .filter(|e| matches!(e.kind, EntryKind::Demurrage | EntryKind::DemurrageAdjust))
            .collect();
        let charges = policy.charges(&books.book, &code, month);
        let kind =
            if before.is_empty() { EntryKind::Demurrage } else { EntryKind::DemurrageAdjust };
        let open = ledger::demurrage::adjustments(&charges, &code, before);
        let entry = ledger::demurrage::entry(EntryId::new("new"), today, kind, &code, &open);
        if let Some(mut entry) = entry {
            entry.memo = Some(memo.into());
            due.push((code, entry));
        }
    }
    for (code, entry) in due {
        let event = by_rule(&mut acting, &entry, &code)?;
        text.push_str(&format!("{} in {code} for {month} ({event})\n", entry.kind));
        all.push(json!({ "event": event, "unit": code, "postings": entry.postings.len() }));
    }
    if all.is_empty() {
        text.push_str("Nothing is to be charged.\n");
    } else {
        acting.commit(cx, &format!("charge {month}"));
    }
    Ok(Answer::new(Value::Array(all), text))
}

fn share(cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead ledger share")?;
    let today = acting.desk.today();
    let books = Books::of(acting.desk.node(), today);
    let members = acting.desk.members().list()?;
    let names: std::collections::BTreeSet<MemberName> = members
        .into_iter()
        .filter(|member| member.left.is_none())
        .filter_map(|member| member.handle?.as_str().parse().ok())
        .collect();
    let (mut text, mut all, mut due) = (String::new(), Vec::new(), Vec::new());
    for (code, unit) in &acting.desk.node().documents.node.units_of_account {
        let (Some(policy), Ok(code)) = (dividend(unit), code.parse::<UnitCode>()) else { continue };
        let each = policy.each(books.book.balance(&code, &Account::Commons), names.len());
        let id = EntryId::new("new");
        due.extend(
            ledger::commons::dividend(id, today, &code, &names, each).map(|entry| (code, entry)),
        );
    }
    for (code, entry) in due {
        let event = by_rule(&mut acting, &entry, &code)?;
        let each = entry.postings.last().map_or(0, |posting| posting.delta.minor());
        text.push_str(&format!("{each} {code} for each of {} members ({event})\n", names.len()));
        all.push(json!({ "event": event, "unit": code, "each": each, "members": names.len() }));
    }
    if all.is_empty() {
        text.push_str("Nothing is to be shared out.\n");
    } else {
        acting.commit(cx, "dividend");
    }
    Ok(Answer::new(Value::Array(all), text))
}
