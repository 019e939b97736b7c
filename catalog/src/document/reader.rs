//! Reads typed values out of a TOML table, one field at a time, and notes what is wrong on the way.
//!
//! A reader never stops: a field that cannot be read is noted and yields nothing, the next one is
//! read all the same. It works on a [`tree`](super::tree) that borrows from the text.

use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use super::problem::Finding;
use super::suggest::{did_you_mean, listed, shown};
use super::tree::{Held, Span, Table, Value};

/// One key of a table with its value, or one element of an array under the array's name.
#[derive(Clone, Copy)]
pub(crate) struct Field<'d> {
    pub(crate) name: &'d str,
    key: Span,
    held: &'d Held<'d>,
}

impl<'d> Field<'d> {
    fn span(&self) -> Range<usize> {
        self.held.span.into()
    }

    pub(crate) fn start(&self) -> usize {
        self.key.start
    }

    pub(crate) fn value(&self) -> &'d Value<'d> {
        &self.held.value
    }

    fn key_span(&self) -> Range<usize> {
        self.key.into()
    }
}

/// The keys of a table. They come in alphabetical order, not in the file's.
pub(crate) fn fields<'d>(table: &'d Table<'d>) -> impl Iterator<Item = Field<'d>> {
    table.iter().map(|entry| Field { name: &entry.name, key: entry.key, held: &entry.held })
}

/// Collects what is wrong while values are read.
#[derive(Default)]
pub(crate) struct Reader {
    /// Where the TOML begins in the file.
    base: usize,
    findings: Vec<Finding>,
}

/// Puts a value into its field if there is one.
pub(crate) fn put<T>(slot: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *slot = value;
    }
}

impl Reader {
    pub(crate) fn new(base: usize) -> Self {
        Self { base, findings: Vec::new() }
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    pub(crate) fn note(&mut self, mut finding: Finding) {
        finding.span.start += self.base;
        finding.span.end += self.base;
        self.findings.push(finding);
    }

    /// Notes an error at a field's value.
    pub(crate) fn wrong(&mut self, code: &'static str, field: Field<'_>, message: String) {
        self.note(Finding::error(code, field.span(), message));
    }

    /// Notes an error at a field's value with a hint.
    pub(crate) fn wrong_hint(
        &mut self,
        code: &'static str,
        field: Field<'_>,
        message: String,
        hint: Option<String>,
    ) {
        self.note(Finding::error(code, field.span(), message).maybe_hint(hint));
    }

    /// Notes a field that this version does not know.
    pub(crate) fn unknown(&mut self, field: Field<'_>, known: &[&str]) {
        let message =
            format!("`{}` is not a field that is known here; it is kept", shown(field.name));
        let hint = did_you_mean(field.name, known.iter().copied());
        self.note(Finding::warning("unknown-field", field.key_span(), message).maybe_hint(hint));
    }

    /// Notes a field that must be there and is not.
    pub(crate) fn missing(&mut self, near: Range<usize>, name: &str, example: &str) {
        let message = format!("`{name}` is missing");
        let hint = format!("add a line like `{name} = {example}`");
        self.note(Finding::error("missing-field", near, message).hint(hint));
    }

    fn wrong_type(&mut self, field: Field<'_>, wanted: &str, hint: Option<String>) {
        let message =
            format!("`{}` is {}, but {wanted} belongs here", field.name, kind_name(field.value()));
        self.wrong_hint("wrong-type", field, message, hint);
    }

    /// A text.
    pub(crate) fn text<'d>(&mut self, field: Field<'d>) -> Option<&'d str> {
        if let Value::Text(text) = field.value() {
            return Some(text);
        }
        let hint = as_written(field.value()).map(|v| format!("put it in quotes: `\"{v}\"`"));
        self.wrong_type(field, "text in quotes", hint);
        None
    }

    /// A text of its own.
    pub(crate) fn owned(&mut self, field: Field<'_>) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// A text that is not empty.
    pub(crate) fn filled(&mut self, field: Field<'_>) -> Option<String> {
        let text = self.text(field)?;
        if text.trim().is_empty() {
            self.wrong("missing-field", field, format!("`{}` is empty", field.name));
            return None;
        }
        Some(text.to_owned())
    }

    /// A number, date, switch or text, as text.
    pub(crate) fn anything(&mut self, field: Field<'_>) -> Option<String> {
        if let Value::List(array) = field.value() {
            let parts: Option<Vec<_>> = array.iter().map(|v| as_written(&v.value)).collect();
            if let Some(parts) = parts {
                return Some(parts.join(", "));
            }
        }
        let text = as_written(field.value());
        if text.is_none() {
            self.wrong_type(field, "a text", None);
        }
        text
    }

    /// A value that has a type of its own, like a name or a code.
    pub(crate) fn parsed<T: FromStr<Err: Display>>(
        &mut self,
        code: &'static str,
        field: Field<'_>,
    ) -> Option<T> {
        self.parsed_or(code, field, |_| None)
    }

    /// The same with a hint made from what was found.
    pub(crate) fn parsed_or<T: FromStr<Err: Display>>(
        &mut self,
        code: &'static str,
        field: Field<'_>,
        hint: impl FnOnce(&str) -> Option<String>,
    ) -> Option<T> {
        let text = self.text(field)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("`{}` is `{}`, which {error}", field.name, shown(text));
                self.wrong_hint(code, field, message, hint(text));
                None
            }
        }
    }

    /// A name of something: lower-case letters, digits, single hyphens.
    pub(crate) fn name<T: FromStr<Err: Display>>(&mut self, field: Field<'_>) -> Option<T> {
        self.parsed_or("bad-name", field, |text| {
            crate::ids::slugify(text).map(|slug| format!("did you mean `{slug}`?"))
        })
    }

    /// One word of a fixed list.
    pub(crate) fn choice<T: Copy>(&mut self, field: Field<'_>, all: &[(&str, T)]) -> Option<T> {
        let text = self.text(field)?;
        if let Some((_, value)) = all.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let words = all.iter().map(|(word, _)| *word);
        let allowed = listed(words.clone());
        let message = format!("`{}` is `{}`, which is none of {allowed}", field.name, shown(text));
        self.wrong_hint("bad-choice", field, message, did_you_mean(text, words));
        None
    }

    /// A switch.
    pub(crate) fn flag(&mut self, field: Field<'_>) -> Option<bool> {
        if let Value::Flag(value) = field.value() {
            return Some(*value);
        }
        let hint = match field.value() {
            Value::Text(text) => match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Some("write `true`, without quotes".to_owned()),
                "false" | "no" | "off" => Some("write `false`, without quotes".to_owned()),
                _ => None,
            },
            _ => None,
        };
        self.wrong_type(field, "`true` or `false`", hint);
        None
    }

    /// A whole number.
    pub(crate) fn number(&mut self, field: Field<'_>) -> Option<i64> {
        if let Some(number) = integer(field.value()) {
            return Some(number);
        }
        let hint = match field.value() {
            Value::Text(text) if text.parse::<i64>().is_ok() => {
                Some(format!("without quotes: `{text}`"))
            }
            _ => None,
        };
        self.wrong_type(field, "a whole number", hint);
        None
    }

    /// A whole number between two others, both included.
    pub(crate) fn between<T: TryFrom<i64>>(
        &mut self,
        field: Field<'_>,
        allowed: std::ops::RangeInclusive<i64>,
    ) -> Option<T> {
        let number = self.number(field)?;
        let value = allowed.contains(&number).then(|| T::try_from(number).ok()).flatten();
        if value.is_none() {
            let (from, to) = (allowed.start(), allowed.end());
            let message = match to {
                &MOST => format!("`{}` is {number}, but it is at least {from}", field.name),
                _ => format!("`{}` is {number}, but it is from {from} to {to}", field.name),
            };
            self.wrong("bad-number", field, message);
        }
        value
    }

    /// A count: a whole number from 0.
    pub(crate) fn count(&mut self, field: Field<'_>) -> Option<u32> {
        self.between(field, 0..=MOST)
    }

    /// A number with or without a fraction.
    pub(crate) fn real(&mut self, field: Field<'_>) -> Option<f64> {
        match field.value() {
            Value::Float(float) => float.replace('_', "").parse().ok(),
            #[expect(clippy::cast_precision_loss, reason = "more digits than any scale shows")]
            other => integer(other).map(|number| number as f64),
        }
        .filter(|number: &f64| number.is_finite())
        .or_else(|| {
            self.wrong_type(field, "a number", None);
            None
        })
    }

    /// Kilograms, read as grams.
    pub(crate) fn grams(&mut self, field: Field<'_>) -> Option<u32> {
        let grams = (self.real(field)? * 1000.0).round();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
        let value = (0.0..=f64::from(u32::MAX)).contains(&grams).then_some(grams as u32);
        if value.is_none() {
            let message = format!("`{}` is not a possible mass in kilograms", field.name);
            self.wrong("bad-number", field, message);
        }
        value
    }

    /// Each element of an array. A single value is taken as an array of one, but noted.
    pub(crate) fn elements<'d>(
        &mut self,
        field: Field<'d>,
    ) -> impl Iterator<Item = Field<'d>> + use<'d> {
        let (array, alone) = match field.value() {
            Value::List(array) => (Some(array), None),
            Value::Table(_) => {
                let hint = "write it between two pairs of brackets, `[[…]]`";
                self.wrong_type(field, "a list", Some(hint.to_owned()));
                (None, Some(field))
            }
            other => {
                let hint = as_written(other).map(|v| format!("write it in brackets: `[\"{v}\"]`"));
                self.wrong_type(field, "a list", hint);
                (None, Some(field))
            }
        };
        let inner = array.into_iter().flat_map(|array| array.iter());
        inner.map(move |held| Field { held, ..field }).chain(alone)
    }

    /// An array, each element read by `each`; what cannot be read is left out.
    pub(crate) fn list<'d, T>(
        &mut self,
        field: Field<'d>,
        mut each: impl FnMut(&mut Self, Field<'d>) -> Option<T>,
    ) -> Vec<T> {
        self.elements(field).filter_map(|element| each(self, element)).collect()
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, field: Field<'_>) -> Vec<String> {
        self.list(field, Self::owned)
    }

    /// A list of names.
    pub(crate) fn names<T: FromStr<Err: Display>>(&mut self, field: Field<'_>) -> Vec<T> {
        self.list(field, Self::name)
    }

    /// A table, with the place to name when something in it is missing.
    pub(crate) fn table<'d>(&mut self, field: Field<'d>) -> Option<(&'d Table<'d>, Range<usize>)> {
        if let Value::Table(table) = field.value() {
            return Some((table, field.span()));
        }
        self.wrong_type(field, "a table", None);
        None
    }

    /// The tables of an array of tables.
    pub(crate) fn tables<'d, T>(
        &mut self,
        field: Field<'d>,
        mut each: impl FnMut(&mut Self, &'d Table<'d>, Range<usize>) -> Option<T>,
    ) -> Vec<T> {
        self.list(field, |reader, element| {
            let (table, span) = reader.table(element)?;
            each(reader, table, span)
        })
    }

    /// The entries of a table whose keys are names of the node's own.
    pub(crate) fn entries<'d>(
        &mut self,
        field: Field<'d>,
    ) -> impl Iterator<Item = Field<'d>> + use<'d> {
        self.table(field).into_iter().flat_map(|(table, _)| fields(table))
    }

    /// Reads the key of an entry as a name.
    pub(crate) fn key<T: FromStr<Err: Display>>(&mut self, field: Field<'_>) -> Option<T> {
        match field.name.parse() {
            Ok(name) => Some(name),
            Err(error) => {
                let hint = crate::ids::slugify(field.name);
                let hint = hint.map(|slug| format!("did you mean `{slug}`?"));
                let message = format!("the name `{}` {error}", shown(field.name));
                self.note(Finding::error("bad-name", field.key_span(), message).maybe_hint(hint));
                None
            }
        }
    }
}

/// The largest count that a field holds.
pub(crate) const MOST: i64 = u32::MAX as i64;

fn integer(value: &Value<'_>) -> Option<i64> {
    let Value::Integer(digits, base) = value else { return None };
    i64::from_str_radix(digits, *base).ok()
}

fn kind_name(value: &Value<'_>) -> &'static str {
    match value {
        Value::Text(_) => "a text",
        Value::Integer(..) => "a whole number",
        Value::Float(_) => "a number",
        Value::Flag(_) => "a switch",
        Value::Moment(_) => "a date",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
    }
}

/// A simple value as it stands in the file.
fn as_written(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        Value::Integer(digits, 2) => Some(format!("0b{digits}")),
        Value::Integer(digits, 8) => Some(format!("0o{digits}")),
        Value::Integer(digits, 16) => Some(format!("0x{digits}")),
        Value::Integer(digits, _) | Value::Float(digits) => Some(digits.to_string()),
        Value::Flag(value) => Some(value.to_string()),
        Value::Moment(moment) => Some(moment.to_string()),
        Value::List(_) | Value::Table(_) => None,
    }
}
