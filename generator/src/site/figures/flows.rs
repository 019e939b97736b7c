//! What goes between nodes.

use std::collections::BTreeMap;

use catalog::fold::{BorrowedState, SuppliedState};
use catalog::ids::NodeKey;

use super::super::Pages;
use super::findings::{self, Flow};
use super::{Figure, count_of};
use crate::chart::{self, Bar};

/// Loans with each other node, as this node's own records have them: lent to it, borrowed from it.
fn between(pages: &Pages<'_>) -> BTreeMap<NodeKey, (u32, u32)> {
    let state = &pages.build.node.state;
    let mut with: BTreeMap<NodeKey, (u32, u32)> = BTreeMap::new();
    for supplied in state.supplies.values() {
        if !matches!(supplied.state, SuppliedState::Refused | SuppliedState::Promised) {
            with.entry(supplied.node).or_default().0 += 1;
        }
    }
    for borrowed in state.interloans.values() {
        if !matches!(borrowed.state, BorrowedState::Asked | BorrowedState::Cancelled) {
            with.entry(borrowed.node).or_default().1 += 1;
        }
    }
    with
}

/// A bar each way for each of the nodes with which most was lent.
pub(super) fn flows(pages: &Pages<'_>) -> Option<Figure> {
    let reading = pages.reading();
    let with = between(pages);
    let sum = |of: fn(&(u32, u32)) -> u32| with.values().map(of).sum::<u32>();
    let (lent, borrowed) = (sum(|pair| pair.0), sum(|pair| pair.1));
    let found = findings::flow(lent, borrowed)?;
    let mut most: Vec<_> = with.iter().collect();
    most.sort_by_key(|(key, (to, from))| (std::cmp::Reverse(to + from), **key));
    let followed = &pages.build.options.followed;
    let name = |key: &NodeKey| followed.iter().find(|one| one.key == *key).map(|one| &one.name);
    let numbers = reading.strings.numbers(pages.lang);
    let bars = most.iter().filter_map(|(key, (to, from))| {
        let name = name(key)?;
        Some([("figure-flow-to", to), ("figure-flow-from", from)].map(|(key, n)| {
            let label = reading.text(key, &[("name", crate::view::words(name.as_str()))]);
            Bar {
                label: label.clone(),
                name: label,
                value: f64::from(*n),
                shown: numbers.whole(i64::from(*n)),
            }
        }))
    });
    let bars: Vec<Bar> = bars.take(4).flatten().collect();
    let counts = [("lent", count_of(lent)), ("borrowed", count_of(borrowed))];
    let title = match found {
        Flow::Giving => reading.text("figure-flow-giving", &counts),
        Flow::Taking => reading.text("figure-flow-taking", &counts),
        Flow::Both => reading.text("figure-flow-both", &counts),
    };
    let note = reading.word("figure-flow-note");
    (!bars.is_empty()).then(|| Figure { title, note, chart: chart::ranking(&bars) })
}
