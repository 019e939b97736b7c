//! A site for a stick with large clusters has a tenth of the files.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use catalog::fold::Node;
use generator::files::MemoryFiles;
use generator::known::Known;
use generator::render::Renderer;
use generator::site::{BuildOptions, MemorySite, Workshop, build_with};
use themes::Theme;

fn paths(files: &BTreeMap<String, Vec<u8>>, packed: bool) -> Vec<String> {
    let read = files.iter().map(|(path, bytes)| (Utf8PathBuf::from(path), bytes.clone()));
    let documents = catalog::document::load(read).documents;
    let node = Node::fold(Arc::new(documents), Vec::new());
    let renderer = Renderer::new(Theme::built_in(), &node.documents.node.languages).unwrap();
    let options = BuildOptions {
        now: "2026-05-12T14:02:00Z".parse().unwrap(),
        drafts: false,
        commit: None,
        base: None,
        followed: Vec::new(),
        take_away: Vec::new(),
    };
    let (workshop, mut site) = (Workshop { packed, ..Workshop::default() }, MemorySite::default());
    let (files, nothing) = (MemoryFiles(files.clone()), Known::default());
    build_with(&node, &renderer, &options, &files, &workshop, &nothing, &mut site).unwrap();
    site.files.iter().map(|file| file.path().to_owned()).collect()
}

#[test]
fn the_workshop_of_the_demonstration_takes_a_tenth_of_the_files() {
    let files: BTreeMap<String, Vec<u8>> = content::files("halle-7").unwrap().into_iter().collect();
    let (web, stick) = (paths(&files, false), paths(&files, true));
    assert!(stick.len() * 10 <= web.len(), "{} of {}: {stick:?}", stick.len(), web.len());
}
