//! The column sets of the systems that people come from, and what each column means here.
//!
//! A module for each system holds only tables: names of columns as that system writes them, and the
//! meaning of each. [`read`] finds the table that fits a file and reads the rows with it.

mod circulate;
mod column;
mod detect;
mod generic;
mod homebox;
mod inventree;
mod leihs;
mod lend_engine;
mod map;
mod my_turn;
mod row;
mod sheet;
mod shelf;
mod snipe_it;
mod thing;

pub use column::Field;
pub use detect::{Detection, detect};
pub use map::{Mapping, MappingError};
pub use thing::{Incoming, IncomingPlace, Thing, ThingUnit};

use std::fmt;
use std::str::FromStr;

use catalog::record::Currency;
use serde::Serialize;

use crate::problem::{Problem, Skipped, Trouble};
use crate::text::{Table, read_table};

/// A system whose exports can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Snipe-IT: assets, accessories, consumables, components, models, locations, reports.
    SnipeIt,
    /// Lend Engine: items.
    LendEngine,
    /// `MyTurn`: the complete item export.
    MyTurn,
    /// Homebox: CSV and TSV.
    Homebox,
    /// Shelf: import file and index export.
    Shelf,
    /// `InvenTree`: stock items and parts.
    #[serde(rename = "inventree")]
    InvenTree,
    /// circulate: items.
    Circulate,
    /// leihs: items.
    Leihs,
    /// Any table, by the names of its columns or by a mapping.
    Csv,
}

impl Format {
    /// Every format of tables.
    pub const ALL: [Self; 9] = [
        Self::SnipeIt,
        Self::LendEngine,
        Self::MyTurn,
        Self::Homebox,
        Self::Shelf,
        Self::InvenTree,
        Self::Circulate,
        Self::Leihs,
        Self::Csv,
    ];

    /// The format's name on the command line; also the key of its numbers in `external_ids`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SnipeIt => "snipe-it",
            Self::LendEngine => "lend-engine",
            Self::MyTurn => "myturn",
            Self::Homebox => "homebox",
            Self::Shelf => "shelf",
            Self::InvenTree => "inventree",
            Self::Circulate => "circulate",
            Self::Leihs => "leihs",
            Self::Csv => "csv",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name is not one of a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a format that can be read; these are: snipe-it, lend-engine, myturn, homebox, shelf, inventree, circulate, leihs, csv, okh"
)]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let lower = text.trim().to_lowercase();
        let found = Self::ALL.into_iter().find(|f| f.name() == lower);
        found.ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// What the person who imports has said about the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadOptions {
    /// The format; found out from the header when absent.
    pub format: Option<Format>,
    /// Meanings of columns, and the order of dates.
    pub map: Mapping,
    /// The currency of prices that name none.
    pub currency: Option<Currency>,
}

/// A file's rows, each either understood or left out with a reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The file's name, where an import reads several.
    pub file: Option<String>,
    /// The format that it was read as.
    pub format: Format,
    /// Which of the format's files it is, and why it was taken for it.
    pub reason: String,
    /// The rows that were understood.
    pub rows: Vec<Incoming>,
    /// The rows that were not.
    pub skipped: Vec<Skipped>,
    /// What is worth saying.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// How many rows the file had below its header.
    pub fn total(&self) -> usize {
        self.rows.len() + self.skipped.len()
    }
}

/// Reads a table of any known system. Never fails: what cannot be read is in `skipped` and
/// `problems`.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Reading {
    read_rows(read_table(bytes), options)
}

/// The same for a table that was cut into cells already.
pub fn read_rows(table: Table, options: &ReadOptions) -> Reading {
    let found = detect(&table.header, options.format);
    let mut reading = Reading {
        file: None,
        format: found.format,
        reason: found.reason.clone(),
        rows: Vec::new(),
        skipped: Vec::new(),
        problems: Vec::new(),
    };
    if options.format.is_none() && !table.header.is_empty() {
        let (format, reason) = (found.format.name(), found.reason.clone());
        reading.problems.push(Problem::whole(Trouble::FormatGuessed { format, reason }));
    }
    sheet::read_into(&mut reading, table, found.layout, options);
    reading
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        assert!("excel".parse::<Format>().unwrap_err().to_string().contains("snipe-it"));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let reading = read(&bytes, &ReadOptions::default());
            prop_assert_eq!(reading.total(), read_table(&bytes).total());
        }

        #[test]
        fn no_cells_make_the_reader_panic(cells in proptest::collection::vec("[^\"\r\n,]{0,20}", 9)) {
            let header = "name,category,location,quantity,serial,condition,value,purchase date,status";
            let text = format!("{header}\n{}\n", cells.join(","));
            for format in Format::ALL {
                let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
                prop_assert!(read(text.as_bytes(), &options).total() <= 1);
            }
        }
    }
}
