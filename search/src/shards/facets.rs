//! Which entries have which value.
//!
//! What a filter reads must stay small however many entries have its value. So lists of any length are
//! cut by entry, and a client reads the pieces in which the best of what was found lie.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::Options;
use super::codec::{FrontCoder, put_number, put_set, utf16_order};
use super::store::Store;
use super::tree::{Packer, Tree};
use crate::entry::Entry;

/// Bytes of a shard of values with their short lists: who filters reads one for each value.
const LEAF: usize = 500;
/// A list of at most this part of a piece stands beside its value.
const INLINE: usize = 4;

#[derive(Debug, Serialize)]
pub(super) struct FacetIndex {
    name: String,
    /// Bytes of all lists before compression: a client counts only what is cheap.
    bytes: usize,
    /// The shard that lists values with the number of their entries, the most frequent first.
    at: String,
}

/// Facet → value → entries, rising.
type Lists = BTreeMap<String, BTreeMap<String, Vec<u32>>>;

/// The values of each facet, and the tree in which the lists are found by facet, NUL and value.
pub(super) fn write(
    sorted: &[&Entry],
    options: Options,
    store: &mut Store,
) -> (Vec<FacetIndex>, Tree) {
    let lists = lists(sorted);
    let facets = lists.iter().map(|(name, values)| index(name, values, store)).collect();
    let mut all: Vec<(String, &[u32])> = lists
        .iter()
        .flat_map(|(name, values)| {
            values.iter().map(move |(value, list)| (format!("{name}\0{value}"), list.as_slice()))
        })
        .collect();
    all.sort_by(|a, b| utf16_order(&a.0, &b.0));
    let mut packer = Packer::new(store, LEAF);
    let mut coder = FrontCoder::default();
    for (key, list) in all {
        if packer.is_new() {
            coder = FrontCoder::default();
        }
        let mut item = Vec::new();
        coder.put(&mut item, &key);
        put_list(&mut item, list, options.piece_bytes.max(1), packer.store);
        packer.put(&key, &item);
    }
    (facets, packer.finish())
}

fn lists(sorted: &[&Entry]) -> Lists {
    let mut facets = Lists::new();
    for (number, entry) in (0u32..).zip(sorted) {
        for (facet, values) in entry.all_facets() {
            let lists = facets.entry(facet).or_default();
            for value in values {
                lists.entry(value).or_default().push(number);
            }
        }
    }
    facets
}

fn index(name: &str, lists: &BTreeMap<String, Vec<u32>>, store: &mut Store) -> FacetIndex {
    let mut values: Vec<(&str, usize)> =
        lists.iter().map(|(value, list)| (value.as_str(), list.len())).collect();
    values.sort_by_key(|&(value, count)| (Reverse(count), value));
    let bytes = lists.values().map(|list| encoded(list).len()).sum();
    let at = store.add(&serde_json::to_vec(&values).unwrap_or_default()).to_string();
    FacetIndex { name: name.to_owned(), bytes, at }
}

fn encoded(list: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    put_set(&mut out, list);
    out
}

/// How many entries, then the number of pieces: none, and the list itself stands here after its length,
/// or some, each as the gap to its first entry and the name of its shard.
fn put_list(out: &mut Vec<u8>, list: &[u32], piece_bytes: usize, store: &mut Store) {
    put_number(out, list.len());
    let whole = encoded(list);
    if whole.len() <= piece_bytes / INLINE {
        put_number(out, 0);
        put_number(out, whole.len());
        return out.extend(whole);
    }
    let size = list.len().div_ceil(whole.len().div_ceil(piece_bytes));
    let pieces = list.chunks(size.max(1));
    put_number(out, pieces.len());
    let mut before = 0;
    for piece in pieces {
        let first = piece.first().copied().unwrap_or(before);
        put_number(out, (first - before) as usize);
        before = first;
        out.extend(store.add(&encoded(piece)).bytes());
    }
}
