//! Who may write into this node: the invitations that this device gives, the requests that it lets in,
//! and the end of a device's right. The command line, the kiosk's screen and the exchange with a stick
//! all act through here.

use catalog::event::Wall;
use catalog::ids::DeviceId;
use jiff::{SignedDuration, Timestamp};
use sync::invite::{Invitation, Invitations, InviteError, JoinRequest};
use sync::{Author, Committed, PublicKey, Repo};

/// Why a device is not invited, let in or ended.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeviceError {
    /// The invitation or the request is not good.
    #[error(transparent)]
    Invitation(#[from] InviteError),
    /// This device may not write into the node, so it lets nobody in.
    #[error("this device may not write into the node itself")]
    NotWelcome,
    /// The list of invitations could not be read or kept.
    #[error("the invitations could not be read or kept: {0}")]
    Invitations(std::io::Error),
    /// The node's history could not be read or written.
    #[error(transparent)]
    Node(#[from] sync::Error),
}

/// Who lets others in: this device, where the node knows it.
pub(crate) fn keyholder(repo: &Repo, now: Timestamp) -> Result<Author, DeviceError> {
    let key = repo.key().ok_or(DeviceError::NotWelcome)?;
    repo.signers()?.allowed(&key.public(), now).ok_or(DeviceError::NotWelcome)?;
    Ok(Author::device(key))
}

/// A new invitation for one device, and until when it is good.
pub(crate) fn give(
    repo: &Repo,
    secret: [u8; 16],
    hours: u32,
    now: Timestamp,
) -> Result<(Invitation, Timestamp), DeviceError> {
    let invitation = Invitation::new(repo.node_id()?, secret);
    let until = now + SignedDuration::from_hours(i64::from(hours));
    let mut given = read(repo)?;
    given.give(&invitation, until, now);
    save(repo, &given)?;
    Ok((invitation, until))
}

/// Lets in a device that came with an invitation of this one. None where it was in already.
pub(crate) fn admit(
    repo: &Repo,
    request: &JoinRequest,
    author: &Author,
    at: Wall,
) -> Result<Option<Committed>, DeviceError> {
    let mut given = read(repo)?;
    given.accept(request, repo.node_id()?, at.timestamp())?;
    // Used up first: a power cut must not leave it good for a second device.
    save(repo, &given)?;
    Ok(repo.add_device(request.device, request.public()?, author, at)?)
}

/// The key of a device that may write.
pub(crate) fn key_of(repo: &Repo, device: DeviceId) -> Option<PublicKey> {
    let signers = repo.signers().ok()?;
    signers.standing().find(|signer| signer.device == device).map(|signer| signer.key.clone())
}

fn read(repo: &Repo) -> Result<Invitations, DeviceError> {
    match fs_err::read(repo.folder().join(Invitations::FILE)) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Invitations::default()),
        Err(error) => Err(DeviceError::Invitations(error)),
    }
}

fn save(repo: &Repo, given: &Invitations) -> Result<(), DeviceError> {
    let failed = DeviceError::Invitations;
    let file = repo.folder().join(Invitations::FILE);
    let mut partial =
        tempfile::NamedTempFile::new_in(repo.folder().join(".stead")).map_err(failed)?;
    serde_json::to_writer(&mut partial, given).map_err(|error| failed(error.into()))?;
    partial.as_file().sync_all().map_err(failed)?;
    partial.persist(&file).map_err(|error| failed(error.error))?;
    Ok(())
}
