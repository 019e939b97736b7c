//! Accounts: whose balance it is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text names no account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// Not one of the kinds of account.
    #[error(
        "`{0}` is no account; accounts are `member:<name>`, `commons`, `issuance`, \
         `peer:<node>`, `escrow:<id>` and `writeoff`"
    )]
    Kind(Box<str>),
    /// A name with something else than letters, digits and inner `-`, or too long.
    #[error("`{0}` is no name for an account: up to 80 letters, digits and `-`")]
    Name(Box<str>),
}

fn check_name(text: &str) -> Result<Box<str>, AccountError> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    if starts && text.len() <= 80 && text.bytes().all(plain) {
        Ok(text.into())
    } else {
        Err(AccountError::Name(text.into()))
    }
}

macro_rules! account_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl FromStr for $name {
            type Err = AccountError;
            fn from_str(text: &str) -> Result<Self, AccountError> {
                check_name(text).map(Self)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
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

account_name! {
    /// The name under which a member keeps an account.
    MemberName
}
account_name! {
    /// Another node, by its short name.
    NodeName
}
account_name! {
    /// A sum that is held until something is settled.
    EscrowName
}

/// Whose balance it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Account {
    /// What everybody owns together. It never goes below zero.
    Commons,
    /// A sum on hold.
    Escrow(EscrowName),
    /// The other side of a fixed supply.
    Issuance,
    /// A member.
    Member(MemberName),
    /// Another node; above zero means that this node owes it.
    Peer(NodeName),
    /// Losses that nobody carries.
    Writeoff,
}

impl Account {
    /// The account of a member of this name.
    pub fn member(name: &str) -> Result<Self, AccountError> {
        name.parse().map(Self::Member)
    }

    /// The account of another node.
    pub fn peer(name: &str) -> Result<Self, AccountError> {
        name.parse().map(Self::Peer)
    }

    /// The member whose account it is.
    pub fn as_member(&self) -> Option<&MemberName> {
        match self {
            Self::Member(name) => Some(name),
            _ => None,
        }
    }
}

impl FromStr for Account {
    type Err = AccountError;
    fn from_str(text: &str) -> Result<Self, AccountError> {
        match text.split_once(':') {
            Some(("member", name)) => name.parse().map(Self::Member),
            Some(("peer", name)) => name.parse().map(Self::Peer),
            Some(("escrow", name)) => name.parse().map(Self::Escrow),
            None if text == "commons" => Ok(Self::Commons),
            None if text == "issuance" => Ok(Self::Issuance),
            None if text == "writeoff" => Ok(Self::Writeoff),
            _ => Err(AccountError::Kind(text.into())),
        }
    }
}
impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Commons => f.write_str("commons"),
            Self::Escrow(name) => write!(f, "escrow:{name}"),
            Self::Issuance => f.write_str("issuance"),
            Self::Member(name) => write!(f, "member:{name}"),
            Self::Peer(name) => write!(f, "peer:{name}"),
            Self::Writeoff => f.write_str("writeoff"),
        }
    }
}
impl Serialize for Account {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Account {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_read_as_they_are_written() {
        for text in
            ["commons", "issuance", "writeoff", "member:mira", "peer:oak-street", "escrow:x1"]
        {
            assert_eq!(text.parse::<Account>().unwrap().to_string(), text);
        }
        assert!(matches!("members:mira".parse::<Account>(), Err(AccountError::Kind(_))));
        assert!(matches!("member:a b".parse::<Account>(), Err(AccountError::Name(_))));
        assert!(matches!("member:".parse::<Account>(), Err(AccountError::Name(_))));
    }
}
