//! Hits in which the words between quotation marks stand side by side.
//!
//! The static index keeps no positions, which would double it. So both engines compare a phrase with
//! what a hit shows, its title and its sentence, and with the best hits only.

use super::lookup::{Lookup, Resolved};
use super::scoring::{self, Outcome, Ranked};
use super::{Engine, EngineError};
use crate::analysis::{phrases, stands};
use crate::query::Query;

/// So many of the best hits are compared with a phrase.
const MOST_COMPARED: usize = 64;

impl Engine {
    /// The best entries, those with the phrases of the query where there are any.
    pub(super) fn rank(
        &self,
        lookup: &Lookup<'_>,
        words: &[Resolved],
        query: &Query,
    ) -> Result<Outcome, EngineError> {
        let quoted = phrases(&query.text);
        if quoted.is_empty() {
            return scoring::rank(lookup, words, query);
        }
        let widest = Query { offset: 0, limit: MOST_COMPARED, ..query.clone() };
        let mut outcome = scoring::rank(lookup, words, &widest)?;
        let mut with = Vec::new();
        for hit in std::mem::take(&mut outcome.top) {
            if self.holds(lookup, &hit, &quoted)? {
                with.push(hit);
            }
        }
        if outcome.partial || with.is_empty() {
            let all = scoring::rank(lookup, words, query)?;
            let apart = !all.partial && all.total > 0;
            return Ok(Outcome { partial: all.total > 0, apart, ..all });
        }
        outcome.total = with.len();
        outcome.top = with.into_iter().skip(query.offset).take(query.limit).collect();
        Ok(outcome)
    }

    fn holds(
        &self,
        lookup: &Lookup<'_>,
        hit: &Ranked,
        quoted: &[Vec<String>],
    ) -> Result<bool, EngineError> {
        let stored = self.stored(lookup, hit)?;
        let stands = |phrase| stands(phrase, &stored.title) || stands(phrase, &stored.short);
        Ok(quoted.iter().all(|phrase| stands(phrase)))
    }
}
