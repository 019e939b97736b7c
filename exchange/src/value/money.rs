//! Amounts of money with symbols, codes, and either decimal mark.

use catalog::record::{Currency, Money};

/// An amount and the currency if the cell names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyText {
    /// The amount in hundredths.
    pub cents: i64,
    /// The currency that the cell names.
    pub currency: Option<Currency>,
}

impl MoneyText {
    /// The amount in its own currency, or else in this one.
    pub fn or_in(self, currency: Option<Currency>) -> Option<Money> {
        let currency = self.currency.or(currency)?;
        Some(Money { cents: self.cents, currency })
    }
}

const SYMBOLS: [(&str, &str); 12] = [
    ("€", "EUR"),
    ("£", "GBP"),
    ("US$", "USD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("₹", "INR"),
    ("₴", "UAH"),
];

const COMMON: [&str; 12] =
    ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "NZD"];

/// Reads `$12.58`, `12,58 €`, `1.234,50 EUR`, `USD 5`. A bare `$`, `kr` or `¥` names no one currency
/// and leaves it to the node's own.
pub fn money_text(text: &str) -> Option<MoneyText> {
    let text = text.trim();
    let (first, last) = (digit_at(text)?, text.rfind(|c: char| c.is_ascii_digit())?);
    let mut number = text.get(first..=last)?;
    let mut before = text.get(..first)?.trim();
    let after = text.get(last + 1..)?.trim().trim_start_matches([',', '.', '-', '–']).trim();
    let negative = before.starts_with(['-', '−', '(']) || before.ends_with(['-', '−']);
    before = before.trim_matches(['-', '−', '(', ' ']);
    number = number.trim();
    let unit = match (before, after.trim_end_matches(')')) {
        ("", unit) | (unit, "") => unit.trim(),
        (a, b) if a.eq_ignore_ascii_case(b) => a,
        // `$12.58 USD`: the code says more than the symbol.
        (symbol, code)
            if Currency::new(code).is_some() && !symbol.contains(char::is_alphanumeric) =>
        {
            code
        }
        _ => return None,
    };
    let currency = if names_no_currency(unit) { None } else { Some(currency_of(unit)?) };
    let cents = cents_of(number)?;
    Some(MoneyText { cents: if negative { -cents } else { cents }, currency })
}

fn digit_at(text: &str) -> Option<usize> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    // `.50` begins with its decimal mark.
    match text.get(..at)?.chars().next_back() {
        Some(mark @ ('.' | ',')) => Some(at - mark.len_utf8()),
        _ => Some(at),
    }
}

/// Nothing, or a sign that several countries use.
fn names_no_currency(unit: &str) -> bool {
    let lower = unit.trim_end_matches('.').to_lowercase();
    matches!(lower.as_str(), "" | "$" | "¥" | "kr" | "fr" | "dollar" | "dollars")
}

fn currency_of(unit: &str) -> Option<Currency> {
    let by_symbol =
        SYMBOLS.iter().find(|(s, _)| s.eq_ignore_ascii_case(unit)).map(|(_, code)| *code);
    let upper = unit.to_ascii_uppercase();
    let spelt = match upper.as_str() {
        "EURO" | "EUROS" => "EUR",
        // In small letters only the usual ones: `pcs` has the form of a code as well.
        known if COMMON.contains(&known) => known,
        _ => unit,
    };
    Currency::new(by_symbol.unwrap_or(spelt))
}

/// The last of `,` and `.` is the decimal mark unless exactly three digits follow the only one.
fn cents_of(number: &str) -> Option<i64> {
    let number: String =
        number.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')).collect();
    if !number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return None;
    }
    let mark = number.rfind(['.', ',']);
    let decimal = mark.filter(|&at| {
        let places = number.len() - at - 1;
        let same = number.get(at..=at).map_or(0, |m| number.matches(m).count());
        let other = number.get(..at).is_some_and(|head| head.contains(['.', ',']));
        same == 1 && (places != 3 || (other && places <= 4) || number.starts_with("0."))
    });
    let (whole, part) = match decimal {
        Some(at) => (number.get(..at)?, number.get(at + 1..)?),
        None => (number.as_str(), ""),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    // Databases write four places; the third one rounds.
    let thousandths: i64 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    whole.checked_mul(100)?.checked_add((thousandths + 5) / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(i64, Option<String>)> {
        money_text(text).map(|m| (m.cents, m.currency.map(|c| c.as_str().to_owned())))
    }

    #[test]
    fn amounts_are_read_with_either_decimal_mark_and_any_symbol() {
        for (text, cents, code) in [
            ("12.58", 1258, None),
            ("$12.58", 1258, None),
            ("$12.58 USD", 1258, Some("USD")),
            ("US$ 5", 500, Some("USD")),
            ("12,58 €", 1258, Some("EUR")),
            ("€ 1.234,50", 123_450, Some("EUR")),
            ("£1,234.50", 123_450, Some("GBP")),
            ("1,234", 123_400, None),
            ("1 234,5 PLN", 123_450, Some("PLN")),
            ("1'200.00 CHF", 120_000, Some("CHF")),
            ("usd 5.0000", 500, Some("USD")),
            ("0.125", 13, None),
            (".50", 50, None),
            ("-3.00", -300, None),
            ("120,- €", 12_000, Some("EUR")),
            ("50 kr", 5000, None),
        ] {
            assert_eq!(read(text), Some((cents, code.map(str::to_owned))), "{text}");
        }
    }

    #[test]
    fn what_is_not_an_amount_is_not_guessed() {
        for text in ["", "free", "about 20", "12-15", "3 pcs", "99999999999999999999", "1/2"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
