//! The whole site, page by page: what is built, in which order, from which records.
//!
//! [`build`] hands each file to a sink as soon as it is drawn, so memory does not grow with the
//! catalogue. It is a function of the node, the theme, the node's files and the options.

mod accounts;
mod again;
mod assets;
mod backlinks;
mod calendar;
mod catalogue;
mod decisions;
mod designs;
mod facts;
mod feeds;
mod figures;
mod followed;
mod happenings;
mod home;
mod labels;
mod ledger;
mod made;
mod media;
mod nodelinks;
mod opening;
mod outputs;
mod pages;
mod people;
mod places;
mod pocket;
mod promises;
mod search;
mod shell;
mod titles;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use catalog::fold::Node;
use catalog::followed::Followed;
use catalog::ids::Slug;
use catalog::record::{Lang, Title};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::Serialize;

use crate::bundle::{self, Bundler};
use crate::files::NodeFiles;
use crate::known::{Fingerprint, Known};
use crate::photos::Photos;
use crate::render::{Card, RenderError, Renderer};
use crate::view::{CardView, Reading};
use crate::write::{OutputFile, WriteError};
use again::{Only, Recorder};
pub use again::{Recall, reword};
use facts::Facts;
use media::Media;
pub use pocket::pocket;
use shell::{Head, SiteView};

/// What a build is told beside the records.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The moment that the site speaks of: statuses are as of now. For the same records it should be
    /// the same moment (that of their commit), so that the same pages come out.
    pub now: Timestamp,
    /// Drafts are shown as well.
    pub drafts: bool,
    /// The commit that the records are at, shown below every page.
    pub commit: Option<String>,
    /// The address that the site will have; the node's own address when absent. Only feeds, the site
    /// map and canonical addresses need one.
    pub base: Option<String>,
    /// The nodes whose news comes here, by our names for them, with their records as far as they came.
    pub followed: Vec<Followed>,
    /// Files beside the pages that hold everything in one, offered on the page about the site.
    pub take_away: Vec<TakeAway>,
}

/// A file that holds the whole site, or its catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeAway {
    /// Where it lies, from the site's root.
    pub path: String,
    /// What it is.
    pub kind: TakeAwayKind,
}

/// What there is to take along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeAwayKind {
    /// The whole site in one archive.
    Zip,
    /// The catalogue in one page.
    Pocket,
}

/// How a build works, whatever comes out of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workshop {
    /// A page that cannot be drawn is told, and the others are made.
    pub keep_going: bool,
    /// Few large files instead of many small ones, for sticks with large clusters.
    pub packed: bool,
    /// Where scaled photos are kept between builds; nowhere when absent.
    pub photos: Option<camino::Utf8PathBuf>,
}

/// Why a site could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A template has an error.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A file of the node could not be read.
    #[error("{path}: {error}")]
    Read {
        /// Which file.
        path: String,
        /// What the disk said.
        error: std::io::Error,
    },
    /// A record could not be written as JSON.
    #[error("{path}: {error}")]
    Json {
        /// Which file.
        path: String,
        /// What is wrong.
        error: serde_json::Error,
    },
}

/// Where the files of a site go.
pub trait Sink {
    /// Takes one file.
    fn file(&mut self, file: OutputFile) -> Result<(), WriteError>;
    /// Takes a note about something that people should look at.
    fn warn(&mut self, warning: String);
    /// Remembers for the next build from what several files together were made.
    fn note(&mut self, _name: String, _of: Fingerprint) {}
}

/// A site held in memory.
#[derive(Debug, Default)]
pub struct MemorySite {
    /// All files, in the order in which they were made.
    pub files: Vec<OutputFile>,
    /// What people should look at.
    pub warnings: Vec<String>,
}

impl Sink for MemorySite {
    fn file(&mut self, file: OutputFile) -> Result<(), WriteError> {
        self.files.push(file);
        Ok(())
    }
    fn warn(&mut self, warning: String) {
        self.warnings.push(warning);
    }
}

/// Builds the site of a node.
pub fn build(
    node: &Node,
    renderer: &Renderer,
    options: &BuildOptions,
    files: &dyn NodeFiles,
    sink: &mut dyn Sink,
) -> Result<(), BuildError> {
    let (workshop, nothing) = (Workshop::default(), Known::default());
    build_with(node, renderer, options, files, &workshop, &nothing, sink)
}

/// Builds the site of a node with what is known of an earlier build. A file that would come out as it
/// is, reaches the sink without its bytes.
pub fn build_with(
    node: &Node,
    renderer: &Renderer,
    options: &BuildOptions,
    files: &dyn NodeFiles,
    workshop: &Workshop,
    known: &Known,
    sink: &mut dyn Sink,
) -> Result<(), BuildError> {
    let nothing = Known::default();
    // What is packed has to be drawn.
    let known = if workshop.packed { &nothing } else { known };
    let build = Build::new(node, renderer, options, files, workshop, known);
    if !workshop.packed {
        return all(&build, sink);
    }
    let disk = |error| BuildError::Write(WriteError::Disk(error));
    let mut bundler = Bundler::new(sink, &build.languages).map_err(disk)?;
    all(&build, &mut bundler)?;
    Ok(bundler.finish()?)
}

/// The same, and remembers what is needed to draw a few pages again ([`reword`]).
pub fn build_recalled(
    node: &Node,
    renderer: &Renderer,
    options: &BuildOptions,
    files: &dyn NodeFiles,
    workshop: &Workshop,
    known: &Known,
    sink: &mut dyn Sink,
) -> Result<Recall, BuildError> {
    let mut build = Build::new(node, renderer, options, files, workshop, known);
    build.recorder = Some(Recorder::default());
    all(&build, sink)?;
    let recorder = build.recorder.take().unwrap_or_default();
    Ok(recorder.finish(options, &build.facts))
}

/// Draws some pages of one language.
type Stage = fn(&Pages<'_>, &mut Output<'_>) -> Result<(), BuildError>;

/// All pages of one language, in their order.
const STAGES: [Stage; 14] = [
    home::all,
    catalogue::all,
    titles::all,
    places::all,
    designs::all,
    decisions::all,
    promises::all,
    ledger::all,
    happenings::all,
    people::all,
    followed::all,
    pages::all,
    search::pages,
    viewer,
];
/// Stages that are not only asked for by their number.
const CATALOGUE: usize = 1;
const DESIGNS: usize = 4;
const LABELS: usize = STAGES.len();

fn all(build: &Build<'_>, sink: &mut dyn Sink) -> Result<(), BuildError> {
    let mut out = Output { sink, paths: Vec::new(), dates: std::collections::BTreeMap::new() };
    let stage = |number| build.recorder.iter().for_each(|recorder| recorder.stage(number));
    assets::all(build, &mut out)?;
    for lang in &build.languages {
        let pages = Pages::new(build, lang);
        for (number, draw) in STAGES.iter().enumerate() {
            stage(number);
            draw(&pages, &mut out)?;
        }
    }
    stage(LABELS);
    labels::all(build, &mut out)?;
    let indexes = search::shards(build, &mut out)?;
    made::script(build, &indexes, &mut out)?;
    outputs::all(build, &mut out)?;
    feeds::all(build, &mut out)?;
    media::photos(build, &mut out)?;
    build.media.publish(build.files, &mut out)
}

/// The page that shows packed ones.
fn viewer(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    if !pages.build.workshop.packed {
        return Ok(());
    }
    let head = Head { hidden: true, ..Head::new("catalog", pages.site.name.clone()) };
    let page = pages.draw(bundle::VIEWER, "packed.html", head, ())?;
    out.unlisted(page)
}

/// Everything that is the same for all pages.
pub(crate) struct Build<'b> {
    node: &'b Node,
    renderer: &'b Renderer,
    options: &'b BuildOptions,
    files: &'b dyn NodeFiles,
    languages: Vec<Lang>,
    /// The moment that the site speaks of, at the place.
    now: Zoned,
    facts: Arc<Facts>,
    media: Media,
    photos: Photos<'b>,
    workshop: &'b Workshop,
    known: &'b Known,
    /// The site's own address with a slash at its end.
    base: Option<String>,
    /// Takes down which pages show what.
    recorder: Option<Recorder>,
    /// The few pages that are drawn again; all of them where this is none.
    only: Option<Only>,
}

impl<'b> Build<'b> {
    fn new(
        node: &'b Node,
        renderer: &'b Renderer,
        options: &'b BuildOptions,
        files: &'b dyn NodeFiles,
        workshop: &'b Workshop,
        known: &'b Known,
    ) -> Self {
        let facts = Arc::new(Facts::of(node, today(node, options).date()));
        Self::with_facts(node, renderer, options, files, workshop, known, facts)
    }

    fn with_facts(
        node: &'b Node,
        renderer: &'b Renderer,
        options: &'b BuildOptions,
        files: &'b dyn NodeFiles,
        workshop: &'b Workshop,
        known: &'b Known,
        facts: Arc<Facts>,
    ) -> Self {
        let (config, now) = (&node.documents.node, today(node, options));
        let languages = match config.languages.as_slice() {
            [] => vec!["en".to_owned()],
            some => some.to_vec(),
        };
        let base = options.base.as_ref().or(config.url.as_ref());
        let base = base.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
        Self {
            facts,
            recorder: None,
            only: None,
            media: Media::default(),
            photos: Photos::new(files, workshop.photos.as_deref()),
            workshop,
            known,
            base: base.map(|url| format!("{}/", url.trim_end_matches('/'))),
            node,
            renderer,
            options,
            files,
            languages,
            now,
        }
    }

    /// Whether a page is to be drawn at all; its path is from the site's root.
    fn wants(&self, path: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.wants(path))
    }

    fn default_language(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }
}

/// The moment that the site speaks of, at the place.
fn today(node: &Node, options: &BuildOptions) -> Zoned {
    let zone = TimeZone::get(&node.documents.node.timezone).unwrap_or(TimeZone::UTC);
    options.now.to_zoned(zone)
}

/// The sink with what the site map needs.
pub(crate) struct Output<'s> {
    sink: &'s mut dyn Sink,
    paths: Vec<String>,
    /// When a page last changed, where its records say so.
    dates: std::collections::BTreeMap<String, jiff::civil::Date>,
}

impl Output<'_> {
    fn file(
        &mut self,
        path: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), BuildError> {
        Ok(self.sink.file(OutputFile::new(path, bytes))?)
    }

    /// A file that is named by what it was made from.
    fn named_by_hash(
        &mut self,
        known: &Known,
        path: &str,
        bytes: impl FnOnce() -> std::io::Result<Vec<u8>>,
    ) -> Result<(), BuildError> {
        let of = Fingerprint::of(path.as_bytes());
        if known.has(path, of) {
            return Ok(self.sink.file(OutputFile::same(path.to_owned(), of))?);
        }
        let read = |error| BuildError::Read { path: path.to_owned(), error };
        let file = OutputFile::drawn(path.to_owned(), bytes().map_err(read)?, of);
        Ok(self.sink.file(file)?)
    }

    /// A page that the site map does not name.
    fn unlisted(&mut self, page: OutputFile) -> Result<(), BuildError> {
        Ok(self.sink.file(page)?)
    }

    fn page(&mut self, page: OutputFile) -> Result<(), BuildError> {
        self.paths.push(page.path().to_owned());
        Ok(self.sink.file(page)?)
    }

    /// A page whose records say when they last changed.
    fn dated(
        &mut self,
        page: OutputFile,
        changed: Option<jiff::civil::Date>,
    ) -> Result<(), BuildError> {
        if let Some(day) = changed {
            self.dates.insert(page.path().to_owned(), day);
        }
        self.page(page)
    }

    fn warn(&mut self, warning: String) {
        self.sink.warn(warning);
    }

    fn note(&mut self, name: &str, of: Fingerprint) {
        self.sink.note(name.to_owned(), of);
    }
}

/// The pages of one language.
pub(crate) struct Pages<'b> {
    build: &'b Build<'b>,
    lang: &'b str,
    /// `""` for the default language, `es/` for another.
    prefix: String,
    site: SiteView,
    /// Of what all these pages show around their content.
    mark: Fingerprint,
    /// The cards that some page showed already.
    cards: RwLock<HashMap<Slug, Card>>,
}

impl<'b> Pages<'b> {
    fn new(build: &'b Build<'b>, lang: &'b str) -> Self {
        let prefix =
            if lang == build.default_language() { String::new() } else { format!("{lang}/") };
        let site = SiteView::new(&reading(build, lang), build);
        let bytes = serde_json::to_vec(&site).unwrap_or_else(|_| format!("{site:?}").into_bytes());
        let mark = Fingerprint::of(&bytes);
        Self { build, lang, prefix, site, mark, cards: RwLock::default() }
    }

    fn reading(&self) -> Reading<'b> {
        reading(self.build, self.lang)
    }

    /// The card of one of the node's own titles.
    fn card(&self, title: &Title) -> Card {
        let known = self.cards.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(card) = known.get(&title.slug) {
            return card.clone();
        }
        drop(known);
        let view = CardView::new(&self.reading(), title);
        let mark =
            mark_of(&view).unwrap_or_else(|_| Fingerprint::of(format!("{view:?}").as_bytes()));
        let card = Card::new(view, mark);
        let mut known = self.cards.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(title.slug.clone()).or_insert(card).clone()
    }

    /// Whether a page is to be drawn at all; its path is from the root of the language.
    fn wants(&self, path: &str) -> bool {
        self.build.only.is_none() || self.build.wants(&format!("{}{path}", self.prefix))
    }

    /// Draws one page. `path` is from the root of the language.
    fn draw(
        &self,
        path: &str,
        template: &str,
        head: Head,
        content: impl Serialize,
    ) -> Result<OutputFile, BuildError> {
        let page = head.finish(self, path);
        let path = format!("{}{path}", self.prefix);
        let of = self.fingerprint(&path, template, &page, &content)?;
        if self.build.known.has(&path, of) {
            return Ok(OutputFile::same(path, of));
        }
        self.render(path, template, of, page, content)
    }

    /// Draws one page whose content follows from `key` alone: where the page is known to be drawn from the
    /// same key, its content is not even made.
    fn draw_lazily<C: Serialize>(
        &self,
        path: &str,
        template: &str,
        head: Head,
        key: &impl Serialize,
        content: impl FnOnce() -> C,
    ) -> Result<OutputFile, BuildError> {
        let page = head.finish(self, path);
        let path = format!("{}{path}", self.prefix);
        let of = self.fingerprint(&path, template, &page, &("key", key))?;
        if self.build.known.has(&path, of) {
            return Ok(OutputFile::same(path, of));
        }
        self.render(path, template, of, page, content())
    }

    fn render(
        &self,
        path: String,
        template: &str,
        of: Fingerprint,
        page: shell::PageView,
        content: impl Serialize,
    ) -> Result<OutputFile, BuildError> {
        let whole = Whole { site: &self.site, page, content };
        match self.build.renderer.render(template, self.lang, &whole) {
            Ok(html) => Ok(OutputFile::drawn(path, html.into_bytes(), of)),
            Err(error) if self.build.workshop.keep_going => {
                Ok(OutputFile::failed(path, error.to_string()))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Of everything that a page is drawn from; its language is in its path, and what a program or a theme
    /// would draw otherwise is in the key of what is known.
    fn fingerprint(
        &self,
        path: &str,
        template: &str,
        page: &shell::PageView,
        content: &impl Serialize,
    ) -> Result<Fingerprint, BuildError> {
        let mut bytes = Vec::with_capacity(8 << 10);
        bytes.extend_from_slice(template.as_bytes());
        let wrong = |error| BuildError::Json { path: path.to_owned(), error };
        // Around the content stands the same on all pages of a language: told by its mark.
        serde_json::to_writer(&mut bytes, &self.mark).map_err(wrong)?;
        serde_json::to_writer(&mut bytes, page).map_err(wrong)?;
        serde_json::to_writer(&mut bytes, content).map_err(wrong)?;
        if let Some(recorder) = &self.build.recorder {
            recorder.page(path, &bytes);
        }
        Ok(Fingerprint::of(&bytes))
    }
}

/// The mark of a value: what is drawn from it changes only with it.
fn mark_of(value: &impl Serialize) -> Result<Fingerprint, BuildError> {
    let wrong = |error| BuildError::Json { path: String::new(), error };
    Ok(Fingerprint::of(&serde_json::to_vec(value).map_err(wrong)?))
}

fn reading<'b>(build: &'b Build<'b>, lang: &'b str) -> Reading<'b> {
    Reading {
        node: build.node,
        strings: build.renderer.strings(),
        lang,
        today: build.now.date(),
        photos: Some(&build.photos),
    }
}

#[derive(Serialize)]
struct Whole<'p, C> {
    site: &'p SiteView,
    page: shell::PageView,
    #[serde(flatten)]
    content: C,
}

fn json(path: &str, value: &impl Serialize) -> Result<Vec<u8>, BuildError> {
    let wrong = |error| BuildError::Json { path: path.to_owned(), error };
    let mut bytes = serde_json::to_vec_pretty(value).map_err(wrong)?;
    bytes.push(b'\n');
    Ok(bytes)
}
