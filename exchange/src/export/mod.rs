//! What a node knows, written for others.
//!
//! Everything here is public: sealed borrowers, desk notes of returns and private stores are never
//! written. `csv` loses nothing of titles, units, places and categories, and reading it back changes
//! nothing; `okh` and `valueflows` speak the words of those standards; `json` is for programs.

mod csv;
mod json;
mod okh;
mod valueflows;

pub use csv::csv;
pub use json::json;
pub use okh::okh;
pub use valueflows::{CONTEXT, valueflows};

use std::fmt;
use std::str::FromStr;

use camino::Utf8PathBuf;

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Inside the export's folder.
    pub path: Utf8PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A form in which a node can be written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// Tables that lose nothing.
    Csv,
    /// A document for each record, and lists.
    Json,
    /// Open Know-How folders of the designs.
    Okh,
    /// `ValueFlows` 1.0.0 as JSON-LD.
    ValueFlows,
}

/// The name is not one of a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a form that can be written; these are: csv, json, okh, valueflows")]
pub struct UnknownExport(String);

impl FromStr for ExportFormat {
    type Err = UnknownExport;
    fn from_str(text: &str) -> Result<Self, UnknownExport> {
        match text.trim().to_lowercase().as_str() {
            "csv" => Ok(Self::Csv),
            "json" => Ok(Self::Json),
            "okh" => Ok(Self::Okh),
            "valueflows" => Ok(Self::ValueFlows),
            _ => Err(UnknownExport(text.to_owned())),
        }
    }
}

impl fmt::Display for ExportFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Okh => "okh",
            Self::ValueFlows => "valueflows",
        })
    }
}
