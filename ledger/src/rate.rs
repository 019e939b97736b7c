//! Rates and shares: fractions of integers from nothing to the whole.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::amount::Amount;

/// A fraction from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    num: u32,
    den: u32,
}

/// A text or a pair of numbers is no rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rate is a fraction from 0 to 1, like 1/100")]
pub struct RateError;

impl Rate {
    /// The whole.
    pub const WHOLE: Self = Self { num: 1, den: 1 };

    /// A rate; the denominator is positive and not less than the numerator.
    pub fn new(num: u32, den: u32) -> Result<Self, RateError> {
        if den == 0 || num > den { Err(RateError) } else { Ok(Self { num, den }) }
    }

    /// The rate's part of an amount, divided by `parts`, rounded down; nothing for an amount that
    /// is not positive. None if it does not fit.
    pub fn part_of(self, whole: i128, parts: u32) -> Option<Amount> {
        let num = whole.max(0).checked_mul(i128::from(self.num))?;
        let den = i128::from(self.den).checked_mul(i128::from(parts.max(1)))?;
        Amount::from_wide(num / den)
    }
}

impl FromStr for Rate {
    type Err = RateError;
    fn from_str(text: &str) -> Result<Self, RateError> {
        let (num, den) = text.split_once('/').unwrap_or((text, "1"));
        let number = |part: &str| part.trim().parse().map_err(|_| RateError);
        Self::new(number(num)?, number(den)?)
    }
}
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.num, self.den)
    }
}
impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
