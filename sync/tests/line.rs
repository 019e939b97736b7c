//! Five nodes in a line, and one stick that goes there one day and back the next.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use camino::Utf8PathBuf;
use support::*;
use sync::{NodeId, Repo};

const DEVICES: [&str; 5] = ["ka", "kb", "kc", "kd", "ke"];

struct Line {
    _scratch: Scratch,
    nodes: Vec<Repo>,
    ids: Vec<NodeId>,
    stick: Utf8PathBuf,
}

impl Line {
    /// Each follows those that the test names.
    fn new(follows: impl Fn(usize, usize) -> bool) -> Self {
        let scratch = Scratch::new();
        let nodes: Vec<_> = DEVICES.map(|name| node(&scratch.path(name), name).0).into();
        let ids: Vec<_> = nodes.iter().map(|node| node.node_id().unwrap()).collect();
        for (who, node) in nodes.iter().enumerate() {
            for (whom, id) in ids.iter().enumerate() {
                if who != whom && follows(who, whom) {
                    node.follow_node(*id).unwrap();
                }
            }
        }
        let stick = scratch.path("stick");
        fs_err::create_dir(&stick).unwrap();
        Self { _scratch: scratch, nodes, ids, stick }
    }

    /// Something happens at each node.
    fn news(&self, minute: u32) {
        for (node, device) in self.nodes.iter().zip(DEVICES) {
            append(node, device, 2, "loan");
            commit_all(node, minute).unwrap();
        }
    }

    fn there(&self) {
        self.nodes.iter().for_each(|node| drop(node.carry(&self.stick).unwrap()));
    }

    fn back(&self) {
        self.nodes.iter().rev().for_each(|node| drop(node.carry(&self.stick).unwrap()));
    }

    /// Whether a node has the newest of another one.
    fn knows(&self, who: usize, whom: usize) -> bool {
        who == whom
            || self.nodes[who].node_head(self.ids[whom]).unwrap()
                == Some(self.nodes[whom].head().unwrap())
    }
}

#[test]
fn news_reaches_everybody_in_the_fewest_trips_possible() {
    let line = Line::new(|_, _| true);
    for day in 0..2 {
        line.news(2 + day);
        line.there();
        for who in 0..5 {
            for whom in 0..5 {
                assert_eq!(line.knows(who, whom), whom <= who, "there: {who} knows {whom}");
            }
        }
        line.back();
        for who in 0..5 {
            for whom in 0..5 {
                assert!(line.knows(who, whom), "and back: {who} knows {whom}");
            }
        }
    }
}

#[test]
fn a_stick_carries_news_past_nodes_that_do_not_care_for_it() {
    let line = Line::new(|who, whom| who.abs_diff(whom) == 4);
    line.news(2);
    line.there();
    line.back();
    assert!(line.knows(4, 0) && line.knows(0, 4));
    assert_eq!(line.nodes[2].node_head(line.ids[0]).unwrap(), None);
}
