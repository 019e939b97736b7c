//! What was asked, of whom, until when, and by which rules.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ballot::{Ballot, StandingFault};
use crate::delegation::DelegationRule;
use crate::keys::{DecisionId, MemberKey, OptionKey};
use crate::lot::Seed;
use crate::method::{Budget, MAX_COST, MAX_DOTS, MAX_SCORE, Method};
use crate::share::Share;

/// How long after closing a ballot that was cast in time may still arrive, unless the rules say
/// otherwise: two weeks, the time that a stick may be on its way.
pub const LATE_ARRIVAL: SignedDuration = SignedDuration::from_hours(14 * 24);

/// When votes may be cast and when they must have arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Voting begins; the roll and the delegations are those of this moment.
    pub opens_at: Timestamp,
    /// Voting ends. A ballot of this very instant is too late.
    pub closes_at: Timestamp,
    /// Ballots that were cast in time count if they arrive before this; then the result is final.
    pub accept_until: Timestamp,
}

/// Where a vote stands at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not open yet.
    Waiting,
    /// Ballots may be cast.
    Open,
    /// Closed, but ballots may still be on their way: a count is provisional.
    Arriving,
    /// The count does not change any more.
    Final,
}

impl Period {
    /// A period with the usual time for late arrivals.
    pub fn new(opens_at: Timestamp, closes_at: Timestamp) -> Self {
        let accept_until = closes_at.checked_add(LATE_ARRIVAL).unwrap_or(Timestamp::MAX);
        Self { opens_at, closes_at, accept_until }
    }

    /// Where the vote stands at `now`.
    pub fn phase(&self, now: Timestamp) -> Phase {
        if now < self.opens_at {
            Phase::Waiting
        } else if now < self.closes_at {
            Phase::Open
        } else if now < self.accept_until {
            Phase::Arriving
        } else {
            Phase::Final
        }
    }

    pub(crate) fn admit(&self, ballot: &Ballot) -> Result<(), StandingFault> {
        if ballot.cast_at < self.opens_at {
            Err(StandingFault::BeforeOpening)
        } else if ballot.cast_at >= self.closes_at {
            Err(StandingFault::AfterClosing)
        } else if ballot.received_at.is_some_and(|at| at >= self.accept_until) {
            Err(StandingFault::ArrivedTooLate)
        } else {
            Ok(())
        }
    }

    pub(crate) fn is_late(&self, ballot: &Ballot) -> bool {
        ballot.received_at.is_some_and(|at| at >= self.closes_at)
    }
}

/// How many must take part, or agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Quorum {
    /// No quorum.
    #[default]
    None,
    /// At least this share of the roll takes part, abstaining and delegated votes included.
    Participation {
        /// The share; the number is rounded up to whole people.
        share: Share,
    },
    /// At least this many votes for an option: against the default option where there is one; first
    /// choices of any one option in an instant runoff. A transferable vote has its quota instead.
    Approval {
        /// How many.
        votes: u64,
    },
    /// At least one and a half times the square root of the roll for an option: three times Q of
    /// the Debian constitution (A.6), with Q half the square root of the number of developers.
    ApprovalSquareRoot,
}

impl Quorum {
    /// The smallest number of votes that meets it.
    pub fn needed(self, roll: u64) -> u64 {
        match self {
            Self::None => 0,
            Self::Participation { share } => share.ceil_of(roll),
            Self::Approval { votes } => votes,
            Self::ApprovalSquareRoot => three_halves_root(roll),
        }
    }

    /// Whether it looks at each option rather than at all who took part.
    pub fn is_per_option(self) -> bool {
        matches!(self, Self::Approval { .. } | Self::ApprovalSquareRoot)
    }
}

/// The smallest y with 4·y² ≥ 9·roll.
fn three_halves_root(roll: u64) -> u64 {
    let nine = 9 * u128::from(roll);
    let half = nine.isqrt() / 2;
    let enough = |y: u128| 4 * y * y >= nine;
    let y = if enough(half) { half } else { half + 1 };
    u64::try_from(y).unwrap_or(u64::MAX)
}

/// What decides between options that are equal in the end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TieRule {
    /// The default option wins if it is among the equal ones; else the vote is tied.
    #[default]
    StatusQuo,
    /// A lot from the seed that was named before closing.
    Lot,
    /// The casting vote of the person whom the rules name.
    Chair {
        /// What that person chose; none as long as it was not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        choice: Option<OptionKey>,
    },
}

/// What the others found about an objection, by the process that the rules name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Whose objection.
    pub objector: MemberKey,
    /// How many found that it does not qualify.
    pub not_qualified: u64,
    /// How many found that it does.
    pub qualified: u64,
    /// Why, in words; a ruling without reasons sets nothing aside.
    pub reason: Box<str>,
}

impl Ruling {
    /// Whether the objection is set aside: more found so than not, and they said why.
    pub fn sets_aside(&self) -> bool {
        self.not_qualified > self.qualified && !self.reason.trim().is_empty()
    }
}

/// A question, those who may answer it, and the rules of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its name.
    pub id: DecisionId,
    /// The question as it was put.
    pub question: Box<str>,
    /// What may be chosen; empty for yes or no and for consent.
    pub options: Vec<OptionKey>,
    /// How it is counted; the threshold is part of the method.
    pub method: Method,
    /// How many must take part or agree.
    pub quorum: Quorum,
    /// Who may vote, frozen when voting opened.
    pub roll: BTreeSet<MemberKey>,
    /// When.
    pub period: Period,
    /// What decides between equals.
    #[serde(default)]
    pub tie: TieRule,
    /// What lots are drawn from, named before closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<Seed>,
    /// What was found about objections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<Ruling>,
    /// Whether votes may be delegated.
    pub delegation: DelegationRule,
}

/// Why a decision cannot be counted as it is set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecisionFault {
    /// A method that chooses among options has fewer than it needs.
    #[error("this method chooses among options, and the call has {found}; give at least two")]
    TooFewOptions {
        /// How many there are.
        found: usize,
    },
    /// The same option twice.
    #[error("the option `{0}` is listed twice")]
    OptionTwice(OptionKey),
    /// Yes-or-no methods have no options of their own.
    #[error("this method asks for yes or no, and the call lists options; leave them out")]
    OptionsWithoutUse,
    /// Closing is not after opening.
    #[error("voting closes at {closes_at}, which is not after it opens at {opens_at}")]
    Period {
        /// Opening.
        opens_at: Timestamp,
        /// Closing.
        closes_at: Timestamp,
    },
    /// A full score or a number of dots that is out of bounds.
    #[error("a ballot can have from 1 to {max} points, not {given}")]
    Points {
        /// What was asked for.
        given: u32,
        /// The most.
        max: u32,
    },
    /// The method speaks of an option that the call does not have.
    #[error("the rules speak of `{0}`, which is not one of the options")]
    UnknownOption(OptionKey),
    /// An option without a cost, or one that costs nothing or too much.
    #[error("`{0}` needs a cost of 1 to {MAX_COST}")]
    Cost(OptionKey),
    /// More money than can be counted.
    #[error("a budget can be at most {MAX_COST}")]
    Budget,
}

impl Decision {
    /// A decision with no quorum, the status quo for ties, an empty roll, no options, and the usual
    /// rule for delegations.
    pub fn new(
        id: DecisionId,
        question: impl Into<Box<str>>,
        method: Method,
        period: Period,
    ) -> Self {
        let delegation = DelegationRule::usual(&method);
        Self {
            id,
            question: question.into(),
            options: Vec::new(),
            method,
            quorum: Quorum::None,
            roll: BTreeSet::new(),
            period,
            tie: TieRule::default(),
            seed: None,
            rulings: Vec::new(),
            delegation,
        }
    }

    /// Whether the decision is set up so that it can be counted.
    pub fn check(&self) -> Result<(), DecisionFault> {
        if self.period.closes_at <= self.period.opens_at {
            let Period { opens_at, closes_at, .. } = self.period;
            return Err(DecisionFault::Period { opens_at, closes_at });
        }
        check_options(&self.method, &self.ballot_options())
    }

    /// What stands on the ballot: the options of the call and, in ranked votes, the default option,
    /// which is always there.
    pub fn ballot_options(&self) -> Vec<OptionKey> {
        let mut options = self.options.clone();
        if let Some(default) = self.method.default_option()
            && !options.contains(default)
        {
            options.push(default.clone());
        }
        options
    }
}

/// Whether these options can be counted by this method.
pub(crate) fn check_options(method: &Method, options: &[OptionKey]) -> Result<(), DecisionFault> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = options.iter().find(|option| !seen.insert(*option)) {
        return Err(DecisionFault::OptionTwice(twice.clone()));
    }
    if !method.has_options() {
        return if options.is_empty() { Ok(()) } else { Err(DecisionFault::OptionsWithoutUse) };
    }
    if options.len() < 2 {
        return Err(DecisionFault::TooFewOptions { found: options.len() });
    }
    match method {
        Method::Score { max, .. } | Method::Star { max } => check_points(*max, MAX_SCORE),
        Method::Dots { dots, .. } => check_points(*dots, MAX_DOTS),
        Method::RankedSchulze { default, ratios } => {
            match default.iter().chain(ratios.keys()).find(|option| !options.contains(option)) {
                Some(option) => Err(DecisionFault::UnknownOption(option.clone())),
                None => Ok(()),
            }
        }
        Method::BudgetGreedy(budget) | Method::BudgetMes(budget) => check_budget(budget, options),
        _ => Ok(()),
    }
}

fn check_budget(money: &Budget, options: &[OptionKey]) -> Result<(), DecisionFault> {
    if money.budget > MAX_COST {
        return Err(DecisionFault::Budget);
    }
    let fits = |option: &&OptionKey| {
        money.costs.get(*option).is_some_and(|cost| (1..=MAX_COST).contains(cost))
    };
    match options.iter().find(|option| !fits(option)) {
        Some(option) => Err(DecisionFault::Cost(option.clone())),
        None => Ok(()),
    }
}

fn check_points(given: u32, max: u32) -> Result<(), DecisionFault> {
    if (1..=max).contains(&given) { Ok(()) } else { Err(DecisionFault::Points { given, max }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_square_root_quorum_matches_its_inequality() {
        for roll in 0..5_000_u64 {
            let y = Quorum::ApprovalSquareRoot.needed(roll);
            assert!(4 * y * y >= 9 * roll);
            assert!(y == 0 || 4 * (y - 1) * (y - 1) < 9 * roll, "roll {roll}");
        }
    }

    #[test]
    fn a_vote_passes_through_its_phases() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let period = Period::new(at("2026-04-19T00:00:00Z"), at("2026-05-03T00:00:00Z"));
        assert_eq!(period.phase(at("2026-04-18T23:59:59Z")), Phase::Waiting);
        assert_eq!(period.phase(at("2026-04-19T00:00:00Z")), Phase::Open);
        assert_eq!(period.phase(at("2026-05-03T00:00:00Z")), Phase::Arriving);
        assert_eq!(period.phase(at("2026-05-17T00:00:00Z")), Phase::Final);
    }

    #[test]
    fn options_are_distinct_and_at_least_two() {
        let options: Vec<OptionKey> = vec!["a".parse().unwrap(), "a".parse().unwrap()];
        assert!(matches!(
            check_options(&Method::Plurality, &options),
            Err(DecisionFault::OptionTwice(_))
        ));
        assert!(matches!(
            check_options(&Method::Plurality, &options[..1]),
            Err(DecisionFault::TooFewOptions { found: 1 })
        ));
        assert_eq!(
            check_options(&Method::Consent, &options[..1]),
            Err(DecisionFault::OptionsWithoutUse)
        );
    }
}
