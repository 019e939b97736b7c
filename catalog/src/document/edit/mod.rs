//! Changes one field of a document and nothing else.
//!
//! A change is one splice into the file's own text, at a place that the parser names: whatever is
//! not part of the changed value keeps its bytes: notes, order, spacing, line ends, byte-order mark,
//! the Markdown. The structure of the file comes from `toml_edit`; its own writer is not used, as it
//! makes all line ends alike. Each change is read back before it counts.

mod splice;
#[cfg(test)]
mod tests;
mod tree;

use toml_edit::Document as Tree;

use self::splice::{Page, Splice};
use self::tree::{Found, Trail};
use super::front_matter::{self, Fence};
use super::value::Value;
use super::write;

/// A file that can be changed in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Byte-order mark and opening fence.
    before: Vec<u8>,
    toml: String,
    /// The closing fence.
    fence: Vec<u8>,
    body: Vec<u8>,
}

/// Why a document cannot be opened or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The front matter begins and does not end.
    #[error("the front matter has no second `+++` line, so the file cannot be changed safely")]
    Unclosed,
    /// The fields are no UTF-8.
    #[error("the fields are no text in UTF-8, so the file cannot be changed safely")]
    NotText,
    /// The TOML cannot be read.
    #[error("line {line} cannot be read ({message}), so the file cannot be changed safely")]
    Syntax {
        /// The line in the file, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// The path goes through a list that has no such element.
    #[error("`{path}` is not there")]
    Absent {
        /// The path up to the missing element.
        path: String,
    },
    /// The path goes through something that has no fields, or is empty.
    #[error("`{path}` cannot hold a field")]
    NoTable {
        /// The path up to that place.
        path: String,
    },
    /// The change could not be read back as it was meant.
    #[error("`{path}` cannot be changed in this file's form; change it in a text editor")]
    Refused {
        /// The path that was to be changed.
        path: String,
    },
}

impl Document {
    /// Opens a file: Markdown with front matter, or TOML as a whole.
    pub fn open(bytes: &[u8]) -> Result<Self, EditError> {
        let mut parts = front_matter::split(bytes);
        match parts.fence {
            Fence::Unclosed => return Err(EditError::Unclosed),
            Fence::Absent => parts = front_matter::whole(bytes),
            Fence::Closed | Fence::Whole => {}
        }
        let part = |range: std::ops::Range<usize>| bytes.get(range).unwrap_or_default().to_vec();
        let before = part(0..parts.toml.start);
        let lines_before = before.split(|&b| b == b'\n').count() - 1;
        let fence = part(parts.toml.end..parts.body.start);
        let body = part(parts.body);
        let toml = String::from_utf8(part(parts.toml)).map_err(|_| EditError::NotText)?;
        parse(&toml).map_err(|error| syntax(&error, &toml, lines_before))?;
        Ok(Self { before, toml, fence, body })
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.before.as_slice(), self.toml.as_bytes(), &self.fence, &self.body].concat()
    }

    /// The Markdown body, byte for byte.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Replaces the Markdown body. Files that are TOML as a whole have none and stay as they are.
    pub fn set_body(&mut self, markdown: &str) {
        if self.fence.is_empty() {
            return;
        }
        if !self.fence.ends_with(b"\n") && !markdown.is_empty() {
            self.fence.extend_from_slice(self.line_end().as_bytes());
        }
        self.body = markdown.as_bytes().to_vec();
    }

    /// The value at a path. In lists of tables a step is the `code` of the wanted table, or its
    /// number from 0.
    pub fn get(&self, path: &[&str]) -> Option<Value> {
        let tree = parse(&self.toml).ok()?;
        let trail = Trail::follow(tree.as_table(), path);
        (trail.steps.len() == path.len()).then(|| trail.last().value()).flatten()
    }

    /// Sets the value at a path, in place where it is there already. Tables on the way are made.
    pub fn set(&mut self, path: &[&str], value: impl Into<Value>) -> Result<(), EditError> {
        let value = value.into();
        if self.get(path).as_ref() == Some(&value) {
            return Ok(());
        }
        let before = self.clone();
        let done = self.try_set(path, &value).and_then(|()| {
            let as_meant = self.get(path).is_some_and(|found| same(&found, &value));
            as_meant.then_some(()).ok_or_else(|| refused(path))
        });
        self.or_back(before, done)
    }

    /// Removes the value at a path. Nothing happens where there is none.
    pub fn remove(&mut self, path: &[&str]) -> Result<(), EditError> {
        let before = self.clone();
        let done = self
            .try_remove(path)
            .and_then(|()| self.get(path).is_none().then_some(()).ok_or_else(|| refused(path)));
        self.or_back(before, done)
    }

    /// Adds a table to the end of a list of tables, which is made if there is none.
    pub fn append(&mut self, path: &[&str], table: Vec<(String, Value)>) -> Result<(), EditError> {
        let before = self.clone();
        let count = |document: &Self| match document.get(path) {
            Some(Value::List(all)) => all.len(),
            _ => 0,
        };
        let had = count(self);
        let done = self
            .try_append(path, Value::Table(table))
            .and_then(|()| (count(self) == had + 1).then_some(()).ok_or_else(|| refused(path)));
        self.or_back(before, done)
    }

    /// Adds a unit to a title.
    pub fn append_unit(&mut self, unit: &crate::record::Unit) -> Result<(), EditError> {
        self.append(&["units"], write::unit_fields(unit))
    }

    fn or_back(&mut self, before: Self, done: Result<(), EditError>) -> Result<(), EditError> {
        if done.is_err() {
            *self = before;
        }
        done
    }

    fn try_set(&mut self, path: &[&str], value: &Value) -> Result<(), EditError> {
        enum Way {
            Keys,
            Anew,
            One(Splice),
        }
        let way = self.on_page(|page| {
            let trail = page.trail(path);
            if trail.steps.len() < path.len() {
                return page.insert(path, value).map(Way::One);
            }
            match (trail.last(), value) {
                (Found::Table(_), Value::Table(_)) => Ok(Way::Keys),
                (Found::Table(_) | Found::Blocks(_), _) => Ok(Way::Anew),
                (Found::Value(old), _) => {
                    page.replace(old, value).map(Way::One).ok_or_else(|| refused(path))
                }
            }
        })?;
        match (way, value) {
            (Way::One(splice), _) => self.apply(splice),
            (Way::Keys, Value::Table(entries)) => self.set_table(path, entries),
            (Way::Keys | Way::Anew, _) => {
                self.try_remove(path)?;
                let splice = self.on_page(|page| page.insert(path, value))?;
                self.apply(splice)
            }
        }
    }

    fn try_append(&mut self, path: &[&str], table: Value) -> Result<(), EditError> {
        let splice = self.on_page(|page| {
            let trail = page.trail(path);
            if trail.steps.len() < path.len() {
                return page.insert(path, &Value::List(vec![table]));
            }
            match trail.last() {
                Found::Blocks(_) => Ok(page.append_block(&trail, &table)),
                Found::Value(old) => {
                    let Some(Value::List(mut all)) = trail.last().value() else {
                        return Err(refused(path));
                    };
                    all.push(table);
                    page.replace(old, &Value::List(all)).ok_or_else(|| refused(path))
                }
                Found::Table(_) => Err(refused(path)),
            }
        })?;
        self.apply(splice)
    }

    fn on_page<T>(
        &self,
        plan: impl FnOnce(&Page<'_>) -> Result<T, EditError>,
    ) -> Result<T, EditError> {
        let tree = self.tree()?;
        plan(&Page { text: &self.toml, tree: &tree, line_end: self.line_end() })
    }

    /// A table that is written over several lines is changed key by key.
    fn set_table(&mut self, path: &[&str], wanted: &[(String, Value)]) -> Result<(), EditError> {
        let Some(Value::Table(present)) = self.get(path) else { return Err(refused(path)) };
        for (key, _) in &present {
            if !wanted.iter().any(|(name, _)| name == key) {
                self.try_remove(&joined(path, key))?;
            }
        }
        for (key, value) in wanted {
            self.set(&joined(path, key), value.clone())?;
        }
        Ok(())
    }

    fn try_remove(&mut self, path: &[&str]) -> Result<(), EditError> {
        let splices = self.on_page(|page| {
            let trail = page.trail(path);
            let there = trail.steps.len() == path.len();
            Ok(if there { page.remove(&trail) } else { Vec::new() })
        })?;
        for splice in splices {
            self.splice(splice)?;
        }
        self.tree().map(drop)
    }

    fn apply(&mut self, splice: Splice) -> Result<(), EditError> {
        self.splice(splice)?;
        self.tree().map(drop)
    }

    fn splice(&mut self, Splice { at, text }: Splice) -> Result<(), EditError> {
        if self.toml.get(at.clone()).is_none() {
            return Err(EditError::Refused { path: text });
        }
        self.toml.replace_range(at, &text);
        Ok(())
    }

    fn tree(&self) -> Result<Tree<&str>, EditError> {
        parse(&self.toml).map_err(|error| syntax(&error, &self.toml, 1))
    }

    fn line_end(&self) -> &'static str {
        let first = self.toml.find('\n').map(|at| self.toml[..at].ends_with('\r'));
        let windows = first.unwrap_or_else(|| self.before.ends_with(b"\r\n"));
        if windows { "\r\n" } else { "\n" }
    }
}

fn parse(toml: &str) -> Result<Tree<&str>, toml_edit::TomlError> {
    Tree::parse(toml)
}

fn syntax(error: &toml_edit::TomlError, toml: &str, lines_before: usize) -> EditError {
    let at = toml.floor_char_boundary(error.span().map_or(0, |span| span.start));
    let line = 1 + lines_before + toml[..at].matches('\n').count();
    EditError::Syntax { line, message: error.message().to_owned() }
}

fn refused(path: &[&str]) -> EditError {
    EditError::Refused { path: path.join(".") }
}

fn joined<'p>(path: &[&'p str], key: &'p str) -> Vec<&'p str> {
    path.iter().copied().chain([key]).collect()
}

/// Whether two values are the same; keys of tables may come in another order.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Table(a), Value::Table(b)) => {
            let has = |(key, value): &(String, Value)| {
                b.iter().any(|(name, other)| name == key && same(value, other))
            };
            a.len() == b.len() && a.iter().all(has)
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Real(a), Value::Real(b)) => a.total_cmp(b).is_eq(),
        (a, b) => a == b,
    }
}
