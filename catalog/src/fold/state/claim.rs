//! Claims on what is not out yet: a place in a queue, and a promise of certain hours.

use jiff::civil::Date;
use serde::Serialize;

use crate::code::Code;
use crate::event::{Wall, Wanted};
use crate::ids::{HoldId, LoanId, ReservationId, Sealed, Slug};

/// A place in the queue for a title or a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hold {
    /// Its `hold.place` event.
    pub id: HoldId,
    /// What is wanted.
    pub wanted: Wanted,
    /// The title, where the catalogue knows the unit.
    pub title: Option<Slug>,
    /// By whom, sealed.
    pub patron: Sealed,
    /// Since when.
    pub placed: Wall,
    /// Where it stands.
    pub state: HoldState,
}

/// Where a hold stands. Expired, ended and fulfilled are three different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
#[expect(missing_docs, reason = "fields are named by what they hold")]
pub enum HoldState {
    /// In the queue.
    Waiting,
    /// Keeps its place, is passed over.
    Suspended,
    /// On the hold shelf until the end of that day.
    Ready { unit: Code, until: Date },
    /// Became this loan.
    Fulfilled { loan: LoanId },
    /// Was not picked up.
    Expired,
    /// Taken back by the member or a steward.
    Cancelled,
    /// Nothing is left that could fulfil it.
    Ended,
}

impl Hold {
    /// Whether it still waits for something.
    pub fn is_open(&self) -> bool {
        matches!(self.state, HoldState::Waiting | HoldState::Suspended | HoldState::Ready { .. })
    }
}

/// A promise of something for certain hours, half-open `[from, to)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Reservation {
    /// Its `rsv.request` event.
    pub id: ReservationId,
    /// What is wanted.
    pub wanted: Wanted,
    /// The title, where the catalogue knows the unit.
    pub title: Option<Slug>,
    /// How many.
    pub qty: u32,
    /// By whom, sealed.
    pub patron: Sealed,
    /// From when.
    pub from: Wall,
    /// Until when.
    pub to: Wall,
    /// How many people come, where that was asked.
    pub visitors: Option<u32>,
    /// Units set aside or handed over.
    pub units: Vec<Code>,
    /// Loans that picked it up.
    pub loans: Vec<LoanId>,
    /// Where it stands.
    pub state: ReservationState,
}

/// Where a reservation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the field's own words")]
pub enum ReservationState {
    Requested,
    Approved,
    Out,
    Returned,
    Rejected,
    Cancelled,
    NoShow,
    Unresolved,
}

impl Reservation {
    /// Whether it still waits to be picked up or used.
    pub fn is_to_come(&self) -> bool {
        matches!(self.state, ReservationState::Requested | ReservationState::Approved)
    }

    /// Whether it still claims something.
    pub fn is_open(&self) -> bool {
        matches!(
            self.state,
            ReservationState::Requested | ReservationState::Approved | ReservationState::Out
        )
    }
}
