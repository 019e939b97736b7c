//! The constitution, proposals and minutes.

use crate::record::{Constitution, Minutes, Proposal};

use super::super::parse::governance as words;
use super::{Fields, Sheet, word};

/// The file of the constitution.
pub fn constitution_to_document(constitution: &Constitution) -> Vec<u8> {
    let mut f = Fields::default();
    f.text("name", &constitution.name)
        .some("version", constitution.version.as_ref())
        .some("in_force_since", constitution.in_force_since)
        .put("lang", constitution.lang.as_str());
    let texts = [("name", &constitution.name)];
    Sheet::new(&f).translations(&[], &texts).markdown(&constitution.body)
}

/// The file of a proposal.
pub fn proposal_to_document(proposal: &Proposal) -> Vec<u8> {
    let share = |share: Option<(u32, u32)>| share.map(|(top, bottom)| format!("{top}/{bottom}"));
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
