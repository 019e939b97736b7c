//! Names of members, options, decisions and ballots: one type each, so that none is passed for
//! another. The only door is [`std::str::FromStr`]; serde goes through it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text cannot be a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing but white space.
    #[error("a name is empty")]
    Empty,
    /// More bytes than a key may have.
    #[error("a name has more than {MAX_BYTES} bytes")]
    TooLong,
    /// A control character, which no list could show.
    #[error("a name has a control character in it")]
    Control,
}

/// The longest key, in bytes: long enough for an option in words, short enough for a table.
pub const MAX_BYTES: usize = 300;

fn clean(text: &str) -> Result<Arc<str>, KeyError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(KeyError::Empty);
    }
    if text.len() > MAX_BYTES {
        return Err(KeyError::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(KeyError::Control);
    }
    Ok(text.into())
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text of the key.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl FromStr for $name {
            type Err = KeyError;
            fn from_str(text: &str) -> Result<Self, KeyError> {
                clean(text).map(Self)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
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

key! {
    /// A member, by the name that the roll carries. It never changes while a decision runs.
    MemberKey
}
key! {
    /// Something that may be chosen, in the words of the call for votes.
    OptionKey
}
key! {
    /// A decision: the name of its proposal.
    DecisionId
}
key! {
    /// A ballot: the id of the event that carried it, or any other name that is unique.
    BallotId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_trimmed_and_never_empty() {
        assert_eq!("  Nina Baker ".parse::<OptionKey>().unwrap().as_str(), "Nina Baker");
        assert_eq!(" ".parse::<MemberKey>(), Err(KeyError::Empty));
        assert_eq!("a\nb".parse::<MemberKey>(), Err(KeyError::Control));
        assert_eq!("x".repeat(301).parse::<MemberKey>(), Err(KeyError::TooLong));
    }

    #[test]
    fn serde_goes_through_the_same_door() {
        assert!(serde_json::from_str::<MemberKey>("\"\"").is_err());
        let key: MemberKey = serde_json::from_str("\"mira\"").unwrap();
        assert_eq!(serde_json::to_string(&key).unwrap(), "\"mira\"");
    }
}
