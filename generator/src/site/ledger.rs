//! How the node is doing: loans, returns, repairs and credits in numbers, never by name.

use std::collections::BTreeMap;

use serde::Serialize;

use super::facts::{LEAST, percent};
use super::shell::Head;
use super::{BuildError, Output, Pages};
use crate::chart::{self, Bar, Chart};
use crate::view::{CategoryLink, number, words};

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
struct Figure {
    title: String,
    note: String,
    chart: Chart,
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

/// A unit of account, by sums only.
#[derive(Serialize)]
struct Account {
    name: String,
    mode: String,
    entries: usize,
    moved: Option<String>,
    holders: Option<usize>,
    sum: String,
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    let content = Numbers {
        kpis: kpis(pages),
        figures: [kinds(pages), months(pages), punctual(pages)].into_iter().flatten().collect(),
        busy: busy(pages),
        accounts: accounts(pages),
    };
    let head = Head::new("ledger", reading.word("ledger-title")).about(reading.word("ledger-lede"));
    out.page(pages.draw("ledger/index.html", "ledger.html", head, content)?)
}

fn kpis(pages: &Pages<'_>) -> Vec<Kpi> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let numbers = reading.strings.numbers(pages.lang);
    let whole = |n: u32| numbers.whole(i64::from(n));
    let units: usize =
        pages.build.node.documents.titles.values().map(|title| title.units.len()).sum();
    let mut kpis = vec![
        Kpi {
            value: numbers.whole(i64::try_from(units).unwrap_or(0)),
            words: reading.word("kpi-things"),
        },
        Kpi { value: whole(facts.all.months.iter().sum()), words: reading.word("kpi-loans") },
    ];
    if let Some(share) = percent(facts.all.on_time, facts.all.returned) {
        kpis.push(Kpi { value: format!("{share}%"), words: reading.word("kpi-on-time") });
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
            shown: format!("{share}%"),
        })
    };
    let points: Vec<Bar> = facts.months.iter().zip(&facts.punctual).filter_map(point).collect();
    if points.len() < 3 {
        return None;
    }
    let all = percent(facts.all.on_time, facts.all.returned)?;
    let title =
        reading.text("figure-punctual", &[("share", number(usize::try_from(all).unwrap_or(0)))]);
    let goal = Some((95.0, reading.text("figure-goal", &[("share", words("95%"))])));
    Some(Figure {
        title,
        note: reading.word("figure-punctual-note"),
        chart: chart::line(&points, goal),
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

/// Each unit of account: how much moved, among how many, and that the sum is nothing.
fn accounts(pages: &Pages<'_>) -> Vec<Account> {
    let reading = pages.reading();
    let node = &pages.build.node;
    let account = |(code, unit): (&String, &catalog::record::UnitOfAccount)| {
        let entries: Vec<_> =
            node.state.entries.iter().filter(|entry| *entry.what.unit == **code).collect();
        let mut balances: BTreeMap<&str, i64> = BTreeMap::new();
        for line in entries.iter().flat_map(|entry| &entry.what.postings) {
            let slot = balances.entry(&line.account).or_default();
            *slot = slot.saturating_add(line.delta);
        }
        let moved: i64 = entries
            .iter()
            .flat_map(|entry| &entry.what.postings)
            .map(|line| line.delta.max(0))
            .fold(0, i64::saturating_add);
        let enough = balances.len() >= usize::try_from(LEAST).unwrap_or(5);
        let sum: i64 = balances.values().copied().fold(0, i64::saturating_add);
        Account {
            name: unit.label.in_lang(pages.lang).to_owned(),
            mode: reading.word(match unit.mode {
                catalog::record::UnitOfAccountMode::Mutual => "account-mutual",
                catalog::record::UnitOfAccountMode::Fixed => "account-fixed",
                catalog::record::UnitOfAccountMode::Gift => "account-gift",
            }),
            entries: entries.len(),
            moved: enough.then(|| major(&reading, moved, unit.minor_per_major)),
            holders: enough.then_some(balances.len()),
            sum: major(&reading, sum, unit.minor_per_major),
        }
    };
    node.documents.node.units_of_account.iter().map(account).collect()
}

#[expect(clippy::cast_precision_loss, reason = "shown with at most one digit")]
fn major(reading: &crate::view::Reading<'_>, minor: i64, per_major: u32) -> String {
    let per = i64::from(per_major.max(1));
    let digits = usize::from(minor % per != 0);
    reading.strings.numbers(reading.lang).fixed(minor as f64 / per as f64, digits)
}
