//! A request as page functions see it, and the way from one to a response.
//!
//! A page function is plain: the kiosk, the visit and the session in, a reply out. It runs on a
//! thread of its own kind, because it waits for the disk.

use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::sync::{Arc, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::handler::Handler;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use generator::view::Reading;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::app::App;
use crate::drawn::{self, Moment};
use crate::limits::What;
use crate::net::Peer;
use crate::pages::shell;
use crate::reply::{Failure, Reply};
use crate::session::{Session, Token};
use crate::upload::{self, Upload};

/// The largest form that is read.
const LARGEST: usize = 64 * 1024;
const COOKIE_NAME: &str = "stead_session";

/// Names and values of a form or a query, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(crate) fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// A field as it was sent, with the space around it.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    pub(crate) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// A field that is read as something; `BadForm` when it is missing or is not one.
    pub(crate) fn read<T: std::str::FromStr>(&self, name: &'static str) -> Result<T, Failure> {
        let value = self.get(name).and_then(|text| text.parse().ok());
        value.ok_or(Failure::BadForm(name))
    }
}

/// A request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Visit {
    pub(crate) path: String,
    pub(crate) is_post: bool,
    pub(crate) params: Fields,
    pub(crate) query: Fields,
    pub(crate) form: Fields,
    pub(crate) files: Vec<Upload>,
    pub(crate) languages: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) lang: String,
    pub(crate) now: Timestamp,
    /// The page asks for itself, because it heard of news: nobody touched the screen.
    pub(crate) quiet: bool,
    /// The device that asks; none in a test without a socket.
    pub(crate) peer: Option<IpAddr>,
    /// Path and query as they were sent.
    pub(crate) address: String,
}

impl Visit {
    /// A part of the address; `NotFound` when it is not what belongs there.
    pub(crate) fn param<T: std::str::FromStr>(&self, name: &str) -> Result<T, Failure> {
        self.params.get(name).and_then(|text| text.parse().ok()).ok_or(Failure::NotFound)
    }
}

impl Visit {
    /// Takes one of what this device may do only so often.
    pub(crate) fn take(&self, app: &App, what: What) -> Result<(), Failure> {
        let who = self.peer.unwrap_or(Ipv4Addr::LOCALHOST.into());
        app.limits.take(who, what, self.now).map_err(|seconds| Failure::TooOften { seconds })
    }
}

/// A page function.
pub(crate) type Page = fn(&App, &Visit, &mut Session) -> Result<Reply, Failure>;

/// A page function as a handler.
#[derive(Clone, Copy)]
pub(crate) struct PageHandler(Page);

/// Makes a page function into a handler.
pub(crate) fn page(page: Page) -> PageHandler {
    PageHandler(page)
}

impl Handler<(), Arc<App>> for PageHandler {
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, app: Arc<App>) -> Self::Future {
        Box::pin(run(app, request, self.0))
    }
}

pub(crate) async fn run(app: Arc<App>, request: Request, page: Page) -> Response {
    let token = token_of(&request);
    let visit = match read(request, &app).await {
        Ok(visit) => visit,
        // `spoken` says what is the matter.
        Err(status) => return status.into_response(),
    };
    let work = move || answer(&app, visit, token.as_ref(), page);
    match tokio::task::spawn_blocking(work).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "a page ended unexpectedly");
            plain(StatusCode::INTERNAL_SERVER_ERROR, SORRY)
        }
    }
}

pub(crate) const SORRY: &str =
    "Something went wrong in the kiosk. What was confirmed before is saved. Please try again.";

/// A page that needs no theme.
pub(crate) fn plain(status: StatusCode, text: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Kiosk</title><p>{text}</p><p><a href=\"/kiosk\">\
         Back to the start</a></p></html>"
    );
    let mut response = (status, page).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn token_of(request: &Request) -> Option<Token> {
    let cookies = request.headers().get_all(COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs =
        cookies.flat_map(|all| all.split(';')).filter_map(|one| one.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE_NAME).and_then(|(_, value)| Token::read(value))
}

async fn read(request: Request, app: &App) -> Result<Visit, StatusCode> {
    let (mut parts, body) = request.into_parts();
    let text = |name| parts.headers.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    let languages = text("accept-language").map(str::to_owned);
    let host = text("host").map(str::to_owned);
    let path = parts.uri.path().to_owned();
    let address = parts.uri.path_and_query().map(|all| all.as_str().to_owned()).unwrap_or_default();
    let peer = parts.extensions.get::<Peer>().map(|peer| peer.0);
    let quiet = parts.headers.contains_key("x-quiet");
    let query = fields(parts.uri.query().unwrap_or_default().as_bytes());
    let params = match RawPathParams::from_request_parts(&mut parts, &()).await {
        Ok(params) => Fields(path_params(&params)),
        Err(_) => return Err(StatusCode::BAD_REQUEST),
    };
    let is_post = parts.method == Method::POST;
    let request = Request::from_parts(parts, body);
    let (form, files) = match is_post {
        true if upload::is_multipart(&request) => upload::read(request).await?,
        true => {
            let bytes = to_bytes(request.into_body(), LARGEST).await;
            (fields(&bytes.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?), Vec::new())
        }
        false => Default::default(),
    };
    let now = app.desk().now();
    let lang = String::new();
    Ok(Visit {
        path,
        is_post,
        params,
        query,
        form,
        files,
        languages,
        host,
        lang,
        now,
        quiet,
        peer,
        address,
    })
}

pub(crate) fn path_params(params: &RawPathParams) -> Vec<(String, String)> {
    params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// `application/x-www-form-urlencoded`; what is not UTF-8 is replaced, what is no pair is dropped.
pub(crate) fn fields(bytes: &[u8]) -> Fields {
    let parsed = form_urlencoded::parse(bytes);
    Fields(parsed.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
}

fn answer(app: &App, mut visit: Visit, token: Option<&Token>, page: Page) -> Response {
    let kept = token.and_then(|token| {
        let sessions = &app.sessions;
        if visit.quiet { sessions.look(token, visit.now) } else { sessions.find(token, visit.now) }
    });
    if let Some(session) = &kept {
        let mut session = session.lock().unwrap_or_else(PoisonError::into_inner);
        let response = draw(app, &mut visit, &mut session, page);
        return settle(app, token, &mut session, response);
    }
    if !visit.is_post && drawn::is_common(&visit.path) {
        return common(app, visit, page);
    }
    by_a_stranger(app, visit, token, page)
}

/// A page that is the same for everybody without a card.
fn common(app: &App, mut visit: Visit, page: Page) -> Response {
    visit.lang = shell::language(app, &visit, &Session::default());
    let moment = Moment { changes: app.live.news().changes, minute: visit.now.as_second() / 60 };
    if let Some(known) = app.drawn.get(moment, &visit.address, &visit.lang) {
        return html(StatusCode::OK, known);
    }
    let (address, lang) = (visit.address.clone(), visit.lang.clone());
    let mut session = Session::default();
    let reply = page(app, &visit, &mut session);
    match reply {
        Ok(Reply::Page { template, context, status: StatusCode::OK }) if session.is_empty() => {
            let Ok(drawn) = text(app, &visit, &mut session, template, context) else {
                return plain(StatusCode::INTERNAL_SERVER_ERROR, SORRY);
            };
            let drawn = Bytes::from(drawn);
            app.drawn.keep(moment, &address, &lang, &drawn);
            html(StatusCode::OK, drawn)
        }
        _ => by_a_stranger(app, visit, None, page),
    }
}

fn by_a_stranger(app: &App, mut visit: Visit, token: Option<&Token>, page: Page) -> Response {
    let mut session = Session::default();
    let response = draw(app, &mut visit, &mut session, page);
    if session.is_empty() && !session.ended {
        return response;
    }
    session.renewed = !session.ended;
    settle(app, token, &mut session, response)
}

/// A page for somebody of whom nothing is known but the head of a request.
pub(crate) async fn draw_for_a_stranger(
    app: Arc<App>,
    mut visit: Visit,
    status: StatusCode,
    words: fn(&Reading<'_>, StatusCode) -> Reply,
) -> Response {
    let work = move || {
        let mut session = Session::default();
        visit.lang = shell::language(&app, &visit, &session);
        let reply = {
            let desk = app.desk();
            visit.now = desk.now();
            words(&app.reading(&desk, &visit.lang), status)
        };
        respond(&app, &visit, &mut session, reply)
    };
    let drawn = tokio::task::spawn_blocking(work).await;
    drawn.unwrap_or_else(|_| plain(status, SORRY))
}

fn draw(app: &App, visit: &mut Visit, session: &mut Session, page: Page) -> Response {
    visit.lang = shell::language(app, visit, session);
    if let Some(reply) = shell::forgotten(app, visit, session) {
        return respond(app, visit, session, reply);
    }
    let reply = match page(app, visit, session) {
        Ok(reply) => reply,
        Err(failure) => shell::failure(app, visit, session, &failure),
    };
    respond(app, visit, session, reply)
}

fn respond(app: &App, visit: &Visit, session: &mut Session, reply: Reply) -> Response {
    let mut response = match reply {
        Reply::Json(value) => {
            let mut response = Response::new(Body::from(value.to_string()));
            let json = HeaderValue::from_static("application/json");
            response.headers_mut().insert(CONTENT_TYPE, json);
            response
        }
        Reply::File { name, kind, bytes } => {
            let mut response = Response::new(Body::from(bytes));
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
            let name = format!("attachment; filename=\"{name}\"");
            if let Ok(name) = HeaderValue::from_str(&name) {
                headers.insert(CONTENT_DISPOSITION, name);
            }
            response
        }
        Reply::Download { name, path } => match crate::backup::stream(&path) {
            Ok((body, length)) => {
                let mut response = Response::new(body);
                let headers = response.headers_mut();
                headers.insert(CONTENT_TYPE, HeaderValue::from_static(crate::backup::KIND));
                headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
                let name = format!("attachment; filename=\"{name}\"");
                if let Ok(name) = HeaderValue::from_str(&name) {
                    headers.insert(CONTENT_DISPOSITION, name);
                }
                response
            }
            Err(error) => {
                tracing::warn!(%error, "a file could not be sent");
                plain(StatusCode::NOT_FOUND, SORRY)
            }
        },
        Reply::SeeOther(path) => {
            let mut response = StatusCode::SEE_OTHER.into_response();
            let path = HeaderValue::from_str(&path);
            let home = HeaderValue::from_static("/kiosk");
            response.headers_mut().insert(LOCATION, path.unwrap_or(home));
            response
        }
        Reply::Page { template, context, status } => {
            match text(app, visit, session, template, context) {
                Ok(page) => html(status, page),
                Err(()) => plain(StatusCode::INTERNAL_SERVER_ERROR, SORRY),
            }
        }
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn text(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    template: &str,
    context: Value,
) -> Result<String, ()> {
    let whole = merge(shell::context(app, visit, session), context);
    app.renderer.render(template, &visit.lang, &whole).map_err(|error| {
        tracing::error!(%error, "a page could not be drawn");
    })
}

fn html(status: StatusCode, page: impl IntoResponse) -> Response {
    let mut response = (status, page).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn merge(shell: Value, page: Value) -> Value {
    let (Value::Object(mut all), Value::Object(page)) = (shell, page) else { return json!({}) };
    all.extend(page);
    Value::Object(all)
}

/// Keeps the session under a new token where somebody signed in, forgets it where somebody left.
fn settle(
    app: &App,
    token: Option<&Token>,
    session: &mut Session,
    mut response: Response,
) -> Response {
    let cookie = if session.ended {
        if let Some(token) = token {
            app.sessions.forget(token);
        }
        // Nothing stays in the browser either; on plain http it is the no-store of each page that counts.
        let clear = HeaderValue::from_static("\"cache\", \"storage\"");
        response.headers_mut().insert(HeaderName::from_static("clear-site-data"), clear);
        Some(format!("{COOKIE_NAME}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"))
    } else if session.renewed {
        session.renewed = false;
        if let Some(token) = token {
            app.sessions.forget(token);
        }
        // Asked anew: a steward may just have set the clock.
        let fresh = app.sessions.keep(session.clone(), app.desk().now());
        fresh.map(|token| format!("{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Lax", token.text()))
    } else {
        None
    };
    if let Some(value) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        response.headers_mut().insert(SET_COOKIE, value);
    }
    response
}
