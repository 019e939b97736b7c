//! Taking damaged objects again from another copy: a card that fails gives back packs with other bytes
//! than were written.

use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use git2::{FetchOptions, Indexer, Oid, Repository};

use super::address::Way;
use super::program::{Program, folder_of};
use super::{Remote, RemoteKind, callbacks, local};
use crate::error::{Doing, Error};
use crate::receive::node_ref;
use crate::repo::{MAIN, Repo, find_ref, worktree};
use crate::verify::check;

const WHAT: &str = "mending the history";

/// What was mended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// The files that could not be read; they are kept in `.stead/damaged/`.
    pub damaged: Vec<String>,
    /// Whether commits that only this device had are gone. What they recorded is in the files still,
    /// and is recorded again with the next commit.
    pub rewound: bool,
}

impl Repo {
    /// Looks at every byte of the history, puts aside what is damaged, and takes it again from another
    /// copy of this node.
    pub fn mend(&self, name: &str) -> Result<Mended, Error> {
        let remote = self.remote(name)?;
        let mut mended = Mended { damaged: self.put_damaged_aside()?, rewound: false };
        if mended.damaged.is_empty() {
            return Ok(mended);
        }
        let scratch = tempfile::tempdir_in(self.scratch()?)?;
        let other = self.whole_copy(&remote, folder_of(&scratch)?)?;
        let mut heads: Vec<Oid> = find_ref(&other, MAIN)?.into_iter().collect();
        for node in self.following()? {
            heads.extend(find_ref(&other, &node_ref(node))?);
        }
        self.copy_whole(&other, &heads)?;
        let theirs = find_ref(&other, MAIN)?.filter(|_| remote.kind == RemoteKind::Own);
        if let Some(theirs) = theirs
            && !self.main()?.is_some_and(|main| self.is_whole(main))
        {
            let checked = check(self.git(), theirs, &[], None, None)?;
            if let Some((commit, fault)) = checked.faults.into_iter().next() {
                return Err(Error::NotMended { commit: commit.into(), why: fault.to_string() });
            }
            self.set_ref(MAIN, theirs)?;
            // They name commits that are gone.
            for name in [MAIN, "HEAD"] {
                self.git().reflog_delete(name).doing(WHAT)?;
            }
            self.renew_index()?;
            mended.rewound = true;
        }
        Ok(mended)
    }

    /// Whether a commit and everything that it leads to can be read.
    fn is_whole(&self, head: Oid) -> bool {
        check(self.git(), head, &[], None, None).is_ok_and(|checked| {
            let missing = |fault: &crate::Fault| matches!(fault, crate::Fault::Missing { .. });
            !checked.faults.iter().any(|(_, fault)| missing(fault))
        })
    }

    /// Moves packs and objects that are not what their names say out of the way.
    fn put_damaged_aside(&self) -> Result<Vec<String>, Error> {
        let mut damaged = Vec::new();
        let folder = self.folder().join(".git/objects/pack");
        let scratch = tempfile::tempdir_in(self.scratch()?)?;
        for pack in names(&folder, ".pack") {
            let whole = is_whole_pack(&folder.join(&pack), scratch.path());
            if !whole {
                let stem = pack.trim_end_matches(".pack");
                for name in names(&folder, "").into_iter().filter(|name| name.starts_with(stem)) {
                    self.put_aside(&folder.join(&name))?;
                }
                damaged.push(pack);
            }
        }
        let odb = self.git().odb().doing(WHAT)?;
        odb.refresh().doing(WHAT)?;
        for id in self.loose() {
            if odb.read(id).is_err() {
                self.put_aside(&self.loose_file(id))?;
                damaged.push(id.to_string());
            }
        }
        odb.refresh().doing(WHAT)?;
        Ok(damaged)
    }

    fn put_aside(&self, file: &Utf8Path) -> Result<(), Error> {
        let folder = self.private("damaged");
        fs::create_dir_all(&folder)?;
        let parent = file.parent().and_then(Utf8Path::file_name).unwrap_or_default();
        let name = format!("{parent}-{}", file.file_name().unwrap_or_default());
        fs::rename(file, folder.join(name))?;
        worktree::sync_folder(&folder);
        Ok(())
    }

    /// The other copy, whole: nothing of ours is relied on.
    fn whole_copy(&self, remote: &Remote, folder: &Utf8Path) -> Result<Repository, Error> {
        let way = remote.way()?;
        if way == Way::Folder {
            return local::open(remote);
        }
        let other = Repository::init_bare(folder).doing(WHAT)?;
        let mut specs = vec![format!("+{MAIN}:{MAIN}")];
        for node in self.following()? {
            specs.push(format!("+{0}:{0}", node_ref(node)));
        }
        if way == Way::Program {
            let program = Program { remote, proof: None };
            for spec in specs {
                program.fetch(folder, &[spec])?;
            }
        } else {
            let mut git = other.remote_anonymous(&remote.url).doing(WHAT)?;
            let mut options = FetchOptions::new();
            options.remote_callbacks(callbacks()).update_fetchhead(false);
            let unreachable = |source| Error::Unreachable { name: remote.name.clone(), source };
            git.fetch(&specs, Some(&mut options), None).map_err(unreachable)?;
            drop(git);
        }
        Ok(other)
    }
}

fn names(folder: &Utf8Path, end: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| name.ends_with(end)).collect()
}

/// Whether every object of a pack unfolds and the whole has the checksum that it ends with.
fn is_whole_pack(pack: &Utf8PathBuf, scratch: &std::path::Path) -> bool {
    let read = || {
        let mut indexer =
            Indexer::new(None, scratch, 0o600, false).map_err(std::io::Error::other)?;
        std::io::copy(&mut fs::File::open(pack)?, &mut indexer)?;
        indexer.commit().map_err(std::io::Error::other)
    };
    read().is_ok()
}
