//! Debts that go round in a circle, cleared together.
//!
//! If A owes B, B owes C and C owes A, all three debts can fall by the smallest of them without
//! anybody losing anything. A circle is a proposal until every node in it has signed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::{Account, NodeName};
use crate::amount::Amount;
use crate::entry::{Entry, EntryId, EntryKind};
use crate::unit::UnitCode;

/// What nodes owe each other: by debtor and creditor, amounts above zero, all in one unit.
pub type Debts = BTreeMap<(NodeName, NodeName), Amount>;

/// Debts that can fall together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circle {
    /// Each node owes the next, and the last owes the first.
    pub nodes: Vec<NodeName>,
    /// By how much every debt falls.
    pub amount: Amount,
}

/// Finds circles until none is left: from the first node by name that is in one, the shortest, and
/// of those the first by name. Returns them with the debts that remain.
pub fn find(debts: &Debts) -> (Vec<Circle>, Debts) {
    let mut left: Debts = debts
        .iter()
        .filter(|((debtor, creditor), amount)| **amount > Amount::ZERO && debtor != creditor)
        .map(|(edge, amount)| (edge.clone(), *amount))
        .collect();
    let mut circles = Vec::new();
    while let Some(circle) = next(&left) {
        for edge in edges(&circle.nodes) {
            if let Some(debt) = left.get_mut(&edge) {
                *debt = debt.checked_sub(circle.amount).unwrap_or_default();
            }
        }
        // Every circle takes its smallest debt out, so this comes to an end.
        left.retain(|_, debt| *debt > Amount::ZERO);
        circles.push(circle);
    }
    (circles, left)
}

/// Each node with the one that it owes.
fn edges(nodes: &[NodeName]) -> impl Iterator<Item = (NodeName, NodeName)> {
    nodes.iter().cloned().zip(nodes.iter().cycle().skip(1).cloned())
}

fn next(debts: &Debts) -> Option<Circle> {
    let debtors: BTreeSet<&NodeName> = debts.keys().map(|(debtor, _)| debtor).collect();
    let nodes = debtors.into_iter().find_map(|start| shortest_from(debts, start))?;
    let amount = edges(&nodes).filter_map(|edge| debts.get(&edge).copied()).min()?;
    Some(Circle { nodes, amount })
}

/// The shortest way from a node back to itself.
fn shortest_from(debts: &Debts, start: &NodeName) -> Option<Vec<NodeName>> {
    let mut came_from: BTreeMap<&NodeName, &NodeName> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for (_, creditor) in debts.keys().filter(|(debtor, _)| debtor == node) {
            if creditor == start {
                let mut nodes = vec![node.clone()];
                let mut at = node;
                while let Some(before) = came_from.get(at) {
                    nodes.push((*before).clone());
                    at = before;
                }
                nodes.reverse();
                return Some(nodes);
            }
            if !came_from.contains_key(creditor) {
                came_from.insert(creditor, node);
                queue.push_back(creditor);
            }
        }
    }
    None
}

/// What a node is owed less what it owes. Clearing does not change it.
pub fn net_positions(debts: &Debts) -> BTreeMap<NodeName, i128> {
    let mut net: BTreeMap<NodeName, i128> = BTreeMap::new();
    for ((debtor, creditor), amount) in debts {
        *net.entry(debtor.clone()).or_default() -= amount.wide();
        *net.entry(creditor.clone()).or_default() += amount.wide();
    }
    net
}

/// A circle that waits for its signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The circle.
    pub circle: Circle,
    /// The unit of the debts.
    pub unit: UnitCode,
    /// Who signed so far.
    pub signed_by: BTreeSet<NodeName>,
}

impl Proposal {
    /// Whether every node of the circle signed.
    pub fn is_agreed(&self) -> bool {
        self.circle.nodes.iter().all(|node| self.signed_by.contains(node))
    }

    /// What a node of the circle posts in its own book: it owes the next one less, and the one
    /// before owes it less. None before everybody signed, and for a node outside the circle.
    pub fn entry_for(&self, node: &NodeName, id: EntryId, on: Date) -> Option<Entry> {
        let nodes = &self.circle.nodes;
        let place = nodes.iter().position(|other| other == node).filter(|_| self.is_agreed())?;
        let next = nodes.get((place + 1) % nodes.len())?;
        let before = nodes.get((place + nodes.len() - 1) % nodes.len())?;
        let (next, before) = (Account::Peer(next.clone()), Account::Peer(before.clone()));
        let amount = self.circle.amount;
        let mut entry = Entry::payment(id, on, next, before, self.unit.clone(), amount)?;
        entry.kind = EntryKind::Clearing;
        entry.check_form().ok().map(|()| entry)
    }
}
