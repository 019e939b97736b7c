//! Things that are not the node's own: a member lends them in, and has them back from a day on.

use jiff::civil::Date;

use super::Calendar;
use crate::event::Due;
use crate::fold::{Node, UnitView};
use crate::ids::LoanId;
use crate::record::Lifecycle;

/// So many days before the owner's are looked at for one on which the house is open.
const LOOKED_BACK: usize = 31;

/// The day on which a unit's owner wants it, if it would still be out then.
pub fn owner_wants(view: UnitView<'_>, due: Due) -> Option<Date> {
    view.unit.return_to_owner.filter(|on| due.date >= *on)
}

/// The last day on which the house is open before an owner's day, from today on.
pub(super) fn last_day_before(calendar: &Calendar<'_>, on: Date, today: Date) -> Option<Date> {
    let days = std::iter::successors(on.yesterday().ok(), |date| date.yesterday().ok());
    let mut days = days.take(LOOKED_BACK).take_while(|date| *date >= today);
    days.find(|date| calendar.is_open_on(*date))
}

/// Open loans whose owners want the thing before it is due: who has them is to be told.
pub fn recalled(node: &Node) -> Vec<LoanId> {
    let calendar = Calendar::of(&node.documents.node);
    let open = node.state.loans.values().filter(|loan| loan.is_open());
    let wanted = open.filter(|loan| {
        let view = node.unit(loan.unit);
        view.is_some_and(|view| owner_wants(view, calendar.extended(loan.due)).is_some())
    });
    let mut loans: Vec<_> = wanted.map(|loan| loan.id).collect();
    loans.sort_unstable();
    loans
}

/// Units that go back to their owners within so many days, or should have by now, the earliest first.
pub fn going_back(node: &Node, today: Date, days: i32) -> Vec<(Date, UnitView<'_>)> {
    let all = node.documents.titles.values().flat_map(|title| node.units_of(title));
    let mut found: Vec<_> = all
        .filter(|view| !matches!(view.state.lifecycle, Lifecycle::Retired(_)))
        .filter_map(|view| Some((view.unit.return_to_owner?, view)))
        .filter(|(on, _)| (*on - today).get_days() <= days)
        .collect();
    found.sort_by_key(|(on, view)| (*on, view.unit.code));
    found
}
