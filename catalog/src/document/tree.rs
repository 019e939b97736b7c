//! The TOML of one document while it is read: what stands where, borrowed from the text.
//!
//! Two readers make it: [`super::plain`] for the everyday subset in which nearly all files are
//! written, and the `toml` crate for everything else and for everything that is wrong.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table; its entries stand in the alphabetical order of their names.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Table<'t>(Vec<Entry<'t>>);

/// A name in a table with what it holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry<'t> {
    pub(crate) name: Cow<'t, str>,
    pub(crate) key: Span,
    pub(crate) held: Held<'t>,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Held<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) span: Span,
}

/// What a name or an element of a list holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'t> {
    Text(Cow<'t, str>),
    /// The digits with their sign, and the base that they are written in.
    Integer(Cow<'t, str>, u32),
    Float(Cow<'t, str>),
    Flag(bool),
    /// A date, a time or both, as text.
    Moment(Box<str>),
    List(Vec<Held<'t>>),
    Table(Table<'t>),
}

/// A place in the TOML, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

impl<'t> Table<'t> {
    /// The table with these entries; `None` if two have one name.
    pub(crate) fn new(mut entries: Vec<Entry<'t>>) -> Option<Self> {
        entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        let distinct = entries.windows(2).all(|pair| pair[0].name != pair[1].name);
        distinct.then_some(Self(entries))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry<'t>> {
        self.0.iter()
    }

    pub(crate) fn contains_key(&self, name: &str) -> bool {
        self.0.iter().any(|entry| entry.name == name)
    }

    /// What the `toml` crate has read.
    pub(crate) fn of(table: DeTable<'t>) -> Self {
        let entries = table.into_iter().map(|(key, value)| {
            let span = key.span().into();
            Entry { name: key.into_inner(), key: span, held: Held::of(value) }
        });
        Self(entries.collect())
    }
}

impl<'t> Held<'t> {
    fn of(value: Spanned<DeValue<'t>>) -> Self {
        let span = value.span().into();
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text),
            DeValue::Integer(number) => {
                Value::Integer(Cow::Owned(number.as_str().to_owned()), number.radix())
            }
            DeValue::Float(number) => Value::Float(Cow::Owned(number.as_str().to_owned())),
            DeValue::Boolean(flag) => Value::Flag(flag),
            DeValue::Datetime(moment) => Value::Moment(moment.to_string().into()),
            DeValue::Array(list) => Value::List(list.into_iter().map(Self::of).collect()),
            DeValue::Table(table) => Value::Table(Table::of(table)),
        };
        Self { value, span }
    }
}
