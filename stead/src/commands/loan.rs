//! `stead loan`: lending, returning, renewing.

use std::collections::BTreeSet;

use catalog::event::Due;
use catalog::fold::Loan as Record;
use catalog::ids::LoanId;
use catalog::record::Condition;
use desk::{By, LendAct, ReturnAct};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::event_words::named;
use crate::node::{self, Acting, Reading};
use crate::report::Report;

/// Lending: out, in, renew, list
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Loan {
    /// Lend a thing to a member
    Out(Out),
    /// Take a thing back; no member is needed
    In(In),
    /// Let a member keep a thing longer
    Renew(Renew),
    /// List what is out
    List(List),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Out {
    /// The code on the thing
    code: String,
    /// The member's number or card
    #[arg(long, short, value_name = "CARD-OR-NUMBER")]
    member: String,
    /// Another due date than the rules give (`2026-05-19`, or with a time `2026-05-19T18:30`)
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// For stock: how many
    #[arg(long, value_name = "N", default_value_t = 1)]
    qty: u32,
    /// Set a rule aside that would say no (`E-…`); may be given more than once
    #[arg(long = "override", value_name = "CODE")]
    overrides: Vec<String>,
    /// The member has read the safety notice
    #[arg(long)]
    notice_read: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct In {
    /// The code on the thing
    code: String,
    /// The state that it is in: new, good, fair, worn, damaged, unsafe
    #[arg(long, value_name = "WORD")]
    condition: Option<String>,
    /// What the person said
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Where it was put, if not where it belongs
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// For stock: how many [default: all of the loan]
    #[arg(long, value_name = "N")]
    qty: Option<u32>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Renew {
    /// The code on the thing, or the loan's name
    code: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// Only what is past its due date
    #[arg(long)]
    overdue: bool,
    /// Only what this member has
    #[arg(long, short, value_name = "CARD-OR-NUMBER")]
    member: Option<String>,
}

pub(crate) fn run(args: &Loan, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Loan::Out(args) => out(args, cx),
        Loan::In(args) => take_back(args, cx),
        Loan::Renew(args) => renew(args, cx),
        Loan::List(args) => list(args, cx),
    }
}

fn out(args: &Out, cx: &mut Context) -> Result<Answer, Report> {
    let due = args.due.as_deref().map(due).transpose()?;
    let mut acting = Acting::open(cx, "stead loan out")?;
    let unit = acting.unit(&args.code)?;
    let member = acting.member(&args.member)?;
    let overrides: BTreeSet<_> = args.overrides.iter().map(|code| code.to_uppercase()).collect();
    let act = LendAct {
        qty: args.qty,
        due,
        overrides,
        notice_ack: args.notice_read,
        ..LendAct::new(unit, member, By::Terminal)
    };
    let receipt = acting.desk.lend(&act)?;
    acting.commit(cx, &format!("loan: {} out", receipt.terms.unit));
    let terms = &receipt.terms;
    let mut text = format!(
        "{} is out until {}.\n",
        named(acting.desk.node(), terms.unit),
        long_date(terms.due)
    );
    if !terms.parts.is_empty() {
        let parts = terms.parts.iter().map(|part| format!("{} × {}", part.qty, part.name));
        text.push_str(&format!("With it: {}.\n", parts.collect::<Vec<_>>().join(", ")));
    }
    for notice in [Some(terms.notice.base.as_str()), terms.circ_note.as_deref()] {
        if let Some(notice) = notice.filter(|notice| !notice.is_empty()) {
            text.push_str(&format!("Note: {notice}\n"));
        }
    }
    text.push_str(&format!("`stead undo {}` takes it back.\n", receipt.event));
    let json = json!({
        "loan": receipt.loan, "unit": terms.unit, "due": terms.due, "event": receipt.event,
        "member": member, "title": terms.title,
    });
    Ok(Answer::new(json, text))
}

fn take_back(args: &In, cx: &mut Context) -> Result<Answer, Report> {
    let condition = args.condition.as_deref().map(condition).transpose()?;
    let mut acting = Acting::open(cx, "stead loan in")?;
    let unit = acting.unit(&args.code)?;
    let place = args.place.as_deref().map(|text| node::place(acting.desk.node(), text));
    let act = ReturnAct {
        condition,
        note: args.note.clone(),
        place: place.transpose()?,
        qty: args.qty,
        ..ReturnAct::new(unit, By::Terminal)
    };
    let receipt = acting.desk.take_back(&act)?;
    acting.commit(cx, &format!("loan: {} in", receipt.unit));
    let state = &acting.desk.node().state;
    let due = receipt.loan.and_then(|loan| state.loans.get(&loan)).map(|loan| loan.due);
    let was_out = if receipt.loan.is_some() { "came back" } else { "was not out; noted as seen" };
    let text = format!(
        "{} {was_out}. {}\n`stead undo {}` takes this back.\n",
        named(acting.desk.node(), receipt.unit),
        receipt.sentence,
        receipt.event
    );
    let json = json!({
        "loan": receipt.loan, "unit": receipt.unit, "due": due, "event": receipt.event,
        "found": receipt.found, "missing": receipt.missing, "sentence": receipt.sentence,
    });
    Ok(Answer::new(json, text))
}

fn renew(args: &Renew, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead loan renew")?;
    let loan = open_loan(&acting, &args.code)?;
    let receipt = acting.desk.renew(loan, By::Terminal)?;
    acting.commit(cx, &format!("loan: {loan} renewed"));
    let renewal = &receipt.renewal;
    let unit = acting.desk.node().state.loans.get(&loan).map(|loan| loan.unit);
    let thing = unit.map_or_else(String::new, |unit| named(acting.desk.node(), unit));
    let text = format!("{thing} is out until {}.\n", long_date(renewal.due));
    let json = json!({
        "loan": loan, "unit": unit, "due": renewal.due, "event": receipt.event, "left": renewal.left,
    });
    Ok(Answer::new(json, text))
}

fn open_loan(acting: &Acting, text: &str) -> Result<LoanId, Report> {
    let state = &acting.desk.node().state;
    let named = text.trim().to_lowercase().parse::<LoanId>().ok();
    if let Some(loan) = named.filter(|loan| state.loans.contains_key(loan)) {
        return Ok(loan);
    }
    let unit = acting.unit(text)?;
    let open = state.open_loans_of(unit).last().map(|loan| loan.id);
    open.ok_or_else(|| Report::request("not-out", format!("{unit} is not out")))
}

fn list(args: &List, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let members = reading.members(cx)?;
    let wanted = match &args.member {
        Some(text) => Some(super::member::number(cx, &reading, text)?),
        None => None,
    };
    let today = reading.today();
    let whose = |loan: &Record| members.as_ref().and_then(|m| m.secret().unseal(&loan.patron));
    let mut loans: Vec<_> = reading
        .node
        .state
        .open_loans()
        .filter(|loan| !args.overdue || loan.is_overdue(today))
        .filter(|loan| wanted.is_none() || whose(loan) == wanted)
        .collect();
    loans.sort_by_key(|loan| (loan.due, loan.id));
    let mut text = String::new();
    for loan in &loans {
        let member = whose(loan).map_or_else(|| "-".into(), |number| number.to_string());
        let late = if loan.is_overdue(today) { "  late" } else { "" };
        let thing = named(&reading.node, loan.unit);
        text.push_str(&format!("{}  {member:<8}  {thing}{late}\n", loan.due));
    }
    if loans.is_empty() {
        text.push_str(if args.overdue { "Nothing is late.\n" } else { "Nothing is out.\n" });
    }
    let json = loans.iter().map(|loan| {
        json!({
            "loan": loan.id, "unit": loan.unit, "qty": loan.qty, "due": loan.due,
            "out": loan.out_at, "member": whose(loan), "overdue": loan.is_overdue(today),
            "renewals": loan.renewals.len(), "state": loan.state, "disputed": loan.disputed,
        })
    });
    Ok(Answer::new(json.collect(), text))
}

fn due(text: &str) -> Result<Due, Report> {
    text.parse().map_err(|_| {
        Report::request("due", format!("`{text}` is not a due date"))
            .hint("a date is like `2026-05-19`, a time like `2026-05-19T18:30`")
    })
}

/// A condition by its word in the files.
pub(crate) fn condition(text: &str) -> Result<Condition, Report> {
    let lower = text.trim().to_lowercase();
    let found: Result<Condition, serde::de::value::Error> =
        Condition::deserialize(lower.as_str().into_deserializer());
    found.map_err(|_| {
        let words = ["new", "good", "fair", "worn", "damaged", "unsafe"];
        Report::request("condition", format!("`{text}` is not a condition"))
            .maybe_hint(catalog::document::suggest::did_you_mean(&lower, words))
            .hint("a condition is `new`, `good`, `fair`, `worn`, `damaged` or `unsafe`")
    })
}

/// `Tue 19 May 2026`, with the time where there is one.
fn long_date(due: Due) -> String {
    let date = due.date.strftime("%a %-d %B %Y");
    match due.time {
        Some(time) => format!("{date}, {:02}:{:02}", time.hour(), time.minute()),
        None => date.to_string(),
    }
}
