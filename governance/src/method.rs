//! The ways to decide that a node may agree on, with their parameters.
//!
//! A method is named in a proposal by a word (`consent`, `majority`, `ranked-schulze` …);
//! [`Method::named`] gives it with the parameters that hold unless the rules say otherwise.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::keys::OptionKey;
use crate::share::{Ratio, Share};

/// What a share of the votes is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Those who voted for or against; abstaining counts for the quorum only.
    #[default]
    Cast,
    /// Everybody on the roll.
    Roll,
}

/// How many are chosen.
pub type Seats = NonZeroU32;

/// One seat.
pub const ONE_SEAT: Seats = NonZeroU32::MIN;

/// The highest full score: a scale that nobody needs to exceed, and sums that cannot overflow.
pub const MAX_SCORE: u32 = 1_000;
/// The most dots that one ballot may have.
pub const MAX_DOTS: u32 = 10_000;

/// The default option of a ranked vote for which the call names none.
pub const FURTHER_DISCUSSION: &str = "further discussion";

/// The highest cost or budget, in minor units of money.
pub const MAX_COST: u64 = 1 << 40;

/// What becomes of a ballot at a rank that several options share, where a ballot can count for one
/// option only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overvote {
    /// The rank is passed over.
    #[default]
    Skip,
    /// The ballot counts no more.
    Exhaust,
    /// The ballot counts no more if several of them are still in the count; if one is, for that.
    ExhaustIfMultipleContinuing,
}

/// How many ranks in a row a ballot may skip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// As many as it likes.
    #[default]
    Unlimited,
    /// So many; after more it counts no more.
    AtMost(u32),
}

/// When an instant runoff ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// When an option has more than half of the ballots that still count.
    #[default]
    Majority,
    /// When two options are left.
    Two,
}

/// How ballots are read that can count for one option at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// At a rank that several options share.
    #[serde(default)]
    pub overvote: Overvote,
    /// At skipped ranks.
    #[serde(default)]
    pub skipped: Skipped,
}

impl Reading {
    /// A ballot counts as far as its order is unbroken (Scottish Local Government Elections Order
    /// 2007, rule 45: preferences are consecutive, and two equal ones are not a preference).
    pub const SCOTTISH: Self = Self { overvote: Overvote::Exhaust, skipped: Skipped::AtMost(0) };
}

/// Money to share out among projects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// How much there is, in minor units.
    pub budget: u64,
    /// What each option costs, in minor units.
    pub costs: BTreeMap<OptionKey, u64>,
}

/// How a decision is taken, with every parameter that the count depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "kebab-case")]
pub enum Method {
    /// Sociocratic consent: adopted unless a reasoned objection stands.
    Consent,
    /// Yes or no by a share of the votes.
    Majority {
        /// The share.
        threshold: Share,
        /// Whether more than the share is needed (a simple majority) or the share is enough (two
        /// thirds).
        strict: bool,
        /// What the share is of.
        base: Base,
    },
    /// One option each; the most votes win. For advisory polls.
    Plurality,
    /// Any number of options each; the most approvals win.
    Approval {
        /// How many are chosen.
        seats: Seats,
    },
    /// Points for each option; the highest sum wins. An option without points has none.
    Score {
        /// The full score.
        max: u32,
        /// How many are chosen.
        seats: Seats,
    },
    /// Score, then automatic runoff between the two highest sums.
    Star {
        /// The full score.
        max: u32,
    },
    /// A number of dots to spread; the highest sum wins.
    Dots {
        /// How many dots a ballot has. A ballot with more is not valid; it is never clipped.
        dots: u32,
        /// How many are chosen.
        seats: Seats,
    },
    /// Ranked, one is chosen: the beat path method (Schulze 2011), which is the cloneproof Schwartz
    /// sequential dropping of the Debian constitution, A.6.
    RankedSchulze {
        /// The option that stands for deciding nothing; none only for ballots from elsewhere.
        default: Option<OptionKey>,
        /// The majorities against the default option that some options need; one to one for the
        /// others.
        #[serde(default)]
        ratios: BTreeMap<OptionKey, Ratio>,
    },
    /// Ranked, one is chosen: instant runoff.
    RankedIrv {
        /// How ballots are read.
        #[serde(flatten)]
        reading: Reading,
        /// When it ends.
        stop: Stop,
    },
    /// Ranked, several are chosen in proportion: single transferable vote by the rules of the
    /// Scottish Local Government Elections Order 2007.
    RankedStv {
        /// How many are chosen.
        seats: Seats,
        /// How ballots are read.
        #[serde(flatten)]
        reading: Reading,
    },
    /// Approval of projects with costs: by votes, leaving out what cannot be paid any more.
    BudgetGreedy(Budget),
    /// Approval of projects with costs: method of equal shares (Peters, Pierczyński, Skowron 2021)
    /// with cost utilities, completed by raising the shares.
    BudgetMes(Budget),
}

/// No method of that name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no method `{name}`; the methods are {}", NAMES.join(", "))]
pub struct UnknownMethod {
    /// What was asked for.
    pub name: Box<str>,
}

/// The names that [`Method::named`] knows.
pub const NAMES: &[&str] = &[
    "consent",
    "majority",
    "supermajority",
    "plurality",
    "approval",
    "score",
    "star",
    "dots",
    "ranked-schulze",
    "ranked-irv",
    "ranked-stv",
    "budget-greedy",
    "budget-mes",
];

impl Method {
    /// The method of this name with the parameters that hold unless the rules say otherwise. The
    /// ranked methods are known by their short names too.
    ///
    /// ```
    /// use governance::method::Method;
    /// assert_eq!(Method::named("consent")?, Method::Consent);
    /// assert!(Method::named("acclamation").is_err());
    /// # Ok::<(), governance::method::UnknownMethod>(())
    /// ```
    pub fn named(name: &str) -> Result<Self, UnknownMethod> {
        Ok(match name {
            "consent" => Self::Consent,
            "majority" => Self::Majority { threshold: Share::HALF, strict: true, base: Base::Cast },
            "supermajority" => {
                Self::Majority { threshold: Share::TWO_THIRDS, strict: false, base: Base::Cast }
            }
            "plurality" => Self::Plurality,
            "approval" => Self::Approval { seats: ONE_SEAT },
            "score" => Self::Score { max: 5, seats: ONE_SEAT },
            "star" => Self::Star { max: 5 },
            "dots" => Self::Dots { dots: 8, seats: ONE_SEAT },
            "ranked-schulze" | "schulze" | "cssd" => Self::RankedSchulze {
                default: FURTHER_DISCUSSION.parse().ok(),
                ratios: BTreeMap::new(),
            },
            "ranked-irv" | "irv" => {
                Self::RankedIrv { reading: Reading::default(), stop: Stop::Majority }
            }
            "ranked-stv" | "stv" => Self::RankedStv { seats: ONE_SEAT, reading: Reading::SCOTTISH },
            "budget-greedy" => Self::BudgetGreedy(Budget { budget: 0, costs: BTreeMap::new() }),
            "budget-mes" | "equal-shares" => {
                Self::BudgetMes(Budget { budget: 0, costs: BTreeMap::new() })
            }
            _ => return Err(UnknownMethod { name: name.into() }),
        })
    }

    /// The same method with another threshold, where it has one. One half must be exceeded; any
    /// other share is enough when reached.
    #[must_use]
    pub fn with_threshold(self, share: Share) -> Self {
        match self {
            Self::Majority { base, .. } => {
                let strict = share.num().checked_mul(2) == Some(share.den());
                Self::Majority { threshold: share, strict, base }
            }
            other => other,
        }
    }

    /// The same method for that many seats, where it can choose several.
    #[must_use]
    pub fn with_seats(mut self, number: Seats) -> Self {
        if let Self::Approval { seats }
        | Self::Score { seats, .. }
        | Self::Dots { seats, .. }
        | Self::RankedStv { seats, .. } = &mut self
        {
            *seats = number;
        }
        self
    }

    /// The same method with this budget, where it shares one out.
    #[must_use]
    pub fn with_budget(mut self, money: Budget) -> Self {
        if let Self::BudgetGreedy(budget) | Self::BudgetMes(budget) = &mut self {
            *budget = money;
        }
        self
    }

    /// The option that stands for deciding nothing, where the method has one.
    pub fn default_option(&self) -> Option<&OptionKey> {
        match self {
            Self::RankedSchulze { default, .. } => default.as_ref(),
            _ => None,
        }
    }

    /// Whether the ballot chooses among options (and not between yes and no).
    pub fn has_options(&self) -> bool {
        !matches!(self, Self::Consent | Self::Majority { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_name_is_a_method() {
        for name in NAMES {
            assert!(Method::named(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn one_half_must_be_exceeded_and_two_thirds_reached() {
        let method = Method::named("supermajority").unwrap();
        let half = method.clone().with_threshold("2/4".parse().unwrap());
        assert!(matches!(half, Method::Majority { strict: true, .. }));
        let most = method.with_threshold("3/4".parse().unwrap());
        assert!(matches!(most, Method::Majority { strict: false, .. }));
    }

    #[test]
    fn a_method_is_written_with_its_parameters() {
        let json = serde_json::to_string(&Method::named("majority").unwrap()).unwrap();
        assert_eq!(json, r#"{"name":"majority","threshold":"1/2","strict":true,"base":"cast"}"#);
    }
}
