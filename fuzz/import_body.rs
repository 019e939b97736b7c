//! What must be true of any bytes whatever that somebody imports. Run by `cargo fuzz run import`, and as
//! property tests of `exchange` (`exchange/tests/any_bytes.rs`).

use camino::{Utf8Path, Utf8PathBuf};
use catalog::document::load;
use exchange::plan::Node;
use exchange::{ImportOptions, import as plan};

const NODE: &str = "id = \"oak-street\"\nname = \"Oak Street\"\nlanguages = [\"en\"]\n";

/// As a table of any system, as our own, as a manifest: a plan comes of it, and all that it would write
/// can be read.
pub(crate) fn import(bytes: &[u8]) {
    let documents = load([(Utf8PathBuf::from("node.toml"), NODE.as_bytes().to_vec())]).documents;
    let file = |_: &Utf8Path| None;
    let node = Node { documents: &documents, file: &file };
    for name in ["list.csv", "titles.csv", "units.csv", "stool/okh.toml", "okh-stool.yml"] {
        let files = [(Utf8PathBuf::from(name), bytes.to_vec())];
        let plan = plan(&files, &ImportOptions::for_node(&documents), node);
        for change in &plan.changes {
            assert!(!change.path.as_str().split('/').any(|part| part == ".." || part.is_empty()));
        }
        let written = plan.changes.iter().map(|change| (change.path.clone(), change.after.clone()));
        load(written);
    }
}
