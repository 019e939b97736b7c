//! The order in which lists stood at the last whole build, so that a title with other words is put into its
//! place, and only the pages between its old place and its new one are drawn.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use catalog::record::Title;

use super::super::again::Reworded;
use super::super::{BuildError, Output, Pages};
use super::scope::{Now, Order, Scope};
use super::{PAGE, Row, Shelf, Sums, Within, choices, list};

/// The lists of one language. Titles are named by their numbers among all titles by slug.
#[derive(Debug)]
pub(in super::super) struct Lists {
    shelf: Shelf,
    of: Vec<Listed>,
}

/// The lists of one scope.
#[derive(Debug)]
struct Listed {
    scope: Scope,
    sums: Sums,
    orders: Vec<(Now, Order, Vec<u32>)>,
}

impl Lists {
    pub(super) fn new(shelf: Shelf) -> Self {
        Self { shelf, of: Vec::new() }
    }

    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    pub(super) fn push(&mut self, scope: Scope, sums: Sums, orders: Vec<(Now, Order, Vec<u32>)>) {
        self.of.push(Listed { scope, sums, orders });
    }
}

/// Draws the pages of lists again on which these titles stand, stood, or were passed by.
pub(in super::super) fn again(
    pages: &Pages<'_>,
    lists: &mut Lists,
    reworded: &[Reworded<'_>],
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let titles: Vec<&Title> = pages.build.node.documents.titles.values().collect();
    let number = |changed: &Reworded<'_>| {
        let at = titles.binary_search_by_key(&&changed.title.slug, |title| &title.slug).ok()?;
        Some((u32::try_from(at).ok()?, changed.renamed))
    };
    let changed: Vec<(u32, bool)> =
        reworded.iter().filter(|changed| changed.looks).filter_map(number).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let shelf = &lists.shelf;
    for listed in &mut lists.of {
        let within = Within { shelf, scope: &listed.scope, sums: &listed.sums };
        for (now, order, numbers) in &mut listed.orders {
            let touched = put_in_order(pages, &titles, *order, numbers, &changed);
            if touched.is_empty() {
                continue;
            }
            let rows = rows_of(pages, &titles, numbers, &touched);
            let chunks: Vec<(usize, &[Row<'_>])> =
                rows.iter().map(|(at, rows)| (*at, rows.as_slice())).collect();
            let groups = choices::groups(pages, &within, *now);
            list(pages, &within, (*now, *order, numbers.len()), &groups, &chunks, out)?;
        }
    }
    Ok(())
}

fn rows_of<'b>(
    pages: &Pages<'b>,
    titles: &[&'b Title],
    numbers: &[u32],
    touched: &BTreeSet<usize>,
) -> Vec<(usize, Vec<Row<'b>>)> {
    let row = |number: &u32| {
        let title = titles.get(*number as usize)?;
        Some(Row::new(pages, *number, title))
    };
    let page = |at: &usize| {
        let numbers = numbers.chunks(PAGE).nth(*at)?;
        Some((*at, numbers.iter().filter_map(row).collect()))
    };
    touched.iter().filter_map(page).collect()
}

/// Moves what was renamed to its place. The pages that look otherwise now.
fn put_in_order(
    pages: &Pages<'_>,
    titles: &[&Title],
    order: Order,
    numbers: &mut Vec<u32>,
    changed: &[(u32, bool)],
) -> BTreeSet<usize> {
    let mut touched = BTreeSet::new();
    let mut moved = Vec::new();
    for (number, renamed) in changed {
        let Some(at) = numbers.iter().position(|own| own == number) else { continue };
        touched.insert(at);
        if *renamed {
            moved.push((*number, at));
        }
    }
    numbers.retain(|number| !moved.iter().any(|(own, _)| own == number));
    let mut places: Vec<usize> = Vec::new();
    for (number, at) in &moved {
        let to = numbers.partition_point(|other| {
            compare(pages, titles, order, *other, *number) == Ordering::Less
        });
        numbers.insert(to, *number);
        places.extend([to, *at]);
    }
    // Between the first and the last place everything may have moved by as many places as there are titles.
    if let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) {
        touched.extend(first.saturating_sub(moved.len())..=last + moved.len());
    }
    let end = numbers.len();
    touched.into_iter().filter(|at| *at < end).map(|at| at / PAGE).collect()
}

/// The same order as in a whole build.
fn compare(pages: &Pages<'_>, titles: &[&Title], order: Order, a: u32, b: u32) -> Ordering {
    let (Some(a), Some(b)) = (titles.get(a as usize), titles.get(b as usize)) else {
        return a.cmp(&b);
    };
    let total = |title: &Title| pages.build.facts.title(&title.slug).total;
    let name = |title: &Title| title.name.in_lang(pages.lang).to_lowercase();
    let first = match order {
        Order::Wanted => total(b).cmp(&total(a)),
        Order::Name => Ordering::Equal,
        Order::Newest => b.added.cmp(&a.added),
    };
    first.then_with(|| name(a).cmp(&name(b))).then_with(|| a.slug.cmp(&b.slug))
}
