//! From the words of a query to groups of the index.
//!
//! The order of attempts for a word is the same in the client script: as typed and, while it is
//! being typed, as a beginning; without an ending; with typing errors.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::fields::{DIVIDER, Fields};
use super::scoring::Ranked;
use super::{Corpus, EngineError};
use crate::analysis::{Asked, Vocabulary, all_endings};
use crate::ranking::{self, Candidate};

/// Beginnings up to this long are not completed beside other words: they would fit anything.
const SHORT: usize = 2;

/// A word that nobody has is split into parts of at least this many letters.
const SHORTEST_HEAD: usize = 3;
const SHORTEST_TAIL: usize = 4;

pub(super) struct Lookup<'a> {
    pub(super) fields: &'a Fields,
    pub(super) searcher: Searcher,
    pub(super) corpus: &'a Corpus,
}

/// A word of a query with the groups it leads to.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    pub(super) asked: Option<Asked>,
    /// Group → closeness in sixteenths.
    pub(super) groups: BTreeMap<String, u64>,
    pub(super) rarity: u64,
    /// Entries without this word are left out.
    pub(super) required: bool,
    /// The word that was probably meant, as it is written.
    pub(super) meant: Option<String>,
    /// No word by itself, only the beginning of some.
    begun: bool,
}

/// A term of the form dictionary, merged over segments.
#[derive(Debug, Default)]
struct Found {
    edits: usize,
    entries: usize,
    /// Written form → entries.
    written: BTreeMap<String, usize>,
}

impl Lookup<'_> {
    pub(super) fn resolve(&self, words: &[Asked]) -> Result<Vec<Resolved>, EngineError> {
        let mut resolved = Vec::new();
        for word in words {
            let found = self.resolve_word(word, words.len() == 1)?;
            match if found.groups.is_empty() { self.split(word)? } else { None } {
                Some(parts) => resolved.extend(parts),
                None => resolved.push(found),
            }
        }
        Ok(resolved)
    }

    /// A word nobody has as the longest beginning that is a word and a rest that is one too.
    fn split(&self, word: &Asked) -> Result<Option<[Resolved; 2]>, EngineError> {
        let letters: Vec<char> = word.form.chars().collect();
        let cuts = (SHORTEST_HEAD..=letters.len().saturating_sub(SHORTEST_TAIL)).rev();
        for (head, tail) in cuts.map(|cut| letters.split_at(cut)) {
            let part = |letters: &[char]| {
                let form: String = letters.iter().collect();
                Asked { typed: form.clone(), form, open: false }
            };
            let (head, tail) = (part(head), part(tail));
            if self.is_word(&head.form)? && self.is_word(&tail.form)? {
                return Ok(Some([
                    self.resolve_word(&head, false)?,
                    self.resolve_word(&tail, false)?,
                ]));
            }
        }
        Ok(None)
    }

    fn is_word(&self, form: &str) -> Result<bool, EngineError> {
        let mut entries = 0;
        let from = format!("{form}{DIVIDER}");
        self.each_form(&from, &format!("{form}\u{1}"), |_, _, _, count| entries += count)?;
        let enough = entries >= ranking::least_entries(self.corpus.entries);
        Ok(enough && ranking::is_correctable(form) && !self.groups_of(form)?.is_empty())
    }

    fn resolve_word(&self, word: &Asked, alone: bool) -> Result<Resolved, EngineError> {
        let short = word.form.chars().count() <= SHORT;
        let mut exact = self.groups_of(&word.form)?;
        let mut completions = BTreeSet::new();
        if (word.open && (alone || !short)) || (exact.is_empty() && !short) {
            completions = self.completions(&word.form)?;
        }
        let mut found = Resolved { required: true, ..Resolved::default() };
        let mut closeness = ranking::EXACT;
        if exact.is_empty() && completions.is_empty() {
            if let Some(groups) = self.shortened(&word.form)? {
                (exact, closeness) = (groups, ranking::SHORTENED);
            } else if let Some((candidates, meant)) = self.misspelt(word)? {
                closeness = if candidates.1 == 1 { ranking::ONE_EDIT } else { ranking::TWO_EDITS };
                (exact, found.meant) = (candidates.0, Some(meant));
            }
        }
        found.begun = exact.is_empty() && !completions.is_empty();
        let base = if exact.is_empty() { &completions } else { &exact };
        let mut entries = 0;
        for group in base {
            entries += self.count(group)?;
        }
        found.rarity = ranking::rarity(entries.min(self.corpus.entries), self.corpus.entries);
        found.required = alone || !(short && word.open);
        found.groups.extend(completions.into_iter().map(|group| (group, ranking::PREFIX)));
        found.groups.extend(exact.into_iter().map(|group| (group, closeness)));
        found.asked = Some(word.clone());
        Ok(found)
    }

    fn groups_of(&self, form: &str) -> Result<BTreeSet<String>, EngineError> {
        let mut groups = BTreeSet::new();
        let from = format!("{form}{DIVIDER}");
        self.each_form(&from, &format!("{form}\u{1}"), |_, found_group, _, _| {
            groups.insert(found_group.to_owned());
        })?;
        self.alive(groups)
    }

    fn completions(&self, prefix: &str) -> Result<BTreeSet<String>, EngineError> {
        let mut groups = BTreeSet::new();
        self.each_form(prefix, &format!("{prefix}\u{10ffff}"), |_, group, _, _| {
            groups.insert(group.to_owned());
        })?;
        self.alive(groups)
    }

    /// Without groups that only removed entries had.
    fn alive(&self, groups: BTreeSet<String>) -> Result<BTreeSet<String>, EngineError> {
        if !self.searcher.segment_readers().iter().any(SegmentReader::has_deletes) {
            return Ok(groups);
        }
        let mut kept = BTreeSet::new();
        for group in groups {
            if self.count(&group)? > 0 {
                kept.insert(group);
            }
        }
        Ok(kept)
    }

    /// The groups of the word with another ending or none: "painted" leads to "painting". The
    /// shortest ending that helps is taken off.
    fn shortened(&self, form: &str) -> Result<Option<BTreeSet<String>>, EngineError> {
        let endings = all_endings(&self.corpus.languages);
        for ending in &endings {
            let Some(rest) = form.strip_suffix(ending) else { continue };
            if rest.chars().count() < 4 {
                continue;
            }
            let mut groups = BTreeSet::new();
            self.each_form(rest, &format!("{rest}\u{10ffff}"), |found, group, _, _| {
                let other = found.strip_prefix(rest).unwrap_or_default();
                if other.is_empty() || endings.contains(&other) {
                    groups.insert(group.to_owned());
                }
            })?;
            let groups = self.alive(groups)?;
            if !groups.is_empty() {
                return Ok(Some(groups));
            }
        }
        Ok(None)
    }

    /// The groups of the words that were probably meant, the edits to them and the likeliest one.
    #[expect(clippy::type_complexity, reason = "taken apart by the one caller")]
    fn misspelt(
        &self,
        word: &Asked,
    ) -> Result<Option<((BTreeSet<String>, usize), String)>, EngineError> {
        let letters: Vec<char> = word.form.chars().collect();
        let limit = ranking::allowed_edits(letters.len());
        if limit == 0 || !letters.iter().all(|c| c.is_alphabetic()) {
            return Ok(None);
        }
        // Most errors leave the first letter alone, some swap it with the second.
        let start = |at: usize| letters.get(at).map(char::to_string).unwrap_or_default();
        let attempts =
            [(start(0), false), (start(0), true), (start(1), false), (String::new(), false)];
        for (start, open) in attempts {
            if open && !word.open {
                continue;
            }
            let near = self.near(&letters, limit, &start, open)?;
            let mut groups = BTreeSet::new();
            for (candidate, _) in &near {
                groups.extend(self.groups_of(&candidate.word)?);
            }
            if let (Some((first, written)), false) = (near.first(), groups.is_empty()) {
                return Ok(Some(((groups, first.edits), written.clone())));
            }
        }
        Ok(None)
    }

    /// The closest words that begin so, each with its usual spelling.
    fn near(
        &self,
        letters: &[char],
        limit: usize,
        start: &str,
        open: bool,
    ) -> Result<Vec<(Candidate, String)>, EngineError> {
        let mut word = Vec::new();
        let forms = self.candidates(start, |form| {
            word.clear();
            word.extend(form.chars());
            ranking::distance(letters, &word, limit, open)
        })?;
        let candidates = forms.iter().map(|(form, found)| Candidate {
            word: form.clone(),
            edits: found.edits,
            found: found.entries,
        });
        let with_spelling = ranking::closest(candidates.collect()).into_iter().map(|candidate| {
            let written = forms.get(&candidate.word).map(usual_spelling).unwrap_or_default();
            (candidate, written)
        });
        Ok(with_spelling.collect())
    }

    /// The words that begin so, may be meant and have their edits told.
    fn candidates(
        &self,
        start: &str,
        mut edits: impl FnMut(&str) -> Option<usize>,
    ) -> Result<BTreeMap<String, Found>, EngineError> {
        let mut forms: BTreeMap<String, Found> = BTreeMap::new();
        self.each_form(start, &format!("{start}\u{10ffff}"), |form, _, written, count| {
            let Some(edits) = edits(form) else { return };
            let found = forms.entry(form.to_owned()).or_default();
            found.edits = edits;
            found.entries += count;
            let written = if written.is_empty() { form } else { written };
            *found.written.entry(written.to_owned()).or_default() += count;
        })?;
        let least = ranking::least_entries(self.corpus.entries);
        forms.retain(|form, found| found.entries >= least && ranking::is_correctable(form));
        Ok(forms)
    }

    /// The word with this beginning that most entries have, as it is written.
    fn likeliest(&self, start: &str) -> Result<Option<String>, EngineError> {
        let forms = self.candidates(start, |_| Some(0))?;
        let best = forms.iter().max_by(|a, b| a.1.entries.cmp(&b.1.entries).then(b.0.cmp(a.0)));
        Ok(best.map(|(_, found)| usual_spelling(found)))
    }

    /// The query as it was probably meant, where a word of it is misspelt: also what is only the beginning
    /// of a word then becomes the likeliest one.
    pub(super) fn corrected(
        &self,
        text: &str,
        resolved: &[Resolved],
    ) -> Result<Option<String>, EngineError> {
        if resolved.iter().all(|word| word.meant.is_none()) {
            return Ok(None);
        }
        let mut words = Vec::new();
        for token in crate::analysis::tokens(text) {
            let is_asked =
                |word: &&Resolved| word.asked.as_ref().is_some_and(|a| a.form == token.form);
            let meant = match resolved.iter().find(is_asked) {
                Some(Resolved { meant: Some(meant), .. }) => Some(meant.clone()),
                Some(Resolved { begun: true, .. }) => self.likeliest(&token.form)?,
                _ => None,
            };
            words.push(meant.unwrap_or(token.lower));
        }
        Ok(Some(words.join(" ")))
    }

    /// Calls with form, group, written form and entries for every term of the range.
    fn each_form(
        &self,
        from: &str,
        below: &str,
        mut visit: impl FnMut(&str, &str, &str, usize),
    ) -> Result<(), EngineError> {
        self.each_term(self.fields.form, from, below, |term, count| {
            let mut parts = term.splitn(3, DIVIDER);
            if let (Some(form), Some(group), Some(written)) =
                (parts.next(), parts.next(), parts.next())
            {
                visit(form, group, written, count);
            }
        })
    }

    fn each_term(
        &self,
        field: Field,
        from: &str,
        below: &str,
        mut visit: impl FnMut(&str, usize),
    ) -> Result<(), EngineError> {
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().range().ge(from).lt(below).into_stream()?;
            while let Some((term, info)) = terms.next() {
                if let Ok(term) = std::str::from_utf8(term) {
                    visit(term, info.doc_freq as usize);
                }
            }
        }
        Ok(())
    }

    /// How many entries have a group.
    fn count(&self, group: &str) -> Result<usize, EngineError> {
        let term = Term::from_field_text(self.fields.group, group);
        let mut sum = 0;
        for segment in self.searcher.segment_readers() {
            if segment.has_deletes() {
                each_posting(segment, &term, |_, _| sum += 1)?;
            } else {
                sum += segment.inverted_index(self.fields.group)?.doc_freq(&term)? as usize;
            }
        }
        Ok(sum)
    }

    pub(super) fn by_code(&self, code: &str) -> Result<Option<Ranked>, EngineError> {
        let term = Term::from_field_text(self.fields.code, code);
        for (number, segment) in (0u32..).zip(self.searcher.segment_readers()) {
            let mut found = None;
            each_posting(segment, &term, |document, _| found = found.or(Some(document)))?;
            if let Some(document) = found {
                return Ok(Some(Ranked { address: DocAddress::new(number, document), score: 1 }));
            }
        }
        Ok(None)
    }

    /// Counts and averages over all entries that are not removed.
    pub(super) fn corpus(&self) -> Result<Corpus, EngineError> {
        let mut corpus = Corpus::default();
        let mut length = 0u64;
        for segment in self.searcher.segment_readers() {
            let lengths = segment.fast_fields().u64("length")?;
            for document in segment.doc_ids_alive() {
                corpus.entries += 1;
                length += lengths.first(document).unwrap_or(0);
            }
        }
        if corpus.entries > 0 {
            #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
            {
                corpus.average_length = length as f64 / corpus.entries as f64;
            }
        }
        let mut languages = BTreeSet::new();
        let from = format!("lang{DIVIDER}");
        self.each_term(self.fields.facet, &from, "lang\u{1}", |term, _| {
            languages.extend(term.strip_prefix(&from).map(str::to_owned));
        })?;
        corpus.languages = languages.into_iter().collect();
        Ok(corpus)
    }

    /// Puts all forms of the index into a vocabulary.
    pub(super) fn vocabulary(&self, vocabulary: &mut Vocabulary) -> Result<(), EngineError> {
        self.each_form("", "\u{10ffff}", |form, group, _, _| {
            let lang = group.split(':').next().unwrap_or_default();
            vocabulary.insert(lang, form, group);
        })
    }
}

/// Calls with document and term frequency for every posting of an entry that is not removed.
pub(super) fn each_posting(
    segment: &SegmentReader,
    term: &Term,
    mut visit: impl FnMut(DocId, u32),
) -> Result<(), EngineError> {
    let inverted = segment.inverted_index(term.field())?;
    let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::WithFreqs)? else {
        return Ok(());
    };
    let alive = segment.alive_bitset();
    let mut document = postings.doc();
    while document != TERMINATED {
        if alive.is_none_or(|alive| alive.is_alive(document)) {
            visit(document, postings.term_freq());
        }
        document = postings.advance();
    }
    Ok(())
}

fn usual_spelling(found: &Found) -> String {
    let most = found.written.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    most.map(|(written, _)| written.clone()).unwrap_or_default()
}
