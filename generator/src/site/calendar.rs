//! The dates on which a thing is free, as a table of weeks.

use catalog::fold::Custody;
use catalog::record::{Title, UnitKind};
use jiff::civil::Date;
use serde::Serialize;

use crate::view::Reading;

const WEEKS: i32 = 4;

/// Four weeks from the Monday before today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Weeks {
    pub(super) days: Vec<String>,
    pub(super) weeks: Vec<Vec<Day>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) label: String,
    /// The class of the cell: `""` free, `b` taken, `x` closed. Which day is today, and what is past,
    /// the page finds out by itself: it is read on other days than it was made on.
    pub(super) class: &'static str,
    pub(super) word: String,
}

/// The table of a title that can be booked; none for stock and for titles without units.
pub(super) fn weeks(reading: &Reading<'_>, title: &Title) -> Option<Weeks> {
    let lendable = lendable(reading, title);
    if title.reservation_policy.is_none() || lendable == 0 {
        return None;
    }
    let back = i64::from(reading.today.weekday().to_monday_zero_offset());
    let monday = reading.today.checked_sub(jiff::Span::new().days(back)).ok()?;
    let mut all = monday.series(jiff::Span::new().days(1));
    let week =
        |_: i32| all.by_ref().take(7).map(|date| day(reading, title, date, lendable)).collect();
    let weeks = (0..WEEKS).map(week).collect();
    let names = monday.series(jiff::Span::new().days(1)).take(7);
    let calendar = reading.calendar();
    Some(Weeks {
        days: names.map(|date| calendar.weekday_abbreviated(date.weekday())).collect(),
        weeks,
    })
}

fn lendable(reading: &Reading<'_>, title: &Title) -> usize {
    let takes_part = |unit: &&catalog::record::Unit| {
        use catalog::record::Lifecycle as L;
        let state = reading.node.state.units.get(&unit.code);
        unit.kind == UnitKind::Unit
            && state.is_some_and(|state| matches!(state.lifecycle, L::Active))
    };
    title.units.iter().filter(takes_part).count()
}

fn day(reading: &Reading<'_>, title: &Title, date: Date, lendable: usize) -> Day {
    let (class, key) = if taken(reading, title, date) >= lendable {
        ("b", "cal-taken")
    } else if is_closed(reading, date) {
        ("x", "cal-closed")
    } else {
        ("", "cal-free")
    };
    let label =
        if date.day() == 1 { reading.calendar().tiny(date) } else { date.day().to_string() };
    Day { date, label, class, word: reading.word(key) }
}

/// How many units are out or promised on a day. One that is overdue counts for the next two days.
fn taken(reading: &Reading<'_>, title: &Title, date: Date) -> usize {
    let state = &reading.node.state;
    let soon = reading.today.checked_add(jiff::Span::new().days(2)).unwrap_or(reading.today);
    let out = title.units.iter().filter(|unit| {
        let custody = state.units.get(&unit.code).map(|unit| &unit.custody);
        let Some(Custody::Out(loan)) = custody else { return false };
        let due = state.loans.get(loan).map(|loan| loan.due.date);
        due.is_some_and(|due| date <= due || (due < reading.today && date <= soon))
    });
    let promised = state.reservations_of(&title.slug).filter(|claim| {
        let handed_over = !claim.loans.is_empty();
        !handed_over && claim.from.date() <= date && date <= claim.to.date()
    });
    let promised: usize = promised.map(|claim| usize::try_from(claim.qty).unwrap_or(0)).sum();
    out.count() + promised
}

fn is_closed(reading: &Reading<'_>, date: Date) -> bool {
    let node = &reading.node.documents.node;
    let on_break = node.closures.iter().any(|closure| closure.from <= date && date <= closure.to);
    let opens = node.opening_hours.iter().any(|open| open.day == date.weekday().into());
    on_break || (!node.opening_hours.is_empty() && !opens)
}
