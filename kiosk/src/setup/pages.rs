//! The pages of the set-up: the code, the choice, what is being made, what came of it.

use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Extension, Json};
use camino::Utf8PathBuf;
use desk::Pin;
use generator::qr;
use generator::view::{number, words as text};
use serde_json::{Value, json};

use super::{FirstCard, NewPlace, Outcome, SetUp, Stage, held};
use crate::guard;
use crate::limits::What;
use crate::net::Peer;
use crate::pages::assets;
use crate::pages::shell::accepted;
use crate::session::Token;
use crate::visit::{Fields, fields, plain};

const HERE: &str = "/set-up";
const COOKIE_NAME: &str = "stead_set_up";
const TEMPLATE: &str = "kiosk/set-up.html";

pub(super) fn routes() -> Router<Arc<SetUp>> {
    Router::new()
        .route(HERE, get(show))
        .route("/set-up/code", post(code))
        .route("/set-up/new", post(new))
        .route("/set-up/join", post(join))
        .route("/set-up/restore", post(restore))
        .route("/set-up/demo", post(demo))
        .route("/set-up/again", post(again))
        .route("/set-up/open", post(open))
        .route("/assets/{*name}", get(asset))
        .route("/healthz", get(health))
        .route("/favicon.ico", get(assets::favicon))
        .fallback(elsewhere)
}

/// Refuses names that are not ours, like the kiosk itself, and adds what every answer has.
pub(super) async fn guard(
    State(setup): State<Arc<SetUp>>,
    request: Request,
    next: Next,
) -> Response {
    let in_address = request.uri().host().map(str::to_owned);
    let header = request.headers().get(HOST).and_then(|host| host.to_str().ok()).map(str::to_owned);
    let mut response = match in_address.or(header) {
        // The last page is left, and the kiosk is not there yet: a moment later it answers here.
        Some(host) if guard::is_ours(&host, &setup.hosts) && is_over(&setup, &request) => {
            let lang = language(&setup, request.headers(), &Fields::default());
            let mut response = page(&setup, &lang, false, None, StatusCode::OK);
            response.headers_mut().insert("connection", HeaderValue::from_static("close"));
            response
        }
        Some(host) if guard::is_ours(&host, &setup.hosts) => next.run(request).await,
        Some(_) => plain(StatusCode::MISDIRECTED_REQUEST, guard::STRANGE_NAME),
        None => plain(StatusCode::BAD_REQUEST, "The request names no host."),
    };
    guard::add_headers(response.headers_mut());
    response
}

fn is_over(setup: &SetUp, request: &Request) -> bool {
    *setup.over.borrow() && !request.uri().path().starts_with("/assets/")
}

async fn health() -> Json<Value> {
    Json(json!({ "state": "set-up" }))
}

async fn asset(State(setup): State<Arc<SetUp>>, Path(name): Path<String>) -> Response {
    assets::of_theme(setup.renderer.theme(), &name)
        .unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

async fn elsewhere() -> Response {
    to(HERE)
}

fn to(path: &'static str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(LOCATION, HeaderValue::from_static(path));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn token_of(headers: &HeaderMap) -> Option<Token> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|all| all.split(';')).filter_map(|one| one.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE_NAME).and_then(|(_, value)| Token::read(value))
}

/// The language that was chosen on the page, else the first of the browser's that we have.
fn language(setup: &SetUp, headers: &HeaderMap, query: &Fields) -> String {
    let ours = &setup.languages;
    let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let chosen = query.get("lang").and_then(|tag| ours.iter().find(|lang| *lang == tag));
    let found = chosen.or_else(|| accepted(ours, header.unwrap_or_default()));
    found.cloned().unwrap_or_else(|| "en".to_owned())
}

async fn show(State(setup): State<Arc<SetUp>>, request: Request) -> Response {
    let query = fields(request.uri().query().unwrap_or_default().as_bytes());
    let lang = language(&setup, request.headers(), &query);
    let inside = setup.is_inside(token_of(request.headers()).as_ref());
    page(&setup, &lang, inside, None, StatusCode::OK)
}

fn page(
    setup: &SetUp,
    lang: &str,
    inside: bool,
    says: Option<String>,
    status: StatusCode,
) -> Response {
    let context = context(setup, lang, inside, says);
    match setup.renderer.render(TEMPLATE, lang, &context) {
        Ok(text) => {
            let mut response = (status, text).into_response();
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => {
            tracing::error!(%error, "the set-up's page could not be drawn");
            plain(StatusCode::INTERNAL_SERVER_ERROR, crate::visit::SORRY)
        }
    }
}

fn context(setup: &SetUp, lang: &str, inside: bool, says: Option<String>) -> Value {
    let strings = setup.renderer.strings();
    let languages = setup.languages.iter().map(|tag| {
        json!({
            "tag": tag, "name": strings.autonym(tag), "current": tag == lang,
            "dir": themes::direction_of(tag).as_str(),
        })
    });
    let stage = held(&setup.stage).clone();
    let (name, failed, outcome) = match &stage {
        _ if *setup.over.borrow() => ("opening", None, None),
        _ if !inside => ("code", None, None),
        Stage::Choose => ("choose", None, None),
        Stage::Working => ("working", None, None),
        Stage::Failed(why) => ("choose", Some(why.clone()), None),
        Stage::There(outcome) => ("there", None, Some(outcome)),
    };
    let failed = failed.map(|why| strings.text(lang, "setup-failed", &[("why", text(why))]));
    let typed = if inside { held(&setup.typed).clone() } else { Value::Null };
    let field = |name: &str| typed[name].as_str().map(str::to_owned);
    let chosen: Vec<_> = match typed["languages"].as_array() {
        Some(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        None => vec![lang.to_owned()],
    };
    json!({
        "stage": name,
        "says": says.or(failed),
        "languages": languages.collect::<Vec<_>>(),
        "chosen": chosen,
        "typed": {
            "name": field("name"), "address": field("address"), "steward": field("steward"),
            "from": field("from"), "backup": field("backup"),
            "timezone": field("timezone").unwrap_or_else(|| setup.founder.timezone()),
        },
        "zones": if name == "choose" { zones() } else { Vec::new() },
        "card": outcome.and_then(card_view),
        "demo": matches!(outcome, Some(Outcome::Demo(_))),
        "backups": if name == "choose" { setup.founder.backups() } else { Vec::new() },
        "restored": match outcome {
            Some(Outcome::Restored { name }) => {
                Some(strings.text(lang, "setup-restored", &[("name", text(name.clone()))]))
            }
            _ => None,
        },
        "request": match outcome {
            Some(Outcome::Joined { request }) => Some(json!({
                "text": request, "code": symbol(request),
            })),
            _ => None,
        },
    })
}

/// The world's time zones by their names, without what only old programs know.
fn zones() -> Vec<String> {
    let all = jiff::tz::db().available().map(|name| name.to_string());
    let mut all: Vec<_> =
        all.filter(|name| name.contains('/') && !name.starts_with("Etc/")).collect();
    all.sort();
    all
}

fn symbol(text: &str) -> Option<Value> {
    qr::symbol(text).map(|symbol| json!({ "size": symbol.size, "path": symbol.path }))
}

fn card_view(outcome: &Outcome) -> Option<Value> {
    let (Outcome::Founded(card) | Outcome::Demo(card)) = outcome else { return None };
    let FirstCard { name, number, card, pin } = card;
    Some(json!({
        "name": name, "number": number, "text": card.to_string(), "pin": pin.digits(),
        "code": symbol(&format!("http://KIOSK.LOCAL/C/{}", card.compact())),
    }))
}

async fn code(
    State(setup): State<Arc<SetUp>>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let form = fields(&body);
    let lang = language(&setup, &headers, &form);
    let strings = setup.renderer.strings();
    let now = held(&setup.clock).now();
    let who = peer.map_or(Ipv4Addr::LOCALHOST.into(), |Extension(Peer(who))| who);
    if let Err(seconds) = setup.limits.take(who, What::SetUpCode, now) {
        let wait = usize::try_from(seconds).unwrap_or(1);
        let says = strings.text(&lang, "l-too-often-more", &[("n", number(wait))]);
        return page(&setup, &lang, false, Some(says), StatusCode::TOO_MANY_REQUESTS);
    }
    let Some(token) = setup.enter(form.get("code").unwrap_or_default()) else {
        let says = strings.text(&lang, "setup-wrong-code", &[]);
        return page(&setup, &lang, false, Some(says), StatusCode::FORBIDDEN);
    };
    let mut response = to_in(&lang);
    let cookie = format!("{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Strict", token.text());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

/// The page, in the language that was chosen.
fn to_in(lang: &str) -> Response {
    let mut response = to(HERE);
    if let Ok(path) = HeaderValue::from_str(&format!("{HERE}?lang={lang}")) {
        response.headers_mut().insert(LOCATION, path);
    }
    response
}

/// Reads a form of somebody who is inside; else the page with the code.
fn read(
    setup: &SetUp,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(Fields, String), Box<Response>> {
    let form = fields(body);
    let lang = language(setup, headers, &form);
    if setup.is_inside(token_of(headers).as_ref()) {
        return Ok((form, lang));
    }
    let says = setup.renderer.strings().text(&lang, "setup-code-first", &[]);
    Err(Box::new(page(setup, &lang, false, Some(says), StatusCode::FORBIDDEN)))
}

fn wrong(setup: &SetUp, lang: &str, key: &str) -> Response {
    let says = setup.renderer.strings().text(lang, key, &[]);
    page(setup, lang, true, Some(says), StatusCode::UNPROCESSABLE_ENTITY)
}

async fn new(State(setup): State<Arc<SetUp>>, headers: HeaderMap, body: Bytes) -> Response {
    let (form, lang) = match read(&setup, &headers, &body) {
        Ok(read) => read,
        Err(response) => return *response,
    };
    *held(&setup.typed) = json!({
        "name": form.get("name"), "address": form.get("address"), "steward": form.get("steward"),
        "timezone": form.get("timezone"), "languages": form.all("language").collect::<Vec<_>>(),
    });
    let place = match place_of(&setup, &form, &lang) {
        Ok(place) => place,
        Err(key) => return wrong(&setup, &lang, key),
    };
    setup.begin(move |founder| founder.found(&place));
    to_in(&lang)
}

fn limited(text: Option<&str>) -> Option<String> {
    text.map(|text| text.chars().filter(|c| !c.is_control()).take(200).collect())
}

/// What the form asks for, or the words for what is wrong with it.
fn place_of(setup: &SetUp, form: &Fields, lang: &str) -> Result<NewPlace, &'static str> {
    let pin = match form.get("pin") {
        None => None,
        Some(digits) => Some(digits.parse::<Pin>().map_err(|_| "k-pin-digits")?),
    };
    let timezone = form.get("timezone").unwrap_or("UTC").to_owned();
    if jiff::tz::TimeZone::get(&timezone).is_err() {
        return Err("setup-wrong-zone");
    }
    let first = form.get("first").unwrap_or(lang);
    let more = form.all("language").filter(|tag| *tag != first);
    let languages = std::iter::once(first).chain(more);
    let known = |tag: &&str| setup.languages.iter().any(|ours| ours == tag);
    Ok(NewPlace {
        name: limited(form.get("name")).ok_or("setup-no-name")?,
        address: limited(form.get("address")),
        languages: languages.filter(known).map(str::to_owned).collect(),
        timezone,
        steward: limited(form.get("steward")).ok_or("setup-no-steward")?,
        pin,
    })
}

async fn join(State(setup): State<Arc<SetUp>>, headers: HeaderMap, body: Bytes) -> Response {
    let (form, lang) = match read(&setup, &headers, &body) {
        Ok(read) => read,
        Err(response) => return *response,
    };
    *held(&setup.typed) = json!({ "from": form.get("from") });
    let (Some(from), Some(invitation)) = (form.get("from"), form.get("invitation")) else {
        return wrong(&setup, &lang, "setup-no-invitation");
    };
    let (from, invitation) = (from.to_owned(), invitation.to_owned());
    setup.begin(move |founder| founder.join(&from, &invitation));
    to_in(&lang)
}

async fn restore(State(setup): State<Arc<SetUp>>, headers: HeaderMap, body: Bytes) -> Response {
    let (form, lang) = match read(&setup, &headers, &body) {
        Ok(read) => read,
        Err(response) => return *response,
    };
    *held(&setup.typed) = json!({ "backup": form.get("backup") });
    let Some(backup) = form.get("backup").map(Utf8PathBuf::from) else {
        return wrong(&setup, &lang, "setup-no-backup");
    };
    let phrase = form.get("phrase").map(str::to_owned);
    setup.begin(move |founder| founder.restore(&backup, phrase.as_deref()));
    to_in(&lang)
}

async fn demo(State(setup): State<Arc<SetUp>>, headers: HeaderMap, body: Bytes) -> Response {
    match read(&setup, &headers, &body) {
        Ok((_, lang)) => {
            setup.begin(|founder| founder.demo());
            to_in(&lang)
        }
        Err(response) => *response,
    }
}

/// After something that did not work: the choice again.
async fn again(State(setup): State<Arc<SetUp>>, headers: HeaderMap, body: Bytes) -> Response {
    match read(&setup, &headers, &body) {
        Ok((_, lang)) => {
            let mut stage = held(&setup.stage);
            if matches!(*stage, Stage::Failed(_)) {
                *stage = Stage::Choose;
            }
            drop(stage);
            to_in(&lang)
        }
        Err(response) => *response,
    }
}

/// The card was written down: the kiosk takes over, on the same socket.
async fn open(State(setup): State<Arc<SetUp>>, headers: HeaderMap, body: Bytes) -> Response {
    let (_, lang) = match read(&setup, &headers, &body) {
        Ok(read) => read,
        Err(response) => return *response,
    };
    if !matches!(&*held(&setup.stage), Stage::There(_)) {
        return to_in(&lang);
    }
    setup.over.send_replace(true);
    let mut response = to("/kiosk");
    let gone = format!("{COOKIE_NAME}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    if let Ok(gone) = HeaderValue::from_str(&gone) {
        response.headers_mut().insert(SET_COOKIE, gone);
    }
    // A connection that is kept would wait for a server that is no more.
    response.headers_mut().insert("connection", HeaderValue::from_static("close"));
    response.map(|_| Body::empty())
}
