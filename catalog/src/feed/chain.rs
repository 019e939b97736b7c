//! The chain of a device's lines: gaps, edits, truncation and copied devices show themselves.

use crate::event::{Event, LineHash};
use crate::ids::{DeviceId, EventId};

/// Where a feed is not the unbroken work of one writer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainBreak {
    /// An event stands in another device's folder.
    #[error("event {event} stands in the feed of `{feed}`: a device writes into its own feed only")]
    Stranger {
        /// The event.
        event: EventId,
        /// Whose folder it is in.
        feed: DeviceId,
    },
    /// Numbers are missing.
    #[error("events {device}-{from} to {device}-{to} are missing: they may come with the next exchange", device = .event.device)]
    Gap {
        /// The event after the gap.
        event: EventId,
        /// The first missing number.
        from: u32,
        /// The last missing number.
        to: u32,
    },
    /// A line does not follow from the one before it: one of the two was changed.
    #[error(
        "event {event} does not follow from the line before it: a line was changed after it was written"
    )]
    Edited {
        /// The event whose `prev` does not fit.
        event: EventId,
        /// The hash of the line that is there.
        found: LineHash,
    },
    /// Two different lines carry one number: the device was copied.
    #[error(
        "there are two different events {event}: this device was copied (a cloned card, a restored backup)"
    )]
    Cloned {
        /// The number.
        event: EventId,
    },
    /// A number stands before a smaller one.
    #[error("event {event} stands after {after}: lines are out of order")]
    Order {
        /// The event.
        event: EventId,
        /// The greater number before it.
        after: EventId,
    },
}

impl ChainBreak {
    /// The event at which the break shows.
    pub fn event(&self) -> EventId {
        match self {
            Self::Stranger { event, .. }
            | Self::Gap { event, .. }
            | Self::Edited { event, .. }
            | Self::Cloned { event }
            | Self::Order { event, .. } => *event,
        }
    }

    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Stranger { .. } => "feed-stranger",
            Self::Gap { .. } => "feed-gap",
            Self::Edited { .. } => "feed-edited",
            Self::Cloned { .. } => "feed-cloned",
            Self::Order { .. } => "feed-order",
        }
    }
}

/// Walks a device's events in the order of its files and reports every break. `None` in the result
/// never stops the walk: each line is compared with the one before it.
pub fn check_chain<'e>(
    feed: DeviceId,
    events: impl IntoIterator<Item = &'e Event>,
) -> Vec<ChainBreak> {
    let mut breaks = Vec::new();
    let mut before: Option<&Event> = None;
    for event in events {
        let id = event.id;
        if id.device != feed {
            breaks.push(ChainBreak::Stranger { event: id, feed });
            continue;
        }
        let last = before.map_or(0, |before| before.id.seq);
        if let Some(before) = before.filter(|before| before.id.seq >= id.seq) {
            if before.id == id {
                if before.hash != event.hash {
                    breaks.push(ChainBreak::Cloned { event: id });
                }
            } else {
                breaks.push(ChainBreak::Order { event: id, after: before.id });
            }
            continue;
        }
        if id.seq > last + 1 {
            breaks.push(ChainBreak::Gap { event: id, from: last + 1, to: id.seq - 1 });
        } else if event.prev != before.map(|before| before.hash) {
            let found = before.map_or(LineHash::of(b""), |before| before.hash);
            breaks.push(ChainBreak::Edited { event: id, found });
        }
        before = Some(event);
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Writer;

    fn feed(n: usize) -> Vec<Event> {
        let mut kb = Writer::new("kb");
        (0..n).map(|_| kb.seen("7K3-QP2J", "shelf-a1").1).collect()
    }

    fn codes(events: &[Event]) -> Vec<&'static str> {
        check_chain("kb".parse().unwrap(), events).iter().map(ChainBreak::code).collect()
    }

    #[test]
    fn an_untouched_feed_has_no_break() {
        assert_eq!(codes(&feed(5)), Vec::<&str>::new());
    }

    #[test]
    fn missing_numbers_changed_lines_and_copies_are_told_apart() {
        let mut gap = feed(5);
        gap.remove(2);
        assert_eq!(codes(&gap), ["feed-gap"]);

        let mut edited = feed(5);
        edited[2].hash = LineHash::of(b"changed");
        assert_eq!(codes(&edited), ["feed-edited"]);

        let mut cloned = feed(5);
        let mut copy = cloned[4].clone();
        copy.hash = LineHash::of(b"other");
        cloned.push(copy);
        assert_eq!(codes(&cloned), ["feed-cloned"]);

        let mut order = feed(3);
        order.swap(1, 2);
        assert_eq!(codes(&order), ["feed-gap", "feed-order"]);

        let mut stranger = feed(2);
        stranger[1].id = "other-2".parse().unwrap();
        assert_eq!(codes(&stranger), ["feed-stranger"]);
    }
}
