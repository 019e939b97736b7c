//! Reading commits and trees with the limits that foreign objects need.

use git2::{Commit, Oid, Repository, Tree};
use jiff::Timestamp;

use crate::error::{Doing, Error};
use crate::layout::SIGNERS;
use crate::signers::AllowedSigners;

/// A regular file in a tree.
pub(crate) const FILE: i32 = 0o100_644;
/// The same with the executable bit, which is never set in a work tree of ours.
pub(crate) const EXECUTABLE: i32 = 0o100_755;
/// A folder in a tree.
pub(crate) const FOLDER: i32 = 0o040_000;

/// The blob at a path of a tree, if a regular file is there.
pub(crate) fn blob_at(tree: &Tree<'_>, path: &str) -> Option<Oid> {
    let entry = tree.get_path(std::path::Path::new(path)).ok()?;
    (entry.kind() == Some(git2::ObjectType::Blob)).then(|| entry.id())
}

/// The blob and the mode at a path of a tree, if a regular file is there.
pub(crate) fn file_at(tree: &Tree<'_>, path: &str) -> Option<(Oid, u32)> {
    let entry = tree.get_path(std::path::Path::new(path)).ok()?;
    let is_file = entry.kind() == Some(git2::ObjectType::Blob);
    is_file.then_some((entry.id(), u32::try_from(entry.filemode()).ok()?))
}

/// The bytes of a file of a tree; none if it is not there.
pub(crate) fn read_at(
    git: &Repository,
    tree: &Tree<'_>,
    path: &str,
) -> Result<Option<Vec<u8>>, Error> {
    match blob_at(tree, path) {
        None => Ok(None),
        Some(id) => read_blob(git, id).map(Some),
    }
}

/// The bytes of a blob.
pub(crate) fn read_blob(git: &Repository, id: Oid) -> Result<Vec<u8>, Error> {
    Ok(git.find_blob(id).doing("reading a recorded file")?.content().to_vec())
}

/// The list of devices that a tree holds; empty if it holds none.
pub(crate) fn signers_of(git: &Repository, tree: &Tree<'_>) -> Result<AllowedSigners, Error> {
    let bytes = read_at(git, tree, SIGNERS)?.unwrap_or_default();
    Ok(AllowedSigners::read(&String::from_utf8_lossy(&bytes))?)
}

/// When a commit says that it was made.
pub(crate) fn time_of(commit: &Commit<'_>) -> Timestamp {
    Timestamp::from_second(commit.time().seconds()).unwrap_or(Timestamp::UNIX_EPOCH)
}
