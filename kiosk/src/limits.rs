//! How often one device may try what costs much or should not be guessed.
//!
//! A bucket for each device and kind: so many at once, one more every so often. Time is passed in.
//! A clock that is set does not lock anybody out: what lies in the future counts as now.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    /// Cards that nobody has.
    UnknownCard,
    /// Keys of programs that nobody has.
    UnknownKey,
    /// Photos and pictures of a webcam, to be looked through for a label.
    Photo,
    /// Codes that open the set-up.
    SetUpCode,
}

impl What {
    /// How many at once, and the milliseconds until one more.
    fn allowance(self) -> (i64, i64) {
        match self {
            Self::UnknownCard | Self::UnknownKey => (20, 6_000),
            Self::SetUpCode => (10, 6_000),
            Self::Photo => (30, 300),
        }
    }
}

/// More devices than a node has; the oldest are forgotten.
const MOST: usize = 10_000;

/// What each device has used up: the moment at which its bucket is full again, in milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Limits(Mutex<HashMap<(IpAddr, What), i64>>);

impl Limits {
    /// Takes one, or says after how many seconds it may be tried again.
    pub(crate) fn take(&self, who: IpAddr, what: What, now: Timestamp) -> Result<(), i64> {
        let (burst, pause) = what.allowance();
        let now = now.as_millisecond();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.retain(|_, full| *full > now);
        }
        let full = kept.entry((who, what)).or_insert(now);
        *full = (*full).clamp(now, now + burst * pause);
        if *full - now > (burst - 1) * pause {
            let wait = *full - now - (burst - 1) * pause;
            return Err(wait.div_euclid(1000) + 1);
        }
        *full += pause;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn after_many_at_once_one_every_while() {
        let limits = Limits::default();
        let who: IpAddr = "10.0.0.3".parse().unwrap();
        let start: Timestamp = "2026-05-12T14:00:00Z".parse().unwrap();
        let at = |seconds: i64| start + SignedDuration::from_secs(seconds);
        let take = |seconds| limits.take(who, What::UnknownCard, at(seconds));
        assert_eq!((0..50).filter(|_| take(0).is_ok()).count(), 20);
        assert!(take(0).is_err_and(|wait| (1..=7).contains(&wait)));
        assert!(take(7).is_ok());
        assert!(take(7).is_err());
        assert!(limits.take("10.0.0.4".parse().unwrap(), What::UnknownCard, at(7)).is_ok());
    }

    #[test]
    fn a_clock_that_goes_back_locks_nobody_out() {
        let limits = Limits::default();
        let who: IpAddr = "10.0.0.3".parse().unwrap();
        let late: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
        while limits.take(who, What::UnknownCard, late).is_ok() {}
        let early: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        assert!(limits.take(who, What::UnknownCard, early).is_err_and(|wait| wait <= 7));
    }
}
