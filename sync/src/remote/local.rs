//! Fetching from a repository in a folder.
//!
//! Not through libgit2's own transport: that one packs everything that any ref of the other side leads
//! to, whatever is asked for, which would copy what is none of our business.

use camino::Utf8Path;
use git2::{Oid, Repository, Revwalk, Sort};

use super::{Heads, Remote};
use crate::error::{Doing, Error};
use crate::repo::{Repo, trust};

const WHAT: &str = "fetching from a folder";

/// The repository in the folder that a remote's address names.
pub(super) fn open(remote: &Remote) -> Result<Repository, Error> {
    let path = remote.url.strip_prefix("file://").unwrap_or(&remote.url);
    let path = Utf8Path::new(path);
    let unreachable = |source| Error::Unreachable { name: remote.name.clone(), source };
    if !path.is_dir() {
        return Err(unreachable(git2::Error::from_str(&format!("there is no folder `{path}`"))));
    }
    trust::open(path).map_err(|error| match error {
        Error::Git { source, .. } => unreachable(source),
        other => other,
    })
}

impl Repo {
    /// What the other side has, brought here under `refs/incoming/<name>/`.
    pub(super) fn fetch_local(&self, remote: &Remote, other: &Repository) -> Result<Heads, Error> {
        let followed = self.following()?;
        let mut heads = Heads::default();
        for reference in other.references().doing(WHAT)?.flatten() {
            if let (Ok(name), Some(id)) = (reference.name(), reference.target()) {
                heads.note(name, id, &followed);
            }
        }
        let wanted: Vec<Oid> =
            heads.main.into_iter().chain(heads.nodes.iter().map(|(_, id)| *id)).collect();
        self.copy_history(other, &wanted)?;
        for (id, name) in heads.incoming(&remote.name) {
            self.set_ref(&name, id)?;
        }
        Ok(heads)
    }

    /// Copies what leads to these commits and is not here yet.
    fn copy_history(&self, other: &Repository, wanted: &[Oid]) -> Result<(), Error> {
        let (from, to) = (other.odb().doing(WHAT)?, self.git().odb().doing(WHAT)?);
        let mut missing = wanted.iter().filter(|&&id| !to.exists(id)).peekable();
        if missing.peek().is_none() {
            return Ok(());
        }
        let mut walk = other.revwalk().doing(WHAT)?;
        walk.set_sorting(Sort::TOPOLOGICAL).doing(WHAT)?;
        missing.try_for_each(|&id| walk.push(id)).doing(WHAT)?;
        for reference in self.git().references().doing(WHAT)?.flatten() {
            // Only what a checked ref leads to is known to be whole here.
            let known = reference.target().filter(|&id| from.exists(id));
            let whole = reference.name().is_ok_and(|name| !name.starts_with("refs/stead/"));
            if let Some(id) = known.filter(|&id| whole && other.find_commit(id).is_ok()) {
                walk.hide(id).doing(WHAT)?;
            }
        }
        self.copy_walk(other, &mut walk)
    }

    /// Copies everything that leads to these commits, whatever is here.
    pub(super) fn copy_whole(&self, other: &Repository, heads: &[Oid]) -> Result<(), Error> {
        let mut walk = other.revwalk().doing(WHAT)?;
        walk.set_sorting(Sort::TOPOLOGICAL).doing(WHAT)?;
        heads.iter().try_for_each(|&id| walk.push(id)).doing(WHAT)?;
        self.copy_walk(other, &mut walk)
    }

    fn copy_walk(&self, other: &Repository, walk: &mut Revwalk<'_>) -> Result<(), Error> {
        let to = self.git().odb().doing(WHAT)?;
        let mut builder = other.packbuilder().doing(WHAT)?;
        builder.set_threads(1);
        builder.insert_walk(walk).doing(WHAT)?;
        let mut writer = to.packwriter().doing(WHAT)?;
        let mut failed = None;
        let packed = builder.foreach(|bytes| {
            let written = std::io::Write::write_all(&mut writer, bytes);
            failed = written.err();
            failed.is_none()
        });
        if let Some(error) = failed {
            return Err(error.into());
        }
        packed.doing(WHAT)?;
        writer.commit().doing(WHAT)?;
        drop(writer);
        to.refresh().doing(WHAT)
    }
}
