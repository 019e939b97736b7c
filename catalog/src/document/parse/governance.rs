//! `governance/constitution.md`, `governance/proposals/<slug>.md`, `governance/minutes/<slug>.md`

use std::collections::BTreeMap;
use std::ops::Range;

use crate::record::{
    ApprovalQuorum, BallotTerms, Constitution, Minutes, Proposal, ProposalState, Rule, RuleAbout,
    Stage, Text, TieBreak,
};

use super::super::reader::{Field, MOST, Reader, fields, put};
use super::super::tree::{Table, Value};
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
    "supermajority",
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
    "allocate-lot",
    "allocate-priority",
    "allocate-trade",
];

const CONSTITUTION_KEYS: &[&str] =
    &["name", "version", "in_force_since", "lang", "rule", "translations"];

pub(crate) const ABOUT: &[(&str, RuleAbout)] = &[
    ("loans", RuleAbout::Loans),
    ("credit", RuleAbout::Credit),
    ("holdings", RuleAbout::Holdings),
    ("delegations", RuleAbout::Delegations),
    ("bookings", RuleAbout::Bookings),
    ("booking_days", RuleAbout::BookingDays),
    ("change", RuleAbout::Change),
];

const RULE_KEYS: &[&str] =
    &["id", "clause", "about", "at_most", "unit", "clauses", "threshold", "quorum", "appeal"];

pub(super) fn constitution(r: &mut Reader, source: &Source<'_>) -> Constitution {
    let mut constitution = Constitution {
        name: Text::default(),
        version: None,
        in_force_since: None,
        lang: UNSET_LANG.to_owned(),
        rules: Vec::new(),
        body: source.body(),
    };
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "rule" => constitution.rules = r.tables(field, rule),
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

fn rule<'d>(r: &mut Reader, table: &'d Table<'d>, head: Range<usize>) -> Option<Rule> {
    let mut rule = Rule::default();
    for field in fields(table) {
        match field.name {
            "id" => put(&mut rule.id, r.filled(field)),
            "clause" => put(&mut rule.clause, r.filled(field)),
            "about" => put(&mut rule.about, r.choice(field, ABOUT)),
            "at_most" => rule.at_most = r.between(field, 0..=MOST),
            "unit" => rule.unit = r.owned(field),
            "clauses" => rule.clauses = r.texts(field),
            "threshold" => rule.threshold = r.share(field),
            "quorum" => rule.quorum = r.share(field),
            "appeal" => rule.appeal = r.owned(field),
            _ => r.unknown(field, RULE_KEYS),
        }
    }
    for (name, example) in [("id", "\"most-loans\""), ("about", "\"loans\"")] {
        if !table.contains_key(name) {
            r.missing(head.clone(), name, example);
        }
    }
    (table.contains_key("id") && table.contains_key("about")).then_some(rule)
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
    "default_option",
    "accept_until",
    "approval_quorum",
    "of_roll",
    "seats",
    "points",
    "majorities",
    "tie",
    "seed",
    "casting_vote",
    "topic",
    "delegation",
    "delegate_at_most",
    "secret",
    "advisory",
    "trustees",
    "trustees_needed",
    "budget",
    "costs",
    "stock",
    "priorities",
    "holdings",
];

pub(crate) const TIES: &[(&str, TieBreak)] =
    &[("status_quo", TieBreak::StatusQuo), ("lot", TieBreak::Lot), ("chair", TieBreak::Chair)];

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
        terms: BallotTerms::default(),
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
        _ => term(r, field, &mut proposal.terms),
    }
}

fn term(r: &mut Reader, field: Field<'_>, terms: &mut BallotTerms) {
    match field.name {
        "default_option" => terms.default_option = r.filled(field),
        "accept_until" => terms.accept_until = r.timestamp(field),
        "approval_quorum" => terms.approval_quorum = approval_quorum(r, field),
        "of_roll" => put(&mut terms.of_roll, r.flag(field)),
        "seats" => terms.seats = r.between(field, 1..=MOST),
        "points" => terms.points = r.between(field, 1..=MOST),
        "majorities" => terms.majorities = by_option(r, field, ratio),
        "tie" => put(&mut terms.tie, r.choice(field, TIES)),
        "seed" => terms.seed = r.filled(field),
        "casting_vote" => terms.casting_vote = r.filled(field),
        "topic" => terms.topic = r.filled(field),
        "delegation" => terms.delegation = r.flag(field),
        "delegate_at_most" => terms.delegate_at_most = r.share(field),
        "secret" => put(&mut terms.secret, r.flag(field)),
        "advisory" => put(&mut terms.advisory, r.flag(field)),
        "trustees" => terms.trustees = r.names(field),
        "trustees_needed" => terms.trustees_needed = r.between(field, 2..=MOST),
        "budget" => terms.budget = r.between(field, 0..=MOST),
        "costs" => terms.costs = by_option(r, field, |r, f| r.between(f, 0..=MOST)),
        "stock" => terms.stock = by_option(r, field, |r, f| r.between(f, 0..=MOST)),
        "priorities" => terms.priorities = by_option(r, field, |r, f| Some(r.names(f))),
        "holdings" => {
            let entries: Vec<_> = r.entries(field).collect();
            let pair = |entry| Some((r.key(entry)?, r.filled(entry)?));
            terms.holdings = entries.into_iter().filter_map(pair).collect();
        }
        _ => r.unknown(field, PROPOSAL_KEYS),
    }
}

/// Values by the words of an option.
fn by_option<T>(
    r: &mut Reader,
    field: Field<'_>,
    value: impl Fn(&mut Reader, Field<'_>) -> Option<T>,
) -> BTreeMap<String, T> {
    let entries: Vec<_> = r.entries(field).collect();
    entries
        .into_iter()
        .filter_map(|entry| Some((entry.name.to_owned(), value(r, entry)?)))
        .collect()
}

/// A majority like `"3/1"`, which may be more than one.
fn ratio(r: &mut Reader, field: Field<'_>) -> Option<(u32, u32)> {
    let text = r.text(field)?;
    let read = || {
        let (top, bottom) = text.split_once('/')?;
        Some((top.trim().parse().ok()?, bottom.trim().parse::<u32>().ok().filter(|n| *n > 0)?))
    };
    let ratio = read();
    if ratio.is_none() {
        let message = format!("`{}` is no majority", field.name);
        r.wrong_hint("bad-number", field, message, Some("three to one is `\"3/1\"`".to_owned()));
    }
    ratio
}

fn approval_quorum(r: &mut Reader, field: Field<'_>) -> Option<ApprovalQuorum> {
    if matches!(field.value(), Value::Text(_)) {
        return r.choice(field, &[("square-root", ApprovalQuorum::SquareRoot)]);
    }
    r.count(field).map(ApprovalQuorum::Votes)
}

fn method(r: &mut Reader, field: Field<'_>) -> Option<String> {
    let known: Vec<_> = METHODS.iter().map(|&method| (method, method)).collect();
    r.choice(field, &known).map(str::to_owned)
}

fn stage<'d>(r: &mut Reader, table: &'d Table<'d>, head: Range<usize>) -> Option<Stage> {
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
