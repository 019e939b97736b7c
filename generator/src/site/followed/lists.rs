//! What followed nodes have, as lists: of one node, of all of them with our own among them, and of
//! those by category. Each card says whose it is.

use std::collections::{BTreeMap, BTreeSet};

use catalog::followed::Followed;
use catalog::ids::CategoryPath;
use catalog::record::Title;
use serde::Serialize;

use super::super::catalogue::{CATALOGUE, Choice, Group, pager};
use super::super::shell::Head;
use super::super::{Build, BuildError, Output, Pages};
use super::{Whose, card, whose, with_titles};
use crate::links;
use crate::view::{CardView, CategoryLink, Link};

/// Cards on a page.
const PAGE: usize = 48;
/// Nodes that a list offers by name; all of them are on their own page.
const NAMED: usize = 12;
/// The list over all nodes: the catalogue itself, where a node has nothing of its own.
pub(in super::super) fn everywhere_path(build: &Build<'_>) -> &'static str {
    if build.node.documents.titles.is_empty() { CATALOGUE } else { "list/nodes/index.html" }
}

#[derive(Serialize)]
struct List {
    heading: String,
    lede: String,
    whose: Option<Whose>,
    cards: Vec<CardView>,
    orders: Vec<Choice>,
    groups: Vec<Group>,
    numbers: Vec<Choice>,
    previous: Option<String>,
    next: Option<String>,
    total: usize,
}

/// A title, and whose it is; ours where nobody is named.
#[derive(Clone, Copy)]
struct Row<'b> {
    title: &'b Title,
    of: Option<&'b Followed>,
}

impl<'b> Row<'b> {
    fn card(&self, pages: &Pages<'_>) -> CardView {
        match self.of {
            Some(of) => card(pages, of, self.title),
            None => CardView {
                place: Some(pages.site.name.clone()),
                ..CardView::new(&pages.reading(), self.title)
            },
        }
    }

    fn tops(&self) -> Vec<&'b str> {
        let mut tops: Vec<&'b str> = self.title.categories.iter().map(CategoryPath::top).collect();
        tops.sort_unstable();
        tops.dedup();
        tops
    }
}

/// All titles, ours and theirs, in the order of their names.
fn rows<'b>(pages: &Pages<'b>) -> Vec<Row<'b>> {
    let build = pages.build;
    let own = build.node.documents.titles.values().map(|title| Row { title, of: None });
    let theirs = super::titles_of(build).map(|(of, title)| Row { title, of: Some(of) });
    let mut rows: Vec<Row<'b>> = own.chain(theirs).collect();
    rows.sort_by_cached_key(|row| {
        let name = search::analysis::fold(row.title.name.in_lang(pages.lang));
        (name, row.of.map(|of| of.slug.clone()), row.title.slug.clone())
    });
    rows
}

/// One of the widest categories of all nodes. Nodes that say the same word for it mean the same, under
/// whatever path each files it.
struct Kind<'b> {
    name: String,
    paths: BTreeSet<&'b str>,
    /// How many titles it has.
    count: usize,
}

impl Kind<'_> {
    fn holds(&self, row: &Row<'_>) -> bool {
        row.tops().iter().any(|top| self.paths.contains(top))
    }

    /// Under the path that we file it by, where we do.
    fn href(&self, pages: &Pages<'_>) -> String {
        let own = &pages.build.node.documents.node.categories;
        let is_ours = |path: &&&str| own.keys().any(|known| known.as_str() == **path);
        let path = self.paths.iter().find(is_ours).or(self.paths.first());
        of_kind(path.copied().unwrap_or_default())
    }
}

/// The widest categories of all nodes: our name for each where we have one, else that of the first node
/// that names it.
fn kinds<'b>(pages: &Pages<'_>, rows: &[Row<'b>]) -> Vec<Kind<'b>> {
    let mut names: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for row in rows {
        for top in row.tops() {
            let name = names.entry(top).or_default();
            if name.is_none() {
                *name = name_of(pages, row.of, top);
            }
        }
    }
    let mut kinds: BTreeMap<String, Kind<'b>> = BTreeMap::new();
    for (path, name) in names {
        let name = name.unwrap_or_else(|| CategoryLink::new(&pages.reading(), path).name);
        let of_name = || Kind { name: name.clone(), paths: BTreeSet::new(), count: 0 };
        let key = search::analysis::fold(&name);
        kinds.entry(key).or_insert_with(of_name).paths.insert(path);
    }
    let mut kinds: Vec<_> = kinds.into_values().collect();
    for kind in &mut kinds {
        kind.count = rows.iter().filter(|row| kind.holds(row)).count();
    }
    kinds
}

/// A category's name in our records, else in theirs.
fn name_of(pages: &Pages<'_>, of: Option<&Followed>, path: &str) -> Option<String> {
    let own = &pages.build.node.documents.node.categories;
    let theirs = of.map(|of| &of.node.documents.node.categories);
    let named = |all: &BTreeMap<CategoryPath, catalog::record::Category>| {
        let (_, category) = all.iter().find(|(known, _)| known.as_str() == path)?;
        Some(category.name.in_lang(pages.lang).to_owned())
    };
    named(own).or_else(|| theirs.and_then(named))
}

/// The same for the first page.
pub(in super::super) fn kinds_everywhere(pages: &Pages<'_>) -> Vec<Link> {
    let kinds = kinds(pages, &rows(pages)).into_iter();
    kinds.map(|kind| Link { href: kind.href(pages), name: kind.name }).collect()
}

/// What came in last at other nodes, for a node that has nothing itself.
pub(in super::super) fn first_cards(pages: &Pages<'_>, most: usize) -> Vec<CardView> {
    let mut all: Vec<_> = super::titles_of(pages.build).collect();
    all.sort_by_key(|(of, title)| (std::cmp::Reverse(title.added), &title.slug, &of.slug));
    all.into_iter().take(most).map(|(of, title)| card(pages, of, title)).collect()
}

fn of_kind(path: &str) -> String {
    format!("list/nodes/in/{path}/index.html")
}

/// The list of everything, at us and at all others, and one of each widest category.
pub(super) fn region(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let rows = rows(pages);
    if rows.iter().all(|row| row.of.is_none()) {
        return Ok(());
    }
    let reading = pages.reading();
    let kinds = kinds(pages, &rows);
    let heading = reading.word("nodes-everything");
    let listing = Listing { kinds: &kinds, kind: None, of: None, heading };
    listing.draw(pages, &rows, out)?;
    for kind in &kinds {
        let within: Vec<_> = rows.iter().copied().filter(|row| kind.holds(row)).collect();
        let (kind, heading) = (Some(kind), kind.name.clone());
        let listing = Listing { kinds: &kinds, kind, of: None, heading };
        listing.draw(pages, &within, out)?;
    }
    Ok(())
}

/// Everything that one node has.
pub(super) fn of_node(
    pages: &Pages<'_>,
    of: &Followed,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let titles = of.node.documents.titles.values();
    let mut rows: Vec<_> = titles.map(|title| Row { title, of: Some(of) }).collect();
    rows.sort_by_cached_key(|row| {
        (search::analysis::fold(row.title.name.in_lang(pages.lang)), row.title.slug.clone())
    });
    let (of, heading) = (Some(of), of.name.clone());
    Listing { kinds: &[], kind: None, of, heading }.draw(pages, &rows, out)
}

/// One list, on as many pages as it needs.
struct Listing<'l> {
    kinds: &'l [Kind<'l>],
    kind: Option<&'l Kind<'l>>,
    of: Option<&'l Followed>,
    heading: String,
}

impl Listing<'_> {
    fn address(&self, pages: &Pages<'_>, page: usize) -> String {
        let first = match (self.of, self.kind) {
            (Some(of), _) => links::node(&of.slug),
            (None, Some(kind)) => kind.href(pages),
            (None, None) => everywhere_path(pages.build).to_owned(),
        };
        // A title's slug has no dot, so the two cannot meet.
        let further = |folder: &str| format!("{folder}/page.{}/index.html", page + 1);
        match first.strip_suffix("/index.html").filter(|_| page > 0) {
            Some(folder) => further(folder),
            None => first,
        }
    }

    fn draw(
        &self,
        pages: &Pages<'_>,
        rows: &[Row<'_>],
        out: &mut Output<'_>,
    ) -> Result<(), BuildError> {
        let reading = pages.reading();
        let chunks: Vec<_> = rows.chunks(PAGE).collect();
        for (at, chunk) in chunks.iter().enumerate() {
            if !pages.wants(&self.address(pages, at)) {
                continue;
            }
            let whose = self.of.map(|of| whose(pages, of));
            let lede = reading.count("nodes-titles", rows.len());
            let content = List {
                heading: self.heading.clone(),
                lede: lede.clone(),
                cards: chunk.iter().map(|row| row.card(pages)).collect(),
                orders: Vec::new(),
                groups: self.groups(pages),
                numbers: pager(at, chunks.len(), |page| self.address(pages, page)),
                previous: at.checked_sub(1).map(|before| self.address(pages, before)),
                next: (at + 1 < chunks.len()).then(|| self.address(pages, at + 1)),
                total: rows.len(),
                whose,
            };
            let head = Head::new("catalog", self.heading.clone()).about(lede);
            let head = match (self.of, self.kind) {
                (None, None) if self.address(pages, 0) == CATALOGUE => head,
                _ => head.crumb(reading.word("nav-catalog"), CATALOGUE),
            };
            let head = match self.of {
                Some(_) => head.crumb(reading.word("nodes-title"), "nodes/index.html"),
                None => head,
            };
            out.page(pages.draw(&self.address(pages, at), "list.html", head, content)?)?;
        }
        Ok(())
    }

    fn groups(&self, pages: &Pages<'_>) -> Vec<Group> {
        let kind = |kind: &Kind<'_>| Choice {
            name: kind.name.clone(),
            href: kind.href(pages),
            count: Some(kind.count),
            current: self.kind.is_some_and(|current| current.paths == kind.paths),
            value: Some(kind.name.clone()),
        };
        let kinds = Group {
            label: "facet-category",
            facet: Some("category"),
            choices: self.kinds.iter().map(kind).collect(),
        };
        let groups = [kinds, by_node(pages, self.of, self.kind.is_none() && self.of.is_none())];
        groups.into_iter().filter(|group| !group.choices.is_empty()).collect()
    }
}

/// The choice between our own list, that of all nodes and that of each of the largest.
fn by_node(pages: &Pages<'_>, current: Option<&Followed>, everywhere: bool) -> Group {
    let (reading, own) = (pages.reading(), pages.build.node.documents.titles.len());
    let choice = |name: String, href: &str, count, current, value| Choice {
        name,
        href: href.to_owned(),
        count,
        current,
        value,
    };
    let mut nodes: Vec<&Followed> = with_titles(pages.build).collect();
    let titles = |one: &Followed| one.node.documents.titles.len();
    let all: usize = nodes.iter().map(|one| titles(one)).sum();
    nodes.sort_by_key(|one| (std::cmp::Reverse(titles(one)), &one.slug));
    let mut choices = vec![choice(
        reading.word("nodes-all"),
        everywhere_path(pages.build),
        Some(all + own),
        everywhere,
        None,
    )];
    if own > 0 {
        let name = pages.site.name.clone();
        let value = Some(name.clone());
        choices.push(choice(name, CATALOGUE, Some(own), false, value));
    }
    let more = nodes.len() > NAMED;
    nodes.truncate(NAMED);
    for one in nodes {
        let (href, is_current) =
            (links::node(&one.slug), current.map(|of| of.key) == Some(one.key));
        let value = Some(one.name.clone());
        choices.push(choice(one.name.clone(), &href, Some(titles(one)), is_current, value));
    }
    if more {
        let n = with_titles(pages.build).count();
        choices.push(choice(reading.word("show-all"), "nodes/index.html", Some(n), false, None));
    }
    Group { label: "facet-whose", facet: Some("whose"), choices }
}

/// The way from our own lists to those of all nodes; none where nobody else has anything.
pub(in super::super) fn everywhere(pages: &Pages<'_>) -> Option<Group> {
    let mut group = by_node(pages, None, pages.build.node.documents.titles.is_empty());
    let here = group.choices.iter_mut().find(|choice| choice.href == CATALOGUE);
    if let Some(here) = here {
        here.current = true;
        // Where one is already, not a filter that was chosen: the next one leads to its own list.
        here.value = None;
    }
    with_titles(pages.build).next().is_some().then_some(group)
}
