//! The node's site under `/`: the same files that the generator writes for any web host, built beside
//! the desk and kept fresh.
//!
//! The kiosk's own screens lie under `/kiosk`; the site is what everybody may read. A page is never
//! half: files are replaced one by one, each by a rename.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, IF_RANGE, RANGE,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use camino::{Utf8Path, Utf8PathBuf};
use catalog::ids::Slug;
use generator::site::BuildOptions;
use generator::yard::Yard;
use jiff::Timestamp;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::app::App;
use crate::memory;
use crate::pages::shell;
use crate::visit::run;

/// After a change the desk may go on for so long before the site follows …
const QUIET: Duration = Duration::from_secs(1);
/// … and after a build it rests at least so long, …
const REST: Duration = Duration::from_secs(4);
/// … and so many times as long as the build took: a twentieth of a core at most.
const SHARE: u32 = 20;
const TICK: Duration = Duration::from_millis(250);
/// The longest name of a file, in bytes, and the longest address of one.
const LONGEST_NAME: usize = 255;
const LONGEST: usize = 3_000;
/// The largest page that gets a way to the kiosk.
const LARGEST: usize = 8 << 20;

/// From so many titles on, a site is made by a [`SiteMaker`], where there is one.
const LARGE: usize = 2_000;

/// Makes the site in a process of its own, so that the memory that a large one takes is given back when it
/// is made. It reads everything from the disk again, which is why a small site is made in this one.
pub trait SiteMaker: Send + Sync {
    /// Makes the site of the node in a folder, from what is on the disk, as of a moment; ends early when
    /// `over` is set. True if a file of the site is another one than before.
    fn make(&self, folder: &Utf8Path, now: Timestamp, over: &AtomicBool) -> Result<bool, String>;
}

/// The folder of the site.
#[derive(Debug)]
pub(crate) struct Site {
    folder: Utf8PathBuf,
    ready: AtomicBool,
}

impl Site {
    pub(crate) fn new(folder: Utf8PathBuf) -> Self {
        let ready = AtomicBool::new(folder.join("index.html").is_file());
        Self { folder, ready }
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Relaxed)
    }
}

/// Builds the site whenever something has changed, for as long as this lives.
#[derive(Debug)]
pub(crate) struct Keeper(Arc<AtomicBool>);

impl Drop for Keeper {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Keeper {
    /// Begins, on a thread of its own.
    pub(crate) fn of(app: &Arc<App>) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let (ends, weak) = (Arc::clone(&over), Arc::downgrade(app));
        let thread = std::thread::Builder::new().name("site".into());
        if let Err(error) = thread.spawn(move || keep(&weak, &ends)) {
            tracing::warn!(%error, "the site is not kept fresh");
        }
        Self(over)
    }
}

fn keep(app: &Weak<App>, over: &AtomicBool) {
    let mut yard = None;
    let mut built: Option<u64> = None;
    let mut seen = (0, Instant::now());
    let mut rest = Duration::ZERO;
    let mut ended = Instant::now();
    while !over.load(Ordering::Relaxed) {
        std::thread::sleep(TICK);
        let Some(app) = app.upgrade() else { return };
        let changes = app.live.news().changes;
        if seen.0 != changes {
            seen = (changes, Instant::now());
        }
        let due = built != Some(changes) && ended.elapsed() >= rest;
        if !due || (built.is_some() && seen.1.elapsed() < QUIET) {
            continue;
        }
        let begun = Instant::now();
        build(&app, &mut yard, over);
        memory::give_back();
        built = Some(changes);
        (ended, rest) = (Instant::now(), REST.max(begun.elapsed() * SHARE));
    }
}

fn build(app: &App, yard: &mut Option<Yard>, over: &AtomicBool) {
    let Some(site) = &app.site else { return };
    let (now, titles) = {
        let desk = app.desk();
        (desk.now(), desk.node().documents.titles.len())
    };
    let made = match app.options.site_maker.as_ref().filter(|_| titles >= LARGE) {
        Some(maker) => {
            *yard = None;
            maker.make(&site.folder, now, over)
        }
        None => build_here(app, site, yard, now),
    };
    match made {
        Ok(changed) => {
            site.ready.store(true, Ordering::Relaxed);
            if changed {
                app.live.built();
            }
        }
        Err(error) => tracing::warn!(error, "the site could not be built; the last one stays"),
    }
}

fn build_here(
    app: &App,
    site: &Site,
    yard: &mut Option<Yard>,
    now: Timestamp,
) -> Result<bool, String> {
    let (node, root) = {
        let desk = app.desk();
        (desk.node().clone(), desk.folder().to_owned())
    };
    let options = BuildOptions {
        now,
        drafts: false,
        commit: None,
        base: None,
        followed: app.neighbours().others.clone(),
        take_away: Vec::new(),
    };
    let yard = yard.get_or_insert_with(|| Yard::new(&root, &site.folder, true));
    let report = yard.build(&node, &app.renderer, &options).map_err(|error| error.to_string())?;
    Ok(report.written + report.removed > 0)
}

/// `/`: the site's first page, or the kiosk where there is no site (yet).
pub(crate) async fn start(app: State<Arc<App>>, request: Request) -> Response {
    match &app.site {
        Some(site) if site.is_ready() => file(app, request).await,
        _ => Redirect::to("/kiosk").into_response(),
    }
}

/// Everything that is not the kiosk's own.
pub(crate) async fn file(State(app): State<Arc<App>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if let Some(site) =
        app.site.as_ref().filter(|site| reading && site.is_ready() && is_plain(&path))
    {
        let found = served(&site.folder, asked(&request)).await;
        if found.status() != StatusCode::NOT_FOUND {
            return with_a_way(&app, &path, found).await;
        }
    }
    run(app, request, shell::not_found).await
}

/// A file of the site that is no page.
pub(crate) async fn asset(app: &App, request: Request) -> Response {
    match app.site.as_ref().filter(|site| site.is_ready() && is_plain(request.uri().path())) {
        Some(site) => served(&site.folder, asked(&request)).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Nothing hidden, nothing above the folder, and no name that no disk can hold.
pub(crate) fn is_plain(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let bytes = |part: &str| part.len() - 2 * part.matches('%').count().min(part.len() / 3);
    if path.len() > LONGEST || path.split('/').any(|part| bytes(part) > LONGEST_NAME) {
        return false;
    }
    !path.contains("/.") && !path.contains("%2e") && !path.contains("%2f") && !path.contains("%5c")
}

/// The same question without its body.
fn asked(request: &Request) -> Request {
    let mut asked = Request::new(Body::empty());
    *asked.method_mut() = request.method().clone();
    *asked.uri_mut() = request.uri().clone();
    *asked.headers_mut() = request.headers().clone();
    if is_page(request.uri().path()) {
        // A part of a page would not be a part of what is sent.
        asked.headers_mut().remove(RANGE);
        asked.headers_mut().remove(IF_RANGE);
    }
    asked
}

async fn served(folder: &Utf8Path, asked: Request) -> Response {
    let mut response = match ServeDir::new(folder).oneshot(asked).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn is_page(path: &str) -> bool {
    path.ends_with('/') || path.rsplit_once('.').is_some_and(|(_, kind)| kind == "html")
}

/// A page of the site as the kiosk shows it: with the way to borrow, and with news.
async fn with_a_way(app: &App, path: &str, response: Response) -> Response {
    let html = response.headers().get(CONTENT_TYPE);
    let html = html.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !html || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.remove(ACCEPT_RANGES);
    let body = match std::str::from_utf8(&bytes) {
        Ok(text) => Body::from(with_bar(app, path, text)),
        Err(_) => Body::from(bytes),
    };
    Response::from_parts(parts, body)
}

const HEAD: &str = "<link rel=\"stylesheet\" href=\"/assets/kiosk/here.css\">\
    <script src=\"/assets/kiosk/here.js\" defer></script></head>";

fn with_bar(app: &App, path: &str, text: &str) -> String {
    let lang = text.split("<html lang=\"").nth(1).and_then(|rest| rest.split('"').next());
    let lang = lang.filter(|lang| lang.len() <= 35).unwrap_or("en");
    let word = |key: &str| app.renderer.strings().text(lang, key, &[]);
    let (href, label) = match (title_of(path), title_of_node(path)) {
        (Some(slug), _) => (format!("/kiosk/title/{slug}"), word("here-title")),
        (None, Some((node, slug))) => {
            (format!("/kiosk/elsewhere/{node}/{slug}"), word("here-elsewhere"))
        }
        (None, None) => ("/kiosk".to_owned(), word("here-kiosk")),
    };
    let bar = format!(
        "<nav class=\"here\" aria-label=\"{}\"><a href=\"{href}\">{}</a></nav>",
        escaped(&word("here-label")),
        escaped(&label)
    );
    let marker = "<header class=\"top\">";
    let text = text.replacen("</head>", HEAD, 1);
    text.replacen(marker, &format!("{bar}{marker}"), 1)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The title that a page of the site is about: `/de/catalog/drill/`.
fn title_of(path: &str) -> Option<Slug> {
    let mut parts = path.split('/').skip_while(|part| *part != "catalog").skip(1);
    // A slug has no dot, so a page beside the titles is none.
    parts.next().and_then(|part| part.parse().ok())
}

/// The followed node's title that a page is about: `/de/nodes/elm/cargo-bike/`.
fn title_of_node(path: &str) -> Option<(Slug, Slug)> {
    let mut parts = path.split('/').skip_while(|part| *part != "nodes").skip(1);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_about_a_title_leads_to_its_place_in_the_kiosk() {
        let slug = |path: &str| title_of(path).map(|slug| slug.to_string());
        assert_eq!(slug("/catalog/cordless-drill/").as_deref(), Some("cordless-drill"));
        assert_eq!(slug("/de/catalog/tent/index.html").as_deref(), Some("tent"));
        assert_eq!(slug("/catalog/"), None);
        assert_eq!(slug("/list/index.html"), None);
    }

    #[test]
    fn a_page_about_a_title_of_another_node_leads_to_where_it_is_asked_for() {
        let of = |path: &str| title_of_node(path).map(|(node, slug)| format!("{node} {slug}"));
        assert_eq!(of("/nodes/elm/cargo-bike/").as_deref(), Some("elm cargo-bike"));
        assert_eq!(of("/ar/nodes/elm/cargo-bike/index.html").as_deref(), Some("elm cargo-bike"));
        assert_eq!(of("/nodes/elm/index.html"), None);
        assert_eq!(of("/nodes/elm/page.2/index.html"), None);
        assert_eq!(of("/nodes/index.html"), None);
    }

    #[test]
    fn hidden_files_and_dots_are_not_served() {
        for path in ["/.commonstead-site", "/a/../b", "/%2e%2e/etc", "/a%2f..%2fb", "/..%5cb"] {
            assert!(!is_plain(path), "{path}");
        }
        assert!(is_plain("/catalog/drill/index.html"));
        assert!(!is_plain(&format!("/{}", "x".repeat(256))) && !is_plain(&"/x".repeat(2_000)));
    }
}
