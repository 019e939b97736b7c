//! Merging folders: what only one side changed is taken, the rest goes to the merge of its kind.

use std::collections::BTreeSet;

use git2::{Oid, Repository};

use super::conflict::{Conflict, Difference};
use super::{document, keys, text};
use crate::error::{Doing, Error};
use crate::layout::{self, SIGNERS};
use crate::object::{FILE, FOLDER, read_blob};
use crate::tree::{Entries, entries, join};
use crate::verify::new_commits;
use crate::{CommitId, feed};

const WHAT: &str = super::WHAT;

/// One of the two commits, in the order of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    A,
    B,
}

/// One merge under way.
pub(super) struct Job<'g> {
    git: &'g Repository,
    sides: (Oid, Oid),
    /// Whether conflicts are for people; those between bases were settled in both histories.
    record: bool,
    /// What people have to settle.
    pub conflicts: Vec<Conflict>,
}

type Entry = Option<(Oid, i32)>;

impl<'g> Job<'g> {
    pub(super) fn new(git: &'g Repository, sides: (Oid, Oid), record: bool) -> Self {
        Self { git, sides, record, conflicts: Vec::new() }
    }

    /// Merges whole trees.
    pub(super) fn merge(&mut self, base: Option<Oid>, a: Oid, b: Oid) -> Result<Oid, Error> {
        let merged = self.folders("", (base, Some(a), Some(b)))?;
        match merged {
            Some(tree) => Ok(tree),
            None => self.git.treebuilder(None).and_then(|tree| tree.write()).doing(WHAT),
        }
    }

    fn folders(
        &mut self,
        prefix: &str,
        (base, a, b): (Option<Oid>, Option<Oid>, Option<Oid>),
    ) -> Result<Option<Oid>, Error> {
        let (base, a, b) = (self.list(base, prefix)?, self.list(a, prefix)?, self.list(b, prefix)?);
        let names: BTreeSet<_> = base.keys().chain(a.keys()).chain(b.keys()).cloned().collect();
        let mut builder = self.git.treebuilder(None).doing(WHAT)?;
        for name in names {
            let of = |list: &Entries| list.get(&name).copied();
            let path = join(prefix, &name);
            if let Some((id, mode)) = self.entry(&path, (of(&base), of(&a), of(&b)))? {
                builder.insert(&name, id, mode).doing(WHAT)?;
            }
        }
        if builder.is_empty() { Ok(None) } else { builder.write().map(Some).doing(WHAT) }
    }

    /// Names were checked on receipt; one that slipped in before cannot be merged.
    fn list(&self, tree: Option<Oid>, prefix: &str) -> Result<Entries, Error> {
        entries(self.git, tree, prefix).map_err(|fault| {
            let source = git2::Error::from_str(&fault.to_string());
            Error::Git { doing: WHAT, source }
        })
    }

    fn entry(&mut self, path: &str, (base, a, b): (Entry, Entry, Entry)) -> Result<Entry, Error> {
        if a == b || base == b {
            return Ok(a);
        }
        if base == a {
            return Ok(b);
        }
        let is_folder = |side: Entry| side.is_none_or(|(_, mode)| mode == FOLDER);
        if is_folder(a) && is_folder(b) {
            let id = |side: Entry| side.filter(|s| s.1 == FOLDER).map(|s| s.0);
            let merged = self.folders(path, (id(base), id(a), id(b)))?;
            return Ok(merged.map(|id| (id, FOLDER)));
        }
        self.files(path, (base, a, b))
    }

    fn files(&mut self, path: &str, (base, a, b): (Entry, Entry, Entry)) -> Result<Entry, Error> {
        let is_file = |side: Entry| side.is_none_or(|(_, mode)| mode != FOLDER);
        if !is_file(a) || !is_file(b) {
            return self.one_of(path, (a, b));
        }
        let bytes = |side: Entry| -> Result<Option<Vec<u8>>, Error> {
            side.filter(|s| s.1 != FOLDER).map(|(id, _)| read_blob(self.git, id)).transpose()
        };
        let (base, a_bytes, b_bytes) = (bytes(base)?, bytes(a)?, bytes(b)?);
        let merged = match (a_bytes, b_bytes) {
            (Some(a), Some(b)) => self.contents(path, base.as_deref(), &a, &b)?,
            // Gone on one side, changed on the other: nothing that somebody worked on goes away.
            (Some(kept), None) => self.kept(path, Side::A, base.as_deref(), kept)?,
            (None, Some(kept)) => self.kept(path, Side::B, base.as_deref(), kept)?,
            (None, None) => return Ok(None),
        };
        let blob = self.git.blob(&merged).doing(WHAT)?;
        Ok(Some((blob, FILE)))
    }

    fn contents(
        &mut self,
        path: &str,
        base: Option<&[u8]>,
        a: &[u8],
        b: &[u8],
    ) -> Result<Vec<u8>, Error> {
        if layout::is_feed(path) {
            return Ok(feed::union(a, b));
        }
        if path == SIGNERS
            && let Some(merged) = keys::merge(base, a, b)
        {
            return Ok(merged);
        }
        let later = self.later(path)?;
        let (kept, other) = match later.side {
            Side::A => (a, b),
            Side::B => (b, a),
        };
        let (merged, differences) = merge_contents(path, base, kept, other);
        self.note(path, &later, differences);
        Ok(merged)
    }

    /// A file against a folder of the same name: the later one stands.
    fn one_of(&mut self, path: &str, (a, b): (Entry, Entry)) -> Result<Entry, Error> {
        let later = self.later(path)?;
        self.note(path, &later, vec![Difference::file()]);
        Ok(if later.side == Side::A { a } else { b })
    }

    fn kept(
        &mut self,
        path: &str,
        side: Side,
        base: Option<&[u8]>,
        kept: Vec<u8>,
    ) -> Result<Vec<u8>, Error> {
        let mut later = self.later(path)?;
        if later.side != side {
            later = Later { side, kept: later.other, other: later.kept };
        }
        let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(str::to_owned);
        let difference =
            Difference { base: base.and_then(text), kept: text(&kept), ..Difference::file() };
        self.note(path, &later, vec![difference]);
        Ok(kept)
    }

    fn note(&mut self, path: &str, later: &Later, differences: Vec<Difference>) {
        if self.record && !differences.is_empty() {
            let (kept, other) = (CommitId::from(later.kept), CommitId::from(later.other));
            self.conflicts.push(Conflict { path: path.to_owned(), kept, other, differences });
        }
    }

    /// Which side changed a path last. Not by the heads: an old edit under a new, unrelated commit is
    /// still the older one. The commit's name decides between equal times.
    fn later(&self, path: &str) -> Result<Later, Error> {
        let a = self.last_change(path, self.sides.0, self.sides.1)?;
        let b = self.last_change(path, self.sides.1, self.sides.0)?;
        Ok(if a > b {
            Later { side: Side::A, kept: a.1, other: b.1 }
        } else {
            Later { side: Side::B, kept: b.1, other: a.1 }
        })
    }

    fn last_change(&self, path: &str, side: Oid, other: Oid) -> Result<(i64, Oid), Error> {
        let at = |tree: git2::Tree<'_>| {
            tree.get_path(std::path::Path::new(path)).ok().map(|entry| entry.id())
        };
        let mut latest = None;
        for id in new_commits(self.git, side, &[other])? {
            let commit = self.git.find_commit(id).doing(WHAT)?;
            let now = at(commit.tree().doing(WHAT)?);
            let mut same = false;
            for parent in commit.parents() {
                same |= at(parent.tree().doing(WHAT)?) == now;
            }
            if !same {
                latest = latest.max(Some((commit.time().seconds(), id)));
            }
        }
        // Two bases may differ without a commit of their own between them.
        let head = self.git.find_commit(side).doing(WHAT)?;
        Ok(latest.unwrap_or((head.time().seconds(), side)))
    }
}

/// Which side stands, and the commits that changed the path last on either.
struct Later {
    side: Side,
    kept: Oid,
    other: Oid,
}

/// Merges two versions of a file, of which `kept` is the later: as a document if it is one, else as
/// text, else as a whole.
pub(crate) fn merge_contents(
    path: &str,
    base: Option<&[u8]>,
    kept: &[u8],
    other: &[u8],
) -> (Vec<u8>, Vec<Difference>) {
    let text = |bytes| std::str::from_utf8(bytes).ok();
    let base = base.unwrap_or_default();
    if let (Some(base), Some(kept), Some(other)) = (text(base), text(kept), text(other)) {
        let merged = document::merge(path, base, kept, other);
        let merged = merged.or_else(|| text::merge(base, kept, other));
        if let Some((merged, differences)) = merged {
            return (merged.into_bytes(), differences);
        }
    }
    (kept.to_vec(), vec![Difference::file()])
}
