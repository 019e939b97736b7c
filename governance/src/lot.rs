//! Lots that anybody can draw again.
//!
//! The order is that of SHA-256 (FIPS 180-4) over the seed, a zero byte and the name; equal hashes
//! fall back to the name. The seed must be fixed by something that nobody controls (dice thrown
//! before witnesses, secrets committed to and then revealed, a public beacon's future round), and
//! named before the list closes. Of these, this module checks the second ([`from_reveals`]); it
//! does not judge where another seed comes from.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::keys::{KeyError, MemberKey};

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

/// A secret of one member: 32 random bytes, revealed when all have committed.
pub type Secret = [u8; 32];

/// What a member publishes first: the SHA-256 of their secret.
pub fn commitment(secret: &Secret) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// The hash of a frozen list, which binds the seed to the names that it is drawn for.
pub fn list_hash<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for name in names {
        hasher.update(name.as_ref().as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().into()
}

/// How many members must commit, so that no two of them can agree on the seed alone.
pub const FEWEST_COMMITMENTS: usize = 3;

/// Why secrets make no seed. Whoever withholds a secret delays the lot and no more: it is void and
/// is drawn again without them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevealError {
    /// Fewer members than needed.
    #[error("{found} members committed themselves; a lot needs {FEWEST_COMMITMENTS}")]
    TooFew {
        /// How many did.
        found: usize,
    },
    /// A member did not reveal their secret.
    #[error("{0} has not revealed the secret: the lot is void; draw it again without {0}")]
    Missing(MemberKey),
    /// A secret is not the one that was committed to.
    #[error("the secret of {0} is not the one committed to: the lot is void")]
    Other(MemberKey),
    /// Somebody revealed a secret without having committed to it.
    #[error("{0} revealed a secret without having committed to one; leave it out")]
    Uncommitted(MemberKey),
}

/// The seed of a lot from the secrets that members committed to before the list was frozen:
/// SHA-256 over the list's hash and the secrets in the order of the members, as hexadecimal text.
pub fn from_reveals(
    list: &[u8; 32],
    commitments: &BTreeMap<MemberKey, [u8; 32]>,
    reveals: &BTreeMap<MemberKey, Secret>,
) -> Result<Seed, RevealError> {
    if commitments.len() < FEWEST_COMMITMENTS {
        return Err(RevealError::TooFew { found: commitments.len() });
    }
    if let Some(member) = reveals.keys().find(|member| !commitments.contains_key(*member)) {
        return Err(RevealError::Uncommitted(member.clone()));
    }
    let mut hasher = Sha256::new();
    hasher.update(list);
    for (member, committed) in commitments {
        let secret = reveals.get(member).ok_or_else(|| RevealError::Missing(member.clone()))?;
        if commitment(secret) != *committed {
            return Err(RevealError::Other(member.clone()));
        }
        hasher.update(secret);
    }
    Ok(Seed(format!("{:x}", hasher.finalize()).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed(text: &str) -> Seed {
        text.parse().unwrap()
    }

    #[test]
    fn the_same_seed_draws_the_same_order_whatever_the_order_of_the_list() {
        let there = draw(&seed("dice 4 2 6"), ["ana", "ben", "cy", "dee"]);
        let back = draw(&seed("dice 4 2 6"), ["dee", "cy", "ben", "ana"]);
        assert_eq!(there, back);
    }

    #[test]
    fn secrets_make_a_seed_only_when_all_who_committed_reveal_the_same() {
        let member = |name: &str| name.parse::<MemberKey>().unwrap();
        let secrets: BTreeMap<MemberKey, Secret> =
            [(member("a"), [1; 32]), (member("b"), [2; 32]), (member("c"), [3; 32])].into();
        let commitments: BTreeMap<MemberKey, [u8; 32]> =
            secrets.iter().map(|(who, secret)| (who.clone(), commitment(secret))).collect();
        let list = list_hash(["ana", "ben"]);
        let drawn = from_reveals(&list, &commitments, &secrets).unwrap();
        assert_eq!(drawn.as_str().len(), 64);
        assert_ne!(from_reveals(&list_hash(["ana"]), &commitments, &secrets).unwrap(), drawn);

        let mut less = secrets.clone();
        less.remove(&member("b"));
        let missing = Err(RevealError::Missing(member("b")));
        assert_eq!(from_reveals(&list, &commitments, &less), missing);
        let mut other = secrets.clone();
        other.insert(member("c"), [4; 32]);
        let changed = Err(RevealError::Other(member("c")));
        assert_eq!(from_reveals(&list, &commitments, &other), changed);
        let mut more = secrets;
        more.insert(member("d"), [5; 32]);
        let late = Err(RevealError::Uncommitted(member("d")));
        assert_eq!(from_reveals(&list, &commitments, &more), late);
        let few = from_reveals(&list, &BTreeMap::new(), &BTreeMap::new());
        assert_eq!(few, Err(RevealError::TooFew { found: 0 }));
    }
}
