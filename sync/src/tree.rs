//! What differs between two trees, with every new name and kind checked on the way.
//!
//! libgit2 and git accept trees whose names leave the folder, collide on other file systems or hide
//! links. Nothing that was received is looked at in any other way before it came through here.

use std::collections::BTreeMap;

use git2::{Oid, Repository};

use crate::layout::{self, MAX_DEPTH};
use crate::object::{EXECUTABLE, FILE, FOLDER};
use crate::verify::Fault;

/// The entries of a tree by name.
pub(crate) type Entries = BTreeMap<String, (Oid, i32)>;

/// A file that differs between two trees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Changed {
    pub path: String,
    pub old: Option<Oid>,
    pub new: Option<Oid>,
}

/// The entries of a tree; none for no tree. Names and kinds are checked.
pub(crate) fn entries(git: &Repository, tree: Option<Oid>, prefix: &str) -> Result<Entries, Fault> {
    let Some(tree) = tree else { return Ok(Entries::new()) };
    let tree = git.find_tree(tree).map_err(|_| Fault::Missing { what: prefix.to_owned() })?;
    let mut found = Entries::new();
    let mut folded = std::collections::BTreeSet::new();
    for entry in &tree {
        let shown = || join(prefix, &String::from_utf8_lossy(entry.name_bytes()));
        let odd = |why| Fault::OddPath { path: shown().escape_debug().to_string(), why };
        let name = std::str::from_utf8(entry.name_bytes())
            .map_err(|_| odd(layout::PathProblem::NotText))?;
        layout::check_name(name).map_err(odd)?;
        match entry.filemode_raw() {
            FILE | EXECUTABLE | FOLDER => {}
            0o120_000 => return Err(Fault::Link { path: shown() }),
            _ => return Err(Fault::Kind { path: shown() }),
        }
        // One name for `README` and `readme`: half of the drives cannot hold both.
        if !folded.insert(name.to_lowercase()) {
            return Err(Fault::Collision { path: shown() });
        }
        found.insert(name.to_owned(), (entry.id(), entry.filemode_raw()));
    }
    Ok(found)
}

/// The files that differ, by path. Equal folders are not opened.
pub(crate) fn changes(
    git: &Repository,
    old: Option<Oid>,
    new: Option<Oid>,
) -> Result<Vec<Changed>, Fault> {
    let mut found = Vec::new();
    compare(git, "", (old, new), &mut found)?;
    Ok(found)
}

/// The files that differ under one top folder.
pub(crate) fn changes_in(
    git: &Repository,
    folder: &str,
    old: Option<Oid>,
    new: Option<Oid>,
) -> Result<Vec<Changed>, Fault> {
    let sub = |tree| -> Result<Option<Oid>, Fault> {
        let entry = entries(git, tree, "")?.remove(folder);
        Ok(entry.filter(|(_, mode)| *mode == FOLDER).map(|(id, _)| id))
    };
    let mut found = Vec::new();
    compare(git, folder, (sub(old)?, sub(new)?), &mut found)?;
    Ok(found)
}

fn compare(
    git: &Repository,
    prefix: &str,
    (old, new): (Option<Oid>, Option<Oid>),
    found: &mut Vec<Changed>,
) -> Result<(), Fault> {
    if old == new {
        return Ok(());
    }
    if prefix.split('/').count() >= MAX_DEPTH {
        let why = layout::PathProblem::TooDeep;
        return Err(Fault::OddPath { path: prefix.to_owned(), why });
    }
    if let Some(edited) = edited(git, (old, new)) {
        for (name, old, new) in edited {
            descend(git, &join(prefix, &name), Some(old), Some(new), found)?;
        }
        return Ok(());
    }
    let mut before = entries(git, old, prefix)?;
    for (name, new) in entries(git, new, prefix)? {
        let old = before.remove(&name);
        descend(git, &join(prefix, &name), old, Some(new), found)?;
    }
    for (name, old) in before {
        descend(git, &join(prefix, &name), Some(old), None, found)?;
    }
    Ok(())
}

/// A name with what it led to before and what it leads to now.
type Edited = (String, (Oid, i32), (Oid, i32));

/// The entries that differ between two trees of the very same names in the very same order: what most
/// commits are. The old tree's names were checked when it came, so there is nothing new to check but
/// kinds. None where anything else is different, or odd: then every name is looked at.
fn edited(git: &Repository, (old, new): (Option<Oid>, Option<Oid>)) -> Option<Vec<Edited>> {
    let (old, new) = (git.find_tree(old?).ok()?, git.find_tree(new?).ok()?);
    if old.len() != new.len() {
        return None;
    }
    let mut found = Vec::new();
    for (old, new) in old.iter().zip(new.iter()) {
        if old.name_bytes() != new.name_bytes() {
            return None;
        }
        let (before, now) = ((old.id(), old.filemode_raw()), (new.id(), new.filemode_raw()));
        if before != now {
            let name = std::str::from_utf8(new.name_bytes()).ok()?;
            if !matches!(now.1, FILE | EXECUTABLE | FOLDER) {
                return None;
            }
            found.push((name.to_owned(), before, now));
        }
    }
    Some(found)
}

/// A name may have been a file and be a folder now; each side goes its own way.
fn descend(
    git: &Repository,
    path: &str,
    old: Option<(Oid, i32)>,
    new: Option<(Oid, i32)>,
    found: &mut Vec<Changed>,
) -> Result<(), Fault> {
    let folder = |side: Option<(Oid, i32)>| side.filter(|s| s.1 == FOLDER).map(|s| s.0);
    let file = |side: Option<(Oid, i32)>| side.filter(|s| s.1 != FOLDER).map(|s| s.0);
    if file(old) != file(new) {
        found.push(Changed { path: path.to_owned(), old: file(old), new: file(new) });
    }
    compare(git, path, (folder(old), folder(new)), found)
}

/// `prefix/name`, or the name alone at the top.
pub(crate) fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") }
}
