//! Finding a unit, a title or a place by whatever a label or a hand gives.

use std::collections::{BTreeMap, HashMap};

use crate::code::Code;
use crate::ids::Slug;
use crate::record::{Documents, Place, Title, Unit};

/// Look-up tables over the documents; made once, rebuilt when a document changes.
#[derive(Debug, Clone, Default)]
pub struct Index {
    units: HashMap<Code, (Slug, usize)>,
    places: HashMap<Code, Slug>,
    aliases: BTreeMap<String, Code>,
}

/// What a scanned or typed text leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A unit.
    Unit(Code),
    /// A place.
    Place(Slug),
    /// A title, by its slug.
    Title(Slug),
}

impl Index {
    /// The tables over these documents. Of two units with one code the first title's counts;
    /// `check` names both.
    pub fn new(documents: &Documents) -> Self {
        let mut index = Self::default();
        for title in documents.titles.values() {
            for (at, unit) in title.units.iter().enumerate() {
                index.units.entry(unit.code).or_insert_with(|| (title.slug.clone(), at));
                for alias in &unit.aliases {
                    index.aliases.entry(fold_alias(alias)).or_insert(unit.code);
                }
            }
        }
        for place in documents.places.values() {
            if let Some(code) = place.code {
                index.places.entry(code).or_insert_with(|| place.slug.clone());
            }
        }
        index
    }

    /// The title and the unit with this code.
    pub fn unit<'d>(&self, documents: &'d Documents, code: Code) -> Option<(&'d Title, &'d Unit)> {
        let (slug, at) = self.units.get(&code)?;
        let title = documents.titles.get(slug)?;
        title.units.get(*at).map(|unit| (title, unit))
    }

    /// The slug of the title that this unit belongs to.
    pub fn title_of(&self, code: Code) -> Option<&Slug> {
        self.units.get(&code).map(|(slug, _)| slug)
    }

    /// The place with this code on its label.
    pub fn place<'d>(&self, documents: &'d Documents, code: Code) -> Option<&'d Place> {
        self.places.get(&code).and_then(|slug| documents.places.get(slug))
    }

    /// What a text leads to: a code (bare or as the end of an address), an old number, a slug.
    pub fn find(&self, documents: &Documents, text: &str) -> Option<Found> {
        if let Ok(code) = Code::from_scan(text) {
            if self.units.contains_key(&code) {
                return Some(Found::Unit(code));
            }
            if let Some(place) = self.places.get(&code) {
                return Some(Found::Place(place.clone()));
            }
        }
        if let Some(code) = self.aliases.get(&fold_alias(text)) {
            return Some(Found::Unit(*code));
        }
        let slug: Slug = text.trim().to_lowercase().parse().ok()?;
        if documents.titles.contains_key(&slug) {
            return Some(Found::Title(slug));
        }
        documents.places.contains_key(&slug).then_some(Found::Place(slug))
    }

    /// All unit codes of the catalogue.
    pub fn codes(&self) -> impl Iterator<Item = Code> {
        self.units.keys().copied()
    }
}

/// Old numbers are compared without case, spaces and hyphens.
fn fold_alias(text: &str) -> String {
    let kept = text.trim().chars().filter(|c| !matches!(c, ' ' | '-'));
    kept.flat_map(char::to_lowercase).collect()
}
