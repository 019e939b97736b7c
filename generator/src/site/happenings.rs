//! Workshops, work days and parties: a list, a table of the month, a page each, one calendar file.

use std::collections::BTreeMap;

use catalog::ids::Slug;
use catalog::record::Happening;
use jiff::civil::Date;
use serde::Serialize;

use super::pages::markdown;
use super::shell::Head;
use super::{BuildError, Output, Pages};
use crate::links;
use crate::view::{Link, PlaceLink, TrainingView};

/// An event in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HappeningRow {
    name: String,
    summary: String,
    href: String,
    /// `Sat 16 May`
    day: String,
    /// `14:00–18:00`
    time: String,
    iso: String,
    cancelled: bool,
    past: bool,
}

#[derive(Serialize)]
struct List {
    upcoming: Vec<HappeningRow>,
    past: Vec<HappeningRow>,
    months: Vec<Month>,
    /// Every month in which anything happens.
    all_months: Vec<Link>,
}

/// The page of one month.
#[derive(Serialize)]
struct MonthPage {
    month: Month,
    rows: Vec<HappeningRow>,
    before: Option<Link>,
    after: Option<Link>,
}

#[derive(Serialize)]
struct Month {
    name: String,
    days: Vec<String>,
    weeks: Vec<Vec<Cell>>,
}

#[derive(Serialize)]
struct Cell {
    number: Option<i8>,
    today: bool,
    happenings: Vec<HappeningRow>,
}

#[derive(Serialize)]
struct HappeningPage {
    row: HappeningRow,
    full_date: String,
    place: Option<PlaceLink>,
    training: Option<TrainingView>,
    seats: Option<u32>,
    body: String,
}

fn day_of(happening: &Happening) -> Option<Date> {
    happening.starts.as_ref().map(jiff::Zoned::date)
}

fn row(pages: &Pages<'_>, happening: &Happening) -> Option<HappeningRow> {
    let (reading, starts) = (pages.reading(), happening.starts.as_ref()?);
    let calendar = reading.calendar();
    let begins = calendar.time(starts.time());
    let ends = happening.ends.as_ref().filter(|ends| ends.date() == starts.date());
    let day = if starts.year() == reading.today.year() {
        calendar.weekday_short(starts.date())
    } else {
        calendar.long(starts.date())
    };
    Some(HappeningRow {
        name: happening.name.in_lang(pages.lang).to_owned(),
        summary: happening.summary.in_lang(pages.lang).to_owned(),
        href: links::event(&happening.slug),
        day,
        time: ends.map_or_else(
            || begins.clone(),
            |ends| format!("{begins}–{}", calendar.time(ends.time())),
        ),
        iso: starts.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        cancelled: happening.cancelled,
        past: starts.date() < reading.today,
    })
}

/// All events that have a date, the earliest first.
fn dated<'b>(pages: &Pages<'b>) -> Vec<&'b Happening> {
    let events = pages.build.node.documents.events.values();
    let mut dated: Vec<_> = events.filter(|event| event.starts.is_some()).collect();
    dated.sort_by(|a, b| (&a.starts, &a.slug).cmp(&(&b.starts, &b.slug)));
    dated
}

/// The next events.
pub(super) fn upcoming(pages: &Pages<'_>, most: usize) -> Vec<HappeningRow> {
    let today = pages.reading().today;
    let ahead =
        dated(pages).into_iter().filter(|event| day_of(event).is_some_and(|day| day >= today));
    ahead.filter_map(|event| row(pages, event)).take(most).collect()
}

/// The next events that teach a training.
pub(super) fn teaching(pages: &Pages<'_>, training: &Slug) -> Vec<HappeningRow> {
    let today = pages.reading().today;
    let teaches =
        |event: &&Happening| event.training.as_ref() == Some(training) && !event.cancelled;
    let ahead =
        dated(pages).into_iter().filter(|event| day_of(event).is_some_and(|day| day >= today));
    ahead.filter(teaches).filter_map(|event| row(pages, event)).take(3).collect()
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    let all = dated(pages);
    let rows = || all.iter().filter_map(|event| row(pages, event));
    let mut past: Vec<HappeningRow> = rows().filter(|row| row.past).collect();
    past.reverse();
    past.truncate(30);
    let content = List {
        upcoming: rows().filter(|row| !row.past).collect(),
        past,
        months: months(pages, &all),
        all_months: month_links(pages, &all).into_iter().map(|(_, link)| link).collect(),
    };
    let head = Head::new("visit", reading.word("events-title"))
        .crumb(reading.word("nav-visit"), "visit/index.html");
    out.page(pages.draw("events/index.html", "events.html", head, content)?)?;
    month_pages(pages, &all, out)?;
    for event in pages.build.node.documents.events.values() {
        one(pages, event, out)?;
    }
    Ok(())
}

fn one(pages: &Pages<'_>, event: &Happening, out: &mut Output<'_>) -> Result<(), BuildError> {
    let (reading, path) = (pages.reading(), links::event(&event.slug));
    let file = format!("events/{}.md", event.slug);
    let body = markdown(pages, &path, &file, event.body.in_lang(pages.lang), 2);
    for link in &body.broken {
        out.warn(format!("{file}: the link `{link}` leads nowhere"));
    }
    let undated = || HappeningRow {
        name: event.name.in_lang(pages.lang).to_owned(),
        summary: event.summary.in_lang(pages.lang).to_owned(),
        href: path.clone(),
        day: String::new(),
        time: String::new(),
        iso: String::new(),
        cancelled: event.cancelled,
        past: false,
    };
    let row = row(pages, event).unwrap_or_else(undated);
    let head = Head { data: Some(data(event, pages)), ..Head::new("visit", row.name.clone()) };
    let head = head.about(row.summary.clone()).crumb(reading.word("nav-visit"), "visit/index.html");
    let head = head.crumb(reading.word("events-title"), "events/index.html");
    let content = HappeningPage {
        full_date: day_of(event).map_or_else(String::new, |day| reading.calendar().full(day)),
        place: event.place.as_ref().map(|place| PlaceLink::new(&reading, place)),
        training: event.training.as_ref().map(|slug| TrainingView::new(&reading, slug)),
        seats: event.seats,
        body: body.html,
        row,
    };
    out.page(pages.draw(&path, "event.html", head, content)?)
}

/// The first day of each month in which anything happens, with the address of its page.
fn month_links(pages: &Pages<'_>, all: &[&Happening]) -> Vec<(Date, Link)> {
    let mut firsts: Vec<Date> =
        all.iter().filter_map(|event| day_of(event)).map(Date::first_of_month).collect();
    firsts.sort_unstable();
    firsts.dedup();
    let link = |first: Date| {
        let name = pages.reading().calendar().month_year(first);
        (first, Link { name, href: links::month(first) })
    };
    firsts.into_iter().map(link).collect()
}

fn month_pages(
    pages: &Pages<'_>,
    all: &[&Happening],
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let (reading, by_day) = (pages.reading(), by_day(pages, all));
    let months = month_links(pages, all);
    for (at, (first, link)) in months.iter().enumerate() {
        let neighbour = |at: Option<usize>| at.and_then(|at| months.get(at)).map(|m| m.1.clone());
        let days = by_day.range(*first..=first.last_of_month());
        let content = MonthPage {
            month: month(pages, *first, &by_day),
            rows: days.flat_map(|(_, rows)| rows.iter().cloned()).collect(),
            before: neighbour(at.checked_sub(1)),
            after: neighbour(Some(at + 1)),
        };
        let head = Head::new("visit", format!("{}: {}", reading.word("events-title"), link.name))
            .crumb(reading.word("nav-visit"), "visit/index.html")
            .crumb(reading.word("events-title"), "events/index.html");
        out.page(pages.draw(&link.href, "month.html", head, content)?)?;
    }
    Ok(())
}

fn by_day(pages: &Pages<'_>, all: &[&Happening]) -> BTreeMap<Date, Vec<HappeningRow>> {
    let mut by_day: BTreeMap<Date, Vec<HappeningRow>> = BTreeMap::new();
    for event in all {
        if let (Some(day), Some(row)) = (day_of(event), row(pages, event)) {
            by_day.entry(day).or_default().push(row);
        }
    }
    by_day
}

/// The month of the build and the next one as tables, where anything happens.
fn months(pages: &Pages<'_>, all: &[&Happening]) -> Vec<Month> {
    let reading = pages.reading();
    let first = reading.today.first_of_month();
    let by_day = by_day(pages, all);
    let months = first.series(jiff::Span::new().months(1)).take(2);
    let has_any = |first: &Date| by_day.range(*first..=first.last_of_month()).next().is_some();
    months.filter(has_any).map(|first| month(pages, first, &by_day)).collect()
}

fn month(pages: &Pages<'_>, first: Date, by_day: &BTreeMap<Date, Vec<HappeningRow>>) -> Month {
    let reading = pages.reading();
    let calendar = reading.calendar();
    let empty = || Cell { number: None, today: false, happenings: Vec::new() };
    let before = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
    let mut cells: Vec<Cell> = std::iter::repeat_with(empty).take(before).collect();
    let days =
        first.series(jiff::Span::new().days(1)).take_while(|day| day.month() == first.month());
    cells.extend(days.map(|day| Cell {
        number: Some(day.day()),
        today: day == reading.today,
        happenings: by_day.get(&day).cloned().unwrap_or_default(),
    }));
    cells.resize_with(cells.len().next_multiple_of(7), empty);
    let mut weeks = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(7.min(cells.len()));
        weeks.push(std::mem::replace(&mut cells, rest));
    }
    let name = |number| {
        jiff::civil::Weekday::from_monday_one_offset(number)
            .map(|day| calendar.weekday_abbreviated(day))
    };
    Month { name: calendar.month_year(first), days: (1..=7).flat_map(name).collect(), weeks }
}

fn data(event: &Happening, pages: &Pages<'_>) -> serde_json::Value {
    let time = |at: &Option<jiff::Zoned>| {
        at.as_ref().map(|at| at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    };
    let status = if event.cancelled {
        "https://schema.org/EventCancelled"
    } else {
        "https://schema.org/EventScheduled"
    };
    serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.name.in_lang(pages.lang),
        "description": event.summary.in_lang(pages.lang),
        "startDate": time(&event.starts),
        "endDate": time(&event.ends),
        "eventStatus": status,
        "location": { "@type": "Place", "name": pages.site.name, "address": pages.build.node.documents.node.address },
    })
}
