//! What the books say: loans by month, what is used most, what has not moved, and a sheet of paper
//! for a day without power. Nothing here names a person but the sheet, which is for the desk.

use std::collections::BTreeMap;

use catalog::fold::{Custody, HoldState, Node};
use catalog::ids::Slug;
use desk::Desk;
use generator::chart::{self, Bar};
use generator::view::{CardView, PlaceLink, Reading, number};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{name, steward};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;
use crate::words;

/// Months of a chart.
const MONTHS: i32 = 12;
/// Lines of a ranking.
const MOST: usize = 10;

/// The figures above the charts.
pub(crate) struct Numbers {
    /// Open loans …
    pub(crate) out: usize,
    /// … and those of them that are late.
    pub(crate) late: usize,
    /// How many of a hundred closed loans came back by their day.
    pub(crate) on_time: Option<usize>,
    /// Open repairs.
    pub(crate) repairs: usize,
}

impl Numbers {
    /// As they are now.
    pub(crate) fn of(desk: &Desk) -> Self {
        let state = &desk.node().state;
        let closed = state.loans.values().filter(|loan| !loan.is_open()).count();
        let on_time = state
            .loans
            .values()
            .filter(|loan| loan.closed_at().is_some_and(|at| at.date() <= loan.due.date));
        Self {
            out: state.open_loans().count(),
            late: state.open_loans().filter(|loan| desk.is_late(loan)).count(),
            on_time: (on_time.count() * 100).checked_div(closed),
            repairs: state.tickets.values().filter(|ticket| ticket.closed.is_none()).count(),
        }
    }
}

/// The reports.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let today = desk.today();
    let numbers = Numbers::of(&desk);
    let (by_month, by_title) = loans(reading.node, today);
    let months = months(&reading, today, &by_month);
    let ranked = ranked(&reading, &by_title);
    Ok(Reply::page(
        "kiosk/reports.html",
        json!({
            "numbers": [
                { "n": numbers.out, "label": reading.word("s-rep-out") },
                { "n": numbers.late, "label": reading.word("s-rep-late") },
                { "n": numbers.on_time.map(|n| format!("{n} %")), "label": reading.word("s-rep-on-time") },
                { "n": numbers.repairs, "label": reading.word("s-tickets") },
            ],
            "months": chart::months(&months),
            "months_title": peak(&reading, &months),
            "most": chart::ranking(&ranked),
            "most_title": ranked.first().map(|bar| {
                reading.text("s-rep-most", &[("name", generator::view::words(bar.name.as_str()))])
            }),
            "idle": idle(&reading, &by_title),
            "low": low(&reading),
        }),
    ))
}

/// Loans by year and month.
pub(crate) type ByMonth = BTreeMap<(i16, i8), usize>;
/// Loans by title.
pub(crate) type ByTitle<'n> = BTreeMap<&'n Slug, usize>;

/// The loans of the last twelve months.
pub(crate) fn loans(node: &Node, today: Date) -> (ByMonth, ByTitle<'_>) {
    let since = today.first_of_month().checked_sub((MONTHS - 1).months()).unwrap_or(today);
    let (mut by_month, mut by_title) = (ByMonth::new(), ByTitle::new());
    for loan in node.state.loans.values() {
        let date = loan.out_at.date();
        if date < since {
            continue;
        }
        *by_month.entry((date.year(), date.month())).or_default() += 1;
        if let Some(slug) = node.index.title_of(loan.unit) {
            *by_title.entry(slug).or_default() += 1;
        }
    }
    (by_month, by_title)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn bar(label: String, name: String, n: usize) -> Bar {
    Bar { label, name, value: n as f64, shown: n.to_string() }
}

/// The last twelve months, the oldest first, each with its loans.
pub(crate) fn counted(today: Date, by_month: &ByMonth) -> impl Iterator<Item = (Date, usize)> {
    let first = today.first_of_month();
    let back = (0..MONTHS).rev().filter_map(move |n| first.checked_sub(n.months()).ok());
    back.map(|month| (month, by_month.get(&(month.year(), month.month())).copied().unwrap_or(0)))
}

fn months(reading: &Reading<'_>, today: Date, by_month: &ByMonth) -> Vec<Bar> {
    let counted = counted(today, by_month);
    counted
        .map(|(month, n)| {
            let short = reading.calendar().month_abbreviated(month.month());
            let name = format!("{short} {}", month.year());
            bar(short, name, n)
        })
        .collect()
}

/// The finding stands above the chart.
fn peak(reading: &Reading<'_>, months: &[Bar]) -> String {
    let total: f64 = months.iter().map(|bar| bar.value).sum();
    let highest = months.iter().max_by(|a, b| a.value.total_cmp(&b.value));
    match highest.filter(|_| total > 0.0) {
        Some(month) => {
            let args = [("month", generator::view::words(month.name.as_str()))];
            reading.text("s-rep-peak", &args)
        }
        None => reading.word("s-rep-none"),
    }
}

/// What is lent most, that first.
pub(crate) fn most<'n>(by_title: &ByTitle<'n>) -> Vec<(&'n Slug, usize)> {
    let mut all: Vec<_> = by_title.iter().map(|(slug, n)| (*slug, *n)).collect();
    all.sort_by_key(|(slug, n)| (std::cmp::Reverse(*n), *slug));
    all.truncate(MOST);
    all
}

fn ranked(reading: &Reading<'_>, by_title: &ByTitle<'_>) -> Vec<Bar> {
    let all = most(by_title);
    let titles = &reading.node.documents.titles;
    let bars = all.into_iter().filter_map(|(slug, n)| {
        let name = titles.get(slug)?.name.in_lang(reading.lang).to_owned();
        Some(bar(name.clone(), name, n))
    });
    bars.collect()
}

/// Things on their shelves that nobody took for a year.
fn idle(reading: &Reading<'_>, by_title: &ByTitle<'_>) -> Value {
    let year_ago = reading.today.checked_sub(1.year()).unwrap_or(reading.today);
    let idle: Vec<_> = reading
        .node
        .documents
        .titles
        .values()
        .filter(|title| catalog::circulation::taken_home(title) && !title.units.is_empty())
        .filter(|title| title.added.is_none_or(|added| added < year_ago))
        .filter(|title| !by_title.contains_key(&title.slug))
        .collect();
    let cards = idle.iter().take(MOST).map(|title| CardView::new(reading, title));
    json!({
        "title": reading.text("s-rep-idle", &[("n", number(idle.len()))]),
        "cards": cards.collect::<Vec<_>>(),
    })
}

/// Lots of which there is less than there should be.
fn low(reading: &Reading<'_>) -> Vec<Value> {
    let lots = reading
        .node
        .documents
        .titles
        .values()
        .flat_map(|title| title.units.iter().map(move |unit| (title, unit)));
    let low = lots.filter_map(|(title, unit)| {
        let level = reading.node.state.units.get(&unit.code)?.stock.as_ref()?.level();
        let least = unit.min_qty?;
        let measure = unit.measure.clone().unwrap_or_default();
        (level < i64::from(least)).then(|| {
            json!({ "card": CardView::new(reading, title), "level": level, "least": least, "measure": measure })
        })
    });
    low.take(20).collect()
}

/// The desk on paper: what is out, what waits, what is booked, and lines to write on.
pub(crate) fn sheet(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let state = &desk.node().state;
    let mut open: Vec<_> = state.open_loans().collect();
    open.sort_by_key(|loan| (loan.due, loan.id));
    let open = open.iter().filter_map(|loan| {
        let unit = reading.node.unit(loan.unit)?;
        Some(json!({
            "code": loan.unit.to_string(),
            "name": unit.title.name.in_lang(reading.lang),
            "who": name(&desk, &reading, &loan.patron),
            "due": words::due(&reading, desk.due(loan)),
            "late": desk.is_late(loan),
            "place": PlaceLink::new(&reading, &unit.unit.home_place).short,
        }))
    });
    let ready = state.holds.values().filter_map(|hold| {
        let HoldState::Ready { unit, until } = &hold.state else { return None };
        let view = reading.node.unit(*unit)?;
        let here = matches!(view.state.custody, Custody::OnHoldShelf(_));
        here.then(|| {
            json!({
                "code": unit.to_string(),
                "name": view.title.name.in_lang(reading.lang),
                "who": name(&desk, &reading, &hold.patron),
                "until": reading.calendar().weekday_short(*until),
            })
        })
    });
    let list = desk.today_list();
    let bookings = list.bookings.iter();
    let bookings = bookings.filter_map(|id| super::bookings::row(&desk, &reading, *id));
    Ok(Reply::page(
        "kiosk/sheet.html",
        json!({
            "date": reading.calendar().long(desk.today()),
            "open": open.collect::<Vec<_>>(),
            "ready": ready.collect::<Vec<_>>(),
            "bookings": bookings.collect::<Vec<_>>(),
        }),
    ))
}
