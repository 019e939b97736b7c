//! Explanations: sentences with a stable key and the numbers that go into them.
//!
//! A page in any language looks its own wording up by [`Sentence::key`]; [`Sentence`]'s `Display`
//! is the English one, so that a terminal and a plain file need nothing else. Keys are part of the
//! result's format: they are added to, never renamed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A value inside a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// A number of votes, members or seats, or an amount.
    Number(u64),
    /// A name, a share or a date.
    Text(String),
    /// Several names.
    List(Vec<String>),
}

impl From<u64> for Fact {
    fn from(value: u64) -> Self {
        Self::Number(value)
    }
}
impl From<&str> for Fact {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}
impl From<String> for Fact {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<Vec<String>> for Fact {
    fn from(value: Vec<String>) -> Self {
        Self::List(value)
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::List(names) => f.write_str(&names.join(", ")),
        }
    }
}

/// One step of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Which sentence it is, for translation: `majority-passed`.
    pub key: Cow<'static, str>,
    /// What it says, by name.
    pub facts: BTreeMap<Cow<'static, str>, Fact>,
}

impl Sentence {
    /// A sentence with its facts.
    pub fn new<const N: usize>(key: &'static str, facts: [(&'static str, Fact); N]) -> Self {
        debug_assert!(english(key).is_some(), "no wording for {key}");
        let facts = facts.into_iter().map(|(name, fact)| (Cow::Borrowed(name), fact)).collect();
        Self { key: Cow::Borrowed(key), facts }
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(pattern) = english(&self.key) else {
            return write!(f, "{}", self.key);
        };
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            f.write_str(before)?;
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            match self.facts.get(name) {
                Some(fact) => fact.fmt(f)?,
                None => write!(f, "{{{name}}}")?,
            }
            rest = tail;
        }
        f.write_str(rest)
    }
}

/// The English wording of a key, with the names of its facts in braces.
pub fn english(key: &str) -> Option<&'static str> {
    ENGLISH.iter().find(|(known, _)| *known == key).map(|(_, pattern)| *pattern)
}

/// Every sentence that this crate can say. A translation has one entry for each.
pub const ENGLISH: &[(&str, &str)] = &[
    ("roll", "On the roll: {roll}. Voted: {direct}."),
    ("roll-unknown", "{weight} votes were counted; how many could have voted is not known here."),
    ("delegated", "Votes carried by delegates: {delegated}."),
    ("uncast", "Delegated votes that reached nobody who voted, not cast: {uncast}."),
    ("over-cap", "Votes beyond the limit for one delegate, not cast: {over-cap}."),
    ("refused", "Kept but not counted, each with its reason: {refused}."),
    ("replaced", "Replaced by a later ballot of the same member: {replaced}."),
    ("late", "Cast in time and arrived after closing, counted: {late}."),
    (
        "sealed-opened",
        "The sum was opened by {by}; {needed} of the {of} trustees are enough. No single ballot was opened.",
    ),
    ("quorum-none", "No quorum is asked for."),
    ("quorum-met", "Taking part: {reached}; the quorum is {needed}, so it is met."),
    ("quorum-missed", "Taking part: {reached}; the quorum is {needed}, so it is not met."),
    ("quorum-option-met", "{option}: {reached} for it; the quorum is {needed}, so it is met."),
    ("quorum-option-missed", "{option}: {reached} for it; the quorum is {needed}, not met."),
    ("nobody-voted", "Nobody voted, so nothing is decided."),
    ("consent-counts", "Consent: {consent}. Stand aside: {aside}. Abstain: {abstain}."),
    ("objection-stands", "{member} objects: {reason}"),
    (
        "objection-set-aside",
        "The objection of {member} was found not to qualify, {yes} to {no}: {reason}",
    ),
    (
        "objection-upheld",
        "The objection of {member} was put to the others and stands, {yes} to {no}.",
    ),
    ("consent-given", "No objection stands, so there is consent."),
    ("consent-blocked", "Objections that stand: {objections}. There is no consent yet."),
    ("majority-counts", "For: {yes}. Against: {no}. Abstain: {abstain}."),
    ("majority-more-than", "Needed: more than {threshold} of {base}. For: {yes}."),
    ("majority-at-least", "Needed: at least {threshold} of {base}. For: {yes}."),
    ("majority-passed", "That is enough: adopted."),
    ("majority-failed", "That is not enough: rejected."),
    ("majority-empty", "Nobody voted for or against, so it is rejected."),
    ("option-votes", "{option}: {votes}."),
    ("option-score", "{option}: {votes} points."),
    ("nothing-chosen", "No option was chosen by anybody."),
    ("most-votes", "Most votes: {options}."),
    (
        "star-final",
        "The two highest sums: {first} and {second}. {first} is preferred on {for_first} ballots, {second} on {for_second}.",
    ),
    ("winner", "Chosen: {options}."),
    (
        "dropped-majority",
        "{option}: {for} for it, {against} against. It needs {ratio} and more for than against, so it is left out.",
    ),
    ("pair", "{option} is preferred to {other}, {for} to {against}."),
    ("path", "{option} beats {other} along a chain whose weakest link is {for} to {against}."),
    ("default-wins", "The default option, {option}, wins: nothing is decided."),
    ("nothing-left", "No option is left but the default, {option}."),
    (
        "round-most",
        "Round {round}: {option} has {votes} of the {continuing} votes that still count, more than half.",
    ),
    ("round-last", "Round {round}: {option} is the last one left, with {votes} votes."),
    ("round-out", "Round {round}: {options} with the fewest votes, {votes}, out of the count."),
    ("stv-quota", "{valid} valid votes, seats: {seats}. The quota is {quota}."),
    ("stv-elected", "Stage {round}: {option} has {votes} and is elected."),
    ("stv-surplus", "Stage {round}: the surplus of {option}, {surplus}, moves on."),
    ("stv-remaining", "Stage {round}: as many are left as there are seats, so elected: {options}."),
    ("budget-funded", "{option}: {votes} votes, costs {cost}; funded. Left: {left}."),
    (
        "budget-skipped",
        "{option}: {votes} votes, costs {cost}; more than the {left} that are left.",
    ),
    ("shares", "Each vote decides over the same share: {budget} among {votes}."),
    ("shares-raised", "To use what was left, each share was raised by {raised}."),
    ("tie", "Equal: {options}."),
    ("tie-head-to-head", "Of the equal ones, {option} is preferred to the others."),
    ("tie-top-scores", "Of the equal ones, {option} has the most full scores."),
    (
        "tie-earlier-round",
        "Equal: {options}. In round {round} they differed, and that decides: {option}.",
    ),
    ("tie-lot", "The lot decides, with the seed `{seed}`: {option}."),
    ("tie-chair", "The casting vote decides: {option}."),
    ("tie-status-quo", "The status quo is among the equal ones, so it stays: {option}."),
    (
        "tie-list-order",
        "Equal: {options}. No seed for a lot was named, so the order of the list decides: {option}.",
    ),
    ("tie-open", "Nothing that was agreed before breaks the tie."),
    ("share-list", "The list of those who applied is frozen with the hash {hash}."),
    ("share-order", "The lot with the seed `{seed}` gives this order: {order}."),
    ("share-priority", "Each place takes those with the most priority there."),
    (
        "share-trade",
        "Each points at what they would like best, and whoever stands in a circle swaps.",
    ),
    ("share-got", "{member} gets {option}, choice {choice}."),
    ("share-kept", "{member} keeps {option}."),
    ("share-nothing", "Nothing that {member} asked for was left."),
    (
        "share-fair-lot",
        "Nobody gains by hiding what they want, and no two would want to swap. Somebody may still envy somebody: a lot cannot help that.",
    ),
    (
        "share-fair-priority",
        "Nobody was passed over for somebody with less priority at that place, and nobody gains by hiding what they want.",
    ),
    ("share-fair-trade", "Nobody ends with less than they brought."),
    ("lot-needs-seed", "A lot must decide, and no seed was named. Name one and count again."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_reads_in_english_with_its_numbers() {
        let sentence = Sentence::new(
            "quorum-met",
            [("reached", Fact::from(112_u64)), ("needed", Fact::from(47_u64))],
        );
        assert_eq!(sentence.to_string(), "Taking part: 112; the quorum is 47, so it is met.");
    }

    #[test]
    fn an_unknown_key_is_shown_as_it_is() {
        let key = Cow::Borrowed("from-a-newer-version");
        let sentence = Sentence { key, facts: BTreeMap::new() };
        assert_eq!(sentence.to_string(), "from-a-newer-version");
    }

    #[test]
    fn no_key_is_listed_twice() {
        let mut keys: Vec<_> = ENGLISH.iter().map(|(key, _)| key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), ENGLISH.len());
    }
}
