//! What has been chosen so far: in the address, nowhere else.

use catalog::circulation::{
    Authority, BookingRequest, Borrower, Calendar, Denial, hours_of_days, may_reserve,
    nearest_free, reservation_policy_of,
};
use catalog::code::Code;
use catalog::event::Wanted;
use catalog::ids::Slug;
use catalog::record::{BookingUnit, Title};
use desk::Desk;
use generator::view::Reading;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde_json::{Value, json};

use crate::visit::Fields;

/// The most of something that is booked at once.
const MOST: u32 = 500;
const FIELDS: [&str; 8] =
    ["unit", "month", "from", "from_time", "to", "to_time", "qty", "visitors"];

/// A wish, as far as it has been said. What cannot be read has not been said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chosen {
    pub(super) unit: Option<Code>,
    /// A day of the month that is shown.
    pub(super) month: Option<Date>,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) from_time: Option<Time>,
    pub(super) to_time: Option<Time>,
    pub(super) qty: u32,
    pub(super) visitors: Option<u32>,
}

/// What stands against a wish, and the nearest times at which nothing does.
#[derive(Debug, Default)]
pub(super) struct Against {
    pub(super) denials: Vec<Denial>,
    pub(super) others: Vec<(Timestamp, Timestamp)>,
}

impl Chosen {
    pub(super) fn read(fields: &Fields) -> Self {
        let qty = read(fields, "qty").unwrap_or(1).clamp(1, MOST);
        Self {
            unit: read(fields, "unit"),
            month: read(fields, "month"),
            from: read(fields, "from"),
            to: read(fields, "to"),
            from_time: read(fields, "from_time"),
            to_time: read(fields, "to_time"),
            qty,
            visitors: read(fields, "visitors").map(|n: u32| n.clamp(1, 10_000)),
        }
    }

    /// Whether there is a beginning and an end.
    pub(super) fn is_complete(&self) -> bool {
        self.from.is_some() && (self.to.is_some() || self.to_time.is_some())
    }

    /// The hours that were chosen; times that nobody said are those of the rules and of the door.
    pub(super) fn span(&self, desk: &Desk, title: &Title) -> Option<(Timestamp, Timestamp)> {
        let config = &desk.node().documents.node;
        let policy = reservation_policy_of(config, title)?;
        let calendar = Calendar::of(config);
        if !self.is_complete() {
            return None;
        }
        let first = self.from?;
        let last = self.to.unwrap_or(first);
        let (mut from, mut to) = hours_of_days(&calendar, policy, first, last);
        if policy.counted_in() == BookingUnit::Hour && self.from_time.is_none() {
            // A day was chosen and no hour yet.
            self.to?;
        }
        if let Some(time) = self.from_time {
            from = first.to_datetime(time);
        }
        if let Some(time) = self.to_time {
            let next = time == Time::midnight() && self.to.is_none();
            to = if next { last.tomorrow().ok()? } else { last }.to_datetime(time);
        }
        Some((calendar.moment(from), calendar.moment(to)))
    }

    /// The same wish at other times.
    pub(super) fn at(&self, desk: &Desk, (from, to): (Timestamp, Timestamp)) -> Self {
        let [from, to] = [from, to].map(|at| desk.zone().to_datetime(at));
        Self {
            from: Some(from.date()),
            to: Some(to.date()),
            from_time: Some(from.time()),
            to_time: Some(to.time()),
            month: None,
            ..self.clone()
        }
    }

    /// What stands against the wish whoever asks.
    pub(super) fn for_anybody(
        &self,
        desk: &Desk,
        slug: &Slug,
        (from, to): (Timestamp, Timestamp),
    ) -> Against {
        let wanted = self.unit.map_or_else(|| Wanted::Title(slug.clone()), Wanted::Unit);
        // Which trainings were passed is asked when there is a card.
        let grants = desk.node().state.grants.keys().copied().collect();
        let borrower = Borrower { grants, ..Borrower::default() };
        let request = BookingRequest {
            wanted: &wanted,
            qty: self.qty,
            visitors: self.visitors,
            from,
            to,
            borrower: &borrower,
            authority: Authority::Member,
        };
        let personal = |denial: &Denial| matches!(denial, Denial::Training { .. });
        match may_reserve(desk.node(), &request, desk.now()) {
            Ok(_) => Against::default(),
            Err(mut denials) => {
                denials.retain(|denial| !personal(denial));
                Against { denials, others: nearest_free(desk.node(), &request, desk.now()) }
            }
        }
    }

    /// The address of the page with this choice.
    pub(super) fn link(&self, slug: &Slug) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        };
        put("unit", self.unit.map(Code::compact));
        put("month", self.month.map(|date| date.to_string()));
        put("from", self.from.map(|date| date.to_string()));
        put("from_time", self.from_time.map(clock));
        put("to", self.to.map(|date| date.to_string()));
        put("to_time", self.to_time.map(clock));
        put("qty", (self.qty > 1).then(|| self.qty.to_string()));
        put("visitors", self.visitors.map(|n| n.to_string()));
        match query.finish() {
            query if query.is_empty() => format!("/kiosk/book/{slug}"),
            query => format!("/kiosk/book/{slug}?{query}#when"),
        }
    }

    pub(super) fn view(&self, reading: &Reading<'_>) -> Value {
        let calendar = reading.calendar();
        json!({
            "unit": self.unit.map(Code::compact),
            "from": self.from.map(|date| date.to_string()),
            "to": self.to.map(|date| date.to_string()),
            "from_time": self.from_time.map(clock),
            "to_time": self.to_time.map(clock),
            "from_words": self.from.map(|date| calendar.weekday_short(date)),
            "from_time_words": self.from_time.map(|time| calendar.time(time)),
            "qty": self.qty,
            "visitors": self.visitors,
        })
    }
}

/// `09:30`, as forms and addresses write it.
pub(super) fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn read<T: std::str::FromStr>(fields: &Fields, name: &str) -> Option<T> {
    fields.get(name).and_then(|text| text.parse().ok())
}

/// What a form of this page said, as the query of the page that shows it again.
pub(crate) fn query_of(form: &Fields) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in FIELDS {
        if let Some(value) = form.get(name) {
            query.append_pair(name, value);
        }
    }
    query.finish()
}
