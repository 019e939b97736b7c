//! A backup of this device's copy of a node: which files are this device's alone, where the last backup
//! went, and who a restored copy is.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Wall;
use catalog::ids::DeviceId;
use desk::members::Members;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sync::backup::{Backup, BackupError, Passphrase, Plan};
use sync::{Author, DeviceKey, Repo};

use crate::context::Context;
use crate::node::{self, Reading};
use crate::people::People;
use crate::report::Report;

/// What a backup's file name ends with.
pub(crate) const ENDING: &str = "stead-backup";
const MEMBERS: &str = "private.sqlite";
const LAST: &str = "last-backup.json";
/// What is made anew at any time, or is of one moment.
const LEFT_OUT: [&str; 13] = [
    "lock",
    "site",
    "cache",
    "tmp",
    "notices",
    "moving",
    "behind",
    "behind.taken",
    LAST,
    MEMBERS,
    "private.sqlite-journal",
    "private.sqlite-wal",
    "private.sqlite-shm",
];

/// What is asked of a backup.
#[derive(Debug, Clone)]
pub(crate) enum Keep {
    /// Everything, opened by a passphrase.
    Sealed(Passphrase),
    /// Everything, for whoever has the file.
    Open,
    /// What is public anyway.
    Public,
}

/// The last backup of this copy, as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Last {
    pub(crate) made: Timestamp,
    pub(crate) bytes: u64,
    /// The file's name, and the folder for who looks for it.
    pub(crate) file: Utf8PathBuf,
    /// Whether it holds the members and the key.
    pub(crate) private: bool,
    pub(crate) sealed: bool,
}

/// The last backup, if there was one.
pub(crate) fn last(root: &Utf8Path) -> Option<Last> {
    let text = fs_err::read(root.join(".stead").join(LAST)).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Remembers where the last backup went.
pub(crate) fn note(root: &Utf8Path, last: &Last) -> std::io::Result<()> {
    let folder = root.join(".stead");
    let mut partial = tempfile::NamedTempFile::new_in(&folder)?;
    serde_json::to_writer(&mut partial, last)?;
    partial.as_file().sync_all()?;
    partial.persist(folder.join(LAST)).map_err(|error| error.error)?;
    Ok(())
}

/// What a backup that is made now is called.
pub(crate) fn file_name(slug: &str, at: Wall) -> String {
    format!("{slug}-{}.{ENDING}", at.local().strftime("%Y-%m-%d-%H%M%S"))
}

/// Makes a backup of the node at `root`. A kiosk may hold the node meanwhile.
pub(crate) fn make(
    root: &Utf8Path,
    to: &Utf8Path,
    keep: &Keep,
    now: Timestamp,
    seed: [u8; 32],
) -> Result<Backup, Report> {
    let repo = Repo::open(root)?;
    let name = name_of(root)?;
    let failed =
        |error: std::io::Error| Report::io("this device's files could not be read", &error);
    let scratch = root.join(".stead/tmp");
    fs_err::create_dir_all(&scratch).map_err(failed)?;
    let copies = tempfile::tempdir_in(&scratch).map_err(failed)?;
    let private = match keep {
        Keep::Public => None,
        Keep::Sealed(_) | Keep::Open => {
            let copies = Utf8Path::from_path(copies.path()).unwrap_or(&scratch);
            Some(of_this_device(root, copies)?)
        }
    };
    let plan = Plan {
        name: &name,
        made: now,
        program: concat!("stead ", env!("CARGO_PKG_VERSION")),
        private: private.as_deref(),
        phrase: if let Keep::Sealed(phrase) = keep { Some(phrase) } else { None },
        seed,
    };
    let made = repo.back_up(to, &plan)?;
    let last = Last {
        made: now,
        bytes: made.bytes,
        file: to.to_owned(),
        private: plan.private.is_some(),
        sealed: plan.phrase.is_some(),
    };
    note(root, &last).map_err(failed)?;
    Ok(made)
}

fn name_of(root: &Utf8Path) -> Result<String, Report> {
    let (documents, _) = catalog::store::load_documents(root)?;
    Ok(documents.node.name.base)
}

/// The files below `.stead/` that nothing else holds: their names there, and where to read them.
fn of_this_device(
    root: &Utf8Path,
    copies: &Utf8Path,
) -> Result<Vec<(String, Utf8PathBuf)>, Report> {
    let own = root.join(".stead");
    let (mut found, mut open) = (Vec::new(), vec![String::new()]);
    while let Some(prefix) = open.pop() {
        let folder = own.join(&prefix);
        let failed = |error| Report::io(&format!("`{folder}` could not be read"), &error);
        for entry in fs_err::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().map_err(failed)?;
            if prefix.is_empty() && LEFT_OUT.contains(&name.as_str()) {
                continue;
            }
            if kind.is_dir() {
                open.push(format!("{name}/"));
            } else if kind.is_file() {
                found.push((name.clone(), own.join(&name)));
            }
        }
    }
    // Last: events that were recorded before it know no member whom it lacks.
    found.sort();
    if own.join(MEMBERS).is_file() {
        let copy = copies.join(MEMBERS);
        Members::copy(&own.join(MEMBERS), &copy)?;
        found.push((MEMBERS.into(), copy));
    }
    Ok(found)
}

/// Who a restored copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Identity {
    /// A device of its own, with a new name and a new feed: always safe
    New,
    /// The device that was backed up, with its name and its key: only where that one never runs again
    Same,
}

/// What became of a restored copy.
pub(crate) struct Became {
    /// The device, where the copy has a key.
    pub(crate) device: Option<DeviceId>,
    /// Whether the node knows it.
    pub(crate) welcome: bool,
}

/// Makes a restored copy a device of its own: two computers must never write under one name. What the
/// old one had recorded and not committed is signed with its key, and so is the welcome of the new one.
pub(crate) fn become_new(cx: &mut Context, root: &Utf8Path) -> Result<Became, Report> {
    let repo = Repo::open(root)?;
    let reading = Reading::of(root.to_owned(), cx.edge.now())?;
    let at = Wall::new(reading.now, &reading.zone);
    let failed = |error: std::io::Error| Report::io("the old key could not be put away", &error);
    let Some(old) = repo.key().cloned() else {
        return Ok(Became { device: None, welcome: false });
    };
    forget(root, "invitations.json").map_err(failed)?;
    let fresh = DeviceKey::new(&cx.edge.bytes()?);
    let welcome = node::is_welcome(&repo, reading.now)?;
    if welcome {
        let author = Author::device(&old);
        let own = |pending: &sync::Pending| pending.path.feed_of() == Some(old.device());
        let waiting = repo.pending()?.into_iter().filter(own).map(|pending| pending.path);
        repo.commit(&waiting.collect::<Vec<_>>(), "what was recorded before", &author, at)?;
        repo.become_new_device(&fresh, &author, at)?;
    } else {
        forget(root, "device_key").map_err(failed)?;
        fresh.save(&root.join(DeviceKey::FILE))?;
    }
    drop(repo);
    if root.join(".stead").join(MEMBERS).is_file() {
        let mut random = cx.edge.random();
        let store = root.join(".stead").join(MEMBERS);
        Members::open(&store, random.as_mut())?.forget_answers()?;
        let mut people = People::open(cx, root)?;
        Repo::open(root)?.settle_private(&mut people.share(cx)?)?;
    }
    Ok(Became { device: Some(fresh.device()), welcome })
}

fn forget(root: &Utf8Path, name: &str) -> std::io::Result<()> {
    match fs_err::remove_file(root.join(".stead").join(name)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl From<BackupError> for Report {
    fn from(error: BackupError) -> Self {
        use BackupError as E;
        match error {
            E::Node(error) => error.into(),
            E::Io(error) => Self::io("the backup could not be read or written", &error),
            other => {
                let hint = other.hint();
                let report = match &other {
                    E::NotKept { .. } => Self::outside("drive", other.to_string()),
                    E::Exists { .. } => Self::request("exists", other.to_string()),
                    E::PhraseNeeded | E::WrongPhrase => {
                        Self::request("passphrase", other.to_string())
                    }
                    _ => Self::request("backup", other.to_string()),
                };
                report.maybe_hint(hint)
            }
        }
    }
}

/// A size for people.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KiB", bytes >> 10),
        _ => format!("{}.{} MiB", bytes >> 20, ((bytes % (1 << 20)) * 10) >> 20),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backups_name_says_whose_it_is_and_when_and_fits_any_drive() {
        let at: Wall = "2026-03-14T09:05:07+01:00".parse().unwrap();
        let name = file_name("oak-street", at);
        assert_eq!(name, "oak-street-2026-03-14-090507.stead-backup");
        assert_eq!(size(1536), "1 KiB");
        assert_eq!(size(3 << 19), "1.5 MiB");
    }
}
