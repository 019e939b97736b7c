//! The catalogue as lists: by category, by what is here now, by what one needs, in three orders.
//! Every list is a page of its own, so narrowing works without JavaScript and from a folder.

mod choices;
mod lists;
mod scope;
mod trainings;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::PoisonError;

use catalog::ids::CategoryPath;
use catalog::record::Title;
use rayon::prelude::*;
use serde::Serialize;

pub(super) use self::choices::{Choice, Group, pager};
pub(super) use self::lists::{Lists, again};
pub(super) use self::scope::trainings as all_trainings;
pub(super) use self::scope::{Now, now_of, room_of};
use self::scope::{Order, Scope, address};
pub(super) use self::trainings::all as trainings;
use super::outputs::{TitleLine, TitleList, schema};
use super::shell::Head;
use super::{BuildError, Output, Pages, json};
use crate::known::Fingerprint;
use crate::render::Card;
use crate::view::{CategoryLink, Reading, number, words};

/// The first page of all lists.
pub(super) const CATALOGUE: &str = "catalog/index.html";
/// Cards on a page.
const PAGE: usize = 48;
/// Pages that are drawn at once.
const BATCH: usize = 16;

#[derive(Serialize)]
struct List<'l> {
    heading: &'l str,
    lede: &'l str,
    cards: Vec<Card>,
    orders: &'l [Choice],
    groups: &'l [Group],
    numbers: Vec<Choice>,
    previous: Option<String>,
    next: Option<String>,
    total: usize,
}

/// What lists of one language may be narrowed to.
#[derive(Debug)]
struct Shelf {
    /// How many titles there are.
    titles: usize,
    categories: Vec<(String, usize)>,
    /// What one may need, with how many titles need it.
    needs: Vec<(Scope, usize)>,
    rooms: Vec<(Scope, usize)>,
    languages: Vec<(Scope, usize)>,
}

/// One scope, and how many of its titles stand how.
#[derive(Debug)]
struct Within<'s> {
    shelf: &'s Shelf,
    scope: &'s Scope,
    sums: &'s Sums,
}

/// What is counted in one scope.
#[derive(Debug, Default)]
struct Sums {
    now: BTreeMap<Now, usize>,
    /// Things of these titles: a title of three drills has three.
    things: usize,
}

impl Sums {
    fn of(rows: &[Row<'_>]) -> Self {
        let mut now = BTreeMap::from([(Now::Any, rows.len())]);
        for row in rows.iter().filter(|row| row.now != Now::Any) {
            *now.entry(row.now).or_default() += 1;
        }
        Self { now, things: rows.iter().map(|row| row.things).sum() }
    }
}

impl Within<'_> {
    fn count(&self, now: Now) -> usize {
        self.sums.now.get(&now).copied().unwrap_or(0)
    }
}

#[derive(Clone, Copy)]
struct Row<'b> {
    title: &'b Title,
    /// Its number among all titles by their slugs.
    number: u32,
    now: Now,
    total: u32,
    things: usize,
    /// Its place among all titles by name.
    by_name: usize,
    /// Of its card.
    mark: Fingerprint,
}

impl<'b> Row<'b> {
    fn new(pages: &Pages<'b>, number: u32, title: &'b Title) -> Self {
        let reading = pages.reading();
        Self {
            title,
            number,
            now: now_of(&reading, title),
            things: crate::view::things_of(&reading, title),
            total: pages.build.facts.title(&title.slug).total,
            by_name: 0,
            mark: pages.card(title).mark(),
        }
    }
}

/// Every title, with its card's mark and its place by name: what many lists ask for is worked out once.
fn rows<'b>(pages: &Pages<'b>) -> Vec<Row<'b>> {
    let titles: Vec<&'b Title> = pages.build.node.documents.titles.values().collect();
    let row = |(at, title): (usize, &&'b Title)| {
        Row::new(pages, u32::try_from(at).unwrap_or(u32::MAX), title)
    };
    let mut rows: Vec<_> = titles.par_iter().enumerate().map(row).collect();
    let mut names: Vec<usize> = (0..rows.len()).collect();
    // Titles stand in the order of their slugs, and a stable sort leaves equal names so.
    names.sort_by_cached_key(|at| {
        titles.get(*at).map(|title| title.name.in_lang(pages.lang).to_lowercase())
    });
    for (place, at) in names.into_iter().enumerate() {
        if let Some(row) = rows.get_mut(at) {
            row.by_name = place;
        }
    }
    rows
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
    let (reading, titles) = (pages.reading(), rows(pages));
    let counted = |scopes: Vec<Scope>| -> Vec<(Scope, usize)> {
        let count = |scope: &Scope| titles.iter().filter(|row| scope.fits(row.title)).count();
        let counted = scopes.into_iter().map(|scope| (count(&scope), scope));
        counted.filter(|(n, _)| *n > 0).map(|(n, scope)| (scope, n)).collect()
    };
    let needs = std::iter::once(None).chain(scope::trainings(pages.build).into_iter().map(Some));
    let shelf = Shelf {
        categories: categories(&reading),
        needs: needed(counted(needs.map(Scope::Needs).collect()), titles.len()),
        rooms: partial(counted(scope::rooms(pages.build)), titles.len()),
        languages: partial(counted(scope::languages(pages.build)), usize::MAX),
        titles: titles.len(),
    };
    let mut scopes = vec![Scope::Everything];
    scopes.extend(shelf.categories.iter().map(|(path, _)| Scope::Category(path.clone())));
    let more = [&shelf.needs, &shelf.rooms, &shelf.languages].into_iter().flatten();
    scopes.extend(more.map(|(scope, _)| scope.clone()));
    let mut lists = Lists::new(shelf);
    for scope in scopes {
        let rows: Vec<Row<'_>> =
            titles.iter().copied().filter(|row| scope.fits(row.title)).collect();
        let sums = Sums::of(&rows);
        let within = Within { shelf: lists.shelf(), scope: &scope, sums: &sums };
        let mut orders = Vec::new();
        for now in scope.moments() {
            let groups = choices::groups(pages, &within, *now);
            for order in scope.orders(*now, within.count(*now)) {
                let mut rows: Vec<Row<'_>> =
                    rows.iter().copied().filter(|row| is_now(row, *now)).collect();
                sort(&mut rows, *order);
                let chunks: Vec<(usize, &[Row<'_>])> = match rows.as_slice() {
                    [] => vec![(0, &[])],
                    rows => rows.chunks(PAGE).enumerate().collect(),
                };
                list(pages, &within, (*now, *order, rows.len()), &groups, &chunks, out)?;
                if pages.build.recorder.is_some() {
                    orders.push((*now, *order, rows.iter().map(|row| row.number).collect()));
                }
            }
        }
        lists.push(scope, sums, orders);
    }
    if let Some(recorder) = &pages.build.recorder {
        let mut all = recorder.lists.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(pages.lang.to_owned(), lists);
    }
    trainings::all(pages, out)?;
    if pages.prefix.is_empty() { index(pages, out) } else { Ok(()) }
}

/// What one may need. Where nothing is needed for anything, what needs nothing is the whole catalogue once
/// more.
fn needed(mut scopes: Vec<(Scope, usize)>, all: usize) -> Vec<(Scope, usize)> {
    scopes.retain(|(scope, count)| *scope != Scope::Needs(None) || *count < all);
    scopes
}

/// The list of what needs no training, where that is neither everything nor nothing.
pub(super) fn no_training(pages: &Pages<'_>) -> Option<String> {
    let (mut free, mut bound) = (0, 0);
    for title in pages.build.node.documents.titles.values() {
        *if title.requires_authorisation.is_empty() { &mut free } else { &mut bound } += 1;
    }
    let address = || address(&Scope::Needs(None), Now::Any, Order::Wanted, 0);
    (free > 0 && bound > 0).then(address)
}

/// The scopes that narrow anything: not those that hold everything, and none where only one is left.
fn partial(mut scopes: Vec<(Scope, usize)>, all: usize) -> Vec<(Scope, usize)> {
    scopes.retain(|(_, count)| *count < all);
    if scopes.len() < 2 { Vec::new() } else { scopes }
}

/// Draws these pages of a list of that many titles.
fn list(
    pages: &Pages<'_>,
    within: &Within<'_>,
    (now, order, total): (Now, Order, usize),
    groups: &[Group],
    chunks: &[(usize, &[Row<'_>])],
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let (reading, scope) = (pages.reading(), within.scope);
    let others = super::followed::with_titles(pages.build).next().is_some();
    if within.shelf.titles == 0 && others && address(scope, now, order, 0) == CATALOGUE {
        // What other nodes have stands in the place of our own empty list.
        return Ok(());
    }
    let count = total.div_ceil(PAGE).max(1);
    let (heading, lede) = (scope.heading(&reading), lede(&reading, within, now, total));
    let orders = choices::orders(&reading, scope, (now, total), order);
    let around = super::mark_of(&(&heading, &lede, &orders, groups, count, total))?;
    let head = Head { hidden: order != Order::Wanted, ..Head::new("catalog", heading.clone()) };
    let head = scope.crumbs(head.about(lede.clone()), &reading);
    let draw = |(at, chunk): (usize, &[Row<'_>])| {
        let own = address(scope, now, order, at);
        let json = pages.prefix.is_empty() && own == CATALOGUE;
        let head = Head { json, ..head.clone() };
        let marks: Vec<Fingerprint> = chunk.iter().map(|row| row.mark).collect();
        let content = || List {
            heading: &heading,
            lede: &lede,
            cards: chunk.iter().map(|row| pages.card(row.title)).collect(),
            orders: &orders,
            groups,
            numbers: pager(at, count, |page| address(scope, now, order, page)),
            previous: at.checked_sub(1).map(|before| address(scope, now, order, before)),
            next: (at + 1 < count).then(|| address(scope, now, order, at + 1)),
            total,
        };
        pages.draw_lazily(&own, "list.html", head, &(around, marks), content)
    };
    for batch in chunks.chunks(BATCH) {
        let drawn: Vec<Result<_, BuildError>> = batch.par_iter().map(|at| draw(*at)).collect();
        drawn.into_iter().try_for_each(|page| out.page(page?))?;
    }
    Ok(())
}

fn is_now(row: &Row<'_>, now: Now) -> bool {
    now == Now::Any || row.now == now
}

fn sort(rows: &mut [Row<'_>], order: Order) {
    match order {
        Order::Wanted => rows.sort_unstable_by_key(|row| (Reverse(row.total), row.by_name)),
        Order::Name => rows.sort_unstable_by_key(|row| row.by_name),
        Order::Newest => rows.sort_unstable_by_key(|row| (Reverse(row.title.added), row.by_name)),
    }
}

fn lede(reading: &Reading<'_>, within: &Within<'_>, now: Now, found: usize) -> String {
    let key = match now {
        Now::Any => {
            let here = within.count(Now::Here);
            let counted = reading.titles_and_things(found, within.sums.things);
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
