//! Times: the hybrid logical clock that orders events, and the wall time that people read.
//!
//! The hybrid clock follows Kulkarni et al., "Logical Physical Clocks" (2014): it stays close to the
//! wall clock, never goes back, and an event always has a greater value than any event it has seen.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::text_serde;

/// A hybrid logical clock value: 48 bits of milliseconds since 1970 and a 16-bit counter.
///
/// As text `2026-03-14T09:22:31.123Z/0004`, which sorts as text in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Hlc(u64);

/// The text is not a hybrid clock value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a clock value like `2026-03-14T09:22:31.123Z/0004`")]
pub struct HlcError;

impl Hlc {
    /// The value with these parts; milliseconds before 1970 or after 9999 are cut to that range.
    pub fn new(at: Timestamp, counter: u16) -> Self {
        let ms = at.as_millisecond().clamp(0, 253_402_300_799_999);
        Self((ms.unsigned_abs() << 16) | u64::from(counter))
    }

    /// The next value on a device whose newest known event has the value `self`, at wall time `now`.
    pub fn tick(self, now: Timestamp) -> Self {
        let wall = Self::new(now, 0);
        if wall > self { wall } else { Self(self.0 + 1) }
    }

    /// The wall part.
    pub fn timestamp(self) -> Timestamp {
        let ms = i64::try_from(self.0 >> 16).unwrap_or(0);
        Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The counter part.
    pub fn counter(self) -> u16 {
        (self.0 & 0xffff) as u16
    }
}

impl FromStr for Hlc {
    type Err = HlcError;
    fn from_str(text: &str) -> Result<Self, HlcError> {
        let (time, counter) = text.split_once('/').ok_or(HlcError)?;
        if counter.len() != 4 {
            return Err(HlcError);
        }
        let counter = u16::from_str_radix(counter, 16).map_err(|_| HlcError)?;
        let time: Timestamp = time.parse().map_err(|_| HlcError)?;
        Ok(Self::new(time, counter))
    }
}
impl fmt::Display for Hlc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}/{:04x}", self.timestamp(), self.counter())
    }
}
text_serde!(Hlc);

/// A moment with the offset that the place had, in seconds: `2026-03-14T10:22:31+01:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wall {
    seconds: i64,
    offset_minutes: i16,
}

/// The text is not a wall time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a time with its offset like `2026-03-14T10:22:31+01:00`")]
pub struct WallError;

impl Wall {
    /// The moment as seen in a time zone.
    pub fn new(at: Timestamp, zone: &TimeZone) -> Self {
        let minutes = zone.to_offset(at).seconds() / 60;
        Self { seconds: at.as_second(), offset_minutes: i16::try_from(minutes).unwrap_or(0) }
    }

    /// The moment.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_second(self.seconds).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Date and time as the place saw them.
    pub fn local(self) -> jiff::civil::DateTime {
        self.offset().to_datetime(self.timestamp())
    }

    /// The calendar date at the place.
    pub fn date(self) -> jiff::civil::Date {
        self.local().date()
    }

    fn offset(self) -> Offset {
        Offset::from_seconds(i32::from(self.offset_minutes) * 60).unwrap_or(Offset::UTC)
    }
}

impl FromStr for Wall {
    type Err = WallError;
    fn from_str(text: &str) -> Result<Self, WallError> {
        let pieces = jiff::fmt::temporal::Pieces::parse(text).map_err(|_| WallError)?;
        let offset = match pieces.offset().ok_or(WallError)? {
            jiff::fmt::temporal::PiecesOffset::Numeric(n) => n.offset(),
            _ => Offset::UTC,
        };
        let local = pieces.date().to_datetime(pieces.time().ok_or(WallError)?);
        let at = offset.to_timestamp(local).map_err(|_| WallError)?;
        let minutes = i16::try_from(offset.seconds() / 60).map_err(|_| WallError)?;
        Ok(Self { seconds: at.as_second(), offset_minutes: minutes })
    }
}
impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let minutes = self.offset_minutes.unsigned_abs();
        write!(f, "{}{sign}{:02}:{:02}", self.local(), minutes / 60, minutes % 60)
    }
}
text_serde!(Wall);

/// How far the clock of the writing device could be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Nothing speaks against it.
    #[default]
    Ok,
    /// It was behind the newest record or the program's own date.
    Suspect,
    /// A steward typed the date.
    Manual,
}

impl Clock {
    /// Whether nothing speaks against the clock.
    pub fn is_ok(&self) -> bool {
        *self == Self::Ok
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_hybrid_clock_never_goes_back() {
        let now: Timestamp = "2026-03-14T09:22:31.123Z".parse().unwrap();
        let first = Hlc::new(now, 4);
        assert_eq!(first.to_string(), "2026-03-14T09:22:31.123Z/0004");
        assert_eq!(first.tick(Timestamp::UNIX_EPOCH).to_string(), "2026-03-14T09:22:31.123Z/0005");
        let later = now + jiff::SignedDuration::from_secs(1);
        assert_eq!(first.tick(later), Hlc::new(later, 0));
    }

    #[test]
    fn a_wall_time_keeps_the_offset_of_the_place() {
        let wall: Wall = "2026-03-14T00:22:31+01:00".parse().unwrap();
        assert_eq!(wall.to_string(), "2026-03-14T00:22:31+01:00");
        assert_eq!(wall.date().to_string(), "2026-03-14");
        assert_eq!(wall.timestamp().to_string(), "2026-03-13T23:22:31Z");
        assert_eq!(
            "2026-03-14T00:22:31Z".parse::<Wall>().unwrap().to_string(),
            "2026-03-14T00:22:31+00:00"
        );
        for bad in ["", "2026-03-14", "2026-03-14T00:22:31", "x+01:00"] {
            assert!(bad.parse::<Wall>().is_err(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn clock_values_sort_as_text_and_read_back(a in 0i64..253_402_300_799_999, b in 0i64..253_402_300_799_999, c: u16, d: u16) {
            let x = Hlc::new(Timestamp::from_millisecond(a).unwrap(), c);
            let y = Hlc::new(Timestamp::from_millisecond(b).unwrap(), d);
            prop_assert_eq!(x.to_string().parse::<Hlc>().unwrap(), x);
            prop_assert_eq!(x.cmp(&y), x.to_string().cmp(&y.to_string()));
        }
    }
}
