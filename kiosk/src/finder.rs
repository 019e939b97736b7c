//! The search index over the documents as they are now.
//!
//! The index is brought up to date beside the desk: an edit costs what it changed, and nobody at the
//! desk waits for it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use catalog::followed::Followed;
use catalog::ids::{NodeKey, Slug};
use catalog::record::Documents;
use search::Entry;
use search::engine::{Engine, EngineError};

use crate::neighbours::Neighbours;
use crate::pages::find;

/// The index and the documents that it knows.
pub(crate) struct Finder {
    engine: Engine,
    known: Mutex<Arc<Documents>>,
    others: Mutex<Others>,
}

/// The other nodes that the index knows.
#[derive(Default)]
struct Others {
    seen: Option<Arc<Neighbours>>,
    by_key: BTreeMap<NodeKey, (Slug, Arc<Documents>)>,
}

impl Finder {
    /// An index that knows nothing yet.
    pub(crate) fn new() -> Result<Self, EngineError> {
        let engine = Engine::in_memory(&[])?;
        Ok(Self { engine, known: Mutex::default(), others: Mutex::default() })
    }

    /// The index, once it knows these documents and these other nodes.
    pub(crate) fn fresh(
        &self,
        now: &Arc<Documents>,
        around: &Arc<Neighbours>,
    ) -> Result<&Engine, EngineError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&known, now) {
            if self.learn(&known, now)? {
                *others = Others::default();
            }
            *known = Arc::clone(now);
        }
        if others.seen.as_ref().is_none_or(|seen| !Arc::ptr_eq(seen, around)) {
            self.learn_others(&mut others, &around.others)?;
            others.seen = Some(Arc::clone(around));
        }
        Ok(&self.engine)
    }

    /// Takes what is new of other nodes.
    fn learn_others(&self, known: &mut Others, now: &[Followed]) -> Result<(), EngineError> {
        let still = |key: &NodeKey| now.iter().find(|one| one.key == *key);
        let old = std::mem::take(&mut known.by_key);
        for (key, (slug, documents)) in &old {
            let same = still(key).filter(|one| one.slug == *slug);
            for title in documents.titles.keys() {
                let there = same.is_some_and(|one| one.node.documents.titles.contains_key(title));
                if !there {
                    self.engine.remove(&find::key_of(slug, title))?;
                }
            }
        }
        let mut entries: Vec<Entry> = Vec::new();
        for one in now {
            let documents = &one.node.documents;
            let before = old.get(&one.key).filter(|(slug, _)| one.slug == *slug);
            let changed = documents.titles.iter().filter(|(slug, title)| {
                before.and_then(|(_, old)| old.titles.get(*slug)) != Some(*title)
            });
            entries.extend(changed.map(|(_, title)| find::entry_of(one, title)));
            known.by_key.insert(one.key, (one.slug.clone(), Arc::clone(documents)));
        }
        if entries.is_empty() { Ok(()) } else { self.engine.replace(&entries) }
    }

    /// Takes what is new of our own. True if everything was forgotten for it, other nodes too.
    fn learn(&self, old: &Documents, new: &Documents) -> Result<bool, EngineError> {
        // Names of categories are found as well.
        let all = old.node != new.node;
        let changed =
            new.titles.iter().filter(|(slug, title)| all || old.titles.get(*slug) != Some(*title));
        let entries: Vec<_> = changed.map(|(_, title)| find::entry(&new.node, title)).collect();
        let gone: Vec<_> =
            old.titles.keys().filter(|slug| !new.titles.contains_key(*slug)).collect();
        if entries.len() + gone.len() > new.titles.len() / 2 {
            let all = new.titles.values().map(|title| find::entry(&new.node, title));
            self.engine.rebuild(&all.collect::<Vec<_>>())?;
            return Ok(true);
        }
        for slug in gone {
            self.engine.remove(slug.as_str())?;
        }
        if !entries.is_empty() {
            self.engine.replace(&entries)?;
        }
        Ok(false)
    }
}
