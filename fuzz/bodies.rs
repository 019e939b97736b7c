//! What must be true of any bytes whatever. Run by `cargo fuzz run <name>`, and as property tests
//! of `catalog` (`catalog/tests/any_bytes.rs`).
#![allow(dead_code, reason = "each fuzz target uses one of them")]

use camino::Utf8Path;
use catalog::document::{self, Document, Problem, front_matter, parse, write};
use catalog::record::DocumentKind;

/// Files are split at places that exist, and written again as they were.
pub(crate) fn front_matter(bytes: &[u8]) {
    for parts in [front_matter::split(bytes), front_matter::whole(bytes)] {
        assert!(parts.toml.start <= parts.toml.end && parts.toml.end <= parts.body.start);
        assert_eq!(parts.body.end, bytes.len());
    }
    let (text, bad) = front_matter::decode(bytes);
    assert_eq!(text.len(), bytes.len());
    assert_eq!(bad.is_none(), std::str::from_utf8(bytes).is_ok());
    if let Ok(opened) = Document::open(bytes) {
        assert_eq!(opened.to_bytes(), bytes);
        changed(&opened);
    }
}

/// A change is read back or leaves everything as it was.
fn changed(opened: &Document) {
    for path in [&["name"][..], &["units", "0", "serial"], &["translations", "es", "name"]] {
        let mut document = opened.clone();
        match document.set(path, "set") {
            Ok(()) => assert_eq!(document.get(path), Some("set".into())),
            Err(_) => assert_eq!(document, *opened),
        }
        assert_eq!(document.body(), opened.body());
        let before = document.clone();
        match document.remove(path) {
            Ok(()) => assert_eq!(document.get(path), None),
            Err(_) => assert_eq!(document, before),
        }
    }
}

/// A title is read; what has no errors is written and read again as it was.
pub(crate) fn title(bytes: &[u8]) {
    let path = Utf8Path::new("catalog/dr/drill.md");
    let parsed = parse::parse_title(path, bytes);
    placed(&parsed.problems, bytes);
    if let Some(title) = parsed.record.filter(|_| parsed.problems.is_empty()) {
        let written = write::title_to_document(&title);
        let again = parse::parse_title(path, &written);
        assert_eq!(again.problems, []);
        assert_eq!(again.record, Some(title));
    }
}

/// `node.toml` is read; what has no errors is written and read again as it was.
pub(crate) fn node(bytes: &[u8]) {
    let path = Utf8Path::new("node.toml");
    let parsed = parse::parse_node(path, bytes);
    placed(&parsed.problems, bytes);
    if let Some(node) = parsed.record.filter(|_| parsed.problems.is_empty()) {
        let written = write::node_to_document(&node);
        let again = parse::parse_node(path, &written);
        assert_eq!(again.problems, []);
        assert_eq!(again.record, Some(node));
    }
}

/// The same bytes as every kind of document at once, loaded and checked.
pub(crate) fn every_kind(bytes: &[u8]) {
    use DocumentKind as K;
    let slug = "drill".parse().expect("a slug");
    let kinds = [
        K::Node,
        K::Title,
        K::Place,
        K::Design,
        K::Constitution,
        K::Proposal,
        K::Minutes,
        K::Page,
        K::Event,
        K::Person,
    ];
    let documents = kinds.map(|kind| document::path_of(kind, &slug));
    let beside = ["designs/drill/parts.csv", "designs/drill/README.md", "pages/drill.es.md"];
    let paths = documents.into_iter().chain(beside.map(Into::into));
    let loaded = document::load(paths.map(|path| (path, bytes.to_vec())));
    placed(&loaded.problems, bytes);
    let source = |_: &Utf8Path| Some(bytes.to_vec());
    let found = catalog::check::references(&loaded.documents, &|_| false, &source);
    placed(&found, bytes);
}

/// Problems point into the file and can be shown.
fn placed(problems: &[Problem], bytes: &[u8]) {
    for problem in problems {
        assert!(problem.span.start <= problem.span.end && problem.span.end <= bytes.len());
        assert!(problem.line >= 1 && problem.column >= 1);
        assert!(problem.excerpt.text.get(problem.excerpt.mark.clone()).is_some());
        assert!(!problem.message.is_empty());
    }
}
