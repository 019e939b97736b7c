//! The dictionary: form → groups → postings.

use super::Options;
use super::codec::{FrontCoder, put_number, put_postings, put_signed};
use super::collect::{Collected, FormOf};
use super::store::Store;
use super::tree::Named;

/// A shard in the making: forms, then groups.
#[derive(Default)]
struct Draft {
    first: Option<String>,
    coder: FrontCoder,
    forms: Vec<u8>,
    form_count: usize,
    groups: Vec<u8>,
    first_group: usize,
    next_group: usize,
}

/// Cuts the dictionary into shards. Layout of a shard: number of its first group, number of groups,
/// number of forms; per form the front-coded word, the number of its groups and their numbers less
/// that of the first; per group the entries, bytes of inline postings, inline postings, the
/// number of tails and per tail its best level, its postings and its name.
pub(super) fn write(collected: &Collected, options: Options, store: &mut Store) -> Named {
    let mut index = Named::default();
    let mut draft = Draft::default();
    for form in &collected.forms {
        draft.add(form, collected, options, store);
        if draft.forms.len() + draft.groups.len() >= options.shard_bytes {
            draft = draft.finish(&mut index, store);
        }
    }
    if draft.form_count > 0 {
        draft.finish(&mut index, store);
    }
    index
}

impl Draft {
    fn add(&mut self, form: &FormOf, collected: &Collected, options: Options, store: &mut Store) {
        self.first.get_or_insert_with(|| form.form.to_string());
        self.form_count += 1;
        self.coder.put(&mut self.forms, &form.form);
        put_number(&mut self.forms, form.groups.len());
        for &group in &form.groups {
            let group = group as usize;
            let from_first =
                i64::try_from(group).unwrap_or(0) - i64::try_from(self.first_group).unwrap_or(0);
            put_signed(&mut self.forms, from_first);
            // Groups are numbered by their first form, so a new one is always the next.
            if group == self.next_group {
                self.next_group += 1;
                let postings = collected.groups.get(group).map_or(&[][..], Vec::as_slice);
                put_group(&mut self.groups, postings, options, store);
            }
        }
    }

    fn finish(self, index: &mut Named, store: &mut Store) -> Self {
        let mut bytes = Vec::new();
        put_number(&mut bytes, self.first_group);
        put_number(&mut bytes, self.next_group - self.first_group);
        put_number(&mut bytes, self.form_count);
        bytes.extend(&self.forms);
        bytes.extend(&self.groups);
        index.push(self.first.unwrap_or_default(), self.first_group, store.add(&bytes));
        Self { first_group: self.next_group, next_group: self.next_group, ..Self::default() }
    }
}

fn put_group(out: &mut Vec<u8>, postings: &[(u8, u32)], options: Options, store: &mut Store) {
    // A little more than the limit stays whole: a tail of a few postings is not worth a file.
    let slack = options.inline_postings / 40;
    let cut = if postings.len() <= options.inline_postings + slack {
        postings.len()
    } else {
        options.inline_postings
    };
    let (inline, rest) = postings.split_at(cut);
    put_number(out, postings.len());
    let mut block = Vec::new();
    put_postings(&mut block, inline);
    put_number(out, block.len());
    out.extend(block);
    let tails: Vec<_> = rest.chunks(options.tail_postings.max(1)).collect();
    put_number(out, tails.len());
    for tail in tails {
        let mut block = Vec::new();
        put_postings(&mut block, tail);
        put_number(out, tail.first().map_or(0, |posting| usize::from(posting.0)));
        put_number(out, tail.len());
        out.extend(store.add(&block).bytes());
    }
}
