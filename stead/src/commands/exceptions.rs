//! `stead exceptions`: what two places did not know of each other.

use desk::By;
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::node::{Acting, Reading};
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
    if shown.is_empty() {
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
    Ok(Answer::new(json.collect(), text))
}

fn resolve(args: &Resolve, cx: &mut Context) -> Result<Answer, Report> {
    let id = super::undo::event_id(&args.id)?;
    let mut acting = Acting::open(cx, "stead exceptions resolve")?;
    let event = acting.desk.resolve(id, &args.choose, args.note.as_deref(), By::Terminal)?;
    acting.commit(cx, &format!("exceptions: {id} settled"));
    let text = format!("{id} is settled: {}. ({event})\n", args.choose);
    Ok(Answer::new(json!({ "exception": id, "choose": args.choose, "event": event }), text))
}
