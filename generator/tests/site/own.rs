//! What a node puts into its own `theme/` folder: one glyph, one word, and everything else stays.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::fold::Node;
use generator::files::{MemoryFiles, own_theme};
use generator::render::Renderer;
use generator::site::{BuildOptions, MemorySite, build};
use themes::Theme;

/// A page of the small node, with the theme of this folder.
fn page(root: &Utf8Path, path: &str) -> String {
    let files = crate::files_with(&[]);
    let read = files.iter().map(|(path, bytes)| (Utf8PathBuf::from(path), bytes.clone()));
    let node = Node::fold(Arc::new(catalog::document::load(read).documents), Vec::new());
    let theme = Theme::with_own(own_theme(root).unwrap()).unwrap();
    let renderer = Renderer::new(theme, &node.documents.node.languages).unwrap();
    let options = BuildOptions {
        now: "2026-05-12T14:02:00Z".parse().unwrap(),
        drafts: false,
        commit: None,
        base: None,
        followed: Vec::new(),
        take_away: Vec::new(),
    };
    let mut site = MemorySite::default();
    build(&node, &renderer, &options, &MemoryFiles(files), &mut site).unwrap();
    let page = site
        .files
        .into_iter()
        .map(generator::write::OutputFile::into_parts)
        .find(|file| file.0 == path);
    String::from_utf8(page.unwrap().1).unwrap()
}

#[test]
fn a_nodes_own_glyph_and_word_are_used_and_all_others_stay() {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    let before = page(root, "catalog/cordless-drill/index.html");
    assert!(before.contains("Find it</dt>"), "{before}");
    assert!(page(root, "index.html").contains("<symbol id=\"drill\""));

    let write = |name: &str, text: &str| {
        let file = root.join("theme").join(name);
        fs_err::create_dir_all(file.parent().unwrap()).unwrap();
        fs_err::write(file, text).unwrap();
    };
    let own = "<symbol id=\"drill\" viewBox=\"0 0 48 48\"><path d=\"M1 2h3v4z\"/></symbol>";
    let built_in = Theme::built_in().text("assets/glyphs.svg").unwrap().unwrap();
    write("assets/glyphs.svg", &built_in.replacen("<symbol", &format!("{own}\n<symbol"), 1));
    write("locales/en/ours.ftl", "find-it = Where it lives\n");

    let after = page(root, "catalog/cordless-drill/index.html");
    assert!(after.contains("Where it lives</dt>") && !after.contains("Find it</dt>"), "{after}");
    assert!(after.contains("Keep it</dt>"), "a word that the node does not have stays");
    let spanish = page(root, "es/catalog/cordless-drill/index.html");
    assert!(!spanish.contains("Where it lives"), "another language keeps its own");
    let home = page(root, "index.html");
    assert!(home.contains(own), "the node's own drawing is on the page");
    assert!(home.contains("<symbol id=\"tent\""), "other glyphs stay");
}
