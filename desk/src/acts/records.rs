//! Records as stewards change them at the kiosk: the same files that anybody may change with an
//! editor, checked before they are written.

use std::collections::BTreeSet;

use camino::Utf8Path;
use catalog::code::Code;
use catalog::document::{self, Problem, Severity};
use catalog::store;

use crate::edge::draw;
use crate::{By, Desk, Refusal, labels};

impl Desk {
    /// The bytes of a record, if there is one at this path.
    pub fn record_file(&self, path: &Utf8Path) -> Result<Option<Vec<u8>>, Refusal> {
        self.check_record_path(path)?;
        match fs_err::read(self.folder().join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Refusal::File { path: path.to_owned(), source }),
        }
    }

    /// Everything that is wrong with a text as the record at this path, taken by itself.
    pub fn record_problems(&self, path: &Utf8Path, bytes: &[u8]) -> Vec<Problem> {
        document::parse::parse(path, bytes).map(|parsed| parsed.problems).unwrap_or_default()
    }

    /// Writes a record whole, and reads the documents again. A text with errors is not written.
    pub fn write_record(&mut self, path: &Utf8Path, bytes: &[u8], by: By) -> Result<(), Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        self.check_record_path(path)?;
        let problems = self.record_problems(path, bytes);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(Refusal::Record(problems));
        }
        store::write_atomic(&self.folder().join(path), bytes)
            .map_err(|source| Refusal::File { path: path.to_owned(), source })?;
        Ok(self.reload_documents()?)
    }

    /// Only records, and only of a node that is on a disk.
    fn check_record_path(&self, path: &Utf8Path) -> Result<(), Refusal> {
        let known = path.as_str() == "node.toml" || document::kind_of(path).is_some();
        if known && !self.folder().as_str().is_empty() {
            return Ok(());
        }
        Err(Refusal::no_such("record", path.as_str()))
    }

    /// A code that nothing here has: not a unit, not a place, not a label that an event bound.
    pub fn fresh_code(&mut self) -> Result<Code, Refusal> {
        let taken: BTreeSet<Code> = {
            let node = self.node();
            let places = node.documents.places.values().filter_map(|place| place.code);
            let state = &node.state;
            let known = node.index.codes().chain(places).chain(state.units.keys().copied());
            known.chain(state.aliases.keys().copied()).chain(self.labels_to_print()).collect()
        };
        let (_, random) = self.members_mut();
        loop {
            let code = Code::from_payload(u32::from_le_bytes(draw(random)?));
            if !taken.contains(&code) {
                return Ok(code);
            }
        }
    }

    /// Codes whose labels have not been printed yet, in the order in which they were asked for.
    pub fn labels_to_print(&self) -> Vec<Code> {
        labels::waiting(self.folder())
    }

    /// Puts codes behind those that wait for the printer.
    pub fn queue_labels(&mut self, codes: &[Code]) -> Result<(), Refusal> {
        if self.folder().as_str().is_empty() {
            // Nothing of a node in memory is kept.
            return Ok(());
        }
        labels::queue(self.folder(), codes.iter().copied()).map_err(label_file)
    }

    /// These labels have been printed.
    pub fn labels_printed(&mut self, codes: &[Code]) -> Result<(), Refusal> {
        labels::printed(self.folder(), codes).map_err(label_file)
    }
}

fn label_file(source: std::io::Error) -> Refusal {
    Refusal::File { path: labels::FILE.into(), source }
}
