//! Who may write: adding a device to the node and revoking one.

use catalog::event::Wall;
use catalog::ids::DeviceId;

use super::{Author, Committed, Repo};
use crate::error::Error;
use crate::key::PublicKey;
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
}
