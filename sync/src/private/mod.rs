//! What a node's own devices know of its members: exchanged between them, and with nobody else.
//!
//! `refs/stead/private` points to one commit without parents that holds one file, `private.age`. Each
//! exchange replaces it and removes the old one's objects, so there is no history to find an erased
//! person in. What the rows mean, and how two versions of them merge, is the store's: see
//! [`PrivateStore`]. The file is encrypted for the devices in good standing and signed by one of them.

pub(crate) mod age;
pub mod letter;
mod sealed;

use git2::{Commit, FileMode, Oid, Repository, Signature, Time};

pub use sealed::BoxFault;

use crate::error::{Doing, Error};
use crate::key::{DeviceKey, Purpose};
use crate::object::blob_at;
use crate::repo::commit::sign_commit;
use crate::repo::{Repo, find_ref};
pub(crate) use sealed::Opened;

/// Where the newest box is.
pub(crate) const PRIVATE_REF: &str = "refs/stead/private";
const FILE: &str = "private.age";
const MESSAGE: &str = "private: for the node's own devices\n";
const WHAT: &str = "exchanging the members' records";
/// The largest box that is read, in bytes.
pub(crate) const MAX_BOX: usize = 64 << 20;

/// What the store of private records said went wrong.
pub type StoreError = Box<dyn std::error::Error + Send + Sync>;

/// The private records of a node, as the exchange sees them.
pub trait PrivateStore {
    /// All rows as one text, the same text for the same rows.
    fn export(&mut self) -> Result<Vec<u8>, StoreError>;

    /// Takes over what another device has: rows that are newer, and erasures above all.
    fn merge(&mut self, rows: &[u8]) -> Result<(), StoreError>;
}

/// The store, and fresh randomness for one box.
pub struct Share<'a> {
    /// The store.
    pub store: &'a mut dyn PrivateStore,
    /// Fresh for every exchange: 32 random bytes.
    pub seed: [u8; 32],
}

impl std::fmt::Debug for Share<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Share { … }")
    }
}

/// What came of exchanging private records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrivateNews {
    /// The other side knew something that this device did not.
    pub received: bool,
    /// The other side has something new now.
    pub sent: bool,
    /// Why its box was not taken.
    pub refused: Option<BoxFault>,
}

impl Repo {
    /// Takes over a box that came meanwhile, and puts what the store holds in a new one if anything
    /// is different: rows, or the devices it is for. None while this device may not write.
    pub fn settle_private(&self, share: &mut Share<'_>) -> Result<PrivateNews, Error> {
        let mut news = PrivateNews::default();
        if self.may_share()?.is_none() {
            return Ok(news);
        }
        if let Some(bytes) = box_of(self.git())? {
            news.received =
                self.absorb(&bytes, share, &mut news.refused)?.is_some_and(|came| came.1);
        }
        self.publish(share)?;
        Ok(news)
    }

    /// Exchanges with a repository that is open: one on a path, or a scratch copy of a remote's.
    /// Gives back whether that one needs our box.
    pub(crate) fn meet_private(
        &self,
        other: &Repository,
        share: &mut Share<'_>,
        news: &mut PrivateNews,
    ) -> Result<bool, Error> {
        self.settle_private(share)?;
        if self.may_share()?.is_none() {
            return Ok(false);
        }
        news.refused = None;
        if let Some(bytes) = box_of(other)?
            && let Some((theirs, changed)) = self.absorb(&bytes, share, &mut news.refused)?
        {
            news.received |= changed;
            let rows = share.store.export().map_err(Error::Private)?;
            if theirs.rows == rows && theirs.devices == sealed::devices(&self.signers()?) {
                // Nothing is missing on the other side: its box becomes ours, to the byte.
                if let Some(id) = find_ref(other, PRIVATE_REF)? {
                    put_box(other, self.git(), id)?;
                }
                return Ok(false);
            }
        }
        if news.refused == Some(BoxFault::NotForUs) {
            // A box that we cannot read is not ours to replace: one of its readers lets us in.
            return Ok(false);
        }
        self.publish(share)?;
        Ok(find_ref(other, PRIVATE_REF)? != find_ref(self.git(), PRIVATE_REF)?)
    }

    /// Puts our box into a repository on a path.
    pub(crate) fn hand_private(&self, other: &Repository) -> Result<(), Error> {
        match find_ref(self.git(), PRIVATE_REF)? {
            Some(id) => put_box(self.git(), other, id),
            None => Ok(()),
        }
    }

    /// The bytes of our newest box.
    pub(crate) fn private_box(&self) -> Result<Option<Vec<u8>>, Error> {
        box_of(self.git())
    }

    /// Takes a box that came by another way, a stick.
    pub(crate) fn absorb(
        &self,
        bytes: &[u8],
        share: &mut Share<'_>,
        refused: &mut Option<BoxFault>,
    ) -> Result<Option<(Opened, bool)>, Error> {
        let Some(key) = self.may_share()? else { return Ok(None) };
        let opened = match sealed::open(bytes, self.node_id()?, key, &self.signers()?) {
            Ok(opened) => opened,
            Err(fault) => {
                *refused = Some(fault);
                return Ok(None);
            }
        };
        let before = share.store.export().map_err(Error::Private)?;
        if before == opened.rows {
            return Ok(Some((opened, false)));
        }
        share.store.merge(&opened.rows).map_err(Error::Private)?;
        let changed = share.store.export().map_err(Error::Private)? != before;
        Ok(Some((opened, changed)))
    }

    /// This device's key, while the node knows it and nobody has revoked it.
    pub(crate) fn may_share(&self) -> Result<Option<&DeviceKey>, Error> {
        let Some(key) = self.key().filter(|_| self.main().is_ok_and(|main| main.is_some())) else {
            return Ok(None);
        };
        let standing = self.signers()?.standing().any(|signer| signer.key == key.public());
        Ok(Some(key).filter(|_| standing))
    }

    /// Takes a box that another device pushed: who wrote the commit is checked now, what is inside
    /// when the store takes it over. An error in words is for the other side.
    pub(crate) fn take_box(&self, id: Oid) -> Result<Result<(), String>, Error> {
        let refused = |why: &str| Ok(Err(why.to_owned()));
        let Ok(commit) = self.git().find_commit(id) else { return refused("it is no commit") };
        let signed = crate::verify::signature_of(self.git(), &commit).ok().flatten();
        let Some((key, text, bytes)) = signed else { return refused("nobody signed it") };
        let standing = self.signers()?.standing().any(|signer| signer.key == key);
        if !standing || !key.verifies(Purpose::Commit, &bytes, &text) {
            return refused("the device that signed it is not one of the node's");
        }
        if commit.parent_count() != 0 || commit.tree().is_ok_and(|tree| tree.len() != 1) {
            return refused("it is not a box");
        }
        move_box(self.git(), id)?;
        Ok(Ok(()))
    }

    /// Whether two boxes say the same to the same devices.
    pub(crate) fn same_box(&self, a: &[u8], b: &[u8]) -> Result<bool, Error> {
        let Some(key) = self.may_share()? else { return Ok(false) };
        let (node, signers) = (self.node_id()?, self.signers()?);
        let opened = |bytes| sealed::open(bytes, node, key, &signers).ok();
        Ok(a == b || opened(a).is_some_and(|a| opened(b) == Some(a)))
    }

    pub(crate) fn publish(&self, share: &mut Share<'_>) -> Result<(), Error> {
        let Some(key) = self.may_share()? else { return Ok(()) };
        let (node, signers) = (self.node_id()?, self.signers()?);
        let rows = share.store.export().map_err(Error::Private)?;
        let same = |bytes: Vec<u8>| {
            sealed::open(&bytes, node, key, &signers)
                .is_ok_and(|now| now.rows == rows && now.devices == sealed::devices(&signers))
        };
        if box_of(self.git())?.is_some_and(same) {
            return Ok(());
        }
        let bytes = sealed::seal(&rows, node, key, &signers, &share.seed)?;
        let id = self.commit_box(key, &bytes)?;
        move_box(self.git(), id)
    }

    fn commit_box(&self, key: &DeviceKey, bytes: &[u8]) -> Result<Oid, Error> {
        let git = self.git();
        let blob = git.blob(bytes).doing(WHAT)?;
        let mut builder = git.treebuilder(None).doing(WHAT)?;
        builder.insert(FILE, blob, FileMode::Blob.into()).doing(WHAT)?;
        let tree = builder.write().doing(WHAT)?;
        // The time of the newest public commit: it tells nobody when a member came or went.
        let seconds = self.find(self.head()?.oid())?.time().seconds();
        let time = Time::new(seconds, 0);
        let who =
            Signature::new("Commonstead", "private@commonstead.invalid", &time).doing(WHAT)?;
        sign_commit(git, key, &who, MESSAGE, tree, &[])
    }
}

/// The newest box of a repository; none if it has none or a size that no box has.
fn box_of(git: &Repository) -> Result<Option<Vec<u8>>, Error> {
    let Some(id) = find_ref(git, PRIVATE_REF)? else { return Ok(None) };
    let Ok(tree) = git.find_commit(id).and_then(|commit| commit.tree()) else { return Ok(None) };
    let Some(blob) = blob_at(&tree, FILE) else { return Ok(None) };
    let size = git.odb().and_then(|odb| odb.read_header(blob)).doing(WHAT)?.0;
    if size > MAX_BOX {
        return Ok(None);
    }
    Ok(Some(git.find_blob(blob).doing(WHAT)?.content().to_vec()))
}

/// Copies a box, three objects, and makes it the newest.
fn put_box(from: &Repository, to: &Repository, id: Oid) -> Result<(), Error> {
    let (source, target) = (from.odb().doing(WHAT)?, to.odb().doing(WHAT)?);
    for id in objects(&from.find_commit(id).doing(WHAT)?) {
        let object = source.read(id).doing(WHAT)?;
        target.write(object.kind(), object.data()).doing(WHAT)?;
    }
    move_box(to, id)
}

/// Makes a box the newest, and removes the objects of the one before.
fn move_box(git: &Repository, id: Oid) -> Result<(), Error> {
    let before = find_ref(git, PRIVATE_REF)?;
    if before == Some(id) {
        return Ok(());
    }
    git.reference(PRIVATE_REF, id, true, "").doing(WHAT)?;
    let kept = git.find_commit(id).map(|commit| objects(&commit)).unwrap_or_default();
    let old = before.and_then(|id| git.find_commit(id).ok()).map(|commit| objects(&commit));
    for id in old.unwrap_or_default().into_iter().filter(|id| !kept.contains(id)) {
        let hex = id.to_string();
        let (folder, name) = hex.split_at(2);
        // One that a pack holds stays until the next repacking; without a key it says nothing.
        drop(fs_err::remove_file(git.path().join("objects").join(folder).join(name)));
    }
    Ok(())
}

fn objects(commit: &Commit<'_>) -> Vec<Oid> {
    let mut all = vec![commit.id(), commit.tree_id()];
    all.extend(commit.tree().ok().and_then(|tree| blob_at(&tree, FILE)));
    all
}
