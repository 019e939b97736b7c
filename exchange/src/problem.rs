//! What an import has to say to the person who started it: one line each, with the row where it is,
//! in words that say what happened and what can be done. A problem never ends an import; the rows
//! around it go on.

use std::fmt;

use serde::{Serialize, Serializer};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Worth knowing; nothing was lost.
    Note,
    /// Something did not come over as it was, or needs a decision.
    Warning,
}

/// One thing that somebody should read after an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The row as a spreadsheet counts it (the header is row 1); none when it is about the file.
    pub row: Option<u32>,
    /// The file, where an import reads several.
    pub file: Option<String>,
    /// What it is.
    pub trouble: Trouble,
}

impl Problem {
    /// A problem of the whole file.
    pub fn whole(trouble: Trouble) -> Self {
        Self { row: None, file: None, trouble }
    }

    /// A problem of one row.
    pub fn at(row: u32, trouble: Trouble) -> Self {
        Self { row: Some(row), file: None, trouble }
    }

    /// The same problem, said of this file.
    pub fn in_file(self, file: &str) -> Self {
        Self { file: Some(file.to_owned()), ..self }
    }

    /// How much it matters.
    pub fn weight(&self) -> Weight {
        self.trouble.weight()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.row) {
            (Some(file), Some(row)) => write!(f, "{file}, row {row}: {}", self.trouble),
            (Some(file), None) => write!(f, "{file}: {}", self.trouble),
            (None, Some(row)) => write!(f, "row {row}: {}", self.trouble),
            (None, None) => fmt::Display::fmt(&self.trouble, f),
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = s.serialize_map(None)?;
        if let Some(file) = &self.file {
            map.serialize_entry("file", file)?;
        }
        if let Some(row) = self.row {
            map.serialize_entry("row", &row)?;
        }
        map.serialize_entry("weight", &self.weight())?;
        map.serialize_entry("what", &self.trouble.to_string())?;
        map.end()
    }
}

/// A row that did not become a record, and the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The row as a spreadsheet counts it; 0 when the file as a whole was left out.
    pub row: u32,
    /// The file, where an import reads several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The reason, for people.
    pub why: String,
}

impl Skipped {
    /// This row was left out for this reason.
    pub fn new(row: u32, why: impl fmt::Display) -> Self {
        Self { row, file: None, why: why.to_string() }
    }
}

/// What can be the matter with a file, a row or a cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The bytes were not valid in the encoding that they seem to be in.
    #[error(
        "some letters could not be read as {encoding} and were replaced by �; save the file as UTF-8 and import it again"
    )]
    Letters {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// The text was not UTF-8 and the encoding is an educated guess.
    #[error(
        "the file is not UTF-8; it was read as {encoding}. If letters look wrong, save it as UTF-8 and import it again"
    )]
    EncodingGuessed {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// There is nothing in the file.
    #[error("the file has no rows")]
    Empty,
    /// Fewer cells than the header names.
    #[error(
        "has {found} cells where the header has {expected}; the missing ones are taken as empty"
    )]
    TooFew {
        /// Cells in the row.
        found: usize,
        /// Cells in the header.
        expected: usize,
    },
    /// More cells than the header names: nobody can tell which cell belongs where.
    #[error(
        "has {found} cells where the header has {expected}; a text that contains the separator needs quotes around it"
    )]
    TooMany {
        /// Cells in the row.
        found: usize,
        /// Cells in the header.
        expected: usize,
    },
    /// A quotation mark opens and never closes.
    #[error("a quotation mark opens here and is never closed; close it or remove it")]
    OpenQuote,
    /// Two columns have one name.
    #[error("the column `{name}` is there {times} times; they are told apart by their order")]
    DuplicateColumn {
        /// The name.
        name: String,
        /// How often it is there.
        times: usize,
    },
    /// A column is not known; its text is kept.
    #[error(
        "the column `{name}` is not known and is kept among the record's own fields; `--map \"{name}=…\"` gives it a meaning"
    )]
    UnknownColumn {
        /// The name.
        name: String,
    },
    /// `--map` names a column that is not there.
    #[error("`--map` names the column `{name}`, which the file does not have; it has: {columns}")]
    NoSuchColumn {
        /// The name.
        name: String,
        /// The columns that are there.
        columns: String,
    },
    /// Dates may be read in two ways.
    #[error(
        "dates like `{example}` can mean {day_first} or {month_first}; say which with `--map dates=day-first` or `--map dates=month-first`. Until then these dates stay empty"
    )]
    AmbiguousDates {
        /// A date of the file.
        example: String,
        /// The reading with the day first.
        day_first: String,
        /// The reading with the month first.
        month_first: String,
    },
    /// Not a date.
    #[error("`{text}` in `{column}` is not a date; it stays empty")]
    NotADate {
        /// What stands there.
        text: String,
        /// The column.
        column: String,
    },
    /// Not an amount of money.
    #[error("`{text}` in `{column}` is not an amount of money; it is kept as text")]
    NotMoney {
        /// What stands there.
        text: String,
        /// The column.
        column: String,
    },
    /// Prices without any currency.
    #[error(
        "prices have no currency and `node.toml` names none; they are kept as text. `--map currency=EUR` or `currency = \"EUR\"` in `node.toml` settles it"
    )]
    NoCurrency,
    /// Not a number of things.
    #[error("`{text}` in `{column}` is not a number of things; the quantity is taken as unknown")]
    NotAQuantity {
        /// What stands there.
        text: String,
        /// The column.
        column: String,
    },
    /// A word for a condition or status that is not known.
    #[error("`{text}` in `{column}` is not a word that is known here; it is kept as text")]
    UnknownWord {
        /// What stands there.
        text: String,
        /// The column.
        column: String,
    },
    /// Put away in the other system, without a reason.
    #[error(
        "was put away there without a reason; here it is kept apart (`quarantined`) until somebody says why"
    )]
    PutAway,
    /// Columns about people, left out.
    #[error(
        "{cells} cells about people (`{columns}`) were left out; people belong in the private store, not in the catalogue"
    )]
    PeopleLeftOut {
        /// How many cells had something in them.
        cells: usize,
        /// Their columns.
        columns: String,
    },
    /// A record is known here under a different name.
    #[error("`{code}` is `{ours}` here and `{theirs}` in the file; our name stays")]
    NameDiffers {
        /// The code by which it was found.
        code: String,
        /// The name here.
        ours: String,
        /// The name in the file.
        theirs: String,
    },
    /// A field has another value here.
    #[error("`{slug}`: `{field}` is `{ours}` here and `{theirs}` in the file; ours stays")]
    FieldDiffers {
        /// The title.
        slug: String,
        /// The field.
        field: &'static str,
        /// The value here.
        ours: String,
        /// The value in the file.
        theirs: String,
    },
    /// A number stands on two things.
    #[error("the number `{code}` is already on `{holder}`; this row gets a code of its own")]
    CodeTaken {
        /// The number.
        code: String,
        /// Who has it.
        holder: String,
    },
    /// The file's format was recognised without much to go by.
    #[error("read as {format} ({reason}); if that is wrong, name the right one with `--format`")]
    FormatGuessed {
        /// The format.
        format: &'static str,
        /// Why.
        reason: String,
    },
    /// A cell of one of our own tables that cannot be read.
    #[error("{what}")]
    BadCell {
        /// The cell, its column, and why.
        what: String,
    },
    /// A value that was mended on the way.
    #[error("{what}")]
    Mended {
        /// What was done.
        what: String,
    },
    /// A document of this node could not be changed.
    #[error("`{path}` could not be changed: {reason}")]
    NotWritable {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
}

impl Trouble {
    fn weight(&self) -> Weight {
        match self {
            Self::TooFew { .. }
            | Self::EncodingGuessed { .. }
            | Self::DuplicateColumn { .. }
            | Self::UnknownColumn { .. }
            | Self::FormatGuessed { .. }
            | Self::PeopleLeftOut { .. }
            | Self::Mended { .. } => Weight::Note,
            _ => Weight::Warning,
        }
    }
}
