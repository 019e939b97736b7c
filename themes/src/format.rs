//! Dates and numbers as a language writes them. Names and patterns are messages (`month-5`,
//! `date-long`, `number-group`), so a new language brings its own.

use fluent_bundle::FluentValue;
use jiff::civil::{Date, Time};

use crate::strings::{Argument, Strings};

/// How a language writes numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    group: String,
    decimal: String,
}

impl Numbers {
    pub(crate) fn read(message: impl Fn(&str) -> String) -> Self {
        let read = |key: &str, default: &str| match message(key) {
            text if text.is_empty() || text.starts_with('⟦') => default.to_owned(),
            text => text,
        };
        Self { group: read("number-group", ","), decimal: read("number-decimal", ".") }
    }

    /// A whole number.
    pub fn whole(&self, n: i64) -> String {
        grouped(&n.to_string(), &self.group, &self.decimal)
    }

    /// A number with so many digits after the decimal sign.
    pub fn fixed(&self, n: f64, digits: usize) -> String {
        grouped(&format!("{n:.digits$}"), &self.group, &self.decimal)
    }
}

fn grouped(plain: &str, group: &str, decimal: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("−", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
    let mut out = String::from(sign);
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(c);
    }
    if let Some(part) = part {
        out.push_str(decimal);
        out.push_str(part);
    }
    out
}

/// Fluent takes a plain function, so there is one for each pair of signs that languages use.
pub(crate) fn formatter<M>(numbers: &Numbers) -> fn(&FluentValue<'_>, &M) -> Option<String> {
    match (numbers.group.as_str(), numbers.decimal.as_str()) {
        (",", _) => |value, _| number(value, ",", "."),
        (".", _) => |value, _| number(value, ".", ","),
        ("’", _) => |value, _| number(value, "’", "."),
        _ => |value, _| number(value, "\u{202f}", ","),
    }
}

fn number(value: &FluentValue<'_>, group: &str, decimal: &str) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(grouped(&n.as_string(), group, decimal)),
        _ => None,
    }
}

/// Writes dates in one language.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'s> {
    strings: &'s Strings,
    lang: &'s str,
}

impl<'s> Calendar<'s> {
    /// Dates in this language.
    pub fn new(strings: &'s Strings, lang: &'s str) -> Self {
        Self { strings, lang }
    }

    /// `12 May 2026`
    pub fn long(&self, date: Date) -> String {
        self.pattern("date-long", date)
    }

    /// `12 May`
    pub fn short(&self, date: Date) -> String {
        self.pattern("date-short", date)
    }

    /// `1 Dec`
    pub fn tiny(&self, date: Date) -> String {
        self.pattern("date-tiny", date)
    }

    /// `Sat 16 May`
    pub fn weekday_short(&self, date: Date) -> String {
        self.pattern("date-weekday", date)
    }

    /// `Saturday, 16 May 2026`
    pub fn full(&self, date: Date) -> String {
        self.pattern("date-full", date)
    }

    /// `May 2026`
    pub fn month_year(&self, date: Date) -> String {
        self.pattern("date-month", date)
    }

    /// `14:02`
    pub fn time(&self, time: Time) -> String {
        let two = |n: i8| Argument::Text(format!("{n:02}"));
        let hour = Argument::Text(time.hour().to_string());
        let args = [("hour", hour), ("hour2", two(time.hour())), ("minute", two(time.minute()))];
        self.strings.text(self.lang, "time", &args)
    }

    /// `Saturday`
    pub fn weekday(&self, day: jiff::civil::Weekday) -> String {
        self.word(&format!("weekday-{}", day.to_monday_one_offset()))
    }

    /// `Sat`
    pub fn weekday_abbreviated(&self, day: jiff::civil::Weekday) -> String {
        self.word(&format!("weekday-short-{}", day.to_monday_one_offset()))
    }

    /// `May`, abbreviated where that is usual.
    pub fn month_abbreviated(&self, month: i8) -> String {
        self.word(&format!("month-short-{month}"))
    }

    fn word(&self, key: &str) -> String {
        self.strings.text(self.lang, key, &[])
    }

    fn pattern(&self, key: &str, date: Date) -> String {
        let text = |text: String| Argument::Text(text);
        let args = [
            ("day", text(date.day().to_string())),
            ("month", text(self.word(&format!("month-{}", date.month())))),
            ("monthshort", text(self.month_abbreviated(date.month()))),
            ("year", text(date.year().to_string())),
            ("weekday", text(self.weekday(date.weekday()))),
            ("weekdayshort", text(self.weekday_abbreviated(date.weekday()))),
        ];
        self.strings.text(self.lang, key, &args)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::files::Theme;

    #[test]
    fn dates_follow_the_language() {
        let strings = Strings::read(&Theme::built_in(), "en").unwrap();
        let day = date(2026, 5, 16);
        let all = |lang| {
            let calendar = Calendar::new(&strings, lang);
            [calendar.long(day), calendar.weekday_short(day), calendar.time(time(9, 5, 0, 0))]
        };
        assert_eq!(all("en"), ["16 May 2026", "Sat 16 May", "9:05"]);
        assert_eq!(all("de"), ["16. Mai 2026", "Sa 16. Mai", "9:05"]);
        assert_eq!(all("es"), ["16 de mayo de 2026", "sáb 16 may", "9:05"]);
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        let numbers = Numbers { group: ",".into(), decimal: ".".into() };
        let all = [7, 123, 1_204, -1_234_567].map(|n| numbers.whole(n));
        assert_eq!(all, ["7", "123", "1,204", "−1,234,567"]);
        assert_eq!(numbers.fixed(1204.25, 1), "1,204.2");
    }
}
