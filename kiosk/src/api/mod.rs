//! `/api/v1`: what the screens do, for programs.
//!
//! Every route is a value in a table ([`route::Route`]); the router and the description (`OpenAPI` 3.1)
//! are made from the same table. Acts are those of [`desk::Desk`], as the screens use them. Reading what
//! everybody may see needs nothing; everything else needs a key with a scope (`Authorization: Bearer`).
//! Cookies mean nothing here, so no page in a browser can act through somebody's session.
//!
//! A request with an `Idempotency-Key` is done once, whatever becomes of its answer: see
//! [`once`].

mod ask;
mod backup;
mod between;
mod catalogue;
mod civic;
mod describe;
mod designs;
mod devices;
mod house;
mod keys;
mod learning;
mod lines;
mod loans;
mod nodes;
mod once;
mod own;
mod people;
mod problem;
mod records;
mod repairs;
mod reply;
mod reports;
mod restore;
mod route;
mod rules;
mod stock;
mod things;
mod upkeep;
mod waiting;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, StatusCode, request};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, any, get, on};
use desk::{Desk, Scope};
use serde_json::json;

use self::ask::{Ask, Caller, unknown};
pub(crate) use self::once::UnderWay;
use self::problem::{Problem, Trouble};
use self::route::{Act, Done, Route, Verb};
use crate::app::App;
use crate::limits::What;
use crate::net::Peer;
use crate::visit::{fields, page, path_params};

/// Where the API is.
pub(crate) const BASE: &str = "/api/v1";
/// The largest body.
const LARGEST: usize = 1024 * 1024;
/// The largest picture.
const LARGEST_PICTURE: usize = 16 * LARGEST;
/// What a picture may be; what it is, its own bytes say.
const PICTURES: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];
/// So long a body may take to arrive …
const ARRIVING: Duration = Duration::from_secs(20);
/// … and so long an act may take until its asker is told to ask again.
const ACTING: Duration = Duration::from_secs(30);
/// The longest idempotency key.
const LONGEST_KEY: usize = 255;
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Every route.
fn all() -> impl Iterator<Item = &'static Route> {
    let tables: [&'static [Route]; 23] = [
        house::ROUTES,
        rules::ROUTES,
        records::ROUTES,
        catalogue::ROUTES,
        things::ROUTES,
        designs::ROUTES,
        learning::ROUTES,
        loans::ROUTES,
        waiting::ROUTES,
        repairs::ROUTES,
        stock::ROUTES,
        upkeep::ROUTES,
        reports::ROUTES,
        nodes::ROUTES,
        between::ROUTES,
        people::ROUTES,
        own::ROUTES,
        civic::ROUTES,
        keys::ROUTES,
        backup::ROUTES,
        devices::ROUTES,
        restore::ROUTES,
        describe::ROUTES,
    ];
    tables.into_iter().flatten()
}

/// All addresses below `/api`.
pub(crate) fn routes() -> Router<Arc<App>> {
    let mut paths: Vec<(&'static str, MethodRouter<Arc<App>>)> = Vec::new();
    for route in all() {
        let handler = move |State(app): State<Arc<App>>, request: Request| run(app, request, route);
        let method = on(filter(route.verb), handler);
        match paths.iter_mut().find(|(path, _)| *path == route.path) {
            Some((_, known)) => *known = std::mem::take(known).merge(method),
            None => paths.push((route.path, method)),
        }
    }
    let mut router = Router::new();
    for (path, methods) in paths {
        router = router.route(&format!("{BASE}{path}"), methods);
    }
    router
        .route(BASE, get(page(describe::page)))
        .route(&format!("{BASE}/"), get(page(describe::page)))
        .route("/api/{*rest}", any(async || Problem::not_found().response()))
        .method_not_allowed_fallback(async || {
            let detail = "This address does not take that method; see `Allow`.";
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "E-METHOD", detail).response()
        })
}

fn filter(verb: Verb) -> MethodFilter {
    match verb {
        Verb::Get => MethodFilter::GET,
        Verb::Post => MethodFilter::POST,
        Verb::Put => MethodFilter::PUT,
        Verb::Patch => MethodFilter::PATCH,
        Verb::Delete => MethodFilter::DELETE,
    }
}

/// A refusal outside the API's own routes: of a name, a size, a time.
pub(crate) fn refusal(status: StatusCode, code: &str, detail: &str) -> Response {
    Problem::new(status, code, detail).response()
}

/// Whether a request is for the API.
pub(crate) fn is_ours(path: &str) -> bool {
    path.starts_with("/api/") || path == "/api"
}

/// What of a request's head an act needs.
struct Head {
    ask: Ask,
    bearer: Option<String>,
    key: Option<String>,
    if_none_match: Option<String>,
    languages: Option<String>,
    peer: Option<std::net::IpAddr>,
}

impl Head {
    /// The request's name, where the program gave it one.
    fn named(&self) -> Result<Option<once::Named<'_>>, Trouble> {
        let Some(key) = &self.key else { return Ok(None) };
        let secret = self.bearer.as_deref().unwrap_or_default();
        Ok(Some(once::Named::new(&self.ask, key, secret)?))
    }
}

async fn run(app: Arc<App>, request: Request, route: &'static Route) -> Response {
    let (mut parts, body) = request.into_parts();
    let head = match head(&mut parts, route).await {
        Ok(head) => head,
        Err(problem) => return problem.response(),
    };
    let body = match read(&parts.headers, body, route).await {
        Ok(body) => body,
        Err(problem) => return problem.response(),
    };
    let work = tokio::task::spawn_blocking(move || {
        let mut head = head;
        head.ask.body = body;
        answer(&app, head)
    });
    match tokio::time::timeout(ACTING, work).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => {
            tracing::error!(%error, "an act of the API ended unexpectedly");
            let detail = "Something went wrong in the kiosk. What was confirmed before is saved.";
            refusal(StatusCode::INTERNAL_SERVER_ERROR, "E-BROKEN", detail)
        }
        Err(_) => {
            let detail = "This takes longer than usual and goes on. Ask again with the same key.";
            refusal(StatusCode::SERVICE_UNAVAILABLE, "E-BUSY", detail)
        }
    }
}

async fn head(parts: &mut request::Parts, route: &'static Route) -> Result<Head, Problem> {
    let params = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| {
        Problem::new(StatusCode::BAD_REQUEST, "E-ADDRESS", "The address cannot be read.")
    })?;
    let params = crate::visit::Fields::from_pairs(path_params(&params));
    let query = fields(parts.uri.query().unwrap_or_default().as_bytes());
    if let Some(other) = query.names().find(|name| !route.queries().any(|q| q.name == *name)) {
        let known: Vec<_> = route.queries().map(|q| q.name).collect();
        let detail =
            format!("There is no parameter `{other}` here; there are: {}.", known.join(", "));
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "E-PARAMETER", detail);
        return Err(problem.with("field", json!(other)));
    }
    let text = |name: HeaderName| {
        let value = parts.headers.get(name).and_then(|value| value.to_str().ok());
        value.map(str::to_owned)
    };
    let key = text(IDEMPOTENCY_KEY).map(|key| key.trim_matches('"').to_owned());
    if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > LONGEST_KEY) {
        let detail = format!("`Idempotency-Key` has 1 to {LONGEST_KEY} characters.");
        return Err(Problem::new(StatusCode::BAD_REQUEST, "E-KEY-FORM", detail));
    }
    let if_match = text(IF_MATCH);
    if if_match.is_some() && !route.guarded {
        let detail = "What this changes has no version to compare with `If-Match`.";
        return Err(Problem::new(StatusCode::PRECONDITION_FAILED, "E-CHANGED", detail));
    }
    let ask = Ask {
        route,
        params,
        query,
        body: Bytes::new(),
        lang: String::new(),
        now: jiff::Timestamp::UNIX_EPOCH,
        caller: None,
        if_match,
        path: parts.uri.path().to_owned(),
    };
    let bearer = text(AUTHORIZATION);
    let bearer = bearer.and_then(|text| {
        let (scheme, token) = text.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
    });
    Ok(Head {
        ask,
        bearer,
        key: key.filter(|_| route.verb == Verb::Post),
        if_none_match: text(IF_NONE_MATCH),
        languages: text(ACCEPT_LANGUAGE),
        peer: parts.extensions.get::<Peer>().map(|peer| peer.0),
    })
}

async fn read(headers: &HeaderMap, body: Body, route: &Route) -> Result<Bytes, Problem> {
    let (kinds, largest): (&[&str], _) = match (route.body, route.picture) {
        (_, true) => (&PICTURES, LARGEST_PICTURE),
        (Some(_), false) => (&["application/json"], LARGEST),
        (None, false) => return Ok(Bytes::new()),
    };
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_lowercase();
    if !kinds.contains(&kind.as_str()) {
        let detail = format!("Send the body as `{}`.", kinds.join("`, `"));
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "E-TYPE", detail));
    }
    let too_large = |_| {
        let detail = format!("A body has at most {largest} bytes here.");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "E-LARGE", detail)
    };
    let slow = |_| {
        let detail = "The body did not arrive in time.";
        Problem::new(StatusCode::REQUEST_TIMEOUT, "E-SLOW", detail)
    };
    let read = tokio::time::timeout(ARRIVING, to_bytes(body, largest)).await;
    read.map_err(slow)?.map_err(too_large)
}

fn answer(app: &App, mut head: Head) -> Response {
    let reads = head.ask.route.verb == Verb::Get;
    let done = admit(app, &mut head).and_then(|()| act(app, &head));
    match done {
        Ok(answer) => answer.response(reads, head.if_none_match.as_deref()),
        Err(trouble) => trouble.into_problem(app, &head.ask.lang).response(),
    }
}

/// Who asks, in which language, and whether they may.
fn admit(app: &App, head: &mut Head) -> Result<(), Trouble> {
    let ask = &mut head.ask;
    let mut desk = app.desk();
    ask.now = desk.now();
    ask.lang = shell_language(&desk, head.languages.as_deref());
    if let Some(text) = &head.bearer {
        let Some((token, member)) = desk.members().find_token(text, ask.now)? else {
            let who = head.peer.unwrap_or(std::net::Ipv4Addr::LOCALHOST.into());
            if let Err(seconds) = app.limits.take(who, What::UnknownKey, ask.now) {
                let detail = "Too many unknown keys came from this device. Please wait a little.";
                let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "E-TOO-OFTEN", detail);
                return Err(problem.with("retry_after", json!(seconds)).into());
            }
            return Err(unknown("This key is not known here, or its time is over."));
        };
        let today = desk.today();
        desk.members_mut().0.token_used(&token, today)?;
        ask.caller = Some(Caller { token, member });
    }
    let scopes = ask.route.scopes;
    if scopes.is_empty() {
        return Ok(());
    }
    let caller = ask.caller()?;
    if scopes.iter().any(|scope| caller.may(*scope)) {
        return Ok(());
    }
    let words: Vec<_> = scopes.iter().map(|scope| format!("`{scope}`")).collect();
    let mut detail = format!("This needs a key with the scope {}.", words.join(" or "));
    if scopes.iter().any(|scope| caller.token.scopes.contains(scope)) {
        detail.push_str(" Its member has to be a steward still.");
    }
    Err(Trouble::forbidden(&detail))
}

/// The first language that is asked for and that the node has, else the node's own.
fn shell_language(desk: &Desk, languages: Option<&str>) -> String {
    let ours = &desk.node().documents.node.languages;
    crate::pages::shell::accepted(ours, languages.unwrap_or_default())
        .or_else(|| ours.first())
        .cloned()
        .unwrap_or_else(|| "en".into())
}

fn act(app: &App, head: &Head) -> Done {
    let ask = &head.ask;
    match ask.route.act {
        Act::Beside(act) => match head.named()? {
            Some(named) => once::beside(app, &named, ask.now, || act(app, ask)),
            None => act(app, ask),
        },
        Act::Desk(act) => at_desk(app, head, |desk| act(app, desk, ask)),
        Act::Among(act) => {
            let known = app.neighbours();
            at_desk(app, head, |desk| act(app, desk, &known, ask))
        }
    }
}

fn at_desk(app: &App, head: &Head, act: impl FnOnce(&mut Desk) -> Done) -> Done {
    let named = head.named()?;
    let mut desk = app.desk();
    match &named {
        Some(named) => once::at_desk(&mut desk, named, head.ask.now, act),
        None => act(&mut desk),
    }
}

/// The description and the addresses that it is about, for the tests.
#[cfg(any(test, feature = "any-request"))]
pub(crate) fn described() -> (serde_json::Value, Vec<(String, &'static str, usize)>) {
    let routes = all().map(|route| {
        let verb = format!("{:?}", route.verb).to_lowercase();
        (verb, route.path, route.scopes.len())
    });
    let description = serde_json::to_value(describe::openapi()).unwrap_or_default();
    (description, routes.collect())
}

/// Every named type of the description, as often as a route names it.
#[cfg(test)]
pub(crate) fn all_schemas() -> Vec<(String, String)> {
    describe::every_schema()
}

/// What stewards' keys may have beside others.
const DESK: &[Scope] = &[Scope::Desk];
