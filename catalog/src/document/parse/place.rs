//! `places/<slug>.toml`

use crate::record::{Place, PlaceKind, Text};

use super::super::reader::{Reader, fields, put};
use super::Source;

pub(crate) const KINDS: &[(&str, PlaceKind)] = &[
    ("site", PlaceKind::Site),
    ("room", PlaceKind::Room),
    ("shelf", PlaceKind::Shelf),
    ("box", PlaceKind::Box),
    ("workshop", PlaceKind::Workshop),
    ("hold_shelf", PlaceKind::HoldShelf),
    ("quarantine", PlaceKind::Quarantine),
];

const KEYS: &[&str] = &["name", "kind", "parent", "code", "note", "translations"];

pub(super) fn place(r: &mut Reader, source: &Source<'_>) -> Place {
    let mut place = Place {
        slug: source.slug.clone(),
        name: Text::default(),
        kind: PlaceKind::default(),
        parent: None,
        code: None,
        note: Text::default(),
    };
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "name" => put(&mut place.name.base, r.filled(field)),
            "kind" => put(&mut place.kind, r.choice(field, KINDS)),
            "parent" => place.parent = r.name(field),
            "code" => place.code = r.code(field),
            "note" => put(&mut place.note.base, r.owned(field)),
            "translations" => translations = Some(field),
            _ => r.unknown(field, KEYS),
        }
    }
    r.name_or_slug(source, &mut place.name, "\"Shelf B4\"");
    if let Some(field) = translations {
        r.translations(field, &mut place);
    }
    place
}
