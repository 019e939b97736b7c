//! Notices what people save in a node's folder.
//!
//! The system's notices are a hint, never the truth. Where none arrive (network mounts, some sticks),
//! names, times and sizes of the files are looked at instead; whether they arrive is tried out at the
//! start. Never the whole node is watched: git's own files change with every commit.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::store::FOLDERS;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Looking at the files is never more than a twentieth of a core's work.
const SHARE: u32 = 20;
/// How long a notice may take to be believed in.
const TRIAL: Duration = Duration::from_secs(2);

/// How fast changes are followed.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// An editor writes a file in several steps; so long nothing must happen before it is read, …
    pub quiet: Duration,
    /// … but no longer than this is waited.
    pub patience: Duration,
    /// Where notices arrive, the files are still looked at now and then, …
    pub seldom: Duration,
    /// … and where they do not, this often.
    pub often: Duration,
}

/// What was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// These files, from the node's root; nothing else.
    Files(BTreeSet<Utf8PathBuf>),
    /// Something; which files is not known.
    Something,
}

/// Wakes and ends a [`Changes`] that another thread waits for.
#[derive(Debug, Clone)]
pub struct Stop {
    over: Arc<AtomicBool>,
    wake: Sender<Notice>,
}

impl Stop {
    /// [`Changes::wait`] gives nothing from now on.
    pub fn stop(&self) {
        self.over.store(true, Ordering::Relaxed);
        drop(self.wake.send(Notice::Something));
    }

    /// [`Changes::wait`] tells of something, although nobody saved a file.
    pub fn ask(&self) {
        drop(self.wake.send(Notice::Something));
    }
}

/// What a [`Changes`] is rung by; made first where another thread is to do the looking.
#[derive(Debug)]
pub struct Bell {
    stop: Stop,
    told: Receiver<Notice>,
}

impl Bell {
    /// A bell that nobody rings yet.
    pub fn new() -> Self {
        let (wake, told) = mpsc::channel();
        Self { stop: Stop { over: Arc::default(), wake }, told }
    }

    /// What ends the waiting from another thread.
    pub fn stopper(&self) -> Stop {
        self.stop.clone()
    }

    /// Begins to look at the documents of the node at `root`, and at these folders of it as well.
    /// On a disk that tells of nothing this takes two seconds.
    pub fn changes(self, root: &Utf8Path, more: &'static [&'static str], pace: Pace) -> Changes {
        let heard = hearer(self.stop.wake.clone(), root.to_owned());
        let watcher = notify::recommended_watcher(heard).ok();
        let mut changes = Changes {
            root: root.to_owned(),
            more,
            pace,
            sees: watcher.is_some() && sees(root),
            stop: self.stop,
            told: self.told,
            watcher,
            watched: Vec::new(),
            mark: 0,
            is_mark_old: false,
            pause: pace.often,
        };
        changes.watch_all();
        changes.look();
        changes
    }
}

impl Default for Bell {
    fn default() -> Self {
        Self::new()
    }
}

#[derive(Debug)]
enum Notice {
    Paths(Vec<Utf8PathBuf>),
    Something,
}

/// What happens in a node's folder.
#[derive(Debug)]
pub struct Changes {
    root: Utf8PathBuf,
    /// Folders and files beside the documents.
    more: &'static [&'static str],
    pace: Pace,
    stop: Stop,
    told: Receiver<Notice>,
    watcher: Option<RecommendedWatcher>,
    watched: Vec<Utf8PathBuf>,
    sees: bool,
    mark: u64,
    /// Something was told since.
    is_mark_old: bool,
    pause: Duration,
}

impl Changes {
    /// Begins to look, as [`Bell::changes`].
    pub fn of(root: &Utf8Path, more: &'static [&'static str], pace: Pace) -> Self {
        Bell::new().changes(root, more, pace)
    }

    /// Whether the system tells of changes in this folder.
    pub fn are_told(&self) -> bool {
        self.sees
    }

    /// Waits until something has changed and it has been quiet for a moment; none after
    /// [`Stop::stop`].
    pub fn wait(&mut self) -> Option<Changed> {
        loop {
            let told = match self.told.recv_timeout(self.pause) {
                Ok(notice) => Some(self.settle(notice)),
                // The other end is held in `self.stop`, so nothing is ever cut off.
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
            };
            if self.stop.over.load(Ordering::Relaxed) {
                return None;
            }
            if let Some(changed) = told {
                self.watch_all();
                self.is_mark_old = true;
                return Some(changed);
            }
            let before = self.mark;
            self.look();
            // What was told since the last look is not told again.
            let is_known = std::mem::take(&mut self.is_mark_old) && self.sees;
            if self.mark != before && !is_known {
                self.watch_all();
                return Some(Changed::Something);
            }
        }
    }

    /// Waits until an editor has finished.
    fn settle(&self, first: Notice) -> Changed {
        let begun = Instant::now();
        let mut files = Some(BTreeSet::new());
        let mut next = Some(first);
        while let Some(notice) = next {
            match notice {
                Notice::Paths(paths) => {
                    files = files.map(|mut all| {
                        all.extend(paths);
                        all
                    });
                }
                Notice::Something => files = None,
            }
            let more = begun.elapsed() < self.pace.patience;
            next = if more { self.told.recv_timeout(self.pace.quiet).ok() } else { None };
        }
        files.map_or(Changed::Something, Changed::Files)
    }

    /// The root for `node.toml` and new folders; folders of documents, and what else was asked for,
    /// whole.
    fn watch_all(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        let whole = FOLDERS.iter().chain(self.more);
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
        for folder in FOLDERS.iter().chain(self.more) {
            stamp_folder(&self.root.join(folder), &mut hash, 0);
        }
        self.mark = hash.finish();
        let least = if self.sees { self.pace.seldom } else { self.pace.often };
        self.pause = least.max(begun.elapsed() * SHARE);
    }
}

/// Hands on what the system says. Reading is an event as well: ours would never end.
fn hearer(
    tell: Sender<Notice>,
    root: Utf8PathBuf,
) -> impl FnMut(notify::Result<notify::Event>) + Send + 'static {
    move |event| {
        let notice = match event {
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) if event.need_rescan() => Notice::Something,
            Ok(event) => files_of(event, &root).map_or(Notice::Something, Notice::Paths),
            Err(_) => Notice::Something,
        };
        drop(tell.send(notice));
    }
}

/// Whether a file is an editor's own: hidden, or the name under which vim tries whether it may write.
fn is_aside(path: &std::path::Path) -> bool {
    let name = path.file_name().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    name == "4913" || (name.starts_with('.') && !path.is_dir())
}

/// The files that an event is about, from the root; none where a whole folder came or went.
fn files_of(event: notify::Event, root: &Utf8Path) -> Option<Vec<Utf8PathBuf>> {
    let file = |path: std::path::PathBuf| {
        let path = Utf8PathBuf::from_path_buf(path).ok()?;
        let is_file = path.extension().is_some() && !path.is_dir();
        path.strip_prefix(root).ok().filter(|_| is_file).map(Utf8Path::to_owned)
    };
    event.paths.into_iter().filter(|path| !is_aside(path)).map(file).collect()
}

/// Whether this folder's disk tells of changes, tried with a file of our own.
fn sees(root: &Utf8Path) -> bool {
    let folder = root.join(".stead/notices");
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
        fs_err::write(folder.join("trial"), b"").ok()?;
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

    const FAST: Pace = Pace {
        quiet: Duration::from_millis(20),
        patience: Duration::from_millis(200),
        seldom: Duration::from_millis(200),
        often: Duration::from_millis(5),
    };

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(dir.path().canonicalize().unwrap()).unwrap();
        fs_err::create_dir_all(root.join("catalog/dr")).unwrap();
        (dir, root)
    }

    #[test]
    fn a_saved_file_is_noticed_by_notice_and_by_looking() {
        for blind in [false, true] {
            let (_dir, root) = folder();
            let mut changes = Changes::of(&root, &["theme"], FAST);
            if blind {
                // As on a disk that tells nothing.
                (changes.watcher, changes.sees) = (None, false);
                changes.pause = FAST.often;
            }
            fs_err::write(root.join("catalog/dr/drill.md"), "x").unwrap();
            let changed = changes.wait().unwrap();
            if let Changed::Files(files) = changed {
                assert_eq!(files, BTreeSet::from(["catalog/dr/drill.md".into()]));
            }
        }
    }

    #[test]
    fn whoever_waits_is_woken_when_it_ends() {
        let (_dir, root) = folder();
        let bell = Bell::new();
        let stop = bell.stopper();
        let mut changes = bell.changes(&root, &[], FAST);
        let waiting = std::thread::spawn(move || while changes.wait().is_some() {});
        stop.stop();
        waiting.join().unwrap();
    }

    #[test]
    fn a_folder_that_comes_or_goes_is_something_of_unknown_extent() {
        let root = Utf8Path::new("/node");
        let of =
            |path: &str| files_of(notify::Event::new(EventKind::Any).add_path(path.into()), root);
        assert_eq!(of("/node/catalog/dr/drill.md"), Some(vec!["catalog/dr/drill.md".into()]));
        assert_eq!(of("/node/catalog/dr"), None);
        for aside in ["/node/catalog/dr/4913", "/node/catalog/dr/.drill.md.swp"] {
            assert_eq!(of(aside), Some(Vec::new()), "{aside}");
        }
        assert_eq!(of("/elsewhere/x.md"), None);
    }
}
