//! Fetching from a repository in a folder.
//!
//! Not through libgit2's own transport: that one packs everything that any ref of the other side leads
//! to, whatever is asked for, which would copy what is none of our business.

use camino::Utf8Path;
use git2::{Oid, Repository};

use super::{Heads, Remote};
use crate::error::{Doing, Error};
use crate::pack::Packed;
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
        let missing: Vec<_> = missing.copied().collect();
        let mut known = Vec::new();
        for reference in self.git().references().doing(WHAT)?.flatten() {
            // Only what a checked ref leads to is known to be whole here.
            let there = reference.target().filter(|&id| from.exists(id));
            let whole = reference.name().is_ok_and(|name| !name.starts_with("refs/stead/"));
            known.extend(there.filter(|&id| whole && other.find_commit(id).is_ok()));
        }
        self.copy(other, &missing, &known)
    }

    /// Copies everything that leads to these commits, whatever is here.
    pub(super) fn copy_whole(&self, other: &Repository, heads: &[Oid]) -> Result<(), Error> {
        self.copy(other, heads, &[])
    }

    fn copy(&self, other: &Repository, wanted: &[Oid], known: &[Oid]) -> Result<(), Error> {
        let to = self.git().odb().doing(WHAT)?;
        let mut writer = to.packwriter().doing(WHAT)?;
        Packed { wanted, known, thin: true }.write(other, &mut writer)?;
        writer.commit().doing(WHAT)?;
        drop(writer);
        to.refresh().doing(WHAT)
    }
}
