//! Units of account, and how a node limits them.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::account::MemberName;
use crate::amount::Amount;
use crate::limits::Limits;

/// The code of a unit: a capital letter and one to eleven more capitals or digits, which is what
/// plain-text accounting programs read as a commodity.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitCode(Box<str>);

/// A text is no unit code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no unit code: 2 to 12 capital letters and digits, a letter first (like MIN)")]
pub struct UnitCodeError(pub Box<str>);

impl UnitCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UnitCode {
    type Err = UnitCodeError;
    fn from_str(text: &str) -> Result<Self, UnitCodeError> {
        let letter_first = text.starts_with(|c: char| c.is_ascii_uppercase());
        let plain = text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if letter_first && plain && (2..=12).contains(&text.len()) {
            Ok(Self(text.into()))
        } else {
            Err(UnitCodeError(text.into()))
        }
    }
}
impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl Serialize for UnitCode {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for UnitCode {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// How a unit is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Mutual credit: members may go below zero, to their credit limit.
    #[default]
    Mutual,
    /// A fixed amount was issued once; nobody goes below zero.
    Fixed,
    /// Gifts are only written down: no limits.
    Gift,
}

/// A unit of account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its code.
    pub code: UnitCode,
    /// What people call it (`hours`).
    pub label: Box<str>,
    /// How many minor units make one of what people read.
    pub minor_per_major: NonZeroU32,
    /// How it is limited.
    pub mode: Mode,
    /// The limits of a member for whom nothing else was decided.
    pub limits: Limits,
    /// How far below zero a member may go before the first credit came in; the usual limit if
    /// none is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newcomer_limit: Option<Amount>,
    /// Limits that were decided for one member.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub decided: BTreeMap<MemberName, Limits>,
}

impl Unit {
    /// A unit without limits of its own, counted in what people read.
    pub fn new(code: UnitCode, label: impl Into<Box<str>>, mode: Mode) -> Self {
        Self {
            code,
            label: label.into(),
            minor_per_major: NonZeroU32::MIN,
            mode,
            limits: Limits::default(),
            newcomer_limit: None,
            decided: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_what_plain_text_accounting_reads_as_a_commodity() {
        for good in ["MIN", "KWH", "H2", "ABCDEFGHIJKL"] {
            assert!(good.parse::<UnitCode>().is_ok(), "{good}");
        }
        for bad in ["", "M", "min", "2H", "ABCDEFGHIJKLM", "MI N", "É1"] {
            assert!(bad.parse::<UnitCode>().is_err(), "{bad}");
        }
    }
}
