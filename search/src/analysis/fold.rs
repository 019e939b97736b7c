//! Taking off what people leave out when they type: case, accents, ligatures.

use unicode_normalization::UnicodeNormalization;

/// The text in lower case, in compatibility composition (Unicode NFKC) without Latin, Greek and
/// Cyrillic accents, Hebrew points, Arabic vowel signs and the tatweel, and with the letters that do
/// not decompose (ß, ø, ł, …) replaced. Arabic letters that people write in two ways become one, and
/// Arabic and Persian digits become Western ones. The client script does the same to a query.
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
            'ٱ' => out.push('ا'),
            'ة' => out.push('ه'),
            'ى' | 'ی' => out.push('ي'),
            'ک' => out.push('ك'),
            '٠'..='٩' => out.extend(western(c, '٠')),
            '۰'..='۹' => out.extend(western(c, '۰')),
            other => out.push(other),
        }
    }
    out.nfc().collect()
}

fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn western(digit: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(digit).checked_sub(u32::from(zero))?, 10)
}

/// A folded Arabic word without its article and the "and", "with" or "like" written together with it
/// (`والمثقاب` → `مثقاب`), if three letters or more are left. The client does the same to a query, so
/// a word that only looks as if it had an article is still found; it loses that too, so that `الألعاب`
/// and `ألعاب` stay one word without their hamza.
pub(super) fn without_article(form: &str) -> &str {
    let long = |rest: &&str| rest.chars().nth(2).is_some();
    let bare = form.strip_prefix(['و', 'ف']).unwrap_or(form);
    match [bare, form].into_iter().find_map(|word| after_article(word).filter(long)) {
        Some(rest) => without_article(rest),
        None => form,
    }
}

fn after_article(word: &str) -> Option<&str> {
    let with = word.strip_prefix(['ب', 'ك']).unwrap_or(word);
    with.strip_prefix("ال").or_else(|| word.strip_prefix("ال")).or_else(|| word.strip_prefix("لل"))
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
    fn arabic_letters_are_written_one_way() {
        assert_eq!(fold("مِثْقَاب"), "مثقاب");
        assert_eq!(fold("أداة"), fold("اداه"));
        assert_eq!(fold("مستشفى"), fold("مستشفی"));
        assert_eq!(fold("ســلّم"), "سلم");
        assert_eq!(fold("١٨ ۱۸"), "18 18");
    }

    #[test]
    fn the_arabic_article_goes_if_a_word_is_left() {
        for word in
            ["المثقاب", "والمثقاب", "بالمثقاب", "فبالمثقاب", "كالمثقاب", "للمثقاب", "وللمثقاب"]
        {
            assert_eq!(without_article(word), "مثقاب", "{word}");
        }
        assert_eq!(without_article(&fold("الألعاب")), without_article(&fold("ألعاب")));
        for word in ["اله", "الي", "والد", "بالون", "مثقاب", "drill", ""] {
            assert_eq!(without_article(word), word);
        }
    }

    #[test]
    fn marks_that_carry_meaning_stay() {
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_eq!(fold("ドリル 드릴"), "ドリル 드릴");
    }
}
