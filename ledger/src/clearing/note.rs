//! The notes that travel between two nodes, and their hashes.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::account::{MemberName, NodeName};
use crate::amount::Amount;
use crate::unit::UnitCode;

/// The SHA-256 (FIPS 180-4) of a note. The first note of a pair chains to zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct NoteHash([u8; 32]);

/// A text is no hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash has 64 hexadecimal digits")]
pub struct HashError;

impl fmt::Display for NoteHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl FromStr for NoteHash {
    type Err = HashError;
    fn from_str(text: &str) -> Result<Self, HashError> {
        let digits: Option<Vec<u8>> =
            text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
        let digits = digits.filter(|digits| digits.len() == 64).ok_or(HashError)?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair.iter().fold(0, |byte, digit| byte << 4 | digit);
        }
        Ok(Self(bytes))
    }
}
impl Serialize for NoteHash {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for NoteHash {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A payment from a member of one node to a member of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The paying node.
    pub from: NodeName,
    /// The receiving node.
    pub to: NodeName,
    /// The number of this note from the one to the other, from one.
    pub seq: u64,
    /// The hash of the note before.
    pub prev: NoteHash,
    /// Who is paid.
    pub payee: MemberName,
    /// How much, in the paying node's minor units.
    pub amount: Amount,
    /// The paying node's unit.
    pub unit: UnitCode,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Box<str>>,
    /// The last day on which it may be applied.
    pub expires: Date,
}

impl Note {
    /// The hash that the next note chains to. Every field is hashed with its length, so that no
    /// two different notes hash the same bytes.
    pub fn hash(&self) -> NoteHash {
        let mut hasher = Sha256::new();
        let fields = [
            self.from.as_str(),
            self.to.as_str(),
            &self.seq.to_string(),
            &self.prev.to_string(),
            self.payee.as_str(),
            &self.amount.to_string(),
            self.unit.as_str(),
            self.memo.as_deref().unwrap_or_default(),
            &self.expires.to_string(),
        ];
        for field in fields {
            hasher.update(field.len().to_be_bytes());
            hasher.update(field.as_bytes());
        }
        hasher.update([u8::from(self.memo.is_some())]);
        NoteHash(hasher.finalize().into())
    }
}

/// Why a note was not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NoteRefusal {
    /// The paying node would owe more than was agreed.
    #[error("the paying node would owe more than was agreed")]
    Limit,
    /// Nobody of that name has an account here.
    #[error("nobody of that name has an account here")]
    UnknownPayee,
    /// It came after its last day.
    #[error("it came after its last day")]
    Expired,
    /// The unit is not the one that was agreed on.
    #[error("the unit is not the one that was agreed on")]
    OtherUnit,
    /// The amount is not positive, or nothing is left of it at the agreed rate.
    #[error("the amount comes to nothing")]
    Nothing,
}

/// The receiving node's answer to a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The number of the note.
    pub seq: u64,
    /// The hash of the note that is answered.
    pub hash: NoteHash,
    /// Why it was refused; none if it was applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<NoteRefusal>,
}
