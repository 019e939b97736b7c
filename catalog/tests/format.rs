//! The page about the files of a node is true: its examples are read as one node without a problem.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::check;
use catalog::document::{self, Document};
use catalog::record::DocumentKind;

const FORMAT: &str = include_str!("../FORMAT.md");

/// Files that the examples name and that are no documents.
const BESIDE: &[&str] = &[
    "media/drill.svg",
    "media/drill-manual.pdf",
    "designs/workshop-stool/README.md",
    "designs/workshop-stool/build.md",
    "designs/workshop-stool/stool.svg",
    "designs/workshop-stool/seat.dxf",
    "designs/workshop-stool/seat.stl",
];

/// The fenced blocks whose first line says `file=…`.
fn examples() -> BTreeMap<Utf8PathBuf, String> {
    let mut all = BTreeMap::new();
    let mut lines = FORMAT.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let (_, file) = info.split_once("file=").expect("each example names its file");
        let text: String =
            lines.by_ref().take_while(|line| *line != "```").flat_map(|l| [l, "\n"]).collect();
        assert!(all.insert(file.into(), text).is_none(), "{file} is here twice");
    }
    all
}

#[test]
fn the_examples_are_one_node_without_a_problem() {
    let examples = examples();
    let files = examples.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let loaded = document::load(files);
    assert_eq!(loaded.problems, []);
    let present = |path: &str| BESIDE.contains(&path) || examples.contains_key(Utf8Path::new(path));
    let source = |path: &Utf8Path| examples.get(path).map(|text| text.clone().into_bytes());
    assert_eq!(check::references(&loaded.documents, &present, &source), []);
    let title = &loaded.documents.titles["hammer-drill-18v"];
    assert_eq!(title.units.len(), 2);
    assert!(title.body.in_lang("es").starts_with("Caja"));
    assert_eq!(loaded.documents.designs["workshop-stool"].parts.len(), 2);
    assert_eq!(loaded.documents.designs["bench-hook"].parts.len(), 2);
}

#[test]
fn each_kind_of_document_has_an_example() {
    use DocumentKind as K;
    let kinds: Vec<_> =
        examples().keys().filter_map(|path| Some(document::kind_of(path)?.0)).collect();
    for kind in [
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
    ] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

#[test]
fn the_examples_can_be_changed_in_place() {
    for (path, text) in examples() {
        let Ok(document) = Document::open(text.as_bytes()) else {
            assert!(path.as_str().ends_with(".es.md") || path.extension() == Some("csv"), "{path}");
            continue;
        };
        assert_eq!(document.to_bytes(), text.as_bytes(), "{path}");
    }
}
