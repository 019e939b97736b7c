//! `stead pay` and `stead hours log`: credits from one account to another.

use catalog::event::{Actor, Kind, LedgerOffer, LedgerPost, PostingLine};
use catalog::ids::Handle;
use civic::books::{Books, NotPaid};
use desk::By;
use ledger::account::Account;
use ledger::amount::Amount;
use ledger::book::Book;
use ledger::entry::{Entry, EntryId};
use ledger::unit::UnitCode;
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::node::Acting;
use crate::report::Report;

/// Pay credits from one account to another
///
/// An account is a member's handle, `commons`, or another node as `peer:<name>`. Both are public.
#[derive(Debug, clap::Args)]
pub(crate) struct Pay {
    /// Who pays
    from: String,
    /// Who is paid
    to: String,
    /// How much: `90` of the smallest unit, or `1:30` (an hour and a half, where 60 make one)
    amount: String,
    /// The unit of account [default: the node's only one]
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// What for
    #[arg(long, value_name = "TEXT")]
    memo: Option<String>,
}

/// Hours: log what somebody gave to the commons
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Hours {
    /// Credit a member for work, out of the commons; `--ask` lets somebody else confirm it
    Log(Log),
    /// Confirm hours that somebody asked for
    Confirm(Confirm),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Confirm {
    /// The offer, as `stead ledger offers` shows it
    pub(crate) offer: catalog::ids::EventId,
    /// Who confirms it: somebody else than who asked
    #[arg(long = "as", value_name = "HANDLE")]
    pub(crate) by: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Log {
    /// The member's handle
    member: String,
    /// How much: `90` of the smallest unit, or `1:30`
    amount: String,
    /// What sort of work
    #[arg(long, value_name = "WORD")]
    work: Option<String>,
    /// The unit of account [default: the node's only one]
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// What was done
    #[arg(long, value_name = "TEXT")]
    memo: Option<String>,
    /// Wait until somebody else confirms it
    #[arg(long)]
    ask: bool,
}

/// A payment as it was asked for.
struct Order<'a> {
    from: &'a str,
    to: &'a str,
    amount: &'a str,
    unit: Option<&'a str>,
    memo: Option<&'a str>,
    work: Option<&'a str>,
}

pub(crate) fn run(args: &Pay, cx: &mut Context) -> Result<Answer, Report> {
    let order = Order {
        from: &args.from,
        to: &args.to,
        amount: &args.amount,
        unit: args.unit.as_deref(),
        memo: args.memo.as_deref(),
        work: None,
    };
    post(&order, "stead pay", cx)
}

pub(crate) fn hours(args: &Hours, cx: &mut Context) -> Result<Answer, Report> {
    let args = match args {
        Hours::Log(args) => args,
        Hours::Confirm(args) => return super::ledger::accept(args.offer, &args.by, cx),
    };
    let order = Order {
        from: "commons",
        to: &args.member,
        amount: &args.amount,
        unit: args.unit.as_deref(),
        memo: args.memo.as_deref(),
        work: args.work.as_deref(),
    };
    if args.ask { ask(&order, cx) } else { post(&order, "stead hours log", cx) }
}

/// Hours that wait for somebody's confirmation.
fn ask(order: &Order<'_>, cx: &mut Context) -> Result<Answer, Report> {
    let by = super::vote::handle(order.to)?;
    let mut acting = Acting::open(cx, "stead hours log")?;
    let books = Books::of(acting.desk.node(), acting.desk.today());
    let unit = unit(&books.book, order.unit)?;
    let amount = amount(&books.book, &unit, order.amount)?;
    let kind: Kind = LedgerOffer {
        unit: unit.to_string().into(),
        from: "commons".into(),
        to: account(order.to)?.to_string().into(),
        amount,
        by: by.clone(),
        memo: order.memo.map(Into::into),
        work: order.work.map(Into::into),
    }
    .into();
    let event = acting.desk.record_as(&Actor::Public(by.clone()), &kind, None)?.id;
    acting.commit(cx, &format!("ledger: {event}"));
    let text = format!(
        "@{by} asks the commons for {amount} {unit}. Somebody else confirms it: \
         `stead hours confirm {event} --as <handle>`\n"
    );
    Ok(Answer::new(json!({ "event": event, "by": by, "amount": amount }), text))
}

fn post(order: &Order<'_>, program: &str, cx: &mut Context) -> Result<Answer, Report> {
    let (from, to) = (account(order.from)?, account(order.to)?);
    let mut acting = Acting::open(cx, program)?;
    let books = Books::of(acting.desk.node(), acting.desk.today());
    let book = &books.book;
    let unit = unit(book, order.unit)?;
    let amount = amount(book, &unit, order.amount)?;
    check(&acting, &books, (&from, &to), &unit, amount)?;
    let line =
        |account: &Account, delta: i64| PostingLine { account: account.to_string().into(), delta };
    let kind = Kind::LedgerPost(Box::new(LedgerPost {
        unit: unit.to_string().into(),
        entry: "transfer".into(),
        postings: vec![line(&from, -amount), line(&to, amount)],
        memo: order.memo.map(Into::into),
        work: order.work.map(Into::into),
        corrects: None,
        settles: None,
    }));
    // What leaves a member's account is that member's act.
    let payer = from.as_member().and_then(|name| name.as_str().parse::<Handle>().ok());
    let event = match payer {
        Some(payer) => acting.desk.record_as(&Actor::Public(payer), &kind, None)?.id,
        None => acting.desk.record(By::Terminal, &kind, None)?.id,
    };
    acting.commit(cx, &format!("ledger: {event}"));
    let text = format!("{from} has paid {amount} {unit} to {to}. ({event})\n");
    let json = json!({
        "event": event, "from": from.to_string(), "to": to.to_string(),
        "amount": amount, "unit": unit.to_string(),
    });
    Ok(Answer::new(json, text))
}

/// Refuses what the books would not hold, and what goes beyond a limit or a rule.
fn check(
    acting: &Acting,
    books: &Books,
    (from, to): (&Account, &Account),
    unit: &UnitCode,
    amount: i64,
) -> Result<(), Report> {
    let (from, to) = (from.clone(), to.clone());
    let (id, on) = (EntryId::new("new"), acting.desk.today());
    let entry = Entry::payment(id, on, from, to, unit.clone(), Amount::new(amount));
    let entry =
        entry.ok_or_else(|| Report::request("amount", "the amount must be more than nothing"))?;
    books.may_post(acting.desk.node(), &entry).map_err(|against| not_paid(&against))
}

/// What the terminal says where a payment is not made.
pub(crate) fn not_paid(against: &NotPaid) -> Report {
    let (code, message) = match against {
        NotPaid::Books(_) => ("ledger", "the books refuse it"),
        NotPaid::Rule { .. } => ("rule", "a rule is against it"),
    };
    Report::request(code, message).because(against)
}

pub(crate) fn account(text: &str) -> Result<Account, Report> {
    let name = text.trim().to_lowercase();
    let name = name.trim_start_matches('@');
    let known = name.parse::<Account>().ok();
    let member =
        || name.parse::<Handle>().ok().and_then(|handle| Account::member(handle.as_str()).ok());
    known.or_else(member).ok_or_else(|| {
        Report::request("account", format!("`{text}` is not an account"))
            .hint("an account is a member's handle, `commons` or `peer:<node>`")
    })
}

pub(crate) fn unit(book: &Book, given: Option<&str>) -> Result<UnitCode, Report> {
    let codes: Vec<_> = book.units().map(|unit| unit.code.clone()).collect();
    let names = || codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match (given, codes.as_slice()) {
        (_, []) => Err(Report::request("unit", "this node keeps no credits")
            .hint("`[units_of_account.MIN]` in `node.toml` makes a unit of account")),
        (None, [only]) => Ok(only.clone()),
        (None, _) => Err(Report::request("unit", "this node has several units of account")
            .hint(format!("`--unit` says which: {}", names()))),
        (Some(code), all) => {
            let found = all.iter().find(|known| known.to_string().eq_ignore_ascii_case(code));
            found.cloned().ok_or_else(|| {
                Report::request("unit", format!("this node has no unit of account `{code}`"))
                    .hint(format!("it has: {}", names()))
            })
        }
    }
}

/// An amount in the smallest unit: `90`, or `1:30` with the larger unit before the colon.
pub(crate) fn amount(book: &Book, unit: &UnitCode, text: &str) -> Result<i64, Report> {
    let per = book.unit(unit).map_or(1, |unit| i64::from(unit.minor_per_major.get()));
    let digits = |part: &str| {
        let plain = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<i64>().ok()).flatten()
    };
    let read = match text.trim().split_once(':') {
        None => digits(text.trim()),
        Some((major, minor)) => digits(major)
            .and_then(|major| major.checked_mul(per))
            .and_then(|major| digits(minor).filter(|n| *n < per)?.checked_add(major)),
    };
    read.filter(|amount| *amount > 0).ok_or_else(|| {
        Report::request("amount", format!("`{text}` is not an amount"))
            .hint("an amount is like `90`, or `1:30` where 60 make one")
    })
}
