//! What only shows when all documents are seen together: names that lead nowhere, codes that are
//! there twice, places that stand in themselves, files that are missing, dates that cannot be.
//!
//! The records carry no positions, as almost all of them are never reported on. A check names the
//! field that it is about (a `Spot`); only when there is something to say is that file read
//! again to find the line.

mod dates;
mod duplicates;
mod files;
mod names;
mod spot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::iter;

use camino::{Utf8Path, Utf8PathBuf};

use crate::document::front_matter;
use crate::document::problem::{self, Finding, Problem, Severity};
use crate::document::suggest::did_you_mean;
use crate::record::Documents;

use self::spot::Spot;

/// Everything that is wrong between the documents of a node, by file and line.
///
/// `present` says whether there is a file at a path relative to the node's root; `source` gives the
/// bytes of a document, and is asked only for files with problems.
pub fn references(
    documents: &Documents,
    present: &dyn Fn(&str) -> bool,
    source: &dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
) -> Vec<Problem> {
    let mut raised = Raised::default();
    names::check(documents, &mut raised);
    duplicates::check(documents, &mut raised);
    dates::check(documents, &mut raised);
    files::check(documents, present, &mut raised);
    raised.into_problems(&documents.misplaced, source)
}

/// Something that is wrong with a field, before its line is known.
struct Matter {
    spot: Spot,
    severity: Severity,
    code: &'static str,
    message: String,
    hint: Option<String>,
    /// The other place that it is about, named at the end of the message.
    also: Option<Spot>,
}

/// Gathers what is wrong.
#[derive(Default)]
struct Raised {
    all: Vec<Matter>,
    suggested: usize,
}

/// So many suggestions are looked for; each compares one word with all there are.
const SUGGESTIONS: usize = 200;

impl Raised {
    fn error(&mut self, spot: Spot, code: &'static str, message: String) -> &mut Matter {
        self.raise(spot, Severity::Error, code, message)
    }

    fn warning(&mut self, spot: Spot, code: &'static str, message: String) -> &mut Matter {
        self.raise(spot, Severity::Warning, code, message)
    }

    fn raise(
        &mut self,
        spot: Spot,
        severity: Severity,
        code: &'static str,
        message: String,
    ) -> &mut Matter {
        let at = self.all.len();
        self.all.push(Matter { spot, severity, code, message, hint: None, also: None });
        &mut self.all[at]
    }

    /// The closest of the names that would be right, or all of them where they are few.
    fn suggest<'c>(
        &mut self,
        word: &str,
        known: impl Iterator<Item = &'c str> + Clone,
    ) -> Option<String> {
        self.suggested += 1;
        if self.suggested > SUGGESTIONS {
            return None;
        }
        did_you_mean(word, known.clone()).or_else(|| {
            let few: Vec<&str> = known.take(9).collect();
            let listed = crate::document::suggest::listed(few.iter().copied());
            (1..9).contains(&few.len()).then(|| format!("there is {listed}"))
        })
    }

    fn into_problems(
        mut self,
        misplaced: &BTreeMap<Utf8PathBuf, Utf8PathBuf>,
        source: &dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
    ) -> Vec<Problem> {
        let spots = self.all.iter_mut().flat_map(|m| iter::once(&mut m.spot).chain(&mut m.also));
        for spot in spots {
            if let Some(path) = misplaced.get(&spot.file) {
                spot.file.clone_from(path);
            }
        }
        let others = self.all.iter().filter_map(|matter| matter.also.as_ref());
        let others = lines_of(others, source);
        let mut by_file: BTreeMap<Utf8PathBuf, Vec<Matter>> = BTreeMap::new();
        let mut others = others.into_iter();
        for mut matter in self.all {
            if matter.also.is_some() {
                matter.message.push_str(&others.next().unwrap_or_default());
            }
            by_file.entry(matter.spot.file.clone()).or_default().push(matter);
        }
        by_file.into_iter().flat_map(|(file, matters)| in_file(&file, matters, source)).collect()
    }
}

fn in_file(
    file: &Utf8Path,
    matters: Vec<Matter>,
    source: &dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
) -> Vec<Problem> {
    let finding = |matter: Matter, span| {
        let Matter { severity, code, message, hint, .. } = matter;
        Finding { severity, code, span, message, hint }
    };
    let Some(bytes) = source(file) else {
        let of_file = |matter| Problem::of_file(file, finding(matter, 0..0));
        return matters.into_iter().map(of_file).collect();
    };
    let text = front_matter::decode(&bytes).0;
    let spans = spot::spans(file, &text, matters.iter().map(|matter| &matter.spot));
    let findings = matters.into_iter().zip(spans).map(|(matter, span)| finding(matter, span));
    problem::locate(file, &text, findings.collect())
}

/// `, see file:line` for each spot.
fn lines_of<'s>(
    spots: impl Iterator<Item = &'s Spot>,
    source: &dyn Fn(&Utf8Path) -> Option<Vec<u8>>,
) -> Vec<String> {
    let line = |spot: &'s Spot| {
        let bytes = source(&spot.file)?;
        let text = front_matter::decode(&bytes).0;
        let span = spot::spans(&spot.file, &text, std::iter::once(spot)).pop()?;
        Some(1 + text.get(..span.start)?.matches('\n').count())
    };
    spots
        .map(|spot| match line(spot) {
            Some(line) => format!(", see {}:{line}", spot.file),
            None => format!(", see {}", spot.file),
        })
        .collect()
}
