//! The remotes that this device knows, kept in git's own configuration, and the nodes it follows.

use camino::Utf8Path;
use git2::{Config, ErrorCode};

use super::address::way;
use crate::NodeId;
use crate::error::{Doing, Error};
use crate::repo::Repo;

const WHAT: &str = "reading the list of remotes";
/// The nodes we follow: one value each.
const FOLLOW: &str = "commonstead.follow";

/// Those of them that the node's own records name: one value each.
const AGREED: &str = "commonstead.agreed";

/// A node that this node's own records say is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Our own name for it.
    pub name: String,
    /// Who it is.
    pub node: NodeId,
    /// Where its news is fetched, if not by hub and stick alone.
    pub url: Option<String>,
}

/// A place to exchange with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Our name for it.
    pub name: String,
    /// Its address: a path, `file://`, `ssh://`, `https://`.
    pub url: String,
    /// Whose it is.
    pub kind: RemoteKind,
}

/// Whose a remote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteKind {
    /// Another copy of this node.
    Own,
    /// A node that we follow; which one is known after the first exchange.
    Followed(Option<NodeId>),
}

impl Repo {
    /// The remotes, by name.
    pub fn remotes(&self) -> Result<Vec<Remote>, Error> {
        // The settings are read once: to look each remote up reads all of them again.
        let config = self.git().config().and_then(|mut all| all.snapshot()).doing(WHAT)?;
        let names = self.git().remotes().doing(WHAT)?;
        let mut all = Vec::new();
        for name in names.iter().flatten().flatten() {
            // A name without an address is somebody's half-made setting.
            let Some(url) = setting(&config, &format!("remote.{name}.url"))? else { continue };
            all.push(Remote { name: name.to_owned(), url, kind: kind_in(&config, name)? });
        }
        Ok(all)
    }

    /// One of them, its address as git's `insteadOf` makes it.
    pub(super) fn remote(&self, name: &str) -> Result<Remote, Error> {
        let Ok(found) = self.git().find_remote(name) else {
            let known = self.remotes()?.into_iter().map(|remote| remote.name).collect();
            return Err(Error::NoRemote { name: name.to_owned(), known });
        };
        let url = found.url().doing(WHAT)?.to_owned();
        let config = self.git().config().and_then(|mut all| all.snapshot()).doing(WHAT)?;
        Ok(Remote { name: name.to_owned(), url, kind: kind_in(&config, name)? })
    }

    /// Adds another copy of this node: a hub, or another device.
    pub fn add_remote(&self, name: &str, url: &str) -> Result<(), Error> {
        self.add(name, url)
    }

    /// Adds a node to follow. Which node it must be can be said; else the first answer is believed.
    pub fn follow(&self, name: &str, url: &str, node: Option<NodeId>) -> Result<(), Error> {
        self.add(name, url)?;
        self.set(&kind_key(name), "")?;
        node.map_or(Ok(()), |node| self.pin(name, node))
    }

    /// Follows a node that reaches us by other ways only: a hub of ours, or sticks.
    pub fn follow_node(&self, node: NodeId) -> Result<(), Error> {
        if self.following()?.contains(&node) {
            return Ok(());
        }
        self.list_node(FOLLOW, node)
    }

    /// Stops following a node and lets go of its history.
    pub fn unfollow(&self, node: NodeId) -> Result<(), Error> {
        self.unlist(FOLLOW, node)?;
        let pinned = RemoteKind::Followed(Some(node));
        for remote in self.remotes()?.iter().filter(|remote| remote.kind == pinned) {
            self.remove_remote(&remote.name)?;
        }
        self.drop_refs(&format!("refs/nodes/{node}/main"), |_| Ok(true))?;
        self.drop_refs(&format!("refs/nodes/{node}/waiting/*"), |_| Ok(true))
    }

    /// The nodes that we follow.
    pub fn following(&self) -> Result<Vec<NodeId>, Error> {
        self.nodes_listed(FOLLOW)
    }

    /// Those of them that the node's own records name.
    pub(crate) fn agreed(&self) -> Result<Vec<NodeId>, Error> {
        self.nodes_listed(AGREED)
    }

    /// Follows on this device what the node's own records say is followed, and nothing any more that
    /// they named before. What was followed on this device by hand stays.
    pub fn follow_agreed(&self, agreed: &[Agreed]) -> Result<(), Error> {
        for node in self.nodes_listed(AGREED)? {
            if !agreed.iter().any(|one| one.node == node) {
                self.unfollow(node)?;
                self.unlist(AGREED, node)?;
            }
        }
        let known = self.nodes_listed(AGREED)?;
        for one in agreed {
            if !known.contains(&one.node) {
                self.follow_node(one.node)?;
                self.list_node(AGREED, one.node)?;
            }
            if let Some(url) = &one.url {
                self.fetch_from(&one.name, url, one.node)?;
            }
        }
        Ok(())
    }

    /// Sees to it that there is a remote for a followed node at this address.
    fn fetch_from(&self, name: &str, url: &str, node: NodeId) -> Result<(), Error> {
        let remotes = self.remotes()?;
        let pinned = RemoteKind::Followed(Some(node));
        if let Some(known) = remotes.iter().find(|remote| remote.kind == pinned) {
            if known.url != url {
                self.git().remote_set_url(&known.name, url).doing(WHAT)?;
            }
            return Ok(());
        }
        let taken = |name: &str| remotes.iter().any(|remote| remote.name == name);
        let short: String = name.chars().take(30).collect();
        let other = format!("{}-{}", short.trim_end_matches('-'), node.first_commit().short());
        let name = if taken(name) || name.len() > 40 { other.as_str() } else { name };
        if taken(name) { Ok(()) } else { self.follow(name, url, Some(node)) }
    }

    fn list_node(&self, list: &str, node: NodeId) -> Result<(), Error> {
        let mut config = self.git().config().doing(WHAT)?;
        // A pattern that no value matches adds one.
        config.set_multivar(list, "^$", &node.to_string()).doing(WHAT)
    }

    fn unlist(&self, list: &str, node: NodeId) -> Result<(), Error> {
        let mut config = self.git().config().doing(WHAT)?;
        match config.remove_multivar(list, &format!("^{node}$")) {
            Err(error) if error.code() != ErrorCode::NotFound => Err(error).doing(WHAT),
            _ => Ok(()),
        }
    }

    fn nodes_listed(&self, list: &str) -> Result<Vec<NodeId>, Error> {
        let config = self.git().config().doing(WHAT)?;
        let mut all = Vec::new();
        let entries = config.multivar(list, None).doing(WHAT)?;
        let read = entries.for_each(|entry| {
            all.extend(entry.value().ok().and_then(|value| value.parse::<NodeId>().ok()));
        });
        match read {
            Err(error) if error.code() != ErrorCode::NotFound => Err(error).doing(WHAT)?,
            _ => {}
        }
        all.sort();
        all.dedup();
        Ok(all)
    }

    /// Forgets a remote. Its history stays.
    pub fn remove_remote(&self, name: &str) -> Result<(), Error> {
        self.remote(name)?;
        self.git().remote_delete(name).doing("removing the remote")
    }

    pub(super) fn pin(&self, name: &str, node: NodeId) -> Result<(), Error> {
        self.set(&kind_key(name), &node.to_string())?;
        self.follow_node(node)
    }

    fn add(&self, name: &str, url: &str) -> Result<(), Error> {
        let bad = |name: &str, why| Error::BadRemote { name: name.to_owned(), why };
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || name.len() > 40 || !name.chars().all(plain) || name.starts_with('-') {
            return Err(bad(name, "a name is lower-case letters, digits and hyphens"));
        }
        way(url).map_err(|why| bad(url, why))?;
        let path = Utf8Path::new(url);
        let url =
            if path.exists() { path.canonicalize_utf8()?.into_string() } else { url.to_owned() };
        match self.git().remote(name, &url) {
            Ok(_) => Ok(()),
            Err(error) if error.code() == ErrorCode::Exists => {
                Err(bad(name, "there is one of that name already"))
            }
            Err(error) => Err(error).doing("adding the remote"),
        }
    }

    fn set(&self, key: &str, value: &str) -> Result<(), Error> {
        self.git().config().and_then(|mut config| config.set_str(key, value)).doing(WHAT)
    }
}

fn kind_in(config: &Config, name: &str) -> Result<RemoteKind, Error> {
    let value = setting(config, &kind_key(name))?;
    Ok(value.map_or(RemoteKind::Own, |value| RemoteKind::Followed(value.parse().ok())))
}

fn setting(config: &Config, key: &str) -> Result<Option<String>, Error> {
    match config.get_string(key) {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error).doing(WHAT),
    }
}

fn kind_key(name: &str) -> String {
    format!("remote.{name}.commonsteadfollows")
}
