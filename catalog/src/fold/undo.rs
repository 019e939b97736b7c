//! Taking one event back: by what its change had found before it, as long as that still holds.

use super::exception::Reason;
use super::state::{Custody, Loan, LoanEnd, LoanState, ReservationState, State};
use super::step::Step;
use crate::code::Code;
use crate::event::TicketOutcome;
use crate::ids::{EventId, GrantId, HoldId, LoanId, ReservationId, SignupId, TicketId};

impl State {
    /// The units that this return brought back and that were only set aside since: for the next in the
    /// queue, for a booking, for repair. Nobody has seen them anywhere else, so the return can be
    /// taken back all the same. Each with the loan that the return ended.
    pub fn set_aside_after(&self, a_return: EventId) -> Vec<(Code, LoanId)> {
        let set_aside = |unit: &Code| {
            self.units.get(unit).is_some_and(|unit| {
                let aside = matches!(
                    unit.custody,
                    Custody::OnHoldShelf(_) | Custody::Packed(_) | Custody::InRepair(_)
                );
                aside && unit.last_return == Some(a_return) && unit.open_loans.is_empty()
            })
        };
        let units = self.changes.of(a_return).into_iter().filter(set_aside);
        units.filter_map(|unit| Some((unit, self.loan_ended_by(a_return, unit)?))).collect()
    }

    fn loan_ended_by(&self, a_return: EventId, unit: Code) -> Option<LoanId> {
        let ended = |loan: &&Loan| {
            let LoanState::Closed { how: LoanEnd::Returned, by, .. } = loan.state else {
                return loan.lines.contains(&(unit, Some(a_return)));
            };
            by == a_return && (loan.unit == unit || loan.lines.contains(&(unit, Some(a_return))))
        };
        self.loans.values().find(ended).map(|loan| loan.id)
    }
}

impl Step<'_> {
    /// Takes one event back by what its change had found before it.
    pub(super) fn undo(&mut self, of: EventId) {
        if self.state.loans.contains_key(&LoanId(of)) {
            return self.undo_loan_out(LoanId(of));
        }
        if self.state.holds.contains_key(&HoldId(of)) {
            return self.hold_cancel(HoldId(of));
        }
        let mut units = self.state.changes.of(of);
        units.retain(|unit| self.last_changed_by(*unit, of));
        let set_aside = self.state.set_aside_after(of);
        if !units.is_empty() || !set_aside.is_empty() {
            for unit in units {
                self.undo_change(of, unit);
            }
            for (unit, loan) in set_aside {
                self.take_from(unit, loan, of);
            }
            return;
        }
        if self.state.reservations.contains_key(&ReservationId(of)) {
            let state = ReservationState::Cancelled;
            return self.reservation_set(ReservationId(of), state);
        }
        if let Some(grant) = self.state.grants.get_mut(&GrantId(of)) {
            grant.revoked = true;
            return;
        }
        if let Some(signup) = self.state.signups.get_mut(&SignupId(of)) {
            signup.cancelled = true;
            return;
        }
        if self.undo_renewal(of) || self.undo_care(of) {
            return;
        }
        let known = self.state.heads.get(&of.device).is_some_and(|head| head.seq >= of.seq);
        if known { self.explain(Reason::CannotUndo { of }) } else { self.not_here(of) }
    }

    /// Whether this event was the last to change the unit, and what it had found is still known.
    fn last_changed_by(&self, unit: Code, event: EventId) -> bool {
        let before = self.now(unit).and_then(|unit| unit.before.as_ref());
        before.is_some_and(|before| before.event == event)
    }

    fn undo_change(&mut self, of: EventId, unit: Code) {
        let Some(state) = self.now_mut(unit) else { return };
        let Some(before) = state.before.take() else { return };
        state.restore(before);
        if let Custody::Out(loan) = state.custody {
            self.reopen(loan, unit, of);
        }
        if let Some(ticket) = self.state.tickets.get_mut(&TicketId(of)) {
            ticket.closed = Some((self.event.when(), TicketOutcome::NoFault));
        }
    }

    /// The return was a mistake, so nothing came back that could wait on a shelf or be mended.
    fn take_from(&mut self, unit: Code, loan: LoanId, mistaken: EventId) {
        let when = self.event.when();
        let state = self.touch(unit);
        state.last_return = None;
        match std::mem::replace(&mut state.custody, Custody::Out(loan)) {
            Custody::OnHoldShelf(hold) => self.hold_reopen(hold),
            Custody::Packed(id) => {
                if let Some(reservation) = self.state.reservations.get_mut(&id) {
                    reservation.units.retain(|other| *other != unit);
                }
            }
            Custody::InRepair(id) => {
                if let Some(ticket) = self.state.tickets.get_mut(&id) {
                    ticket.closed.get_or_insert((when, TicketOutcome::NoFault));
                }
            }
            _ => {}
        }
        self.reopen(loan, unit, mistaken);
    }

    fn undo_care(&mut self, of: EventId) -> bool {
        let done = |all: &&mut Vec<super::state::Care>| all.iter().any(|care| care.id == of);
        let Some(all) = self.state.care.values_mut().find(done) else { return false };
        all.retain(|care| care.id != of);
        true
    }

    fn undo_renewal(&mut self, of: EventId) -> bool {
        let renewed =
            |loan: &&mut Loan| loan.renewals.last().is_some_and(|renewal| renewal.0 == of);
        let Some(loan) = self.state.loans.values_mut().find(renewed) else { return false };
        if let Some((_, due)) = loan.renewals.pop() {
            loan.due = due;
        }
        true
    }
}
