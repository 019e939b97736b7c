//! Follows what people edit on the disk: a file saved in an editor is on every page within a second.
//!
//! The system's notices are a hint, never the truth: whatever they say, the documents are read again
//! and compared. Where no notice arrives (network mounts, some sticks), the files' times are looked
//! at every second instead; whether notices arrive is tried out at the start.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::store;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::App;

/// An editor writes a file in several steps; so long nothing must happen before it is read …
const QUIET: Duration = Duration::from_millis(120);
/// … but no longer than this is waited.
const PATIENCE: Duration = Duration::from_millis(500);
/// Where notices arrive, the files' times are still looked at now and then.
const SELDOM: Duration = Duration::from_mins(1);
/// Where they do not, this often; …
const OFTEN: Duration = Duration::from_secs(1);
/// … and never so often that looking is more than a twentieth of a core's work.
const SHARE: u32 = 20;
/// How long a notice may take to be believed in.
const TRIAL: Duration = Duration::from_secs(2);

/// Follows the documents of a folder for as long as this lives.
#[derive(Debug)]
pub(crate) struct Follower {
    over: Arc<AtomicBool>,
    wake: mpsc::Sender<()>,
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        let _ = self.wake.send(());
    }
}

impl Follower {
    /// Begins to follow, on a thread of its own.
    pub(crate) fn of(app: &Arc<App>, root: &Utf8Path) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let (wake, woken) = mpsc::channel();
        let follow = Follow {
            app: Arc::downgrade(app),
            root: root.to_owned(),
            over: Arc::clone(&over),
            notices: wake.clone(),
            woken,
        };
        let thread = std::thread::Builder::new().name("documents".into());
        if let Err(error) = thread.spawn(move || follow.run()) {
            tracing::warn!(%error, "edits on the disk are not followed");
        }
        Self { over, wake }
    }
}

struct Follow {
    app: Weak<App>,
    root: Utf8PathBuf,
    over: Arc<AtomicBool>,
    notices: mpsc::Sender<()>,
    woken: Receiver<()>,
}

impl Follow {
    fn run(self) {
        let mut watcher = self.watcher();
        let sees = watcher.as_mut().is_some_and(|_| sees(&self.root));
        if !sees {
            tracing::info!("the system gives no notice of edits: file times are looked at instead");
        }
        let mut watched = Vec::new();
        self.watch_all(watcher.as_mut(), &mut watched);
        let (mut mark, mut pause) = self.look(sees);
        // What was saved between opening the node and now.
        self.read_again();
        while !self.over.load(Ordering::Relaxed) {
            let told = match self.woken.recv_timeout(pause) {
                Ok(()) => true,
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if self.over.load(Ordering::Relaxed) {
                return;
            }
            if told {
                self.settle();
            }
            let before = mark;
            (mark, pause) = self.look(sees);
            if told || mark != before {
                self.watch_all(watcher.as_mut(), &mut watched);
                self.read_again();
            }
        }
    }

    fn watcher(&self) -> Option<RecommendedWatcher> {
        let notices = self.notices.clone();
        let heard = move |event: notify::Result<notify::Event>| {
            // Reading is an event as well: ours would never end.
            if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                let _ = notices.send(());
            }
        };
        notify::recommended_watcher(heard).ok()
    }

    /// The root for `node.toml` and for new folders, each folder of documents with all in it. Never
    /// the whole node: git's own files change with every commit.
    fn watch_all(&self, watcher: Option<&mut RecommendedWatcher>, watched: &mut Vec<Utf8PathBuf>) {
        let Some(watcher) = watcher else { return };
        let folders = store::FOLDERS.iter().map(|name| self.root.join(name));
        let all = std::iter::once((self.root.clone(), RecursiveMode::NonRecursive))
            .chain(folders.map(|folder| (folder, RecursiveMode::Recursive)));
        watched.retain(|folder| folder.is_dir());
        for (folder, mode) in all {
            let new = folder.is_dir() && !watched.contains(&folder);
            if new && watcher.watch(folder.as_std_path(), mode).is_ok() {
                watched.push(folder);
            }
        }
    }

    /// Waits until an editor has finished.
    fn settle(&self) {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE && self.woken.recv_timeout(QUIET).is_ok() {}
    }

    /// What the files' names, times and sizes come to, and when to look again.
    fn look(&self, sees: bool) -> (u64, Duration) {
        let begun = Instant::now();
        let mut hash = DefaultHasher::new();
        stamp(&self.root.join("node.toml"), &mut hash);
        for folder in store::FOLDERS {
            stamp_folder(&self.root.join(folder), &mut hash, 0);
        }
        let least = if sees { SELDOM } else { OFTEN };
        (hash.finish(), least.max(begun.elapsed() * SHARE))
    }

    /// Reads the documents beside the desk, and gives them to it if they are others.
    fn read_again(&self) {
        let Some(app) = self.app.upgrade() else { return };
        for _ in 0..3 {
            let before = Arc::clone(&app.desk().node().documents);
            let (documents, problems) = match store::load_documents(&self.root) {
                Ok(read) => read,
                Err(error) => {
                    tracing::warn!(%error, "the documents could not be read again");
                    return;
                }
            };
            let same = *before == documents;
            let documents = Arc::new(documents);
            let mut desk = app.desk();
            if !Arc::ptr_eq(&before, &desk.node().documents) {
                // A steward's screen was quicker: what was read may be older than what it wrote.
                continue;
            }
            let taken = if same {
                desk.note_problems(problems);
                Ok(())
            } else {
                desk.take_documents(documents, problems)
            };
            drop(desk);
            if let Err(error) = taken {
                tracing::warn!(%error, "edited documents could not be taken in");
            } else if !same {
                app.freshen();
            }
            return;
        }
    }
}

/// Whether this folder's disk tells of changes, tried with a file of our own.
fn sees(root: &Utf8Path) -> bool {
    let folder = root.join(".stead/notices");
    let file = folder.join("trial");
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
        fs_err::write(&file, b"").ok()?;
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
