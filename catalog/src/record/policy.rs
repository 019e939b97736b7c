//! Circulation and reservation policies, written in `node.toml`.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::Money;

/// What a loan's period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// Whole days; due on a calendar date at the place.
    #[default]
    Day,
    /// Hours from the hand-over.
    Hour,
}

/// When on the due date the thing must be back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueAt {
    /// At the end of that day's opening hours.
    #[default]
    Closing,
    /// At the same time of day as the hand-over.
    Time,
}

/// `[policies.<name>]`: for how long, how often, and under which conditions things are lent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CirculationPolicy {
    /// What members read (`Two weeks`).
    pub label: String,
    /// Length of a loan in `unit`s.
    pub period: u32,
    /// What `period` counts.
    pub unit: PeriodUnit,
    /// When on the last day.
    pub due_at: DueAt,
    /// How often a loan may be renewed.
    pub renewals_max: u32,
    /// Whether members renew by themselves.
    pub self_renew: bool,
    /// Most open loans under this policy for one member.
    pub max_open_per_member: Option<u32>,
    /// How many open days a ready hold waits on the hold shelf.
    pub hold_window_days: u32,
    /// Most waiting holds of one member under this policy.
    pub holds_per_member: Option<u32>,
    /// Days after the due date before a loan counts as overdue.
    pub grace_days: u32,
    /// Days after the due date when an overdue loan becomes long overdue.
    pub long_overdue_days: u32,
    /// Left with the node while a thing is out.
    pub deposit: Option<Money>,
    /// No new loan while one is overdue.
    pub block_if_overdue: bool,
    /// Due dates roll over days on which the node is closed.
    pub skip_closed_days: bool,
    /// A steward hands it over; members cannot help themselves.
    pub requires_approval: bool,
    /// The card alone is not enough: the PIN (or a steward) as well.
    pub requires_pin: bool,
    /// An incomplete unit may still be lent.
    pub lend_incomplete: bool,
    /// A member who holds a thing that is still listed with somebody else may take it over.
    pub self_supersede: bool,
}

impl Default for CirculationPolicy {
    /// One week, one renewal: what a node without policies lends by.
    fn default() -> Self {
        Self {
            label: "One week".into(),
            period: 7,
            unit: PeriodUnit::Day,
            due_at: DueAt::Closing,
            renewals_max: 1,
            self_renew: true,
            max_open_per_member: None,
            hold_window_days: 7,
            holds_per_member: None,
            grace_days: 0,
            long_overdue_days: 28,
            deposit: None,
            block_if_overdue: false,
            skip_closed_days: true,
            requires_approval: false,
            requires_pin: false,
            lend_incomplete: true,
            self_supersede: true,
        }
    }
}

/// What a booking is counted in: what people choose in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingUnit {
    /// From an hour until an hour.
    Hour,
    /// From the opening of one day until the closing of another, or of the same.
    Day,
    /// From an evening until a later morning.
    Night,
}

/// `[reservation_policies.<name>]`: how far ahead and for how long things may be booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReservationPolicy {
    /// What members read.
    pub label: String,
    /// What a booking is counted in; by its length when nobody has said.
    pub unit: Option<BookingUnit>,
    /// For days and nights: from which time of the first day (opening time when absent).
    pub starts_at: Option<Time>,
    /// For days and nights: until which time of the last day (closing time when absent).
    pub ends_at: Option<Time>,
    /// Earliest start, in hours from now.
    pub lead_min_hours: u32,
    /// Latest start, in days from now.
    pub horizon_max_days: u32,
    /// Longest booking, in hours.
    pub length_max_hours: u32,
    /// Time to make ready before each booking, in minutes.
    pub buffer_before_minutes: u32,
    /// Time to clear away after each booking, in minutes.
    pub buffer_after_minutes: u32,
    /// Largest share of a title's units that may be promised, in percent.
    pub max_percent_of_pool: u8,
    /// Most people that may come with one booking; they are asked for where this is set.
    pub visitors_max: Option<u32>,
    /// Most bookings to come that one member may have under this policy.
    pub open_per_member: Option<u32>,
    /// Most hours that one member may book under this policy in a calendar month.
    pub hours_per_month: Option<u32>,
    /// A steward confirms each booking.
    pub requires_approval: bool,
}

impl ReservationPolicy {
    /// What a booking is counted in: what the policy says, else hours where a day is the longest.
    pub fn counted_in(&self) -> BookingUnit {
        let by_length =
            if self.length_max_hours <= 24 { BookingUnit::Hour } else { BookingUnit::Day };
        self.unit.unwrap_or(by_length)
    }
}

impl Default for ReservationPolicy {
    fn default() -> Self {
        Self {
            label: "Book ahead".into(),
            unit: None,
            starts_at: None,
            ends_at: None,
            lead_min_hours: 0,
            horizon_max_days: 90,
            length_max_hours: 24 * 14,
            buffer_before_minutes: 0,
            buffer_after_minutes: 60,
            max_percent_of_pool: 100,
            visitors_max: None,
            open_per_member: None,
            hours_per_month: None,
            requires_approval: false,
        }
    }
}
