//! What can go wrong, in words that a volunteer understands, with the next step as a hint.

use camino::Utf8PathBuf;
use catalog::ids::DeviceId;

use crate::key::KeyError;
use crate::layout::PathError;

/// Why something with the node's history did not work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no repository in the folder.
    #[error("`{folder}` holds no node")]
    NoNode {
        /// Where it was looked for.
        folder: Utf8PathBuf,
    },
    /// There is one already.
    #[error("`{folder}` holds a node already")]
    AlreadyNode {
        /// The folder that was to become a node.
        folder: Utf8PathBuf,
    },
    /// The repository has no commit on `main`.
    #[error("`{folder}` has no history yet")]
    NoHistory {
        /// The repository's folder.
        folder: Utf8PathBuf,
    },
    /// This copy has no device key, so it can read and check, but not write.
    #[error("this copy of the node has no key of its own, so it can be read but not written")]
    NoKey {
        /// Where the key would be.
        file: Utf8PathBuf,
    },
    /// The device key or the list of keys cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A path that is not part of a node.
    #[error(transparent)]
    Path(#[from] PathError),
    /// A file is larger than a node carries.
    #[error("`{path}` is {} MiB large, a node carries files up to {} MiB", size >> 20, limit >> 20)]
    TooLarge {
        /// The file.
        path: String,
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A feed of another device was edited in this work tree.
    #[error("`{path}` is written by another device alone, but it was changed here")]
    ForeignFeed {
        /// The feed's file.
        path: String,
    },
    /// A feed lost or changed lines that are recorded already.
    #[error("`{path}` has lost or changed lines that were recorded already")]
    FeedRewritten {
        /// The feed's file.
        path: String,
    },
    /// Another git program works in the repository, or one stopped in the middle.
    #[error("another program is writing into this node, or one stopped in the middle")]
    Locked {
        /// The lock file.
        file: Utf8PathBuf,
    },
    /// Somebody switched the work tree to another branch.
    #[error("the folder shows the branch `{branch}`, not `main`")]
    NotOnMain {
        /// The branch, or the commit, that is checked out.
        branch: String,
    },
    /// Two programs committed at the same moment.
    #[error("another program recorded something at the same moment")]
    Moved,
    /// The device is not in the node's list of keys.
    #[error("this device (`{device}`) is not one of the node's devices")]
    NotADevice {
        /// The device.
        device: DeviceId,
    },
    /// No open conflict has this name.
    #[error("no conflict is called `{id}`")]
    NoConflict {
        /// The name.
        id: String,
    },
    /// A file has changed since its conflict was recorded.
    #[error("`{path}` has changed since: the other version cannot be put in by itself")]
    ByHand {
        /// The file.
        path: String,
    },
    /// A remote's name or address cannot be used.
    #[error("`{name}` cannot be a remote: {why}")]
    BadRemote {
        /// The name or address.
        name: String,
        /// Why not.
        why: &'static str,
    },
    /// No remote has this name.
    #[error("no remote is called `{name}`")]
    NoRemote {
        /// The name that was asked for.
        name: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// A remote holds the history of another node.
    #[error("`{name}` holds another node ({node})")]
    OtherNode {
        /// The remote.
        name: String,
        /// The node that is there.
        node: crate::NodeId,
    },
    /// Where a followed node was, another one answers now.
    #[error(
        "STOP: `{name}` answers as another node. Its words were “{}”, and now they are “{}”",
        .expected.spoken(), .found.spoken()
    )]
    OtherIdentity {
        /// The remote.
        name: String,
        /// The node that was trusted.
        expected: crate::NodeId,
        /// The node that answers.
        found: crate::NodeId,
    },
    /// A remote could not be reached.
    #[error("`{name}` could not be reached")]
    Unreachable {
        /// The remote.
        name: String,
        /// What the transport said.
        source: git2::Error,
    },
    /// The machine's own git could not reach a remote.
    #[error("`{name}` could not be reached: {why}")]
    NotReached {
        /// The remote.
        name: String,
        /// Its address.
        url: String,
        /// Why not.
        why: crate::remote::Trouble,
    },
    /// What another copy has instead of what is damaged here does not count.
    #[error("the other copy cannot mend this one: {commit} does not count, because {why}")]
    NotMended {
        /// The first commit that does not count.
        commit: crate::CommitId,
        /// Why not.
        why: String,
    },
    /// The private records could not be read or written.
    #[error("the members' records could not be exchanged")]
    Private(#[source] crate::private::StoreError),
    /// The disk or the drive refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// Git could not do it.
    #[error("{doing} did not work")]
    Git {
        /// What was being done.
        doing: &'static str,
        /// What libgit2 said.
        source: git2::Error,
    },
}

impl Error {
    /// What to do next, where that is known.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoNode { .. } => "`stead init <folder> --name <name>` makes one".into(),
            Self::AlreadyNode { .. } => "choose an empty folder".into(),
            Self::NoHistory { .. } | Self::NotADevice { .. } | Self::NoKey { .. } => {
                "`stead device join` makes this copy a device of the node".into()
            }
            Self::Locked { file } => format!(
                "wait a moment and try again; if nothing else is running, delete `{file}`. \
                 Nothing is lost"
            ),
            Self::NotOnMain { .. } => "`git switch main` brings it back".into(),
            Self::Moved => "try again; nothing is lost".into(),
            Self::NoRemote { known, .. } if known.is_empty() => {
                "`stead remote add <name> <address>` adds one".into()
            }
            Self::NoRemote { known, .. } => format!("there is: {}", known.join(", ")),
            Self::Unreachable { .. } => {
                "everything else goes on; the exchange is caught up next time".into()
            }
            Self::NotReached { url, why, .. } => why.hint(url),
            Self::NotMended { .. } => "try another remote, or a stick".into(),
            Self::ForeignFeed { path } | Self::FeedRewritten { path } => format!(
                "`git checkout -- {path}` brings the recorded lines back; \
                 copy the file first if it holds something new"
            ),
            Self::NoConflict { .. } => "`stead exceptions` lists them".into(),
            Self::ByHand { path } => format!("edit `{path}` as you want it, then choose `kept`"),
            Self::OtherNode { .. } => "`stead follow <address>` reads another node's news".into(),
            Self::OtherIdentity { name, .. } => format!(
                "nothing of it was taken over. Ask the people there, by another way than this one: \
                 if they began anew, `stead unfollow {name}`, follow them again and compare the words"
            ),
            Self::TooLarge { .. } => "a smaller version of the file will do".into(),
            Self::Path(error) => return error.hint(),
            Self::Key(error) => return error.hint(),
            Self::BadRemote { .. } | Self::Io(_) | Self::Git { .. } | Self::Private(_) => {
                return None;
            }
        })
    }
}

/// Says what was being done when git failed.
pub(crate) trait Doing<T> {
    fn doing(self, what: &'static str) -> Result<T, Error>;
}

impl<T> Doing<T> for Result<T, git2::Error> {
    fn doing(self, doing: &'static str) -> Result<T, Error> {
        self.map_err(|source| match source.code() {
            git2::ErrorCode::Modified => Error::Moved,
            _ => Error::Git { doing, source },
        })
    }
}
