//! Names of commits and nodes.

use std::fmt;
use std::str::FromStr;

use catalog::ids::NodeKey;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A commit's object name: SHA-1 over its bytes, as git shows it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommitId(git2::Oid);

/// A node's identity for ever: the name of its first signed commit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(CommitId);

/// The text is not 40 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a commit name: 40 hexadecimal digits in lower case")]
pub struct IdError;

impl CommitId {
    /// The first eight digits: what people compare.
    pub fn short(&self) -> String {
        self.to_string().chars().take(8).collect()
    }

    pub(crate) fn oid(self) -> git2::Oid {
        self.0
    }
}

impl From<NodeKey> for NodeId {
    fn from(key: NodeKey) -> Self {
        // Twenty bytes are always a name.
        Self(CommitId(git2::Oid::from_bytes(key.as_bytes()).unwrap_or(git2::Oid::ZERO_SHA1)))
    }
}
impl From<NodeId> for NodeKey {
    fn from(node: NodeId) -> Self {
        let mut bytes = [0; 20];
        for (slot, byte) in bytes.iter_mut().zip(node.0.0.as_bytes()) {
            *slot = *byte;
        }
        Self::new(bytes)
    }
}

impl NodeId {
    /// The commit that names the node.
    pub fn first_commit(self) -> CommitId {
        self.0
    }

    pub(crate) fn new(first: git2::Oid) -> Self {
        Self(CommitId(first))
    }
}

impl From<git2::Oid> for CommitId {
    fn from(oid: git2::Oid) -> Self {
        Self(oid)
    }
}

impl FromStr for CommitId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() != 40 || !text.bytes().all(hex) {
            return Err(IdError);
        }
        git2::Oid::from_str(text).map(Self).map_err(|_| IdError)
    }
}
impl FromStr for NodeId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        text.parse().map(Self)
    }
}

macro_rules! as_text {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
as_text!(CommitId);
as_text!(NodeId);
