//! Taking off what people leave out when they type: case, accents, ligatures.

use unicode_normalization::UnicodeNormalization;

/// The text in lower case, in compatibility composition (Unicode NFKC) without Latin, Greek and
/// Cyrillic accents, Hebrew points and Arabic vowel signs, and with the letters that do not decompose
/// (ß, ø, ł, …) replaced. The client script does the same to a query.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let decomposed: String = text.nfkd().collect();
    let mut out = String::with_capacity(decomposed.len());
    for c in decomposed.to_lowercase().chars() {
        match c {
            _ if is_dropped(c) => {}
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            other => out.push(other),
        }
    }
    out.nfc().collect()
}

fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_ligatures_go() {
        assert_eq!(fold("Stichsäge"), "stichsage");
        assert_eq!(fold("STRASSE"), fold("straße"));
        assert_eq!(fold("Ærø Łódź İzmir"), "aero lodz izmir");
        assert_eq!(fold("ﬁle ½ m²"), "file 1⁄2 m2");
        assert_eq!(fold("ΣΊΣΥΦΟΣ"), fold("σίσυφος"));
        assert_eq!(fold("йод"), "иод");
    }

    #[test]
    fn marks_that_carry_meaning_stay() {
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_eq!(fold("ドリル 드릴"), "ドリル 드릴");
    }
}
