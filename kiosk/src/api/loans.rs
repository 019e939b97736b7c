//! Lending, returning, renewing, and taking back what was just done.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use catalog::circulation::Destination;
use catalog::code::Code;
use catalog::event::{Due, PartCount, PartGone, PartSaid};
use catalog::ids::{EventId, LoanId, Slug};
use catalog::record::Condition;
use desk::{Desk, LendAct, MemberNumber, ReturnAct, Scope};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::DESK;
use super::ask::Ask;
use super::lines::{DoneLine, LoanLine, PartLine, is_of};
use super::problem::{Problem, Trouble};
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, flag, text};
use crate::app::App;
use crate::pages::returns::last_closing;

/// The longest note that is kept.
pub(super) const LONGEST_NOTE: usize = 500;

pub(super) const SEE: &[Scope] = &[Scope::Read, Scope::Desk];
pub(super) const LEND: &[Scope] = &[Scope::Borrow, Scope::Desk];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/loans", "listLoans", Act::Desk(loans))
        .says("Loans")
        .about("One's own; with the scope `desk` everybody's.")
        .needs(SEE)
        .query(&[
            text("member", "Only those of this member (scope `desk`)."),
            text("unit", "Only those of this unit."),
            flag("late", "Only those that count as late today."),
            flag("closed", "Those that are over, too."),
        ])
        .paged()
        .gives::<Page<LoanLine>>(),
    Route::get("/loans/{loan}", "getLoan", Act::Desk(loan))
        .says("One loan")
        .needs(SEE)
        .gives::<LoanLine>(),
    Route::post("/loans", "lend", LEND, Act::Desk(lend))
        .says("Lend a unit")
        .about("A refusal lists every reason in `denials`, each with its code and a way on. What has a \
                safety notice is lent when `notice_ack` says that it was read.")
        .takes::<LendBody>()
        .gives::<LentLine>()
        .status(201),
    Route::post("/returns", "takeBack", LEND, Act::Desk(take_back))
        .says("Take a unit back")
        .takes::<ReturnBody>()
        .gives::<ReturnedLine>(),
    Route::post("/loans/{loan}/renew", "renewLoan", LEND, Act::Desk(renew))
        .says("Keep it longer")
        .gives::<RenewedLine>(),
    Route::post("/loans/{loan}/word", "sayOfLoan", DESK, Act::Desk(say))
        .says("A steward's word about a loan")
        .about("`claims_returned`: its borrower says that it came back. `lost`: nobody has it. \
                `written_off`: it is given up for good.")
        .takes::<WordBody>()
        .gives::<DoneLine>(),
    Route::post("/undo", "undo", LEND, Act::Desk(undo))
        .says("Take an event back")
        .about("Within ten minutes by whoever did it; later by a steward, with a reason.")
        .takes::<UndoBody>()
        .gives::<DoneLine>(),
];

/// Whose lines are shown: everybody's at the desk, else one's own.
pub(super) fn whose(
    ask: &Ask,
    asked: Option<MemberNumber>,
) -> Result<Option<MemberNumber>, Trouble> {
    if ask.at_desk() { Ok(asked) } else { ask.member(asked).map(Some) }
}

fn loans(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let whose = whose(ask, ask.query("member")?)?;
    let unit: Option<Code> = ask.query("unit")?;
    let (late, closed) = (ask.flag("late")?, ask.flag("closed")?);
    let state = &desk.node().state;
    let fits = |loan: &&catalog::fold::Loan| {
        (closed || loan.is_open())
            && unit.is_none_or(|unit| loan.unit == unit)
            && (!late || desk.is_late(loan))
    };
    let keys: Vec<LoanId> = match whose {
        Some(number) if !closed => {
            let things = desk.things_of(number)?;
            let mine = things.loans.iter().filter_map(|id| state.loans.get(id));
            mine.filter(fits).map(|loan| loan.id).collect()
        }
        Some(number) => {
            let things = desk.things_of(number)?;
            let past = desk.past_loans(number, usize::MAX);
            let mine = things.loans.iter().chain(&past).filter_map(|id| state.loans.get(id));
            mine.filter(fits).map(|loan| loan.id).collect()
        }
        None if closed => state.loans.values().filter(fits).map(|loan| loan.id).collect(),
        None => state.open_loans().filter(fits).map(|loan| loan.id).collect(),
    };
    page(ask, keys, |id| state.loans.get(id).map(|loan| LoanLine::new(desk, loan)))
}

/// A loan that the caller may see.
fn found<'d>(desk: &'d Desk, ask: &Ask) -> Result<&'d catalog::fold::Loan, Trouble> {
    let id: LoanId = ask.param("loan")?;
    let loan = desk.node().state.loans.get(&id).ok_or_else(Trouble::not_found)?;
    // Whose loan it is, is nobody else's business: not even that there is one.
    let mine = is_of(desk, &loan.patron, whose(ask, None)?);
    if mine { Ok(loan) } else { Err(Trouble::not_found()) }
}

fn loan(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    Answer::of(ask, &LoanLine::new(desk, found(desk, ask)?))
}

/// What is lent to whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LendBody {
    /// The code on its label.
    #[schema(value_type = String, example = "7K3-QP2J")]
    unit: Code,
    /// To whom: the key's own member when absent; anybody with the scope `desk`.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "412-907")]
    member: Option<MemberNumber>,
    /// How many, for a lot.
    qty: Option<u32>,
    /// Another due date than the rules give: `2026-05-19` or `2026-05-19T18:30`.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "2026-05-19")]
    due: Option<Due>,
    /// Codes of denials that are set aside, as far as the key may.
    #[serde(default)]
    overrides: BTreeSet<String>,
    /// Why they are set aside.
    note: Option<String>,
    /// The safety notice was read and understood.
    #[serde(default)]
    notice_ack: bool,
}

/// A loan that is on the disk.
#[derive(Debug, Serialize, ToSchema)]
struct LentLine {
    event: String,
    /// The loan that began with it.
    #[serde(flatten)]
    loan: LoanLine,
    /// To be counted with the borrower.
    parts: Vec<PartLine>,
    /// A note for the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    circ_note: Option<String>,
}

fn lend(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: LendBody = ask.body()?;
    let member = ask.member(body.member)?;
    let mut act = LendAct::new(body.unit, member, ask.by()?);
    act.qty = body.qty.unwrap_or(1).max(1);
    act.due = body.due;
    act.overrides = body.overrides;
    act.note = short(body.note);
    act.notice_ack = body.notice_ack;
    let terms = desk.may_lend(&act)?;
    if !act.notice_ack && (!terms.notice.is_empty() || terms.min_age.is_some()) {
        let detail = "Something has to be read first; then ask again with `notice_ack`.";
        let problem = Problem::new(StatusCode::CONFLICT, "E-NOTICE", detail)
            .with("notice", json!(terms.notice.in_lang(&ask.lang)))
            .with("min_age", json!(terms.min_age));
        return Err(problem.into());
    }
    let receipt = desk.lend(&act)?;
    let loan = desk.node().state.loans.get(&receipt.loan).ok_or_else(Trouble::not_found)?;
    let view = desk.view(loan.unit)?;
    let line = LentLine {
        event: receipt.event.to_string(),
        loan: LoanLine::new(desk, loan),
        parts: loan.parts_out.iter().map(PartLine::counted).collect(),
        circ_note: view.unit.circ_note.clone(),
    };
    Ok(Answer::of(ask, &line)?.at(format_args!("/loans/{}", receipt.loan)))
}

/// So many of a part.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartBody {
    name: String,
    qty: u32,
}

impl PartBody {
    pub(super) fn count(self) -> PartCount {
        PartCount { name: self.name.into(), qty: self.qty }
    }
}

/// What was said of a part that did not come back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PartSaidBody {
    name: String,
    /// `later` (it will be brought), `lost`, or `before` (it was not there when the thing was taken).
    #[schema(value_type = String)]
    gone: PartGone,
}

/// What comes back, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnBody {
    #[schema(value_type = String, example = "7K3-QP2J")]
    unit: Code,
    /// `new`, `good`, `fair`, `worn`, `damaged` or `unsafe`, where somebody looked.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    condition: Option<Condition>,
    /// Parts that came back, where they were counted.
    parts_in: Option<Vec<PartBody>>,
    /// What became of parts that did not come back.
    #[serde(default)]
    parts_said: Vec<PartSaidBody>,
    /// How many, for a lot; all of the loan when absent.
    qty: Option<u32>,
    /// For a kit: the units that came back; all of them when absent.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    lines: Option<Vec<Code>>,
    /// What the person said.
    note: Option<String>,
    /// Where it was put, if not where it belongs.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    place: Option<Slug>,
    /// It lay in the drop box: it counts as back since the door was closed for the last time (scope
    /// `desk`).
    #[serde(default)]
    drop_box: bool,
}

/// A return that is on the disk.
#[derive(Debug, Serialize, ToSchema)]
struct ReturnedLine {
    event: String,
    unit: String,
    /// The loan that it ended; absent when the thing was not out.
    #[serde(skip_serializing_if = "Option::is_none")]
    loan: Option<String>,
    /// It was listed as missing and has been found.
    found: bool,
    /// Parts that did not come back.
    missing: Vec<PartLine>,
    /// Where to put it: `home`, `hold_shelf`, `reserved`, `set_aside` (promised to another node), `quarantine`,
    /// `repair`, `care` or `steward`.
    destination: String,
    /// The slug of that place, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// That, as a sentence.
    sentence: String,
}

fn take_back(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: ReturnBody = ask.body()?;
    let mut act = ReturnAct::new(body.unit, ask.by()?);
    act.condition = body.condition;
    act.parts_in = body.parts_in.map(|parts| parts.into_iter().map(PartBody::count).collect());
    let said = body.parts_said.into_iter();
    act.parts_said =
        said.map(|part| PartSaid { name: part.name.into(), gone: part.gone }).collect();
    act.qty = body.qty;
    act.lines = body.lines;
    act.note = short(body.note);
    act.place = body.place;
    if body.drop_box {
        if !ask.at_desk() {
            return Err(Trouble::forbidden(
                "Emptying the drop box needs a key with the scope `desk`.",
            ));
        }
        act.effective = last_closing(desk);
    }
    let receipt = desk.take_back(&act)?;
    let reading = app.reading(desk, &ask.lang);
    let place = desk.place_name(&receipt.destination);
    let line = ReturnedLine {
        event: receipt.event.to_string(),
        unit: receipt.unit.to_string(),
        loan: receipt.loan.map(|loan| loan.to_string()),
        found: receipt.found,
        missing: receipt.missing.iter().map(PartLine::counted).collect(),
        destination: destination(&receipt.destination).to_owned(),
        place: receipt.destination.place().map(ToString::to_string),
        sentence: crate::words::destination(&reading, &receipt.destination, &place),
    };
    Answer::of(ask, &line)
}

pub(super) fn destination(to: &Destination) -> &'static str {
    match to {
        Destination::Home { .. } => "home",
        Destination::HoldShelf { .. } => "hold_shelf",
        Destination::Reserved { .. } => "reserved",
        Destination::Quarantine { .. } => "quarantine",
        Destination::Repair { .. } => "repair",
        Destination::Care { .. } => "care",
        Destination::SetAside { .. } => "set_aside",
        Destination::Steward { .. } => "steward",
    }
}

/// What somebody said, not longer than a note may be.
pub(super) fn short(note: Option<String>) -> Option<String> {
    note.map(|note| note.chars().take(LONGEST_NOTE).collect())
}

/// A renewal that is on the disk.
#[derive(Debug, Serialize, ToSchema)]
struct RenewedLine {
    event: String,
    #[serde(flatten)]
    loan: LoanLine,
}

fn renew(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let loan = found(desk, ask)?.id;
    let receipt = desk.renew(loan, ask.by()?)?;
    let line = RenewedLine {
        event: receipt.event.to_string(),
        loan: LoanLine::new(desk, found(desk, ask)?),
    };
    Answer::of(ask, &line)
}

/// What a steward says of a loan.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Word {
    ClaimsReturned,
    Lost,
    WrittenOff,
}

/// A steward's word.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WordBody {
    word: Word,
    /// Why.
    note: Option<String>,
}

fn say(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: WordBody = ask.body()?;
    let (loan, unit) = {
        let loan = found(desk, ask)?;
        (loan.id, loan.unit)
    };
    let (note, by) = (short(body.note), ask.by()?);
    let event = match body.word {
        Word::ClaimsReturned => desk.claims_returned(loan, note.as_deref(), by)?,
        Word::Lost => desk.lost(unit, note.as_deref(), by)?,
        Word::WrittenOff => desk.write_off(loan, note.as_deref(), by)?,
    };
    Answer::of(ask, &DoneLine::new(&event))
}

/// What is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UndoBody {
    /// The event.
    #[schema(value_type = String, example = "kb7q2m-42")]
    event: EventId,
    /// Why, when it was not at once.
    reason: Option<String>,
}

fn undo(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: UndoBody = ask.body()?;
    let receipt = desk.undo(body.event, short(body.reason).as_deref(), ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&receipt.event))
}
