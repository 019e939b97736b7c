//! Places by their names: known ones are found, others are made, with what they stand in.

use std::collections::{BTreeMap, BTreeSet};

use catalog::ids::{Slug, slugify};
use catalog::record::{Place, PlaceKind, Text, UNKNOWN_PLACE};

use super::mint::short_name;

/// All places, those of the node and those that the import makes.
pub(super) struct Places<'a> {
    known: &'a BTreeMap<Slug, Place>,
    pub(super) made: BTreeMap<Slug, Place>,
}

impl<'a> Places<'a> {
    pub(super) fn new(known: &'a BTreeMap<Slug, Place>) -> Self {
        Self { known, made: BTreeMap::new() }
    }

    /// The place at the end of a path of names, and whether any of it had to be made.
    pub(super) fn at(&mut self, path: &[String]) -> (Slug, bool) {
        let before = self.made.len();
        let mut here: Option<Slug> = None;
        for (depth, name) in path.iter().enumerate() {
            let found = self.find(name, here.as_ref(), depth == 0);
            here = Some(found.unwrap_or_else(|| self.make(&path[..=depth], here)));
        }
        (here.unwrap_or_else(Slug::unknown_place), self.made.len() > before)
    }

    pub(super) fn add_note(&mut self, slug: &Slug, note: &str) {
        if let Some(place) = self.made.get_mut(slug).filter(|p| p.note.is_empty()) {
            place.note = Text::plain(note);
        }
    }

    fn all(&self) -> impl Iterator<Item = &Place> {
        self.known.values().chain(self.made.values())
    }

    fn find(&self, name: &str, parent: Option<&Slug>, widest: bool) -> Option<Slug> {
        if widest && name.eq_ignore_ascii_case(UNKNOWN_PLACE) {
            return Some(Slug::unknown_place());
        }
        let named = |p: &&Place| same_name(&p.name.base, name) || p.slug.as_str() == name;
        let inside = self.all().filter(named).find(|p| p.parent.as_ref() == parent);
        if inside.is_some() || !widest {
            return inside.map(|p| p.slug.clone());
        }
        // The file may know nothing of what the place stands in; a name that is there once is meant.
        let mut anywhere = self.all().filter(named);
        let only = anywhere.next();
        only.filter(|_| anywhere.next().is_none()).map(|p| p.slug.clone())
    }

    fn make(&mut self, path: &[String], parent: Option<Slug>) -> Slug {
        let name = path.last().map_or("", String::as_str);
        let slug = self.free_name(path);
        let place = Place {
            slug: slug.clone(),
            name: Text::plain(name),
            kind: kind_of(name),
            parent: parent.filter(|p| p.as_str() != UNKNOWN_PLACE),
            code: None,
            note: Text::default(),
        };
        self.made.insert(slug.clone(), place);
        slug
    }

    fn free_name(&self, path: &[String]) -> Slug {
        let whole = path.join(" ");
        let wished = [path.last().map_or("", String::as_str), &whole]
            .into_iter()
            // One letter or number says nothing outside of what it stands in.
            .filter(|text| text.chars().count() > 3 || path.len() == 1)
            .filter_map(slugify);
        let numbered = (2..).filter_map(|n| {
            format!(
                "{}-{n}",
                slugify(&whole).map_or_else(|| short_name("place", &whole), |s| s.to_string())
            )
            .parse()
            .ok()
        });
        let named = short_name("place", &path.join("/")).parse().ok();
        let mut names = wished
            .chain(slugify(&whole))
            .chain(named.filter(|_| slugify(&whole).is_none()))
            .chain(numbered);
        let free = |s: &Slug| {
            s.as_str() != UNKNOWN_PLACE
                && !self.known.contains_key(s.as_str())
                && !self.made.contains_key(s.as_str())
        };
        names.find(free).unwrap_or_else(Slug::unknown_place)
    }

    /// Places in which others stand are rooms, and those with rooms in them are sites.
    pub(super) fn settle_kinds(&mut self) {
        let parents: BTreeSet<Slug> = self.made.values().filter_map(|p| p.parent.clone()).collect();
        let grand: BTreeSet<Slug> = self
            .made
            .values()
            .filter(|p| parents.contains(&p.slug))
            .filter_map(|p| p.parent.clone())
            .collect();
        for place in self.made.values_mut().filter(|p| p.kind == PlaceKind::Shelf) {
            if grand.contains(&place.slug) && place.parent.is_none() {
                place.kind = PlaceKind::Site;
            } else if parents.contains(&place.slug)
                && place.parent.as_ref().is_none_or(|p| grand.contains(p))
            {
                place.kind = PlaceKind::Room;
            }
        }
    }
}

fn same_name(a: &str, b: &str) -> bool {
    a.to_lowercase().split_whitespace().eq(b.to_lowercase().split_whitespace())
}

fn kind_of(name: &str) -> PlaceKind {
    let lower = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    if has(&["box", "bin ", "drawer", "crate", "kiste", "schublade", "caja"]) {
        PlaceKind::Box
    } else if has(&["workshop", "werkstatt", "taller"]) {
        PlaceKind::Workshop
    } else if has(&["room", "raum", "basement", "keller", "garage", "office", "hall"]) {
        PlaceKind::Room
    } else {
        PlaceKind::Shelf
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<String> {
        crate::value::path(text)
    }

    #[test]
    fn a_path_becomes_a_tree_and_is_found_again() {
        let known = BTreeMap::new();
        let mut places = Places::new(&known);
        let (shelf, made) = places.at(&path("House / Studio / 5a"));
        assert!(made);
        assert_eq!(places.at(&path("house / studio / 5A")), (shelf.clone(), false));
        places.settle_kinds();
        let all: Vec<_> = places
            .made
            .values()
            .map(|p| (p.slug.as_str(), p.kind, p.parent.as_ref().map(Slug::as_str)))
            .collect();
        assert_eq!(
            all,
            [
                ("house", PlaceKind::Site, None),
                ("house-studio-5a", PlaceKind::Shelf, Some("studio")),
                ("studio", PlaceKind::Room, Some("house")),
            ]
        );
    }

    #[test]
    fn the_same_name_in_two_rooms_is_two_places() {
        let known = BTreeMap::new();
        let mut places = Places::new(&known);
        let (first, _) = places.at(&path("Cage/Shelf 1"));
        let (second, _) = places.at(&path("Studio/Shelf 1"));
        assert_eq!((first.as_str(), second.as_str()), ("shelf-1", "studio-shelf-1"));
        assert_eq!(places.at(&[]).0, Slug::unknown_place());
        assert_eq!(places.at(&path("Unknown")), (Slug::unknown_place(), false));
        let (chinese, _) = places.at(&path("工房"));
        assert!(chinese.as_str().starts_with("place-"));
    }

    #[test]
    fn a_name_that_is_there_once_is_meant_wherever_it_stands() {
        let mut places = Places::new(&BTreeMap::new()).made;
        assert!(places.is_empty());
        let place = Place {
            slug: "shelf-b4".parse().unwrap(),
            name: Text::plain("Shelf B4"),
            kind: PlaceKind::Shelf,
            parent: Some("cellar".parse().unwrap()),
            code: None,
            note: Text::default(),
        };
        places.insert(place.slug.clone(), place);
        let mut places = Places::new(&places);
        assert_eq!(places.at(&path("shelf b4")), ("shelf-b4".parse().unwrap(), false));
    }
}
