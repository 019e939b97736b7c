//! What two devices of one node did apart, brought together by a pure function of the two commits.
//!
//! Both devices compute the same tree and the same commit, with the same name, so that one exchange
//! ends the matter. Nothing is dropped: feeds are unions, documents merge key by key and text by
//! three-way merge, and where two people changed the same thing the later one stands while the other
//! is kept in full in a record under `conflicts/` until a steward settles it.
//!
//! The rule's number is in the commit's message. A change to anything here that changes a result
//! needs a new number and the old code beside it, or old merges stop verifying.

mod conflict;
mod document;
mod folder;
mod keys;
mod settle;
mod text;

use catalog::ids::{DeviceId, EventId};
use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid, Repository, Signature, Time};

pub use conflict::{Conflict, Difference};
pub(crate) use folder::merge_contents;
pub(crate) use settle::other_side;

use crate::error::{Doing, Error};
use crate::tree::changes_in;
use crate::{feed, layout, object};

/// What a merge gives.
#[derive(Debug)]
pub(crate) struct Merged {
    /// The merge commit.
    pub id: Oid,
    /// Events of one id with two contents: a device was cloned.
    pub forks: Vec<EventId>,
}

const WHAT: &str = "merging what two devices recorded";
const MESSAGE: &str = "Merge what two devices recorded apart\n\nMerge-Rule: 1\n";
/// Criss-cross histories merge their bases first; real ones are never deeper than a few.
const MAX_CRISSCROSS: usize = 6;

/// Merges two commits, whichever is named first.
pub(crate) fn merge(git: &Repository, a: Oid, b: Oid) -> Result<Merged, Error> {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let base = base_tree(git, a, b, 0)?;
    let trees = (tree_of(git, a)?, tree_of(git, b)?);
    let mut job = folder::Job::new(git, (a, b), true);
    let tree = job.merge(base, trees.0, trees.1)?;
    let tree = with_records(git, tree, &job.conflicts)?;
    let forks = forks(git, base, trees)?;
    let id = write_commit(git, tree, a, b)?;
    Ok(Merged { id, forks })
}

fn tree_of(git: &Repository, commit: Oid) -> Result<Oid, Error> {
    Ok(git.find_commit(commit).doing(WHAT)?.tree_id())
}

/// The tree that both sides started from. Where histories criss-cross there are several starts; those
/// are merged first, in the order of their names.
fn base_tree(git: &Repository, a: Oid, b: Oid, depth: usize) -> Result<Option<Oid>, Error> {
    let bases = match git.merge_bases(a, b) {
        Ok(found) => found,
        Err(error) if error.code() == git2::ErrorCode::NotFound => return Ok(None),
        Err(error) => return Err(error).doing(WHAT),
    };
    let mut bases: Vec<Oid> = bases.iter().copied().collect();
    bases.sort();
    let Some((&first, rest)) = bases.split_first() else { return Ok(None) };
    let mut tree = tree_of(git, first)?;
    if depth >= MAX_CRISSCROSS {
        return Ok(Some(tree));
    }
    for &next in rest {
        let below = base_tree(git, first, next, depth + 1)?;
        let mut job = folder::Job::new(git, (first, next), false);
        tree = job.merge(below, tree, tree_of(git, next)?)?;
    }
    Ok(Some(tree))
}

fn with_records(git: &Repository, tree: Oid, conflicts: &[Conflict]) -> Result<Oid, Error> {
    if conflicts.is_empty() {
        return Ok(tree);
    }
    let mut update = TreeUpdateBuilder::new();
    for conflict in conflicts {
        let blob = git.blob(conflict.to_toml().as_bytes()).doing(WHAT)?;
        update.upsert(conflict.file(), blob, FileMode::Blob);
    }
    let base = git.find_tree(tree).doing(WHAT)?;
    update.create_updated(git, &base).doing(WHAT)
}

/// The commit carries nobody's name and the later of the two times, so that it is the same everywhere.
fn write_commit(git: &Repository, tree: Oid, a: Oid, b: Oid) -> Result<Oid, Error> {
    let (a, b) = (git.find_commit(a).doing(WHAT)?, git.find_commit(b).doing(WHAT)?);
    let time = Time::new(a.time().seconds().max(b.time().seconds()), 0);
    let who = Signature::new("Commonstead", "merge@commonstead.invalid", &time).doing(WHAT)?;
    let tree = git.find_tree(tree).doing(WHAT)?;
    let bytes = git.commit_create_buffer(&who, &who, MESSAGE, &tree, &[&a, &b]).doing(WHAT)?;
    git.odb().and_then(|odb| odb.write(ObjectType::Commit, &bytes)).doing(WHAT)
}

/// Events that both sides wrote under one id with different contents.
fn forks(git: &Repository, base: Option<Oid>, sides: (Oid, Oid)) -> Result<Vec<EventId>, Error> {
    let (a, b) = (new_lines(git, base, sides.0)?, new_lines(git, base, sides.1)?);
    let differs = |(id, line): (&EventId, &Vec<u8>)| {
        b.get(id).is_some_and(|other| other != line).then_some(*id)
    };
    Ok(a.iter().filter_map(differs).collect())
}

type Lines = std::collections::BTreeMap<EventId, Vec<u8>>;

fn new_lines(git: &Repository, base: Option<Oid>, side: Oid) -> Result<Lines, Error> {
    let mut found = Lines::new();
    for change in changes_in(git, "feeds", base, Some(side)).unwrap_or_default() {
        let device: Option<DeviceId> = layout::feed_device(&change.path);
        let (Some(_), Some(new)) = (device, change.new) else { continue };
        let bytes = object::read_blob(git, new)?;
        for line in feed::lines(&bytes) {
            found.extend(feed::link(line).map(|link| (link.id, line.to_vec())));
        }
    }
    Ok(found)
}
