//! One unit out to one member.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::code::Code;
use crate::event::{Due, PartCount, PolicySnapshot, Wall};
use crate::ids::{EventId, HoldId, LoanId, ReservationId, Sealed};

/// One unit out to one member.
#[derive(Debug, Clone, PartialEq)]
pub struct Loan {
    /// Its `loan.out` event.
    pub id: LoanId,
    /// The unit (a kit's own label for a kit).
    pub unit: Code,
    /// For stock: how many.
    pub qty: u32,
    /// The borrower, sealed.
    pub patron: Sealed,
    /// When it began.
    pub out_at: Wall,
    /// When it is due now.
    pub due: Due,
    /// The rules of this loan.
    pub policy: Arc<PolicySnapshot>,
    /// Renewals so far: the event and the due date before it.
    pub renewals: Vec<(EventId, Due)>,
    /// Where it stands.
    pub state: LoanState,
    /// For a kit: each unit in it at the hand-over, and the event that brought it back.
    pub lines: Box<[(Code, Option<EventId>)]>,
    /// Parts that went with it.
    pub parts_out: Box<[PartCount]>,
    /// Whether another loan of the same unit is open that did not know of this one.
    pub disputed: bool,
    /// The hold that it fulfilled.
    pub hold: Option<HoldId>,
    /// The reservation that it picked up.
    pub reservation: Option<ReservationId>,
    /// Whether the device's clock was doubtful when it began: nothing is ever asked for lateness.
    pub suspect_clock: bool,
    /// Why it was lent although the rules were against it, in the words of whoever did. Most loans
    /// have none and there are many loans: a pointer is all that it costs them.
    pub note: Option<Box<Box<str>>>,
}

/// Where a loan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum LoanState {
    /// With the borrower.
    Open,
    /// The borrower says it was returned; nobody has found it yet.
    ClaimsReturned,
    /// Given up; it may still be found.
    Lost,
    /// Over.
    Closed {
        /// How it ended.
        how: LoanEnd,
        /// By which event.
        by: EventId,
        /// When.
        at: Wall,
    },
}

/// How a loan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LoanEnd {
    /// It came back.
    Returned,
    /// Another physical scan proved that it had moved on: no lateness counts.
    Superseded,
    /// Taken back.
    Undone,
    /// Given up for good.
    WrittenOff,
}

impl Loan {
    /// Whether the thing is still listed with the borrower.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, LoanState::Closed { .. })
    }

    /// When it ended, if it has.
    pub fn closed_at(&self) -> Option<Wall> {
        match self.state {
            LoanState::Closed { at, .. } => Some(at),
            _ => None,
        }
    }

    /// Whether it is past its due date (and the days of grace) on this day.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.days_over(today) > i64::from(self.policy.grace)
    }

    /// Days past the due date; zero or less while it is not.
    pub fn days_over(&self, today: Date) -> i64 {
        (today - self.due.date).get_days().into()
    }
}
