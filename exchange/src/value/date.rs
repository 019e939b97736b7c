//! Calendar dates. `3/4/23` means two things; which one is decided once for a whole file.

use std::cmp::Ordering;

use jiff::civil::Date;

/// Which comes first in `3/4/23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 3 April.
    DayFirst,
    /// March 4.
    MonthFirst,
}

/// A cell that holds a date, as far as one can say without knowing the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateText {
    /// Only one reading.
    Sure(Date),
    /// Two numbers and a year; which number is the month depends on the file.
    Slashed {
        /// The first number.
        first: i8,
        /// The second number.
        second: i8,
        /// The year.
        year: i16,
    },
}

impl DateText {
    /// The date under this order; none if there is no such day.
    pub fn under(self, order: DateOrder) -> Option<Date> {
        match (self, order) {
            (Self::Sure(date), _) => Some(date),
            (Self::Slashed { first, second, year }, DateOrder::DayFirst) => {
                Date::new(year, second, first).ok()
            }
            (Self::Slashed { first, second, year }, DateOrder::MonthFirst) => {
                Date::new(year, first, second).ok()
            }
        }
    }

    /// Whether both orders give a day, and different ones.
    pub fn is_ambiguous(self) -> bool {
        let both = (self.under(DateOrder::DayFirst), self.under(DateOrder::MonthFirst));
        matches!(both, (Some(a), Some(b)) if a != b)
    }
}

/// What the dates of one file have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// The order is known (told, or shown by a day above 12), or does not matter.
    Known(DateOrder),
    /// Nothing in the file tells; this is one of the dates.
    Ambiguous(DateText),
}

impl Dates {
    /// Decides the order from all dates of a file. A file that shows both orders is read with the
    /// order that more of its dates allow.
    pub fn decide(told: Option<DateOrder>, dates: &[DateText]) -> Self {
        if let Some(order) = told {
            return Self::Known(order);
        }
        let fits = |order| dates.iter().filter(|d| d.under(order).is_some()).count();
        let (day, month) = (fits(DateOrder::DayFirst), fits(DateOrder::MonthFirst));
        match (day.cmp(&month), dates.iter().find(|d| d.is_ambiguous())) {
            (Ordering::Equal, Some(&example)) => Self::Ambiguous(example),
            (Ordering::Less, _) => Self::Known(DateOrder::MonthFirst),
            (Ordering::Greater, _) | (Ordering::Equal, None) => Self::Known(DateOrder::DayFirst),
        }
    }

    /// The date that this cell means in this file.
    pub fn resolve(self, text: DateText) -> Option<Date> {
        match self {
            Self::Known(order) => text.under(order),
            Self::Ambiguous(_) if text.is_ambiguous() => None,
            Self::Ambiguous(_) => {
                text.under(DateOrder::DayFirst).or(text.under(DateOrder::MonthFirst))
            }
        }
    }
}

/// Reads a cell as a date: ISO 8601 with or without a time, `23.1.2023`, `1/23/23`, `Jan 23, 2023`.
pub fn date_text(text: &str) -> Option<DateText> {
    let text = text.trim();
    iso(text).map(DateText::Sure).or_else(|| numbers(text)).or_else(|| month_name(text))
}

fn iso(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    let rest_is_time = text.get(10..)?.chars().next().is_none_or(|c| matches!(c, 'T' | ' '));
    let shape = day.bytes().enumerate().all(|(at, b)| match at {
        4 | 7 => b == b'-' || b == b'/',
        _ => b.is_ascii_digit(),
    });
    (shape && rest_is_time).then(|| day.replace('/', "-").parse().ok())?
}

fn numbers(text: &str) -> Option<DateText> {
    let day_part = text.split([' ', 'T']).next()?;
    let separator = day_part.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = day_part.split(separator);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let (first, second, year) = (number(first)?, number(second)?, year_of(year)?);
    if separator == '.' {
        // Dates with full stops have the day first wherever they are written.
        return Date::new(year, second, first).ok().map(DateText::Sure);
    }
    let read = DateText::Slashed { first, second, year };
    let possible = read.under(DateOrder::DayFirst).or(read.under(DateOrder::MonthFirst));
    possible.map(|_| read)
}

fn number(text: &str) -> Option<i8> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Two digits are of this century up to 69, as POSIX `strptime` has it.
fn year_of(text: &str) -> Option<i16> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value: i16 = text.parse().ok()?;
    match text.len() {
        2 if value < 69 => Some(2000 + value),
        2 => Some(1900 + value),
        4 => Some(value),
        _ => None,
    }
}

fn month_name(text: &str) -> Option<DateText> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|w| !w.is_empty()).collect();
    let month_at = words.iter().take(2).position(|w| {
        w.len() >= 3 && MONTHS.iter().any(|m| w.get(..3).is_some_and(|h| h.eq_ignore_ascii_case(m)))
    })?;
    let name = words.get(month_at)?.get(..3)?;
    let month = MONTHS.iter().position(|m| name.eq_ignore_ascii_case(m))? + 1;
    let day = words.get(1 - month_at)?.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let year = year_of(words.get(2)?)?;
    Date::new(year, i8::try_from(month).ok()?, number(day)?).ok().map(DateText::Sure)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_with_one_reading_are_read() {
        for text in [
            "2023-01-23",
            "2023-01-23 10:22:31",
            "2023-01-23T10:22:31Z",
            "2023/01/23",
            "23.1.2023",
            "23.01.23",
            "Jan 23, 2023",
            "23 January 2023",
            "23-Jan-2023",
        ] {
            assert_eq!(date_text(text), Some(DateText::Sure(date(2023, 1, 23))), "{text}");
        }
        for text in ["", "soon", "2023", "1/2", "32/13/2023", "2023-02-30", "1.2.3.4", "ä/ö/ü"] {
            assert_eq!(date_text(text), None, "{text}");
        }
    }

    #[test]
    fn one_day_above_twelve_decides_for_the_whole_file() {
        let texts = ["3/4/23", "1/23/23"].map(|t| date_text(t).unwrap());
        let dates = Dates::decide(None, &texts);
        assert_eq!(dates, Dates::Known(DateOrder::MonthFirst));
        assert_eq!(dates.resolve(texts[0]), Some(date(2023, 3, 4)));
    }

    #[test]
    fn dates_that_may_mean_two_days_stay_open_until_somebody_says() {
        let texts = ["3/4/23", "5/5/23"].map(|t| date_text(t).unwrap());
        let dates = Dates::decide(None, &texts);
        assert!(matches!(dates, Dates::Ambiguous(_)));
        assert_eq!(dates.resolve(texts[0]), None);
        assert_eq!(dates.resolve(texts[1]), Some(date(2023, 5, 5)));
        let told = Dates::decide(Some(DateOrder::DayFirst), &texts);
        assert_eq!(told.resolve(texts[0]), Some(date(2023, 4, 3)));
    }
}
