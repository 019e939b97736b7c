//! Our own tables: `titles.csv`, `units.csv`, `places.csv`, `categories.csv`.
//!
//! Each column is written down once, with how it is read and how it is written, so that the two
//! cannot drift apart. A cell that still says what the record says is never read: whatever a
//! spreadsheet does to the rest of the file, what nobody touched does not change.

pub(crate) mod cell;
pub(crate) mod place;
pub(crate) mod title;
pub(crate) mod unit;

use crate::text::Table;

/// One of our tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OwnTable {
    /// `categories.csv`
    Categories,
    /// `places.csv`
    Places,
    /// `titles.csv`
    Titles,
    /// `units.csv`
    Units,
}

impl OwnTable {
    /// All of them, in the order in which they depend on each other.
    pub const ALL: [Self; 4] = [Self::Categories, Self::Places, Self::Titles, Self::Units];

    /// The table's file name.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Categories => "categories.csv",
            Self::Places => "places.csv",
            Self::Titles => "titles.csv",
            Self::Units => "units.csv",
        }
    }

    /// Which of our tables this is, by its first columns.
    pub fn recognise(header: &[String]) -> Option<Self> {
        let starts = |names: &[&str]| {
            header.len() >= names.len() && header.iter().zip(names).all(|(a, b)| a.trim() == *b)
        };
        if starts(&["slug", "kind", "name"]) && header.iter().any(|h| h == "reservation_policy") {
            return Some(Self::Titles);
        }
        if starts(&["title", "code", "kind"]) {
            return Some(Self::Units);
        }
        if starts(&["slug", "name"]) && header.iter().any(|h| h == "parent") {
            return Some(Self::Places);
        }
        starts(&["path", "name"]).then_some(Self::Categories)
    }
}

/// A field of a record as a cell.
pub(crate) struct Column<T> {
    pub(crate) name: &'static str,
    pub(crate) get: fn(&T) -> String,
    pub(crate) set: fn(&mut T, &str) -> Result<(), String>,
}

/// A text that may be translated: `name`, and `name.es` beside it.
pub(crate) struct TextColumn<T> {
    pub(crate) name: &'static str,
    pub(crate) text: fn(&T) -> &catalog::record::Text,
    pub(crate) text_mut: fn(&mut T) -> &mut catalog::record::Text,
}

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadCell {
    pub(crate) column: String,
    pub(crate) text: String,
    pub(crate) why: String,
}

/// Everything that is written of one kind of record.
pub(crate) struct Schema<T: 'static> {
    pub(crate) texts: &'static [TextColumn<T>],
    pub(crate) columns: &'static [Column<T>],
    /// The order of the columns by name; texts are followed by their translations.
    pub(crate) order: &'static [&'static str],
}

impl<T> Schema<T> {
    /// The header for these records, with a column for each language that is there.
    pub(crate) fn header<'r>(&self, records: &(impl Iterator<Item = &'r T> + Clone)) -> Vec<String>
    where
        T: 'r,
    {
        let mut out = Vec::new();
        for name in self.order {
            out.push((*name).to_owned());
            let Some(text) = self.texts.iter().find(|t| t.name == *name) else { continue };
            let langs: std::collections::BTreeSet<&String> =
                records.clone().flat_map(|r| (text.text)(r).translations.keys()).collect();
            out.extend(langs.into_iter().map(|lang| format!("{name}.{lang}")));
        }
        out
    }

    /// What the record says in this column; none for columns that there are not.
    pub(crate) fn get(&self, record: &T, column: &str) -> Option<String> {
        let (name, lang) = column.split_once('.').map_or((column, None), |(n, l)| (n, Some(l)));
        if let Some(text) = self.texts.iter().find(|t| t.name == name) {
            let text = (text.text)(record);
            return Some(match lang {
                Some(lang) => text.translations.get(lang).cloned().unwrap_or_default(),
                None => text.base.clone(),
            });
        }
        let column = self.columns.iter().find(|c| c.name == column)?;
        Some((column.get)(record))
    }

    fn set(&self, record: &mut T, column: &str, cell: &str) -> Result<(), String> {
        let (name, lang) = column.split_once('.').map_or((column, None), |(n, l)| (n, Some(l)));
        if let Some(text) = self.texts.iter().find(|t| t.name == name) {
            let text = (text.text_mut)(record);
            match lang {
                Some(lang) if cell.is_empty() => drop(text.translations.remove(lang)),
                Some(lang) => drop(text.translations.insert(lang.to_owned(), cell.to_owned())),
                None => cell.clone_into(&mut text.base),
            }
            return Ok(());
        }
        match self.columns.iter().find(|c| c.name == column) {
            Some(known) => (known.set)(record, cell),
            None => Ok(()),
        }
    }

    /// Takes over every cell that says something else than the record does.
    pub(crate) fn apply(
        &self,
        record: &mut T,
        header: &[String],
        cells: &[String],
    ) -> Vec<BadCell> {
        let mut bad = Vec::new();
        for (column, cell) in header.iter().zip(cells) {
            let column = column.trim();
            let same = self.get(record, column).is_none_or(|ours| cell::same(&ours, cell));
            if same {
                continue;
            }
            if let Err(why) = self.set(record, column, cell) {
                bad.push(BadCell { column: column.to_owned(), text: cell.clone(), why });
            }
        }
        bad
    }
}

/// The cell of a row in the column of this name.
pub(crate) fn cell_of<'t>(table: &Table, row: &'t crate::text::Row, name: &str) -> &'t str {
    let at = table.header.iter().position(|h| h.trim() == name);
    at.map_or("", |at| row.cell(at))
}
