//! Rows become titles with their units, one by one.

use std::collections::{BTreeMap, BTreeSet};

use catalog::code::Code;
use catalog::ids::{CategoryPath, Slug, slugify};
use catalog::record::{Documents, Text, Title};

use super::Outcome;
use super::categories::Categories;
use super::finding::{At, Index, Sort};
use super::merge::{self, Differences};
use super::mint::{self, Seed, short_name};
use super::places::Places;
use super::records::Records;
use crate::format::{Format, IncomingPlace, Thing, ThingUnit};
use crate::problem::{Problem, Trouble};

/// The node with what the import has added so far.
pub(super) struct Draft<'a> {
    pub(super) documents: &'a Documents,
    pub(super) places: Places<'a>,
    pub(super) categories: Categories<'a>,
    /// Titles that rows have touched, as they will be.
    pub(super) titles: BTreeMap<Slug, Title>,
    pub(super) problems: Vec<Problem>,
    index: Index,
    seed: Seed,
    pub(super) format: Format,
    lang: String,
    /// How many rows of one title, place and number there were: equal rows are several things.
    times: BTreeMap<(Slug, Slug, String, String), u32>,
    /// Titles that rows of this import made.
    made: BTreeSet<Slug>,
}

/// How a row found its title.
enum Found {
    /// By a number on the thing.
    Unit(At, String),
    /// By name, maker and model.
    Sort(Slug),
    /// Not at all.
    Nothing,
}

impl<'a> Draft<'a> {
    pub(super) fn new(documents: &'a Documents, seed: Seed) -> Self {
        let lang = documents.node.languages.first().cloned().unwrap_or_else(|| "en".to_owned());
        Self {
            documents,
            places: Places::new(&documents.places),
            categories: Categories::new(&documents.node.categories),
            titles: BTreeMap::new(),
            problems: Vec::new(),
            index: Index::of(documents),
            seed,
            format: Format::Csv,
            lang,
            times: BTreeMap::new(),
            made: BTreeSet::new(),
        }
    }

    /// Everything that rows have touched.
    pub(super) fn into_records(mut self) -> Records {
        self.places.settle_kinds();
        Records { titles: self.titles, places: self.places.made, categories: self.categories.made }
    }

    pub(super) fn place(&mut self, place: &IncomingPlace) -> Outcome {
        let (slug, made) = self.places.at(&place.path);
        self.places.add_note(&slug, &place.note);
        if made { Outcome::Created } else { Outcome::Unchanged }
    }

    pub(super) fn thing(&mut self, thing: &Thing) -> Outcome {
        match self.find(thing) {
            Found::Unit(at, code) => self.known_unit(thing, &at, &code),
            Found::Sort(slug) => self.of_title(thing, slug),
            Found::Nothing => {
                let slug = self.new_title(thing);
                self.of_title(thing, slug)
            }
        }
    }

    /// The title as it is now, with what earlier rows have added.
    fn title(&self, slug: &Slug) -> Option<&Title> {
        self.titles.get(slug).or_else(|| self.documents.titles.get(slug))
    }

    fn find(&mut self, thing: &Thing) -> Found {
        let sort = Sort::new(&thing.name, thing.brand.as_deref(), thing.model.as_deref());
        let by_number = thing.unit.as_ref().and_then(|unit| self.by_number(unit, &sort));
        match by_number {
            Some((at, number)) if !self.index.is_claimed(&at) => return Found::Unit(at, number),
            Some((at, code)) => {
                let holder = self.title(&at.0).map_or_else(String::new, |t| t.name.base.clone());
                self.problems.push(Problem::at(thing.row, Trouble::CodeTaken { code, holder }));
            }
            None => {}
        }
        self.index.by_sort(&sort).cloned().map_or(Found::Nothing, Found::Sort)
    }

    /// Our code, then a number on the thing, then the maker's number on the same sort of thing.
    fn by_number(&self, unit: &ThingUnit, sort: &Sort) -> Option<(At, String)> {
        let by_code = unit.code.and_then(|c| Some((self.index.by_code(c)?, c.to_string())));
        let by_alias =
            || unit.aliases.iter().find_map(|a| Some((self.index.by_alias(a)?, a.clone())));
        let by_serial = || {
            let serial = unit.serial.as_deref()?;
            let same = |at: &&At| self.title(&at.0).is_some_and(|t| Sort::of(t) == *sort);
            // Where several have this serial, the one that no row was about yet.
            let all = || self.index.by_serial(serial).iter().filter(same);
            let at = all().find(|at| !self.index.is_claimed(at)).or_else(|| all().next())?;
            Some((at.clone(), serial.to_owned()))
        };
        by_code.or_else(by_alias).or_else(by_serial)
    }

    fn known_unit(&mut self, thing: &Thing, at: &At, number: &str) -> Outcome {
        self.index.claim(at);
        let Some(mut title) = self.title(&at.0).cloned() else { return Outcome::Unchanged };
        let ours = title.name.base.clone();
        if Sort::new(&ours, None, None) != Sort::new(&thing.name, None, None) {
            let (code, theirs) = (number.to_owned(), thing.name.clone());
            self.problems.push(Problem::at(thing.row, Trouble::NameDiffers { code, ours, theirs }));
            return Outcome::Unchanged;
        }
        let before = title.clone();
        self.merge_title(&mut title, thing);
        if let Some(unit) = &thing.unit {
            self.merge_unit(&mut title, thing.row, unit, at);
        }
        self.keep(&before, title)
    }

    fn of_title(&mut self, thing: &Thing, slug: Slug) -> Outcome {
        let is_new = !self.titles.contains_key(&slug) && !self.documents.titles.contains_key(&slug);
        let before = match self.title(&slug) {
            Some(known) => known.clone(),
            None => self.empty_title(thing, &slug),
        };
        let mut title = before.clone();
        self.merge_title(&mut title, thing);
        let Some(unit) = &thing.unit else {
            let outcome = self.keep(&before, title);
            return if is_new { Outcome::Created } else { outcome };
        };
        let barcodes = &unit.barcodes;
        let unit = self.without_taken_numbers(unit, None);
        let place = self.places.at(&unit.place).0;
        match self.unit_of(&title, &unit, barcodes, &place) {
            Ok(at) => {
                self.index.claim(&at);
                self.merge_unit(&mut title, thing.row, &unit, &at);
                self.keep(&before, title)
            }
            Err(code) => {
                let at = (slug, title.units.len());
                title.units.push(merge::new_unit(code, &unit, place));
                self.index.add_unit(&title, at.1);
                self.index.claim(&at);
                self.keep(&before, title);
                Outcome::Created
            }
        }
    }

    /// The unit without numbers that stand on something else than `at`: a scan must find one thing.
    fn without_taken_numbers(&self, unit: &ThingUnit, at: Option<&At>) -> ThingUnit {
        let mut unit = unit.clone();
        unit.aliases.retain(|alias| self.index.is_free(alias, at));
        unit.barcodes.retain(|barcode| self.index.is_free(barcode, at));
        unit.code = unit.code.filter(|code| !self.index.taken.contains(code));
        unit
    }

    /// The unit of this title that a row without a known number is about, or the code for a new one.
    fn unit_of(
        &mut self,
        title: &Title,
        unit: &ThingUnit,
        barcodes: &[String],
        place: &Slug,
    ) -> Result<At, Code> {
        let serial = unit.serial.clone().unwrap_or_default();
        let number = unit.aliases.first().cloned().unwrap_or_default();
        let key = (title.slug.clone(), place.clone(), serial.clone(), number.clone());
        let times = self.times.entry(key).or_default();
        *times += 1;
        let times = times.to_string();
        let words =
            [self.format.name(), title.slug.as_str(), place.as_str(), &serial, &number, &times];
        // A code that follows from this row and is here already was made from this row.
        let made = mint::candidate(self.seed, &words, 0);
        let known = self.index.by_code(made).filter(|at| at.0 == title.slug);
        let nameless = || {
            let bare = unit.aliases.is_empty() && serial.is_empty() && unit.code.is_none();
            bare.then(|| self.index.nameless_unit(title, place, unit.kind, barcodes)).flatten()
        };
        if let Some(at) = known.or_else(nameless).filter(|at| !self.index.is_claimed(at)) {
            return Ok(at);
        }
        let taken = &self.index.taken;
        Err(unit.code.unwrap_or_else(|| mint::fresh(self.seed, &words, taken)))
    }

    fn merge_title(&mut self, title: &mut Title, thing: &Thing) {
        let paths = &thing.categories;
        let categories: Vec<CategoryPath> =
            paths.iter().filter_map(|path| self.categories.at(path)).collect();
        let gather = self.made.contains(&title.slug);
        let slug = title.slug.clone();
        let mut told = Differences { row: thing.row, slug, problems: &mut self.problems };
        merge::title(title, thing, &categories, gather, &mut told);
    }

    fn merge_unit(&mut self, title: &mut Title, row: u32, theirs: &ThingUnit, at: &At) {
        let theirs = &self.without_taken_numbers(theirs, Some(at));
        let place = self.places.at(&theirs.place).0;
        let slug = title.slug.clone();
        let Some(unit) = title.units.get_mut(at.1) else { return };
        let mut told = Differences { row, slug, problems: &mut self.problems };
        merge::unit(unit, theirs, &place, &mut told);
        for alias in &unit.aliases {
            self.index.add_alias(alias, at);
        }
    }

    fn keep(&mut self, before: &Title, after: Title) -> Outcome {
        let same = *before == after;
        self.titles.insert(after.slug.clone(), after);
        if same { Outcome::Unchanged } else { Outcome::Updated }
    }

    fn new_title(&mut self, thing: &Thing) -> Slug {
        let slug = self.free_slug(thing);
        self.made.insert(slug.clone());
        slug
    }

    fn empty_title(&mut self, thing: &Thing, slug: &Slug) -> Title {
        let mut title = empty(slug.clone(), &thing.name, self.lang.clone());
        title.kind = thing.kind.unwrap_or_default();
        // Maker and model are part of what the title is found by.
        (title.brand, title.model) = (thing.brand.clone(), thing.model.clone());
        self.index.add_title(&title);
        title
    }

    fn free_slug(&self, thing: &Thing) -> Slug {
        let name = &thing.name;
        let longer = [Some(name), thing.brand.as_ref(), thing.model.as_ref()];
        let longer: Vec<&str> = longer.into_iter().flatten().map(String::as_str).collect();
        let longer = longer.join(" ");
        let base = slugify(name).map_or_else(|| short_name("title", &longer), |s| s.to_string());
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        let longer = slugify(&longer).map(|s| s.to_string());
        let names = std::iter::once(base.clone()).chain(longer).chain(numbered);
        let mut slugs = names.filter_map(|n| n.parse::<Slug>().ok());
        let free = |s: &Slug| self.title(s).is_none() && !self.made.contains(s);
        slugs.find(free).unwrap_or_else(Slug::unknown_place)
    }
}

/// A title of which only the name is known.
pub(crate) fn empty(slug: Slug, name: &str, lang: String) -> Title {
    Title {
        slug,
        name: Text::plain(name),
        other_names: Vec::new(),
        kind: catalog::record::TitleKind::default(),
        summary: Text::default(),
        lang,
        categories: Vec::new(),
        keywords: Vec::new(),
        brand: None,
        model: None,
        power_source: None,
        size: None,
        weight_g: None,
        policy: None,
        reservation_policy: None,
        requires_authorisation: Vec::new(),
        min_age: None,
        deposit: None,
        fee_per_day: None,
        replacement_value: None,
        parts_expected: Vec::new(),
        maintenance: vec![],
        contents: Vec::new(),
        checkout_notice: Text::default(),
        images: Vec::new(),
        manuals: Vec::new(),
        compatible_with: Vec::new(),
        designs: Vec::new(),
        carbon_g: None,
        external_ids: BTreeMap::new(),
        custom: Vec::new(),
        added: None,
        units: Vec::new(),
        body: Text::default(),
    }
}
