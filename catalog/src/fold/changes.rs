//! Which units each event changed: where an undo of it has to look.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::ids::{DeviceId, EventId};

/// The units by the event that changed them, with 1,024 neighbouring numbers of a device on one page.
/// Nothing is taken away when a unit changes again: the unit itself knows which event was its last.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Changes(BTreeMap<(DeviceId, u32), Vec<(u16, Code)>>);

fn page_of(event: EventId) -> ((DeviceId, u32), u16) {
    ((event.device, event.seq / 1024), (event.seq % 1024) as u16)
}

impl Changes {
    pub(super) fn insert(&mut self, event: EventId, unit: Code) {
        let (page, line) = page_of(event);
        self.0.entry(page).or_default().push((line, unit));
    }

    /// The units that an event changed, by code.
    pub(super) fn of(&self, event: EventId) -> Vec<Code> {
        let (page, line) = page_of(event);
        let changes = self.0.get(&page).into_iter().flatten();
        let mut units: Vec<_> =
            changes.filter(|change| change.0 == line).map(|change| change.1).collect();
        units.sort_unstable();
        units.dedup();
        units
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_of_an_event_are_listed_once_and_by_code() {
        let event = |text: &str| text.parse().unwrap();
        let code = Code::from_payload;
        let mut changes = Changes::default();
        for (id, unit) in [("kb-1", 3), ("kb-1", 1), ("kb-2", 9), ("kb-1025", 7), ("kb-1", 3)] {
            changes.insert(event(id), code(unit));
        }
        assert_eq!(changes.of(event("kb-1")), [code(1), code(3)]);
        assert_eq!(changes.of(event("kb-2")), [code(9)]);
        assert_eq!(changes.of(event("kc-1")), []);
    }
}
