//! Words so common that they say nothing in a query. They are indexed all the same: a query of
//! nothing else still finds them.
//!
//! The lists are short on purpose and folded like every form. A word that names a thing in another
//! language ("can", "man") is left out of them.

/// The stop words of a language, folded; empty for a language without a list.
pub fn of(lang: &str) -> &'static [&'static str] {
    match lang {
        "en" => &[
            "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "into", "is",
            "it", "its", "of", "on", "or", "that", "the", "their", "this", "to", "was", "with",
            "you", "your",
        ],
        "de" => &[
            "als", "am", "an", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die",
            "ein", "eine", "einem", "einen", "einer", "eines", "es", "fur", "im", "in", "ist",
            "mit", "nach", "oder", "sich", "und", "vom", "von", "zu", "zum", "zur",
        ],
        "sv" => &[
            "att", "av", "den", "det", "ett", "fran", "for", "i", "med", "och", "om", "pa", "som",
            "till", "vid",
        ],
        "da" | "no" | "nb" | "nn" => &[
            "af", "av", "den", "det", "eller", "en", "et", "for", "fra", "i", "med", "og", "om",
            "pa", "som", "til", "ved",
        ],
        "nl" => &[
            "aan", "bij", "de", "die", "een", "en", "het", "in", "met", "of", "om", "op", "te",
            "uit", "van", "voor",
        ],
        "fr" => &[
            "a", "au", "aux", "avec", "ce", "cette", "dans", "de", "des", "du", "en", "et", "la",
            "le", "les", "ou", "par", "pour", "que", "qui", "sans", "sur", "un", "une",
        ],
        "es" => &[
            "a", "al", "con", "de", "del", "el", "en", "es", "la", "las", "lo", "los", "o", "para",
            "por", "que", "se", "sin", "su", "un", "una", "y",
        ],
        "pt" => &[
            "a", "ao", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "na", "no", "o",
            "os", "ou", "para", "por", "que", "sem", "um", "uma",
        ],
        "it" => &[
            "a", "al", "alla", "che", "con", "da", "dei", "del", "della", "delle", "di", "e",
            "gli", "i", "il", "in", "la", "le", "lo", "o", "per", "senza", "su", "un", "una",
            "uno",
        ],
        "ar" => &[
            "من", "في", "علي", "الي", "عن", "مع", "او", "ان", "ما", "لا", "لم", "قد", "ثم", "هو",
            "هي", "هذا", "هذه", "ذلك", "تلك", "التي", "الذي", "كل", "كان", "بين", "بعد", "قبل",
            "عند", "كما", "حتي", "غير",
        ],
        "fi" => &["ja", "joka", "kun", "on", "se", "tai"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_forms() {
        for lang in ["en", "de", "sv", "da", "nl", "fr", "es", "pt", "it", "fi", "ar"] {
            for word in of(lang) {
                let form = crate::analysis::tokens(word).next().unwrap().form;
                assert_eq!(form, *word, "{lang}");
            }
        }
    }
}
