//! The smaller shards: beginnings, words for corrections, codes.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Options;
use super::codec::{FrontCoder, put_number, put_postings, put_text};
use super::collect::{Collected, FormOf};
use super::store::Store;
use super::tree::{Named, Packer, Tree};
use crate::entry::Entry;
use crate::ranking::{is_correctable, least_entries};

/// Entries listed for a beginning.
const BEST: usize = 64;
/// A three-letter beginning over more term shards than this gets a list of its own.
const WIDE: usize = 2;

/// Beginnings: the text, 1 if it is a whole form too, the entries of all its groups summed, and the
/// best postings.
pub(super) fn short(
    collected: &Collected,
    terms: &Named,
    options: Options,
    store: &mut Store,
) -> Tree {
    let mut packer = Packer::new(store, options.shard_bytes / 2);
    for (beginning, forms) in beginnings(collected, terms) {
        let exact = forms.iter().any(|form| *form.form == *beginning);
        if exact && forms.len() == 1 {
            continue;
        }
        let groups: BTreeSet<u32> =
            forms.iter().flat_map(|form| form.groups.iter().copied()).collect();
        let mut best: HashMap<u32, u8> = HashMap::new();
        let mut sum = 0;
        for group in groups {
            let postings = collected.groups.get(group as usize).map_or(&[][..], Vec::as_slice);
            sum += postings.len();
            // More than the best of each group cannot be among the best of all.
            for &(level, entry) in postings.iter().take(BEST) {
                let value = best.entry(entry).or_default();
                *value = level.max(*value);
            }
        }
        let mut postings: Vec<(u8, u32)> =
            best.into_iter().map(|(entry, level)| (level, entry)).collect();
        postings.sort_unstable_by_key(|&(level, entry)| (Reverse(level), entry));
        postings.truncate(BEST);
        let mut item = Vec::new();
        put_text(&mut item, &beginning);
        put_number(&mut item, usize::from(exact));
        put_number(&mut item, sum.min(collected.entries));
        put_postings(&mut item, &postings);
        packer.put(&beginning, &item);
    }
    packer.finish()
}

/// Every beginning that gets a list with its forms, in the order of the forms.
fn beginnings<'c>(collected: &'c Collected, terms: &Named) -> Vec<(String, Vec<&'c FormOf>)> {
    let mut lists: Vec<(String, Vec<&FormOf>)> = Vec::new();
    for length in 1..=3 {
        let with_length = collected.forms.iter().filter_map(|form| {
            let beginning: String = form.form.chars().take(length).collect();
            (beginning.chars().count() == length).then_some((beginning, form))
        });
        let mut own: Vec<(String, Vec<&FormOf>)> = Vec::new();
        for (beginning, form) in with_length {
            match own.last_mut() {
                Some((last, forms)) if *last == beginning => forms.push(form),
                _ => own.push((beginning, vec![form])),
            }
        }
        own.retain(|(beginning, _)| length < 3 || terms.spread(beginning) > WIDE);
        lists.extend(own);
    }
    lists.sort_by(|a, b| super::codec::utf16_order(&a.0, &b.0));
    lists
}

/// Words that may have been meant: the front-coded form, how many entries have it and how it is
/// written, if that differs. Small shards, so that an error after the second letter costs little.
pub(super) fn letters(collected: &Collected, options: Options, store: &mut Store) -> Tree {
    let least = least_entries(collected.entries);
    let mut packer = Packer::new(store, options.shard_bytes / 2);
    let mut coder = FrontCoder::default();
    for form in &collected.forms {
        if form.found < least || !is_correctable(&form.form) {
            continue;
        }
        if packer.is_new() {
            coder = FrontCoder::default();
        }
        let mut item = Vec::new();
        coder.put(&mut item, &form.form);
        put_number(&mut item, form.found);
        put_text(&mut item, if form.written == form.form { "" } else { &form.written });
        packer.put(&form.form, &item);
    }
    packer.finish()
}

/// Codes in order, front-coded, each with the number of its entry.
pub(super) fn codes(sorted: &[&Entry], options: Options, store: &mut Store) -> Tree {
    let codes: BTreeMap<String, usize> = sorted
        .iter()
        .enumerate()
        .flat_map(|(number, entry)| entry.code_keys().into_iter().map(move |code| (code, number)))
        .collect();
    let mut packer = Packer::new(store, options.shard_bytes);
    let mut coder = FrontCoder::default();
    for (code, number) in codes {
        if packer.is_new() {
            coder = FrontCoder::default();
        }
        let mut item = Vec::new();
        coder.put(&mut item, &code);
        put_number(&mut item, number);
        packer.put(&code, &item);
    }
    packer.finish()
}
