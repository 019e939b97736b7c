//! `stead status`: the node at a glance.

use catalog::event::Clock;
use desk::lock::Lock;
use jiff::Timestamp;
use serde_json::{Value, json};
use sync::Repo;

use super::check::{counted, problems};
use crate::answer::Answer;
use crate::context::Context;
use crate::node::Reading;
use crate::report::Report;

/// Show the node at a glance: counts, device, what is not committed, remotes, open questions
#[derive(Debug, clap::Args)]
pub(crate) struct Status {}

pub(crate) fn run(_: &Status, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let state = &reading.node.state;
    let today = reading.today();
    let open = state.open_loans().count();
    let late = state.open_loans().filter(|loan| loan.is_overdue(today)).count();
    let exceptions = state.exceptions.values().filter(|e| e.resolved.is_none()).count();
    let found = problems(&reading);
    let history = History::of(&reading);
    let config = &reading.node.documents.node;
    let holder = Lock::holder(&reading.root);
    let clock = clock(&reading);
    let json = json!({
        "node": { "id": config.id, "name": config.name.base, "identity": history.node },
        "folder": reading.root,
        "device": history.device,
        "fingerprint": history.fingerprint,
        "commit": history.head,
        "counts": {
            "titles": reading.node.documents.titles.len(),
            "units": reading.node.index.codes().count(),
            "places": reading.node.documents.places.len(),
            "designs": reading.node.documents.designs.len(),
            "events": state.tally.events,
            "loans_open": open,
            "loans_late": late,
            "holds_open": state.holds.values().filter(|hold| hold.is_open()).count(),
        },
        "uncommitted": history.pending,
        "exceptions_open": exceptions,
        "problems": found.len(),
        "clock": clock,
        "remotes": history.remotes,
        "held_by": holder.as_ref().map(ToString::to_string),
    });
    let mut text = format!("{} ({})\n", config.name, config.id);
    let mut line = |label: &str, words: String| text.push_str(&format!("  {label:<12}{words}\n"));
    line(
        "Catalogue",
        format!(
            "{}, {}",
            counted(reading.node.documents.titles.len(), "title"),
            counted(reading.node.index.codes().count(), "unit")
        ),
    );
    line("Out", format!("{}, {late} late", counted(open, "loan")));
    line("Events", state.tally.events.to_string());
    line("Device", history.device_words());
    line("To commit", history.pending_words());
    line("Remotes", history.remote_words());
    line(
        "Questions",
        if exceptions == 0 { "none".into() } else { format!("{exceptions} (`stead exceptions`)") },
    );
    line(
        "Problems",
        if found.is_empty() {
            "none".into()
        } else {
            format!("{} (`stead check --warnings`)", found.len())
        },
    );
    if clock == Clock::Suspect {
        line("Clock", "behind the newest record: is the date of this computer right?".into());
    }
    if let Some(holder) = holder {
        line("In use by", holder.to_string());
    }
    Ok(Answer::new(json, text))
}

/// A clock behind the newest record cannot be right.
fn clock(reading: &Reading) -> Clock {
    const TOLERANCE: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);
    let newest = reading.events.last().map_or(Timestamp::UNIX_EPOCH, |e| e.hlc.timestamp());
    let behind = newest.duration_since(reading.now) > TOLERANCE;
    if behind { Clock::Suspect } else { Clock::Ok }
}

/// What git knows; nothing of it where the folder has no repository.
#[derive(Default)]
struct History {
    node: Option<String>,
    device: Option<String>,
    fingerprint: Option<String>,
    head: Option<String>,
    pending: Vec<Value>,
    remotes: Vec<Value>,
    missing: Option<String>,
}

impl History {
    fn of(reading: &Reading) -> Self {
        let repo = match Repo::open(&reading.root) {
            Ok(repo) => repo,
            Err(error) => {
                return Self { missing: Some(error.to_string()), ..Self::default() };
            }
        };
        let pending = repo.pending().unwrap_or_default().into_iter();
        let remotes = repo.remotes().unwrap_or_default().into_iter();
        Self {
            node: repo.node_id().ok().map(|id| id.to_string()),
            device: repo.key().map(|key| key.device().to_string()),
            fingerprint: repo.key().map(sync::DeviceKey::fingerprint),
            head: repo.head().ok().map(|id| id.to_string()),
            pending: pending.map(|p| json!({ "file": p.path.as_str() })).collect(),
            remotes: remotes.map(|r| json!({ "name": r.name, "url": r.url })).collect(),
            missing: None,
        }
    }

    fn device_words(&self) -> String {
        match (&self.device, &self.fingerprint, &self.missing) {
            (Some(device), Some(fingerprint), _) => format!("{device}  {fingerprint}"),
            (_, _, Some(missing)) => missing.clone(),
            _ => "none: this copy has no key (`stead device join`)".into(),
        }
    }

    fn pending_words(&self) -> String {
        if self.pending.is_empty() {
            return "nothing".into();
        }
        format!("{} (`stead commit`)", counted(self.pending.len(), "file"))
    }

    fn remote_words(&self) -> String {
        if self.remotes.is_empty() {
            return "none".into();
        }
        let names: Vec<_> = self.remotes.iter().filter_map(|r| r["name"].as_str()).collect();
        names.join(", ")
    }
}
