//! What the kiosk is handed so that it need not know git: the node's history over its web server, and
//! the exchange with remotes and with drives that somebody puts in, by itself.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Wall;
use desk::{Clock as _, Randomness as _, SystemClock, SystemRandomness};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kiosk::{
    Alone, Announcement, GitAsk, GitHost, GitReply, Inside, Note, PeerKind, PeerState, PeerStatus,
};
use sync::private::{PrivateStore, Share, StoreError};
use sync::serve::{Ask, Body, Reply, Service};
use sync::stick::watch::{Drives, Visit, drives};
use sync::{Error, Exchange, Repo};

use crate::devices::{self, DeviceError};
use crate::neighbours::Met;
use crate::stick_site::{self, Site};
use crate::{exchange_words, followed};

/// How often remotes are exchanged with.
const EVERY: SignedDuration = SignedDuration::from_mins(5);
/// How often the members' box is looked after.
const SETTLE: SignedDuration = SignedDuration::from_secs(20);

/// Answers git from the node's folder, each time in a repository opened anew.
#[derive(Debug)]
pub(crate) struct NodeHost {
    root: Utf8PathBuf,
    /// What a signed push has to repeat is made from this; a restart forgets it.
    secret: [u8; 32],
    /// One push at a time.
    pushing: Mutex<()>,
    /// One round of exchanges at a time. Not the same lock: two kiosks that push to each other at
    /// one moment must not wait for each other.
    tending: Mutex<()>,
    due: Mutex<Due>,
    peers: Mutex<Vec<PeerStatus>>,
    drives: Mutex<Drives>,
    met: Mutex<Met>,
    /// Folders that count as drives for as long as they are there.
    sticks: Vec<Utf8PathBuf>,
    /// Drives of strangers that a steward let in, until they are pulled out.
    welcomed: Mutex<BTreeSet<Utf8PathBuf>>,
}

/// When something was last done.
#[derive(Debug, Default)]
struct Due {
    settled: Option<Timestamp>,
    exchanged: Option<Timestamp>,
}

impl Due {
    /// Whether it is time again; a clock that went back does not make it wait for ever.
    fn now(last: &mut Option<Timestamp>, now: Timestamp, every: SignedDuration) -> bool {
        let due = last.is_none_or(|last| now.duration_since(last).abs() >= every);
        if due {
            *last = Some(now);
        }
        due
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl NodeHost {
    pub(crate) fn new(root: &Utf8Path, secret: [u8; 32], sticks: &[Utf8PathBuf]) -> Arc<Self> {
        Arc::new(Self {
            root: root.to_owned(),
            secret,
            sticks: sticks.to_vec(),
            pushing: Mutex::default(),
            tending: Mutex::default(),
            due: Mutex::default(),
            peers: Mutex::default(),
            drives: Mutex::default(),
            met: Mutex::default(),
            welcomed: Mutex::default(),
        })
    }

    fn ask(&self, service: Service, ask: GitAsk) -> Ask {
        let now = u64::try_from(SystemClock.now().as_second()).unwrap_or(0);
        let GitAsk { body, gzip, authorization, .. } = ask;
        Ask { service, body, gzip, authorization, now, secret: self.secret }
    }

    fn note(&self, status: PeerStatus) {
        let mut peers = held(&self.peers);
        peers.retain(|known| known.name != status.name);
        peers.push(status);
    }

    /// The node's repository, whose moves wait for the desk.
    fn still(&self, inside: &Inside<'_>) -> Result<Repo, Error> {
        let still = Still(Arc::clone(&inside.alone));
        Ok(Repo::open(&self.root)?.with_exclusion(Arc::new(still)))
    }

    fn tend_members(&self, people: &mut People<'_>) -> Result<bool, Error> {
        let mut share = people.share()?;
        Ok(Repo::open(&self.root)?.settle_private(&mut share)?.received)
    }

    /// One exchange, told on the stewards' screen while it goes on and when it is done.
    fn visit(
        &self,
        name: &str,
        kind: PeerKind,
        plan: &[Note],
        exchange: impl FnOnce() -> Result<(Exchange, Vec<Note>), Error>,
    ) -> (PeerState, bool) {
        let status = |state, received, sent, notes| PeerStatus {
            name: name.to_owned(),
            kind,
            state,
            received,
            sent,
            notes,
            at: SystemClock.now(),
        };
        self.note(status(PeerState::Busy, 0, 0, plan.to_vec()));
        match exchange() {
            Ok((news, mut notes)) => {
                notes.extend(exchange_words::of(&news));
                let of_others: usize = news.nodes.iter().map(|node| node.commits).sum();
                let received = news.received_events + of_others;
                let sent = news.sent_events.max(news.sent_commits);
                self.note(status(PeerState::Done, received, sent, notes));
                (PeerState::Done, !news.changed.is_empty())
            }
            Err(error) => {
                tracing::info!(%error, name, "an exchange did not work");
                self.note(status(PeerState::Failed, 0, 0, exchange_words::of_error(&error)));
                (PeerState::Failed, false)
            }
        }
    }

    /// Brings git's list of files up, for whoever types `git status`, and puts loose objects into a pack
    /// once there are many.
    fn tend_packs(&self) {
        let Ok(repo) = Repo::open(&self.root) else { return };
        if let Err(error) = repo.catch_up() {
            tracing::debug!(%error, "git's list of files stays behind");
        }
        if repo.loose_objects() < sync::REPACK_WORTH {
            return;
        }
        match repo.repack() {
            Ok(objects) => tracing::info!(objects, "the history was packed"),
            Err(error) => tracing::warn!(%error, "the history could not be packed"),
        }
    }

    fn tend_remotes(&self, inside: &Inside<'_>, people: &mut People<'_>) -> Result<bool, Error> {
        let mut changed = false;
        for remote in Repo::open(&self.root)?.remotes()? {
            let (_, came) = self.visit(&remote.name, PeerKind::Remote, &[], || {
                let mut share = people.share()?;
                let news = self.still(inside)?.exchange_with(&remote.name, Some(&mut share))?;
                Ok((news, Vec::new()))
            });
            changed |= came;
        }
        Ok(changed)
    }

    /// Takes what the kiosks nearby have that are of this node or of one that is followed.
    fn tend_near(&self, inside: &Inside<'_>, people: &mut People<'_>, now: Timestamp) -> bool {
        let waiting = held(&self.met).due(&inside.near, now);
        let told = held(&self.met).names();
        held(&self.peers)
            .retain(|peer| peer.kind != PeerKind::Neighbour || told.contains(&peer.name));
        let mut changed = false;
        for (name, neighbour) in waiting {
            let Ok(node) = neighbour.node.parse() else { continue };
            let met = Repo::open(&self.root).and_then(|repo| repo.knows(node));
            if !met.unwrap_or(false) {
                self.note(stranger(&name, &neighbour));
                continue;
            }
            let (_, came) = self.visit(&name, PeerKind::Neighbour, &[], || {
                let mut share = people.share()?;
                let repo = self.still(inside)?;
                let news = repo.meet(&name, &neighbour.url, node, Some(&mut share))?;
                Ok((news.unwrap_or_default(), Vec::new()))
            });
            changed |= came;
        }
        changed
    }

    fn tend_drives(&self, inside: &Inside<'_>, people: &mut People<'_>) -> bool {
        let mounts = fs_err::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        let mut here = drives(&mounts);
        here.extend(self.sticks.iter().filter(|folder| folder.is_dir()).cloned());
        let waiting = held(&self.drives).seen(&here);
        let gone: Vec<_> = held(&self.drives).all().map(|(drive, _)| drive.to_string()).collect();
        held(&self.peers).retain(|peer| peer.kind != PeerKind::Stick || gone.contains(&peer.name));
        held(&self.welcomed).retain(|drive| gone.iter().any(|known| drive == known));
        let mut changed = false;
        for drive in waiting {
            let label = Repo::open(&self.root).and_then(|repo| repo.look_at(&drive));
            let visit = match label {
                Ok(None) => Visit::Ignored,
                Ok(Some(label)) if !label.is_known && !held(&self.welcomed).contains(&drive) => {
                    self.note(unknown_drive(&drive, &label));
                    Visit::Unknown
                }
                Ok(Some(label)) => {
                    held(&self.drives).note(&drive, Visit::Exchanging);
                    let plan = self.plan(&label);
                    let (state, came) = self.visit(drive.as_str(), PeerKind::Stick, &plan, || {
                        let (news, notes) = self.carry(&drive, inside, people)?;
                        Ok((news, plan.iter().cloned().chain(notes).collect()))
                    });
                    changed |= came;
                    if state == PeerState::Done { Visit::Finished } else { Visit::Failed }
                }
                Err(_) => Visit::Failed,
            };
            held(&self.drives).note(&drive, visit);
        }
        changed
    }

    /// What will come in from a drive and go out to it, node by node.
    fn plan(&self, label: &sync::stick::Label) -> Vec<Note> {
        let names = followed::names(&self.root);
        let named = |node: &sync::NodeId| {
            names.get(node).cloned().unwrap_or_else(|| node.first_commit().short())
        };
        let note = |key, node| Note::new(key).with("node", &named(node));
        let comes = label.brings.iter().map(|node| note("exchange-comes", node));
        comes.chain(label.lacks.iter().map(|node| note("exchange-goes", node))).collect()
    }

    /// Lets in the devices whose requests lie on a drive and that come with an invitation of this one.
    fn let_in(&self, drive: &Utf8Path) {
        if let Err(error) = self.answer_requests(drive) {
            tracing::warn!(%error, "the requests on a drive could not be answered");
        }
    }

    fn answer_requests(&self, drive: &Utf8Path) -> Result<(), DeviceError> {
        let requests = sync::stick::requests_on(drive)?;
        if requests.is_empty() {
            return Ok(());
        }
        let repo = Repo::open(&self.root)?;
        let (node, now) = (repo.node_id()?, SystemClock.now());
        let author = devices::keyholder(&repo, now)?;
        for request in requests.into_iter().filter(|request| request.node == node) {
            match devices::admit(&repo, &request, &author, Wall::new(now, &TimeZone::UTC)) {
                Ok(_) => sync::stick::settle_request(drive, &request)?,
                Err(error) => {
                    tracing::warn!(%error, device = %request.device, "a device was not let in");
                }
            }
        }
        Ok(())
    }

    fn carry(
        &self,
        drive: &Utf8Path,
        inside: &Inside<'_>,
        people: &mut People<'_>,
    ) -> Result<(Exchange, Vec<Note>), Error> {
        (inside.alone)(&mut || self.let_in(drive));
        let mut share = people.share()?;
        let carried = self.still(inside)?.carry_with(drive, Some(&mut share))?;
        let notes = exchange_words::of_drive(&carried);
        if carried.not_written.is_none() {
            match stick_site::put(&self.root, drive, SystemClock.now()) {
                Ok(Site::Left(why)) => tracing::info!(why, "the site on a stick was left as it is"),
                Ok(_) => {}
                Err(report) => {
                    let why = report.message;
                    tracing::warn!(why, "the site could not be put on a stick");
                }
            }
        }
        let mut news = carried.received;
        news.sent_commits += carried.written.len();
        Ok((news, notes))
    }
}

fn unknown_drive(drive: &Utf8Path, label: &sync::stick::Label) -> PeerStatus {
    PeerStatus {
        name: drive.to_string(),
        kind: PeerKind::Stick,
        state: PeerState::Unknown,
        received: 0,
        sent: 0,
        notes: label.nodes.iter().map(exchange_words::of_stranger).collect(),
        at: SystemClock.now(),
    }
}

fn stranger(name: &str, neighbour: &kiosk::Neighbour) -> PeerStatus {
    PeerStatus {
        name: name.to_owned(),
        kind: PeerKind::Neighbour,
        state: PeerState::Unknown,
        received: 0,
        sent: 0,
        notes: vec![Note::new("exchange-near-stranger").with("url", &neighbour.url)],
        at: SystemClock.now(),
    }
}

/// Keeps the desk still while records move.
struct Still(Alone);

impl sync::Exclusion for Still {
    fn run(&self, act: &mut dyn FnMut()) {
        (self.0)(act);
    }
}

/// The members' records of an open desk.
struct People<'a>(&'a Inside<'a>);

impl People<'_> {
    fn share(&mut self) -> Result<Share<'_>, Error> {
        let mut seed = [0; 32];
        let filled = SystemRandomness.fill(&mut seed);
        filled.map_err(|error| Error::Private(Box::new(error)))?;
        Ok(Share { store: self, seed })
    }
}

impl PrivateStore for People<'_> {
    fn export(&mut self) -> Result<Vec<u8>, StoreError> {
        Ok((self.0.members)()?)
    }

    fn merge(&mut self, rows: &[u8]) -> Result<(), StoreError> {
        Ok((self.0.merge_members)(rows)?)
    }
}

impl GitHost for NodeHost {
    fn answer(&self, ask: GitAsk, alone: Alone) -> GitReply {
        let Some(service) = Service::named(&ask.service) else {
            return plain(403, "this is not something that git asks\n");
        };
        let moves = service == Service::Receive && ask.body.is_some();
        let ask = self.ask(service, ask);
        let serve = || Repo::open(&self.root).and_then(|repo| repo.serve(&ask));
        let reply = if moves {
            let _one = held(&self.pushing);
            let (mut serve, mut reply) = (Some(serve), None);
            alone(&mut || reply = serve.take().map(|serve| serve()));
            held(&self.due).settled = None;
            reply.unwrap_or(Err(Error::Moved))
        } else {
            serve()
        };
        match reply {
            Ok(reply) => answered(reply),
            Err(error) => {
                tracing::warn!(%error, "git could not be answered");
                plain(503, "the kiosk is busy; please try again\n")
            }
        }
    }

    fn tend(&self, inside: &Inside<'_>) -> bool {
        let now = SystemClock.now();
        let _one = held(&self.tending);
        let mut people = People(inside);
        let mut changed = self.tend_drives(inside, &mut people);
        changed |= self.tend_near(inside, &mut people, now);
        let (settle, exchange) = {
            let mut due = held(&self.due);
            (Due::now(&mut due.settled, now, SETTLE), Due::now(&mut due.exchanged, now, EVERY))
        };
        if settle && let Err(error) = self.tend_members(&mut people) {
            tracing::warn!(%error, "the members' records could not be made ready for other devices");
        }
        if settle {
            self.tend_packs();
        }
        if exchange {
            match self.tend_remotes(inside, &mut people) {
                Ok(came) => changed |= came,
                Err(error) => tracing::warn!(%error, "the remotes could not be read"),
            }
        }
        changed
    }

    fn announces(&self) -> Option<Announcement> {
        let repo = Repo::open(&self.root).ok()?;
        let (node, device) = (repo.node_id().ok()?, repo.key()?.device());
        Some(Announcement { node: node.to_string(), device: device.to_string() })
    }

    fn peers(&self) -> Vec<PeerStatus> {
        held(&self.peers).clone()
    }

    fn welcome(&self, drive: &str) {
        let drive = Utf8Path::new(drive);
        let mut welcomed = held(&self.welcomed);
        if !welcomed.contains(drive) {
            welcomed.insert(drive.to_owned());
        }
        held(&self.drives).welcome(drive);
    }
}

fn answered(reply: Reply) -> GitReply {
    let changed = reply.news.is_some_and(|news| !news.changed.is_empty());
    let body: kiosk::GitBody = match reply.body {
        Body::Whole(bytes) => Box::new(move |out| out.write_all(&bytes)),
        Body::Pack(pack) => Box::new(move |out| pack.send(out).map_err(std::io::Error::other)),
    };
    GitReply { status: reply.status, content_type: reply.content_type, body, changed }
}

fn plain(status: u16, words: &'static str) -> GitReply {
    GitReply {
        status,
        content_type: "text/plain; charset=utf-8".into(),
        body: Box::new(move |out| out.write_all(words.as_bytes())),
        changed: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_every_few_minutes_is_due_at_once_and_then_again_whatever_the_clock_does() {
        let at = |seconds: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds);
        let mut last = None;
        let mut due = |seconds| Due::now(&mut last, at(seconds), EVERY);
        assert!(due(1_000_000) && !due(1_000_010) && due(1_000_300));
        assert!(due(0), "the clock fell back to 1970");
    }
}
