//! Which files of this device's own feed have grown, without a walk through everything else: a kiosk
//! commits a batch every few seconds, and its catalogue may have a hundred thousand files.

use std::collections::BTreeMap;

use camino::Utf8Path;
use fs_err as fs;

use super::{Author, Committed, Repo};
use crate::error::{Doing, Error};
use crate::layout::{RepoPath, feed_device};
use crate::object;
use catalog::event::Wall;

/// How large each file of the feed was when it was last recorded. Kept by who commits again and again;
/// an empty one is filled by looking at what is recorded.
#[derive(Debug, Clone, Default)]
pub struct OwnFeed(BTreeMap<RepoPath, u64>);

impl Repo {
    /// Records what this device's feed has gained, and leaves git's list of files for
    /// [`Repo::catch_up`]: in a large node that list takes longer to write than everything else.
    pub fn commit_own_feed(
        &self,
        seen: &mut OwnFeed,
        message: &str,
        author: &Author,
        at: Wall,
    ) -> Result<Option<Committed>, Error> {
        let now = self.own_feed()?;
        let mut grown = Vec::new();
        for (path, size) in &now {
            let known = match seen.0.get(path) {
                Some(known) => Some(*known),
                None => self.recorded_size(path)?,
            };
            if known != Some(*size) {
                grown.push(path.clone());
            }
        }
        let committed =
            self.commit_and(&grown, message, author, at, super::commit::Index::Later)?;
        // A line that is still being written is looked at again.
        for path in grown {
            if let Some(size) = self.recorded_size(&path)? {
                seen.0.insert(path, size);
            }
        }
        for (path, size) in now {
            seen.0.entry(path).or_insert(size);
        }
        Ok(committed)
    }

    fn recorded_size(&self, path: &RepoPath) -> Result<Option<u64>, Error> {
        let Some(head) = self.main()? else { return Ok(None) };
        let Some(blob) = object::blob_at(&self.tree(head)?, path.as_str()) else { return Ok(None) };
        let header = self.git().odb().and_then(|odb| odb.read_header(blob));
        Ok(Some(header.doing("reading a recorded feed")?.0 as u64))
    }

    /// The files of this device's feed and their sizes.
    fn own_feed(&self) -> Result<BTreeMap<RepoPath, u64>, Error> {
        let key = self.key().ok_or_else(|| self.no_key())?;
        let mut found = BTreeMap::new();
        let top = format!("feeds/{}", key.device());
        walk(self.folder(), &top, 3, &mut found)?;
        Ok(found)
    }
}

/// Year, month, day.
fn walk(
    root: &Utf8Path,
    at: &str,
    deep: usize,
    found: &mut BTreeMap<RepoPath, u64>,
) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(root.join(at)) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{at}/{name}");
        let is_folder = entry.file_type()?.is_dir();
        if is_folder && deep > 1 {
            walk(root, &path, deep - 1, found)?;
        } else if !is_folder && feed_device(&path).is_some() {
            found.insert(path.parse()?, entry.metadata()?.len());
        }
    }
    Ok(())
}
