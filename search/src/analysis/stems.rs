//! Snowball stems per language, and the endings a query may lose.

use std::collections::BTreeSet;

use frostem::Stemmer;

use super::fold;

/// The stemmer of a language, or none for a language Snowball does not know.
pub(crate) struct Stems {
    lang: String,
    stemmer: Option<Stemmer>,
}

impl Stems {
    pub(crate) fn of(lang: &str) -> Self {
        let name = match lang {
            "nb" | "nn" => "no",
            "hr" | "bs" => "sr",
            other => other,
        };
        let is_tag = matches!(name.len(), 2 | 3);
        let stemmer = is_tag.then(|| Stemmer::try_from_name(name).ok()).flatten();
        Self { lang: lang.to_owned(), stemmer }
    }

    pub(crate) fn lang(&self) -> &str {
        &self.lang
    }

    /// The group of a word. Short words and words with digits are their own stem.
    pub(crate) fn group(&self, lower: &str, form: &str) -> String {
        let stem = self.stem(lower).unwrap_or_default();
        let stem = if stem.is_empty() { form } else { &stem };
        format!("{}:{stem}", self.lang)
    }

    fn stem(&self, lower: &str) -> Option<String> {
        let stemmer = self.stemmer.as_ref()?;
        let plain = lower.chars().take(4).count() == 4 && !lower.chars().any(char::is_numeric);
        plain.then(|| fold(&stemmer.stem(lower)))
    }
}

/// Folded endings of a language: cut from a query word that no entry has.
fn endings(lang: &str) -> &'static [&'static str] {
    match lang {
        "en" => &["ings", "ing", "ers", "er", "ed", "es", "s"],
        "de" => &["ungen", "ung", "ern", "en", "er", "es", "em", "e", "n", "s"],
        "sv" => &["arna", "erna", "orna", "ar", "er", "or", "en", "et", "na", "a", "n", "s", "t"],
        "da" | "no" | "nb" | "nn" => &["erne", "ene", "er", "en", "et", "e", "n", "s", "t"],
        "nl" => &["eren", "en", "er", "je", "e", "n", "s"],
        "fr" => &["euses", "euse", "eurs", "eur", "ees", "es", "ee", "er", "e", "s", "x"],
        "es" | "pt" => {
            &["ciones", "amente", "mente", "ados", "adas", "as", "os", "es", "a", "o", "s"]
        }
        "it" => &["mente", "zioni", "ato", "ata", "ati", "i", "e", "o", "a"],
        "fi" => &[
            "issa", "ista", "ssa", "sta", "lla", "lle", "lta", "ien", "jen", "in", "en", "t", "n",
            "a",
        ],
        "ar" => &["تين", "يه", "ات", "ان", "ون", "ين", "ها", "ه", "ي"],
        _ => &[],
    }
}

/// The endings of several languages, each once, the shortest first.
pub fn all_endings(languages: &[String]) -> Vec<&'static str> {
    let all: BTreeSet<_> = languages
        .iter()
        .flat_map(|lang| endings(lang))
        .map(|ending| (ending.len(), *ending))
        .collect();
    all.into_iter().map(|(_, ending)| ending).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_folded_after_stemming() {
        let group = |lang: &str, word: &str| Stems::of(lang).group(word, &fold(word));
        assert_eq!(group("de", "bohrmaschinen"), "de:bohrmaschin");
        assert_eq!(group("de", "sägen"), group("de", "säge"));
        assert_eq!(group("en", "18v"), "en:18v");
        assert_eq!(group("zz", "foos"), "zz:foos");
        assert_eq!(group("nb", "borene"), "nb:bor");
        assert_eq!(group("ar", "المثقاب"), group("ar", "مثقاب"));
        assert_eq!(group("ar", "سلالم"), "ar:سلالم");
    }

    #[test]
    fn tags_that_are_stemmer_names_are_not_languages() {
        assert!(Stems::of("porter").stemmer.is_none());
        assert!(Stems::of("").stemmer.is_none());
    }
}
