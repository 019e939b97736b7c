//! What the calendar shows: the month, and the hours of a chosen day.

use catalog::circulation::{Borrower, Calendar, Timeline, hours_of_days, reservation_policy_of};
use catalog::ids::Slug;
use catalog::record::{BookingUnit, ReservationPolicy, Title, TitleKind};
use desk::Desk;
use generator::view::Reading;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde_json::{Value, json};

use super::chosen::{Chosen, clock};

/// Longer days than this are shown by the hour, others by the half hour.
const HALF_HOURS_UP_TO: i64 = 9 * 60;

/// A title that can be booked, as somebody looks at it.
pub(super) struct Sight<'n> {
    desk: &'n Desk,
    reading: &'n Reading<'n>,
    title: &'n Title,
    chosen: &'n Chosen,
    pub(super) policy: &'n ReservationPolicy,
    calendar: Calendar<'n>,
    lines: Vec<Timeline>,
    today: Date,
}

impl<'n> Sight<'n> {
    /// None for what cannot be booked.
    pub(super) fn new(
        desk: &'n Desk,
        reading: &'n Reading<'n>,
        title: &'n Title,
        chosen: &'n Chosen,
    ) -> Option<Self> {
        let config = &desk.node().documents.node;
        let policy = reservation_policy_of(config, title)?;
        let (nobody, now) = (Borrower::default(), desk.now());
        let mut lines = vec![Timeline::of(desk.node(), title, &nobody, None, now)];
        let one = chosen.unit.and_then(|code| desk.node().unit(code));
        lines.extend(one.map(|view| Timeline::of_unit(desk.node(), view, &nobody, now)));
        let calendar = Calendar::of(config);
        Some(Self { desk, reading, title, chosen, policy, calendar, lines, today: desk.today() })
    }

    fn slug(&self) -> &'n Slug {
        &self.title.slug
    }

    fn by_hour(&self) -> bool {
        self.policy.counted_in() == BookingUnit::Hour
    }

    pub(super) fn words(&self, span: (Timestamp, Timestamp)) -> String {
        span_words(self.reading, self.desk, span)
    }

    pub(super) fn view(&self) -> Value {
        let first = self.month();
        let before = first.yesterday().ok().filter(|last| *last >= self.today);
        let after = first.last_of_month().tomorrow().ok();
        let after = after.filter(|next| *next <= self.horizon());
        let turn =
            |month: Date| Chosen { month: Some(month), ..self.chosen.clone() }.link(self.slug());
        let calendar = self.reading.calendar();
        let monday = date(2024, 1, 1);
        let days = monday.series(1.day()).take(7);
        let days = days.map(|day| calendar.weekday_abbreviated(day.weekday()));
        json!({
            "counted_in": self.policy.counted_in(),
            "month": calendar.month_year(first),
            "before": before.map(|last| turn(last.first_of_month())),
            "after": after.map(turn),
            "days": days.collect::<Vec<_>>(),
            "weeks": self.weeks(first),
            "hours": self.by_hour().then(|| self.hours()).flatten(),
            "afresh": self.chosen.from.map(|_| self.afresh().link(self.slug())),
        })
    }

    /// The same wish with no time chosen yet.
    fn afresh(&self) -> Chosen {
        Chosen { from: None, to: None, from_time: None, to_time: None, ..self.chosen.clone() }
    }

    fn month(&self) -> Date {
        let shown = self.chosen.month.or(self.chosen.from).unwrap_or(self.today);
        shown.clamp(self.today, self.horizon()).first_of_month()
    }

    fn horizon(&self) -> Date {
        let days = i64::from(self.policy.horizon_max_days.min(3_660));
        self.today.checked_add(days.days()).unwrap_or(self.today)
    }

    /// The weeks of a month, Monday first, with nothing in the days of other months.
    fn weeks(&self, first: Date) -> Vec<Vec<Value>> {
        let empty = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
        let mut cells = vec![Value::Null; empty];
        let days = usize::try_from(first.days_in_month()).unwrap_or(31);
        cells.extend(first.series(1.day()).take(days).map(|day| self.day(day)));
        while cells.len() % 7 != 0 {
            cells.push(Value::Null);
        }
        cells.chunks(7).map(<[Value]>::to_vec).collect()
    }

    fn day(&self, day: Date) -> Value {
        let free = self.free_on(day);
        let past = day < self.today || day > self.horizon();
        let shut = !matches!(self.title.kind, TitleKind::Space) && !self.calendar.is_open_on(day);
        let (state, key) = match () {
            () if past => ("past", "b-past"),
            () if shut => ("shut", "k-closed-day"),
            () if free < i64::from(self.chosen.qty) => ("full", "k-full"),
            () => ("free", "k-free"),
        };
        let says = match state {
            "free" => self.reading.count("k-free", usize::try_from(free).unwrap_or(0)),
            _ => self.reading.word(key),
        };
        let many = self.lines.first().is_some_and(|line| line.pool() > 1) && !self.by_hour();
        let end = !self.by_hour() && self.is_end(day);
        let open = matches!(state, "free") || (end && !matches!(state, "past" | "shut"));
        json!({
            "date": day.to_string(),
            "day": day.day(),
            "today": day == self.today,
            "state": state,
            "says": says,
            "count": (state == "free" && many).then_some(free),
            "long": self.reading.calendar().weekday_short(day),
            "href": open.then(|| self.tapped(day).link(self.slug())),
            "on": self.marked(day),
        })
    }

    /// Where this day stands in what was chosen.
    fn marked(&self, day: Date) -> Option<&'static str> {
        let first = self.chosen.from?;
        let last = self.chosen.to.unwrap_or(first);
        match () {
            () if day == first => Some("first"),
            () if day == last => Some("last"),
            () if first < day && day < last => Some("in"),
            () => None,
        }
    }

    /// Whether a tap on this day chooses the end.
    fn is_end(&self, day: Date) -> bool {
        let nights = self.policy.counted_in() == BookingUnit::Night;
        match (self.chosen.from, self.chosen.to) {
            (Some(first), None) => first < day || (first == day && !nights),
            _ => false,
        }
    }

    /// A tap: first the beginning, then the end; by the hour a day and then its hours.
    fn tapped(&self, day: Date) -> Chosen {
        if !self.by_hour() && self.is_end(day) {
            return Chosen { to: Some(day), month: Some(day), ..self.chosen.clone() };
        }
        Chosen { from: Some(day), month: Some(day), ..self.afresh() }
    }

    /// How many are free on a day: at the best moment of it for bookings by the hour, all through it
    /// for days, through the night that begins then for nights.
    fn free_on(&self, day: Date) -> i64 {
        if self.by_hour() {
            let slots = self.slots(day);
            let best = slots.windows(2).filter_map(|pair| match pair {
                [from, to] => Some(self.least(*from, *to)),
                _ => None,
            });
            return best.max().unwrap_or(0);
        }
        let nights = self.policy.counted_in() == BookingUnit::Night;
        let last = if nights { day.tomorrow().unwrap_or(day) } else { day };
        let (from, to) = hours_of_days(&self.calendar, self.policy, day, last);
        self.least(from, to)
    }

    fn least(&self, from: DateTime, to: DateTime) -> i64 {
        let (from, to) = (self.calendar.moment(from), self.calendar.moment(to));
        if to <= self.desk.now() {
            return 0;
        }
        let minutes = |n: u32| SignedDuration::from_mins(i64::from(n));
        let from = from.max(self.desk.now());
        let begins = from.checked_sub(minutes(self.policy.buffer_before_minutes)).unwrap_or(from);
        let ends = to.checked_add(minutes(self.policy.buffer_after_minutes)).unwrap_or(to);
        let each = self.lines.iter().map(|line| line.least_free(begins, ends));
        each.min().unwrap_or(0).max(0)
    }

    /// The moments of a day at which a booking may begin or end.
    fn slots(&self, day: Date) -> Vec<DateTime> {
        let anytime = matches!(self.title.kind, TitleKind::Space);
        let mut hours = if anytime { Vec::new() } else { self.calendar.hours(day) };
        if hours.is_empty() {
            hours.push((Time::constant(6, 0, 0, 0), Time::MAX));
        }
        let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
        let end = |time: Time| if time == Time::MAX { 24 * 60 } else { minute(time) };
        let whole: i64 = hours.iter().map(|&(from, to)| end(to) - minute(from)).sum();
        let step = if whole <= HALF_HOURS_UP_TO { 30 } else { 60 };
        let start = day.to_datetime(Time::midnight());
        let mut slots = Vec::new();
        for (from, to) in hours {
            let mut at = minute(from);
            while at <= end(to) {
                slots.extend(start.checked_add(at.minutes()).ok());
                at += step;
            }
        }
        slots.dedup();
        slots
    }

    /// The hours of the chosen day: those at which it may begin, then those at which it may end.
    fn hours(&self) -> Option<Value> {
        let day = self.chosen.from?;
        let slots = self.slots(day);
        let qty = i64::from(self.chosen.qty);
        let calendar = self.reading.calendar();
        let cell = |at: DateTime, chosen: Option<Chosen>, on: bool| {
            json!({ "time": calendar.time(at.time()), "on": on,
                    "href": chosen.map(|chosen| chosen.link(self.slug())) })
        };
        let same = |at: DateTime| if at.date() == day { None } else { Some(at.date()) };
        let (ends, cells): (bool, Vec<_>) = match self.chosen.from_time {
            None => {
                let pairs = slots.windows(2).filter_map(|pair| match pair {
                    [from, to] if from.date() == day => Some((*from, *to)),
                    _ => None,
                });
                let starts = pairs.map(|(from, to)| {
                    let past = self.calendar.moment(from) < self.desk.now();
                    let free = !past && self.least(from, to) >= qty;
                    let time = Some(from.time());
                    let next = Chosen { from_time: time, ..self.chosen.clone() };
                    cell(from, free.then_some(next), false)
                });
                (false, starts.collect())
            }
            Some(start) => {
                let from = day.to_datetime(start);
                let most = SignedDuration::from_hours(i64::from(self.policy.length_max_hours));
                let later = slots.iter().copied().filter(|at| *at > from);
                let near = later.filter(|at| at.duration_since(from) <= most);
                let ends = near.map(|to| {
                    let free = self.least(from, to) >= qty;
                    let next =
                        Chosen { to_time: Some(to.time()), to: same(to), ..self.chosen.clone() };
                    let on = self.chosen.to_time == Some(to.time());
                    cell(to, free.then_some(next), on)
                });
                (true, ends.collect())
            }
        };
        let again = Chosen { from_time: None, to_time: None, to: None, ..self.chosen.clone() };
        Some(json!({
            "ends": ends,
            "cells": cells,
            "any": cells.iter().any(|cell| !cell["href"].is_null()),
            "day": calendar.weekday_short(day),
            "start": self.chosen.from_time.map(|time| calendar.time(time)),
            "start_value": self.chosen.from_time.map(clock),
            "again": again.link(self.slug()),
        }))
    }
}

/// `Thu 14 May, 10:00 – 12:00`, and both days where there are two.
pub(crate) fn span_words(
    reading: &Reading<'_>,
    desk: &Desk,
    (from, to): (Timestamp, Timestamp),
) -> String {
    let calendar = reading.calendar();
    let [from, to] = [from, to].map(|at| desk.zone().to_datetime(at));
    let midnight = to.time() == Time::midnight();
    let whole = from.time() == Time::midnight() && midnight;
    let day = |date: Date| calendar.weekday_short(date);
    let last = to.date().yesterday().ok().filter(|_| midnight).unwrap_or(to.date());
    match (whole, from.date() == last) {
        (true, true) => day(from.date()),
        (true, false) => format!("{} – {}", day(from.date()), day(last)),
        (false, true) => format!(
            "{}, {} – {}",
            day(from.date()),
            calendar.time(from.time()),
            if midnight { "24:00".to_owned() } else { calendar.time(to.time()) }
        ),
        (false, false) => format!(
            "{}, {} – {}, {}",
            day(from.date()),
            calendar.time(from.time()),
            day(to.date()),
            calendar.time(to.time())
        ),
    }
}
