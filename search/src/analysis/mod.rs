//! From text to the words an index holds.
//!
//! An index knows two things about a word: its *form* (lower case, without accents, what people
//! type) and its *group* (the language and the Snowball stem, what people mean). Queries are looked
//! up as forms and lead to groups, so whoever asks needs no stemmer. A form may belong to several
//! groups: "drilling" is English and German.

pub mod codes;
mod compounds;
mod fold;
mod phrases;
pub(crate) mod stems;
pub mod stops;
mod tokens;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub use compounds::Vocabulary;
pub use fold::fold;
use phrases::closes;
pub use phrases::{phrases, stands};
pub use stems::all_endings;
pub use tokens::{Token, tokens};

use crate::entry::Entry;

/// How much a word counts by where it stands, in halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Title and other names.
    Title = 8,
    /// Categories and tags.
    Label = 6,
    /// Place, kind and further facets.
    Place = 4,
    /// Summary.
    Summary = 3,
    /// Everything else.
    Body = 2,
}

/// The words of one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Group → sum of the weights of its places.
    pub groups: BTreeMap<Arc<str>, u32>,
    /// The forms that stand in the text.
    pub forms: BTreeSet<Form>,
    /// Sum of the weights of all words.
    pub length: u32,
}

/// A form as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form {
    /// Folded: what is looked up.
    pub form: Arc<str>,
    /// The group it belongs to.
    pub group: Arc<str>,
    /// In lower case with its accents, to show it; empty where that is the form itself.
    pub written: Arc<str>,
}

/// The words of one entry by their numbers in an [`Analyzer`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbered {
    /// Group and the sum of the weights of its places; groups rising.
    pub(crate) groups: Vec<(u32, u32)>,
    /// Rising, each once.
    pub(crate) forms: Vec<u32>,
    /// Sum of the weights of all words.
    pub(crate) length: u32,
}

/// What is known of a piece of text in one language.
struct Known {
    form: u32,
    group: u32,
    parts: Vec<u32>,
}

/// Turns entries into [`Words`]; remembers what it has worked out, so make one for a batch.
pub struct Analyzer<'v> {
    vocabulary: &'v Vocabulary,
    /// Language → piece as it stands in a text → what it is; nothing for one that is no word.
    known: HashMap<String, HashMap<Box<str>, Option<Known>>>,
    numbers: Numbers,
}

/// Groups and forms, each once.
#[derive(Default)]
struct Numbers {
    groups: Vec<Arc<str>>,
    known_groups: HashMap<Arc<str>, u32>,
    forms: Vec<Form>,
    known_forms: HashMap<Form, u32>,
}

impl Numbers {
    fn group(&mut self, group: Arc<str>) -> u32 {
        number(group, &mut self.groups, &mut self.known_groups)
    }

    fn form(&mut self, form: Form) -> u32 {
        number(form, &mut self.forms, &mut self.known_forms)
    }
}

fn number<T: Clone + Eq + std::hash::Hash>(
    value: T,
    all: &mut Vec<T>,
    numbers: &mut HashMap<T, u32>,
) -> u32 {
    if let Some(&number) = numbers.get(&value) {
        return number;
    }
    let number = u32::try_from(all.len()).unwrap_or(u32::MAX);
    all.push(value.clone());
    numbers.insert(value, number);
    number
}

impl<'v> Analyzer<'v> {
    /// An analyzer that splits compounds into words of this vocabulary.
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, known: HashMap::new(), numbers: Numbers::default() }
    }

    /// All words of an entry.
    pub fn words(&mut self, entry: &Entry) -> Words {
        let mut numbered = Numbered::default();
        self.number(entry, &mut numbered);
        let group = |&(group, weight): &(u32, u32)| {
            self.numbers.groups.get(group as usize).map(|group| (Arc::clone(group), weight))
        };
        let form = |&form: &u32| self.numbers.forms.get(form as usize).cloned();
        Words {
            groups: numbered.groups.iter().filter_map(group).collect(),
            forms: numbered.forms.iter().filter_map(form).collect(),
            length: numbered.length,
        }
    }

    /// The groups met so far by their numbers.
    pub(crate) fn groups(&self) -> &[Arc<str>] {
        &self.numbers.groups
    }

    /// How many forms were met so far.
    pub(crate) fn form_count(&self) -> usize {
        self.numbers.forms.len()
    }

    /// The forms met so far by their numbers, each with the number of its group.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&Form, u32)> {
        let group = |form: &Form| self.numbers.known_groups.get(&form.group).copied();
        self.numbers.forms.iter().map(move |form| (form, group(form).unwrap_or(u32::MAX)))
    }

    /// All words of an entry in place of what `out` held.
    pub(crate) fn number(&mut self, entry: &Entry, out: &mut Numbered) {
        out.groups.clear();
        out.forms.clear();
        out.length = 0;
        let lang = entry.language();
        let stemmer = stems::Stems::of(&lang);
        let known = self.known.entry(lang).or_default();
        for (text, weight) in fields(entry) {
            for (start, end) in tokens::pieces(text) {
                let piece = text.get(start..end).unwrap_or_default();
                if !known.contains_key(piece) {
                    let new = know(piece, &stemmer, self.vocabulary, &mut self.numbers);
                    known.insert(piece.into(), new);
                }
                if let Some(Some(word)) = known.get(piece) {
                    out.add(word, weight as u32);
                }
            }
        }
        out.finish();
    }
}

fn know(
    piece: &str,
    stemmer: &stems::Stems,
    vocabulary: &Vocabulary,
    numbers: &mut Numbers,
) -> Option<Known> {
    let token = tokens::token(piece, 0, piece.len())?;
    let group: Arc<str> = stemmer.group(&token.lower, &token.form).into();
    let parts = vocabulary.parts(stemmer, &token.form);
    let written = if token.lower == token.form { "" } else { &token.lower };
    let written = written.into();
    let form = Form { form: token.form.into(), group: Arc::clone(&group), written };
    Some(Known {
        group: numbers.group(group),
        form: numbers.form(form),
        parts: parts.into_iter().map(|part| numbers.group(part)).collect(),
    })
}

/// A group counts at most so much in an entry.
const MOST_WEIGHT: u32 = 255;

impl Numbered {
    fn add(&mut self, word: &Known, weight: u32) {
        self.length = self.length.saturating_add(weight);
        self.groups.push((word.group, weight));
        self.groups.extend(word.parts.iter().map(|&part| (part, weight / 2)));
        self.forms.push(word.form);
    }

    /// Sums what was added.
    fn finish(&mut self) {
        self.forms.sort_unstable();
        self.forms.dedup();
        self.groups.sort_unstable();
        self.groups.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.saturating_add(next.1);
            }
            same
        });
        for (_, weight) in &mut self.groups {
            *weight = (*weight).min(MOST_WEIGHT);
        }
    }
}

/// The texts of an entry that are searched, with their weights.
fn fields(entry: &Entry) -> impl Iterator<Item = (&str, Weight)> {
    fn all(texts: &[String], weight: Weight) -> impl Iterator<Item = (&str, Weight)> {
        texts.iter().map(move |text| (text.as_str(), weight))
    }
    std::iter::once((entry.title.as_str(), Weight::Title))
        .chain(all(&entry.names, Weight::Title))
        .chain(all(&entry.categories, Weight::Label))
        .chain(all(&entry.tags, Weight::Label))
        .chain(entry.place.iter().map(|place| (place.as_str(), Weight::Place)))
        .chain(entry.facets.values().flat_map(|values| all(values, Weight::Place)))
        .chain([(entry.summary.as_str(), Weight::Summary), (entry.body.as_str(), Weight::Body)])
}

/// What the words of a query ask for, before any dictionary is consulted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The folded word.
    pub form: String,
    /// The word as it was typed, in lower case.
    pub typed: String,
    /// It is the last one and no space follows: more letters may come.
    pub open: bool,
}

/// At most this many words of a query are looked at.
pub const MOST_WORDS: usize = 12;

/// The words of a query; stop words of `languages` are left out if any other word remains.
pub fn asked<'l>(text: &str, languages: impl Iterator<Item = &'l str>) -> Vec<Asked> {
    let open = text.chars().next_back().is_some_and(|c| !c.is_whitespace() && !closes(c));
    let mut words: Vec<Asked> = tokens(text)
        .take(MOST_WORDS)
        .map(|token| Asked { form: token.form, typed: token.lower, open: false })
        .collect();
    if let Some(last) = words.last_mut() {
        last.open = open;
    }
    let stops: Vec<_> = languages.map(stops::of).collect();
    let is_stop = |word: &Asked| stops.iter().any(|list| list.contains(&word.form.as_str()));
    if words.iter().any(|word| !is_stop(word)) {
        // "dri" may become "drill", but a finished "the" stays a stop word; an unfinished one too,
        // since whoever types "the d" has long passed it.
        words.retain(|word| !is_stop(word));
    }
    let mut seen = BTreeSet::new();
    words.reverse();
    words.retain(|word| seen.insert(word.form.clone()));
    words.reverse();
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(lang: &str, title: &str, body: &str) -> Entry {
        Entry { lang: lang.into(), title: title.into(), body: body.into(), ..Entry::default() }
    }

    fn words_of(entries: &[Entry]) -> Vec<Words> {
        let vocabulary = Vocabulary::of(entries);
        let mut analyzer = Analyzer::new(&vocabulary);
        entries.iter().map(|entry| analyzer.words(entry)).collect()
    }

    #[test]
    fn forms_of_one_stem_share_a_group_and_languages_do_not() {
        let words = words_of(&[entry("en", "Drilling", "drills"), entry("de", "Drilling", "")]);
        assert_eq!(words[0].groups.get("en:drill"), Some(&10));
        let form = |form: &Form| (&*form.form, &*form.group) == ("drilling", "en:drill");
        assert!(words[0].forms.iter().any(form));
        assert!(words[1].groups.contains_key("de:drilling"));
    }

    #[test]
    fn german_compounds_are_found_by_their_parts() {
        let words = words_of(&[
            entry("de", "Bohrmaschinenkoffer", ""),
            entry("de", "Koffer", "Eine Maschine zum Bohren"),
        ]);
        for part in ["de:bohr", "de:maschin", "de:koff"] {
            assert_eq!(words[0].groups.get(part), Some(&4), "{part} in {:?}", words[0].groups);
        }
    }

    #[test]
    fn swedish_compounds_are_found_by_their_parts() {
        let words = words_of(&[
            entry("sv", "Arbetsbänk", ""),
            entry("sv", "Bänk för arbete", "arbet"),
            entry("sv", "Skruvdragare", "skruv och dragare"),
        ]);
        assert!(words[0].groups.contains_key("sv:bank"), "{:?}", words[0].groups);
        assert!(words[2].groups.contains_key("sv:skruv"), "{:?}", words[2].groups);
    }

    #[test]
    fn english_words_are_not_cut_up() {
        let words = words_of(&[entry("en", "Screwdriver", ""), entry("en", "screw driver", "")]);
        assert_eq!(words[0].groups.len(), 1);
    }

    #[test]
    fn stop_words_are_dropped_unless_they_are_all_there_is() {
        let forms = |text: &str| -> Vec<String> {
            asked(text, ["en", "de"].into_iter()).into_iter().map(|word| word.form).collect()
        };
        assert_eq!(forms("the drill for wood"), ["drill", "wood"]);
        assert_eq!(forms("die Säge"), ["sage"]);
        assert_eq!(forms("the for"), ["the", "for"]);
        assert_eq!(forms("drill drill"), ["drill"]);
    }

    #[test]
    fn only_the_last_word_without_a_space_after_it_is_open() {
        let open = |text: &str| {
            asked(text, std::iter::empty()).iter().map(|word| word.open).collect::<Vec<_>>()
        };
        assert_eq!(open("cordless dri"), [false, true]);
        assert_eq!(open("cordless drill "), [false, false]);
    }

    proptest! {
        #[test]
        fn any_text_in_any_language_can_be_analysed(
            text in "\\PC{0,80}", other in ".{0,40}", lang in "(en|de|sv|fr|ar|hi|ru|tr|zh|xx|)(-[A-Z]{2})?"
        ) {
            let entries = [entry(&lang, &text, &other), entry(&lang, &other, &text)];
            let words = words_of(&entries);
            prop_assert!(words.iter().all(|words| words.groups.len() <= 2 * words.length as usize + 1));
            prop_assert!(asked(&text, ["en", "de"].into_iter()).len() <= MOST_WORDS);
        }
    }
}
