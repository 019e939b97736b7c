//! `stead log`: what happened, in the fold's order.

use std::collections::{BTreeMap, HashMap};

use catalog::event::Event;
use catalog::feed::{read_segment, segment_path};
use catalog::ids::EventId;
use jiff::civil::Date;
use serde_json::{Value, json};
use sync::{Recorded, Repo};

use crate::answer::Answer;
use crate::context::Context;
use crate::event_words::{patron_of, sentence, unit_of};
use crate::node::{self, Reading};
use crate::report::Report;

/// Show what happened, oldest first
#[derive(Debug, clap::Args)]
pub(crate) struct Log {
    /// Only what happened to this unit
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// Only what this member had to do with
    #[arg(long, value_name = "CARD-OR-NUMBER")]
    member: Option<String>,
    /// Only from this day on
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Show who is answerable, the device, the clock and the whole line of each event
    #[arg(long)]
    audit: bool,
}

pub(crate) fn run(args: &Log, cx: &mut Context) -> Result<Answer, Report> {
    let since = args.since.as_deref().map(day).transpose()?;
    let reading = Reading::open(cx)?;
    let unit = args.unit.as_deref().map(|text| node::unit(&reading.node, text)).transpose()?;
    let member = match &args.member {
        Some(text) => Some(super::member::number(cx, &reading, text)?),
        None => None,
    };
    let members = reading.members(cx)?;
    let whose = |event: &Event| {
        let sealed = patron_of(&reading.node, event)?;
        members.as_ref()?.secret().unseal(sealed)
    };
    let shown: Vec<_> = reading
        .events
        .iter()
        .filter(|event| since.is_none_or(|since| event.when().date() >= since))
        .filter(|event| unit.is_none() || unit_of(&reading.node, &event.kind) == unit)
        .filter(|event| member.is_none() || whose(event) == member)
        .collect();
    let recorded = if args.audit { known_by(&reading) } else { BTreeMap::new() };
    let mut lines = if args.audit { raw_lines(&reading, &shown) } else { HashMap::new() };
    let (mut text, mut all) = (String::new(), Vec::with_capacity(shown.len()));
    for event in shown {
        text.push_str(&words(&reading, event, args.audit));
        if args.audit {
            text.push_str(&format!("              {}\n", how(recorded.get(&event.id))));
        }
        let mut entry = entry(&reading, event);
        if let Some(number) = whose(event) {
            entry["member"] = json!(number);
        }
        if args.audit {
            entry["line"] = lines.remove(&event.id).unwrap_or_default();
            entry["recorded_by"] = recorded.get(&event.id).map_or(Value::Null, |known| {
                json!({
                    "commit": known.commit,
                    "device": known.device,
                    "key": known.fingerprint,
                })
            });
        }
        all.push(entry);
    }
    if all.is_empty() {
        text.push_str("Nothing has happened yet.\n");
    }
    Ok(Answer::new(Value::Array(all), text))
}

/// How each event came into the history; nothing where there is none to ask.
fn known_by(reading: &Reading) -> BTreeMap<EventId, Recorded> {
    Repo::open(&reading.root).and_then(|repo| repo.recorded()).unwrap_or_default()
}

/// How it is known that an event is what it says.
fn how(recorded: Option<&Recorded>) -> String {
    match recorded {
        None => "not committed yet: known from this computer's disk alone".into(),
        Some(Recorded { commit, device: Some(device), fingerprint }) => format!(
            "signed by device {device} ({}) in commit {}",
            fingerprint.as_deref().unwrap_or_default(),
            commit.short()
        ),
        Some(Recorded { commit, device: None, .. }) => {
            format!("in commit {}, which no device of the node signed", commit.short())
        }
    }
}

fn day(text: &str) -> Result<Date, Report> {
    text.parse().map_err(|_| {
        Report::request("since", format!("`{text}` is not a date"))
            .hint("a date is like `2026-05-19`")
    })
}

fn words(reading: &Reading, event: &Event, audit: bool) -> String {
    let when = event.when().local().strftime("%Y-%m-%d %H:%M").to_string();
    let mut line =
        format!("{:<12}  {when}  {}\n", event.id.to_string(), sentence(&reading.node, event));
    if audit {
        let place = segment_path(event.id.device, event.wall.date());
        let mut facts = vec![format!("by {}", event.actor), place.to_string()];
        if !event.clock.is_ok() {
            facts.push(format!("clock {}", crate::event_words::word(&event.clock)));
        }
        if event.effective.is_some() {
            facts.push(format!("recorded {}", event.wall.local()));
        }
        if let Some(station) = &event.station {
            facts.push(format!("at {station}"));
        }
        line.push_str(&format!("              {}\n", facts.join(", ")));
    }
    line
}

fn entry(reading: &Reading, event: &Event) -> Value {
    json!({
        "id": event.id,
        "kind": event.kind.name(),
        "when": event.when(),
        "recorded": event.wall,
        "actor": event.actor,
        "unit": unit_of(&reading.node, &event.kind),
        "sentence": sentence(&reading.node, event),
    })
}

/// The events as their lines have them, word for word.
fn raw_lines(reading: &Reading, shown: &[&Event]) -> HashMap<EventId, Value> {
    let mut files: Vec<_> =
        shown.iter().map(|event| segment_path(event.id.device, event.wall.date())).collect();
    files.sort();
    files.dedup();
    let mut lines = HashMap::new();
    for file in files {
        let Ok(bytes) = fs_err::read(reading.root.join(&file)) else { continue };
        let segment = read_segment(&bytes);
        let texts: Vec<_> = bytes.split(|&b| b == b'\n').collect();
        for placed in segment.events {
            let line = texts.get(placed.line - 1).copied().unwrap_or_default();
            let value = serde_json::from_slice(line).unwrap_or_default();
            lines.insert(placed.event.id, value);
        }
    }
    lines
}
