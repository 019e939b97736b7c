//! Booking ahead: so many of something for certain hours.

use catalog::circulation::{
    BookingRequest, Denial, Timeline, may_reserve, nearest_free, reservation_policy_of, taken_home,
};
use catalog::code::Code;
use catalog::event::{Kind, ReservationAlloc, ReservationRef, ReservationRequest, Wall, Wanted};
use catalog::fold::{Custody, Reservation, ReservationState};
use catalog::ids::{EventId, ReservationId};
use catalog::record::ReservationPolicy;
use jiff::Timestamp;

use crate::{By, Desk, MemberNumber, Refusal};

/// A wish for certain hours.
#[derive(Debug, Clone)]
pub struct BookingAct {
    /// What.
    pub wanted: Wanted,
    /// How many.
    pub qty: u32,
    /// How many people come, where that is asked.
    pub visitors: Option<u32>,
    /// For whom.
    pub member: MemberNumber,
    /// Who does it.
    pub by: By,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included.
    pub to: Timestamp,
}

/// A booking that is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingReceipt {
    /// The event.
    pub event: EventId,
    /// The reservation.
    pub reservation: ReservationId,
    /// Granted at once, or asked of a steward.
    pub granted: bool,
}

impl Desk {
    /// Whether a booking would be granted at once; nothing is recorded.
    pub fn may_book(&self, act: &BookingAct) -> Result<bool, Refusal> {
        let borrower = self.member_facts(act.member)?;
        may_reserve(self.node(), &act.request(&borrower), self.now()).map_err(Refusal::Denied)
    }

    /// The nearest times at which the same booking would be granted.
    pub fn other_times(&self, act: &BookingAct) -> Result<Vec<(Timestamp, Timestamp)>, Refusal> {
        let borrower = self.member_facts(act.member)?;
        Ok(nearest_free(self.node(), &act.request(&borrower), self.now()))
    }

    /// Books.
    pub fn book(&mut self, act: &BookingAct) -> Result<BookingReceipt, Refusal> {
        let granted = self.may_book(act)?;
        let patron = self.seal(act.member)?;
        let kind = Kind::ReservationRequest(Box::new(ReservationRequest {
            wanted: act.wanted.clone(),
            qty: act.qty,
            patron,
            from: Wall::new(act.from, self.zone()),
            to: Wall::new(act.to, self.zone()),
            visitors: act.visitors,
            granted,
        }));
        let event = self.record(act.by, &kind, None)?.id;
        Ok(BookingReceipt { event, reservation: ReservationId(event), granted })
    }

    /// Takes a booking back: the member's own, or any by a steward.
    pub fn cancel_booking(
        &mut self,
        reservation: ReservationId,
        by: By,
    ) -> Result<EventId, Refusal> {
        if let By::Member(number) = by
            && !self.owns(number, reservation.0)
        {
            return Err(Refusal::Denied(vec![Denial::NotYours]));
        }
        if by == By::Anyone {
            return Err(Refusal::NotAllowed);
        }
        self.end_booking(reservation, by, Kind::ReservationCancel)
    }

    /// A steward grants a booking that was asked for, or says no.
    pub fn answer_booking(
        &mut self,
        reservation: ReservationId,
        grant: bool,
        by: By,
    ) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let kind = if grant { Kind::ReservationApprove } else { Kind::ReservationReject };
        self.end_booking(reservation, by, kind)
    }

    /// A steward says that nobody came for a booking: what it claims is free again.
    pub fn no_show(&mut self, reservation: ReservationId, by: By) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        self.end_booking(reservation, by, Kind::ReservationNoShow)
    }

    /// A steward sets a unit aside for a booking.
    pub fn pack_booking(
        &mut self,
        reservation: ReservationId,
        unit: Code,
        by: By,
    ) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        self.open_booking(reservation)?;
        let unit = self.view(unit)?.unit.code;
        let alloc = ReservationAlloc { reservation, unit };
        Ok(self.record(by, &Kind::ReservationAlloc(Box::new(alloc)), None)?.id)
    }

    /// A unit on its shelf that a booking which begins soon can be packed with: the one that was
    /// asked for, else the first that nobody else claims.
    pub fn unit_for(&self, booking: &Reservation) -> Option<Code> {
        let title = self.node().documents.titles.get(booking.title.as_ref()?)?;
        // Where the very unit is gone, another one is better than none.
        let wanted = |code: Code| match booking.wanted {
            Wanted::Unit(unit) if self.node().unit(unit).is_some_and(is_usable) => unit == code,
            Wanted::Unit(_) | Wanted::Title(_) => true,
        };
        let mut units = self.node().units_of(title);
        units
            .find(|view| {
                let on_shelf = matches!(view.state.custody, Custody::At(_));
                on_shelf
                    && view.state.lifecycle == catalog::record::Lifecycle::Active
                    && wanted(view.unit.code)
            })
            .map(|view| view.unit.code)
    }

    /// Whether something was promised that is no longer there: its unit was retired, lost, or lent to
    /// somebody else into those hours, or more is booked for them than there is.
    pub fn is_at_risk(&self, booking: &Reservation) -> bool {
        let node = self.node();
        let title = booking.title.as_ref().and_then(|slug| node.documents.titles.get(slug));
        let Some(title) = title.filter(|_| booking.is_to_come()) else { return false };
        let nobody = catalog::circulation::Borrower::default();
        let (from, to) = (booking.from.timestamp(), booking.to.timestamp());
        let is_there = |unit: Code| {
            let view = node.unit(unit).filter(|view| is_usable(*view));
            let line = view.map(|view| Timeline::of_unit(node, view, &nobody, self.now()));
            line.is_some_and(|line| line.least_free(from, to) >= 0)
        };
        match booking.wanted {
            _ if booking.units.iter().any(|unit| is_there(*unit)) => false,
            Wanted::Unit(unit) => !is_there(unit),
            Wanted::Title(_) => {
                let line = Timeline::of(node, title, &nobody, None, self.now());
                line.least_free(from, to) < 0
            }
        }
    }

    /// The rules by which a booked thing is booked.
    pub fn booking_rules(&self, booking: &Reservation) -> Option<&ReservationPolicy> {
        let documents = &self.node().documents;
        let title = documents.titles.get(booking.title.as_ref()?)?;
        reservation_policy_of(&documents.node, title)
    }

    /// Ends the bookings whose time is over: what is used here was used, what should have been
    /// fetched was not. A doubtful clock ends none.
    pub fn expire_bookings(&mut self) -> Result<Vec<ReservationId>, Refusal> {
        if !self.clock_is_trusted() {
            return Ok(Vec::new());
        }
        let now = self.now();
        let bookings = self.node().state.reservations.values();
        let over: Vec<_> = bookings
            .filter(|booking| booking.is_to_come() && booking.to.timestamp() <= now)
            .map(|booking| (booking.id, self.end_of(booking)))
            .collect();
        for &(booking, kind) in &over {
            self.end_booking(booking, By::Program, kind)?;
        }
        Ok(over.into_iter().map(|(booking, _)| booking).collect())
    }

    fn end_of(&self, booking: &Reservation) -> fn(Box<ReservationRef>) -> Kind {
        let titles = &self.node().documents.titles;
        let title = booking.title.as_ref().and_then(|slug| titles.get(slug));
        match booking.state {
            ReservationState::Requested => Kind::ReservationReject,
            _ if title.is_some_and(|title| !taken_home(title)) => Kind::ReservationClose,
            _ => Kind::ReservationNoShow,
        }
    }

    fn open_booking(&self, reservation: ReservationId) -> Result<&Reservation, Refusal> {
        let found = self.node().state.reservations.get(&reservation);
        let found = found.ok_or_else(|| Refusal::no_such("booking", &reservation))?;
        if found.is_open() { Ok(found) } else { Err(Refusal::Over { what: "booking" }) }
    }

    fn end_booking(
        &mut self,
        reservation: ReservationId,
        by: By,
        kind: fn(Box<ReservationRef>) -> Kind,
    ) -> Result<EventId, Refusal> {
        self.open_booking(reservation)?;
        let kind = kind(Box::new(ReservationRef { reservation, note: None }));
        Ok(self.record(by, &kind, None)?.id)
    }
}

fn is_usable(view: catalog::fold::UnitView<'_>) -> bool {
    use catalog::record::{Condition, Lifecycle};
    let gone = matches!(
        view.state.lifecycle,
        Lifecycle::Retired(_) | Lifecycle::Missing | Lifecycle::Quarantined
    );
    !gone && view.state.condition != Condition::Unsafe
}

impl BookingAct {
    fn request<'a>(&'a self, borrower: &'a catalog::circulation::Borrower) -> BookingRequest<'a> {
        BookingRequest {
            wanted: &self.wanted,
            qty: self.qty,
            visitors: self.visitors,
            from: self.from,
            to: self.to,
            borrower,
            authority: self.by.authority(),
        }
    }
}
