//! The node's rules, proposals and minutes. How ballots are counted is not known here.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Lang, Text};
use crate::ids::{Handle, Slug};

/// `governance/constitution.md`: the rules in words; headings carry clause ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constitution {
    /// Title of the document.
    pub name: Text,
    /// The version in force.
    pub version: Option<String>,
    /// Since when.
    pub in_force_since: Option<Date>,
    /// The language of the text.
    pub lang: Lang,
    /// The Markdown body.
    pub body: Text,
}

/// Where a proposal stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the states of a proposal's life, in order, named by the field's words"
)]
pub enum ProposalState {
    #[default]
    Draft,
    Discussion,
    Frozen,
    Voting,
    Tallied,
    Adopted,
    Rejected,
    NoQuorum,
    Tied,
    Blocked,
    InForce,
    Expired,
    Superseded,
    Repealed,
    Withdrawn,
}

/// One dated step in a proposal's life, `[[stage]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The state that began.
    pub state: ProposalState,
    /// On which day.
    pub on: Date,
    /// What happened.
    pub note: Option<String>,
}

/// `governance/proposals/<slug>.md`
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The file's name.
    pub slug: Slug,
    /// The question in a few words.
    pub name: Text,
    /// What changes, in one sentence.
    pub summary: Text,
    /// The language of the text.
    pub lang: Lang,
    /// Who brought it in.
    pub proposed_by: Vec<Handle>,
    /// When.
    pub proposed_on: Option<Date>,
    /// Where it stands.
    pub state: ProposalState,
    /// How it came there.
    pub stages: Vec<Stage>,
    /// How it is decided (`consent`, `majority`, `approval`, `ranked-schulze` …).
    pub method: Option<String>,
    /// What may be chosen, for methods with options.
    pub options: Vec<String>,
    /// Share of the roll that must take part, `numerator/denominator`.
    pub quorum: Option<(u32, u32)>,
    /// Share that must agree, `numerator/denominator`.
    pub threshold: Option<(u32, u32)>,
    /// Voting begins.
    pub opens_at: Option<Timestamp>,
    /// Voting ends.
    pub closes_at: Option<Timestamp>,
    /// Who may vote: the roll as frozen.
    pub roll: Vec<Handle>,
    /// When the decision is looked at again.
    pub review_on: Option<Date>,
    /// Clause ids of the constitution that it changes.
    pub changes: Vec<String>,
    /// The proposal that it replaces.
    pub supersedes: Option<Slug>,
    /// The Markdown body.
    pub body: Text,
}

/// `governance/minutes/<slug>.md`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// The file's name.
    pub slug: Slug,
    /// Which meeting.
    pub name: Text,
    /// On which day.
    pub date: Option<Date>,
    /// The language of the text.
    pub lang: Lang,
    /// Who was there and agreed to be named.
    pub present: Vec<Handle>,
    /// How many were there.
    pub attendance: Option<u32>,
    /// Proposals that were decided.
    pub decisions: Vec<Slug>,
    /// The Markdown body.
    pub body: Text,
}
