//! `stead sync`: exchange with the remotes.

use catalog::event::Wall;
use desk::lock::Lock;
use serde_json::{Value, json};
use sync::remote::Mended;
use sync::{Exchange, NotSent};

use super::check::counted;
use crate::answer::Answer;
use crate::context::Context;
use crate::followed;
use crate::node::{self, Reading};
use crate::people::People;
use crate::report::Report;

/// Exchange with one remote, or with all of them
///
/// Commits what is new here, takes what is new there, merges, and sends. A remote that cannot be
/// reached stops nothing: the exchange is caught up next time.
#[derive(Debug, clap::Args)]
pub(crate) struct Sync {
    /// The remote's name [default: all of them]
    name: Option<String>,
    /// First look at every byte, and take from this remote what is damaged here
    #[arg(long, requires = "name")]
    mend: bool,
}

pub(crate) fn run(args: &Sync, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let _lock = Lock::take(&reading.root, "stead sync", reading.now)?;
    let (repo, _) = node::repository(cx, &reading.root)?;
    let at = Wall::new(reading.now, &reading.zone);
    if let (true, Some(name)) = (args.mend, &args.name) {
        let mended = repo.mend(name)?;
        cx.console.say(&mended_words(&mended, name));
    }
    super::commit::everything(cx, &repo, None, at)?;
    followed::settle(&repo, &reading.node.documents.node)?;
    let names: Vec<_> = match &args.name {
        Some(name) => vec![name.clone()],
        None => repo.remotes()?.into_iter().map(|remote| remote.name).collect(),
    };
    if names.is_empty() {
        let hint =
            "`stead remote add <name> <address>` adds one, `stead carry <folder>` uses a stick";
        return Err(Report::request("no-remote", "there is nobody to exchange with").hint(hint));
    }
    let (mut peers, mut text, mut failed) = (Vec::new(), String::new(), None);
    let mut people = People::open(cx, &reading.root)?;
    for name in names {
        let bar = cx.console.progress("exchanging");
        let outcome = repo.exchange_with(&name, Some(&mut people.share(cx)?));
        bar.finish_and_clear();
        match outcome {
            Ok(news) => {
                text.push_str(&words(&name, &news));
                peers.push(peer(&name, &news));
            }
            Err(error) => {
                let report = Report::from(error);
                cx.console.warn(&format!("{name}: {}", report.message));
                peers.push(json!({ "name": name, "error": report.message }));
                failed.get_or_insert(report);
            }
        }
    }
    match failed {
        Some(report) if peers.len() == 1 || !peers.iter().any(|p| p["error"].is_null()) => {
            Err(report)
        }
        _ => Ok(Answer::new(json!({ "peers": peers }), text)),
    }
}

fn mended_words(mended: &Mended, from: &str) -> String {
    let damaged = mended.damaged.len();
    let mut text = match damaged {
        0 => "Every byte of the history is as it was written.".to_owned(),
        _ => format!(
            "{} could not be read and came again from {from}; what is damaged is kept in `.stead/damaged/`.",
            counted(damaged, "file")
        ),
    };
    if mended.rewound {
        text.push_str(
            " What only this device had is in its files still, and is recorded again now.",
        );
    }
    text
}

/// One exchange for programs.
pub(crate) fn peer(name: &str, news: &Exchange) -> Value {
    json!({
        "name": name,
        "received": news.received_events,
        "received_commits": news.received_commits,
        "sent": news.sent_events,
        "sent_commits": news.sent_commits,
        "not_sent": news.not_sent.as_ref().map(ToString::to_string),
        "conflicts": news.conflicts.len(),
        "cloned": news.forks,
        "restored": news.restored_events,
        "members": json!({
            "received": news.private.received,
            "sent": news.private.sent,
            "refused": news.private.refused.as_ref().map(ToString::to_string),
        }),
        "quarantined": news.quarantined.iter().map(|q| json!({
            "commit": q.commit, "why": q.why,
        })).collect::<Vec<_>>(),
        "nodes": news.nodes.iter().map(|n| json!({
            "node": n.node, "commits": n.commits, "waiting": n.waiting,
        })).collect::<Vec<_>>(),
    })
}

/// One exchange for people.
pub(crate) fn words(name: &str, news: &Exchange) -> String {
    let received = format!(
        "{name}: received {} in {}",
        counted(news.received_events, "event"),
        counted(news.received_commits, "commit"),
    );
    // A node that is followed is only listened to: that nothing was sent goes without saying.
    let followed = news.not_sent == Some(NotSent::Followed);
    let mut text = match followed {
        true if news.received_commits == 0 && news.nodes.is_empty() => {
            format!("{name}: nothing new.\n")
        }
        true => format!("{received}.\n"),
        false => format!(
            "{received}, sent {} in {}.\n",
            counted(news.sent_events, "event"),
            counted(news.sent_commits, "commit"),
        ),
    };
    let mut line = |words: String| text.push_str(&format!("  {words}\n"));
    if let Some(why) = news.not_sent.as_ref().filter(|_| !followed) {
        line(format!("Nothing was sent: {why}."));
    }
    if !news.conflicts.is_empty() {
        line(format!(
            "{} changed at two places: the later stands, the earlier is kept in `conflicts/`.",
            counted(news.conflicts.len(), "record")
        ));
    }
    match (&news.private.refused, news.private.received, news.private.sent) {
        (Some(why), ..) => line(format!("The members' records were not taken: {why}.")),
        (None, true, true) => line("The members' records were exchanged.".into()),
        (None, true, false) => line("The members' records came along.".into()),
        (None, false, true) => line("The members' records went along.".into()),
        (None, false, false) => {}
    }
    for node in &news.nodes {
        line(format!("News of {}: {}.", node.node, counted(node.commits, "commit")));
    }
    for kept in &news.quarantined {
        line(format!("Kept in quarantine {}: {}.", kept.commit.short(), kept.why));
    }
    if news.restored_events > 0 {
        line(format!(
            "This device was restored from an older copy: {} of its own came back. Nothing is lost.",
            counted(news.restored_events, "event")
        ));
    }
    for id in &news.forks {
        line(format!(
            "Two different events are called {id}: a card was copied, and two computers write as {}. \
             Both events are kept. On one of the two, run `stead device rotate --new`.",
            id.device
        ));
    }
    text
}
