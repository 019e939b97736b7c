//! The node's history over the web: `git clone http://kiosk/git`. What git says is none of the kiosk's
//! business; it hands requests on to whoever it was given for that, and sends the answer.

use std::io::Write;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Query, State};
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use tokio::sync::{Semaphore, mpsc};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::lan::{Announcement, Neighbour};

/// The largest push.
const LARGEST: usize = 512 << 20;
/// How long a push may take to arrive.
const LONGEST: Duration = Duration::from_mins(5);
/// How many fetches and pushes are answered at once: each holds a part of the history in memory.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// A request of git's smart HTTP (gitprotocol-http(5)).
#[derive(Debug, Clone)]
pub struct GitAsk {
    /// `git-upload-pack` or `git-receive-pack`.
    pub service: String,
    /// What was posted; none when only the refs are asked for.
    pub body: Option<Vec<u8>>,
    /// Whether the body is compressed with gzip.
    pub gzip: bool,
    /// The `Authorization` header.
    pub authorization: Option<String>,
}

/// The answer to one.
pub struct GitReply {
    /// The status of HTTP.
    pub status: u16,
    /// Its kind.
    pub content_type: String,
    /// Writes the body, in a thread of its own.
    pub body: GitBody,
    /// Whether records of this node changed, so that the desk has to read them again.
    pub changed: bool,
}

/// Writes a body.
pub type GitBody = Box<dyn FnOnce(&mut dyn Write) -> std::io::Result<()> + Send>;

impl std::fmt::Debug for GitReply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GitReply").field("status", &self.status).finish_non_exhaustive()
    }
}

/// Keeps everybody else from recording for a moment.
pub type Alone = Arc<dyn Fn(&mut dyn FnMut()) + Send + Sync>;

/// The desk, as an exchange with others needs it.
pub struct Inside<'a> {
    /// Keeps the desk still while records move.
    pub alone: Alone,
    /// What the node's other devices are to know of the members. Never to leave unencrypted.
    pub members: &'a (dyn Fn() -> Result<Vec<u8>, String> + Sync),
    /// Takes over what another device knows of them.
    pub merge_members: &'a (dyn Fn(&[u8]) -> Result<(), String> + Sync),
    /// The other kiosks on the network, as they say.
    pub near: Vec<Neighbour>,
}

impl std::fmt::Debug for Inside<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inside { … }")
    }
}

/// How the exchange with one other copy, node or drive stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PeerStatus {
    /// Our name for it; of a drive its folder.
    pub name: String,
    /// What it is.
    pub kind: PeerKind,
    /// How it stands.
    pub state: PeerState,
    /// Events that came with the last exchange.
    pub received: usize,
    /// Events that went.
    pub sent: usize,
    /// What a person should know: what comes and goes, why it did not work, what was kept aside.
    pub notes: Vec<Note>,
    /// When it last changed.
    pub at: jiff::Timestamp,
}

/// A sentence for people: its key in the message catalogues, and its values.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Note {
    /// The key.
    pub key: &'static str,
    /// Names, files and codes, which have no language.
    pub values: Vec<(&'static str, String)>,
    /// The sentence that stands where it says `why`.
    pub why: Option<Box<Self>>,
}

impl Note {
    /// When another node answers where a followed one was: nothing goes on before people have talked.
    pub const STOP: &str = "exchange-stop";

    /// A sentence without values.
    pub fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new(), why: None }
    }

    /// With one value more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// With the reason.
    #[must_use]
    pub fn because(mut self, why: Self) -> Self {
        self.why = Some(Box::new(why));
        self
    }
}

/// What the kiosk exchanges with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PeerKind {
    /// Another copy, or another node, over a network or in a folder.
    Remote,
    /// Another kiosk that was found on the local network.
    Neighbour,
    /// A drive that somebody put in.
    Stick,
}

/// How an exchange stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PeerState {
    /// It goes on; a drive must stay in.
    Busy,
    /// It is done; a drive may be taken out.
    Done,
    /// It could not be reached or written; it is tried again.
    Failed,
    /// A drive that nobody here knows: nothing was read before a steward says whose it is.
    Unknown,
}

/// Answers git's requests, and exchanges with others. Called from threads that may wait.
pub trait GitHost: std::fmt::Debug + Send + Sync {
    /// Answers one; what moves records is done while `alone` keeps the desk still.
    fn answer(&self, ask: GitAsk, alone: Alone) -> GitReply;

    /// Does what is due: exchanges with remotes, with kiosks nearby, with drives that were put in.
    /// Asked every few seconds. True when records changed, so that the desk has to read them again.
    fn tend(&self, inside: &Inside<'_>) -> bool;

    /// What other kiosks on the network are told of this one; none for a node without a history.
    fn announces(&self) -> Option<Announcement> {
        None
    }

    /// How the exchanges stand, for the stewards' screen.
    fn peers(&self) -> Vec<PeerStatus>;

    /// A steward says that a drive of strangers may be exchanged with.
    fn welcome(&self, _drive: &str) {}
}

/// How often [`GitHost::tend`] is asked.
const TEND: Duration = Duration::from_secs(3);
/// How soon open pages hear that a drive was put in or may be taken out.
const TELL: Duration = Duration::from_millis(500);

/// Tells open pages how the exchanges stand, for as long as the kiosk runs.
pub(crate) fn tell(app: Arc<App>) -> Option<tokio::task::JoinHandle<()>> {
    let host = app.options.git.clone()?;
    Some(tokio::spawn(async move {
        let mut tick = tokio::time::interval(TELL);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut told = Vec::new();
        loop {
            tick.tick().await;
            let now: Vec<_> =
                host.peers().into_iter().map(|peer| (peer.name, peer.state, peer.notes)).collect();
            if now != told {
                told = now;
                let app = Arc::clone(&app);
                drop(tokio::task::spawn_blocking(move || app.desk().note_news()).await);
            }
        }
    }))
}

/// Asks the host to do what is due, for as long as the kiosk runs.
pub(crate) fn tend(app: Arc<App>) -> Option<tokio::task::JoinHandle<()>> {
    let host = app.options.git.clone()?;
    Some(tokio::spawn(async move {
        let mut tick = tokio::time::interval(TEND);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            let (host, app) = (Arc::clone(&host), Arc::clone(&app));
            let work = tokio::task::spawn_blocking(move || tend_once(&app, host.as_ref()));
            if work.await.is_err() {
                tracing::error!("an exchange ended in the middle; it is tried again");
            }
        }
    }))
}

fn alone(app: &Arc<App>) -> Alone {
    let app = Arc::clone(app);
    Arc::new(move |act: &mut dyn FnMut()| {
        let _desk = app.desk();
        act();
    })
}

/// Reads the node again: something has come.
fn take_in(app: &App) {
    if let Err(error) = app.desk().reload() {
        tracing::warn!(%error, "what came could not be read");
    }
    app.learn_past();
}

fn tend_once(app: &Arc<App>, host: &dyn GitHost) {
    let members = || app.desk().members().export_rows().map_err(|error| error.to_string());
    let merge = |rows: &[u8]| app.desk().merge_members(rows).map_err(|error| error.to_string());
    let near = app.near.get().map(crate::lan::Near::found).unwrap_or_default();
    let inside = Inside { alone: alone(app), members: &members, merge_members: &merge, near };
    if host.tend(&inside) {
        take_in(app);
    }
    app.look_around();
}

/// The places at which git asks: the address of the kiosk itself, and `/git`.
pub(crate) fn routes(app: &Arc<App>) -> Router {
    if app.options.git.is_none() {
        return Router::new();
    }
    let at = |prefix: &str| {
        Router::new()
            .route(&format!("{prefix}/info/refs"), get(refs))
            .route(&format!("{prefix}/git-upload-pack"), post(upload))
            .route(&format!("{prefix}/git-receive-pack"), post(receive))
    };
    at("")
        .merge(at("/git"))
        .with_state(Arc::clone(app))
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST))
}

#[derive(serde::Deserialize)]
struct Wanted {
    #[serde(default)]
    service: String,
}

async fn refs(State(app): State<Arc<App>>, query: Query<Wanted>, headers: HeaderMap) -> Response {
    if query.service.is_empty() {
        let words = "This kiosk speaks git's smart HTTP: use a git of this decade.\n";
        return (StatusCode::FORBIDDEN, words).into_response();
    }
    answer(app, query.0.service, None, &headers).await
}

async fn upload(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    answer(app, "git-upload-pack".into(), Some(body.to_vec()), &headers).await
}

async fn receive(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    answer(app, "git-receive-pack".into(), Some(body.to_vec()), &headers).await
}

async fn answer(
    app: Arc<App>,
    service: String,
    body: Option<Vec<u8>>,
    headers: &HeaderMap,
) -> Response {
    let Some(host) = app.options.git.clone() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let gzip = text(CONTENT_ENCODING).is_some_and(|coding| coding.contains("gzip"));
    let ask = GitAsk { service, body, gzip, authorization: text(AUTHORIZATION) };
    let Ok(permit) = AT_ONCE.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let work = tokio::task::spawn_blocking(move || {
        let reply = host.answer(ask, alone(&app));
        if reply.changed {
            take_in(&app);
        }
        reply
    });
    let Ok(reply) = work.await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let (sender, receiver) = mpsc::channel(4);
    tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let mut channel = Channel { sender };
        if let Err(error) = (reply.body)(&mut channel) {
            tracing::debug!(%error, "an answer to git ended early");
        }
    });
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(Body::new(Received { receiver }));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if let Ok(kind) = reply.content_type.parse() {
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(CACHE_CONTROL, axum::http::HeaderValue::from_static("no-cache"));
    if status == StatusCode::UNAUTHORIZED {
        let scheme = axum::http::HeaderValue::from_static("Commonstead");
        headers.insert(WWW_AUTHENTICATE, scheme);
    }
    response
}

/// A writer whose other end is the network; a slow reader holds it up.
struct Channel {
    sender: mpsc::Sender<Bytes>,
}

impl Write for Channel {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        self.sender.blocking_send(Bytes::copy_from_slice(bytes)).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The reading end.
struct Received {
    receiver: mpsc::Receiver<Bytes>,
}

impl HttpBody for Received {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        self.receiver
            .poll_recv(cx)
            .map(|bytes| bytes.map(|bytes| Ok(http_body::Frame::data(bytes))))
    }
}
