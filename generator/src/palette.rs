//! Colours of a style sheet that texts could not be read on. A theme may bring its own `node.css`; the
//! pairs that carry text are looked up in its `:root` rules, for light and for dark.

use std::collections::BTreeMap;

/// The least contrast of text (WCAG 2.2 §1.4.3).
pub const LEAST_CONTRAST: f64 = 4.5;

/// Text and what it stands on, by the names of the variables.
const PAIRS: [(&str, &str); 15] = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink-2", "paper"),
    ("ink-2", "surface"),
    ("ink-3", "paper"),
    ("link", "paper"),
    ("link", "surface"),
    ("on-brand", "brand"),
    ("on-brand-2", "brand"),
    ("on-accent", "accent"),
    ("ok", "ok-bg"),
    ("out", "out-bg"),
    ("res", "res-bg"),
    ("fix", "fix-bg"),
    ("mute", "mute-bg"),
];

/// A pair that cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreadable {
    /// Whether it is the dark look.
    pub dark: bool,
    /// The variable of the text and its colour.
    pub text: (String, String),
    /// The variable of what it stands on and its colour.
    pub ground: (String, String),
    /// The contrast, 1 to 21.
    pub ratio: f64,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let look = if self.dark { "dark" } else { "light" };
        write!(
            f,
            "--{} {} on --{} {} ({look}) has a contrast of {:.1} to 1; texts need {LEAST_CONTRAST} to 1",
            self.text.0, self.text.1, self.ground.0, self.ground.1, self.ratio
        )
    }
}

/// The pairs of a style sheet below 4.5 to 1. The dark look has the light one's colours where it names
/// none of its own.
pub fn unreadable(css: &str) -> Vec<Unreadable> {
    let (light, own_dark) = (variables(css, false), variables(css, true));
    let mut dark = light.clone();
    dark.extend(own_dark);
    let looks = [(false, &light), (true, &dark)];
    let pair = |dark: bool, colours: &BTreeMap<String, String>, text: &str, ground: &str| {
        let (one, two) = (colours.get(text)?, colours.get(ground)?);
        let ratio = contrast(one, two)?;
        (ratio < LEAST_CONTRAST).then(|| Unreadable {
            dark,
            text: (text.to_owned(), one.clone()),
            ground: (ground.to_owned(), two.clone()),
            ratio,
        })
    };
    let all = looks.into_iter().flat_map(|(dark, colours)| {
        PAIRS.iter().filter_map(move |(text, ground)| pair(dark, colours, text, ground))
    });
    all.collect()
}

/// The plain colours of the `:root` rules, of the light look or of the dark one.
fn variables(css: &str, dark: bool) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        let (selector, after) = (&rest[..open], &rest[open + 1..]);
        let selector = selector.rsplit('}').next().unwrap_or_default();
        let is_dark = rest_before(css, rest).contains("prefers-color-scheme:dark")
            && selector.contains(":root:not([data-theme=light])");
        let is_light = selector.trim().ends_with(":root");
        let end = after.find(['{', '}']).unwrap_or(after.len());
        if (dark && is_dark) || (!dark && is_light) {
            let lines = after[..end].split(';').filter_map(|line| line.split_once(':'));
            for (name, value) in lines {
                if let Some(name) = name.trim().strip_prefix("--") {
                    found.insert(name.to_owned(), value.trim().to_owned());
                }
            }
        }
        rest = after;
    }
    found
}

/// What stands before a tail of a text, without the spaces.
fn rest_before(whole: &str, tail: &str) -> String {
    let before = &whole[..whole.len() - tail.len()];
    let from = before.rfind('@').unwrap_or(before.len());
    before[from..].chars().filter(|c| !c.is_whitespace()).collect()
}

/// The contrast of two colours (WCAG 2.2), 1 to 21; none where one is not a plain `#rrggbb` or `#rgb`.
pub fn contrast(one: &str, two: &str) -> Option<f64> {
    let (a, b) = (luminance(one)?, luminance(two)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.is_ascii())?;
    let digits: String = match digits.len() {
        3 => digits.chars().flat_map(|c| [c, c]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_colours_can_all_be_read_in_light_and_dark() {
        let css = themes::Theme::built_in().text("assets/node.css").unwrap().unwrap();
        assert_eq!(variables(&css, false).get("paper").map(String::as_str), Some("#f5f7f2"));
        assert_eq!(variables(&css, true).get("paper").map(String::as_str), Some("#0d1512"));
        assert_eq!(unreadable(&css), []);
    }

    #[test]
    fn a_pair_that_cannot_be_read_is_named_with_its_ratio() {
        let css = ":root{--ink:#777;--paper:#888888;--brand:#0d4a3b}";
        let found: Vec<String> = unreadable(css).iter().map(ToString::to_string).collect();
        assert_eq!(
            found[0],
            "--ink #777 on --paper #888888 (light) has a contrast of 1.3 to 1; texts need 4.5 to 1"
        );
    }
}
