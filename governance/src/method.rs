//! The ways to decide that a node may agree on, with their parameters.
//!
//! A method is named in a proposal by a word (`consent`, `majority`, `ranked-schulze` …);
//! [`Method::named`] gives it with the parameters that hold unless the rules say otherwise.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::share::Share;

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
}

/// No method of that name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no method `{name}`; the methods are {}", NAMES.join(", "))]
pub struct UnknownMethod {
    /// What was asked for.
    pub name: Box<str>,
}

/// The names that [`Method::named`] knows.
pub const NAMES: &[&str] =
    &["consent", "majority", "supermajority", "plurality", "approval", "score", "star", "dots"];

impl Method {
    /// The method of this name with the parameters that hold unless the rules say otherwise.
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
        if let Self::Approval { seats } | Self::Score { seats, .. } | Self::Dots { seats, .. } =
            &mut self
        {
            *seats = number;
        }
        self
    }

    /// How many are chosen, for methods that choose among options.
    pub fn seats(&self) -> Option<Seats> {
        match self {
            Self::Consent | Self::Majority { .. } => None,
            Self::Plurality | Self::Star { .. } => Some(ONE_SEAT),
            Self::Approval { seats } | Self::Score { seats, .. } | Self::Dots { seats, .. } => {
                Some(*seats)
            }
        }
    }

    /// Whether the ballot chooses among options (and not between yes and no).
    pub fn has_options(&self) -> bool {
        self.seats().is_some()
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
