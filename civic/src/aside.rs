//! Records that do not count, each with its reason.

use catalog::ids::{EventId, Handle};
use serde::Serialize;

/// Why a record does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Reason {
    /// Somebody acted in another's name.
    #[error("recorded by {by}, not by @{owner}")]
    NotTheirs {
        /// Whose act it should have been.
        owner: Handle,
        /// Who is answerable for it.
        by: Box<str>,
    },
    /// A member credited themselves.
    #[error("@{who} recorded it for themselves; somebody else must confirm it")]
    SelfConfirmed {
        /// Who.
        who: Handle,
    },
    /// A unit, an account, a scope or a name that cannot be one.
    #[error("{what}")]
    Unreadable {
        /// What is wrong with it.
        what: Box<str>,
    },
    /// An entry that the books refuse.
    #[error("{fault}")]
    Books {
        /// What is wrong with it.
        fault: Box<str>,
    },
    /// It speaks of something that is not there.
    #[error("it speaks of {what}, which is not there")]
    Unknown {
        /// Of what.
        what: Box<str>,
    },
    /// It was settled before.
    #[error("{what} was settled before")]
    Settled {
        /// What.
        what: Box<str>,
    },
    /// It came too late.
    #[error("it came after its last day")]
    TooLate,
    /// A payment that another node should have known before.
    #[error("it does not follow the note before it")]
    OutOfOrder,
    /// A term that is longer than the rules allow.
    #[error("it would hold longer than {months} months")]
    TooLong {
        /// The most.
        months: u32,
    },
}

impl Reason {
    /// Something that cannot be read, with what its reader says.
    pub(crate) fn unreadable(error: &impl ToString) -> Self {
        Self::Unreadable { what: error.to_string().into() }
    }
}

/// A record that is kept and does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// Which.
    pub event: EventId,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

impl SetAside {
    pub(crate) fn new(event: EventId, reason: Reason) -> Self {
        Self { event, reason }
    }
}

impl std::fmt::Display for SetAside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.event, self.reason)
    }
}
