//! The life of a proposal: what may come next, what is frozen, and what is due.

use catalog::event::{Kind, ProposalResult};
use catalog::fold::Node;
use catalog::ids::Slug;
use catalog::record::{Proposal, ProposalState};
use governance::outcome::Verdict;
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::decision::call;
use crate::vote::Vote;

/// The states that may follow one. A proposal may be withdrawn until it is counted.
pub fn next(state: ProposalState) -> &'static [ProposalState] {
    use ProposalState as S;
    match state {
        S::Draft => &[S::Discussion, S::Withdrawn],
        S::Discussion => &[S::Frozen, S::Voting, S::Withdrawn],
        S::Frozen => &[S::Voting, S::Discussion, S::Withdrawn],
        S::Voting => &[S::Tallied, S::Withdrawn],
        S::Tallied => &[S::Adopted, S::Rejected, S::NoQuorum, S::Tied, S::Blocked],
        S::Adopted => &[S::InForce, S::Superseded, S::Repealed],
        S::InForce => &[S::Expired, S::Superseded, S::Repealed],
        // A proposal that did not pass may be talked about again.
        S::Rejected | S::NoQuorum | S::Tied | S::Blocked => &[S::Discussion],
        S::Expired | S::Superseded | S::Repealed | S::Withdrawn => &[],
    }
}

/// The state that a verdict leads to.
pub fn state_of(verdict: Verdict) -> ProposalState {
    match verdict {
        Verdict::Adopted | Verdict::Won => ProposalState::Adopted,
        Verdict::Rejected => ProposalState::Rejected,
        Verdict::NoQuorum => ProposalState::NoQuorum,
        Verdict::Tied => ProposalState::Tied,
        Verdict::Blocked => ProposalState::Blocked,
    }
}

/// SHA-256 over what is voted on: the name, the summary, the method, each option on a line of its
/// own, an empty line and the body in the proposal's first language.
pub fn text_hash(proposal: &Proposal) -> String {
    let mut hasher = Sha256::new();
    let method = proposal.method.as_deref().unwrap_or_default();
    let head = [proposal.name.base.as_str(), proposal.summary.base.as_str(), method];
    for line in head.into_iter().chain(proposal.options.iter().map(String::as_str)) {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    hasher.update(b"\n");
    hasher.update(proposal.body.base.trim().as_bytes());
    hex(&hasher.finalize())
}

/// SHA-256 of a text, in hexadecimal digits.
pub fn hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Something about a proposal that people should look at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Notice {
    /// The text was changed after the call for votes.
    #[error("`{0}`: the text is not the one that the vote was called on")]
    TextChanged(Slug),
    /// The roll in the file is not the frozen one, which counts.
    #[error("`{0}`: the roll in the file is not the one that was frozen; the frozen one counts")]
    RollChanged(Slug),
    /// The vote is over and nobody recorded what came of it.
    #[error("`{0}`: the vote is over, and its outcome is not recorded yet")]
    NoOutcome(Slug),
    /// Counting again gives another result than the one that was recorded.
    #[error("`{0}`: counting again gives another result than the one that was recorded")]
    OtherResult(Slug),
    /// A decision should be looked at again.
    #[error("`{slug}` was to be looked at again on {on}")]
    Review {
        /// Which.
        slug: Slug,
        /// When.
        on: Date,
    },
    /// Another proposal replaced it, and it still stands as in force.
    #[error("`{old}` was replaced by `{new}` and still stands as in force")]
    Replaced {
        /// The one that was replaced.
        old: Slug,
        /// By which.
        new: Slug,
    },
}

/// What people should look at, over all proposals. None of it stops anything.
pub fn notices(node: &Node, now: Timestamp, today: Date) -> Vec<Notice> {
    node.documents.proposals.values().flat_map(|one| of_one(node, one, now, today)).collect()
}

fn of_one(node: &Node, proposal: &Proposal, now: Timestamp, today: Date) -> Vec<Notice> {
    let slug = || proposal.slug.clone();
    let mut found = Vec::new();
    if let Some(call) = call(node, proposal) {
        if *call.text != *text_hash(proposal) {
            found.push(Notice::TextChanged(slug()));
        }
        if !proposal.roll.is_empty() && proposal.roll != call.roll {
            found.push(Notice::RollChanged(slug()));
        }
        found.extend(about_result(node, proposal, now));
    }
    let stands = matches!(proposal.state, ProposalState::Adopted | ProposalState::InForce);
    if let Some(on) = proposal.review_on.filter(|on| stands && *on <= today) {
        found.push(Notice::Review { slug: slug(), on });
    }
    let by = |other: &&Proposal| {
        other.supersedes.as_ref() == Some(&proposal.slug) && other.state == ProposalState::InForce
    };
    if stands && let Some(new) = node.documents.proposals.values().find(by) {
        found.push(Notice::Replaced { old: slug(), new: new.slug.clone() });
    }
    found
}

fn about_result(node: &Node, proposal: &Proposal, now: Timestamp) -> Option<Notice> {
    use governance::decision::Phase;
    let vote = Vote::of(node, proposal).ok()?;
    let recorded = results(node, &proposal.slug).last();
    match (recorded, vote.phase(now)) {
        (None, Phase::Final) => Some(Notice::NoOutcome(proposal.slug.clone())),
        (Some(recorded), _) if !recorded.provisional => {
            let again = vote.count().ok()?.to_json().ok()?;
            (hash(&again) != *recorded.result).then(|| Notice::OtherResult(proposal.slug.clone()))
        }
        _ => None,
    }
}

/// The results that were recorded of a proposal, the oldest first.
pub fn results<'n>(node: &'n Node, slug: &'n Slug) -> impl Iterator<Item = &'n ProposalResult> {
    node.state.civic.iter().filter_map(move |recorded| match &*recorded.what {
        Kind::ProposalResult(result) if result.proposal == *slug => Some(&**result),
        _ => None,
    })
}
