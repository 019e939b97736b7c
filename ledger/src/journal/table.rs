//! A table of postings as CSV (RFC 4180), one row each, in the book's own signs.

use std::fmt::Write as _;

use crate::book::Book;

/// The columns.
pub const HEAD: &str = "entry,on,kind,account,unit,delta,memo,work,corrects";

/// Writes a book.
pub fn write(book: &Book) -> String {
    let mut out = String::from(HEAD);
    out.push_str("\r\n");
    for entry in book.entries() {
        let text = |text: &Option<Box<str>>| cell(text.as_deref().unwrap_or_default());
        let corrects = entry.corrects.as_ref().map_or_else(String::new, |id| cell(id.as_str()));
        for posting in &entry.postings {
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "{},{},{},{},{},{},{},{},{corrects}\r\n",
                cell(entry.id.as_str()),
                entry.on,
                cell(entry.kind.as_str()),
                posting.account,
                posting.unit,
                posting.delta,
                text(&entry.memo),
                text(&entry.work),
            );
        }
    }
    out
}

/// A cell, between quotes where it needs them. A text that a spreadsheet would take for a formula
/// begins with an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
