//! `stead ledger write-off`: what becomes of the balance of somebody who left.

use catalog::ids::Handle;
use civic::books::Books;
use jiff::civil::Date;
use ledger::account::MemberName;
use ledger::entry::{Entry, EntryId};
use ledger::leaving::{Settlement, settle};
use ledger::unit::UnitCode;
use serde_json::{Value, json};

use super::ledger::by_rule;
use super::vote::handle;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::Acting;
use crate::report::Report;

/// Settle the balances of members who left
///
/// A debt is carried by the commons 90 days after its member left, as far as the commons reaches; the
/// rest stands on the account `writeoff`, where everybody sees it. A credit goes where the member
/// chose, else to the commons after a year. Without a name, everybody who left is looked at.
#[derive(Debug, clap::Args)]
pub(crate) struct WriteOff {
    /// Only this member: a handle
    member: Option<String>,
    /// Where a credit goes, as the member chose: a handle, or `commons`
    #[arg(long, value_name = "ACCOUNT", requires = "member")]
    to: Option<String>,
    /// The day on which the member left, where it is not known here any more
    #[arg(long, value_name = "DATE", requires = "member")]
    left: Option<Date>,
}

pub(crate) fn write_off(args: &WriteOff, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead ledger write-off")?;
    let today = acting.desk.today();
    let choice = args.to.as_deref().map(super::pay::account).transpose()?;
    let leavers = leavers(&acting, args)?;
    let books = Books::of(acting.desk.node(), today);
    let units: Vec<UnitCode> = books.book.units().map(|unit| unit.code.clone()).collect();
    let (mut text, mut all, mut due) = (String::new(), Vec::new(), Vec::new());
    for (who, left) in &leavers {
        let Ok(name) = who.as_str().parse::<MemberName>() else { continue };
        for unit in &units {
            let id = EntryId::new("new");
            match settle(&books.book, unit, &name, *left, today, choice.clone(), id) {
                Settlement::Nothing => {}
                Settlement::NotBefore(day) => {
                    text.push_str(&format!("@{who}, {unit}: not before {day}\n"));
                    all.push(json!({ "member": who, "unit": unit, "not_before": day }));
                }
                Settlement::Entry(entry) => due.push((who.clone(), unit.clone(), entry)),
            }
        }
    }
    let settled = due.len();
    for (who, unit, entry) in due {
        let event = by_rule(&mut acting, &entry, &unit)?;
        text.push_str(&format!("@{who}, {unit}: {} ({event})\n", words(&entry)));
        all.push(json!({ "member": who, "unit": unit, "event": event, "postings": entry
            .postings.iter().map(|p| json!({ "account": p.account.to_string(), "delta": p.delta.minor() }))
            .collect::<Vec<_>>() }));
    }
    if settled > 0 {
        acting.commit(cx, "write-off");
    }
    if all.is_empty() {
        text.push_str("Nobody who left has a balance.\n");
    }
    Ok(Answer::new(Value::Array(all), text))
}

fn words(entry: &Entry) -> String {
    let parts = entry.postings.iter().map(|p| format!("{} {:+}", p.account, p.delta.minor()));
    parts.collect::<Vec<_>>().join(", ")
}

/// Who left, and when.
fn leavers(acting: &Acting, args: &WriteOff) -> Result<Vec<(Handle, Date)>, Report> {
    let members = acting.desk.members().list()?;
    let known = members.into_iter().filter_map(|member| Some((member.handle?, member.left?)));
    let Some(only) = &args.member else { return Ok(known.collect()) };
    let only = handle(only)?;
    let left =
        args.left.or_else(|| known.into_iter().find(|(who, _)| *who == only).map(|one| one.1));
    let left = left.ok_or_else(|| {
        Report::request("member", format!("it is not known here that @{only} left"))
            .hint("`--left 2026-05-01` says on which day")
    })?;
    Ok(vec![(only, left)])
}
