//! Writing into the work tree: whole files or nothing, and never through a symbolic link.

use camino::Utf8Path;
use fs_err as fs;

use crate::error::Error;
use crate::layout::{PRIVATE, PathError, PathProblem};

/// Writes a file under a root so that it is never half there: temporary name, flush, rename.
pub(crate) fn write(root: &Utf8Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    if passes_a_link(root, path) {
        return Err(PathError { path: path.to_owned(), why: PathProblem::Outside }.into());
    }
    let target = root.join(path);
    let folder = target.parent().unwrap_or(root);
    fs::create_dir_all(folder)?;
    let scratch = root.join(PRIVATE).join("tmp");
    fs::create_dir_all(&scratch)?;
    let mut file = tempfile::Builder::new().prefix("write-").tempfile_in(&scratch)?;
    std::io::Write::write_all(&mut file, bytes)?;
    readable(file.as_file())?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// A temporary file is the owner's alone; a document is for whoever may read the folder.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}
#[cfg(not(unix))]
fn readable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// Flushes a folder's list of names. Some systems cannot; the rename is ordered all the same.
pub(crate) fn sync_folder(folder: &Utf8Path) {
    if let Ok(handle) = fs::File::open(folder) {
        drop(handle.sync_all());
    }
}

/// Whether a part of the path below the root is a symbolic link.
pub(crate) fn passes_a_link(root: &Utf8Path, path: &str) -> bool {
    let mut at = root.to_owned();
    path.split('/').any(|part| {
        at.push(part);
        fs::symlink_metadata(&at).is_ok_and(|found| found.is_symlink())
    })
}
