//! Designs, events and proposals as they are written. Everybody may read these.

use catalog::circulation::seats_left;
use catalog::ids::Slug;
use catalog::record::{Design, Happening, Proposal};
use desk::Desk;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Ask;
use super::lines::{Translations, texts, translations, word};
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route};
use crate::app::App;

pub(super) const ROUTES: &[Route] = &[
    Route::get("/designs", "listDesigns", Act::Desk(designs))
        .says("Open designs")
        .paged()
        .gives::<Page<DesignLine>>(),
    Route::get("/designs/{slug}", "getDesign", Act::Desk(design))
        .says("One design")
        .gives::<DesignLine>(),
    Route::get("/events", "listEvents", Act::Desk(events))
        .says("Workshops, work days and parties")
        .paged()
        .gives::<Page<EventLine>>(),
    Route::get("/events/{slug}", "getEvent", Act::Desk(event))
        .says("One workshop, work day or party")
        .gives::<EventLine>(),
    Route::get("/proposals", "listProposals", Act::Desk(proposals))
        .says("Proposals")
        .paged()
        .gives::<Page<ProposalLine>>(),
    Route::get("/proposals/{slug}", "getProposal", Act::Desk(proposal))
        .says("One proposal")
        .gives::<ProposalLine>(),
];

/// One line of a parts list.
#[derive(Debug, Serialize, ToSchema)]
struct BomLine {
    name: String,
    /// As written: `4`, `1.2 m`.
    quantity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// An open design.
#[derive(Debug, Serialize, ToSchema)]
struct DesignLine {
    slug: String,
    name: String,
    /// What it is for.
    function: String,
    lang: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// An SPDX expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    licensor: Vec<String>,
    categories: Vec<String>,
    /// Slugs of the titles that one needs to build it.
    tools: Vec<String>,
    /// Slugs or addresses of the designs that it comes from.
    derived_from: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    build_minutes: Option<u32>,
    parts: Vec<BomLine>,
    /// Files, from the design's folder.
    files: Vec<String>,
    translations: Translations,
    /// In Markdown.
    body: String,
}

impl DesignLine {
    fn new(design: &Design) -> Self {
        let parts = design.parts.iter().map(|part| BomLine {
            name: part.name.clone(),
            quantity: part.quantity.clone(),
            note: part.note.clone(),
        });
        Self {
            slug: design.slug.to_string(),
            name: design.name.base.clone(),
            function: design.function.base.clone(),
            lang: design.lang.clone(),
            version: design.version.clone(),
            license: design.license.clone(),
            licensor: design.licensor.clone(),
            categories: texts(&design.categories),
            tools: texts(&design.tools),
            derived_from: design.derived_from.clone(),
            build_minutes: design.build_minutes,
            parts: parts.collect(),
            files: design.files.iter().map(|file| file.path.clone()).collect(),
            translations: translations(&[
                ("name", &design.name),
                ("function", &design.function),
                ("body", &design.body),
            ]),
            body: design.body.base.clone(),
        }
    }
}

fn designs(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let designs = &desk.node().documents.designs;
    page(ask, designs.keys().cloned().collect(), |slug| designs.get(slug).map(DesignLine::new))
}

fn design(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let slug: Slug = ask.param("slug")?;
    let design = desk.node().documents.designs.get(&slug).ok_or_else(Trouble::not_found)?;
    Answer::of(ask, &DesignLine::new(design))
}

/// What people come to.
#[derive(Debug, Serialize, ToSchema)]
struct EventLine {
    slug: String,
    name: String,
    summary: String,
    lang: String,
    /// With offset and zone (RFC 9557).
    #[serde(skip_serializing_if = "Option::is_none")]
    starts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<String>,
    /// The slug of a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The slug of the training that it teaches.
    #[serde(skip_serializing_if = "Option::is_none")]
    training: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seats: Option<u32>,
    /// How many of them are free.
    #[serde(skip_serializing_if = "Option::is_none")]
    seats_left: Option<u32>,
    cancelled: bool,
    translations: Translations,
    /// In Markdown.
    body: String,
}

impl EventLine {
    fn new(desk: &Desk, event: &Happening) -> Self {
        Self {
            slug: event.slug.to_string(),
            name: event.name.base.clone(),
            summary: event.summary.base.clone(),
            lang: event.lang.clone(),
            starts: event.starts.as_ref().map(ToString::to_string),
            ends: event.ends.as_ref().map(ToString::to_string),
            place: event.place.as_ref().map(ToString::to_string),
            training: event.training.as_ref().map(ToString::to_string),
            seats: event.seats,
            seats_left: seats_left(desk.node(), event),
            cancelled: event.cancelled,
            translations: translations(&[
                ("name", &event.name),
                ("summary", &event.summary),
                ("body", &event.body),
            ]),
            body: event.body.base.clone(),
        }
    }
}

fn events(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let events = &desk.node().documents.events;
    page(ask, events.keys().cloned().collect(), |slug| {
        events.get(slug).map(|event| EventLine::new(desk, event))
    })
}

fn event(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let slug: Slug = ask.param("slug")?;
    let event = desk.node().documents.events.get(&slug).ok_or_else(Trouble::not_found)?;
    Answer::of(ask, &EventLine::new(desk, event))
}

/// A proposal.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalLine {
    slug: String,
    name: String,
    summary: String,
    lang: String,
    proposed_by: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed_on: Option<String>,
    /// `draft`, `discussion`, `voting`, `adopted`, `in_force` …
    state: String,
    /// How it is decided: `consent`, `majority`, `ranked-schulze` …
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    options: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_at: Option<String>,
    /// Held on paper: no program takes a ballot for it.
    secret: bool,
    translations: Translations,
    /// In Markdown.
    body: String,
}

impl ProposalLine {
    fn new(proposal: &Proposal) -> Self {
        Self {
            slug: proposal.slug.to_string(),
            name: proposal.name.base.clone(),
            summary: proposal.summary.base.clone(),
            lang: proposal.lang.clone(),
            proposed_by: texts(&proposal.proposed_by),
            proposed_on: proposal.proposed_on.map(|date| date.to_string()),
            state: word(&proposal.state),
            method: proposal.method.clone(),
            options: proposal.options.clone(),
            opens_at: proposal.opens_at.map(|at| at.to_string()),
            closes_at: proposal.closes_at.map(|at| at.to_string()),
            secret: proposal.terms.secret,
            translations: translations(&[
                ("name", &proposal.name),
                ("summary", &proposal.summary),
                ("body", &proposal.body),
            ]),
            body: proposal.body.base.clone(),
        }
    }
}

fn proposals(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let all = &desk.node().documents.proposals;
    page(ask, all.keys().cloned().collect(), |slug| all.get(slug).map(ProposalLine::new))
}

fn proposal(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let slug: Slug = ask.param("slug")?;
    let proposal = desk.node().documents.proposals.get(&slug).ok_or_else(Trouble::not_found)?;
    Answer::of(ask, &ProposalLine::new(proposal))
}
