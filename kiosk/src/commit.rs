//! Commits in batches: when nothing has happened for a few seconds, when much has, and at the end.
//!
//! An acknowledged event is on the disk already; a commit makes it travel. So a commit that fails is
//! tried again and stops nobody.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Makes a commit out of what was recorded. Called from a thread of its own.
pub trait Committer: Send + Sync {
    /// Commits everything that is not yet committed. The text of an error is shown to stewards.
    fn commit(&self, events: u64) -> Result<(), String>;
}

/// After so long without a new event …
const IDLE: SignedDuration = SignedDuration::from_secs(3);
/// … or after so many events …
const FULL: u64 = 200;
/// … a commit is due. A failed one is tried again after this time.
const AGAIN: SignedDuration = SignedDuration::from_secs(60);

/// How often [`Batch::due`] should be asked.
pub(crate) const TICK: Duration = Duration::from_millis(500);

/// Decides when a commit is due; time and counts are passed in.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    written: u64,
    committed: u64,
    changed: Option<Timestamp>,
    failed: Option<Timestamp>,
}

impl Batch {
    /// So many events have been recorded in all. Returns how many a commit would take in, if one is
    /// due now.
    pub fn due(&mut self, written: u64, now: Timestamp) -> Option<u64> {
        if written != self.written {
            self.written = written;
            self.changed = Some(now);
        }
        let waiting = self.waiting();
        let age = |since: Option<Timestamp>| since.map(|at| now.duration_since(at).abs());
        let resting = age(self.failed).is_some_and(|age| age < AGAIN);
        let idle = age(self.changed).is_some_and(|age| age >= IDLE);
        (waiting > 0 && !resting && (idle || waiting >= FULL)).then_some(waiting)
    }

    /// Events that no commit has taken in yet.
    pub fn waiting(&self) -> u64 {
        self.written - self.committed
    }

    /// What came of a commit.
    pub fn done(&mut self, worked: bool, now: Timestamp) {
        if worked {
            self.committed = self.written;
            self.failed = None;
        } else {
            self.failed = Some(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_000_000 + seconds)
    }

    #[test]
    fn a_commit_waits_until_nothing_happens_for_three_seconds() {
        let mut batch = Batch::default();
        assert_eq!(batch.due(0, at(0)), None);
        assert_eq!(batch.due(1, at(1)), None);
        assert_eq!(batch.due(2, at(3)), None, "somebody is still scanning");
        assert_eq!(batch.due(2, at(6)), Some(2));
        batch.done(true, at(6));
        assert_eq!(batch.due(2, at(60)), None);
    }

    #[test]
    fn a_busy_afternoon_is_committed_every_two_hundred_events() {
        let mut batch = Batch::default();
        assert_eq!(batch.due(199, at(0)), None);
        assert_eq!(batch.due(200, at(1)), Some(200));
    }

    #[test]
    fn a_commit_that_failed_is_tried_again_after_a_minute() {
        let mut batch = Batch::default();
        batch.due(1, at(0));
        assert_eq!(batch.due(1, at(3)), Some(1));
        batch.done(false, at(3));
        assert_eq!(batch.due(1, at(10)), None);
        assert_eq!(batch.due(1, at(63)), Some(1));
        assert_eq!(batch.waiting(), 1);
    }
}
