//! One program at a time: `.stead/lock` says who holds a node and since when.
//!
//! The file is a note for people; the lock itself is the operating system's, which gives it up when
//! the process ends, however it ends. So a note that a dead process left behind holds nobody up.

use std::fmt;
use std::io::{Read, Seek, Write};

use camino::{Utf8Path, Utf8PathBuf};
use jiff::Timestamp;

/// Who holds a node.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    /// The process.
    pub pid: Option<u32>,
    /// The program, as it calls itself (`stead kiosk`).
    pub program: String,
    /// Since when.
    pub since: Option<Timestamp>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let program = if self.program.is_empty() { "another program" } else { &self.program };
        f.write_str(program)?;
        if let Some(pid) = self.pid {
            write!(f, " (process {pid})")?;
        }
        match self.since {
            Some(since) => write!(f, ", since {}", since.strftime("%Y-%m-%d %H:%M UTC")),
            None => Ok(()),
        }
    }
}

/// Why the lock was not had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another program has the node open.
    #[error("this node is open in {holder}; close it there first, or use its screen")]
    Held {
        /// Who.
        holder: Holder,
    },
    /// The file could not be made or read.
    #[error("{path} could not be opened")]
    File {
        /// The lock file.
        path: Utf8PathBuf,
        /// What the disk said.
        source: std::io::Error,
    },
}

/// The lock of a node; given back when dropped.
#[derive(Debug)]
pub struct Lock {
    file: fs_err::File,
}

impl Lock {
    /// Takes the lock of the node in this folder.
    pub fn take(node: &Utf8Path, program: &str, now: Timestamp) -> Result<Self, LockError> {
        let folder = node.join(".stead");
        let path = folder.join("lock");
        let failed = |source| LockError::File { path: path.clone(), source };
        fs_err::create_dir_all(&folder).map_err(failed)?;
        let mut file = fs_err::OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
        match file.file().try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => {
                let mut note = String::new();
                file.read_to_string(&mut note).map_err(failed)?;
                return Err(LockError::Held { holder: read_note(&note) });
            }
            Err(std::fs::TryLockError::Error(source)) => return Err(failed(source)),
        }
        let note = format!(
            "pid = {}\nprogram = \"{}\"\nsince = \"{now}\"\n",
            std::process::id(),
            program.replace(['"', '\\', '\n'], " ")
        );
        file.set_len(0).map_err(failed)?;
        file.rewind().map_err(failed)?;
        file.write_all(note.as_bytes()).map_err(failed)?;
        Ok(Self { file })
    }

    /// Who holds the node in this folder, if anybody does.
    pub fn holder(node: &Utf8Path) -> Option<Holder> {
        let mut file = fs_err::File::open(node.join(".stead/lock")).ok()?;
        let held = matches!(file.file().try_lock_shared(), Err(std::fs::TryLockError::WouldBlock));
        let mut note = String::new();
        file.read_to_string(&mut note).ok()?;
        held.then(|| read_note(&note))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The lock ends with the file whatever happens here; an empty note only spares a question.
        let emptied = self.file.set_len(0);
        drop(emptied);
    }
}

fn read_note(note: &str) -> Holder {
    let field = |name: &str| {
        let mut lines = note.lines().filter_map(|line| line.split_once(" = "));
        lines.find(|(key, _)| *key == name).map(|(_, value)| value.trim_matches('"').to_owned())
    };
    Holder {
        pid: field("pid").and_then(|pid| pid.parse().ok()),
        program: field("program").unwrap_or_default(),
        since: field("since").and_then(|since| since.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(dir.path().to_owned()).unwrap();
        (dir, path)
    }

    const NOW: &str = "2026-05-12T14:00:00Z";

    #[test]
    fn the_second_program_is_told_who_has_the_node() {
        let (_dir, node) = folder();
        let first = Lock::take(&node, "stead kiosk", NOW.parse().unwrap()).unwrap();
        let Err(error) = Lock::take(&node, "stead loan", NOW.parse().unwrap()) else {
            panic!("two programs have one node")
        };
        let words = error.to_string();
        assert!(words.contains("stead kiosk (process "), "{words}");
        assert!(words.contains("since 2026-05-12 14:00 UTC"), "{words}");
        assert_eq!(Lock::holder(&node).unwrap().program, "stead kiosk");
        drop(first);
        assert_eq!(Lock::holder(&node), None);
        assert!(Lock::take(&node, "stead loan", NOW.parse().unwrap()).is_ok());
    }

    #[test]
    fn a_note_that_a_dead_process_left_holds_nobody_up() {
        let (_dir, node) = folder();
        fs_err::create_dir_all(node.join(".stead")).unwrap();
        fs_err::write(node.join(".stead/lock"), "pid = 1\nprogram = \"stead kiosk\"\n").unwrap();
        assert!(Lock::take(&node, "stead", NOW.parse().unwrap()).is_ok());
    }
}
