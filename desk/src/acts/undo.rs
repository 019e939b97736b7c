//! Taking back: undo instead of “Are you sure?”. It adds an event; nothing is rewritten.

use catalog::event::{Actor, Event, Kind, Undo};
use catalog::fold::{Loan, UnitState};
use catalog::ids::{EventId, GrantId, HoldId, LoanId, ReservationId};
use jiff::SignedDuration;

use crate::refusal::UndoRefusal;
use crate::{By, Desk, Refusal};

/// For so many minutes whoever did something may take it back.
pub const UNDO_MINUTES: i64 = 10;

/// An undo that is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UndoReceipt {
    /// The event of the undo.
    pub event: EventId,
    /// What was taken back.
    pub of: EventId,
}

impl Desk {
    /// Takes one event back. Members: what they did here in the last ten minutes. Stewards: anything,
    /// with a reason once the ten minutes are over.
    pub fn undo(
        &mut self,
        of: EventId,
        reason: Option<&str>,
        by: By,
    ) -> Result<UndoReceipt, Refusal> {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        let recent = self.recent(of).cloned();
        let in_time = recent.as_ref().is_some_and(|event| self.is_fresh(event));
        match (&recent, by.is_steward()) {
            (None, false) => return Err(Refusal::Undo(UndoRefusal::Elsewhere)),
            (Some(_), false) if !in_time => return Err(Refusal::Undo(UndoRefusal::TooLate)),
            (Some(event), false) if !self.did(event, by) => {
                return Err(Refusal::Undo(UndoRefusal::NotYours));
            }
            (_, true) if !in_time && reason.is_none() => {
                return Err(Refusal::Undo(UndoRefusal::NoReason));
            }
            _ => {}
        }
        let heads = &self.node().state.heads;
        if heads.get(&of.device).is_none_or(|head| head.seq < of.seq) {
            return Err(Refusal::no_such("event", &of));
        }
        if !self.can_undo(of) {
            return Err(Refusal::Undo(UndoRefusal::MovedOn));
        }
        let kind = Kind::Undo(Box::new(Undo { of, reason: reason.map(Into::into) }));
        let event = self.record(by, &kind, None)?.id;
        Ok(UndoReceipt { event, of })
    }

    fn is_fresh(&self, event: &Event) -> bool {
        let age = self.now().duration_since(event.wall.timestamp());
        age.abs() <= SignedDuration::from_mins(UNDO_MINUTES)
    }

    /// Whether the one who stands here did this: by card, or without one.
    fn did(&self, event: &Event, by: By) -> bool {
        match (&event.actor, by) {
            (Actor::Anyone, _) => true,
            (Actor::Member, By::Member(number)) => {
                let about = match &event.kind {
                    Kind::LoanRenew(p) => p.loan.0,
                    _ => event.id,
                };
                self.owns(number, about)
            }
            _ => false,
        }
    }

    /// Whether an undo would change anything: the event began something that can be ended, or is
    /// the last that happened to a thing.
    fn can_undo(&self, of: EventId) -> bool {
        let state = &self.node().state;
        if let Some(loan) = state.loans.get(&LoanId(of)) {
            return loan.is_open();
        }
        if let Some(hold) = state.holds.get(&HoldId(of)) {
            return hold.is_open();
        }
        if let Some(booking) = state.reservations.get(&ReservationId(of)) {
            return booking.is_open();
        }
        if let Some(grant) = state.grants.get(&GrantId(of)) {
            return !grant.revoked;
        }
        let last = |unit: &UnitState| unit.last_seen.is_some_and(|(event, _)| event == of);
        let renewed = |loan: &Loan| loan.renewals.last().is_some_and(|renewal| renewal.0 == of);
        !self.was_undone(of)
            && (state.units.values().any(last)
                || state.open_loans().any(renewed)
                || !state.set_aside_after(of).is_empty())
    }
}
