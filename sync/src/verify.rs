//! Checking what others made, before anything of it becomes visible.
//!
//! A commit counts when a device signed it that the node listed *in the commit's parents* (so a
//! commit cannot let itself in), when it extends the signer's own feed and no other, and when every
//! name and kind in it is one that a node has. A merge without a signature counts when it equals the
//! pure function of its parents. Dates decide nothing that a position in the history can decide.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use catalog::event::LineHash;
use catalog::ids::DeviceId;
use git2::{Commit, Oid, Repository, Sort};
use jiff::Timestamp;

use crate::error::{Doing, Error};
use crate::feed;
use crate::key::{PublicKey, Purpose};
use crate::layout::{self, PathProblem, SIGNERS};
use crate::object::{blob_at, read_blob, signers_of, time_of};
use crate::signers::{AllowedSigners, Signer};
use crate::tree::{Changed, changes};
use crate::{CommitId, NodeId};

/// Why a commit is not taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum Fault {
    #[error("nobody signed it")]
    Unsigned,
    #[error("its signature does not fit its content")]
    BadSignature,
    #[error("the key {fingerprint} is not one of the node's devices at that point")]
    UnknownKey { fingerprint: String },
    #[error("the device `{device}` was revoked")]
    Revoked { device: DeviceId },
    #[error("the device `{device}` wrote into `{path}`, which is not its own feed")]
    ForeignFeed { device: DeviceId, path: String },
    #[error("it changes or drops lines of `{path}` that were recorded before")]
    Rewritten { path: String },
    #[error("line {line} of `{path}` does not follow on the line before it")]
    Gap { path: String, line: usize },
    #[error("line {line} of `{path}` is not an event of that device")]
    NotAnEvent { path: String, line: usize },
    #[error("`{path}` {why}")]
    OddPath { path: String, why: PathProblem },
    #[error("`{path}` is a link to somewhere else")]
    Link { path: String },
    #[error("`{path}` is neither a file nor a folder")]
    Kind { path: String },
    #[error("`{path}` has the same name as its neighbour on drives that ignore case")]
    Collision { path: String },
    #[error("`{path}` is {size} bytes large, more than a node carries")]
    TooLarge { path: String, size: u64 },
    #[error("it leaves the list of devices unreadable or empty")]
    BrokenKeys,
    #[error("it is a merge, but not what its two sides give")]
    ForgedMerge,
    #[error("it belongs to the history of another node, {found}")]
    OtherNode { found: NodeId },
    #[error("the history was rewritten: what we have is not part of it")]
    Rollback,
    #[error("a part of it is missing: {what}")]
    Missing { what: String },
    #[error("it builds on {on}, which is not taken over")]
    Ancestor { on: CommitId },
}

/// The newest list of devices that we have, and the time of the commit that it is from.
#[derive(Debug)]
pub(crate) struct Current {
    pub signers: AllowedSigners,
    pub at: Timestamp,
}

impl Current {
    fn revoked(&self, key: &PublicKey) -> Option<DeviceId> {
        revoked(&self.signers, key, self.at)
    }
}

/// What came of checking a history.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// The newest commits that count, in the order of their names.
    pub tips: Vec<Oid>,
    /// How many new commits count.
    pub good: usize,
    /// The commits that do not, oldest first, without those that only build on them.
    pub faults: Vec<(Oid, Fault)>,
}

/// Checks the commits that lead to `head` and are not known yet.
///
/// `known` are heads that were checked before; `node` is whose history it must be, where that is
/// known; `current` is the newest list of devices we have, for what was revoked since.
pub(crate) fn check(
    git: &Repository,
    head: Oid,
    known: &[Oid],
    node: Option<NodeId>,
    current: Option<&Current>,
) -> Result<Checked, Error> {
    let order = new_commits(git, head, known)?;
    let mut walk = Walk::default();
    for (&id, outcome) in order.iter().zip(judge(git, &order, node)?) {
        let commit = git.find_commit(id).doing("reading a received commit")?;
        walk.step(&commit, outcome);
    }
    walk.vouch(git, &order, current)?;
    Ok(walk.finish(git, &order, known))
}

/// A commit that counts, with its signer; none for a computed merge.
type Outcome = Result<Option<PublicKey>, Fault>;

/// From so many commits on, each processor takes its share of them.
const MANY: usize = 32;
/// The most processors that are taken: each needs memory of its own.
const PROCESSORS: usize = 4;

/// Checks commits one by one, as if everything below them counted.
fn judge(git: &Repository, order: &[Oid], node: Option<NodeId>) -> Result<Vec<Outcome>, Error> {
    let processors = std::thread::available_parallelism().map_or(1, usize::from).min(PROCESSORS);
    if order.len() < MANY || processors < 2 {
        return judge_share(git, order, node);
    }
    let folder = camino::Utf8PathBuf::try_from(git.path().to_owned());
    let folder = folder.map_err(std::io::Error::other)?;
    let mut shares = order.chunks(order.len().div_ceil(processors));
    let mine = shares.next().unwrap_or_default();
    std::thread::scope(|scope| {
        let folder = &folder;
        let others: Vec<_> = shares
            .map(|share| {
                // A handle is one thread's alone.
                scope.spawn(move || judge_share(&crate::repo::trust::open(folder)?, share, node))
            })
            .collect();
        let mut all = judge_share(git, mine, node)?;
        for other in others {
            let ended = |_| Err(std::io::Error::other("checking a history ended early").into());
            all.extend(other.join().unwrap_or_else(ended)?);
        }
        Ok(all)
    })
}

fn judge_share(
    git: &Repository,
    share: &[Oid],
    node: Option<NodeId>,
) -> Result<Vec<Outcome>, Error> {
    let lists = Lists::default();
    let one = |&id: &Oid| {
        let commit = git.find_commit(id).doing("reading a received commit")?;
        Ok(check_commit(git, &lists, &commit, node))
    };
    share.iter().map(one).collect()
}

/// The commits up to `head` that `known` does not lead to, parents first.
pub(crate) fn new_commits(git: &Repository, head: Oid, known: &[Oid]) -> Result<Vec<Oid>, Error> {
    let what = "reading the received history";
    let mut walk = git.revwalk().doing(what)?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE).doing(what)?;
    walk.push(head).doing(what)?;
    known.iter().try_for_each(|&id| walk.hide(id)).doing(what)?;
    walk.collect::<Result<_, _>>().doing(what)
}

#[derive(Default)]
struct Walk {
    faults: HashMap<Oid, Fault>,
    signers: HashMap<Oid, PublicKey>,
}

/// Lists of devices that were read, by their blob: thousands of commits have the same one.
#[derive(Debug, Default)]
struct Lists(RefCell<HashMap<Option<Oid>, Rc<AllowedSigners>>>);

impl Lists {
    fn of(&self, git: &Repository, commit: &Commit<'_>) -> Result<Rc<AllowedSigners>, Fault> {
        let tree = commit.tree().map_err(|_| Fault::Missing { what: commit.id().to_string() })?;
        let blob = blob_at(&tree, SIGNERS);
        if let Some(known) = self.0.borrow().get(&blob) {
            return Ok(Rc::clone(known));
        }
        let read = Rc::new(signers_of(git, &tree).map_err(|_| Fault::BrokenKeys)?);
        self.0.borrow_mut().insert(blob, Rc::clone(&read));
        Ok(read)
    }
}

impl Walk {
    fn step(&mut self, commit: &Commit<'_>, outcome: Outcome) {
        let below = commit.parent_ids().find(|parent| self.faults.contains_key(parent));
        match below.map_or(outcome, |on| Err(Fault::Ancestor { on: on.into() })) {
            Ok(Some(key)) => drop(self.signers.insert(commit.id(), key)),
            Ok(None) => {}
            Err(fault) => drop(self.faults.insert(commit.id(), fault)),
        }
    }

    /// What a device signed that we know to be revoked counts only where a device in good standing
    /// built on it: that one saw it before it knew. A date could be forged, this cannot.
    fn vouch(
        &mut self,
        git: &Repository,
        order: &[Oid],
        current: Option<&Current>,
    ) -> Result<(), Error> {
        let Some(current) = current else { return Ok(()) };
        let mut vouched = HashSet::new();
        for &id in order.iter().rev() {
            let live = self.signers.get(&id).is_some_and(|key| current.revoked(key).is_none());
            if (live && !self.faults.contains_key(&id)) || vouched.contains(&id) {
                let commit = git.find_commit(id).doing("reading a received commit")?;
                vouched.extend(commit.parent_ids());
            }
        }
        for &id in order {
            let commit = git.find_commit(id).doing("reading a received commit")?;
            let below = commit.parent_ids().find(|parent| self.faults.contains_key(parent));
            let device = self.signers.get(&id).and_then(|key| current.revoked(key));
            let fault = match (below, device) {
                (Some(on), _) => Fault::Ancestor { on: on.into() },
                (None, Some(device)) if !vouched.contains(&id) => Fault::Revoked { device },
                _ => continue,
            };
            self.faults.entry(id).or_insert(fault);
        }
        Ok(())
    }

    fn finish(mut self, git: &Repository, order: &[Oid], known: &[Oid]) -> Checked {
        let good: Vec<_> = order.iter().filter(|id| !self.faults.contains_key(id)).collect();
        let mut tips: std::collections::BTreeSet<Oid> = good.iter().map(|&&id| id).collect();
        for id in &good {
            let parents = git.find_commit(**id).map(|c| c.parent_ids().collect::<Vec<_>>());
            for parent in parents.unwrap_or_default() {
                tips.remove(&parent);
            }
        }
        tips.retain(|tip| !known.contains(tip));
        let good = good.len();
        let faults = order.iter().filter_map(|id| Some((*id, self.faults.remove(id)?)));
        let faults = faults.filter(|(_, fault)| !matches!(fault, Fault::Ancestor { .. })).collect();
        Checked { tips: tips.into_iter().collect(), good, faults }
    }
}

/// The device of a key whose every line ended by this time.
fn revoked(list: &AllowedSigners, key: &PublicKey, at: Timestamp) -> Option<DeviceId> {
    let mut lines = list.signers().filter(|signer| signer.key == *key).peekable();
    let device = lines.peek()?.device;
    let ended = |signer: &Signer| signer.valid_before.is_some_and(|before| before <= at);
    lines.all(ended).then_some(device)
}

/// Checks one commit whose parents count. Gives back its signer; none for a computed merge.
fn check_commit(
    git: &Repository,
    lists: &Lists,
    commit: &Commit<'_>,
    node: Option<NodeId>,
) -> Outcome {
    if commit.parent_count() == 0 {
        let found = NodeId::new(commit.id());
        if node.is_some_and(|node| node != found) {
            return Err(Fault::OtherNode { found });
        }
    }
    let changed = check_trees(git, lists, commit)?;
    let Some((key, text, signed)) = signature_of(git, commit)? else {
        check_merge(git, commit)?;
        return Ok(None);
    };
    if !key.verifies(Purpose::Commit, &signed, &text) {
        return Err(Fault::BadSignature);
    }
    let device = device_among(git, lists, commit, &key)?;
    check_feeds(git, commit, device, &changed)?;
    Ok(Some(key))
}

/// An unsigned commit must be the merge that its parents give.
fn check_merge(git: &Repository, commit: &Commit<'_>) -> Result<(), Fault> {
    let parents: Vec<_> = commit.parent_ids().collect();
    let [a, b] = parents.as_slice() else { return Err(Fault::Unsigned) };
    let merged = crate::merge::merge(git, *a, *b).map_err(|_| Fault::ForgedMerge)?;
    if merged.id == commit.id() { Ok(()) } else { Err(Fault::ForgedMerge) }
}

type Signed = (PublicKey, String, Vec<u8>);

pub(crate) fn signature_of(git: &Repository, commit: &Commit<'_>) -> Result<Option<Signed>, Fault> {
    let Ok((signature, signed)) = git.extract_signature(&commit.id(), None) else {
        return Ok(None);
    };
    let key = PublicKey::of_signature(&signature).ok_or(Fault::BadSignature)?;
    let text = signature.as_str().map_err(|_| Fault::BadSignature)?.to_owned();
    Ok(Some((key, text, signed.to_vec())))
}

/// Which device this key was for, as the parents' lists have it; the first commit lists its own.
pub(crate) fn device_of(
    git: &Repository,
    commit: &Commit<'_>,
    key: &PublicKey,
) -> Result<DeviceId, Fault> {
    device_among(git, &Lists::default(), commit, key)
}

fn device_among(
    git: &Repository,
    lists: &Lists,
    commit: &Commit<'_>,
    key: &PublicKey,
) -> Result<DeviceId, Fault> {
    let unknown = || Fault::UnknownKey { fingerprint: key.fingerprint() };
    let (mut read, mut at) = (Vec::new(), time_of(commit));
    if commit.parent_count() == 0 {
        read.push(lists.of(git, commit)?);
    }
    for parent in commit.parents() {
        // A commit cannot be older than what it builds on, whatever its clock said.
        at = at.max(time_of(&parent));
        read.push(lists.of(git, &parent)?);
    }
    if let Some(device) = read.iter().find_map(|list| revoked(list, key, at)) {
        return Err(Fault::Revoked { device });
    }
    let found = read.iter().find_map(|list| list.allowed(key, at));
    found.map(|signer| signer.device).ok_or_else(unknown)
}

/// Checks names, kinds, sizes and the list of devices against every parent, and gives back what
/// changed against each.
fn check_trees(
    git: &Repository,
    lists: &Lists,
    commit: &Commit<'_>,
) -> Result<Vec<Vec<Changed>>, Fault> {
    let mut parents: Vec<_> = commit.parents().map(|parent| Some(parent.tree_id())).collect();
    if parents.is_empty() {
        parents.push(None);
    }
    let mut all = Vec::new();
    for parent in parents {
        let changed = changes(git, parent, Some(commit.tree_id()))?;
        changed.iter().try_for_each(|change| check_size(git, change))?;
        if changed.iter().any(|change| change.path == SIGNERS)
            && lists.of(git, commit)?.signers().all(|signer| signer.valid_before.is_some())
        {
            return Err(Fault::BrokenKeys);
        }
        all.push(changed);
    }
    Ok(all)
}

fn check_size(git: &Repository, change: &Changed) -> Result<(), Fault> {
    let Some(id) = change.new else { return Ok(()) };
    let missing = |_| Fault::Missing { what: change.path.clone() };
    let (size, kind) = git.odb().and_then(|odb| odb.read_header(id)).map_err(missing)?;
    if kind != git2::ObjectType::Blob {
        return Err(Fault::Kind { path: change.path.clone() });
    }
    let size = size as u64;
    if size > layout::limit(&change.path) {
        return Err(Fault::TooLarge { path: change.path.clone(), size });
    }
    Ok(())
}

/// A device extends its own feed by whole lines, and no other. In a signed merge every feed holds at
/// least what its parents hold together.
fn check_feeds(
    git: &Repository,
    commit: &Commit<'_>,
    device: DeviceId,
    changed: &[Vec<Changed>],
) -> Result<(), Fault> {
    let mut before: BTreeMap<&str, (Vec<u8>, Option<Oid>)> = BTreeMap::new();
    for change in changed.iter().flatten().filter(|change| layout::is_feed(&change.path)) {
        let old = change.old.map(|id| read(git, id, &change.path)).transpose()?;
        let slot = before.entry(&change.path).or_insert_with(|| (Vec::new(), change.new));
        slot.0 = feed::union(&slot.0, &old.unwrap_or_default());
    }
    for (path, (old, new)) in before {
        let new = new.map(|id| read(git, id, path)).transpose()?.unwrap_or_default();
        let owner = layout::feed_device(path)
            .ok_or_else(|| Fault::OddPath { path: path.to_owned(), why: PathProblem::NotLayout })?;
        let old = if commit.parent_count() > 1 {
            // In a merge, what one side lacks is not a change by the signer.
            feed::union(&old, &union_of_parents(git, commit, path)?)
        } else {
            old
        };
        if new == old {
            continue;
        }
        if !new.starts_with(&old) {
            return Err(Fault::Rewritten { path: path.to_owned() });
        }
        if owner != device {
            return Err(Fault::ForeignFeed { device, path: path.to_owned() });
        }
        check_chain(git, commit, device, path, (&old, &new))?;
    }
    Ok(())
}

fn union_of_parents(git: &Repository, commit: &Commit<'_>, path: &str) -> Result<Vec<u8>, Fault> {
    let mut all = Vec::new();
    for parent in commit.parents() {
        let missing = |_| Fault::Missing { what: path.to_owned() };
        let tree = parent.tree().map_err(missing)?;
        if let Some(id) = blob_at(&tree, path) {
            all = feed::union(&all, &read(git, id, path)?);
        }
    }
    Ok(all)
}

fn read(git: &Repository, id: Oid, path: &str) -> Result<Vec<u8>, Fault> {
    read_blob(git, id).map_err(|_| Fault::Missing { what: path.to_owned() })
}

/// Every new line is an event of this device and follows on the one before.
fn check_chain(
    git: &Repository,
    commit: &Commit<'_>,
    device: DeviceId,
    path: &str,
    (old, new): (&[u8], &[u8]),
) -> Result<(), Fault> {
    let (mut line, place) = (feed::count(old), |line| (path.to_owned(), line));
    if new.last().is_some_and(|&b| b != b'\n') {
        let (path, line) = place(feed::count(new));
        return Err(Fault::NotAnEvent { path, line });
    }
    let mut last = match feed::lines(old).last() {
        Some(text) => Some(text.to_vec()),
        None => last_line_before(git, commit, device, path)?,
    };
    for text in feed::lines(new.get(old.len()..).unwrap_or_default()) {
        line += 1;
        let (path, line) = place(line);
        let link = feed::link(text).filter(|link| link.id.device == device);
        let link = link.ok_or_else(|| Fault::NotAnEvent { path: path.clone(), line })?;
        let (seq, hash) = match last.as_deref() {
            None => (0, None),
            Some(text) => {
                (feed::link(text).map_or(0, |link| link.id.seq), Some(LineHash::of(text)))
            }
        };
        if link.id.seq != seq.saturating_add(1) || link.prev != hash {
            return Err(Fault::Gap { path, line });
        }
        last = Some(text.to_vec());
    }
    Ok(())
}

/// The device's newest line in a file before this one, in the commit itself.
fn last_line_before(
    git: &Repository,
    commit: &Commit<'_>,
    device: DeviceId,
    path: &str,
) -> Result<Option<Vec<u8>>, Fault> {
    let missing = |_| Fault::Missing { what: path.to_owned() };
    let tree = commit.tree().map_err(missing)?;
    let folder = format!("feeds/{device}");
    let Ok(entry) = tree.get_path(std::path::Path::new(&folder)) else { return Ok(None) };
    let mut files = Vec::new();
    newest_before(git, entry.id(), &folder, path, &mut files)?;
    let Some((path, id)) = files.pop() else { return Ok(None) };
    let bytes = read(git, id, &path)?;
    Ok(feed::lines(&bytes).last().map(<[u8]>::to_vec))
}

/// Walks from the newest folder down and stops at the first file that is before `path`.
fn newest_before(
    git: &Repository,
    folder: Oid,
    prefix: &str,
    path: &str,
    found: &mut Vec<(String, Oid)>,
) -> Result<(), Fault> {
    for (name, (id, mode)) in crate::tree::entries(git, Some(folder), prefix)?.into_iter().rev() {
        let at = crate::tree::join(prefix, &name);
        if mode == crate::object::FOLDER {
            newest_before(git, id, &at, path, found)?;
        } else if *at < *path {
            found.push((at, id));
        }
        if !found.is_empty() {
            return Ok(());
        }
    }
    Ok(())
}
