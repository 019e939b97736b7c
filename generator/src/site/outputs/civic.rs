//! People who chose a profile, trainings, rules, minutes, and the sums of the ledger as JSON. What a page
//! does not show is not here either: no member who did not ask for a profile, no number about fewer than
//! five people.

use catalog::record::{Minutes, Person, UnitOfAccountMode};
use civic::books::Books;
use ledger::account::Account;
use ledger::figures::{self, SMALLEST_GROUP};
use ledger::unit::UnitCode;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::facts::percent;
use super::super::{BuildError, Output, Pages, json};
use super::records::{put, schema};
use crate::links;

/// Somebody who asked for a public profile.
#[derive(Serialize, JsonSchema)]
pub(super) struct PersonLine {
    /// The name under which the person acts.
    handle: String,
    /// What the person wishes to be called.
    name: String,
    /// What the person does for the node.
    roles: Vec<String>,
    /// What the person offers and can do.
    skills: Vec<String>,
    /// Languages spoken (BCP 47).
    languages: Vec<String>,
    /// Its page, from the site's root.
    href: String,
}

/// A training that some titles ask for.
#[derive(Serialize, JsonSchema)]
pub(super) struct TrainingLine {
    slug: String,
    name: String,
    /// What is taught.
    summary: String,
    minutes: Option<u32>,
    /// Months until it must be refreshed; none where it stays valid.
    valid_months: Option<u32>,
    /// Slugs of the titles that it opens.
    titles: Vec<String>,
    /// Slugs of the events that teach it.
    events: Vec<String>,
    /// Its page, from the site's root.
    href: String,
}

/// The minutes of a meeting.
#[derive(Serialize, JsonSchema)]
pub(super) struct MinutesLine {
    slug: String,
    name: String,
    /// ISO 8601.
    date: Option<String>,
    lang: String,
    /// How many were there.
    attendance: Option<u32>,
    /// Handles of those who were there and agreed to be named.
    present: Vec<String>,
    /// Slugs of the proposals that were decided.
    decisions: Vec<String>,
    /// Its page, from the site's root.
    href: String,
}

/// The rules in force.
#[derive(Serialize, JsonSchema)]
pub(super) struct ConstitutionRecord {
    /// The schema that this file follows, from here.
    #[serde(rename = "$schema")]
    schema: String,
    /// The node whose rules they are.
    node: String,
    name: String,
    version: Option<String>,
    /// ISO 8601.
    in_force_since: Option<String>,
    lang: String,
    /// Its page, from the site's root.
    href: String,
    /// The text, in Markdown; `{#name}` after a heading is the clause's name.
    body: String,
}

/// How the node is doing, in sums.
#[derive(Serialize, JsonSchema)]
pub(super) struct LedgerRecord {
    /// The schema that this file follows, from here.
    #[serde(rename = "$schema")]
    schema: String,
    /// The node whose numbers they are.
    node: String,
    /// Twelve months; the last one is the month of the build.
    months: Vec<MonthLine>,
    /// Share of all returns that were in time, in percent; none for too few.
    on_time_percent: Option<u32>,
    /// Repairs of twelve months.
    repairs: RepairLine,
    /// What members owe each other, by unit of account.
    units: Vec<UnitLine>,
}

/// One month.
#[derive(Serialize, JsonSchema)]
pub(super) struct MonthLine {
    /// Its first day, ISO 8601.
    month: String,
    loans: u32,
    returned: u32,
    /// None for fewer than five returns.
    on_time_percent: Option<u32>,
}

/// What became of what was reported.
#[derive(Serialize, JsonSchema)]
pub(super) struct RepairLine {
    mended: u32,
    given_up: u32,
}

/// A unit of account. Amounts are in its smallest part.
#[derive(Serialize, JsonSchema)]
pub(super) struct UnitLine {
    /// `MIN`, `EUR` …
    code: String,
    label: String,
    /// `mutual`, `fixed` or `gift`.
    mode: String,
    /// How many of the smallest part are one: 60 for hours kept in minutes.
    minor_per_major: u32,
    /// All that ever moved from hand to hand.
    moved: i64,
    /// What stands there; none for fewer than five accounts.
    standing: Option<i64>,
    /// Accounts of members; none for fewer than five.
    accounts: Option<usize>,
    /// The Gini coefficient in thousandths; none for fewer than five accounts.
    gini_permille: Option<i64>,
    /// What the commons holds.
    fund: i64,
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let d = &pages.build.node.documents;
    let people = d.people.values();
    let people = people
        .map(|one| (person(pages, one), links::person(one.handle.as_str()), one.body.base.clone()));
    put(pages, ("people/index.json", "person"), people.collect(), out)?;
    put(pages, ("trainings/index.json", "training"), trainings(pages), out)?;
    let minutes = d.minutes.values();
    let minutes =
        minutes.map(|one| (held(pages, one), links::minutes(&one.slug), one.body.base.clone()));
    put(pages, ("governance/minutes.json", "minutes"), minutes.collect(), out)?;
    constitution(pages, out)?;
    let path = "ledger/index.json";
    out.file(path, json(path, &numbers(pages, path))?)
}

fn person(pages: &Pages<'_>, person: &Person) -> PersonLine {
    PersonLine {
        handle: person.handle.to_string(),
        name: person.name.in_lang(pages.lang).to_owned(),
        roles: person.roles.clone(),
        skills: person.skills.clone(),
        languages: person.languages.clone(),
        href: links::person(person.handle.as_str()),
    }
}

fn trainings(pages: &Pages<'_>) -> Vec<(TrainingLine, String, String)> {
    let d = &pages.build.node.documents;
    let all = super::super::catalogue::all_trainings(pages.build).into_iter();
    all.map(|slug| {
        let known = d.node.trainings.get(&slug);
        let text = |of: fn(&catalog::record::Training) -> &catalog::record::Text| {
            known.map(|training| of(training).in_lang(pages.lang).to_owned()).unwrap_or_default()
        };
        let opened = d.titles.values().filter(|one| one.requires_authorisation.contains(&slug));
        let taught = d.events.values().filter(|one| one.training.as_ref() == Some(&slug));
        let line = TrainingLine {
            name: text(|training| &training.name),
            summary: text(|training| &training.summary),
            minutes: known.and_then(|training| training.minutes),
            valid_months: known.and_then(|training| training.valid_months),
            titles: opened.map(|title| title.slug.to_string()).collect(),
            events: taught.map(|event| event.slug.to_string()).collect(),
            href: links::training(&slug),
            slug: slug.to_string(),
        };
        (line, links::training(&slug), String::new())
    })
    .collect()
}

fn held(pages: &Pages<'_>, minutes: &Minutes) -> MinutesLine {
    MinutesLine {
        slug: minutes.slug.to_string(),
        name: minutes.name.in_lang(pages.lang).to_owned(),
        date: minutes.date.map(|day| day.to_string()),
        lang: minutes.lang.clone(),
        attendance: minutes.attendance,
        present: minutes.present.iter().map(ToString::to_string).collect(),
        decisions: minutes.decisions.iter().map(ToString::to_string).collect(),
        href: links::minutes(&minutes.slug),
    }
}

fn constitution(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let d = &pages.build.node.documents;
    let Some(rules) = &d.constitution else { return Ok(()) };
    let path = "governance/constitution.json";
    let record = ConstitutionRecord {
        schema: schema(path, "constitution"),
        node: d.node.id.to_string(),
        name: rules.name.in_lang(pages.lang).to_owned(),
        version: rules.version.clone(),
        in_force_since: rules.in_force_since.map(|day| day.to_string()),
        lang: rules.lang.clone(),
        href: links::CONSTITUTION.to_owned(),
        body: rules.body.base.clone(),
    };
    out.file(path, json(path, &record)?)
}

fn numbers(pages: &Pages<'_>, path: &str) -> LedgerRecord {
    let facts = &pages.build.facts;
    let months = facts.months.iter().zip(facts.all.months.iter().zip(&facts.punctual));
    let month =
        |(first, (loans, (returned, on_time))): (&jiff::civil::Date, (&u32, &(u32, u32)))| {
            MonthLine {
                month: first.to_string(),
                loans: *loans,
                returned: *returned,
                on_time_percent: percent(*on_time, *returned),
            }
        };
    LedgerRecord {
        schema: schema(path, "ledger"),
        node: pages.build.node.documents.node.id.to_string(),
        months: months.map(month).collect(),
        on_time_percent: percent(facts.all.on_time, facts.all.returned),
        repairs: RepairLine { mended: facts.mended, given_up: facts.given_up },
        units: units(pages),
    }
}

fn units(pages: &Pages<'_>) -> Vec<UnitLine> {
    let node = pages.build.node;
    let book = Books::of(node, pages.reading().today).book;
    let whole = |amount: i128| i64::try_from(amount).unwrap_or(i64::MAX);
    let units = node.documents.node.units_of_account.iter().filter_map(|(code, unit)| {
        let code = code.parse::<UnitCode>().ok()?;
        book.balances(&code).next()?;
        let supply = figures::supply(&book, &code);
        let enough = supply.members >= SMALLEST_GROUP;
        let moved: i128 = figures::circulation(&book, &code).values().map(|one| one.moved).sum();
        Some(UnitLine {
            label: unit.label.in_lang(pages.lang).to_owned(),
            mode: match unit.mode {
                UnitOfAccountMode::Mutual => "mutual",
                UnitOfAccountMode::Fixed => "fixed",
                UnitOfAccountMode::Gift => "gift",
            }
            .to_owned(),
            minor_per_major: unit.minor_per_major.max(1),
            moved: whole(moved),
            standing: enough.then(|| whole(supply.standing)),
            accounts: enough.then_some(supply.members),
            gini_permille: figures::concentration(&book, &code).map(|gini| whole(gini.permille())),
            fund: whole(book.balance(&code, &Account::Commons).wide()),
            code: code.as_str().to_owned(),
        })
    });
    units.collect()
}
