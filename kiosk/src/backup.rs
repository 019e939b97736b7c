//! A backup that a steward asked for: made beside the desk, and kept for a while to be downloaded.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use camino::{Utf8Path, Utf8PathBuf};
use futures_util::stream;
use jiff::{SignedDuration, Timestamp};
use tokio::io::AsyncReadExt as _;

use crate::app::App;
use crate::backstage::{BackupLine, NoBackup};
use crate::git::PeerKind;

/// What browsers are told that a backup is.
pub(crate) const KIND: &str = "application/octet-stream";
/// So long a backup may be downloaded.
const KEPT: SignedDuration = SignedDuration::from_mins(30);
/// After so long a backup is old.
pub(crate) const OLD: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Below the node's folder, for what may be deleted at any moment.
const FOLDER: &str = ".stead/cache/backup";
/// Bytes in a piece of a file that is sent.
const PIECE: usize = 64 * 1024;

/// Where a backup goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum To {
    /// To whoever asked, by their browser.
    Browser,
    /// Onto a drive.
    Drive(Utf8PathBuf),
}

/// How far the backup is that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum State {
    /// None was asked for since the kiosk started.
    #[default]
    Idle,
    /// It is being made.
    Busy(To),
    /// It is there.
    Done(To, BackupLine),
    /// It did not work, and why.
    Failed(NoBackup),
}

/// The one backup that is made at a time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Backups(Arc<Mutex<State>>);

impl Backups {
    pub(crate) fn state(&self) -> State {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, state: State) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }

    /// Takes the place of the one that is made now; false while there is another.
    fn begin(&self, to: &To) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*state, State::Busy(_)) {
            return false;
        }
        *state = State::Busy(to.clone());
        true
    }

    /// The file that may be downloaded now.
    pub(crate) fn to_download(&self, now: Timestamp) -> Option<BackupLine> {
        match self.state() {
            State::Done(To::Browser, line) if now.duration_since(line.made).abs() < KEPT => {
                Some(line)
            }
            _ => None,
        }
    }
}

/// Why no backup was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotBegun {
    /// No such drive is in.
    NoDrive,
    /// Nobody said with which passphrase, nor that it shall be open.
    NoPhrase,
    /// Another one is made, or none can be made here.
    Busy,
}

impl NotBegun {
    /// A stable code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::NoDrive => "E-NO-DRIVE",
            Self::NoPhrase => "E-NO-PHRASE",
            Self::Busy => "E-BACKUP-BUSY",
        }
    }

    /// The key of the sentence.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::NoDrive => "backup-no-drive",
            Self::NoPhrase => "backup-phrase-needed",
            Self::Busy => "backup-busy",
        }
    }
}

impl App {
    /// The drives that are in.
    pub(crate) fn drives(&self) -> Vec<Utf8PathBuf> {
        let peers = self.options.git.as_ref().map(|host| host.peers()).unwrap_or_default();
        let sticks = peers.into_iter().filter(|peer| peer.kind == PeerKind::Stick);
        sticks.map(|peer| Utf8PathBuf::from(peer.name)).filter(|drive| drive.is_dir()).collect()
    }

    /// Begins a backup that a steward asked for: sealed with a passphrase, or `open`, but never open by
    /// mistake. Nobody may hold the desk.
    pub(crate) fn ask_for_backup(
        &self,
        to: To,
        phrase: Option<&str>,
        open: bool,
    ) -> Result<(), NotBegun> {
        if let To::Drive(drive) = &to
            && !self.drives().contains(drive)
        {
            return Err(NotBegun::NoDrive);
        }
        if phrase.is_none() && !open {
            return Err(NotBegun::NoPhrase);
        }
        let begun = self.begin_backup(to, phrase.map(str::to_owned));
        if begun { Ok(()) } else { Err(NotBegun::Busy) }
    }

    /// Begins a backup, beside the request. False while another one is made.
    fn begin_backup(&self, to: To, phrase: Option<String>) -> bool {
        let Some(backstage) = self.options.backstage.clone() else { return false };
        if !self.backups.begin(&to) {
            return false;
        }
        let (backups, own) = (self.backups.clone(), self.desk().folder().join(FOLDER));
        let work = move || {
            let made = folder_of(&to, own)
                .map_err(|error| NoBackup::Because(error.to_string()))
                .and_then(|folder| backstage.back_up(&folder, phrase.as_deref()));
            backups.set(match made {
                Ok(line) => State::Done(to, line),
                Err(error) => {
                    tracing::warn!(?error, "a backup was not made");
                    State::Failed(error)
                }
            });
        };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(work)),
            Err(_) => work(),
        }
        true
    }
}

/// Where the file is written: the drive, or a folder of ours in which no older one is left.
fn folder_of(to: &To, own: Utf8PathBuf) -> std::io::Result<Utf8PathBuf> {
    if let To::Drive(drive) = to {
        return Ok(drive.clone());
    }
    if own.exists() {
        fs_err::remove_dir_all(&own)?;
    }
    fs_err::create_dir_all(&own)?;
    Ok(own)
}

/// A file as the body of an answer, read while it is sent, and its length.
pub(crate) fn stream(path: &Utf8Path) -> std::io::Result<(Body, u64)> {
    let file = fs_err::File::open(path)?;
    let length = file.metadata()?.len();
    let file = tokio::fs::File::from_std(file.into_parts().0);
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let got = file.read(&mut piece).await?;
        piece.truncate(got);
        Ok::<_, std::io::Error>((got > 0).then(|| (Bytes::from(piece), file)))
    });
    Ok((Body::from_stream(pieces), length))
}
