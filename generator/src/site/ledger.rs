//! How the node is doing: loans, returns, repairs and credits in numbers, never by name.

use serde::Serialize;

use super::accounts::{self, Account};
use super::facts::{LEAST, percent};
use super::shell::Head;
use super::{BuildError, Output, Pages};
use crate::chart::{self, Bar, Chart};
use crate::view::{CategoryLink, Reading, number, words};

#[derive(Serialize)]
struct Numbers {
    kpis: Vec<Kpi>,
    figures: Vec<Figure>,
    busy: Option<Busy>,
    accounts: Vec<Account>,
}

#[derive(Serialize)]
struct Kpi {
    value: String,
    words: String,
}

#[derive(Serialize)]
pub(super) struct Figure {
    pub(super) title: String,
    pub(super) note: String,
    pub(super) chart: Chart,
}

/// Hand-overs by weekday and hour, as a table.
#[derive(Serialize)]
struct Busy {
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

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    let credits = accounts::read(pages);
    let mut figures: Vec<Figure> =
        [kinds(pages), months(pages), punctual(pages)].into_iter().flatten().collect();
    figures.extend(credits.figures);
    let content =
        Numbers { kpis: kpis(pages), figures, busy: busy(pages), accounts: credits.accounts };
    let head = Head::new("ledger", reading.word("ledger-title")).about(reading.word("ledger-lede"));
    out.page(pages.draw("ledger/index.html", "ledger.html", head, content)?)
}

/// `95%`, as the language writes it.
fn percent_words(reading: &Reading<'_>, share: u32) -> String {
    let text = reading.count("percent", usize::try_from(share).unwrap_or(0));
    // One piece: were the number isolated from its sign, the two would change places in a line that runs
    // right to left.
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn kpis(pages: &Pages<'_>) -> Vec<Kpi> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let numbers = reading.strings.numbers(pages.lang);
    let whole = |n: u32| numbers.whole(i64::from(n));
    let titles = &pages.build.node.documents.titles;
    let things: usize = titles.values().map(|title| crate::view::things_of(&reading, title)).sum();
    let count = |n: usize| numbers.whole(i64::try_from(n).unwrap_or(0));
    let mut kpis = vec![
        Kpi { value: count(titles.len()), words: reading.word("kpi-titles") },
        Kpi { value: count(things), words: reading.word("kpi-things") },
        Kpi { value: whole(facts.all.months.iter().sum()), words: reading.word("kpi-loans") },
    ];
    if let Some(share) = percent(facts.all.on_time, facts.all.returned) {
        kpis.push(Kpi {
            value: percent_words(&reading, share),
            words: reading.word("kpi-on-time"),
        });
    }
    if facts.mended + facts.given_up > 0 {
        let given_up = usize::try_from(facts.given_up).unwrap_or(0);
        kpis.push(Kpi { value: whole(facts.mended), words: reading.count("kpi-mended", given_up) });
    }
    kpis
}

/// Loans by category, with the leader in the title.
fn kinds(pages: &Pages<'_>) -> Option<Figure> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let numbers = reading.strings.numbers(pages.lang);
    let mut rows: Vec<(&String, u32)> =
        facts.by_category.iter().map(|(path, n)| (path, *n)).filter(|(_, n)| *n >= LEAST).collect();
    rows.sort_by_key(|(path, n)| (std::cmp::Reverse(*n), *path));
    let bar = |(path, n): &(&String, u32)| {
        let name = CategoryLink::new(&reading, path).name;
        Bar { label: name.clone(), name, value: f64::from(*n), shown: numbers.whole(i64::from(*n)) }
    };
    let bars: Vec<Bar> = rows.iter().take(7).map(bar).collect();
    let first = bars.first()?;
    let lead =
        rows.get(1).is_none_or(|second| rows.first().is_some_and(|first| first.1 > second.1));
    let key = if lead { "figure-kinds-lead" } else { "figure-kinds" };
    let title = reading.text(key, &[("kind", words(first.label.as_str()))]);
    Some(Figure { title, note: reading.word("figure-kinds-note"), chart: chart::ranking(&bars) })
}

fn months(pages: &Pages<'_>) -> Option<Figure> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let (at, most) =
        facts.all.months.iter().enumerate().max_by_key(|(at, n)| (**n, usize::MAX - at))?;
    if *most < LEAST {
        return None;
    }
    let month = facts.months.get(at).map(|first| reading.calendar().month_year(*first))?;
    let title = reading.text("figure-months", &[("month", words(month))]);
    Some(Figure {
        title,
        note: reading.word("figure-months-note"),
        chart: super::titles::month_chart(pages, &facts.all.months),
    })
}

/// The share that came back on time, in months with enough returns.
fn punctual(pages: &Pages<'_>) -> Option<Figure> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let calendar = reading.calendar();
    let point = |(first, (returned, on_time)): (&jiff::civil::Date, &(u32, u32))| {
        let share = percent(*on_time, *returned)?;
        Some(Bar {
            label: calendar
                .month_abbreviated(first.month())
                .chars()
                .take(1)
                .flat_map(char::to_uppercase)
                .collect(),
            name: calendar.month_year(*first),
            value: f64::from(share),
            shown: percent_words(&reading, share),
        })
    };
    let points: Vec<Bar> = facts.months.iter().zip(&facts.punctual).filter_map(point).collect();
    if points.len() < 3 {
        return None;
    }
    let all = percent(facts.all.on_time, facts.all.returned)?;
    let title = reading.text("figure-punctual", &[("share", words(percent_words(&reading, all)))]);
    let goal =
        Some((95.0, reading.text("figure-goal", &[("share", words(percent_words(&reading, 95)))])));
    Some(Figure {
        title,
        note: reading.word("figure-punctual-note"),
        chart: chart::line(&points, goal.as_ref()),
    })
}

fn busy(pages: &Pages<'_>) -> Option<Busy> {
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
