//! What is wrong with a file: where, what, and what to do about it.
//!
//! A problem carries everything that is needed to show it (the text of its line, the columns to
//! underline), because the file may be gone or changed when somebody reads it. How it is drawn on a
//! screen or a page is not known here.

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something is not read as it was meant, or cannot be read at all.
    Error,
    /// Everything is read; somebody should look at it anyway.
    Warning,
}

/// The line of a problem, for showing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The text of the line, without its line end; only a window of it where it is very long.
    pub text: String,
    /// What to underline, as bytes of `text`; empty for a place between two characters.
    pub mark: Range<usize>,
}

/// One thing that is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for this kind of problem, for programs (`unknown-field`).
    pub code: &'static str,
    /// The file, relative to the node's root.
    pub file: Utf8PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The place in the file, in bytes.
    #[serde(skip)]
    pub span: Range<usize>,
    /// The text of that place.
    #[serde(skip)]
    pub excerpt: Excerpt,
    /// What is wrong, in words.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

/// Something that was found at a place of a text whose file and lines are not yet known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for this kind of problem.
    pub code: &'static str,
    /// The place in the file, in bytes.
    pub span: Range<usize>,
    /// What is wrong, in words.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
}

impl Finding {
    /// An error at a place.
    pub fn error(code: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, span, message: message.into(), hint: None }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// The same with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same with a hint, where there is one.
    pub fn maybe_hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }
}

impl Problem {
    /// A problem of a file as a whole, or of one that is not there.
    pub fn of_file(file: impl Into<Utf8PathBuf>, finding: Finding) -> Self {
        let Finding { severity, code, message, hint, .. } = finding;
        let (file, excerpt) = (file.into(), Excerpt::default());
        Self { severity, code, file, line: 1, column: 1, span: 0..0, excerpt, message, hint }
    }
}

/// Turns findings of one text into problems, ordered by place. Linear in the text, however many
/// findings there are and however long its lines.
pub fn locate(file: &Utf8Path, text: &str, mut findings: Vec<Finding>) -> Vec<Problem> {
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    let mut cursor = Cursor { text, at: 0, line: 1, line_start: 0, column: 1 };
    findings.into_iter().map(|finding| cursor.problem(file, finding)).collect()
}

/// A place in a text that only moves forward.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    line_start: usize,
    column: usize,
}

/// The most bytes of a line that are shown before and after the start of a problem.
const WINDOW: usize = 120;

impl Cursor<'_> {
    fn problem(&mut self, file: &Utf8Path, finding: Finding) -> Problem {
        let Finding { severity, code, span, message, hint } = finding;
        let start = self.text.floor_char_boundary(span.start);
        let end = self.text.floor_char_boundary(span.end).max(start);
        self.advance(start);
        Problem {
            severity,
            code,
            file: file.to_owned(),
            line: self.line,
            column: self.column,
            span: start..end,
            excerpt: self.excerpt(end),
            message,
            hint,
        }
    }

    fn advance(&mut self, to: usize) {
        let passed = &self.text[self.at..to];
        match passed.rfind('\n') {
            Some(last) => {
                self.line += passed.bytes().filter(|&b| b == b'\n').count();
                self.line_start = self.at + last + 1;
                self.column = 1 + passed[last + 1..].chars().count();
            }
            None => self.column += passed.chars().count(),
        }
        self.at = to;
    }

    fn excerpt(&self, end: usize) -> Excerpt {
        let from =
            self.text.floor_char_boundary(self.at.saturating_sub(WINDOW)).max(self.line_start);
        let rest = &self.text[self.at..self.text.floor_char_boundary(self.at + WINDOW)];
        let shown = rest.find('\n').map_or(rest, |cut| &rest[..cut]).trim_end_matches('\r');
        let (line_end, mark) = (self.at + shown.len(), self.at - from);
        let text = self.text[from..line_end].to_owned();
        Excerpt { text, mark: mark..end.clamp(self.at, line_end) - from }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, span: Range<usize>) -> Problem {
        locate("a.toml".into(), text, vec![Finding::error("x", span, "m")]).remove(0)
    }

    #[test]
    fn a_place_is_counted_in_lines_and_characters() {
        let text = "a = 1\r\nnäme = \"ü\"\r\nc = 2";
        let start = text.find("\"ü\"").unwrap();
        let problem = at(text, start..start + 4);
        assert_eq!((problem.line, problem.column), (2, 8));
        assert_eq!(problem.excerpt.text, "näme = \"ü\"");
        assert_eq!(&problem.excerpt.text[problem.excerpt.mark], "\"ü\"");
    }

    #[test]
    fn a_span_over_several_lines_is_underlined_on_its_first() {
        let problem = at("a = [\n1,\n]\n", 4..10);
        assert_eq!((problem.excerpt.text.as_str(), problem.excerpt.mark), ("a = [", 4..5));
    }

    #[test]
    fn a_place_past_the_end_or_inside_a_character_is_moved_to_one_that_exists() {
        assert_eq!(at("ü", 1..99).span, 0..2);
        assert_eq!(at("", 5..9).line, 1);
    }

    #[test]
    fn a_very_long_line_is_shown_around_the_place_only() {
        let text = "x".repeat(1_000_000);
        let findings =
            (0..10_000).map(|i| Finding::error("x", i * 100..i * 100 + 1, "m")).collect();
        let problems = locate("a".into(), &text, findings);
        assert_eq!(problems[9_999].column, 999_901);
        assert!(problems.iter().all(|p| p.excerpt.text.len() <= 2 * WINDOW));
    }

    #[test]
    fn the_json_has_the_seven_fields_that_scripts_rely_on() {
        let json = serde_json::to_string(&at("a", 0..1)).unwrap();
        let expected = r#"{"severity":"error","code":"x","file":"a.toml","line":1,"column":1,"message":"m","hint":null}"#;
        assert_eq!(json, expected);
    }
}
