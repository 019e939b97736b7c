//! `stead commit`: edited files into a signed commit.

use catalog::document::Severity;
use catalog::event::Wall;
use desk::lock::Lock;
use serde_json::json;
use sync::{Author, Committed, PendingKind, Repo};

use super::check::{counted, problems};
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Reading};
use crate::report::Report;

/// Record edited files in a signed commit
///
/// The kiosk, `sync` and every acting command commit by themselves what the program wrote. This is for
/// what you wrote with an editor.
#[derive(Debug, clap::Args)]
pub(crate) struct Commit {
    /// What changed, in a line
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
}

pub(crate) fn run(args: &Commit, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let _lock = Lock::take(&reading.root, "stead commit", reading.now)?;
    let (repo, _) = node::repository(cx, &reading.root)?;
    let errors = problems(&reading).iter().filter(|p| p.severity == Severity::Error).count();
    if errors > 0 {
        let found = counted(errors, "error");
        cx.console.warn(&format!("the records have {found}: `stead check` shows them"));
    }
    let at = Wall::new(reading.now, &reading.zone);
    let committed = everything(cx, &repo, args.message.as_deref(), at)?;
    let Some(Committed { id, paths }) = committed else {
        return Ok(Answer::new(json!({ "commit": null, "files": [] }), "Nothing to commit.\n"));
    };
    let files: Vec<_> = paths.iter().map(sync::RepoPath::as_str).collect();
    let text = format!("Committed {} as {}\n", counted(files.len(), "file"), id.short());
    Ok(Answer::new(json!({ "commit": id, "files": files }), text))
}

/// Commits every file that differs, documents and this device's feed.
pub(crate) fn everything(
    cx: &mut Context,
    repo: &Repo,
    message: Option<&str>,
    at: Wall,
) -> Result<Option<Committed>, Report> {
    let Some(key) = repo.key() else { return Ok(None) };
    let pending = repo.pending()?;
    if pending.is_empty() {
        return Ok(None);
    }
    if !node::is_welcome(repo, at.timestamp())? {
        cx.console.warn(
            "nothing is committed yet: the node does not know this device (`stead device join`)",
        );
        return Ok(None);
    }
    let own = |path: &sync::RepoPath| path.feed_of().is_none_or(|device| device == key.device());
    let paths: Vec<_> = pending.iter().map(|p| p.path.clone()).filter(own).collect();
    let subject = message.map_or_else(|| subject(&pending), str::to_owned);
    Ok(repo.commit(&paths, &subject, &Author::device(key), at)?)
}

/// What a commit is called when nobody has said: the one file, or how many.
fn subject(pending: &[sync::Pending]) -> String {
    match pending {
        [one] => {
            let verb = match one.kind {
                PendingKind::New => "add",
                PendingKind::Changed => "change",
                PendingKind::Removed => "remove",
            };
            format!("{verb} {}", one.path)
        }
        many => format!("record {} files", many.len()),
    }
}
