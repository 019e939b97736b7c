//! A node out of a backup, into a new folder.

use std::io::{self, BufReader, Read, Seek as _, SeekFrom, Write as _};

use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use git2::Reference;

use super::archive::{self, check_name};
use super::sealed::Passphrase;
use super::{BUNDLE, BackupError, DEVICE, FILES, Label, SETTINGS, Settings, check};
use crate::bundle::Header;
use crate::error::{Doing, Error};
use crate::layout::{MAX_FILE, PRIVATE};
use crate::packscan::{self, Limits};
use crate::remote::Agreed;
use crate::repo::worktree::{passes_a_link, sync_folder};
use crate::repo::{MAIN, Repo, first_of};
use crate::verify::Fault;
use crate::{CommitId, NodeId};

const WHAT: &str = "unpacking the history";
const LARGEST_HEADER: u64 = 2 << 20;
const LARGEST_SETTINGS: u64 = 16 << 20;
/// A node's whole history: what one object may be is what holds the memory down.
const LIMITS: Limits =
    Limits { objects: 100_000_000, object: MAX_FILE, total: 1 << 50, depth: 4096 };

/// A node that came out of a backup.
#[derive(Debug)]
pub struct Restored {
    /// What the backup said of itself.
    pub label: Label,
    /// The node in its new folder, with the key that the backup held.
    pub repo: Repo,
    /// Remotes that were not taken over, because their address cannot be used.
    pub left_out: Vec<String>,
    /// What is wrong with the history itself.
    pub faults: Vec<(CommitId, Fault)>,
}

/// Puts a backup into a folder that is new or empty. The whole file is checked before anything of it is
/// written; if it fails all the same, the caller throws the folder away.
pub fn restore(
    file: &Utf8Path,
    phrase: Option<&Passphrase>,
    into: &Utf8Path,
) -> Result<Restored, BackupError> {
    let label = check(file, phrase)?;
    if fs::read_dir(into).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(BackupError::Exists { file: into.to_owned() });
    }
    let mut unpacking = Unpacking { repo: Repo::empty(into, None)?, settings: None, whole: false };
    archive::read(file, phrase, |name, bytes| unpacking.take(name, bytes, &label))?;
    let Unpacking { repo, settings, whole } = unpacking;
    let settings = settings.filter(|_| whole).ok_or(BackupError::Damaged)?;
    settings.removed.iter().try_for_each(|path| remove(into, path))?;
    let left_out = settle(&repo, &settings)?;
    drop(repo);
    // Opened anew: with its key, and what a power cut had interrupted when the backup was made.
    let repo = Repo::open(into)?;
    let faults = repo.verify()?;
    Ok(Restored { label, repo, left_out, faults })
}

struct Unpacking {
    repo: Repo,
    settings: Option<Settings>,
    /// The history is there.
    whole: bool,
}

impl Unpacking {
    fn take(&mut self, name: &str, bytes: &mut dyn Read, label: &Label) -> Result<(), BackupError> {
        if name == SETTINGS {
            let mut text = Vec::new();
            bytes.take(LARGEST_SETTINGS).read_to_end(&mut text)?;
            self.settings = serde_json::from_slice(&text).ok();
        } else if name == BUNDLE && !self.whole {
            self.history(bytes, label.node)?;
            self.whole = true;
        } else if let Some(path) = name.strip_prefix(FILES) {
            let first = path.split('/').next().unwrap_or_default().to_lowercase();
            if !self.whole || first == PRIVATE {
                return Err(BackupError::Strange(format!("`{name}` is in the wrong place")));
            }
            write(self.repo.folder(), path, bytes, 0o644)?;
        } else if let Some(path) = name.strip_prefix(DEVICE) {
            write(self.repo.folder(), &format!("{PRIVATE}/{path}"), bytes, 0o600)?;
        }
        // Anything else is for people, or from a newer program.
        Ok(())
    }

    /// All refs, and the work tree as the newest commit has it.
    fn history(&self, bytes: &mut dyn Read, node: NodeId) -> Result<(), BackupError> {
        let scratch = self.repo.scratch()?;
        let mut file = tempfile::tempfile_in(&scratch)?;
        io::copy(bytes, &mut file)?;
        file.seek(SeekFrom::Start(0))?;
        let mut start = Vec::new();
        (&file).take(LARGEST_HEADER).read_to_end(&mut start)?;
        let strange = |why: &dyn std::fmt::Display| BackupError::Strange(why.to_string());
        let (header, at) = Header::read(&start).map_err(|error| strange(&error))?;
        if !header.needs.is_empty() {
            return Err(strange(&"its history is not whole"));
        }
        drop(start);
        file.seek(SeekFrom::Start(at as u64))?;
        packscan::measure(BufReader::new(&file), &LIMITS).map_err(|error| strange(&error))?;
        file.seek(SeekFrom::Start(at as u64))?;
        let git = self.repo.git();
        let odb = git.odb().doing(WHAT)?;
        let mut writer = odb.packwriter().doing(WHAT)?;
        io::copy(&mut file, &mut writer)?;
        writer.flush()?;
        writer.commit().doing(WHAT)?;
        drop(writer);
        odb.refresh().doing(WHAT)?;
        let mut main = None;
        for (name, id) in &header.refs {
            git.find_object(*id, None).map_err(|_| strange(&"its history is not whole"))?;
            if name == MAIN {
                main = Some(*id);
            } else if name.starts_with("refs/") && Reference::is_valid_name(name) {
                git.reference(name, *id, false, "restored").doing(WHAT)?;
            } else {
                return Err(strange(&format!("`{}` is no name of a ref", name.escape_debug())));
            }
        }
        let main = main.filter(|id| git.find_commit(*id).is_ok());
        let main = main.ok_or_else(|| strange(&"it has no history"))?;
        if first_of(git, main)? != node {
            return Err(strange(&"it holds another node than it says"));
        }
        self.repo.move_main(None, main)?;
        Ok(())
    }
}

/// Below a root, never through a link.
fn target(root: &Utf8Path, path: &str) -> Result<Utf8PathBuf, BackupError> {
    check_name(path)?;
    if passes_a_link(root, path) {
        return Err(BackupError::Strange(format!("`{path}` leads through a link")));
    }
    Ok(root.join(path))
}

fn write(root: &Utf8Path, path: &str, bytes: &mut dyn Read, mode: u32) -> Result<(), BackupError> {
    let target = target(root, path)?;
    let folder = target.parent().unwrap_or(root);
    fs::create_dir_all(folder)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    fs::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = options.open(&target)?;
    io::copy(bytes, &mut file)?;
    file.sync_all()?;
    sync_folder(folder);
    Ok(())
}

fn remove(root: &Utf8Path, path: &str) -> Result<(), BackupError> {
    match fs::remove_file(target(root, path)?) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Where it exchanged. Each address goes through the same door as one that somebody types.
fn settle(repo: &Repo, settings: &Settings) -> Result<Vec<String>, Error> {
    let mut left_out = Vec::new();
    for remote in &settings.remotes {
        let taken = match &remote.follows {
            None => repo.add_remote(&remote.name, &remote.url),
            Some(node) => repo.follow(&remote.name, &remote.url, node.parse().ok()),
        };
        match taken {
            Err(Error::BadRemote { .. }) => left_out.push(remote.name.escape_debug().to_string()),
            other => other?,
        }
    }
    settings.following.iter().try_for_each(|node| repo.follow_node(*node))?;
    let agreed = |node: &NodeId| Agreed { name: String::new(), node: *node, url: None };
    repo.follow_agreed(&settings.agreed.iter().map(agreed).collect::<Vec<_>>())?;
    Ok(left_out)
}
