//! Finds things in a parsed document: values by path, the blocks under headings, and where on the
//! page they are.

use std::ops::Range;

use toml_edit::{ArrayOfTables, InlineTable, Item, Table, Value as Toml};

use super::super::value::Value;
use crate::code::Code;

/// Something in a document.
#[derive(Clone, Copy)]
pub(super) enum Found<'t> {
    /// A table under a heading, of dotted keys, or the document itself.
    Table(&'t Table),
    /// A list of tables, each under a heading of its own.
    Blocks(&'t ArrayOfTables),
    /// A value after an `=`.
    Value(&'t Toml),
}

impl<'t> Found<'t> {
    fn of(item: &'t Item) -> Option<Self> {
        match item {
            Item::None => None,
            Item::Value(value) => Some(Self::Value(value)),
            Item::Table(table) => Some(Self::Table(table)),
            Item::ArrayOfTables(blocks) => Some(Self::Blocks(blocks)),
        }
    }

    /// One step down, with the name of the step: a key, or the number of an element.
    fn step(self, step: &str) -> Option<(String, Self)> {
        let keyed = |found| (step.to_owned(), found);
        let numbered = |(at, found): (usize, Self)| (at.to_string(), found);
        match self {
            Self::Table(table) => table.get(step).and_then(Self::of).map(keyed),
            Self::Value(Toml::InlineTable(table)) => {
                table.get(step).map(|value| keyed(Self::Value(value)))
            }
            Self::Blocks(blocks) => {
                let code = |table: &'t Table| table.get("code").and_then(Item::as_str);
                let tables = blocks.iter().map(|table| (code(table), Self::Table(table)));
                element(tables, step).map(numbered)
            }
            Self::Value(Toml::Array(array)) => {
                let code = |table: &'t InlineTable| table.get("code").and_then(Toml::as_str);
                let values = array.iter();
                let all = values.map(|v| (v.as_inline_table().and_then(code), Self::Value(v)));
                element(all, step).map(numbered)
            }
            Self::Value(_) => None,
        }
    }

    /// The value, tables and lists with all that is in them.
    pub(super) fn value(self) -> Option<Value> {
        match self {
            Self::Table(table) => {
                let entry = |(key, item): (&str, &'t Item)| {
                    Some((key.to_owned(), Self::of(item)?.value()?))
                };
                Some(Value::Table(table.iter().filter_map(entry).collect()))
            }
            Self::Blocks(blocks) => {
                let tables = blocks.iter().filter_map(|table| Self::Table(table).value());
                Some(Value::List(tables.collect()))
            }
            Self::Value(value) => plain(value),
        }
    }
}

/// The element whose code is wanted, or whose number from 0.
fn element<'t>(
    all: impl Iterator<Item = (Option<&'t str>, Found<'t>)>,
    step: &str,
) -> Option<(usize, Found<'t>)> {
    let all: Vec<_> = all.collect();
    let wanted = step.parse::<Code>().ok();
    let is_it = |code: Option<&str>| {
        code.is_some_and(|code| code == step || (wanted.is_some() && code.parse().ok() == wanted))
    };
    let by_code = all.iter().position(|(code, _)| is_it(*code));
    let at = by_code.or_else(|| step.parse().ok())?;
    all.get(at).map(|(_, found)| (at, *found))
}

fn plain(value: &Toml) -> Option<Value> {
    Some(match value {
        Toml::String(text) => Value::Text(text.value().clone()),
        Toml::Integer(number) => Value::Integer(*number.value()),
        Toml::Float(number) => Value::Real(*number.value()),
        Toml::Boolean(flag) => Value::Flag(*flag.value()),
        Toml::Datetime(moment) => Value::Text(moment.value().to_string()),
        Toml::Array(array) => Value::List(array.iter().map(plain).collect::<Option<_>>()?),
        Toml::InlineTable(table) => {
            let entries = table.iter().map(|(key, value)| Some((key.to_owned(), plain(value)?)));
            Value::Table(entries.collect::<Option<_>>()?)
        }
    })
}

/// How far a path could be followed.
pub(super) struct Trail<'t> {
    root: &'t Table,
    /// What was found, the document itself first.
    pub(super) found: Vec<Found<'t>>,
    /// The steps that were taken, elements of lists by their number.
    pub(super) steps: Vec<String>,
}

impl<'t> Trail<'t> {
    pub(super) fn follow(root: &'t Table, path: &[&str]) -> Self {
        let mut trail = Self { root, found: vec![Found::Table(root)], steps: Vec::new() };
        for step in path {
            let Some((step, found)) = trail.last().step(step) else { break };
            trail.steps.push(step);
            trail.found.push(found);
        }
        trail
    }

    /// The last thing that was found.
    pub(super) fn last(&self) -> Found<'t> {
        self.found.last().copied().unwrap_or(Found::Table(self.root))
    }

    /// What the last thing is in.
    pub(super) fn parent(&self) -> Option<Found<'t>> {
        self.found.iter().rev().nth(1).copied()
    }

    /// How many of the last steps were dotted keys.
    pub(super) fn dotted(&self) -> usize {
        let dotted = |found: &&Found<'_>| matches!(found, Found::Table(t) if t.is_dotted());
        self.found.iter().rev().take_while(dotted).count()
    }
}

/// The lines under one heading.
pub(super) struct Block {
    /// The heading, elements of lists by their number.
    pub(super) path: Vec<String>,
    /// Where the heading is.
    pub(super) heading: Range<usize>,
    /// Where the last value under it ends, or the heading itself.
    pub(super) end: usize,
}

/// All blocks whose headings begin with this path, in the order of the file.
pub(super) fn blocks(root: &Table, path: &[String]) -> Vec<Block> {
    let mut all = Vec::new();
    collect(root, &mut Vec::new(), &mut all);
    all.retain(|block| block.path.starts_with(path));
    all.sort_by_key(|block| block.heading.start);
    all
}

fn collect(table: &Table, path: &mut Vec<String>, all: &mut Vec<Block>) {
    if !table.is_dotted() && !table.is_implicit() && !path.is_empty() {
        let heading = table.span().unwrap_or_default();
        let end = last_value(table).unwrap_or(heading.end);
        all.push(Block { path: path.clone(), heading, end });
    }
    for (key, item) in table {
        path.push(key.to_owned());
        match item {
            Item::Table(table) => collect(table, path, all),
            Item::ArrayOfTables(blocks) => {
                for (at, table) in blocks.iter().enumerate() {
                    path.push(at.to_string());
                    collect(table, path, all);
                    path.pop();
                }
            }
            Item::None | Item::Value(_) => {}
        }
        path.pop();
    }
}

/// Where the last value that stands in this table's own lines ends.
pub(super) fn last_value(table: &Table) -> Option<usize> {
    leaves(table).into_iter().map(|leaf| leaf.end).max()
}

/// The key-value pairs in this table's own lines, from the first character of the last key to the
/// end of the value.
pub(super) fn leaves(table: &Table) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for (name, item) in table {
        match item {
            Item::Value(value) => {
                let start = table.key(name).and_then(toml_edit::Key::span);
                let value = value.span();
                all.extend(start.zip(value).map(|(key, value)| key.start..value.end));
            }
            Item::Table(inner) if inner.is_dotted() => all.extend(leaves(inner)),
            _ => {}
        }
    }
    all
}
