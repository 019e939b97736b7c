//! `[policies.<name>]` and `[reservation_policies.<name>]`

use crate::record::{BookingUnit, CirculationPolicy, DueAt, PeriodUnit, ReservationPolicy};

use super::super::reader::{Field, Reader, put};

pub(crate) const PERIOD_UNITS: &[(&str, PeriodUnit)] =
    &[("day", PeriodUnit::Day), ("hour", PeriodUnit::Hour)];

pub(crate) const DUE_ATS: &[(&str, DueAt)] = &[("closing", DueAt::Closing), ("time", DueAt::Time)];

const CIRCULATION_KEYS: &[&str] = &[
    "label",
    "period",
    "unit",
    "due_at",
    "renewals_max",
    "self_renew",
    "max_open_per_member",
    "hold_window_days",
    "holds_per_member",
    "grace_days",
    "long_overdue_days",
    "deposit",
    "block_if_overdue",
    "skip_closed_days",
    "requires_approval",
    "requires_pin",
    "lend_incomplete",
    "self_supersede",
];

/// Longer than any node will ever lend, short enough for every calendar.
const TEN_YEARS: i64 = 3_660;

pub(super) fn circulation(r: &mut Reader, field: Field<'_>) -> CirculationPolicy {
    let mut policy = CirculationPolicy { label: field.name.to_owned(), ..Default::default() };
    for field in r.entries(field) {
        one(r, field, &mut policy);
    }
    policy
}

fn one(r: &mut Reader, field: Field<'_>, policy: &mut CirculationPolicy) {
    match field.name {
        "label" => put(&mut policy.label, r.owned(field)),
        "period" => put(&mut policy.period, r.between(field, 1..=TEN_YEARS * 24)),
        "unit" => put(&mut policy.unit, r.choice(field, PERIOD_UNITS)),
        "due_at" => put(&mut policy.due_at, r.choice(field, DUE_ATS)),
        "renewals_max" => put(&mut policy.renewals_max, r.count(field)),
        "self_renew" => put(&mut policy.self_renew, r.flag(field)),
        "max_open_per_member" => policy.max_open_per_member = r.count(field),
        "hold_window_days" => put(&mut policy.hold_window_days, r.between(field, 0..=TEN_YEARS)),
        "holds_per_member" => policy.holds_per_member = r.count(field),
        "grace_days" => put(&mut policy.grace_days, r.between(field, 0..=TEN_YEARS)),
        "long_overdue_days" => put(&mut policy.long_overdue_days, r.between(field, 0..=TEN_YEARS)),
        "deposit" => policy.deposit = r.money(field),
        "block_if_overdue" => put(&mut policy.block_if_overdue, r.flag(field)),
        "skip_closed_days" => put(&mut policy.skip_closed_days, r.flag(field)),
        "requires_approval" => put(&mut policy.requires_approval, r.flag(field)),
        "requires_pin" => put(&mut policy.requires_pin, r.flag(field)),
        "lend_incomplete" => put(&mut policy.lend_incomplete, r.flag(field)),
        "self_supersede" => put(&mut policy.self_supersede, r.flag(field)),
        _ => r.unknown(field, CIRCULATION_KEYS),
    }
}

pub(crate) const BOOKING_UNITS: &[(&str, BookingUnit)] =
    &[("hour", BookingUnit::Hour), ("day", BookingUnit::Day), ("night", BookingUnit::Night)];

const RESERVATION_KEYS: &[&str] = &[
    "label",
    "unit",
    "starts_at",
    "ends_at",
    "lead_min_hours",
    "horizon_max_days",
    "length_max_hours",
    "buffer_before_minutes",
    "buffer_after_minutes",
    "max_percent_of_pool",
    "visitors_max",
    "open_per_member",
    "hours_per_month",
    "requires_approval",
];

pub(super) fn reservation(r: &mut Reader, field: Field<'_>) -> ReservationPolicy {
    let mut policy = ReservationPolicy { label: field.name.to_owned(), ..Default::default() };
    for field in r.entries(field) {
        match field.name {
            "label" => put(&mut policy.label, r.owned(field)),
            "unit" => policy.unit = r.choice(field, BOOKING_UNITS),
            "starts_at" => policy.starts_at = r.time(field),
            "ends_at" => policy.ends_at = r.time(field),
            "lead_min_hours" => {
                put(&mut policy.lead_min_hours, r.between(field, 0..=TEN_YEARS * 24));
            }
            "horizon_max_days" => {
                put(&mut policy.horizon_max_days, r.between(field, 0..=TEN_YEARS));
            }
            "length_max_hours" => {
                put(&mut policy.length_max_hours, r.between(field, 1..=TEN_YEARS * 24));
            }
            "buffer_before_minutes" => {
                put(&mut policy.buffer_before_minutes, r.between(field, 0..=TEN_YEARS * 24 * 60));
            }
            "buffer_after_minutes" => {
                put(&mut policy.buffer_after_minutes, r.between(field, 0..=TEN_YEARS * 24 * 60));
            }
            "max_percent_of_pool" => {
                put(&mut policy.max_percent_of_pool, r.between(field, 0..=100));
            }
            "visitors_max" => policy.visitors_max = r.count(field),
            "open_per_member" => policy.open_per_member = r.count(field),
            "hours_per_month" => policy.hours_per_month = r.count(field),
            "requires_approval" => put(&mut policy.requires_approval, r.flag(field)),
            _ => r.unknown(field, RESERVATION_KEYS),
        }
    }
    policy
}
