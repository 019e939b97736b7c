//! Words that somebody wants side by side, because they stand between quotation marks.

use super::tokens;

fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

pub(super) fn closes(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»')
}

/// What stands between quotation marks in a query, as lists of forms: two words or more. Marks that
/// are not closed yet mean nothing.
pub fn phrases(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, inside)) = rest.split_once(opens) {
        let Some(end) = inside.find(opens) else { break };
        let (quoted, after) = inside.split_at(end);
        let is_closed = after.starts_with(closes) && !quoted.is_empty();
        let forms: Vec<String> = tokens(quoted).map(|token| token.form).collect();
        if is_closed && forms.len() > 1 {
            found.push(forms);
        }
        // A mark that closes nothing may open the next phrase.
        let mark = after.chars().next().map_or(0, char::len_utf8);
        rest = if is_closed { after.get(mark..).unwrap_or_default() } else { after };
    }
    found
}

/// Whether the words of a phrase stand in a text one after the other.
pub fn stands(phrase: &[String], text: &str) -> bool {
    let forms: Vec<String> = tokens(text).map(|token| token.form).collect();
    !phrase.is_empty() && forms.windows(phrase.len()).any(|window| window == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_between_quotation_marks_of_any_kind() {
        let one = [["impact".to_owned(), "driver".to_owned()]];
        for text in
            ["\"impact driver\"", "“Impact driver” bits", "„impact driver“", "« impact driver »"]
        {
            assert_eq!(phrases(text), one, "{text}");
        }
        assert_eq!(phrases("\"a b\" c \"d e\"").len(), 2);
        for text in ["\"impact driver", "\"drill\"", "24\" bicycle wheel", "\"\"", "impact driver"]
        {
            assert!(phrases(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_words_of_a_phrase_stand_side_by_side_in_their_order() {
        let phrase = ["impact".to_owned(), "driver".to_owned()];
        assert!(stands(&phrase, "An Impact-Driver."));
        assert!(!stands(&phrase, "driver impact"));
        assert!(!stands(&phrase, "impact and driver"));
    }
}
