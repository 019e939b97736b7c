//! Connections: how many, how slow, and whose.
//!
//! One device cannot take all places, and who begins a request and never ends it is let go. Who asks
//! is known to the limits alone; no log and no record has it.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::HOST;
use axum::http::{Request, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use crate::lan::TlsKeeper;

/// Connections at once …
const MOST: usize = 1024;
/// … and those of one device.
const MOST_OF_ONE: usize = 128;
/// So long what was begun may take when the kiosk is told to stop.
const LAST: Duration = Duration::from_secs(5);

/// Who asks: the other end of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// How many connections each device has.
#[derive(Debug, Clone, Default)]
struct Places(Arc<Mutex<HashMap<IpAddr, usize>>>);

struct Place {
    places: Places,
    who: IpAddr,
}

impl Places {
    fn take(&self, who: IpAddr) -> Option<Place> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = taken.values().sum();
        let own = taken.entry(who).or_default();
        if all >= MOST || *own >= MOST_OF_ONE {
            return None;
        }
        *own += 1;
        Some(Place { places: self.clone(), who })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.who) {
            *own = own.saturating_sub(1);
        }
        taken.retain(|_, own| *own > 0);
    }
}

/// Answers connections until `stop` is done, then lets what was begun end. `patience` is how long the
/// head of a request may take, and how long a connection may say nothing.
pub(crate) async fn answer(
    listener: TcpListener,
    router: Router,
    tls: Option<TlsKeeper>,
    patience: Duration,
    stop: impl Future<Output = ()>,
) {
    let places = Places::default();
    let ending = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, from)) => {
                let from = (from.ip().to_canonical(), patience);
                greet(stream, from, &router, tls.as_ref(), &places, &ending);
            }
            Err(error) => {
                // Too many open files, most likely: in a moment some are closed.
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(LAST, ending.shutdown()).await.is_err() {
        tracing::info!("a connection did not end in time and was closed");
    }
}

fn greet(
    stream: TcpStream,
    (who, patience): (IpAddr, Duration),
    router: &Router,
    tls: Option<&TlsKeeper>,
    places: &Places,
    ending: &GracefulShutdown,
) {
    let Some(place) = places.take(who) else { return };
    // A page is a few packets: none of them waits for the next.
    drop(stream.set_nodelay(true));
    let (router, ending) = (router.clone(), ending.watcher());
    let tls = tls.map(|tls| tls.current().acceptor);
    tokio::spawn(async move {
        // How a connection ends is the browser's affair.
        match tls {
            None => drop(ending.watch(connection(stream, who, router, patience)).await),
            Some(tls) => {
                let shaken = tokio::time::timeout(patience, secured(stream, &tls)).await;
                match shaken {
                    Ok(Some(Secured::Tls(stream))) => {
                        drop(ending.watch(connection(*stream, who, router, patience)).await);
                    }
                    Ok(Some(Secured::Plain(stream))) => {
                        let router = Router::new().fallback(to_https);
                        drop(ending.watch(connection(stream, who, router, patience)).await);
                    }
                    Ok(None) | Err(_) => {}
                }
            }
        }
        drop(place);
    });
}

enum Secured {
    Tls(Box<tokio_rustls::server::TlsStream<TcpStream>>),
    /// Somebody typed `http://`.
    Plain(TcpStream),
}

/// The first byte tells: a TLS record of a handshake begins with 22 (RFC 8446, section 5.1).
async fn secured(stream: TcpStream, tls: &TlsAcceptor) -> Option<Secured> {
    let mut first = [0];
    stream.peek(&mut first).await.ok()?;
    if first != [22] {
        return Some(Secured::Plain(stream));
    }
    let stream = tls.accept(stream).await.ok()?;
    Some(Secured::Tls(Box::new(stream)))
}

async fn to_https(request: axum::extract::Request) -> axum::response::Response {
    use axum::response::IntoResponse as _;
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    // Only where the name can be ours: this must not lead anybody to another machine.
    if !crate::guard::is_ours(host, &[]) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    axum::response::Redirect::temporary(&format!("https://{host}{path}")).into_response()
}

fn connection<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    who: IpAddr,
    router: Router,
    patience: Duration,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(who));
        let router = router.clone();
        async move {
            let response = router.oneshot(request.map(Body::new)).await;
            response.map_err(|never: Infallible| never)
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_given_back_when_the_connection_ends() {
        let places = Places::default();
        let who: IpAddr = "10.0.0.7".parse().unwrap();
        let held: Vec<_> = std::iter::from_fn(|| places.take(who)).collect();
        assert_eq!(held.len(), MOST_OF_ONE);
        assert!(places.take("10.0.0.8".parse().unwrap()).is_some());
        drop(held);
        assert!(places.take(who).is_some());
    }
}
