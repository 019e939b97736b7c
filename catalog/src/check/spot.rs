//! Names a field of a document without its position, and finds the position when it is needed.

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::code::Code;
use crate::document::{front_matter, path_of};
use crate::ids::Slug;
use crate::record::DocumentKind;

/// One step from a table or list to what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// The value under a key.
    Key(String),
    /// The element of a list that is this text.
    Is(String),
    /// The n-th element of a list of tables that has this text under this key.
    With(&'static str, String, usize),
    /// The n-th element of a list.
    Nth(usize),
}

/// A field of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) file: Utf8PathBuf,
    pub(super) steps: Vec<Step>,
}

impl Spot {
    /// A document as a whole.
    pub(super) fn of(kind: DocumentKind, slug: &Slug) -> Self {
        Self { file: path_of(kind, slug), steps: Vec::new() }
    }

    /// `node.toml`.
    pub(super) fn node() -> Self {
        Self { file: "node.toml".into(), steps: Vec::new() }
    }

    /// `governance/constitution.md`.
    pub(super) fn constitution() -> Self {
        Self { file: "governance/constitution.md".into(), steps: Vec::new() }
    }

    pub(super) fn key(self, key: impl Into<String>) -> Self {
        self.step(Step::Key(key.into()))
    }

    pub(super) fn is(self, text: &(impl ToString + ?Sized)) -> Self {
        self.step(Step::Is(text.to_string()))
    }

    pub(super) fn nth(self, number: usize) -> Self {
        self.step(Step::Nth(number))
    }

    pub(super) fn with(self, key: &'static str, text: &(impl ToString + ?Sized)) -> Self {
        self.step(Step::With(key, text.to_string(), 0))
    }

    /// The unit of a title with this code; `nth` where a file has the code more than once.
    pub(super) fn unit(self, code: Code, nth: usize) -> Self {
        self.key("units").step(Step::With("code", code.to_string(), nth))
    }

    fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

/// Where the spots are in the text of their file; as near as can be where a step is not found.
pub(super) fn spans<'s>(
    file: &Utf8Path,
    text: &str,
    spots: impl Iterator<Item = &'s Spot>,
) -> Vec<Range<usize>> {
    let is_toml = file.extension() == Some("toml");
    let bytes = text.as_bytes();
    let parts = if is_toml { front_matter::whole(bytes) } else { front_matter::split(bytes) };
    let toml = text.get(parts.toml.clone()).unwrap_or_default();
    let (table, _) = DeTable::parse_recoverable(toml);
    let base = parts.toml.start;
    let first_line = toml.find(['\r', '\n']).unwrap_or(toml.len());
    spots
        .map(|spot| {
            let span = span(table.get_ref(), &spot.steps).unwrap_or(0..first_line);
            base + span.start..base + span.end
        })
        .collect()
}

fn span(root: &DeTable<'_>, steps: &[Step]) -> Option<Range<usize>> {
    let (first, rest) = steps.split_first()?;
    let Step::Key(key) = first else { return None };
    let mut found = root.get(key.as_str())?;
    for step in rest {
        match take(found, step) {
            Some(next) => found = next,
            None => break,
        }
    }
    Some(found.span())
}

fn take<'d>(from: &'d Spanned<DeValue<'d>>, step: &Step) -> Option<&'d Spanned<DeValue<'d>>> {
    match (from.get_ref(), step) {
        (DeValue::Table(table), Step::Key(key)) => table.get(key.as_str()),
        (DeValue::Array(array), Step::Is(text)) => {
            array.iter().find(|value| value.get_ref().as_str() == Some(text))
        }
        (DeValue::Array(array), Step::Nth(number)) => array.get(*number),
        (DeValue::Array(array), Step::With(key, text, nth)) => {
            let has = |value: &&Spanned<DeValue<'_>>| {
                let inner = value.get_ref().as_table().and_then(|table| table.get(*key));
                inner.and_then(|v| v.get_ref().as_str()).is_some_and(|found| alike(found, text))
            };
            array.iter().filter(has).nth(*nth)
        }
        (_, Step::Is(_)) => Some(from),
        _ => None,
    }
}

/// Codes may be written with or without hyphens, in any case.
fn alike(found: &str, wanted: &str) -> bool {
    found == wanted || wanted.parse::<Code>().is_ok_and(|code| found.parse() == Ok(code))
}
