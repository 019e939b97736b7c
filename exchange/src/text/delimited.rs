//! Delimited text: which separator, where rows end, and what to do with rows that do not fit.

use csv::{ReaderBuilder, StringRecord};

use super::encoding::decode;
use crate::problem::{Problem, Skipped, Trouble};

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, where the comma is a decimal mark.
    Semicolon,
    /// A tabulator.
    Tab,
    /// `|`
    Pipe,
}

impl Delimiter {
    const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The character.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}

/// A row of cells, as many as the header has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row as a spreadsheet counts it, from 1; the header is usually row 1.
    pub number: u32,
    /// The cells with the white space around them taken off.
    pub cells: Vec<String>,
}

impl Row {
    /// The cell in this column, empty if there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// A whole file of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns; two may be equal.
    pub header: Vec<String>,
    /// The rows that fit the header.
    pub rows: Vec<Row>,
    /// What separates the cells.
    pub delimiter: Delimiter,
    /// The encoding's name.
    pub encoding: &'static str,
    /// Rows that do not fit.
    pub skipped: Vec<Skipped>,
    /// What is worth saying about the file and its rows.
    pub problems: Vec<Problem>,
}

impl Table {
    /// How many rows with anything in them the file had below its header.
    pub fn total(&self) -> usize {
        self.rows.len() + self.skipped.len()
    }
}

/// What is done to a cell before anybody sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cells {
    /// White space around it goes, line ends become one kind.
    Tidy,
    /// Nothing.
    Exact,
}

/// Reads delimited text in any usual encoding with any usual separator.
pub fn read_table(bytes: &[u8]) -> Table {
    read_as(bytes, Cells::Tidy)
}

/// The same, with every cell as it is written, white space and all.
pub fn read_table_exact(bytes: &[u8]) -> Table {
    read_as(bytes, Cells::Exact)
}

fn read_as(bytes: &[u8], cells: Cells) -> Table {
    let decoded = decode(bytes);
    let (text, told) = separator_line(&decoded.text);
    let delimiter = told.unwrap_or_else(|| sniff_delimiter(text));
    let mut table = Table {
        header: Vec::new(),
        rows: Vec::new(),
        delimiter,
        encoding: decoded.encoding,
        skipped: Vec::new(),
        problems: decoded.problem.into_iter().collect(),
    };
    let mut records = records(text, delimiter, cells);
    let first = records.iter().position(|r| !r.cells.iter().all(String::is_empty));
    let Some(first) = first else {
        table.problems.push(Problem::whole(Trouble::Empty));
        return table;
    };
    table.header = std::mem::take(&mut records[first].cells);
    while table.header.last().is_some_and(String::is_empty) {
        table.header.pop();
    }
    table.problems.extend(duplicate_columns(&table.header));
    for (at, record) in records.into_iter().enumerate().skip(first + 1) {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        fit(&mut table, number, record);
    }
    table
}

/// Spreadsheets may say the separator in a first line of its own, `sep=;`.
fn separator_line(text: &str) -> (&str, Option<Delimiter>) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = line.trim_end_matches('\r').strip_prefix("sep=").map(str::as_bytes);
    let known = |d: &Delimiter| told == Some(&[d.byte()]);
    match Delimiter::ALL.into_iter().find(known) {
        Some(delimiter) => (rest, Some(delimiter)),
        None => (text, None),
    }
}

fn fit(table: &mut Table, number: u32, record: Record) {
    let expected = table.header.len();
    let mut row = Row { number, cells: record.cells };
    if record.open_quote {
        table.skipped.push(Skipped::new(number, Trouble::OpenQuote));
        return;
    }
    if row.is_blank() {
        return;
    }
    while row.cells.len() > expected && row.cells.last().is_some_and(String::is_empty) {
        row.cells.pop();
    }
    let found = row.cells.len();
    if found > expected {
        table.skipped.push(Skipped::new(number, Trouble::TooMany { found, expected }));
        return;
    }
    if found < expected {
        table.problems.push(Problem::at(number, Trouble::TooFew { found, expected }));
        row.cells.resize(expected, String::new());
    }
    table.rows.push(row);
}

fn duplicate_columns(header: &[String]) -> Vec<Problem> {
    let lower: Vec<String> = header.iter().map(|h| h.to_lowercase()).collect();
    let mut out = Vec::new();
    for (at, name) in lower.iter().enumerate() {
        let times = lower.iter().filter(|other| *other == name).count();
        if times > 1 && !name.is_empty() && lower.iter().position(|n| n == name) == Some(at) {
            let name = header[at].clone();
            out.push(Problem::whole(Trouble::DuplicateColumn { name, times }));
        }
    }
    out
}

/// The separator under which the most rows have as many cells as the first one.
fn sniff_delimiter(text: &str) -> Delimiter {
    let score = |d: Delimiter| {
        let mut reader = reader(text, d);
        let mut rows = reader.records().filter_map(Result::ok).take(40);
        let head = rows.next().unwrap_or_default();
        let columns = head.len();
        // `Price, net` is one name: after a separator there is hardly ever a space.
        let spaced = head.iter().filter(|c| c.starts_with(' ')).count();
        let (mut same, mut all) = (1, 1);
        for row in rows {
            all += 1;
            same += usize::from(row.len() == columns);
        }
        // A single column always fits; only more than one says anything.
        if columns < 2 { 0 } else { same * 1000 / all + columns.min(100) * 10 - spaced.min(100) }
    };
    let best = Delimiter::ALL.into_iter().rev().max_by_key(|&d| score(d));
    best.unwrap_or(Delimiter::Comma)
}

fn reader(text: &str, delimiter: Delimiter) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter.byte())
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

struct Record {
    cells: Vec<String>,
    open_quote: bool,
}

/// All rows. A quotation mark that never closes would swallow the rows below it: such a row is
/// marked, and reading goes on in the line after it.
fn records(text: &str, delimiter: Delimiter, cells: Cells) -> Vec<Record> {
    // Each repair reads the rest again, so a file of nothing but broken quotes must have an end.
    const REPAIRS: usize = 64;
    let mut out = Vec::new();
    let mut rest = text;
    for repair in 0..=REPAIRS {
        match read_until_open_quote(rest, (delimiter, cells), repair < REPAIRS, &mut out) {
            Some(after) => rest = after,
            None => break,
        }
    }
    out
}

/// Reads rows into `out`; on an unclosed quote returns the text after the line where it opened.
fn read_until_open_quote<'t>(
    text: &'t str,
    (delimiter, cells): (Delimiter, Cells),
    repair: bool,
    out: &mut Vec<Record>,
) -> Option<&'t str> {
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let mut start = 0;
    let mut previous = "";
    while let Ok(true) = reader.read_record(&mut record) {
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let raw = text.get(start..end).unwrap_or("");
        for _ in 0..blank_lines(previous, raw) {
            out.push(Record { cells: Vec::new(), open_quote: false });
        }
        let own = raw.trim_matches(['\r', '\n']);
        if let Some((_, after)) =
            own.split_once(['\r', '\n']).filter(|_| quotes_go_wrong(own, delimiter))
        {
            out.push(Record { cells: Vec::new(), open_quote: true });
            if repair {
                let after_at = after.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
                return text.get(after_at..);
            }
        } else {
            out.push(Record {
                cells: record.iter().map(|c| clean(c, cells)).collect(),
                open_quote: false,
            });
        }
        (start, previous) = (end, raw);
    }
    None
}

/// Whether a quoted cell of this row is not closed, or closed in front of something that is neither
/// a separator nor the end (RFC 4180, section 2, rules 5 to 7).
fn quotes_go_wrong(row: &str, delimiter: Delimiter) -> bool {
    let mut chars = row.chars().peekable();
    let (mut quoted, mut at_start) = (false, true);
    while let Some(c) = chars.next() {
        if quoted {
            if c == '"' && chars.next_if_eq(&'"').is_none() {
                quoted = false;
                let next = chars.peek();
                if next.is_some_and(|&n| n != char::from(delimiter.byte()) && !n.is_whitespace()) {
                    return true;
                }
            }
        } else if c == '"' && at_start {
            quoted = true;
        }
        at_start = !quoted && (c == char::from(delimiter.byte()) || matches!(c, '\r' | '\n'));
    }
    quoted
}

/// Blank lines that the reader has passed over before this record; spreadsheets count them.
fn blank_lines(previous: &str, raw: &str) -> usize {
    let raw = if previous.ends_with('\r') { raw.strip_prefix('\n').unwrap_or(raw) } else { raw };
    let lead = &raw[..raw.len() - raw.trim_start_matches(['\r', '\n']).len()];
    lead.replace("\r\n", "\n").len()
}

fn clean(cell: &str, cells: Cells) -> String {
    if cells == Cells::Exact {
        return cell.to_owned();
    }
    cell.trim().replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read_table(text.as_bytes()).rows.into_iter().map(|r| r.cells).collect()
    }

    #[test]
    fn each_usual_separator_is_recognised() {
        for (text, delimiter) in [
            ("Name,Ort\nDrill,A1\n", Delimiter::Comma),
            ("Name;Price, net\n\"Drill\";1,50\nSaw;2,00\n", Delimiter::Semicolon),
            ("Name\tOrt, Raum\nDrill\tA1\n", Delimiter::Tab),
            ("Name|Ort\nDrill|A1\n", Delimiter::Pipe),
            ("sep=;\nName;A,B\nDrill;1\n", Delimiter::Semicolon),
        ] {
            let table = read_table(text.as_bytes());
            assert_eq!(table.delimiter, delimiter, "{text:?}");
            assert_eq!(table.header[0], "Name");
            assert_eq!(table.rows[0].cells[0], "Drill");
        }
    }

    #[test]
    fn a_quoted_cell_may_have_lines_and_separators() {
        let rows = cells("Name,Note\nDrill,\"two\r\nlines, \"\"quoted\"\"\"\nSaw,\n");
        assert_eq!(rows, [vec!["Drill", "two\nlines, \"quoted\""], vec!["Saw", ""]]);
    }

    #[test]
    fn old_macintosh_line_ends_are_line_ends() {
        assert_eq!(cells("Name,Note\rDrill,a\rSaw,b"), [["Drill", "a"], ["Saw", "b"]]);
    }

    #[test]
    fn a_row_with_too_many_cells_is_left_out_and_the_next_one_is_not() {
        let table = read_table(b"Name,Note\nDrill,a,b\nSaw,c\nFile,d,,\nHammer\n");
        let names: Vec<_> = table.rows.iter().map(|r| (r.number, r.cell(0))).collect();
        assert_eq!(names, [(3, "Saw"), (4, "File"), (5, "Hammer")]);
        assert_eq!(table.skipped[0].row, 2);
        assert!(table.skipped[0].why.starts_with("has 3 cells where the header has 2"));
        assert!(table.problems[0].to_string().starts_with("row 5: has 1 cells"));
    }

    #[test]
    fn an_unclosed_quote_costs_one_row_and_not_the_file() {
        let table = read_table(b"Name,Note\nDrill,a\nSaw,\"b\nFile,c\nHammer,\"d\nd\"\n");
        let names: Vec<_> = table.rows.iter().map(|r| r.cell(0)).collect();
        assert_eq!(names, ["Drill", "File", "Hammer"]);
        assert_eq!(table.skipped.len(), 1);
        assert_eq!(table.skipped[0].row, 3);
    }

    #[test]
    fn columns_of_one_name_are_kept_apart_and_told() {
        let table = read_table(b"Id,Type,Name,Type\n1,loan,Drill,Power\n");
        assert_eq!(table.rows[0].cells, ["1", "loan", "Drill", "Power"]);
        assert!(table.problems[0].to_string().contains("`Type` is there 2 times"));
    }

    #[test]
    fn blank_lines_are_no_rows() {
        let table = read_table(b"\r\n\nName,Note\r\n\r\n,\nDrill,a\n");
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.rows[0].number, 6);
        assert_eq!(read_table(b"").problems[0].trouble, Trouble::Empty);
        assert_eq!(read_table(b"\n,,\n").problems[0].trouble, Trouble::Empty);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let table = read_table(&bytes);
            prop_assert!(table.rows.iter().all(|r| r.cells.len() == table.header.len()));
        }

        #[test]
        fn no_soup_of_quotes_makes_the_reader_panic(text in "[a\",;\n\r\t|]{0,80}") {
            let table = read_table(text.as_bytes());
            prop_assert!(table.rows.iter().all(|r| r.cells.len() == table.header.len()));
        }
    }
}
