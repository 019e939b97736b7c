//! The search index over the documents as they are now.
//!
//! The index is brought up to date beside the desk: an edit costs what it changed, and nobody at the
//! desk waits for it.

use std::sync::{Arc, Mutex, PoisonError};

use catalog::record::Documents;
use search::engine::{Engine, EngineError};

use crate::pages::find;

/// The index and the documents that it knows.
pub(crate) struct Finder {
    engine: Engine,
    known: Mutex<Arc<Documents>>,
}

impl Finder {
    /// An index that knows nothing yet.
    pub(crate) fn new() -> Result<Self, EngineError> {
        Ok(Self { engine: Engine::in_memory(&[])?, known: Mutex::default() })
    }

    /// The index, once it knows these documents.
    pub(crate) fn fresh(&self, now: &Arc<Documents>) -> Result<&Engine, EngineError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&known, now) {
            self.learn(&known, now)?;
            *known = Arc::clone(now);
        }
        Ok(&self.engine)
    }

    fn learn(&self, old: &Documents, new: &Documents) -> Result<(), EngineError> {
        // Names of categories are found as well.
        let all = old.node != new.node;
        let changed =
            new.titles.iter().filter(|(slug, title)| all || old.titles.get(*slug) != Some(*title));
        let entries: Vec<_> = changed.map(|(_, title)| find::entry(&new.node, title)).collect();
        let gone: Vec<_> =
            old.titles.keys().filter(|slug| !new.titles.contains_key(*slug)).collect();
        if entries.len() + gone.len() > new.titles.len() / 2 {
            let all = new.titles.values().map(|title| find::entry(&new.node, title));
            return self.engine.rebuild(&all.collect::<Vec<_>>());
        }
        for slug in gone {
            self.engine.remove(slug.as_str())?;
        }
        if entries.is_empty() { Ok(()) } else { self.engine.replace(&entries) }
    }
}
