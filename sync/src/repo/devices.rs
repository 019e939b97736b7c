//! Who may write: adding a device to the node and revoking one.

use catalog::event::Wall;
use catalog::ids::DeviceId;

use camino::Utf8Path;
use fs_err as fs;

use super::{Author, Committed, Repo};
use crate::error::Error;
use crate::key::{DeviceKey, PublicKey};
use crate::layout::SIGNERS;
use crate::signers::Signer;

impl Repo {
    /// Lets a device write into the node from now on, in a signed commit of its own.
    ///
    /// The new device's own commits count only when this one is among their parents, whatever their
    /// dates say.
    pub fn add_device(
        &self,
        device: DeviceId,
        key: PublicKey,
        author: &Author,
        at: Wall,
    ) -> Result<Option<Committed>, Error> {
        let mut signers = self.signers()?;
        if signers.signers().any(|known| known.device == device && known.key == key) {
            return Ok(None);
        }
        // No `valid-after`: the position in the history says since when, and a clock that is wrong
        // at one of the two devices must not lock the new one out.
        signers.add(Signer::new(device, key));
        self.write(SIGNERS, signers.to_string().as_bytes())?;
        self.commit(&[SIGNERS.parse()?], &format!("keys: welcome device {device}"), author, at)
    }

    /// Ends a device's right to write. What it recorded before, and others have taken over, stays.
    pub fn revoke_device(
        &self,
        device: DeviceId,
        author: &Author,
        at: Wall,
    ) -> Result<Option<Committed>, Error> {
        let mut signers = self.signers()?;
        if !signers.revoke(device, at.timestamp()) {
            return Err(Error::NotADevice { device });
        }
        self.write(SIGNERS, signers.to_string().as_bytes())?;
        self.commit(&[SIGNERS.parse()?], &format!("keys: revoke device {device}"), author, at)
    }

    /// Puts a new key in the place of this device's own. The device keeps its name and its feed, and
    /// the old key is good for nothing from then on.
    pub fn rotate_key(
        &self,
        new: &DeviceKey,
        author: &Author,
        at: Wall,
    ) -> Result<Option<Committed>, Error> {
        let old = self.key().ok_or_else(|| self.no_key())?;
        let mut signers = self.signers()?;
        let key = new.public();
        signers.rotate(&old.public(), Signer::new(new.device(), key), at.timestamp());
        let what = format!("keys: a new key for device {}", new.device());
        self.replace_key(new, &signers.to_string(), &what, author, at)
    }

    /// Makes this copy a device of its own, after a card was cloned: a new name, a new feed, a new
    /// key, welcomed with the old one. The other copy stays what it is.
    pub fn become_new_device(
        &self,
        new: &DeviceKey,
        author: &Author,
        at: Wall,
    ) -> Result<Option<Committed>, Error> {
        let mut signers = self.signers()?;
        signers.add(Signer::new(new.device(), new.public()));
        let what = format!("keys: welcome device {}, a copy until now", new.device());
        self.replace_key(new, &signers.to_string(), &what, author, at)
    }

    /// The new key waits beside the old one until the commit that lists it is there; a power cut in
    /// between is mended when the node is opened.
    fn replace_key(
        &self,
        new: &DeviceKey,
        list: &str,
        what: &str,
        author: &Author,
        at: Wall,
    ) -> Result<Option<Committed>, Error> {
        let next = self.folder().join(NEXT_KEY);
        if next.exists() {
            fs::remove_file(&next)?;
        }
        new.save(&next)?;
        self.write(SIGNERS, list.as_bytes())?;
        let committed = self.commit(&[SIGNERS.parse()?], what, author, at)?;
        finish_rotation(self.folder())?;
        Ok(committed)
    }
}

/// A key that takes the place of the device's own once the node lists it.
const NEXT_KEY: &str = ".stead/device_key.next";

/// Takes over a new key that the node lists already.
pub(super) fn finish_rotation(folder: &Utf8Path) -> Result<(), Error> {
    let (next, file) = (folder.join(NEXT_KEY), folder.join(DeviceKey::FILE));
    if !next.exists() {
        return Ok(());
    }
    let Ok(new) = DeviceKey::load(&next) else { return Ok(()) };
    let git = super::trust::open(folder)?;
    let Some(head) = super::find_ref(&git, super::MAIN)? else { return Ok(()) };
    let listed = git.find_commit(head).and_then(|commit| commit.tree()).is_ok_and(|tree| {
        crate::object::signers_of(&git, &tree)
            .is_ok_and(|list| list.standing().any(|signer| signer.key == new.public()))
    });
    if listed {
        fs::rename(&next, &file)?;
        super::worktree::sync_folder(file.parent().unwrap_or(folder));
    }
    Ok(())
}
