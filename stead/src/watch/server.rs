//! The little server of `stead watch`: files of a folder, the page for what is not there, and a stream of
//! news for open pages. For the person at this computer; a web host serves the same folder without it.
//!
//! HTTP/1.1 (RFC 9112), one request a connection, and server-sent events (HTML living standard, §9.2).
//! What it adds to a page is added while it is served: the files stay as they were built.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use desk::changes::Stop;
use serde::Serialize;

/// Where what is added to a page lies.
pub(crate) const OWN: &str = "/.stead/";
const SCRIPT: &str = include_str!("page.js");
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long a request may take to be said.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a whole build is waited for.
const LONGEST_BUILD: Duration = Duration::from_mins(2);
/// The longest head of a request, in bytes.
const LONGEST: u64 = 16 << 10;
/// Open pages and requests at once.
const MOST: usize = 256;

/// What open pages are told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct News {
    /// Counts the builds that changed something.
    pub(crate) build: u64,
    /// The files that the last of them changed, from the site's root; none stands for all.
    pub(crate) changed: Option<Vec<String>>,
    /// What is wrong now, each as a person reads it: place, underlined text, what helps.
    pub(crate) problems: Vec<String>,
}

/// The news board: one writes, every open page reads.
#[derive(Debug, Default)]
pub(crate) struct Board {
    news: Mutex<(u64, News)>,
    rung: Condvar,
    late: Mutex<Late>,
    made: Condvar,
}

/// Whether what holds the whole catalogue (the search index, the lists for programs) is behind the pages.
#[derive(Debug, Default)]
struct Late {
    since: Option<Instant>,
    /// How long to leave it so when nobody asks.
    patience: Duration,
    /// Asks for a whole build.
    ask: Option<Stop>,
}

impl Board {
    /// Whom to ask for a whole build.
    pub(crate) fn asks(&self, whom: Stop) {
        self.late().ask = Some(whom);
    }

    /// Only pages were made.
    pub(crate) fn is_late(&self) {
        self.late().since = Some(Instant::now());
        self.made.notify_all();
    }

    /// Everything was made, or nothing can be. When nobody asks, the next time may wait so long.
    pub(crate) fn is_whole(&self, patience: Duration) {
        let mut late = self.late();
        (late.since, late.patience) = (None, patience);
        self.made.notify_all();
    }

    /// Asks for a whole build where one is due, and waits for it.
    fn wait_until_whole(&self) {
        let late = self.late();
        if let (Some(_), Some(whom)) = (late.since, &late.ask) {
            whom.ask();
            drop(self.made.wait_timeout_while(late, LONGEST_BUILD, |late| late.since.is_some()));
        }
    }

    /// Asks for a whole build when nothing was saved for a while; until the program ends.
    pub(crate) fn catch_up(&self) {
        loop {
            let late = self.late();
            let Some(since) = late.since else {
                drop(self.made.wait(late));
                continue;
            };
            let left = (since + late.patience).saturating_duration_since(Instant::now());
            if left.is_zero() {
                late.ask.iter().for_each(Stop::ask);
                drop(
                    self.made
                        .wait_timeout_while(late, LONGEST_BUILD, |now| now.since == Some(since)),
                );
            } else {
                drop(self.made.wait_timeout_while(late, left, |now| now.since == Some(since)));
            }
        }
    }

    fn late(&self) -> MutexGuard<'_, Late> {
        self.late.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What holds the whole catalogue at once: made when somebody asks, not with every saved word.
fn holds_everything(path: &str) -> bool {
    let whole = ["catalog/index.json", "catalog/index.csv", "commonsapi.json"];
    whole.contains(&path) || path.split('/').any(|part| part == "search")
}

impl Board {
    /// Puts up what is so now.
    pub(crate) fn post(&self, news: News) {
        let mut board = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        *board = (board.0 + 1, news);
        self.rung.notify_all();
    }

    /// What is so now.
    pub(crate) fn read(&self) -> (u64, News) {
        self.news.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is newer than number `seen`; none when nothing came for a while.
    fn wait(&self, seen: u64) -> Option<(u64, News)> {
        let board = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        let (board, _) = self
            .rung
            .wait_timeout_while(board, HEARTBEAT, |board| board.0 == seen)
            .unwrap_or_else(PoisonError::into_inner);
        (board.0 != seen).then(|| board.clone())
    }
}

/// Serves a folder until the program ends.
pub(crate) fn serve(listener: TcpListener, root: Utf8PathBuf, board: Arc<Board>) -> io::Result<()> {
    let open = Arc::new(AtomicUsize::new(0));
    let work = move || {
        for stream in listener.incoming().flatten() {
            if open.fetch_add(1, Ordering::Relaxed) >= MOST {
                open.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            let (root, board, open) = (root.clone(), Arc::clone(&board), Arc::clone(&open));
            let one = std::thread::Builder::new().name("page".into()).spawn(move || {
                // Whoever asked may have gone; there is nobody to tell.
                drop(answer(&stream, &root, &board));
                open.fetch_sub(1, Ordering::Relaxed);
            });
            drop(one);
        }
    };
    std::thread::Builder::new().name("server".into()).spawn(work).map(drop)
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    head_only: bool,
    /// The path, still encoded, without its query.
    path: String,
    host: String,
}

fn answer(stream: &TcpStream, root: &Utf8Path, board: &Board) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let Some(request) = read(stream) else {
        return reply(stream, "400 Bad Request", &[], b"", false);
    };
    let Request { head_only, path, host } = request;
    if !is_here(&host) {
        // A name that somebody else's server hands out must not open this computer's files to its pages.
        let why = b"This server is for this computer: open it as 127.0.0.1 or localhost.\n";
        return reply(stream, "403 Forbidden", &[("Content-Type", TEXT)], why, head_only);
    }
    match path.strip_prefix(OWN) {
        Some("page.js") => {
            let kind = [("Content-Type", "text/javascript; charset=utf-8")];
            reply(stream, "200 OK", &kind, SCRIPT.as_bytes(), head_only)
        }
        Some("news") => stream_news(stream, board),
        Some(_) => not_found(stream, root, board, head_only),
        None => file(stream, root, board, &path, head_only),
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream.take(LONGEST));
    let mut first = String::new();
    if lines.read_line(&mut first).is_err() {
        return None;
    }
    let mut parts = first.split_whitespace();
    let (method, target) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let mut host = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).unwrap_or(0) == 0 {
            return None;
        }
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        if name.eq_ignore_ascii_case("host") {
            value.trim().clone_into(&mut host);
        }
    }
    let known = matches!(method, "GET" | "HEAD") && target.starts_with('/');
    let path = target.split(['?', '#']).next().unwrap_or(target).to_owned();
    known.then_some(Request { head_only: method == "HEAD", path, host })
}

/// An address of this computer, or a number: names of others are not answered.
fn is_here(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or(six),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<std::net::IpAddr>().is_ok()
}

const TEXT: &str = "text/plain; charset=utf-8";

fn reply(
    mut stream: &TcpStream,
    status: &str,
    headers: &[(&str, &str)],
    body: &[u8],
    head_only: bool,
) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\
         X-Content-Type-Options: nosniff\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if !head_only {
        stream.write_all(body)?;
    }
    stream.flush()
}

fn stream_news(mut stream: &TcpStream, board: &Board) -> io::Result<()> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                Connection: close\r\n\r\nretry: 500\n\n";
    stream.write_all(head.as_bytes())?;
    let (mut seen, mut news) = board.read();
    loop {
        let json = serde_json::to_string(&news).unwrap_or_default();
        stream.write_all(format!("data: {json}\n\n").as_bytes())?;
        stream.flush()?;
        loop {
            if let Some(newer) = board.wait(seen) {
                (seen, news) = newer;
                break;
            }
            // Says that we are here, and finds out whether anybody still listens.
            stream.write_all(b": still here\n\n")?;
            stream.flush()?;
        }
    }
}

fn file(
    stream: &TcpStream,
    root: &Utf8Path,
    board: &Board,
    asked: &str,
    head_only: bool,
) -> io::Result<()> {
    let Some(path) = plain(asked) else { return not_found(stream, root, board, head_only) };
    if holds_everything(&path) {
        board.wait_until_whole();
    }
    let mut full = root.join(&path);
    if full.is_dir() {
        if !asked.ends_with('/') {
            let to = format!("{asked}/");
            return reply(stream, "301 Moved Permanently", &[("Location", &to)], b"", head_only);
        }
        full.push("index.html");
    }
    let is_file = fs_err::symlink_metadata(&full).is_ok_and(|meta| meta.is_file());
    match fs_err::read(&full) {
        Ok(bytes) if is_file => {
            let kind = mime(&full);
            let bytes = if kind == HTML { with_news(bytes, board) } else { bytes };
            reply(stream, "200 OK", &[("Content-Type", kind)], &bytes, head_only)
        }
        _ => not_found(stream, root, board, head_only),
    }
}

fn not_found(
    stream: &TcpStream,
    root: &Utf8Path,
    board: &Board,
    head_only: bool,
) -> io::Result<()> {
    let page = fs_err::read(root.join("404.html")).unwrap_or_else(|_| {
        let text = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Nothing here yet</title>\
                    <body><p>Nothing is here yet.</p></body></html>";
        text.as_bytes().to_vec()
    });
    let page = with_news(with_own_links(page), board);
    reply(stream, "404 Not Found", &[("Content-Type", HTML)], &page, head_only)
}

/// The page for what is not there leads to the site's own address, which may be elsewhere or nowhere yet:
/// here its links stay on this server.
fn with_own_links(page: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&page);
    let after = text.split_once(" data-base=\"").map(|(_, after)| after);
    match after.and_then(|after| after.split('"').next()).filter(|base| !base.is_empty()) {
        Some(base) => text.replace(&format!("=\"{base}"), "=\"/").into_bytes(),
        None => page,
    }
}

/// The path below the root, decoded; none for what leads elsewhere or is hidden.
fn plain(asked: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(asked.len());
    let mut rest = asked.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let pair = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let path = path.trim_start_matches('/');
    let odd = |part: &str| part.starts_with('.') || part.contains(['\\', '\0', ':']);
    (!path.split('/').any(odd)).then(|| path.to_owned())
}

const HTML: &str = "text/html; charset=utf-8";

/// A page with the script that listens for news.
fn with_news(mut page: Vec<u8>, board: &Board) -> Vec<u8> {
    let build = board.read().1.build;
    let script = format!("<script src=\"/.stead/page.js?v={build}\" defer></script>\n");
    let end = page.windows(7).rposition(|window| window == b"</body>").unwrap_or(page.len());
    page.splice(end..end, script.bytes());
    page
}

/// The kind of a file by its ending (the registry of media types).
fn mime(path: &Utf8Path) -> &'static str {
    let extension = path.extension().map(str::to_ascii_lowercase);
    match extension.as_deref().unwrap_or("") {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "toml" => "application/toml",
        "yaml" | "yml" => "application/yaml",
        "md" => "text/markdown; charset=utf-8",
        "txt" => TEXT,
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/vnd.microsoft.icon",
        "pdf" => "application/pdf",
        "stl" => "model/stl",
        "step" | "stp" => "model/step",
        "woff2" => "font/woff2",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leads_outside_or_to_hidden_files() {
        assert_eq!(plain("/a/b%20c.html").as_deref(), Some("a/b c.html"));
        for bad in
            ["/../etc/passwd", "/%2e%2e/x", "/a/..%2fb", "/.git/config", "/a%5c..", "/%zz", "/%"]
        {
            assert_eq!(plain(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_holds_the_whole_catalogue_is_known_by_its_path() {
        for whole in ["catalog/index.json", "search/m.js", "es/search/3f/3f00aa11.js"] {
            assert!(holds_everything(whole), "{whole}");
        }
        for page in ["catalog/index.html", "catalog/drill/index.json", "assets/search.js", "find/"]
        {
            assert!(!holds_everything(page), "{page}");
        }
    }

    #[test]
    fn only_this_computers_own_names_are_answered() {
        for good in ["127.0.0.1:4000", "localhost:4000", "[::1]:4000", "192.168.1.5"] {
            assert!(is_here(good), "{good}");
        }
        for bad in ["evil.example:4000", "", "localhost.evil.example"] {
            assert!(!is_here(bad), "{bad}");
        }
    }

    #[test]
    fn the_page_for_what_is_not_there_keeps_its_links_on_this_server() {
        let base = "https:&#x2f;&#x2f;oak.example&#x2f;";
        let page = format!(
            "<html data-base=\"{base}\"><a href=\"{base}index.html\"><a href=\"https:&#x2f;&#x2f;a.example\">"
        );
        let local = String::from_utf8(with_own_links(page.into_bytes())).unwrap();
        assert_eq!(
            local,
            "<html data-base=\"/\"><a href=\"/index.html\"><a href=\"https:&#x2f;&#x2f;a.example\">"
        );
        assert_eq!(with_own_links(b"<html>".to_vec()), b"<html>");
    }

    #[test]
    fn the_script_stands_at_the_end_of_a_page() {
        let board = Board::default();
        let page = with_news(b"<body>x</body></html>".to_vec(), &board);
        assert!(String::from_utf8(page).unwrap().contains("x<script src=\"/.stead/page.js?v=0\""));
        assert!(with_news(b"half".to_vec(), &board).starts_with(b"half<script"));
    }
}
