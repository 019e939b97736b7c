//! How many there are. People count, estimate, or have not looked; all three are kept apart.

use catalog::record::Quantity;

/// A number of things with what is counted, where the cell says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// How many.
    pub quantity: Quantity,
    /// What is counted: `ft`, `kit`, `boxes`.
    pub measure: Option<String>,
    /// Whether the cell could be understood; if not, the quantity is unknown.
    pub understood: bool,
}

impl Counted {
    fn unknown(understood: bool) -> Self {
        Self { quantity: Quantity::Unknown, measure: None, understood }
    }
}

const ABOUT: [&str; 12] = [
    "~",
    "≈",
    "ca.",
    "ca",
    "circa",
    "approx.",
    "approx",
    "about",
    "c.",
    "etwa",
    "ungefähr",
    "env.",
];

const UNCOUNTED: [&str; 20] = [
    "unknown", "?", "low", "medium", "high", "few", "a few", "some", "several", "many", "lots",
    "various", "plenty", "none", "n/a", "na", "null", "multiple", "assorted", "-",
];

/// Reads a quantity. An empty cell says nothing at all, so there is no answer.
///
/// Numbers below zero are how several programs write "not counted, but there are some".
pub fn counted(text: &str) -> Option<Counted> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let lower = text.to_lowercase();
    if UNCOUNTED.contains(&lower.as_str()) {
        return Some(Counted::unknown(true));
    }
    let bare = ABOUT.iter().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        // `ca` must not eat the first letters of `cans`.
        let apart = !word.ends_with(char::is_alphabetic) || rest.starts_with([' ', '.']);
        apart.then(|| rest.trim_start_matches('.').trim())
    });
    Some(number_and_measure(bare.unwrap_or(&lower), bare.is_some(), text))
}

fn number_and_measure(lower: &str, mut about: bool, text: &str) -> Counted {
    let digits_end = lower
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .unwrap_or(lower.len());
    let (number, rest) = lower.split_at(digits_end);
    if let Some(below_zero) = lower.strip_prefix('-') {
        return Counted::unknown(below_zero.parse::<f64>().is_ok());
    }
    let Some((value, rounded)) = whole(number) else { return Counted::unknown(false) };
    about |= rounded;
    let mut rest = rest.trim();
    if let Some(after) = rest.strip_prefix('+') {
        (about, rest) = (true, after.trim());
    }
    let mut value = value;
    if let Some((to, after)) = range_end(rest) {
        (value, about, rest) = (value.midpoint(to), true, after);
    }
    let measure = measure_of(rest, text);
    if !rest.is_empty() && measure.is_none() {
        return Counted::unknown(false);
    }
    let quantity = if about { Quantity::About(value) } else { Quantity::Exact(value) };
    Counted { quantity, measure, understood: true }
}

/// The measure as it is spelt in the cell: at most two short words.
fn measure_of(rest: &str, text: &str) -> Option<String> {
    let rest = rest.trim_start_matches(['x', '×']).trim_start();
    let short = rest.split_whitespace().count() <= 2 && rest.chars().count() <= 16;
    let worded =
        !rest.is_empty() && rest.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.'));
    let from = text.char_indices().rev().nth(rest.chars().count().checked_sub(1)?)?.0;
    (short && worded).then(|| text.get(from..).map(str::to_owned))?
}

/// `-20` or `–20` after a number.
fn range_end(rest: &str) -> Option<(u32, &str)> {
    let after = rest.strip_prefix(['-', '–'])?.trim_start();
    let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    let (digits, rest) = after.split_at(end);
    Some((digits.parse().ok()?, rest.trim()))
}

/// A whole number and whether it had to be rounded: `12`, `12.0`, `1,000`, `1.5`.
fn whole(number: &str) -> Option<(u32, bool)> {
    if let Ok(value) = number.parse() {
        return Some((value, false));
    }
    let thousands = number.split(',').enumerate().all(|(at, group)| {
        group.bytes().all(|b| b.is_ascii_digit())
            && if at == 0 { !group.is_empty() } else { group.len() == 3 }
    });
    if thousands {
        return number.replace(',', "").parse().ok().map(|value| (value, false));
    }
    let (whole, part) = number.split_once(['.', ','])?;
    let value: u32 = whole.parse().ok()?;
    if !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction = part.bytes().any(|b| b != b'0');
    let up = u32::from(part.as_bytes().first().is_some_and(|&b| b >= b'5'));
    Some((value.checked_add(up)?, fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<String>, bool) {
        let c = counted(text).unwrap();
        (c.quantity.to_string(), c.measure, c.understood)
    }

    #[test]
    fn counted_estimated_and_uncounted_are_kept_apart() {
        for (text, quantity, measure) in [
            ("12", "12", None),
            ("12.0000", "12", None),
            ("1,000", "1000", None),
            ("~ 200", "~ 200", None),
            ("ca. 200", "~ 200", None),
            ("about 200 pcs", "~ 200", Some("pcs")),
            ("200+", "~ 200", None),
            ("10-20", "~ 15", None),
            ("1.5 m", "~ 2", Some("m")),
            ("250 ft", "250", Some("ft")),
            ("2 Sets", "2", Some("Sets")),
            ("unknown", "unknown", None),
            ("Medium", "unknown", None),
            ("-3", "unknown", None),
            ("None", "unknown", None),
        ] {
            assert_eq!(read(text), (quantity.into(), measure.map(str::to_owned), true), "{text}");
        }
        assert_eq!(counted("  "), None);
    }

    #[test]
    fn what_is_no_number_is_unknown_and_said() {
        for text in ["Meduim", "fusb", "3 of them, in the back room", "1.2.3", "99999999999"] {
            assert_eq!(read(text), ("unknown".into(), None, false), "{text}");
        }
    }
}
