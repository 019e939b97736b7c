//! "Did you mean": the closest of the words that would be right.

/// The candidate that `word` was most probably meant to be, if any is near enough.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = folded(word);
    let length = word.chars().count();
    let far = (1 + length / 4).min(length.saturating_sub(1));
    let near = |candidate: &'c str| {
        let apart = candidate.len().abs_diff(word.len());
        if apart > far + 2 {
            return None;
        }
        let distance = strsim::osa_distance(&word, &folded(candidate));
        (distance <= far).then_some((distance, candidate))
    };
    candidates.into_iter().filter_map(near).min().map(|(_, candidate)| candidate)
}

fn folded(word: &str) -> String {
    let folded = word.chars().take(100).flat_map(char::to_lowercase);
    folded.map(|c| if matches!(c, ' ' | '-') { '_' } else { c }).collect()
}

/// The hint that names the closest candidate.
pub fn did_you_mean<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    closest(word, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// A text from a file, cut to a length that fits into a sentence.
pub fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let one_line = |c: char| if c.is_control() { ' ' } else { c };
    let mut out: String = text.chars().take(MOST).map(one_line).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

/// Words between backticks, with commas.
pub fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let quoted: Vec<_> = words.into_iter().map(|w| format!("`{w}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_mistakes_are_near_and_other_words_are_not() {
        let words = ["policy", "power_source", "name"];
        assert_eq!(closest("polcy", words), Some("policy"));
        assert_eq!(closest("Power-Source", words), Some("power_source"));
        assert_eq!(closest("nmae", words), Some("name"));
        assert_eq!(closest("colour", words), None);
        assert_eq!(closest("", words), None);
        assert_eq!(closest("f", ["a", "b"]), None, "one letter is like every other");
    }

    #[test]
    fn a_long_text_is_cut_for_a_sentence() {
        assert_eq!(shown("a\nb"), "a b");
        assert_eq!(shown(&"ü".repeat(100)).chars().count(), 61);
    }
}
