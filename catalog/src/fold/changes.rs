//! Which units an event was the last to change: what an undo of it would bring back.

use std::collections::{BTreeSet, HashMap};

use crate::code::Code;
use crate::ids::EventId;

/// The units by the event that changed each last. Nearly all events change one unit, and nearly all
/// are replaced by the unit's next event, so that one unit is kept apart from the further ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Changes {
    first: HashMap<EventId, Code>,
    further: BTreeSet<(EventId, Code)>,
}

impl Changes {
    pub(super) fn insert(&mut self, event: EventId, unit: Code) {
        if *self.first.entry(event).or_insert(unit) != unit {
            self.further.insert((event, unit));
        }
    }

    pub(super) fn remove(&mut self, event: EventId, unit: Code) {
        if self.first.get(&event) == Some(&unit) {
            self.first.remove(&event);
        } else if !self.further.is_empty() {
            self.further.remove(&(event, unit));
        }
    }

    /// The units of an event, by code.
    pub(super) fn of(&self, event: EventId) -> Vec<Code> {
        let from = (event, Code::from_payload(0));
        let further = self.further.range(from..).take_while(|change| change.0 == event);
        let mut units: Vec<_> = further.map(|change| change.1).collect();
        units.extend(self.first.get(&event));
        units.sort_unstable();
        units
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_keeps_each_unit_until_that_unit_is_taken_away() {
        let event = |text: &str| text.parse().unwrap();
        let code = Code::from_payload;
        let mut changes = Changes::default();
        for unit in [3, 1, 2, 3] {
            changes.insert(event("kb-1"), code(unit));
        }
        changes.insert(event("kb-2"), code(9));
        assert_eq!(changes.of(event("kb-1")), [code(1), code(2), code(3)]);
        changes.remove(event("kb-1"), code(3));
        changes.remove(event("kb-1"), code(9));
        assert_eq!(changes.of(event("kb-1")), [code(1), code(2)]);
        assert_eq!(changes.of(event("kb-2")), [code(9)]);
        assert_eq!(changes.of(event("kb-3")), []);
    }
}
