//! Pages that are the same for everybody, drawn once until something changes.
//!
//! Only what a visitor without a card and without a wish about the screen sees, and only while
//! nothing has changed and the minute is the same: a page here is never older than a page drawn now.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;

/// More pages than visitors look at in a minute; then it begins anew.
const MOST: usize = 400;
/// And no more bytes than this.
const ROOM: usize = 8 << 20;

/// What all pages of a moment have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) changes: u64,
    pub(crate) minute: i64,
}

/// The pages of one moment.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    moment: Moment,
    bytes: usize,
    pages: HashMap<(String, String), Bytes>,
}

/// Whether a page is the same for everybody who has no card: it depends on the address alone.
pub(crate) fn is_common(path: &str) -> bool {
    let exact = ["/kiosk", "/kiosk/find", "/kiosk/book", "/kiosk/help"];
    exact.contains(&path)
        || ["/kiosk/title/", "/I/", "/i/"].iter().any(|start| path.starts_with(start))
}

impl Drawn {
    fn at(&self, moment: Moment) -> MutexGuard<'_, Kept> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.moment != moment || kept.pages.len() >= MOST || kept.bytes > ROOM {
            *kept = Kept { moment, ..Kept::default() };
        }
        kept
    }

    /// The page at this address in this language.
    pub(crate) fn get(&self, moment: Moment, address: &str, lang: &str) -> Option<Bytes> {
        self.at(moment).pages.get(&(address.to_owned(), lang.to_owned())).cloned()
    }

    /// Keeps a page.
    pub(crate) fn keep(&self, moment: Moment, address: &str, lang: &str, page: &Bytes) {
        if address.len() > 300 {
            return;
        }
        let mut kept = self.at(moment);
        kept.bytes += page.len();
        kept.pages.insert((address.to_owned(), lang.to_owned()), page.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_kept_until_something_changes() {
        let drawn = Drawn::default();
        let now = Moment { changes: 1, minute: 5 };
        drawn.keep(now, "/kiosk", "en", &Bytes::from_static(b"home"));
        assert!(drawn.get(now, "/kiosk", "en").is_some());
        assert!(drawn.get(now, "/kiosk", "de").is_none());
        assert!(drawn.get(Moment { changes: 2, ..now }, "/kiosk", "en").is_none());
        assert!(drawn.get(now, "/kiosk", "en").is_none(), "the older moment is over");
    }

    #[test]
    fn what_belongs_to_a_person_is_not_common() {
        for path in
            ["/kiosk/me", "/kiosk/basket", "/kiosk/pin", "/kiosk/steward", "/C/123", "/kiosk/put"]
        {
            assert!(!is_common(path), "{path}");
        }
    }
}
