//! May a loan run longer?

use jiff::Timestamp;

use super::lend::{Authority, on_shelf};
use super::owner::owner_wants;
use super::timeline::{after, buffer_of};
use super::{Borrower, Calendar, Denial, Overridable, Timeline, policy_of};
use crate::event::{Due, Wanted};
use crate::fold::{HoldState, Loan, LoanState, Node, UnitView};
use crate::ids::LoanId;
use crate::record::{CirculationPolicy, PeriodUnit};

/// A renewal that may be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// The loan.
    pub loan: LoanId,
    /// Its new due date.
    pub due: Due,
    /// How many renewals are left after this one.
    pub left: u32,
}

/// Whether a loan may be renewed now. Renewals follow the policy as it is now, not as it was.
/// Late things may be renewed too: that is better than a late thing.
pub fn may_renew(
    node: &Node,
    loan: LoanId,
    borrower: &Borrower,
    authority: Authority,
    now: Timestamp,
) -> Result<Renewal, Vec<Denial>> {
    let open = node.state.loans.get(&loan).filter(|loan| loan.state == LoanState::Open);
    let Some((found, view)) = open.and_then(|l| node.unit(l.unit).map(|view| (l, view))) else {
        return Err(vec![Denial::NotOpen { loan }]);
    };
    let (_, policy) = policy_of(&node.documents.node, view.title, view.unit);
    let calendar = Calendar::of(&node.documents.node);
    let due = new_due(&calendar, &policy, found, now);
    let used = u32::try_from(found.renewals.len()).unwrap_or(u32::MAX);
    let mut against = Vec::new();
    if !borrower.loans.contains(&loan) {
        against.push(Denial::NotYours);
    }
    if used >= policy.renewals_max {
        against.push(Denial::RenewalsUsed { most: policy.renewals_max });
    }
    if !policy.self_renew {
        against.push(Denial::SelfRenew);
    }
    if due <= found.due {
        against.push(Denial::NoLater { due: found.due });
    }
    if let Some(on) = owner_wants(view, due) {
        against.push(Denial::Owner { unit: found.unit, on, shorter: None, other: None });
    }
    against.extend(waiting(node, view));
    against.extend(booked(node, view, found, due, now));
    let steward = authority == Authority::Steward;
    against.retain(|denial| !(steward && denial.overridable() == Overridable::Steward));
    if !against.is_empty() {
        return Err(against);
    }
    Ok(Renewal { loan, due, left: policy.renewals_max.saturating_sub(used + 1) })
}

/// Counted from the old due date when that is still to come, so that an early renewal costs no days.
fn new_due(
    calendar: &Calendar<'_>,
    policy: &CirculationPolicy,
    loan: &Loan,
    now: Timestamp,
) -> Due {
    let from = match policy.unit {
        PeriodUnit::Day => now,
        PeriodUnit::Hour => now.max(calendar.due_moment(loan.due)),
    };
    calendar.due(policy, from)
}

fn waiting(node: &Node, view: UnitView<'_>) -> Option<Denial> {
    let queue = node.state.queue(&view.title.slug).filter(|hold| match &hold.wanted {
        Wanted::Title(_) => true,
        Wanted::Unit(unit) => *unit == view.unit.code,
    });
    let waiting = queue.filter(|hold| hold.state == HoldState::Waiting).count();
    let free = node.units_of(view.title).filter(|unit| on_shelf(*unit)).count();
    let title = view.title.slug.clone();
    (waiting > free).then(|| Denial::QueueWaiting {
        title,
        waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
    })
}

fn booked(
    node: &Node,
    view: UnitView<'_>,
    loan: &Loan,
    due: Due,
    now: Timestamp,
) -> Option<Denial> {
    let calendar = Calendar::of(&node.documents.node);
    let nobody = Borrower::default();
    let end = after(calendar.due_moment(due), buffer_of(node, view.title));
    let line = Timeline::of(node, view.title, &nobody, Some(view.unit.code), now);
    let short = line.first_short(now, end, i64::from(loan.qty.max(1)))?;
    let claim = node
        .state
        .reservations_of(&view.title.slug)
        .filter(|claim| !claim.loans.contains(&loan.id) && claim.to.timestamp() > short)
        .min_by_key(|claim| (claim.from, claim.id))?;
    Some(Denial::ClaimedByReservation {
        reservation: claim.id,
        from: claim.from,
        shorter: None,
        other: None,
    })
}
