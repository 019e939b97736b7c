//! What to put on a stick, as a pure function of what lies there and of how commits stand to each other.

use std::collections::BTreeSet;

/// More bundles than this for one node are joined into one.
const MAX_CHAIN: usize = 24;

/// How commits stand to each other, as far as this device knows.
pub trait Ancestry<I> {
    /// What goes wrong when asking.
    type Error;

    /// Whether this device has the commit.
    fn has(&self, commit: I) -> bool;

    /// Whether a commit leads to another one, or is the same.
    fn leads(&self, commit: I, to: I) -> Result<bool, Self::Error>;
}

/// A bundle of one node that lies on a stick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lying<I> {
    /// The commit that it leads to.
    pub head: I,
    /// The commits that it builds on.
    pub needs: Vec<I>,
}

/// What becomes of a node's bundles on a stick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan<I> {
    /// The heads of the bundles that stay.
    pub kept: BTreeSet<I>,
    /// What a new bundle builds on; none if the stick lacks nothing.
    pub build_on: Option<Vec<I>>,
}

/// Plans what a stick is to hold of a node whose newest commit here is `head`: what the bundles before
/// lead to, and the rest on top of it. Whoever comes with nothing can take them all in turn.
pub fn plan<I: Copy + Ord, A: Ancestry<I>>(
    head: I,
    lying: &[Lying<I>],
    known: &A,
) -> Result<Plan<I>, A::Error> {
    let (mut reach, mut kept) = (Vec::new(), BTreeSet::new());
    for bundle in lying {
        // Whatever needs what is no longer there is of no use to a newcomer.
        let usable = bundle.needs.iter().all(|id| reach.contains(id));
        if usable && known.has(bundle.head) {
            reach.push(bundle.head);
            kept.insert(bundle.head);
        }
    }
    for &there in &reach {
        if known.leads(there, head)? {
            return Ok(Plan { kept, build_on: None });
        }
    }
    if kept.len() >= MAX_CHAIN {
        (reach, kept) = (Vec::new(), BTreeSet::new());
    }
    Ok(Plan { kept, build_on: Some(reach) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Commits are numbers, and each leads to all smaller ones.
    struct Line(u32);

    impl Ancestry<u32> for Line {
        type Error = std::convert::Infallible;
        fn has(&self, commit: u32) -> bool {
            commit <= self.0
        }
        fn leads(&self, commit: u32, to: u32) -> Result<bool, Self::Error> {
            Ok(commit >= to)
        }
    }

    fn lying(chain: &[(u32, u32)]) -> Vec<Lying<u32>> {
        chain.iter().map(|&(head, need)| Lying { head, needs: vec![need] }).collect()
    }

    #[test]
    fn only_what_the_stick_lacks_is_added() {
        let mut there = lying(&[(5, 3)]);
        there.insert(0, Lying { head: 3, needs: vec![] });
        let found = plan(9, &there, &Line(9)).unwrap();
        assert_eq!(found, Plan { kept: BTreeSet::from([3, 5]), build_on: Some(vec![3, 5]) });
        assert_eq!(plan(5, &there, &Line(9)).unwrap().build_on, None);
        // A hole in the chain, and news that this device has not heard of.
        let found = plan(9, &lying(&[(5, 3)]), &Line(9)).unwrap();
        assert_eq!((found.kept.len(), found.build_on), (0, Some(vec![])));
        let newer = [Lying { head: 12, needs: vec![] }];
        assert_eq!(plan(9, &newer, &Line(9)).unwrap().build_on, Some(vec![]));
    }

    #[test]
    fn a_long_chain_is_begun_anew() {
        let mut there = vec![Lying { head: 0, needs: vec![] }];
        there.extend((1..30).map(|n| Lying { head: n, needs: vec![n - 1] }));
        let found = plan(40, &there, &Line(40)).unwrap();
        assert_eq!(found, Plan { kept: BTreeSet::new(), build_on: Some(vec![]) });
    }
}
