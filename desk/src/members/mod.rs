//! The private store: who the members are. It never enters git, and erasing a person is deleting a
//! row here: what public records say of them was sealed and means nobody from then on.

mod answers;
mod card;
mod pin;
mod rows;
mod seal;
mod store;
mod tokens;

pub use answers::{AnswerKey, Begun, Lost};
pub use card::{Card, CardError};
pub use pin::{HashedPin, Pin, PinCheck, PinError, PinTry, Salt};
pub use seal::NodeSecret;
pub use store::{Members, MembersError};
pub use tokens::{NewToken, Scope, ScopeError, Token, TokenText};

use std::fmt;
use std::str::FromStr;

use catalog::ids::Handle;
use jiff::civil::Date;
use serde::Serialize;

/// A member's number: six digits, drawn at random so that two devices of a node can make members
/// without asking each other. People read `412-907`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemberNumber(u32);

/// The text is not a member's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a member's number has six digits, like `412-907`")]
pub struct MemberNumberError;

impl MemberNumber {
    /// The smallest number.
    pub(crate) const LEAST: u32 = 100_000;
    /// How many numbers there are.
    pub(crate) const COUNT: u32 = 900_000;

    /// The number, if it has six digits.
    pub fn new(number: u32) -> Option<Self> {
        (Self::LEAST..Self::LEAST + Self::COUNT).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl FromStr for MemberNumber {
    type Err = MemberNumberError;
    fn from_str(text: &str) -> Result<Self, MemberNumberError> {
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
        let plain = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
        let number = plain.then(|| digits.parse().ok()).flatten();
        number.and_then(Self::new).ok_or(MemberNumberError)
    }
}

impl fmt::Display for MemberNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}-{:03}", self.0 / 1000, self.0 % 1000)
    }
}

impl Serialize for MemberNumber {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for MemberNumber {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What a member may do; each may do what the ones before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Borrows, returns, books, votes.
    #[default]
    Member,
    /// Runs the desk: members, exceptions, overrides.
    Steward,
    /// Looks after devices and keys.
    Keyholder,
}

impl Role {
    /// The name in the store and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Steward => "steward",
            Self::Keyholder => "keyholder",
        }
    }
}

impl FromStr for Role {
    type Err = RoleError;
    fn from_str(text: &str) -> Result<Self, RoleError> {
        match text {
            "member" => Ok(Self::Member),
            "steward" => Ok(Self::Steward),
            "keyholder" => Ok(Self::Keyholder),
            _ => Err(RoleError),
        }
    }
}

/// The text is not a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a role is `member`, `steward` or `keyholder`")]
pub struct RoleError;

/// A person with a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// The number.
    pub number: MemberNumber,
    /// The name, as the person gave it.
    pub name: String,
    /// How to reach the person, in their own words.
    pub contact: Option<String>,
    /// The name under which the person acts in public, if they chose one.
    pub handle: Option<Handle>,
    /// Languages, the preferred one first.
    pub languages: Vec<String>,
    /// What the person may do.
    pub role: Role,
    /// Since when.
    pub joined: Date,
    /// Until when.
    pub left: Option<Date>,
    /// Not yet confirmed by a steward.
    pub provisional: bool,
    /// Whether there is a card.
    pub has_card: bool,
    /// Whether there is a PIN.
    pub has_pin: bool,
}

impl Member {
    /// The name as a shared screen shows it: the first name and one letter, `Sam A.`.
    pub fn screen_name(&self) -> String {
        let mut words = self.name.split_whitespace();
        let first = words.next().unwrap_or("Member").to_owned();
        match words.next_back().and_then(|last| last.chars().next()) {
            Some(letter) => format!("{first} {letter}."),
            None => first,
        }
    }

    /// The letters in the circle beside the name.
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace();
        let first = words.next().and_then(|word| word.chars().next());
        let last = words.next_back().and_then(|word| word.chars().next());
        first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
    }
}

/// Everything needed to make a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    /// The name.
    pub name: String,
    /// How to reach the person.
    pub contact: Option<String>,
    /// The public name, if the person chose one.
    pub handle: Option<Handle>,
    /// Languages, the preferred one first.
    pub languages: Vec<String>,
    /// What the person may do.
    pub role: Role,
    /// From when.
    pub joined: Date,
    /// Not yet confirmed by a steward.
    pub provisional: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_with_or_without_its_hyphen() {
        let number = MemberNumber::new(412_907).unwrap();
        assert_eq!(number.to_string(), "412-907");
        assert_eq!("412907".parse(), Ok(number));
        assert_eq!(" 412-907 ".parse(), Ok(number));
        for bad in ["", "41290", "4129077", "012345", "+12345", "41x907"] {
            assert_eq!(bad.parse::<MemberNumber>(), Err(MemberNumberError), "{bad}");
        }
    }

    #[test]
    fn a_shared_screen_shows_one_letter_of_the_last_name() {
        let member = |name: &str| Member {
            number: MemberNumber::new(412_907).unwrap(),
            name: name.into(),
            contact: None,
            handle: None,
            languages: vec![],
            role: Role::Member,
            joined: "2026-01-01".parse().unwrap(),
            left: None,
            provisional: false,
            has_card: false,
            has_pin: false,
        };
        assert_eq!(member("Sam Rivera Adeyemi").screen_name(), "Sam A.");
        assert_eq!(member("Sam").screen_name(), "Sam");
        assert_eq!(member("").screen_name(), "Member");
        assert_eq!(member("ümit özil").initials(), "ÜÖ");
    }
}
