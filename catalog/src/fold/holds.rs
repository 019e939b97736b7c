//! Holds (a queue for the next free one) and reservations (a claim on certain hours).

use super::exception::{Matter, Reason};
use super::state::{Custody, Hold, HoldState, Reservation, ReservationState};
use super::step::Step;
use crate::code::Code;
use crate::event::{HoldPlace, HoldReady, Kind, ReservationRequest, Wanted};
use crate::ids::{HoldId, LoanId, ReservationId, Slug};
use crate::record::Lifecycle;

impl Step<'_> {
    fn title_of(&self, wanted: &Wanted) -> Option<Slug> {
        match wanted {
            Wanted::Title(slug) => Some(slug.clone()),
            Wanted::Unit(unit) => self.index.title_of(self.state.resolve(*unit)).cloned(),
        }
    }

    pub(super) fn hold_place(&mut self, p: &HoldPlace) {
        if let Wanted::Unit(unit) = p.wanted {
            self.unit(unit);
        }
        let id = HoldId(self.event.id);
        let title = self.title_of(&p.wanted);
        if let Some(title) = &title {
            self.state.open_holds.entry(title.clone()).or_default().insert(id);
        }
        let placed = self.event.when();
        let (wanted, patron) = (p.wanted.clone(), p.patron.clone());
        let hold = Hold { id, wanted, title, patron, placed, state: HoldState::Waiting };
        self.state.holds.insert(id, hold);
    }

    pub(super) fn hold_ready(&mut self, p: &HoldReady) {
        let unit = self.unit(p.unit);
        match self.state.holds.get_mut(&p.hold) {
            None => return self.not_here(p.hold.0),
            Some(hold) if !hold.is_open() => return self.explain(Reason::AlreadyDone),
            Some(hold) => hold.state = HoldState::Ready { unit, until: p.until },
        }
        if !matches!(self.custody(unit), Some(Custody::Out(_))) {
            self.touch(unit).custody = Custody::OnHoldShelf(p.hold);
        }
    }

    pub(super) fn hold_suspend(&mut self, id: HoldId, suspend: bool) {
        let Some(hold) = self.state.holds.get_mut(&id) else { return self.not_here(id.0) };
        match (&hold.state, suspend) {
            (HoldState::Waiting, true) => hold.state = HoldState::Suspended,
            (HoldState::Suspended, false) => hold.state = HoldState::Waiting,
            _ => self.explain(Reason::AlreadyDone),
        }
    }

    pub(super) fn hold_cancel(&mut self, id: HoldId) {
        self.hold_end(id, HoldState::Cancelled);
    }

    pub(super) fn hold_expire(&mut self, id: HoldId) {
        self.hold_end(id, HoldState::Expired);
    }

    pub(super) fn hold_fulfil(&mut self, id: HoldId, loan: LoanId, unit: Code) {
        let waiting_elsewhere = match self.state.holds.get(&id).map(|h| &h.state) {
            Some(HoldState::Ready { unit: other, .. }) if *other != unit => Some(*other),
            _ => None,
        };
        self.hold_end(id, HoldState::Fulfilled { loan });
        if let Some(other) = waiting_elsewhere {
            self.release(other, id);
        }
    }

    fn hold_end(&mut self, id: HoldId, end: HoldState) {
        let Some(hold) = self.state.holds.get_mut(&id) else { return self.not_here(id.0) };
        if !hold.is_open() {
            return self.explain(Reason::AlreadyDone);
        }
        let was = std::mem::replace(&mut hold.state, end);
        if let Some(title) = hold.title.clone()
            && let Some(queue) = self.state.open_holds.get_mut(&title)
        {
            queue.remove(&id);
        }
        if let HoldState::Ready { unit, .. } = was {
            self.release(unit, id);
        }
    }

    /// Takes a unit off the hold shelf, if it still waits there for this hold.
    fn release(&mut self, unit: Code, hold: HoldId) {
        if self.custody(unit) == Some(&Custody::OnHoldShelf(hold)) {
            self.back_home(unit);
        }
    }

    pub(super) fn hold_reopen(&mut self, id: HoldId) {
        let Some(hold) = self.state.holds.get_mut(&id) else { return };
        hold.state = HoldState::Waiting;
        if let Some(title) = hold.title.clone() {
            self.state.open_holds.entry(title).or_default().insert(id);
        }
    }

    /// When the last unit of a title is gone, nothing is left that could fulfil its holds.
    pub(super) fn end_holds_without_units(&mut self, unit: Code) {
        let Some(slug) = self.index.title_of(unit).cloned() else { return };
        let Some(title) = self.documents.titles.get(&slug) else { return };
        let gone = |code: Code| {
            let lifecycle = self.state.units.get(&code).map(|u| u.lifecycle);
            matches!(lifecycle, Some(Lifecycle::Retired(_)))
        };
        if !title.units.iter().all(|unit| gone(unit.code)) {
            return;
        }
        let waiting = self.state.open_holds.get(&slug).cloned().unwrap_or_default();
        for hold in waiting {
            self.hold_end(hold, HoldState::Ended);
        }
    }

    pub(super) fn reservation_request(&mut self, p: &ReservationRequest) {
        let id = ReservationId(self.event.id);
        if let Wanted::Unit(unit) = p.wanted {
            self.unit(unit);
        }
        let title = self.title_of(&p.wanted);
        let reservation = Reservation {
            id,
            wanted: p.wanted.clone(),
            title: title.clone(),
            qty: p.qty,
            patron: p.patron.clone(),
            from: p.from,
            to: p.to,
            visitors: p.visitors,
            units: Vec::new(),
            loans: Vec::new(),
            state: ReservationState::Requested,
        };
        self.state.reservations.insert(id, reservation);
        if let Some(title) = title {
            self.state.open_reservations.entry(title).or_default().insert(id);
        }
        if p.granted {
            self.reservation_approve(id);
        }
    }

    pub(super) fn reservation_approve(&mut self, id: ReservationId) {
        match self.state.reservations.get(&id) {
            None => return self.not_here(id.0),
            Some(r) if r.state != ReservationState::Requested => {
                return self.explain(Reason::AlreadyDone);
            }
            Some(_) => {}
        }
        if let Some(with) = self.over_booked(id) {
            self.raise(Matter::OverBooked { reservation: id, with });
        }
        self.reservation_set(id, ReservationState::Approved);
    }

    /// The granted reservation that leaves too few for this one, if any.
    fn over_booked(&self, id: ReservationId) -> Option<ReservationId> {
        let this = self.state.reservations.get(&id)?;
        let slug = this.title.as_ref()?;
        let overlapping: Vec<_> = self
            .state
            .reservations_of(slug)
            .filter(|r| r.id != id && r.state != ReservationState::Requested)
            .filter(|r| r.from.timestamp() < this.to.timestamp())
            .filter(|r| this.from.timestamp() < r.to.timestamp())
            .collect();
        if let Wanted::Unit(_) = this.wanted {
            return overlapping.iter().find(|r| r.wanted == this.wanted).map(|r| r.id);
        }
        let lendable = |code: &Code| {
            let lifecycle = self.state.units.get(code).map(|u| u.lifecycle);
            !matches!(lifecycle, None | Some(Lifecycle::Retired(_) | Lifecycle::Missing))
        };
        let title = self.documents.titles.get(slug)?;
        let units = title.units.iter().filter(|unit| lendable(&unit.code)).count();
        let claimed: u64 = overlapping.iter().map(|r| u64::from(r.qty)).sum();
        let too_many = claimed + u64::from(this.qty) > units as u64;
        overlapping.last().filter(|_| too_many).map(|r| r.id)
    }

    pub(super) fn reservation_end(&mut self, id: ReservationId, kind: &Kind) {
        let end = match kind {
            Kind::ReservationReject(_) => ReservationState::Rejected,
            Kind::ReservationCancel(_) => ReservationState::Cancelled,
            Kind::ReservationNoShow(_) => ReservationState::NoShow,
            _ => ReservationState::Returned,
        };
        match self.state.reservations.get(&id) {
            None => self.not_here(id.0),
            Some(r) if !r.is_open() => self.explain(Reason::AlreadyDone),
            Some(_) => self.reservation_set(id, end),
        }
    }

    pub(super) fn reservation_alloc(&mut self, id: ReservationId, unit: Code) {
        let unit = self.unit(unit);
        let Some(reservation) = self.state.reservations.get_mut(&id) else {
            return self.not_here(id.0);
        };
        if !reservation.is_open() {
            return self.explain(Reason::AlreadyDone);
        }
        if !reservation.units.contains(&unit) {
            reservation.units.push(unit);
        }
        if matches!(self.custody(unit), Some(Custody::At(_))) {
            self.touch(unit).custody = Custody::Packed(id);
        }
    }

    /// Moves a reservation to a state; one that is over gives its units free.
    pub(super) fn reservation_set(&mut self, id: ReservationId, state: ReservationState) {
        let Some(reservation) = self.state.reservations.get_mut(&id) else { return };
        reservation.state = state;
        if reservation.is_open() {
            return;
        }
        let units = reservation.units.clone();
        if let Some(title) = reservation.title.clone()
            && let Some(open) = self.state.open_reservations.get_mut(&title)
        {
            open.remove(&id);
        }
        for unit in units {
            if self.custody(unit) == Some(&Custody::Packed(id)) {
                self.back_home(unit);
            }
        }
    }
}
