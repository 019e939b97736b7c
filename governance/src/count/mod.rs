//! Counting rules alone: weighted choices in, a [`Count`] out.
//!
//! This floor knows no roll and no members' names beyond the authors of objections, so that ballot
//! files from elsewhere are counted by the same code as a node's own votes.

mod budget;
mod consent;
mod irv;
mod majority;
mod runoff;
mod schulze;
mod star;
mod stv;
mod sums;
mod working;

use crate::choice::Choice;
use crate::decision::{DecisionFault, Quorum, Ruling, TieRule, check_options};
use crate::keys::{MemberKey, OptionKey};
use crate::lot::Seed;
use crate::method::Method;
use crate::outcome::Count;
use crate::sentence::Sentence;
use working::Working;

/// The most votes that a count takes, so that no product of two numbers in it can overflow: far
/// more than there are people.
pub const MAX_WEIGHT: u64 = 1 << 40;

/// A choice with the number of votes that it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    pub(crate) weight: u64,
    pub(crate) voter: Option<MemberKey>,
    pub(crate) choice: Choice,
}

/// Options and the choices among them. Every choice in it fits its options.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    options: Vec<OptionKey>,
    casts: Vec<Cast>,
    weight: u64,
}

/// Why a choice cannot join a profile, or a profile cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountError {
    /// A choice names an option that the list does not have.
    #[error("a ballot names an option beyond the {options} of the list")]
    BeyondOptions {
        /// How many there are.
        options: usize,
    },
    /// More votes than a count takes.
    #[error("more than {MAX_WEIGHT} votes cannot be counted")]
    TooManyVotes,
    /// A ballot of another method.
    #[error("ballot {ballot} has the form of another method")]
    OtherForm {
        /// Which, counted from one.
        ballot: usize,
    },
    /// A share of the roll is asked for and the roll is not known.
    #[error("the quorum or threshold is a share of the roll, and nobody said how many are on it")]
    RollUnknown,
    /// The method and the options do not go together.
    #[error(transparent)]
    Decision(#[from] DecisionFault),
    /// A secret vote whose key the trustees have not made.
    #[error("the trustees have not made the key of this vote")]
    NoKey,
    /// A secret vote whose sum is not opened yet.
    #[error(
        "the ballots are sealed: {opened} of the {needed} trustees that it takes have opened the sum"
    )]
    Sealed {
        /// How many have.
        opened: usize,
        /// How many it takes.
        needed: usize,
    },
    /// Opened, and no number within what the ballots could add up to.
    #[error("the opened sum is not one that these ballots can add up to")]
    NotASum,
}

impl Profile {
    /// A profile without ballots.
    pub fn new(options: Vec<OptionKey>) -> Self {
        Self { options, casts: Vec::new(), weight: 0 }
    }

    /// Adds a choice that `weight` votes share; none is no ballot at all.
    pub fn push(
        &mut self,
        weight: u64,
        voter: Option<MemberKey>,
        choice: Choice,
    ) -> Result<(), CountError> {
        if !choice.fits(self.options.len()) {
            return Err(CountError::BeyondOptions { options: self.options.len() });
        }
        let sum = self.weight.checked_add(weight).filter(|sum| *sum <= MAX_WEIGHT);
        self.weight = sum.ok_or(CountError::TooManyVotes)?;
        if weight > 0 {
            self.casts.push(Cast { weight, voter, choice });
        }
        Ok(())
    }

    /// The options, in the order of the list.
    pub fn options(&self) -> &[OptionKey] {
        &self.options
    }

    pub(crate) fn casts(&self) -> &[Cast] {
        &self.casts
    }

    /// All votes, blank ones and abstentions included.
    pub fn weight(&self) -> u64 {
        self.weight
    }
}

/// What a count needs to know beside the ballots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// The quorum.
    pub quorum: Quorum,
    /// How many could have voted, where that is known.
    pub roll: Option<u64>,
    /// What decides between equals in the end.
    pub tie: TieRule,
    /// What lots are drawn from.
    pub seed: Option<Seed>,
    /// What was found about objections.
    pub rulings: Vec<Ruling>,
    /// Whether only the sums are known, as in a secret vote: then no preference within ballots can
    /// decide between equals.
    pub sums_only: bool,
}

/// Counts a profile by a method.
///
/// ```
/// use governance::choice::Choice;
/// use governance::count::{Profile, Terms, count};
/// use governance::method::Method;
/// use governance::outcome::Verdict;
///
/// let mut profile = Profile::default();
/// profile.push(94, None, Choice::Yes)?;
/// profile.push(6, None, Choice::No)?;
/// let result = count(&profile, &Method::named("majority")?, &Terms::default())?;
/// assert_eq!(result.result, Verdict::Adopted);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count(profile: &Profile, method: &Method, terms: &Terms) -> Result<Count, CountError> {
    check_options(method, &profile.options)?;
    if let Some(place) = profile.casts.iter().position(|cast| !cast.choice.suits(method)) {
        return Err(CountError::OtherForm { ballot: place + 1 });
    }
    let mut working = Working::new(profile, terms)?;
    if !working.participation_is_met() {
        return Ok(working.without_quorum(method));
    }
    match method {
        Method::Consent => Ok(consent::count(working)),
        Method::Majority { threshold, strict, base } => {
            majority::count(working, *threshold, *strict, *base)
        }
        Method::Plurality => Ok(sums::count(working, sums::Kind::Marks, crate::method::ONE_SEAT)),
        Method::Approval { seats } => Ok(sums::count(working, sums::Kind::Marks, *seats)),
        Method::Score { seats, .. } if terms.sums_only => {
            Ok(sums::count(working, sums::Kind::Dots, *seats))
        }
        Method::Score { max, seats } => {
            Ok(sums::count(working, sums::Kind::Points { max: *max }, *seats))
        }
        Method::Dots { seats, .. } => Ok(sums::count(working, sums::Kind::Dots, *seats)),
        Method::Star { max } => Ok(star::count(working, *max)),
        Method::RankedSchulze { default, ratios } => {
            Ok(schulze::count(working, default.as_ref(), ratios))
        }
        Method::RankedIrv { reading, stop } => Ok(irv::count(working, *reading, *stop)),
        Method::RankedStv { seats, reading } => Ok(stv::count(working, *reading, *seats)),
        Method::BudgetGreedy(money) => Ok(budget::greedy(working, money)),
        Method::BudgetMes(money) => Ok(budget::equal_shares(working, money)),
    }
}

/// What a method would have counted, without a verdict: shown when the quorum is missed.
fn plain_counts(working: &Working<'_>, method: &Method) -> (Vec<crate::outcome::Votes>, Sentence) {
    match method {
        Method::Consent => consent::counts(working),
        Method::Majority { .. } => majority::counts(working),
        Method::RankedSchulze { .. } | Method::RankedIrv { .. } | Method::RankedStv { .. } => {
            runoff::first_choices(working)
        }
        _ => sums::counts(working),
    }
}

#[cfg(test)]
mod tests;
