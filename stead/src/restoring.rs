//! A backup that takes the node's place at the next start.
//!
//! It is unpacked beside the node while the kiosk goes on, and nothing of the node is touched. Once a
//! steward has said yes, the next start puts the node aside and the unpacked one in its place: two
//! renames, and whatever a power cut leaves between them, the start after it goes on from there. What was
//! put aside is never deleted.

use camino::{Utf8Path, Utf8PathBuf};
use desk::lock::Lock;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sync::backup::{Label, Passphrase};

use crate::backup::{ENDING, Identity};
use crate::commands::restore;
use crate::context::Context;
use crate::report::{Report, at};

const ABOUT: &str = "about.json";
const READY: &str = "ready";

/// A backup that was unpacked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Unpacked {
    /// What its node is called.
    pub(crate) name: String,
    /// Whether it is a backup of the node that is here.
    pub(crate) same: bool,
    /// The device that made it.
    pub(crate) device: Option<String>,
    pub(crate) made: Timestamp,
    /// Whether it holds the members.
    pub(crate) private: bool,
    /// The events that were recorded here after it was made.
    pub(crate) events_since: usize,
}

/// Beside the node, so that it gets there in one step.
fn place(root: &Utf8Path) -> Utf8PathBuf {
    root.with_file_name(format!(".{}.restore", root.file_name().unwrap_or("node")))
}

/// The backup that was unpacked for this node, and whether a steward said yes.
pub(crate) fn waiting(root: &Utf8Path) -> Option<(Unpacked, bool)> {
    let place = place(root);
    let about = fs_err::read(place.join(ABOUT)).ok()?;
    Some((serde_json::from_slice(&about).ok()?, place.join(READY).exists()))
}

/// Unpacks a backup, whose label was read, beside the node. What was unpacked before goes.
pub(crate) fn unpack(
    root: &Utf8Path,
    file: &Utf8Path,
    phrase: Option<&Passphrase>,
    label: Label,
    cx: &mut Context,
) -> Result<Unpacked, Report> {
    discard(root)?;
    let place = place(root);
    let inner = place.join("node");
    restore::fill(file, phrase, &inner, Identity::New, &label, cx)?;
    let own = sync::Repo::open(root).and_then(|repo| repo.node_id()).ok();
    let since = |event: &&catalog::event::Event| event.wall.timestamp() > label.made;
    let stored = catalog::store::load(root)?;
    let unpacked = Unpacked {
        name: label.name,
        same: own == Some(label.node),
        device: label.device.map(|device| device.to_string()),
        made: label.made,
        private: label.private,
        events_since: stored.events.iter().filter(since).count(),
    };
    flush(&place).map_err(at("flushed", &place))?;
    write(&place, ABOUT, &serde_json::to_vec(&unpacked).unwrap_or_default())
        .map_err(at("written to", &place))?;
    Ok(unpacked)
}

/// A steward said yes: it takes the node's place at the next start.
pub(crate) fn confirm(root: &Utf8Path) -> Result<(), Report> {
    let place = place(root);
    if waiting(root).is_none() {
        return Err(Report::request("backup", "no backup was unpacked here"));
    }
    write(&place, READY, b"").map_err(at("written to", &place))
}

/// Nothing is restored; what was unpacked goes.
pub(crate) fn discard(root: &Utf8Path) -> Result<(), Report> {
    let place = place(root);
    // The yes first: a power cut must not leave one for half of a node.
    for name in [READY, ABOUT] {
        match fs_err::remove_file(place.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(at("removed", &place)(error));
            }
            _ => {}
        }
    }
    match fs_err::remove_dir_all(&place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(at("removed", &place)(error))
        }
        _ => Ok(()),
    }
}

/// Does at the start what a steward said yes to, and gives back where the node was put aside. Nobody
/// may have the node open.
pub(crate) fn apply(root: &Utf8Path, now: Timestamp) -> Result<Option<Utf8PathBuf>, Report> {
    let place = place(root);
    if !place.join(READY).exists() {
        return Ok(None);
    }
    let inner = place.join("node");
    let mut aside = None;
    if inner.join("node.toml").is_file() {
        if root.exists() {
            let before = free_name(root, now);
            let _lock = Lock::take(root, "stead kiosk", now)?;
            fs_err::rename(root, &before).map_err(at("put aside", root))?;
            aside = Some(before);
        }
        fs_err::rename(&inner, root).map_err(at("put in its place", root))?;
        let parent = root.parent().unwrap_or(root);
        flush_folder(parent).map_err(at("flushed", parent))?;
    }
    discard(root)?;
    Ok(aside)
}

/// A name beside the node that nothing has.
fn free_name(root: &Utf8Path, now: Timestamp) -> Utf8PathBuf {
    let name = root.file_name().unwrap_or("node");
    let day = now.strftime("%Y-%m-%d-%H%M%S");
    let names = (1_u32..).map(|n| match n {
        1 => format!("{name}.before-{day}"),
        n => format!("{name}.before-{day}-{n}"),
    });
    let mut free = names.map(|name| root.with_file_name(name)).filter(|path| !path.exists());
    free.next().unwrap_or_else(|| root.with_extension("before"))
}

/// The backups that lie on the drives that are in, and in these folders.
pub(crate) fn backups_on_drives(more: &[Utf8PathBuf]) -> Vec<Utf8PathBuf> {
    let mounts = fs_err::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let mut folders = sync::stick::watch::drives(&mounts);
    folders.extend(more.iter().cloned());
    let entries = folders.iter().filter_map(|folder| folder.read_dir_utf8().ok()).flatten();
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path().to_owned());
    let mut found: Vec<_> =
        paths.filter(|path| path.extension() == Some(ENDING) && path.is_file()).collect();
    found.sort();
    found
}

fn write(folder: &Utf8Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    catalog::store::write_atomic(&folder.join(name), bytes)?;
    flush_folder(folder)
}

fn flush_folder(folder: &Utf8Path) -> std::io::Result<()> {
    #[cfg(unix)]
    fs_err::File::open(folder)?.sync_all()?;
    Ok(())
}

/// Everything below is on the disk when this comes back.
fn flush(folder: &Utf8Path) -> std::io::Result<()> {
    for entry in folder.read_dir_utf8()? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            flush(entry.path())?;
        } else if kind.is_file() {
            fs_err::File::open(entry.path())?.sync_all()?;
        }
    }
    flush_folder(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-05-12T14:00:00Z".parse().unwrap()
    }

    /// A node and one that was unpacked beside it, and a yes.
    fn two() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().join("node");
        for (at, name) in [(root.clone(), "now"), (place(&root).join("node"), "then")] {
            fs_err::create_dir_all(&at).unwrap();
            fs_err::write(at.join("node.toml"), name).unwrap();
        }
        fs_err::write(place(&root).join(READY), "").unwrap();
        (folder, root)
    }

    fn is(root: &Utf8Path, what: &str) {
        assert_eq!(fs_err::read_to_string(root.join("node.toml")).unwrap(), what);
        assert!(!place(root).exists(), "nothing is left beside it");
    }

    #[test]
    fn what_a_steward_said_yes_to_happens_at_the_start_and_the_node_is_put_aside() {
        let (_folder, root) = two();
        let before = apply(&root, now()).unwrap().unwrap();
        is(&root, "then");
        assert_eq!(before.file_name(), Some("node.before-2026-05-12-140000"));
        assert_eq!(fs_err::read_to_string(before.join("node.toml")).unwrap(), "now");
        assert_eq!(apply(&root, now()).unwrap(), None, "once");
    }

    #[test]
    fn wherever_the_power_goes_the_next_start_ends_what_was_begun() {
        // After the node was put aside.
        let (_folder, root) = two();
        fs_err::rename(&root, root.with_file_name("aside")).unwrap();
        assert_eq!(apply(&root, now()).unwrap(), None);
        is(&root, "then");
        // After the other one got its place.
        let (_folder, root) = two();
        fs_err::rename(&root, root.with_file_name("aside")).unwrap();
        fs_err::rename(place(&root).join("node"), &root).unwrap();
        assert_eq!(apply(&root, now()).unwrap(), None);
        is(&root, "then");
    }

    #[test]
    fn without_a_yes_nothing_happens_and_an_open_node_is_left_alone() {
        let (_folder, root) = two();
        {
            let _open = Lock::take(&root, "stead kiosk", now()).unwrap();
            assert!(apply(&root, now()).is_err());
        }
        assert_eq!(fs_err::read_to_string(root.join("node.toml")).unwrap(), "now");
        fs_err::remove_file(place(&root).join(READY)).unwrap();
        assert_eq!(apply(&root, now()).unwrap(), None);
        assert_eq!(fs_err::read_to_string(root.join("node.toml")).unwrap(), "now");
        discard(&root).unwrap();
        is(&root, "now");
    }
}
