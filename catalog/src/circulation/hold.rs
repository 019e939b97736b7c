//! May somebody join the queue, and whose turn is it?

use jiff::Timestamp;

use super::lend::Authority;
use super::{Borrower, Calendar, Denial, Overridable, Standing, policy_of};
use crate::code::Code;
use crate::event::Wanted;
use crate::fold::{Hold, HoldState, Node, UnitView};
use crate::ids::Slug;
use crate::record::{Lifecycle, Title};

/// Whether a borrower may wait for a title or for one unit. Returns how many are ahead.
pub fn may_hold(
    node: &Node,
    wanted: &Wanted,
    borrower: &Borrower,
    authority: Authority,
    _now: Timestamp,
) -> Result<u32, Vec<Denial>> {
    let title = title_of(node, wanted)?;
    let mut against = Vec::new();
    if borrower.standing == Standing::Left {
        against.push(Denial::Left);
    }
    let units: Vec<UnitView<'_>> = node.units_of(title).filter(|v| matches(wanted, v)).collect();
    if !units.iter().any(|v| can_come_back(*v)) {
        against.push(Denial::NothingToWaitFor { title: title.slug.clone() });
    }
    let mine = node.state.queue(&title.slug).find(|hold| borrower.holds.contains(&hold.id));
    if let Some(hold) = mine {
        against.push(Denial::AlreadyWaiting { hold: hold.id });
    }
    let loans = units.iter().flat_map(|v| node.state.open_loans_of(v.unit.code));
    if let Some(loan) = loans.into_iter().find(|loan| borrower.loans.contains(&loan.id)) {
        against.push(Denial::Yours { unit: loan.unit, loan: loan.id, due: loan.due });
    }
    if let Some(most) = cap(node, title).filter(|&most| open_holds(node, borrower) >= most) {
        against.push(Denial::HoldsCap { most });
    }
    let steward = authority == Authority::Steward;
    against.retain(|denial| !(steward && denial.overridable() == Overridable::Steward));
    if !against.is_empty() {
        return Err(against);
    }
    Ok(u32::try_from(node.state.queue(&title.slug).count()).unwrap_or(u32::MAX))
}

/// Whose turn it is when this unit becomes free: the first in the queue who waits for it.
pub fn next_in_queue(node: &Node, unit: Code) -> Option<&Hold> {
    let view = node.unit(unit)?;
    node.state
        .queue(&view.title.slug)
        .find(|hold| hold.state == HoldState::Waiting && matches(&hold.wanted, &view))
}

/// The last day on which a hold that becomes ready now waits.
pub(super) fn ready_until(node: &Node, view: UnitView<'_>, now: Timestamp) -> jiff::civil::Date {
    let (_, policy) = policy_of(&node.documents.node, view.title, view.unit);
    let calendar = Calendar::of(&node.documents.node);
    calendar.open_days_after(calendar.today(now), policy.hold_window_days.max(1))
}

pub(super) fn title_of<'n>(node: &'n Node, wanted: &Wanted) -> Result<&'n Title, Vec<Denial>> {
    match wanted {
        Wanted::Title(slug) => {
            let unknown = || vec![Denial::UnknownTitle { title: Slug::clone(slug) }];
            node.documents.titles.get(slug).ok_or_else(unknown)
        }
        Wanted::Unit(unit) => {
            let found = node.unit(*unit).map(|view| view.title);
            found.ok_or_else(|| vec![Denial::UnknownUnit { unit: *unit }])
        }
    }
}

fn matches(wanted: &Wanted, view: &UnitView<'_>) -> bool {
    match wanted {
        Wanted::Title(title) => view.title.slug == *title,
        Wanted::Unit(unit) => view.unit.code == *unit,
    }
}

fn can_come_back(view: UnitView<'_>) -> bool {
    !matches!(view.state.lifecycle, Lifecycle::Retired(_))
}

fn cap(node: &Node, title: &Title) -> Option<u32> {
    let unit = title.units.first()?;
    policy_of(&node.documents.node, title, unit).1.holds_per_member
}

fn open_holds(node: &Node, borrower: &Borrower) -> u32 {
    let holds = borrower.holds.iter().filter_map(|id| node.state.holds.get(id));
    u32::try_from(holds.filter(|hold| hold.is_open()).count()).unwrap_or(u32::MAX)
}
