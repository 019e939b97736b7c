//! May somebody have so many of something for certain hours?

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::caps;
use super::hold::title_of;
use super::lend::Authority;
use super::timeline::{after, buffer_of};
use super::{
    Borrower, Calendar, Denial, Overridable, Standing, Timeline, claims_on, reservation_policy_of,
};
use crate::event::Wanted;
use crate::fold::Node;
use crate::record::{ReservationPolicy, RuleAbout, Title, TitleKind};

/// Somebody wants to book `[from, to)`.
#[derive(Debug, Clone)]
pub struct BookingRequest<'a> {
    /// What.
    pub wanted: &'a Wanted,
    /// How many.
    pub qty: u32,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included.
    pub to: Timestamp,
    /// Who.
    pub borrower: &'a Borrower,
    /// Who says yes.
    pub authority: Authority,
}

/// Whether the hours can be promised. `true`: granted at once; `false`: a steward confirms it.
pub fn may_reserve(
    node: &Node,
    request: &BookingRequest<'_>,
    now: Timestamp,
) -> Result<bool, Vec<Denial>> {
    let title = title_of(node, request.wanted)?;
    let Some(policy) = reservation_policy_of(&node.documents.node, title) else {
        return Err(vec![Denial::NotBookable { title: title.slug.clone() }]);
    };
    if request.from >= request.to || request.qty == 0 {
        return Err(vec![Denial::Backwards]);
    }
    let mut against: Vec<_> = hours(policy, request, now);
    against.extend(closed(node, title, request));
    if request.borrower.standing == Standing::Left {
        against.push(Denial::Left);
    }
    against.extend(taken(node, title, policy, request, now));
    against.extend(by_rules(node, request));
    let steward = request.authority == Authority::Steward;
    against.retain(|denial| !(steward && denial.overridable() == Overridable::Steward));
    if !against.is_empty() {
        return Err(against);
    }
    Ok(steward || !policy.requires_approval)
}

fn hours(policy: &ReservationPolicy, request: &BookingRequest<'_>, now: Timestamp) -> Vec<Denial> {
    let mut against = Vec::new();
    let lead = SignedDuration::from_hours(i64::from(policy.lead_min_hours));
    if request.to <= now {
        against.push(Denial::TooSoon { hours: 0 });
    } else if policy.lead_min_hours > 0 && request.from < after(now, lead) {
        against.push(Denial::TooSoon { hours: policy.lead_min_hours });
    }
    let days = policy.horizon_max_days;
    if request.from > after(now, SignedDuration::from_hours(24 * i64::from(days))) {
        against.push(Denial::TooFar { days });
    }
    let most = SignedDuration::from_hours(i64::from(policy.length_max_hours));
    if request.to.duration_since(request.from) > most {
        against.push(Denial::TooLong { hours: policy.length_max_hours });
    }
    against
}

/// What the constitution limits: bookings at a time, and days in a row, a begun one counted whole.
fn by_rules(node: &Node, request: &BookingRequest<'_>) -> Vec<Denial> {
    let bookings = request.borrower.reservations.len().saturating_add(1);
    let hours = request.to.duration_since(request.from).as_hours();
    let full = usize::try_from(hours / 24).unwrap_or(usize::MAX);
    let begun = request.to.duration_since(request.from)
        > SignedDuration::from_hours(hours.saturating_sub(hours % 24));
    let days = full.saturating_add(usize::from(begun));
    let caps = [(RuleAbout::Bookings, bookings), (RuleAbout::BookingDays, days)];
    caps.into_iter().filter_map(|(about, n)| caps::against(node, about, n)).collect()
}

/// Things are fetched and brought on open days; a room is booked for when it is wanted.
fn closed(node: &Node, title: &Title, request: &BookingRequest<'_>) -> Option<Denial> {
    if matches!(title.kind, TitleKind::Space) {
        return None;
    }
    let calendar = Calendar::of(&node.documents.node);
    let last = request.to.checked_sub(1.second()).unwrap_or(request.to);
    let days = [calendar.today(request.from), calendar.today(last)];
    let date = days.into_iter().find(|&day| !calendar.is_open_on(day))?;
    Some(Denial::ClosedThen { date })
}

fn taken(
    node: &Node,
    title: &Title,
    policy: &ReservationPolicy,
    request: &BookingRequest<'_>,
    now: Timestamp,
) -> Option<Denial> {
    // A borrower's own bookings are as real as anybody's here: two of one's own may not overlap
    // beyond what there is.
    let nobody = Borrower::default();
    let calendar = Calendar::of(&node.documents.node);
    let line = Timeline::of(node, title, &nobody, None, now);
    let buffer = buffer_of(node, title);
    let end = after(request.to, buffer);
    let qty = i64::from(request.qty);
    if let Wanted::Unit(unit) = request.wanted
        && !claims_on(node, title, *unit, &nobody, (request.from, end)).is_empty()
    {
        return Some(Denial::AllTaken { free_from: None });
    }
    if line.least_free(request.from, end) < qty {
        let length = end.duration_since(request.from);
        let next = line.next_free(request.from, length, qty);
        return Some(Denial::AllTaken { free_from: next.map(|at| calendar.wall(at)) });
    }
    let percent = policy.max_percent_of_pool;
    let promised = i64::from(request.qty)
        + node
            .state
            .reservations_of(&title.slug)
            .filter(|r| r.from.timestamp() < end && request.from < after(r.to.timestamp(), buffer))
            .map(|r| i64::from(r.qty))
            .sum::<i64>();
    (promised * 100 > line.pool() * i64::from(percent)).then_some(Denial::PoolShare { percent })
}
