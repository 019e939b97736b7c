//! What a list is narrowed to, and where the page of that list is.

use std::collections::BTreeSet;

use catalog::fold::Status;
use catalog::ids::{CategoryPath, Slug};
use catalog::record::{Lang, PlaceKind, Title};

use super::super::Build;
use super::super::shell::Head;
use crate::view::{CategoryLink, PlaceLink, Reading, TrainingView};

/// From so many titles on, what is here now is listed in one order.
const LONG: usize = 480;

/// What a list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scope {
    Everything,
    Category(String),
    /// Titles that need this training; `None` for those that need none.
    Needs(Option<Slug>),
    /// Titles with a unit that belongs in this room, or in something that stands in it.
    Place {
        room: Slug,
        within: BTreeSet<Slug>,
    },
    /// Titles that say something in this language.
    Language(Lang),
}

/// What is looked at: all of a scope, or what stands so now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Now {
    Any,
    Here,
    Out,
    Mending,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
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
            Self::Place { room, .. } => format!("list/at/{room}"),
            Self::Language(tag) => format!("list/lang/{tag}"),
        }
    }

    /// The orders that this list has pages for. A place and a language cut across all categories, so
    /// each order more would be as many pages as the whole catalogue has; so does what is here now of a
    /// large catalogue, and nobody leafs through its hundreds of pages in three orders.
    pub(super) fn orders(&self, now: Now, found: usize) -> &'static [Order] {
        match self {
            Self::Place { .. } | Self::Language(_) => &[Order::Wanted],
            _ if now != Now::Any && found > LONG => &[Order::Wanted],
            _ => &[Order::Wanted, Order::Name, Order::Newest],
        }
    }

    /// What may be asked about now, for the same reason.
    pub(super) fn moments(&self) -> &'static [Now] {
        match self {
            Self::Language(_) => &[Now::Any],
            Self::Place { .. } => &[Now::Any, Now::Here],
            _ => &[Now::Any, Now::Here, Now::Out, Now::Mending],
        }
    }

    /// What stands above the list.
    pub(super) fn heading(&self, reading: &Reading<'_>) -> String {
        match self {
            Self::Everything => reading.word("catalog-everything"),
            Self::Category(path) => CategoryLink::new(reading, path).name,
            Self::Needs(None) => reading.word("catalog-no-training"),
            Self::Needs(Some(slug)) => TrainingView::new(reading, slug).name,
            Self::Place { room, .. } => PlaceLink::new(reading, room).name,
            Self::Language(tag) => reading.strings.autonym(tag),
        }
    }

    /// Whether a title belongs to the list.
    pub(super) fn fits(&self, title: &Title) -> bool {
        match self {
            Self::Everything => true,
            Self::Category(path) => {
                title.categories.iter().flat_map(CategoryPath::ancestors).any(|own| own == path)
            }
            Self::Needs(None) => title.requires_authorisation.is_empty(),
            Self::Needs(Some(slug)) => title.requires_authorisation.contains(slug),
            Self::Place { within, .. } => {
                title.units.iter().any(|unit| within.contains(&unit.home_place))
            }
            Self::Language(tag) => speaks(title, tag),
        }
    }

    pub(super) fn crumbs(&self, head: Head, reading: &Reading<'_>) -> Head {
        if *self == Self::Everything {
            return head;
        }
        let head = head.crumb(reading.word("nav-catalog"), "catalog/index.html");
        let Self::Category(path) = self else { return head };
        let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        above.fold(head, |head, path| {
            let link = CategoryLink::new(reading, path);
            head.crumb(link.name, link.href)
        })
    }
}

/// The page of a list.
pub(super) fn address(scope: &Scope, now: Now, order: Order, page: usize) -> String {
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

/// How a title stands now, the best of its units.
pub(in super::super) fn now_of(reading: &Reading<'_>, title: &Title) -> Now {
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

/// Whether a title's texts are there in a language.
fn speaks(title: &Title, tag: &str) -> bool {
    title.lang == tag || title.name.translations.contains_key(tag)
}

/// Every training that the node describes or some title asks for.
pub(in super::super) fn trainings(build: &Build<'_>) -> Vec<Slug> {
    let documents = &build.node.documents;
    let asked = documents.titles.values().flat_map(|title| title.requires_authorisation.iter());
    let mut all: Vec<Slug> = documents.node.trainings.keys().chain(asked).cloned().collect();
    all.sort();
    all.dedup();
    all
}

/// The rooms of the node, each with everything that stands in it.
pub(super) fn rooms(build: &Build<'_>) -> Vec<Scope> {
    let places = &build.node.documents.places;
    let is_room = |kind| matches!(kind, PlaceKind::Site | PlaceKind::Room | PlaceKind::Workshop);
    let rooms = places.values().filter(|place| is_room(place.kind) || place.parent.is_none());
    let scope = |place: &catalog::record::Place| Scope::Place {
        within: places.keys().filter(|slug| stands_in(build, slug, &place.slug)).cloned().collect(),
        room: place.slug.clone(),
    };
    rooms.map(scope).collect()
}

/// The room of a place: the nearest one above it, or the outermost thing that it stands in.
pub(in super::super) fn room_of(build: &Build<'_>, place: &Slug) -> Option<Slug> {
    let places = &build.node.documents.places;
    let mut at = places.get(place)?;
    // A tree that bites its own tail ends.
    for _ in 0..16 {
        if matches!(at.kind, PlaceKind::Site | PlaceKind::Room | PlaceKind::Workshop) {
            break;
        }
        match at.parent.as_ref().and_then(|parent| places.get(parent)) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    Some(at.slug.clone())
}

fn stands_in(build: &Build<'_>, slug: &Slug, room: &Slug) -> bool {
    let places = &build.node.documents.places;
    let mut at = Some(slug);
    for _ in 0..16 {
        match at {
            Some(slug) if slug == room => return true,
            Some(slug) => at = places.get(slug).and_then(|place| place.parent.as_ref()),
            None => return false,
        }
    }
    false
}

/// Every language that some title speaks.
pub(super) fn languages(build: &Build<'_>) -> Vec<Scope> {
    let titles = build.node.documents.titles.values();
    let all: BTreeSet<&str> = titles
        .flat_map(|title| {
            std::iter::once(title.lang.as_str())
                .chain(title.name.translations.keys().map(String::as_str))
        })
        .filter(|tag| !tag.is_empty())
        .collect();
    all.into_iter().map(|tag| Scope::Language(tag.to_owned())).collect()
}
