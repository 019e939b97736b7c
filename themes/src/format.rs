//! Dates and numbers as a language writes them. Names and patterns are messages (`month-5`,
//! `date-long`, `number-group`), so a new language brings its own.

use fluent_bundle::FluentValue;
use jiff::civil::{Date, Time};

use crate::strings::{Argument, Strings};

/// How a language writes numbers: the signs between groups and before fractions, and the digits
/// (messages `number-group`, `number-decimal`, `number-zero`).
///
/// Every built-in language writes Western digits, Arabic too: codes, labels, clocks and price tags
/// carry them everywhere, and the Maghreb and the Gulf read nothing else. A node whose members read
/// `٠١٢٣٤٥٦٧٨٩` sets `number-zero = ٠` in its own `theme/locales/ar/dates.ftl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    group: String,
    decimal: String,
    zero: char,
}

impl Numbers {
    pub(crate) fn read(message: impl Fn(&str) -> String) -> Self {
        let read = |key: &str, default: &str| match message(key) {
            text if text.is_empty() || text.starts_with('⟦') => default.to_owned(),
            text => text,
        };
        let zero = read("number-zero", "0").chars().next().unwrap_or('0');
        Self { group: read("number-group", ","), decimal: read("number-decimal", "."), zero }
    }

    /// A whole number.
    pub fn whole(&self, n: i64) -> String {
        self.written(&n.to_string())
    }

    /// A number with so many digits after the decimal sign.
    pub fn fixed(&self, n: f64, digits: usize) -> String {
        self.written(&format!("{n:.digits$}"))
    }

    /// A number that is counted with and never grouped, such as a year or a day.
    pub fn ungrouped(&self, n: impl std::fmt::Display) -> String {
        n.to_string().chars().map(|c| digit(c, self.zero)).collect()
    }

    fn written(&self, plain: &str) -> String {
        written(plain, &self.group, &self.decimal, self.zero)
    }
}

fn written(plain: &str, group: &str, decimal: &str, zero: char) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("−", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
    let mut out = String::from(sign);
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit(c, zero));
    }
    if let Some(part) = part {
        out.push_str(decimal);
        out.extend(part.chars().map(|c| digit(c, zero)));
    }
    out
}

/// A Western digit in the script whose zero this is; anything else stays.
fn digit(c: char, zero: char) -> char {
    let shifted = c.to_digit(10).and_then(|n| char::from_u32(u32::from(zero) + n));
    shifted.unwrap_or(c)
}

type Formatter<M> = fn(&FluentValue<'_>, &M) -> Option<String>;

/// Fluent takes a plain function, so there is one for each set of signs that languages use.
pub(crate) fn formatter<M>(numbers: &Numbers) -> Formatter<M> {
    match numbers.zero {
        '٠' => with_signs::<'٠', M>(numbers),
        '۰' => with_signs::<'۰', M>(numbers),
        _ => with_signs::<'0', M>(numbers),
    }
}

fn with_signs<const ZERO: char, M>(numbers: &Numbers) -> Formatter<M> {
    match (numbers.group.as_str(), numbers.decimal.as_str()) {
        (",", _) => number::<',', '.', ZERO, M>,
        (".", _) => number::<'.', ',', ZERO, M>,
        ("’", _) => number::<'’', '.', ZERO, M>,
        ("٬", _) => number::<'٬', '٫', ZERO, M>,
        ("\u{a0}", _) => number::<'\u{a0}', ',', ZERO, M>,
        _ => number::<'\u{202f}', ',', ZERO, M>,
    }
}

fn number<const GROUP: char, const DECIMAL: char, const ZERO: char, M>(
    value: &FluentValue<'_>,
    _: &M,
) -> Option<String> {
    let (mut group, mut decimal) = ([0; 4], [0; 4]);
    match value {
        FluentValue::Number(n) => Some(written(
            &n.as_string(),
            GROUP.encode_utf8(&mut group),
            DECIMAL.encode_utf8(&mut decimal),
            ZERO,
        )),
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
        let numbers = self.strings.numbers(self.lang);
        let two = |n: i8| Argument::Text(numbers.ungrouped(format!("{n:02}")));
        let hour = Argument::Text(numbers.ungrouped(time.hour()));
        let args = [("hour", hour), ("hour2", two(time.hour())), ("minute", two(time.minute()))];
        self.whole("time", &args)
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
        let numbers = self.strings.numbers(self.lang);
        let text = |text: String| Argument::Text(text);
        let args = [
            ("day", Argument::Number(f64::from(date.day()))),
            ("month", text(self.word(&format!("month-{}", date.month())))),
            ("monthshort", text(self.month_abbreviated(date.month()))),
            ("year", text(numbers.ungrouped(date.year()))),
            ("weekday", text(self.weekday(date.weekday()))),
            ("weekdayshort", text(self.weekday_abbreviated(date.weekday()))),
        ];
        self.whole(key, &args)
    }

    /// A date or a time is one piece: were its parts isolated, `14:02` would be shown as `02:14`
    /// where the text runs right to left.
    fn whole(&self, key: &str, args: &[(&str, Argument)]) -> String {
        self.strings.text(self.lang, key, args).replace(['\u{2068}', '\u{2069}'], "")
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
        assert_eq!(all("fr"), ["16 mai 2026", "sam. 16 mai", "9\u{a0}h\u{a0}05"]);
        assert_eq!(all("ar"), ["16 مايو 2026", "السبت 16 مايو", "9:05"]);
        assert_eq!(all("sv"), ["16 maj 2026", "lör 16 maj", "09:05"]);
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal_in_french() {
        let strings = Strings::read(&Theme::built_in(), "en").unwrap();
        assert_eq!(Calendar::new(&strings, "fr").long(date(2026, 5, 1)), "1er mai 2026");
    }

    #[test]
    fn a_node_may_write_the_digits_of_its_own_script() {
        let own = "x-n = { $n } قطعة\nnumber-group = ٬\nnumber-decimal = ٫\nnumber-zero = ٠";
        let own = [("locales/ar/own.ftl".to_owned(), own.as_bytes().to_vec())];
        let strings = Strings::read(&Theme::with_own(own).unwrap(), "en").unwrap();
        let text = strings.text("ar", "x-n", &[("n", Argument::Number(1204.5))]);
        assert_eq!(text.replace(['\u{2068}', '\u{2069}'], ""), "١٬٢٠٤٫٥ قطعة");
        assert_eq!(strings.numbers("ar").whole(-1204), "−١٬٢٠٤");
        assert!(Calendar::new(&strings, "ar").time(time(14, 2, 0, 0)).contains("١٤:٠٢"));
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        let numbers = Numbers { group: ",".into(), decimal: ".".into(), zero: '0' };
        let all = [7, 123, 1_204, -1_234_567].map(|n| numbers.whole(n));
        assert_eq!(all, ["7", "123", "1,204", "−1,234,567"]);
        assert_eq!(numbers.fixed(1204.25, 1), "1,204.2");
    }
}
