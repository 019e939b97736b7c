//! How many units of a title are free at each moment: a line of change points.
//!
//! Intervals are half-open, `[from, to)`, and a turnover buffer follows each use, so that a booking
//! may begin at the very minute at which the one before it (and its buffer) ends. A loan that is late
//! counts as taken until the end of today and its buffer: nobody knows more.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{Borrower, Calendar, reservation_policy_of};
use crate::code::Code;
use crate::event::Wanted;
use crate::fold::{Custody, HoldState, Loan, Node, Reservation, ReservationState, UnitView};
use crate::record::{Condition, Lifecycle, Title, UnitKind};

/// Free units of one title from now on, as one borrower sees them: their own claims do not count
/// against them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    pool: i64,
    changes: BTreeMap<Timestamp, i64>,
}

impl Timeline {
    /// The timeline of a title. `here` is a unit that somebody holds in their hands: it counts as
    /// free, whatever the records say.
    pub fn of(
        node: &Node,
        title: &Title,
        borrower: &Borrower,
        here: Option<Code>,
        now: Timestamp,
    ) -> Self {
        let calendar = Calendar::of(&node.documents.node);
        let mut line = Self { pool: 0, changes: BTreeMap::new() };
        let buffers = Buffers::of(node, title);
        for view in node.units_of(title) {
            line.add_unit(node, &calendar, view, borrower, here, buffers.after, now);
        }
        for claim in claims(node, title, borrower) {
            let left = i64::from(claim.qty) - i64::try_from(claim.loans.len()).unwrap_or(i64::MAX);
            let (from, to) = buffers.around(claim.from.timestamp(), claim.to.timestamp());
            line.take(from, to, left.max(0));
        }
        line
    }

    /// The timeline of one unit: one or none of it is free.
    pub fn of_unit(node: &Node, view: UnitView<'_>, borrower: &Borrower, now: Timestamp) -> Self {
        let calendar = Calendar::of(&node.documents.node);
        let mut line = Self { pool: 0, changes: BTreeMap::new() };
        let buffers = Buffers::of(node, view.title);
        line.add_unit(node, &calendar, view, borrower, None, buffers.after, now);
        let always = (Timestamp::MIN, Timestamp::MAX);
        for claim in claims_on(node, view.title, view.unit.code, borrower, always) {
            let (from, to) = buffers.around(claim.from.timestamp(), claim.to.timestamp());
            line.take(from, to, 1);
        }
        line
    }

    #[expect(clippy::too_many_arguments, reason = "one step of `of`, all of them its own")]
    fn add_unit(
        &mut self,
        node: &Node,
        calendar: &Calendar<'_>,
        view: UnitView<'_>,
        borrower: &Borrower,
        here: Option<Code>,
        buffer: SignedDuration,
        now: Timestamp,
    ) {
        let in_hand = here == Some(view.unit.code);
        let size = capacity(node, view, in_hand);
        self.pool += size;
        if let Some(on) = view.unit.return_to_owner {
            self.take(calendar.moment(on.at(0, 0, 0, 0)), Timestamp::MAX, size);
        }
        if size == 0 || in_hand {
            return;
        }
        if let Custody::OnHoldShelf(hold) = view.state.custody
            && !borrower.holds.contains(&hold)
            && let Some(HoldState::Ready { until, .. }) =
                node.state.holds.get(&hold).map(|hold| &hold.state)
        {
            self.take(now, after(calendar.end_of_day(*until), buffer), size);
        }
        for loan in node.state.open_loans_of(view.unit.code) {
            let qty = if view.unit.kind == UnitKind::Stock { i64::from(loan.qty) } else { 1 };
            self.take(Timestamp::MIN, after(expected_back(calendar, loan, now), buffer), qty);
        }
    }

    fn take(&mut self, from: Timestamp, to: Timestamp, count: i64) {
        if from < to && count != 0 {
            *self.changes.entry(from).or_default() -= count;
            *self.changes.entry(to).or_default() += count;
        }
    }

    /// How many units take part at all.
    pub fn pool(&self) -> i64 {
        self.pool
    }

    /// How many are free at a moment; below zero where more was promised than there is.
    pub fn free_at(&self, at: Timestamp) -> i64 {
        self.pool + self.changes.range(..=at).map(|(_, delta)| delta).sum::<i64>()
    }

    /// The fewest that are free in `[from, to)`.
    pub fn least_free(&self, from: Timestamp, to: Timestamp) -> i64 {
        self.steps(from, to).map(|(_, free)| free).min().unwrap_or_else(|| self.free_at(from))
    }

    /// The first moment in `[from, to)` at which fewer than `qty` are free.
    pub fn first_short(&self, from: Timestamp, to: Timestamp, qty: i64) -> Option<Timestamp> {
        self.steps(from, to).find(|&(_, free)| free < qty).map(|(at, _)| at)
    }

    /// The first moment from `from` on at which `qty` are free for so long.
    pub fn next_free(
        &self,
        from: Timestamp,
        length: SignedDuration,
        qty: i64,
    ) -> Option<Timestamp> {
        let later = self.changes.range(from..).map(|(&at, _)| at);
        std::iter::once(from)
            .chain(later)
            .find(|&start| self.least_free(start, after(start, length)) >= qty)
    }

    fn steps(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = (Timestamp, i64)> {
        let mut free = self.free_at(from);
        let first = (from < to).then_some((from, free));
        let inside = self.changes.iter().filter(move |&(&at, _)| from < at && at < to);
        first.into_iter().chain(inside.map(move |(&at, delta)| {
            free += delta;
            (at, free)
        }))
    }
}

/// Reservations that claim this very unit (by its code or because it was set aside) and overlap
/// `[from, to)` with their buffer, the earliest first.
pub fn claims_on<'n>(
    node: &'n Node,
    title: &'n Title,
    unit: Code,
    borrower: &'n Borrower,
    span: (Timestamp, Timestamp),
) -> Vec<&'n Reservation> {
    let buffers = Buffers::of(node, title);
    let mut found: Vec<_> = claims(node, title, borrower)
        .filter(|claim| claim.wanted == Wanted::Unit(unit) || claim.units.contains(&unit))
        .filter(|claim| claim.state != ReservationState::Out)
        .filter(|claim| {
            let (from, to) = buffers.around(claim.from.timestamp(), claim.to.timestamp());
            from < span.1 && span.0 < to
        })
        .collect();
    found.sort_by_key(|claim| (claim.from, claim.id));
    found
}

fn claims<'n>(
    node: &'n Node,
    title: &'n Title,
    borrower: &'n Borrower,
) -> impl Iterator<Item = &'n Reservation> {
    let all = node.state.reservations_of(&title.slug);
    all.filter(|claim| !borrower.reservations.contains(&claim.id))
}

/// The time around each use of a title: to make ready, and to clear away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Buffers {
    pub(super) before: SignedDuration,
    pub(super) after: SignedDuration,
}

impl Buffers {
    pub(super) fn of(node: &Node, title: &Title) -> Self {
        let Some(policy) = reservation_policy_of(&node.documents.node, title) else {
            return Self::default();
        };
        let minutes = |n: u32| SignedDuration::from_mins(i64::from(n));
        Self {
            before: minutes(policy.buffer_before_minutes),
            after: minutes(policy.buffer_after_minutes),
        }
    }

    /// A use with the time around it.
    pub(super) fn around(self, from: Timestamp, to: Timestamp) -> (Timestamp, Timestamp) {
        (before(from, self.before), after(to, self.after))
    }
}

/// The time after each use of a title.
pub(super) fn buffer_of(node: &Node, title: &Title) -> SignedDuration {
    Buffers::of(node, title).after
}

fn capacity(node: &Node, view: UnitView<'_>, in_hand: bool) -> i64 {
    let state = view.state;
    let works = state.lifecycle == Lifecycle::Active && state.condition != Condition::Unsafe;
    if in_hand {
        return 1;
    }
    if !works {
        return 0;
    }
    if view.unit.kind == UnitKind::Stock {
        // What is out was taken off the level; it takes part until it is due back.
        let out = node.state.open_loans_of(view.unit.code).map(|loan| i64::from(loan.qty));
        return state.stock.as_ref().map_or(0, |stock| stock.level()) + out.sum::<i64>();
    }
    i64::from(!matches!(
        state.custody,
        Custody::InRepair(_) | Custody::InTransit(_) | Custody::SetAside(_) | Custody::Unknown
    ))
}

fn expected_back(calendar: &Calendar<'_>, loan: &Loan, now: Timestamp) -> Timestamp {
    let due = calendar.due_moment(loan.due);
    if due > now { due } else { calendar.end_of_day(calendar.today(now)) }
}

pub(super) fn after(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

pub(super) fn before(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}
