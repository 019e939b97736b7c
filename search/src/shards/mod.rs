//! The static index: small script files a browser loads one by one, from `https:`, from a kiosk and
//! from `file:` alike.
//!
//! Everything costly happens here, when the site is built: stemming, compounds, scores. The client
//! (`search.js` of the theme) only decodes lists and adds whole numbers.
//!
//! # Transport
//! A shard is a classic script `Q("<hash>","<raw deflate (RFC 1951), seven bits a character>");` named by
//! the first 32 bits of the BLAKE3 hash of its content; `codec` tells how bytes become characters. The
//! page must be UTF-8. Browsers refuse `fetch`, module scripts, workers and
//! integrity attributes on `file:`, so none is used. Only the manifest `m.js` has a fixed name; every
//! other shard is named by one that is read before it, so a shard never changes. The manifest is small,
//! since everybody reads it: where there are many shards of a sort it names shards of names (`tree`).
//!
//! # Content
//! Numbers are LEB128 varints; sorted number lists are stored as gaps; words are sorted by UTF-16
//! code units (as JavaScript compares) and front-coded; see `codec`.
//!
//! * *terms*: form → groups, and the postings of each group at the shard of its first form. Postings
//!   are ordered by level, then entry. The best thousand are inline, the rest in tails.
//! * *short*: the best entries for beginnings of one and two letters (and for three-letter beginnings
//!   that spread over many shards).
//! * *letters*: the forms once more, without postings, for typing errors.
//! * *codes*: label code → entry.
//! * *records*: what a hit shows, eighteen entries a shard, found through a directory.
//! * *facets*: the values of each facet, and per value the entries that have it, cut into pieces.

mod codec;
mod collect;
mod facets;
mod lists;
mod store;
mod terms;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::analysis::{all_endings, stops};
use crate::entry::{EXCERPT, Entry};
use collect::Collected;
use store::{Address, Store};
use tree::Tree;

/// One file of the index, its path relative to the folder of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardFile {
    /// `m.js` or `<2 hex>/<12 hex>.js`.
    pub path: String,
    /// The script.
    pub bytes: Vec<u8>,
}

/// 128 bits of the BLAKE3 hash of what a file holds, before it is packed.
pub type Stamp = [u8; 16];

/// One file of the index, which may be there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// As in [`ShardFile`].
    pub path: String,
    /// What it holds.
    pub of: Stamp,
    /// The script; none for a file that is there already.
    pub bytes: Option<Vec<u8>>,
}

/// Sizes of the parts. The defaults keep a query over a hundred thousand entries within some 30 kB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Bytes of a shard before compression.
    pub shard_bytes: usize,
    /// Postings kept beside the word; longer lists continue in tails.
    pub inline_postings: usize,
    /// Postings of a tail.
    pub tail_postings: usize,
    /// Bytes of a piece of a facet's list, about.
    pub piece_bytes: usize,
    /// Characters of text shown for a hit.
    pub excerpt: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            shard_bytes: 10 << 10,
            inline_postings: 1000,
            tail_postings: 8192,
            piece_bytes: 1536,
            excerpt: EXCERPT,
        }
    }
}

/// Entries whose records share a shard.
const RECORDS: usize = 18;
/// Record shards whose names share a directory shard.
const DIRECTORY: usize = 32;

#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    entries: usize,
    /// Language → number of its first entry.
    languages: Vec<(String, usize)>,
    stops: BTreeSet<&'static str>,
    endings: Vec<&'static str>,
    terms: Tree,
    short: Tree,
    letters: Tree,
    codes: Tree,
    records: Records,
    facets: &'a [facets::FacetIndex],
    values: Tree,
}

#[derive(Serialize)]
struct Records {
    chunk: usize,
    directory: usize,
    at: String,
}

/// Writes the index of these entries; the same entries give the same bytes, whatever their order.
pub fn build(entries: &[Entry], options: Options) -> Vec<ShardFile> {
    let shards = build_with(entries, options, BTreeMap::new()).into_iter();
    let whole = |shard: Shard| Some(ShardFile { path: shard.path, bytes: shard.bytes? });
    shards.filter_map(whole).collect()
}

/// The same, where files of an earlier index are known by their paths: packing is the larger part of the
/// work, and what is there already is not packed again.
pub fn build_with(
    entries: &[Entry],
    options: Options,
    known: BTreeMap<String, Stamp>,
) -> Vec<Shard> {
    let by_key: BTreeMap<&str, &Entry> =
        entries.iter().map(|entry| (entry.key.as_str(), entry)).collect();
    let mut sorted: Vec<&Entry> = by_key.into_values().collect();
    sorted.sort_by_cached_key(|entry| entry.order_key());
    let collected = Collected::of(&sorted);
    let mut store = Store::knowing(known);
    let terms = terms::write(&collected, options, &mut store);
    let (facets, values) = facets::write(&sorted, options, &mut store);
    let languages = languages(&sorted);
    let names: Vec<String> = languages.iter().map(|(lang, _)| lang.clone()).collect();
    let manifest = Manifest {
        format: 2,
        entries: sorted.len(),
        stops: names.iter().flat_map(|lang| stops::of(lang)).copied().collect(),
        endings: all_endings(&names),
        short: lists::short(&collected, &terms, options, &mut store),
        letters: lists::letters(&collected, options, &mut store),
        codes: lists::codes(&sorted, options, &mut store),
        records: records(&sorted, options, &mut store),
        terms: terms.tree(&mut store),
        languages,
        facets: &facets,
        values,
    };
    // Strings and numbers always serialise.
    let manifest = serde_json::to_vec(&manifest).unwrap_or_default();
    store.finish(&manifest)
}

fn languages(sorted: &[&Entry]) -> Vec<(String, usize)> {
    let mut languages: Vec<(String, usize)> = Vec::new();
    for (number, entry) in sorted.iter().enumerate() {
        let lang = entry.language();
        if languages.last().is_none_or(|(last, _)| *last != lang) {
            languages.push((lang, number));
        }
    }
    languages
}

/// Record shards are named in directory shards, and only these in the manifest.
fn records(sorted: &[&Entry], options: Options, store: &mut Store) -> Records {
    let chunks: Vec<Address> = sorted
        .chunks(RECORDS)
        .map(|chunk| store.add(columns(chunk, options.excerpt).as_bytes()))
        .collect();
    let directories = chunks.chunks(DIRECTORY).map(|chunks| {
        let bytes: Vec<u8> = chunks.iter().flat_map(|address| address.bytes()).collect();
        store.add(&bytes).to_string()
    });
    Records { chunk: RECORDS, directory: DIRECTORY, at: directories.collect() }
}

/// What a hit shows, one field of all entries after the other, since neighbours are alike; each value
/// ends with a line feed.
fn columns(chunk: &[&Entry], excerpt: usize) -> String {
    fn some(value: Option<&String>) -> String {
        value.cloned().unwrap_or_default()
    }
    let fields: [&dyn Fn(&Entry) -> String; 9] = [
        &|entry| entry.url.clone(),
        &|entry| entry.title.clone(),
        &|entry| entry.kind.clone(),
        &|entry| some(entry.categories.first()),
        &|entry| some(entry.place.as_ref()),
        &|entry| some(entry.codes.first()),
        &|entry| entry.lang.clone(),
        &|entry| some(entry.image.as_ref()),
        &|entry| entry.excerpt(excerpt),
    ];
    let mut out = String::new();
    for field in fields {
        for entry in chunk {
            out.push_str(&field(entry).replace('\n', " "));
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests;
