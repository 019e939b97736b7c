//! The decisions before an event is written: may this thing go out to this member now, until when,
//! and where does it belong when it comes back.
//!
//! Everything here is a pure function of the folded node, the facts about one borrower and the time
//! that is passed in. Nothing is written: whoever asks records the event. Nothing here is consulted
//! by the fold either, because an event that reaches us has happened, whatever the rules say.
//!
//! A refusal is a [`Denial`]: a stable code, a plain sentence with its data beside it (so that it can
//! be translated), what to do next, and who may set it aside.

mod calendar;
mod caps;
mod care;
mod denial;
mod destination;
mod hold;
mod lend;
mod nearest;
mod owner;
mod person;
mod renew;
mod reserve;
mod session;
mod timeline;

pub use calendar::Calendar;
pub use caps::strictest;
pub use care::{CareState, blocking_care, care_of};
pub use denial::{Denial, Next, Overridable};
pub use destination::{Destination, Returned, destination};
pub use hold::{may_hold, next_in_queue};
pub use lend::{Authority, LendRequest, Terms, decide_lend, lendable_now, may_lend, taken_home};
pub use nearest::{hours_of_days, nearest_free};
pub use owner::{going_back, owner_wants, recalled};
pub use person::against_borrower;
pub use renew::{Renewal, may_renew};
pub use reserve::{BookingRequest, may_reserve};
pub use session::{is_to_come, may_sign_up, seats_left};
pub use timeline::{Timeline, claims_on};

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::event::PolicySnapshot;
use crate::fold::Node;
use crate::ids::{GrantId, HoldId, LoanId, PolicyName, ReservationId, SignupId, Slug};
use crate::record::{CirculationPolicy, NodeConfig, ReservationPolicy, Title, Unit};

/// How a borrower stands with the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// A member.
    #[default]
    Member,
    /// Signed up, not yet confirmed by a steward: one thing at a time.
    Provisional,
    /// Has left: things can be returned, not borrowed.
    Left,
}

/// What the rules need to know about one borrower; who it is stays outside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Borrower {
    /// Open loans.
    pub loans: BTreeSet<LoanId>,
    /// Holds that still wait for something.
    pub holds: BTreeSet<HoldId>,
    /// Reservations that still claim something.
    pub reservations: BTreeSet<ReservationId>,
    /// Reservations that were used: they count where a month has only so many hours.
    pub used_reservations: BTreeSet<ReservationId>,
    /// Seats in sessions.
    pub signups: BTreeSet<SignupId>,
    /// Trainings that were passed (whether they are still valid is asked here).
    pub grants: BTreeSet<GrantId>,
    /// How the borrower stands.
    pub standing: Standing,
    /// Whether the borrower is a steward.
    pub is_steward: bool,
}

impl Borrower {
    /// Whether a training was passed and still counts on this day.
    pub fn has_training(&self, node: &Node, training: &Slug, today: Date) -> bool {
        let mut grants = self.grants.iter().filter_map(|id| node.state.grants.get(id));
        grants.any(|grant| grant.training == *training && grant.is_valid(today))
    }

    /// The due dates of loans that are overdue on this day.
    pub fn overdue<'n>(
        &'n self,
        node: &'n Node,
        today: Date,
    ) -> impl Iterator<Item = &'n crate::fold::Loan> {
        let calendar = Calendar::of(&node.documents.node);
        let loans = self.loans.iter().filter_map(|id| node.state.loans.get(id));
        loans.filter(move |loan| {
            let innocent = loan.disputed
                || loan.suspect_clock
                || matches!(loan.state, crate::fold::LoanState::ClaimsReturned);
            !innocent && loan.is_overdue(today) && calendar.extended(loan.due).date < today
        })
    }
}

/// The circulation policy of a unit: its own, its title's, the node's, or the one that a node
/// without policies lends by.
pub fn policy_of(
    config: &NodeConfig,
    title: &Title,
    unit: &Unit,
) -> (Option<PolicyName>, CirculationPolicy) {
    let named = unit.policy_override.as_ref().or(title.policy.as_ref());
    let names = named.into_iter().chain(config.default_policy.as_ref());
    for name in names {
        if let Some(policy) = config.policies.get(name) {
            return (Some(name.clone()), policy.clone());
        }
    }
    (None, CirculationPolicy::default())
}

/// The reservation policy of a title; none when it cannot be booked ahead.
pub fn reservation_policy_of<'n>(
    config: &'n NodeConfig,
    title: &Title,
) -> Option<&'n ReservationPolicy> {
    title.reservation_policy.as_ref().and_then(|name| config.reservation_policies.get(name))
}

/// The part of a policy that a loan keeps, whatever becomes of the rules.
pub fn snapshot(name: Option<PolicyName>, policy: &CirculationPolicy) -> Arc<PolicySnapshot> {
    Arc::new(PolicySnapshot {
        name,
        period: policy.period,
        unit: policy.unit,
        renewals: policy.renewals_max,
        grace: policy.grace_days,
    })
}

#[cfg(test)]
mod tests;
