//! The catalogue as lists: by category, by what is here now, by what one needs, in three orders.
//! Every list is a page of its own, so narrowing works without JavaScript and from a folder.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use catalog::fold::Status;
use catalog::ids::{CategoryPath, Slug};
use catalog::record::Title;
use rayon::prelude::*;
use serde::Serialize;

use super::shell::Head;
use super::{Build, BuildError, Output, Pages, json};
use crate::view::{CardView, CategoryLink, Reading, TrainingView};

/// Cards on a page.
const PAGE: usize = 48;
/// Pages that are drawn at once.
const BATCH: usize = 16;

/// What a list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    Everything,
    Category(String),
    /// Titles that need this training; `None` for those that need none.
    Needs(Option<Slug>),
}

/// What is looked at: all of a scope, or what stands so now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Now {
    Any,
    Here,
    Out,
    Mending,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Wanted,
    Name,
    Newest,
}

impl Scope {
    fn folder(&self) -> String {
        match self {
            Self::Everything => "list/all".to_owned(),
            Self::Category(path) => format!("list/in/{}", path.replace('/', ".")),
            Self::Needs(None) => "list/needs/nothing".to_owned(),
            Self::Needs(Some(slug)) => format!("list/needs/t-{slug}"),
        }
    }
}

fn address(scope: &Scope, now: Now, order: Order, page: usize) -> String {
    let now = match now {
        Now::Any => "",
        Now::Here => "/now",
        Now::Out => "/out",
        Now::Mending => "/mending",
    };
    let order = match order {
        Order::Wanted => "",
        Order::Name => "/by-name",
        Order::Newest => "/by-date",
    };
    let page = if page == 0 { String::new() } else { format!("/{}", page + 1) };
    if *scope == Scope::Everything && now.is_empty() && order.is_empty() && page.is_empty() {
        return "catalog/index.html".to_owned();
    }
    format!("{}{now}{order}{page}/index.html", scope.folder())
}

#[derive(Serialize)]
struct List {
    heading: String,
    lede: String,
    cards: Vec<CardView>,
    orders: Vec<Choice>,
    kinds: Vec<Choice>,
    below: Vec<Choice>,
    right_now: Vec<Choice>,
    needs: Vec<Choice>,
    numbers: Vec<Choice>,
    previous: Option<String>,
    next: Option<String>,
    total: usize,
}

#[derive(Serialize)]
struct Choice {
    name: String,
    href: String,
    count: Option<usize>,
    current: bool,
}

/// Titles of one language with what lists need to know of them.
struct Shelf<'b> {
    titles: Vec<Row<'b>>,
    categories: Vec<(String, usize)>,
    /// What one may need, with how many titles need it.
    needs: Vec<(Scope, usize)>,
}

/// The titles of one scope, and how many of them stand how.
struct Within<'s, 'b> {
    shelf: &'s Shelf<'b>,
    scope: &'s Scope,
    rows: Vec<Row<'b>>,
    counts: BTreeMap<Now, usize>,
}

impl<'s, 'b> Within<'s, 'b> {
    fn new(shelf: &'s Shelf<'b>, scope: &'s Scope) -> Self {
        let all = shelf.titles.iter().copied();
        let rows: Vec<Row<'b>> = all.filter(|row| fits(row, scope)).collect();
        let mut counts = BTreeMap::from([(Now::Any, rows.len())]);
        for row in rows.iter().filter(|row| row.now != Now::Any) {
            *counts.entry(row.now).or_default() += 1;
        }
        Self { shelf, scope, rows, counts }
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
        total: pages.build.facts.title(&title.slug).total,
    };
    let titles: Vec<Row<'_>> = pages.build.node.documents.titles.values().map(row).collect();
    let needs = std::iter::once(None).chain(trainings(pages.build).into_iter().map(Some));
    let needs = needs.map(Scope::Needs).map(|scope| {
        let count = titles.iter().filter(|row| fits(row, &scope)).count();
        (scope, count)
    });
    let shelf = Shelf { categories: categories(&reading), needs: needs.collect(), titles };
    let mut scopes = vec![Scope::Everything];
    scopes.extend(shelf.categories.iter().map(|(path, _)| Scope::Category(path.clone())));
    scopes.extend(shelf.needs.iter().map(|(scope, _)| scope.clone()));
    for scope in &scopes {
        let within = Within::new(&shelf, scope);
        for now in [Now::Any, Now::Here, Now::Out, Now::Mending] {
            for order in [Order::Wanted, Order::Name, Order::Newest] {
                list(pages, &within, now, order, out)?;
            }
        }
    }
    trainings_pages(pages, &shelf, out)?;
    if pages.prefix.is_empty() { index(pages, out) } else { Ok(()) }
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
        let heading = heading(&reading, scope);
        let content = List {
            lede: lede(&reading, within, now, rows.len()),
            cards: chunk.iter().map(|row| CardView::new(&reading, row.title)).collect(),
            orders: orders(&reading, scope, now, order),
            kinds: kinds(&reading, within.shelf, scope),
            below: below(&reading, within.shelf, scope),
            right_now: right_now(&reading, within, now),
            needs: needs(&reading, within),
            numbers: numbers(scope, now, order, at, chunks.len()),
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
        let head = crumbs(head.about(content.lede.clone()), &reading, scope);
        pages.draw(&address(scope, now, order, at), "list.html", head, content)
    };
    for batch in chunks.iter().enumerate().collect::<Vec<_>>().chunks(BATCH) {
        let drawn: Vec<Result<_, BuildError>> = batch.par_iter().map(|at| draw(*at)).collect();
        drawn.into_iter().try_for_each(|page| out.page(page?))?;
    }
    Ok(())
}

fn now_of(reading: &Reading<'_>, title: &Title) -> Now {
    let statuses =
        title.units.iter().filter_map(|unit| reading.node.state.status(unit.code, reading.today));
    let rank = |status| match status {
        Status::Available => Now::Here,
        Status::InRepair => Now::Mending,
        Status::Retired { .. } | Status::Missing | Status::NotLendable => Now::Any,
        _ => Now::Out,
    };
    let all: Vec<Now> = statuses.map(rank).collect();
    [Now::Here, Now::Out, Now::Mending]
        .into_iter()
        .find(|now| all.contains(now))
        .unwrap_or(Now::Any)
}

fn fits(row: &Row<'_>, scope: &Scope) -> bool {
    match scope {
        Scope::Everything => true,
        Scope::Category(path) => {
            row.title.categories.iter().flat_map(CategoryPath::ancestors).any(|own| own == path)
        }
        Scope::Needs(None) => row.title.requires_authorisation.is_empty(),
        Scope::Needs(Some(slug)) => row.title.requires_authorisation.contains(slug),
    }
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

fn heading(reading: &Reading<'_>, scope: &Scope) -> String {
    match scope {
        Scope::Everything => reading.word("catalog-everything"),
        Scope::Category(path) => CategoryLink::new(reading, path).name,
        Scope::Needs(None) => reading.word("catalog-no-training"),
        Scope::Needs(Some(slug)) => TrainingView::new(reading, slug).name,
    }
}

fn lede(reading: &Reading<'_>, within: &Within<'_, '_>, now: Now, found: usize) -> String {
    let key = match now {
        Now::Any => {
            let here = within.count(Now::Here);
            let args = [("n", crate::view::number(found)), ("here", crate::view::number(here))];
            return reading.text("catalog-count", &args);
        }
        Now::Here => "catalog-count-here",
        Now::Out => "catalog-count-out",
        Now::Mending => "catalog-count-mending",
    };
    reading.count(key, found)
}

fn crumbs(head: Head, reading: &Reading<'_>, scope: &Scope) -> Head {
    if *scope == Scope::Everything {
        return head;
    }
    let head = head.crumb(reading.word("nav-catalog"), "catalog/index.html");
    let Scope::Category(path) = scope else { return head };
    let above: Vec<&str> = path.match_indices('/').filter_map(|(at, _)| path.get(..at)).collect();
    above.into_iter().fold(head, |head, path| {
        let link = CategoryLink::new(reading, path);
        head.crumb(link.name, link.href)
    })
}

fn orders(reading: &Reading<'_>, scope: &Scope, now: Now, current: Order) -> Vec<Choice> {
    let all = [
        (Order::Wanted, "sort-wanted"),
        (Order::Name, "sort-name"),
        (Order::Newest, "sort-newest"),
    ];
    let choice = |(order, key): (Order, &str)| Choice {
        name: reading.word(key),
        href: address(scope, now, order, 0),
        count: None,
        current: order == current,
    };
    all.into_iter().map(choice).collect()
}

fn kinds(reading: &Reading<'_>, shelf: &Shelf<'_>, scope: &Scope) -> Vec<Choice> {
    let mut choices = vec![Choice {
        name: reading.word("catalog-everything"),
        href: address(&Scope::Everything, Now::Any, Order::Wanted, 0),
        count: Some(shelf.titles.len()),
        current: *scope == Scope::Everything,
    }];
    let top = shelf.categories.iter().filter(|(path, _)| !path.contains('/'));
    choices.extend(top.map(|row| category_choice(reading, scope, row)));
    choices
}

/// The categories one step below the current one.
fn below(reading: &Reading<'_>, shelf: &Shelf<'_>, scope: &Scope) -> Vec<Choice> {
    let Scope::Category(current) = scope else { return Vec::new() };
    let top = current.split('/').next().unwrap_or(current);
    let is_below = |path: &str| path.strip_prefix(top).is_some_and(|rest| rest.starts_with('/'));
    let rows = shelf.categories.iter().filter(|(path, _)| is_below(path));
    rows.map(|row| category_choice(reading, scope, row)).collect()
}

fn category_choice(
    reading: &Reading<'_>,
    scope: &Scope,
    (path, count): &(String, usize),
) -> Choice {
    let link = CategoryLink::new(reading, path);
    let own = Scope::Category(path.clone());
    Choice {
        name: link.name,
        href: address(&own, Now::Any, Order::Wanted, 0),
        count: Some(*count),
        current: *scope == own,
    }
}

fn right_now(reading: &Reading<'_>, within: &Within<'_, '_>, current: Now) -> Vec<Choice> {
    let all = [
        (Now::Any, "now-any"),
        (Now::Here, "now-here"),
        (Now::Out, "now-out"),
        (Now::Mending, "now-mending"),
    ];
    let choice = |(now, key): (Now, &str)| Choice {
        name: reading.word(key),
        href: address(within.scope, now, Order::Wanted, 0),
        count: Some(within.count(now)),
        current: now == current,
    };
    all.into_iter().map(choice).collect()
}

fn needs(reading: &Reading<'_>, within: &Within<'_, '_>) -> Vec<Choice> {
    let all = &within.shelf.needs;
    if all.len() < 2 {
        return Vec::new();
    }
    let choice = |(own, count): &(Scope, usize)| Choice {
        name: heading(reading, own),
        href: address(own, Now::Any, Order::Wanted, 0),
        count: Some(*count),
        current: within.scope == own,
    };
    all.iter().map(choice).collect()
}

/// Numbers of the pages around the current one, the first and the last always among them.
fn numbers(scope: &Scope, now: Now, order: Order, at: usize, pages: usize) -> Vec<Choice> {
    if pages < 2 {
        return Vec::new();
    }
    let near = |page: &usize| *page == 0 || page + 1 == pages || page.abs_diff(at) <= 2;
    let choice = |page: usize| Choice {
        name: (page + 1).to_string(),
        href: address(scope, now, order, page),
        count: None,
        current: page == at,
    };
    (0..pages).filter(near).map(choice).collect()
}

/// Trainings that the node describes or some title asks for.
fn trainings(build: &Build<'_>) -> Vec<Slug> {
    let documents = &build.node.documents;
    let asked = documents.titles.values().flat_map(|title| title.requires_authorisation.iter());
    let mut all: Vec<Slug> = documents.node.trainings.keys().chain(asked).cloned().collect();
    all.sort();
    all.dedup();
    all
}

#[derive(Serialize)]
struct TrainingPage {
    view: TrainingView,
    valid_months: Option<u32>,
    cards: Vec<CardView>,
    list: String,
    happenings: Vec<super::happenings::HappeningRow>,
}

fn trainings_pages(
    pages: &Pages<'_>,
    shelf: &Shelf<'_>,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let reading = pages.reading();
    for slug in trainings(pages.build) {
        let view = TrainingView::new(&reading, &slug);
        let scope = Scope::Needs(Some(slug.clone()));
        let opens = shelf.titles.iter().filter(|row| fits(row, &scope));
        let content = TrainingPage {
            valid_months: pages
                .build
                .node
                .documents
                .node
                .trainings
                .get(&slug)
                .and_then(|t| t.valid_months),
            cards: opens.take(8).map(|row| CardView::new(&reading, row.title)).collect(),
            list: address(&scope, Now::Any, Order::Wanted, 0),
            happenings: super::happenings::teaching(pages, &slug),
            view: view.clone(),
        };
        let head = Head::new("catalog", view.name)
            .about(view.summary)
            .crumb(reading.word("nav-catalog"), "catalog/index.html");
        out.page(pages.draw(&crate::links::training(&slug), "training.html", head, content)?)?;
    }
    Ok(())
}

/// `catalog/index.json`: every title in one list.
fn index(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    #[derive(Serialize)]
    struct Line<'t> {
        #[serde(flatten)]
        card: CardView,
        kind: catalog::record::TitleKind,
        categories: &'t [catalog::ids::CategoryPath],
        codes: Vec<String>,
        json: String,
    }
    let reading = pages.reading();
    let lines = pages.build.node.documents.titles.values().map(|title| Line {
        card: CardView::new(&reading, title),
        kind: title.kind,
        categories: &title.categories,
        codes: title.units.iter().map(|unit| unit.code.to_string()).collect(),
        json: format!("catalog/{}/index.json", title.slug),
    });
    let path = "catalog/index.json";
    let whole = serde_json::json!({
        "node": pages.build.node.documents.node.id,
        "as_of": pages.build.options.now.to_string(),
        "titles": lines.collect::<Vec<_>>(),
    });
    out.file(path, json(path, &whole)?)
}
