//! Looking after the house: care that is due, labels that wait for a printer, the clock.

use catalog::code::Code;
use catalog::ids::Slug;
use desk::{CareLine, Desk, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DESK;
use super::ask::Ask;
use super::loans::{destination, short};
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route};
use super::waiting::moment;
use crate::app::App;

const LABELS: &[Scope] = &[Scope::Desk, Scope::Records];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/care", "listCare", Act::Desk(care))
        .says("What has to be looked after now or soon")
        .needs(DESK)
        .paged()
        .gives::<Page<CareToDoLine>>(),
    Route::post("/units/{code}/care/{plan}", "careDone", DESK, Act::Desk(done))
        .says("What a plan asks for was done")
        .takes::<CareBody>()
        .gives::<CareDoneLine>(),
    Route::get("/codes", "listCodes", Act::Desk(codes))
        .says("Codes whose labels wait for a printer")
        .needs(LABELS)
        .paged()
        .gives::<Page<LabelToPrintLine>>(),
    Route::post("/codes/printed", "codesPrinted", LABELS, Act::Desk(printed))
        .says("Labels were printed and wait no more")
        .takes::<PrintedBody>()
        .status(204),
    Route::post("/clock", "setClock", DESK, Act::Desk(clock))
        .says("Say what time it is, where the kiosk's own clock was wrong")
        .about("What was recorded with a doubtful clock is put right for people.")
        .takes::<ClockBody>()
        .gives::<ClockLine>(),
];

/// Care of one unit by one plan.
#[derive(Debug, Serialize, ToSchema)]
struct CareToDoLine {
    unit: String,
    /// The slug of the plan.
    plan: String,
    /// What is done.
    name: String,
    /// How.
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<String>,
    /// It has to be done now.
    overdue: bool,
    /// The unit is not lent before.
    blocks: bool,
    /// The last day on which it can wait, where a date counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_on: Option<String>,
    /// Loans until then, where uses count.
    #[serde(skip_serializing_if = "Option::is_none")]
    uses_left: Option<u32>,
}

impl CareToDoLine {
    fn new(line: &CareLine<'_>) -> Self {
        let plan = line.care.plan;
        Self {
            unit: line.unit.to_string(),
            plan: plan.plan.to_string(),
            name: plan.name.clone(),
            how: plan.how.clone(),
            overdue: line.care.overdue,
            blocks: plan.blocks,
            due_on: line.care.due_on.map(|day| day.to_string()),
            uses_left: line.care.uses_left,
        }
    }
}

fn care(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let lines = desk.care_to_do();
    let key = |line: &CareLine<'_>| format!("{}/{}", line.unit, line.care.plan.plan);
    page(ask, lines.iter().map(key).collect(), |wanted: &String| {
        lines.iter().find(|line| key(line) == *wanted).map(CareToDoLine::new)
    })
}

/// What was found or done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CareBody {
    note: Option<String>,
}

/// Care that was done.
#[derive(Debug, Serialize, ToSchema)]
struct CareDoneLine {
    event: String,
    /// Where to put the unit, as in the answer to a return; absent while it is out.
    #[serde(skip_serializing_if = "Option::is_none")]
    destination: Option<String>,
    /// The slug of that place, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// That, as a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
}

fn done(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: CareBody = ask.body()?;
    let (unit, plan): (Code, Slug) = (ask.param("code")?, ask.param("plan")?);
    let receipt = desk.care_done(unit, &plan, short(body.note).as_deref(), ask.by()?)?;
    let reading = app.reading(desk, &ask.lang);
    let to = receipt.destination.as_ref();
    let line = CareDoneLine {
        event: receipt.event.to_string(),
        destination: to.map(|to| destination(to).to_owned()),
        place: to.and_then(|to| to.place()).map(ToString::to_string),
        sentence: to.map(|to| crate::words::destination(&reading, to, &desk.place_name(to))),
    };
    Answer::of(ask, &line)
}

/// A label that waits for a printer.
#[derive(Debug, Serialize, ToSchema)]
struct LabelToPrintLine {
    #[schema(example = "7K3-QP2J")]
    code: String,
    /// The slug of what it is on; absent while it is blank.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// What its symbol says.
    address: String,
}

fn codes(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let node = desk.node();
    let base = &node.documents.node.label_base;
    page(ask, desk.labels_to_print(), |code: &Code| {
        Some(LabelToPrintLine {
            code: code.to_string(),
            title: node.unit(*code).map(|view| view.title.slug.to_string()),
            address: format!("{base}{}", code.compact()),
        })
    })
}

/// What was printed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PrintedBody {
    #[schema(value_type = Vec<String>)]
    codes: Vec<Code>,
}

fn printed(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: PrintedBody = ask.body()?;
    desk.labels_printed(&body.codes)?;
    Ok(Answer::again(204, String::new()))
}

/// The time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ClockBody {
    /// A moment (`2026-05-19T10:00:00+02:00`), or the time at the place (`2026-05-19T10:00`).
    #[schema(example = "2026-05-19T10:00")]
    now: String,
}

/// The time as the kiosk knows it now.
#[derive(Debug, Serialize, ToSchema)]
struct ClockLine {
    now: String,
    /// What puts right what was recorded before, where that was needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<String>,
}

fn clock(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: ClockBody = ask.body()?;
    let truth = moment(desk, "now", &body.now)?;
    let event = desk.settle_clock(truth, ask.by()?)?.map(|event| event.to_string());
    Answer::of(ask, &ClockLine { now: desk.now().to_string(), event })
}
