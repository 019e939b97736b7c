//! What the kiosk's steward screens ask of git: the history of a record, commits of what was changed
//! on a screen, the devices and where they exchange.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Wall;
use catalog::ids::{DeviceId, NodeKey};
use catalog::record::NodeConfig;
use desk::{Clock as _, Randomness as _, SystemClock, SystemRandomness};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kiosk::{
    Backstage, BackupLine, DeviceLine, Exchange, Invited, Neighbours, NoBackup, NoDevice,
    NoRestore, RemoteLine, Revision, Unpacked,
};
use sync::backup::{self as archive, BackupError, Passphrase};
use sync::invite::{InviteError, JoinRequest};
use sync::remote::RemoteKind;
use sync::signers::Signer;
use sync::{Author, DeviceKey, NodeId, PublicKey, Repo, RepoPath};

use crate::backup::{self, Keep, Last};
use crate::context::Context;
use crate::devices::{self, DeviceError};
use crate::edge::Edge;
use crate::followed::{self, Shelf};
use crate::report::Report;
use crate::restoring;

/// Opens the repository anew for each question: the server's threads share no handle.
pub(crate) struct GitBackstage {
    root: Utf8PathBuf,
    zone: TimeZone,
    shelf: Shelf,
    /// Folders that count as drives.
    sticks: Vec<Utf8PathBuf>,
    again: Arc<Again>,
}

/// Whether the kiosk is to start again once it has stopped, and what stops it then.
#[derive(Debug, Default)]
pub(crate) struct Again {
    wanted: AtomicBool,
    stop: tokio::sync::Notify,
}

impl Again {
    /// Done once somebody wants it.
    pub(crate) async fn stopped(&self) {
        self.stop.notified().await;
    }

    /// Whether somebody wanted it since this was asked last.
    pub(crate) fn take(&self) -> bool {
        self.wanted.swap(false, Ordering::SeqCst)
    }
}

impl GitBackstage {
    pub(crate) fn new(root: &Utf8Path, zone: &TimeZone) -> Self {
        Self {
            root: root.to_owned(),
            zone: zone.clone(),
            shelf: Shelf::default(),
            sticks: Vec::new(),
            again: Arc::default(),
        }
    }

    /// With folders that count as drives, and what is told to start again.
    pub(crate) fn with(self, sticks: &[Utf8PathBuf], again: Arc<Again>) -> Self {
        Self { sticks: sticks.to_vec(), again, ..self }
    }

    fn commit(&self, paths: &[Utf8PathBuf], subject: &str) -> Result<(), sync::Error> {
        let repo = Repo::open(&self.root)?;
        let Some(key) = repo.key() else { return Ok(()) };
        let now = SystemClock.now();
        // A device that the node does not know yet: what it commits now would never count.
        if repo.signers()?.allowed(&key.public(), now).is_none() {
            return Ok(());
        }
        let paths = paths.iter().map(|path| repo_path(path)).collect::<Result<Vec<_>, _>>()?;
        let at = Wall::new(now, &self.zone);
        repo.commit(&paths, subject, &Author::device(key), at).map(drop)
    }

    fn versions(&self, path: &Utf8Path, most: usize) -> Result<Vec<Revision>, sync::Error> {
        let versions = Repo::open(&self.root)?.versions(&repo_path(path)?, most)?;
        let line = |version: sync::Version| Revision {
            id: version.id.to_string(),
            when: version.when,
            who: version.author,
            subject: version.subject,
        };
        Ok(versions.into_iter().map(line).collect())
    }

    fn stand(&self) -> Result<Exchange, sync::Error> {
        let repo = Repo::open(&self.root)?;
        let own = repo.key().map(DeviceKey::public);
        let signers = repo.signers()?;
        let devices = signers.signers().map(|signer| device_line(signer, own.as_ref()));
        let remotes = repo.remotes()?.into_iter();
        let remotes = remotes.map(|remote| RemoteLine { name: remote.name, url: remote.url });
        Ok(Exchange {
            node: repo.node_id().ok().map(|id| id.to_string()),
            head: repo.head().ok().map(|id| id.short()),
            pending: repo.pending()?.len(),
            devices: devices.collect(),
            remotes: remotes.collect(),
        })
    }
}

impl GitBackstage {
    fn around(&self, config: &NodeConfig) -> Result<Neighbours, sync::Error> {
        let repo = Repo::open(&self.root)?;
        followed::settle(&repo, config)?;
        let me = repo.node_id().ok();
        let others = self.shelf.all(&repo, config)?;
        let words = |key: NodeKey| (key, NodeId::from(key).spoken());
        Ok(Neighbours {
            me: me.map(NodeKey::from),
            own: me.map(|me| (me.spoken(), me.line())),
            words: others.iter().map(|other| words(other.key)).collect(),
            others,
        })
    }

    /// The first exchange with a node, which pins who it is.
    fn first_exchange(&self, name: &str, address: &str) -> Result<NodeKey, sync::Error> {
        let repo = Repo::open(&self.root)?;
        repo.follow(name, address, None)?;
        let outcome = repo.exchange(name);
        let found = repo.remotes()?.into_iter().find(|remote| remote.name == name);
        let pinned = found.and_then(|remote| match remote.kind {
            RemoteKind::Followed(node) => node,
            RemoteKind::Own => None,
        });
        match (outcome, pinned) {
            (Ok(_), Some(node)) => Ok(node.into()),
            (outcome, _) => {
                repo.remove_remote(name)?;
                outcome?;
                Err(sync::Error::NoHistory { folder: address.into() })
            }
        }
    }
}

impl GitBackstage {
    fn backup(&self, folder: &Utf8Path, keep: &Keep) -> Result<BackupLine, Report> {
        let (now, mut seed) = (SystemClock.now(), [0; 32]);
        SystemRandomness
            .fill(&mut seed)
            .map_err(|error| Report::outside("randomness", error.to_string()))?;
        let (documents, _) = catalog::store::load_documents(&self.root)?;
        let slug = documents.node.id.as_str();
        let to = folder.join(backup::file_name(slug, Wall::new(now, &self.zone)));
        backup::make(&self.root, &to, keep, now, seed)?;
        let last = backup::last(&self.root).filter(|last| last.file == to);
        last.map(line_of).ok_or_else(|| Report::outside("disk", "the backup was not noted"))
    }
}

/// Who may write.
impl GitBackstage {
    fn give(&self, hours: u32) -> Result<Invited, DeviceError> {
        let repo = Repo::open(&self.root)?;
        let now = SystemClock.now();
        devices::keyholder(&repo, now)?;
        let mut secret = [0; 16];
        let filled = SystemRandomness.fill(&mut secret);
        filled.map_err(|error| sync::Error::Private(Box::new(error)))?;
        let (invitation, until) = devices::give(&repo, secret, hours, now)?;
        Ok(Invited { text: invitation.to_string(), until })
    }

    fn let_in(&self, request: &str) -> Result<DeviceLine, DeviceError> {
        let request: JoinRequest = request.parse()?;
        let repo = Repo::open(&self.root)?;
        let now = SystemClock.now();
        let author = devices::keyholder(&repo, now)?;
        devices::admit(&repo, &request, &author, Wall::new(now, &self.zone))?;
        let key = devices::key_of(&repo, request.device);
        let own = repo.key().map(DeviceKey::public);
        let signer = Signer::new(request.device, key.ok_or(InviteError::Unreadable)?);
        Ok(device_line(&signer, own.as_ref()))
    }

    fn end(&self, device: DeviceId) -> Result<(), DeviceError> {
        let repo = Repo::open(&self.root)?;
        let now = SystemClock.now();
        let author = devices::keyholder(&repo, now)?;
        repo.revoke_device(device, &author, Wall::new(now, &self.zone))?;
        Ok(())
    }
}

fn device_line(signer: &Signer, own: Option<&PublicKey>) -> DeviceLine {
    DeviceLine {
        device: signer.device.to_string(),
        fingerprint: signer.key.fingerprint(),
        words: signer.key.spoken(),
        is_this: own == Some(&signer.key),
        until: signer.valid_before,
    }
}

impl From<DeviceError> for NoDevice {
    fn from(error: DeviceError) -> Self {
        match error {
            DeviceError::Invitation(InviteError::Unreadable) => Self::Unreadable,
            DeviceError::Invitation(InviteError::OtherNode) => Self::OtherNode,
            DeviceError::Invitation(InviteError::Unknown) => Self::Unknown,
            DeviceError::Invitation(InviteError::Expired) => Self::Expired,
            DeviceError::Invitation(InviteError::Used) => Self::Used,
            DeviceError::NotWelcome => Self::NotWelcome,
            DeviceError::Node(sync::Error::NotADevice { .. }) => Self::NotThere,
            other => Self::Because(other.to_string()),
        }
    }
}

fn unpacked_view(unpacked: restoring::Unpacked, agreed: bool) -> Unpacked {
    let restoring::Unpacked { name, same, device, made, private, events_since } = unpacked;
    Unpacked { name, same, device, made, private, events_since, agreed }
}

fn line_of(last: Last) -> BackupLine {
    let Last { made, bytes, file, private, sealed } = last;
    BackupLine { made, bytes, file, private, sealed }
}

fn repo_path(path: &Utf8Path) -> Result<RepoPath, sync::Error> {
    path.as_str().parse().map_err(sync::Error::Path)
}

impl Backstage for GitBackstage {
    fn keep(&self, paths: &[Utf8PathBuf], subject: &str) -> Result<(), String> {
        // The batch of the feeds may be committing at this moment.
        let mut last = String::new();
        for wait in [0, 200, 1_000, 3_000] {
            std::thread::sleep(std::time::Duration::from_millis(wait));
            match self.commit(paths, subject) {
                Ok(()) => return Ok(()),
                Err(error) => last = error.to_string(),
            }
        }
        Err(last)
    }

    fn history(&self, path: &Utf8Path, most: usize) -> Result<Vec<Revision>, String> {
        self.versions(path, most).map_err(|error| error.to_string())
    }

    fn at(&self, path: &Utf8Path, revision: &str) -> Result<Option<Vec<u8>>, String> {
        let Ok(id) = revision.parse() else { return Ok(None) };
        let read = Repo::open(&self.root).and_then(|repo| repo.read(id, path.as_str()));
        read.map_err(|error| error.to_string())
    }

    fn exchange(&self) -> Result<Exchange, String> {
        self.stand().map_err(|error| error.to_string())
    }

    fn since(&self) -> Result<Vec<(String, Timestamp)>, String> {
        let listed = Repo::open(&self.root).and_then(|repo| repo.listed_since());
        let listed = listed.map_err(|error| error.to_string())?;
        Ok(listed.into_iter().map(|(key, since)| (key.fingerprint(), since)).collect())
    }

    fn invite(&self, hours: u32) -> Result<Invited, NoDevice> {
        Ok(self.give(hours)?)
    }

    fn admit(&self, request: &str) -> Result<DeviceLine, NoDevice> {
        Ok(self.let_in(request)?)
    }

    fn revoke(&self, device: DeviceId) -> Result<(), NoDevice> {
        let own = Repo::open(&self.root).ok().and_then(|repo| repo.key().map(DeviceKey::device));
        if own == Some(device) {
            return Err(NoDevice::Itself);
        }
        Ok(self.end(device)?)
    }

    fn neighbours(&self, config: &NodeConfig) -> Result<Neighbours, String> {
        self.around(config).map_err(|error| error.to_string())
    }

    fn meet(&self, name: &str, address: &str) -> Result<NodeKey, String> {
        self.first_exchange(name, address).map_err(|error| error.to_string())
    }

    fn named(&self, text: &str) -> Option<NodeKey> {
        NodeId::named(text).map(NodeKey::from)
    }

    fn last_backup(&self) -> Option<BackupLine> {
        crate::backup::last(&self.root).map(line_of)
    }

    fn back_up(&self, folder: &Utf8Path, phrase: Option<&str>) -> Result<BackupLine, NoBackup> {
        let keep = match phrase {
            Some(phrase) => {
                Keep::Sealed(Passphrase::new(phrase).map_err(|_| NoBackup::ShortPhrase)?)
            }
            None => Keep::Open,
        };
        self.backup(folder, &keep).map_err(|report| {
            let causes = report.causes.into_iter().map(|cause| format!(": {cause}"));
            NoBackup::Because(format!("{}{}", report.message, causes.collect::<String>()))
        })
    }

    fn backups(&self) -> Vec<Utf8PathBuf> {
        restoring::backups_on_drives(&self.sticks)
    }

    fn unpack(&self, file: &Utf8Path, phrase: Option<&str>) -> Result<Unpacked, NoRestore> {
        let because = |report: Report| {
            let causes = report.causes.into_iter().map(|cause| format!(": {cause}"));
            NoRestore::Because(format!("{}{}", report.message, causes.collect::<String>()))
        };
        let needed = archive::needs_phrase(file).map_err(|error| because(error.into()))?;
        let phrase = match phrase.filter(|_| needed) {
            Some(phrase) => Some(Passphrase::new(phrase).map_err(|_| NoRestore::WrongPhrase)?),
            None if needed => return Err(NoRestore::PhraseNeeded),
            None => None,
        };
        let label = match archive::check(file, phrase.as_ref()) {
            Err(BackupError::WrongPhrase) => return Err(NoRestore::WrongPhrase),
            label => label.map_err(|error| because(error.into()))?,
        };
        let mut cx = Context::aside(Edge::default());
        let unpacked = restoring::unpack(&self.root, file, phrase.as_ref(), label, &mut cx);
        unpacked.map(|unpacked| unpacked_view(unpacked, false)).map_err(because)
    }

    fn unpacked(&self) -> Option<Unpacked> {
        let (unpacked, agreed) = restoring::waiting(&self.root)?;
        Some(unpacked_view(unpacked, agreed))
    }

    fn agree(&self, yes: bool) -> Result<(), String> {
        let done =
            if yes { restoring::confirm(&self.root) } else { restoring::discard(&self.root) };
        done.map_err(|report| report.message)
    }

    fn start_again(&self) {
        let again = Arc::clone(&self.again);
        again.wanted.store(true, Ordering::SeqCst);
        again.stop.notify_one();
    }

    fn forget(&self, node: NodeKey) -> Result<(), String> {
        let forget = Repo::open(&self.root).and_then(|repo| repo.unfollow(node.into()));
        forget.map_err(|error| error.to_string())
    }
}
