//! What the fold knows after the events: the read model of the site, the kiosk and the program.

mod claim;
mod interloan;
mod loan;
mod ranges;
mod unit;
mod work;

pub use claim::{Hold, HoldState, Reservation, ReservationState};
pub use interloan::{Borrowed, BorrowedState, Supplied, SuppliedState};
pub use loan::{Loan, LoanEnd, LoanState};
pub(super) use ranges::Ranges;
pub(super) use unit::Before;
pub use unit::{Custody, Flags, MissingPart, Status, Stock, UnitState};
pub use work::{Care, Count, Grant, Signup, Ticket};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::changes::Changes;
use super::exception::{Exception, Explanation};
use super::loan_table::Loans;
use super::unit_table::Units;
use crate::code::Code;
use crate::event::{
    Actor, BallotCast, ClockCorrection, DelegationSet, Hlc, Kind, LedgerPost, LineHash, Wall,
};
use crate::ids::{
    CountId, DeviceId, EventId, GrantId, HoldId, InterloanId, LoanId, NodeKey, ReservationId,
    SignupId, Slug, TicketId,
};
use crate::record::{Condition, Lifecycle};

/// Everything that follows from the events of a node.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The four axes of each unit that the catalogue has or an event named.
    pub units: Units,
    /// All loans, open and closed.
    pub loans: Loans,
    /// All holds.
    pub holds: BTreeMap<HoldId, Hold>,
    /// All reservations.
    pub reservations: BTreeMap<ReservationId, Reservation>,
    /// What our members asked other nodes for.
    pub interloans: BTreeMap<InterloanId, Borrowed>,
    /// What other nodes asked us for, where we have answered.
    pub supplies: BTreeMap<(NodeKey, InterloanId), Supplied>,
    /// All repair tickets.
    pub tickets: BTreeMap<TicketId, Ticket>,
    /// All stocktakes.
    pub counts: BTreeMap<CountId, Count>,
    /// Care that was done, by unit and plan, the oldest first.
    pub care: BTreeMap<(Code, Slug), Vec<Care>>,
    /// Seats in sessions.
    pub signups: BTreeMap<SignupId, Signup>,
    /// Passed trainings.
    pub grants: BTreeMap<GrantId, Grant>,
    /// Codes that lead to another unit (replaced and additional labels).
    pub aliases: BTreeMap<Code, Code>,
    /// Ledger entries in the fold's order, for `ledger`.
    pub entries: Vec<Recorded<LedgerPost>>,
    /// Open ballots in the fold's order, for `governance`.
    pub ballots: Vec<Recorded<BallotCast>>,
    /// Delegations in the fold's order, for `governance`.
    pub delegations: Vec<Recorded<DelegationSet>>,
    /// What else people decided, owed and promised each other, in the fold's order: offers, calls,
    /// lots, notes between nodes, disputes, rights.
    pub civic: Vec<Recorded<Kind>>,
    /// Corrections of what people read of a device's times.
    pub corrections: Vec<ClockCorrection>,
    /// What a person has to settle, and what a person has settled.
    pub exceptions: BTreeMap<EventId, Exception>,
    /// What the fold settled by itself, each with its sentence.
    pub explanations: Vec<Explanation>,
    /// How the events were taken.
    pub tally: Tally,
    /// Each device's newest event: how far we have read.
    pub heads: BTreeMap<DeviceId, Head>,
    pub(super) open_holds: BTreeMap<Slug, BTreeSet<HoldId>>,
    pub(super) open_reservations: BTreeMap<Slug, BTreeSet<ReservationId>>,
    /// Units that are promised or sent to other nodes.
    pub(super) open_supplies: BTreeMap<Code, (NodeKey, InterloanId)>,
    pub(super) known: BTreeMap<DeviceId, Ranges>,
    pub(super) newest: Option<(Hlc, EventId, LineHash)>,
    pub(super) changes: Changes,
    /// Ballots that no other device has seen yet, by the device that took them: sequence and place.
    pub(super) unseen: BTreeMap<DeviceId, BTreeMap<u32, usize>>,
}

/// `applied + explained + to_decide = events`, always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Distinct events.
    pub events: usize,
    /// Taken as they were meant.
    pub applied: usize,
    /// Settled by rule, with a sentence.
    pub explained: usize,
    /// Left to a person (settled ones included).
    pub to_decide: usize,
}

/// The newest event of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Its sequence.
    pub seq: u32,
    /// Its line's hash.
    pub hash: LineHash,
    /// When it was recorded.
    pub wall: Wall,
}

/// A payload with the event it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded<T> {
    /// The event.
    pub id: EventId,
    /// When it happened.
    pub when: Wall,
    /// Who is answerable.
    pub by: Actor,
    /// When another device first wrote something in the knowledge of it; none as long as none has.
    /// Kept for ballots alone.
    pub seen_at: Option<Wall>,
    /// The payload.
    pub what: Arc<T>,
}

impl State {
    /// The unit that a code leads to: itself, or the one its replaced label belongs to.
    pub fn resolve(&self, code: Code) -> Code {
        self.aliases.get(&code).copied().unwrap_or(code)
    }

    /// What people read about a unit on this day. A unit that neither the catalogue nor an event
    /// knows is `None`.
    pub fn status(&self, unit: Code, today: Date) -> Option<Status> {
        let state = self.units.get(&unit)?;
        Some(match (state.lifecycle, &state.custody) {
            (_, Custody::Out(loan)) => self.out_status(*loan, today),
            (Lifecycle::Retired(reason), _) => Status::Retired { reason },
            (Lifecycle::Missing, _) | (_, Custody::Unknown) => Status::Missing,
            (_, Custody::InTransit(_)) => Status::InTransit,
            (_, Custody::InRepair(_)) | (Lifecycle::Maintenance, _) => Status::InRepair,
            (Lifecycle::InProcessing | Lifecycle::Quarantined, _) => Status::NotLendable,
            _ if matches!(state.condition, Condition::Unsafe) => Status::NotLendable,
            (_, Custody::OnHoldShelf(_) | Custody::Packed(_) | Custody::SetAside(_)) => {
                Status::OnHoldShelf
            }
            (Lifecycle::Active, Custody::At(_)) => Status::Available,
        })
    }

    fn out_status(&self, loan: LoanId, today: Date) -> Status {
        match self.loans.get(&loan) {
            Some(loan) if loan.is_overdue(today) => Status::Overdue { due: loan.due },
            Some(loan) => Status::Out { due: loan.due },
            None => Status::Missing,
        }
    }

    /// Open loans of a unit, oldest first (more than one only while disputed).
    pub fn open_loans_of(&self, unit: Code) -> impl Iterator<Item = &Loan> {
        let ids = self.units.get(&unit).map_or(&[][..], |unit| unit.open_loans.as_slice());
        ids.iter().filter_map(|id| self.loans.get(id))
    }

    /// All open loans.
    pub fn open_loans(&self) -> impl Iterator<Item = &Loan> {
        let mut ids: Vec<_> =
            self.units.values().flat_map(|unit| &unit.open_loans).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.loans.get(&id))
    }

    /// The queue for a title, first come first.
    pub fn queue(&self, title: &Slug) -> impl Iterator<Item = &Hold> {
        let ids = self.open_holds.get(title);
        let mut holds: Vec<_> =
            ids.into_iter().flatten().filter_map(|id| self.holds.get(id)).collect();
        holds.sort_by_key(|hold| (hold.placed, hold.id));
        holds.into_iter()
    }

    /// The request of another node that a unit is promised or sent for.
    pub fn supply_of(&self, unit: Code) -> Option<&Supplied> {
        self.supplies.get(self.open_supplies.get(&unit)?)
    }

    /// When a plan was done for a unit the last time.
    pub fn last_care(&self, unit: Code, plan: &Slug) -> Option<&Care> {
        self.care.get(&(unit, plan.clone())).and_then(|all| all.last())
    }

    /// The seats of a session that are taken, first come first.
    pub fn signups_of(&self, event: &Slug) -> impl Iterator<Item = &Signup> {
        self.signups.values().filter(move |signup| signup.event == *event && !signup.cancelled)
    }

    /// Reservations of a title that still claim something.
    pub fn reservations_of(&self, title: &Slug) -> impl Iterator<Item = &Reservation> {
        let ids = self.open_reservations.get(title);
        ids.into_iter().flatten().filter_map(|id| self.reservations.get(id))
    }
}
