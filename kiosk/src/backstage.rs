//! What the steward's screens ask about history and exchange. The kiosk knows no git: whoever starts
//! it hands in something that does.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::ids::{DeviceId, NodeKey};
use catalog::record::NodeConfig;
use jiff::Timestamp;
use serde::Serialize;

use crate::neighbours::Neighbours;

/// One version of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// Its name for [`Backstage::at`].
    pub id: String,
    /// When it was recorded.
    pub when: Timestamp,
    /// By whom: a device or a public name.
    pub who: String,
    /// What was said about it.
    pub subject: String,
}

/// A device that may write, or might once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviceLine {
    /// Its name in the feeds.
    pub device: String,
    /// What programs compare.
    pub fingerprint: String,
    /// The words by which people compare its key.
    pub words: String,
    /// Whether it is the one that this kiosk runs on.
    pub is_this: bool,
    /// Since when it may write no more.
    pub until: Option<Timestamp>,
}

/// A place that events are exchanged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemoteLine {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// How this node stands with others.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Exchange {
    /// The node's identity.
    pub node: Option<String>,
    /// The newest commit, short.
    pub head: Option<String>,
    /// Files that no commit has taken in yet.
    pub pending: usize,
    /// The devices.
    pub devices: Vec<DeviceLine>,
    /// Where it is exchanged.
    pub remotes: Vec<RemoteLine>,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackupLine {
    /// When.
    pub made: Timestamp,
    /// Its size in bytes.
    pub bytes: u64,
    /// Where it was written.
    pub file: Utf8PathBuf,
    /// Whether it holds the members and this device's key.
    pub private: bool,
    /// Whether a passphrase opens it.
    pub sealed: bool,
}

/// Why there is no backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoBackup {
    /// The passphrase is too short.
    ShortPhrase,
    /// Something else, as a sentence for stewards.
    Because(String),
}

/// An invitation for one more device.
#[derive(Clone, PartialEq, Eq)]
pub struct Invited {
    /// What the new device is told. A secret: whoever has it gets in.
    pub text: String,
    /// Until when it is good.
    pub until: Timestamp,
}

impl std::fmt::Debug for Invited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invited").field("until", &self.until).finish_non_exhaustive()
    }
}

/// Why a device was not invited, let in or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoDevice {
    /// The request is something else, or was not copied whole.
    Unreadable,
    /// It is for another node.
    OtherNode,
    /// No invitation of this device fits it.
    Unknown,
    /// It came too late.
    Expired,
    /// Another device came with that invitation before.
    Used,
    /// This device may not write into the node itself.
    NotWelcome,
    /// It is the device that this kiosk runs on.
    Itself,
    /// No device of this name may write.
    NotThere,
    /// Something else, as a sentence for stewards.
    Because(String),
}

/// A backup that was unpacked beside the node, and may take its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// What its node is called.
    pub name: String,
    /// Whether it is a backup of the node that is here.
    pub same: bool,
    /// The device that made it.
    pub device: Option<String>,
    /// When it was made.
    pub made: Timestamp,
    /// Whether it holds the members.
    pub private: bool,
    /// The events that were recorded here after it was made.
    pub events_since: usize,
    /// A steward said yes: it takes the node's place at the next start.
    pub agreed: bool,
}

/// Why a backup was not unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRestore {
    /// It opens with a passphrase.
    PhraseNeeded,
    /// The passphrase is another one.
    WrongPhrase,
    /// Something else, as a sentence for stewards.
    Because(String),
}

/// History and exchange. Errors are sentences for stewards.
pub trait Backstage: Send + Sync {
    /// Records these files, with a line about why.
    fn keep(&self, paths: &[Utf8PathBuf], subject: &str) -> Result<(), String>;
    /// The versions of a file, the newest first, at most so many.
    fn history(&self, path: &Utf8Path, most: usize) -> Result<Vec<Revision>, String>;
    /// A file as it was in a version; `None` where it was not there.
    fn at(&self, path: &Utf8Path, revision: &str) -> Result<Option<Vec<u8>>, String>;
    /// How this node stands with others.
    fn exchange(&self) -> Result<Exchange, String>;
    /// Since when each key that may write or might once has been in, by its fingerprint.
    fn since(&self) -> Result<Vec<(String, Timestamp)>, String> {
        Ok(Vec::new())
    }
    /// Makes an invitation for one more device, good for so many hours.
    fn invite(&self, _hours: u32) -> Result<Invited, NoDevice> {
        Err(NoDevice::NotWelcome)
    }
    /// Lets in the device that shows this request, with an invitation of this one. The desk is kept
    /// still meanwhile.
    fn admit(&self, _request: &str) -> Result<DeviceLine, NoDevice> {
        Err(NoDevice::NotWelcome)
    }
    /// Ends a device's right to write. The desk is kept still meanwhile.
    fn revoke(&self, _device: DeviceId) -> Result<(), NoDevice> {
        Err(NoDevice::NotWelcome)
    }
    /// This node and those that it follows, as far as their news came.
    fn neighbours(&self, _config: &NodeConfig) -> Result<Neighbours, String> {
        Ok(Neighbours::default())
    }
    /// Asks who answers at an address, and fetches their news under this name. The identity that is
    /// given back is trusted from then on.
    fn meet(&self, _name: &str, _address: &str) -> Result<NodeKey, String> {
        Err("this kiosk exchanges with nobody".into())
    }
    /// The node that a person names by its digits or by the line of its QR code.
    fn named(&self, _text: &str) -> Option<NodeKey> {
        None
    }
    /// The last backup of this copy of the node.
    fn last_backup(&self) -> Option<BackupLine> {
        None
    }
    /// Writes everything that this device has into a new file in a folder, sealed where there is a
    /// passphrase, and reads it back.
    fn back_up(&self, _folder: &Utf8Path, _phrase: Option<&str>) -> Result<BackupLine, NoBackup> {
        Err(NoBackup::Because("this kiosk keeps its node in memory".into()))
    }
    /// The backups that lie on the drives that are in.
    fn backups(&self) -> Vec<Utf8PathBuf> {
        Vec::new()
    }
    /// Unpacks a backup beside the node, which goes on meanwhile and is not touched.
    fn unpack(&self, _file: &Utf8Path, _phrase: Option<&str>) -> Result<Unpacked, NoRestore> {
        Err(NoRestore::Because("this kiosk keeps its node in memory".into()))
    }
    /// The backup that was unpacked.
    fn unpacked(&self) -> Option<Unpacked> {
        None
    }
    /// A steward says yes, or no: then what was unpacked goes.
    fn agree(&self, _yes: bool) -> Result<(), String> {
        Err("this kiosk keeps its node in memory".into())
    }
    /// Starts the kiosk again, as soon as who is asking has their answer.
    fn start_again(&self) {}
    /// Lets go of a node that is followed no longer.
    fn forget(&self, _node: NodeKey) -> Result<(), String> {
        Ok(())
    }
}
