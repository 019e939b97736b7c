//! Units between loans: moved, seen, counted, taken out of service; and stocktakes.

use std::collections::BTreeMap;

use catalog::code::Code;
use catalog::event::{LabelAction, StockReason};
use catalog::fold::Count;
use catalog::ids::{CountId, Slug};
use catalog::record::{Condition, Lifecycle, RetiredReason};
use desk::{CountReport, Desk, ScanResult, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DESK;
use super::ask::Ask;
use super::lines::{DoneLine, UnitLine};
use super::loans::{LEND, PartBody, short};
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, flag};
use crate::app::App;

const RECORDS: &[Scope] = &[Scope::Records, Scope::Desk];

pub(super) const ROUTES: &[Route] = &[
    Route::post("/units/{code}/move", "moveUnit", DESK, Act::Desk(shelve))
        .says("A unit was put at a place")
        .takes::<PlaceBody>()
        .gives::<UnitLine>(),
    Route::post("/units/{code}/seen", "seeUnit", LEND, Act::Desk(seen))
        .says("A unit was seen; a missing one is found by it")
        .takes::<SeenBody>()
        .gives::<UnitLine>(),
    Route::post("/units/{code}/condition", "setCondition", DESK, Act::Desk(condition))
        .says("The condition of a unit")
        .takes::<ConditionBody>()
        .gives::<UnitLine>(),
    Route::post("/units/{code}/lifecycle", "setLifecycle", DESK, Act::Desk(lifecycle))
        .says("Whether a unit takes part")
        .about("Nothing is deleted: what is gone is retired, with a reason.")
        .takes::<LifecycleBody>()
        .gives::<UnitLine>(),
    Route::post("/units/{code}/lost", "loseUnit", DESK, Act::Desk(lost))
        .says("Nobody knows where a unit is")
        .takes::<WhyBody>()
        .gives::<UnitLine>(),
    Route::post("/units/{code}/label", "relabelUnit", DESK, Act::Desk(label))
        .says("Another label")
        .takes::<LabelBody>()
        .gives::<DoneLine>(),
    Route::post("/units/{code}/stock", "changeStock", LEND, Act::Desk(stock))
        .says("More or fewer of a lot, or a count of it")
        .about("Either `delta` with a `reason`, or `counted`. Members may `consume` and `restock`.")
        .takes::<StockBody>()
        .gives::<UnitLine>(),
    Route::post("/codes", "freshCode", RECORDS, Act::Desk(code))
        .says("A code that nothing here has, put to the labels that wait for the printer")
        .gives::<CodeLine>()
        .status(201),
    Route::get("/stocktakes", "listStocktakes", Act::Desk(counts))
        .says("Stocktakes")
        .needs(DESK)
        .query(&[flag("closed", "Those that are over, too.")])
        .paged()
        .gives::<Page<CountLine>>(),
    Route::post("/stocktakes", "openStocktake", DESK, Act::Desk(open))
        .says("Begin a stocktake")
        .takes::<PlaceBody>()
        .gives::<CountLine>()
        .status(201),
    Route::get("/stocktakes/{count}", "getStocktake", Act::Desk(count))
        .says("A stocktake as it stands")
        .needs(DESK)
        .gives::<CountLine>(),
    Route::post("/stocktakes/{count}/scans", "scanStocktake", DESK, Act::Desk(scan))
        .says("Something was scanned")
        .takes::<ScanBody>()
        .gives::<ScanLine>(),
    Route::post("/stocktakes/{count}/close", "closeStocktake", DESK, Act::Desk(close))
        .says("End a stocktake; only what a person names becomes missing")
        .takes::<MissingBody>()
        .gives::<CountLine>(),
];

/// The unit of the address, as it stands now.
fn unit(desk: &Desk, ask: &Ask) -> Done {
    let view = desk.view(ask.param("code")?)?;
    Answer::of(ask, &UnitLine::new(desk, view.title, view.unit))
}

/// A place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PlaceBody {
    /// Its slug.
    #[schema(value_type = String, example = "shelf-b4")]
    place: Slug,
}

fn shelve(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: PlaceBody = ask.body()?;
    desk.move_unit(ask.param("code")?, &body.place, ask.by()?)?;
    unit(desk, ask)
}

/// Where something was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeenBody {
    /// The slug of a place; where it belongs when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    place: Option<Slug>,
}

fn seen(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: SeenBody = ask.body()?;
    desk.found(ask.param("code")?, body.place.as_ref(), ask.by()?)?;
    unit(desk, ask)
}

/// How a unit is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConditionBody {
    /// `new`, `good`, `fair`, `worn`, `damaged` or `unsafe`.
    #[schema(value_type = String)]
    condition: Condition,
    /// Required parts that are not there, where somebody counted: an empty list says that all are. What
    /// is left out stays as it was.
    missing: Option<Vec<PartBody>>,
    note: Option<String>,
}

fn condition(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: ConditionBody = ask.body()?;
    let note = short(body.note);
    let code = ask.param("code")?;
    let missing = body.missing.map(|parts| parts.into_iter().map(PartBody::count).collect());
    desk.set_condition(code, body.condition, missing, note.as_deref(), ask.by()?)?;
    unit(desk, ask)
}

/// Whether a unit takes part.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Life {
    InProcessing,
    Active,
    Maintenance,
    Quarantined,
    Missing,
    Retired,
}

/// What becomes of a unit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LifecycleBody {
    lifecycle: Life,
    /// For `retired`: `not_returned`, `broken`, `used_up`, `upgraded`, `sold`, `given`, `stolen` or
    /// `returned_to_owner`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    retired_reason: Option<RetiredReason>,
    note: Option<String>,
}

fn lifecycle(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: LifecycleBody = ask.body()?;
    let to = match (body.lifecycle, body.retired_reason) {
        (Life::Retired, Some(reason)) => Lifecycle::Retired(reason),
        (Life::Retired, None) => {
            return Err(Trouble::unread("retired_reason", "say why it is retired"));
        }
        (_, Some(_)) => {
            return Err(Trouble::unread("retired_reason", "only what is retired has a reason"));
        }
        (Life::InProcessing, None) => Lifecycle::InProcessing,
        (Life::Active, None) => Lifecycle::Active,
        (Life::Maintenance, None) => Lifecycle::Maintenance,
        (Life::Quarantined, None) => Lifecycle::Quarantined,
        (Life::Missing, None) => Lifecycle::Missing,
    };
    desk.set_lifecycle(ask.param("code")?, to, short(body.note).as_deref(), ask.by()?)?;
    unit(desk, ask)
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WhyBody {
    note: Option<String>,
}

fn lost(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: WhyBody = ask.body()?;
    desk.lost(ask.param("code")?, short(body.note).as_deref(), ask.by()?)?;
    unit(desk, ask)
}

/// What happened to a label.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LabelBody {
    /// `bind`, `replace`, `duplicate` or `settle`.
    #[schema(value_type = String)]
    action: LabelAction,
    /// The other code, for `bind` and `replace`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    code: Option<Code>,
}

fn label(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: LabelBody = ask.body()?;
    let names = matches!(body.action, LabelAction::Bind | LabelAction::Replace);
    if names != body.code.is_some() {
        return Err(Trouble::unread(
            "code",
            "`bind` and `replace` name another code, the others none",
        ));
    }
    let event = desk.label(ask.param("code")?, body.action, body.code, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&event))
}

/// A change of a lot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StockBody {
    /// More or fewer.
    delta: Option<i32>,
    /// `restock`, `consume`, `loss`, `damage`, `adjust`, `out` or `in`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    reason: Option<StockReason>,
    /// How many there are.
    counted: Option<u32>,
}

fn stock(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: StockBody = ask.body()?;
    let (code, by) = (ask.param("code")?, ask.by()?);
    match (body.delta, body.reason, body.counted) {
        (Some(delta), Some(reason), None) => desk.stock_change(code, delta, reason, by)?,
        (None, None, Some(counted)) => desk.stock_count(code, counted, by)?,
        _ => {
            let why = "say either `delta` with a `reason`, or `counted`";
            return Err(Trouble::unread("delta", why));
        }
    };
    unit(desk, ask)
}

/// A code.
#[derive(Debug, Serialize, ToSchema)]
struct CodeLine {
    #[schema(example = "7K3-QP2J")]
    code: String,
}

fn code(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let code = desk.fresh_code()?;
    desk.queue_labels(&[code])?;
    Answer::of(ask, &CodeLine { code: code.to_string() })
}

/// A stocktake.
#[derive(Debug, Serialize, ToSchema)]
struct CountLine {
    /// Its name: the event with which it began.
    count: String,
    place: String,
    opened: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<String>,
    /// Units that should be here and are.
    found: Vec<String>,
    /// Units that should be here and were not seen.
    not_seen: Vec<String>,
    /// Units that are here and belong elsewhere, with their place.
    misplaced: BTreeMap<String, String>,
    /// What was scanned and is no unit.
    unknown: Vec<String>,
}

impl CountLine {
    fn new(count: &Count, report: &CountReport) -> Self {
        let codes = |codes: &[Code]| codes.iter().map(ToString::to_string).collect();
        let misplaced = report.misplaced.iter();
        Self {
            count: count.id.to_string(),
            place: count.place.to_string(),
            opened: count.opened.to_string(),
            closed: count.closed.map(|when| when.to_string()),
            found: codes(&report.found),
            not_seen: codes(&report.not_seen),
            misplaced: misplaced.map(|(code, home)| (code.to_string(), home.to_string())).collect(),
            unknown: report.unknown.iter().cloned().collect(),
        }
    }
}

fn line(desk: &Desk, id: CountId) -> Result<CountLine, Trouble> {
    let count = desk.node().state.counts.get(&id).ok_or_else(Trouble::not_found)?;
    Ok(CountLine::new(count, &desk.count_report(id)?))
}

fn counts(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let closed = ask.flag("closed")?;
    let all = desk.node().state.counts.values();
    let keys = all.filter(|count| closed || count.closed.is_none()).map(|count| count.id).collect();
    page(ask, keys, |id| line(desk, *id).ok())
}

fn open(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: PlaceBody = ask.body()?;
    let id = desk.count_open(&body.place, ask.by()?)?;
    Ok(Answer::of(ask, &line(desk, id)?)?.at(format_args!("/stocktakes/{id}")))
}

fn count(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    Answer::of(ask, &line(desk, ask.param("count")?)?)
}

/// What was scanned.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ScanBody {
    /// As it was read.
    scanned: String,
    /// At which place; that of the stocktake when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    place: Option<Slug>,
}

/// What a scan turned out to be.
#[derive(Debug, Serialize, ToSchema)]
struct ScanLine {
    /// Absent when it was scanned before.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// `found`, `already`, `misplaced` or `unknown`.
    result: String,
}

fn scan(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: ScanBody = ask.body()?;
    let count = ask.param("count")?;
    let receipt = desk.count_scan(count, &body.scanned, body.place.as_ref(), ask.by()?)?;
    let result = match receipt.result {
        ScanResult::Found => "found",
        ScanResult::Already => "already",
        ScanResult::Misplaced => "misplaced",
        ScanResult::Unknown => "unknown",
    };
    let line = ScanLine {
        event: receipt.event.map(|event| event.to_string()),
        unit: receipt.unit.map(|unit| unit.to_string()),
        result: result.to_owned(),
    };
    Answer::of(ask, &line)
}

/// What is missing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MissingBody {
    /// Units that somebody looked for and did not find.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    missing: Vec<Code>,
}

fn close(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: MissingBody = ask.body()?;
    let id = ask.param("count")?;
    let report = desk.count_report(id)?;
    if let Some(other) = body.missing.iter().find(|code| !report.not_seen.contains(code)) {
        return Err(Trouble::unread(
            "missing",
            format!("{other} was seen or does not belong here"),
        ));
    }
    desk.count_close(id, body.missing, ask.by()?)?;
    Answer::of(ask, &line(desk, id)?)
}
