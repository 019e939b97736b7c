//! Loans: out, renewed, in. Physical evidence wins: whoever scans a thing has it.

use std::sync::Arc;

use smallvec::SmallVec;

use super::exception::{Matter, Reason};
use super::state::{Custody, HoldState, Loan, LoanEnd, LoanState, ReservationState};
use super::step::Step;
use crate::code::Code;
use crate::event::{LoanIn, LoanOut, LoanRef, LoanRenew};
use crate::ids::{EventId, LoanId, ReservationId};
use crate::record::Lifecycle;

impl Step<'_> {
    pub(super) fn loan_out(&mut self, p: &LoanOut) {
        let unit = self.unit(p.unit);
        let id = LoanId(self.event.id);
        let lines: Box<[_]> = p.lines.iter().map(|&line| (self.unit(line), None)).collect();
        let is_stock = self.is_stock(unit);
        if is_stock {
            let qty = p.qty.unwrap_or(1);
            self.stock_change(unit, i32::try_from(qty).map_or(i32::MIN, |n| -n));
        }
        let mut disputed = false;
        if !is_stock {
            for thing in std::iter::once(unit).chain(lines.iter().map(|line| line.0)) {
                disputed |= self.takes_over(thing, id);
                self.hand_over(thing, id);
            }
        }
        let loan = Loan {
            id,
            unit,
            qty: p.qty.unwrap_or(1),
            patron: p.patron.clone(),
            out_at: self.event.when(),
            due: p.due,
            policy: Arc::clone(&p.policy),
            renewals: Vec::new(),
            state: LoanState::Open,
            lines,
            parts_out: p.parts_out.clone(),
            disputed,
            hold: p.hold,
            reservation: p.reservation,
            suspect_clock: !self.event.clock.is_ok(),
            note: p.note.clone().map(Box::new),
        };
        self.index_open(&loan);
        self.state.loans.insert(loan);
        self.fulfil(p, id);
    }

    /// Closes what the lender knew to be out, and disputes what it did not know. True if disputed.
    fn takes_over(&mut self, thing: Code, id: LoanId) -> bool {
        let (open, returned, was_disputed) = match self.now(thing) {
            Some(unit) => (unit.open_loans.clone(), unit.last_return, unit.flags.disputed),
            None => (SmallVec::new(), None, false),
        };
        let mut disputed = false;
        for other in open {
            if self.event.saw(other.0) {
                self.end_for(other, thing, LoanEnd::Superseded);
                self.explain(Reason::SupersededLoan { unit: thing, loan: other });
            } else {
                disputed = true;
                if let Some(loan) = self.state.loans.get_mut(&other) {
                    loan.disputed = true;
                }
                self.raise(Matter::DoubleLoan { unit: thing, first: other, second: id });
            }
        }
        if let Some(returned) = returned.filter(|&r| !self.event.saw(r)) {
            self.raise(Matter::ReturnSeenElsewhere { unit: thing, loan: id, returned });
        }
        if disputed != was_disputed
            && let Some(unit) = self.now_mut(thing)
        {
            unit.flags.disputed = disputed;
        }
        disputed
    }

    fn hand_over(&mut self, thing: Code, id: LoanId) {
        self.seen_in_use(thing);
        let unit = self.touch(thing);
        unit.custody = Custody::Out(id);
        unit.times_lent = unit.times_lent.saturating_add(1);
    }

    /// A missing thing is found by being scanned; a retired one is a question for people.
    pub(super) fn seen_in_use(&mut self, thing: Code) {
        let unit = self.touch(thing);
        match unit.by_events {
            Some(Lifecycle::Missing) => {
                unit.set_lifecycle(Lifecycle::Active);
                self.explain(Reason::FoundAgain { unit: thing });
            }
            Some(Lifecycle::Retired(_)) => self.raise(Matter::RetiredInUse { unit: thing }),
            _ => {}
        }
    }

    fn fulfil(&mut self, p: &LoanOut, id: LoanId) {
        if let Some(hold) = p.hold {
            self.hold_fulfil(hold, id, p.unit);
        }
        let Some(reservation) = p.reservation else { return };
        match self.state.reservations.get_mut(&reservation) {
            Some(reservation) => {
                reservation.state = ReservationState::Out;
                reservation.loans.push(id);
                if !reservation.units.contains(&p.unit) {
                    reservation.units.push(p.unit);
                }
            }
            None => self.not_here(reservation.0),
        }
    }

    fn index_open(&mut self, loan: &Loan) {
        let lines = loan.lines.iter().filter(|line| line.1.is_none());
        for thing in std::iter::once(loan.unit).chain(lines.map(|line| line.0)) {
            let Some(unit) = self.now_mut(thing) else { continue };
            if !unit.open_loans.contains(&loan.id) {
                unit.open_loans.push(loan.id);
            }
        }
    }

    pub(super) fn loan_renew(&mut self, p: &LoanRenew) {
        let event = self.event.id;
        let Some(loan) = self.state.loans.get_mut(&p.loan) else { return self.not_here(p.loan.0) };
        if !loan.is_open() {
            return self.explain(Reason::AlreadyClosed { loan: p.loan });
        }
        if p.due < loan.due {
            return self.explain(Reason::ShorterDueIgnored { loan: p.loan });
        }
        loan.renewals.push((event, loan.due));
        loan.due = p.due;
    }

    pub(super) fn loan_in(&mut self, p: &LoanIn) {
        let unit = self.unit(p.unit);
        let (seen, unseen): (SmallVec<[LoanId; 1]>, SmallVec<[LoanId; 1]>) =
            self.open_loans_of(unit).iter().copied().partition(|id| self.event.saw(id.0));
        if self.is_stock(unit) {
            return self.stock_in(unit, p, &seen);
        }
        for &loan in &unseen {
            let returned = self.event.id;
            self.raise(Matter::ReturnSeenElsewhere { unit, loan, returned });
        }
        if seen.is_empty() && unseen.is_empty() {
            self.explain(Reason::WasNotOut { unit });
        }
        self.seen_in_use(unit);
        let named = p.loan.filter(|loan| seen.contains(loan)).or_else(|| seen.last().copied());
        for loan in seen {
            let how = if Some(loan) == named { LoanEnd::Returned } else { LoanEnd::Superseded };
            if how == LoanEnd::Superseded {
                self.explain(Reason::SupersededLoan { unit, loan });
            }
            self.bring_back(loan, unit, p, how);
        }
        self.arrive(unit, p, named);
    }

    /// A kit's own label brings back all of it (or the units that were ticked); a unit's label
    /// brings back that unit.
    fn bring_back(&mut self, id: LoanId, unit: Code, p: &LoanIn, how: LoanEnd) {
        let Some(loan) = self.state.loans.get(&id) else { return };
        let is_kit = loan.unit == unit && !loan.lines.is_empty();
        let was = loan.state;
        let members: Vec<_> =
            loan.lines.iter().filter(|l| l.1.is_none()).map(|line| line.0).collect();
        if is_kit {
            let ticked = p.lines.as_ref();
            for member in members.into_iter().filter(|m| ticked.is_none_or(|t| t.contains(m))) {
                self.end_for(id, member, how);
                self.touch(member);
                self.arrive(member, p, None);
            }
        }
        self.end_for(id, unit, how);
        match was {
            LoanState::ClaimsReturned => {
                self.explain(Reason::ClaimConfirmed { unit, loan: id });
            }
            LoanState::Lost => self.raise(Matter::FoundAfterLost { unit, loan: id }),
            _ => {}
        }
    }

    /// Where the unit is now, and how it is. While a loan of it is open it stays listed as out.
    fn arrive(&mut self, unit: Code, p: &LoanIn, loan: Option<LoanId>) {
        let place = p.place.clone().unwrap_or_else(|| self.home(unit));
        let still_out = self.newest_open(unit);
        // What was counted are the parts of the thing whose label was scanned, not those of what is in it.
        let counted = p.parts_in.as_deref().filter(|_| self.state.resolve(p.unit) == unit);
        let missing = counted.map(|parts| {
            let parts = self.not_back(unit, parts);
            self.gone(unit, &parts, &p.parts_said, loan)
        });
        let event = self.event.id;
        let state = self.touch(unit);
        state.custody = still_out.map_or(Custody::At(place), Custody::Out);
        if let Some(condition) = p.condition {
            state.condition = condition;
        }
        if let Some(missing) = missing {
            state.missing = missing;
        }
        state.flags.claims_returned = false;
        state.flags.disputed &= still_out.is_some();
        state.last_return = Some(event);
        self.seen_at_home(unit);
    }

    /// Ends a loan as far as one thing goes; a kit's loan ends with its last line.
    pub(super) fn end_for(&mut self, id: LoanId, thing: Code, how: LoanEnd) {
        let event = self.event;
        let Some(loan) = self.state.loans.get_mut(&id) else { return };
        for line in loan.lines.iter_mut().filter(|line| line.0 == thing && line.1.is_none()) {
            line.1 = Some(event.id);
        }
        let done = loan.lines.iter().all(|line| line.1.is_some());
        let whole = loan.lines.is_empty() || how == LoanEnd::Undone;
        if !(done || whole) {
            if loan.unit != thing {
                self.close_index(id, &[thing]);
            }
            return;
        }
        loan.state = LoanState::Closed { how, by: event.id, at: event.when() };
        loan.disputed = false;
        let lines: Vec<_> = loan.lines.iter().map(|line| line.0).collect();
        let (own, reservation) = (loan.unit, loan.reservation);
        self.close_index(id, &lines);
        self.close_index(id, &[own]);
        if own != thing && matches!(self.custody(own), Some(Custody::Out(out)) if *out == id) {
            self.back_home(own);
        }
        self.end_reservation(reservation);
    }

    /// The loan that a unit is still listed with, if any.
    pub(super) fn newest_open(&self, unit: Code) -> Option<LoanId> {
        self.open_loans_of(unit).last().copied()
    }

    /// The loans that a unit is still listed with, oldest first.
    pub(super) fn open_loans_of(&self, unit: Code) -> &[LoanId] {
        self.now(unit).map_or(&[], |unit| &unit.open_loans)
    }

    pub(super) fn custody(&self, unit: Code) -> Option<&Custody> {
        self.now(unit).map(|unit| &unit.custody)
    }

    pub(super) fn close_index(&mut self, id: LoanId, things: &[Code]) {
        for thing in things {
            if let Some(unit) = self.now_mut(*thing) {
                unit.open_loans.retain(|other| *other != id);
            }
        }
    }

    fn end_reservation(&mut self, picked_up: Option<ReservationId>) {
        let Some(reservation) = picked_up.and_then(|id| self.state.reservations.get(&id)) else {
            return;
        };
        let all_back = |loan: &LoanId| self.state.loans.get(loan).is_none_or(|l| !l.is_open());
        if reservation.is_open() && reservation.loans.iter().all(all_back) {
            self.reservation_set(reservation.id, ReservationState::Returned);
        }
    }

    pub(super) fn loan_lost(&mut self, p: &LoanRef) {
        let Some(unit) = self.open_loan(p) else { return };
        self.set_loan(p.loan, LoanState::Lost);
        self.touch(unit).set_lifecycle(Lifecycle::Missing);
    }

    pub(super) fn loan_claimed(&mut self, p: &LoanRef) {
        let Some(unit) = self.open_loan(p) else { return };
        self.set_loan(p.loan, LoanState::ClaimsReturned);
        self.touch(unit).flags.claims_returned = true;
    }

    pub(super) fn loan_found(&mut self, p: &LoanRef) {
        let Some(unit) = self.open_loan(p) else { return };
        self.end_for(p.loan, unit, LoanEnd::Returned);
        self.seen_in_use(unit);
        self.back_home(unit);
        self.touch(unit).flags.claims_returned = false;
    }

    pub(super) fn loan_written_off(&mut self, p: &LoanRef) {
        let Some(unit) = self.open_loan(p) else { return };
        self.end_for(p.loan, unit, LoanEnd::WrittenOff);
        let unit = self.touch(unit);
        unit.custody = Custody::Unknown;
        unit.set_lifecycle(Lifecycle::Missing);
    }

    /// The unit of a loan that is still open; explains or raises otherwise.
    fn open_loan(&mut self, p: &LoanRef) -> Option<Code> {
        match self.state.loans.get(&p.loan) {
            Some(loan) if loan.is_open() => Some(loan.unit),
            Some(_) => {
                self.explain(Reason::AlreadyClosed { loan: p.loan });
                None
            }
            None => {
                self.not_here(p.loan.0);
                None
            }
        }
    }

    fn set_loan(&mut self, id: LoanId, state: LoanState) {
        if let Some(loan) = self.state.loans.get_mut(&id) {
            loan.state = state;
        }
    }

    /// Takes a loan back. If the thing has moved on in the meantime, only the loan is corrected.
    pub(super) fn undo_loan_out(&mut self, id: LoanId) {
        let Some(loan) = self.state.loans.get(&id) else { return };
        let unit = loan.unit;
        if !loan.is_open() {
            return self.explain(Reason::AlreadyClosed { loan: id });
        }
        let mut things: Vec<_> = loan.lines.iter().map(|line| line.0).collect();
        things.push(unit);
        let (qty, hold) = (loan.qty, loan.hold);
        self.end_for(id, unit, LoanEnd::Undone);
        if self.is_stock(unit) {
            return self.stock_change(unit, i32::try_from(qty).unwrap_or(i32::MAX));
        }
        for thing in things {
            self.undo_hand_over(thing, id);
        }
        let fulfilled = HoldState::Fulfilled { loan: id };
        if let Some(hold) = hold.and_then(|hold| self.state.holds.get(&hold))
            && hold.state == fulfilled
        {
            self.hold_reopen(hold.id);
        }
    }

    fn undo_hand_over(&mut self, thing: Code, id: LoanId) {
        let Some(unit) = self.now_mut(thing) else { return };
        unit.times_lent = unit.times_lent.saturating_sub(1);
        if unit.custody != Custody::Out(id) {
            return self.explain(Reason::MovedOn { unit: thing });
        }
        unit.flags.disputed = false;
        let before = unit.before.take().filter(|before| before.event == id.0);
        match before {
            Some(before) => {
                // What it superseded stays superseded: somebody else's open loan does not come back.
                if matches!(before.custody, Custody::Out(_)) {
                    return self.back_home(thing);
                }
                if let Some(unit) = self.now_mut(thing) {
                    unit.custody = before.custody;
                }
            }
            None => self.back_home(thing),
        }
    }

    /// Opens the loan again that a mistaken return had closed, as far as this thing goes.
    pub(super) fn reopen(&mut self, id: LoanId, thing: Code, mistaken: EventId) {
        let Some(loan) = self.state.loans.get_mut(&id) else { return self.back_home(thing) };
        match loan.state {
            LoanState::Closed { by, .. } if by == mistaken => loan.state = LoanState::Open,
            LoanState::Closed { .. } => return self.back_home(thing),
            _ => {}
        }
        for line in loan.lines.iter_mut().filter(|line| line.1 == Some(mistaken)) {
            line.1 = None;
        }
        let loan = loan.clone();
        self.index_open(&loan);
    }
}
