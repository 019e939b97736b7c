//! Who recorded what, and how that is known: for every event the commit that brought it and the device
//! whose signature the commit carries.

use std::collections::{BTreeMap, BTreeSet};

use catalog::ids::{DeviceId, EventId};
use git2::Oid;

use crate::error::Error;
use crate::object::read_blob;
use crate::receive::Quarantined;
use crate::repo::{Repo, find_ref};
use crate::tree::changes_in;
use crate::verify::{Fault, check, device_of, new_commits, signature_of};
use crate::{CommitId, NodeId, feed, layout};

/// How an event came into the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The commit that brought it first.
    pub commit: CommitId,
    /// The device that signed the commit; none for a computed merge.
    pub device: Option<DeviceId>,
    /// The key, as `ssh-keygen -l` shows it.
    pub fingerprint: Option<String>,
}

/// What checking everything found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many commits were checked, of this node and of those it follows.
    pub commits: usize,
    /// The commits that do not count, by node, with the reason.
    pub faults: Vec<(NodeId, CommitId, Fault)>,
    /// Events of one id with two contents: a device was cloned, or tells two stories.
    pub forks: BTreeSet<EventId>,
    /// What was kept aside when it came.
    pub quarantined: Vec<Quarantined>,
}

impl Verified {
    /// Whether everything is as it was signed.
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty() && self.forks.is_empty()
    }
}

impl Repo {
    /// Checks the whole history again, of this node and of those that it follows: every signature,
    /// that feeds only ever grew, that merges are what their sides give, and that no event has two
    /// contents.
    pub fn verify_all(&self) -> Result<Verified, Error> {
        let mut found = Verified { quarantined: self.quarantine()?, ..Verified::default() };
        let own = (self.node_id()?, self.head()?.oid());
        let mut heads = vec![own];
        for node in self.following()? {
            let head = find_ref(self.git(), &crate::receive::node_ref(node))?;
            heads.extend(head.map(|head| (node, head)));
        }
        for (node, head) in heads {
            found.commits += new_commits(self.git(), head, &[])?.len();
            let checked = check(self.git(), head, &[], Some(node), None)?;
            let faults = checked.faults.into_iter();
            found.faults.extend(faults.map(|(id, fault)| (node, id.into(), fault)));
            for change in self.changed_in("feeds", None, head)? {
                found.forks.extend(self.forks_in(&change)?);
            }
        }
        Ok(found)
    }

    /// How each recorded event of this node came into the history.
    pub fn recorded(&self) -> Result<BTreeMap<EventId, Recorded>, Error> {
        let mut all = BTreeMap::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for id in new_commits(self.git(), self.head()?.oid(), &[])? {
            self.note_recorded(id, &mut seen, &mut all)?;
        }
        Ok(all)
    }

    fn note_recorded(
        &self,
        id: Oid,
        seen: &mut BTreeMap<String, usize>,
        all: &mut BTreeMap<EventId, Recorded>,
    ) -> Result<(), Error> {
        let commit = self.find(id)?;
        let parent = commit.parent(0).ok().map(|parent| parent.tree_id());
        let changed = changes_in(self.git(), "feeds", parent, Some(commit.tree_id()));
        let mut by: Option<Recorded> = None;
        for change in changed.unwrap_or_default() {
            let Some(new) = change.new.filter(|_| layout::feed_device(&change.path).is_some())
            else {
                continue;
            };
            let bytes = read_blob(self.git(), new)?;
            // A file grows: what an earlier commit had in it is known already.
            let known = seen.entry(change.path.clone()).or_default();
            for line in feed::lines(&bytes).skip(if commit.parent_count() > 1 { 0 } else { *known })
            {
                let Some(link) = feed::link(line) else { continue };
                let by = by.get_or_insert_with(|| self.recorded_by(id));
                all.entry(link.id).or_insert_with(|| by.clone());
            }
            *known = feed::count(&bytes).max(*known);
        }
        Ok(())
    }

    fn recorded_by(&self, id: Oid) -> Recorded {
        let signed = self.git().find_commit(id).ok().and_then(|commit| {
            let (key, ..) = signature_of(self.git(), &commit).ok()??;
            Some((device_of(self.git(), &commit, &key).ok(), key.fingerprint()))
        });
        let (device, fingerprint) = signed.map_or((None, None), |(d, f)| (d, Some(f)));
        Recorded { commit: id.into(), device, fingerprint }
    }
}
