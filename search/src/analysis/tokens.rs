//! Cutting text into words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::{fold, without_article};

/// Longer words are cut here: nobody types more.
const LONGEST: usize = 40;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// In lower case with its accents, as stemmers want it.
    pub lower: String,
    /// Folded, and in Arabic without the article: what is looked up.
    pub form: String,
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
}

/// The words of a text: runs of letters, digits and marks. Han, Hiragana and Katakana characters
/// stand alone. An apostrophe divides, and a single letter beside it is dropped (*l'outil*, *driver's*).
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    pieces(text).filter_map(|(start, end)| token(text.get(start..end)?, start, end))
}

/// The word that stands at these bytes of a text; `None` for one of which nothing is left.
pub(super) fn token(piece: &str, start: usize, end: usize) -> Option<Token> {
    let form: String = fold(piece).chars().filter(|&c| is_word(c)).take(LONGEST).collect();
    if form.is_empty() {
        return None;
    }
    let form = match without_article(&form) {
        bare if bare.len() < form.len() => bare.to_owned(),
        _ => form,
    };
    let lower = if piece.is_ascii() {
        piece.to_ascii_lowercase()
    } else {
        piece.nfc().collect::<String>().to_lowercase()
    };
    Some(Token { lower, form, start, end })
}

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_combining_mark(c)
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Byte ranges of the words, apostrophes dealt with.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (usize, usize)> {
    runs(text).flat_map(move |(start, end)| {
        let run = text.get(start..end).unwrap_or_default();
        let divided = run.contains(is_apostrophe);
        let mut at = start;
        run.split(is_apostrophe).filter_map(move |part| {
            let (from, to) = (at, at + part.len());
            // The apostrophe after the part is one or three bytes long.
            let gap = text.get(to..).and_then(|rest| rest.chars().next());
            at = to + gap.map_or(0, char::len_utf8);
            let long = !part.is_empty() && (!divided || part.chars().nth(1).is_some());
            long.then_some((from, to))
        })
    })
}

/// Runs of word characters and apostrophes, and single characters that stand alone.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((start, first)) = chars.next() {
            if stands_alone(first) {
                return Some((start, start + first.len_utf8()));
            }
            if !is_word(first) && !is_apostrophe(first) {
                continue;
            }
            let mut end = start + first.len_utf8();
            while let Some((at, c)) =
                chars.next_if(|&(_, c)| !stands_alone(c) && (is_word(c) || is_apostrophe(c)))
            {
                end = at + c.len_utf8();
            }
            return Some((start, end));
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forms(text: &str) -> Vec<String> {
        tokens(text).map(|token| token.form).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(forms("Bosch PSR-1800 (18V), neu!"), ["bosch", "psr", "1800", "18v", "neu"]);
        assert_eq!(forms("Akku\u{ad}bohrer"), ["akku", "bohrer"]);
    }

    #[test]
    fn an_apostrophe_takes_its_single_letter_with_it() {
        assert_eq!(
            forms("l'outil d’atelier, driver's, rock'n'roll"),
            ["outil", "atelier", "driver", "rock", "roll"]
        );
        assert_eq!(forms("'quoted'"), ["quoted"]);
    }

    #[test]
    fn han_characters_stand_alone() {
        assert_eq!(forms("電動ドリルset"), ["電", "動", "ド", "リ", "ル", "set"]);
    }

    proptest! {
        #[test]
        fn every_token_lies_inside_the_text(text in "\\PC{0,60}") {
            for token in tokens(&text) {
                prop_assert!(text.get(token.start..token.end).is_some());
                prop_assert!(!token.form.is_empty() && token.form.chars().count() <= LONGEST);
            }
        }

        #[test]
        fn a_form_is_its_own_form(text in "\\PC{0,30}") {
            for token in tokens(&text) {
                let again: String = forms(&token.form).concat();
                prop_assert_eq!(again, token.form);
            }
        }
    }
}
