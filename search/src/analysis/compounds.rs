//! Taking compounds apart: a *Bohrmaschinenkoffer* is also a *Koffer*.
//!
//! A compound is split only into words that the corpus itself has, so no dictionary is shipped and a
//! split never invents a word. After the dictionary-based method of Koehn and Knight (2003), with
//! the longest last part preferred instead of corpus frequencies.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::stems::Stems;
use super::{fields, stops, tokens};
use crate::entry::Entry;

/// The words of a corpus that compounds may be split into, per language.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    languages: HashMap<String, Lexicon>,
}

#[derive(Debug, Clone, Default)]
struct Lexicon {
    /// Form → group.
    forms: HashMap<Arc<str>, Arc<str>>,
    groups: HashSet<Arc<str>>,
}

const SHORTEST_COMPOUND: usize = 7;
const SHORTEST_HEAD: usize = 3;
const SHORTEST_TAIL: usize = 4;
const MOST_PARTS: usize = 3;

/// Letters that join the parts of a compound; `None` for languages that do not write compounds as
/// one word.
fn joints(lang: &str) -> Option<&'static [&'static str]> {
    match lang {
        "de" => Some(&["es", "en", "er", "s", "n", "e"]),
        "sv" => Some(&["s", "e", "o", "u", "a"]),
        "da" | "no" | "nb" | "nn" => Some(&["s", "e"]),
        "nl" => Some(&["en", "s", "e"]),
        "fi" | "is" | "hu" | "et" => Some(&[]),
        _ => None,
    }
}

impl Vocabulary {
    /// The words of these entries.
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Self {
        let mut vocabulary = Self::default();
        for entry in entries {
            vocabulary.add(entry);
        }
        vocabulary
    }

    /// Adds the words of an entry.
    pub fn add(&mut self, entry: &Entry) {
        let lang = entry.language();
        if joints(&lang).is_none() {
            return;
        }
        let stems = Stems::of(&lang);
        for token in fields(entry).flat_map(|(text, _)| tokens(text)) {
            if !self.knows(&lang, &token.form) {
                self.insert(&lang, &token.form, &stems.group(&token.lower, &token.form));
            }
        }
    }

    /// Adds a form and its group, as an index stores them.
    pub(crate) fn insert(&mut self, lang: &str, form: &str, group: &str) {
        let usable = joints(lang).is_some()
            && form.chars().count() >= SHORTEST_HEAD
            && !form.chars().any(char::is_numeric)
            && !stops::of(lang).contains(&form);
        if usable {
            let lexicon = self.languages.entry(lang.to_owned()).or_default();
            let group: Arc<str> = group.into();
            lexicon.groups.insert(Arc::clone(&group));
            lexicon.forms.insert(form.into(), group);
        }
    }

    fn knows(&self, lang: &str, form: &str) -> bool {
        self.languages.get(lang).is_some_and(|lexicon| lexicon.forms.contains_key(form))
    }

    /// The groups of the parts of a compound, each once; empty if it is none.
    pub(crate) fn parts(&self, stems: &Stems, form: &str) -> Vec<Arc<str>> {
        let lang = stems.lang();
        let (Some(joints), Some(lexicon)) = (joints(lang), self.languages.get(lang)) else {
            return Vec::new();
        };
        let letters: Vec<char> = form.chars().collect();
        if letters.len() < SHORTEST_COMPOUND || letters.iter().any(|c| c.is_numeric()) {
            return Vec::new();
        }
        let splitter = Splitter { stems, joints, lexicon };
        let parts = splitter.split(&letters, MOST_PARTS).unwrap_or_default();
        let own = lexicon.forms.get(form);
        let unique: BTreeSet<_> = parts.into_iter().filter(|part| Some(part) != own).collect();
        unique.into_iter().collect()
    }
}

struct Splitter<'a> {
    stems: &'a Stems,
    joints: &'a [&'a str],
    lexicon: &'a Lexicon,
}

impl Splitter<'_> {
    /// The split with the longest last part; its head may be a compound again.
    fn split(&self, letters: &[char], parts: usize) -> Option<Vec<Arc<str>>> {
        let last_cut = letters.len().checked_sub(SHORTEST_TAIL)?;
        (SHORTEST_HEAD..=last_cut).find_map(|cut| {
            let (head, tail) = letters.split_at(cut);
            let tail = self.word(tail)?;
            let mut found = match self.head(head) {
                Some(group) => vec![group],
                None if parts > 2 => self.split_joined(head, parts - 1)?,
                None => return None,
            };
            found.push(tail);
            Some(found)
        })
    }

    fn split_joined(&self, letters: &[char], parts: usize) -> Option<Vec<Arc<str>>> {
        self.stripped(letters).find_map(|letters| self.split(letters, parts))
    }

    fn head(&self, letters: &[char]) -> Option<Arc<str>> {
        self.stripped(letters).find_map(|letters| self.word(letters))
    }

    /// The letters, then the letters without each joint they end in.
    fn stripped<'l>(&self, letters: &'l [char]) -> impl Iterator<Item = &'l [char]> {
        let cut = self.joints.iter().filter_map(move |joint| {
            let rest = letters.len().checked_sub(joint.len())?;
            let (stem, end) = letters.split_at_checked(rest)?;
            (rest >= SHORTEST_HEAD && end.iter().copied().eq(joint.chars())).then_some(stem)
        });
        std::iter::once(letters).chain(cut)
    }

    /// The group of a word of the vocabulary, of one of its stems, or of a form with such a stem.
    fn word(&self, letters: &[char]) -> Option<Arc<str>> {
        let form: String = letters.iter().collect();
        if let Some(group) = self.lexicon.forms.get(form.as_str()) {
            return Some(Arc::clone(group));
        }
        let as_stem = format!("{}:{form}", self.stems.lang());
        let inflected = self.stems.group(&form, &form);
        [as_stem, inflected]
            .iter()
            .find_map(|group| self.lexicon.groups.get(group.as_str()).cloned())
    }
}
