//! Says in plain words what is wrong with TOML that cannot be read.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::problem::Finding;
use super::suggest::shown;

/// TOML with lines that cannot be read.
pub(crate) struct Broken {
    /// The same text with those lines turned into notes, every byte still at its place.
    pub(crate) rest: String,
    /// What is wrong with them.
    pub(crate) findings: Vec<Finding>,
}

/// How often the rest is read again without the lines that were broken.
const ROUNDS: usize = 12;

/// Finds the lines that keep a text from being read, given the errors of a first reading; `None` if
/// there are none. The parser gives up at some mistakes, so what comes after them is looked at again
/// without them.
pub(crate) fn broken_lines(text: &str, errors: &[Error]) -> Option<Broken> {
    if errors.is_empty() {
        return None;
    }
    let mut broken = Broken { rest: text.to_owned(), findings: Vec::new() };
    let mut after_hidden = BTreeSet::new();
    let mut lines = broken.round(text, errors, &mut after_hidden)?;
    for _ in 0..ROUNDS {
        for line in lines {
            hide(&mut broken.rest, line);
        }
        let errors = DeTable::parse_recoverable(&broken.rest).1;
        match broken.round(text, &errors, &mut after_hidden) {
            Some(more) => lines = more,
            None => break,
        }
    }
    Some(broken)
}

impl Broken {
    /// Notes the errors of one reading and names the lines that they are on.
    fn round(
        &mut self,
        text: &str,
        errors: &[Error],
        after_hidden: &mut BTreeSet<usize>,
    ) -> Option<Vec<Range<usize>>> {
        if let Some((finding, lines)) = never_closed(&self.rest, errors) {
            self.findings.push(finding);
            return Some(lines);
        }
        let mut lines: Vec<Range<usize>> = Vec::new();
        for error in errors.iter().filter(|error| !is_duplicate(error)) {
            let finding = finding(error, text);
            // One finding a line: what follows on it is mostly a consequence of the first.
            let told = |line: &Range<usize>| (line.start..=line.end).contains(&finding.span.start);
            if lines.last().is_some_and(told) {
                continue;
            }
            let line = line_at(text, finding.span.start);
            // What a hidden line opened, the next one may go on with.
            if !after_hidden.contains(&line.start) {
                self.findings.push(finding);
            }
            lines.push(line);
        }
        let opens = |line: &&Range<usize>| {
            text[(*line).clone()].contains(['[', '{']) || text[(*line).clone()].contains("\"\"\"")
        };
        after_hidden.extend(lines.iter().filter(opens).map(|line| line.end + 1));
        (!lines.is_empty()).then_some(lines)
    }
}

/// A list or table that is not closed swallows the lines after it, which is then reported for each
/// of them. Finds where it was opened, and the lines until the next one that begins a field.
fn never_closed(text: &str, errors: &[Error]) -> Option<(Finding, Vec<Range<usize>>)> {
    let unclosed =
        |error: &&Error| matches!(description(error), "unclosed array" | "unclosed inline table");
    let error = errors.iter().find(unclosed)?;
    let first = errors.iter().filter_map(Error::span).map(|span| span.start).min()?;
    let mut line = line_at(text, first);
    while bracket(&text[line.clone()]).is_none() {
        line = line_at(text, line.start.checked_sub(1)?);
    }
    let at = line.start + bracket(&text[line.clone()])?;
    let finding = Finding { span: at..at + 1, ..finding(error, text) };
    let mut lines = vec![line.clone()];
    while line.end < text.len() {
        line = line_at(text, line.end + 1);
        if begins_field(&text[line.clone()]) {
            break;
        }
        lines.push(line.clone());
    }
    Some((finding, lines))
}

/// Where a value of this line opens a list or table, if one does.
fn bracket(line: &str) -> Option<usize> {
    let equals = line.find('=')?;
    line[equals..].find(['[', '{']).map(|at| equals + at)
}

fn begins_field(line: &str) -> bool {
    let line = line.trim_start();
    let key = line.split('=').next().unwrap_or_default().trim_end();
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '"');
    let header = line.starts_with('[') && line.trim_end().ends_with(']');
    header || (line.contains('=') && !key.is_empty() && key.chars().all(is_key))
}

/// The line around a place, without its line end.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end
}

/// Turns a line into a note of the same length.
fn hide(text: &mut String, line: Range<usize>) {
    if !line.is_empty() {
        let note = "#".repeat(line.len());
        text.replace_range(line, &note);
    }
}

fn is_duplicate(error: &Error) -> bool {
    error.message().starts_with("duplicate key")
}

/// The findings for fields that are there more than once; the first one counts.
pub(crate) fn duplicates<'e>(errors: &'e [Error], text: &'e str) -> impl Iterator<Item = Finding> {
    errors.iter().filter(|error| is_duplicate(error)).map(|error| {
        let span = error.span().unwrap_or_default();
        let key = text.get(span.clone()).unwrap_or_default();
        let message = format!("`{}` is here a second time", shown(key));
        Finding::error("duplicate-key", span, message).hint("keep one of the two")
    })
}

fn description(error: &Error) -> &str {
    error.message().split(", expected").next().unwrap_or_default()
}

/// The finding for a syntax error; its place is relative to the text that was parsed.
fn finding(error: &Error, text: &str) -> Finding {
    let span = error.span().unwrap_or(text.len()..text.len());
    let raw = description(error);
    let rest = text.get(span.start..).unwrap_or_default();
    let raw = match raw {
        "invalid value" | "string values must be quoted"
            if rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n') =>
        {
            "missing value"
        }
        raw => raw,
    };
    let (message, hint) = words(raw);
    let message = if message.is_empty() { error.message() } else { message };
    let finding = Finding::error("toml-syntax", span, message);
    finding.maybe_hint((!hint.is_empty()).then(|| hint.to_owned()))
}

/// A sentence and a hint for each thing that the parser says; empty for what is rare.
fn words(raw: &str) -> (&'static str, &'static str) {
    match raw {
        "string values must be quoted" | "invalid value" | "missing opening quote" => {
            ("this value cannot be read", "put text in quotes: `name = \"Cordless drill\"`")
        }
        "missing value" | "missing value for key" => {
            ("there is nothing after the `=`", "write a value, or remove the line")
        }
        "key with no value"
        | "invalid key-value pair"
        | "missing assignment between key-value pairs" => (
            "this line is not of the form `key = value`",
            "text belongs below the second `+++` line, notes begin with `#`",
        ),
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            ("a comma is missing here", "put `,` between the values")
        }
        "extra comma in array" | "extra comma in inline table" => ("here is a comma too many", ""),
        "unclosed array" => ("this list is not closed", "add the `]` at its end"),
        "missing array opening" => {
            ("this `]` closes a list that never began", "remove it, or add the `[`")
        }
        "unclosed inline table" => ("this table is not closed", "add the `}` at its end"),
        "missing inline table opening" => ("this `}` closes a table that never began", ""),
        "unclosed table" => ("this heading is not closed", "add the `]` at its end"),
        "unclosed array table" => ("this heading is not closed", "add the `]]` at its end"),
        "invalid unquoted key" | "unquoted keys cannot be empty" => (
            "this name of a field cannot be read",
            "use letters, digits, `-` and `_`, or put the name in quotes",
        ),
        "carriage return must be followed by newline" => {
            ("here is a stray line-end character", "save the file with ordinary line ends")
        }
        "invalid basic string" | "invalid literal string" => {
            ("this text is not closed", "put a quotation mark at its end")
        }
        "unexpected leading zero" => {
            ("a number cannot begin with 0", "put it in quotes if it is a name")
        }
        "extra `=`" | "extra assignment between key-value pairs" => ("here is a `=` too many", ""),
        "missing escaped value" | "too few unicode value digits" => (
            "a backslash in quotes begins a special character, and this is none",
            "write `\\\\` for a backslash, or use 'single quotes'",
        ),
        "unexpected content"
        | "unexpected key or value"
        | "unexpected content between comment and newline" => {
            ("this does not belong on this line", "begin a new line, or remove it")
        }
        "recursion limit" | "cannot recurse further; max recursion depth met" => {
            ("this is nested too deeply to be read", "")
        }
        "invalid comment character" => ("this character cannot be part of a note", "remove it"),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String)> {
        let (_, errors) = DeTable::parse_recoverable(text);
        let broken = broken_lines(text, &errors).unwrap();
        assert!(DeTable::parse(&broken.rest).is_ok(), "the rest can be read");
        assert_eq!(broken.rest.len(), text.len(), "and stays at its place");
        let line = |f: Finding| (text[..f.span.start].matches('\n').count() + 1, f.message);
        broken.findings.into_iter().map(line).collect()
    }

    #[test]
    fn each_broken_line_is_told_once_even_after_one_where_the_parser_gives_up() {
        let told = told("a = Drill\nb = 1\nc =\npower source = \"x\"\nd = \"30\ne = 2\n");
        let lines: std::collections::BTreeSet<_> = told.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines.into_iter().collect::<Vec<_>>(), [1, 3, 4, 5]);
        assert_eq!(told.len(), 4);
    }

    #[test]
    fn a_list_without_an_end_does_not_take_the_rest_of_the_file_with_it() {
        assert_eq!(
            told("x = 1\na = [1, 2\nb = 1\nc = 2\n"),
            [(2, "this list is not closed".into())]
        );
        assert_eq!(told("x = 1\na = [\n\"1\",\n\nb = 1\nc = 2\n").len(), 1);
        assert_eq!(told("a = { b = [1, 2], c = 3\nb = 1\n").len(), 1);
    }
}
