//! Reads dates, times, money, quantities, fractions and languages.
//!
//! Dates and times may be text or bare TOML dates. Time zones come from the data base that is built
//! in, so that a file reads alike on every machine.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use jiff::fmt::temporal::{DateTimeParser, Pieces};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, Zoned};

use super::path::language;
use super::reader::{Field, Reader};
use super::suggest::shown;
use super::tree::Value;
use crate::record::{Lang, Money, Quantity};

static PARSER: DateTimeParser = DateTimeParser::new();

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The time zone with this IANA name.
pub fn time_zone(name: &str) -> Option<TimeZone> {
    ZONES.get(name).ok()
}

/// A date and time with its zone in brackets, or with an offset alone.
pub(crate) fn zoned(text: &str) -> Option<Zoned> {
    if text.contains('[') {
        return PARSER.parse_zoned_with(&ZONES, text).ok();
    }
    let offset = Pieces::parse(text).ok()?.to_numeric_offset()?;
    Some(PARSER.parse_timestamp(text).ok()?.to_zoned(TimeZone::fixed(offset)))
}

/// A time of day; `24:00` is the last moment of the day.
pub(crate) fn time_of_day(text: &str) -> Option<Time> {
    if matches!(text, "24:00" | "24:00:00") {
        return Some(Time::MAX);
    }
    let looks_right = text.len() >= 5 && text.as_bytes().get(2) == Some(&b':');
    looks_right.then(|| text.parse().ok()).flatten()
}

/// `numerator/denominator` or whole percent, at most one.
pub(crate) fn fraction(text: &str) -> Option<(u32, u32)> {
    let (top, bottom) = match text.split_once('/') {
        Some((top, bottom)) => (top.trim().parse().ok()?, bottom.trim().parse().ok()?),
        None => (text.strip_suffix('%')?.trim().parse().ok()?, 100),
    };
    (bottom > 0 && top <= bottom).then_some((top, bottom))
}

impl Reader {
    /// The text of a date or time, written with or without quotes.
    fn moment(&mut self, field: Field<'_>) -> Option<String> {
        match field.value() {
            Value::Moment(moment) => Some(moment.to_string()),
            _ => self.owned(field),
        }
    }

    fn moment_as<T>(
        &mut self,
        code: &'static str,
        field: Field<'_>,
        (what, example): (&str, &str),
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.moment(field)?;
        let value = read(text.trim());
        if value.is_none() {
            let message = format!("`{}` is `{}`, which is not {what}", field.name, shown(&text));
            let hint = Some(format!("write it like `\"{example}\"`"));
            self.wrong_hint(code, field, message, hint);
        }
        value
    }

    /// A day of the calendar.
    pub(crate) fn date(&mut self, field: Field<'_>) -> Option<Date> {
        let what = ("a day of the calendar", "2026-03-14");
        self.moment_as("bad-date", field, what, |text| {
            let plain = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
            plain.then(|| text.parse().ok()).flatten()
        })
    }

    /// A time of day.
    pub(crate) fn time(&mut self, field: Field<'_>) -> Option<Time> {
        self.moment_as("bad-time", field, ("a time of day", "16:00"), time_of_day)
    }

    /// A moment with its offset from UTC.
    pub(crate) fn timestamp(&mut self, field: Field<'_>) -> Option<Timestamp> {
        let what = ("a moment with its offset from UTC", "2026-03-14T10:00:00+01:00");
        self.moment_as("bad-time", field, what, |text| PARSER.parse_timestamp(text).ok())
    }

    /// A moment at a place, with its time zone.
    pub(crate) fn zoned(&mut self, field: Field<'_>) -> Option<Zoned> {
        let what = ("a moment with its time zone", "2026-05-16T14:00:00+02:00[Europe/Berlin]");
        self.moment_as("bad-time", field, what, zoned)
    }

    /// An amount of money.
    pub(crate) fn money(&mut self, field: Field<'_>) -> Option<Money> {
        self.parsed("bad-money", field)
    }

    /// How many there are, as far as anybody knows.
    pub(crate) fn quantity(&mut self, field: Field<'_>) -> Option<Quantity> {
        match field.value() {
            Value::Text(_) => self.parsed("bad-quantity", field),
            _ => self.count(field).map(Quantity::Exact),
        }
    }

    /// A share of a whole.
    pub(crate) fn share(&mut self, field: Field<'_>) -> Option<(u32, u32)> {
        let text = self.text(field)?;
        let share = fraction(text);
        if share.is_none() {
            let message = format!("`{}` is `{}`, which is not a share", field.name, shown(text));
            self.wrong_hint("bad-share", field, message, Some("write it like `\"1/4\"`".into()));
        }
        share
    }

    /// A language.
    pub(crate) fn lang(&mut self, field: Field<'_>) -> Option<Lang> {
        let text = self.text(field)?;
        self.lang_of(field, text)
    }

    /// A language that is the key of a table.
    pub(crate) fn lang_of(&mut self, field: Field<'_>, tag: &str) -> Option<Lang> {
        let lang = language(tag);
        if lang.is_none() {
            let message = format!("`{}` is not a language tag", shown(tag));
            let hint = Some("write it like `en`, `es` or `pt-br`".into());
            self.wrong_hint("bad-language", field, message, hint);
        }
        lang
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_with_a_zone_and_one_with_an_offset_are_read() {
        let berlin = zoned("2026-05-16T14:00:00+02:00[Europe/Berlin]").unwrap();
        assert_eq!(berlin.to_string(), "2026-05-16T14:00:00+02:00[Europe/Berlin]");
        assert_eq!(zoned("2026-05-16T14:00:00+02:00").unwrap().timestamp(), berlin.timestamp());
        assert_eq!(zoned("2026-05-16T14:00[Europe/Berlin]").unwrap(), berlin);
        assert_eq!(zoned("2026-05-16T12:00Z").unwrap().timestamp(), berlin.timestamp());
        for bad in ["", "2026-05-16", "2026-05-16T14:00:00", "2026-05-16T14:00+02:00[Mars/Base]"] {
            assert!(zoned(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_share_is_a_fraction_or_percent_of_at_most_one() {
        assert_eq!(fraction("1/4"), Some((1, 4)));
        assert_eq!(fraction("25 %"), Some((25, 100)));
        for bad in ["", "4/3", "1/0", "-1/2", "0.25", "a/b"] {
            assert_eq!(fraction(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_last_moment_of_a_day_is_written_24_00() {
        assert_eq!(time_of_day("24:00"), Some(Time::MAX));
        assert_eq!(time_of_day("16:30"), Some(Time::constant(16, 30, 0, 0)));
        for bad in ["16", "4pm", "25:00", "1630"] {
            assert_eq!(time_of_day(bad), None, "{bad}");
        }
    }
}
