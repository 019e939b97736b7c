//! Opening a repository that belongs to somebody else: a card from another computer, a drive that
//! another account mounted.
//!
//! libgit2 refuses those unless `safe.directory` names them, because git runs hooks and programs out
//! of a repository's configuration. We run neither. So the one folder that a person named is allowed
//! for the moment of opening, through a configuration file of our own; the check stays on.

use std::sync::{Mutex, PoisonError};

use camino::Utf8Path;
use git2::{ConfigLevel, ErrorCode, Repository};

use crate::error::{Doing, Error};

static SEARCH_PATH: Mutex<()> = Mutex::new(());

pub(crate) fn open(folder: &Utf8Path) -> Result<Repository, Error> {
    super::process::set_up();
    match Repository::open(folder) {
        Err(error) if error.code() == ErrorCode::Owner => open_of_other(folder),
        other => other.doing("opening the repository"),
    }
}

fn open_of_other(folder: &Utf8Path) -> Result<Repository, Error> {
    let real = folder.canonicalize_utf8()?;
    let settings = tempfile::tempdir()?;
    let quoted = real.as_str().replace('\\', "\\\\").replace('"', "\\\"");
    let text = format!("[safe]\n\tdirectory = \"{quoted}\"\n");
    fs_err::write(settings.path().join("config"), text)?;
    let _one_at_a_time = SEARCH_PATH.lock().unwrap_or_else(PoisonError::into_inner);
    let path = settings.path().to_string_lossy().into_owned();
    set_search_path(Some(&path))?;
    let opened = Repository::open(&real).doing("opening the repository");
    set_search_path(None)?;
    opened
}

/// The level that only Windows uses otherwise: the person's own and the system's settings stay.
#[expect(unsafe_code, reason = "the setting is global to the process; the lock above guards it")]
fn set_search_path(path: Option<&str>) -> Result<(), Error> {
    let level = ConfigLevel::ProgramData;
    // SAFETY: every caller holds `SEARCH_PATH`, and nothing else in the program sets search paths.
    let done = unsafe {
        match path {
            Some(path) => git2::opts::set_search_path(level, path),
            None => git2::opts::reset_search_path(level),
        }
    };
    done.doing("allowing a folder of another account")
}
