//! A node's repository on this device: opening, making, and what is recorded in it.
//!
//! A [`Repo`] is one folder with a work tree that people edit and a `.git` beside it. It never runs
//! hooks, filters or programs that a configuration names.

pub(crate) mod commit;
mod devices;
mod history;
mod index;
mod others;
mod own_feed;
mod process;
mod repack;
mod settle;
pub(crate) mod trust;
pub(crate) mod worktree;

use std::cell::OnceCell;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use git2::{Commit, Oid, Repository, RepositoryInitOptions, Tree};

pub use commit::{Author, Committed, STALE};
pub use history::Version;
pub use index::{Pending, PendingKind};
pub use own_feed::OwnFeed;

use devices::finish_rotation;
pub use repack::WORTH;
pub use settle::Choice;

use crate::error::{Doing, Error};
use crate::key::DeviceKey;
use crate::layout::{PRIVATE, RepoPath, SIGNERS};
use crate::signers::{AllowedSigners, Signer};
use crate::{CommitId, NodeId, object};

/// The one branch that a node's own truth is on.
pub(crate) const MAIN: &str = "refs/heads/main";

/// What git must not see: everything that only this device knows, and the built site.
const IGNORE: &str = "/.stead/\n/public/\n";

/// Keeps everybody else from writing for a moment.
pub trait Exclusion: Send + Sync {
    /// Runs this, once, while nobody else writes into the node's folder.
    fn run(&self, act: &mut dyn FnMut());
}

/// A node's repository.
pub struct Repo {
    git: Repository,
    folder: Utf8PathBuf,
    key: Option<DeviceKey>,
    alone: Option<Arc<dyn Exclusion>>,
    /// Found once: it takes a walk through the whole history, and never changes.
    node: OnceCell<NodeId>,
}

impl std::fmt::Debug for Repo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repo").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Repo {
    /// Makes a new node in a folder: repository, device key, list of keys, and the first signed
    /// commit, whose name is the node's identity for ever.
    ///
    /// The folder may exist and hold files; a repository in it is an error.
    pub fn init(
        folder: &Utf8Path,
        key: DeviceKey,
        files: &[(RepoPath, Vec<u8>)],
        author: &Author,
        at: catalog::event::Wall,
    ) -> Result<(Self, CommitId), Error> {
        if folder.join(".git").exists() {
            return Err(Error::AlreadyNode { folder: folder.to_owned() });
        }
        process::set_up();
        fs::create_dir_all(folder)?;
        let git = Repository::init_opts(folder, &init_options()).doing("making the repository")?;
        configure(&git)?;
        let mut signers = AllowedSigners::default();
        signers.add(Signer::new(key.device(), key.public()));
        key.save(&folder.join(DeviceKey::FILE))?;
        let repo = Self {
            git,
            folder: folder.to_owned(),
            key: Some(key),
            alone: None,
            node: OnceCell::new(),
        };
        let own = [(SIGNERS, signers.to_string()), (".gitignore", IGNORE.to_owned())];
        let mut paths = Vec::new();
        for (path, text) in own {
            paths.push(path.parse()?);
            repo.write(path, text.as_bytes())?;
        }
        for (path, bytes) in files {
            repo.write(path.as_str(), bytes)?;
            paths.push(path.clone());
        }
        let committed = repo.commit(&paths, "node: begin", author, at)?;
        let id = committed.map(|done| done.id);
        id.map(|id| (repo, id)).ok_or_else(|| Error::NoHistory { folder: folder.to_owned() })
    }

    /// Opens a node's repository, whoever owns the folder: naming it is what makes it trusted, and
    /// nothing in it is ever executed.
    pub fn open(folder: &Utf8Path) -> Result<Self, Error> {
        if !folder.join(".git").exists() {
            return Err(Error::NoNode { folder: folder.to_owned() });
        }
        finish_rotation(folder)?;
        let git = trust::open(folder)?;
        let file = folder.join(DeviceKey::FILE);
        let key = if file.exists() { Some(DeviceKey::load(&file)?) } else { None };
        configure(&git)?;
        let repo = Self { git, folder: folder.to_owned(), key, alone: None, node: OnceCell::new() };
        match repo.finish_move() {
            // Who may remove what a power cut left finishes it: see `remove_stale_locks`.
            Ok(()) | Err(Error::Locked { .. }) => Ok(repo),
            Err(error) => Err(error),
        }
    }

    /// Makes an empty repository that a clone or a stick will fill, for a new device of a node.
    pub(crate) fn empty(folder: &Utf8Path, key: Option<&DeviceKey>) -> Result<Self, Error> {
        if folder.join(".git").exists() {
            return Err(Error::AlreadyNode { folder: folder.to_owned() });
        }
        process::set_up();
        fs::create_dir_all(folder)?;
        let git = Repository::init_opts(folder, &init_options()).doing("making the repository")?;
        configure(&git)?;
        if let Some(key) = key {
            key.save(&folder.join(DeviceKey::FILE))?;
        }
        Ok(Self {
            git,
            folder: folder.to_owned(),
            key: key.cloned(),
            alone: None,
            node: OnceCell::new(),
        })
    }

    /// The folder of the work tree.
    pub fn folder(&self) -> &Utf8Path {
        &self.folder
    }

    /// This device's key. A copy made by `git clone` has none: it reads and checks.
    pub fn key(&self) -> Option<&DeviceKey> {
        self.key.as_ref()
    }

    /// The newest commit of the node's own truth.
    pub fn head(&self) -> Result<CommitId, Error> {
        self.main()?
            .map(CommitId::from)
            .ok_or_else(|| Error::NoHistory { folder: self.folder.clone() })
    }

    /// When the newest commit of the node's own truth was made, by the clock of who made it.
    pub fn head_time(&self) -> Result<jiff::Timestamp, Error> {
        let commit = self.git.find_commit(self.head()?.oid()).doing("reading the newest commit")?;
        Ok(jiff::Timestamp::from_second(commit.time().seconds()).unwrap_or_default())
    }

    /// The node's identity: its first signed commit.
    pub fn node_id(&self) -> Result<NodeId, Error> {
        if let Some(node) = self.node.get() {
            return Ok(*node);
        }
        let node = first_of(&self.git, self.head()?.oid())?;
        Ok(*self.node.get_or_init(|| node))
    }

    /// The node's devices and their keys, as recorded.
    pub fn signers(&self) -> Result<AllowedSigners, Error> {
        match self.main()? {
            None => Ok(AllowedSigners::default()),
            Some(head) => object::signers_of(&self.git, &self.tree(head)?),
        }
    }

    /// A file as recorded in a commit.
    pub fn read(&self, commit: CommitId, path: &str) -> Result<Option<Vec<u8>>, Error> {
        object::read_at(&self.git, &self.tree(commit.oid())?, path)
    }

    /// How many commits lead to this one, itself included.
    pub fn count(&self, commit: CommitId) -> Result<usize, Error> {
        let mut walk = self.git.revwalk().doing("reading the history")?;
        walk.push(commit.oid()).doing("reading the history")?;
        Ok(walk.count())
    }

    /// Git's own handle, for what outlives this one.
    pub(crate) fn into_git(self) -> Repository {
        self.git
    }

    /// Names what has to stand still while the work tree changes: a desk that appends to a feed.
    pub fn with_exclusion(mut self, alone: Arc<dyn Exclusion>) -> Self {
        self.alone = Some(alone);
        self
    }

    pub(crate) fn alone<T>(&self, act: impl FnOnce() -> T) -> Option<T> {
        let Some(alone) = &self.alone else { return Some(act()) };
        let (mut act, mut result) = (Some(act), None);
        alone.run(&mut || result = act.take().map(|act| act()));
        result
    }

    pub(crate) fn git(&self) -> &Repository {
        &self.git
    }

    pub(crate) fn main(&self) -> Result<Option<Oid>, Error> {
        find_ref(&self.git, MAIN)
    }

    pub(crate) fn find(&self, id: Oid) -> Result<Commit<'_>, Error> {
        self.git.find_commit(id).doing("reading a commit")
    }

    pub(crate) fn tree(&self, commit: Oid) -> Result<Tree<'_>, Error> {
        self.find(commit)?.tree().doing("reading a commit")
    }

    /// A folder of this device for what is thrown away.
    pub(crate) fn scratch(&self) -> Result<Utf8PathBuf, Error> {
        let folder = self.private("tmp");
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    pub(crate) fn private(&self, name: &str) -> Utf8PathBuf {
        self.folder.join(PRIVATE).join(name)
    }
}

/// Where a ref points; none if there is no such ref.
pub(crate) fn find_ref(git: &Repository, name: &str) -> Result<Option<Oid>, Error> {
    match git.refname_to_id(name) {
        Ok(id) => Ok(Some(id)),
        Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error).doing("reading where the history ends"),
    }
}

/// The first commit of a history, following first parents.
pub(crate) fn first_of(git: &Repository, head: Oid) -> Result<NodeId, Error> {
    let mut walk = git.revwalk().doing("reading the history")?;
    walk.push(head).doing("reading the history")?;
    walk.simplify_first_parent().doing("reading the history")?;
    let last = walk.last().transpose().doing("reading the history")?;
    Ok(NodeId::new(last.unwrap_or(head)))
}

fn init_options() -> RepositoryInitOptions {
    let mut options = RepositoryInitOptions::new();
    // No template: what somebody keeps in theirs (hooks) is not ours to copy.
    options.initial_head("main").no_reinit(true).external_template(false);
    options
}

/// Settings that every copy of a node needs. Durability first: by default neither git nor libgit2
/// survives a power cut. `core.fsync` is for git; libgit2 is told when it is set up.
fn configure(git: &Repository) -> Result<(), Error> {
    const DONE: &str = "commonstead.settings";
    const VERSION: &str = "2";
    const SETTINGS: [(&str, &str); 13] = [
        ("core.fsync", "all"),
        ("core.fileMode", "false"),
        ("core.symlinks", "false"),
        ("core.autocrlf", "false"),
        ("core.safecrlf", "false"),
        ("core.protectHFS", "true"),
        ("core.protectNTFS", "true"),
        ("gc.auto", "0"),
        ("receive.denyNonFastForwards", "true"),
        ("receive.denyDeletes", "true"),
        ("gpg.format", "ssh"),
        ("gpg.ssh.allowedSignersFile", SIGNERS),
        (DONE, VERSION),
    ];
    let what = "reading the repository's settings";
    let config = git.config().doing(what)?;
    if config.get_string(DONE).is_ok_and(|done| done == VERSION) {
        return Ok(());
    }
    let mut local = config.open_level(git2::ConfigLevel::Local).doing(what)?;
    // What the first version set: libgit2 is told in code now, and git warned of it.
    match local.remove("core.fsyncobjectfiles") {
        Err(error) if error.code() != git2::ErrorCode::NotFound => Err(error).doing(what)?,
        _ => {}
    }
    SETTINGS.iter().try_for_each(|(name, value)| local.set_str(name, value)).doing(what)
}
