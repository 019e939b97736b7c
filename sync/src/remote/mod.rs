//! Exchange with a plain git remote: fetch, check, merge, push.
//!
//! A remote is either another copy of this node (a hub, another device) or a node that we follow. What
//! is fetched lands under `refs/incoming/`, which nothing reads, until it was checked.

mod list;
mod local;

use git2::{AutotagOption, ErrorCode, FetchOptions, Oid, PushOptions, RemoteCallbacks, Repository};

pub use list::{Remote, RemoteKind};

use crate::error::{Doing, Error};
use crate::private::{PRIVATE_REF, PrivateNews, Share};
use crate::receive::{Exchange, NotSent, node_ref};
use crate::repo::{MAIN, Repo, find_ref, first_of};
use crate::{CommitId, NodeId};

/// The most that one fetch may bring: more is an attack or an accident.
const MAX_BYTES: usize = 2 << 30;
/// The most objects that one fetch may bring.
const MAX_OBJECTS: usize = 5_000_000;
/// How often a push is tried again because somebody else pushed in between.
const TRIES: usize = 4;

impl Repo {
    /// Exchanges with a remote, both ways. What one commit or one node gets wrong stops nothing else.
    ///
    /// Pending files are not committed by this; record them first so that they travel along.
    pub fn exchange(&self, name: &str) -> Result<Exchange, Error> {
        self.exchange_with(name, None)
    }

    /// The same, and with another copy of this node the private records too.
    pub fn exchange_with(
        &self,
        name: &str,
        share: Option<&mut Share<'_>>,
    ) -> Result<Exchange, Error> {
        let remote = self.remote(name)?;
        let mut news = Exchange::default();
        let mut theirs = None;
        for _ in 0..TRIES {
            self.check_locks()?;
            let heads = self.fetch(&remote)?;
            theirs = heads.main;
            self.receive(&remote, &heads, &mut news)?;
            if self.send(&remote, &heads, &mut news)? {
                break;
            }
        }
        self.drop_refs(&format!("refs/incoming/{name}/*"), |_| Ok(true))?;
        self.drop_refs(&format!("refs/incoming/{name}/nodes/*"), |_| Ok(true))?;
        if let Some(share) = share
            && remote.kind == RemoteKind::Own
            && !matches!(news.not_sent, Some(NotSent::Quarantine | NotSent::Refused(_)))
        {
            news.private = self.exchange_private(&remote, theirs, share)?;
        }
        Ok(news)
    }

    /// Makes a copy of a node in a new folder, to read it or, with a key, to become a device of it
    /// once another device lists the key. The whole history is checked.
    ///
    /// `node` is who it must be, where that is known; otherwise whoever answers is believed.
    pub fn join(
        url: &str,
        folder: &camino::Utf8Path,
        key: Option<&crate::DeviceKey>,
        node: Option<NodeId>,
    ) -> Result<(Self, Exchange), Error> {
        let repo = Self::empty(folder, key)?;
        repo.add_remote("origin", url)?;
        let news = repo.exchange("origin")?;
        let found = repo.node_id()?;
        if node.is_some_and(|node| node != found) {
            return Err(Error::OtherNode { name: url.to_owned(), node: found });
        }
        Ok((repo, news))
    }

    /// Exchanges the private records with another copy of this node.
    fn exchange_private(
        &self,
        remote: &Remote,
        theirs: Option<Oid>,
        share: &mut Share<'_>,
    ) -> Result<PrivateNews, Error> {
        let mut news = PrivateNews::default();
        if let Some(other) = local::open(remote)? {
            if self.meet_private(&other, share, &mut news)? {
                self.hand_private(&other)?;
                news.sent = true;
            }
            return Ok(news);
        }
        // Through a copy that is thrown away, so that no object of an old box stays here.
        let scratch = tempfile::tempdir_in(self.scratch()?)?;
        let other = Repository::init_bare(scratch.path()).doing("exchanging private records")?;
        let mut git = other.remote_anonymous(&remote.url).doing("exchanging private records")?;
        let unreachable = |source| Error::Unreachable { name: remote.name.clone(), source };
        let mut options = FetchOptions::new();
        options.remote_callbacks(callbacks()).download_tags(AutotagOption::None);
        options.update_fetchhead(false);
        let spec = format!("+{PRIVATE_REF}:{PRIVATE_REF}");
        git.fetch(&[&spec], Some(&mut options), None).map_err(unreachable)?;
        if find_ref(&other, PRIVATE_REF)?.is_none()
            && let Some(proof) = self.proof_for(remote, theirs)?
        {
            // A kiosk shows it to the node's own devices alone. Others do not know what this says.
            options.custom_headers(&[&proof]);
            drop(git.fetch(&[&spec], Some(&mut options), None));
        }
        if self.meet_private(&other, share, &mut news)?
            && find_ref(self.git(), PRIVATE_REF)?.is_some()
        {
            news.sent = matches!(self.push(remote, theirs, &[spec])?, Pushed::Done);
        }
        Ok(news)
    }

    /// Fetches into `refs/incoming/<name>/` and gives back what the other side has.
    fn fetch(&self, remote: &Remote) -> Result<Heads, Error> {
        if let Some(other) = local::open(remote)? {
            return self.fetch_local(remote, &other);
        }
        let unreachable = |source| Error::Unreachable { name: remote.name.clone(), source };
        let mut git = self.git().find_remote(&remote.name).doing("reading the list of remotes")?;
        let followed = self.following()?;
        let mut heads = Heads::default();
        {
            let connection = git
                .connect_auth(git2::Direction::Fetch, Some(callbacks()), None)
                .map_err(unreachable)?;
            for head in connection.list().map_err(unreachable)? {
                heads.note(head.name(), head.oid(), &followed);
            }
        }
        let specs = heads.refspecs(&remote.name);
        if !specs.is_empty() {
            let mut options = FetchOptions::new();
            options.remote_callbacks(callbacks()).download_tags(AutotagOption::None);
            options.update_fetchhead(false);
            git.fetch(&specs, Some(&mut options), None).map_err(unreachable)?;
        }
        Ok(heads)
    }

    fn receive(&self, remote: &Remote, heads: &Heads, news: &mut Exchange) -> Result<(), Error> {
        let Remote { name, kind, .. } = remote;
        if let Some(main) = heads.main {
            let found = first_of(self.git(), main)?;
            match (kind, self.main()?) {
                (RemoteKind::Own, Some(_)) if found != self.node_id()? => {
                    return Err(Error::OtherNode { name: name.clone(), node: found });
                }
                (RemoteKind::Own, _) => self.take_in(main, name, news)?,
                (RemoteKind::Followed(Some(node)), _) => {
                    self.take_in_node(*node, main, name, news)?;
                }
                (RemoteKind::Followed(None), _) => {
                    self.pin(name, found)?;
                    self.take_in_node(found, main, name, news)?;
                }
            }
        }
        for &(node, head) in &heads.nodes {
            self.take_in_node(node, head, name, news)?;
        }
        Ok(())
    }

    /// Sends what the other side lacks. False if somebody else was quicker and it must be fetched.
    fn send(&self, remote: &Remote, heads: &Heads, news: &mut Exchange) -> Result<bool, Error> {
        if remote.kind != RemoteKind::Own {
            news.not_sent = Some(NotSent::Followed);
            return Ok(true);
        }
        let Some(main) = self.main()? else { return Ok(true) };
        if let Some(theirs) = heads.main
            && theirs != main
            && !self.descends(main, theirs)?
        {
            news.not_sent = Some(NotSent::Quarantine);
            return Ok(true);
        }
        let mut specs = Vec::new();
        if heads.main != Some(main) {
            specs.push(format!("{MAIN}:{MAIN}"));
        }
        for node in self.following()? {
            let ours = find_ref(self.git(), &node_ref(node))?;
            let theirs = heads.nodes.iter().find(|(id, _)| *id == node).map(|(_, head)| *head);
            if let Some(ours) = ours.filter(|_| ours != theirs)
                && theirs.map_or(Ok(true), |theirs| self.descends(ours, theirs))?
            {
                specs.push(format!("{0}:{0}", node_ref(node)));
            }
        }
        if specs.is_empty() {
            return Ok(true);
        }
        match self.push(remote, heads.main, &specs)? {
            Pushed::Done => self.tell_what_went(heads.main, main, news).map(|()| true),
            Pushed::TooLate => Ok(false),
            Pushed::No(why) => {
                news.not_sent = Some(why);
                Ok(true)
            }
        }
    }

    /// Pushes; to a kiosk of this node with the proof of who we are, which nobody else understands.
    fn push(
        &self,
        remote: &Remote,
        theirs: Option<Oid>,
        specs: &[String],
    ) -> Result<Pushed, Error> {
        let pushed = self.push_with(remote, specs, None)?;
        if let Pushed::No(NotSent::Refused(_)) = pushed
            && let Some(proof) = self.proof_for(remote, theirs)?
        {
            return self.push_with(remote, specs, Some(&proof));
        }
        Ok(pushed)
    }

    /// The header that proves this device to a kiosk whose head is this.
    fn proof_for(&self, remote: &Remote, theirs: Option<Oid>) -> Result<Option<String>, Error> {
        let web = remote.url.starts_with("http://") || remote.url.starts_with("https://");
        let (Some(key), Some(head)) = (self.key(), theirs.filter(|_| web)) else {
            return Ok(None);
        };
        crate::serve::proof(key, self.node_id()?, head).map(Some)
    }

    fn push_with(
        &self,
        remote: &Remote,
        specs: &[String],
        proof: Option<&str>,
    ) -> Result<Pushed, Error> {
        let mut git = self.git().find_remote(&remote.name).doing("reading the list of remotes")?;
        let mut refused = None;
        let outcome = {
            let mut callbacks = callbacks();
            callbacks.push_update_reference(|name, status| {
                if let (MAIN, Some(why)) = (name, status) {
                    refused = Some(why.to_owned());
                }
                Ok(())
            });
            let mut options = PushOptions::new();
            options.remote_callbacks(callbacks);
            if let Some(proof) = proof {
                options.custom_headers(&[proof]);
            }
            git.push(specs, Some(&mut options))
        };
        Ok(match (outcome, refused) {
            (Ok(()), None) => Pushed::Done,
            (Ok(()), Some(why)) if is_race(&why) => Pushed::TooLate,
            (Ok(()), Some(why)) => Pushed::No(NotSent::Refused(why)),
            (Err(error), _) if error.code() == ErrorCode::NotFastForward => Pushed::TooLate,
            (Err(error), _) if error.code() == ErrorCode::BareRepo => {
                Pushed::No(NotSent::WorkingCopy)
            }
            (Err(error), _) if error.message().contains("non-bare") => {
                Pushed::No(NotSent::WorkingCopy)
            }
            (Err(error), _) => Pushed::No(NotSent::Refused(error.message().to_owned())),
        })
    }

    fn tell_what_went(
        &self,
        theirs: Option<Oid>,
        ours: Oid,
        news: &mut Exchange,
    ) -> Result<(), Error> {
        let known: Vec<_> = theirs.into_iter().collect();
        news.sent_commits += crate::verify::new_commits(self.git(), ours, &known)?.len();
        for change in self.changed_in("feeds", theirs, ours)? {
            news.sent_events += self.new_lines(&change)?;
        }
        Ok(())
    }
}

enum Pushed {
    Done,
    TooLate,
    No(NotSent),
}

/// What a server says when another push came first.
fn is_race(why: &str) -> bool {
    ["non-fast-forward", "fetch first", "stale info", "failed to update ref", "cannot lock ref"]
        .iter()
        .any(|said| why.contains(said))
}

/// The refs of a remote that concern us.
#[derive(Debug, Default)]
struct Heads {
    main: Option<Oid>,
    nodes: Vec<(NodeId, Oid)>,
}

impl Heads {
    fn note(&mut self, name: &str, head: Oid, followed: &[NodeId]) {
        if name == MAIN {
            self.main = Some(head);
        }
        let node = name.strip_prefix("refs/nodes/").and_then(|rest| rest.strip_suffix("/main"));
        let node = node.and_then(|id| id.parse::<NodeId>().ok());
        if let Some(node) = node.filter(|node| followed.contains(node)) {
            self.nodes.push((node, head));
        }
    }

    /// Each commit, and the ref that notes it while it is not checked.
    fn incoming(&self, name: &str) -> Vec<(Oid, String)> {
        let main = self.main.map(|id| (id, format!("refs/incoming/{name}/main")));
        let nodes = self.nodes.iter();
        let nodes = nodes.map(|(node, id)| (*id, format!("refs/incoming/{name}/nodes/{node}")));
        main.into_iter().chain(nodes).collect()
    }

    fn refspecs(&self, name: &str) -> Vec<String> {
        let main = self.main.map(|_| format!("+{MAIN}:refs/incoming/{name}/main"));
        let nodes = self.nodes.iter();
        let nodes =
            nodes.map(|(id, _)| format!("+{}:refs/incoming/{name}/nodes/{id}", node_ref(*id)));
        main.into_iter().chain(nodes).collect()
    }
}

/// Keeps a fetch within its limits. Over SSH the agent answers for us; nothing ever asks a person.
fn callbacks<'a>() -> RemoteCallbacks<'a> {
    let mut callbacks = RemoteCallbacks::new();
    callbacks.transfer_progress(|progress| {
        progress.received_bytes() <= MAX_BYTES && progress.total_objects() <= MAX_OBJECTS
    });
    let mut asked = false;
    callbacks.credentials(move |_, user, allowed| {
        // libgit2 asks again for as long as the answer is wrong.
        if std::mem::replace(&mut asked, true) {
            return Err(git2::Error::from_str("the other side does not let this device in"));
        }
        if allowed.is_ssh_key() {
            return git2::Cred::ssh_key_from_agent(user.unwrap_or("git"));
        }
        git2::Cred::default()
    });
    callbacks
}

impl Repo {
    /// The newest commit that we hold of a node that we follow.
    pub fn node_head(&self, node: NodeId) -> Result<Option<CommitId>, Error> {
        Ok(find_ref(self.git(), &node_ref(node))?.map(CommitId::from))
    }
}
