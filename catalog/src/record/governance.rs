//! The node's rules, proposals and minutes. How ballots are counted is not known here.

use std::collections::BTreeMap;

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
    /// The same rules for the machine, where it keeps them: `[[rule]]`.
    pub rules: Vec<Rule>,
    /// The Markdown body.
    pub body: Text,
}

/// What a rule of the constitution limits.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum RuleAbout {
    /// How many things one member has on loan.
    #[default]
    Loans,
    /// How far below zero a member may go, in minor units.
    Credit,
    /// How much a member may hold, in minor units.
    Holdings,
    /// How many votes one delegate may carry, as a share of the roll.
    Delegations,
    /// How many bookings one member has at a time.
    Bookings,
    /// How many days in a row something is booked.
    BookingDays,
    /// What is needed to change clauses of these rules.
    Change,
}

/// A rule that the machine keeps, `[[rule]]`: its words are the clause's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rule {
    /// Its name, which every automatic decision gives as its reason.
    pub id: String,
    /// The clause that it stands in.
    pub clause: String,
    /// What it limits.
    pub about: RuleAbout,
    /// The most that is allowed.
    pub at_most: Option<i64>,
    /// The unit of account, for credits.
    pub unit: Option<String>,
    /// The clauses whose change it governs; none for all.
    pub clauses: Vec<String>,
    /// The share that must agree to a change, or that a delegate may carry.
    pub threshold: Option<(u32, u32)>,
    /// The share of the roll that must take part.
    pub quorum: Option<(u32, u32)>,
    /// To whom one may appeal, in words.
    pub appeal: Option<String>,
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

/// What decides between equal options.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum TieBreak {
    /// Things stay as they are.
    #[default]
    StatusQuo,
    /// A lot.
    Lot,
    /// The casting vote of whoever the rules name.
    Chair,
}

/// How many must agree to an option for it to be considered at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApprovalQuorum {
    /// So many votes.
    Votes(u32),
    /// One and a half times the square root of the roll.
    SquareRoot,
}

/// What a count depends on beside the method, the options and the roll. What is not given is as the
/// method has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BallotTerms {
    /// The option that stands for deciding nothing.
    pub default_option: Option<String>,
    /// The last moment at which ballots that were cast in time may arrive.
    pub accept_until: Option<Timestamp>,
    /// Votes that an option needs.
    pub approval_quorum: Option<ApprovalQuorum>,
    /// Whether the threshold is a share of the whole roll, not of the votes that were cast.
    pub of_roll: bool,
    /// How many are chosen.
    pub seats: Option<u32>,
    /// The full score, or the number of dots.
    pub points: Option<u32>,
    /// Majorities against the default option, by option: `"3/1"`.
    pub majorities: BTreeMap<String, (u32, u32)>,
    /// What decides between equals.
    pub tie: TieBreak,
    /// What a lot is drawn from, named before closing.
    pub seed: Option<String>,
    /// What the casting vote was given to.
    pub casting_vote: Option<String>,
    /// The topic that delegations may name.
    pub topic: Option<String>,
    /// Whether votes may be delegated, where that is not as usual.
    pub delegation: Option<bool>,
    /// The share of the roll that one delegate may carry at most.
    pub delegate_at_most: Option<(u32, u32)>,
    /// Whether nobody is to know who chose what: on paper, or sealed for the trustees.
    pub secret: bool,
    /// Whether it only asks: a poll or a survey, which decides nothing.
    pub advisory: bool,
    /// Who counts a secret vote together.
    pub trustees: Vec<Handle>,
    /// How many of them it takes to open the sum of sealed ballots; without it, the vote is held on
    /// paper.
    pub trustees_needed: Option<u32>,
    /// The money that is shared out, in minor units.
    pub budget: Option<u64>,
    /// What options cost, in minor units.
    pub costs: BTreeMap<String, u64>,
    /// How many there are of what is allocated; one where it is not said.
    pub stock: BTreeMap<String, u32>,
    /// Who comes first at what is allocated.
    pub priorities: BTreeMap<String, Vec<Handle>>,
    /// Who holds what is to be swapped.
    pub holdings: BTreeMap<Handle, String>,
}

impl BallotTerms {
    /// Whether ballots are sealed on a screen for the trustees to open the sum.
    pub fn is_sealed(&self) -> bool {
        self.secret && self.trustees_needed.is_some()
    }

    /// Whether ballots are on paper and no screen takes one.
    pub fn is_on_paper(&self) -> bool {
        self.secret && self.trustees_needed.is_none()
    }
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
    /// Everything else that the count depends on.
    pub terms: BallotTerms,
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
