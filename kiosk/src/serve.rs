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
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::app::{App, AppError, Options};
use crate::commit::{Batch, Committer, TICK};
use crate::disk::Follower;
use crate::site::Keeper;
use crate::visit::{SORRY, plain};
use crate::{guard, net, observe, pages, upload};

/// A request that takes longer is given up; the act itself, once begun, is finished.
const LONGEST: Duration = Duration::from_secs(30);

/// Why the kiosk cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It could not be set up.
    #[error(transparent)]
    App(#[from] AppError),
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
    pages::routes()
        .with_state(Arc::clone(&app))
        .layer(CatchPanicLayer::custom(sorry))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), observe::observe))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(RequestBodyLimitLayer::new(upload::LARGEST))
        .layer(CsrfLayer::new())
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(app, guard::guard))
}

fn sorry(_panic: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    plain(StatusCode::INTERNAL_SERVER_ERROR, SORRY)
}

/// Runs the kiosk until `stop` is done, then commits what is left. `ready` is told the address once
/// it can be opened.
pub async fn serve(
    desk: desk::Desk,
    options: Options,
    committer: Option<Arc<dyn Committer>>,
    ready: impl FnOnce(std::net::SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let bind = options.bind.clone();
    let failed = |source| ServeError::Bind { bind: bind.clone(), source };
    let listener = TcpListener::bind(&bind).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let app = Arc::new(App::new(desk, options)?);
    let batches = committer.clone().map(|committer| batches(Arc::clone(&app), committer));
    let _beside = beside(&app);
    ready(address);
    let ending = Arc::clone(&app);
    let stop = async move {
        stop.await;
        ending.live.end();
    };
    net::answer(listener, router(Arc::clone(&app)), stop).await;
    if let Some(task) = batches {
        task.abort();
    }
    if let Some(committer) = committer {
        last_commit(app, committer).await;
    }
    Ok(())
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
