//! Records as JSON: a list of each kind, and each record beside its page. The shapes here are what the
//! published schemas say; whoever changes a field changes a promise.

use std::collections::BTreeMap;

use catalog::ids::Slug;
use catalog::record::{Design, Happening, Page, Place, Proposal, ProposalState, Text};
use schemars::JsonSchema;
use serde::Serialize;

use super::super::{BuildError, Output, Pages, json};
use crate::links;
use crate::view::{CardView, Reading, TitleView};

/// A title's own file.
#[derive(Serialize, JsonSchema)]
pub(in super::super) struct TitleRecord {
    /// The schema that this file follows, from here.
    #[serde(rename = "$schema")]
    pub(in super::super) schema: String,
    /// The node that the title belongs to.
    pub(in super::super) node: String,
    /// The language of the record (BCP 47).
    pub(in super::super) lang: String,
    /// Its name in other languages.
    pub(in super::super) translations: BTreeMap<String, String>,
    /// What the page shows.
    pub(in super::super) title: TitleView,
    /// The text, in Markdown.
    pub(in super::super) body: String,
}

/// All titles in one file.
#[derive(Serialize, JsonSchema)]
pub(in super::super) struct TitleList {
    /// The schema that this file follows, from here.
    #[serde(rename = "$schema")]
    pub(in super::super) schema: String,
    /// The node that the titles belong to.
    pub(in super::super) node: String,
    /// Every title.
    pub(in super::super) titles: Vec<TitleLine>,
}

/// A title in the list.
#[derive(Serialize, JsonSchema)]
pub(in super::super) struct TitleLine {
    #[serde(flatten)]
    pub(in super::super) card: CardView,
    /// `tool`, `machine`, `material`, `kit`, `space`, `book` or `vehicle`.
    pub(in super::super) kind: String,
    /// Paths like `power-tools/drilling`.
    pub(in super::super) categories: Vec<String>,
    /// The codes of its units, as printed.
    pub(in super::super) codes: Vec<String>,
    /// The title's own file, from the site's root.
    pub(in super::super) json: String,
}

/// All records of another kind.
#[derive(Serialize, JsonSchema)]
pub(super) struct List<T> {
    /// The schema that this file follows, from here.
    #[serde(rename = "$schema")]
    schema: String,
    /// The node that they belong to.
    node: String,
    /// Every record.
    items: Vec<T>,
}

/// One record with its text.
#[derive(Serialize, JsonSchema)]
pub(super) struct Whole<T> {
    /// The schema that this file follows, from here.
    #[serde(rename = "$schema")]
    schema: String,
    /// The node that it belongs to.
    node: String,
    #[serde(flatten)]
    record: T,
    /// The text, in Markdown.
    body: String,
}

/// A room, shelf or box.
#[derive(Serialize, JsonSchema)]
pub(super) struct PlaceLine {
    pub(super) slug: String,
    pub(super) name: String,
    /// `site`, `room`, `workshop`, `shelf`, `box`, `hold_shelf` or `quarantine`.
    pub(super) kind: String,
    /// The slug of what it stands in.
    pub(super) parent: Option<String>,
    /// The code on its label.
    pub(super) code: Option<String>,
    /// Its page, from the site's root.
    pub(super) href: String,
    /// Slugs of the titles that belong there.
    pub(super) titles: Vec<String>,
}

/// An open design.
#[derive(Serialize, JsonSchema)]
pub(super) struct DesignLine {
    pub(super) slug: String,
    pub(super) name: String,
    /// What it is for.
    pub(super) function: String,
    pub(super) lang: String,
    pub(super) version: Option<String>,
    /// An SPDX expression.
    pub(super) license: Option<String>,
    pub(super) licensor: Vec<String>,
    pub(super) categories: Vec<String>,
    /// Slugs of the titles that one needs to build it.
    pub(super) tools: Vec<String>,
    /// Slugs or addresses of the designs that it comes from.
    pub(super) derived_from: Vec<String>,
    /// Minutes that one build takes.
    pub(super) build_minutes: Option<u32>,
    pub(super) parts: Vec<PartLine>,
    /// Its Open Know-How manifest and the other files, from the site's root.
    pub(super) files: Vec<String>,
    /// Its page, from the site's root.
    pub(super) href: String,
}

/// One line of a parts list.
#[derive(Serialize, JsonSchema)]
pub(super) struct PartLine {
    name: String,
    /// As written: `4`, `1.2 m`.
    quantity: String,
    note: Option<String>,
}

/// A workshop, work day or party.
#[derive(Serialize, JsonSchema)]
pub(super) struct EventLine {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) summary: String,
    /// RFC 3339.
    pub(super) starts: Option<String>,
    /// RFC 3339.
    pub(super) ends: Option<String>,
    /// The slug of a place.
    pub(super) place: Option<String>,
    /// The slug of the training that it teaches.
    pub(super) training: Option<String>,
    pub(super) seats: Option<u32>,
    pub(super) cancelled: bool,
    /// Its page, from the site's root.
    pub(super) href: String,
}

/// A proposal.
#[derive(Serialize, JsonSchema)]
pub(super) struct ProposalLine {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) summary: String,
    /// `discussion`, `voting`, `adopted`, `in_force` …
    pub(super) state: String,
    /// How it is decided: `consent`, `majority`, `ranked-schulze` …
    pub(super) method: Option<String>,
    /// ISO 8601.
    pub(super) proposed_on: Option<String>,
    /// RFC 3339.
    pub(super) opens_at: Option<String>,
    /// RFC 3339.
    pub(super) closes_at: Option<String>,
    /// Its page, from the site's root.
    pub(super) href: String,
}

/// A free page or a piece of news.
#[derive(Serialize, JsonSchema)]
pub(super) struct PageLine {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) summary: String,
    /// `page` or `news`.
    pub(super) kind: String,
    /// ISO 8601.
    pub(super) date: Option<String>,
    pub(super) lang: String,
    /// Its page, from the site's root.
    pub(super) href: String,
}

/// The name of a word that records are written with.
pub(in super::super) fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn slugs<'s>(all: impl IntoIterator<Item = &'s Slug>) -> Vec<String> {
    all.into_iter().map(ToString::to_string).collect()
}

/// The schema `name` as seen from the file at `path`.
pub(in super::super) fn schema(path: &str, name: &str) -> String {
    format!("{}schema/{name}.json", links::to_root(path))
}

pub(super) fn put<T: Serialize>(
    pages: &Pages<'_>,
    (list, name): (&str, &str),
    lines: Vec<(T, String, String)>,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    if lines.is_empty() {
        return Ok(());
    }
    let node = pages.build.node.documents.node.id.to_string();
    let mut items = Vec::new();
    for (record, page, body) in lines {
        let path = page.replace("index.html", "index.json");
        let schema = schema(&path, name);
        let whole = Whole { schema, node: node.clone(), record, body };
        out.file(path.clone(), json(&path, &whole)?)?;
        items.push(whole.record);
    }
    let schema = schema(list, &format!("{name}-list"));
    out.file(list, json(list, &List { schema, node, items })?)
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let d = &pages.build.node.documents;
    let body = |text: &Text| text.base.clone();
    put(pages, ("places/index.json", "place"), places(pages), out)?;
    let designs = d.designs.values();
    let designs = designs.map(|r| (design(pages, r), links::design(&r.slug), body(&r.body)));
    put(pages, ("designs/index.json", "design"), designs.collect(), out)?;
    let events = d.events.values();
    let events = events.map(|r| (event(pages, r), links::event(&r.slug), body(&r.body)));
    put(pages, ("events/index.json", "event"), events.collect(), out)?;
    let proposals = proposals(pages);
    let proposals =
        proposals.map(|r| (proposal(pages, r), links::proposal(&r.slug), body(&r.body)));
    put(pages, ("governance/index.json", "proposal"), proposals.collect(), out)?;
    let texts = texts(pages).map(|r| (page(pages, r), links::page(&r.slug), body(&r.body)));
    put(pages, ("pages/index.json", "page"), texts.collect(), out)
}

/// Places with what belongs there, each as its line, its page and its note.
fn places(pages: &Pages<'_>) -> Vec<(PlaceLine, String, String)> {
    let d = &pages.build.node.documents;
    let mut homes: BTreeMap<&Slug, Vec<String>> = BTreeMap::new();
    for title in d.titles.values() {
        let mut all: Vec<&Slug> = title.units.iter().map(|unit| &unit.home_place).collect();
        all.sort();
        all.dedup();
        for place in all {
            homes.entry(place).or_default().push(title.slug.to_string());
        }
    }
    let line = |place: &Place| PlaceLine {
        slug: place.slug.to_string(),
        name: place.name.in_lang(pages.lang).to_owned(),
        kind: word(&place.kind),
        parent: place.parent.as_ref().map(ToString::to_string),
        code: place.code.map(|code| code.to_string()),
        href: links::place(&place.slug),
        titles: homes.get(&place.slug).cloned().unwrap_or_default(),
    };
    let places = d.places.values();
    places.map(|r| (line(r), links::place(&r.slug), r.note.base.clone())).collect()
}

pub(super) fn place_lines(pages: &Pages<'_>) -> Vec<PlaceLine> {
    places(pages).into_iter().map(|(line, _, _)| line).collect()
}

pub(super) fn design(pages: &Pages<'_>, design: &Design) -> DesignLine {
    let named = design.files.iter().map(|file| file.path.as_str());
    let mut files: Vec<String> = std::iter::once("okh.toml")
        .chain(named)
        .filter_map(|file| super::super::designs::publish_file(pages.build, design, file))
        .collect();
    files.dedup();
    let part = |part: &catalog::record::BomLine| PartLine {
        name: part.name.clone(),
        quantity: part.quantity.clone(),
        note: part.note.clone(),
    };
    DesignLine {
        slug: design.slug.to_string(),
        name: design.name.in_lang(pages.lang).to_owned(),
        function: design.function.in_lang(pages.lang).to_owned(),
        lang: design.lang.clone(),
        version: design.version.clone(),
        license: design.license.clone(),
        licensor: design.licensor.clone(),
        categories: design.categories.iter().map(ToString::to_string).collect(),
        tools: slugs(&design.tools),
        derived_from: design.derived_from.clone(),
        build_minutes: design.build_minutes,
        parts: design.parts.iter().map(part).collect(),
        files,
        href: links::design(&design.slug),
    }
}

pub(super) fn event(pages: &Pages<'_>, event: &Happening) -> EventLine {
    let time = |at: &jiff::Zoned| at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    EventLine {
        slug: event.slug.to_string(),
        name: event.name.in_lang(pages.lang).to_owned(),
        summary: event.summary.in_lang(pages.lang).to_owned(),
        starts: event.starts.as_ref().map(time),
        ends: event.ends.as_ref().map(time),
        place: event.place.as_ref().map(ToString::to_string),
        training: event.training.as_ref().map(ToString::to_string),
        seats: event.seats,
        cancelled: event.cancelled,
        href: links::event(&event.slug),
    }
}

/// Proposals that the site shows.
pub(super) fn proposals<'b>(pages: &Pages<'b>) -> impl Iterator<Item = &'b Proposal> + use<'b> {
    let drafts = pages.build.options.drafts;
    let all = pages.build.node.documents.proposals.values();
    all.filter(move |proposal| drafts || proposal.state != ProposalState::Draft)
}

pub(super) fn proposal(pages: &Pages<'_>, proposal: &Proposal) -> ProposalLine {
    ProposalLine {
        slug: proposal.slug.to_string(),
        name: proposal.name.in_lang(pages.lang).to_owned(),
        summary: proposal.summary.in_lang(pages.lang).to_owned(),
        state: word(&proposal.state),
        method: proposal.method.clone(),
        proposed_on: proposal.proposed_on.map(|day| day.to_string()),
        opens_at: proposal.opens_at.map(|at| at.to_string()),
        closes_at: proposal.closes_at.map(|at| at.to_string()),
        href: links::proposal(&proposal.slug),
    }
}

/// Pages that the site shows.
fn texts<'b>(pages: &Pages<'b>) -> impl Iterator<Item = &'b Page> + use<'b> {
    let drafts = pages.build.options.drafts;
    pages.build.node.documents.pages.values().filter(move |page| drafts || !page.draft)
}

fn page(pages: &Pages<'_>, page: &Page) -> PageLine {
    PageLine {
        slug: page.slug.to_string(),
        name: page.name.in_lang(pages.lang).to_owned(),
        summary: page.summary.in_lang(pages.lang).to_owned(),
        kind: if super::super::pages::is_news(pages.build, page) { "news" } else { "page" }
            .to_owned(),
        date: page.date.map(|day| day.to_string()),
        lang: page.lang.clone(),
        href: links::page(&page.slug),
    }
}

/// A title in the list of all.
pub(super) fn title_line(reading: &Reading<'_>, title: &catalog::record::Title) -> TitleLine {
    TitleLine {
        card: CardView::new(reading, title),
        kind: word(&title.kind),
        categories: title.categories.iter().map(ToString::to_string).collect(),
        codes: title.units.iter().map(|unit| unit.code.to_string()).collect(),
        json: format!("catalog/{}/index.json", title.slug),
    }
}

impl TitleLine {
    pub(in super::super) fn new(reading: &Reading<'_>, title: &catalog::record::Title) -> Self {
        title_line(reading, title)
    }
}
