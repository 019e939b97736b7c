//! `stead verify`: the whole history, checked again.

use serde_json::json;
use sync::Repo;

use super::check::counted;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Reading};
use crate::report::Report;

/// Check the whole history, of this node and of those that it follows
///
/// Every commit's signature, that feeds only ever grew, that merges are what their two sides give, and
/// that no device tells two stories under one number.
#[derive(Debug, clap::Args)]
pub(crate) struct Verify {}

pub(crate) fn run(_: &Verify, cx: &mut Context) -> Result<Answer, Report> {
    let repo = Repo::open(&node::root(cx)?)?;
    let reading = Reading::open(cx)?;
    let bar = cx.console.progress("checking the history");
    let found = repo.verify_all()?;
    bar.finish_and_clear();
    let own = repo.node_id()?;
    let events = reading.node.state.tally.events;
    let mut text = String::new();
    for (node, commit, fault) in &found.faults {
        let of = if *node == own { String::new() } else { format!(" (of {node})") };
        text.push_str(&format!("{}{of}  {fault}\n", commit.short()));
    }
    for id in &found.forks {
        text.push_str(&format!(
            "{id}  two different events have this name: {} was copied\n",
            id.device
        ));
    }
    for kept in &found.quarantined {
        let commit = kept.commit.short();
        text.push_str(&format!("{commit}  kept aside, from {}: {}\n", kept.from, kept.why));
    }
    let bad = found.faults.len() + found.forks.len();
    text.push_str(&format!(
        "Checked {} with {}: {}\n",
        counted(found.commits, "commit"),
        counted(events, "event"),
        if bad == 0 {
            "all are as they were signed.".into()
        } else {
            format!("{bad} do not count.")
        }
    ));
    let faults = found.faults.iter().map(
        |(node, commit, fault)| json!({ "node": node, "commit": commit, "why": fault.to_string() }),
    );
    let kept = found
        .quarantined
        .iter()
        .map(|kept| json!({ "commit": kept.commit, "from": kept.from, "why": kept.why }));
    let json = json!({
        "commits": found.commits,
        "events": events,
        "bad": faults.collect::<Vec<_>>(),
        "forks": found.forks,
        "quarantined": kept.collect::<Vec<_>>(),
    });
    Ok(Answer::new(json, text).with_problem(!found.is_clean()))
}
