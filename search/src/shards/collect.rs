//! All words of all entries, gathered and scored.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::codec::utf16_order;
use crate::analysis::{Analyzer, Vocabulary, Words};
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

#[derive(Default)]
struct FormCount {
    groups: Vec<u32>,
    written: BTreeMap<Arc<str>, usize>,
}

#[derive(Default)]
struct Gathering {
    ids: HashMap<Arc<str>, u32>,
    postings: Vec<Vec<(u32, u8)>>,
    forms: HashMap<Arc<str>, FormCount>,
    lengths: Vec<u32>,
}

impl Collected {
    pub(super) fn of(entries: &[&Entry]) -> Self {
        let vocabulary = Vocabulary::of(entries.iter().copied());
        let mut analyzer = Analyzer::new(&vocabulary);
        let mut gathering = Gathering::default();
        for (number, entry) in (0u32..).zip(entries) {
            gathering.add(number, &analyzer.words(entry));
        }
        gathering.finish(entries)
    }
}

impl Gathering {
    fn add(&mut self, number: u32, words: &Words) {
        self.lengths.push(words.length);
        for (group, &weight) in &words.groups {
            let id = self.id(group);
            let weight = u8::try_from(weight).unwrap_or(u8::MAX);
            if let Some(postings) = self.postings.get_mut(id as usize) {
                postings.push((number, weight));
            }
        }
        for form in &words.forms {
            let id = self.id(&form.group);
            let count = self.forms.entry(Arc::clone(&form.form)).or_default();
            if !count.groups.contains(&id) {
                count.groups.push(id);
            }
            let written = if form.written.is_empty() { &form.form } else { &form.written };
            *count.written.entry(Arc::clone(written)).or_default() += 1;
        }
    }

    fn id(&mut self, group: &Arc<str>) -> u32 {
        if let Some(&id) = self.ids.get(group) {
            return id;
        }
        let id = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        self.postings.push(Vec::new());
        self.ids.insert(Arc::clone(group), id);
        id
    }

    fn finish(mut self, entries: &[&Entry]) -> Collected {
        let sum: u64 = self.lengths.iter().map(|&length| u64::from(length)).sum();
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let average = if entries.is_empty() { 0.0 } else { sum as f64 / entries.len() as f64 };
        let level = |(entry, weight): (u32, u8)| {
            let at = entry as usize;
            let wanted = entries.get(at).map_or(0, |entry| entry.popularity_step());
            let length = self.lengths.get(at).copied().unwrap_or(0);
            (ranking::level(u32::from(weight), length, average, wanted), entry)
        };
        let mut forms: Vec<(Arc<str>, FormCount)> = self.forms.drain().collect();
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
                    let mut scored: Vec<_> = raw.into_iter().flatten().map(level).collect();
                    scored.sort_unstable_by_key(|&(level, entry)| (Reverse(level), entry));
                    groups.push(scored);
                }
            }
            own.sort_unstable();
            sorted.push(form_of(form, own, &count.written));
        }
        Collected { entries: entries.len(), forms: sorted, groups }
    }
}

fn form_of(form: Arc<str>, groups: Vec<u32>, written: &BTreeMap<Arc<str>, usize>) -> FormOf {
    let usual = written.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    let usual = usual.map_or_else(|| Arc::clone(&form), |(written, _)| Arc::clone(written));
    FormOf { form, groups, found: written.values().sum(), written: usual }
}
