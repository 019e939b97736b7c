//! Lots that anybody can draw again.
//!
//! The order is that of SHA-256 (FIPS 180-4) over the seed, a zero byte and the name; equal hashes
//! fall back to the name. The seed must be fixed by something that nobody controls (dice thrown
//! before witnesses, secrets committed to and then revealed, a public beacon's future round), and
//! named before the list closes. This module does not judge where a seed comes from.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::keys::KeyError;

/// The text that a lot is drawn from, published with the result.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Seed(Box<str>);

impl Seed {
    /// The text of the seed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Seed {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        if text.trim().is_empty() { Err(KeyError::Empty) } else { Ok(Self(text.into())) }
    }
}
impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl Serialize for Seed {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for Seed {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The place of one name in the lot: smaller hashes come first.
pub fn ticket(seed: &Seed, name: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(seed.as_str().as_bytes());
    hasher.update([0]);
    hasher.update(name.as_bytes());
    hasher.finalize().into()
}

/// Draws the lot: the same names in the order that the seed gives them.
///
/// ```
/// use governance::lot::{Seed, draw};
/// let seed: Seed = "2026-11-21/housing/1".parse()?;
/// assert_eq!(draw(&seed, ["ana", "ben", "cy", "dee"]), ["dee", "cy", "ana", "ben"]);
/// # Ok::<(), governance::keys::KeyError>(())
/// ```
pub fn draw<T: AsRef<str>>(seed: &Seed, names: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut names: Vec<T> = names.into_iter().collect();
    names.sort_by_cached_key(|name| (ticket(seed, name.as_ref()), name.as_ref().to_owned()));
    names
}
