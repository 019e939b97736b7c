//! Whose is what: the sealed references of the feeds, opened once and kept in memory.
//!
//! Only ids are kept, so that nothing here has to be corrected when a loan ends: whether something
//! is still open is asked of the folded node. Whose the loans of the past were is asked seldom and
//! costs a decryption each, so that is learned once, beside the desk or when somebody asks.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use catalog::circulation::{Borrower, Standing};
use catalog::event::{Event, Kind};
use catalog::fold::{Node, Reservation, ReservationState};
use catalog::ids::{EventId, GrantId, HoldId, LoanId, ReservationId, Sealed, SignupId};

use crate::members::{Member, MemberNumber, NodeSecret, Role};

/// Ids of loans, holds, reservations and trainings by member.
#[derive(Debug, Default)]
pub(crate) struct Owners {
    by_member: HashMap<MemberNumber, BTreeSet<EventId>>,
    past: OnceLock<PastOwners>,
    /// Tells what was learned for these owners from what was learned for those of an earlier reading.
    reading: Arc<()>,
}

/// What was over before the node was opened, still sealed.
#[derive(Debug)]
pub struct Past {
    sealed: Vec<(EventId, Sealed)>,
    secret: NodeSecret,
    reading: Arc<()>,
}

/// What was over before the node was opened, by member.
#[derive(Debug, Default)]
pub struct PastOwners {
    by_member: HashMap<MemberNumber, Vec<EventId>>,
    reading: Arc<()>,
}

impl Past {
    /// Opens every seal. Hold nothing that others wait for.
    pub fn read(self) -> PastOwners {
        let mut past = PastOwners { reading: self.reading, ..PastOwners::default() };
        for (id, sealed) in &self.sealed {
            if let Some(number) = self.secret.unseal(sealed) {
                past.by_member.entry(number).or_default().push(*id);
            }
        }
        past
    }
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
        for asked in state.interloans.values() {
            owners.add(asked.id.0, &asked.patron, secret);
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
            Kind::InterloanRequest(p) => &p.patron,
            Kind::SignupAdd(p) => &p.patron,
            Kind::AuthGrant(p) => &p.patron,
            _ => return,
        };
        self.add(event.id, patron, secret);
    }

    pub(crate) fn ids(&self, number: MemberNumber) -> impl Iterator<Item = EventId> {
        self.by_member.get(&number).into_iter().flatten().copied()
    }

    /// What was over before the node was opened, to be read beside the desk.
    pub(crate) fn past(&self, node: &Node, secret: &NodeSecret) -> Past {
        let state = &node.state;
        let loans = state.loans.values().filter(|loan| !loan.is_open());
        let loans = loans.map(|loan| (loan.id.0, loan.patron.clone()));
        let holds = state.holds.values().filter(|hold| !hold.is_open());
        let holds = holds.map(|hold| (hold.id.0, hold.patron.clone()));
        let bookings = state.reservations.values().filter(|booking| !booking.is_open());
        let bookings = bookings.map(|booking| (booking.id.0, booking.patron.clone()));
        let seats = state.signups.values().filter(|signup| signup.cancelled);
        let seats = seats.map(|signup| (signup.id.0, signup.patron.clone()));
        let (secret, reading) = (secret.clone(), Arc::clone(&self.reading));
        Past { sealed: loans.chain(holds).chain(bookings).chain(seats).collect(), secret, reading }
    }

    pub(crate) fn knows_past(&self) -> bool {
        self.past.get().is_some()
    }

    /// What [`Past::read`] has found, unless the node was read anew meanwhile.
    pub(crate) fn take_past(&mut self, past: PastOwners) {
        if Arc::ptr_eq(&past.reading, &self.reading) {
            // Somebody may have asked first and learned the same.
            drop(self.past.set(past));
        }
    }

    /// Everything of a member, the past included.
    pub(crate) fn ever(
        &self,
        node: &Node,
        secret: &NodeSecret,
        number: MemberNumber,
    ) -> BTreeSet<EventId> {
        let past = self.past.get_or_init(|| self.past(node, secret).read());
        let over = past.by_member.get(&number).into_iter().flatten().copied();
        self.ids(number).chain(over).collect()
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
