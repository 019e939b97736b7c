//! Elections whose published results must come out here too.
//!
//! The files are not part of this project. Where a folder `shared/data/ballots` beside it is
//! missing, these tests say so and pass.

mod debian;
mod delegations;

mod runoffs;

use std::path::{Path, PathBuf};

use crate::ballot_file::{BallotFile, Format, read};
use crate::count::{Profile, Terms, count};
use crate::keys::OptionKey;
use crate::method::Method;
use crate::outcome::Count;

/// A file or folder of the reference data.
fn reference(name: &str) -> Option<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = home.ancestors().map(|dir| dir.join("shared/data/ballots").join(name));
    let found = path.into_iter().find(|path| path.exists());
    if found.is_none() {
        println!("skipped: no shared/data/ballots/{name}");
    }
    found
}

fn text(path: &Path) -> String {
    fs_err::read_to_string(path).unwrap()
}

fn ballots(path: &Path) -> BallotFile {
    let format = Format::of_name(path.to_str().unwrap()).unwrap();
    read(format, &text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn counted(profile: &Profile, method: &Method, terms: &Terms) -> Count {
    count(profile, method, terms).unwrap()
}

fn words(keys: &[OptionKey]) -> Vec<&str> {
    keys.iter().map(OptionKey::as_str).collect()
}
