//! The static index: small script files a browser loads one by one, from `https:`, from a kiosk and
//! from `file:` alike.
//!
//! Everything costly happens here, when the site is built: stemming, compounds, scores. The client
//! (`search.js` of the theme) only decodes lists and adds whole numbers.
//!
//! # Transport
//! A shard is a classic script `Q("<hash>","<base64 of raw deflate (RFC 1951)>");` named by the first
//! 48 bits of the BLAKE3 hash of its content. Browsers refuse `fetch`, module scripts, workers and
//! integrity attributes on `file:`, so none is used. Only the manifest `m.js` has a fixed name; every
//! other shard is named by one that is read before it, so a shard never changes.
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
//! * *records*: what a hit shows, sixteen entries a shard, found through a directory.
//! * *facets*: per value the entries that have it, or a column of half bytes.

mod codec;
mod collect;
mod facets;
mod lists;
mod store;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::analysis::{all_endings, stops};
use crate::entry::Entry;
use collect::Collected;
use store::{Address, Store};

/// One file of the index, its path relative to the folder of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardFile {
    /// `m.js` or `<2 hex>/<12 hex>.js`.
    pub path: String,
    /// The script.
    pub bytes: Vec<u8>,
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
    /// Characters of text shown for a hit.
    pub excerpt: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { shard_bytes: 10 << 10, inline_postings: 1000, tail_postings: 8192, excerpt: 110 }
    }
}

/// Entries whose records share a shard.
const RECORDS: usize = 16;
/// Record shards whose names share a directory shard.
const DIRECTORY: usize = 64;

#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    entries: usize,
    /// Language → number of its first entry.
    languages: Vec<(String, usize)>,
    stops: BTreeSet<&'static str>,
    endings: Vec<&'static str>,
    terms: terms::TermsIndex,
    short: Named,
    letters: Named,
    codes: Named,
    records: Records,
    facets: &'a [facets::FacetIndex],
}

/// Shards by the first word in each, names joined.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Named {
    first: Vec<String>,
    at: String,
}

#[derive(Serialize)]
struct Records {
    chunk: usize,
    directory: usize,
    at: String,
}

impl Named {
    fn push(&mut self, first: impl Into<String>, at: Address) {
        self.first.push(first.into());
        self.at.push_str(&at.to_string());
    }
}

/// Writes the index of these entries; the same entries give the same bytes, whatever their order.
pub fn build(entries: &[Entry], options: Options) -> Vec<ShardFile> {
    let by_key: BTreeMap<&str, &Entry> =
        entries.iter().map(|entry| (entry.key.as_str(), entry)).collect();
    let mut sorted: Vec<&Entry> = by_key.into_values().collect();
    sorted.sort_by_cached_key(|entry| entry.order_key());
    let collected = Collected::of(&sorted);
    let mut store = Store::default();
    let terms = terms::write(&collected, options, &mut store);
    let facets = facets::write(&sorted, &mut store);
    let languages = languages(&sorted);
    let names: Vec<String> = languages.iter().map(|(lang, _)| lang.clone()).collect();
    let manifest = Manifest {
        format: 1,
        entries: sorted.len(),
        stops: names.iter().flat_map(|lang| stops::of(lang)).copied().collect(),
        endings: all_endings(&names),
        short: lists::short(&collected, &terms, options, &mut store),
        letters: lists::letters(&collected, options, &mut store),
        codes: lists::codes(&sorted, options, &mut store),
        records: records(&sorted, options, &mut store),
        terms,
        languages,
        facets: &facets,
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
        .map(|chunk| {
            let rows: Vec<_> = chunk.iter().map(|entry| row(entry, options.excerpt)).collect();
            store.add(&serde_json::to_vec(&rows).unwrap_or_default())
        })
        .collect();
    let directories = chunks.chunks(DIRECTORY).map(|chunks| {
        let bytes: Vec<u8> = chunks.iter().flat_map(|address| address.bytes()).collect();
        store.add(&bytes).to_string()
    });
    Records { chunk: RECORDS, directory: DIRECTORY, at: directories.collect() }
}

/// key, url, title, kind, category, place, code, lang, image, text
fn row(entry: &Entry, excerpt: usize) -> [String; 10] {
    [
        entry.key.clone(),
        entry.url.clone(),
        entry.title.clone(),
        entry.kind.clone(),
        entry.categories.first().cloned().unwrap_or_default(),
        entry.place.clone().unwrap_or_default(),
        entry.codes.first().cloned().unwrap_or_default(),
        entry.lang.clone(),
        entry.image.clone().unwrap_or_default(),
        entry.excerpt(excerpt),
    ]
}

#[cfg(test)]
mod tests;
