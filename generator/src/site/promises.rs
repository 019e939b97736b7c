//! What members promised each other: rights to what was shared out, appeals to people, disputes.
//!
//! Nobody is named but holders of rights who asked for a profile: a dispute's words are shown once
//! it is over, and those who took part never.

use civic::disputes::{Dispute, Step, disputes};
use civic::rights::{Right, rights};
use civic::rules::{Appeal, appeals};
use serde::Serialize;

use super::shell::Head;
use super::{BuildError, Output, Pages};
use crate::links;
use crate::view::{Link, words};

#[derive(Serialize)]
struct Content {
    rights: Vec<RightRow>,
    appeals: Vec<AppealRow>,
    open: Vec<OpenRow>,
    closed: Vec<ClosedRow>,
}

#[derive(Serialize)]
struct RightRow {
    what: String,
    holder: Option<Link>,
    from: String,
    until: Option<String>,
    decision: Option<Link>,
}

#[derive(Serialize)]
struct AppealRow {
    about: String,
    text: String,
    date: String,
    answer: String,
    tone: &'static str,
    note: Option<String>,
}

#[derive(Serialize)]
struct OpenRow {
    since: String,
    step: String,
    until: Option<String>,
}

#[derive(Serialize)]
struct ClosedRow {
    summary: String,
    date: String,
    outcome: Option<String>,
    remedies: Vec<String>,
}

/// The link to the page, where there is anything on it.
pub(super) fn link(pages: &Pages<'_>) -> Option<Link> {
    let node = pages.build.node;
    let is_there =
        !rights(node).0.is_empty() || !appeals(node).0.is_empty() || !disputes(node).0.is_empty();
    is_there.then(|| Link {
        name: pages.reading().word("promises-title"),
        href: links::PROMISES.to_owned(),
    })
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    if link(pages).is_none() {
        return Ok(());
    }
    let (node, reading, today) = (pages.build.node, pages.reading(), pages.build.now.date());
    let (all, _) = disputes(node);
    let (closed, open): (Vec<_>, Vec<_>) =
        all.iter().partition(|dispute| dispute.step == Step::Closed);
    let content = Content {
        rights: rights(node)
            .0
            .iter()
            .filter(|right| right.holds(today))
            .map(|right| right_row(pages, right))
            .collect(),
        appeals: appeals(node).0.iter().rev().map(|appeal| appeal_row(pages, appeal)).collect(),
        open: open.iter().map(|dispute| open_row(pages, dispute)).collect(),
        closed: closed.iter().rev().map(|dispute| closed_row(pages, dispute)).collect(),
    };
    let head = Head::new("decisions", reading.word("promises-title"))
        .about(reading.word("promises-lede"))
        .crumb(reading.word("nav-decisions"), "governance/index.html");
    out.page(pages.draw(links::PROMISES, "promises.html", head, content)?)
}

fn right_row(pages: &Pages<'_>, right: &Right<'_>) -> RightRow {
    let calendar = pages.reading();
    let calendar = calendar.calendar();
    let people = &pages.build.node.documents.people;
    let named = people.contains_key(right.what.holder.as_str());
    let proposals = &pages.build.node.documents.proposals;
    let decision = right.what.decision.as_ref().and_then(|slug| proposals.get(slug));
    RightRow {
        what: right.what.what.to_string(),
        holder: named.then(|| super::people::link(pages, &right.what.holder)),
        from: calendar.long(right.what.from),
        until: right.until.map(|last| calendar.long(last)),
        decision: decision.map(|proposal| Link {
            name: proposal.name.in_lang(pages.lang).to_owned(),
            href: links::proposal(&proposal.slug),
        }),
    }
}

fn appeal_row(pages: &Pages<'_>, appeal: &Appeal<'_>) -> AppealRow {
    let reading = pages.reading();
    let (key, tone) = match appeal.upheld {
        None => ("appeal-waits", "res"),
        Some(true) => ("appeal-upheld", "ok"),
        Some(false) => ("appeal-turned-down", "mute"),
    };
    AppealRow {
        about: appeal.what.about.to_string(),
        text: appeal.what.text.to_string(),
        date: reading.calendar().long(appeal.when.date()),
        answer: reading.word(key),
        tone,
        note: appeal.note.map(str::to_owned),
    }
}

fn open_row(pages: &Pages<'_>, dispute: &Dispute<'_>) -> OpenRow {
    let reading = pages.reading();
    let (step, until) = dispute.step_on(pages.build.now.date());
    OpenRow {
        since: reading.calendar().long(dispute.opened),
        step: reading.word(&format!("dispute-{}", step.word())),
        until: until.map(|last| {
            let date = words(reading.calendar().long(last));
            reading.text("dispute-until", &[("date", date)])
        }),
    }
}

fn closed_row(pages: &Pages<'_>, dispute: &Dispute<'_>) -> ClosedRow {
    let reading = pages.reading();
    ClosedRow {
        summary: dispute.what.summary.to_string(),
        date: reading.calendar().long(dispute.since),
        outcome: dispute.outcome.map(str::to_owned),
        remedies: dispute
            .remedies
            .iter()
            .map(|remedy| reading.word(&format!("remedy-{remedy}")))
            .collect(),
    }
}
