//! What became inconsistent because two places did not know of each other: an exception is shown to
//! a person with both sides; an explanation says what the fold settled by itself and why.

use serde::Serialize;

use crate::code::Code;
use crate::event::Wall;
use crate::ids::{EventId, InterloanId, LoanId, ReservationId};

/// Something that a person has to settle.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// The event that raised it; also the exception's id.
    pub id: EventId,
    /// When that event happened.
    pub when: Wall,
    /// What is the matter.
    pub matter: Matter,
    /// What else the same event raised.
    pub also: Vec<Matter>,
    /// How it was settled: the answer and the event that gave it.
    pub resolved: Option<(Box<str>, EventId)>,
}

/// The matter of an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "matter")]
#[expect(missing_docs, reason = "fields are named by what they hold; `sentence` says the rest")]
pub enum Matter {
    /// Two open loans of one unit that did not know of each other.
    DoubleLoan { unit: Code, first: LoanId, second: LoanId },
    /// A return and a loan of one unit that did not know of each other.
    ReturnSeenElsewhere { unit: Code, loan: LoanId, returned: EventId },
    /// A retired unit is in somebody's hands.
    RetiredInUse { unit: Code },
    /// A loan that was given up came back.
    FoundAfterLost { unit: Code, loan: LoanId },
    /// An event names a unit that no file has.
    UnknownUnit { unit: Code },
    /// Two reservations claim the same hours.
    OverBooked { reservation: ReservationId, with: ReservationId },
    /// A device wrote two different events with one number: its memory card was copied.
    ClonedDevice { event: EventId },
    /// An event refers to one that is not here.
    NotHere { what: EventId },
    /// A lot has less than nothing.
    StockBelowZero { unit: Code, level: i64 },
    /// Two devices promised one unit to two requests of other nodes.
    PromisedTwice { unit: Code, first: InterloanId, second: InterloanId },
    /// Another node sent back something else than what it had got.
    OtherCameBack { sent: Code, unit: Code, request: InterloanId },
}

impl Matter {
    /// A stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DoubleLoan { .. } => "double-loan",
            Self::ReturnSeenElsewhere { .. } => "return-seen-elsewhere",
            Self::RetiredInUse { .. } => "retired-in-use",
            Self::FoundAfterLost { .. } => "found-after-lost",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::OverBooked { .. } => "over-booked",
            Self::ClonedDevice { .. } => "cloned-device",
            Self::NotHere { .. } => "not-here",
            Self::StockBelowZero { .. } => "stock-below-zero",
            Self::PromisedTwice { .. } => "promised-twice",
            Self::OtherCameBack { .. } => "other-came-back",
        }
    }

    /// What is the matter, in words for a steward.
    pub fn sentence(&self) -> String {
        match self {
            Self::DoubleLoan { unit, .. } => format!(
                "{unit} was lent at two places that had not heard of each other. Both loans are kept; nobody is late while this is open."
            ),
            Self::ReturnSeenElsewhere { unit, .. } => format!(
                "{unit} was returned at one place and lent at another, and neither had heard of the other. The loan stays open until somebody looks."
            ),
            Self::RetiredInUse { unit } => {
                format!("{unit} is retired in the catalogue, but somebody scanned it.")
            }
            Self::FoundAfterLost { unit, .. } => format!(
                "{unit} was given up as lost and has come back. If it was paid for, the payment can be returned."
            ),
            Self::UnknownUnit { unit } => {
                format!("{unit} was scanned, but no file of the catalogue has this code.")
            }
            Self::OverBooked { .. } => {
                "Two bookings claim the same hours. The earlier one stands; the other needs another date or another unit.".into()
            }
            Self::ClonedDevice { event } => format!(
                "Two different events carry the number {event}: a device was copied. Both are kept; give one of the copies a new name."
            ),
            Self::NotHere { what } => format!(
                "This names the event {what}, which has not arrived. It may come with the next exchange."
            ),
            Self::StockBelowZero { unit, level } => {
                format!("{unit} stands at {level}. Count it, and the number is right again.")
            }
            Self::PromisedTwice { unit, .. } => format!(
                "{unit} was promised to two requests of other nodes. The earlier promise stands; the other needs another unit, or a no."
            ),
            Self::OtherCameBack { sent, unit, .. } => format!(
                "{sent} was sent to another node, and {unit} came back instead. Ask them to look for {sent}."
            ),
        }
    }

    /// The key of its sentence in the message catalogues: `matter-double-loan`.
    pub fn key(&self) -> String {
        format!("matter-{}", self.code())
    }

    /// The data of the sentence, for a translation.
    pub fn data(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::DoubleLoan { unit, .. }
            | Self::ReturnSeenElsewhere { unit, .. }
            | Self::RetiredInUse { unit }
            | Self::FoundAfterLost { unit, .. }
            | Self::PromisedTwice { unit, .. }
            | Self::UnknownUnit { unit } => vec![("unit", unit.to_string())],
            Self::OtherCameBack { sent, unit, .. } => {
                vec![("sent", sent.to_string()), ("unit", unit.to_string())]
            }
            Self::ClonedDevice { event } | Self::NotHere { what: event } => {
                vec![("event", event.to_string())]
            }
            Self::StockBelowZero { unit, level } => {
                vec![("unit", unit.to_string()), ("level", level.to_string())]
            }
            Self::OverBooked { .. } => Vec::new(),
        }
    }

    /// The key of an answer's words in the message catalogues: `matter-double-loan-keep-later`.
    pub fn choice_key(&self, answer: &str) -> String {
        let name = match self {
            Self::DoubleLoan { second, .. } if answer == format!("keep-{second}") => "keep-later",
            Self::DoubleLoan { .. } if answer.starts_with("keep-") => "keep-earlier",
            _ => answer,
        };
        format!("{}-{name}", self.key())
    }

    /// The answers that settle it, each with its words: the first is what most people choose.
    pub fn choices(&self) -> Vec<(String, String)> {
        let pair = |answer: &str, words: &str| (answer.to_owned(), words.to_owned());
        match self {
            Self::DoubleLoan { first, second, .. } => vec![
                (format!("keep-{second}"), "The later borrower has it".into()),
                (format!("keep-{first}"), "The earlier borrower has it".into()),
                pair("here", "It is here on the shelf: close both"),
            ],
            Self::ReturnSeenElsewhere { .. } => vec![
                pair("out", "It is with the borrower: keep the loan open"),
                pair("here", "It is here on the shelf: close the loan"),
            ],
            Self::RetiredInUse { .. } => vec![
                pair("reinstate", "Take it back into service"),
                pair("leave-retired", "Leave it retired"),
            ],
            Self::FoundAfterLost { .. } => {
                vec![
                    pair("noted", "Noted: nothing to pay back"),
                    pair("refund", "Pay back what was paid"),
                ]
            }
            Self::UnknownUnit { .. } => vec![pair("noted", "I have made a record for it")],
            Self::OverBooked { .. } => vec![
                pair("keep-earlier", "Keep the earlier booking, cancel the other"),
                pair("both", "There is enough for both"),
            ],
            Self::ClonedDevice { .. } => {
                vec![pair("noted", "The copy has a new name now; both events stand as told")]
            }
            Self::NotHere { .. }
            | Self::StockBelowZero { .. }
            | Self::PromisedTwice { .. }
            | Self::OtherCameBack { .. } => vec![pair("noted", "Noted")],
        }
    }
}

/// What the fold settled by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The event.
    pub id: EventId,
    /// What was done and why.
    pub reason: Reason,
}

/// Why an event was taken differently from how it was meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
#[expect(missing_docs, reason = "fields are named by what they hold; `sentence` says the rest")]
pub enum Reason {
    SupersededLoan { unit: Code, loan: LoanId },
    WasNotOut { unit: Code },
    FoundAgain { unit: Code },
    ClaimConfirmed { unit: Code, loan: LoanId },
    AlreadyClosed { loan: LoanId },
    AlreadyDone,
    MovedOn { unit: Code },
    ShorterDueIgnored { loan: LoanId },
    CannotUndo { of: EventId },
    NewerVersion { kind: Box<str> },
    FoundAfterCount { unit: Code },
    StillAway { unit: Code },
}

impl Reason {
    /// The sentence for people.
    pub fn sentence(&self) -> String {
        match self {
            Self::SupersededLoan { unit, loan } => format!(
                "{unit} was still listed with another member; whoever scans it has it, so loan {loan} was closed without any lateness."
            ),
            Self::WasNotOut { unit } => format!("{unit} was not out; it was noted as seen here."),
            Self::FoundAgain { unit } => format!("{unit} was missing and is here again."),
            Self::ClaimConfirmed { unit, loan } => format!(
                "{unit} was on the shelf after all; loan {loan} was closed in the member's favour."
            ),
            Self::AlreadyClosed { loan } => format!("Loan {loan} was already over."),
            Self::AlreadyDone => "Somebody else had already done this.".into(),
            Self::MovedOn { unit } => format!(
                "{unit} had moved on in the meantime; only the loan was corrected, not where the thing is."
            ),
            Self::ShorterDueIgnored { loan } => {
                format!("Loan {loan} already runs longer; the later date stays.")
            }
            Self::CannotUndo { of } => format!("Event {of} is not one that can be undone."),
            Self::NewerVersion { kind } => {
                format!("`{kind}` comes from a newer version of the program and is kept untouched.")
            }
            Self::StillAway { unit } => format!(
                "{unit} was seen here by somebody who had not heard that it was sent to another node; it counts as away until it is scanned again."
            ),
            Self::FoundAfterCount { unit } => {
                format!(
                    "{unit} was found by another device during the stocktake, so it is not missing."
                )
            }
        }
    }
}
