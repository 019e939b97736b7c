//! A small node for tests: documents from text, events as lines of feeds.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::document::load;
use catalog::event::{Event, Kind, read_line};
use catalog::fold::Node;
use serde_json::{Value, json};

/// A node as it is written down.
#[derive(Clone)]
pub(crate) struct Story {
    files: Vec<(String, String)>,
    events: Vec<Event>,
    last: BTreeMap<String, u32>,
    tick: u32,
}

pub(crate) const ROLL: [&str; 4] = ["ana", "ben", "cy", "dee"];

impl Story {
    /// A node of this name that counts minutes.
    pub(crate) fn new(id: &str) -> Self {
        let node = format!(
            "id = \"{id}\"\nname = \"{id}\"\ntimezone = \"Europe/Berlin\"\nstewards = [\"mira\"]\n\n\
             [units_of_account.MIN]\nlabel = \"hours\"\nminor_per_major = 60\nmode = \"mutual\"\n\
             credit_limit = 600\ncap = 2400\n"
        );
        let files = vec![("node.toml".to_owned(), node)];
        Self { files, events: Vec::new(), last: BTreeMap::new(), tick: 0 }
    }

    pub(crate) fn file(&mut self, path: &str, text: &str) -> &mut Self {
        self.files.push((path.to_owned(), text.to_owned()));
        self
    }

    /// A proposal that is open in the first half of May 2026, for `ROLL`.
    pub(crate) fn proposal(&mut self, slug: &str, fields: &str) -> &mut Self {
        let roll = ROLL.map(|name| format!("\"{name}\"")).join(", ");
        let text = format!(
            "+++\nname = \"{slug}?\"\nstate = \"voting\"\n{fields}\n\
             opens_at = \"2026-05-01T00:00:00Z\"\ncloses_at = \"2026-05-15T00:00:00Z\"\n\
             roll = [{roll}]\n+++\n\nThe words of it.\n"
        );
        self.file(&format!("governance/proposals/{slug}.md"), &text)
    }

    /// Something that happened at a moment, on a device that had seen so much of the others.
    pub(crate) fn on(
        &mut self,
        device: &str,
        at: &str,
        actor: &str,
        kind: &str,
        seen: &Value,
        payload: &Value,
    ) -> String {
        let seq = self.last.entry(device.to_owned()).or_default();
        *seq += 1;
        self.tick += 1;
        let id = format!("{device}-{seq}");
        let mut line = json!({
            "v": 1, "id": id, "hlc": format!("{at}:00.000Z/{:04x}", self.tick),
            "wall": format!("{at}:00+00:00"), "seen": seen, "actor": actor, "kind": kind,
        });
        let fields = line.as_object_mut().unwrap();
        fields.extend(payload.as_object().unwrap().clone());
        self.events.push(read_line(line.to_string().as_bytes()).unwrap());
        id
    }

    pub(crate) fn event(&mut self, at: &str, actor: &str, kind: &str, payload: &Value) -> String {
        self.on("k7m2", at, actor, kind, &json!({}), payload)
    }

    /// The same from a payload that the rules made.
    pub(crate) fn record(&mut self, at: &str, actor: &str, kind: &Kind) -> String {
        self.event(at, actor, kind.name(), &kind.to_value().unwrap())
    }

    pub(crate) fn vote(&mut self, at: &str, voter: &str, proposal: &str, choice: &Value) -> String {
        let payload = json!({ "proposal": proposal, "voter": voter, "choice": choice });
        self.event(at, &format!("@{voter}"), "ballot.cast", &payload)
    }

    pub(crate) fn pay(
        &mut self,
        at: &str,
        actor: &str,
        from: &str,
        to: &str,
        amount: i64,
    ) -> String {
        let payload = json!({ "unit": "MIN", "entry": "transfer", "postings": [
            { "account": from, "delta": -amount }, { "account": to, "delta": amount },
        ] });
        self.event(at, actor, "ledger.post", &payload)
    }

    pub(crate) fn node(&self) -> Node {
        let files = self.files.iter();
        let loaded = load(files.map(|(path, text)| (path.into(), text.clone().into_bytes())));
        assert_eq!(loaded.problems, []);
        Node::fold(Arc::new(loaded.documents), self.events.clone())
    }
}
