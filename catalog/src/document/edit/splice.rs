//! Where in the text a change goes and what is put there.

use std::ops::Range;

use toml_edit::{Array, Document as Tree, InlineTable, Table, Value as Toml};

use super::super::value::{Value, render_key, render_path};
use super::EditError;
use super::tree::{Found, Trail, blocks, last_value, leaves};

/// A part of the text and what comes in its place.
pub(super) struct Splice {
    pub(super) at: Range<usize>,
    pub(super) text: String,
}

/// The text of a document's TOML, with its line end, parsed.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) tree: &'t Tree<&'t str>,
    pub(super) line_end: &'static str,
}

/// Lists of tables that get headings of their own where they are new.
const HEADED: &[&str] = &["units", "opening_hours", "closures", "stage", "part"];

impl Page<'_> {
    fn root(&self) -> &Table {
        self.tree.as_table()
    }

    pub(super) fn trail(&self, path: &[&str]) -> Trail<'_> {
        Trail::follow(self.root(), path)
    }

    /// Replaces a value that stands after an `=`, or in a list.
    pub(super) fn replace(&self, old: &Toml, value: &Value) -> Option<Splice> {
        let span = old.span()?;
        if let (Toml::Array(array), Value::List(all)) = (old, value)
            && let Some(splice) = self.extend(array, all)
        {
            return Some(splice);
        }
        Some(Splice { at: span, text: self.render(value) })
    }

    /// A list that only grows keeps the lines that it has.
    fn extend(&self, array: &Array, all: &[Value]) -> Option<Splice> {
        let had = array.len();
        let kept =
            array.iter().zip(all).all(|(old, new)| Found::Value(old).value().as_ref() == Some(new));
        if had == 0 || all.len() <= had || !kept {
            return None;
        }
        let last = array.get(had - 1)?.span()?;
        let close = array.span()?.end;
        let after = self.text.get(last.end..close)?;
        let more = all.get(had..)?.iter().map(|value| value.render(false));
        let Some(line) = after.find('\n') else {
            let text = more.map(|value| format!(", {value}")).collect::<Vec<_>>().concat();
            return Some(Splice { at: last.end..last.end, text });
        };
        let comma = if after.trim_start().starts_with(',') { "" } else { "," };
        let rest = &after[..=line];
        let indent = self.indent(last.start);
        let lines =
            more.map(|value| format!("{indent}{value},{}", self.line_end)).collect::<Vec<_>>();
        let at = last.end..last.end + rest.len();
        Some(Splice { at, text: format!("{comma}{rest}{}", lines.concat()) })
    }

    /// Puts a value where there is none yet.
    pub(super) fn insert(&self, path: &[&str], value: &Value) -> Result<Splice, EditError> {
        let trail = self.trail(path);
        let taken = trail.steps.len();
        let dotted_path = || path[..=taken.min(path.len() - 1)].join(".");
        let Some((key, rest)) = path.get(taken..).and_then(<[_]>::split_first) else {
            return Err(EditError::NoTable { path: path.join(".") });
        };
        let value = nested(rest, value);
        match trail.last() {
            Found::Table(table) => Ok(self.insert_into_table(&trail, table, key, &value)),
            Found::Value(Toml::InlineTable(table)) => insert_into_inline(table, key, &value)
                .ok_or_else(|| EditError::NoTable { path: dotted_path() }),
            Found::Blocks(_) | Found::Value(Toml::Array(_)) => {
                Err(EditError::Absent { path: dotted_path() })
            }
            Found::Value(_) => Err(EditError::NoTable { path: path[..taken].join(".") }),
        }
    }

    fn insert_into_table(
        &self,
        trail: &Trail<'_>,
        table: &Table,
        key: &str,
        value: &Value,
    ) -> Splice {
        let is_root = trail.steps.is_empty();
        let names: Vec<&str> = trail.steps.iter().map(String::as_str).collect();
        let path: Vec<&str> = names.iter().copied().chain([key]).collect();
        if is_root && value.is_tables() && HEADED.contains(&key) {
            let text = self.headed_list(&path, value);
            return self.after_blocks(&[], &text);
        }
        let implicit = !is_root && table.is_implicit() && !table.is_dotted();
        match value {
            Value::Table(_) if is_root || implicit => {
                self.after_blocks(&trail.steps, &self.headed(&path, value))
            }
            _ if implicit => {
                let entry = Value::Table(vec![(key.to_owned(), value.clone())]);
                self.after_blocks(&trail.steps, &self.headed(&names, &entry))
            }
            _ => self.insert_line(trail, table, key, value),
        }
    }

    /// Adds a `key = value` line after the last one of its table.
    fn insert_line(&self, trail: &Trail<'_>, table: &Table, key: &str, value: &Value) -> Splice {
        let dotted = trail.steps.len() - trail.dotted();
        let prefix: Vec<&str> = trail.steps[dotted..].iter().map(String::as_str).collect();
        let mut keys: Vec<&str> = prefix.into_iter().chain([key]).collect();
        let least = if keys.len() > 1 { 1 } else { 2 };
        let value = shortened(&mut keys, value, least);
        let first = leaves(table).into_iter().map(|leaf| leaf.start).min();
        let indent = first.map_or("", |at| self.indent(at));
        let line =
            format!("{indent}{} = {}{}", render_path(&keys), self.render(value), self.line_end);
        let heading = || table.span().map(|span| span.end).filter(|_| !trail.steps.is_empty());
        match last_value(table).or_else(heading) {
            Some(after) => self.after_line(after, &line),
            None => Splice { at: 0..0, text: line },
        }
    }

    /// Adds a table to a list of headed tables.
    pub(super) fn append_block(&self, trail: &Trail<'_>, table: &Value) -> Splice {
        let names: Vec<&str> = trail.steps.iter().map(String::as_str).collect();
        let text = self.headed_list(&names, &Value::List(vec![table.clone()]));
        self.after_blocks(&trail.steps, &text)
    }

    /// Removes a value, table or list: one splice or more, the last one in the text first.
    pub(super) fn remove(&self, trail: &Trail<'_>) -> Vec<Splice> {
        let Some(name) = trail.steps.last() else { return Vec::new() };
        let mut ranges: Vec<Range<usize>> = match (trail.parent(), trail.last()) {
            (Some(Found::Table(parent)), Found::Value(value)) => {
                let key = parent.key(name).and_then(toml_edit::Key::span);
                let both = key.zip(value.span()).map(|(key, value)| key.start..value.end);
                both.map(|leaf| self.lines(leaf)).into_iter().collect()
            }
            (Some(Found::Value(Toml::InlineTable(parent))), _) => {
                without_entry(parent, name).into_iter().collect()
            }
            (Some(Found::Value(Toml::Array(parent))), _) => {
                without_element(parent, name).into_iter().collect()
            }
            (_, Found::Table(table)) if table.is_dotted() => {
                leaves(table).into_iter().map(|leaf| self.lines(leaf)).collect()
            }
            _ => Vec::new(),
        };
        let blocks = blocks(self.root(), &trail.steps);
        ranges.extend(blocks.iter().map(|block| self.block_lines(block.heading.start..block.end)));
        ranges.sort_by_key(|range| std::cmp::Reverse(range.start));
        ranges.into_iter().map(|at| Splice { at, text: String::new() }).collect()
    }

    /// The lines of a block, with the blank ones before it.
    fn block_lines(&self, block: Range<usize>) -> Range<usize> {
        let lines = self.lines(block);
        let before = self.text[..lines.start].trim_end_matches([' ', '\t', '\r', '\n']);
        let start = if before.is_empty() { lines.start } else { self.next_line(before.len()) };
        start.min(lines.start)..lines.end
    }

    fn lines(&self, range: Range<usize>) -> Range<usize> {
        let start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        start..self.next_line(range.end)
    }

    fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |found| at + found + 1)
    }

    fn indent(&self, at: usize) -> &str {
        let start = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        let line = &self.text[start..at];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// Puts lines after the line at a place.
    fn after_line(&self, at: usize, lines: &str) -> Splice {
        let at = self.next_line(at);
        let torn = at == self.text.len() && !self.text.is_empty() && !self.text.ends_with('\n');
        let end = if torn { self.line_end } else { "" };
        Splice { at: at..at, text: format!("{end}{lines}") }
    }

    /// Puts a new block after the last one whose heading begins with this path, or at the end.
    fn after_blocks(&self, path: &[String], text: &str) -> Splice {
        let last = blocks(self.root(), path).iter().map(|block| block.end).max();
        if let Some(end) = last.filter(|_| !path.is_empty()) {
            return self.after_line(end, &format!("{}{text}", self.line_end));
        }
        let at = self.text.len();
        let gap = match self.text.lines().next_back() {
            None => "",
            Some(line) if line.trim().is_empty() => "",
            Some(_) => self.line_end,
        };
        self.after_line(at, &format!("{gap}{text}"))
    }

    /// `[a.b]` with its lines; tables in it get headings of their own.
    fn headed(&self, path: &[&str], table: &Value) -> String {
        let Value::Table(entries) = table else { return String::new() };
        let all_tables = entries.iter().all(|(_, value)| matches!(value, Value::Table(_)));
        if all_tables && !entries.is_empty() {
            let blocks = entries.iter().map(|(key, value)| {
                let path: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
                self.headed(&path, value)
            });
            return blocks.collect::<Vec<_>>().join(self.line_end);
        }
        format!("[{}]{}{}", render_path(path), self.line_end, self.field_lines(entries))
    }

    /// `[[a]]` with its lines, for each table of a list.
    fn headed_list(&self, path: &[&str], list: &Value) -> String {
        let Value::List(all) = list else { return String::new() };
        let tables = all.iter().filter_map(|value| match value {
            Value::Table(entries) => Some(entries),
            _ => None,
        });
        let names: Vec<&str> =
            path.iter().copied().filter(|step| step.parse::<usize>().is_err()).collect();
        let heading = format!("[[{}]]{}", render_path(&names), self.line_end);
        let blocks = tables.map(|entries| format!("{heading}{}", self.field_lines(entries)));
        blocks.collect::<Vec<_>>().join(self.line_end)
    }

    fn field_lines(&self, entries: &[(String, Value)]) -> String {
        let line = |(key, value): &(String, Value)| {
            format!("{} = {}{}", render_key(key), self.render(value), self.line_end)
        };
        entries.iter().map(line).collect::<Vec<_>>().concat()
    }

    fn render(&self, value: &Value) -> String {
        super::super::write::field_value(value, self.line_end)
    }
}

fn insert_into_inline(table: &InlineTable, key: &str, value: &Value) -> Option<Splice> {
    let span = table.span().filter(|_| !table.is_dotted())?;
    let entry = format!("{} = {}", render_key(key), value.render(false));
    let last = table.iter().filter_map(|(_, value)| value_end(value)).max();
    let (at, text) = match last {
        Some(at) => (at, format!(", {entry}")),
        None => (span.start + 1, format!(" {entry} ")),
    };
    Some(Splice { at: at..at, text })
}

/// `a.b.c = 1` where at least so many tables hold nothing but one thing.
fn shortened<'v>(keys: &mut Vec<&'v str>, mut value: &'v Value, least: usize) -> &'v Value {
    let depth = |mut value: &Value| {
        let mut depth = 0;
        while let Value::Table(entries) = value
            && let [(_, inner)] = entries.as_slice()
        {
            (depth, value) = (depth + 1, inner);
        }
        depth
    };
    if depth(value) < least {
        return value;
    }
    while let Value::Table(entries) = value
        && let [(key, inner)] = entries.as_slice()
    {
        keys.push(key);
        value = inner;
    }
    value
}

/// The value inside a table for each step.
fn nested(steps: &[&str], value: &Value) -> Value {
    let wrap = |inner, step: &&str| Value::Table(vec![((*step).to_owned(), inner)]);
    steps.iter().rev().fold(value.clone(), wrap)
}

/// Where a value ends; dotted keys have their ends inside.
fn value_end(value: &Toml) -> Option<usize> {
    match value {
        Toml::InlineTable(table) if table.is_dotted() => {
            table.iter().filter_map(|(_, value)| value_end(value)).max()
        }
        other => other.span().map(|span| span.end),
    }
}

fn without_entry(table: &InlineTable, name: &str) -> Option<Range<usize>> {
    let mut entries: Vec<(Range<usize>, bool)> = Vec::new();
    for (key, value) in table {
        let start = table.key(key).and_then(toml_edit::Key::span)?.start;
        entries.push((start..value_end(value)?, key == name));
    }
    entries.sort_by_key(|(range, _)| range.start);
    let at = entries.iter().position(|(_, is_it)| *is_it)?;
    let ranges: Vec<_> = entries.into_iter().map(|(range, _)| range).collect();
    Some(without(&ranges, at))
}

fn without_element(array: &Array, number: &str) -> Option<Range<usize>> {
    let ranges: Option<Vec<_>> = array.iter().map(Toml::span).collect();
    let at = number.parse().ok()?;
    ranges.filter(|ranges| at < ranges.len()).map(|ranges| without(&ranges, at))
}

/// What to cut so that one of several things between commas goes, with one comma.
fn without(all: &[Range<usize>], at: usize) -> Range<usize> {
    match (at.checked_sub(1).and_then(|before| all.get(before)), all.get(at + 1)) {
        (Some(before), _) => before.end..all[at].end,
        (None, Some(after)) => all[at].start..after.start,
        (None, None) => all[at].clone(),
    }
}
