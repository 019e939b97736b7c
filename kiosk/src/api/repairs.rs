//! What is broken, and what became of it.

use catalog::code::Code;
use catalog::event::TicketOutcome;
use catalog::fold::Ticket;
use catalog::ids::TicketId;
use catalog::record::Condition;
use desk::{Desk, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DESK;
use super::ask::Ask;
use super::lines::{DoneLine, word};
use super::loans::{LEND, short};
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, flag, text};
use crate::app::App;
use crate::pages::photos::of_repair;

const SEE: &[Scope] = &[Scope::Read, Scope::Desk];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/repairs", "listRepairs", Act::Desk(repairs))
        .says("Repairs")
        .needs(SEE)
        .query(&[
            text("unit", "Only those of this unit."),
            flag("closed", "Those that are over, too."),
        ])
        .paged()
        .gives::<Page<RepairLine>>(),
    Route::post("/repairs", "reportDamage", LEND, Act::Desk(report))
        .says("Say that something is wrong")
        .about("What is `damaged` or `unsafe` leaves the shelf at once.")
        .takes::<DamageBody>()
        .gives::<RepairLine>()
        .status(201),
    Route::get("/repairs/{ticket}", "getRepair", Act::Desk(repair))
        .says("One repair")
        .needs(SEE)
        .gives::<RepairLine>(),
    Route::post("/repairs/{ticket}/notes", "noteRepair", DESK, Act::Desk(note))
        .says("Say what was done or found")
        .takes::<NoteBody>()
        .gives::<DoneLine>(),
    Route::post("/repairs/{ticket}/close", "closeRepair", DESK, Act::Desk(close))
        .says("End a repair")
        .takes::<CloseBody>()
        .gives::<RepairLine>(),
];

/// What was said about a repair, and when.
#[derive(Debug, Serialize, ToSchema)]
struct NoteLine {
    when: String,
    note: String,
}

/// A repair.
#[derive(Debug, Serialize, ToSchema)]
struct RepairLine {
    /// Its name: the event with which it began.
    ticket: String,
    unit: String,
    opened: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<String>,
    /// `mended`, `no_fault` or `given_up`, once it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    notes: Vec<NoteLine>,
    /// Photos of it; each a path from the kiosk's root.
    photos: Vec<String>,
}

impl RepairLine {
    fn new(app: &App, desk: &Desk, ticket: &Ticket) -> Self {
        let notes = ticket.notes.iter();
        let notes =
            notes.map(|(when, note)| NoteLine { when: when.to_string(), note: note.to_string() });
        Self {
            ticket: ticket.id.to_string(),
            unit: ticket.unit.to_string(),
            opened: ticket.opened.to_string(),
            closed: ticket.closed.as_ref().map(|(when, _)| when.to_string()),
            outcome: ticket.closed.as_ref().map(|(_, outcome)| word(outcome)),
            notes: notes.collect(),
            photos: of_repair(app, desk.node(), ticket),
        }
    }
}

fn repairs(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let unit: Option<Code> = ask.query("unit")?;
    let closed = ask.flag("closed")?;
    let all = &desk.node().state.tickets;
    let fits = |ticket: &&Ticket| {
        (closed || ticket.closed.is_none()) && unit.is_none_or(|unit| ticket.unit == unit)
    };
    let keys = all.values().filter(fits).map(|ticket| ticket.id).collect();
    page(ask, keys, |id| all.get(id).map(|ticket| RepairLine::new(app, desk, ticket)))
}

fn found<'d>(desk: &'d Desk, ask: &Ask) -> Result<&'d Ticket, Trouble> {
    let id: TicketId = ask.param("ticket")?;
    desk.node().state.tickets.get(&id).ok_or_else(Trouble::not_found)
}

fn repair(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    Answer::of(ask, &RepairLine::new(app, desk, found(desk, ask)?))
}

/// What is wrong with a unit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DamageBody {
    #[schema(value_type = String, example = "7K3-QP2J")]
    unit: Code,
    /// What is wrong, in words.
    note: String,
    /// `worn`, `damaged` or `unsafe`.
    #[schema(value_type = String)]
    condition: Condition,
}

fn report(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: DamageBody = ask.body()?;
    let note = short(Some(body.note)).unwrap_or_default();
    let receipt = desk.report_damage(body.unit, &note, body.condition, ask.by()?)?;
    let ticket = desk.node().state.tickets.get(&receipt.ticket).ok_or_else(Trouble::not_found)?;
    Ok(Answer::of(ask, &RepairLine::new(app, desk, ticket))?
        .at(format_args!("/repairs/{}", receipt.ticket)))
}

/// What was done or found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NoteBody {
    note: String,
}

fn note(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: NoteBody = ask.body()?;
    let id = found(desk, ask)?.id;
    let note = short(Some(body.note)).unwrap_or_default();
    let event = desk.note_ticket(id, &note, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&event))
}

/// How a repair ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CloseBody {
    /// `mended`, `no_fault` or `given_up`.
    #[schema(value_type = String)]
    outcome: TicketOutcome,
    /// What was done.
    note: Option<String>,
    /// Its condition afterwards.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    condition: Option<Condition>,
}

fn close(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: CloseBody = ask.body()?;
    let id = found(desk, ask)?.id;
    let note = short(body.note);
    desk.close_ticket(id, body.outcome, note.as_deref(), body.condition, ask.by()?)?;
    Answer::of(ask, &RepairLine::new(app, desk, found(desk, ask)?))
}
