//! Adding up, filtering, counting and picking the best.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, SegmentReader, Term};

use super::EngineError;
use super::fields::DIVIDER;
use super::lookup::{Lookup, Resolved, each_posting};
use crate::query::{FacetCount, Query};
use crate::ranking;

/// With some words missing, every word that is there counts for more than any score.
const PER_WORD: u64 = 1 << 40;

pub(super) struct Ranked {
    pub(super) address: DocAddress,
    pub(super) score: u64,
}

#[derive(Default)]
pub(super) struct Outcome {
    pub(super) top: Vec<Ranked>,
    pub(super) total: usize,
    pub(super) facets: BTreeMap<String, Vec<FacetCount>>,
    pub(super) partial: bool,
    pub(super) apart: bool,
}

/// Scores of one segment by document; 0 is no hit.
struct Scored<'a> {
    number: u32,
    segment: &'a SegmentReader,
    all_words: Vec<u64>,
    some_words: Vec<u64>,
}

pub(super) fn rank(
    lookup: &Lookup<'_>,
    words: &[Resolved],
    query: &Query,
) -> Result<Outcome, EngineError> {
    let mut scored = Vec::new();
    for (number, segment) in (0u32..).zip(lookup.searcher.segment_readers()) {
        scored.push(score(lookup, number, segment, words, query)?);
    }
    let outcome = pick(lookup, &scored, query, |scored| &scored.all_words)?;
    let worth_a_try = words.len() > 1 && words.iter().any(|word| !word.groups.is_empty());
    if outcome.total > 0 || !worth_a_try {
        return Ok(outcome);
    }
    let outcome = pick(lookup, &scored, query, |scored| &scored.some_words)?;
    Ok(Outcome { partial: outcome.total > 0, ..outcome })
}

fn score<'a>(
    lookup: &Lookup<'_>,
    number: u32,
    segment: &'a SegmentReader,
    words: &[Resolved],
    query: &Query,
) -> Result<Scored<'a>, EngineError> {
    let documents = segment.max_doc() as usize;
    let mut sums = vec![0u64; documents];
    let mut found = vec![0u8; documents];
    let mut required = vec![0u8; documents];
    for word in words {
        for (document, value) in closeness(lookup, segment, word)?.into_iter().enumerate() {
            if value > 0 {
                sums[document] += word.rarity * value;
                found[document] += 1;
                required[document] += u8::from(word.required);
            }
        }
    }
    if words.is_empty() {
        segment.doc_ids_alive().for_each(|document| sums[document as usize] = 1);
    }
    if let Some(lang) = &query.lang {
        let lang = lang.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let term = Term::from_field_text(lookup.fields.facet, &format!("lang{DIVIDER}{lang}"));
        each_posting(segment, &term, |document, _| {
            let sum = &mut sums[document as usize];
            *sum += *sum >> ranking::HOME_LANGUAGE_SHIFT;
        })?;
    }
    let wanted = words.iter().filter(|word| word.required).count();
    let complete = |document: usize| usize::from(required[document]) == wanted;
    let all_words = (0..documents)
        .map(|document| if complete(document) { sums[document] } else { 0 })
        .collect();
    let some_words = (0..documents)
        .map(|document| sums[document] + u64::from(found[document]) * PER_WORD)
        .collect();
    Ok(Scored { number, segment, all_words, some_words })
}

/// By document, the best `level × closeness` of the groups of a word.
fn closeness(
    lookup: &Lookup<'_>,
    segment: &SegmentReader,
    word: &Resolved,
) -> Result<Vec<u64>, EngineError> {
    let lengths = segment.fast_fields().u64("length")?;
    let popularity = segment.fast_fields().u64("popularity")?;
    let mut best = vec![0u64; segment.max_doc() as usize];
    for (group, &closeness) in &word.groups {
        let term = Term::from_field_text(lookup.fields.group, group);
        each_posting(segment, &term, |document, weight| {
            let length = u32::try_from(lengths.first(document).unwrap_or(0)).unwrap_or(u32::MAX);
            let wanted = u8::try_from(popularity.first(document).unwrap_or(0)).unwrap_or(u8::MAX);
            let level = ranking::level(weight, length, lookup.corpus.average_length, wanted);
            let value = &mut best[document as usize];
            *value = (*value).max(u64::from(level) * closeness);
        })?;
    }
    Ok(best)
}

fn pick(
    lookup: &Lookup<'_>,
    scored: &[Scored<'_>],
    query: &Query,
    scores: impl for<'s> Fn(&'s Scored<'_>) -> &'s Vec<u64>,
) -> Result<Outcome, EngineError> {
    let mut outcome = Outcome::default();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut best: Vec<(Reverse<u64>, String, DocAddress)> = Vec::new();
    let wanted = query.offset.saturating_add(query.limit);
    for part in scored {
        let filter = Filter::new(lookup, part.segment, query)?;
        let facets = part.segment.fast_fields().str("facet")?;
        let mut tally = Tally::new(facets.as_ref());
        let mut hits: Vec<(u64, DocId)> = Vec::new();
        for (document, &score) in (0u32..).zip(scores(part)) {
            if score == 0 {
                continue;
            }
            let missed = filter.missed(document);
            if missed.is_empty() {
                hits.push((score, document));
            }
            tally.count(document, &missed);
        }
        outcome.total += hits.len();
        tally.finish(&mut counts)?;
        best.extend(top(part, hits, wanted)?);
    }
    best.sort();
    outcome.top = best
        .into_iter()
        .skip(query.offset)
        .take(query.limit)
        .map(|(Reverse(score), _, address)| Ranked { address, score })
        .collect();
    outcome.facets = by_facet(counts);
    Ok(outcome)
}

/// The best hits of a segment with their order keys.
fn top(
    part: &Scored<'_>,
    hits: Vec<(u64, DocId)>,
    wanted: usize,
) -> Result<Vec<(Reverse<u64>, String, DocAddress)>, EngineError> {
    let Some(order) = part.segment.fast_fields().str("order")? else { return Ok(Vec::new()) };
    let mut ranked: Vec<(Reverse<u64>, u64, DocId)> = hits
        .into_iter()
        .map(|(score, document)| {
            (Reverse(score), order.ords().first(document).unwrap_or(u64::MAX), document)
        })
        .collect();
    if wanted < ranked.len() {
        ranked.select_nth_unstable(wanted);
        ranked.truncate(wanted);
    }
    let with_key = ranked.into_iter().map(|(score, ord, document)| {
        let mut key = String::new();
        order.ord_to_str(ord, &mut key)?;
        Ok((score, key, DocAddress::new(part.number, document)))
    });
    with_key.collect()
}

/// Which documents fit each facet of the query.
struct Filter {
    facets: Vec<(String, Vec<bool>)>,
}

impl Filter {
    fn new(
        lookup: &Lookup<'_>,
        segment: &SegmentReader,
        query: &Query,
    ) -> Result<Self, EngineError> {
        let mut facets = Vec::new();
        for (facet, values) in query.facets.iter().filter(|(_, values)| !values.is_empty()) {
            let mut fits = vec![false; segment.max_doc() as usize];
            for value in values {
                let value = format!("{facet}{DIVIDER}{}", value.trim());
                let term = Term::from_field_text(lookup.fields.facet, &value);
                each_posting(segment, &term, |document, _| fits[document as usize] = true)?;
            }
            facets.push((facet.clone(), fits));
        }
        Ok(Self { facets })
    }

    /// The facets a document does not fit.
    fn missed(&self, document: DocId) -> Vec<&str> {
        let misses = self.facets.iter().filter(|(_, fits)| !fits[document as usize]);
        misses.map(|(facet, _)| facet.as_str()).collect()
    }
}

/// Counts of values. A document that misses one facet still counts for the values of that facet, so
/// that alternatives show what choosing them would bring.
struct Tally<'a> {
    column: Option<&'a StrColumn>,
    all: Vec<usize>,
    but_for: BTreeMap<String, Vec<usize>>,
}

impl<'a> Tally<'a> {
    fn new(column: Option<&'a StrColumn>) -> Self {
        let values = column.map_or(0, |column| column.num_terms());
        Self { column, all: vec![0; values], but_for: BTreeMap::new() }
    }

    fn count(&mut self, document: DocId, missed: &[&str]) {
        let Some(column) = self.column else { return };
        let counts = match missed {
            [] => &mut self.all,
            [facet] => {
                let values = self.all.len();
                self.but_for.entry((*facet).to_owned()).or_insert_with(|| vec![0; values])
            }
            _ => return,
        };
        for value in column.term_ords(document) {
            if let Some(count) = usize::try_from(value).ok().and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
    }

    fn finish(self, counts: &mut BTreeMap<String, usize>) -> Result<(), EngineError> {
        let Some(column) = self.column else { return Ok(()) };
        for (ord, value) in (0u64..).zip(0..self.all.len()) {
            let mut term = String::new();
            column.ord_to_str(ord, &mut term)?;
            let facet = term.split(DIVIDER).next().unwrap_or_default();
            let others = self.but_for.get(facet).map_or(0, |counts| counts[value]);
            let count = self.all[value] + others;
            if count > 0 {
                *counts.entry(term).or_default() += count;
            }
        }
        Ok(())
    }
}

fn by_facet(counts: BTreeMap<String, usize>) -> BTreeMap<String, Vec<FacetCount>> {
    let mut facets: BTreeMap<String, Vec<FacetCount>> = BTreeMap::new();
    for (term, count) in counts {
        if let Some((facet, value)) = term.split_once(DIVIDER) {
            let value = value.to_owned();
            facets.entry(facet.to_owned()).or_default().push(FacetCount { value, count });
        }
    }
    for values in facets.values_mut() {
        values.sort_by(|a, b| (Reverse(a.count), &a.value).cmp(&(Reverse(b.count), &b.value)));
    }
    facets
}
