//! Fractions that are compared by cross multiplication, never by division.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is not a fraction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Not of the form `2/3` or `3`.
    #[error("`{0}` is not a fraction like 2/3")]
    Form(Box<str>),
    /// The denominator, or a ratio's numerator, is zero.
    #[error("a fraction with a zero has no meaning here")]
    Zero,
    /// More than the whole.
    #[error("{0}/{1} is more than the whole")]
    MoreThanWhole(u32, u32),
}

/// A ratio of two positive integers, like the three to one of a supermajority against a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    num: u32,
    den: u32,
}

impl Ratio {
    /// One to one.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// A ratio; both terms must be positive.
    pub fn new(num: u32, den: u32) -> Result<Self, ShareError> {
        if num == 0 || den == 0 { Err(ShareError::Zero) } else { Ok(Self { num, den }) }
    }

    /// Whether `part : whole` is at least this ratio.
    pub fn is_reached_by(self, part: u64, whole: u64) -> bool {
        u128::from(part) * u128::from(self.den) >= u128::from(self.num) * u128::from(whole)
    }
}

/// A part of a whole, from nothing to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Share {
    num: u32,
    den: u32,
}

impl Share {
    /// One half.
    pub const HALF: Self = Self { num: 1, den: 2 };
    /// Two thirds.
    pub const TWO_THIRDS: Self = Self { num: 2, den: 3 };

    /// A share; the denominator is positive and not less than the numerator.
    pub fn new(num: u32, den: u32) -> Result<Self, ShareError> {
        match den {
            0 => Err(ShareError::Zero),
            _ if num > den => Err(ShareError::MoreThanWhole(num, den)),
            _ => Ok(Self { num, den }),
        }
    }

    /// The upper term.
    pub fn num(self) -> u32 {
        self.num
    }

    /// The lower term.
    pub fn den(self) -> u32 {
        self.den
    }

    /// Whether `part` is at least this share of `whole`.
    pub fn is_reached_by(self, part: u64, whole: u64) -> bool {
        self.scaled(part) >= self.portion(whole)
    }

    /// Whether `part` is more than this share of `whole`.
    pub fn is_exceeded_by(self, part: u64, whole: u64) -> bool {
        self.scaled(part) > self.portion(whole)
    }

    /// The smallest integer that reaches this share of `whole`.
    pub fn ceil_of(self, whole: u64) -> u64 {
        // The result is at most `whole`, so the conversion back cannot fail.
        u64::try_from(self.portion(whole).div_ceil(u128::from(self.den))).unwrap_or(whole)
    }

    /// The largest integer that does not exceed this share of `whole`.
    pub fn floor_of(self, whole: u64) -> u64 {
        u64::try_from(self.portion(whole) / u128::from(self.den)).unwrap_or(whole)
    }

    fn scaled(self, part: u64) -> u128 {
        u128::from(part) * u128::from(self.den)
    }

    fn portion(self, whole: u64) -> u128 {
        u128::from(whole) * u128::from(self.num)
    }
}

fn terms(text: &str) -> Result<(u32, u32), ShareError> {
    let form = || ShareError::Form(text.into());
    let number = |part: &str| part.trim().parse::<u32>().map_err(|_| form());
    match text.split_once(['/', ':']) {
        Some((num, den)) => Ok((number(num)?, number(den)?)),
        None => Ok((number(text)?, 1)),
    }
}

macro_rules! fraction_text {
    ($name:ident) => {
        impl FromStr for $name {
            type Err = ShareError;
            fn from_str(text: &str) -> Result<Self, ShareError> {
                let (num, den) = terms(text)?;
                Self::new(num, den)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}/{}", self.num, self.den)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
fraction_text!(Ratio);
fraction_text!(Share);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_is_reached_by_half_but_not_exceeded() {
        assert!(Share::HALF.is_reached_by(5, 10));
        assert!(!Share::HALF.is_exceeded_by(5, 10));
        assert!(Share::HALF.is_exceeded_by(6, 10));
    }

    #[test]
    fn ceilings_round_up_to_whole_people() {
        assert_eq!("1/4".parse::<Share>().unwrap().ceil_of(186), 47);
        assert_eq!("1/4".parse::<Share>().unwrap().floor_of(186), 46);
        assert_eq!(Share::new(0, 1).unwrap().ceil_of(186), 0);
        assert_eq!(Share::new(1, 1).unwrap().ceil_of(u64::MAX), u64::MAX);
    }

    #[test]
    fn fractions_are_read_from_text_and_refused_with_a_reason() {
        assert_eq!("3:1".parse::<Ratio>().unwrap(), Ratio::new(3, 1).unwrap());
        assert_eq!("3".parse::<Ratio>().unwrap().to_string(), "3/1");
        assert_eq!("4/3".parse::<Share>(), Err(ShareError::MoreThanWhole(4, 3)));
        assert_eq!("1/0".parse::<Share>(), Err(ShareError::Zero));
        assert!("two thirds".parse::<Share>().is_err());
    }
}
