//! Who stands at the desk.

use catalog::circulation::Authority;

use crate::members::MemberNumber;

/// Who does something: what they may do follows from it, and what the event says of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Anybody: returning needs no card.
    Anyone,
    /// A member, for themselves, by card.
    Member(MemberNumber),
    /// A steward who has signed in, for anybody.
    Steward(MemberNumber),
    /// Whoever has this computer's files in their hands: the command line.
    Terminal,
    /// The program by itself.
    Program,
}

impl By {
    /// What they may set aside.
    pub fn authority(self) -> Authority {
        match self {
            Self::Anyone | Self::Member(_) => Authority::Member,
            Self::Steward(_) | Self::Terminal | Self::Program => Authority::Steward,
        }
    }

    /// Whether they may do what stewards do.
    pub fn is_steward(self) -> bool {
        self.authority() == Authority::Steward
    }

    /// The member, if one stands there.
    pub fn member(self) -> Option<MemberNumber> {
        match self {
            Self::Member(number) | Self::Steward(number) => Some(number),
            Self::Anyone | Self::Terminal | Self::Program => None,
        }
    }
}
