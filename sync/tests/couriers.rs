//! News that travels in pockets: over many hops, through the hands of strangers, with receipts that come
//! back, and on from where it was interrupted.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use support::*;
use sync::stick::Receipt;
use sync::{CommitId, NodeId, Repo};

/// So many nodes in a line, each following all others.
struct Line {
    scratch: Scratch,
    nodes: Vec<Repo>,
    stick: Utf8PathBuf,
}

impl Line {
    fn new(count: usize) -> Self {
        let scratch = Scratch::new();
        let name = |at: usize| format!("n{at}");
        let nodes: Vec<Repo> =
            (0..count).map(|at| node(&scratch.path(&name(at)), &format!("k{at}")).0).collect();
        for one in &nodes {
            for other in &nodes {
                if one.folder() != other.folder() {
                    one.follow_node(other.node_id().unwrap()).unwrap();
                }
            }
        }
        let stick = scratch.path("stick");
        fs_err::create_dir(&stick).unwrap();
        Self { scratch, nodes, stick }
    }

    fn id(&self, at: usize) -> NodeId {
        self.nodes[at].node_id().unwrap()
    }

    fn say(&self, at: usize, minute: u32) -> CommitId {
        append(&self.nodes[at], &format!("k{at}"), 1, "news");
        commit_all(&self.nodes[at], minute).unwrap()
    }

    /// Whether a node has the newest news of all others.
    fn knows_all(&self, at: usize) -> bool {
        (0..self.nodes.len()).filter(|other| *other != at).all(|other| {
            let head = self.nodes[other].head().unwrap();
            self.nodes[at].node_head(self.id(other)).unwrap() == Some(head)
        })
    }

    fn visit(&self, at: usize) -> sync::stick::Carried {
        self.nodes[at].carry(&self.stick).unwrap()
    }
}

#[test]
fn one_stick_that_goes_up_and_down_a_line_tells_everybody_in_one_way_there_and_back() {
    let line = Line::new(5);
    for at in 0..5 {
        line.say(at, 2 + u32::try_from(at).unwrap());
    }
    for at in 0..5 {
        line.visit(at);
    }
    assert!(line.knows_all(4), "who is visited last knows everything after one way");
    assert!(!line.knows_all(0));
    // The way back tells the others; no trip can be spared, as each has to be visited once more.
    for at in (0..4).rev() {
        line.visit(at);
        assert!(line.knows_all(at), "n{at}");
    }
    for at in 0..5 {
        let again = line.visit(at);
        assert_eq!((again.bytes, again.received.nodes.len()), (0, 0), "n{at}: nothing is new");
    }
    for one in &line.nodes {
        assert_eq!(one.verify().unwrap(), []);
    }
}

#[test]
fn a_stick_carries_the_news_of_nodes_that_its_visitors_do_not_follow() {
    let line = Line::new(3);
    let (a, stranger, c) = (&line.nodes[0], &line.nodes[1], &line.nodes[2]);
    for other in [line.id(0), line.id(2)] {
        stranger.unfollow(other).unwrap();
    }
    let news = line.say(0, 3);
    line.visit(0);
    let visit = line.visit(1);
    assert_eq!(visit.unknown, [line.id(0)], "it is named, and nothing of it is read");
    assert!(stranger.node_head(line.id(0)).unwrap().is_none());
    line.visit(2);
    assert_eq!(c.node_head(line.id(0)).unwrap(), Some(news));
    assert!(a.node_head(line.id(1)).unwrap().is_none(), "the stick has not come back yet");
    line.visit(0);
    assert!(line.knows_all(0));
}

fn held(receipts: &[Receipt], device: &str, node: NodeId) -> Option<CommitId> {
    let mine: BTreeMap<String, &Receipt> =
        receipts.iter().map(|receipt| (receipt.device.to_string(), receipt)).collect();
    mine.get(device)?.held.get(&node).copied()
}

#[test]
fn receipts_travel_back_over_several_hops_and_say_who_holds_what() {
    let line = Line::new(3);
    let first = line.nodes[0].head().unwrap();
    for at in [0, 1, 2] {
        line.visit(at);
    }
    let second = line.say(0, 4);
    // n2 has seen the first only; n1 will have seen the second before the stick is back.
    for at in [0, 1] {
        line.visit(at);
    }
    let back = line.visit(0);
    let of = |device: &str| held(&back.receipts, device, line.id(0));
    assert_eq!((of("k1"), of("k2")), (Some(second), Some(first)));
    line.visit(2);
    let back = line.visit(0);
    assert_eq!(held(&back.receipts, "k2", line.id(0)), Some(second));
}

fn files_below(folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs_err::read_dir(&path).unwrap();
            open.extend(entries.map(|e| Utf8PathBuf::from_path_buf(e.unwrap().path()).unwrap()));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn a_visit_that_was_interrupted_goes_on_where_it_stopped() {
    let line = Line::new(4);
    for at in 0..4 {
        line.say(at, 2 + u32::try_from(at).unwrap());
        line.visit(at);
    }
    let bundles = files_below(&line.stick.join("commonstead/bundles"));
    assert_eq!(bundles.len(), 4);
    // Whichever of the bundles did not come through at first.
    for (round, missing) in bundles.iter().enumerate() {
        let repo = node(&line.scratch.path(&format!("late-{round}")), "kz").0;
        for at in 0..4 {
            repo.follow_node(line.id(at)).unwrap();
        }
        let copy = line.scratch.path(&format!("copy-{round}"));
        let place = |file: &Utf8Path| copy.join(file.strip_prefix(&line.stick).unwrap());
        for file in files_below(&line.stick).iter().filter(|file| *file != missing) {
            fs_err::create_dir_all(place(file).parent().unwrap()).unwrap();
            fs_err::copy(file, place(file)).unwrap();
        }
        // A newcomer without a key only takes, so that the drive stays as it was.
        fs_err::remove_file(repo.folder().join(".stead/device_key")).unwrap();
        let repo = Repo::open(repo.folder()).unwrap();
        let part = repo.carry(&copy).unwrap();
        assert_eq!((part.received.nodes.len(), part.damaged.len()), (3, 1), "{missing}");
        fs_err::copy(missing, place(missing)).unwrap();
        let rest = repo.carry(&copy).unwrap();
        assert_eq!(rest.received.nodes.len(), 1, "only what was missing: {rest:?}");
        for at in 0..4 {
            let head = line.nodes[at].head().unwrap();
            assert_eq!(repo.node_head(line.id(at)).unwrap(), Some(head), "n{at}");
        }
    }
}
