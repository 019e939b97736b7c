//! Rooms, shelves and boxes: the tree, and what is on each shelf.

use std::collections::BTreeMap;

use catalog::ids::Slug;
use catalog::record::Place;
use serde::Serialize;

use super::shell::Head;
use super::{BuildError, Output, Pages};
use crate::links;
use crate::render::Card;
use crate::view::{PlaceLink, Reading, place_glyph};

#[derive(Serialize)]
struct Branch {
    name: String,
    href: String,
    glyph: &'static str,
    code: Option<String>,
    things: usize,
    note: String,
    children: Vec<Self>,
}

#[derive(Serialize)]
struct PlacePage {
    name: String,
    within: Vec<String>,
    code: Option<String>,
    note: String,
    children: Vec<Branch>,
    cards: Vec<Card>,
}

/// No tree is deeper, whatever the files say.
const DEPTH: usize = 8;

struct Tree<'b> {
    below: BTreeMap<Option<&'b Slug>, Vec<&'b Place>>,
    things: BTreeMap<&'b Slug, Vec<&'b Slug>>,
}

impl<'b> Tree<'b> {
    fn of(reading: &Reading<'b>) -> Self {
        let documents = &reading.node.documents;
        let mut below: BTreeMap<Option<&Slug>, Vec<&Place>> = BTreeMap::new();
        for place in documents.places.values() {
            let parent = place.parent.as_ref().filter(|p| documents.places.contains_key(*p));
            below.entry(parent).or_default().push(place);
        }
        let mut things: BTreeMap<&Slug, Vec<&Slug>> = BTreeMap::new();
        for title in documents.titles.values() {
            for unit in &title.units {
                let here = things.entry(&unit.home_place).or_default();
                if here.last() != Some(&&title.slug) {
                    here.push(&title.slug);
                }
            }
        }
        Self { below, things }
    }

    fn branches(&self, reading: &Reading<'_>, parent: Option<&Slug>, depth: usize) -> Vec<Branch> {
        if depth > DEPTH {
            return Vec::new();
        }
        let places = self.below.get(&parent).map_or(&[][..], Vec::as_slice);
        places.iter().map(|place| self.branch(reading, place, depth)).collect()
    }

    fn branch(&self, reading: &Reading<'_>, place: &Place, depth: usize) -> Branch {
        Branch {
            name: place.name.in_lang(reading.lang).to_owned(),
            href: links::place(&place.slug),
            glyph: place_glyph(place.kind),
            code: place.code.map(|code| code.to_string()),
            things: self.things.get(&place.slug).map_or(0, Vec::len),
            note: place.note.in_lang(reading.lang).to_owned(),
            children: self.branches(reading, Some(&place.slug), depth + 1),
        }
    }
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    let documents = &pages.build.node.documents;
    let tree = Tree::of(&reading);
    let branches = tree.branches(&reading, None, 0);
    let head = Head::new("visit", reading.word("places-title"))
        .crumb(reading.word("nav-visit"), "visit/index.html");
    out.page(pages.draw(
        "places/index.html",
        "places.html",
        head,
        serde_json::json!({ "branches": branches }),
    )?)?;
    for place in documents.places.values().filter(|place| pages.wants(&links::place(&place.slug))) {
        let here = tree.things.get(&place.slug).map_or(&[][..], Vec::as_slice);
        let titles = here.iter().filter_map(|slug| documents.titles.get(*slug));
        let link = PlaceLink::new(&reading, &place.slug);
        let content = PlacePage {
            name: link.name.clone(),
            within: link.within,
            code: place.code.map(|code| code.to_string()),
            note: place.note.in_lang(pages.lang).to_owned(),
            children: tree.branches(&reading, Some(&place.slug), 1),
            cards: titles.map(|title| pages.card(title)).collect(),
        };
        let head = Head::new("visit", link.name).about(content.note.clone());
        let head = head
            .crumb(reading.word("nav-visit"), "visit/index.html")
            .crumb(reading.word("places-title"), "places/index.html");
        out.page(pages.draw(&links::place(&place.slug), "place.html", head, content)?)?;
    }
    Ok(())
}
