//! What all requests share.

use std::net::SocketAddr;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use camino::Utf8PathBuf;
use desk::members::{MembersError, Salt};
use desk::{Desk, MemberNumber, Pin};
use generator::render::{RenderError, Renderer};
use generator::view::Reading;
use jiff::SignedDuration;
use search::engine::Engine;
use themes::Theme;

use crate::address::url_of;
use crate::api::UnderWay;
use crate::backstage::Backstage;
use crate::backup::Backups;
use crate::drawn::Drawn;
use crate::finder::Finder;
use crate::git::GitHost;
use crate::lan::captive::Welcomed;
use crate::lan::{Announced, LanName, Near, Nearby, TlsKeeper, Wifi};
use crate::limits::Limits;
use crate::live::Live;
use crate::memory;
use crate::neighbours::{Known, Neighbours};
use crate::observe::Counters;
use crate::restore::Restores;
use crate::session::Sessions;
use crate::site::{Site, SiteMaker};

/// How the kiosk behaves.
#[derive(Clone)]
pub struct Options {
    /// Where it listens (`0.0.0.0:8080`).
    pub bind: String,
    /// The socket, where something else was shown on it before the node was there.
    pub listener: Option<Arc<std::net::TcpListener>>,
    /// Names by which it may be addressed, beside `localhost`, `*.local` and private addresses.
    pub hosts: Vec<String>,
    /// The node's theme.
    pub theme: Theme,
    /// So long the head of a request may take, and so long the request as a whole.
    pub patience: std::time::Duration,
    /// After so long without a touch a member is signed out.
    pub idle: SignedDuration,
    /// What answers git, where the node's history may be fetched from the kiosk.
    pub git: Option<Arc<dyn GitHost>>,
    /// What phones open (`http://kiosk.local:8080`), for the QR code on the home screen and on cards.
    pub address: Option<String>,
    /// The name under which the network is told of the kiosk.
    pub name: Option<LanName>,
    /// Where other kiosks are looked for, to exchange with.
    pub nearby: Nearby,
    /// The Wi-Fi that phones may join, shown as a code.
    pub wifi: Option<Wifi>,
    /// The kiosk is the only machine on its own Wi-Fi: devices that look for the internet are welcomed.
    pub captive: bool,
    /// Where the certificate for TLS is kept; made there when there is none.
    pub tls: Option<Utf8PathBuf>,
    /// Where the node's site is kept, to be shown under `/`. Without it `/` leads to the kiosk.
    pub site: Option<Utf8PathBuf>,
    /// Makes the site of a large node; without it that is made in this process, as a small one's is.
    pub site_maker: Option<Arc<dyn SiteMaker>>,
    /// History and exchange, for the steward's screens; without it they show what the desk knows.
    pub backstage: Option<Arc<dyn Backstage>>,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("bind", &self.bind).finish_non_exhaustive()
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bind: "127.0.0.1:8080".into(),
            listener: None,
            hosts: Vec::new(),
            theme: Theme::built_in(),
            idle: SignedDuration::from_secs(60),
            patience: std::time::Duration::from_secs(30),
            address: None,
            name: None,
            nearby: Nearby::Nowhere,
            wifi: None,
            captive: false,
            tls: None,
            site: None,
            site_maker: None,
            backstage: None,
            git: None,
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
    /// No secret can be made.
    #[error("this computer gives no randomness, so no secret can be made")]
    Randomness,
}

/// The kiosk: a desk, its pages, and who is signed in.
pub struct App {
    desk: Mutex<Desk>,
    pub(crate) sessions: Sessions,
    pub(crate) renderer: Renderer,
    pub(crate) options: Options,
    pub(crate) media: Option<Utf8PathBuf>,
    pub(crate) live: Live,
    pub(crate) drawn: Drawn,
    pub(crate) counters: Counters,
    pub(crate) limits: Limits,
    pub(crate) welcomed: Welcomed,
    /// Where it listens, and under which name, once it does.
    pub(crate) bound: OnceLock<SocketAddr>,
    pub(crate) announced: OnceLock<Announced>,
    pub(crate) near: OnceLock<Near>,
    /// The certificate, where it encrypts.
    pub(crate) tls: OnceLock<TlsKeeper>,
    /// One PIN is compared at a time: each takes 19 MiB and as long as a person may just notice.
    pub(crate) slow: Mutex<()>,
    pub(crate) site: Option<Site>,
    pub(crate) backups: Backups,
    pub(crate) restores: Restores,
    pub(crate) under_way: UnderWay,
    finder: Finder,
    known: Known,
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
        let finder = Finder::new().map_err(|error| AppError::Search(error.to_string()))?;
        let media = (!desk.folder().as_str().is_empty()).then(|| desk.folder().join("media"));
        Ok(Self {
            live: Live::new(desk.changes()),
            desk: Mutex::new(desk),
            sessions: Sessions::new(options.idle),
            renderer,
            site: options.site.clone().map(Site::new),
            options,
            media,
            drawn: Drawn::default(),
            counters: Counters::default(),
            limits: Limits::default(),
            welcomed: Welcomed::default(),
            bound: OnceLock::new(),
            announced: OnceLock::new(),
            near: OnceLock::new(),
            tls: OnceLock::new(),
            slow: Mutex::default(),
            backups: Backups::default(),
            under_way: UnderWay::default(),
            restores: Restores::default(),
            finder,
            known: Known::default(),
        })
    }

    /// The desk, for as long as the guard lives. A page that panicked cannot have left an event half
    /// recorded, so the desk is used on.
    pub fn desk(&self) -> DeskGuard<'_> {
        let desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        DeskGuard { desk, live: &self.live }
    }

    /// A new PIN for a member, drawn and stored. Hashing takes long on purpose, so the desk goes on
    /// meanwhile; nobody may hold it.
    pub(crate) fn draw_pin(&self, number: MemberNumber) -> Result<Pin, MembersError> {
        let (pin, salt) = {
            let mut desk = self.desk();
            let random = desk.members_mut().1;
            (Pin::draw(random)?, Salt::draw(random)?)
        };
        let hashed = {
            let _one = self.slow.lock().unwrap_or_else(PoisonError::into_inner);
            pin.hashed_with(&salt)?
        };
        self.desk().members_mut().0.set_hashed_pin(number, &hashed)?;
        Ok(pin)
    }

    /// Has files recorded, beside the request: they are on the disk already.
    pub(crate) fn keep(&self, paths: Vec<camino::Utf8PathBuf>, subject: String) {
        let Some(backstage) = self.options.backstage.clone() else { return };
        let work = move || {
            if let Err(error) = backstage.keep(&paths, &subject) {
                tracing::warn!(error, subject, "a record is saved and waits for its commit");
            }
        };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(work)),
            Err(_) => work(),
        }
    }

    /// What phones on the network open now: the address that was given, or this computer's own of the
    /// moment. None where the kiosk listens for this computer alone.
    pub(crate) fn address(&self) -> Option<String> {
        if let Some(given) = &self.options.address {
            return Some(given.clone());
        }
        let bound = self.bound.get().filter(|bound| !bound.ip().is_loopback())?;
        Some(self.with_scheme(&url_of(*bound)))
    }

    /// The same by name, where the network is told of one.
    pub(crate) fn named_address(&self) -> Option<String> {
        let (host, bound) = (self.announced.get()?.host(), self.bound.get()?);
        let usual = if self.options.tls.is_some() { 443 } else { 80 };
        let url = match bound.port() {
            port if port == usual => format!("http://{host}"),
            port => format!("http://{host}:{port}"),
        };
        Some(self.with_scheme(&url))
    }

    fn with_scheme(&self, url: &str) -> String {
        if self.options.tls.is_some() { url.replacen("http:", "https:", 1) } else { url.to_owned() }
    }

    pub(crate) fn reading<'n>(&'n self, desk: &'n Desk, lang: &'n str) -> Reading<'n> {
        let (node, strings) = (desk.node(), self.renderer.strings());
        Reading { node, strings, lang, today: desk.today(), photos: None }
    }

    /// This node and those that it follows. Nobody may hold the desk meanwhile.
    pub(crate) fn neighbours(&self) -> Arc<Neighbours> {
        if let Some(known) = self.known.get() {
            return known;
        }
        self.look_around();
        self.known.get().unwrap_or_default()
    }

    /// Reads the other nodes again. True if there is something new; open pages hear of it, and
    /// promises that nobody needs any more are taken back.
    pub(crate) fn look_around(&self) -> bool {
        let documents = Arc::clone(&self.desk().node().documents);
        let backstage = self.options.backstage.as_ref();
        let found = backstage.map(|backstage| backstage.neighbours(&documents.node));
        let found = found.unwrap_or_else(|| Ok(Neighbours::default())).unwrap_or_else(|error| {
            tracing::warn!(error, "the other nodes could not be read");
            self.known.get().map_or_else(Neighbours::default, |known| (*known).clone())
        });
        // That there is nobody is no news to pages that never knew of anybody.
        let is_news = self.known.get().is_some() || !found.others.is_empty();
        if !self.known.put(found) {
            return false;
        }
        if is_news {
            self.desk().note_news();
        }
        if let Some(known) = self.known.get()
            && let Some(around) = known.around()
            && let Err(refusal) = self.desk().tidy_promises(&around)
        {
            tracing::warn!(%refusal, "a promise that nobody needs could not be taken back");
        }
        true
    }

    /// The search engine over the documents as they are now. Nobody may hold the desk meanwhile.
    pub(crate) fn engine(&self) -> Result<&Engine, AppError> {
        let others = self.neighbours();
        let documents = Arc::clone(&self.desk().node().documents);
        self.finder.fresh(&documents, &others).map_err(|error| AppError::Search(error.to_string()))
    }

    /// Brings up to date what is kept beside the records, before somebody asks for it.
    pub(crate) fn freshen(&self) {
        if let Err(error) = self.engine() {
            tracing::error!(%error, "the search index is not up to date");
        }
        self.learn_past();
        memory::give_back();
    }

    /// Learns whose the loans of the past were, so that the first who asks for their history does not
    /// keep everybody at the desk waiting.
    pub(crate) fn learn_past(&self) {
        let past = self.desk().past();
        if let Some(past) = past {
            let past = past.read();
            self.desk().take_past(past);
        }
    }
}

/// The desk, locked. When it is given back, open pages hear of what has changed.
#[derive(Debug)]
pub struct DeskGuard<'a> {
    desk: MutexGuard<'a, Desk>,
    live: &'a Live,
}

impl Deref for DeskGuard<'_> {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl DerefMut for DeskGuard<'_> {
    fn deref_mut(&mut self) -> &mut Desk {
        &mut self.desk
    }
}

impl Drop for DeskGuard<'_> {
    fn drop(&mut self) {
        self.live.changed(self.desk.changes());
    }
}
