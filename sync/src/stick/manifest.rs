//! The list of what a stick carries, signed by the device that wrote it.
//!
//! The signature says that the list is whole and who wrote it; it gives nobody a right. What the
//! bundles hold is checked by the commits' own signatures.

use std::collections::BTreeMap;

use catalog::ids::DeviceId;
use serde::{Deserialize, Serialize};

use crate::key::{DeviceKey, PublicKey, Purpose};
use crate::{CommitId, NodeId};

/// The version that this program writes and reads.
const FORMAT: u32 = 1;
/// The most visitors that a stick remembers.
const MAX_RECEIPTS: usize = 256;

/// `manifest-<n>.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub format: u32,
    /// Counts up; the highest whole manifest counts.
    pub number: u64,
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its key, in OpenSSH's form.
    pub key: String,
    /// The bundles, each after those that it builds on.
    pub files: Vec<Listed>,
    /// Who visited the stick.
    pub receipts: Vec<Receipt>,
    /// What the devices of one node tell each other, encrypted for them: one file a node.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub private: Vec<ListedBox>,
}

/// An encrypted file on a stick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListedBox {
    /// `<hash>.age`, in `private/`.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The node whose devices open it.
    pub node: NodeId,
}

/// One bundle on a stick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// `<hash>.bundle`, in `bundles/`.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The node whose history it holds.
    pub node: NodeId,
    /// The commit that it leads to.
    pub head: CommitId,
    /// The commits that it builds on.
    pub needs: Vec<CommitId>,
}

/// What a visitor of a stick held when it left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The device.
    pub device: DeviceId,
    /// Its key, in OpenSSH's form.
    pub key: String,
    /// The newest commit that it held, by node.
    pub held: BTreeMap<NodeId, CommitId>,
}

impl Manifest {
    /// An empty list by this device.
    pub(super) fn new(key: &DeviceKey) -> Self {
        Self {
            format: FORMAT,
            number: 0,
            device: key.device(),
            key: key.public().to_string(),
            files: Vec::new(),
            receipts: Vec::new(),
            private: Vec::new(),
        }
    }

    /// Reads a list whose signature fits. None for anything else.
    pub(super) fn read(bytes: &[u8], signature: &str) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        let key: PublicKey = manifest.key.parse().ok()?;
        let whole = manifest.format == FORMAT && key.verifies(Purpose::Stick, bytes, signature);
        whole.then_some(manifest)
    }
}

/// The receipts of the last visit, with this visitor's in place of its older one.
pub(super) fn with_receipt(last: Option<&Manifest>, receipt: Receipt) -> Vec<Receipt> {
    let mut all = last.map(|last| last.receipts.clone()).unwrap_or_default();
    match all.iter_mut().find(|known| known.key == receipt.key) {
        Some(known) => *known = receipt,
        None => all.push(receipt),
    }
    let excess = all.len().saturating_sub(MAX_RECEIPTS);
    all.drain(..excess);
    all
}
