//! From what was read to changes of this node's files.
//!
//! A plan is made without touching anything: it can be shown, counted and thrown away. Running the
//! same import again plans nothing. What the node says itself is never overwritten: a row fills what
//! is empty, and where the two differ the node's own value stays and the difference is told.

mod categories;
mod designs;
mod diff;
mod edit;
mod finding;
mod merge;
mod mint;
mod own;
mod places;
mod records;
mod titles;

pub use designs::plan_designs;
pub use diff::lines as diff_lines;
pub use mint::Seed;
pub use own::plan_own;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::record::Documents;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::format::{Incoming, Reading};
use crate::problem::{Problem, Skipped};

/// The node as the plan finds it.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    /// Its records.
    pub documents: &'a Documents,
    /// The bytes of one of its files, by the path from its root; none where there is no such file.
    pub file: &'a dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
}

/// Whether a file is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// There was no such file.
    Created,
    /// The file says something else now.
    Updated,
}

/// One file that the import writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// From the node's root.
    pub path: Utf8PathBuf,
    /// What the file holds now.
    pub before: Option<Vec<u8>>,
    /// What it will hold.
    pub after: Vec<u8>,
    /// Whether it is new.
    pub kind: ChangeKind,
}

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The files to write, by path.
    pub changes: Vec<Change>,
    /// Rows that became a new thing or place.
    pub created: usize,
    /// Rows that filled in something on a thing that was known.
    pub updated: usize,
    /// Rows that say nothing new.
    pub unchanged: usize,
    /// Rows that were left out, with the reason.
    pub skipped: Vec<Skipped>,
    /// What is worth saying.
    pub problems: Vec<Problem>,
}

impl Plan {
    /// How many rows the file had.
    pub fn total(&self) -> usize {
        self.created + self.updated + self.unchanged + self.skipped.len()
    }

    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Created => self.created += 1,
            Outcome::Updated => self.updated += 1,
            Outcome::Unchanged => self.unchanged += 1,
        }
    }

    /// Adds what another part of the same import would do.
    pub(crate) fn join(&mut self, other: Self) {
        self.changes.extend(other.changes);
        self.changes.sort_by(|a, b| a.path.cmp(&b.path));
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.skipped.extend(other.skipped);
        self.problems.extend(other.problems);
    }

    /// The changes for people to read: each file with the lines that come and go.
    pub fn diff(&self) -> String {
        self.changes.iter().map(diff::of_change).collect()
    }
}

impl Serialize for Plan {
    /// The counts, the rows left out and the remarks; of the files only their names.
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            path: &'a Utf8Path,
            kind: ChangeKind,
        }
        let files = self.changes.iter().map(|c| Written { path: &c.path, kind: c.kind });
        let mut map = s.serialize_map(None)?;
        map.serialize_entry("created", &self.created)?;
        map.serialize_entry("updated", &self.updated)?;
        map.serialize_entry("unchanged", &self.unchanged)?;
        map.serialize_entry("skipped", &self.skipped)?;
        map.serialize_entry("problems", &self.problems)?;
        map.serialize_entry("files", &files.collect::<Vec<_>>())?;
        map.end()
    }
}

/// What happened to one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Created,
    Updated,
    Unchanged,
}

/// Plans an import of rows, of one file or of several. Codes for new labels follow from the seed and
/// the rows alone.
pub fn plan(readings: Vec<Reading>, node: Node<'_>, seed: Seed) -> Plan {
    let mut draft = titles::Draft::new(node.documents, seed);
    let mut out = Plan::default();
    for reading in readings {
        rows(reading, &mut draft, &mut out);
    }
    edit::write(&draft.into_records(), node, &mut out);
    out
}

fn rows(reading: Reading, draft: &mut titles::Draft<'_>, out: &mut Plan) {
    draft.format = reading.format;
    let file = reading.file;
    let mut problems = reading.problems;
    let mut skipped = reading.skipped;
    for incoming in &reading.rows {
        let outcome = match incoming {
            Incoming::Thing(thing) => draft.thing(thing),
            Incoming::Place(place) => draft.place(place),
        };
        out.count(outcome);
    }
    problems.append(&mut draft.problems);
    if let Some(file) = &file {
        problems = problems.into_iter().map(|p| p.in_file(file)).collect();
        for row in &mut skipped {
            row.file = Some(file.clone());
        }
    }
    out.problems.append(&mut problems);
    out.skipped.append(&mut skipped);
}
