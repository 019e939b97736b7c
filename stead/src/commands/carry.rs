//! `stead carry`: exchange through a stick.

use camino::Utf8PathBuf;
use catalog::event::Wall;
use desk::lock::Lock;
use serde_json::json;
use sync::Author;

use super::check::counted;
use crate::answer::Answer;
use crate::context::Context;
use crate::devices;
use crate::followed;
use crate::node::{self, Reading};
use crate::people::People;
use crate::report::Report;
use crate::stick_site::{self, Site};

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
    /// Leave the site out, which whoever carries the stick could open with a double click
    #[arg(long)]
    no_site: bool,
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
        match devices::admit(&repo, &request, &Author::device(key), at) {
            Ok(_) => {
                joined.push(request.device);
                sync::stick::settle_request(&args.folder, &request)?;
            }
            Err(error) => cx.console.warn(&format!(
                "the device {} asks to join and was not let in: {error}",
                request.device
            )),
        }
    }
    super::commit::everything(cx, &repo, None, at)?;
    followed::settle(&repo, &reading.node.documents.node)?;
    let bar = cx.console.progress("exchanging with the stick");
    let mut people = People::open(cx, &reading.root)?;
    let carried = repo.carry_with(&args.folder, Some(&mut people.share(cx)?));
    bar.finish_and_clear();
    let carried = carried?;
    let site = if carried.not_written.is_none() && !args.no_site {
        let bar = cx.console.progress("putting the site on the stick");
        let put = stick_site::put(&reading.root, &args.folder, reading.now);
        bar.finish_and_clear();
        Some(put.unwrap_or_else(|report| Site::Left(report.message)))
    } else {
        None
    };
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
    match &site {
        Some(Site::Made(at, files)) => line(format!(
            "The site is on it, to be opened with a double click: {} ({} new).",
            at.join("index.html"),
            counted(*files, "file")
        )),
        Some(Site::Left(why)) => line(format!("The site was left as it is: {why}.")),
        Some(Site::Same(_)) | None => {}
    }
    let behind = behind(&repo, &carried)?;
    if behind.1 > 0 {
        line(format!(
            "{} seen the stick; {} not seen our newest news when they did.",
            counted(behind.0, "visitor has"),
            behind.1
        ));
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
        "site": match &site {
            Some(Site::Made(at, _) | Site::Same(at)) => Some(at.as_str()),
            _ => None,
        },
        "site_files": match &site { Some(Site::Made(_, files)) => *files, _ => 0 },
        "receipts": carried.receipts.iter().map(|receipt| json!({
            "device": receipt.device, "held": receipt.held,
        })).collect::<Vec<_>>(),
    });
    Ok(Answer::new(json, text))
}

/// How many other visitors left a receipt, and how many of them had older news of this node than ours.
fn behind(repo: &sync::Repo, carried: &sync::stick::Carried) -> Result<(usize, usize), Report> {
    let (node, head) = (repo.node_id()?, repo.head()?);
    let own = repo.key().map(sync::DeviceKey::device);
    let others = carried.receipts.iter().filter(|receipt| Some(receipt.device) != own);
    let others: Vec<_> = others.filter(|receipt| receipt.held.contains_key(&node)).collect();
    let old = others.iter().filter(|receipt| receipt.held.get(&node) != Some(&head)).count();
    Ok((others.len(), old))
}
