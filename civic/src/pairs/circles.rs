//! Circles in what nodes owe each other: found, agreed to by every node, and cleared.

use std::collections::BTreeSet;

use catalog::event::{ClearingClear, Kind};
use catalog::fold::Node;
use catalog::ids::{EventId, Slug};
use ledger::amount::Amount;
use ledger::clearing::circle::{Circle, Debts, find};
use ledger::unit::UnitCode;

use super::{me, sides};

/// What nodes owe each other by their own books, in one unit.
pub fn debts<'n>(nodes: impl IntoIterator<Item = &'n Node>, unit: &UnitCode) -> Debts {
    let mut debts = Debts::new();
    for node in nodes {
        let Some(me) = me(node) else { continue };
        for (peer, side) in sides(node) {
            let in_unit = side.trust.as_ref().is_some_and(|trust| trust.our_unit == *unit);
            let amount = Amount::from_wide(side.balance.max(0)).filter(|a| !a.is_zero());
            if let (true, Ok(peer), Some(amount)) = (in_unit, peer.as_str().parse(), amount) {
                debts.insert((me.clone(), peer), amount);
            }
        }
    }
    debts
}

/// The circles in what nodes owe each other, ready to be agreed to. Each has a name that follows
/// from what it is, so that all nodes speak of the same.
pub fn circles<'n>(
    nodes: impl IntoIterator<Item = &'n Node>,
    unit: &UnitCode,
) -> Vec<catalog::event::ClearingCircle> {
    let (circles, _) = find(&debts(nodes, unit));
    let event = |circle: &Circle| {
        let nodes: Option<Vec<Slug>> =
            circle.nodes.iter().map(|node| node.as_str().parse().ok()).collect();
        let nodes = nodes?;
        let names: Vec<&str> = nodes.iter().map(Slug::as_str).collect();
        let text = format!("{} {} {unit}", names.join(" "), circle.amount);
        let short: String = crate::life::hash(&text).chars().take(12).collect();
        Some(catalog::event::ClearingCircle {
            circle: format!("circle-{short}").parse().ok()?,
            nodes,
            amount: circle.amount.minor(),
            unit: unit.to_string().into(),
        })
    };
    circles.iter().filter_map(event).collect()
}

/// The circles that every one of their nodes has agreed to and that this one has not cleared yet.
pub fn agreed<'n>(ours: &Node, others: impl IntoIterator<Item = &'n Node>) -> Vec<ClearingClear> {
    let others: Vec<&Node> = others.into_iter().collect();
    let own = circles_of(ours);
    let done: BTreeSet<&Slug> = ours
        .state
        .civic
        .iter()
        .filter_map(|recorded| match &*recorded.what {
            Kind::ClearingClear(clear) => Some(&clear.circle),
            _ => None,
        })
        .collect();
    let mut ready = Vec::new();
    for (id, circle) in &own {
        if done.contains(&circle.circle) {
            continue;
        }
        let mut agreed = vec![*id];
        let theirs = others.iter().flat_map(|node| {
            let name = me(node);
            circles_of(node).into_iter().map(move |(id, circle)| (name.clone(), id, circle))
        });
        let mut nodes = BTreeSet::from_iter(me(ours));
        for (node, id, other) in theirs {
            let Some(node) = node else { continue };
            if other == *circle && nodes.insert(node) {
                agreed.push(id);
            }
        }
        let all = circle.nodes.iter().all(|slug| nodes.iter().any(|n| n.as_str() == slug.as_str()));
        if all && agreed.len() == circle.nodes.len() {
            ready.push(ClearingClear { circle: circle.circle.clone(), agreed });
        }
    }
    ready
}

fn circles_of(node: &Node) -> Vec<(EventId, &catalog::event::ClearingCircle)> {
    let circle = |recorded: &'_ catalog::fold::Recorded<Kind>| recorded.id;
    node.state
        .civic
        .iter()
        .filter_map(|recorded| match &*recorded.what {
            Kind::ClearingCircle(agreed) => Some((circle(recorded), &**agreed)),
            _ => None,
        })
        .collect()
}
