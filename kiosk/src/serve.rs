//! The router with everything around it, and the socket.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use axum::{Router, middleware};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::address::url_of;
use crate::app::{App, AppError, Options};
use crate::commit::{Batch, Committer, TICK};
use crate::disk::Follower;
use crate::lan::{Announced, Near, Nearby, TlsKeeper};
use crate::site::Keeper;
use crate::visit::{SORRY, plain};
use crate::{api, git, guard, net, observe, pages, spoken, upload};

/// How often a certificate is looked at.
const RENEWAL: Duration = Duration::from_hours(1);

/// Why the kiosk cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It could not be set up.
    #[error(transparent)]
    App(#[from] AppError),
    /// There is no certificate.
    #[error(transparent)]
    Tls(#[from] crate::lan::TlsError),
    /// The address is taken or not ours.
    #[error("{bind} cannot be used: {source}")]
    Bind {
        /// The address.
        bind: String,
        /// What the system said.
        source: std::io::Error,
    },
}

/// The whole kiosk as one service.
pub fn router(app: Arc<App>) -> Router {
    let patience = app.options.patience;
    pages::routes()
        .with_state(Arc::clone(&app))
        .layer(CatchPanicLayer::custom(sorry))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), observe::observe))
        // A request that takes longer is given up; the act itself, once begun, is finished.
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, patience))
        .layer(RequestBodyLimitLayer::new(upload::LARGEST))
        .layer(CsrfLayer::new())
        .merge(programs(&app))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), spoken::spoken))
        .layer(CompressionLayer::new().compress_when(
            // What is encrypted does not become smaller, and its length is to be known.
            DefaultPredicate::new().and(NotForContentType::const_new(crate::backup::KIND)),
        ))
        .merge(git::routes(&app))
        .layer(middleware::from_fn_with_state(app, guard::guard))
}

/// The API: it reads no cookie, so no page elsewhere can act through a browser's session, and it says
/// by itself what is too large or too slow.
fn programs(app: &Arc<App>) -> Router {
    api::routes()
        .with_state(Arc::clone(app))
        .layer(middleware::from_fn_with_state(Arc::clone(app), observe::observe))
}

fn sorry(_panic: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    plain(StatusCode::INTERNAL_SERVER_ERROR, SORRY)
}

/// What is known once the kiosk can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Where it listens.
    pub address: std::net::SocketAddr,
    /// What to open on this computer and, where it listens for others, on phones.
    pub url: String,
    /// SHA-256 of the certificate, to be compared with what a browser shows.
    pub fingerprint: Option<String>,
}

/// Runs the kiosk until `stop` is done, then commits what is left. `ready` is told the address once
/// it can be opened.
pub async fn serve(
    desk: desk::Desk,
    options: Options,
    committer: Option<Arc<dyn Committer>>,
    ready: impl FnOnce(Ready),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let name = options.bind.clone();
    let failed = |source| ServeError::Bind { bind: name.clone(), source };
    let listener = TcpListener::from_std(bind(&options)?).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let tls = certificate(&options, desk.now())?;
    let app = Arc::new(App::new(desk, options)?);
    if let Some(tls) = &tls {
        // Set once, here.
        drop(app.tls.set(tls.clone()));
    }
    announce(&app, address);
    look_around(&app, address);
    let batches = committer.clone().map(|committer| batches(Arc::clone(&app), committer));
    let _beside = beside(&app);
    let tending = git::tend(Arc::clone(&app));
    let telling = git::tell(Arc::clone(&app));
    let url = app.address().unwrap_or_else(|| url_of(address));
    let url = if tls.is_some() { url.replacen("http:", "https:", 1) } else { url };
    ready(Ready { address, url, fingerprint: tls.as_ref().map(|tls| tls.current().fingerprint) });
    let renewing = tls.clone().map(|tls| renewals(Arc::clone(&app), tls));
    let ending = Arc::clone(&app);
    let stop = async move {
        stop.await;
        ending.live.end();
    };
    net::answer(listener, router(Arc::clone(&app)), tls, app.options.patience, stop).await;
    for task in batches.into_iter().chain(tending).chain(telling).chain(renewing) {
        task.abort();
    }
    if let Some(committer) = committer {
        last_commit(app, committer).await;
    }
    Ok(())
}

/// The certificate, where the kiosk encrypts.
pub(crate) fn certificate(
    options: &Options,
    now: jiff::Timestamp,
) -> Result<Option<TlsKeeper>, ServeError> {
    let Some(folder) = &options.tls else { return Ok(None) };
    Ok(Some(TlsKeeper::of(folder, certified(options), now)?))
}

/// Looks every hour whether the certificate ends soon: a kiosk runs for months.
fn renewals(app: Arc<App>, tls: TlsKeeper) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(RENEWAL);
        loop {
            tick.tick().await;
            let (tls, now) = (tls.clone(), app.desk().now());
            match tokio::task::spawn_blocking(move || tls.renew(now)).await {
                Ok(Ok(true)) => tracing::info!("the kiosk has a new certificate"),
                Ok(Err(error)) => tracing::warn!(%error, "the certificate could not be renewed"),
                Ok(Ok(false)) | Err(_) => {}
            }
        }
    })
}

/// The socket: the one that there is already, or a new one.
pub(crate) fn bind(options: &Options) -> Result<std::net::TcpListener, ServeError> {
    let taken = match &options.listener {
        Some(listener) => listener.try_clone(),
        None => std::net::TcpListener::bind(&options.bind),
    };
    let ready = taken.and_then(|listener| listener.set_nonblocking(true).map(|()| listener));
    ready.map_err(|source| ServeError::Bind { bind: options.bind.clone(), source })
}

/// Tells the network the kiosk's name, where it listens for others.
fn announce(app: &App, address: std::net::SocketAddr) {
    // Both are set once, here.
    let _ = app.bound.set(address);
    let Some(name) = app.options.name.as_ref().filter(|_| !address.ip().is_loopback()) else {
        return;
    };
    let title = app.desk().node().documents.node.name.base.clone();
    match Announced::new(name, &title, address.port()) {
        Ok(announced) => drop(app.announced.set(announced)),
        Err(error) => tracing::warn!(%error, "the network is not told of {name}"),
    }
}

/// Tells other kiosks of this one and listens for them. One that encrypts is not told of: nobody vouches
/// for its certificate, so the others could not ask it.
fn look_around(app: &App, address: std::net::SocketAddr) {
    let nearby = match app.options.nearby {
        Nearby::Network if address.ip().is_loopback() || app.options.tls.is_some() => return,
        Nearby::Nowhere => return,
        other => other,
    };
    let Some(own) = app.options.git.as_ref().and_then(|git| git.announces()) else { return };
    match Near::new(&own, address.port(), nearby) {
        Ok(near) => drop(app.near.set(near)),
        Err(error) => tracing::warn!(%error, "kiosks nearby are not looked for"),
    }
}

/// The names that a certificate is for.
fn certified(options: &Options) -> Vec<String> {
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    names.extend(options.name.as_ref().map(ToString::to_string));
    names.extend(options.hosts.iter().cloned());
    let own = crate::address::own_address().to_string();
    if !names.contains(&own) {
        names.push(own);
    }
    names
}

/// What goes on beside the desk for as long as it is held.
fn beside(app: &Arc<App>) -> (Option<Follower>, Option<Keeper>) {
    let first = Arc::clone(app);
    tokio::task::spawn_blocking(move || first.freshen());
    let folder = app.desk().folder().to_owned();
    let follower = (!folder.as_str().is_empty()).then(|| Follower::of(app, &folder));
    (follower, app.site.is_some().then(|| Keeper::of(app)))
}

fn batches(app: Arc<App>, committer: Arc<dyn Committer>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut batch = Batch::default();
        let mut tick = tokio::time::interval(TICK);
        loop {
            tick.tick().await;
            let (written, now) = {
                let desk = app.desk();
                (desk.written(), desk.now())
            };
            let Some(events) = batch.due(written, now) else { continue };
            let committer = Arc::clone(&committer);
            let work = tokio::task::spawn_blocking(move || committer.commit(events));
            let worked = matches!(work.await, Ok(Ok(())));
            let counters = &app.counters;
            let counter = if worked { &counters.commits } else { &counters.commits_failed };
            counter.fetch_add(1, Ordering::Relaxed);
            if !worked {
                tracing::warn!(events, "a commit did not work; it is tried again in a minute");
            }
            batch.done(worked, now);
        }
    })
}

async fn last_commit(app: Arc<App>, committer: Arc<dyn Committer>) {
    let events = app.desk().written();
    if events == 0 {
        return;
    }
    let work = tokio::task::spawn_blocking(move || committer.commit(events));
    if !matches!(work.await, Ok(Ok(()))) {
        tracing::warn!(events, "the last commit did not work; it is made at the next start");
    }
}
