//! May somebody have so many of something for certain hours?

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::caps;
use super::hold::title_of;
use super::lend::Authority;
use super::person::training_denial;
use super::timeline::{Buffers, after};
use super::{Borrower, Calendar, Denial, Overridable, Standing, Timeline, reservation_policy_of};
use crate::event::Wanted;
use crate::fold::{Node, Reservation};
use crate::record::{ReservationPolicy, RuleAbout, Title, TitleKind};

/// Somebody wants to book `[from, to)`.
#[derive(Debug, Clone)]
pub struct BookingRequest<'a> {
    /// What.
    pub wanted: &'a Wanted,
    /// How many.
    pub qty: u32,
    /// How many people come, where that is asked.
    pub visitors: Option<u32>,
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
    let wish = Wish { node, title, policy, request, calendar: Calendar::of(&node.documents.node) };
    let mut against = wish.length(now);
    against.extend(wish.closed());
    against.extend(wish.person());
    against.extend(wish.taken(now));
    against.extend(by_rules(node, request));
    let steward = request.authority == Authority::Steward;
    against.retain(|denial| !(steward && denial.overridable() == Overridable::Steward));
    if !against.is_empty() {
        return Err(against);
    }
    Ok(steward || !policy.requires_approval)
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

struct Wish<'n> {
    node: &'n Node,
    title: &'n Title,
    policy: &'n ReservationPolicy,
    request: &'n BookingRequest<'n>,
    calendar: Calendar<'n>,
}

impl Wish<'_> {
    fn length(&self, now: Timestamp) -> Vec<Denial> {
        let (policy, request) = (self.policy, self.request);
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

    /// Things are fetched and brought while somebody is there; a room is booked for when it is
    /// wanted.
    fn closed(&self) -> Option<Denial> {
        if matches!(self.title.kind, TitleKind::Space) {
            return None;
        }
        let [from, to] = [self.request.from, self.request.to].map(|at| self.calendar.local(at));
        let last = self.last_moment();
        let ends = [from, last].map(DateTime::date);
        if let Some(date) = ends.into_iter().find(|&day| !self.calendar.is_open_on(day)) {
            return Some(Denial::ClosedThen { date });
        }
        let to = if to.date() == last.date() { to } else { last };
        [from, to].into_iter().find_map(|at| self.out_of_hours(at))
    }

    /// The end of the booking; one that ends at midnight ends on the day before.
    fn last_moment(&self) -> DateTime {
        let last = self.request.to.checked_sub(1.second()).unwrap_or(self.request.to);
        self.calendar.local(last)
    }

    fn out_of_hours(&self, at: DateTime) -> Option<Denial> {
        let (date, time) = (at.date(), at.time());
        let hours = self.calendar.hours(date);
        if hours.iter().any(|&(opens, closes)| opens <= time && time <= closes) {
            return None;
        }
        let (from, to) = (self.calendar.opens_at(date)?, self.calendar.closes_at(date)?);
        Some(Denial::OutOfHours { date, from, to })
    }

    /// What stands against the one who asks.
    fn person(&self) -> Vec<Denial> {
        let (policy, request) = (self.policy, self.request);
        let mut against = Vec::new();
        if request.borrower.standing == Standing::Left {
            against.push(Denial::Left);
        }
        let day = self.calendar.today(request.from);
        for training in &self.title.requires_authorisation {
            if !request.borrower.has_training(self.node, training, day) {
                against.push(training_denial(self.node, request.borrower, training));
            }
        }
        if let Some(most) = policy.visitors_max.filter(|&most| request.visitors > Some(most)) {
            against.push(Denial::TooManyVisitors { most });
        }
        let to_come = |r: &&Reservation| r.is_to_come() && r.to.timestamp() > request.from;
        let open = self.same_policy().filter(to_come).count();
        if let Some(most) = policy.open_per_member.filter(|&most| open >= most as usize) {
            against.push(Denial::BookingsCap { most });
        }
        if let Some(hours) = policy.hours_per_month
            && self.used_this_month() > SignedDuration::from_hours(i64::from(hours))
        {
            against.push(Denial::HoursCap { hours });
        }
        against
    }

    /// What the same person has booked under the same policy, the used ones too.
    fn same_policy(&self) -> impl Iterator<Item = &Reservation> {
        let borrower = self.request.borrower;
        let all = borrower.reservations.iter().chain(&borrower.used_reservations);
        all.filter_map(|id| self.node.state.reservations.get(id)).filter(|r| {
            let title = r.title.as_ref().and_then(|slug| self.node.documents.titles.get(slug));
            title.is_some_and(|title| title.reservation_policy == self.title.reservation_policy)
        })
    }

    /// The hours in the month in which the booking begins, this booking included.
    fn used_this_month(&self) -> SignedDuration {
        let month = |at: Timestamp| {
            let day = self.calendar.today(at);
            (day.year(), day.month())
        };
        let this = month(self.request.from);
        let booked = self.same_policy().filter(|r| month(r.from.timestamp()) == this);
        let hours: SignedDuration =
            booked.map(|r| r.to.timestamp().duration_since(r.from.timestamp())).sum();
        hours + self.request.to.duration_since(self.request.from)
    }

    fn taken(&self, now: Timestamp) -> Option<Denial> {
        let (node, title, request) = (self.node, self.title, self.request);
        // A borrower's own bookings are as real as anybody's here: two of one's own may not overlap
        // beyond what there is.
        let nobody = Borrower::default();
        let line = Timeline::of(node, title, &nobody, None, now);
        let buffers = Buffers::of(node, title);
        let (from, end) = buffers.around(request.from, request.to);
        let qty = i64::from(request.qty);
        let mut lines = vec![(&line, qty)];
        let single = match request.wanted {
            Wanted::Unit(code) => node.unit(*code),
            Wanted::Title(_) => None,
        };
        let single = single.map(|view| Timeline::of_unit(node, view, &nobody, now));
        lines.extend(single.as_ref().map(|line| (line, 1)));
        if lines.iter().any(|(line, qty)| line.least_free(from, end) < *qty) {
            let length = end.duration_since(from);
            let free = lines.iter().map(|(line, qty)| line.next_free(from, length, *qty));
            // No moment is free for good where one of the lines has none.
            let next = free.collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().max());
            let next = next.map(|at| self.calendar.wall(after(at, buffers.before)));
            return Some(Denial::AllTaken { free_from: next });
        }
        let percent = self.policy.max_percent_of_pool;
        let promised = qty
            + node
                .state
                .reservations_of(&title.slug)
                .filter(|r| {
                    let (begins, ends) = buffers.around(r.from.timestamp(), r.to.timestamp());
                    begins < end && from < ends
                })
                .map(|r| i64::from(r.qty))
                .sum::<i64>();
        (promised * 100 > line.pool() * i64::from(percent)).then_some(Denial::PoolShare { percent })
    }
}
