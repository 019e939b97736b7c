//! A whole node in one file, and back: every ref, what no commit has taken in yet, and, where it is
//! asked for, what only this device knows.
//!
//! A backup is written under another name, flushed, read back from its beginning to its end, and only
//! then given its own name. What comes out of one is checked whole before the first byte of it is
//! written, and goes into a new folder; nothing in it is executed or believed further than a stick is.
//! Who the restored copy is afterwards (the same device or a new one) is the caller's to settle.

mod archive;
mod gather;
mod sealed;
mod unpack;

use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::ids::DeviceId;
use fs_err as fs;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::repo::Repo;
use crate::repo::worktree::sync_folder;
use crate::{CommitId, Error, NodeId};
use sealed::SealError;
pub use sealed::{Passphrase, TooShort};
pub use unpack::{Restored, restore};

/// The newest form of a backup that this program writes and reads.
const FORMAT: u32 = 1;
const SETTINGS: &str = "settings.json";
const BUNDLE: &str = "repository.bundle";
const FILES: &str = "files/";
const DEVICE: &str = "device/";
/// What a person reads who has the file and not the program.
const README: &str = "\
This is a backup of a Commonstead node.

  stead restore <this file> <new folder>

puts it back. Without that program:

  repository.bundle   the whole history: git clone -b main repository.bundle node
  files/              what was edited and not yet recorded: copy it over the clone
  device/             what only that computer knew (members, its key): copy it to node/.stead/
  settings.json       where it exchanged
  contents.json       every file here with its SHA-256

If the whole file is encrypted: age -d <file> | tar x
";

/// Why there is no backup, or nothing comes out of one.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Something is there already.
    #[error("there is a file called `{file}` already")]
    Exists {
        /// The file or folder.
        file: Utf8PathBuf,
    },
    /// Another kind of file.
    #[error("`{file}` is not a backup of a node")]
    NotABackup {
        /// The file.
        file: Utf8PathBuf,
    },
    /// A newer program wrote it.
    #[error("this backup was made by a newer program ({program}, form {format})")]
    Newer {
        /// The program.
        program: String,
        /// Its form.
        format: u32,
    },
    /// It is encrypted.
    #[error("this backup opens with a passphrase")]
    PhraseNeeded,
    /// The passphrase is another one.
    #[error("the passphrase does not open this backup")]
    WrongPhrase,
    /// It was cut off or changed.
    #[error("this backup is cut off or damaged: nothing was taken from it")]
    Damaged,
    /// No program of ours wrote this.
    #[error("this file is no backup that can be trusted: {0}")]
    Strange(String),
    /// What was written does not read back.
    #[error("what was written to `{file}` does not read back; the drive may be worn out")]
    NotKept {
        /// Where it was written.
        file: Utf8PathBuf,
    },
    /// Something with the node's history.
    #[error(transparent)]
    Node(#[from] Error),
    /// The disk or the drive.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl BackupError {
    /// What to do next, where that is known.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Exists { .. } => "choose another name; nothing is written over".into(),
            Self::Newer { .. } => "update this program first; the backup is fine".into(),
            Self::PhraseNeeded => "`--passphrase-file <file>` names a file that holds it".into(),
            Self::WrongPhrase => {
                "capitals and spaces count; without the passphrase nobody can open it".into()
            }
            Self::Damaged | Self::Strange(_) => {
                "take another backup; or a remote or a stick, which hold all that is public".into()
            }
            Self::NotKept { .. } => "use another drive".into(),
            Self::Node(error) => return error.hint(),
            Self::NotABackup { .. } | Self::Io(_) => return None,
        })
    }
}

/// What a failure to open a sealed file was about.
fn not_opened(error: &io::Error) -> BackupError {
    let seal = error.get_ref().and_then(|inner| inner.downcast_ref::<SealError>());
    match (seal, error.raw_os_error()) {
        (Some(SealError::Wrong), _) => BackupError::WrongPhrase,
        (None, Some(code)) => io::Error::from_raw_os_error(code).into(),
        _ => BackupError::Damaged,
    }
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The form that it is written in.
    format: u32,
    /// Whose it is.
    pub node: NodeId,
    /// What the node is called.
    #[serde(default)]
    pub name: String,
    /// The device that made it.
    #[serde(default)]
    pub device: Option<DeviceId>,
    /// The newest commit in it.
    pub head: CommitId,
    /// When it was made, by that device's clock.
    pub made: Timestamp,
    /// The program that made it.
    #[serde(default)]
    pub program: String,
    /// Whether it holds what only that device knew: members, its key.
    #[serde(default)]
    pub private: bool,
}

/// Where a node exchanges, and what was gone from its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Settings {
    remotes: Vec<RemoteLine>,
    following: Vec<NodeId>,
    agreed: Vec<NodeId>,
    removed: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RemoteLine {
    name: String,
    url: String,
    /// Absent for another copy of this node; a followed node's identity, or empty where it has not
    /// answered yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    follows: Option<String>,
}

/// What goes into a backup beside the repository.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What the node is called.
    pub name: &'a str,
    /// When it is made.
    pub made: Timestamp,
    /// The program that makes it.
    pub program: &'a str,
    /// The files that only this device has: the name below `.stead/`, and where its bytes are. None
    /// where the backup is to hold nothing private.
    pub private: Option<&'a [(String, Utf8PathBuf)]>,
    /// What it is sealed with.
    pub phrase: Option<&'a Passphrase>,
    /// Fresh randomness.
    pub seed: [u8; 32],
}

/// A backup that was made, and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub file: Utf8PathBuf,
    /// What it says of itself.
    pub label: Label,
    /// Its size in bytes.
    pub bytes: u64,
    /// Files that are not in it, because no drive could hold their names or they are links.
    pub left_out: Vec<String>,
}

impl Repo {
    /// Writes a backup of the node to a new file: whole, or not at all.
    ///
    /// A kiosk may go on meanwhile: what is in the backup is what was recorded when it began, and
    /// perhaps a little more.
    pub fn back_up(&self, to: &Utf8Path, plan: &Plan<'_>) -> Result<Backup, BackupError> {
        let exists = || BackupError::Exists { file: to.to_owned() };
        if to.exists() {
            return Err(exists());
        }
        let folder = to.parent().filter(|folder| !folder.as_str().is_empty());
        let folder = folder.unwrap_or(Utf8Path::new("."));
        let mut partial = tempfile::Builder::new().prefix(".stead-backup-").tempfile_in(folder)?;
        let (label, left_out) = self.write_backup(partial.as_file_mut(), plan)?;
        partial.as_file().sync_all()?;
        let written = Utf8PathBuf::try_from(partial.path().to_owned()).map_err(io::Error::other)?;
        let kept = label_of(&written, plan.phrase).is_ok_and(|kept| kept == label);
        if !kept {
            return Err(BackupError::NotKept { file: to.to_owned() });
        }
        let bytes = partial.as_file().metadata()?.len();
        if to.exists() {
            return Err(exists());
        }
        partial.persist(to).map_err(|error| error.error)?;
        sync_folder(folder);
        Ok(Backup { file: to.to_owned(), label, bytes, left_out })
    }

    fn write_backup(
        &self,
        out: &mut std::fs::File,
        plan: &Plan<'_>,
    ) -> Result<(Label, Vec<String>), BackupError> {
        let refs = self.refs_to_keep(plan.private.is_some())?;
        let head = self.head()?;
        let label = Label {
            format: FORMAT,
            node: self.node_id()?,
            name: plan.name.to_owned(),
            device: self.key().map(crate::DeviceKey::device),
            head,
            made: plan.made,
            program: plan.program.to_owned(),
            private: plan.private.is_some(),
        };
        let scratch = self.scratch()?;
        let bundle = self.bundle_of(&refs, &scratch)?;
        let differs = self.differs_from(head)?;
        let settings = Settings { removed: differs.removed, ..self.settings()? };
        let seal = plan.phrase.map(|phrase| (phrase, &plan.seed));
        let made = u64::try_from(plan.made.as_second()).unwrap_or(0);
        let mut archive = archive::Writer::begin(io::BufWriter::new(out), seal, made)?;
        archive.add(archive::LABEL, &json(&label)?)?;
        archive.add("README.txt", README.as_bytes())?;
        archive.add(SETTINGS, &json(&settings)?)?;
        let path = Utf8Path::from_path(bundle.path()).unwrap_or(Utf8Path::new(""));
        archive.add_file(BUNDLE, path)?;
        for name in &differs.changed {
            let file = self.folder().join(name);
            let inside = format!("{FILES}{name}");
            if crate::layout::is_feed(name) {
                archive.add(&inside, &whole_lines(fs::read(&file)?))?;
            } else {
                archive.add_file(&inside, &file)?;
            }
        }
        let mut left_out = differs.left_out;
        for (name, file) in plan.private.unwrap_or_default() {
            if archive::check_name(name).is_ok() {
                archive.add_file(&format!("{DEVICE}{name}"), file)?;
            } else {
                left_out.push(format!(".stead/{name}"));
            }
        }
        io::Write::flush(&mut archive.finish()?)?;
        Ok((label, left_out))
    }
}

/// A line that is being appended at this moment was not acknowledged yet.
fn whole_lines(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    bytes.truncate(end);
    bytes
}

fn json(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Whether a passphrase is needed to read this file.
pub fn needs_phrase(file: &Utf8Path) -> Result<bool, BackupError> {
    Ok(archive::needs_phrase(file)?)
}

/// Reads a backup from its beginning to its end and says whose it is. Nothing is written.
pub fn check(file: &Utf8Path, phrase: Option<&Passphrase>) -> Result<Label, BackupError> {
    label_of(file, phrase)
}

/// The label alone is read for its form first: a newer one may say the rest in another way.
#[derive(Deserialize)]
struct Form {
    format: u32,
    #[serde(default)]
    program: String,
}

fn label_of(file: &Utf8Path, phrase: Option<&Passphrase>) -> Result<Label, BackupError> {
    let mut label = None;
    archive::read(file, phrase, |name, bytes| {
        if name == archive::LABEL && label.is_none() {
            let mut text = Vec::new();
            bytes.read_to_end(&mut text)?;
            let not = || BackupError::NotABackup { file: file.to_owned() };
            let Form { format, program } = serde_json::from_slice(&text).map_err(|_| not())?;
            if format > FORMAT {
                return Err(BackupError::Newer { program, format });
            }
            label = Some(serde_json::from_slice(&text).map_err(|_| not())?);
        }
        Ok(())
    })?;
    label.ok_or_else(|| BackupError::NotABackup { file: file.to_owned() })
}
