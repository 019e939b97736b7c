//! The result of a vote, with everything that is needed to follow it.
//!
//! An outcome is written as JSON whose bytes depend on the input alone: fields in the order of the
//! types below, maps sorted, integers only.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ballot::BallotReport;
use crate::decision::Quorum;
use crate::delegation::DelegationReport;
use crate::keys::{DecisionId, MemberKey, OptionKey};
use crate::lot::Seed;
use crate::method::Method;
use crate::sealed::SealedReport;
use crate::sentence::Sentence;

/// How a vote ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The proposal is adopted.
    Adopted,
    /// The proposal is not adopted, or the default option won.
    Rejected,
    /// Too few took part or agreed.
    NoQuorum,
    /// Options are equal and nothing that was agreed before decides between them.
    Tied,
    /// An objection stands.
    Blocked,
    /// Options were chosen: [`Count::winners`].
    Won,
}

/// Votes or points of an option, or of an answer such as `yes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// The option or the answer.
    pub of: Box<str>,
    /// How many.
    pub votes: u64,
}

/// One comparison with the quorum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumLine {
    /// The option, for a quorum per option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<OptionKey>,
    /// How many are needed.
    pub needed: u64,
    /// How many there are.
    pub reached: u64,
    /// Whether that is enough.
    pub met: bool,
}

/// The quorum's arithmetic.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumReport {
    /// The rule.
    pub rule: Quorum,
    /// What it came to.
    pub lines: Vec<QuorumLine>,
}

/// Why an option was left out before the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// Too few votes for it.
    Quorum,
    /// Not the majority that it needs against the default option.
    Majority,
}

/// An option that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// Which.
    pub option: OptionKey,
    /// Why.
    pub why: DropReason,
}

/// Where in the count options were equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieStage {
    /// Who is chosen.
    Winner,
    /// Who goes into the runoff.
    Finalist,
    /// Who is eliminated.
    Elimination,
    /// Whose surplus moves first.
    Surplus,
}

/// What broke a tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Breaker {
    /// More ballots prefer it to the other equal ones.
    HeadToHead,
    /// It has more full scores.
    TopScores,
    /// They differed in this earlier round.
    EarlierRound {
        /// Which.
        round: u64,
    },
    /// A lot.
    Lot {
        /// What it was drawn from.
        seed: Seed,
    },
    /// The casting vote.
    Chair,
    /// The default option was among them.
    StatusQuo,
    /// The order of the list, where no seed was named and the rules do not ask for one.
    ListOrder,
    /// Nothing did.
    Open,
}

/// A tie and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// Where.
    pub stage: TieStage,
    /// Between whom.
    pub between: Vec<OptionKey>,
    /// What broke it.
    #[serde(flatten)]
    pub breaker: Breaker,
    /// Whom it fell on: chosen, or eliminated, as the stage says.
    pub fell_on: Vec<OptionKey>,
}

/// An objection that stands or was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Whose, where ballots carry a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberKey>,
    /// Why.
    pub reason: Box<str>,
    /// Whether it stands.
    pub stands: bool,
}

/// A number of votes with five decimals, exact: 1381, or 12.34567.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fixed(u64);

impl Fixed {
    /// One vote, in hundred-thousandths.
    pub const ONE: u64 = 100_000;

    /// A number of hundred-thousandths.
    pub fn from_parts(parts: u64) -> Self {
        Self(parts)
    }

    /// A whole number; the largest there is if it does not fit.
    pub fn whole(number: u64) -> Self {
        Self(number.saturating_mul(Self::ONE))
    }

    /// The number of hundred-thousandths.
    pub fn parts(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / Self::ONE, self.0 % Self::ONE);
        if rest == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{rest:05}") }
    }
}
impl Serialize for Fixed {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Fixed {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        let (whole, rest) = text.split_once('.').unwrap_or((&text, "00000"));
        let parts = (rest.len() == 5)
            .then(|| Some((whole.parse::<u64>().ok()?, rest.parse::<u64>().ok()?)))
            .flatten()
            .and_then(|(whole, rest)| whole.checked_mul(Self::ONE)?.checked_add(rest));
        parts.map(Self).ok_or_else(|| serde::de::Error::custom("not a number with five decimals"))
    }
}

/// The votes of one option in one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundVotes {
    /// The option.
    pub option: OptionKey,
    /// Its votes.
    pub votes: Fixed,
}

/// One round of a runoff, or one stage of a transferable vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// From one.
    pub number: u64,
    /// The votes of the options that are still in it (and of those elected), in list order.
    pub votes: Vec<RoundVotes>,
    /// Votes that count for nobody any more.
    pub exhausted: Fixed,
    /// Who is elected by these votes, the strongest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elected: Vec<OptionKey>,
    /// Who leaves the count because of these votes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eliminated: Vec<OptionKey>,
    /// Whose surplus moves on next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surplus_of: Option<OptionKey>,
}

/// Every option against every other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairwise {
    /// The options, in list order: the rows and the columns.
    pub options: Vec<OptionKey>,
    /// In row a and column b, the votes that prefer a to b.
    pub votes: Vec<Vec<u64>>,
}

/// What a budget was spent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spending {
    /// How much there was.
    pub budget: u64,
    /// How much of it is spent.
    pub spent: u64,
}

/// The result of counting alone, without knowing whose ballots they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// How it ended.
    pub result: Verdict,
    /// Who was chosen, the default option included, in the order in which they were.
    pub winners: Vec<OptionKey>,
    /// All options from best to worst; equal ones stand together. Empty for yes or no.
    pub ranking: Vec<Vec<OptionKey>>,
    /// Options that were left out before the count.
    pub dropped: Vec<Dropped>,
    /// Votes or points.
    pub counts: Vec<Votes>,
    /// The quorum's arithmetic.
    pub quorum: QuorumReport,
    /// Every option against every other, in ranked votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pairwise: Option<Pairwise>,
    /// The rounds, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// The money, where there is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spending: Option<Spending>,
    /// Objections in a consent round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<Objection>,
    /// Ties, in the order in which they came up.
    pub ties: Vec<Tie>,
    /// The count in sentences.
    pub explanation: Vec<Sentence>,
}

/// Who took part, in votes: a member who carries delegations casts several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turnout {
    /// How many are on the roll.
    pub roll: u64,
    /// Members who voted themselves.
    pub direct: u64,
    /// Votes that they carried for others.
    pub delegated: u64,
    /// Delegated votes that reached nobody who voted, or were beyond the limit of a delegate.
    pub uncast: u64,
}

impl Turnout {
    /// All votes that were cast.
    pub fn cast(&self) -> u64 {
        self.direct.saturating_add(self.delegated)
    }
}

/// The result of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Which decision.
    pub decision: DecisionId,
    /// The question.
    pub question: Box<str>,
    /// How it was counted.
    pub method: Method,
    /// Who took part.
    pub turnout: Turnout,
    /// The count.
    #[serde(flatten)]
    pub count: Count,
    /// What became of every ballot.
    pub ballots: BallotReport,
    /// What became of every delegation.
    #[serde(default, skip_serializing_if = "DelegationReport::is_empty")]
    pub delegations: DelegationReport,
    /// How it was opened, in a secret vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<SealedReport>,
}

impl Outcome {
    /// The bytes of `result.json`: indented, with a final newline, equal on every machine.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }
}
