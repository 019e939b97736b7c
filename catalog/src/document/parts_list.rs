//! A design's parts list in CSV: `name,quantity,note,source`, in any order, more columns allowed.

use camino::Utf8Path;

use super::problem::{Finding, Problem, locate};
use super::suggest::listed;
use crate::record::BomLine;

/// The lines of the list and what is wrong with it.
pub(super) fn read(path: &Utf8Path, text: &str) -> (Vec<BomLine>, Vec<Problem>) {
    let mut findings = Vec::new();
    let lines = lines(text.trim_start_matches('\u{feff}'), &mut findings);
    (lines, locate(path, text, findings))
}

/// Which column holds what.
struct Columns {
    name: usize,
    quantity: Option<usize>,
    note: Option<usize>,
    source: Option<usize>,
}

fn lines(text: &str, findings: &mut Vec<Finding>) -> Vec<BomLine> {
    let header = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|&s| (header.bytes().filter(|&b| b == s).count(), s == b','));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let Some(columns) = reader.headers().ok().and_then(columns) else {
        let message = "this parts list has no column `name`, so it is not shown";
        let known = listed(["name", "quantity", "note", "source"]);
        let hint = format!("its first line names the columns: {known}");
        findings.push(Finding::warning("parts-list", 0..header.len(), message).hint(hint));
        return Vec::new();
    };
    let mut lines = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => lines.extend(line(&record, &columns)),
            Err(error) => {
                let at = error.position().map_or(0, csv::Position::byte);
                let at = usize::try_from(at).unwrap_or(text.len());
                let finding = Finding::warning("parts-list", at..at, "this line cannot be read");
                findings.push(finding);
            }
        }
    }
    lines
}

fn columns(header: &csv::StringRecord) -> Option<Columns> {
    let at = |wanted: &str| header.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    Some(Columns {
        name: at("name")?,
        quantity: at("quantity").or_else(|| at("qty")),
        note: at("note").or_else(|| at("notes")),
        source: at("source"),
    })
}

fn line(record: &csv::StringRecord, columns: &Columns) -> Option<BomLine> {
    let cell = |at: usize| record.get(at).filter(|text| !text.is_empty()).map(str::to_owned);
    Some(BomLine {
        name: cell(columns.name)?,
        quantity: columns.quantity.and_then(cell).unwrap_or_else(|| "1".into()),
        note: columns.note.and_then(cell),
        source: columns.source.and_then(cell),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_may_come_in_any_order_and_with_semicolons() {
        let text = "\u{feff}Quantity;Name;Price\n4;\"Bolt; M6\";0.10\n;Nut;\n;;\n";
        let (lines, problems) = read("parts.csv".into(), text);
        assert!(problems.is_empty());
        let short: Vec<_> = lines.iter().map(|l| (l.name.as_str(), l.quantity.as_str())).collect();
        assert_eq!(short, [("Bolt; M6", "4"), ("Nut", "1")]);
    }

    #[test]
    fn a_list_with_other_columns_is_left_alone_with_a_warning() {
        let (lines, problems) = read("parts.csv".into(), "Bauteil,Menge\nBein,3\n");
        assert!(lines.is_empty());
        assert_eq!((problems[0].code, problems[0].line), ("parts-list", 1));
    }
}
