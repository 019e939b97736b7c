//! Which numbers of a feed have been read.

use std::collections::BTreeMap;

/// Sequence numbers as runs: contiguous feeds, which is what feeds are, cost one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::fold) struct Ranges(BTreeMap<u32, u32>);

impl Ranges {
    /// Adds a number; false if it was there.
    pub(in crate::fold) fn insert(&mut self, n: u32) -> bool {
        if let Some(mut newest) = self.0.last_entry()
            && newest.get().checked_add(1) == Some(n)
        {
            newest.insert(n);
            return true;
        }
        let before = self.0.range(..=n).next_back().map(|(&start, &end)| (start, end));
        if before.is_some_and(|(_, end)| n <= end) {
            return false;
        }
        let start = match before {
            Some((start, end)) if end.checked_add(1) == Some(n) => start,
            _ => n,
        };
        let end = match n.checked_add(1).and_then(|next| self.0.remove(&next)) {
            Some(end) => end,
            None => n,
        };
        self.0.insert(start, end);
        true
    }
}
