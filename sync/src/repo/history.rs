//! The versions of one file: what changed it, when and by whom.

use git2::{Commit, Oid};
use jiff::Timestamp;

use super::Repo;
use crate::CommitId;
use crate::error::{Doing, Error};
use crate::key::PublicKey;
use crate::layout::{RepoPath, SIGNERS};
use crate::signers::AllowedSigners;

/// The most commits that are looked at for the versions of one file.
const FURTHEST: usize = 50_000;

/// One version of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The commit that made it.
    pub id: CommitId,
    /// When, as the commit says.
    pub when: Timestamp,
    /// By whom, as the commit says: a device or a public name.
    pub author: String,
    /// The first line of the commit's message.
    pub subject: String,
}

impl Repo {
    /// The versions of a file in the node's own history, the newest first, at most so many.
    pub fn versions(&self, path: &RepoPath, most: usize) -> Result<Vec<Version>, Error> {
        const WHAT: &str = "reading the history of a file";
        let Some(head) = self.main()? else { return Ok(Vec::new()) };
        let mut walk = self.git.revwalk().doing(WHAT)?;
        walk.push(head).doing(WHAT)?;
        walk.simplify_first_parent().doing(WHAT)?;
        let mut versions = Vec::new();
        for id in walk.take(FURTHEST) {
            if versions.len() >= most {
                break;
            }
            let commit = self.find(id.doing(WHAT)?)?;
            let now = blob(&commit, path)?;
            let before = match commit.parents().next() {
                Some(parent) => blob(&parent, path)?,
                None => None,
            };
            if now != before {
                versions.push(version(&commit));
            }
        }
        Ok(versions)
    }

    /// Since when each key that the node lists has been listed, as far back as its history is looked at.
    pub fn listed_since(&self) -> Result<Vec<(PublicKey, Timestamp)>, Error> {
        let mut since: Vec<(PublicKey, Timestamp)> = Vec::new();
        for version in self.versions(&SIGNERS.parse()?, FURTHEST)? {
            let Some(text) = self.read(version.id, SIGNERS)? else { continue };
            let list = AllowedSigners::read(&String::from_utf8_lossy(&text)).unwrap_or_default();
            for signer in list.signers() {
                match since.iter_mut().find(|(key, _)| *key == signer.key) {
                    Some((_, when)) => *when = version.when,
                    None => since.push((signer.key.clone(), version.when)),
                }
            }
        }
        Ok(since)
    }
}

fn blob(commit: &Commit<'_>, path: &RepoPath) -> Result<Option<Oid>, Error> {
    let tree = commit.tree().doing("reading a commit")?;
    match tree.get_path(std::path::Path::new(path.as_str())) {
        Ok(entry) => Ok(Some(entry.id())),
        Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error).doing("reading the history of a file"),
    }
}

fn version(commit: &Commit<'_>) -> Version {
    let message = String::from_utf8_lossy(commit.message_bytes());
    Version {
        id: commit.id().into(),
        when: Timestamp::from_second(commit.time().seconds()).unwrap_or(Timestamp::UNIX_EPOCH),
        author: String::from_utf8_lossy(commit.author().name_bytes()).into_owned(),
        subject: message.lines().next().unwrap_or_default().to_owned(),
    }
}
