//! Recognising a code from a label, however it is typed or scanned.

/// Codes have this many symbols, hyphens not counted.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=24;

/// The look-up key of a code: ASCII letters and digits in upper case, hyphens, dots and spaces gone,
/// the look-alikes O, I, L and U read as 0, 1, 1 and V (Crockford's base 32). `None` for a text with
/// other characters or of an impossible length.
pub fn key(text: &str) -> Option<String> {
    let mut out = String::new();
    for c in text.trim().chars() {
        match c.to_ascii_uppercase() {
            '-' | '.' | ' ' | '\u{2010}' | '\u{2011}' | '–' => {}
            'O' => out.push('0'),
            'I' | 'L' => out.push('1'),
            'U' => out.push('V'),
            other if other.is_ascii_alphanumeric() => out.push(other),
            _ => return None,
        }
    }
    LENGTHS.contains(&out.len()).then_some(out)
}

/// The key of the last part of a scanned address (`https://…/i/7K3QP2J`), else of the text itself.
/// `None` when the text looks like words: several of them, or one without digit and hyphen.
pub fn asked(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    let is_address = text.contains("://");
    let tail = text.rsplit(['/', '=', '#']).next().unwrap_or(text);
    let part = if is_address { tail } else { text };
    let marked = part.chars().any(|c| c.is_ascii_digit() || c == '-');
    (marked || is_address).then(|| key(part)).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hyphens_case_and_look_alikes_do_not_matter() {
        for text in ["7K3-QP2J", "7k3qp2j", " 7K3 QP2J ", "https://x.example/i/7K3QP2J/"] {
            assert_eq!(asked(text).as_deref(), Some("7K3QP2J"), "{text}");
        }
        assert_eq!(key("OIL-U123").as_deref(), Some("011V123"));
    }

    #[test]
    fn plain_words_are_not_codes() {
        assert_eq!(asked("hammers"), None);
        assert_eq!(asked("cordless drill"), None);
        assert_eq!(asked("säge-3"), None);
        assert_eq!(asked("3d"), None);
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,30}") {
            if let Some(found) = key(&text) {
                prop_assert_eq!(key(&found), Some(found.clone()));
            }
        }
    }
}
