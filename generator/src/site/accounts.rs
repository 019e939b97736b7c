//! What members owe each other, by unit of account: sums and nameless charts from the ledger's own
//! figures, which keep silent about fewer than five people.

use catalog::record::UnitOfAccountMode;
use civic::books::Books;
use ledger::account::Account as Holder;
use ledger::amount::Amount;
use ledger::book::Book;
use ledger::entry::Entry;
use ledger::figures::{self, SMALLEST_GROUP};
use ledger::month::Month;
use ledger::unit::UnitCode;
use serde::Serialize;

use super::Pages;
use super::figures::Figure;
use super::figures::findings::{self, FEWEST_POINTS, Fund, Spread, Trend};
use crate::chart::{self, Bar};
use crate::view::{Reading, number, words};

/// A unit of account, by sums only.
#[derive(Serialize)]
pub(super) struct Account {
    name: String,
    mode: String,
    entries: usize,
    moved: String,
    standing: Option<String>,
    holders: Option<usize>,
    /// The Gini coefficient, `0.42`.
    concentration: Option<String>,
    /// What members owe together, and the most that they may.
    drawn: Option<String>,
    fund: String,
    sum: String,
}

/// The rows and charts about credits.
pub(super) struct Credits {
    pub(super) accounts: Vec<Account>,
    pub(super) figures: Vec<Figure>,
}

/// One unit with its code, its label in the reader's language and its scale.
struct Scale<'p> {
    reading: Reading<'p>,
    code: UnitCode,
    label: String,
    per_major: i64,
}

impl Scale<'_> {
    fn shown(&self, minor: i128) -> String {
        let digits = usize::from(minor % i128::from(self.per_major) != 0);
        self.reading.strings.numbers(self.reading.lang).fixed(self.major(minor), digits)
    }

    #[expect(clippy::cast_precision_loss, reason = "drawn, and shown with at most one digit")]
    fn major(&self, minor: i128) -> f64 {
        minor as f64 / self.per_major as f64
    }
}

/// Folds the node's entries. Units in which nothing was ever posted are left out.
pub(super) fn read(pages: &Pages<'_>) -> Credits {
    let node = pages.build.node;
    let units = &node.documents.node.units_of_account;
    let book = Books::of(node, pages.reading().today).book;
    let mut credits = Credits { accounts: Vec::new(), figures: Vec::new() };
    for (code, unit) in units {
        let Ok(code) = code.parse::<UnitCode>() else { continue };
        if book.balances(&code).next().is_none() {
            continue;
        }
        let scale = Scale {
            reading: pages.reading(),
            label: unit.label.in_lang(pages.lang).to_owned(),
            per_major: i64::from(unit.minor_per_major.max(1)),
            code,
        };
        credits.accounts.push(row(&book, &scale, unit.mode));
        credits.figures.extend(circulation(pages, &book, &scale));
        credits.figures.extend(work(pages, &book, &scale));
        credits.figures.extend(fund(pages, &book, &scale));
        credits.figures.extend(balances(&book, &scale));
    }
    credits
}

fn row(book: &Book, scale: &Scale<'_>, mode: UnitOfAccountMode) -> Account {
    let supply = figures::supply(book, &scale.code);
    let moved: i128 =
        figures::circulation(book, &scale.code).values().map(|month| month.moved).sum();
    let in_unit = |entry: &&Entry| entry.postings.iter().any(|posting| posting.unit == scale.code);
    let enough = supply.members >= SMALLEST_GROUP;
    Account {
        name: scale.label.clone(),
        mode: scale.reading.word(match mode {
            UnitOfAccountMode::Mutual => "account-mutual",
            UnitOfAccountMode::Fixed => "account-fixed",
            UnitOfAccountMode::Gift => "account-gift",
        }),
        entries: book.entries().iter().filter(in_unit).count(),
        moved: scale.shown(moved),
        standing: enough.then(|| scale.shown(supply.standing)),
        holders: enough.then_some(supply.members),
        concentration: figures::concentration(book, &scale.code).map(|gini| {
            let permille = i32::try_from(gini.permille()).unwrap_or(0);
            let numbers = scale.reading.strings.numbers(scale.reading.lang);
            numbers.fixed(f64::from(permille) / 1000.0, 2)
        }),
        drawn: supply.ceiling.filter(|most| enough && *most > 0).map(|most| {
            let drawn: i128 = book
                .balances(&scale.code)
                .filter(|(account, _)| account.as_member().is_some())
                .map(|(_, balance)| (-balance.wide()).max(0))
                .sum();
            format!("{} / {}", scale.shown(drawn), scale.shown(most))
        }),
        fund: scale.shown(book.balance(&scale.code, &Holder::Commons).wide()),
        sum: scale.shown(supply.sum),
    }
}

/// The twelve months of the page, each with its value.
fn by_month(pages: &Pages<'_>, scale: &Scale<'_>, value: impl Fn(Month) -> i128) -> Vec<Bar> {
    let calendar = scale.reading.calendar();
    let bar = |first: &jiff::civil::Date| {
        let minor = value(Month::of(*first));
        let label = calendar.month_abbreviated(first.month());
        Bar {
            label: label.chars().take(1).flat_map(char::to_uppercase).collect(),
            name: calendar.month_year(*first),
            value: scale.major(minor),
            shown: scale.shown(minor),
        }
    };
    pages.build.facts.months.iter().map(bar).collect()
}

/// What moved from hand to hand, by month; months of too few people are left empty.
fn circulation(pages: &Pages<'_>, book: &Book, scale: &Scale<'_>) -> Option<Figure> {
    let months = figures::circulation(book, &scale.code);
    let moved = |month: Month| {
        months.get(&month).filter(|found| found.people.is_some()).map_or(0, |found| found.moved)
    };
    let bars = by_month(pages, scale, moved);
    if bars.iter().filter(|bar| bar.value > 0.0).count() < FEWEST_POINTS {
        return None;
    }
    let values: Vec<f64> = bars.iter().map(|bar| bar.value).collect();
    let title = match findings::trend(&values) {
        Trend::Up => "figure-circulation-up",
        Trend::Down => "figure-circulation-down",
        Trend::Even => "figure-circulation-even",
        Trend::Stopped => "figure-circulation-stopped",
        Trend::Unknown => "figure-circulation",
    };
    let unit = ("unit", words(scale.label.as_str()));
    let supply = figures::supply(book, &scale.code);
    // How often what stands there changed hands.
    let note = match (supply.members >= SMALLEST_GROUP, scale.major(supply.standing)) {
        (true, standing) if standing > 0.0 => {
            let numbers = scale.reading.strings.numbers(scale.reading.lang);
            let times = numbers.fixed(values.iter().sum::<f64>() / standing, 1);
            scale.reading.text("figure-circulation-turned", &[unit, ("times", words(times))])
        }
        _ => scale.reading.text("figure-circulation-note", &[unit]),
    };
    Some(Figure { title: scale.reading.word(title), note, chart: chart::months(&bars) })
}

/// What stood in the commons at the end of each month.
fn fund(pages: &Pages<'_>, book: &Book, scale: &Scale<'_>) -> Option<Figure> {
    let months = figures::commons_fund(book, &scale.code);
    let stood = |month: Month| months.range(..=month).next_back().map_or(0, |(_, m)| m.balance);
    if months.len() < FEWEST_POINTS {
        return None;
    }
    let points = by_month(pages, scale, stood);
    let end = |first: &jiff::civil::Date| stood(Month::of(*first));
    let all = &pages.build.facts.months;
    let (first, last) = (all.first().map(end)?, all.last().map(end)?);
    let key = match findings::fund(first, last) {
        Fund::Grew => "figure-fund-grew",
        Fund::Shrank => "figure-fund-shrank",
        Fund::Same => "figure-fund",
        Fund::Below => "figure-fund-below",
    };
    let unit = || ("unit", words(scale.label.as_str()));
    let amount = scale.shown(if last < 0 { -last } else { last });
    let title = [("amount", words(amount)), ("was", words(scale.shown(first))), unit()];
    Some(Figure {
        title: scale.reading.text(key, &title),
        note: scale.reading.text("figure-fund-note", &[unit()]),
        chart: chart::line(&points, None),
    })
}

/// Work of twelve months by its kind, with how many people gave it.
fn work(pages: &Pages<'_>, book: &Book, scale: &Scale<'_>) -> Option<Figure> {
    let from = *pages.build.facts.months.first()?;
    let to = scale.reading.today.tomorrow().ok()?;
    let work = figures::work(book, &scale.code, from, to);
    let bar = |line: &figures::WorkLine| {
        let other = || scale.reading.word("work-other");
        let name = line.work.as_deref().map_or_else(other, |kind| kind.replace(['-', '_'], " "));
        let shown = format!("{} ({})", scale.shown(line.given), line.people);
        Bar { label: name.clone(), name, value: scale.major(line.given), shown }
    };
    let bars: Vec<Bar> = work.lines.iter().take(7).map(bar).collect();
    bars.first()?;
    let title = match findings::spread(findings::half(work.each), work.people.unwrap_or(0)) {
        Spread::Few(half, of) => said(scale, "figure-work-few", half, of),
        Spread::Many(half, of) => said(scale, "figure-work-many", half, of),
        Spread::Hidden => scale.reading.word("figure-work"),
    };
    let note = [("unit", words(scale.label.as_str()))];
    Some(Figure {
        title,
        note: scale.reading.text("figure-work-note", &note),
        chart: chart::ranking(&bars),
    })
}

/// So many have half, of so many.
fn said(scale: &Scale<'_>, key: &str, half: usize, of: usize) -> String {
    scale.reading.text(key, &[("n", number(half)), ("of", number(of))])
}

/// Every member's balance as a bar without a name.
fn balances(book: &Book, scale: &Scale<'_>) -> Option<Figure> {
    let all = figures::nameless_balances(book, &scale.code)?;
    let bar = |(at, amount): (usize, &Amount)| Bar {
        label: String::new(),
        name: (at + 1).to_string(),
        value: scale.major(amount.wide()),
        shown: scale.shown(amount.wide()),
    };
    let bars: Vec<Bar> = all.iter().enumerate().map(bar).collect();
    let half = findings::half(all.iter().map(|amount| amount.wide()));
    let title = match findings::spread(half, all.len()) {
        Spread::Few(half, of) => said(scale, "figure-balances-few", half, of),
        Spread::Many(half, of) => said(scale, "figure-balances-many", half, of),
        Spread::Hidden => scale.reading.word("figure-balances"),
    };
    let sum = scale.shown(book.sum(&scale.code));
    let note = [("unit", words(scale.label.as_str())), ("sum", words(sum))];
    Some(Figure {
        title,
        note: scale.reading.text("figure-balances-note", &note),
        chart: chart::balances(&bars, limit(book, scale).as_ref()),
    })
}

/// How far below nothing a member may go, as a line of the chart.
fn limit(book: &Book, scale: &Scale<'_>) -> Option<(f64, String)> {
    let unit = book.unit(&scale.code).filter(|unit| unit.mode == ledger::unit::Mode::Mutual)?;
    let least = -unit.limits.credit_limit.wide();
    let words = scale.reading.text("figure-limit", &[("amount", words(scale.shown(least)))]);
    Some((scale.major(least), words))
}
