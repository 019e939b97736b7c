//! The constitution, proposals and minutes.

use std::collections::BTreeMap;

use crate::record::{ApprovalQuorum, BallotTerms, Constitution, Minutes, Proposal, Rule, TieBreak};

use super::super::parse::governance as words;
use super::super::value::Value;
use super::{Fields, Sheet, word};

/// The file of the constitution.
pub fn constitution_to_document(constitution: &Constitution) -> Vec<u8> {
    let mut f = Fields::default();
    f.text("name", &constitution.name)
        .some("version", constitution.version.as_ref())
        .some("in_force_since", constitution.in_force_since)
        .put("lang", constitution.lang.as_str());
    let texts = [("name", &constitution.name)];
    let mut sheet = Sheet::new(&f);
    sheet.translations(&[], &texts);
    for rule in &constitution.rules {
        sheet.block("rule", &rule_fields(rule));
    }
    sheet.markdown(&constitution.body)
}

fn rule_fields(rule: &Rule) -> Fields {
    let mut f = Fields::default();
    f.put("id", rule.id.as_str())
        .some("clause", (!rule.clause.is_empty()).then_some(rule.clause.as_str()))
        .put("about", word(words::ABOUT, rule.about))
        .some("at_most", rule.at_most)
        .some("unit", rule.unit.as_ref())
        .list("clauses", &rule.clauses)
        .some("threshold", share(rule.threshold))
        .some("quorum", share(rule.quorum))
        .some("appeal", rule.appeal.as_ref());
    f
}

fn share(share: Option<(u32, u32)>) -> Option<String> {
    share.map(|(top, bottom)| format!("{top}/{bottom}"))
}

/// A table with a value for each option.
fn by_key<K: ToString, V>(
    map: &BTreeMap<K, V>,
    value: impl Fn(&V) -> Option<Value>,
) -> Option<Value> {
    let entries: Vec<_> =
        map.iter().filter_map(|(key, one)| Some((key.to_string(), value(one)?))).collect();
    (!entries.is_empty()).then_some(Value::Table(entries))
}

fn terms(f: &mut Fields, terms: &BallotTerms) {
    let number = |n: u64| i64::try_from(n).ok().map(Value::from);
    let whole = |n: u32| Value::from(i64::from(n));
    let quorum = terms.approval_quorum.map(|quorum| match quorum {
        ApprovalQuorum::Votes(votes) => whole(votes),
        ApprovalQuorum::SquareRoot => "square-root".into(),
    });
    f.some("default_option", terms.default_option.as_ref())
        .some("accept_until", terms.accept_until.map(|at| at.to_string()))
        .some("approval_quorum", quorum)
        .unless(&false, "of_roll", &terms.of_roll, terms.of_roll)
        .some("seats", terms.seats.map(whole))
        .some("points", terms.points.map(whole))
        .some("majorities", by_key(&terms.majorities, |m| share(Some(*m)).map(Value::from)))
        .unless(&TieBreak::default(), "tie", &terms.tie, word(words::TIES, terms.tie))
        .some("seed", terms.seed.as_ref())
        .some("casting_vote", terms.casting_vote.as_ref())
        .some("topic", terms.topic.as_ref())
        .some("delegation", terms.delegation)
        .some("delegate_at_most", share(terms.delegate_at_most))
        .unless(&false, "secret", &terms.secret, terms.secret)
        .unless(&false, "advisory", &terms.advisory, terms.advisory)
        .list("trustees", &terms.trustees)
        .some("trustees_needed", terms.trustees_needed.map(whole))
        .some("budget", terms.budget.and_then(number))
        .some("costs", by_key(&terms.costs, |cost| number(*cost)))
        .some("stock", by_key(&terms.stock, |n| Some(whole(*n))))
        .some(
            "priorities",
            by_key(&terms.priorities, |names| {
                Some(Value::texts(names.iter().map(ToString::to_string)))
            }),
        )
        .some("holdings", by_key(&terms.holdings, |held| Some(held.as_str().into())));
}

/// The file of a proposal.
pub fn proposal_to_document(proposal: &Proposal) -> Vec<u8> {
    let mut f = Fields::default();
    f.text("name", &proposal.name)
        .text("summary", &proposal.summary)
        .put("lang", proposal.lang.as_str())
        .list("proposed_by", &proposal.proposed_by)
        .some("proposed_on", proposal.proposed_on)
        .put("state", word(words::STATES, proposal.state))
        .some("method", proposal.method.as_ref())
        .list("options", &proposal.options)
        .some("quorum", share(proposal.quorum))
        .some("threshold", share(proposal.threshold))
        .some("opens_at", proposal.opens_at.map(|at| at.to_string()))
        .some("closes_at", proposal.closes_at.map(|at| at.to_string()))
        .list("roll", &proposal.roll)
        .some("review_on", proposal.review_on)
        .list("changes", &proposal.changes)
        .some("supersedes", proposal.supersedes.as_ref());
    terms(&mut f, &proposal.terms);
    let mut sheet = Sheet::new(&f);
    sheet.translations(&[], &[("name", &proposal.name), ("summary", &proposal.summary)]);
    for stage in &proposal.stages {
        let mut f = Fields::default();
        f.put("state", word(words::STATES, stage.state))
            .put("on", stage.on)
            .some("note", stage.note.as_ref());
        sheet.block("stage", &f);
    }
    sheet.markdown(&proposal.body)
}

/// The file of the minutes of a meeting.
pub fn minutes_to_document(minutes: &Minutes) -> Vec<u8> {
    let mut f = Fields::default();
    f.text("name", &minutes.name)
        .some("date", minutes.date)
        .put("lang", minutes.lang.as_str())
        .list("present", &minutes.present)
        .some("attendance", minutes.attendance)
        .list("decisions", &minutes.decisions);
    Sheet::new(&f).translations(&[], &[("name", &minutes.name)]).markdown(&minutes.body)
}
