//! Times: the hybrid logical clock that orders events, and the wall time that people read.
//!
//! The hybrid clock follows Kulkarni et al., "Logical Physical Clocks" (2014): it stays close to the
//! wall clock, never goes back, and an event always has a greater value than any event it has seen.

use std::fmt;
use std::num::NonZeroU64;
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
///
/// One number: the seconds since 1970 above, the minutes of the offset in the lowest 16 bits, both
/// moved up so that none is below zero and the number sorts by moment, then by offset.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wall(NonZeroU64);

/// Further back than any moment that can be written, which is after the year -9999.
const BEFORE_ALL_TIME: i64 = 1 << 40;
const MIDDLE_OFFSET: u64 = 1 << 15;

/// The text is not a wall time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a time with its offset like `2026-03-14T10:22:31+01:00`")]
pub struct WallError;

impl Wall {
    /// The moment as seen in a time zone.
    pub fn new(at: Timestamp, zone: &TimeZone) -> Self {
        Self::packed(at, zone.to_offset(at))
    }

    fn packed(at: Timestamp, offset: Offset) -> Self {
        let seconds = at.as_second().saturating_add(BEFORE_ALL_TIME).unsigned_abs();
        let minutes = MIDDLE_OFFSET.saturating_add_signed(i64::from(offset.seconds() / 60));
        Self(NonZeroU64::new((seconds << 16) | minutes).unwrap_or(NonZeroU64::MIN))
    }

    /// The moment.
    pub fn timestamp(self) -> Timestamp {
        let seconds = i64::try_from(self.0.get() >> 16).unwrap_or(BEFORE_ALL_TIME);
        Timestamp::from_second(seconds - BEFORE_ALL_TIME).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Date and time as the place saw them.
    pub fn local(self) -> jiff::civil::DateTime {
        self.offset().to_datetime(self.timestamp())
    }

    /// The calendar date at the place.
    pub fn date(self) -> jiff::civil::Date {
        self.local().date()
    }

    fn offset_minutes(self) -> i32 {
        let lowest = self.0.get() & (2 * MIDDLE_OFFSET - 1);
        i32::try_from(lowest.cast_signed() - MIDDLE_OFFSET.cast_signed()).unwrap_or(0)
    }

    fn offset(self) -> Offset {
        Offset::from_seconds(self.offset_minutes() * 60).unwrap_or(Offset::UTC)
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
        Ok(Self::packed(at, offset))
    }
}
impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = self.offset_minutes();
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = offset.unsigned_abs();
        write!(f, "{}{sign}{:02}:{:02}", self.local(), minutes / 60, minutes % 60)
    }
}
impl fmt::Debug for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
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

    #[test]
    fn wall_times_sort_by_moment_and_then_by_offset() {
        let wall = |text: &str| text.parse::<Wall>().unwrap();
        let sorted = [
            "-009999-01-03T00:00:00-23:00",
            "1969-12-31T23:59:59+00:00",
            "1970-01-01T00:00:00+00:00",
            "2026-03-14T08:00:00-01:00",
            "2026-03-14T09:00:00+00:00",
            "2026-03-14T10:00:00+01:00",
            "2026-03-14T09:00:01-11:30",
            "9999-12-30T00:00:00+14:00",
        ];
        assert!(sorted.windows(2).all(|pair| wall(pair[0]) < wall(pair[1])));
        assert!(sorted.iter().all(|text| wall(text).to_string() == *text));
        assert_eq!(size_of::<Option<Wall>>(), 8);
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
