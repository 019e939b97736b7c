//! Rooms, shelves and boxes as people read them.

use catalog::ids::Slug;
use catalog::record::{PlaceKind, UNKNOWN_PLACE};
use schemars::JsonSchema;
use serde::Serialize;

use super::Reading;
use crate::links;

/// A place with what it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceLink {
    /// What stands on it: `Shelf B4`.
    pub name: String,
    /// The short form for cards: what is left of the name without the word for its kind.
    pub short: String,
    /// What it stands in, nearest first: `Main workshop`.
    pub within: Vec<String>,
    /// Its page, from the root of the language; none for the unknown place.
    pub href: Option<String>,
}

impl PlaceLink {
    /// The place with this name. A place that no file describes is shown by its slug.
    pub fn new(reading: &Reading<'_>, slug: &Slug) -> Self {
        let places = &reading.node.documents.places;
        let Some(place) = places.get(slug) else { return Self::without_file(reading, slug) };
        let name = place.name.in_lang(reading.lang).to_owned();
        Self {
            short: shorten(&name),
            within: above(reading, slug),
            href: Some(links::place(slug)),
            name,
        }
    }

    fn without_file(reading: &Reading<'_>, slug: &Slug) -> Self {
        let name = match slug.as_str() {
            UNKNOWN_PLACE => reading.word("place-unknown"),
            other => other.to_owned(),
        };
        Self { short: name.clone(), name, within: Vec::new(), href: None }
    }
}

/// The names of what a place stands in, nearest first. A tree that bites its own tail ends.
fn above(reading: &Reading<'_>, slug: &Slug) -> Vec<String> {
    let places = &reading.node.documents.places;
    let mut names = Vec::new();
    let mut at = places.get(slug).and_then(|place| place.parent.as_ref());
    while let Some(place) = at.and_then(|slug| places.get(slug)) {
        if names.len() >= 8 {
            break;
        }
        names.push(place.name.in_lang(reading.lang).to_owned());
        at = place.parent.as_ref();
    }
    names
}

/// `Shelf B4` → `B4`: the last word, where it is a short sign with a letter and a number.
fn shorten(name: &str) -> String {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let has = |is: fn(char) -> bool| last.chars().any(is);
    let is_sign =
        last.chars().count() <= 4 && has(|c| c.is_ascii_digit()) && has(char::is_alphabetic);
    if is_sign { last.to_owned() } else { name.to_owned() }
}

/// The glyph of a place.
pub fn place_glyph(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Site => "house",
        PlaceKind::Room => "room",
        PlaceKind::Shelf | PlaceKind::HoldShelf => "shelf",
        PlaceKind::Box => "box",
        PlaceKind::Workshop => "bench",
        PlaceKind::Quarantine => "barrier",
    }
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn a_place_is_shortened_to_its_sign_only_where_that_says_enough() {
        assert_eq!(shorten("Shelf B4"), "B4");
        assert_eq!(shorten("Schrank 4"), "Schrank 4");
        assert_eq!(shorten("Behind the desk"), "Behind the desk");
    }
}
