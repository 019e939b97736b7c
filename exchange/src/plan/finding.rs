//! Which of the node's records a row is about.

use std::collections::{BTreeMap, BTreeSet};

use catalog::code::Code;
use catalog::ids::Slug;
use catalog::record::{Documents, Title, UnitKind};

/// A unit: its title, and its place in the title's list.
pub(super) type At = (Slug, usize);

/// What makes two rows one title: name, maker and model, without regard to case and spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sort(String, String, String);

impl Sort {
    pub(super) fn new(name: &str, brand: Option<&str>, model: Option<&str>) -> Self {
        let flat =
            |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        Self(flat(name), flat(brand.unwrap_or("")), flat(model.unwrap_or("")))
    }

    pub(super) fn of(title: &Title) -> Self {
        Self::new(&title.name.base, title.brand.as_deref(), title.model.as_deref())
    }
}

/// Where things are by the numbers on them.
#[derive(Debug, Default)]
pub(super) struct Index {
    codes: BTreeMap<Code, At>,
    aliases: BTreeMap<String, Vec<At>>,
    serials: BTreeMap<String, Vec<At>>,
    sorts: BTreeMap<Sort, Slug>,
    pub(super) taken: BTreeSet<Code>,
    claimed: BTreeSet<At>,
}

impl Index {
    pub(super) fn of(documents: &Documents) -> Self {
        let mut index = Self::default();
        for title in documents.titles.values() {
            index.add_title(title);
            for at in 0..title.units.len() {
                index.add_unit(title, at);
            }
        }
        index.taken.extend(documents.places.values().filter_map(|p| p.code));
        index
    }

    pub(super) fn add_title(&mut self, title: &Title) {
        self.sorts.entry(Sort::of(title)).or_insert_with(|| title.slug.clone());
    }

    pub(super) fn add_unit(&mut self, title: &Title, at: usize) {
        let Some(unit) = title.units.get(at) else { return };
        let here = (title.slug.clone(), at);
        self.taken.insert(unit.code);
        self.codes.insert(unit.code, here.clone());
        for alias in &unit.aliases {
            self.add_alias(alias, &here);
        }
        if let Some(serial) = &unit.serial {
            self.serials.entry(serial.to_lowercase()).or_default().push(here);
        }
    }

    pub(super) fn add_alias(&mut self, alias: &str, here: &At) {
        let all = self.aliases.entry(alias.to_lowercase()).or_default();
        if !all.contains(here) {
            all.push(here.clone());
        }
    }

    pub(super) fn by_code(&self, code: Code) -> Option<At> {
        self.codes.get(&code).cloned()
    }

    /// The unit with this number, if only one has it.
    pub(super) fn by_alias(&self, alias: &str) -> Option<At> {
        match self.aliases.get(&alias.to_lowercase()).map(Vec::as_slice) {
            Some([only]) => Some(only.clone()),
            _ => None,
        }
    }

    /// Whether no other unit than `at` has this number.
    pub(super) fn is_free(&self, alias: &str, at: Option<&At>) -> bool {
        let holders = self.aliases.get(&alias.to_lowercase());
        holders.is_none_or(|all| all.iter().all(|holder| Some(holder) == at))
    }

    pub(super) fn by_serial(&self, serial: &str) -> &[At] {
        self.serials.get(&serial.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn by_sort(&self, sort: &Sort) -> Option<&Slug> {
        self.sorts.get(sort)
    }

    /// Marks a unit as the one that a row of this import is about; false if another row was.
    pub(super) fn claim(&mut self, at: &At) -> bool {
        self.claimed.insert(at.clone())
    }

    pub(super) fn is_claimed(&self, at: &At) -> bool {
        self.claimed.contains(at)
    }

    /// The first unit of this title that lies there, has no number of its own from elsewhere, and is
    /// no other row's.
    pub(super) fn nameless_unit(
        &self,
        title: &Title,
        place: &Slug,
        kind: UnitKind,
        barcodes: &[String],
    ) -> Option<At> {
        title.units.iter().enumerate().find_map(|(at, unit)| {
            let here = (title.slug.clone(), at);
            let only_theirs = unit.aliases.iter().all(|a| barcodes.contains(a));
            let alike = unit.home_place == *place && unit.kind == kind;
            let fits = unit.serial.is_none() && only_theirs && alike;
            (fits && !self.is_claimed(&here)).then_some(here)
        })
    }
}
