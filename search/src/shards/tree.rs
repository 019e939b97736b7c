//! Shards that are found by a word: the manifest names a few, and those name the rest.

use serde::Serialize;

use super::codec::{FrontCoder, put_number, utf16_order};
use super::store::{Address, Store};

/// So many shards are named in the manifest itself; more of them in shards of names.
const DIRECT: usize = 16;
/// Names in such a shard: a kilobyte.
const NODE: usize = 64;

/// Shards in the order of the first word in each.
#[derive(Debug, Default)]
pub(super) struct Named {
    first: Vec<String>,
    /// Number of the first group in each, for the dictionary; 0 elsewhere.
    group: Vec<usize>,
    at: Vec<Address>,
}

/// The top of a tree, as the manifest holds it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Tree {
    first: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    group: Vec<usize>,
    /// The names, joined.
    at: String,
    /// 1 if these are shards of names. Such a shard is the number of names, then for each the
    /// front-coded first word, the first group and the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    deep: Option<u8>,
}

impl Named {
    pub(super) fn push(&mut self, first: impl Into<String>, group: usize, at: Address) {
        self.first.push(first.into());
        self.group.push(group);
        self.at.push(at);
    }

    /// Over how many shards the words with this beginning are spread.
    pub(super) fn spread(&self, beginning: &str) -> usize {
        let below = self.first.partition_point(|word| utf16_order(word, beginning).is_le());
        let inside = self.first.iter().skip(below).take_while(|word| word.starts_with(beginning));
        inside.count() + 1
    }

    pub(super) fn tree(self, store: &mut Store) -> Tree {
        let deep = self.at.len() > DIRECT;
        let top = if deep { self.nodes(store) } else { self };
        let has_groups = top.group.iter().any(|&group| group > 0);
        Tree {
            first: top.first,
            group: if has_groups { top.group } else { Vec::new() },
            at: top.at.iter().map(Address::to_string).collect(),
            deep: deep.then_some(1),
        }
    }

    fn nodes(&self, store: &mut Store) -> Self {
        let all: Vec<_> = self.first.iter().zip(&self.group).zip(&self.at).collect();
        let mut above = Self::default();
        for names in all.chunks(NODE) {
            let (mut bytes, mut coder) = (Vec::new(), FrontCoder::default());
            put_number(&mut bytes, names.len());
            for ((first, group), at) in names {
                coder.put(&mut bytes, first);
                put_number(&mut bytes, **group);
                bytes.extend(at.bytes());
            }
            if let Some(((first, group), _)) = names.first() {
                above.push(first.as_str(), **group, store.add(&bytes));
            }
        }
        above
    }
}

/// Bytes collected into shards of a size, in the order of their words.
pub(super) struct Packer<'s> {
    named: Named,
    pub(super) store: &'s mut Store,
    first: Option<String>,
    bytes: Vec<u8>,
    limit: usize,
}

impl<'s> Packer<'s> {
    pub(super) fn new(store: &'s mut Store, limit: usize) -> Self {
        Self { named: Named::default(), store, first: None, bytes: Vec::new(), limit }
    }

    pub(super) fn put(&mut self, word: &str, item: &[u8]) {
        self.first.get_or_insert_with(|| word.to_owned());
        self.bytes.extend_from_slice(item);
        if self.bytes.len() >= self.limit {
            self.cut();
        }
    }

    /// Whether the next item begins a shard.
    pub(super) fn is_new(&self) -> bool {
        self.first.is_none()
    }

    fn cut(&mut self) {
        if let Some(first) = self.first.take() {
            let at = self.store.add(&std::mem::take(&mut self.bytes));
            self.named.push(first, 0, at);
        }
    }

    pub(super) fn finish(mut self) -> Tree {
        self.cut();
        self.named.tree(self.store)
    }
}
