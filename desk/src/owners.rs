//! Whose is what: the sealed references of the feeds, opened once and kept in memory.
//!
//! Only ids are kept, so that nothing here has to be corrected when a loan ends: whether something
//! is still open is asked of the folded node.

use std::collections::{BTreeSet, HashMap};

use catalog::circulation::{Borrower, Standing};
use catalog::event::{Event, Kind};
use catalog::fold::{Node, Reservation, ReservationState};
use catalog::ids::{EventId, GrantId, HoldId, LoanId, ReservationId, Sealed, SignupId};

use crate::members::{Member, MemberNumber, NodeSecret, Role};

/// Ids of loans, holds, reservations and trainings by member.
#[derive(Debug, Default)]
pub(crate) struct Owners {
    by_member: HashMap<MemberNumber, BTreeSet<EventId>>,
}

impl Owners {
    /// Opens what is open in a node, and every training.
    pub(crate) fn of(node: &Node, secret: &NodeSecret) -> Self {
        let mut owners = Self::default();
        let state = &node.state;
        for loan in state.open_loans() {
            owners.add(loan.id.0, &loan.patron, secret);
        }
        for hold in state.holds.values().filter(|hold| hold.is_open()) {
            owners.add(hold.id.0, &hold.patron, secret);
        }
        // A month's hours are counted, so what was used is remembered for that long.
        let used = |booking: &&Reservation| booking.state == ReservationState::Returned;
        let all = state.reservations.values();
        for booking in all.filter(|booking| booking.is_open() || used(booking)) {
            owners.add(booking.id.0, &booking.patron, secret);
        }
        for signup in state.signups.values().filter(|signup| !signup.cancelled) {
            owners.add(signup.id.0, &signup.patron, secret);
        }
        for grant in state.grants.values() {
            owners.add(grant.id.0, &grant.patron, secret);
        }
        owners
    }

    fn add(&mut self, id: EventId, sealed: &Sealed, secret: &NodeSecret) {
        if let Some(number) = secret.unseal(sealed) {
            self.by_member.entry(number).or_default().insert(id);
        }
    }

    /// Takes one new event.
    pub(crate) fn learn(&mut self, event: &Event, secret: &NodeSecret) {
        let patron = match &event.kind {
            Kind::LoanOut(p) => &p.patron,
            Kind::HoldPlace(p) => &p.patron,
            Kind::ReservationRequest(p) => &p.patron,
            Kind::SignupAdd(p) => &p.patron,
            Kind::AuthGrant(p) => &p.patron,
            _ => return,
        };
        self.add(event.id, patron, secret);
    }

    pub(crate) fn ids(&self, number: MemberNumber) -> impl Iterator<Item = EventId> {
        self.by_member.get(&number).into_iter().flatten().copied()
    }

    pub(crate) fn owns(&self, number: MemberNumber, id: EventId) -> bool {
        self.by_member.get(&number).is_some_and(|ids| ids.contains(&id))
    }

    /// What the rules need to know about a member.
    pub(crate) fn borrower(&self, node: &Node, member: &Member) -> Borrower {
        let state = &node.state;
        let mut borrower = Borrower {
            standing: standing(member),
            is_steward: member.role >= Role::Steward,
            ..Borrower::default()
        };
        for id in self.ids(member.number) {
            if state.loans.get(&LoanId(id)).is_some_and(catalog::fold::Loan::is_open) {
                borrower.loans.insert(LoanId(id));
            } else if state.holds.get(&HoldId(id)).is_some_and(catalog::fold::Hold::is_open) {
                borrower.holds.insert(HoldId(id));
            } else if state.grants.contains_key(&GrantId(id)) {
                borrower.grants.insert(GrantId(id));
            } else if state.signups.get(&SignupId(id)).is_some_and(|signup| !signup.cancelled) {
                borrower.signups.insert(SignupId(id));
            } else {
                let id = ReservationId(id);
                match state.reservations.get(&id) {
                    Some(booking) if booking.is_open() => borrower.reservations.insert(id),
                    Some(booking) if booking.state == ReservationState::Returned => {
                        borrower.used_reservations.insert(id)
                    }
                    _ => false,
                };
            }
        }
        borrower
    }
}

fn standing(member: &Member) -> Standing {
    match member {
        Member { left: Some(_), .. } => Standing::Left,
        Member { provisional: true, .. } => Standing::Provisional,
        _ => Standing::Member,
    }
}
