//! How old things are, and which want to be looked after next.

use std::cmp::Reverse;

use catalog::circulation::care_of;
use catalog::fold::UnitView;
use catalog::record::{Lifecycle, UnitKind};
use jiff::civil::Date;
use serde::Serialize;

use super::super::Pages;
use super::findings::{self, Age};
use super::{Figure, count_of};
use crate::chart::{self, Scales};
use crate::links;
use crate::view::{Reading, number, words};

/// Things named beside the chart.
const NEXT: usize = 5;
/// So many loans without any care, or more, are a reason to look.
const MANY_LOANS: u32 = 25;
/// So many repairs in a year, or more, are a reason to look.
const MANY_REPAIRS: u32 = 2;
/// Ages in whole years at which a class of the table begins.
const CLASSES: [u32; 5] = [0, 1, 3, 6, 11];

/// A thing that wants to be looked after, and why.
#[derive(Debug, Serialize)]
pub(in super::super) struct NextUp {
    name: String,
    code: String,
    href: String,
    why: String,
}

/// Units that take part, each with its loans since it was last looked after.
fn in_use<'n>(reading: &Reading<'n>) -> impl Iterator<Item = (UnitView<'n>, u32)> + use<'n> {
    let node = reading.node;
    let units = node.documents.titles.values().flat_map(|title| node.units_of(title));
    let taking_part = units.filter(|view| {
        let lives = matches!(view.state.lifecycle, Lifecycle::Active | Lifecycle::Maintenance);
        lives && view.unit.kind == UnitKind::Unit
    });
    taking_part.map(|view| {
        let plans = view.title.maintenance.iter();
        let cared = plans.filter_map(|plan| node.state.last_care(view.unit.code, &plan.plan));
        let last = cared.map(|care| care.uses).max().unwrap_or(0);
        (view, view.state.times_lent.saturating_sub(last))
    })
}

/// Years from one day to another.
fn years(from: Date, to: Date) -> f64 {
    f64::from((to - from).get_days().max(0)) / 365.25
}

/// Age against loans since the last care, one dot a thing.
pub(super) fn ages(pages: &Pages<'_>) -> Option<Figure> {
    let reading = pages.reading();
    let dot = |(view, loans): (UnitView<'_>, u32)| {
        Some((years(view.unit.acquired.date?, reading.today), f64::from(loans)))
    };
    let dots: Vec<(f64, f64)> = in_use(&reading).filter_map(dot).collect();
    let ages: Vec<f64> = dots.iter().map(|dot| dot.0).collect();
    let title = match findings::age(&ages)? {
        Age::Older(years) => reading.count("figure-age", years),
        Age::Young => reading.word("figure-age-young"),
    };
    let scales =
        Scales { across: reading.word("figure-age-across"), up: reading.word("figure-age-up") };
    let note = reading.count("figure-age-note", dots.len());
    let rows = classes(&reading, &dots);
    Some(Figure { title, note, chart: chart::strip(&dots, &scales, rows) })
}

/// Things by their age, with their loans since the last care: what the dots say, to read.
fn classes(reading: &Reading<'_>, dots: &[(f64, f64)]) -> Vec<(String, String)> {
    let numbers = reading.strings.numbers(reading.lang);
    let ends = CLASSES.iter().skip(1).map(Some).chain([None]);
    let row = |(from, to): (&u32, Option<&u32>)| {
        let within = |age: f64| age >= f64::from(*from) && to.is_none_or(|to| age < f64::from(*to));
        let loans: Vec<f64> = dots.iter().filter(|dot| within(dot.0)).map(|dot| dot.1).collect();
        let things = u32::try_from(loans.len()).ok().filter(|n| *n > 0)?;
        let each = numbers.fixed(loans.iter().sum::<f64>() / f64::from(things), 1);
        let name = match to {
            None => reading.text("figure-age-from", &[("n", count_of(*from))]),
            Some(to) => reading
                .text("figure-age-class", &[("from", count_of(*from)), ("to", count_of(*to))]),
        };
        let shown =
            reading.text("figure-age-row", &[("n", count_of(things)), ("loans", words(each))]);
        Some((name, shown))
    };
    CLASSES.iter().zip(ends).filter_map(row).collect()
}

/// The things with the best reasons to be looked after, the most urgent first.
pub(in super::super) fn next_up(pages: &Pages<'_>) -> Vec<NextUp> {
    let (reading, node) = (pages.reading(), pages.build.node);
    let mut found: Vec<_> = in_use(&reading)
        .filter_map(|(view, loans)| {
            let repairs = repairs_in_a_year(pages, view);
            let care = care_of(node, view, reading.today);
            let overdue = care.iter().find(|care| care.overdue).map(|care| care.plan.name.as_str());
            let reason = reason(overdue, repairs, loans)?;
            Some((Reverse(reason.rank()), Reverse(loans), view, reason))
        })
        .collect();
    found.sort_by_key(|(rank, loans, view, _)| (*rank, *loans, view.unit.code));
    let entry = |(_, _, view, reason): (_, _, UnitView<'_>, Reason<'_>)| NextUp {
        name: view.title.name.in_lang(pages.lang).to_owned(),
        code: view.unit.code.to_string(),
        href: links::title(&view.title.slug),
        why: reason.say(&reading),
    };
    found.into_iter().take(NEXT).map(entry).collect()
}

fn repairs_in_a_year(pages: &Pages<'_>, view: UnitView<'_>) -> u32 {
    let tickets = &pages.build.node.state.tickets;
    let own = pages.build.facts.repairs(view.unit.code).iter();
    let opened = own.filter_map(|id| tickets.get(id)).map(|ticket| ticket.opened.date());
    let today = pages.reading().today;
    let recent = opened.filter(|day| (today - *day).get_days() <= 365).count();
    u32::try_from(recent).unwrap_or(u32::MAX)
}

/// Why a thing should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason<'n> {
    /// This care should have been done.
    Overdue(&'n str),
    /// It broke so many times in a year.
    Broke(u32),
    /// It was lent so many times since anybody cared for it.
    Lent(u32),
}

fn reason(overdue: Option<&str>, repairs: u32, loans: u32) -> Option<Reason<'_>> {
    match (overdue, repairs, loans) {
        (Some(plan), ..) => Some(Reason::Overdue(plan)),
        (None, MANY_REPAIRS.., _) => Some(Reason::Broke(repairs)),
        (None, _, MANY_LOANS..) => Some(Reason::Lent(loans)),
        _ => None,
    }
}

impl Reason<'_> {
    /// The more urgent, the higher; what broke more often before what broke less often.
    fn rank(self) -> (u8, u32) {
        match self {
            Self::Overdue(_) => (2, 0),
            Self::Broke(times) => (1, times),
            Self::Lent(_) => (0, 0),
        }
    }

    fn say(self, reading: &Reading<'_>) -> String {
        let count = |n: u32| number(usize::try_from(n).unwrap_or(0));
        match self {
            Self::Overdue(plan) => reading.text("next-overdue", &[("plan", words(plan))]),
            Self::Broke(times) => reading.text("next-broke", &[("n", count(times))]),
            Self::Lent(loans) => reading.text("next-lent", &[("n", count(loans))]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overdue_care_is_the_first_reason_and_few_loans_are_none() {
        assert_eq!(reason(Some("Oil"), 9, 90), Some(Reason::Overdue("Oil")));
        assert_eq!(reason(None, 2, 90), Some(Reason::Broke(2)));
        assert_eq!(reason(None, 1, 25), Some(Reason::Lent(25)));
        assert_eq!(reason(None, 1, 24), None);
        assert!(Reason::Overdue("Oil").rank() > Reason::Broke(9).rank());
        assert!(Reason::Broke(3).rank() > Reason::Broke(2).rank());
    }
}
