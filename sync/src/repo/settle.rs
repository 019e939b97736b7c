//! Settling by hand what two people changed at the same time.

use catalog::event::Wall;
use fs_err as fs;

use super::{Author, Committed, Repo};
use crate::error::Error;
use crate::merge::{Conflict, other_side};

/// Which version a person decided for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// What stands now, edited by hand or not.
    Kept,
    /// What the other side said.
    Other,
}

impl Repo {
    /// Settles the conflict of this record (the sixteen digits of its file's name), in one signed
    /// commit: the file as decided, and the record gone.
    pub fn settle(
        &self,
        id: &str,
        choice: Choice,
        author: &Author,
        at: Wall,
    ) -> Result<(Conflict, Option<Committed>), Error> {
        let found = self.conflicts()?.into_iter().find(|conflict| conflict.id() == id);
        let conflict = found.ok_or_else(|| Error::NoConflict { id: id.to_owned() })?;
        let record = conflict.file();
        if choice == Choice::Other {
            self.put_other(&conflict)?;
        }
        fs::remove_file(self.folder().join(&record))?;
        let paths = [conflict.path.parse()?, record.parse()?];
        let message = format!("settle {}", conflict.path);
        let committed = self.commit(&paths, &message, author, at)?;
        Ok((conflict, committed))
    }

    fn put_other(&self, conflict: &Conflict) -> Result<(), Error> {
        let by_hand = || Error::ByHand { path: conflict.path.clone() };
        let whole = conflict.differences.iter().any(|d| d.key.is_none() && d.other.is_none());
        if whole {
            return match self.read(conflict.other, &conflict.path)? {
                Some(bytes) => self.write(&conflict.path, &bytes),
                None => Ok(fs::remove_file(self.folder().join(&conflict.path))?),
            };
        }
        let now = fs::read_to_string(self.folder().join(&conflict.path))?;
        let settled = other_side(conflict, &now).ok_or_else(by_hand)?;
        self.write(&conflict.path, settled.as_bytes())
    }
}
