//! `stead undo`: takes one event back by another.

use catalog::ids::EventId;
use desk::By;
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::node::Acting;
use crate::report::Report;

/// Take an event back
///
/// Nothing is erased: a second event says that the first no longer counts. `stead log` shows the names
/// of events. What happened more than ten minutes ago needs a reason.
#[derive(Debug, clap::Args)]
pub(crate) struct Undo {
    /// The event (`k7m2qf-41`)
    event: String,
    /// Why, for whoever reads the log later
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

pub(crate) fn run(args: &Undo, cx: &mut Context) -> Result<Answer, Report> {
    let of = event_id(&args.event)?;
    let mut acting = Acting::open(cx, "stead undo")?;
    let reason = args.reason.as_deref();
    let receipt = acting.desk.undo(of, reason, By::Terminal).map_err(|refusal| {
        let needs_reason = matches!(refusal, desk::Refusal::Undo(desk::UndoRefusal::NoReason));
        let hint = needs_reason.then(|| "`--reason \"…\"` says why".to_owned());
        Report::from(refusal).maybe_hint(hint)
    })?;
    acting.commit(cx, &format!("undo: {of}"));
    let json = json!({ "event": receipt.event, "of": receipt.of });
    Ok(Answer::new(json, format!("{of} no longer counts. ({})\n", receipt.event)))
}

/// An event's name as a person types it: any case.
pub(crate) fn event_id(text: &str) -> Result<EventId, Report> {
    text.trim().to_lowercase().parse().map_err(|_| {
        Report::request("event", format!("`{text}` is not the name of an event"))
            .hint("`stead log` shows them; they are like `k7m2qf-41`")
    })
}
