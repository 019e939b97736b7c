//! How well a word fits an entry, in whole numbers that every engine computes alike.
//!
//! BM25F (Robertson, Zaragoza, Taylor 2004) with fields weighted by [`crate::analysis::Weight`],
//! quantised to [`LEVELS`] steps when the index is built. At query time only
//! `rarity × level × closeness` is summed, so a browser and this crate agree to the last digit.

use std::cmp::Reverse;

/// Steps of fit between a word and an entry; 1 is the weakest.
pub const LEVELS: u8 = 20;

/// The word stands there as it was typed (or another form of the same stem).
pub const EXACT: u64 = 16;
/// The typed word without an ending that no entry has ("sanders" → "sander").
pub const SHORTENED: u64 = 14;
/// The typed letters begin the word.
pub const PREFIX: u64 = 12;
/// One edit away.
pub const ONE_EDIT: u64 = 9;
/// Two edits away.
pub const TWO_EDITS: u64 = 6;

/// Entries in the reader's language gain this part of their score: one eighth.
pub const HOME_LANGUAGE_SHIFT: u32 = 3;

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The level of a word in an entry: `weight` is the sum of the weights (in halves) of the places
/// where it stands, `length` that of all words of the entry, `average` the mean length in the index.
pub fn level(weight: u32, length: u32, average: f64, popularity: u8) -> u8 {
    let frequency = f64::from(weight) / 2.0;
    let stretch = if average > 0.0 { f64::from(length) / average } else { 1.0 };
    let fit = frequency * (K1 + 1.0) / (frequency + K1 * (1.0 - B + B * stretch));
    let wanted = 1.0 + f64::from(popularity) / 255.0 / 4.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    {
        (fit / (K1 + 1.0) * 16.0 * wanted).round().clamp(1.0, f64::from(LEVELS)) as u8
    }
}

/// The rarity of a word that `found` of `total` entries have, in 1/256: the inverse document
/// frequency of BM25, never below 1.
pub fn rarity(found: usize, total: usize) -> u64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of entries are far below 2^52")]
    let (found, total) = (found.min(total) as f64, total as f64);
    let idf = (1.0 + (total - found + 0.5) / (found + 0.5)).ln();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, positive")]
    {
        (idf * 256.0).round().max(1.0) as u64
    }
}

/// How many wrong letters a word of this length may have: none below four letters, one from four,
/// two from eight.
pub fn allowed_edits(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The optimal string alignment distance (Damerau-Levenshtein without edits inside a swap) of
/// `typed` to `word`, if it is at most `limit`. With `open` the end of `word` may be cut off.
pub fn distance(typed: &[char], word: &[char], limit: usize, open: bool) -> Option<usize> {
    if word.len() + limit < typed.len() || (!open && typed.len() + limit < word.len()) {
        return None;
    }
    let columns = typed.len() + 1;
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..columns).collect();
    let mut best_end = last.last().copied().unwrap_or(0);
    for (row, &letter) in word.iter().enumerate() {
        let mut line = Vec::with_capacity(columns);
        line.push(row + 1);
        for (column, &wanted) in typed.iter().enumerate() {
            let cost = usize::from(wanted != letter);
            let mut value = (last[column] + cost).min(last[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && wanted == word[row - 1] && letter == typed[column - 1] {
                value = value.min(before[column - 1] + 1);
            }
            line.push(value);
        }
        best_end = best_end.min(line[columns - 1]);
        // A swap reaches back two lines, so both must have left the limit behind.
        let hopeless = |line: &[usize]| line.iter().all(|&value| value > limit);
        if hopeless(&line) && hopeless(&last) {
            return (open && best_end <= limit).then_some(best_end);
        }
        before = std::mem::replace(&mut last, line);
    }
    let found = if open { best_end } else { last[columns - 1] };
    (found <= limit).then_some(found)
}

/// From so many entries on, a form that only one entry has is taken for a typing error itself.
const MANY_ENTRIES: usize = 5000;

/// A form must stand in this many of `entries` to be offered as a correction.
pub fn least_entries(entries: usize) -> usize {
    if entries < MANY_ENTRIES { 1 } else { 2 }
}

/// Whether a form may be what somebody meant: three letters or more and nothing else.
pub fn is_correctable(form: &str) -> bool {
    form.chars().count() >= 3 && form.chars().all(char::is_alphabetic)
}

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The folded word.
    pub word: String,
    /// Edits between it and what was typed.
    pub edits: usize,
    /// How many entries have it.
    pub found: usize,
}

/// The candidates to use: only the closest ones, the most frequent first, at most eight.
pub fn closest(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let Some(edits) = candidates.iter().map(|candidate| candidate.edits).min() else {
        return candidates;
    };
    candidates.retain(|candidate| candidate.edits == edits);
    candidates.sort_by(|a, b| (Reverse(a.found), &a.word).cmp(&(Reverse(b.found), &b.word)));
    candidates.truncate(8);
    candidates
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edits(typed: &str, word: &str, open: bool) -> Option<usize> {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        distance(&chars(typed), &chars(word), 2, open)
    }

    #[test]
    fn swapped_missing_and_wrong_letters_are_one_edit_each() {
        assert_eq!(edits("screwdirver", "screwdriver", false), Some(1));
        assert_eq!(edits("bohrmashine", "bohrmaschine", false), Some(1));
        assert_eq!(edits("dril", "drill", false), Some(1));
        assert_eq!(edits("trill", "drill", false), Some(1));
        assert_eq!(edits("ladder", "hammer", false), None);
    }

    #[test]
    fn an_open_end_forgives_what_is_not_typed_yet() {
        assert_eq!(edits("screwdir", "screwdriver", true), Some(1));
        assert_eq!(edits("screwdir", "screwdriver", false), None);
    }

    #[test]
    fn a_short_entry_with_the_word_in_its_title_beats_a_long_one_that_mentions_it() {
        assert!(level(8, 20, 100.0, 0) > level(2, 200, 100.0, 0));
        assert!(level(8, 20, 100.0, 255) > level(8, 20, 100.0, 0));
    }

    #[test]
    fn rare_words_weigh_more() {
        assert!(rarity(1, 1000) > rarity(900, 1000));
        assert!(rarity(5, 0) >= 1);
    }

    proptest! {
        #[test]
        fn distance_is_zero_only_for_the_word_itself(a in "[a-d]{0,9}", b in "[a-d]{0,9}") {
            prop_assert_eq!(edits(&a, &b, false) == Some(0), a == b);
        }

        #[test]
        fn distance_does_not_care_who_is_first(a in "[a-d]{0,9}", b in "[a-d]{0,9}") {
            prop_assert_eq!(edits(&a, &b, false), edits(&b, &a, false));
        }

        #[test]
        fn levels_stay_in_range(weight in 0u32..10_000, length in 0u32..10_000, average in 0f64..1e6, p: u8) {
            prop_assert!((1..=LEVELS).contains(&level(weight, length, average, p)));
        }
    }
}
