//! The bytes of one file → a typed record and everything that is wrong with it.

pub(super) mod design;
pub(super) mod governance;
pub(super) mod node;
pub(super) mod page;
pub(super) mod place;
pub(super) mod policy;
pub(super) mod title;
pub(super) mod unit;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use camino::Utf8Path;
use toml::de::DeTable;

use super::front_matter::{self, Fence, Parts};
use super::path::{self, Located};
use super::plain;
use super::problem::{Finding, Problem, locate};
use super::reader::{Reader, fields};
use super::syntax;
use super::translate::Translatable;
use super::tree::Table;
use crate::ids::Slug;
use crate::record::{
    Constitution, Design, DocumentKind, Happening, Lang, Minutes, NodeConfig, Page, Person, Place,
    Proposal, Title,
};

/// A record, as far as it could be read, and what was wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The record; `None` where nothing of the file can be used.
    pub record: Option<T>,
    /// Everything that is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

impl<T> Parsed<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed { record: self.record.map(change), problems: self.problems }
    }
}

/// What a file of a node turned out to be.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "one variant for each kind of document")]
pub enum Record {
    Node(NodeConfig),
    Title(Title),
    Place(Place),
    Design(Design),
    Constitution(Constitution),
    Proposal(Proposal),
    Minutes(Minutes),
    Page(Page),
    Event(Happening),
    Person(Person),
    Translation(Translation),
}

/// A document's body in another language, with the texts of its front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// What kind of document is translated.
    pub kind: DocumentKind,
    /// Which one.
    pub slug: Slug,
    /// Into which language.
    pub lang: Lang,
    /// The texts of the front matter by name, and the Markdown as `body`.
    pub texts: Vec<(String, String)>,
}

/// The record of a document whose language nobody wrote down; replaced by the node's own.
pub(super) const UNSET_LANG: &str = "";

/// The language of a document that is read alone and does not say.
const ALONE_LANG: &str = "en";

/// A document while it is read.
pub(super) struct Source<'t> {
    /// The file's name as a name.
    pub(super) slug: Slug,
    /// The front matter or the whole TOML.
    pub(super) table: &'t Table<'t>,
    /// Where to point when a field is missing, relative to the TOML.
    pub(super) head: Range<usize>,
    /// The Markdown, without the blank lines around it.
    body: &'t str,
}

impl Source<'_> {
    pub(super) fn body(&self) -> crate::record::Text {
        crate::record::Text::plain(self.body)
    }
}

/// Reads any document, by what its path says. `None` for files that are no documents.
pub fn parse(path: &Utf8Path, bytes: &[u8]) -> Option<Parsed<Record>> {
    match path::locate(path) {
        Ok(Some(Located::Document(kind, slug))) => Some(parse_as(kind, slug, path, bytes)),
        Ok(Some(Located::Translation(kind, slug, lang))) => {
            Some(parse_translation(kind, &slug, &lang, path, bytes).map(Record::Translation))
        }
        Ok(Some(Located::DesignFile(..)) | None) => None,
        Err(wrong) => Some(misplaced(&wrong, path, bytes)),
    }
}

fn misplaced(wrong: &path::Misplaced, path: &Utf8Path, bytes: &[u8]) -> Parsed<Record> {
    let code = match wrong {
        path::Misplaced::Name { .. } => "bad-file-name",
        path::Misplaced::Folder { .. } => "wrong-folder",
    };
    let finding = Finding::error(code, 0..0, wrong.to_string()).maybe_hint(wrong.hint());
    let mut parsed = match wrong {
        path::Misplaced::Folder { kind, slug, .. } => parse_as(*kind, slug.clone(), path, bytes),
        path::Misplaced::Name { .. } => Parsed { record: None, problems: Vec::new() },
    };
    parsed.problems.insert(0, Problem::of_file(path, finding));
    parsed
}

fn parse_as(kind: DocumentKind, slug: Slug, path: &Utf8Path, bytes: &[u8]) -> Parsed<Record> {
    match kind {
        DocumentKind::Node => read(slug, path, bytes, node::node).map(Record::Node),
        DocumentKind::Title => read(slug, path, bytes, title::title).map(Record::Title),
        DocumentKind::Place => read(slug, path, bytes, place::place).map(Record::Place),
        DocumentKind::Design => read(slug, path, bytes, design::design).map(Record::Design),
        DocumentKind::Constitution => {
            read(slug, path, bytes, governance::constitution).map(Record::Constitution)
        }
        DocumentKind::Proposal => {
            read(slug, path, bytes, governance::proposal).map(Record::Proposal)
        }
        DocumentKind::Minutes => read(slug, path, bytes, governance::minutes).map(Record::Minutes),
        DocumentKind::Page => read(slug, path, bytes, page::page).map(Record::Page),
        DocumentKind::Event => read(slug, path, bytes, page::event).map(Record::Event),
        DocumentKind::Person => read(slug, path, bytes, page::person).map(Record::Person),
    }
}

/// The name of a document by its path, whatever folder it is in.
fn slug_of(path: &Utf8Path) -> Slug {
    let found = path::kind_of(path).map(|(_, slug, _)| slug);
    let by_stem = || path.file_stem().and_then(|stem| stem.parse().ok());
    found.or_else(by_stem).unwrap_or_else(Slug::unknown_place)
}

macro_rules! alone {
    ($($(#[$doc:meta])* $name:ident = $read:path => $type:ty $(, $lang:ident)?;)+) => {$(
        $(#[$doc])*
        pub fn $name(path: &Utf8Path, bytes: &[u8]) -> Parsed<$type> {
            #[allow(unused_mut, reason = "kinds without a language change nothing")]
            let mut parsed = read(slug_of(path), path, bytes, $read);
            $(if let Some(record) = &mut parsed.record
                && record.$lang == UNSET_LANG
            {
                ALONE_LANG.clone_into(&mut record.$lang);
            })?
            parsed
        }
    )+};
}

alone! {
    /// Reads `node.toml`.
    parse_node = node::node => NodeConfig;
    /// Reads a title with its units.
    parse_title = title::title => Title, lang;
    /// Reads a room, shelf or box.
    parse_place = place::place => Place;
    /// Reads a design's manifest; its readme and parts list are put in by [`super::load()`].
    parse_design = design::design => Design, lang;
    /// Reads the constitution.
    parse_constitution = governance::constitution => Constitution, lang;
    /// Reads a proposal.
    parse_proposal = governance::proposal => Proposal, lang;
    /// Reads the minutes of a meeting.
    parse_minutes = governance::minutes => Minutes, lang;
    /// Reads a page.
    parse_page = page::page => Page, lang;
    /// Reads an event.
    parse_event = page::event => Happening, lang;
    /// Reads a public profile.
    parse_person = page::person => Person, lang;
}

fn is_toml(path: &Utf8Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn read<T>(
    slug: Slug,
    path: &Utf8Path,
    bytes: &[u8],
    record: impl Fn(&mut Reader, &Source<'_>) -> T,
) -> Parsed<T> {
    let parts = if is_toml(path) { front_matter::whole(bytes) } else { front_matter::split(bytes) };
    let (text, bad) = front_matter::decode(bytes);
    let mut findings = Vec::new();
    findings.extend(bad.map(not_text));
    if parts.fence == Fence::Absent {
        findings.push(no_front_matter(&text, &parts));
        return Parsed { record: None, problems: locate(path, &text, findings) };
    }
    if parts.fence == Fence::Unclosed {
        findings.push(unclosed(&parts));
    }
    let toml = text.get(parts.toml.clone()).unwrap_or_default();
    let body = trimmed(text.get(parts.body.clone()).unwrap_or_default());
    let head = 0..toml.find(['\n', '\r']).unwrap_or(toml.len());
    let mut reader = Reader::new(parts.toml.start);
    if findings.is_empty()
        && let Some(table) = plain::read(toml)
    {
        let (slug, head) = (slug.clone(), head.clone());
        let record = record(&mut reader, &Source { slug, table: &table, head, body });
        if reader.is_clean() {
            return Parsed { record: Some(record), problems: Vec::new() };
        }
        // Something is wrong, and only the long way knows where everything stands.
        reader = Reader::new(parts.toml.start);
    }
    let (table, errors) = DeTable::parse_recoverable(toml);
    let broken = syntax::broken_lines(toml, &errors);
    let (table, errors) = match &broken {
        None => (table, errors),
        Some(broken) => DeTable::parse_recoverable(&broken.rest),
    };
    if parts.fence != Fence::Unclosed {
        let broken = broken.iter().flat_map(|broken| broken.findings.iter().cloned());
        broken.for_each(|finding| reader.note(finding));
        syntax::duplicates(&errors, toml).for_each(|finding| reader.note(finding));
    }
    let table = &Table::of(table.into_inner());
    let record = record(&mut reader, &Source { slug, table, head, body });
    findings.extend(reader.into_findings());
    let problems = locate(path, &text, findings);
    let problems = if broken.is_some() { causes(problems) } else { problems };
    Parsed { record: Some(record), problems }
}

/// The Markdown without blank lines before and white space after it.
pub(super) fn trimmed(body: &str) -> &str {
    let body = body.trim_end();
    let text_start = body.find(|c: char| !c.is_whitespace()).unwrap_or(body.len());
    let line_start = body[..text_start].rfind('\n').map_or(0, |at| at + 1);
    &body[line_start..]
}

/// Leaves out what is only a consequence of a broken line: other things on that line, and fields
/// that seem to be missing because their line could not be read.
fn causes(mut problems: Vec<Problem>) -> Vec<Problem> {
    let broken: BTreeSet<usize> = lines_with(&problems, "toml-syntax");
    let mut told = BTreeSet::new();
    problems.retain(|problem| match problem.code {
        "toml-syntax" => told.insert(problem.line),
        "missing-field" => broken.is_empty(),
        _ => !broken.contains(&problem.line),
    });
    problems
}

fn lines_with(problems: &[Problem], code: &str) -> BTreeSet<usize> {
    problems.iter().filter(|p| p.code == code).map(|p| p.line).collect()
}

fn not_text(bad: front_matter::NotText) -> Finding {
    let more = match bad.runs {
        1 => String::new(),
        runs => format!(" (and in {} more places)", runs - 1),
    };
    let message = format!("here are bytes that are no text in UTF-8{more}");
    Finding::error("not-utf8", bad.first, message).hint("save the file as UTF-8 in your editor")
}

fn no_front_matter(text: &str, parts: &Parts) -> Finding {
    let start = parts.toml.start;
    let first = text[start..].lines().next().unwrap_or_default();
    let hint = if first.trim_end() == "---" {
        "this begins with YAML; write the fields as TOML (`name = \"…\"`) between two `+++` lines"
    } else {
        "begin the file with a `+++` line, fields like `name = \"…\"`, and a second `+++` line"
    };
    let message = "the front matter is missing, so nothing of this file can be shown";
    Finding::error("missing-front-matter", start..start + first.len(), message).hint(hint)
}

fn unclosed(parts: &Parts) -> Finding {
    let message = "the front matter begins here and does not end";
    let open = parts.toml.start.saturating_sub(1);
    Finding::error("unclosed-front-matter", open.saturating_sub(3)..open, message)
        .hint("put a second `+++` line between the fields and the text")
}

fn parse_translation(
    kind: DocumentKind,
    slug: &Slug,
    lang: &Lang,
    path: &Utf8Path,
    bytes: &[u8],
) -> Parsed<Translation> {
    let make = |texts| Translation { kind, slug: slug.clone(), lang: lang.clone(), texts };
    if front_matter::split(bytes).fence == Fence::Absent {
        let (text, bad) = front_matter::decode(bytes);
        let body = trimmed(text.trim_start_matches('\u{feff}')).to_owned();
        let problems = locate(path, &text, bad.map(not_text).into_iter().collect());
        return Parsed { record: Some(make(vec![("body".to_owned(), body)])), problems };
    }
    read(slug.clone(), path, bytes, |reader, source| {
        let mut texts = Vec::new();
        for field in fields(source.table) {
            let known = known_texts(kind);
            if known.contains(&field.name) {
                let text = reader.owned(field);
                texts.extend(text.map(|text| (field.name.to_owned(), text)));
            } else if field.name != "lang" {
                reader.unknown(field, &known);
            }
        }
        texts.push(("body".to_owned(), source.body.to_owned()));
        make(texts)
    })
}

/// The fields that may stand in the front matter of a translation.
fn known_texts(kind: DocumentKind) -> Vec<&'static str> {
    match kind {
        DocumentKind::Title => vec!["name", "summary", "checkout_notice"],
        DocumentKind::Design => vec!["name", "function"],
        DocumentKind::Proposal | DocumentKind::Page | DocumentKind::Event => {
            vec!["name", "summary"]
        }
        DocumentKind::Constitution | DocumentKind::Minutes | DocumentKind::Person => vec!["name"],
        DocumentKind::Node | DocumentKind::Place => Vec::new(),
    }
}

/// Puts a translation into the record that it belongs to. Empty texts change nothing.
pub(super) fn put_translation(record: &mut impl Translatable, translation: &Translation) {
    for (name, text) in translation.texts.iter().filter(|(_, text)| !text.is_empty()) {
        record.translate(&translation.lang, name, text);
    }
}
