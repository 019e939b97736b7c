//! The client in a real browser, from `file:`, where `fetch`, modules and workers are refused.
//!
//! Needs Chromium; without it each test says so and passes.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and one that is skipped says so"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use search::Entry;
use search::shards::{Options, build};

mod corpus;

// A page may only talk to a test, and only to say what it sees.
const POLICY: &str = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data:; connect-src http://127.0.0.1:*">"#;

/// A folder with an index of these entries and one page two folders deep.
fn site(entries: &[Entry], input: &str, driver: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    let files = if entries.is_empty() { Vec::new() } else { build(entries, Options::default()) };
    for file in files {
        let path = site.join("search").join(&file.path);
        fs_err::create_dir_all(path.parent().unwrap()).unwrap();
        fs_err::write(path, file.bytes).unwrap();
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["search.js", "search-typos.js", "search-facets.js", "search-inflate.js"] {
        fs_err::copy(here.join("../themes/default/assets").join(name), site.join(name)).unwrap();
    }
    fs_err::create_dir_all(site.join("find/here")).unwrap();
    fs_err::write(site.join("find/here/driver.js"), driver).unwrap();
    let page = format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8">{POLICY}<title>Find</title>
<script type="application/json" id="search-strings">{{"results_other":"{{n}} things","broken":"The search could not be loaded.","values":{{"kind":{{"item":"Thing"}}}}}}</script>
<script src="../../search.js" data-root="../../" defer></script><script src="driver.js" defer></script>
</head><body><form role="search">{input}</form><div id="hits"></div></body></html>"#
    );
    fs_err::write(site.join("find/here/index.html"), page).unwrap();
    folder
}

/// The document at this address after all has settled, or `None` without Chromium.
fn document(address: &str, profile: &Path) -> Option<String> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let run = |name: &&str| {
        Command::new(name)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"])
            .args(["--virtual-time-budget=20000", "--dump-dom", address])
            .arg(format!("--user-data-dir={}", profile.display()))
            .output()
            .ok()
    };
    let Some(output) = names.iter().find_map(run) else {
        println!("skipped: Chromium is not installed");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Opens the page from `file:` with this fragment.
fn open(entries: &[Entry], input: &str, fragment: &str, driver: &str) -> Option<String> {
    let folder = site(entries, input, driver);
    let page = folder.path().join("find/here/index.html");
    document(&format!("file://{}{fragment}", page.display()), &folder.path().join("profile"))
}

/// Serves a folder to whoever asks; the address, and what pages report.
fn serve(folder: PathBuf) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, reports) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let (folder, sender) = (folder.clone(), sender.clone());
            // A browser keeps idle connections open, so each gets a thread.
            std::thread::spawn(move || answer(stream, &folder, &sender));
        }
    });
    (address, reports)
}

fn answer(mut stream: TcpStream, folder: &Path, reports: &Sender<String>) -> Option<()> {
    let mut line = String::new();
    let mut lines = BufReader::new(stream.try_clone().ok()?);
    lines.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.split('?').next()?.trim_start_matches('/').to_owned();
    // The rest of the request must be read, or closing resets the connection.
    let mut length = 0;
    let mut header = String::new();
    while lines.read_line(&mut header).ok()? > 2 {
        let (name, value) = header.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
        header.clear();
    }
    if line.starts_with("POST") {
        let mut body = vec![0; length];
        lines.read_exact(&mut body).ok()?;
        reports.send(String::from_utf8(body).ok()?).ok()?;
        return stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").ok();
    }
    let body = fs_err::read(folder.join(&path)).unwrap_or_default();
    let status = if body.is_empty() { "404 Not Found" } else { "200 OK" };
    let is_script = Path::new(&path).extension().is_some_and(|end| end == "js");
    let kind = if is_script { "text/javascript" } else { "text/html" };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
}

/// Tells the server whose port stands in the page's address which hits are shown and which scripts
/// were read for them.
const REPORTER: &str = r#"
    var read = [];
    new MutationObserver(function (changes) {
      changes.forEach(function (change) {
        change.addedNodes.forEach(function (node) { if (node.src) read.push(node.getAttribute("src").replace(/^.*\/(?=search)/, "")); });
      });
    }).observe(document.head, { childList: true });
    var from = Date.now(), before = "";
    var timer = setInterval(function () {
      var hits = Array.from(document.querySelectorAll(".search-hit")).map(function (hit) { return hit.getAttribute("href") + " " + hit.textContent; });
      var now = JSON.stringify({ hits: hits, read: read.slice().sort() });
      // Said once nothing changes any more.
      if (hits.length && now === before) {
        clearInterval(timer);
        fetch("http://127.0.0.1:" + /port=(\d+)/.exec(location.href)[1] + "/", { method: "POST", mode: "no-cors", body: now });
      }
      before = now;
    }, 1000);"#;

/// Opens a page with a profile of its own; nothing where the browser is not installed.
type Start = fn(&Path, &str) -> Option<Browser>;

/// A browser at work; ended when the test is done with it.
struct Browser(Child);

impl Drop for Browser {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn start(names: &[&str], arguments: &[String]) -> Option<Browser> {
    let run = |name: &&str| {
        let mut command = Command::new(name);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
    };
    names.iter().find_map(run).map(Browser)
}

fn chromium(profile: &Path, page: &str) -> Option<Browser> {
    let profile = format!("--user-data-dir={}", profile.display());
    let flags = ["--headless=new", "--no-sandbox", "--disable-gpu", &profile, page];
    start(&["chromium", "chromium-browser", "google-chrome"], &flags.map(str::to_owned))
}

fn firefox(profile: &Path, page: &str) -> Option<Browser> {
    fs_err::create_dir_all(profile).unwrap();
    let quiet = [
        ("datareporting.policy.dataSubmissionEnabled", false),
        ("toolkit.telemetry.enabled", false),
        ("browser.shell.checkDefaultBrowser", false),
        ("network.captive-portal-service.enabled", false),
        ("network.connectivity-service.enabled", false),
    ];
    let lines = quiet.map(|(name, value)| format!("user_pref(\"{name}\", {value});\n"));
    fs_err::write(profile.join("user.js"), lines.concat()).unwrap();
    let folder = profile.display().to_string();
    let flags = ["--headless", "--no-remote", "--profile", &folder, page];
    start(&["firefox-esr", "firefox"], &flags.map(str::to_owned))
}

fn count(document: &str, text: &str) -> usize {
    document.matches(text).count()
}

#[test]
fn a_page_of_hits_works_from_file_and_keeps_its_state_in_the_address() {
    let input = r#"<input data-search data-results="hits" data-filters="category condition">"#;
    let Some(document) = open(&corpus::entries(500), input, "#q=drill&condition=good", "") else {
        return;
    };
    assert!(count(&document, r#"class="search-hit""#) > 5, "{document}");
    assert!(document.contains(r#"href="../../items/0"#), "{document}");
    assert!(document.contains(" things</p>"), "{document}");
    assert!(count(&document, "<mark>") > 5, "{document}");
    assert!(document.contains("Thing · "), "{document}");
    assert_eq!(count(&document, "<legend>"), 2, "{document}");
}

#[test]
fn every_browser_reads_the_same_files_for_the_same_hits_from_a_disk_and_from_a_server() {
    let input = r#"<input data-search data-results="hits">"#;
    let folder = site(&corpus::entries(500), input, REPORTER);
    let (address, reports) = serve(folder.path().to_owned());
    let port = address.rsplit(':').next().unwrap();
    let disk = format!("file://{}", folder.path().display());
    let browsers: [(&str, Start); 2] = [("Chromium", chromium), ("Firefox", firefox)];
    let mut seen: Vec<(String, String)> = Vec::new();
    for (name, start) in browsers {
        for site in [&disk, &address] {
            let page = format!("{site}/find/here/index.html?port={port}#q=cordless%20drlil");
            let profile = folder.path().join(format!("profile-{}", seen.len()));
            let Some(browser) = start(&profile, &page) else {
                println!("skipped: {name} is not installed");
                break;
            };
            let report = reports.recv_timeout(Duration::from_mins(2)).expect(&page);
            drop(browser);
            seen.push((format!("{name} at {site}"), report));
        }
    }
    let Some((_, first)) = seen.first() else { return };
    assert!(first.contains("items/0") && first.contains("search-typos.js"), "{first}");
    for (who, report) in &seen {
        assert_eq!(report, first, "{who}");
    }
}

/// What people type: one word and its beginning, several, slips of the finger, side by side, codes, nothing.
const FIFTY: [&str; 50] = [
    "drill",
    "dri",
    "d",
    "drlil",
    "dril",
    "cordless drill",
    "drill cordless",
    "cordles drlil",
    "\\\"cordless drill\\\"",
    "saw",
    "saws",
    "sawing",
    "circular saw",
    "cicular saw",
    "hand saw",
    "sa",
    "tent",
    "tents",
    "family tent",
    "tnet",
    "ladder",
    "laddre",
    "ladders",
    "step ladder",
    "sewing",
    "sewing machine",
    "sewng machine",
    "machine",
    "machin",
    "screwdriver",
    "screwdirver",
    "screw driver",
    "screw",
    "hammer",
    "hamer",
    "wrench",
    "bike",
    "bicycle",
    "pump",
    "projector",
    "garden",
    "gardn",
    "paint",
    "table",
    "18 v",
    "18v",
    "a",
    "the drill for the garden",
    "xylophone",
    "zzzz",
];

/// Types each of the words, waits until nothing changes any more, and tells all that was shown.
const TYPIST: &str = r##"
    addEventListener("load", async function () {
      var input = document.querySelector("input"), all = [];
      var pause = function () { return new Promise(function (done) { setTimeout(done, 40); }); };
      var shown = function () {
        return Array.from(document.querySelectorAll(".search-hit")).map(function (hit) { return hit.getAttribute("href") + " " + hit.textContent; });
      };
      for (var words of [FIFTY]) {
        input.value = words;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        for (var same = 0, before = ""; same < 6; await pause()) {
          var now = JSON.stringify(shown()) + document.querySelector("#hits").textContent;
          same = now === before ? same + 1 : 0;
          before = now;
        }
        all.push(words + ": " + JSON.stringify(shown()));
      }
      fetch("http://127.0.0.1:" + /port=(\d+)/.exec(location.href)[1] + "/", { method: "POST", mode: "no-cors", body: all.join("\n") });
    });"##;

#[test]
fn fifty_searches_among_five_thousand_things_give_the_same_from_a_disk_and_from_a_server() {
    let words: Vec<String> = FIFTY.iter().map(|words| format!("\"{words}\"")).collect();
    let driver = TYPIST.replace("[FIFTY]", &format!("[{}]", words.join(",")));
    let folder =
        site(&corpus::entries(5000), r#"<input data-search data-results="hits">"#, &driver);
    let (address, reports) = serve(folder.path().to_owned());
    let port = address.rsplit(':').next().unwrap();
    let from = std::time::Instant::now();
    let mut told = Vec::new();
    for site in [format!("file://{}", folder.path().display()), address.clone()] {
        let profile = folder.path().join(format!("profile-{}", told.len()));
        let page = format!("{site}/find/here/index.html?port={port}");
        let Some(browser) = chromium(&profile, &page) else {
            println!("skipped: Chromium is not installed");
            return;
        };
        told.push(reports.recv_timeout(Duration::from_mins(1)).expect(&page));
        drop(browser);
    }
    assert!(from.elapsed() < Duration::from_mins(1), "{:?}", from.elapsed());
    let (disk, server): (Vec<_>, Vec<_>) = (told[0].lines().collect(), told[1].lines().collect());
    assert_eq!(disk.len(), FIFTY.len());
    for (from_disk, from_server) in disk.iter().zip(&server) {
        assert_eq!(from_disk, from_server);
    }
    let found = disk.iter().filter(|line| line.contains("items/")).count();
    assert!(found >= 35, "only {found} of them find anything: {disk:#?}");
}

#[test]
fn the_list_below_an_input_is_worked_with_the_keyboard() {
    let driver = r#"
        addEventListener("load", async function () {
          var input = document.querySelector("input");
          var wait = function () { return new Promise(function (done) { setTimeout(done, 1500); }); };
          var key = function (key) { input.dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true })); };
          var log = function (what) { document.body.append(what + " = " + input.getAttribute("aria-activedescendant") + " " + input.getAttribute("aria-expanded") + "; "); };
          input.focus();
          input.value = "screwdirver";
          input.dispatchEvent(new Event("input", { bubbles: true }));
          await wait();
          log("typed");
          key("ArrowDown"); key("ArrowDown"); log("down");
          key("ArrowUp"); key("ArrowUp"); key("ArrowUp"); log("up");
          document.querySelector(".search-meant").click();
          await wait();
          document.body.append("now " + input.value + "; ");
          key("Escape"); log("escape");
        });"#;
    let input = r#"<input name="q" data-search>"#;
    let Some(document) = open(&corpus::entries(500), input, "", driver) else { return };
    for expected in [
        r#"role="combobox""#,
        r#"role="listbox""#,
        "typed = null true",
        "down = search-list-0-1 true",
        "up = search-list-0-5 true",
        "now screwdriver;",
        "escape = null false",
    ] {
        assert!(document.contains(expected), "{expected} is missing in {document}");
    }
}

#[test]
fn a_missing_index_is_said_in_words() {
    let input = r#"<input data-search data-results="hits">"#;
    let Some(document) = open(&[], input, "#q=drill", "") else { return };
    assert!(document.contains("The search could not be loaded."), "{document}");
}
