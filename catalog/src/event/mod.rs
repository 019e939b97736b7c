//! What happened: one JSON object a line, written once by one device.
//!
//! The envelope says who, when and in which order; the payload says what. A line's bytes are the
//! truth and are never rewritten, so a kind or a field that this version does not know survives.

mod civic;
mod interloan;
mod kind;
mod line;
mod payload;
mod stamp;

pub use civic::*;
pub use interloan::*;
pub use kind::{Kind, KindError, NewerKind};
pub use line::{LineError, LineHash, WriteLine, read_line};
pub use payload::*;
pub use stamp::{Clock, Hlc, HlcError, Wall, WallError};

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::{DeviceId, EventId, Handle, IdError, Sealed, text_serde};

/// One event with its envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// `<device>-<sequence>`, the idempotency key.
    pub id: EventId,
    /// Hash of this device's previous line; none for its first.
    pub prev: Option<LineHash>,
    /// Hash of this event's own line.
    pub hash: LineHash,
    /// The hybrid logical clock: the first part of the fold's total order.
    pub hlc: Hlc,
    /// When it was recorded, as the clock on the wall showed it.
    pub wall: Wall,
    /// When it happened, where that differs from when it was recorded (a book drop).
    pub effective: Option<Wall>,
    /// How far the clock could be trusted.
    pub clock: Clock,
    /// How far the writer had read every other device: what happened *before* this event.
    pub seen: Seen,
    /// Who is answerable.
    pub actor: Actor,
    /// Where it was done, when several stations share one device.
    pub station: Option<Box<str>>,
    /// What happened.
    pub kind: Kind,
}

impl Event {
    /// When it happened, for people: the effective time if there is one.
    pub fn when(&self) -> Wall {
        self.effective.unwrap_or(self.wall)
    }

    /// Whether the writer of this event knew `other` when it wrote. Two events that do not know each
    /// other are *concurrent*, whatever their clocks say.
    pub fn saw(&self, other: EventId) -> bool {
        if other.device == self.id.device {
            return other.seq < self.id.seq;
        }
        self.seen.up_to(other.device) >= other.seq
    }

    /// The key of the fold's total order: (hybrid clock, device, sequence), then the line's hash for
    /// the two sides of a cloned device.
    pub fn order(&self) -> (Hlc, EventId, LineHash) {
        (self.hlc, self.id, self.hash)
    }
}

/// A version vector: for each other device the highest sequence that had been read.
///
/// Shared between neighbouring events, because it changes only at an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Seen(Option<Arc<[(DeviceId, u32)]>>);

impl Seen {
    /// The vector with these entries (the highest of each device counts).
    pub fn new(entries: impl IntoIterator<Item = (DeviceId, u32)>) -> Self {
        let mut map = std::collections::BTreeMap::new();
        for (device, seq) in entries {
            let slot = map.entry(device).or_insert(0);
            *slot = seq.max(*slot);
        }
        if map.is_empty() { Self(None) } else { Self(Some(map.into_iter().collect())) }
    }

    /// The highest sequence read from this device, 0 if none.
    pub fn up_to(&self, device: DeviceId) -> u32 {
        let entries = self.entries();
        entries.binary_search_by_key(&device, |e| e.0).map_or(0, |at| entries[at].1)
    }

    /// All entries, by device.
    pub fn entries(&self) -> &[(DeviceId, u32)] {
        self.0.as_deref().unwrap_or(&[])
    }

    /// Takes over the other's entries where they are the same: equal vectors then are held once.
    pub(crate) fn share(&mut self, other: &Self) {
        if self == other {
            self.clone_from(other);
        }
    }

    /// Whether nothing had been read from anybody.
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }
}

impl Serialize for Seen {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.entries().iter().copied())
    }
}
impl<'de> Deserialize<'de> for Seen {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let map = std::collections::BTreeMap::<DeviceId, u32>::deserialize(d)?;
        Ok(Self::new(map))
    }
}

/// Who is answerable for an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The member whom the event is about, by card. In files: `self`.
    Member,
    /// Anybody at the kiosk: returning needs no card. In files: `anyone`.
    Anyone,
    /// The program itself, on its own (an expired hold). In files: `system`.
    System,
    /// Somebody who acts in public. In files: `@handle`.
    Public(Handle),
    /// A steward who did not choose a public name. In files: `~` and the sealed number.
    Sealed(Sealed),
}

impl FromStr for Actor {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match text {
            "self" => return Ok(Self::Member),
            "anyone" => return Ok(Self::Anyone),
            "system" => return Ok(Self::System),
            _ => {}
        }
        if let Some(handle) = text.strip_prefix('@') {
            return handle.parse().map(Self::Public);
        }
        match text.strip_prefix('~') {
            Some(sealed) => sealed.parse().map(Self::Sealed),
            None => Err(IdError::Character {
                found: text.chars().next().unwrap_or(' '),
                allowed: "`self`, `anyone`, `system`, `@handle` or `~sealed`",
            }),
        }
    }
}
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member => f.write_str("self"),
            Self::Anyone => f.write_str("anyone"),
            Self::System => f.write_str("system"),
            Self::Public(handle) => write!(f, "@{handle}"),
            Self::Sealed(sealed) => write!(f, "~{sealed}"),
        }
    }
}
text_serde!(Actor);
