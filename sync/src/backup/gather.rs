//! What a backup takes out of a repository: its refs as one bundle, and how the folder differs from the
//! newest commit.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write as _};

use camino::Utf8Path;
use fs_err as fs;
use git2::{ObjectType, Oid, Sort};

use super::{RemoteLine, Settings, archive};
use crate::bundle::Header;
use crate::error::{Doing, Error};
use crate::private::PRIVATE_REF;
use crate::remote::RemoteKind;
use crate::repo::Repo;
use crate::{CommitId, layout};

const WHAT: &str = "packing the history";
/// What the site's generator makes anew at any time.
const BUILT: &str = "public";

/// How the folder differs from a commit.
#[derive(Debug, Default)]
pub(super) struct Differs {
    /// Files that are new or have other bytes.
    pub changed: Vec<String>,
    /// Recorded files that are gone.
    pub removed: Vec<String>,
    /// Links, and names that some drive could not hold.
    pub left_out: Vec<String>,
}

impl Repo {
    /// Every ref with what it points at. What a fetch has brought and nobody checked is left out; and
    /// the members' box, where nothing private is to leave.
    pub(super) fn refs_to_keep(&self, private: bool) -> Result<Vec<(String, Oid)>, Error> {
        let mut all = Vec::new();
        for reference in self.git().references().doing(WHAT)? {
            let reference = reference.doing(WHAT)?;
            let (Ok(name), Some(target)) = (reference.name(), reference.target()) else { continue };
            let fleeting = name.starts_with("refs/incoming/");
            if name.starts_with("refs/") && !fleeting && (private || name != PRIVATE_REF) {
                all.push((name.to_owned(), target));
            }
        }
        all.sort();
        Ok(all)
    }

    /// A bundle of these refs with everything they lead to, in a file that goes away.
    pub(super) fn bundle_of(
        &self,
        refs: &[(String, Oid)],
        scratch: &Utf8Path,
    ) -> Result<tempfile::NamedTempFile, Error> {
        let git = self.git();
        let mut walk = git.revwalk().doing(WHAT)?;
        walk.set_sorting(Sort::TOPOLOGICAL).doing(WHAT)?;
        let mut builder = git.packbuilder().doing(WHAT)?;
        builder.set_threads(1);
        for (_, target) in refs {
            let object = git.find_object(*target, None).doing(WHAT)?;
            match object.peel(ObjectType::Commit) {
                Ok(commit) => walk.push(commit.id()).doing(WHAT)?,
                Err(_) => builder.insert_recursive(*target, None).doing(WHAT)?,
            }
            if object.kind() == Some(ObjectType::Tag) {
                builder.insert_object(*target, None).doing(WHAT)?;
            }
        }
        builder.insert_walk(&mut walk).doing(WHAT)?;
        let mut file = tempfile::Builder::new().prefix("bundle-").tempfile_in(scratch)?;
        let mut out = BufWriter::new(file.as_file_mut());
        out.write_all(&Header { needs: Vec::new(), refs: refs.to_vec() }.write())?;
        let mut failed = None;
        let packed = builder.foreach(|bytes| match out.write_all(bytes) {
            Ok(()) => true,
            Err(error) => {
                failed = Some(error);
                false
            }
        });
        if let Some(error) = failed {
            return Err(error.into());
        }
        packed.doing(WHAT)?;
        out.flush()?;
        drop(out);
        Ok(file)
    }

    pub(super) fn settings(&self) -> Result<Settings, Error> {
        let line = |remote: crate::remote::Remote| RemoteLine {
            follows: match remote.kind {
                RemoteKind::Own => None,
                RemoteKind::Followed(node) => Some(node.map_or(String::new(), |n| n.to_string())),
            },
            name: remote.name,
            url: remote.url,
        };
        Ok(Settings {
            remotes: self.remotes()?.into_iter().map(line).collect(),
            following: self.following()?,
            agreed: self.agreed()?,
            removed: Vec::new(),
        })
    }

    /// Compares every file of the folder with a commit, byte for byte: git's own list of files may be
    /// behind.
    pub(super) fn differs_from(&self, head: CommitId) -> Result<Differs, Error> {
        let tree = self.tree(head.oid())?.id();
        let all = crate::tree::changes(self.git(), None, Some(tree)).map_err(|fault| {
            Error::Git { doing: WHAT, source: git2::Error::from_str(&fault.to_string()) }
        })?;
        let all = all.into_iter().filter_map(|file| Some((file.path, file.new?)));
        let mut recorded: BTreeMap<String, Oid> = all.collect();
        let mut differs = Differs::default();
        let mut open = vec![String::new()];
        while let Some(prefix) = open.pop() {
            let mut entries =
                fs::read_dir(self.folder().join(&prefix))?.collect::<Result<Vec<_>, _>>()?;
            entries.sort_by_key(fs::DirEntry::file_name);
            for entry in entries {
                let name = entry.file_name().to_string_lossy().into_owned();
                if prefix.is_empty() && [".git", layout::PRIVATE, BUILT].contains(&name.as_str()) {
                    continue;
                }
                let path = crate::tree::join(&prefix, &name);
                let kind = entry.file_type()?;
                let fits =
                    archive::check_name(&path).is_ok() && entry.file_name().to_str().is_some();
                if kind.is_dir() && fits {
                    open.push(path);
                } else if !kind.is_file() || !fits {
                    differs.left_out.push(path);
                } else if recorded.remove(&path) != Some(self.hash_of(&path)?) {
                    differs.changed.push(path);
                }
            }
        }
        differs.removed = recorded.into_keys().collect();
        differs.changed.sort();
        Ok(differs)
    }

    fn hash_of(&self, path: &str) -> io::Result<Oid> {
        Oid::hash_file(ObjectType::Blob, self.folder().join(path).as_std_path())
            .map_err(|error| io::Error::other(format!("`{path}`: {}", error.message())))
    }
}
