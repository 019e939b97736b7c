//! Whatever is edited in whichever order: what is drawn again little by little ends as what is built from
//! nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Event;
use catalog::fold::Node;
use generator::files::DiskFiles;
use generator::render::Renderer;
use generator::site::{BuildOptions, MemorySite, build};
use generator::write::OutputFile;
use generator::yard::Yard;
use themes::Theme;

use crate::files_with;
use crate::history::{self, Dice};

/// What somebody does to a node.
#[derive(Debug, Clone)]
enum Edit {
    /// In the title with this number, the line that begins so is another one now.
    Line(usize, &'static str, String),
    /// Its text.
    Body(usize, String),
    New(usize),
    Retire(usize),
    Page(String),
    Policy(u32),
    Loan,
    Theme(u32),
}

/// What somebody does next.
fn some_edit(dice: &mut Dice) -> Edit {
    let mut roll =
        |below: usize| usize::try_from(dice.roll(u64::try_from(below).unwrap())).unwrap();
    let (n, other) = (roll(TITLES), roll(TITLES));
    let words = ["Anvil", "drill", "Zither", "été", "", "Lamp 3"];
    let (a, b) = (words[roll(6)], words[roll(6)]);
    let one = |of: [&'static str; 2], which: usize| of[which % 2];
    match roll(20) {
        0..6 => Edit::Line(n, "name = ", format!("name = \"{a} {b}.\"")),
        6..9 => Edit::Line(n, "summary = ", format!("summary = \"Good {a}\"")),
        9 => Edit::Line(n, "keywords = ", format!("keywords = [\"k{a}\"]")),
        10 | 11 => Edit::Body(n, format!("{a} and oil.")),
        12 => Edit::Body(n, format!("See [[thing-{other}]].")),
        13 => {
            let place = one(["workshop", "shelf-b4"], other);
            Edit::Line(n, "home_place = ", format!("home_place = \"{place}\""))
        }
        14 => {
            let category = one(["camping", "power-tools/drilling"], other);
            Edit::Line(n, "categories = ", format!("categories = [\"{category}\"]"))
        }
        15 => Edit::New(TITLES + n % 3),
        16 => Edit::Retire(n),
        17 => Edit::Page(format!("Take [[thing-1]] {a}.")),
        18 => Edit::Policy(1 + u32::try_from(other).unwrap()),
        _ if other % 2 == 0 => Edit::Loan,
        _ => Edit::Theme(u32::try_from(other).unwrap()),
    }
}

/// More than a page of a list holds.
const TITLES: usize = 50;

fn title(n: usize) -> (String, String) {
    const CODES: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let (kind, letter) = (["camping", "power-tools"][n % 2], char::from(CODES[10 + n % 22]));
    let code = catalog::code::Code::from_payload(9000 + u32::try_from(n).unwrap());
    let text = format!(
        "+++\nname = \"{letter} thing {n}.\"\nsummary = \"No. {n}\"\nkeywords = [\"x\"]\ncategories = [\"{kind}\"]\n\
         added = \"2024-01-{:02}\"\n\n[[units]]\ncode = \"{code}\"\nhome_place = \"shelf-b4\"\n+++\nSome text.\n",
        1 + n % 28
    );
    (format!("catalog/th/thing-{n}.md"), text)
}

/// A node's folder that is edited.
struct Writer {
    files: BTreeMap<String, Vec<u8>>,
    events: Vec<Event>,
    loans: usize,
    theme: Vec<(String, Vec<u8>)>,
}

impl Writer {
    fn new() -> Self {
        let mut files = files_with(&[]);
        // One language is enough here, and half the work.
        let config = String::from_utf8(files["node.toml"].clone()).unwrap();
        let config = config.replace("[\"en\", \"es\"]", "[\"en\"]");
        files.insert("node.toml".into(), config.into_bytes());
        files.extend((0..TITLES).map(title).map(|(path, text)| (path, text.into_bytes())));
        let page = "+++\nname = \"How\"\n+++\nTake [[thing-1]] and [[thing-2]].\n";
        files.insert("pages/how.md".into(), page.into());
        let mut writer = Self { files, events: Vec::new(), loans: 0, theme: Vec::new() };
        writer.lend(40);
        writer
    }

    fn documents(&self) -> catalog::record::Documents {
        let read = self.files.iter().map(|(path, bytes)| (Utf8PathBuf::from(path), bytes.clone()));
        catalog::document::load(read).documents
    }

    fn lend(&mut self, more: usize) {
        let mut feed = history::year(&self.documents(), now(), 200);
        self.loans = (self.loans + more).min(feed.lines.len());
        feed.lines.truncate(self.loans);
        self.events = feed.events();
    }

    fn node(&self) -> Node {
        Node::fold(Arc::new(self.documents()), self.events.clone())
    }

    fn renderer(&self, node: &Node) -> Renderer {
        let theme = Theme::with_own(self.theme.clone()).unwrap();
        Renderer::new(theme, &node.documents.node.languages).unwrap()
    }

    fn text(&mut self, path: &str, change: impl FnOnce(String) -> String) {
        let Some(bytes) = self.files.get_mut(path) else { return };
        *bytes = change(String::from_utf8(bytes.clone()).unwrap()).into_bytes();
    }

    fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Line(n, start, line) => self.text(&title(*n).0, |text| {
                let with =
                    |old: &str| if old.starts_with(start) { line.clone() } else { old.into() };
                text.lines().map(with).collect::<Vec<_>>().join("\n")
            }),
            Edit::Body(n, body) => self.text(&title(*n).0, |text| {
                let (front, _) = text.rsplit_once("+++\n").unwrap();
                format!("{front}+++\n{body}\n")
            }),
            Edit::New(n) => {
                let (path, text) = title(*n);
                self.files.insert(path, text.into_bytes());
            }
            Edit::Retire(n) => self.text(&title(*n).0, |text| {
                text.replacen(
                    "home_place",
                    "lifecycle = \"retired\"\nretired_reason = \"sold\"\nhome_place",
                    1,
                )
            }),
            Edit::Page(body) => self.text("pages/how.md", |text| {
                let (front, _) = text.rsplit_once("+++\n").unwrap();
                format!("{front}+++\n{body}\n")
            }),
            Edit::Policy(days) => self.text("node.toml", |text| {
                let with = |line: &str| match line.strip_prefix("period = ") {
                    Some(_) => format!("period = {days}"),
                    None => line.to_owned(),
                };
                text.lines().map(with).collect::<Vec<_>>().join("\n")
            }),
            Edit::Loan => self.lend(1),
            Edit::Theme(n) => {
                let text = format!("<p class=\"n{n}\">{{{{ page.title }}}}</p>");
                self.theme = vec![("templates/404.html".into(), text.into_bytes())];
            }
        }
    }
}

/// A node with a site that follows it.
struct Followed {
    _dir: tempfile::TempDir,
    root: Utf8PathBuf,
    writer: Writer,
    yard: Yard,
    node: Node,
    renderer: Renderer,
    /// What was written last.
    changed: Vec<String>,
}

impl Followed {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(dir.path().to_owned()).unwrap();
        let writer = Writer::new();
        write(&root, &writer.files);
        let yard = Yard::new(&root, &root.join("public"), false).remembering();
        let node = writer.node();
        let renderer = writer.renderer(&node);
        let mut site = Self { _dir: dir, root, writer, yard, node, renderer, changed: Vec::new() };
        site.whole();
        site
    }

    fn whole(&mut self) {
        write(&self.root, &self.writer.files);
        self.node = self.writer.node();
        self.renderer = self.writer.renderer(&self.node);
        self.yard.build(&self.node, &self.renderer, &options()).unwrap();
    }

    /// Brings the site up to the files; whether a few pages were enough.
    fn follow(&mut self, mut before: Node, same_theme: bool) -> bool {
        self.node = self.writer.node();
        let words = if same_theme { reworded(&mut before, &self.node) } else { None };
        let again = words.and_then(|old| self.yard.reword(&self.node, &self.renderer, &old));
        let Some(report) = again else {
            self.whole();
            return false;
        };
        self.changed = report.unwrap().changed.unwrap();
        true
    }

    /// Where the folder differs from a site that is built from nothing.
    fn differences(&self, whole: bool) -> Vec<String> {
        let mut fresh = MemorySite::default();
        let files = DiskFiles::new(&self.root);
        build(&self.node, &self.renderer, &options(), &files, &mut fresh).unwrap();
        differences(&self.root.join("public"), fresh, whole)
    }
}

fn now() -> jiff::Timestamp {
    "2026-05-12T14:02:00Z".parse().unwrap()
}

fn options() -> BuildOptions {
    BuildOptions {
        now: now(),
        drafts: false,
        commit: None,
        base: None,
        followed: Vec::new(),
        take_away: Vec::new(),
    }
}

/// The titles that are otherwise now, as they were, where that is all that changed: as `stead watch` asks.
fn reworded(old: &mut Node, new: &Node) -> Option<Vec<catalog::record::Title>> {
    let same_slugs = old.documents.titles.keys().eq(new.documents.titles.keys());
    let mut before = Vec::new();
    for title in new.documents.titles.values().filter(|_| same_slugs) {
        if old.documents.titles.get(&title.slug) != Some(title) {
            before.push(old.reword(title.clone())?);
        }
    }
    (old.documents == new.documents && old.state == new.state).then_some(before)
}

fn write(root: &Utf8Path, files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with("catalog/")) {
        fs_err::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs_err::write(root.join(path), bytes).unwrap();
    }
}

/// What holds the whole catalogue waits for the next build.
fn waits(path: &str) -> bool {
    path.split('/').any(|part| part == "search")
        || ["catalog/index.json", "catalog/index.csv", "commonsapi.json", "assets/made.js"]
            .contains(&path)
}

/// Where a folder differs from a site that was built from nothing.
fn differences(out: &Utf8Path, fresh: MemorySite, whole: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut files: BTreeMap<String, Vec<u8>> =
        fresh.files.into_iter().map(OutputFile::into_parts).collect();
    files.retain(|path, _| whole || !waits(path));
    for (path, bytes) in files {
        if fs_err::read(out.join(&path)).ok().as_ref() != Some(&bytes) {
            wrong.push(path);
        }
    }
    wrong
}

/// Edits one after the other, some of them of every kind; `EDITS=200` makes it long.
fn follows(seed: u64) {
    let more = std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(4);
    let (mut dice, mut site) = (Dice(seed), Followed::new());
    for _ in 0..more {
        let edit = some_edit(&mut dice);
        let (before, theme) = (site.node.clone(), site.writer.theme.clone());
        site.writer.edit(&edit);
        if site.follow(before, theme == site.writer.theme) {
            let pages = site.differences(false);
            assert!(pages.is_empty(), "seed {seed}, after {edit:?}: {pages:?}");
        }
    }
    // What waited is made by the next build, and a program that starts anew has nothing left to do.
    site.whole();
    let all = site.differences(true);
    assert!(all.is_empty(), "seed {seed}, at the end: {all:?}");
    let mut anew = Yard::new(&site.root, &site.root.join("public"), false);
    let again = anew.build(&site.node, &site.renderer, &options()).unwrap();
    assert_eq!((again.written, again.removed), (0, 0), "{:?}", again.changed);
}

#[test]
fn a_site_that_follows_its_edits_is_the_site_that_is_built_from_nothing() {
    follows(3);
}

#[test]
fn and_after_other_edits_as_well() {
    follows(1_000_003);
}

#[test]
fn another_word_in_a_title_is_drawn_where_it_is_shown_and_nowhere_else() {
    let mut site = Followed::new();
    let mut changed = |edit: Edit| {
        let before = site.node.clone();
        site.writer.edit(&edit);
        assert!(site.follow(before, true), "words alone");
        site.changed.clone()
    };
    let body = changed(Edit::Body(1, "Other text.".into()));
    assert_eq!(body, ["catalog/thing-1/index.html", "catalog/thing-1/index.json"]);
    let summary = changed(Edit::Line(1, "summary = ", "summary = \"Better\"".into()));
    assert!(summary.contains(&"list/in/power-tools/index.html".to_owned()), "{summary:?}");
    let elsewhere = |path: &&String| path.starts_with("list/in/camping") || path.contains("pages/");
    let wrong: Vec<&String> = summary.iter().filter(elsewhere).collect();
    assert_eq!(wrong, ["pages/how/index.html"; 0], "its link says the name alone");
}
