//! Recording files in a signed commit.
//!
//! Trees are updated where they change and nowhere else, so that a commit costs the same in a node of
//! a hundred things and of a hundred thousand. The signature is git's own (`gpg.format=ssh`).

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Wall;
use fs_err as fs;
use git2::build::TreeUpdateBuilder;
use git2::{Commit, ErrorCode, FileMode, Oid, Repository, Signature, Time, Tree};

use super::index::Followed;
use super::{MAIN, Repo};
use crate::error::{Doing, Error};
use crate::key::{DeviceKey, Purpose};
use crate::layout::{PathError, PathProblem, RepoPath, limit};
use crate::{CommitId, object};

/// Who a commit is by, in words. The signature says which device made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// A public name.
    pub name: String,
    /// A public address; need not exist.
    pub email: String,
}

impl Author {
    /// What a device does by itself.
    pub fn device(key: &DeviceKey) -> Self {
        let name = key.device().to_string();
        Self { email: format!("{name}@device.invalid"), name }
    }

    fn signature(&self, at: Wall) -> Result<Signature<'static>, Error> {
        let clean = |text: &str| {
            let kept = text.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>'));
            let kept: String = kept.collect();
            let kept = kept.trim().to_owned();
            if kept.is_empty() { "unknown".to_owned() } else { kept }
        };
        let seconds = at.timestamp().as_second();
        let local = at.local().to_zoned(jiff::tz::TimeZone::UTC);
        let ahead = local.map_or(0, |local| local.timestamp().as_second() - seconds);
        let time = Time::new(seconds, i32::try_from(ahead / 60).unwrap_or(0));
        Signature::new(&clean(&self.name), &clean(&self.email), &time).doing("naming the author")
    }
}

/// What a commit recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The new commit.
    pub id: CommitId,
    /// The files that it changed.
    pub paths: Vec<RepoPath>,
}

/// A lock of git's that is so old was left by a program that is gone: a power cut, a crash. What git
/// does by hand takes seconds, but for an editor that somebody left open.
pub const STALE: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);

/// From so many files on, a commit is stored as one pack.
const MANY: usize = 200;
/// Larger files are stored one by one even then: they would fill the memory.
const LARGE: usize = 64 << 10;

/// When git's list of files follows a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    Now,
    /// With [`Repo::catch_up`], or when somebody looks for changed files.
    Later,
}

/// A commit that nothing refers to yet.
struct Made {
    id: Oid,
    parent: Option<Oid>,
    changes: Vec<Change>,
}

/// A file as it is to be recorded.
struct Change {
    path: RepoPath,
    /// The blob; none when the file is gone.
    blob: Option<Oid>,
    /// Whether the work tree holds exactly this.
    whole: bool,
}

impl Repo {
    /// Records these files as they are in the work tree; a file that is gone is recorded as gone.
    ///
    /// Of a feed only whole lines are recorded, only this device's own, and only more of it than
    /// before. Nothing is committed (and `None` returned) when nothing changed.
    pub fn commit(
        &self,
        paths: &[RepoPath],
        message: &str,
        author: &Author,
        at: Wall,
    ) -> Result<Option<Committed>, Error> {
        self.commit_and(paths, message, author, at, Index::Now)
    }

    pub(super) fn commit_and(
        &self,
        paths: &[RepoPath],
        message: &str,
        author: &Author,
        at: Wall,
        index: Index,
    ) -> Result<Option<Committed>, Error> {
        let key = self.key.as_ref().ok_or_else(|| self.no_key())?;
        self.check_locks()?;
        self.check_branch()?;
        let who = author.signature(at)?;
        let made = if paths.len() > MANY {
            self.make_many(paths, message, &who, key)?
        } else {
            self.make(&self.git, paths, message, &who, key)?
        };
        let Some(made) = made else { return Ok(None) };
        self.advance(made.parent, made.id, "commit")?;
        if index == Index::Later {
            self.fall_behind(made.changes.iter().map(|change| &change.path))?;
        } else {
            let tree = self.tree(made.id)?;
            let follow = |change: &Change| (change.path.to_string(), change.whole);
            let follow: Vec<_> = made.changes.iter().map(follow).collect();
            self.index_follow(
                &tree,
                follow.iter().map(|(path, clean)| Followed { path, clean: *clean }),
            )?;
        }
        let paths = made.changes.into_iter().map(|change| change.path).collect();
        Ok(Some(Committed { id: made.id.into(), paths }))
    }

    /// Records everything that is pending, except what must not be recorded here: lines in another
    /// device's feed, and feeds that lost lines. Those are given back with the reason.
    pub fn commit_pending(
        &self,
        message: &str,
        author: &Author,
        at: Wall,
    ) -> Result<(Option<Committed>, Vec<Error>), Error> {
        let key = self.key.as_ref().ok_or_else(|| self.no_key())?;
        let base = self.main()?.map(|head| self.tree(head)).transpose()?;
        let (mut paths, mut left) = (Vec::new(), Vec::new());
        for pending in self.pending()? {
            // A document is looked at once, when it is recorded; a feed is checked beforehand.
            let is_feed = pending.path.feed_of().is_some();
            let checked =
                is_feed.then(|| self.change(&self.git, &pending.path, base.as_ref(), key));
            match checked.transpose() {
                Ok(_) => paths.push(pending.path),
                Err(error) => left.push(error),
            }
        }
        Ok((self.commit(&paths, message, author, at)?, left))
    }

    /// Removes git's lock files that are older than `age` at the time `now`, and gives them back. What
    /// they kept from being finished when the repository was opened is finished then.
    ///
    pub fn remove_stale_locks(
        &self,
        now: jiff::Timestamp,
        age: jiff::SignedDuration,
    ) -> Result<Vec<Utf8PathBuf>, Error> {
        let mut removed = Vec::new();
        let refs = self.folder.join(".git/refs");
        for file in self.locks().into_iter().chain(locks_below(&refs)) {
            let Ok(found) = fs::metadata(&file) else { continue };
            let changed = jiff::Timestamp::try_from(found.modified()?).unwrap_or(now);
            if now.duration_since(changed) >= age {
                fs::remove_file(&file)?;
                removed.push(file);
            }
        }
        if !removed.is_empty() {
            self.finish_move()?;
        }
        Ok(removed)
    }

    fn locks(&self) -> Vec<Utf8PathBuf> {
        let git = self.folder.join(".git");
        let names =
            ["index.lock", "HEAD.lock", "refs/heads/main.lock", "packed-refs.lock", "config.lock"];
        names.iter().map(|name| git.join(name)).filter(|file| file.exists()).collect()
    }

    /// Makes the commit's objects, and nothing that refers to them. None when nothing changed.
    fn make(
        &self,
        git: &Repository,
        paths: &[RepoPath],
        message: &str,
        who: &Signature<'_>,
        key: &DeviceKey,
    ) -> Result<Option<Made>, Error> {
        let what = "reading a commit";
        let parent = self.main()?.map(|id| git.find_commit(id)).transpose().doing(what)?;
        let base = parent.as_ref().map(Commit::tree).transpose().doing(what)?;
        let mut changes = Vec::new();
        for path in paths {
            changes.extend(self.change(git, path, base.as_ref(), key)?);
        }
        if changes.is_empty() {
            return Ok(None);
        }
        let tree = update_tree(git, base.as_ref(), &changes)?;
        let parents: Vec<_> = parent.iter().collect();
        let id = sign_commit(git, key, who, message, tree, &parents)?;
        let parent = parent.as_ref().map(Commit::id);
        Ok(Some(Made { id, parent, changes }))
    }

    /// Makes the objects in memory and stores them as one pack: an import of a whole catalogue would
    /// otherwise wait for the disk once for every file.
    fn make_many(
        &self,
        paths: &[RepoPath],
        message: &str,
        who: &Signature<'_>,
        key: &DeviceKey,
    ) -> Result<Option<Made>, Error> {
        let what = "storing many files";
        let second = super::trust::open(&self.folder)?;
        let odb = second.odb().doing(what)?;
        let memory = odb.add_new_mempack_backend(1_000).doing(what)?;
        let made = self.make(&second, paths, message, who, key)?;
        if made.is_some() {
            let mut pack = git2::Buf::new();
            memory.dump(&second, &mut pack).doing(what)?;
            let store = self.git.odb().doing(what)?;
            let mut writer = store.packwriter().doing(what)?;
            std::io::Write::write_all(&mut writer, &pack)?;
            writer.commit().doing(what)?;
            store.refresh().doing(what)?;
        }
        Ok(made)
    }

    /// Writes a file into the work tree so that it is never half there.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        crate::layout::check_path(path)?;
        super::worktree::write(&self.folder, path, bytes)
    }

    fn change(
        &self,
        git: &Repository,
        path: &RepoPath,
        base: Option<&Tree<'_>>,
        key: &DeviceKey,
    ) -> Result<Option<Change>, Error> {
        let known = base.and_then(|tree| object::blob_at(tree, path.as_str()));
        let found = self.read_work_file(path)?;
        if path.feed_of().is_some() {
            return self.feed_change(path, known, found, key);
        }
        let blob = match found {
            Some(bytes) if bytes.len() > LARGE => Some(self.git.blob(&bytes)),
            other => other.map(|bytes| git.blob(&bytes)),
        };
        let blob = blob.transpose().doing("recording a file")?;
        Ok((blob != known).then(|| Change { path: path.clone(), blob, whole: true }))
    }

    fn feed_change(
        &self,
        path: &RepoPath,
        known: Option<Oid>,
        found: Option<Vec<u8>>,
        key: &DeviceKey,
    ) -> Result<Option<Change>, Error> {
        let before = known.map(|id| object::read_blob(&self.git, id)).transpose()?;
        let found = found.unwrap_or_default();
        let end = found.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let lines = &found[..end];
        let before = before.unwrap_or_default();
        if lines == before {
            return Ok(None);
        }
        if path.feed_of() != Some(key.device()) {
            return Err(Error::ForeignFeed { path: path.to_string() });
        }
        if !lines.starts_with(&before) {
            return Err(Error::FeedRewritten { path: path.to_string() });
        }
        let blob = Some(self.git.blob(lines).doing("recording a feed")?);
        Ok(Some(Change { path: path.clone(), blob, whole: end == found.len() }))
    }

    /// A regular file of the work tree; none if nothing is there.
    fn read_work_file(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, Error> {
        let file = self.folder.join(path.as_str());
        let found = match fs::symlink_metadata(&file) {
            Err(error) if is_absent(&error) => return Ok(None),
            other => other?,
        };
        if found.is_dir() {
            return Ok(None);
        }
        if !found.is_file() || super::worktree::passes_a_link(&self.folder, path.as_str()) {
            return Err(PathError { path: path.to_string(), why: PathProblem::Outside }.into());
        }
        let limit = limit(path.as_str());
        if found.len() > limit {
            return Err(Error::TooLarge { path: path.to_string(), size: found.len(), limit });
        }
        Ok(Some(fs::read(&file)?))
    }

    /// Moves `main` on, if it still is where it was.
    pub(crate) fn advance(&self, from: Option<Oid>, to: Oid, why: &str) -> Result<(), Error> {
        let moved = match from {
            Some(from) => self.git.reference_matching(MAIN, to, true, from, why),
            None => self.git.reference(MAIN, to, false, why),
        };
        match moved {
            Ok(_) => Ok(()),
            Err(error) if error.code() == ErrorCode::Locked => {
                Err(Error::Locked { file: self.folder.join(".git").join(format!("{MAIN}.lock")) })
            }
            Err(error) if error.code() == ErrorCode::Exists => Err(Error::Moved),
            Err(error) => Err(error).doing("moving the history on"),
        }
    }

    pub(crate) fn no_key(&self) -> Error {
        Error::NoKey { file: self.folder.join(DeviceKey::FILE) }
    }

    /// Refuses to begin what a lock would stop half-way.
    pub(crate) fn check_locks(&self) -> Result<(), Error> {
        match self.locks().into_iter().next() {
            Some(file) => Err(Error::Locked { file }),
            None => Ok(()),
        }
    }

    fn check_branch(&self) -> Result<(), Error> {
        let what = "reading which branch is checked out";
        let head = self.git.find_reference("HEAD").doing(what)?;
        let branch = match head.symbolic_target().doing(what)? {
            Some(branch) => branch.to_owned(),
            None => head.target().map(|id| id.to_string()).unwrap_or_default(),
        };
        if branch == MAIN { Ok(()) } else { Err(Error::NotOnMain { branch }) }
    }
}

fn update_tree(
    git: &Repository,
    base: Option<&Tree<'_>>,
    changes: &[Change],
) -> Result<Oid, Error> {
    let what = "recording the list of files";
    let base = match base {
        Some(tree) => tree.id(),
        None => git.treebuilder(None).and_then(|tree| tree.write()).doing(what)?,
    };
    // What goes first makes room: a folder may become a file, and a file a folder.
    let (come, gone) = changes.iter().partition::<Vec<_>, _>(|change| change.blob.is_some());
    let mut tree = base;
    for step in [gone, come].into_iter().filter(|step| !step.is_empty()) {
        let mut update = TreeUpdateBuilder::new();
        for change in step {
            match change.blob {
                Some(id) => update.upsert(change.path.as_str(), id, FileMode::Blob),
                None => update.remove(change.path.as_str()),
            };
        }
        let before = git.find_tree(tree).doing(what)?;
        tree = update.create_updated(git, &before).doing(what)?;
    }
    Ok(tree)
}

pub(crate) fn sign_commit(
    git: &Repository,
    key: &DeviceKey,
    who: &Signature<'_>,
    message: &str,
    tree: Oid,
    parents: &[&Commit<'_>],
) -> Result<Oid, Error> {
    let what = "making the commit";
    let tree = git.find_tree(tree).doing(what)?;
    let message = format!("{}\n", message.replace('\0', "").trim_end());
    let bytes = git.commit_create_buffer(who, who, &message, &tree, parents).doing(what)?;
    let text = bytes.as_str().doing(what)?;
    let signature = key.sign(Purpose::Commit, text.as_bytes())?;
    git.commit_signed(text, &signature, None).doing(what)
}

/// The locks of single refs: what an exchange notes lies in folders of its own.
fn locks_below(folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in folder.read_dir_utf8().into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => open.push(entry.into_path()),
                Ok(_) if entry.path().extension() == Some("lock") => found.push(entry.into_path()),
                _ => {}
            }
        }
    }
    found
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}
