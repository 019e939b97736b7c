//! All words of all entries, gathered and scored.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::codec::utf16_order;
use crate::analysis::{Analyzer, Numbered, Vocabulary};
use crate::entry::Entry;
use crate::ranking;

/// What the shards are cut from. Entries are numbered in their order.
pub(super) struct Collected {
    pub(super) entries: usize,
    /// Sorted as JavaScript sorts.
    pub(super) forms: Vec<FormOf>,
    /// (level, entry) per group: levels falling, then entries rising. Numbered by the first form.
    pub(super) groups: Vec<Vec<(u8, u32)>>,
}

pub(super) struct FormOf {
    pub(super) form: Arc<str>,
    pub(super) groups: Vec<u32>,
    /// How many entries have it.
    pub(super) found: usize,
    /// How it is usually written.
    pub(super) written: Arc<str>,
}

/// The forms of a folded word, written and sorted into groups in one way or several.
#[derive(Default)]
struct FormCount {
    groups: Vec<u32>,
    written: BTreeMap<Arc<str>, usize>,
}

/// What the entries give, by the numbers of the analyzer.
#[derive(Default)]
struct Gathering {
    /// (entry, weight) per group.
    postings: Vec<Vec<(u32, u8)>>,
    /// Entries per form.
    forms: Vec<usize>,
    lengths: Vec<u32>,
}

impl Collected {
    pub(super) fn of(entries: &[&Entry]) -> Self {
        let vocabulary = Vocabulary::of(entries.iter().copied());
        let mut analyzer = Analyzer::new(&vocabulary);
        let mut gathering = Gathering::default();
        let mut words = Numbered::default();
        for (number, entry) in (0u32..).zip(entries) {
            analyzer.number(entry, &mut words);
            gathering.add(number, &words, &analyzer);
        }
        gathering.finish(entries, &analyzer)
    }
}

impl Gathering {
    fn add(&mut self, number: u32, words: &Numbered, analyzer: &Analyzer<'_>) {
        self.lengths.push(words.length);
        self.postings.resize_with(analyzer.groups().len(), Vec::new);
        self.forms.resize(analyzer.form_count(), 0);
        for &(group, weight) in &words.groups {
            let weight = u8::try_from(weight).unwrap_or(u8::MAX);
            if let Some(postings) = self.postings.get_mut(group as usize) {
                postings.push((number, weight));
            }
        }
        for &form in &words.forms {
            if let Some(count) = self.forms.get_mut(form as usize) {
                *count += 1;
            }
        }
    }

    fn finish(mut self, entries: &[&Entry], analyzer: &Analyzer<'_>) -> Collected {
        let scorer = Scorer::new(entries, &self.lengths);
        let mut forms: Vec<(Arc<str>, FormCount)> = self.by_form(analyzer).into_iter().collect();
        forms.sort_by(|a, b| utf16_order(&a.0, &b.0));

        let mut numbers: HashMap<u32, u32> = HashMap::new();
        let mut groups = Vec::new();
        let mut sorted = Vec::with_capacity(forms.len());
        for (form, count) in forms {
            let mut own = Vec::with_capacity(count.groups.len());
            for id in &count.groups {
                let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
                own.push(*numbers.entry(*id).or_insert(next));
                if own.last() == Some(&next) {
                    let raw = self.postings.get_mut(*id as usize).map(std::mem::take);
                    groups.push(scorer.by_level(&raw.unwrap_or_default()));
                }
            }
            own.sort_unstable();
            sorted.push(form_of(form, own, &count.written));
        }
        Collected { entries: entries.len(), forms: sorted, groups }
    }

    fn by_form(&self, analyzer: &Analyzer<'_>) -> HashMap<Arc<str>, FormCount> {
        let mut forms: HashMap<Arc<str>, FormCount> = HashMap::new();
        for ((form, group), &found) in analyzer.forms().zip(&self.forms) {
            let count = forms.entry(Arc::clone(&form.form)).or_default();
            if !count.groups.contains(&group) {
                count.groups.push(group);
            }
            let written = if form.written.is_empty() { &form.form } else { &form.written };
            *count.written.entry(Arc::clone(written)).or_default() += found;
        }
        forms
    }
}

/// What the level of a posting depends on besides its weight.
struct Scorer {
    average: f64,
    /// Length and popularity per entry.
    entries: Vec<(u32, u8)>,
}

impl Scorer {
    fn new(entries: &[&Entry], lengths: &[u32]) -> Self {
        let sum: u64 = lengths.iter().map(|&length| u64::from(length)).sum();
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let average = if entries.is_empty() { 0.0 } else { sum as f64 / entries.len() as f64 };
        let popularity = entries.iter().map(|entry| entry.popularity_step());
        Self { average, entries: lengths.iter().copied().zip(popularity).collect() }
    }

    fn level(&self, entry: u32, weight: u8) -> u8 {
        let (length, popularity) = self.entries.get(entry as usize).copied().unwrap_or_default();
        ranking::level(u32::from(weight), length, self.average, popularity)
    }

    /// (level, entry): levels falling, entries rising as they came.
    fn by_level(&self, postings: &[(u32, u8)]) -> Vec<(u8, u32)> {
        let mut scored: Vec<(u8, u32)> =
            postings.iter().map(|&(entry, weight)| (self.level(entry, weight), entry)).collect();
        // Stable: entries of one level stay in their order.
        scored.sort_by_key(|&(level, _)| Reverse(level));
        scored
    }
}

fn form_of(form: Arc<str>, groups: Vec<u32>, written: &BTreeMap<Arc<str>, usize>) -> FormOf {
    let usual = written.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    let usual = usual.map_or_else(|| Arc::clone(&form), |(written, _)| Arc::clone(written));
    FormOf { form, groups, found: written.values().sum(), written: usual }
}
