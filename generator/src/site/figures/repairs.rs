//! Whether what breaks is mended.

use super::super::Pages;
use super::findings::{self, Repairs};
use super::{Figure, count_of, month_letter, share_of};
use crate::chart::{self, Stack};

/// What was reported in each of twelve months, by what became of it.
pub(super) fn repairs(pages: &Pages<'_>) -> Option<Figure> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let mut sums = [0; 3];
    for (sum, part) in facts.reported.iter().flat_map(|month| (0..3).zip(month)) {
        if let Some(sum) = sums.get_mut(sum) {
            *sum += part;
        }
    }
    let [mended, waiting, given_up] = sums;
    let title = match findings::repairs(mended, waiting, given_up)? {
        Repairs::Waiting(n) => reading.text("figure-repairs-waiting", &[("n", count_of(n))]),
        Repairs::AllMended => reading.word("figure-repairs-all"),
        Repairs::Mended(share) => {
            reading.text("figure-repairs", &[("share", share_of(&reading, share))])
        }
        Repairs::Unclear => reading.word("figure-repairs-unclear"),
    };
    let said = |[mended, waiting, given_up]: [u32; 3]| {
        let counts = [("mended", mended), ("waiting", waiting), ("up", given_up)];
        let counts = counts.map(|(name, n)| (name, count_of(n)));
        reading.text("figure-repairs-month", &counts)
    };
    let stack = |(first, parts): (&jiff::civil::Date, &[u32; 3])| Stack {
        label: month_letter(&reading, *first),
        name: reading.calendar().month_year(*first),
        parts: parts.to_vec(),
        shown: said(*parts),
    };
    let bars: Vec<Stack> = facts.months.iter().zip(&facts.reported).map(stack).collect();
    let legend = [("mended", mended), ("waiting", waiting), ("up", given_up)].map(|(part, n)| {
        reading.text(&format!("figure-repairs-part-{part}"), &[("n", count_of(n))])
    });
    let chart = chart::stacks(&bars, &legend);
    Some(Figure { title, note: reading.word("figure-repairs-note"), chart })
}
