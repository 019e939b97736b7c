//! The catalogue as lists: by category, by what is here now, by what one needs, in three orders.
//! Every list is a page of its own, so narrowing works without JavaScript and from a folder.

mod choices;
mod scope;
mod trainings;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use catalog::ids::CategoryPath;
use catalog::record::Title;
use rayon::prelude::*;
use serde::Serialize;

use self::choices::{Choice, Group};
pub(super) use self::scope::{Now, now_of, room_of};
use self::scope::{Order, Scope, address};
use super::outputs::{TitleLine, TitleList, schema};
use super::shell::Head;
use super::{BuildError, Output, Pages, json};
use crate::view::{CardView, CategoryLink, Reading, number, words};

/// Cards on a page.
const PAGE: usize = 48;
/// Pages that are drawn at once.
const BATCH: usize = 16;

#[derive(Serialize)]
struct List {
    heading: String,
    lede: String,
    cards: Vec<CardView>,
    orders: Vec<Choice>,
    groups: Vec<Group>,
    numbers: Vec<Choice>,
    previous: Option<String>,
    next: Option<String>,
    total: usize,
}

/// Titles of one language with what lists need to know of them.
struct Shelf<'b> {
    titles: Vec<Row<'b>>,
    categories: Vec<(String, usize)>,
    /// What one may need, with how many titles need it.
    needs: Vec<(Scope, usize)>,
    rooms: Vec<(Scope, usize)>,
    languages: Vec<(Scope, usize)>,
}

/// The titles of one scope, and how many of them stand how.
struct Within<'s, 'b> {
    shelf: &'s Shelf<'b>,
    scope: &'s Scope,
    rows: Vec<Row<'b>>,
    counts: BTreeMap<Now, usize>,
    /// Things of these titles: a title of three drills has three.
    things: usize,
}

impl<'s, 'b> Within<'s, 'b> {
    fn new(shelf: &'s Shelf<'b>, scope: &'s Scope) -> Self {
        let all = shelf.titles.iter().copied();
        let rows: Vec<Row<'b>> = all.filter(|row| scope.fits(row)).collect();
        let mut counts = BTreeMap::from([(Now::Any, rows.len())]);
        for row in rows.iter().filter(|row| row.now != Now::Any) {
            *counts.entry(row.now).or_default() += 1;
        }
        let things = rows.iter().map(|row| row.things).sum();
        Self { shelf, scope, rows, counts, things }
    }

    fn count(&self, now: Now) -> usize {
        self.counts.get(&now).copied().unwrap_or(0)
    }
}

#[derive(Clone, Copy)]
struct Row<'b> {
    title: &'b Title,
    now: Now,
    total: u32,
    things: usize,
}

/// The widest categories with the number of their titles, in the order of `node.toml`'s names.
pub(super) fn top_categories(reading: &Reading<'_>) -> Vec<(String, usize)> {
    let mut counts = categories(reading);
    counts.retain(|(path, _)| !path.contains('/'));
    counts
}

/// Every category that has titles, with how many.
fn categories(reading: &Reading<'_>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for title in reading.node.documents.titles.values() {
        let mut all: Vec<&str> =
            title.categories.iter().flat_map(CategoryPath::ancestors).collect();
        all.sort_unstable();
        all.dedup();
        for path in all {
            *counts.entry(path).or_default() += 1;
        }
    }
    let mut found: Vec<(String, usize)> =
        counts.into_iter().map(|(path, n)| (path.to_owned(), n)).collect();
    found.sort_by_cached_key(|(path, _)| CategoryLink::new(reading, path).name.to_lowercase());
    found
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    let row = |title| Row {
        title,
        now: now_of(&reading, title),
        things: crate::view::things_of(&reading, title),
        total: pages.build.facts.title(&title.slug).total,
    };
    let titles: Vec<Row<'_>> = pages.build.node.documents.titles.values().map(row).collect();
    let counted = |scopes: Vec<Scope>| -> Vec<(Scope, usize)> {
        let count = |scope: &Scope| titles.iter().filter(|row| scope.fits(row)).count();
        let counted = scopes.into_iter().map(|scope| (count(&scope), scope));
        counted.filter(|(n, _)| *n > 0).map(|(n, scope)| (scope, n)).collect()
    };
    let needs = std::iter::once(None).chain(scope::trainings(pages.build).into_iter().map(Some));
    let shelf = Shelf {
        categories: categories(&reading),
        needs: counted(needs.map(Scope::Needs).collect()),
        rooms: partial(counted(scope::rooms(pages.build)), titles.len()),
        languages: partial(counted(scope::languages(pages.build)), usize::MAX),
        titles,
    };
    let mut scopes = vec![Scope::Everything];
    scopes.extend(shelf.categories.iter().map(|(path, _)| Scope::Category(path.clone())));
    let more = [&shelf.needs, &shelf.rooms, &shelf.languages].into_iter().flatten();
    scopes.extend(more.map(|(scope, _)| scope.clone()));
    for scope in &scopes {
        let within = Within::new(&shelf, scope);
        for now in scope.moments() {
            for order in scope.orders() {
                list(pages, &within, *now, *order, out)?;
            }
        }
    }
    trainings::all(pages, &shelf, out)?;
    if pages.prefix.is_empty() { index(pages, out) } else { Ok(()) }
}

/// The scopes that narrow anything: not those that hold everything, and none where only one is left.
fn partial(mut scopes: Vec<(Scope, usize)>, all: usize) -> Vec<(Scope, usize)> {
    scopes.retain(|(_, count)| *count < all);
    if scopes.len() < 2 { Vec::new() } else { scopes }
}

fn list(
    pages: &Pages<'_>,
    within: &Within<'_, '_>,
    now: Now,
    order: Order,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let (reading, scope) = (pages.reading(), within.scope);
    let mut rows: Vec<Row<'_>> =
        within.rows.iter().copied().filter(|row| is_now(row, now)).collect();
    sort(&mut rows, order, &reading);
    let chunks: Vec<&[Row<'_>]> =
        if rows.is_empty() { vec![&[]] } else { rows.chunks(PAGE).collect() };
    let draw = |(at, chunk): (usize, &&[Row<'_>])| {
        let heading = scope.heading(&reading);
        let content = List {
            lede: lede(&reading, within, now, rows.len()),
            cards: chunk.iter().map(|row| CardView::new(&reading, row.title)).collect(),
            orders: choices::orders(&reading, scope, now, order),
            groups: choices::groups(&reading, within, now),
            numbers: choices::numbers(scope, now, order, at, chunks.len()),
            previous: at.checked_sub(1).map(|before| address(scope, now, order, before)),
            next: (at + 1 < chunks.len()).then(|| address(scope, now, order, at + 1)),
            total: rows.len(),
            heading: heading.clone(),
        };
        let head = Head {
            hidden: order != Order::Wanted,
            json: pages.prefix.is_empty() && address(scope, now, order, at) == "catalog/index.html",
            ..Head::new("catalog", heading)
        };
        let head = scope.crumbs(head.about(content.lede.clone()), &reading);
        pages.draw(&address(scope, now, order, at), "list.html", head, content)
    };
    for batch in chunks.iter().enumerate().collect::<Vec<_>>().chunks(BATCH) {
        let drawn: Vec<Result<_, BuildError>> = batch.par_iter().map(|at| draw(*at)).collect();
        drawn.into_iter().try_for_each(|page| out.page(page?))?;
    }
    Ok(())
}

fn is_now(row: &Row<'_>, now: Now) -> bool {
    now == Now::Any || row.now == now
}

fn sort(rows: &mut [Row<'_>], order: Order, reading: &Reading<'_>) {
    let name = |row: &Row<'_>| row.title.name.in_lang(reading.lang).to_lowercase();
    match order {
        Order::Wanted => {
            rows.sort_by_cached_key(|row| (Reverse(row.total), name(row), row.title.slug.clone()));
        }
        Order::Name => rows.sort_by_cached_key(|row| (name(row), row.title.slug.clone())),
        Order::Newest => rows.sort_by_cached_key(|row| {
            (Reverse(row.title.added), name(row), row.title.slug.clone())
        }),
    }
}

fn lede(reading: &Reading<'_>, within: &Within<'_, '_>, now: Now, found: usize) -> String {
    let key = match now {
        Now::Any => {
            let here = within.count(Now::Here);
            let counted = reading.titles_and_things(found, within.things);
            let args = [("counted", words(counted)), ("here", number(here))];
            return reading.text("list-counted", &args);
        }
        Now::Here => "catalog-count-here",
        Now::Out => "catalog-count-out",
        Now::Mending => "catalog-count-mending",
    };
    reading.count(key, found)
}

/// `catalog/index.json`: every title in one list.
fn index(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let (path, reading) = ("catalog/index.json", pages.reading());
    let titles = pages.build.node.documents.titles.values();
    let whole = TitleList {
        schema: schema(path, "title-list"),
        node: pages.build.node.documents.node.id.to_string(),
        titles: titles.map(|title| TitleLine::new(&reading, title)).collect(),
    };
    out.file(path, json(path, &whole)?)
}
