//! The bytes of a new document, its fields in the order of `catalog/FORMAT.md`.
//!
//! Only what differs from what a reader would assume is written, so that a new file is short. Files
//! that are there already are changed with [`super::Document`], which keeps what people wrote.
//! Bodies in other languages are files of their own: see [`body_in`].

mod design;
mod governance;
mod node;
mod page;
#[cfg(test)]
mod tests;
mod title;

pub use design::design_to_document;
pub use governance::{constitution_to_document, minutes_to_document, proposal_to_document};
pub use node::{node_to_document, place_to_document};
pub use page::{event_to_document, page_to_document, person_to_document};
pub use title::{title_to_document, unit_fields};

use std::collections::BTreeSet;
use std::fmt::Write;

use super::value::{Value, render_key, render_path};
use crate::record::Text;

/// The file of a body in another language: Markdown alone. `None` if it was not translated.
pub fn body_in(body: &Text, lang: &str) -> Option<Vec<u8>> {
    body.translations.get(lang).map(|markdown| format!("{markdown}\n").into_bytes())
}

/// A value as it stands after `key = `; a list of tables has a line for each.
pub(super) fn field_value(value: &Value, line_end: &str) -> String {
    match value {
        Value::List(all) if value.is_tables() && all.len() > 1 => {
            let line = |table: &Value| format!("    {},{line_end}", table.render(false));
            format!("[{line_end}{}]", all.iter().map(line).collect::<Vec<_>>().concat())
        }
        other => other.render(line_end == "\n"),
    }
}

/// The word for a value in one of the tables that the reader has.
pub(super) fn word<T: PartialEq + Copy>(all: &[(&'static str, T)], value: T) -> &'static str {
    all.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| *word)
}

/// The lines of a table while they are gathered.
#[derive(Default)]
pub(super) struct Fields(Vec<(String, Value)>);

impl Fields {
    pub(super) fn put(&mut self, key: &str, value: impl Into<Value>) -> &mut Self {
        self.0.push((key.to_owned(), value.into()));
        self
    }

    /// Puts a value that is there.
    pub(super) fn some(&mut self, key: &str, value: Option<impl Into<Value>>) -> &mut Self {
        if let Some(value) = value {
            self.put(key, value);
        }
        self
    }

    /// Puts a text that is not empty.
    pub(super) fn text(&mut self, key: &str, text: &Text) -> &mut Self {
        self.some(key, (!text.base.is_empty()).then_some(text.base.as_str()))
    }

    /// Puts a list that is not empty.
    pub(super) fn list<T: ToString>(&mut self, key: &str, all: &[T]) -> &mut Self {
        self.some(key, (!all.is_empty()).then(|| Value::texts(all.iter().map(T::to_string))))
    }

    /// Puts a list of tables that is not empty.
    pub(super) fn tables(&mut self, key: &str, all: Vec<Self>) -> &mut Self {
        let tables: Vec<_> = all.into_iter().map(|fields| Value::Table(fields.0)).collect();
        self.some(key, (!tables.is_empty()).then_some(tables))
    }

    /// Puts a word that is not what a reader would assume.
    pub(super) fn unless<T: PartialEq>(
        &mut self,
        assumed: &T,
        key: &str,
        found: &T,
        value: impl Into<Value>,
    ) -> &mut Self {
        if assumed != found {
            self.put(key, value);
        }
        self
    }

    pub(super) fn into_entries(self) -> Vec<(String, Value)> {
        self.0
    }

    fn lines(&self) -> String {
        let line = |(key, value): &(String, Value)| {
            format!("{} = {}\n", render_key(key), field_value(value, "\n"))
        };
        self.0.iter().map(line).collect::<Vec<_>>().concat()
    }
}

/// The TOML of a document while it is written.
#[derive(Default)]
pub(super) struct Sheet(String);

impl Sheet {
    pub(super) fn new(fields: &Fields) -> Self {
        Self(fields.lines())
    }

    /// Adds a table under a heading, if it has any line.
    pub(super) fn table(&mut self, path: &[&str], fields: &Fields) -> &mut Self {
        if !fields.0.is_empty() {
            self.headed(path, fields);
        }
        self
    }

    /// Adds a table under a heading, also an empty one.
    pub(super) fn headed(&mut self, path: &[&str], fields: &Fields) -> &mut Self {
        self.gap();
        _ = write!(self.0, "[{}]\n{}", render_path(path), fields.lines());
        self
    }

    /// Adds one of a list of tables under a heading of its own.
    pub(super) fn block(&mut self, name: &str, fields: &Fields) -> &mut Self {
        self.gap();
        _ = write!(self.0, "[[{name}]]\n{}", fields.lines());
        self
    }

    /// Adds `[translations.<lang>]` tables.
    pub(super) fn translations(&mut self, under: &[&str], texts: &[(&str, &Text)]) -> &mut Self {
        for lang in languages(texts) {
            let path: Vec<&str> = under.iter().copied().chain(["translations", lang]).collect();
            self.table(&path, &translated(texts, lang));
        }
        self
    }

    /// The document: TOML alone.
    pub(super) fn toml(&self) -> Vec<u8> {
        self.0.clone().into_bytes()
    }

    /// The document: front matter and Markdown.
    pub(super) fn markdown(&self, body: &Text) -> Vec<u8> {
        let gap = if body.base.is_empty() { "" } else { "\n" };
        format!("+++\n{}+++\n{gap}{}{gap}", self.0, body.base).into_bytes()
    }

    fn gap(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }
}

/// The languages that any of the texts was translated into.
pub(super) fn languages<'t>(texts: &[(&str, &'t Text)]) -> BTreeSet<&'t str> {
    texts.iter().flat_map(|(_, text)| text.translations.keys()).map(String::as_str).collect()
}

fn translated(texts: &[(&str, &Text)], lang: &str) -> Fields {
    let mut fields = Fields::default();
    for (key, text) in texts {
        fields.some(key, text.translations.get(lang));
    }
    fields
}
