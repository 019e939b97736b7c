//! A question and its answer, the same for both engines.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::entry::Hit;

/// What somebody looks for. Any text is welcome: nothing in it is syntax but quotation marks, between
/// which words must stand side by side in the title or the short text of what is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// The words. The last one counts as unfinished unless a space follows it.
    pub text: String,
    /// Facet name → values. Values of one facet are alternatives, several facets must all fit.
    pub facets: BTreeMap<String, Vec<String>>,
    /// At most this many hits.
    pub limit: usize,
    /// Hits to skip.
    pub offset: usize,
    /// Language of the reader: entries in it come a little earlier.
    pub lang: Option<String>,
}

impl Default for Query {
    fn default() -> Self {
        Self { text: String::new(), facets: BTreeMap::new(), limit: 10, offset: 0, lang: None }
    }
}

impl Query {
    /// A query for these words, first ten hits.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same, keeping only entries whose `facet` has this value.
    pub fn with_facet(mut self, facet: &str, value: &str) -> Self {
        self.facets.entry(facet.to_owned()).or_default().push(value.to_owned());
        self
    }
}

/// How many entries have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCount {
    /// The value.
    pub value: String,
    /// Entries that fit the words and the filters of all *other* facets.
    pub count: usize,
}

/// The answer to a [`Query`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// The hits asked for, the best first.
    pub hits: Vec<Hit>,
    /// How many entries fit altogether.
    pub total: usize,
    /// Facet name → values with counts, the most frequent first.
    pub facets: BTreeMap<String, Vec<FacetCount>>,
    /// "Did you mean": the query with misspelt words replaced, if any were.
    pub corrected: Option<String>,
    /// No entry has all the words: these have some of them.
    pub partial: bool,
    /// As `partial`, where all the words are there but nowhere side by side as the quotation marks want.
    pub apart: bool,
    /// The query was a code and this is the one entry that carries it.
    pub code: bool,
}
