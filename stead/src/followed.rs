//! The nodes that this one follows, read from what came of them: each under our own name for it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use camino::Utf8Path;
use catalog::event::Event;
use catalog::fold::{Node, Supplied, SuppliedState};
use catalog::followed::Followed;
use catalog::ids::{NodeKey, Slug, slugify};
use catalog::interloan;
use catalog::record::{Follow, NodeConfig};
use desk::Around;
use sync::remote::{Agreed, RemoteKind};
use sync::{CommitId, NodeId, Repo};

use crate::answer::Answer;
use crate::context::Context;
use crate::node::{Acting, Reading};
use crate::report::Report;

/// The nodes that were read last, so that only news is read again.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<HashMap<NodeId, (CommitId, Arc<Node>)>>);

impl Shelf {
    /// The followed nodes, by our names for them.
    pub(crate) fn all(
        &self,
        repo: &Repo,
        config: &NodeConfig,
    ) -> Result<Vec<Followed>, sync::Error> {
        let remotes = repo.remotes()?;
        let mut nodes = repo.following()?;
        nodes.extend(config.follows.values().map(|follow| NodeId::from(follow.node)));
        nodes.sort_unstable();
        nodes.dedup();
        let mut all = Vec::new();
        for id in nodes {
            let key = NodeKey::from(id);
            let pinned = RemoteKind::Followed(Some(id));
            let remote = remotes.iter().find(|remote| remote.kind == pinned);
            let known = config.followed(key);
            let (news, times) = (repo.news_of(id)?, repo.times_of(id)?);
            let slug = known.map(|(slug, _)| slug.clone());
            let slug = slug.or_else(|| remote.and_then(|remote| remote.name.parse().ok()));
            let slug = slug.unwrap_or_else(|| nameless(id));
            let named = known.and_then(|(_, follow)| follow.name.clone());
            all.push(Followed {
                key,
                name: named.unwrap_or_else(|| slug.to_string()),
                slug,
                url: known
                    .and_then(|(_, follow)| follow.url.clone())
                    .or_else(|| remote.map(|remote| remote.url.clone())),
                compared: known.and_then(|(_, follow)| follow.compared),
                news: news.map(|(_, at)| at),
                since: times.map(|(first, _)| first),
                node: match news {
                    Some((head, _)) => self.read(repo, id, head)?,
                    None => Arc::default(),
                },
            });
        }
        all.sort_by(|a, b| a.slug.cmp(&b.slug));
        Ok(all)
    }

    fn read(&self, repo: &Repo, id: NodeId, head: CommitId) -> Result<Arc<Node>, sync::Error> {
        let held = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, node)) = held().get(&id)
            && *at == head
        {
            return Ok(Arc::clone(node));
        }
        let node = Arc::new(read(repo, id)?);
        held().insert(id, (head, Arc::clone(&node)));
        Ok(node)
    }
}

/// The followed nodes, for a command that asks once.
pub(crate) fn all(repo: &Repo, config: &NodeConfig) -> Result<Vec<Followed>, sync::Error> {
    Shelf::default().all(repo, config)
}

/// A node's records as they came; they were verified then.
pub(crate) fn read(repo: &Repo, id: NodeId) -> Result<Node, sync::Error> {
    let wanted = |path: &str| {
        let kind = camino::Utf8Path::new(path).extension();
        matches!(kind, Some("md" | "toml" | "jsonl"))
            && !path.starts_with("media/")
            && !path.starts_with("theme/")
    };
    let (feeds, files): (Vec<_>, Vec<_>) =
        repo.files_of(id, wanted)?.into_iter().partition(|(path, _)| path.starts_with("feeds/"));
    let files = files.into_iter().map(|(path, bytes)| (path.into(), bytes));
    let documents = catalog::document::load(files).documents;
    let lines = feeds.iter().flat_map(|(_, bytes)| bytes.split(|byte| *byte == b'\n'));
    let lines = lines.filter(|line| !line.is_empty());
    let mut events: Vec<Event> =
        lines.filter_map(|line| catalog::event::read_line(line).ok()).collect();
    events.sort_unstable_by_key(Event::order);
    Ok(Node::fold(Arc::new(documents), events))
}

/// The name of a node for which nobody here has one yet.
pub(crate) fn nameless(id: NodeId) -> Slug {
    let text = format!("node {}", id.first_commit().short());
    slugify(&text).unwrap_or_else(Slug::unknown_place)
}

/// What people here call this node and those that its `node.toml` names.
pub(crate) fn names(root: &Utf8Path) -> BTreeMap<NodeId, String> {
    let bytes = fs_err::read(root.join("node.toml")).unwrap_or_default();
    let config = catalog::document::load([("node.toml".into(), bytes)]).documents.node;
    let named = |(slug, follow): (&Slug, &Follow)| {
        (NodeId::from(follow.node), follow.name.clone().unwrap_or_else(|| slug.to_string()))
    };
    let mut names: BTreeMap<_, _> = config.follows.iter().map(named).collect();
    let own = Repo::open(root).and_then(|repo| repo.node_id());
    names.extend(own.ok().map(|node| (node, config.name.base)));
    names
}

/// Follows on this device what the node's records say is followed.
pub(crate) fn settle(repo: &Repo, config: &NodeConfig) -> Result<(), sync::Error> {
    let agreed = |(name, follow): (&Slug, &Follow)| Agreed {
        name: name.to_string(),
        node: follow.node.into(),
        url: follow.url.clone(),
    };
    repo.follow_agreed(&config.follows.iter().map(agreed).collect::<Vec<_>>())
}

/// After an exchange: promises that nobody needs any more are taken back. That goes out with the next
/// exchange; what goes wrong is told and stops nothing.
pub(crate) fn after(exchanged: Result<Answer, Report>, cx: &mut Context) -> Result<Answer, Report> {
    let answer = exchanged?;
    if let Err(report) = tidy(cx) {
        cx.console.warn(&report.message);
    }
    Ok(answer)
}

fn tidy(cx: &mut Context) -> Result<(), Report> {
    let reading = Reading::open(cx)?;
    let promised = |one: &Supplied| one.state == SuppliedState::Promised;
    if !reading.node.state.supplies.values().any(promised) {
        return Ok(());
    }
    let repo = Repo::open(&reading.root)?;
    let (me, others) = (repo.node_id()?.into(), all(&repo, &reading.node.documents.node)?);
    let peers: Vec<_> = others.iter().map(Followed::peer).collect();
    if interloan::to_take_back(&reading.node, me, &peers, reading.today()).is_empty() {
        return Ok(());
    }
    let mut acting = Acting::open(cx, "stead sync")?;
    let given_back = acting.desk.tidy_promises(&Around { me, others: &others })?;
    for event in &given_back {
        cx.console.say(&format!("A promise that nobody needs any more was taken back. ({event})"));
    }
    acting.commit(cx, "interloan: take promises back");
    Ok(())
}

/// How old news is, in words: `today`, `3 days old`.
pub(crate) fn age(days: i64) -> String {
    match days {
        0 => "of today".into(),
        1 => "of yesterday".into(),
        n => format!("{n} days old"),
    }
}
