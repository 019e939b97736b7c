//! The node itself: who it is, what needs a person today, what two places did not know of each other, and
//! how it stands with others.

use catalog::ids::EventId;
use desk::Desk;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DESK;
use super::ask::Ask;
use super::lines::{DoneLine, Translations, texts, translations, word};
use super::loans::short;
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, flag};
use crate::app::App;

pub(super) const ROUTES: &[Route] = &[
    Route::get("/node", "getNode", Act::Desk(node))
        .says("The node: names, hours, rules")
        .gives::<NodeLine>(),
    Route::get("/today", "getToday", Act::Desk(today))
        .says("What needs a person today")
        .needs(DESK)
        .gives::<TodayLine>(),
    Route::get("/exceptions", "listExceptions", Act::Desk(exceptions))
        .says("What two places did not know of each other")
        .needs(DESK)
        .query(&[flag("closed", "Those that are settled, too.")])
        .paged()
        .gives::<Page<ExceptionLine>>(),
    Route::post("/exceptions/{event}/resolve", "resolveException", DESK, Act::Desk(resolve))
        .says("Settle one by one of its answers")
        .takes::<ResolveBody>()
        .gives::<DoneLine>(),
    Route::get("/exchange", "getExchange", Act::Beside(exchange))
        .says("How this node stands with others")
        .needs(DESK)
        .gives::<ExchangeLine>(),
];

/// Opening hours of a day.
#[derive(Debug, Serialize, ToSchema)]
struct HoursLine {
    /// `mon` to `sun`.
    day: String,
    from: String,
    to: String,
}

/// Days on which the door stays closed.
#[derive(Debug, Serialize, ToSchema)]
struct ClosureLine {
    from: String,
    /// The last closed day.
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// A rule of lending.
#[derive(Debug, Serialize, ToSchema)]
struct PolicyLine {
    name: String,
    label: String,
    period: u32,
    /// `day` or `hour`.
    unit: String,
    renewals_max: u32,
    requires_pin: bool,
    requires_approval: bool,
}

/// A training of the node.
#[derive(Debug, Serialize, ToSchema)]
struct TrainingLine {
    slug: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_months: Option<u32>,
}

/// The node.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NodeLine {
    id: String,
    name: String,
    tagline: String,
    languages: Vec<String>,
    timezone: String,
    opening_hours: Vec<HoursLine>,
    closures: Vec<ClosureLine>,
    policies: Vec<PolicyLine>,
    trainings: Vec<TrainingLine>,
    /// Codes of the units of account.
    units_of_account: Vec<String>,
    /// How many titles there are.
    titles: usize,
    translations: Translations,
    /// Of the program.
    version: String,
}

impl NodeLine {
    pub(super) fn new(desk: &Desk) -> Self {
        let documents = &desk.node().documents;
        let config = &documents.node;
        let hours = config.opening_hours.iter().map(|one| HoursLine {
            day: word(&one.day),
            from: one.from.strftime("%H:%M").to_string(),
            to: one.to.strftime("%H:%M").to_string(),
        });
        let closures = config.closures.iter().map(|one| ClosureLine {
            from: one.from.to_string(),
            to: one.to.to_string(),
            reason: one.reason.clone(),
        });
        let policies = config.policies.iter().map(|(name, policy)| PolicyLine {
            name: name.to_string(),
            label: policy.label.clone(),
            period: policy.period,
            unit: word(&policy.unit),
            renewals_max: policy.renewals_max,
            requires_pin: policy.requires_pin,
            requires_approval: policy.requires_approval,
        });
        let trainings = config.trainings.iter().map(|(slug, training)| TrainingLine {
            slug: slug.to_string(),
            name: training.name.base.clone(),
            minutes: training.minutes,
            valid_months: training.valid_months,
        });
        Self {
            id: config.id.to_string(),
            name: config.name.base.clone(),
            tagline: config.tagline.base.clone(),
            languages: config.languages.clone(),
            timezone: config.timezone.clone(),
            opening_hours: hours.collect(),
            closures: closures.collect(),
            policies: policies.collect(),
            trainings: trainings.collect(),
            units_of_account: config.units_of_account.keys().cloned().collect(),
            titles: documents.titles.len(),
            translations: translations(&[("name", &config.name), ("tagline", &config.tagline)]),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

fn node(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    Answer::of(ask, &NodeLine::new(desk))
}

/// A unit that is to be fetched for somebody who waits.
#[derive(Debug, Serialize, ToSchema)]
struct PullLine {
    hold: String,
    unit: String,
    place: String,
}

/// The list for today; each line is a name to ask for.
#[derive(Debug, Serialize, ToSchema)]
struct TodayLine {
    /// Loans that are due today.
    due: Vec<String>,
    /// Loans that are late, the latest first.
    late: Vec<String>,
    /// Holds that wait on the hold shelf.
    ready: Vec<String>,
    to_pull: Vec<PullLine>,
    /// Bookings that begin today.
    bookings: Vec<String>,
    /// Bookings that were asked for and not answered.
    requests: Vec<String>,
    repairs: Vec<String>,
    exceptions: Vec<String>,
}

fn today(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let list = desk.today_list();
    let pulls = list.to_pull.iter().map(|pull| PullLine {
        hold: pull.hold.to_string(),
        unit: pull.unit.to_string(),
        place: pull.place.to_string(),
    });
    let line = TodayLine {
        due: texts(&list.due),
        late: texts(&list.late),
        ready: texts(&list.ready),
        to_pull: pulls.collect(),
        bookings: texts(&list.bookings),
        requests: texts(&list.requests),
        repairs: texts(&list.tickets),
        exceptions: texts(&list.exceptions),
    };
    Answer::of(ask, &line)
}

/// What two places did not know of each other.
#[derive(Debug, Serialize, ToSchema)]
struct ExceptionLine {
    /// The event that raised it.
    event: String,
    when: String,
    /// What is the matter, as a sentence.
    sentence: String,
    /// The same as data.
    matter: serde_json::Value,
    /// The answers that settle it.
    choices: Vec<String>,
    /// The answer that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
}

fn exceptions(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let closed = ask.flag("closed")?;
    let all = &desk.node().state.exceptions;
    let keys: Vec<EventId> =
        all.values().filter(|one| closed || one.resolved.is_none()).map(|one| one.id).collect();
    let reading = app.reading(desk, &ask.lang);
    page(ask, keys, |id| {
        let one = all.get(id)?;
        let choices = one.matter.choices();
        Some(ExceptionLine {
            event: id.to_string(),
            when: one.when.to_string(),
            sentence: crate::words::matter(&reading, &one.matter),
            matter: serde_json::to_value(&one.matter).ok()?,
            choices: choices.into_iter().map(|(choice, _)| choice.clone()).collect(),
            resolved: one.resolved.as_ref().map(|(choice, _)| choice.to_string()),
        })
    })
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ResolveBody {
    /// One of `choices`.
    choose: String,
    /// Why.
    note: Option<String>,
}

fn resolve(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: ResolveBody = ask.body()?;
    let note = short(body.note);
    let event = desk.resolve(ask.param("event")?, &body.choose, note.as_deref(), ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&event))
}

/// A device that may write, or might once.
#[derive(Debug, Serialize, ToSchema)]
struct DeviceLine {
    device: String,
    fingerprint: String,
    is_this: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

/// A place that events are exchanged with.
#[derive(Debug, Serialize, ToSchema)]
struct RemoteLine {
    name: String,
    url: String,
}

/// How far a device's feed is known here.
#[derive(Debug, Serialize, ToSchema)]
struct HeadLine {
    device: String,
    events: u32,
    last: String,
}

/// How this node stands with others.
#[derive(Debug, Serialize, ToSchema)]
struct ExchangeLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    node: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<String>,
    /// Files that no commit has taken in yet.
    pending: usize,
    devices: Vec<DeviceLine>,
    remotes: Vec<RemoteLine>,
    heads: Vec<HeadLine>,
}

fn exchange(app: &App, ask: &Ask) -> Done {
    // Asking git takes a moment, and not at the desk.
    let known = match &app.options.backstage {
        Some(backstage) => backstage.exchange().map_err(Trouble::broken)?,
        None => crate::backstage::Exchange::default(),
    };
    let desk = app.desk();
    let heads = desk.node().state.heads.iter().map(|(device, head)| HeadLine {
        device: device.to_string(),
        events: head.seq,
        last: head.wall.to_string(),
    });
    let line = ExchangeLine {
        node: known.node,
        head: known.head,
        pending: known.pending,
        devices: known
            .devices
            .into_iter()
            .map(|one| DeviceLine {
                device: one.device,
                fingerprint: one.fingerprint,
                is_this: one.is_this,
                until: one.until.map(|until| until.to_string()),
            })
            .collect(),
        remotes: known
            .remotes
            .into_iter()
            .map(|one| RemoteLine { name: one.name, url: one.url })
            .collect(),
        heads: heads.collect(),
    };
    Answer::of(ask, &line)
}
