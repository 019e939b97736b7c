//! The house: when it is open, when it stays closed, how things are lent. Read in `GET /node`.

use catalog::record::WeekDay;
use desk::{Desk, Scope};
use jiff::civil::{Date, Time};
use serde::Deserialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::house::NodeLine;
use super::problem::Trouble;
use super::reply::Answer;
use super::route::{Act, Done, Route, Verb};
use crate::acts::house::{self, Change, No, PolicyChange};
use crate::app::App;

const RECORDS: &[Scope] = &[Scope::Records];

pub(super) const ROUTES: &[Route] = &[
    Route::post("/node/opening-hours", "setOpeningHours", RECORDS, Act::Desk(hours))
        .with(Verb::Put)
        .says("Say when the house is open")
        .about("All of them: what is not named is not open. `If-Match` takes the `ETag` of `GET /node`.")
        .guarded()
        .takes::<OpeningHoursBody>()
        .gives::<NodeLine>(),
    Route::post("/node/closures", "addClosure", RECORDS, Act::Desk(close))
        .says("Stay closed for some days")
        .takes::<ClosureBody>()
        .gives::<NodeLine>(),
    Route::post("/node/closures/{from}", "removeClosure", RECORDS, Act::Desk(reopen))
        .with(Verb::Delete)
        .says("Open after all: the closure that begins on this day")
        .gives::<NodeLine>(),
    Route::post("/node/policies/{slug}", "changePolicy", RECORDS, Act::Desk(policy))
        .with(Verb::Patch)
        .says("Change how things are lent")
        .about("What is absent stays as it is. `If-Match` takes the `ETag` of `GET /node`.")
        .guarded()
        .takes::<PolicyBody>()
        .gives::<NodeLine>(),
];

fn changed(app: &App, desk: &mut Desk, ask: &Ask, change: &Change) -> Done {
    ask.unchanged(&NodeLine::new(desk), false)?;
    match house::change(app, desk, change, ask.by()?)? {
        Ok(()) => Answer::of(ask, &NodeLine::new(desk)),
        Err(No::NotThere) => Err(Trouble::not_found()),
        Err(No::Wrong(field)) => Err(Trouble::unread(field, "this cannot be")),
    }
}

/// Open from then to then.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OpenBody {
    /// `mon` to `sun`.
    #[schema(value_type = String)]
    day: WeekDay,
    #[schema(value_type = String, example = "16:00")]
    from: String,
    #[schema(value_type = String, example = "19:00")]
    to: String,
}

/// When the house is open.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OpeningHoursBody {
    opening_hours: Vec<OpenBody>,
}

fn time(text: &str) -> Result<Time, Trouble> {
    Time::strptime("%H:%M", text)
        .map_err(|_| Trouble::unread("opening_hours", "say a time like `16:00`"))
}

fn hours(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: OpeningHoursBody = ask.body()?;
    let all = body.opening_hours.iter();
    let all = all.map(|one| Ok((one.day, time(&one.from)?, time(&one.to)?)));
    let all: Result<Vec<_>, Trouble> = all.collect();
    changed(app, desk, ask, &Change::Hours(all?))
}

/// Days on which the door stays closed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ClosureBody {
    #[schema(value_type = String, example = "2026-12-24")]
    from: Date,
    /// The last closed day; the same when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    to: Option<Date>,
    reason: Option<String>,
}

fn close(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: ClosureBody = ask.body()?;
    let (from, to) = (body.from, body.to.unwrap_or(body.from));
    let reason = body.reason.map(|reason| super::people::limited(&reason));
    let reason = reason.filter(|reason| !reason.is_empty());
    changed(app, desk, ask, &Change::Close { from, to, reason })
}

fn reopen(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let from: Date = ask.param("from")?;
    let closures = &desk.node().documents.node.closures;
    let at = closures.iter().position(|one| one.from == from).ok_or_else(Trouble::not_found)?;
    changed(app, desk, ask, &Change::Reopen(at))
}

/// What changes in a rule of lending.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PolicyBody {
    /// In days or hours, as the rule counts.
    period: Option<u32>,
    renewals_max: Option<u32>,
    hold_window_days: Option<u32>,
    grace_days: Option<u32>,
    /// So many things one member may have under this rule at once; 0: no limit.
    max_open_per_member: Option<u32>,
    requires_pin: Option<bool>,
    requires_approval: Option<bool>,
    block_if_overdue: Option<bool>,
}

fn policy(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: PolicyBody = ask.body()?;
    let name: String = ask.param("slug")?;
    let change = PolicyChange {
        period: body.period,
        renewals_max: body.renewals_max,
        hold_window_days: body.hold_window_days,
        grace_days: body.grace_days,
        max_open_per_member: body.max_open_per_member,
        requires_pin: body.requires_pin,
        requires_approval: body.requires_approval,
        block_if_overdue: body.block_if_overdue,
    };
    changed(app, desk, ask, &Change::Policy(name, change))
}
