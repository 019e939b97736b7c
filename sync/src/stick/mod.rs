//! The exchange through a stick: a folder on a drive that somebody carries.
//!
//! `commonstead/` on it holds bundles named by their hash and a signed manifest that lists them, each
//! written under a temporary name and renamed, the manifest last. Pulled out at any byte, what is
//! there is whole or ignored. Nothing on a stick is trusted: what it brings goes through the same
//! checks as anything else, no repository on it is opened and nothing on it is run.
//!
//! A stick is a store that grows: each visitor adds what the stick lacks, so that a node which was
//! never heard of before can still take everything. Visitors leave a receipt of what they hold.

mod drive;
mod manifest;
pub mod plan;
pub mod watch;

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;
use git2::Oid;

use crate::bundle::{self, Bundle, BundleError};
use crate::error::Error;
use crate::invite::JoinRequest;
use crate::private::{PrivateNews, Share};
use crate::receive::{Exchange, node_ref};
use crate::repo::{Repo, find_ref};
use crate::{CommitId, NodeId};
use drive::Drive;
pub use manifest::Receipt;
use manifest::{Listed, ListedBox, Manifest};
use plan::{Ancestry, Lying};

/// The most bytes in one bundle: FAT holds 4 GiB, and a pack is in memory while it is made.
const MAX_BUNDLE: usize = 256 << 20;
/// The most encrypted files that a stick carries.
const MAX_BOXES: usize = 256;

/// What came of a visit of a stick.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// What was taken from it.
    pub received: Exchange,
    /// The nodes whose news was put on it.
    pub written: Vec<NodeId>,
    /// Bytes that were written.
    pub bytes: u64,
    /// Nodes on it that this node does not follow. Nothing of them was read.
    pub unknown: Vec<NodeId>,
    /// Files on it that are cut short or damaged; they were left alone or replaced.
    pub damaged: Vec<String>,
    /// Bundles that wait for something that comes before them.
    pub waiting: usize,
    /// Why nothing could be written, if so: the drive is full or read-only.
    pub not_written: Option<String>,
    /// Who visited the stick, and what each held then.
    pub receipts: Vec<Receipt>,
}

/// Reads any bytes as a stick's list.
#[cfg(any(test, feature = "any-bytes"))]
pub(crate) fn read_any(bytes: &[u8]) {
    let (list, signature) = bytes.split_at(bytes.len() / 2);
    assert!(Manifest::read(list, &String::from_utf8_lossy(signature)).is_none());
    if let Ok(list) = serde_json::from_slice::<Manifest>(bytes) {
        assert!(serde_json::to_vec(&list).is_ok());
    }
}

/// The nodes whose news a stick carries.
pub fn nodes_on(folder: &Utf8Path) -> Result<Vec<NodeId>, Error> {
    let files = Drive::new(folder)?.newest().map(|last| last.files).unwrap_or_default();
    let nodes: BTreeSet<_> = files.into_iter().map(|file| file.node).collect();
    Ok(nodes.into_iter().collect())
}

/// Leaves a new device's request on a stick, for the device that invited it.
pub fn leave_request(folder: &Utf8Path, request: &JoinRequest) -> Result<(), Error> {
    Drive::new(folder)?.write_request(request)
}

/// The requests of new devices that lie on a stick.
pub fn requests_on(folder: &Utf8Path) -> Result<Vec<JoinRequest>, Error> {
    Ok(Drive::new(folder)?.requests())
}

/// Takes a request off the stick once it is settled.
pub fn settle_request(folder: &Utf8Path, request: &JoinRequest) -> Result<(), Error> {
    Drive::new(folder)?.remove_request(request);
    Ok(())
}

/// What stands on a stick, before anything of it is taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The nodes whose news it carries.
    pub nodes: Vec<NodeId>,
    /// Whether one of them is this node or followed, or the stick is new.
    pub is_known: bool,
    /// The nodes of which it has news that is not here: what will come in.
    pub brings: Vec<NodeId>,
    /// The nodes whose newest news it lacks: what will go out.
    pub lacks: Vec<NodeId>,
}

impl Repo {
    /// Exchanges with a stick, both ways: `folder` is the drive's own folder.
    ///
    /// Without a key of its own this copy only takes. Pending files are not committed by this.
    pub fn carry(&self, folder: &Utf8Path) -> Result<Carried, Error> {
        self.carry_within(folder, MAX_BUNDLE, None)
    }

    /// The same, and what this node's own devices tell each other too, encrypted for them.
    pub fn carry_with(
        &self,
        folder: &Utf8Path,
        share: Option<&mut Share<'_>>,
    ) -> Result<Carried, Error> {
        self.carry_within(folder, MAX_BUNDLE, share)
    }

    fn carry_within(
        &self,
        folder: &Utf8Path,
        limit: usize,
        share: Option<&mut Share<'_>>,
    ) -> Result<Carried, Error> {
        let drive = Drive::new(folder)?;
        let mut carried = Carried::default();
        self.check_locks()?;
        let last = drive.newest();
        let whole = self.take_from(&drive, last.as_ref(), &mut carried)?;
        carried.receipts = last.as_ref().map(|last| last.receipts.clone()).unwrap_or_default();
        if let Some(share) = share {
            carried.received.private = self.meet_box(&drive, last.as_ref(), share)?;
        }
        if self.key().is_some() {
            let outcome = self.put_onto(&drive, last.as_ref(), whole, limit, &mut carried);
            match outcome {
                // A drive that is full or read-only took nothing; what it had, it still has.
                Err(Error::Io(error)) => carried.not_written = Some(error.to_string()),
                other => other?,
            }
        }
        Ok(carried)
    }

    /// Looks at a drive without taking anything over: whose news it carries, and whether that is this
    /// node's or a followed one's. None if nothing of ours is on it.
    pub fn look_at(&self, folder: &Utf8Path) -> Result<Option<Label>, Error> {
        let drive = Drive::new(folder)?;
        if !folder.join("commonstead").is_dir() {
            return Ok(None);
        }
        let listed = drive.newest().map(|last| last.files).unwrap_or_default();
        let nodes: BTreeSet<_> = listed.iter().map(|file| file.node).collect();
        let ours = self.heads_to_carry()?;
        let mut known: BTreeSet<_> = self.following()?.into_iter().collect();
        known.extend(ours.keys().copied());
        let is_known = nodes.is_empty() || nodes.iter().any(|node| known.contains(node));
        let is_news = |file: &&Listed| {
            known.contains(&file.node) && self.git().find_commit(file.head.oid()).is_err()
        };
        let brings: BTreeSet<_> = listed.iter().filter(is_news).map(|file| file.node).collect();
        let has = |head: Oid| listed.iter().any(|file| file.head.oid() == head);
        let lacks = ours.iter().filter(|(_, head)| !has(**head)).map(|(node, _)| *node);
        Ok(Some(Label {
            nodes: nodes.into_iter().collect(),
            is_known,
            brings: brings.into_iter().collect(),
            lacks: lacks.collect(),
        }))
    }

    /// The newest commit of every node whose news goes onto sticks.
    fn heads_to_carry(&self) -> Result<BTreeMap<NodeId, Oid>, Error> {
        let mut heads = BTreeMap::new();
        if let Some(main) = self.main()? {
            heads.insert(self.node_id()?, main);
        }
        for node in self.following()? {
            if let Some(head) = find_ref(self.git(), &node_ref(node))? {
                heads.insert(node, head);
            }
        }
        Ok(heads)
    }

    /// Makes a copy of a node out of a stick, as [`Repo::join`] does out of a remote.
    pub fn join_by_stick(
        stick: &Utf8Path,
        folder: &Utf8Path,
        key: Option<&crate::DeviceKey>,
        node: NodeId,
    ) -> Result<(Self, Carried), Error> {
        let repo = Self::empty(folder, key)?;
        repo.follow_node(node)?;
        let drive = Drive::new(stick)?;
        let mut carried = Carried::default();
        repo.take_from(&drive, drive.newest().as_ref(), &mut carried)?;
        let Some(head) = find_ref(repo.git(), &node_ref(node))? else {
            return Err(Error::NoHistory { folder: stick.to_owned() });
        };
        repo.unfollow(node)?;
        carried.received.nodes.clear();
        repo.take_in(head, "stick", false, &mut carried.received)?;
        Ok((repo, carried))
    }

    /// Takes what the stick brings, and gives back which of its files are whole.
    fn take_from(
        &self,
        drive: &Drive,
        last: Option<&Manifest>,
        carried: &mut Carried,
    ) -> Result<Vec<Listed>, Error> {
        let own = self.main()?.map(|_| self.node_id()).transpose()?;
        let mut wanted: BTreeSet<_> = self.following()?.into_iter().collect();
        wanted.extend(own);
        let (mut whole, mut heads, mut unknown) = (Vec::new(), Vec::new(), BTreeSet::new());
        for listed in last.map(|last| last.files.as_slice()).unwrap_or_default() {
            let Some(bytes) = drive.read(listed) else {
                carried.damaged.push(listed.name.clone());
                continue;
            };
            whole.push(listed.clone());
            if !wanted.contains(&listed.node) {
                unknown.insert(listed.node);
                continue;
            }
            match self.unpack(listed, &bytes) {
                Ok(head) => heads.push((listed.node, head)),
                Err(BundleError::Waiting(_)) => carried.waiting += 1,
                Err(_) => {
                    whole.pop();
                    carried.damaged.push(listed.name.clone());
                }
            }
        }
        for (node, head) in heads {
            if Some(node) == own {
                self.take_in(head, "stick", false, &mut carried.received)?;
            } else {
                self.take_in_node(node, head, "stick", &mut carried.received)?;
            }
        }
        carried.unknown = unknown.into_iter().collect();
        Ok(whole)
    }

    /// Takes over the box on the stick that is for this node's devices, and makes our own.
    fn meet_box(
        &self,
        drive: &Drive,
        last: Option<&Manifest>,
        share: &mut Share<'_>,
    ) -> Result<PrivateNews, Error> {
        let mut news = self.settle_private(share)?;
        let Some(main) = self.main()?.filter(|_| news.refused.is_none()) else { return Ok(news) };
        let node = crate::repo::first_of(self.git(), main)?;
        let listed = last.into_iter().flat_map(|last| &last.private);
        for listed in listed.filter(|listed| listed.node == node) {
            let Some(bytes) = drive.read_box(listed) else { continue };
            let absorbed = self.absorb(&bytes, share, &mut news.refused)?;
            news.received |= absorbed.is_some_and(|(_, changed)| changed);
        }
        self.publish(share)?;
        Ok(news)
    }

    /// The encrypted files that the stick is to hold: other nodes' as they are, ours as it is now.
    fn boxes_for(
        &self,
        drive: &Drive,
        last: Option<&Manifest>,
        news: &mut PrivateNews,
    ) -> Result<Vec<ListedBox>, Error> {
        let mut boxes: Vec<_> = last.map(|last| last.private.clone()).unwrap_or_default();
        boxes.retain(|listed| drive.read_box(listed).is_some());
        boxes.truncate(MAX_BOXES);
        let (Some(bytes), Some(_)) = (self.private_box()?, self.may_share()?) else {
            return Ok(boxes);
        };
        let node = self.node_id()?;
        for listed in boxes.iter().filter(|listed| listed.node == node) {
            if drive
                .read_box(listed)
                .is_some_and(|there| self.same_box(&there, &bytes).unwrap_or(false))
            {
                return Ok(boxes);
            }
        }
        boxes.retain(|listed| listed.node != node);
        boxes.push(drive.write_box(node, &bytes)?);
        news.sent = true;
        Ok(boxes)
    }

    /// Puts one bundle's objects beside ours, and gives back the head that it leads to.
    fn unpack(&self, listed: &Listed, bytes: &[u8]) -> Result<Oid, BundleError> {
        let head = listed.head.oid();
        if self.git().find_commit(head).is_ok() {
            return Ok(head);
        }
        let header = bundle::unpack(self.git(), bytes)?;
        match header.head_of(listed.node) {
            Some(found) if found == head => Ok(head),
            _ => Err(BundleError::Format),
        }
    }

    /// Adds what the stick lacks, then the manifest that says so.
    fn put_onto(
        &self,
        drive: &Drive,
        last: Option<&Manifest>,
        mut files: Vec<Listed>,
        limit: usize,
        carried: &mut Carried,
    ) -> Result<(), Error> {
        let key = self.key().ok_or_else(|| self.no_key())?;
        let heads = self.heads_to_carry()?;
        for (&node, &head) in &heads {
            let (kept, bundles) = self.bundles_for(node, head, &files, limit)?;
            if bundles.is_empty() {
                continue;
            }
            files.retain(|listed| listed.node != node || kept.contains(&listed.head));
            for Bundle { head, bytes } in bundles {
                carried.bytes += bytes.len() as u64;
                files.push(drive.write_bundle(node, head, &bytes)?);
            }
            carried.written.push(node);
        }
        let held = heads.into_iter().map(|(node, head)| (node, CommitId::from(head))).collect();
        let receipt = Receipt { device: key.device(), key: key.public().to_string(), held };
        let receipts = manifest::with_receipt(last, receipt);
        let private = self.boxes_for(drive, last, &mut carried.received.private)?;
        let unchanged = last.is_some_and(|last| {
            last.files == files && last.receipts == receipts && last.private == private
        });
        if unchanged {
            return Ok(());
        }
        let number = drive.highest().max(last.map_or(0, |last| last.number)) + 1;
        drive.write_manifest(
            &Manifest { number, files, receipts, private, ..Manifest::new(key) },
            key,
        )
    }

    /// The heads of a node's bundles on the stick that stay, and the bundles to add.
    fn bundles_for(
        &self,
        node: NodeId,
        head: Oid,
        files: &[Listed],
        limit: usize,
    ) -> Result<(BTreeSet<CommitId>, Vec<Bundle>), Error> {
        let here = files.iter().filter(|listed| listed.node == node);
        let lying: Vec<_> = here
            .map(|listed| Lying {
                head: listed.head.oid(),
                needs: listed.needs.iter().map(|id| id.oid()).collect(),
            })
            .collect();
        let plan = plan::plan(head, &lying, self)?;
        let kept = plan.kept.into_iter().map(CommitId::from).collect();
        let Some(reach) = plan.build_on else { return Ok((kept, Vec::new())) };
        let bundles = bundle::pack(self.git(), node, head, &reach, limit)?;
        Ok((kept, bundles))
    }
}

impl Ancestry<Oid> for Repo {
    type Error = Error;

    fn has(&self, commit: Oid) -> bool {
        self.git().find_commit(commit).is_ok()
    }

    fn leads(&self, commit: Oid, to: Oid) -> Result<bool, Error> {
        Ok(commit == to || self.descends(commit, to)?)
    }
}
