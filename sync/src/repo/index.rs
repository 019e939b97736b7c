//! Keeping git's index in step, so that `git status` by hand tells the truth, and finding what was
//! edited by hand.
//!
//! The index is never the source of a commit. It is a cache that plain git wants, and that finds
//! changed files without reading them.

use fs_err as fs;
use git2::{ErrorCode, IndexEntry, IndexTime, Oid, Status, StatusOptions, Tree};

use super::Repo;
use crate::error::{Doing, Error};
use crate::layout::RepoPath;
use crate::object;

/// The files whose entries are behind, a line each.
const BEHIND: &str = "behind";

/// A file of the work tree that differs from what is recorded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pending {
    /// The file.
    pub path: RepoPath,
    /// How it differs.
    pub kind: PendingKind,
}

/// How a file of the work tree differs from what is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PendingKind {
    /// It is not recorded yet.
    New,
    /// It was edited or appended to.
    Changed,
    /// It is gone.
    Removed,
}

/// A path whose index entry is to follow a tree.
pub(crate) struct Followed<'a> {
    /// The path.
    pub path: &'a str,
    /// Whether the work tree is known to hold exactly what the tree says.
    pub clean: bool,
}

impl Repo {
    /// The files of the node's layout that differ from what is recorded, by path.
    pub fn pending(&self) -> Result<Vec<Pending>, Error> {
        self.catch_up()?;
        let what = "looking for changed files";
        let mut options = StatusOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true).exclude_submodules(true);
        options.update_index(true).renames_head_to_index(false).renames_index_to_workdir(false);
        let statuses = if let Ok(statuses) = self.git.statuses(Some(&mut options)) {
            statuses
        } else {
            self.renew_index()?;
            self.git.statuses(Some(&mut options)).doing(what)?
        };
        let base = self.main()?.map(|head| self.tree(head)).transpose()?;
        let (mut pending, mut settled) = (Vec::new(), Vec::new());
        for entry in statuses.iter().filter(|entry| entry.status() != Status::IGNORED) {
            let Some(path) = entry.path().ok().and_then(|path| path.parse::<RepoPath>().ok())
            else {
                continue;
            };
            let recorded = base.as_ref().and_then(|tree| object::blob_at(tree, path.as_str()));
            let found = self.hash_work_file(path.as_str());
            let kind = match (recorded, found) {
                (a, b) if a == b => {
                    settled.push(path);
                    continue;
                }
                (None, _) => PendingKind::New,
                (Some(_), None) => PendingKind::Removed,
                (Some(_), Some(_)) => PendingKind::Changed,
            };
            pending.push(Pending { path, kind });
        }
        if let Some(tree) = base.filter(|_| !settled.is_empty()) {
            let settled = settled.iter().map(|p| Followed { path: p.as_str(), clean: true });
            self.index_follow(&tree, settled)?;
        }
        pending.sort();
        Ok(pending)
    }

    /// Notes that git's list of files does not follow these yet. Should that be lost in a power cut,
    /// [`Repo::pending`] finds out by itself.
    pub(super) fn fall_behind<'a>(
        &self,
        paths: impl Iterator<Item = &'a RepoPath>,
    ) -> Result<(), Error> {
        let lines: Vec<_> = paths.map(|path| format!("{path}\n")).collect();
        let mut file = fs::OpenOptions::new();
        let mut file = file.create(true).append(true).open(self.private(BEHIND))?;
        Ok(std::io::Write::write_all(&mut file, lines.concat().as_bytes())?)
    }

    /// Brings git's list of files up to the newest commit, after commits that did not wait for it.
    /// `git status` by hand then says what is true. Whether anything was to be done.
    pub fn catch_up(&self) -> Result<bool, Error> {
        // Taken away first: a commit that is made meanwhile begins a new one.
        let (note, taken) = (self.private(BEHIND), self.private(&format!("{BEHIND}.taken")));
        if !note.exists() {
            return Ok(false);
        }
        fs::rename(&note, &taken)?;
        let text = fs::read_to_string(&taken)?;
        let Some(head) = self.main()? else { return Ok(false) };
        let tree = self.tree(head)?;
        let lines: std::collections::BTreeSet<&str> = text.lines().collect();
        let paths: Vec<_> = lines.into_iter().filter_map(|line| line.parse().ok()).collect();
        let followed = paths.iter().map(|path: &RepoPath| {
            let recorded = object::blob_at(&tree, path.as_str());
            let clean = recorded.is_some() && recorded == self.hash_work_file(path.as_str());
            Followed { path: path.as_str(), clean }
        });
        self.index_follow(&tree, followed)?;
        fs::remove_file(&taken)?;
        Ok(true)
    }

    /// The blob name of a regular file in the work tree.
    pub(crate) fn hash_work_file(&self, path: &str) -> Option<Oid> {
        let file = self.folder.join(path);
        let found = fs::symlink_metadata(&file).ok()?;
        let bytes = found.is_file().then(|| fs::read(&file).ok())??;
        Oid::hash_object(git2::ObjectType::Blob, &bytes).ok()
    }

    /// Makes the index say what the tree says about these paths.
    pub(crate) fn index_follow<'a>(
        &self,
        tree: &Tree<'_>,
        paths: impl IntoIterator<Item = Followed<'a>>,
    ) -> Result<(), Error> {
        let what = "keeping git's list of files in step";
        let mut index =
            match self.git.index().and_then(|mut index| index.read(false).map(|()| index)) {
                Ok(index) => index,
                Err(_) => self.renew_index()?,
            };
        for followed in paths {
            let path = std::path::Path::new(followed.path);
            match object::file_at(tree, followed.path) {
                Some(file) => index.add(&self.index_entry(&followed, file)).doing(what)?,
                None => index.remove(path, 0).or_else(absent_is_fine).doing(what)?,
            }
        }
        match index.write() {
            Err(error) if error.code() == ErrorCode::Locked => {
                Err(Error::Locked { file: self.folder.join(".git/index.lock") })
            }
            other => other.doing(what),
        }
    }

    /// Makes git's list of files anew. It is a cache, and libgit2 does not flush it: after a power cut it
    /// may be empty or half there.
    pub(crate) fn renew_index(&self) -> Result<git2::Index, Error> {
        let what = "making git's list of files anew";
        let file = self.git.path().join("index");
        if file.exists() {
            fs::remove_file(&file)?;
        }
        let mut index = self.git.index().doing(what)?;
        index.read(true).doing(what)?;
        if let Some(head) = self.main()? {
            index.read_tree(&self.tree(head)?).doing(what)?;
        }
        index.write().doing(what)?;
        Ok(index)
    }

    fn index_entry(&self, followed: &Followed<'_>, (id, mode): (Oid, u32)) -> IndexEntry {
        let found = fs::symlink_metadata(self.folder.join(followed.path)).ok();
        let stat = found.filter(|_| followed.clean).map(|m| Stat::of(&m)).unwrap_or_default();
        IndexEntry {
            ctime: stat.ctime,
            mtime: stat.mtime,
            dev: stat.dev,
            ino: stat.ino,
            mode,
            uid: stat.uid,
            gid: stat.gid,
            file_size: stat.size,
            id,
            flags: 0,
            flags_extended: 0,
            path: followed.path.as_bytes().to_vec(),
        }
    }
}

fn absent_is_fine(error: git2::Error) -> Result<(), git2::Error> {
    if error.code() == ErrorCode::NotFound { Ok(()) } else { Err(error) }
}

/// What the index remembers of a file so that git need not read it again. All zero means: read it.
struct Stat {
    ctime: IndexTime,
    mtime: IndexTime,
    dev: u32,
    ino: u32,
    uid: u32,
    gid: u32,
    size: u32,
}

impl Default for Stat {
    fn default() -> Self {
        let zero = || IndexTime::new(0, 0);
        Self { ctime: zero(), mtime: zero(), dev: 0, ino: 0, uid: 0, gid: 0, size: 0 }
    }
}

impl Stat {
    /// The index keeps the low 32 bits of each number, by its format.
    #[cfg(unix)]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the format's width"
    )]
    fn of(found: &std::fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            ctime: IndexTime::new(found.ctime() as i32, found.ctime_nsec() as u32),
            mtime: IndexTime::new(found.mtime() as i32, found.mtime_nsec() as u32),
            dev: found.dev() as u32,
            ino: found.ino() as u32,
            uid: found.uid(),
            gid: found.gid(),
            size: found.size() as u32,
        }
    }

    #[cfg(not(unix))]
    fn of(_: &std::fs::Metadata) -> Self {
        Self::default()
    }
}
