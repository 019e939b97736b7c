//! A backup that a steward wants back: unpacked beside the node while the kiosk goes on, put in its place
//! at the next start, once they have seen what would be lost and said yes.

use std::sync::{Arc, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use jiff::tz::TimeZone;

use crate::app::App;
use crate::backstage::{NoRestore, Unpacked};

/// Where an uploaded backup waits, below the node's folder, in what may be deleted at any moment.
const UPLOADED: &str = ".stead/cache/restore.stead-backup";

/// How far the unpacking is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum State {
    /// Nothing goes on. Whether something was unpacked, the disk says.
    #[default]
    Idle,
    /// A backup is read and unpacked.
    Busy,
    /// It did not work, and why.
    Failed(NoRestore),
}

/// The one backup that is unpacked at a time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Restores(Arc<Mutex<State>>);

impl Restores {
    pub(crate) fn state(&self) -> State {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, state: State) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }

    fn begin(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *state == State::Busy {
            return false;
        }
        *state = State::Busy;
        true
    }
}

/// Which backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum From {
    /// A file on a drive that is in.
    Drive(Utf8PathBuf),
    /// What somebody's browser sent.
    Upload(Vec<u8>),
}

/// Why a backup is not unpacked, or does not take the node's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotRestored {
    /// No such file lies on a drive that is in.
    NoFile,
    /// Another one is unpacked, or none can be here.
    Busy,
    /// None was unpacked.
    Nothing,
    /// Something else, as a sentence for stewards.
    Because(String),
}

impl NotRestored {
    /// A stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NoFile => "E-NO-FILE",
            Self::Busy => "E-RESTORE-BUSY",
            Self::Nothing => "E-NO-BACKUP",
            Self::Because(_) => "E-RESTORE",
        }
    }

    /// The key of the sentence, which may have a place for `why`.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::NoFile => "restore-no-file",
            Self::Busy => "restore-busy",
            Self::Nothing => "restore-nothing",
            Self::Because(_) => "restore-failed",
        }
    }

    /// What else is known of it.
    pub(crate) fn why(&self) -> &str {
        if let Self::Because(why) = self { why } else { "" }
    }
}

impl App {
    /// Reads a backup and unpacks it beside the node. Nobody may hold the desk.
    pub(crate) fn unpack_backup(
        &self,
        from: From,
        phrase: Option<&str>,
    ) -> Result<(), NotRestored> {
        let backstage = self.options.backstage.clone().ok_or(NotRestored::Busy)?;
        if let From::Drive(file) = &from
            && !backstage.backups().contains(file)
        {
            return Err(NotRestored::NoFile);
        }
        if !self.restores.begin() {
            return Err(NotRestored::Busy);
        }
        let (restores, phrase) = (self.restores.clone(), phrase.map(str::to_owned));
        let uploaded = self.desk().folder().join(UPLOADED);
        let work = move || {
            let unpacked = put_down(from, &uploaded)
                .map_err(|error| NoRestore::Because(error.to_string()))
                .and_then(|file| backstage.unpack(&file, phrase.as_deref()));
            // It may hold all members: nobody needs it any more.
            drop(fs_err::remove_file(&uploaded));
            restores.set(match unpacked {
                Ok(_) => State::Idle,
                Err(error) => {
                    tracing::warn!(?error, "a backup was not unpacked");
                    State::Failed(error)
                }
            });
        };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(work)),
            Err(_) => work(),
        }
        Ok(())
    }

    /// A steward says yes to what was unpacked, or no.
    pub(crate) fn agree_to_restore(&self, yes: bool) -> Result<(), NotRestored> {
        let backstage = self.options.backstage.as_ref().ok_or(NotRestored::Nothing)?;
        if self.restores.state() == State::Busy {
            return Err(NotRestored::Busy);
        }
        backstage.unpacked().ok_or(NotRestored::Nothing)?;
        backstage.agree(yes).map_err(NotRestored::Because)
    }

    /// How many members joined here after the backup was made; all of them where it holds none. Those
    /// of the day itself are not counted, unless it is another node's.
    pub(crate) fn members_lost(&self, unpacked: &Unpacked, zone: &TimeZone) -> usize {
        let day = zone.to_datetime(unpacked.made).date();
        let all = self.desk().members().list().unwrap_or_default();
        let stays = unpacked.private && unpacked.same;
        all.iter().filter(|member| !stays || member.joined > day).count()
    }
}

/// The file to read.
fn put_down(from: From, uploaded: &Utf8Path) -> std::io::Result<Utf8PathBuf> {
    match from {
        From::Drive(file) => Ok(file),
        From::Upload(bytes) => {
            if let Some(folder) = uploaded.parent() {
                fs_err::create_dir_all(folder)?;
            }
            fs_err::write(uploaded, bytes)?;
            Ok(uploaded.to_owned())
        }
    }
}
