//! When the place is open, and what that makes of a due date.
//!
//! A due date is a calendar date at the place, so a clock that is some minutes wrong does no harm.
//! The moment behind it is the end of that day's opening hours, found through the time zone's own
//! rules (daylight saving included).

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::event::{Due, Wall};
use crate::record::{CirculationPolicy, DueAt, NodeConfig, PeriodUnit, WeekDay};

/// The most days that are looked ahead for an open one: a node that is closed for longer than this
/// has no next open day, and dates stay as they are.
const HORIZON_DAYS: i32 = 400;

/// Opening hours and closures of a node in its time zone.
#[derive(Debug, Clone)]
pub struct Calendar<'n> {
    config: &'n NodeConfig,
    zone: TimeZone,
}

impl<'n> Calendar<'n> {
    /// The calendar of a node. A time zone that nobody knows counts as UTC; `check` reports it.
    pub fn of(config: &'n NodeConfig) -> Self {
        let zone = TimeZone::get(&config.timezone).unwrap_or(TimeZone::UTC);
        Self { config, zone }
    }

    /// The place's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Date and time at the place.
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }

    /// The date at the place.
    pub fn today(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// The moment as the place's wall clock shows it.
    pub fn wall(&self, at: Timestamp) -> Wall {
        Wall::new(at, &self.zone)
    }

    /// The moment of a local date and time. In the hour that daylight saving skips, the time after
    /// it; in the hour that comes twice, the first.
    pub fn moment(&self, local: DateTime) -> Timestamp {
        let zoned = self.zone.to_zoned(local);
        zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }

    /// Whether the door opens at all on this day. A node without opening hours is always open.
    pub fn is_open_on(&self, date: Date) -> bool {
        !self.is_closure(date)
            && (self.config.opening_hours.is_empty() || self.hours_on(date).next().is_some())
    }

    /// Whether the door is open now, and until when today.
    pub fn open_until(&self, now: Timestamp) -> Option<Time> {
        let local = self.local(now);
        if self.is_closure(local.date()) {
            return None;
        }
        let mut hours = self.hours_on(local.date());
        hours.find(|&(from, to)| from <= local.time() && local.time() < to).map(|(_, to)| to)
    }

    /// When the door is open on this day, from each opening until its closing; nothing on a closed
    /// day, and nothing where nobody has said.
    pub fn hours(&self, date: Date) -> Vec<(Time, Time)> {
        if self.is_closure(date) { Vec::new() } else { self.hours_on(date).collect() }
    }

    /// When the door opens for the first time on this day.
    pub fn opens_at(&self, date: Date) -> Option<Time> {
        self.hours_on(date).map(|(from, _)| from).min()
    }

    /// When the door closes for the last time on this day.
    pub fn closes_at(&self, date: Date) -> Option<Time> {
        self.hours_on(date).map(|(_, to)| to).max()
    }

    /// The first open day from this one on.
    pub fn open_day_from(&self, date: Date) -> Date {
        let days = (0..HORIZON_DAYS).filter_map(|n| date.checked_add(n.days()).ok());
        days.into_iter().find(|&day| self.is_open_on(day)).unwrap_or(date)
    }

    /// The n-th open day after this one: how long a ready hold waits.
    pub fn open_days_after(&self, date: Date, count: u32) -> Date {
        (0..count.min(366))
            .fold(date, |day, _| day.tomorrow().map_or(day, |next| self.open_day_from(next)))
    }

    /// When a loan that begins now is due.
    pub fn due(&self, policy: &CirculationPolicy, now: Timestamp) -> Due {
        match policy.unit {
            PeriodUnit::Day => self.due_in_days(policy, now),
            PeriodUnit::Hour => self.due_in_hours(policy, now),
        }
    }

    fn due_in_days(&self, policy: &CirculationPolicy, now: Timestamp) -> Due {
        let local = self.local(now);
        let days = i64::from(policy.period.min(36_500));
        let mut date = local.date().checked_add(days.days()).unwrap_or(local.date());
        if policy.skip_closed_days {
            date = self.open_day_from(date);
        }
        let time = match policy.due_at {
            DueAt::Closing => None,
            DueAt::Time => Some(to_minute(local.time())),
        };
        Due { date, time }
    }

    /// Hours run by the clock, not by the dial: four hours across the change to daylight saving are
    /// four hours. What would fall behind a closed door is due when the door opens again.
    fn due_in_hours(&self, policy: &CirculationPolicy, now: Timestamp) -> Due {
        let hours = SignedDuration::from_hours(i64::from(policy.period.min(24 * 366)));
        let end = self.local(now.checked_add(hours).unwrap_or(now));
        let end = if policy.skip_closed_days { self.not_before_opening(end) } else { end };
        Due { date: end.date(), time: Some(to_minute(end.time())) }
    }

    fn not_before_opening(&self, at: DateTime) -> DateTime {
        if self.config.opening_hours.is_empty() && !self.is_closure(at.date()) {
            return at;
        }
        let today = !self.is_closure(at.date());
        if today && self.hours_on(at.date()).any(|(from, to)| from <= at.time() && at.time() <= to)
        {
            return at;
        }
        let later = self.hours_on(at.date()).map(|(from, _)| from).find(|&from| from > at.time());
        if let Some(from) = later.filter(|_| today) {
            return at.date().to_datetime(from);
        }
        let day = at.date().tomorrow().map_or(at.date(), |next| self.open_day_from(next));
        let opens = self.hours_on(day).map(|(from, _)| from).min();
        day.to_datetime(opens.unwrap_or_else(|| at.time()))
    }

    /// A due date as it counts now: a closure that was entered later moves it to the next open day.
    pub fn extended(&self, due: Due) -> Due {
        if self.is_closure(due.date) {
            return Due { date: self.open_day_from(due.date), time: due.time };
        }
        due
    }

    /// The moment at which a due date is over: its time, or the end of that day's opening hours.
    pub fn due_moment(&self, due: Due) -> Timestamp {
        let due = self.extended(due);
        match due.time.or_else(|| self.closes_at(due.date)) {
            Some(time) => self.moment(due.date.to_datetime(time)),
            None => self.end_of_day(due.date),
        }
    }

    /// Midnight at the end of a day.
    pub fn end_of_day(&self, date: Date) -> Timestamp {
        self.moment(date.tomorrow().unwrap_or(date).to_datetime(Time::midnight()))
    }

    fn is_closure(&self, date: Date) -> bool {
        self.config.closures.iter().any(|closure| closure.from <= date && date <= closure.to)
    }

    fn hours_on(&self, date: Date) -> impl Iterator<Item = (Time, Time)> + use<'n> {
        let day = WeekDay::from(date.weekday());
        self.config.opening_hours.iter().filter(move |h| h.day == day).map(|h| (h.from, h.to))
    }
}

fn to_minute(time: Time) -> Time {
    Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Closure, OpeningHours};

    fn config() -> NodeConfig {
        let hours = |day| OpeningHours {
            day,
            from: Time::constant(15, 0, 0, 0),
            to: Time::constant(19, 0, 0, 0),
        };
        NodeConfig {
            timezone: "Europe/Berlin".into(),
            opening_hours: vec![hours(WeekDay::Tue), hours(WeekDay::Fri), hours(WeekDay::Sat)],
            closures: vec![Closure {
                from: "2026-05-15".parse().unwrap(),
                to: "2026-05-18".parse().unwrap(),
                reason: None,
            }],
            ..NodeConfig::default()
        }
    }

    fn due(policy: &CirculationPolicy, now: &str) -> String {
        Calendar::of(&config()).due(policy, now.parse().unwrap()).to_string()
    }

    #[test]
    fn a_due_date_rolls_over_closed_days_to_the_next_open_one() {
        let week = CirculationPolicy { period: 3, ..CirculationPolicy::default() };
        // Tuesday + 3 = Friday 15 May, closed until Monday 18: the next open day is Tuesday 19.
        assert_eq!(due(&week, "2026-05-12T14:00:00Z"), "2026-05-19");
        let strict = CirculationPolicy { skip_closed_days: false, ..week };
        assert_eq!(due(&strict, "2026-05-12T14:00:00Z"), "2026-05-15");
    }

    #[test]
    fn a_date_is_the_date_at_the_place_and_not_in_greenwich() {
        let day = CirculationPolicy { period: 1, skip_closed_days: false, ..Default::default() };
        assert_eq!(due(&day, "2026-05-12T22:30:00Z"), "2026-05-14", "half past midnight in Berlin");
    }

    #[test]
    fn hours_are_counted_by_the_clock_across_the_change_to_daylight_saving() {
        let four = CirculationPolicy {
            period: 4,
            unit: PeriodUnit::Hour,
            skip_closed_days: false,
            ..Default::default()
        };
        assert_eq!(due(&four, "2026-03-28T23:30:00Z"), "2026-03-29T05:30");
        assert_eq!(due(&four, "2026-10-24T22:30:00Z"), "2026-10-25T03:30");
    }

    #[test]
    fn an_hour_loan_that_ends_behind_a_closed_door_is_due_when_it_opens() {
        let four = CirculationPolicy { period: 4, unit: PeriodUnit::Hour, ..Default::default() };
        assert_eq!(due(&four, "2026-05-12T13:30:00Z"), "2026-05-19T15:00", "over the closure");
        assert_eq!(due(&four, "2026-05-12T08:00:00Z"), "2026-05-12T15:00", "before opening");
        assert_eq!(due(&four, "2026-05-12T12:00:00Z"), "2026-05-12T18:00", "inside");
    }

    #[test]
    fn the_moment_of_a_due_date_is_closing_time_or_midnight() {
        let config = config();
        let calendar = Calendar::of(&config);
        let at = |text: &str| calendar.due_moment(text.parse().unwrap()).to_string();
        assert_eq!(at("2026-05-12"), "2026-05-12T17:00:00Z");
        assert_eq!(at("2026-05-13"), "2026-05-13T22:00:00Z", "no hours that day");
        assert_eq!(at("2026-05-12T16:30"), "2026-05-12T14:30:00Z");
        assert_eq!(at("2026-05-15"), "2026-05-19T17:00:00Z", "closed later on");
    }

    #[test]
    fn a_ready_hold_waits_for_open_days_only() {
        let config = config();
        let calendar = Calendar::of(&config);
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(calendar.open_days_after(date("2026-05-12"), 2), date("2026-05-22"));
        assert_eq!(calendar.open_days_after(date("2026-05-12"), 0), date("2026-05-12"));
    }

    #[test]
    fn a_node_that_never_opens_again_still_has_due_dates() {
        let mut config = config();
        config.closures = vec![Closure { from: Date::MIN, to: Date::MAX, reason: None }];
        let calendar = Calendar::of(&config);
        let now = "2026-05-12T14:00:00Z".parse().unwrap();
        assert_eq!(calendar.due(&CirculationPolicy::default(), now).to_string(), "2026-05-19");
        assert_eq!(calendar.open_until(now), None);
    }
}
