//! Writers of events for tests: a device with a clock that is set by hand.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::event::{Actor, Clock, Event, Hlc, Kind, LineHash, Seen, UnitAt, Wall, WriteLine};
use crate::ids::{DeviceId, EventId};

/// A device that writes events; what it has seen of others is set by [`Writer::read`].
#[derive(Debug, Clone)]
pub struct Writer {
    device: DeviceId,
    last: Option<(u32, LineHash)>,
    hlc: Hlc,
    now: Timestamp,
    seen: Seen,
    clock: Clock,
}

impl Writer {
    /// A new device; its clock shows 2026-03-14, nine o'clock.
    pub fn new(device: &str) -> Self {
        Self {
            device: device.parse().expect("a device name"),
            last: None,
            hlc: Hlc::default(),
            now: "2026-03-14T09:00:00Z".parse().expect("a time"),
            seen: Seen::default(),
            clock: Clock::Ok,
        }
    }

    /// Sets the clock.
    pub fn at(&mut self, now: &str) -> &mut Self {
        self.now = now.parse().expect("a time");
        self
    }

    /// Says how far the clock is trusted from now on.
    pub fn clock(&mut self, clock: Clock) -> &mut Self {
        self.clock = clock;
        self
    }

    /// Has read everything of another device up to and including this event.
    pub fn read(&mut self, other: &Event) -> &mut Self {
        let theirs = other.seen.entries().iter().filter(|e| e.0 != self.device);
        let read = std::iter::once((other.id.device, other.id.seq)).chain(theirs.copied());
        self.seen = Seen::new(self.seen.entries().iter().copied().chain(read));
        self.hlc = self.hlc.max(other.hlc);
        self
    }

    /// Writes an event, one minute after the last.
    pub fn write(&mut self, kind: impl Into<Kind>) -> Event {
        self.line(&kind.into()).1
    }

    /// The id that the next event will have.
    pub fn next(&self) -> EventId {
        EventId { device: self.device, seq: self.last.map_or(0, |last| last.0) + 1 }
    }

    /// Writes an event and gives its line as well.
    pub fn line(&mut self, kind: &Kind) -> (String, Event) {
        self.hlc = self.hlc.tick(self.now);
        let (line, event) = WriteLine {
            id: self.next(),
            prev: self.last.map(|last| last.1),
            hlc: self.hlc,
            wall: Wall::new(self.now, &TimeZone::UTC),
            effective: None,
            clock: self.clock,
            seen: &self.seen,
            actor: &Actor::Anyone,
            station: None,
            kind,
        }
        .finish()
        .expect("events are JSON");
        self.last = Some((event.id.seq, event.hash));
        self.now += jiff::SignedDuration::from_mins(1);
        (line, event)
    }

    /// A unit was seen at a place.
    pub fn seen(&mut self, unit: &str, place: &str) -> (String, Event) {
        self.line(&Kind::UnitSeen(Box::new(UnitAt {
            unit: unit.parse().expect("a code"),
            place: place.parse().expect("a place"),
        })))
    }
}
