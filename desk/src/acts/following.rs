//! Whom this node follows: lines of its own `node.toml`, under names of its own.

use catalog::document::{Document, Value};
use catalog::ids::Slug;
use catalog::record::Follow;
use jiff::civil::Date;

use crate::{By, Desk, Refusal};

/// The file that says whom the node follows.
const FILE: &str = "node.toml";

impl Desk {
    /// Follows a node under a name of our own, or says something new of one that is followed.
    pub fn follow_node(&mut self, name: &Slug, follow: &Follow, by: By) -> Result<(), Refusal> {
        let config = &self.node().documents.node;
        if config.follows.get(name).is_some_and(|known| known.node != follow.node) {
            return Err(Refusal::Taken { what: "name", id: name.to_string() });
        }
        if let Some((known, _)) = config.followed(follow.node).filter(|known| known.0 != name) {
            return Err(Refusal::Taken { what: "node", id: known.to_string() });
        }
        let mut lines = vec![("node".to_owned(), Value::Text(follow.node.to_string()))];
        let text = |key: &str, value: &str| (key.to_owned(), Value::Text(value.to_owned()));
        lines.extend(follow.name.as_deref().map(|name| text("name", name)));
        lines.extend(follow.url.as_deref().map(|url| text("url", url)));
        lines.extend(follow.compared.map(|day| text("compared", &day.to_string())));
        self.change_follows(by, |document| {
            document.set(&["follows", name.as_str()], Value::Table(lines.clone()))
        })
    }

    /// Follows a node no longer.
    pub fn unfollow_node(&mut self, name: &Slug, by: By) -> Result<(), Refusal> {
        if !self.node().documents.node.follows.contains_key(name) {
            return Err(Refusal::no_such("followed node", name));
        }
        self.change_follows(by, |document| document.remove(&["follows", name.as_str()]))
    }

    /// Notes that the words of a followed node were compared with people over there.
    pub fn note_compared(&mut self, name: &Slug, on: Date, by: By) -> Result<(), Refusal> {
        let known = self.node().documents.node.follows.get(name);
        let known = known.ok_or_else(|| Refusal::no_such("followed node", name))?;
        let follow = Follow { compared: Some(on), ..known.clone() };
        self.follow_node(name, &follow, by)
    }

    fn change_follows(
        &mut self,
        by: By,
        change: impl FnOnce(&mut Document) -> Result<(), catalog::document::EditError>,
    ) -> Result<(), Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let bytes = self.record_file(FILE.into())?;
        let bytes = bytes.ok_or_else(|| Refusal::no_such("record", FILE))?;
        let edited = Document::open(&bytes).and_then(|mut document| {
            change(&mut document)?;
            Ok(document.to_bytes())
        });
        let edited = edited.map_err(|error| Refusal::Edit(error.to_string()))?;
        self.write_record(FILE.into(), &edited, by)
    }
}
