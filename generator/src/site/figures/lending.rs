//! What is used most, when, and whether it comes back.

use serde::Serialize;

use super::super::Pages;
use super::super::facts::{LEAST, percent};
use super::super::titles::month_chart;
use super::findings::{self, FEWEST_POINTS, Kinds, Months};
use super::{Figure, month_letter, percent_words, share_of};
use crate::chart::{self, Bar};
use crate::view::{CategoryLink, number, words};

/// The share of returns in time that a node aims at, in percent.
const GOAL: u32 = 95;

/// Hand-overs by weekday and hour, as a table.
#[derive(Serialize)]
pub(in super::super) struct Busy {
    title: String,
    hours: Vec<usize>,
    rows: Vec<(String, Vec<Heat>)>,
}

#[derive(Serialize)]
struct Heat {
    n: u32,
    /// 0 to 4.
    level: u32,
}

/// Loans by category.
pub(super) fn kinds(pages: &Pages<'_>) -> Option<Figure> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let numbers = reading.strings.numbers(pages.lang);
    let mut rows: Vec<(&String, u32)> =
        facts.by_category.iter().map(|(path, n)| (path, *n)).filter(|(_, n)| *n >= LEAST).collect();
    rows.sort_by_key(|(path, n)| (std::cmp::Reverse(*n), *path));
    let counts: Vec<u32> = rows.iter().map(|(_, n)| *n).collect();
    let found = findings::kinds(&counts)?;
    let bar = |(path, n): &(&String, u32)| {
        let name = CategoryLink::new(&reading, path).name;
        Bar { label: name.clone(), name, value: f64::from(*n), shown: numbers.whole(i64::from(*n)) }
    };
    let bars: Vec<Bar> = rows.iter().take(7).map(bar).collect();
    let kind = || words(bars.first().map(|bar| bar.label.clone()).unwrap_or_default());
    let title = match found {
        Kinds::Share(share) => reading
            .text("figure-kinds-share", &[("share", share_of(&reading, share)), ("kind", kind())]),
        Kinds::Lead => reading.text("figure-kinds-lead", &[("kind", kind())]),
        Kinds::Several => reading.word("figure-kinds"),
    };
    Some(Figure { title, note: reading.word("figure-kinds-note"), chart: chart::ranking(&bars) })
}

pub(super) fn months(pages: &Pages<'_>) -> Option<Figure> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let title = match findings::months(&facts.all.months)? {
        Months::Busiest(at) => {
            let month = reading.calendar().month_year(*facts.months.get(at)?);
            reading.text("figure-months", &[("month", words(month))])
        }
        Months::Several => reading.word("figure-months-several"),
    };
    let chart = month_chart(pages, &facts.all.months);
    Some(Figure { title, note: reading.word("figure-months-note"), chart })
}

/// The share that came back on time, in months with enough returns.
pub(super) fn punctual(pages: &Pages<'_>) -> Option<Figure> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let calendar = reading.calendar();
    let point = |(first, (returned, on_time)): (&jiff::civil::Date, &(u32, u32))| {
        let share = percent(*on_time, *returned)?;
        Some(Bar {
            label: month_letter(&reading, *first),
            name: calendar.month_year(*first),
            value: f64::from(share),
            shown: percent_words(&reading, share),
        })
    };
    let points: Vec<Bar> = facts.months.iter().zip(&facts.punctual).filter_map(point).collect();
    if points.len() < FEWEST_POINTS {
        return None;
    }
    let all = percent(facts.all.on_time, facts.all.returned)?;
    let title = reading.text("figure-punctual", &[("share", share_of(&reading, all))]);
    let goal = reading.text("figure-goal", &[("share", share_of(&reading, GOAL))]);
    let chart = chart::line(&points, Some(&(f64::from(GOAL), goal)));
    Some(Figure { title, note: reading.word("figure-punctual-note"), chart })
}

pub(in super::super) fn busy(pages: &Pages<'_>) -> Option<Busy> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let most = facts.busy.iter().flatten().copied().max().filter(|most| *most >= LEAST)?;
    let used = |hour: &usize| facts.busy.iter().any(|day| day.get(*hour).is_some_and(|n| *n > 0));
    let (first, last) = ((0..24).find(used)?, (0..24).rev().find(used)?);
    let hours: Vec<usize> = (first..=last).collect();
    let calendar = reading.calendar();
    let mut peak = (0, String::new(), 0);
    let mut rows = Vec::new();
    for (number, counts) in (1..=7).zip(&facts.busy) {
        let Ok(day) = jiff::civil::Weekday::from_monday_one_offset(number) else { continue };
        if counts.iter().sum::<u32>() == 0 {
            continue;
        }
        let cells: Vec<Heat> = hours
            .iter()
            .filter_map(|hour| counts.get(*hour))
            .map(|n| Heat { n: *n, level: (n * 4).div_ceil(most) })
            .collect();
        if let Some((hour, n)) = hours
            .iter()
            .zip(&cells)
            .map(|(hour, cell)| (*hour, cell.n))
            .max_by_key(|(hour, n)| (*n, 24 - hour))
            && n > peak.0
        {
            peak = (n, calendar.weekday(day), hour);
        }
        rows.push((calendar.weekday_abbreviated(day), cells));
    }
    let title = reading.text("figure-busy", &[("day", words(peak.1)), ("hour", number(peak.2))]);
    Some(Busy { title, hours, rows })
}
