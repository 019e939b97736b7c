//! Where the front matter of a file ends and its body begins, for any bytes whatever.
//!
//! Nothing is converted: the parts are ranges of the file's own bytes, so that a byte-order mark,
//! line ends and the Markdown body stay exactly as they were written.

use std::borrow::Cow;
use std::ops::Range;

/// The line that opens and closes front matter.
pub const FENCE: &str = "+++";

/// What stands around the TOML of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fence {
    /// Both `+++` lines are there.
    Closed,
    /// The front matter begins and never ends: all of the file is taken as TOML.
    Unclosed,
    /// The file does not begin with `+++`: all of it is body.
    Absent,
    /// The file is TOML as a whole and has no fences.
    Whole,
}

/// The parts of a file, as byte ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// What stands around the TOML.
    pub fence: Fence,
    /// The TOML, without the fences.
    pub toml: Range<usize>,
    /// The Markdown, from the line after the closing fence.
    pub body: Range<usize>,
}

/// Splits a Markdown file with front matter.
pub fn split(bytes: &[u8]) -> Parts {
    let start = after_mark(bytes);
    let Some(open_end) = fence_line(bytes, start) else {
        return Parts { fence: Fence::Absent, toml: start..start, body: start..bytes.len() };
    };
    let mut at = open_end;
    while at < bytes.len() {
        if let Some(end) = fence_line(bytes, at) {
            return Parts { fence: Fence::Closed, toml: open_end..at, body: end..bytes.len() };
        }
        at = next_line(bytes, at);
    }
    let end = bytes.len();
    Parts { fence: Fence::Unclosed, toml: open_end..end, body: end..end }
}

/// The parts of a file that is TOML as a whole.
pub fn whole(bytes: &[u8]) -> Parts {
    let end = bytes.len();
    Parts { fence: Fence::Whole, toml: after_mark(bytes)..end, body: end..end }
}

/// The length of the byte-order mark at the start of a file, if there is one.
fn after_mark(bytes: &[u8]) -> usize {
    if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 }
}

fn next_line(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|&b| b == b'\n').map_or(bytes.len(), |found| at + found + 1)
}

/// The end of the line at `at`, if that line is a fence and nothing else.
fn fence_line(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?.strip_prefix(FENCE.as_bytes())?;
    let blank = rest.iter().take_while(|&&b| matches!(b, b' ' | b'\t' | b'\r')).count();
    match rest.get(blank) {
        None => Some(bytes.len()),
        Some(b'\n') => Some(at + FENCE.len() + blank + 1),
        Some(_) => None,
    }
}

/// Bytes that are not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotText {
    /// The first run of them.
    pub first: Range<usize>,
    /// How many runs there are.
    pub runs: usize,
}

/// The file as text of the same length: each byte that is not UTF-8 becomes a `?`, so that every
/// place in the text is the same place in the file.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<NotText>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut bad: Option<NotText> = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let length = chunk.invalid().len();
        if length > 0 {
            let first = text.len()..text.len() + length;
            bad.get_or_insert(NotText { first, runs: 0 }).runs += 1;
            text.extend(std::iter::repeat_n('?', length));
        }
    }
    (Cow::Owned(text), bad)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> (Fence, &str, &str) {
        let parts = split(text.as_bytes());
        (parts.fence, &text[parts.toml], &text[parts.body])
    }

    #[test]
    fn the_body_begins_on_the_line_after_the_second_fence() {
        assert_eq!(parts("+++\na = 1\n+++\n\nHi\n"), (Fence::Closed, "a = 1\n", "\nHi\n"));
        assert_eq!(parts("+++\n+++"), (Fence::Closed, "", ""));
    }

    #[test]
    fn byte_order_marks_and_windows_line_ends_are_kept_out_of_the_way() {
        let text = "\u{feff}+++ \r\na = 1\r\n+++\t\r\nHi\r\n";
        assert_eq!(parts(text), (Fence::Closed, "a = 1\r\n", "Hi\r\n"));
    }

    #[test]
    fn a_fence_is_a_line_of_its_own() {
        assert_eq!(parts("+++\na = '+++'\n++++\n").0, Fence::Unclosed);
        assert_eq!(parts(" +++\n+++\n").0, Fence::Absent);
        assert_eq!(parts("++++\n+++\n").0, Fence::Absent);
        assert_eq!(parts("").0, Fence::Absent);
        assert_eq!(parts("+++").0, Fence::Unclosed);
    }

    #[test]
    fn text_that_is_not_utf_8_keeps_its_length_and_is_reported_where_it_stands() {
        let (text, bad) = decode(b"caf\xe9 \xff\xfe!");
        assert_eq!(text, "caf? ??!");
        assert_eq!(bad, Some(NotText { first: 3..4, runs: 3 }));
    }

    proptest! {
        #[test]
        fn the_parts_are_always_inside_the_file(bytes in proptest::collection::vec(
            prop_oneof![Just(b'+'), Just(b'\n'), Just(b'\r'), any::<u8>()], 0..200,
        )) {
            let parts = split(&bytes);
            prop_assert!(bytes.get(parts.toml.clone()).is_some());
            prop_assert!(parts.toml.end <= parts.body.start && parts.body.end == bytes.len());
            let (text, _) = decode(&bytes);
            prop_assert_eq!(text.len(), bytes.len());
        }
    }
}
