//! `governance/constitution.md`, `governance/proposals/<slug>.md`, `governance/minutes/<slug>.md`

use std::ops::Range;

use toml::de::DeTable;

use crate::record::{Constitution, Minutes, Proposal, ProposalState, Stage, Text};

use super::super::reader::{Field, Reader, fields, put};
use super::{Source, UNSET_LANG};

pub(crate) const STATES: &[(&str, ProposalState)] = &[
    ("draft", ProposalState::Draft),
    ("discussion", ProposalState::Discussion),
    ("frozen", ProposalState::Frozen),
    ("voting", ProposalState::Voting),
    ("tallied", ProposalState::Tallied),
    ("adopted", ProposalState::Adopted),
    ("rejected", ProposalState::Rejected),
    ("no_quorum", ProposalState::NoQuorum),
    ("tied", ProposalState::Tied),
    ("blocked", ProposalState::Blocked),
    ("in_force", ProposalState::InForce),
    ("expired", ProposalState::Expired),
    ("superseded", ProposalState::Superseded),
    ("repealed", ProposalState::Repealed),
    ("withdrawn", ProposalState::Withdrawn),
];

/// The methods that a proposal may be decided by.
const METHODS: &[&str] = &[
    "consent",
    "majority",
    "plurality",
    "approval",
    "score",
    "star",
    "dots",
    "ranked-schulze",
    "ranked-irv",
    "ranked-stv",
    "budget-greedy",
    "budget-mes",
];

const CONSTITUTION_KEYS: &[&str] = &["name", "version", "in_force_since", "lang", "translations"];

pub(super) fn constitution(r: &mut Reader, source: &Source<'_>) -> Constitution {
    let mut constitution = Constitution {
        name: Text::default(),
        version: None,
        in_force_since: None,
        lang: UNSET_LANG.to_owned(),
        body: source.body(),
    };
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "name" => put(&mut constitution.name.base, r.filled(field)),
            "version" => constitution.version = r.anything(field),
            "in_force_since" => constitution.in_force_since = r.date(field),
            "lang" => put(&mut constitution.lang, r.lang(field)),
            "translations" => translations = Some(field),
            _ => r.unknown(field, CONSTITUTION_KEYS),
        }
    }
    r.name_or_slug(source, &mut constitution.name, "\"Our rules\"");
    if let Some(field) = translations {
        r.translations(field, &mut constitution);
    }
    constitution
}

const PROPOSAL_KEYS: &[&str] = &[
    "name",
    "summary",
    "lang",
    "proposed_by",
    "proposed_on",
    "state",
    "stage",
    "method",
    "options",
    "quorum",
    "threshold",
    "opens_at",
    "closes_at",
    "roll",
    "review_on",
    "changes",
    "supersedes",
    "translations",
];

pub(super) fn proposal(r: &mut Reader, source: &Source<'_>) -> Proposal {
    let mut proposal = Proposal {
        slug: source.slug.clone(),
        name: Text::default(),
        summary: Text::default(),
        lang: UNSET_LANG.to_owned(),
        proposed_by: Vec::new(),
        proposed_on: None,
        state: ProposalState::default(),
        stages: Vec::new(),
        method: None,
        options: Vec::new(),
        quorum: None,
        threshold: None,
        opens_at: None,
        closes_at: None,
        roll: Vec::new(),
        review_on: None,
        changes: Vec::new(),
        supersedes: None,
        body: source.body(),
    };
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "translations" => translations = Some(field),
            _ => one(r, field, &mut proposal),
        }
    }
    r.name_or_slug(source, &mut proposal.name, "\"Lend for two weeks in summer\"");
    if let Some(field) = translations {
        r.translations(field, &mut proposal);
    }
    proposal
}

fn one(r: &mut Reader, field: Field<'_>, proposal: &mut Proposal) {
    match field.name {
        "name" => put(&mut proposal.name.base, r.filled(field)),
        "summary" => put(&mut proposal.summary.base, r.owned(field)),
        "lang" => put(&mut proposal.lang, r.lang(field)),
        "proposed_by" => proposal.proposed_by = r.names(field),
        "proposed_on" => proposal.proposed_on = r.date(field),
        "state" => put(&mut proposal.state, r.choice(field, STATES)),
        "stage" => proposal.stages = r.tables(field, stage),
        "method" => proposal.method = method(r, field),
        "options" => proposal.options = r.texts(field),
        "quorum" => proposal.quorum = r.share(field),
        "threshold" => proposal.threshold = r.share(field),
        "opens_at" => proposal.opens_at = r.timestamp(field),
        "closes_at" => proposal.closes_at = r.timestamp(field),
        "roll" => proposal.roll = r.names(field),
        "review_on" => proposal.review_on = r.date(field),
        "changes" => proposal.changes = r.texts(field),
        "supersedes" => proposal.supersedes = r.name(field),
        _ => r.unknown(field, PROPOSAL_KEYS),
    }
}

fn method(r: &mut Reader, field: Field<'_>) -> Option<String> {
    let known: Vec<_> = METHODS.iter().map(|&method| (method, method)).collect();
    r.choice(field, &known).map(str::to_owned)
}

fn stage<'d>(r: &mut Reader, table: &'d DeTable<'d>, head: Range<usize>) -> Option<Stage> {
    let (mut state, mut on, mut note) = (None, None, None);
    for field in fields(table) {
        match field.name {
            "state" => state = r.choice(field, STATES),
            "on" => on = r.date(field),
            "note" => note = r.owned(field),
            _ => r.unknown(field, &["state", "on", "note"]),
        }
    }
    for (name, example) in [("state", "\"discussion\""), ("on", "\"2026-04-12\"")] {
        if !table.contains_key(name) {
            r.missing(head.clone(), name, example);
        }
    }
    Some(Stage { state: state?, on: on?, note })
}

const MINUTES_KEYS: &[&str] =
    &["name", "date", "lang", "present", "attendance", "decisions", "translations"];

pub(super) fn minutes(r: &mut Reader, source: &Source<'_>) -> Minutes {
    let mut minutes = Minutes {
        slug: source.slug.clone(),
        name: Text::default(),
        date: None,
        lang: UNSET_LANG.to_owned(),
        present: Vec::new(),
        attendance: None,
        decisions: Vec::new(),
        body: source.body(),
    };
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "name" => put(&mut minutes.name.base, r.filled(field)),
            "date" => minutes.date = r.date(field),
            "lang" => put(&mut minutes.lang, r.lang(field)),
            "present" => minutes.present = r.names(field),
            "attendance" => minutes.attendance = r.count(field),
            "decisions" => minutes.decisions = r.names(field),
            "translations" => translations = Some(field),
            _ => r.unknown(field, MINUTES_KEYS),
        }
    }
    r.name_or_slug(source, &mut minutes.name, "\"May assembly\"");
    if let Some(field) = translations {
        r.translations(field, &mut minutes);
    }
    minutes
}
