//! Notices what people save in a node's folder. The system's notices are a hint, never the truth; where
//! none arrive (network mounts, some sticks) names, times and sizes of the files are looked at instead.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::store::FOLDERS;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// An editor writes a file in several steps; so long nothing must happen before it is read, …
const QUIET: Duration = Duration::from_millis(40);
/// … but no longer than this is waited.
const PATIENCE: Duration = Duration::from_millis(400);
/// Where notices arrive, the files are still looked at now and then, …
const SELDOM: Duration = Duration::from_secs(20);
/// … and where they do not, this often, …
const OFTEN: Duration = Duration::from_millis(500);
/// … but never so often that looking is more than a twentieth of a core's work.
const SHARE: u32 = 20;
/// How long a notice may take to be believed in.
const TRIAL: Duration = Duration::from_secs(1);
/// What a site is made from beside the documents; of git only what says that there is a new commit.
const MORE: [&str; 4] = ["media", "theme", "feeds", ".git/refs/heads"];

/// What happens in a node's folder.
pub(super) struct Changes {
    root: Utf8PathBuf,
    told: Receiver<()>,
    watcher: Option<RecommendedWatcher>,
    watched: Vec<Utf8PathBuf>,
    sees: bool,
    mark: u64,
    pause: Duration,
}

impl Changes {
    /// Begins to look.
    pub(super) fn of(root: &Utf8Path) -> Self {
        let (tell, told) = mpsc::channel();
        let heard = move |event: notify::Result<notify::Event>| {
            // Reading is an event as well: ours would never end.
            if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                let _ = tell.send(());
            }
        };
        let watcher = notify::recommended_watcher(heard).ok();
        let mut changes = Self {
            root: root.to_owned(),
            told,
            sees: watcher.is_some() && sees(root),
            watcher,
            watched: Vec::new(),
            mark: 0,
            pause: OFTEN,
        };
        changes.watch_all();
        changes.look();
        changes
    }

    /// Returns when something has changed and it has been quiet for a moment.
    pub(super) fn wait(&mut self) {
        loop {
            let begun = Instant::now();
            if self.told.recv_timeout(self.pause).is_ok() {
                let begun = Instant::now();
                while begun.elapsed() < PATIENCE && self.told.recv_timeout(QUIET).is_ok() {}
                self.watch_all();
                return;
            }
            // Without a watcher the channel is closed, and nothing was waited for.
            std::thread::sleep(self.pause.saturating_sub(begun.elapsed()));
            let before = self.mark;
            self.look();
            if self.mark != before {
                return;
            }
        }
    }

    /// The root for `node.toml` and new folders; folders of documents, photos, feeds and the theme whole.
    fn watch_all(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        let whole = FOLDERS.iter().chain(&MORE);
        let whole = whole.map(|name| (self.root.join(name), RecursiveMode::Recursive));
        let all = std::iter::once((self.root.clone(), RecursiveMode::NonRecursive)).chain(whole);
        self.watched.retain(|folder| folder.is_dir());
        for (folder, mode) in all {
            let new = folder.is_dir() && !self.watched.contains(&folder);
            if new && watcher.watch(folder.as_std_path(), mode).is_ok() {
                self.watched.push(folder);
            }
        }
    }

    /// Looks at names, times and sizes, and decides when to look again.
    fn look(&mut self) {
        let begun = Instant::now();
        let mut hash = DefaultHasher::new();
        stamp(&self.root.join("node.toml"), &mut hash);
        for folder in FOLDERS.iter().chain(&MORE) {
            stamp_folder(&self.root.join(folder), &mut hash, 0);
        }
        self.mark = hash.finish();
        let least = if self.sees { SELDOM } else { OFTEN };
        self.pause = least.max(begun.elapsed() * SHARE);
    }
}

/// Whether this folder's disk tells of changes, tried with a file of our own.
fn sees(root: &Utf8Path) -> bool {
    let folder = root.join(".stead/watch-trial");
    let (tell, told) = mpsc::channel();
    let heard = move |event: notify::Result<notify::Event>| {
        if event.is_ok() {
            let _ = tell.send(());
        }
    };
    let trial = || -> Option<bool> {
        fs_err::create_dir_all(&folder).ok()?;
        let mut watcher = notify::recommended_watcher(heard).ok()?;
        watcher.watch(folder.as_std_path(), RecursiveMode::NonRecursive).ok()?;
        fs_err::write(folder.join("file"), b"").ok()?;
        Some(told.recv_timeout(TRIAL).is_ok())
    };
    let sees = trial().unwrap_or(false);
    drop(fs_err::remove_dir_all(&folder));
    sees
}

fn stamp(path: &Utf8Path, hash: &mut DefaultHasher) {
    if let Ok(meta) = fs_err::symlink_metadata(path) {
        path.as_str().hash(hash);
        meta.len().hash(hash);
        meta.modified().ok().hash(hash);
    }
}

fn stamp_folder(folder: &Utf8Path, hash: &mut DefaultHasher, depth: u8) {
    let Ok(entries) = folder.read_dir_utf8() else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by(|a, b| a.file_name().cmp(b.file_name()));
    for entry in entries {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && depth < 8 {
            stamp_folder(entry.path(), hash, depth + 1);
        } else {
            stamp(entry.path(), hash);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_is_noticed_by_notice_and_by_looking() {
        for blind in [false, true] {
            let dir = tempfile::tempdir().unwrap();
            let root = Utf8PathBuf::from_path_buf(dir.path().to_owned()).unwrap();
            fs_err::create_dir_all(root.join("catalog/dr")).unwrap();
            let mut changes = Changes::of(&root);
            if blind {
                // As on a disk that tells nothing.
                let (_, told) = mpsc::channel();
                (changes.watcher, changes.told) = (None, told);
                (changes.sees, changes.pause) = (false, Duration::from_millis(1));
            }
            fs_err::write(root.join("catalog/dr/drill.md"), "x").unwrap();
            changes.wait();
        }
    }
}
