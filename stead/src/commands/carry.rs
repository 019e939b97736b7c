//! `stead carry`: exchange through a stick.

use camino::Utf8PathBuf;
use catalog::event::Wall;
use desk::lock::Lock;
use serde_json::json;
use sync::Author;

use super::check::counted;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Reading};
use crate::people::People;
use crate::report::Report;

/// Exchange with a stick, both ways
///
/// Takes what the drive brings and writes what it lacks, of this node and of the nodes that it
/// follows. Everything on it lies in a folder `commonstead/`; nothing else is touched. The drive may be
/// pulled out at any moment: what is there is whole or ignored.
#[derive(Debug, clap::Args)]
pub(crate) struct Carry {
    /// The drive's folder
    folder: Utf8PathBuf,
    /// Follow this node from now on, so that the stick carries it; may be given more than once
    #[arg(long = "for", value_name = "NODE")]
    nodes: Vec<String>,
}

pub(crate) fn run(args: &Carry, cx: &mut Context) -> Result<Answer, Report> {
    if !args.folder.is_dir() {
        let message = format!("`{}` is not a folder", args.folder);
        return Err(Report::outside("drive", message).hint("is the stick plugged in and mounted?"));
    }
    let reading = Reading::open(cx)?;
    let _lock = Lock::take(&reading.root, "stead carry", reading.now)?;
    let (repo, _) = node::repository(cx, &reading.root)?;
    for text in &args.nodes {
        let id = text.to_lowercase().parse().map_err(|error| {
            Report::request("node", format!("`{text}` {error}"))
                .hint("`stead status --json` on the other node shows its identity")
        })?;
        repo.follow_node(id)?;
    }
    let at = Wall::new(reading.now, &reading.zone);
    let mut joined = Vec::new();
    for request in sync::stick::requests_on(&args.folder)? {
        let Some(key) = repo.key().filter(|_| repo.node_id().is_ok_and(|id| id == request.node))
        else {
            continue;
        };
        match super::device::admit(&repo, &request, &Author::device(key), at) {
            Ok(_) => {
                joined.push(request.device);
                sync::stick::settle_request(&args.folder, &request)?;
            }
            Err(report) => cx.console.warn(&format!(
                "the device {} asks to join and was not let in: {}",
                request.device, report.message
            )),
        }
    }
    super::commit::everything(cx, &repo, None, at)?;
    let bar = cx.console.progress("exchanging with the stick");
    let mut people = People::open(cx, &reading.root)?;
    let carried = repo.carry_with(&args.folder, Some(&mut people.share(cx)?));
    bar.finish_and_clear();
    let carried = carried?;
    let mut text = super::sync::words("stick", &carried.received);
    let mut line = |words: String| text.push_str(&format!("  {words}\n"));
    for device in &joined {
        line(format!("The device {device} was let in."));
    }
    match &carried.not_written {
        Some(why) => line(format!("Nothing was written: {why}.")),
        None => line(format!(
            "Wrote {} of {}.",
            counted(usize::try_from(carried.bytes).unwrap_or(usize::MAX), "byte"),
            counted(carried.written.len(), "node")
        )),
    }
    for node in &carried.unknown {
        line(format!("It also carries {node}, which is not followed (`stead follow {node}`)."));
    }
    for file in &carried.damaged {
        line(format!("{file} is damaged and was left alone."));
    }
    if carried.waiting > 0 {
        line(format!("Waiting for what came before: {}.", counted(carried.waiting, "bundle")));
    }
    let json = json!({
        "received": carried.received.received_events,
        "sent": carried.written.len(),
        "nodes": carried.written,
        "bytes": carried.bytes,
        "exchange": super::sync::peer("stick", &carried.received),
        "joined": joined,
        "unknown": carried.unknown,
        "damaged": carried.damaged,
        "waiting": carried.waiting,
        "not_written": carried.not_written,
    });
    Ok(Answer::new(json, text))
}
