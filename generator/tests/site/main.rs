//! The site of a small node, built whole: which files there are, where links lead, what never
//! gets out, and that nothing in a record can run.

#![allow(clippy::unwrap_used, reason = "tests")]

mod again;
mod followed;
mod history;
mod outputs;
mod own;
mod privacy;
mod stick;
mod valid;
mod whole;

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use catalog::fold::Node;
use generator::files::MemoryFiles;
use generator::render::Renderer;
use generator::site::{BuildOptions, MemorySite, build};
use generator::write::OutputFile;
use themes::Theme;

/// A built site: path → bytes, and what people should look at.
struct Built {
    files: BTreeMap<String, Vec<u8>>,
    warnings: Vec<String>,
}

impl Built {
    fn text(&self, path: &str) -> String {
        let bytes =
            self.files.get(path).unwrap_or_else(|| panic!("{path} is not part of the site"));
        String::from_utf8(bytes.clone()).unwrap()
    }

    fn pages(&self) -> impl Iterator<Item = (&str, String)> {
        let html = self.files.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html"));
        html.map(|(path, bytes)| (path.as_str(), String::from_utf8(bytes.clone()).unwrap()))
    }
}

/// The files of a small node, as they stand in its repository.
const NODE: &[(&str, &str)] = &[
    ("node.toml", include_str!("node/node.toml")),
    ("catalog/co/cordless-drill.md", include_str!("node/cordless-drill.md")),
    ("catalog/fa/family-tent.md", include_str!("node/family-tent.md")),
    ("catalog/wo/wood-screws.md", include_str!("node/wood-screws.md")),
    ("catalog/ca/camping-set.md", include_str!("node/camping-set.md")),
    ("places/workshop.toml", "name = \"Main workshop\"\nkind = \"room\"\n"),
    (
        "places/shelf-b4.toml",
        "name = \"Shelf B4\"\nparent = \"workshop\"\nnote = \"Left of the window.\"\n",
    ),
    ("designs/stool/okh.toml", include_str!("node/okh.toml")),
    (
        "designs/stool/README.md",
        "# How to build it\n\nCut, glue, wait. See [the drawing](stool.svg).\n",
    ),
    (
        "designs/stool/stool.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9\"/></svg>",
    ),
    ("designs/stool/parts.csv", "name,quantity,note,source\nSeat,1,birch,stool.svg\n"),
    (
        "governance/constitution.md",
        "+++\nname = \"Our rules\"\nversion = \"3\"\nlang = \"en\"\n+++\n## Lending {#lending}\n\nA week.\n",
    ),
    ("governance/proposals/two-weeks.md", include_str!("node/two-weeks.md")),
    (
        "pages/how-it-works.md",
        "+++\nname = \"How it works\"\nsummary = \"Scan, tap, done.\"\n+++\nTake [[cordless-drill]] and [read the rules](../governance/constitution.md).\n",
    ),
    (
        "pages/first-news.md",
        "+++\nname = \"We are open\"\nkind = \"news\"\ndate = \"2026-05-04\"\n+++\nCome in.\n",
    ),
    ("pages/secret-draft.md", "+++\nname = \"Not yet\"\ndraft = true\n+++\nNot yet.\n"),
    (
        "events/repair-cafe.md",
        "+++\nname = \"Repair café\"\nstarts = \"2026-05-16T14:00:00+01:00[Europe/London]\"\nends = \"2026-05-16T18:00:00+01:00[Europe/London]\"\nplace = \"workshop\"\n+++\nBring it broken.\n",
    ),
    (
        "people/mira.md",
        "+++\nname = \"Mira Okafor\"\nskills = [\"Sewing machines\"]\n+++\nHello.\n",
    ),
    (
        "media/drill.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9\"/></svg>",
    ),
];

fn files_with(more: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let all = NODE.iter().chain(more);
    all.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// The small node with some more files, after a year of loans.
fn site_with(more: &[(&str, &str)]) -> (Built, Vec<String>) {
    let files = files_with(more);
    let read = files.iter().map(|(path, bytes)| (Utf8PathBuf::from(path), bytes.clone()));
    let loaded = catalog::document::load(read);
    let now = "2026-05-12T14:02:00Z".parse().unwrap();
    let mut feed = history::year(&loaded.documents, now, 300);
    feed.vote("two-weeks", &[("mira", "yes"), ("sam", "yes"), ("ines", "no")]);
    let node = Node::fold(Arc::new(loaded.documents), feed.events());
    (built(&node, &MemoryFiles(files), now), feed.lines)
}

/// The small node with these files and no past.
fn of_files(files: BTreeMap<String, Vec<u8>>) -> Built {
    let read = files.iter().map(|(path, bytes)| (Utf8PathBuf::from(path), bytes.clone()));
    let node = Node::fold(Arc::new(catalog::document::load(read).documents), Vec::new());
    built(&node, &MemoryFiles(files), "2026-05-12T14:02:00Z".parse().unwrap())
}

fn built(node: &Node, files: &MemoryFiles, now: jiff::Timestamp) -> Built {
    built_at(node, files, now, None)
}

/// The site of a node that has an address of its own.
fn built_at(node: &Node, files: &MemoryFiles, now: jiff::Timestamp, base: Option<&str>) -> Built {
    built_among(node, files, now, base, Vec::new())
}

/// The site of a node that follows others.
fn built_among(
    node: &Node,
    files: &MemoryFiles,
    now: jiff::Timestamp,
    base: Option<&str>,
    followed: Vec<catalog::followed::Followed>,
) -> Built {
    let base = base.map(str::to_owned);
    let renderer = Renderer::new(Theme::built_in(), &node.documents.node.languages).unwrap();
    let options = BuildOptions {
        now,
        drafts: false,
        commit: Some("3f9c2abdef".into()),
        base,
        followed,
        take_away: Vec::new(),
    };
    let mut site = MemorySite::default();
    build(node, &renderer, &options, files, &mut site).unwrap();
    let warnings = site.warnings;
    Built { files: site.files.into_iter().map(OutputFile::into_parts).collect(), warnings }
}
