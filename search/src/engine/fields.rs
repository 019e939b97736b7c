//! How an entry is laid out in a tantivy document.

use serde::{Deserialize, Serialize};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{TantivyDocument, Term};

use crate::analysis::Words;
use crate::entry::{EXCERPT, Entry};

/// Name of this layout; a change of fields, analysis or weights needs a new one.
pub(super) const LAYOUT: &str = "words-3";

/// Stands between the parts of a term; no form, language or group contains it.
pub(super) const DIVIDER: char = '\0';

/// Characters of text kept for excerpts.
const KEPT_TEXT: usize = 4000;

#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) key: Field,
    pub(super) code: Field,
    /// Groups, each as often as its weight: the term frequency is the weight.
    pub(super) group: Field,
    /// form, group and written form, divided.
    pub(super) form: Field,
    /// facet and value, divided.
    pub(super) facet: Field,
    pub(super) order: Field,
    pub(super) length: Field,
    pub(super) popularity: Field,
    pub(super) record: Field,
}

/// What is kept of an entry to show it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Stored {
    pub(super) key: String,
    pub(super) url: String,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) category: Option<String>,
    pub(super) place: Option<String>,
    pub(super) code: Option<String>,
    pub(super) lang: String,
    pub(super) image: Option<String>,
    pub(super) text: String,
    /// What a phrase may stand in besides the title.
    pub(super) short: String,
}

impl Fields {
    pub(super) fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let weighted = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqs);
        let fields = Self {
            key: builder.add_text_field("key", STRING),
            code: builder.add_text_field("code", STRING),
            group: builder
                .add_text_field("group", TextOptions::default().set_indexing_options(weighted)),
            form: builder.add_text_field("form", STRING),
            facet: builder.add_text_field("facet", STRING | FAST),
            order: builder.add_text_field("order", FAST),
            length: builder.add_u64_field("length", FAST),
            popularity: builder.add_u64_field("popularity", FAST),
            record: builder.add_text_field("record", STORED),
        };
        (builder.build(), fields)
    }

    pub(super) fn key_term(&self, key: &str) -> Term {
        Term::from_field_text(self.key, key)
    }

    pub(super) fn document(&self, entry: &Entry, words: &Words) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.key, &entry.key);
        for code in entry.code_keys() {
            document.add_text(self.code, code);
        }
        for form in &words.forms {
            let term = [&*form.form, &*form.group, &*form.written].join("\0");
            document.add_text(self.form, term);
        }
        for (facet, values) in entry.all_facets() {
            for value in values {
                document.add_text(self.facet, format!("{facet}{DIVIDER}{value}"));
            }
        }
        document.add_pre_tokenized_text(self.group, weighted(words));
        document.add_text(self.order, entry.order_key());
        document.add_u64(self.length, u64::from(words.length));
        document.add_u64(self.popularity, u64::from(entry.popularity_step()));
        document.add_text(self.record, record(entry));
        document
    }

    pub(super) fn stored(&self, document: &TantivyDocument) -> Stored {
        let text = document.get_first(self.record).and_then(|value| value.as_str());
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }
}

fn weighted(words: &Words) -> PreTokenizedString {
    let tokens = words.groups.iter().flat_map(|(group, &weight)| {
        (0..weight).map(|_| Token { text: group.to_string(), position: 0, ..Token::default() })
    });
    PreTokenizedString { text: String::new(), tokens: tokens.collect() }
}

fn record(entry: &Entry) -> String {
    let text = [entry.summary.trim(), entry.body.trim()].join(" ");
    let stored = Stored {
        key: entry.key.clone(),
        url: entry.url.clone(),
        kind: entry.kind.clone(),
        title: entry.title.clone(),
        category: entry.categories.first().cloned(),
        place: entry.place.clone(),
        code: entry.codes.first().cloned(),
        lang: entry.lang.clone(),
        image: entry.image.clone(),
        text: text.trim().chars().take(KEPT_TEXT).collect(),
        short: entry.excerpt(EXCERPT),
    };
    // Strings and options always serialise; an empty record would only lose a line of display.
    serde_json::to_string(&stored).unwrap_or_default()
}
