//! What people did not have to buy.

use catalog::record::Money;

use super::super::Pages;
use super::super::facts::LEAST;
use super::findings::FEWEST_POINTS;
use super::{Figure, month_letter};
use crate::chart::{self, Bar};
use crate::view::words;

/// A loan is counted as so much of the price of a new thing, in percent: about what a hire shop asks for a
/// few days. The note below the chart says it.
const OF_THE_PRICE: i64 = 5;

/// What twelve months of loans would have cost at a hire shop, in the currency that most prices are in.
pub(super) fn saved(pages: &Pages<'_>) -> Option<Figure> {
    let (reading, facts) = (pages.reading(), &pages.build.facts);
    let most = facts.lent_worth.iter().max_by_key(|(currency, worth)| (worth.loans, **currency));
    let (currency, worth) = most?;
    let months = worth.months.iter().filter(|cents| **cents > 0).count();
    if worth.loans < LEAST || months < FEWEST_POINTS {
        return None;
    }
    // Whole amounts: an estimate has no cents.
    let money = |cents: i64| {
        let cents = cents / 100 * 100;
        reading.money(Money { cents, currency: *currency })
    };
    let mut sum = 0_i64;
    let mut points = Vec::new();
    for (first, cents) in facts.months.iter().zip(&worth.months) {
        sum = sum.saturating_add(cents.saturating_mul(OF_THE_PRICE) / 100);
        #[expect(clippy::cast_precision_loss, reason = "drawn")]
        let value = (sum / 100) as f64;
        points.push(Bar {
            label: month_letter(&reading, *first),
            name: reading.calendar().month_year(*first),
            value,
            shown: money(sum),
        });
    }
    let title = reading.text("figure-saved", &[("amount", words(money(sum)))]);
    let note = reading.text("figure-saved-note", &[("n", super::count_of(worth.loans))]);
    Some(Figure { title, note, chart: chart::area(&points) })
}
