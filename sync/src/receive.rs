//! Taking over what came from outside, by whatever way it came: check first, then merge, then move
//! what people see.

use std::collections::{BTreeSet, HashSet};

use catalog::ids::EventId;
use git2::{ErrorCode, ObjectType, Oid, Signature, Time};

use crate::error::{Doing, Error};
use crate::join::{Join, Standing, join};
use crate::merge::{Conflict, merge};
use crate::object::{read_blob, signers_of, time_of};
use crate::private::PrivateNews;
use crate::repo::{Repo, find_ref};
use crate::tree::{Changed, changes_in};
use crate::verify::{Checked, Current, Fault, check};
use crate::{CommitId, NodeId, feed, layout};

/// What came of an exchange.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exchange {
    /// New commits of this node that were taken over, merges included.
    pub received_commits: usize,
    /// New events of other devices among them.
    pub received_events: usize,
    /// Events of this very device that others had and it did not: it was restored from a copy.
    pub restored_events: usize,
    /// Commits that the other side got.
    pub sent_commits: usize,
    /// Events among them.
    pub sent_events: usize,
    /// Why nothing could be sent, if so.
    pub not_sent: Option<NotSent>,
    /// Records that came up: what a steward has to settle.
    pub conflicts: Vec<Conflict>,
    /// Events of one id with two contents: the device was cloned and needs a new name.
    pub forks: BTreeSet<EventId>,
    /// What was kept aside, with the reason.
    pub quarantined: Vec<Quarantined>,
    /// News of other nodes.
    pub nodes: Vec<NodeNews>,
    /// What came of exchanging private records with another copy of this node.
    pub private: PrivateNews,
    /// The files of this node that changed, for whoever shows them.
    pub changed: Vec<String>,
}

/// Why the other side did not get what is new here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// It is a folder that somebody works in; it fetches by itself.
    #[error("the other side is somebody's working copy: it takes what is new when it syncs itself")]
    WorkingCopy,
    /// It is a node that we only follow.
    #[error("another node's records are its own: requests to it travel in our feed")]
    Followed,
    /// It is a kiosk nearby, which takes by itself what is new here.
    #[error("the other kiosk takes what is new here by itself")]
    Near,
    /// Its history holds something that was put into quarantine here.
    #[error("the other side's history holds something that this node does not accept")]
    Quarantine,
    /// It said no.
    #[error("the other side refused: {0}")]
    Refused(String),
}

/// A history that was not taken over, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// The first commit that does not count.
    pub commit: CommitId,
    /// The newest commit of that history; it and everything below it is kept.
    pub head: CommitId,
    /// Why, in words.
    pub why: String,
    /// Why; none for what was kept aside by an earlier exchange.
    pub fault: Option<Fault>,
    /// Where it came from.
    pub from: String,
}

/// News of a node that we follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeNews {
    /// The node.
    pub node: NodeId,
    /// Its newest commit that we hold.
    pub head: CommitId,
    /// How many commits came.
    pub commits: usize,
    /// Whether its devices have not come together yet: some of its news waits.
    pub waiting: bool,
}

/// How often something is tried again because somebody recorded something meanwhile.
const TRIES: usize = 5;

impl Repo {
    /// Takes over a head of this node's own history.
    pub(crate) fn take_in(
        &self,
        incoming: Oid,
        from: &str,
        forward_only: bool,
        news: &mut Exchange,
    ) -> Result<(), Error> {
        // A kiosk goes on recording while it checks what came: then it is merged once more.
        for _ in 0..TRIES {
            match self.take_in_once(incoming, from, forward_only, news) {
                Err(Error::Moved) => {}
                other => return other,
            }
        }
        Err(Error::Moved)
    }

    fn take_in_once(
        &self,
        incoming: Oid,
        from: &str,
        forward_only: bool,
        news: &mut Exchange,
    ) -> Result<(), Error> {
        let before = self.main()?;
        let node = before.map(|_| self.node_id()).transpose()?;
        let current = before.map(|head| self.current(head)).transpose()?;
        let known: Vec<_> = before.into_iter().collect();
        let checked = check(self.git(), incoming, &known, node, current.as_ref())?;
        self.set_aside(incoming, &checked, from, news)?;
        let mut head = before;
        for &tip in &checked.tips {
            head = Some(self.joined(head, tip, forward_only, news)?);
        }
        let Some(head) = head.filter(|&head| Some(head) != before) else { return Ok(()) };
        let changed = self.move_main(before, head)?;
        news.received_commits += checked.good;
        self.tell_what_came(before, head, news)?;
        news.changed.extend(changed);
        self.release()
    }

    /// The head that holds both.
    fn joined(
        &self,
        head: Option<Oid>,
        tip: Oid,
        forward_only: bool,
        news: &mut Exchange,
    ) -> Result<Oid, Error> {
        let Some(head) = head else { return Ok(tip) };
        match self.which(head, tip, forward_only)? {
            Join::Keep => Ok(head),
            Join::Take => Ok(tip),
            Join::Merge => {
                let merged = merge(self.git(), head, tip)?;
                news.forks.extend(merged.forks);
                Ok(merged.id)
            }
        }
    }

    /// Which of two heads goes on.
    fn which(&self, ours: Oid, theirs: Oid, forward_only: bool) -> Result<Join, Error> {
        if ours == theirs || self.descends(ours, theirs)? {
            return Ok(Join::Keep);
        }
        if self.descends(theirs, ours)? {
            return Ok(Join::Take);
        }
        let rank = |head| Ok::<_, Error>((self.merges_deep(head)?, std::cmp::Reverse(head)));
        let standing = Standing {
            ours_brings: self.brings_signed(ours, theirs)?,
            theirs_brings: self.brings_signed(theirs, ours)?,
            theirs_greater: rank(theirs)? > rank(ours)?,
        };
        Ok(join(standing, forward_only))
    }

    /// Whether a head leads to a signed commit that the other does not lead to.
    fn brings_signed(&self, head: Oid, other: Oid) -> Result<bool, Error> {
        for id in crate::verify::new_commits(self.git(), head, &[other])? {
            if !self.is_computed(id)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_computed(&self, id: Oid) -> Result<bool, Error> {
        let commit = self.find(id)?;
        Ok(commit.parent_count() == 2 && commit.header_field_bytes("gpgsig").is_err())
    }

    /// How many computed merges lie on each other at a head.
    fn merges_deep(&self, head: Oid) -> Result<usize, Error> {
        let (mut layer, mut deep) = (BTreeSet::from([head]), 0);
        loop {
            let mut below = BTreeSet::new();
            for id in layer {
                if self.is_computed(id)? {
                    below.extend(self.find(id)?.parent_ids());
                }
            }
            if below.is_empty() {
                return Ok(deep);
            }
            (layer, deep) = (below, deep + 1);
        }
    }

    pub(crate) fn descends(&self, commit: Oid, ancestor: Oid) -> Result<bool, Error> {
        self.git().graph_descendant_of(commit, ancestor).doing("comparing two histories")
    }

    pub(crate) fn current(&self, head: Oid) -> Result<Current, Error> {
        let commit = self.find(head)?;
        let tree = commit.tree().doing("reading a commit")?;
        Ok(Current { signers: signers_of(self.git(), &tree)?, at: time_of(&commit) })
    }

    fn tell_what_came(
        &self,
        before: Option<Oid>,
        head: Oid,
        news: &mut Exchange,
    ) -> Result<(), Error> {
        let own = self.key().map(crate::DeviceKey::device);
        for change in self.changed_in("feeds", before, head)? {
            if layout::feed_device(&change.path) == own {
                news.restored_events += self.new_lines(&change)?;
            } else {
                news.received_events += self.new_lines(&change)?;
            }
            news.forks.extend(self.forks_in(&change)?);
        }
        for change in self.changed_in("conflicts", before, head)? {
            let Some(id) = change.new else { continue };
            let text = String::from_utf8(read_blob(self.git(), id)?).unwrap_or_default();
            news.conflicts.extend(Conflict::from_toml(&text));
        }
        Ok(())
    }

    pub(crate) fn changed_in(
        &self,
        folder: &str,
        before: Option<Oid>,
        after: Oid,
    ) -> Result<Vec<Changed>, Error> {
        let old = before.map(|id| self.tree(id).map(|tree| tree.id())).transpose()?;
        let new = self.tree(after)?.id();
        changes_in(self.git(), folder, old, Some(new)).map_err(|fault| Error::Git {
            doing: "reading what came",
            source: git2::Error::from_str(&fault.to_string()),
        })
    }

    pub(crate) fn new_lines(&self, change: &Changed) -> Result<usize, Error> {
        let count = |id: Option<Oid>| -> Result<usize, Error> {
            id.map_or(Ok(0), |id| Ok(feed::count(&read_blob(self.git(), id)?)))
        };
        Ok(count(change.new)?.saturating_sub(count(change.old)?))
    }

    pub(crate) fn forks_in(&self, change: &Changed) -> Result<BTreeSet<EventId>, Error> {
        let Some(id) = change.new else { return Ok(BTreeSet::new()) };
        let bytes = read_blob(self.git(), id)?;
        let (mut seen, mut forks) = (HashSet::new(), BTreeSet::new());
        for id in feed::lines(&bytes).filter_map(feed::id) {
            if !seen.insert(id) {
                forks.insert(id);
            }
        }
        Ok(forks)
    }

    /// Takes over a head of another node's history: forward only, and kept word for word.
    pub(crate) fn take_in_node(
        &self,
        node: NodeId,
        incoming: Oid,
        from: &str,
        news: &mut Exchange,
    ) -> Result<(), Error> {
        let name = node_ref(node);
        let before = find_ref(self.git(), &name)?;
        let current = before.map(|head| self.current(head)).transpose()?;
        let known: Vec<_> = before.into_iter().collect();
        let checked = check(self.git(), incoming, &known, Some(node), current.as_ref())?;
        self.set_aside(incoming, &checked, from, news)?;
        let (mut head, mut waiting) = (before, false);
        for &tip in &checked.tips {
            match head.map_or(Ok(Join::Take), |head| self.which(head, tip, false))? {
                Join::Keep => {}
                Join::Take => head = Some(tip),
                Join::Merge => {
                    // Two of its devices have not met yet. Their merge will hold both.
                    let name = format!("refs/nodes/{node}/waiting/{tip}");
                    self.set_ref(&name, tip)?;
                    waiting = true;
                }
            }
        }
        let Some(head) = head else { return Ok(()) };
        if Some(head) != before {
            self.set_ref(&name, head)?;
            self.drop_refs(&format!("refs/nodes/{node}/waiting/*"), |id| self.descends(head, id))?;
        }
        if Some(head) != before || waiting {
            let head = head.into();
            news.nodes.push(NodeNews { node, head, commits: checked.good, waiting });
        }
        Ok(())
    }

    pub(crate) fn set_ref(&self, name: &str, to: Oid) -> Result<(), Error> {
        match self.git().reference(name, to, true, "exchange") {
            Ok(_) => Ok(()),
            Err(error) if error.code() == ErrorCode::Locked => {
                Err(Error::Locked { file: self.folder().join(".git").join(format!("{name}.lock")) })
            }
            Err(error) => Err(error).doing("noting where a history ends"),
        }
    }

    /// Removes the refs of a pattern whose commit the test names.
    pub(crate) fn drop_refs(
        &self,
        pattern: &str,
        is_done: impl Fn(Oid) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let what = "tidying up after an exchange";
        let found = self.git().references_glob(pattern).doing(what)?;
        for mut reference in found.flatten() {
            let target = reference.peel(ObjectType::Commit).doing(what)?.id();
            if is_done(target)? {
                reference.delete().doing(what)?;
            }
        }
        Ok(())
    }

    /// Keeps what does not count under `refs/quarantine/`, as a tag whose message is the reason.
    fn set_aside(
        &self,
        head: Oid,
        checked: &Checked,
        from: &str,
        news: &mut Exchange,
    ) -> Result<(), Error> {
        let what = "putting a history into quarantine";
        for (commit, fault) in &checked.faults {
            let (name, why) = (format!("refs/quarantine/{commit}"), fault.to_string());
            let kept = self.git().find_commit(head).doing(what)?;
            // The commit's own time: nothing here needs a clock, and the same find is the same tag.
            let time = Time::new(kept.time().seconds(), 0);
            let who = Signature::new("Commonstead", "quarantine@commonstead.invalid", &time);
            let message = format!("{why}\n\nfrom: {from}\n");
            let tag = who
                .and_then(|who| {
                    let tag = commit.to_string();
                    self.git().tag_annotation_create(&tag, kept.as_object(), &who, &message)
                })
                .doing(what)?;
            self.set_ref(&name, tag)?;
            let (commit, head) = ((*commit).into(), head.into());
            let (from, fault) = (from.to_owned(), Some(fault.clone()));
            news.quarantined.push(Quarantined { commit, head, why, fault, from });
        }
        Ok(())
    }

    /// What became part of the history after all leaves the quarantine.
    fn release(&self) -> Result<(), Error> {
        let Some(main) = self.main()? else { return Ok(()) };
        self.drop_refs("refs/quarantine/*", |id| Ok(id == main || self.descends(main, id)?))
    }

    /// What was kept aside so far.
    pub fn quarantine(&self) -> Result<Vec<Quarantined>, Error> {
        let what = "reading the quarantine";
        let mut all = Vec::new();
        for reference in self.git().references_glob("refs/quarantine/*").doing(what)?.flatten() {
            let Ok(tag) = reference.peel_to_tag() else { continue };
            let message = tag.message().ok().flatten().unwrap_or_default();
            let (why, from) = message.split_once("\n\nfrom: ").unwrap_or((message, ""));
            let Some(commit) = tag.name().ok().and_then(|name| name.parse().ok()) else { continue };
            let (why, from) = (why.to_owned(), from.trim_end().to_owned());
            all.push(Quarantined { commit, head: tag.target_id().into(), why, fault: None, from });
        }
        Ok(all)
    }

    /// What two people changed at the same time and nobody settled yet, by record.
    pub fn conflicts(&self) -> Result<Vec<Conflict>, Error> {
        let Some(head) = self.main()? else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for change in self.changed_in("conflicts", None, head)? {
            let Some(id) = change.new else { continue };
            let text = String::from_utf8(read_blob(self.git(), id)?).unwrap_or_default();
            all.extend(Conflict::from_toml(&text));
        }
        Ok(all)
    }

    /// Checks the whole history again: every commit that does not count, with the reason.
    pub fn verify(&self) -> Result<Vec<(CommitId, Fault)>, Error> {
        let head = self.head()?.oid();
        let checked = check(self.git(), head, &[], None, None)?;
        Ok(checked.faults.into_iter().map(|(id, fault)| (id.into(), fault)).collect())
    }
}

/// Where another node's history is kept.
pub(crate) fn node_ref(node: NodeId) -> String {
    format!("refs/nodes/{node}/main")
}
