//! `stead unit`: things between loans.

use catalog::code::Code;
use catalog::ids::EventId;
use catalog::record::{Lifecycle, RetiredReason};
use clap::ValueEnum;
use desk::By;
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::event_words::named;
use crate::node::{self, Acting};
use crate::report::Report;

/// Things between loans: move, lost, found, broken, retire
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Unit {
    /// Say that a thing was put somewhere
    Move(Move),
    /// Say that nobody knows where a thing is; an open loan of it is given up
    Lost(Noted),
    /// Say that a thing was found
    Found(Found),
    /// Say that something is wrong with a thing; opens a repair
    Broken(Broken),
    /// Say that a thing is gone for good
    Retire(Retire),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Move {
    /// The code on the thing
    code: String,
    /// The place's name or code
    place: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Noted {
    /// The code on the thing
    code: String,
    /// What is known
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Found {
    /// The code on the thing
    code: String,
    /// Where [default: where it belongs]
    place: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Broken {
    /// The code on the thing
    code: String,
    /// What is wrong with it
    note: String,
    /// The state that it is in: new, good, fair, worn, damaged, unsafe
    #[arg(long, value_name = "WORD", default_value = "damaged")]
    condition: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Retire {
    /// The code on the thing
    code: String,
    /// Why
    #[arg(long)]
    reason: Reason,
    /// What else is known
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// Why a thing is gone for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reason {
    /// A borrower kept it
    NotReturned,
    /// Beyond repair
    Broken,
    /// Consumed
    UsedUp,
    /// Replaced by a better one
    Upgraded,
    /// Sold
    Sold,
    /// Given away
    Given,
    /// Stolen
    Stolen,
    /// Its owner has it back
    ReturnedToOwner,
}

impl From<Reason> for RetiredReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::NotReturned => Self::NotReturned,
            Reason::Broken => Self::Broken,
            Reason::UsedUp => Self::UsedUp,
            Reason::Upgraded => Self::Upgraded,
            Reason::Sold => Self::Sold,
            Reason::Given => Self::Given,
            Reason::Stolen => Self::Stolen,
            Reason::ReturnedToOwner => Self::ReturnedToOwner,
        }
    }
}

pub(crate) fn run(args: &Unit, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Unit::Move(args) => act(cx, "stead unit move", &args.code, "was moved", |acting, unit| {
            let place = node::place(acting.desk.node(), &args.place)?;
            Ok(acting.desk.move_unit(unit, &place, By::Terminal)?)
        }),
        Unit::Lost(args) => {
            act(cx, "stead unit lost", &args.code, "is noted as lost", |acting, unit| {
                Ok(acting.desk.lost(unit, args.note.as_deref(), By::Terminal)?)
            })
        }
        Unit::Found(args) => {
            act(cx, "stead unit found", &args.code, "was found", |acting, unit| {
                let place = args.place.as_deref().map(|text| node::place(acting.desk.node(), text));
                Ok(acting.desk.found(unit, place.transpose()?.as_ref(), By::Terminal)?)
            })
        }
        Unit::Broken(args) => broken(args, cx),
        Unit::Retire(args) => {
            act(cx, "stead unit retire", &args.code, "is retired", |acting, unit| {
                let to = Lifecycle::Retired(args.reason.into());
                Ok(acting.desk.set_lifecycle(unit, to, args.note.as_deref(), By::Terminal)?)
            })
        }
    }
}

/// Opens the node, does one thing to one unit, and commits it.
fn act(
    cx: &mut Context,
    program: &str,
    code: &str,
    done: &str,
    change: impl FnOnce(&mut Acting, Code) -> Result<EventId, Report>,
) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, program)?;
    let unit = acting.unit(code)?;
    let event = change(&mut acting, unit)?;
    acting.commit(cx, &format!("unit: {unit} {done}"));
    let text = format!("{} {done}. ({event})\n", named(acting.desk.node(), unit));
    Ok(Answer::new(json!({ "unit": unit, "event": event }), text))
}

fn broken(args: &Broken, cx: &mut Context) -> Result<Answer, Report> {
    let condition = super::loan::condition(&args.condition)?;
    let mut acting = Acting::open(cx, "stead unit broken")?;
    let unit = acting.unit(&args.code)?;
    let receipt = acting.desk.report_damage(unit, &args.note, condition, By::Terminal)?;
    acting.commit(cx, &format!("unit: {unit} needs mending"));
    let shelf = if receipt.out_of_service { "is off the shelf" } else { "stays on the shelf" };
    let text = format!("{} {shelf}. ({})\n", named(acting.desk.node(), unit), receipt.event);
    let json = json!({
        "unit": unit, "event": receipt.event, "ticket": receipt.ticket,
        "out_of_service": receipt.out_of_service,
    });
    Ok(Answer::new(json, text))
}
