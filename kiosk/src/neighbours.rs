//! The other nodes as they are known here. Git is not the kiosk's business: whoever starts it reads them
//! (see [`Backstage`](crate::Backstage)), and here they are kept at hand, so that no page waits for it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catalog::followed::Followed;
use catalog::ids::NodeKey;
use desk::Around;

/// This node and those that it follows.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    /// Who we are; none where the node has no history.
    pub me: Option<NodeKey>,
    /// Our own words, and the line for a QR code.
    pub own: Option<(String, String)>,
    /// The nodes that we follow, by our names for them.
    pub others: Vec<Followed>,
    /// The words by which people compare each of them.
    pub words: BTreeMap<NodeKey, String>,
}

impl Neighbours {
    /// As the acts between nodes need them; none where the node has no history.
    pub fn around(&self) -> Option<Around<'_>> {
        self.me.map(|me| Around { me, others: &self.others })
    }

    fn is_same(&self, other: &Self) -> bool {
        let same = |(a, b): (&Followed, &Followed)| {
            (a.key, &a.slug, &a.name, &a.url, a.compared, a.news)
                == (b.key, &b.slug, &b.name, &b.url, b.compared, b.news)
                && Arc::ptr_eq(&a.node, &b.node)
        };
        self.me == other.me
            && self.others.len() == other.others.len()
            && self.others.iter().zip(&other.others).all(same)
    }
}

/// What was read last.
#[derive(Debug, Default)]
pub(crate) struct Known(Mutex<Option<Arc<Neighbours>>>);

impl Known {
    fn held(&self) -> MutexGuard<'_, Option<Arc<Neighbours>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn get(&self) -> Option<Arc<Neighbours>> {
        self.held().clone()
    }

    /// Takes what was read now. True if it is something else than before.
    pub(crate) fn put(&self, now: Neighbours) -> bool {
        let mut held = self.held();
        if held.as_ref().is_some_and(|known| known.is_same(&now)) {
            return false;
        }
        *held = Some(Arc::new(now));
        true
    }
}
