//! The times that are nearest to a wish that cannot be granted.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, Timestamp, ToSpan};

use super::hold::title_of;
use super::{BookingRequest, Calendar, may_reserve, reservation_policy_of};
use crate::fold::Node;
use crate::record::{BookingUnit, ReservationPolicy};

/// Half hours that are tried before and after a wish on the same day.
const HALF_HOURS: i32 = 28;

/// The same booking at other times, at which it would be granted now: the nearest later and earlier on
/// the same day for bookings by the hour, and at the same hours on the nearest days after and before.
/// In the order of time; empty where nothing of it can be promised.
pub fn nearest_free(
    node: &Node,
    request: &BookingRequest<'_>,
    now: Timestamp,
) -> Vec<(Timestamp, Timestamp)> {
    let policy = title_of(node, request.wanted)
        .ok()
        .and_then(|title| reservation_policy_of(&node.documents.node, title));
    let Some(policy) = policy else { return Vec::new() };
    let calendar = Calendar::of(&node.documents.node);
    let local = (calendar.local(request.from), calendar.local(request.to));
    let try_at = |step: Span| {
        let (from, to) = (local.0.checked_add(step).ok()?, local.1.checked_add(step).ok()?);
        let (from, to) = (calendar.moment(from), calendar.moment(to));
        let other = BookingRequest { from, to, ..request.clone() };
        may_reserve(node, &other, now).is_ok().then_some((from, to))
    };
    let days = i32::try_from(policy.horizon_max_days.min(400)).unwrap_or(400);
    let same_day = |step: &Span| {
        let from = local.0.checked_add(*step);
        from.is_ok_and(|from| from.date() == local.0.date())
    };
    let mut found = Vec::new();
    if policy.counted_in() == BookingUnit::Hour {
        let later = (1..=HALF_HOURS).map(|n| (n * 30).minutes()).filter(same_day);
        let earlier = (1..=HALF_HOURS).map(|n| (n * -30).minutes()).filter(same_day);
        found.extend(later.clone().find_map(try_at));
        found.extend(earlier.clone().find_map(try_at));
    }
    found.extend((1..=days).find_map(|n| try_at(n.days())));
    found.extend((1..=days).find_map(|n| try_at((-n).days())));
    found.sort_unstable();
    found.dedup();
    found
}

/// The hours of a booking that was chosen by days or nights: by the policy's own times, else from
/// opening to closing, else whole days.
pub fn hours_of_days(
    calendar: &Calendar<'_>,
    policy: &ReservationPolicy,
    first: Date,
    last: Date,
) -> (DateTime, DateTime) {
    let from = policy.starts_at.or_else(|| calendar.opens_at(first)).unwrap_or(Time::midnight());
    let to = match policy.ends_at.or_else(|| calendar.closes_at(last)) {
        Some(to) if to != Time::MAX => last.to_datetime(to),
        _ => last.tomorrow().unwrap_or(last).to_datetime(Time::midnight()),
    };
    (first.to_datetime(from), to)
}
