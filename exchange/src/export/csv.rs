//! Tables that lose nothing.

use catalog::record::Documents;

use super::File;
use crate::own::place::{CATEGORIES, PLACES};
use crate::own::{OwnTable, Schema, title, unit};

/// Writes titles, units, places and categories as four tables. Importing them again changes nothing.
pub fn csv(documents: &Documents) -> Vec<File> {
    let titles = documents.titles.values();
    let units = || titles.clone().flat_map(|t| t.units.iter().map(move |u| (t, u)));
    let categories = &documents.node.categories;
    vec![
        table(
            OwnTable::Categories,
            &CATEGORIES,
            Some("path"),
            categories.iter().map(|(path, c)| (path.to_string(), c)),
        ),
        table(
            OwnTable::Places,
            &PLACES,
            None,
            documents.places.values().map(|p| (String::new(), p)),
        ),
        table(OwnTable::Titles, &title::SCHEMA, None, titles.clone().map(|t| (String::new(), t))),
        table(
            OwnTable::Units,
            &unit::SCHEMA,
            Some("title"),
            units().map(|(t, u)| (t.slug.to_string(), u)),
        ),
    ]
}

/// One table; `key` is a first column that is not the record's own.
fn table<'r, T: 'static>(
    which: OwnTable,
    schema: &Schema<T>,
    key: Option<&str>,
    records: impl Iterator<Item = (String, &'r T)> + Clone,
) -> File {
    let header = schema.header(&records.clone().map(|(_, r)| r));
    // Spreadsheets take a table for UTF-8 only where it says so.
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    // Rows are equally long and memory takes all of them, so nothing here can go wrong.
    let _in_memory = writer.write_record(key.into_iter().chain(header.iter().map(String::as_str)));
    for (first, record) in records {
        let cells = header.iter().map(|column| schema.get(record, column).unwrap_or_default());
        let _in_memory = writer.write_record(key.map(|_| first).into_iter().chain(cells));
    }
    File { path: which.file_name().into(), bytes: writer.into_inner().unwrap_or_default() }
}
