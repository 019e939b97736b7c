//! Writing into the work tree: whole files or nothing, and never through a symbolic link.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use git2::Oid;
use tempfile::NamedTempFile;

use super::Repo;
use super::index::Followed;
use crate::error::{Doing, Error};
use crate::layout::{PRIVATE, PathError, PathProblem};
use crate::merge::merge_contents;
use crate::object::read_blob;
use crate::tree::{Changed, changes};
use crate::{feed, layout};

/// Writes a file under a root so that it is never half there: temporary name, flush, rename.
pub(crate) fn write(root: &Utf8Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    put_in_place(vec![Staged::new(root, path, bytes)?])
}

/// A file under a temporary name, not flushed yet.
struct Staged {
    file: NamedTempFile,
    target: Utf8PathBuf,
}

impl Staged {
    fn new(root: &Utf8Path, path: &str, bytes: &[u8]) -> Result<Self, Error> {
        if passes_a_link(root, path) {
            return Err(PathError { path: path.to_owned(), why: PathProblem::Outside }.into());
        }
        let target = root.join(path);
        fs::create_dir_all(target.parent().unwrap_or(root))?;
        let scratch = root.join(PRIVATE).join("tmp");
        fs::create_dir_all(&scratch)?;
        let mut file = tempfile::Builder::new().prefix("write-").tempfile_in(&scratch)?;
        std::io::Write::write_all(&mut file, bytes)?;
        readable(file.as_file())?;
        Ok(Self { file, target })
    }
}

/// So many files wait for the disk at the same time: it takes them together, and faster than one by one.
const AT_ONCE: usize = 8;

/// Gives files their names once each of them is on the disk.
fn put_in_place(staged: Vec<Staged>) -> Result<(), Error> {
    flush_all(&staged, |one| one.file.as_file().sync_all())?;
    let mut folders = BTreeSet::new();
    for one in staged {
        one.file.persist(&one.target).map_err(|error| error.error)?;
        folders.extend(one.target.parent().map(Utf8Path::to_owned));
    }
    let folders: Vec<_> = folders.into_iter().collect();
    flush_all(&folders, |folder| {
        sync_folder(folder);
        Ok(())
    })?;
    Ok(())
}

fn flush_all<T: Sync>(
    all: &[T],
    flush: impl Fn(&T) -> std::io::Result<()> + Sync,
) -> std::io::Result<()> {
    let share = all.len().div_ceil(AT_ONCE).max(1);
    let mut shares = all.chunks(share);
    let Some(mine) = shares.next() else { return Ok(()) };
    let each = |share: &[T]| share.iter().try_for_each(&flush);
    std::thread::scope(|scope| {
        let others: Vec<_> = shares.map(|share| scope.spawn(move || each(share))).collect();
        let mut outcome = each(mine);
        for other in others {
            let flushed = other.join().unwrap_or_else(|_| Err(std::io::Error::other("flushing")));
            outcome = outcome.and(flushed);
        }
        outcome
    })
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

/// What a move of `main` was about, so that it can be finished after a power cut.
const INTENT: &str = "moving";
/// So many files, or so many bytes of them, are written before they get their names.
const MANY: usize = 256;
const MUCH: usize = 16 << 20;

impl Repo {
    /// Moves `main` to a checked commit and brings the work tree along.
    ///
    /// What was edited in the work tree meanwhile is merged in, not overwritten. Gives back the paths
    /// that changed.
    pub(crate) fn move_main(&self, from: Option<Oid>, to: Oid) -> Result<Vec<String>, Error> {
        self.alone(|| self.move_main_now(from, to)).unwrap_or(Err(Error::Moved))
    }

    fn move_main_now(&self, from: Option<Oid>, to: Oid) -> Result<Vec<String>, Error> {
        let intent = self.private(INTENT);
        let text = format!("{} {to}\n", from.unwrap_or(Oid::ZERO_SHA1));
        write(self.folder(), &format!("{PRIVATE}/{INTENT}"), text.as_bytes())?;
        self.advance(from, to, "exchange")?;
        let paths = self.bring(from, to)?;
        fs::remove_file(&intent)?;
        Ok(paths)
    }

    /// Finishes a move that a power cut interrupted: without this, the old files would look like
    /// edits that undo what came in.
    pub(super) fn finish_move(&self) -> Result<(), Error> {
        let intent = self.private(INTENT);
        let Ok(text) = fs::read_to_string(&intent) else { return Ok(()) };
        let mut ids = text.split_whitespace().map(Oid::from_str);
        if let (Some(Ok(from)), Some(Ok(to))) = (ids.next(), ids.next())
            && self.main()? == Some(to)
        {
            self.bring(Some(from).filter(|id| !id.is_zero()), to)?;
        }
        Ok(fs::remove_file(&intent)?)
    }

    fn bring(&self, from: Option<Oid>, to: Oid) -> Result<Vec<String>, Error> {
        let old = from.map(|id| self.find(id).map(|commit| commit.tree_id())).transpose()?;
        let new = self.tree(to)?;
        let changed = changes(self.git(), old, Some(new.id())).map_err(|fault| Error::Git {
            doing: "bringing the files along",
            source: git2::Error::from_str(&fault.to_string()),
        })?;
        let (mut followed, mut staged, mut waiting) = (Vec::new(), Vec::new(), 0);
        // What goes makes room first: a folder may become a file, and a file a folder.
        let (gone, come) = changed.iter().partition::<Vec<_>, _>(|change| change.new.is_none());
        for change in gone.into_iter().chain(come) {
            let (clean, bytes) = self.to_bring(change)?;
            followed.push(Followed { path: &change.path, clean });
            let Some(bytes) = bytes else { continue };
            waiting += bytes.len();
            staged.push(Staged::new(self.folder(), &change.path, &bytes)?);
            if staged.len() >= MANY || waiting >= MUCH {
                put_in_place(std::mem::take(&mut staged))?;
                waiting = 0;
            }
        }
        put_in_place(staged)?;
        self.index_follow(&new, followed)?;
        Ok(changed.into_iter().map(|change| change.path).collect())
    }

    /// Removes a file, and the folders that it leaves empty, as git does.
    fn remove(&self, path: &str) -> Result<(), Error> {
        fs::remove_file(self.folder().join(path))?;
        let folders = Utf8Path::new(path).ancestors().skip(1);
        for folder in folders.filter(|folder| !folder.as_str().is_empty()) {
            if fs::remove_dir(self.folder().join(folder)).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Whether the file will be what the tree says, and what to write into it, if anything. A file
    /// that goes is removed at once.
    fn to_bring(&self, change: &Changed) -> Result<(bool, Option<Vec<u8>>), Error> {
        let found = self.hash_work_file(&change.path);
        if found == change.new {
            return Ok((true, None));
        }
        let new = change.new.map(|id| read_blob(self.git(), id)).transpose()?;
        if found == change.old {
            if new.is_none() {
                self.remove(&change.path)?;
            }
            return Ok((true, new));
        }
        let (Some(new), Some(_)) = (new, found) else { return Ok((false, None)) };
        let here = fs::read(self.folder().join(&change.path))?;
        let old = change.old.map(|id| read_blob(self.git(), id)).transpose()?;
        let merged = if layout::is_feed(&change.path) {
            feed::union(&here, &new)
        } else {
            merge_contents(&change.path, old.as_deref(), &here, &new).0
        };
        let hash =
            Oid::hash_object(git2::ObjectType::Blob, &merged).doing("bringing a file along")?;
        Ok((Some(hash) == change.new, Some(merged)))
    }
}
