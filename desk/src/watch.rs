//! How far the clock on the wall can be trusted.
//!
//! A small computer without a clock battery wakes up in 1970. A clock that is behind the newest
//! record, or behind the program's own date, is doubtful: what is recorded then is marked, nobody is
//! late by it, and a steward says what time it is.

use catalog::event::Clock as Trust;
use jiff::{SignedDuration, Timestamp};

/// No clock that works has shown an earlier time while this program existed.
pub(crate) const RELEASED: &str = "2026-11-01T00:00:00Z";

/// Two computers' clocks may differ by this much without anybody being wrong.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(10);

/// What is known about this device's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Watch {
    /// Added to what the computer's clock shows.
    offset: SignedDuration,
    /// A steward has said what time it is.
    settled: bool,
    not_before: Timestamp,
    newest: Timestamp,
    /// The first event of this device that was written with a doubtful clock.
    pub(crate) suspect_from: Option<u32>,
}

impl Watch {
    pub(crate) fn new(not_before: Timestamp, newest: Timestamp) -> Self {
        let offset = SignedDuration::ZERO;
        Self { offset, settled: false, not_before, newest, suspect_from: None }
    }

    /// The time as far as it is known.
    pub(crate) fn now(&self, shown: Timestamp) -> Timestamp {
        shown.checked_add(self.offset).unwrap_or(shown)
    }

    /// A record with this time has been read.
    pub(crate) fn learn(&mut self, newest: Timestamp) {
        self.newest = self.newest.max(newest);
    }

    pub(crate) fn trust(&self, shown: Timestamp) -> Trust {
        let now = self.now(shown);
        let behind =
            now < self.not_before || now < self.newest.saturating_sub(TOLERANCE).unwrap_or(now);
        match (self.settled, behind) {
            (true, _) => Trust::Manual,
            (false, true) => Trust::Suspect,
            (false, false) => Trust::Ok,
        }
    }

    /// A steward says what time it is. Returns how far the clock was off, in whole seconds.
    pub(crate) fn settle(&mut self, shown: Timestamp, truth: Timestamp) -> i64 {
        let before = self.now(shown);
        self.offset = truth.duration_since(shown);
        self.settled = true;
        truth.duration_since(before).as_secs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_behind_the_newest_record_or_the_program_is_doubtful() {
        let watch = Watch::new(at("2026-01-01T00:00:00Z"), at("2026-05-12T14:00:00Z"));
        assert_eq!(watch.trust(at("1970-01-01T00:00:09Z")), Trust::Suspect);
        assert_eq!(watch.trust(at("2026-05-12T13:00:00Z")), Trust::Suspect);
        assert_eq!(watch.trust(at("2026-05-12T13:55:00Z")), Trust::Ok);
        assert_eq!(watch.trust(at("2027-05-12T13:55:00Z")), Trust::Ok);
    }

    #[test]
    fn a_steward_who_says_the_time_is_believed() {
        let mut watch = Watch::new(at("2026-01-01T00:00:00Z"), at("2026-05-12T14:00:00Z"));
        let off = watch.settle(at("1970-01-01T00:00:00Z"), at("2026-05-13T10:00:00Z"));
        assert_eq!(off, at("2026-05-13T10:00:00Z").as_second());
        assert_eq!(watch.now(at("1970-01-01T01:00:00Z")), at("2026-05-13T11:00:00Z"));
        assert_eq!(watch.trust(at("1970-01-01T01:00:00Z")), Trust::Manual);
    }
}
