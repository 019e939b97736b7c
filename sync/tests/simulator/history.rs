//! All commits of all nodes, and how they stand to each other.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use catalog::event::Hlc;
use jiff::Timestamp;
use sync::join::{Join, Standing, join};

/// A commit.
pub(super) type Id = u32;
/// The most devices of one node.
pub(super) const DEVICES: usize = 8;

/// What a head knows: how many commits of each device of its node it leads to.
pub(super) type Knows = [u32; DEVICES];

#[derive(Debug, Clone)]
struct Commit {
    parents: Vec<Id>,
    /// The device and its number there; none for a computed merge.
    signed: Option<(usize, u32)>,
    knows: Knows,
    /// How many computed merges lie on each other.
    deep: u32,
    /// The newest event.
    hlc: Hlc,
}

#[derive(Debug, Default)]
pub(super) struct History {
    commits: Vec<Commit>,
    merges: HashMap<(Id, Id), Id>,
}

impl History {
    fn at(&self, id: Id) -> &Commit {
        &self.commits[id as usize]
    }

    fn add(&mut self, commit: Commit) -> Id {
        self.commits.push(commit);
        self.commits.len() as Id - 1
    }

    /// A node's first commit, by its first device.
    pub(super) fn first(&mut self, now: Timestamp) -> Id {
        let mut knows = Knows::default();
        knows[0] = 1;
        let hlc = Hlc::new(now, 0);
        self.add(Commit { parents: Vec::new(), signed: Some((0, 1)), knows, deep: 0, hlc })
    }

    /// A device records something on top of its head, by its own clock.
    pub(super) fn record(&mut self, head: Id, device: usize, now: Timestamp) -> Id {
        let below = self.at(head);
        let (mut knows, hlc) = (below.knows, below.hlc.tick(now));
        assert!(hlc > below.hlc, "what comes after is later, whatever the clock says");
        knows[device] += 1;
        let signed = Some((device, knows[device]));
        self.add(Commit { parents: vec![head], signed, knows, deep: 0, hlc })
    }

    /// The merge of two heads: the same for everybody.
    fn merge(&mut self, a: Id, b: Id) -> Id {
        let pair = (a.min(b), a.max(b));
        if let Some(&known) = self.merges.get(&pair) {
            return known;
        }
        let (one, two) = (self.at(a), self.at(b));
        let mut knows = one.knows;
        for (slot, other) in knows.iter_mut().zip(two.knows) {
            *slot = other.max(*slot);
        }
        let deep = |commit: &Commit| if commit.signed.is_none() { commit.deep } else { 0 };
        let commit = Commit {
            parents: vec![pair.0, pair.1],
            signed: None,
            knows,
            deep: deep(one).max(deep(two)) + 1,
            hlc: one.hlc.max(two.hlc),
        };
        let id = self.add(commit);
        self.merges.insert(pair, id);
        id
    }

    /// Whether a commit leads to another, or is the same.
    pub(super) fn leads(&self, from: Id, to: Id) -> bool {
        let target = self.at(to);
        if let Some((device, number)) = target.signed {
            return self.at(from).knows[device] >= number;
        }
        let (mut open, mut seen) = (vec![from], HashSet::new());
        while let Some(id) = open.pop() {
            if id == to {
                return true;
            }
            // Parents are older, so their numbers are smaller.
            if id > to && covers(&self.at(id).knows, &target.knows) && seen.insert(id) {
                open.extend(&self.at(id).parents);
            }
        }
        false
    }

    pub(super) fn knows(&self, id: Id) -> Knows {
        self.at(id).knows
    }

    /// Which of two heads of one node goes on, as `Repo` finds it out.
    pub(super) fn which(&self, ours: Id, theirs: Id, forward_only: bool) -> Join {
        if self.leads(ours, theirs) {
            return Join::Keep;
        }
        if self.leads(theirs, ours) {
            return Join::Take;
        }
        let (us, them) = (self.at(ours), self.at(theirs));
        let rank = |commit: &Commit, id| (commit.signed.map_or(commit.deep, |_| 0), Reverse(id));
        let standing = Standing {
            ours_brings: !covers(&them.knows, &us.knows),
            theirs_brings: !covers(&us.knows, &them.knows),
            theirs_greater: rank(them, theirs) > rank(us, ours),
        };
        join(standing, forward_only)
    }

    /// The head that holds both; nothing signed is ever lost by it.
    pub(super) fn joined(&mut self, ours: Id, theirs: Id, forward_only: bool) -> Id {
        let head = match self.which(ours, theirs, forward_only) {
            Join::Keep => ours,
            Join::Take => theirs,
            Join::Merge => self.merge(ours, theirs),
        };
        let both = |id| covers(&self.knows(head), &self.knows(id));
        assert!(both(ours) && both(theirs), "nothing is lost");
        head
    }

    /// Signed commits, computed merges, and the most merges on each other.
    pub(super) fn count(&self) -> (usize, usize, u32) {
        let deepest = self.commits.iter().map(|commit| commit.deep).max().unwrap_or(0);
        (self.commits.len() - self.merges.len(), self.merges.len(), deepest)
    }
}

fn covers(a: &Knows, b: &Knows) -> bool {
    a.iter().zip(b).all(|(a, b)| a >= b)
}
