//! Follows what people edit on the disk: a file saved in an editor is on every page within a second.
//!
//! Whatever is noticed, the documents are read again and compared.

use std::sync::{Arc, Weak};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::store;
use desk::changes::{Bell, Pace, Stop};

use crate::app::App;

/// Nobody waits at a screen for this: an editor gets time, and the disk its rest.
const PACE: Pace = Pace {
    quiet: Duration::from_millis(120),
    patience: Duration::from_millis(500),
    seldom: Duration::from_mins(1),
    often: Duration::from_secs(1),
};

/// Follows the documents of a folder for as long as this lives.
#[derive(Debug)]
pub(crate) struct Follower(Stop);

impl Drop for Follower {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Follower {
    /// Begins to follow, on a thread of its own.
    pub(crate) fn of(app: &Arc<App>, root: &Utf8Path) -> Self {
        let bell = Bell::new();
        let stop = bell.stopper();
        let follow = Follow { app: Arc::downgrade(app), root: root.to_owned() };
        let thread = std::thread::Builder::new().name("documents".into());
        if let Err(error) = thread.spawn(move || follow.run(bell)) {
            tracing::warn!(%error, "edits on the disk are not followed");
        }
        Self(stop)
    }
}

struct Follow {
    app: Weak<App>,
    root: Utf8PathBuf,
}

impl Follow {
    fn run(self, bell: Bell) {
        let mut changes = bell.changes(&self.root, &[], PACE);
        if !changes.are_told() {
            tracing::info!("the system gives no notice of edits: file times are looked at instead");
        }
        // What was saved between opening the node and now.
        self.read_again();
        while changes.wait().is_some() {
            self.read_again();
        }
    }

    /// Reads the documents beside the desk, and gives them to it if they are others.
    fn read_again(&self) {
        let Some(app) = self.app.upgrade() else { return };
        for _ in 0..3 {
            let before = Arc::clone(&app.desk().node().documents);
            let (documents, problems) = match store::load_documents(&self.root) {
                Ok(read) => read,
                Err(error) => {
                    tracing::warn!(%error, "the documents could not be read again");
                    return;
                }
            };
            let same = *before == documents;
            let documents = Arc::new(documents);
            let mut desk = app.desk();
            if !Arc::ptr_eq(&before, &desk.node().documents) {
                // A steward's screen was quicker: what was read may be older than what it wrote.
                continue;
            }
            let taken = if same {
                desk.note_problems(problems);
                Ok(())
            } else {
                desk.take_documents(documents, problems)
            };
            drop(desk);
            if let Err(error) = taken {
                tracing::warn!(%error, "edited documents could not be taken in");
            } else if !same {
                app.freshen();
            }
            return;
        }
    }
}
