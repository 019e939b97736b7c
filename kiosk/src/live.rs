//! News for open pages: numbers that grow when something has changed, sent as server-sent events
//! (WHATWG HTML, section 9.2).
//!
//! Nothing but numbers travels here: whoever listens learns that something happened, never what or
//! to whom. A page that hears of news asks for itself again, with its own rights.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch;

use crate::app::App;
use crate::net::Peer;
use crate::visit::plain;

/// Pages that may listen at once …
const MOST: usize = 512;
/// … and those of one device: more tabs than a person has, fewer than an attack needs.
const MOST_OF_ONE: usize = 24;
/// A busy desk is told of in steps, so that twenty phones do not draw twenty pages for each scan.
const STEP: Duration = Duration::from_millis(200);
/// A line that says nothing, so that routers keep the connection and the kiosk notices who has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What has changed, as numbers that only grow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// Events and documents, as [`desk::Desk::changes`] counts them.
    pub(crate) changes: u64,
    /// Builds of the site.
    pub(crate) site: u64,
    /// The kiosk is about to stop.
    over: bool,
}

/// Who listens, and what they are told.
#[derive(Debug)]
pub(crate) struct Live {
    news: watch::Sender<News>,
    listeners: Mutex<HashMap<IpAddr, usize>>,
}

impl Live {
    pub(crate) fn new(changes: u64) -> Self {
        let (news, _) = watch::channel(News { changes, ..News::default() });
        Self { news, listeners: Mutex::default() }
    }

    pub(crate) fn news(&self) -> News {
        *self.news.borrow()
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    /// The desk has counted so many changes.
    pub(crate) fn changed(&self, changes: u64) {
        self.news.send_if_modified(|news| {
            let newer = news.changes != changes;
            news.changes = changes;
            newer
        });
    }

    /// The site was built anew.
    pub(crate) fn built(&self) {
        self.news.send_modify(|news| news.site += 1);
    }

    /// Lets everybody go, so that the server can end.
    pub(crate) fn end(&self) {
        self.news.send_modify(|news| news.over = true);
    }

    /// How many pages listen.
    pub(crate) fn listening(&self) -> usize {
        self.listeners().values().sum()
    }

    fn listeners(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sit(&self, who: IpAddr) -> bool {
        let mut listeners = self.listeners();
        let all: usize = listeners.values().sum();
        let own = listeners.entry(who).or_default();
        let room = all < MOST && *own < MOST_OF_ONE;
        *own += usize::from(room);
        room
    }

    fn leave(&self, who: IpAddr) {
        let mut listeners = self.listeners();
        if let Some(own) = listeners.get_mut(&who) {
            *own = own.saturating_sub(1);
        }
        listeners.retain(|_, own| *own > 0);
    }
}

/// A place among the listeners, given back when the connection ends.
struct Seat {
    app: Arc<App>,
    who: IpAddr,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.app.live.leave(self.who);
    }
}

struct Listening {
    /// Held for as long as somebody listens.
    _seat: Seat,
    news: watch::Receiver<News>,
    told: bool,
}

/// `GET /kiosk/events`.
pub(crate) async fn events(State(app): State<Arc<App>>, request: Request) -> Response {
    let who = request.extensions().get::<Peer>().map_or(Ipv4Addr::LOCALHOST.into(), |peer| peer.0);
    if !app.live.sit(who) {
        // The script asks again by the counter, seldom.
        return plain(StatusCode::TOO_MANY_REQUESTS, "Too many pages listen already.");
    }
    let news = app.live.subscribe();
    let listening = Listening { _seat: Seat { app, who }, news, told: false };
    let stream = stream::unfold(listening, next);
    Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response()
}

async fn next(mut listening: Listening) -> Option<(Result<Event, Infallible>, Listening)> {
    if listening.told {
        listening.news.changed().await.ok()?;
        tokio::time::sleep(STEP).await;
    }
    let news = *listening.news.borrow_and_update();
    listening.told = true;
    if news.over {
        return None;
    }
    let data = format!("{{\"changes\":{},\"site\":{}}}", news.changes, news.site);
    let event = Event::default().event("news").retry(Duration::from_secs(2)).data(data);
    Some((Ok(event), listening))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_device_cannot_take_all_places() {
        let live = Live::new(0);
        let [one, other]: [IpAddr; 2] = ["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        let taken = (0..100).filter(|_| live.sit(one)).count();
        assert_eq!(taken, MOST_OF_ONE);
        assert!(live.sit(other), "there is room for others");
        assert_eq!(live.listening(), MOST_OF_ONE + 1);
        for _ in 0..taken {
            live.leave(one);
        }
        live.leave(other);
        assert_eq!(live.listening(), 0);
        assert!(live.sit(one));
    }

    #[test]
    fn news_is_told_once() {
        let live = Live::new(7);
        let mut hears = live.subscribe();
        live.changed(7);
        assert!(!hears.has_changed().unwrap(), "nothing has changed");
        live.changed(8);
        assert!(hears.has_changed().unwrap());
        assert_eq!(hears.borrow_and_update().changes, 8);
    }
}
