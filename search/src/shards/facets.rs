//! Which entries have which value.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::codec::put_rising;
use super::store::Store;
use crate::entry::Entry;

/// More values than this do not fit half a byte beside "none".
const COLUMN_VALUES: usize = 15;
/// Entries of a column shard.
const COLUMN_BLOCK: usize = 16 << 10;
/// Bytes of a shard of lists.
const PACK: usize = 16 << 10;

#[derive(Debug, Serialize)]
pub(super) struct FacetIndex {
    name: String,
    values: usize,
    /// Bytes of all lists before compression: a client counts only what is cheap.
    bytes: usize,
    at: String,
}

/// The header of a facet, a shard of its own.
#[derive(Debug, Default, Serialize)]
struct Header {
    /// Value and number of entries, the most frequent first.
    values: Vec<(String, usize)>,
    /// Names of the column shards: half a byte an entry (low half first), 0 for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    /// Names of the list shards.
    #[serde(skip_serializing_if = "Option::is_none")]
    packs: Option<String>,
    /// Per value the list shard and where in it the list begins.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lists: Vec<(usize, usize)>,
}

pub(super) fn write(sorted: &[&Entry], store: &mut Store) -> Vec<FacetIndex> {
    let mut facets: BTreeMap<String, BTreeMap<String, Vec<u32>>> = BTreeMap::new();
    for (number, entry) in (0u32..).zip(sorted) {
        for (facet, values) in entry.all_facets() {
            let lists = facets.entry(facet).or_default();
            for value in values {
                lists.entry(value).or_default().push(number);
            }
        }
    }
    let write = |(name, lists)| facet(name, lists, sorted.len(), store);
    facets.into_iter().map(write).collect()
}

fn facet(
    name: String,
    lists: BTreeMap<String, Vec<u32>>,
    entries: usize,
    store: &mut Store,
) -> FacetIndex {
    let mut lists: Vec<(String, Vec<u32>)> = lists.into_iter().collect();
    lists.sort_by(|a, b| (Reverse(a.1.len()), &a.0).cmp(&(Reverse(b.1.len()), &b.0)));
    let values = lists.iter().map(|(value, list)| (value.clone(), list.len())).collect();
    let mut header = Header { values, ..Header::default() };
    let bytes = match column(&lists, entries) {
        Some(column) => {
            let blocks = column.chunks(COLUMN_BLOCK / 2).map(|block| store.add(block).to_string());
            header.column = Some(blocks.collect());
            column.len()
        }
        None => pack(&lists, &mut header, store),
    };
    let at = store.add(&serde_json::to_vec(&header).unwrap_or_default()).to_string();
    FacetIndex { name, values: lists.len(), bytes, at }
}

/// Half a byte an entry, if there are few values and no entry has two, and lists would be longer.
fn column(lists: &[(String, Vec<u32>)], entries: usize) -> Option<Vec<u8>> {
    let listed: usize = lists.iter().map(|(_, list)| list.len()).sum();
    if lists.len() > COLUMN_VALUES || listed < entries / 2 {
        return None;
    }
    let mut column = vec![0u8; entries.div_ceil(2)];
    for (number, (_, list)) in (1u8..).zip(lists) {
        for &entry in list {
            let shift = 4 * (entry & 1);
            let byte = column.get_mut(entry as usize / 2)?;
            if (*byte >> shift) & 15 != 0 {
                return None;
            }
            *byte |= number << shift;
        }
    }
    Some(column)
}

fn pack(lists: &[(String, Vec<u32>)], header: &mut Header, store: &mut Store) -> usize {
    let mut names = Vec::new();
    let mut bytes = Vec::new();
    let mut sum = 0;
    for (_, list) in lists {
        let mut own = Vec::new();
        put_rising(&mut own, list);
        sum += own.len();
        if !bytes.is_empty() && bytes.len() + own.len() > PACK {
            names.push(store.add(&std::mem::take(&mut bytes)).to_string());
        }
        header.lists.push((names.len(), bytes.len()));
        bytes.extend(own);
    }
    if !bytes.is_empty() {
        names.push(store.add(&bytes).to_string());
    }
    header.packs = Some(names.concat());
    sum
}
