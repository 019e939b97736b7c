//! How the node is doing: loans, returns, repairs and credits in numbers, never by name.

use serde::Serialize;

use super::accounts::{self, Account};
use super::facts::percent;
use super::figures::{self, Busy, Figure, NextUp, percent_words};
use super::shell::Head;
use super::{BuildError, Output, Pages};

#[derive(Serialize)]
struct Numbers {
    kpis: Vec<Kpi>,
    figures: Vec<Figure>,
    busy: Option<Busy>,
    /// Things to look after next.
    upkeep: Vec<NextUp>,
    accounts: Vec<Account>,
}

#[derive(Serialize)]
struct Kpi {
    value: String,
    words: String,
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    let credits = accounts::read(pages);
    let mut figures = figures::all(pages);
    figures.extend(credits.figures);
    let content = Numbers {
        kpis: kpis(pages),
        figures,
        busy: figures::busy(pages),
        upkeep: figures::next_up(pages),
        accounts: credits.accounts,
    };
    let head = Head::new("ledger", reading.word("ledger-title")).about(reading.word("ledger-lede"));
    out.page(pages.draw("ledger/index.html", "ledger.html", head, content)?)
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
