//! Charts with the question that each answers: what is lent, what comes back, what breaks, what ages, who
//! takes part. The title of each is what its numbers say ([`findings`]).

mod ageing;
pub(super) mod findings;
mod flows;
mod lending;
mod part;
mod repairs;
mod saved;

use serde::Serialize;
use themes::Argument;

use super::Pages;
use crate::chart::Chart;
use crate::view::{Reading, number, words};

pub(super) use ageing::{NextUp, next_up};
pub(super) use lending::{Busy, busy};

/// A chart with its finding.
#[derive(Serialize)]
pub(super) struct Figure {
    pub(super) title: String,
    pub(super) note: String,
    pub(super) chart: Chart,
}

/// All charts that are not about credits, in the order in which people ask.
pub(super) fn all(pages: &Pages<'_>) -> Vec<Figure> {
    let all = [
        lending::kinds(pages),
        lending::months(pages),
        lending::punctual(pages),
        saved::saved(pages),
        repairs::repairs(pages),
        ageing::ages(pages),
        part::part(pages),
        flows::flows(pages),
    ];
    all.into_iter().flatten().collect()
}

/// `95%`, as the language writes it.
pub(super) fn percent_words(reading: &Reading<'_>, share: u32) -> String {
    let text = reading.count("percent", usize::try_from(share).unwrap_or(0));
    // One piece: were the number isolated from its sign, the two would change places in a line that runs
    // right to left.
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// The letter below a bar of this month.
pub(super) fn month_letter(reading: &Reading<'_>, first: jiff::civil::Date) -> String {
    let name = reading.calendar().month_abbreviated(first.month());
    name.chars().take(1).flat_map(char::to_uppercase).collect()
}

fn share_of(reading: &Reading<'_>, share: u32) -> Argument {
    words(percent_words(reading, share))
}

fn count_of(n: u32) -> Argument {
    number(usize::try_from(n).unwrap_or(0))
}
