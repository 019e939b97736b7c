//! Exchange with a plain git remote: fetch, check, merge, push.
//!
//! A remote is either another copy of this node (a hub, another device) or a node that we follow. What
//! is fetched lands under `refs/incoming/`, which nothing reads, until it was checked.
//!
//! Folders are read by themselves, `http://` by libgit2, and SSH and HTTPS by the machine's own `git`.

mod address;
mod list;
mod local;
mod mend;
mod near;
mod program;
mod trouble;

use git2::{AutotagOption, ErrorCode, FetchOptions, Oid, PushOptions, RemoteCallbacks, Repository};

use address::Way;
pub use list::{Agreed, Remote, RemoteKind};
pub use mend::Mended;
use program::Program;
pub use trouble::Trouble;

use crate::error::{Doing, Error};
use crate::private::{PRIVATE_REF, PrivateNews, Share};
use crate::receive::{Exchange, NotSent, node_ref};
use crate::repo::{MAIN, Repo, find_ref, first_of};
use crate::talk::{Ahead, Effect, Event, Peer, Pushed, Stand, Talk};
use crate::{CommitId, NodeId};

/// The most that one fetch may bring: more is an attack or an accident.
const MAX_BYTES: usize = 2 << 30;
/// The most objects that one fetch may bring.
const MAX_OBJECTS: usize = 5_000_000;
/// The box is replaced, never continued.
const BOX: &str = "+refs/stead/private:refs/stead/private";

impl Remote {
    fn way(&self) -> Result<Way, Error> {
        // Asked anew each time: a configuration may have been written by something else.
        address::way(&self.url).map_err(|why| Error::BadRemote { name: self.url.clone(), why })
    }

    fn peer(&self, forward_only: bool) -> Peer {
        match self.kind {
            RemoteKind::Followed(_) => Peer::Followed,
            RemoteKind::Own if forward_only => Peer::Hub,
            RemoteKind::Own => Peer::Copy,
        }
    }

    /// Whether it takes what we have, and then only if it leads to what it has itself. A working copy
    /// takes by itself.
    fn moves_forward(&self) -> Result<bool, Error> {
        let writable = match self.way()? {
            Way::Folder => local::open(self)?.is_bare(),
            Way::Web | Way::Program => true,
        };
        Ok(writable && self.kind == RemoteKind::Own)
    }
}

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
        let forward_only = remote.moves_forward()?;
        let mut heads = Heads::default();
        let (mut talk, mut next) = Talk::begin(remote.peer(forward_only));
        loop {
            let event = match next {
                Effect::Fetch => {
                    self.check_locks()?;
                    heads = self.fetch(&remote)?;
                    Event::Fetched
                }
                Effect::TakeIn => {
                    self.receive(&remote, &heads, forward_only, &mut news)?;
                    Event::TakenIn(self.stand(&heads, &news)?)
                }
                Effect::Push { main, nodes } => {
                    Event::Pushed(self.send(&remote, &heads, main, &nodes, &mut news)?)
                }
                Effect::End(why) => {
                    news.not_sent = why;
                    break;
                }
            };
            next = talk.next(event);
        }
        let theirs = heads.main;
        self.forget_incoming(name)?;
        if let Some(share) = share
            && remote.kind == RemoteKind::Own
            && !matches!(news.not_sent, Some(NotSent::Quarantine | NotSent::Refused(_)))
        {
            news.private = self.exchange_private(&remote, theirs, share)?;
        }
        Ok(news)
    }

    fn forget_incoming(&self, name: &str) -> Result<(), Error> {
        self.drop_refs(&format!("refs/incoming/{name}/*"), |_| Ok(true))?;
        self.drop_refs(&format!("refs/incoming/{name}/nodes/*"), |_| Ok(true))
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
        let way = remote.way()?;
        if way == Way::Folder {
            let other = local::open(remote)?;
            if self.meet_private(&other, share, &mut news)? {
                self.hand_private(&other)?;
                news.sent = true;
            }
            return Ok(news);
        }
        // Through a copy that is thrown away, so that no object of an old box stays here.
        let scratch = tempfile::tempdir_in(self.scratch()?)?;
        let other = Repository::init_bare(scratch.path()).doing("exchanging private records")?;
        self.fetch_box(remote, way, theirs, &other)?;
        if self.meet_private(&other, share, &mut news)?
            && find_ref(self.git(), PRIVATE_REF)?.is_some()
        {
            news.sent = matches!(self.push(remote, theirs, &[BOX.to_owned()])?, Pushed::Done);
        }
        Ok(news)
    }

    /// Fetches the other side's box, if it has one and shows it to us.
    fn fetch_box(
        &self,
        remote: &Remote,
        way: Way,
        theirs: Option<Oid>,
        into: &Repository,
    ) -> Result<(), Error> {
        let specs = [BOX.to_owned()];
        if way == Way::Program {
            let folder = camino::Utf8PathBuf::try_from(into.path().to_owned());
            let folder = folder.map_err(std::io::Error::other)?;
            let program = Program { remote, proof: None };
            if program.fetch(&folder, &specs)? {
                return Ok(());
            }
            if let Some(proof) = self.proof_for(remote, theirs)? {
                // A kiosk shows it to the node's own devices alone. Others do not know what this says.
                drop(Program { remote, proof: Some(&proof) }.fetch(&folder, &specs));
            }
            return Ok(());
        }
        let mut git = into.remote_anonymous(&remote.url).doing("exchanging private records")?;
        let unreachable = |source| Error::Unreachable { name: remote.name.clone(), source };
        let mut options = FetchOptions::new();
        options.remote_callbacks(callbacks()).download_tags(AutotagOption::None);
        options.update_fetchhead(false);
        git.fetch(&specs, Some(&mut options), None).map_err(unreachable)?;
        if find_ref(into, PRIVATE_REF)?.is_none()
            && let Some(proof) = self.proof_for(remote, theirs)?
        {
            options.custom_headers(&[&proof]);
            drop(git.fetch(&specs, Some(&mut options), None));
        }
        Ok(())
    }

    /// Fetches into `refs/incoming/<name>/` and gives back what the other side has.
    fn fetch(&self, remote: &Remote) -> Result<Heads, Error> {
        match remote.way()? {
            Way::Folder => return self.fetch_local(remote, &local::open(remote)?),
            Way::Program => return self.fetch_by_program(remote, None),
            Way::Web => {}
        }
        let unreachable = |source| Error::Unreachable { name: remote.name.clone(), source };
        let mut git = self.git().remote_anonymous(&remote.url).doing("naming the remote")?;
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

    fn receive(
        &self,
        remote: &Remote,
        heads: &Heads,
        forward_only: bool,
        news: &mut Exchange,
    ) -> Result<(), Error> {
        let Remote { name, kind, .. } = remote;
        if let Some(main) = heads.main {
            let found = first_of(self.git(), main)?;
            match (kind, self.main()?) {
                (RemoteKind::Own, Some(_)) if found != self.node_id()? => {
                    return Err(Error::OtherNode { name: name.clone(), node: found });
                }
                (RemoteKind::Own, _) => self.take_in(main, name, forward_only, news)?,
                (RemoteKind::Followed(Some(node)), _) if *node != found => {
                    let (name, expected) = (name.clone(), *node);
                    return Err(Error::OtherIdentity { name, expected, found });
                }
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

    /// How our heads stand to the other side's.
    fn stand(&self, heads: &Heads, news: &Exchange) -> Result<Stand, Error> {
        let ahead = |ours: Option<Oid>, theirs: Option<Oid>| {
            Ok::<_, Error>(match (ours, theirs) {
                (None, _) => Ahead::Same,
                (Some(_), None) => Ahead::Leads,
                (Some(ours), Some(theirs)) if ours == theirs => Ahead::Same,
                (Some(ours), Some(theirs)) if self.descends(ours, theirs)? => Ahead::Leads,
                _ => Ahead::Apart,
            })
        };
        let mut nodes = Vec::new();
        for node in self.following()? {
            let theirs = heads.nodes.iter().find(|(id, _)| *id == node).map(|(_, head)| *head);
            nodes.push((node, ahead(find_ref(self.git(), &node_ref(node))?, theirs)?));
        }
        let main = ahead(self.main()?, heads.main)?;
        Ok(Stand { main, nodes, kept_aside: !news.quarantined.is_empty() })
    }

    /// Sends what the other side lacks.
    fn send(
        &self,
        remote: &Remote,
        heads: &Heads,
        main: bool,
        nodes: &[NodeId],
        news: &mut Exchange,
    ) -> Result<Pushed, Error> {
        let mut specs: Vec<_> = main.then(|| format!("{MAIN}:{MAIN}")).into_iter().collect();
        specs.extend(nodes.iter().map(|node| format!("{0}:{0}", node_ref(*node))));
        let pushed = self.push(remote, heads.main, &specs)?;
        if let (Pushed::Done, true, Some(ours)) = (&pushed, main, self.main()?) {
            self.tell_what_went(heads.main, ours, news)?;
        }
        Ok(pushed)
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
        if remote.way()? == Way::Program {
            return self.push_by_program(remote, specs, proof);
        }
        let mut git = self.git().remote_anonymous(&remote.url).doing("naming the remote")?;
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

    /// What a fetch really brought, which may be newer than what was asked for.
    fn refresh(&mut self, fetched: &Repository, name: &str) -> Result<(), Error> {
        self.main = find_ref(fetched, &format!("refs/incoming/{name}/main"))?;
        let mut nodes = Vec::new();
        for (node, _) in &self.nodes {
            let head = find_ref(fetched, &format!("refs/incoming/{name}/nodes/{node}"))?;
            nodes.extend(head.map(|head| (*node, head)));
        }
        self.nodes = nodes;
        Ok(())
    }

    fn refspecs(&self, name: &str) -> Vec<String> {
        let main = self.main.map(|_| format!("+{MAIN}:refs/incoming/{name}/main"));
        let nodes = self.nodes.iter();
        let nodes =
            nodes.map(|(id, _)| format!("+{}:refs/incoming/{name}/nodes/{id}", node_ref(*id)));
        main.into_iter().chain(nodes).collect()
    }
}

/// Keeps a fetch within its limits; nothing ever asks a person.
fn callbacks<'a>() -> RemoteCallbacks<'a> {
    let mut callbacks = RemoteCallbacks::new();
    callbacks.transfer_progress(|progress| {
        progress.received_bytes() <= MAX_BYTES && progress.total_objects() <= MAX_OBJECTS
    });
    callbacks.credentials(|_, _, _| {
        Err(git2::Error::from_str("the other side does not let this device in"))
    });
    callbacks
}

impl Repo {
    /// The newest commit that we hold of a node that we follow.
    pub fn node_head(&self, node: NodeId) -> Result<Option<CommitId>, Error> {
        Ok(find_ref(self.git(), &node_ref(node))?.map(CommitId::from))
    }
}
