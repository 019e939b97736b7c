//! `stead exceptions`: what two places did not know of each other.

use catalog::event::Wall;
use desk::By;
use desk::lock::Lock;
use serde_json::json;
use sync::{Author, Choice, Conflict, Repo};

use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Acting, Reading};
use crate::report::Report;

/// Show what needs a person's decision, or decide it
///
/// After an exchange, two places may have done things to one unit without knowing of each other. Both
/// sides are kept, and nothing is held against anybody until somebody looks.
#[derive(Debug, clap::Args)]
pub(crate) struct Exceptions {
    #[command(subcommand)]
    act: Option<Act>,
    /// Show the settled ones as well
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Act {
    /// Settle one by one of its answers
    Resolve(Resolve),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Resolve {
    /// Its name
    id: String,
    /// The answer
    #[arg(long, value_name = "ANSWER")]
    choose: String,
    /// Why, for whoever reads the log later
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

pub(crate) fn run(args: &Exceptions, cx: &mut Context) -> Result<Answer, Report> {
    match &args.act {
        Some(Act::Resolve(args)) => resolve(args, cx),
        None => list(args.all, cx),
    }
}

fn list(all: bool, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let exceptions = reading.node.state.exceptions.values();
    let shown: Vec<_> = exceptions.filter(|e| all || e.resolved.is_none()).collect();
    let mut text = String::new();
    for exception in &shown {
        text.push_str(&format!("{}  {}\n", exception.id, exception.matter.sentence()));
        for also in &exception.also {
            text.push_str(&format!("  also: {}\n", also.sentence()));
        }
        match &exception.resolved {
            Some((answer, by)) => text.push_str(&format!("  settled: {answer} ({by})\n")),
            None => {
                for (answer, words) in exception.matter.choices() {
                    text.push_str(&format!("  --choose {answer:<18} {words}\n"));
                }
            }
        }
    }
    let conflicts = Repo::open(&reading.root).and_then(|repo| repo.conflicts()).unwrap_or_default();
    for conflict in &conflicts {
        text.push_str(&conflict_words(conflict));
    }
    if shown.is_empty() && conflicts.is_empty() {
        text.push_str("Nothing to decide.\n");
    }
    let json = shown.iter().map(|exception| {
        let choices = exception.matter.choices();
        json!({
            "id": exception.id,
            "code": exception.matter.code(),
            "when": exception.when,
            "matter": exception.matter,
            "also": exception.also,
            "sentence": exception.matter.sentence(),
            "choices": choices.into_iter().map(|(answer, words)| json!({
                "answer": answer, "words": words,
            })).collect::<Vec<_>>(),
            "resolved": exception.resolved.as_ref().map(|(answer, by)| json!({
                "answer": answer, "event": by,
            })),
        })
    });
    let conflicts = conflicts.iter().map(|conflict| {
        json!({
            "id": conflict.id(),
            "code": "conflict",
            "path": conflict.path,
            "differences": conflict.differences,
            "choices": [
                { "answer": "kept", "words": "what stands now" },
                { "answer": "other", "words": "what the other side said" },
            ],
        })
    });
    Ok(Answer::new(json.chain(conflicts).collect(), text))
}

fn conflict_words(conflict: &Conflict) -> String {
    let mut text =
        format!("{}  two people changed `{}` at the same time\n", conflict.id(), conflict.path);
    for difference in &conflict.differences {
        let what = difference.key.as_deref().unwrap_or("the text");
        let shown = |value: &Option<String>| match value {
            Some(text) if text.lines().count() > 1 => "(several lines)".to_owned(),
            Some(text) => text.clone(),
            None => "(not there)".to_owned(),
        };
        text.push_str(&format!(
            "  {what}: {} stands, the other side says {}\n",
            shown(&difference.kept),
            shown(&difference.other)
        ));
    }
    text.push_str("  --choose kept              what stands now\n");
    text.push_str("  --choose other             what the other side said\n");
    text
}

/// Settles a record that two people changed, in a commit of its own.
fn settle(id: &str, args: &Resolve, cx: &mut Context) -> Result<Answer, Report> {
    let choice = match args.choose.as_str() {
        "kept" => Choice::Kept,
        "other" => Choice::Other,
        _ => {
            let message = format!("`{}` is no answer to this", args.choose);
            return Err(Report::request("choice", message).hint("choose `kept` or `other`"));
        }
    };
    let reading = Reading::open(cx)?;
    let _lock = Lock::take(&reading.root, "stead exceptions resolve", reading.now)?;
    let (repo, _) = node::repository(cx, &reading.root)?;
    let key = repo.key().ok_or_else(|| Report::request("device", "this copy has no key"))?;
    let at = Wall::new(reading.now, &reading.zone);
    let (conflict, committed) = repo.settle(id, choice, &Author::device(key), at)?;
    let text = format!("`{}` is settled: {}.\n", conflict.path, args.choose);
    let commit = committed.map(|done| done.id);
    let json = json!({ "exception": id, "choose": args.choose, "commit": commit });
    Ok(Answer::new(json, text))
}

fn resolve(args: &Resolve, cx: &mut Context) -> Result<Answer, Report> {
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if args.id.len() == 16 && args.id.bytes().all(hex) {
        return settle(&args.id, args, cx);
    }
    let id = super::undo::event_id(&args.id)?;
    let mut acting = Acting::open(cx, "stead exceptions resolve")?;
    let event = acting.desk.resolve(id, &args.choose, args.note.as_deref(), By::Terminal)?;
    acting.commit(cx, &format!("exceptions: {id} settled"));
    let text = format!("{id} is settled: {}. ({event})\n", args.choose);
    Ok(Answer::new(json!({ "exception": id, "choose": args.choose, "event": event }), text))
}
