//! Amounts: signed whole numbers of minor units.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in minor units (minutes, cents, watt hours). Arithmetic that does not fit gives
/// nothing; it never wraps.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Amount(i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of this many minor units.
    pub const fn new(minor: i64) -> Self {
        Self(minor)
    }

    /// The number of minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, if it fits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, if it fits.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The same amount the other way, if it fits.
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// The amount that a wide sum comes to, if it fits.
    pub fn from_wide(sum: i128) -> Option<Self> {
        i64::try_from(sum).ok().map(Self)
    }

    /// The number of minor units, as wide as sums are taken.
    pub const fn wide(self) -> i128 {
        self.0 as i128
    }

    /// Whole major units and the minor units left, both with the amount's sign.
    ///
    /// ```
    /// use ledger::amount::Amount;
    /// assert_eq!(Amount::new(-150).in_major(60), (-2, -30));
    /// ```
    pub fn in_major(self, minor_per_major: u32) -> (i64, i64) {
        let per = i64::from(minor_per_major.max(1));
        (self.0 / per, self.0 % per)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
