//! The line of text that shows why an entry was found.

use super::lookup::Resolved;
use crate::analysis::stems::Stems;
use crate::analysis::{Token, tokens};

/// About so many bytes before the first marked word.
const LEAD: usize = 60;
/// About so many bytes altogether.
const LENGTH: usize = 200;

/// The piece of `text` around the first word that fits, and the byte ranges of words in it that do.
pub(super) fn excerpt(text: &str, lang: &str, words: &[Resolved]) -> (String, Vec<(usize, usize)>) {
    let lang = lang.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let stems = Stems::of(&lang);
    let tokens: Vec<Token> = tokens(text).collect();
    let marked: Vec<&Token> = tokens.iter().filter(|token| fits(token, &stems, words)).collect();
    let anchor = marked.first().map_or(0, |token| token.start.saturating_sub(LEAD));
    // Starts and ends between words, so no character is cut.
    let start = tokens.iter().map(|token| token.start).find(|&at| at >= anchor).unwrap_or(0);
    let start = if start <= LEAD { 0 } else { start };
    let last = tokens.iter().map(|token| token.end).take_while(|&at| at <= start + LENGTH).last();
    let end = match last {
        Some(end) if end > start && tokens.last().is_some_and(|token| token.end > end) => end,
        _ => text.len(),
    };
    let mut out = String::new();
    if start > 0 {
        out.push('…');
    }
    let shift = out.len();
    out.push_str(text.get(start..end).unwrap_or_default());
    if end < text.len() {
        out.push('…');
    }
    let inside = marked.iter().filter(|token| token.start >= start && token.end <= end);
    (out, inside.map(|token| (token.start - start + shift, token.end - start + shift)).collect())
}

fn fits(token: &Token, stems: &Stems, words: &[Resolved]) -> bool {
    let group = stems.group(&token.lower, &token.form);
    words.iter().any(|word| {
        let begins = word.asked.as_ref().is_some_and(|asked| {
            let long = asked.form.chars().count() >= 4;
            (asked.open && token.form.starts_with(&asked.form))
                || (long && token.form.contains(&asked.form))
        });
        begins || word.groups.contains_key(&group)
    })
}
