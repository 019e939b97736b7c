//! Recurring care: what is due, by the calendar, by uses, after each loan.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::fold::{Care, Node, UnitView};
use crate::record::{Plan, UnitKind};

/// Days before a date at which care is listed as coming up.
const SOON_DAYS: i32 = 7;
/// Uses that are left when care is listed as coming up.
const SOON_USES: u32 = 2;

/// How a unit stands with one of its plans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CareState<'n> {
    /// The plan.
    pub plan: &'n Plan,
    /// When it was done for the last time.
    pub last: Option<&'n Care>,
    /// The last day on which it can wait; none where no date counts.
    pub due_on: Option<Date>,
    /// Loans that are left until it has to be done; none where uses do not count.
    pub uses_left: Option<u32>,
    /// It has to be done now.
    pub overdue: bool,
    /// It has to be done now or in the coming days.
    pub soon: bool,
}

/// How a unit stands with each plan of its title. Stock has none: nobody knows which of a lot is meant.
pub fn care_of<'n>(node: &'n Node, view: UnitView<'n>, today: Date) -> Vec<CareState<'n>> {
    if view.unit.kind == UnitKind::Stock {
        return Vec::new();
    }
    view.title.maintenance.iter().map(|plan| one(node, view, plan, today)).collect()
}

/// The plan that keeps a unit on its shelf until it is done, if one does.
pub fn blocking_care<'n>(node: &'n Node, view: UnitView<'n>, today: Date) -> Option<&'n Plan> {
    let all = care_of(node, view, today).into_iter();
    all.filter(|care| care.overdue && care.plan.blocks).map(|care| care.plan).next()
}

fn one<'n>(node: &'n Node, view: UnitView<'n>, plan: &'n Plan, today: Date) -> CareState<'n> {
    let last = node.state.last_care(view.unit.code, &plan.plan);
    // Without any record the days count from when the plan or the thing began; where nobody has said
    // that either, it is time to look, and nothing is kept back.
    let since = last.map(|care| care.when.date()).or(plan.from).or(view.unit.acquired.date);
    let due_on = plan.every_days.map(|days| {
        let days = i64::from(days.min(36_600)).days();
        since.and_then(|since| since.checked_add(days).ok()).unwrap_or(today)
    });
    let used = view.state.times_lent.saturating_sub(last.map_or(0, |care| care.uses));
    let uses_left = plan.every_uses.map(|uses| uses.saturating_sub(used));
    let late = due_on.is_some_and(|due| due < today);
    let worn = uses_left == Some(0) && used > 0;
    let overdue = late || worn || (plan.after_each_loan && used > 0);
    let near = due_on.is_some_and(|due| (due - today).get_days() <= SOON_DAYS);
    let soon = overdue || near || uses_left.is_some_and(|left| left <= SOON_USES);
    CareState { plan, last, due_on, uses_left, overdue, soon }
}
