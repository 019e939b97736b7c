//! Booking ahead: so many of something for certain hours.

use catalog::circulation::{BookingRequest, Denial, may_reserve};
use catalog::event::{Kind, ReservationRef, ReservationRequest, Wall, Wanted};
use catalog::ids::{EventId, ReservationId};
use jiff::Timestamp;

use crate::{By, Desk, MemberNumber, Refusal};

/// A wish for certain hours.
#[derive(Debug, Clone)]
pub struct BookingAct {
    /// What.
    pub wanted: Wanted,
    /// How many.
    pub qty: u32,
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
    /// Books.
    pub fn book(&mut self, act: &BookingAct) -> Result<BookingReceipt, Refusal> {
        let borrower = self.member_facts(act.member)?;
        let request = BookingRequest {
            wanted: &act.wanted,
            qty: act.qty,
            from: act.from,
            to: act.to,
            borrower: &borrower,
            authority: act.by.authority(),
        };
        let granted = may_reserve(self.node(), &request, self.now()).map_err(Refusal::Denied)?;
        let patron = self.seal(act.member)?;
        let kind = Kind::ReservationRequest(Box::new(ReservationRequest {
            wanted: act.wanted.clone(),
            qty: act.qty,
            patron,
            from: Wall::new(act.from, self.zone()),
            to: Wall::new(act.to, self.zone()),
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

    fn end_booking(
        &mut self,
        reservation: ReservationId,
        by: By,
        kind: fn(Box<ReservationRef>) -> Kind,
    ) -> Result<EventId, Refusal> {
        let found = self.node().state.reservations.get(&reservation);
        let found = found.ok_or_else(|| Refusal::no_such("booking", &reservation))?;
        if !found.is_open() {
            return Err(Refusal::Over { what: "booking" });
        }
        let kind = kind(Box::new(ReservationRef { reservation, note: None }));
        Ok(self.record(by, &kind, None)?.id)
    }
}
