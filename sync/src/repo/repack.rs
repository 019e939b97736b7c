//! Putting loose objects into one pack. Every commit leaves several small files; a year of them costs a
//! card hundreds of megabytes in half-empty blocks.
//!
//! It may run beside everything else: a file goes only when its object is in a flushed pack, and what
//! nothing refers to (a commit that is being made) stays where it is.

use std::collections::{BTreeMap, BTreeSet};

use fs_err as fs;
use git2::{ObjectType, Oid};

use super::Repo;
use crate::error::{Doing, Error};
use crate::private::PRIVATE_REF;

const WHAT: &str = "putting the history into one pack";
/// So many loose objects are worth a pack.
pub const WORTH: usize = 2_000;

impl Repo {
    /// How many loose objects there are, roughly: from one of the 256 folders that they are spread over.
    pub fn loose_objects(&self) -> usize {
        let folder = self.folder().join(".git/objects/17");
        fs::read_dir(folder).map_or(0, Iterator::count) * 256
    }

    /// Packs the loose objects that the history refers to, and removes their files once the pack is
    /// flushed. Gives back how many.
    pub fn repack(&self) -> Result<usize, Error> {
        let loose = self.loose();
        if loose.is_empty() {
            return Ok(0);
        }
        let git = self.git();
        let (mut wanted, mut open) = (BTreeMap::new(), Vec::new());
        for reference in git.references().doing(WHAT)?.flatten() {
            // The private box is replaced, not kept.
            if reference.name().is_ok_and(|name| name == PRIVATE_REF) {
                continue;
            }
            let tag = reference.target().filter(|id| loose.contains(id));
            wanted.extend(tag.map(|id| (id, String::new())));
            open.extend(reference.peel(ObjectType::Commit).map(|commit| commit.id()));
        }
        // A commit that is in a pack came with everything that it leads to.
        while let Some(id) = open.pop() {
            let is_tag = git.find_commit(id).is_err();
            if is_tag || !loose.contains(&id) {
                continue;
            }
            let commit = self.find(id)?;
            let is_new = wanted.insert(id, String::new()).is_none()
                || !wanted.contains_key(&commit.tree_id());
            if is_new {
                self.collect_tree(commit.tree_id(), "", &loose, &mut wanted)?;
                open.extend(commit.parent_ids());
            }
        }
        if wanted.is_empty() {
            return Ok(0);
        }
        let mut builder = git.packbuilder().doing(WHAT)?;
        builder.set_threads(1);
        for (&id, name) in &wanted {
            builder.insert_object(id, Some(name)).doing(WHAT)?;
        }
        let folder = self.folder().join(".git/objects/pack");
        fs::create_dir_all(&folder)?;
        builder.write(folder.as_std_path(), 0).doing(WHAT)?;
        super::worktree::sync_folder(&folder);
        git.odb().and_then(|odb| odb.refresh()).doing(WHAT)?;
        for id in wanted.keys() {
            drop(fs::remove_file(self.loose_file(*id)));
        }
        Ok(wanted.len())
    }

    /// A tree's loose objects, with their names: versions of one file are stored as differences.
    fn collect_tree(
        &self,
        id: Oid,
        name: &str,
        loose: &BTreeSet<Oid>,
        wanted: &mut BTreeMap<Oid, String>,
    ) -> Result<(), Error> {
        if !loose.contains(&id) || wanted.contains_key(&id) {
            return Ok(());
        }
        wanted.insert(id, name.to_owned());
        let tree = self.git().find_tree(id).doing(WHAT)?;
        for entry in &tree {
            let name = entry.name().unwrap_or_default();
            match entry.kind() {
                Some(ObjectType::Tree) => self.collect_tree(entry.id(), name, loose, wanted)?,
                Some(ObjectType::Blob) if loose.contains(&entry.id()) => {
                    wanted.entry(entry.id()).or_insert_with(|| name.to_owned());
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(crate) fn loose(&self) -> BTreeSet<Oid> {
        let objects = self.folder().join(".git/objects");
        let mut found = BTreeSet::new();
        for first in 0..=255_u8 {
            let prefix = format!("{first:02x}");
            let Ok(entries) = fs::read_dir(objects.join(&prefix)) else { continue };
            for entry in entries.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let whole = (name.len() == 38).then(|| Oid::from_str(&format!("{prefix}{name}")));
                found.extend(whole.and_then(Result::ok));
            }
        }
        found
    }

    pub(crate) fn loose_file(&self, id: Oid) -> camino::Utf8PathBuf {
        let hex = id.to_string();
        let (folder, name) = hex.split_at(2);
        self.folder().join(".git/objects").join(folder).join(name)
    }
}
