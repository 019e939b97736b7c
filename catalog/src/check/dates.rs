//! Dates that cannot be: what ends before it began, and what happened in another century.

use jiff::civil::Date;

use crate::record::{DocumentKind, Documents, NodeConfig, Proposal, Title};

use super::Raised;
use super::spot::Spot;

pub(super) fn check(documents: &Documents, raised: &mut Raised) {
    node(&documents.node, raised);
    documents.titles.values().for_each(|record| title(record, raised));
    documents.proposals.values().for_each(|record| proposal(record, raised));
    if let Some(constitution) = &documents.constitution {
        let spot = || Spot::constitution().key("in_force_since");
        possible(constitution.in_force_since, spot, raised);
    }
    for minutes in documents.minutes.values() {
        let spot = || Spot::of(DocumentKind::Minutes, &minutes.slug).key("date");
        possible(minutes.date, spot, raised);
    }
    for page in documents.pages.values() {
        possible(page.date, || Spot::of(DocumentKind::Page, &page.slug).key("date"), raised);
    }
    for event in documents.events.values() {
        let at = || Spot::of(DocumentKind::Event, &event.slug);
        possible(event.starts.as_ref().map(jiff::Zoned::date), || at().key("starts"), raised);
        if let (Some(starts), Some(ends)) = (&event.starts, &event.ends)
            && ends <= starts
        {
            backwards(at().key("ends"), "`ends` is not after `starts`", raised);
        }
    }
}

/// No node is older than lending libraries, and no record comes from a time to come.
fn possible(date: Option<Date>, spot: impl FnOnce() -> Spot, raised: &mut Raised) {
    if let Some(date) = date.filter(|date| !(1800..=2100).contains(&date.year())) {
        let message = format!("{date} cannot be: the year is {}", date.year());
        raised.error(spot(), "impossible-date", message);
    }
}

fn backwards(spot: Spot, message: &str, raised: &mut Raised) {
    let matter = raised.error(spot, "ends-before-it-begins", message.to_owned());
    matter.hint = Some("are the two swapped?".into());
}

fn node(node: &NodeConfig, raised: &mut Raised) {
    for (at, hours) in node.opening_hours.iter().enumerate() {
        if hours.to <= hours.from {
            let spot = Spot::node().key("opening_hours").nth(at).key("to");
            let matter =
                raised.error(spot, "ends-before-it-begins", "closes before it opens".to_owned());
            matter.hint = Some("hours past midnight are two entries, `24:00` ends a day".into());
        }
    }
    for (at, closure) in node.closures.iter().enumerate() {
        if closure.to < closure.from {
            let spot = Spot::node().key("closures").nth(at).key("to");
            backwards(spot, "the last closed day is before the first", raised);
        }
    }
}

fn title(title: &Title, raised: &mut Raised) {
    let at = || Spot::of(DocumentKind::Title, &title.slug);
    possible(title.added, || at().key("added"), raised);
    for unit in &title.units {
        let spot = || at().unit(unit.code, 0).key("acquired").key("date");
        possible(unit.acquired.date, spot, raised);
    }
}

fn proposal(proposal: &Proposal, raised: &mut Raised) {
    let at = || Spot::of(DocumentKind::Proposal, &proposal.slug);
    possible(proposal.proposed_on, || at().key("proposed_on"), raised);
    if let (Some(opens), Some(closes)) = (proposal.opens_at, proposal.closes_at)
        && closes <= opens
    {
        backwards(at().key("closes_at"), "voting closes before it opens", raised);
    }
    if let (Some(on), Some(review)) = (proposal.proposed_on, proposal.review_on)
        && review < on
    {
        backwards(at().key("review_on"), "`review_on` is before `proposed_on`", raised);
    }
    for (number, pair) in proposal.stages.windows(2).enumerate() {
        let [earlier, later] = pair else { continue };
        if later.on < earlier.on {
            let spot = at().key("stage").nth(number + 1).key("on");
            backwards(spot, "this stage is dated before the one above it", raised);
        }
    }
}
