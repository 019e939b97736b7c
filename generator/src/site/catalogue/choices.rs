//! What a list offers to go on with: other orders, other lists, other pages of this one.

use serde::Serialize;

use super::super::{Pages, followed};
use super::scope::{Now, Order, Scope, address};
use super::{Shelf, Within};
use crate::view::{CategoryLink, Reading};

/// One thing to choose.
#[derive(Debug, Serialize)]
pub(in super::super) struct Choice {
    pub(in super::super) name: String,
    pub(in super::super) href: String,
    pub(in super::super) count: Option<usize>,
    pub(in super::super) current: bool,
    /// What the search page calls it, so that a script can put several choices together.
    pub(in super::super) value: Option<String>,
}

/// Choices of one kind.
#[derive(Debug, Serialize)]
pub(in super::super) struct Group {
    /// The message that stands above them.
    pub(in super::super) label: &'static str,
    /// The search page's facet of the same name.
    pub(in super::super) facet: Option<&'static str>,
    pub(in super::super) choices: Vec<Choice>,
}

pub(super) fn groups(pages: &Pages<'_>, within: &Within<'_>, now: Now) -> Vec<Group> {
    let reading = &pages.reading();
    let (shelf, scope) = (within.shelf, within.scope);
    let all = [
        ("facet-category", Some("category"), kinds(reading, shelf, scope)),
        ("facet-within", Some("category"), below(reading, shelf, scope)),
        ("facet-now", Some("now"), right_now(reading, within, now)),
        ("facet-place", Some("room"), of_scopes(reading, within, &shelf.rooms)),
        ("facet-needs", Some("needs"), of_scopes(reading, within, &shelf.needs)),
        ("facet-lang", None, of_scopes(reading, within, &shelf.languages)),
    ];
    let group = |(label, facet, choices)| Group { label, facet, choices };
    let elsewhere = followed::everywhere(pages);
    let all = all.into_iter().map(group).chain(elsewhere);
    all.filter(|group| !group.choices.is_empty()).collect()
}

pub(super) fn orders(
    reading: &Reading<'_>,
    scope: &Scope,
    (now, found): (Now, usize),
    current: Order,
) -> Vec<Choice> {
    let key = |order| match order {
        Order::Wanted => "sort-wanted",
        Order::Name => "sort-name",
        Order::Newest => "sort-newest",
    };
    let choice = |order: &Order| Choice {
        name: reading.word(key(*order)),
        href: address(scope, now, *order, 0),
        count: None,
        current: *order == current,
        value: None,
    };
    match scope.orders(now, found) {
        [_] => Vec::new(),
        several => several.iter().map(choice).collect(),
    }
}

fn kinds(reading: &Reading<'_>, shelf: &Shelf, scope: &Scope) -> Vec<Choice> {
    let mut choices = vec![Choice {
        name: reading.word("catalog-everything"),
        href: address(&Scope::Everything, Now::Any, Order::Wanted, 0),
        count: Some(shelf.titles),
        current: *scope == Scope::Everything,
        value: None,
    }];
    let top = shelf.categories.iter().filter(|(path, _)| !path.contains('/'));
    choices.extend(top.map(|row| category_choice(reading, scope, row)));
    choices
}

/// The categories one step below the current one.
fn below(reading: &Reading<'_>, shelf: &Shelf, scope: &Scope) -> Vec<Choice> {
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
        href: address(&own, Now::Any, Order::Wanted, 0),
        count: Some(*count),
        current: *scope == own,
        value: Some(link.name.clone()),
        name: link.name,
    }
}

fn right_now(reading: &Reading<'_>, within: &Within<'_>, current: Now) -> Vec<Choice> {
    let (scope, moments) = (within.scope, within.scope.moments());
    let words = |now| match now {
        Now::Any => ("now-any", None),
        Now::Here => ("now-here", Some("here")),
        Now::Out => ("now-out", Some("out")),
        Now::Mending => ("now-mending", Some("mending")),
    };
    let choice = |now: &Now| Choice {
        name: reading.word(words(*now).0),
        href: address(scope, *now, Order::Wanted, 0),
        count: Some(within.count(*now)),
        current: *now == current,
        value: words(*now).1.map(str::to_owned),
    };
    if moments.len() < 2 { Vec::new() } else { moments.iter().map(choice).collect() }
}

/// Scopes of one kind with their counts; a single one would be no choice.
fn of_scopes(reading: &Reading<'_>, within: &Within<'_>, all: &[(Scope, usize)]) -> Vec<Choice> {
    let choice = |(own, count): &(Scope, usize)| {
        let name = own.heading(reading);
        Choice {
            href: address(own, Now::Any, Order::Wanted, 0),
            count: Some(*count),
            current: within.scope == own,
            value: Some(name.clone()),
            name,
        }
    };
    if all.len() < 2 { Vec::new() } else { all.iter().map(choice).collect() }
}

/// Numbers of the pages around the current one, the first and the last always among them.
pub(in super::super) fn pager(
    at: usize,
    pages: usize,
    address: impl Fn(usize) -> String,
) -> Vec<Choice> {
    if pages < 2 {
        return Vec::new();
    }
    let near = |page: &usize| *page == 0 || page + 1 == pages || page.abs_diff(at) <= 2;
    let choice = |page: usize| Choice {
        name: (page + 1).to_string(),
        href: address(page),
        count: None,
        current: page == at,
        value: None,
    };
    (0..pages).filter(near).map(choice).collect()
}
