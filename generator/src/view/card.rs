//! A title in a list.

use catalog::ids::CategoryPath;
use catalog::record::{Title, TitleKind};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Aggregate, PlaceLink, Reading};
use crate::links;
use crate::photos::PhotoView;

/// A title in a list: one picture, one line, one status.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CardView {
    /// The title's slug.
    pub slug: String,
    /// Its page, from the root of the language.
    pub href: String,
    /// What people call it.
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// The glyph where there is no photo.
    pub glyph: String,
    /// The first photo, from the site's root.
    pub image: Option<String>,
    /// The same as the site publishes it, with its size; none for drawings and in the kiosk.
    pub photo: Option<PhotoView>,
    /// How its units stand.
    #[serde(flatten)]
    pub state: Aggregate,
    /// The shelf of its first unit, short.
    pub place: Option<String>,
    /// The language of its texts where that is not the page's.
    pub other_lang: Option<String>,
}

impl CardView {
    /// A title as a card.
    pub fn new(reading: &Reading<'_>, title: &Title) -> Self {
        let first = super::title::images(reading, title).into_iter().next();
        let home = title.units.first().map(|unit| PlaceLink::new(reading, &unit.home_place));
        Self {
            slug: title.slug.to_string(),
            href: links::title(&title.slug),
            name: title.name.in_lang(reading.lang).to_owned(),
            summary: title.summary.in_lang(reading.lang).to_owned(),
            glyph: glyph_of(reading, title),
            image: first.as_ref().map(|image| image.href.clone()),
            photo: first.and_then(|image| image.photo),
            state: Aggregate::of(reading, title),
            place: home.filter(|place| place.href.is_some()).map(|place| place.short),
            other_lang: other_lang(reading, title),
        }
    }
}

/// The record's language where the page's language has no translation of its name.
pub(super) fn other_lang(reading: &Reading<'_>, title: &Title) -> Option<String> {
    let short = reading.lang.split('-').next().unwrap_or(reading.lang);
    let own = title.lang.split('-').next().unwrap_or(&title.lang);
    let translated = [reading.lang, short].iter().any(|l| title.name.translations.contains_key(*l));
    (!translated && own != short && !title.lang.is_empty()).then(|| title.lang.clone())
}

/// The glyph of a title: of its narrowest category that has one, else of its kind.
pub(super) fn glyph_of(reading: &Reading<'_>, title: &Title) -> String {
    let categories = &reading.node.documents.node.categories;
    let of_path = |path: &CategoryPath| {
        let all: Vec<&str> = path.ancestors().collect();
        all.into_iter().rev().find_map(|path| {
            categories.iter().find(|(known, _)| known.as_str() == path)?.1.glyph.clone()
        })
    };
    title.categories.iter().find_map(of_path).unwrap_or_else(|| kind_glyph(title.kind).to_owned())
}

fn kind_glyph(kind: TitleKind) -> &'static str {
    match kind {
        TitleKind::Tool => "hammer",
        TitleKind::Machine => "lathe",
        TitleKind::Material => "sack",
        TitleKind::Kit => "box",
        TitleKind::Space => "room",
        TitleKind::Book => "book",
        TitleKind::Vehicle => "trailer",
    }
}
