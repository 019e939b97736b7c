//! Chains of delegations, followed by number.
//!
//! Members who delegate are numbered once, so that a step along a chain compares no names.

use std::collections::{HashMap, HashSet};

use super::UncastReason;
use crate::keys::MemberKey;

/// Where a chain goes on from a member who delegates.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// The trustee voted.
    Voted,
    /// The trustee, the one of this number, delegates as well.
    On(usize),
    /// The trustee did neither.
    Nowhere,
}

/// A member who delegates.
#[derive(Debug)]
struct Link<'a> {
    trustee: &'a MemberKey,
    next: Next,
    /// The last walk that came by; meeting it again is a circle.
    walk: usize,
    /// Why everybody who comes by here is carried by nobody, once that is known.
    lost: Option<UncastReason>,
}

/// Who delegates to whom.
#[derive(Debug)]
pub(super) struct Chains<'a> {
    numbers: HashMap<&'a MemberKey, usize>,
    links: Vec<Link<'a>>,
    walks: usize,
}

impl<'a> Chains<'a> {
    /// The chains of everybody with a trustee, of whom no two are the same member.
    pub(super) fn new(
        trustees: &HashMap<&'a MemberKey, &'a MemberKey>,
        voted: &HashSet<&MemberKey>,
    ) -> Self {
        let numbers: HashMap<&MemberKey, usize> = trustees.keys().copied().zip(0..).collect();
        let next = |trustee: &MemberKey| match numbers.get(trustee) {
            _ if voted.contains(trustee) => Next::Voted,
            Some(number) => Next::On(*number),
            None => Next::Nowhere,
        };
        let link =
            |trustee: &&'a MemberKey| Link { trustee, next: next(trustee), walk: 0, lost: None };
        // The values of a map come in the order of its keys.
        let links = trustees.values().map(link).collect();
        Self { numbers, links, walks: 0 }
    }

    /// The chain from a member who did not vote to the first one who did, or why there is none;
    /// nothing if the member does not delegate.
    pub(super) fn follow(
        &mut self,
        member: &MemberKey,
    ) -> Option<Result<Vec<MemberKey>, UncastReason>> {
        let first = *self.numbers.get(member)?;
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
                (None, Next::Voted) => return Some(Ok(self.trustees_from(first, length))),
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
            chain.push(link.trustee.clone());
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
