//! Feeds as sync sees them: lines with an id and a chain. What an event *means* is `catalog`'s.

use std::collections::BTreeMap;

use catalog::event::LineHash;
use catalog::ids::EventId;
use serde::Deserialize;

/// The part of a line that the chain is made of. Everything else may come from a newer version.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Link {
    pub id: EventId,
    #[serde(default)]
    pub prev: Option<LineHash>,
}

/// Reads the chain's part of a line.
pub(crate) fn link(line: &[u8]) -> Option<Link> {
    if line.len() > catalog::feed::MAX_LINE {
        return None;
    }
    serde_json::from_slice(line).ok()
}

/// The event of a line that was checked before. What stands first in a line is its id, so the rest need
/// not be read; one that was written in another order is.
pub(crate) fn id(line: &[u8]) -> Option<EventId> {
    let first = line.strip_prefix(br#"{"id":""#);
    let text = first.and_then(|rest| rest.split(|&b| b == b'"').next());
    let id = text.and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
    id.or_else(|| link(line).map(|link| link.id))
}

/// The lines of a feed without their line ends.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&b| b == b'\n').filter(|line| !line.is_empty())
}

/// How many lines there are.
pub(crate) fn count(bytes: &[u8]) -> usize {
    lines(bytes).count()
}

/// The union of two versions of one feed file, by event id, in the order of the sequence.
///
/// Where a device was cloned, one id has two lines: both stay, ordered by their hash, so that every
/// copy of the union is the same.
pub(crate) fn union(a: &[u8], b: &[u8]) -> Vec<u8> {
    if a.starts_with(b) {
        return a.to_vec();
    }
    if b.starts_with(a) {
        return b.to_vec();
    }
    let mut all = BTreeMap::new();
    for line in lines(a).chain(lines(b)) {
        let place = link(line).map_or(u32::MAX, |link| link.id.seq);
        all.insert((place, LineHash::of(line)), line);
    }
    all.into_values().flat_map(|line| line.iter().copied().chain([b'\n'])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_wherever_it_stands() {
        for line in [r#"{"id":"ka-7","prev":null}"#, r#"{"x":1,"id":"ka-7"}"#, r#"{ "id":"ka-7"}"#]
        {
            assert_eq!(id(line.as_bytes()), link(line.as_bytes()).map(|link| link.id), "{line}");
            assert_eq!(id(line.as_bytes()), "ka-7".parse().ok());
        }
        assert_eq!(id(br#"{"id":"#), None);
    }

    #[test]
    fn the_union_is_ordered_and_the_same_from_both_sides() {
        let line = |seq: u32, x: &str| format!("{{\"id\":\"ka-{seq}\",\"x\":\"{x}\"}}\n");
        let one = [line(1, ""), line(2, "a"), line(3, "a")].concat();
        let two = [line(1, ""), line(2, "b")].concat();
        let both = union(one.as_bytes(), two.as_bytes());
        assert_eq!(both, union(two.as_bytes(), one.as_bytes()));
        assert_eq!(count(&both), 4);
        let seqs: Vec<_> = lines(&both).map(|l| link(l).unwrap().id.seq).collect();
        assert_eq!(seqs, [1, 2, 2, 3]);
        assert_eq!(union(one.as_bytes(), &one.as_bytes()[..line(1, "").len()]), one.as_bytes());
    }
}
