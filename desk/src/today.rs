//! What needs a person today, and what one member has.

use catalog::circulation::Calendar;
use catalog::event::Due;
use catalog::fold::{HoldState, Loan, LoanState, Reservation};
use catalog::ids::{
    EventId, GrantId, HoldId, InterloanId, LoanId, ReservationId, SignupId, TicketId,
};
use serde_json::{Value, json};

use crate::acts::Pull;
use crate::{Desk, Member, MemberNumber, Refusal};

/// Days after which a device that never wrote again is taken to be gone.
const A_YEAR: usize = 365;

/// A steward's list for today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Today {
    /// Loans that are due today.
    pub due: Vec<LoanId>,
    /// Loans that are late, the latest first.
    pub late: Vec<LoanId>,
    /// Holds that wait on the hold shelf.
    pub ready: Vec<HoldId>,
    /// Units to be fetched for those who wait.
    pub to_pull: Vec<Pull>,
    /// Bookings that begin today.
    pub bookings: Vec<ReservationId>,
    /// Bookings of things that should have been fetched on a day that is over.
    pub missed: Vec<ReservationId>,
    /// Bookings of something that is no longer there.
    pub at_risk: Vec<ReservationId>,
    /// Bookings that were asked for and not answered.
    pub requests: Vec<ReservationId>,
    /// Repairs that are open.
    pub tickets: Vec<TicketId>,
    /// What two places did not know of each other.
    pub exceptions: Vec<EventId>,
}

/// Everything that one member has going on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Things {
    /// Open loans, the first due first.
    pub loans: Vec<LoanId>,
    /// Holds that still wait.
    pub holds: Vec<HoldId>,
    /// Bookings that still claim something.
    pub bookings: Vec<ReservationId>,
}

impl Desk {
    /// Whether a loan counts as late today: never by a doubtful clock, never while it is disputed
    /// or claimed to be returned, and a closure that was entered later extends it.
    pub fn is_late(&self, loan: &Loan) -> bool {
        let innocent = loan.disputed || loan.suspect_clock || loan.state != LoanState::Open;
        let today = self.today();
        !innocent && loan.is_overdue(today) && self.due(loan).date < today
    }

    /// The due date of a loan as it counts now.
    pub fn due(&self, loan: &Loan) -> Due {
        Calendar::of(&self.node().documents.node).extended(loan.due)
    }

    /// How many days ago the node's other devices last recorded anything that came here: whoever joined
    /// there since is not known here. None where no other device wrote for a year.
    pub fn days_without_news(&self) -> Option<usize> {
        let own = self.device();
        let others = self.node().state.heads.iter().filter(|(device, _)| **device != own);
        let newest = others.map(|(_, head)| head.wall.date()).max()?;
        let days = usize::try_from((self.today() - newest).get_days()).unwrap_or(0);
        (days <= A_YEAR).then_some(days)
    }

    /// The list for today.
    pub fn today_list(&self) -> Today {
        let (state, today) = (&self.node().state, self.today());
        let mut list = Today { to_pull: self.to_pull(), ..Today::default() };
        let mut open: Vec<&Loan> = state.open_loans().collect();
        open.sort_by_key(|loan| (loan.due, loan.id));
        for loan in open {
            if self.is_late(loan) {
                list.late.push(loan.id);
            } else if self.due(loan).date == today {
                list.due.push(loan.id);
            }
        }
        let ready = |state: &HoldState| matches!(state, HoldState::Ready { .. });
        let holds = state.holds.values().filter(|hold| ready(&hold.state));
        list.ready = holds.map(|hold| hold.id).collect();
        for booking in state.reservations.values() {
            if self.is_at_risk(booking) {
                list.at_risk.push(booking.id);
            }
            match booking.state {
                catalog::fold::ReservationState::Requested => list.requests.push(booking.id),
                catalog::fold::ReservationState::Approved if booking.from.date() == today => {
                    list.bookings.push(booking.id);
                }
                catalog::fold::ReservationState::Approved
                    if self.should_have_been_fetched(booking) =>
                {
                    list.missed.push(booking.id);
                }
                _ => {}
            }
        }
        let tickets = state.tickets.values().filter(|ticket| ticket.closed.is_none());
        list.tickets = tickets.map(|ticket| ticket.id).collect();
        let open = state.exceptions.values().filter(|exception| exception.resolved.is_none());
        list.exceptions = open.map(|exception| exception.id).collect();
        list
    }

    /// Whether the day is over on which a booked thing should have been fetched.
    pub fn should_have_been_fetched(&self, booking: &Reservation) -> bool {
        let titles = &self.node().documents.titles;
        let title = booking.title.as_ref().and_then(|slug| titles.get(slug));
        booking.is_to_come()
            && booking.from.date() < self.today()
            && title.is_some_and(catalog::circulation::taken_home)
    }

    /// What a member has going on.
    pub fn things_of(&self, number: MemberNumber) -> Result<Things, Refusal> {
        let facts = self.member_facts(number)?;
        let state = &self.node().state;
        let mut loans: Vec<&Loan> =
            facts.loans.iter().filter_map(|id| state.loans.get(id)).collect();
        loans.sort_by_key(|loan| (loan.due, loan.id));
        let mut bookings: Vec<&Reservation> =
            facts.reservations.iter().filter_map(|id| state.reservations.get(id)).collect();
        let now = self.now();
        bookings.retain(|booking| !booking.is_to_come() || booking.to.timestamp() > now);
        bookings.sort_by_key(|booking| (booking.from, booking.id));
        Ok(Things {
            loans: loans.into_iter().map(|loan| loan.id).collect(),
            holds: facts.holds.into_iter().collect(),
            bookings: bookings.into_iter().map(|booking| booking.id).collect(),
        })
    }

    /// The loans that a member had and that are over, the newest first, at most so many.
    pub fn past_loans(&self, number: MemberNumber, most: usize) -> Vec<LoanId> {
        let loans = &self.node().state.loans;
        let mine = self.ever(number);
        let mine = mine.into_iter().filter_map(|id| loans.get(&LoanId(id)));
        let mut past: Vec<_> =
            mine.filter(|loan| !loan.is_open()).map(|loan| (loan.out_at, loan.id)).collect();
        past.sort_unstable_by(|a, b| b.cmp(a));
        past.into_iter().take(most).map(|(_, id)| id).collect()
    }

    /// The borrower of a loan, hold or booking, if this node knows them (still).
    pub fn borrower_of(&self, patron: &catalog::ids::Sealed) -> Option<Member> {
        self.unseal(patron).and_then(|number| self.members().get(number).ok())
    }

    /// Everything that this node knows about one member, for that member: the row and every loan,
    /// hold, booking and training, the ended ones too.
    pub fn export_member(&self, number: MemberNumber) -> Result<Value, Refusal> {
        let member = self.members().get(number)?;
        let state = &self.node().state;
        let mine = self.ever(number);
        let loans = mine.iter().filter_map(|id| state.loans.get(&LoanId(*id))).map(|loan| {
            json!({
                "loan": loan.id, "unit": loan.unit, "out": loan.out_at, "due": loan.due,
                "renewals": loan.renewals.len(), "state": loan.state,
            })
        });
        let holds = mine.iter().filter_map(|id| state.holds.get(&HoldId(*id))).map(|hold| {
            json!({ "hold": hold.id, "wanted": hold.wanted, "since": hold.placed, "state": hold.state })
        });
        let bookings = mine.iter().filter_map(|id| state.reservations.get(&ReservationId(*id)));
        let bookings = bookings.map(|r| {
            json!({ "booking": r.id, "wanted": r.wanted, "from": r.from, "to": r.to, "state": r.state })
        });
        let signups = mine.iter().filter_map(|id| state.signups.get(&SignupId(*id))).map(|one| {
            json!({ "signup": one.id, "event": one.event, "since": one.since, "cancelled": one.cancelled })
        });
        let grants = mine.iter().filter_map(|id| state.grants.get(&GrantId(*id))).map(|grant| {
            json!({ "training": grant.training, "since": grant.granted, "until": grant.until })
        });
        let asked = mine.iter().filter_map(|id| state.interloans.get(&InterloanId(*id))).map(|asked| {
            json!({
                "request": asked.id, "node": asked.node, "title": asked.title, "name": asked.name,
                "asked": asked.asked, "due": asked.member_due, "state": asked.state,
            })
        });
        Ok(json!({
            "member": member,
            "loans": loans.collect::<Vec<_>>(),
            "holds": holds.collect::<Vec<_>>(),
            "bookings": bookings.collect::<Vec<_>>(),
            "asked_of_other_nodes": asked.collect::<Vec<_>>(),
            "sessions": signups.collect::<Vec<_>>(),
            "trainings": grants.collect::<Vec<_>>(),
        }))
    }
}
