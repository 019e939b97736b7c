//! What all requests share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catalog::record::Documents;
use desk::Desk;
use generator::render::{RenderError, Renderer};
use generator::view::Reading;
use jiff::SignedDuration;
use search::engine::Engine;
use themes::Theme;

use crate::pages::find;
use crate::session::Sessions;

/// How the kiosk behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where it listens (`0.0.0.0:8080`).
    pub bind: String,
    /// Names by which it may be addressed, beside `localhost`, `*.local` and private addresses.
    pub hosts: Vec<String>,
    /// The node's theme.
    pub theme: Theme,
    /// After so long without a touch a member is signed out.
    pub idle: SignedDuration,
    /// What phones open (`http://kiosk.local:8080`), for the QR code on the home screen and on cards.
    pub address: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bind: "127.0.0.1:8080".into(),
            hosts: Vec::new(),
            theme: Theme::built_in(),
            idle: SignedDuration::from_secs(60),
            address: None,
        }
    }
}

/// Why the kiosk could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The theme cannot be used.
    #[error("the theme cannot be used")]
    Theme(#[from] RenderError),
    /// The search index cannot be made.
    #[error("the search index could not be made: {0}")]
    Search(String),
}

/// The kiosk: a desk, its pages, and who is signed in.
pub struct App {
    desk: Mutex<Desk>,
    pub(crate) sessions: Sessions,
    pub(crate) renderer: Renderer,
    pub(crate) options: Options,
    pub(crate) media: Option<camino::Utf8PathBuf>,
    engine: Engine,
    indexed: Mutex<Option<Arc<Documents>>>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("options", &self.options.bind).finish_non_exhaustive()
    }
}

impl App {
    /// A kiosk on an open desk.
    pub fn new(desk: Desk, options: Options) -> Result<Self, AppError> {
        let languages = desk.node().documents.node.languages.clone();
        let renderer = Renderer::new(options.theme.clone(), &languages)?;
        let engine = Engine::in_memory(&[]).map_err(|error| AppError::Search(error.to_string()))?;
        let media = (!desk.folder().as_str().is_empty()).then(|| desk.folder().join("media"));
        Ok(Self {
            desk: Mutex::new(desk),
            sessions: Sessions::new(options.idle),
            renderer,
            options,
            media,
            engine,
            indexed: Mutex::new(None),
        })
    }

    /// The desk, for as long as the guard lives. A page that panicked cannot have left an event half
    /// recorded, so the desk is used on.
    pub fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn reading<'n>(&'n self, desk: &'n Desk, lang: &'n str) -> Reading<'n> {
        let (node, strings) = (desk.node(), self.renderer.strings());
        Reading { node, strings, lang, today: desk.today() }
    }

    /// The search engine over the documents as they are now.
    pub(crate) fn engine(&self, desk: &Desk) -> Result<&Engine, AppError> {
        let mut indexed = self.indexed.lock().unwrap_or_else(PoisonError::into_inner);
        let now = &desk.node().documents;
        if indexed.as_ref().is_none_or(|known| !Arc::ptr_eq(known, now)) {
            let entries = find::entries(desk.node());
            self.engine.rebuild(&entries).map_err(|error| AppError::Search(error.to_string()))?;
            *indexed = Some(Arc::clone(now));
        }
        Ok(&self.engine)
    }
}
