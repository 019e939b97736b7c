//! Forgetting a member. What is kept for them ends first: nobody could give it free in their name
//! afterwards.

use catalog::circulation::is_to_come;
use catalog::event::InterloanCancel;
use catalog::fold::BorrowedState;
use catalog::ids::{InterloanId, SignupId};

use crate::{By, Desk, MemberNumber, Refusal};

impl Desk {
    /// Forgets a member for good: their places in queues, their bookings to come, their seats to
    /// come and their requests to other nodes are given free, then their row is deleted, and what the feeds say of them means nobody.
    ///
    /// What they have on loan stays on loan, as nobody's: whoever asks looks at
    /// [`Desk::things_of`] first. When the disk fails on the way the member is still there, and the
    /// same act goes on.
    pub fn forget(&mut self, number: MemberNumber, by: By) -> Result<(), Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let facts = self.member_facts(number)?;
        for hold in facts.holds {
            self.cancel_hold(hold, by)?;
        }
        for booking in facts.reservations {
            let to_come = self.node().state.reservations.get(&booking);
            if to_come.is_some_and(catalog::fold::Reservation::is_to_come) {
                self.cancel_booking(booking, by)?;
            }
        }
        for seat in facts.signups {
            if self.is_seat_to_come(seat) {
                self.cancel_signup(seat, by)?;
            }
        }
        for request in self.asked_for(number) {
            self.record(by, &InterloanCancel { request }.into(), None)?;
        }
        Ok(self.members_mut().0.erase(number)?)
    }

    /// What a member has asked other nodes for, and has not come.
    fn asked_for(&self, number: MemberNumber) -> Vec<InterloanId> {
        let asked = self.node().state.interloans.iter();
        let asked = asked
            .filter(|(id, asked)| asked.state == BorrowedState::Asked && self.owns(number, id.0));
        asked.map(|(id, _)| *id).collect()
    }

    /// Whether a seat is kept for somebody: its session is not over, or not told any more.
    fn is_seat_to_come(&self, seat: SignupId) -> bool {
        let Some(seat) = self.node().state.signups.get(&seat) else { return false };
        let session = self.node().documents.events.get(&seat.event);
        let over = session.is_some_and(|session| !is_to_come(session, self.now()));
        !over && !seat.cancelled && seat.passed.is_none()
    }
}
