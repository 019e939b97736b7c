//! Puts the documents of a whole node together: records by name, translations in their places,
//! readmes and parts lists with their designs.
//!
//! Reading one file ([`read_file`]) needs nothing but that file, so a caller may do it on many
//! threads; [`Loader`] then takes the results in any order and always gives the same answer.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use camino::{Utf8Path, Utf8PathBuf};

use super::front_matter;
use super::parse::{self, Parsed, Record, Translation, UNSET_LANG};
use super::parts_list;
use super::path::{self, Located, path_of};
use super::problem::{Finding, Problem};
use super::translate::Translatable;
use crate::ids::Slug;
use crate::record::{Design, DesignFileKind, DocumentKind, Documents, Text};

/// The documents of a node and everything that is wrong with them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Loaded {
    /// The records.
    pub documents: Documents,
    /// What is wrong, by file and line.
    pub problems: Vec<Problem>,
}

/// What one file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct FileRead {
    path: Utf8PathBuf,
    found: Found,
}

#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "each is moved once, into its map")]
enum Found {
    Record(Parsed<Record>),
    DesignText(Slug, String, String),
    Nothing,
}

/// Reads one file by what its path says. Files that are no documents are passed over.
pub fn read_file(path: Utf8PathBuf, bytes: &[u8]) -> FileRead {
    let found = match path::locate(&path) {
        Ok(Some(Located::DesignFile(slug, inner))) => {
            Found::DesignText(slug, inner, front_matter::decode(bytes).0.into_owned())
        }
        _ => parse::parse(&path, bytes).map_or(Found::Nothing, Found::Record),
    };
    FileRead { path, found }
}

/// Whether a file at this path is needed for [`load`]: a cheap question, asked before it is read.
pub fn is_read(path: &Utf8Path) -> bool {
    !matches!(path::locate(path), Ok(None))
}

/// Reads all documents of a node. Paths are relative to the node's root, with `/`.
pub fn load(files: impl IntoIterator<Item = (Utf8PathBuf, Vec<u8>)>) -> Loaded {
    let mut loader = Loader::default();
    files.into_iter().for_each(|(path, bytes)| loader.add(read_file(path, &bytes)));
    loader.finish()
}

/// Takes the files of a node one by one.
#[derive(Debug, Default)]
pub struct Loader {
    loaded: Loaded,
    has_node: bool,
    paths: BTreeMap<(DocumentKind, Slug), Utf8PathBuf>,
    translations: Vec<(Utf8PathBuf, Translation)>,
    design_texts: BTreeMap<(Slug, String), (Utf8PathBuf, String)>,
}

impl Loader {
    /// Adds what was read of one file.
    pub fn add(&mut self, file: FileRead) {
        match file.found {
            Found::Nothing => {}
            Found::DesignText(slug, inner, text) => {
                self.design_texts.insert((slug, inner), (file.path, text));
            }
            Found::Record(parsed) => {
                self.loaded.problems.extend(parsed.problems);
                if let Some(record) = parsed.record {
                    self.record(file.path, record);
                }
            }
        }
    }

    fn record(&mut self, path: Utf8PathBuf, record: Record) {
        let Some((kind, slug)) = identity(&record) else {
            if let Record::Translation(translation) = record {
                self.translations.push((path, translation));
            }
            return;
        };
        if !self.claim(kind, slug, path) {
            return;
        }
        let documents = &mut self.loaded.documents;
        match record {
            Record::Node(node) => {
                documents.node = node;
                self.has_node = true;
            }
            Record::Constitution(constitution) => documents.constitution = Some(constitution),
            Record::Title(r) => drop(documents.titles.insert(r.slug.clone(), r)),
            Record::Place(r) => drop(documents.places.insert(r.slug.clone(), r)),
            Record::Design(r) => drop(documents.designs.insert(r.slug.clone(), r)),
            Record::Proposal(r) => drop(documents.proposals.insert(r.slug.clone(), r)),
            Record::Minutes(r) => drop(documents.minutes.insert(r.slug.clone(), r)),
            Record::Page(r) => drop(documents.pages.insert(r.slug.clone(), r)),
            Record::Event(r) => drop(documents.events.insert(r.slug.clone(), r)),
            Record::Person(r) => drop(documents.people.insert(Slug::from(r.handle.clone()), r)),
            Record::Translation(_) => {}
        }
    }

    /// Whether this file may be the document of that name. The file in the right folder may.
    fn claim(&mut self, kind: DocumentKind, slug: Slug, path: Utf8PathBuf) -> bool {
        let right = path_of(kind, &slug);
        match self.paths.entry((kind, slug)) {
            Entry::Vacant(free) => {
                free.insert(path);
                true
            }
            Entry::Occupied(mut taken) => {
                let wins = path == right || (*taken.get() != right && path < *taken.get());
                let loser = if wins { taken.insert(path) } else { path };
                let message = format!("`{}` is this document already", taken.get());
                let finding = Finding::error("duplicate-document", 0..0, message)
                    .hint("give one of the two another name");
                self.loaded.problems.push(Problem::of_file(loser, finding));
                wins
            }
        }
    }

    /// All documents, with their translations.
    pub fn finish(mut self) -> Loaded {
        if !self.has_node {
            let finding = Finding::error("missing-node", 0..0, "`node.toml` is missing or empty")
                .hint("`stead init` makes one");
            self.loaded.problems.push(Problem::of_file("node.toml", finding));
        }
        let places = self.paths.iter().map(|((kind, slug), path)| (path_of(*kind, slug), path));
        let elsewhere = places.filter(|(right, path)| right != *path);
        self.loaded.documents.misplaced =
            elsewhere.map(|(right, path)| (right, path.clone())).collect();
        self.design_bodies();
        self.put_translations();
        default_languages(&mut self.loaded.documents);
        let by_place = |a: &Problem, b: &Problem| {
            (&a.file, a.span.start, a.code).cmp(&(&b.file, b.span.start, b.code))
        };
        self.loaded.problems.sort_by(by_place);
        self.loaded
    }

    fn design_bodies(&mut self) {
        for (slug, design) in &mut self.loaded.documents.designs {
            let readme = design.readme.clone().unwrap_or_else(|| "README.md".to_owned());
            if let Some((_, text)) = self.design_texts.get(&(slug.clone(), readme)) {
                design.body = Text::plain(parse::trimmed(text.trim_start_matches('\u{feff}')));
            }
            let Some(bom) = &design.bom else { continue };
            let Some((path, text)) = self.design_texts.get(&(slug.clone(), bom.clone())) else {
                continue;
            };
            if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
                let (parts, problems) = parts_list::read(path, text);
                self.loaded.problems.extend(problems);
                take_parts(design, parts);
            }
        }
    }

    fn put_translations(&mut self) {
        for (path, translation) in std::mem::take(&mut self.translations) {
            let put = put(&mut self.loaded.documents, &translation);
            if !put {
                let base = path_of(translation.kind, &translation.slug);
                let message = format!("this translates `{base}`, which is not there");
                let finding = Finding::warning("orphan-translation", 0..0, message);
                self.loaded.problems.push(Problem::of_file(path, finding));
            }
        }
    }
}

/// A parts list that could be read stands above the parts of the manifest.
fn take_parts(design: &mut Design, parts: Vec<crate::record::BomLine>) {
    if parts.is_empty() {
        return;
    }
    for path in parts.iter().filter_map(|part| part.source.clone()) {
        if !design.files.iter().any(|file| file.path == path) {
            let kind = DesignFileKind::Source;
            design.files.push(crate::record::DesignFile { path, kind });
        }
    }
    design.parts = parts;
}

fn identity(record: &Record) -> Option<(DocumentKind, Slug)> {
    let alone = |name: &str| name.parse().ok();
    match record {
        Record::Node(_) => Some((DocumentKind::Node, alone("node")?)),
        Record::Constitution(_) => Some((DocumentKind::Constitution, alone("constitution")?)),
        Record::Title(r) => Some((DocumentKind::Title, r.slug.clone())),
        Record::Place(r) => Some((DocumentKind::Place, r.slug.clone())),
        Record::Design(r) => Some((DocumentKind::Design, r.slug.clone())),
        Record::Proposal(r) => Some((DocumentKind::Proposal, r.slug.clone())),
        Record::Minutes(r) => Some((DocumentKind::Minutes, r.slug.clone())),
        Record::Page(r) => Some((DocumentKind::Page, r.slug.clone())),
        Record::Event(r) => Some((DocumentKind::Event, r.slug.clone())),
        Record::Person(r) => Some((DocumentKind::Person, r.handle.clone().into())),
        Record::Translation(_) => None,
    }
}

fn put(documents: &mut Documents, translation: &Translation) -> bool {
    fn into(record: Option<&mut impl Translatable>, translation: &Translation) -> bool {
        record.map(|record| parse::put_translation(record, translation)).is_some()
    }
    let slug = &translation.slug;
    match translation.kind {
        DocumentKind::Node => false,
        DocumentKind::Title => into(documents.titles.get_mut(slug), translation),
        DocumentKind::Place => into(documents.places.get_mut(slug), translation),
        DocumentKind::Design => into(documents.designs.get_mut(slug), translation),
        DocumentKind::Constitution => into(documents.constitution.as_mut(), translation),
        DocumentKind::Proposal => into(documents.proposals.get_mut(slug), translation),
        DocumentKind::Minutes => into(documents.minutes.get_mut(slug), translation),
        DocumentKind::Page => into(documents.pages.get_mut(slug), translation),
        DocumentKind::Event => into(documents.events.get_mut(slug), translation),
        DocumentKind::Person => into(documents.people.get_mut(slug), translation),
    }
}

/// A document that does not say its language is in the node's first one.
fn default_languages(documents: &mut Documents) {
    let first = documents.node.languages.first().map_or("en", String::as_str);
    let langs = (documents.titles.values_mut().map(|r| &mut r.lang))
        .chain(documents.designs.values_mut().map(|r| &mut r.lang))
        .chain(documents.constitution.iter_mut().map(|r| &mut r.lang))
        .chain(documents.proposals.values_mut().map(|r| &mut r.lang))
        .chain(documents.minutes.values_mut().map(|r| &mut r.lang))
        .chain(documents.pages.values_mut().map(|r| &mut r.lang))
        .chain(documents.events.values_mut().map(|r| &mut r.lang))
        .chain(documents.people.values_mut().map(|r| &mut r.lang));
    langs.filter(|lang| *lang == UNSET_LANG).for_each(|lang| first.clone_into(lang));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(files: &[(&str, &str)]) -> Loaded {
        load(files.iter().map(|(path, text)| ((*path).into(), text.as_bytes().to_vec())))
    }

    fn codes(loaded: &Loaded) -> Vec<(&str, &str)> {
        loaded.problems.iter().map(|p| (p.code, p.file.as_str())).collect()
    }

    const NODE: (&str, &str) =
        ("node.toml", "id = \"oak\"\nname = \"Oak\"\nlanguages = [\"de\", \"en\"]\n");

    #[test]
    fn translations_go_into_the_record_that_they_translate() {
        let loaded = loaded(&[
            ("pages/how.en.md", "+++\nname = \"How\"\n+++\nEnglish\n"),
            NODE,
            ("pages/how.md", "+++\nname = \"Wie\"\n+++\nDeutsch\n"),
            ("pages/how.es.md", "Español\n"),
        ]);
        let page = &loaded.documents.pages["how"];
        assert_eq!((page.lang.as_str(), page.body.base.as_str()), ("de", "Deutsch"));
        assert_eq!((page.name.in_lang("en"), page.body.in_lang("en")), ("How", "English"));
        assert_eq!((page.name.in_lang("es"), page.body.in_lang("es")), ("Wie", "Español"));
        assert_eq!(codes(&loaded), []);
    }

    #[test]
    fn a_translation_of_nothing_is_a_warning_and_a_folder_without_a_node_an_error() {
        let loaded = loaded(&[("pages/how.es.md", "Hola\n")]);
        let expected = [("missing-node", "node.toml"), ("orphan-translation", "pages/how.es.md")];
        assert_eq!(codes(&loaded), expected);
    }

    #[test]
    fn of_two_files_for_one_title_the_one_in_the_right_folder_counts() {
        let wrong = ("catalog/xx/drill.md", "+++\nname = \"Wrong\"\n+++\n");
        let right = ("catalog/dr/drill.md", "+++\nname = \"Right\"\n+++\n");
        for files in [[NODE, wrong, right], [NODE, right, wrong]] {
            let loaded = loaded(&files);
            assert_eq!(loaded.documents.titles["drill"].name.base, "Right");
            let expected = [
                ("duplicate-document", "catalog/xx/drill.md"),
                ("wrong-folder", "catalog/xx/drill.md"),
            ];
            assert_eq!(codes(&loaded), expected);
        }
    }

    #[test]
    fn a_design_has_its_readme_as_body_and_its_parts_list_as_parts() {
        let loaded = loaded(&[
            NODE,
            (
                "designs/stool/okh.toml",
                "name = \"Stool\"\nreadme = \"docs/ABOUT.md\"\nbom = \"parts.csv\"\n",
            ),
            ("designs/stool/docs/ABOUT.md", "# A stool\n"),
            ("designs/stool/parts.csv", "name,quantity,note,source\nLeg,3,,leg.dxf\n"),
            ("designs/stool/README.es.md", "# Un taburete\n"),
        ]);
        assert_eq!(codes(&loaded), []);
        let stool = &loaded.documents.designs["stool"];
        assert_eq!(
            (stool.body.base.as_str(), stool.body.in_lang("es")),
            ("# A stool", "# Un taburete")
        );
        assert_eq!((stool.parts[0].name.as_str(), stool.parts[0].quantity.as_str()), ("Leg", "3"));
        assert!(stool.files.iter().any(|file| file.path == "leg.dxf"));
    }

    #[test]
    fn reading_may_be_spread_over_threads() {
        fn sendable<T: Send>(_: &T) {}
        sendable(&read_file("node.toml".into(), b""));
    }
}
