//! One event, one line of JSON: reading, writing, hashing.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::{Actor, Clock, Event, Hlc, Kind, KindError, Seen, Wall};
use crate::ids::{EventId, IdError, text_serde};

/// The version that this program writes into `v`.
const VERSION: u32 = 1;

/// The first 128 bits of a line's SHA-256, in hexadecimal: `head -n1 feed | tr -d '\n' | sha256sum`
/// shows the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineHash([u8; 16]);

impl LineHash {
    /// The hash of a line without its line end.
    pub fn of(line: &[u8]) -> Self {
        let digest = Sha256::digest(line);
        let mut first = [0; 16];
        first.copy_from_slice(&digest[..16]);
        Self(first)
    }
}
impl FromStr for LineHash {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError::Character {
            found: text.chars().next().unwrap_or(' '),
            allowed: "32 hexadecimal digits",
        };
        if text.len() != 32 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(wrong());
        }
        u128::from_str_radix(text, 16).map(|n| Self(n.to_be_bytes())).map_err(|_| wrong())
    }
}
impl fmt::Display for LineHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}
impl fmt::Debug for LineHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
text_serde!(LineHash);

/// Why a line is not an event.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The bytes are not text.
    #[error("is not UTF-8 from byte {at} on")]
    Utf8 {
        /// The first byte that does not fit.
        at: usize,
    },
    /// The line is longer than any event can be.
    #[error("is {length} bytes long, the most is {}", crate::feed::MAX_LINE)]
    TooLong {
        /// Its length.
        length: usize,
    },
    /// Not JSON, or the envelope is not whole.
    #[error("is not an event")]
    Envelope(#[source] serde_json::Error),
    /// The payload is not what its kind asks for.
    #[error(transparent)]
    Payload(#[from] KindError),
}

#[derive(Deserialize)]
struct Envelope<'a> {
    id: EventId,
    #[serde(default)]
    prev: Option<LineHash>,
    hlc: Hlc,
    wall: Wall,
    #[serde(default)]
    effective: Option<Wall>,
    #[serde(default)]
    clock: Clock,
    #[serde(default)]
    seen: Seen,
    actor: Actor,
    #[serde(default)]
    station: Option<Box<str>>,
    #[serde(borrow)]
    kind: std::borrow::Cow<'a, str>,
}

/// Reads one line (without its line end).
pub fn read_line(line: &[u8]) -> Result<Event, LineError> {
    if line.len() > crate::feed::MAX_LINE {
        return Err(LineError::TooLong { length: line.len() });
    }
    let text = std::str::from_utf8(line).map_err(|e| LineError::Utf8 { at: e.valid_up_to() })?;
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(LineError::Envelope)?;
    let kind = Kind::read(&envelope.kind, text)?;
    Ok(Event {
        id: envelope.id,
        prev: envelope.prev,
        hash: LineHash::of(line),
        hlc: envelope.hlc,
        wall: envelope.wall,
        effective: envelope.effective,
        clock: envelope.clock,
        seen: envelope.seen,
        actor: envelope.actor,
        station: envelope.station,
        kind,
    })
}

/// Everything that a writer decides about a new event; the line and its hash follow from it.
#[derive(Debug, Clone)]
pub struct WriteLine<'a> {
    /// The next id of this device.
    pub id: EventId,
    /// Hash of its previous line.
    pub prev: Option<LineHash>,
    /// The ticked clock.
    pub hlc: Hlc,
    /// The wall time.
    pub wall: Wall,
    /// When it happened, if not now.
    pub effective: Option<Wall>,
    /// How far the clock is trusted.
    pub clock: Clock,
    /// What was read of the others.
    pub seen: &'a Seen,
    /// Who is answerable.
    pub actor: &'a Actor,
    /// Where it was done.
    pub station: Option<&'a str>,
    /// What happened.
    pub kind: &'a Kind,
}

#[derive(Serialize)]
struct Head<'a> {
    v: u32,
    id: EventId,
    #[serde(skip_serializing_if = "Option::is_none")]
    prev: Option<LineHash>,
    hlc: Hlc,
    wall: Wall,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<Wall>,
    #[serde(skip_serializing_if = "Clock::is_ok")]
    clock: Clock,
    #[serde(skip_serializing_if = "Seen::is_empty")]
    seen: &'a Seen,
    actor: &'a Actor,
    #[serde(skip_serializing_if = "Option::is_none")]
    station: Option<&'a str>,
    kind: &'a str,
}

impl WriteLine<'_> {
    /// The event and its line without a line end: envelope first, then the payload's fields.
    pub fn finish(self) -> Result<(String, Event), serde_json::Error> {
        let head = Head {
            v: VERSION,
            id: self.id,
            prev: self.prev,
            hlc: self.hlc,
            wall: self.wall,
            effective: self.effective,
            clock: self.clock,
            seen: self.seen,
            actor: self.actor,
            station: self.station,
            kind: self.kind.name(),
        };
        let mut line = serde_json::to_string(&head)?;
        let payload = self.kind.payload()?;
        let fields = payload.strip_prefix('{').unwrap_or("}");
        if fields == "}" {
            return Ok(self.with_hash(line));
        }
        line.pop();
        line.push(',');
        line.push_str(fields);
        Ok(self.with_hash(line))
    }

    fn with_hash(self, line: String) -> (String, Event) {
        let event = Event {
            id: self.id,
            prev: self.prev,
            hash: LineHash::of(line.as_bytes()),
            hlc: self.hlc,
            wall: self.wall,
            effective: self.effective,
            clock: self.clock,
            seen: self.seen.clone(),
            actor: self.actor.clone(),
            station: self.station.map(Into::into),
            kind: self.kind.clone(),
        };
        (line, event)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::event::{HoldPlace, LoanOut, PolicySnapshot, Wanted};

    fn written(kind: &Kind) -> (String, Event) {
        WriteLine {
            id: "k7m2-41".parse().unwrap(),
            prev: Some(LineHash::of(b"x")),
            hlc: "2026-03-14T09:22:31.123Z/0004".parse().unwrap(),
            wall: "2026-03-14T10:22:31+01:00".parse().unwrap(),
            effective: None,
            clock: Clock::Ok,
            seen: &Seen::new([("kb".parse().unwrap(), 1841)]),
            actor: &Actor::Member,
            station: None,
            kind,
        }
        .finish()
        .unwrap()
    }

    fn loan() -> Kind {
        Kind::LoanOut(Box::new(LoanOut {
            unit: "7K3-QP2J".parse().unwrap(),
            qty: None,
            patron: "c2VhbGVk".parse().unwrap(),
            due: "2026-03-21".parse().unwrap(),
            policy: Arc::new(PolicySnapshot {
                name: Some("standard".parse().unwrap()),
                period: 7,
                unit: crate::record::PeriodUnit::Day,
                renewals: 1,
                grace: 0,
            }),
            lines: [].into(),
            parts_out: [].into(),
            notice_ack: true,
            hold: None,
            reservation: None,
            overrides: [].into(),
            note: None,
        }))
    }

    #[test]
    fn a_line_is_one_flat_object_with_the_envelope_first() {
        insta::assert_snapshot!(written(&loan()).0, @r#"{"v":1,"id":"k7m2-41","prev":"2d711642b726b04401627ca9fbac32f5","hlc":"2026-03-14T09:22:31.123Z/0004","wall":"2026-03-14T10:22:31+01:00","seen":{"kb":1841},"actor":"self","kind":"loan.out","unit":"7K3-QP2J","patron":"c2VhbGVk","due":"2026-03-21","policy":{"name":"standard","period":7,"renewals":1},"notice_ack":true}"#);
    }

    #[test]
    fn an_event_reads_back_as_it_was_written() {
        let hold = Kind::HoldPlace(Box::new(HoldPlace {
            wanted: Wanted::Title("hammer-drill".parse().unwrap()),
            patron: "c2VhbGVk".parse().unwrap(),
        }));
        for kind in [loan(), hold] {
            let (line, event) = written(&kind);
            assert_eq!(read_line(line.as_bytes()).unwrap(), event);
        }
    }

    #[test]
    fn a_kind_from_a_newer_version_is_kept() {
        let line = written(&loan()).0.replace("loan.out", "loan.teleport");
        let event = read_line(line.as_bytes()).unwrap();
        assert!(matches!(&event.kind, Kind::Unknown(newer) if &*newer.name == "loan.teleport"));
    }

    #[test]
    fn what_is_not_an_event_says_why() {
        assert!(matches!(read_line(b"{\xff}"), Err(LineError::Utf8 { at: 1 })));
        assert!(matches!(read_line(b"{"), Err(LineError::Envelope(_))));
        let line = written(&loan()).0.replace("7K3-QP2J", "7K3-QP2K");
        assert!(matches!(read_line(line.as_bytes()), Err(LineError::Payload(_))));
    }

    #[test]
    fn an_event_knows_what_its_writer_had_seen() {
        let event = written(&loan()).1;
        for (other, seen) in [
            ("k7m2-40", true),
            ("k7m2-41", false),
            ("kb-1841", true),
            ("kb-1842", false),
            ("kc-1", false),
        ] {
            assert_eq!(event.saw(other.parse().unwrap()), seen, "{other}");
        }
    }
}
