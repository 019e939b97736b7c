//! CSV (RFC 4180) with one ballot a row: the columns `rank1`, `rank2` … (or `choice1` …, or `1` …)
//! hold the names, best first, and a column `count` or `weight` how often the ballot was cast. An
//! empty cell, `skipped` and `overvote` (where the file does not say between whom) are skipped
//! ranks. Other columns are passed over.

use super::{At, BallotFile, Draft, ReadError, ReadFault, end_of};

pub(super) fn read(text: &str) -> Result<BallotFile, ReadError> {
    let mut rows = rows(text)?.into_iter();
    let ends = |expected| end_of(text).fault(ReadFault::Ends { expected });
    let head = rows.next().ok_or_else(|| ends("a row with the names of the columns"))?;
    let (ranks, count) = columns(&head);
    if ranks.is_empty() {
        let found = head.first().map_or("", |cell| cell.text.as_str());
        return Err(At { line: 1, column: 1 }.expected("columns like rank1, rank2", found));
    }
    let mut draft = Draft::default();
    for row in rows {
        read_ballot(&row, &ranks, count, &mut draft)?;
    }
    if draft.options.is_empty() {
        return Err(ends("a ballot"));
    }
    Ok(BallotFile { profile: draft.finish()?, ..BallotFile::default() })
}

struct Cell {
    text: String,
    at: At,
}

/// The columns of the ranks in their order, and that of the count.
fn columns(head: &[Cell]) -> (Vec<usize>, Option<usize>) {
    let mut ranks = Vec::new();
    let mut count = None;
    for (column, cell) in head.iter().enumerate() {
        let name = cell.text.trim().to_ascii_lowercase();
        if name == "count" || name == "weight" {
            count = Some(column);
        } else if let Some(rank) = rank_of(&name) {
            ranks.push((rank, column));
        }
    }
    ranks.sort_unstable();
    (ranks.into_iter().map(|(_, column)| column).collect(), count)
}

fn rank_of(name: &str) -> Option<u32> {
    let number = name.strip_prefix("rank").or_else(|| name.strip_prefix("choice")).unwrap_or(name);
    number.trim_matches([' ', '_', '-']).parse().ok()
}

fn read_ballot(
    row: &[Cell],
    ranks: &[usize],
    count: Option<usize>,
    draft: &mut Draft,
) -> Result<(), ReadError> {
    let Some(first) = row.first().filter(|first| row.len() > 1 || !first.text.is_empty()) else {
        return Ok(());
    };
    let weight = match count.and_then(|column| row.get(column)) {
        Some(cell) => {
            let expected = "how often the ballot was cast";
            cell.text.trim().parse().map_err(|_| cell.at.expected(expected, &cell.text))?
        }
        None => 1,
    };
    let mut order = Vec::new();
    for cell in ranks.iter().filter_map(|column| row.get(*column)) {
        order.push(match cell.text.trim() {
            "" | "skipped" | "overvote" => Vec::new(),
            name => vec![draft.place_of(name, cell.at)?],
        });
    }
    draft.ballot(weight, order, first.at);
    Ok(())
}

/// Splits a text into rows of cells. Quotes may hold commas, line ends and doubled quotes.
fn rows(text: &str) -> Result<Vec<Vec<Cell>>, ReadError> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut at = At { line: 1, column: 1 };
    let mut cell = Cell { text: String::new(), at };
    let mut quoted_from: Option<At> = None;
    let mut symbols = text.chars().peekable();
    while let Some(symbol) = symbols.next() {
        let here = at;
        at = if symbol == '\n' {
            At { line: at.line + 1, column: 1 }
        } else {
            At { column: at.column + 1, ..at }
        };
        match (symbol, quoted_from) {
            ('"', Some(_)) if symbols.peek() == Some(&'"') => {
                symbols.next();
                at.column += 1;
                cell.text.push('"');
            }
            ('"', Some(_)) => quoted_from = None,
            ('"', None) if cell.text.is_empty() => quoted_from = Some(here),
            (',' | '\n', None) => {
                let done = std::mem::replace(&mut cell, Cell { text: String::new(), at });
                row.push(done);
                if symbol == '\n' {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ('\r', None) if symbols.peek() == Some(&'\n') => {}
            _ => cell.text.push(symbol),
        }
    }
    if let Some(from) = quoted_from {
        return Err(from.fault(ReadFault::Ends { expected: "the closing quote of this cell" }));
    }
    if !row.is_empty() || !cell.text.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    Ok(rows)
}
