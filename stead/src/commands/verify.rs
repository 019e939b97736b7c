//! `stead verify`: the whole history, checked again.

use serde_json::json;
use sync::Repo;

use super::check::counted;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Reading};
use crate::report::Report;

/// Check the whole history: every commit's signature, and that feeds only ever grew
#[derive(Debug, clap::Args)]
pub(crate) struct Verify {}

pub(crate) fn run(_: &Verify, cx: &mut Context) -> Result<Answer, Report> {
    let repo = Repo::open(&node::root(cx)?)?;
    let reading = Reading::open(cx)?;
    let bar = cx.console.progress("checking the history");
    let bad = repo.verify()?;
    let commits = repo.count(repo.head()?)?;
    bar.finish_and_clear();
    let events = reading.node.state.tally.events;
    let mut text = String::new();
    for (commit, fault) in &bad {
        text.push_str(&format!("{}  {fault}\n", commit.short()));
    }
    text.push_str(&format!(
        "Checked {} with {}: {}\n",
        counted(commits, "commit"),
        counted(events, "event"),
        if bad.is_empty() {
            "all are as they were signed.".into()
        } else {
            format!("{} do not count.", bad.len())
        }
    ));
    let faults: Vec<_> = bad
        .iter()
        .map(|(commit, fault)| json!({ "commit": commit, "why": fault.to_string() }))
        .collect();
    let json = json!({ "commits": commits, "events": events, "bad": faults });
    Ok(Answer::new(json, text).with_problem(!bad.is_empty()))
}
