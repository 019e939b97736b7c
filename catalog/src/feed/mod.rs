//! Feeds: what each device wrote, one line an event, a file a day, one writer each.
//!
//! Reading never fails as a whole: each line that is not an event is reported with its place and
//! the rest goes on. A tail without its line end was never acknowledged (the acknowledgement comes
//! after the flush), so it is set aside unless it is whole.

mod chain;
mod write;

pub use chain::{ChainBreak, check_chain};
pub use write::{AppendError, Draft, FeedWriter, SegmentFile, Segments};

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use jiff::civil::Date;

use crate::event::{Event, LineError, read_line};
use crate::ids::DeviceId;

/// The longest line that is read, in bytes. No event comes near it; what does is not ours.
pub const MAX_LINE: usize = 1 << 20;

/// The file for a device's events of one day: `feeds/<device>/<yyyy>/<mm>/<dd>.jsonl`.
pub fn segment_path(device: DeviceId, day: Date) -> Utf8PathBuf {
    let (year, month, day) = (day.year(), day.month(), day.day());
    format!("feeds/{device}/{year:04}/{month:02}/{day:02}.jsonl").into()
}

/// The device whose feed a path belongs to, if the path has the form of a segment.
pub fn device_of(path: &Utf8Path) -> Option<DeviceId> {
    let parts: Vec<_> = path.components().map(|part| part.as_str()).collect();
    let [feeds, device, year, month, day] = parts[..] else { return None };
    let digits = |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    let day = day.strip_suffix(".jsonl")?;
    let ok = feeds == "feeds" && digits(year, 4) && digits(month, 2) && digits(day, 2);
    device.parse().ok().filter(|_| ok)
}

/// One event with its place in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The event.
    pub event: Event,
    /// The line, from 1.
    pub line: usize,
}

/// A line that is not an event.
#[derive(Debug)]
pub struct BadLine {
    /// The line, from 1.
    pub line: usize,
    /// Where it stands in the file.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub error: LineError,
}

/// Everything that one segment file holds.
#[derive(Debug, Default)]
pub struct Segment {
    /// The events, in the file's order.
    pub events: Vec<Placed>,
    /// Lines that are not events.
    pub bad: Vec<BadLine>,
    /// The tail after the last line end that is not a whole event.
    pub torn: Option<Range<usize>>,
    /// Whether the last whole line has no line end yet.
    pub unterminated: bool,
}

/// Reads a segment. A byte-order mark and Windows line ends, which editors and settings of git may
/// have put there, do not count as part of a line.
pub fn read_segment(bytes: &[u8]) -> Segment {
    let mut segment = Segment::default();
    let mut start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut line = 0;
    while start < bytes.len() {
        line += 1;
        let rest = &bytes[start..];
        let end = rest.iter().position(|&b| b == b'\n').map(|at| start + at);
        let stop = end.unwrap_or(bytes.len());
        segment.take_line(bytes, start..stop, line, end.is_some());
        start = stop + 1;
    }
    segment
}

impl Segment {
    fn take_line(&mut self, bytes: &[u8], span: Range<usize>, line: usize, ended: bool) {
        let text = &bytes[span.clone()];
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if text.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        match read_line(text) {
            Ok(mut event) => {
                if let Some(before) = self.events.last() {
                    event.seen.share(&before.event.seen);
                }
                self.unterminated = !ended;
                self.events.push(Placed { event, line });
            }
            Err(_) if !ended => self.torn = Some(span),
            Err(error) => self.bad.push(BadLine { line, span, error }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::Writer;

    fn three_lines() -> Vec<u8> {
        let mut kb = Writer::new("kb");
        let lines: Vec<_> =
            ["2026-03-14T09:00:00Z", "2026-03-14T09:01:00Z", "2026-03-14T09:02:00Z"]
                .into_iter()
                .map(|at| kb.at(at).seen("7K3-QP2J", "shelf-a1").0)
                .collect();
        (lines.join("\n") + "\n").into_bytes()
    }

    #[test]
    fn a_segment_path_names_the_device_and_the_day() {
        let path = segment_path("kb".parse().unwrap(), jiff::civil::date(2026, 3, 4));
        assert_eq!(path, "feeds/kb/2026/03/04.jsonl");
        assert_eq!(device_of(&path), Some("kb".parse().unwrap()));
        for odd in ["feeds/kb/2026/03/x.jsonl", "feeds/../2026/03/04.jsonl", "feeds/kb/04.jsonl"] {
            assert_eq!(device_of(Utf8Path::new(odd)), None, "{odd}");
        }
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
        let plain = three_lines();
        let text = String::from_utf8(plain.clone()).unwrap();
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let events = |s: Segment| s.events.into_iter().map(|p| p.event).collect::<Vec<_>>();
        assert_eq!(events(read_segment(windows.as_bytes())), events(read_segment(&plain)));
    }

    #[test]
    fn a_line_that_is_no_event_is_reported_and_the_rest_goes_on() {
        let mut bytes = three_lines();
        bytes.splice(0..0, *b"{\"half\":\n\xff\xfe\n\n");
        let segment = read_segment(&bytes);
        assert_eq!(segment.events.len(), 3);
        assert_eq!(segment.bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(segment.events[0].line, 4);
    }

    #[test]
    fn a_hundred_megabytes_without_a_line_end_are_refused_without_reading_them_as_json() {
        let mut bytes = vec![b'x'; 100 << 20];
        bytes.push(b'\n');
        let segment = read_segment(&bytes);
        assert!(matches!(segment.bad[0].error, LineError::TooLong { .. }));
    }

    proptest! {
        #[test]
        fn a_feed_cut_at_any_byte_loses_no_whole_line(cut in 0usize..1200) {
            let bytes = three_lines();
            let cut = cut.min(bytes.len());
            let whole = bytes[..cut].split(|&b| b == b'\n').count() - 1;
            let segment = read_segment(&bytes[..cut]);
            prop_assert!(segment.bad.is_empty());
            prop_assert!(segment.events.len() >= whole);
            prop_assert_eq!(segment.events.len() - whole, usize::from(segment.unterminated));
            if let Some(torn) = segment.torn {
                prop_assert_eq!(torn.end, cut);
            }
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
            let segment = read_segment(&bytes);
            prop_assert!(segment.events.len() <= bytes.len());
        }
    }
}
