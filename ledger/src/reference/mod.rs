//! Exact results that were worked out outside this project.
//!
//! The files are not part of this project. Where a folder `shared/data/ledgers/polyglot` beside it
//! is missing, these tests say so and pass.

mod journals;
mod vectors;

use std::path::{Path, PathBuf};

/// A file of the reference data.
fn reference(name: &str) -> Option<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = home.ancestors().map(|dir| dir.join("shared/data/ledgers/polyglot").join(name));
    let found = paths.find(|path| path.exists());
    if found.is_none() {
        println!("skipped: no shared/data/ledgers/polyglot/{name}");
    }
    found
}

fn text(path: &Path) -> String {
    fs_err::read_to_string(path).unwrap()
}
