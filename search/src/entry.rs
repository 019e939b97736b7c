//! What goes into an index and what comes out of a search.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::analysis::codes;

/// Characters of the text that is shown for a hit, and in which a phrase may stand.
pub(crate) const EXCERPT: usize = 110;

/// One thing that can be found: an item, a skill, an event, a page. Plain text in every field.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Stable and unique; adding an entry with a known key replaces the old one.
    pub key: String,
    /// Address relative to the root of the site.
    pub url: String,
    /// `item`, `skill`, `event`, `page`, …
    pub kind: String,
    /// The name people read.
    pub title: String,
    /// Other names people may look for.
    pub names: Vec<String>,
    /// Codes on labels (`7K3-QP2J`): typed or scanned, they lead straight to the entry.
    pub codes: Vec<String>,
    /// Categories, the most important first.
    pub categories: Vec<String>,
    /// Where it is.
    pub place: Option<String>,
    /// Tags and keywords.
    pub tags: Vec<String>,
    /// One or two sentences.
    pub summary: String,
    /// All other text.
    pub body: String,
    /// Language tag of the text (BCP 47, `de`, `pt-BR`); empty when unknown.
    pub lang: String,
    /// A small picture, relative to the root of the site.
    pub image: Option<String>,
    /// Further facets by name, for example `condition` → `good`.
    pub facets: BTreeMap<String, Vec<String>>,
    /// Facets that change from day to day, for example `now` → `out`. They filter, but they are no words
    /// that are searched, and the order of entries does not hang on them.
    pub state: BTreeMap<String, Vec<String>>,
    /// How much people want it, 0 (like any other) to 1 (wanted most); lifts it a little in ranking.
    pub popularity: f32,
}

impl Entry {
    /// The first part of the language tag in lower case: `pt-BR` → `pt`.
    pub fn language(&self) -> String {
        self.lang.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase()
    }

    /// All facets of the entry, the built-in ones (`kind`, `category`, `place`, `tag`, `lang`), its own
    /// and its state, each value once.
    pub fn all_facets(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut put = |name: &str, value: &str| {
            let value = value.trim();
            if !value.is_empty() {
                all.entry(name.to_owned()).or_default().insert(value.to_owned());
            }
        };
        put("kind", &self.kind);
        put("lang", &self.language());
        for value in &self.categories {
            put("category", value);
        }
        if let Some(value) = &self.place {
            put("place", value);
        }
        for value in &self.tags {
            put("tag", value);
        }
        for (name, values) in self.facets.iter().chain(&self.state) {
            for value in values {
                put(name, value);
            }
        }
        all
    }

    /// The codes as they are looked up; texts that cannot be a code are left out.
    pub fn code_keys(&self) -> BTreeSet<String> {
        self.codes.iter().filter_map(|code| codes::key(code)).collect()
    }

    /// Entries with equal scores stand in this order: language, first category, own facets, place, title,
    /// key. What has a value stands together as far as possible, so that lists of it are short.
    pub fn order_key(&self) -> String {
        let category = self.categories.first().map_or("", String::as_str);
        let title = crate::analysis::fold(&self.title);
        let own: Vec<&str> = self.facets.values().flatten().map(String::as_str).collect();
        let place = self.place.as_deref().unwrap_or_default();
        [&self.language(), category, &own.join(" "), place, &title, &self.key].join("\u{1}")
    }

    /// Popularity in 256 steps, as it is stored.
    pub(crate) fn popularity_step(&self) -> u8 {
        // Saturating: not-a-number becomes 0, too much becomes 255.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        {
            (self.popularity.clamp(0.0, 1.0) * 255.0) as u8
        }
    }

    /// The sentence or two shown under the title: the summary, else how the body begins.
    pub(crate) fn excerpt(&self, characters: usize) -> String {
        let text = if self.summary.trim().is_empty() { &self.body } else { &self.summary };
        let mut out = String::new();
        let mut left = characters;
        for word in text.split_whitespace() {
            let length = word.chars().count() + 1;
            if length > left {
                out.push('…');
                break;
            }
            left -= length;
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }
}

/// One result.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hit {
    /// The entry's key.
    pub key: String,
    /// Its address relative to the root of the site.
    pub url: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its first category.
    pub category: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// Its first code, as it was written.
    pub code: Option<String>,
    /// The piece of text that fits the query best, a line or two.
    pub excerpt: String,
    /// Byte ranges of [`Hit::excerpt`] that the query matched.
    pub marks: Vec<(usize, usize)>,
    /// Language of the entry, may be empty.
    pub lang: String,
    /// A small picture, relative to the root of the site.
    pub image: Option<String>,
    /// Higher is better; only comparable within one search.
    pub score: u64,
}
