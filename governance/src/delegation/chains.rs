//! Chains of delegations, followed by number.
//!
//! Members are numbered once, those who voted and those who delegate, so that a step along a chain
//! compares no names.

use foldhash::{HashMap, HashMapExt};
use jiff::Timestamp;

use super::{Delegation, UncastReason};
use crate::keys::MemberKey;

/// How narrow a scope is among those that apply to one decision: 0 for the node, 1 for its topic, 2
/// for the decision itself.
pub(super) type Narrowness = usize;

/// What a member did.
#[derive(Debug, Clone, Copy)]
enum Did {
    /// Voted: the voter of this number.
    Vote(usize),
    /// Delegated: the link of this number.
    Delegate(usize),
}

/// Where a chain goes on from a member who delegates.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// The trustee, the voter of this number, voted.
    Voted(usize),
    /// The trustee, the one of this number, delegates as well.
    On(usize),
    /// The trustee did neither.
    Nowhere,
}

/// A member who delegates.
#[derive(Debug)]
struct Link<'a> {
    /// None where a delegation to nobody cancels the broader ones.
    trustee: Option<&'a MemberKey>,
    next: Next,
    /// The last walk that came by; meeting it again is a circle.
    walk: usize,
    /// Why everybody who comes by here is carried by nobody, once that is known.
    lost: Option<UncastReason>,
}

/// A chain that ends with a vote.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chain {
    /// The number of the voter at its end.
    pub voter: usize,
    /// From the first trustee to the voter.
    pub members: Vec<MemberKey>,
}

/// Who delegates to whom.
#[derive(Debug)]
pub(super) struct Chains<'a> {
    did: HashMap<&'a MemberKey, Did>,
    links: Vec<Link<'a>>,
    walks: usize,
}

impl<'a> Chains<'a> {
    /// The chains of everybody who did not vote, of the delegations that apply, each with how narrow
    /// its scope is, as they were at a moment.
    pub(super) fn new(
        voters: &'a [MemberKey],
        delegations: impl Iterator<Item = (Narrowness, &'a Delegation)>,
        at: Timestamp,
    ) -> Self {
        let mut did = HashMap::with_capacity(voters.len() + delegations.size_hint().0);
        did.extend(voters.iter().zip(0..).map(|(voter, number)| (voter, Did::Vote(number))));
        let mut latest: Vec<[Option<&Delegation>; 3]> = Vec::new();
        for (narrowness, delegation) in delegations {
            let new = Did::Delegate(latest.len());
            let Did::Delegate(number) = *did.entry(&delegation.truster).or_insert(new) else {
                continue;
            };
            if number == latest.len() {
                latest.push([None; 3]);
            }
            let slot = latest.get_mut(number).and_then(|scopes| scopes.get_mut(narrowness));
            let order = |d: &'a Delegation| (d.from, &d.trustee);
            if let Some(slot) = slot
                && slot.is_none_or(|known| order(delegation) > order(known))
            {
                *slot = Some(delegation);
            }
        }
        let trustee = |scopes: &[Option<&'a Delegation>; 3]| {
            let in_force = |delegation: &&Delegation| delegation.is_in_force(at);
            scopes.iter().rev().flatten().copied().find(in_force)?.trustee.as_ref()
        };
        let trustees: Vec<_> = latest.iter().map(trustee).collect();
        let next = |trustee: &MemberKey| match did.get(trustee) {
            Some(Did::Vote(number)) => Next::Voted(*number),
            Some(Did::Delegate(number)) if trustees.get(*number).is_some_and(Option::is_some) => {
                Next::On(*number)
            }
            _ => Next::Nowhere,
        };
        let link = |trustee: Option<&'a MemberKey>| Link {
            trustee,
            next: trustee.map_or(Next::Nowhere, next),
            walk: 0,
            lost: None,
        };
        let links = trustees.iter().copied().map(link).collect();
        Self { did, links, walks: 0 }
    }

    /// The chain from a member who did not vote to the first one who did, or why there is none;
    /// nothing if the member voted or does not delegate.
    pub(super) fn follow(&mut self, member: &MemberKey) -> Option<Result<Chain, UncastReason>> {
        let Some(Did::Delegate(first)) = self.did.get(member).copied() else { return None };
        self.links.get(first)?.trustee?;
        self.walks += 1;
        let (mut at, mut length) = (first, 1);
        let lost = loop {
            let Some(link) = self.links.get_mut(at) else { break UncastReason::DeadEnd };
            if link.walk == self.walks {
                break UncastReason::Circle;
            }
            link.walk = self.walks;
            match (link.lost, link.next) {
                (Some(why), _) => break why,
                (None, Next::Nowhere) => break UncastReason::DeadEnd,
                (None, Next::Voted(voter)) => {
                    let members = self.trustees_from(first, length);
                    return Some(Ok(Chain { voter, members }));
                }
                (None, Next::On(next)) => (at, length) = (next, length + 1),
            }
        };
        self.lose(first, lost);
        Some(Err(lost))
    }

    /// The next `length` members from this one on.
    fn trustees_from(&self, first: usize, length: usize) -> Vec<MemberKey> {
        let mut chain = Vec::with_capacity(length);
        let mut at = Some(first);
        while let Some(link) = at.and_then(|at| self.links.get(at)).filter(|_| chain.len() < length)
        {
            chain.extend(link.trustee.cloned());
            at = if let Next::On(next) = link.next { Some(next) } else { None };
        }
        chain
    }

    /// Remembers for everybody on the walk just made why nobody carries them.
    fn lose(&mut self, first: usize, why: UncastReason) {
        let mut at = Some(first);
        while let Some(link) = at.and_then(|at| self.links.get_mut(at)) {
            if link.lost.is_some() {
                break;
            }
            link.lost = Some(why);
            at = if let Next::On(next) = link.next { Some(next) } else { None };
        }
    }
}
