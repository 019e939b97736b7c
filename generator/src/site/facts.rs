//! Numbers over the node's loans and repairs, computed once for all pages. Only sums: a loan's
//! borrower is never looked at.

use std::collections::BTreeMap;

use catalog::code::Code;
use catalog::event::TicketOutcome;
use catalog::fold::{Loan, LoanEnd, LoanState, Node};
use catalog::ids::{CategoryPath, Slug, TicketId};
use catalog::record::{Currency, Title, TitleKind};
use jiff::civil::Date;

/// Two things count as borrowed together when one device lent both within so many seconds.
const TOGETHER_SECONDS: i64 = 600;
/// Fewer occurrences than this say nothing, or too much about one person.
const TOGETHER_LEAST: u32 = 3;
/// Titles kept of each category: those shown beside one of them, and one more.
const LEADERS: usize = 5;
/// Numbers about fewer cases than this are not shown.
pub(super) const LEAST: u32 = 5;

/// Twelve months, the last one is the month of the build.
pub(super) type Months = [u32; 12];

#[derive(Debug, Clone, Default)]
pub(super) struct TitleFacts {
    pub(super) total: u32,
    pub(super) recent: u32,
    pub(super) months: Months,
    pub(super) returned: u32,
    pub(super) on_time: u32,
    pub(super) first: Option<Date>,
    /// When anybody last took one or brought it back.
    pub(super) last: Option<Date>,
    pub(super) together: Vec<Slug>,
}

/// Loans of things whose price is known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Worth {
    pub(super) loans: u32,
    /// By month, in hundredths.
    pub(super) months: [i64; 12],
}

#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    titles: BTreeMap<Slug, TitleFacts>,
    pub(super) all: TitleFacts,
    /// Loans of twelve months by the widest category.
    pub(super) by_category: BTreeMap<String, u32>,
    /// Returned, and returned on time, by month.
    pub(super) punctual: [(u32, u32); 12],
    /// Hand-overs by weekday (from Monday) and hour.
    pub(super) busy: [[u32; 24]; 7],
    /// Repairs by unit.
    repairs: BTreeMap<Code, Vec<TicketId>>,
    /// The most borrowed titles of each category.
    leaders: BTreeMap<CategoryPath, Vec<Slug>>,
    pub(super) mended: u32,
    pub(super) given_up: u32,
    /// What was reported in each month, by what became of it since: mended, waiting, given up.
    pub(super) reported: [[u32; 3]; 12],
    /// What the things lent in each month cost new, in hundredths, by currency.
    pub(super) lent_worth: BTreeMap<Currency, Worth>,
    /// The first day of each of the twelve months.
    pub(super) months: Vec<Date>,
    nothing: TitleFacts,
}

impl Facts {
    pub(super) fn of(node: &Node, today: Date) -> Self {
        let mut facts = Self { months: months_before(today), ..Self::default() };
        let counted =
            |loan: &&Loan| !matches!(loan.state, LoanState::Closed { how: LoanEnd::Undone, .. });
        for loan in node.state.loans.values().filter(counted) {
            facts.count(node, loan, today);
        }
        facts.count_repairs(node, today);
        facts.find_together(node);
        facts.find_leaders(node);
        facts
    }

    pub(super) fn title(&self, slug: &Slug) -> &TitleFacts {
        self.titles.get(slug).unwrap_or(&self.nothing)
    }

    /// The most borrowed titles of a category, the first one first.
    pub(super) fn leaders(&self, category: &CategoryPath) -> &[Slug] {
        self.leaders.get(category).map_or(&[], Vec::as_slice)
    }

    /// The repairs of a unit.
    pub(super) fn repairs(&self, unit: Code) -> &[TicketId] {
        self.repairs.get(&unit).map_or(&[], Vec::as_slice)
    }

    fn count(&mut self, node: &Node, loan: &Loan, today: Date) {
        let Some(slug) = node.index.title_of(node.state.resolve(loan.unit)) else { return };
        let month = month_index(loan.out_at.date(), today);
        let day = loan.out_at.date();
        let of_title = self.titles.entry(slug.clone()).or_default();
        for facts in [of_title, &mut self.all] {
            facts.total += 1;
            facts.recent += u32::from((today - day).get_days() <= 30);
            facts.last = facts.last.max(Some(day));
            facts.first = Some(facts.first.map_or(day, |first| first.min(day)));
            if let Some(slot) = month.and_then(|at| facts.months.get_mut(at)) {
                *slot += 1;
            }
        }
        self.count_return(slug, loan, today);
        if let Some(month) = month {
            self.count_busy(loan);
            let title = node.documents.titles.get(slug);
            if let Some(category) = title.and_then(|title| title.categories.first()) {
                *self.by_category.entry(category.top().to_owned()).or_default() += 1;
            }
            if let Some(title) = title {
                self.count_worth(title, month);
            }
        }
    }

    /// What is used up was given, and nobody buys a room or a lathe instead of an evening in the workshop.
    fn count_worth(&mut self, title: &Title, month: usize) {
        use TitleKind as K;
        let is_lent = !matches!(title.kind, K::Material | K::Machine | K::Space);
        let price = title.replacement_value.filter(|price| is_lent && price.cents > 0);
        let Some(price) = price else { return };
        let worth = self.lent_worth.entry(price.currency).or_default();
        worth.loans += 1;
        if let Some(slot) = worth.months.get_mut(month) {
            *slot = slot.saturating_add(price.cents);
        }
    }

    fn count_return(&mut self, slug: &Slug, loan: &Loan, today: Date) {
        let LoanState::Closed { how: LoanEnd::Returned, at, .. } = loan.state else { return };
        if loan.suspect_clock {
            return;
        }
        let punctual = at.date() <= loan.due.date;
        if let Some(facts) = self.titles.get_mut(slug) {
            facts.last = facts.last.max(Some(at.date()));
            facts.returned += 1;
            facts.on_time += u32::from(punctual);
        }
        self.all.returned += 1;
        self.all.on_time += u32::from(punctual);
        if let Some(slot) = month_index(at.date(), today).and_then(|m| self.punctual.get_mut(m)) {
            slot.0 += 1;
            slot.1 += u32::from(punctual);
        }
    }

    fn count_busy(&mut self, loan: &Loan) {
        let local = loan.out_at.local();
        let day = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap_or(0);
        let hour = usize::try_from(local.hour()).unwrap_or(0);
        if let Some(slot) = self.busy.get_mut(day).and_then(|hours| hours.get_mut(hour)) {
            *slot += 1;
        }
    }

    fn count_repairs(&mut self, node: &Node, today: Date) {
        for ticket in node.state.tickets.values() {
            self.repairs.entry(ticket.unit).or_default().push(ticket.id);
            let became = match ticket.closed {
                None => 1,
                Some((_, TicketOutcome::Mended)) => 0,
                Some((_, TicketOutcome::GivenUp)) => 2,
                Some((_, TicketOutcome::NoFault)) => continue,
            };
            let month = month_index(ticket.opened.date(), today);
            let month = month.and_then(|at| self.reported.get_mut(at));
            if let Some(slot) = month.and_then(|parts| parts.get_mut(became)) {
                *slot += 1;
            }
        }
        let closed = node.state.tickets.values().filter_map(|ticket| ticket.closed);
        for (_, outcome) in closed.filter(|(at, _)| month_index(at.date(), today).is_some()) {
            match outcome {
                TicketOutcome::Mended => self.mended += 1,
                TicketOutcome::GivenUp => self.given_up += 1,
                TicketOutcome::NoFault => {}
            }
        }
    }

    fn find_leaders(&mut self, node: &Node) {
        let mut titles: Vec<_> = node.documents.titles.values().collect();
        titles.sort_by_key(|title| (std::cmp::Reverse(self.title(&title.slug).total), &title.slug));
        for title in titles {
            for category in &title.categories {
                let leaders = self.leaders.entry(category.clone()).or_default();
                if leaders.len() < LEADERS {
                    leaders.push(title.slug.clone());
                }
            }
        }
    }

    /// Titles that one device lent shortly after one another, again and again.
    fn find_together(&mut self, node: &Node) {
        let mut loans: Vec<&Loan> = node.state.loans.values().collect();
        loans.sort_by_key(|loan| (loan.id.0.device, loan.out_at.timestamp(), loan.id));
        let mut pairs: BTreeMap<(&Slug, &Slug), u32> = BTreeMap::new();
        for (at, loan) in loans.iter().enumerate() {
            let Some(one) = node.index.title_of(loan.unit) else { continue };
            let near = loans.get(at + 1..).unwrap_or_default().iter().take_while(|other| {
                other.id.0.device == loan.id.0.device
                    && other.out_at.timestamp().as_second() - loan.out_at.timestamp().as_second()
                        <= TOGETHER_SECONDS
            });
            for two in
                near.filter_map(|other| node.index.title_of(other.unit)).filter(|two| *two != one)
            {
                *pairs.entry((one.min(two), one.max(two))).or_default() += 1;
            }
        }
        let mut ranked: Vec<_> = pairs.into_iter().filter(|(_, n)| *n >= TOGETHER_LEAST).collect();
        ranked.sort_by_key(|((a, b), n)| (std::cmp::Reverse(*n), *a, *b));
        for ((one, two), _) in ranked {
            for (from, to) in [(one, two), (two, one)] {
                let together = &mut self.titles.entry(from.clone()).or_default().together;
                if together.len() < 4 {
                    together.push(to.clone());
                }
            }
        }
    }
}

fn months_before(today: Date) -> Vec<Date> {
    let first = today.first_of_month();
    let back = |n: i64| first.checked_sub(jiff::Span::new().months(n)).unwrap_or(first);
    (0..12).rev().map(back).collect()
}

fn month_index(day: Date, today: Date) -> Option<usize> {
    let number = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let ago = number(today) - number(day);
    usize::try_from(11 - ago).ok().filter(|at| *at < 12)
}

/// A share in whole percent; none for too few cases.
pub(super) fn percent(part: u32, of: u32) -> Option<u32> {
    (of >= LEAST).then(|| (part * 100 + of / 2) / of)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_of_twelve_months_is_this_one() {
        let today = date(2026, 5, 12);
        assert_eq!(months_before(today)[0], date(2025, 6, 1));
        assert_eq!(month_index(date(2026, 5, 31), today), Some(11));
        assert_eq!(month_index(date(2025, 6, 1), today), Some(0));
        assert_eq!(month_index(date(2025, 5, 31), today), None);
        assert_eq!(month_index(date(2026, 6, 1), today), None);
    }

    #[test]
    fn a_share_of_too_few_cases_is_not_told() {
        assert_eq!(percent(4, 4), None);
        assert_eq!(percent(29, 30), Some(97));
    }
}
