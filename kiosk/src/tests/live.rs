//! Open pages hear of news, edits on the disk arrive, the site lies under `/`, machines may ask how
//! the kiosk is.

use std::time::{Duration, Instant};

use axum::body::BodyDataStream;
use camino::{Utf8Path, Utf8PathBuf};
use desk::SystemClock;
use futures_util::StreamExt;

use super::*;
use crate::disk::Follower;
use crate::site::Keeper;

fn get(path: &str) -> Request<Body> {
    Request::builder().uri(path).header("host", "kiosk.local").body(Body::empty()).unwrap()
}

async fn body(router: &Router, path: &str) -> (StatusCode, String) {
    let response = router.clone().oneshot(get(path)).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

async fn next(events: &mut BodyDataStream) -> String {
    let event = tokio::time::timeout(Duration::from_secs(30), events.next()).await;
    let bytes = event.expect("an event in time").expect("an open stream").unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn an_open_page_hears_that_something_changed_and_nothing_else() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let response = kiosk.router.clone().oneshot(get("/kiosk/events")).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut events = response.into_body().into_data_stream();
    let first = next(&mut events).await;
    assert!(first.contains("event: news") && first.contains("\"changes\":0"), "{first}");
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    let second = next(&mut events).await;
    assert!(second.contains("\"changes\":1"), "{second}");
    assert!(!second.contains("Sam") && !second.contains("7K3"), "numbers only: {second}");
    assert_eq!(kiosk.app.live.listening(), 1);
    drop(events);
    assert_eq!(kiosk.app.live.listening(), 0, "whoever leaves gives the place back");
}

#[tokio::test]
async fn one_device_that_takes_all_places_is_told_so() {
    let kiosk = Kiosk::new();
    let mut open = Vec::new();
    let refused = loop {
        let response = kiosk.router.clone().oneshot(get("/kiosk/events")).await.unwrap();
        if response.status() != StatusCode::OK {
            break response.status();
        }
        open.push(response);
        assert!(open.len() < 1000);
    };
    assert_eq!(refused, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_page_that_asks_for_itself_keeps_nobody_signed_in() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let quiet = |browser: &Browser<'_>| {
        let mut request = browser.request("GET", "/kiosk/basket", Body::empty());
        request.headers_mut().insert("x-quiet", "1".parse().unwrap());
        request
    };
    for _ in 0..2 {
        *kiosk.clock.0.lock().unwrap() += SignedDuration::from_secs(25);
        assert_eq!(kiosk.status_of(quiet(&browser)).await, StatusCode::OK);
    }
    *kiosk.clock.0.lock().unwrap() += SignedDuration::from_secs(15);
    assert_eq!(kiosk.status_of(quiet(&browser)).await, StatusCode::SEE_OTHER, "a minute is over");
}

#[tokio::test]
async fn a_common_page_is_drawn_anew_when_something_changes() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let path = "/kiosk/title/cordless-drill";
    let (_, before) = body(&kiosk.router, path).await;
    assert_eq!(body(&kiosk.router, path).await.1, before);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    let (_, after) = body(&kiosk.router, path).await;
    assert!(before.contains("On the shelf") && !after.contains("On the shelf"), "{after}");
    assert!(!after.contains("Sam"), "a page for all names nobody");
}

/// A node on a disk.
struct OnDisk {
    folder: tempfile::TempDir,
    app: Arc<App>,
    router: Router,
}

impl OnDisk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
        fs_err::create_dir_all(root.join("catalog/dr")).unwrap();
        fs_err::write(root.join("node.toml"), "id = \"oak\"\nname = \"Oak Street\"\n").unwrap();
        write_title(&root, "drill", "Drill");
        let options = OpenOptions::new("test", "k1".parse().unwrap());
        let random = Box::new(SeededRandomness::new("disk"));
        let desk = Desk::open(&root, options, Box::new(SystemClock), random).unwrap();
        let options = Options { site: Some(root.join(".stead/site")), ..Options::default() };
        let app = Arc::new(App::new(desk, options).unwrap());
        Self { folder, router: router(Arc::clone(&app)), app }
    }

    fn root(&self) -> Utf8PathBuf {
        Utf8PathBuf::from_path_buf(self.folder.path().to_owned()).unwrap()
    }

    /// The page once it says so; how long that took.
    async fn until(&self, path: &str, words: &str) -> Duration {
        let begun = Instant::now();
        loop {
            let (status, page) = body(&self.router, path).await;
            if status == StatusCode::OK && page.contains(words) {
                return begun.elapsed();
            }
            assert!(begun.elapsed() < Duration::from_mins(1), "{path} never said {words}: {page}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

fn write_title(root: &Utf8Path, slug: &str, name: &str) {
    let folder = root.join("catalog").join(slug.get(..2).unwrap());
    fs_err::create_dir_all(&folder).unwrap();
    let text = format!("+++\nname = \"{name}\"\nkind = \"tool\"\n+++\nWords about it.\n");
    fs_err::write(folder.join(format!("{slug}.md")), text).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_edited_on_the_disk_is_on_the_pages_and_in_the_search() {
    let node = OnDisk::new();
    let _follower = Follower::of(&node.app, &node.root());
    node.until("/kiosk/title/drill", "Drill").await;
    let mut news = node.app.live.subscribe();
    write_title(&node.root(), "drill", "Hammer drill with a case");
    let took = node.until("/kiosk/title/drill", "Hammer drill with a case").await;
    println!("an edit was on the page after {} ms", took.as_millis());
    assert!(news.has_changed().unwrap(), "open pages were told");
    news.mark_unchanged();
    node.until("/kiosk/find?q=hammer", "/kiosk/title/drill").await;
    write_title(&node.root(), "ladder", "Ladder of three parts");
    node.until("/kiosk/find?q=ladder", "/kiosk/title/ladder").await;
    fs_err::remove_file(node.root().join("catalog/la/ladder.md")).unwrap();
    let begun = Instant::now();
    while body(&node.router, "/kiosk/find?q=ladder").await.1.contains("/kiosk/title/ladder") {
        assert!(begun.elapsed() < Duration::from_mins(1));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_site_lies_under_the_root_with_a_way_to_the_kiosk_and_follows_edits() {
    let node = OnDisk::new();
    let (status, _) = body(&node.router, "/").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "without a site yet the kiosk is there");
    let _keeper = Keeper::of(&node.app);
    node.until("/", "Oak Street").await;
    let (_, page) = body(&node.router, "/catalog/drill/").await;
    assert!(page.contains("href=\"/kiosk/title/drill\"") && page.contains("here.js"), "{page}");
    for hidden in ["/.commonstead-site", "/%2e%2e/node.toml", "/..%2fnode.toml", "/../node.toml"] {
        assert_eq!(body(&node.router, hidden).await.0, StatusCode::NOT_FOUND, "{hidden}");
    }
    let (status, page) = body(&node.router, "/nothing/here/").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.contains("/kiosk"));
    write_title(&node.root(), "drill", "Hammer drill with a case");
    node.app.desk().reload_documents().unwrap();
    node.until("/catalog/drill/", "Hammer drill with a case").await;
    let mut news = node.app.live.subscribe();
    let told = tokio::time::timeout(Duration::from_mins(1), news.wait_for(|news| news.site >= 2));
    assert!(told.await.is_ok(), "open pages of the site are told once all is written");
}

#[tokio::test]
async fn a_label_as_static_hosts_write_it_leads_to_the_kiosk() {
    let kiosk = Kiosk::new();
    for path in ["/I/7K3QP2J/", "/I/7k3qp2j/index.html"] {
        let mut browser = kiosk.browser();
        let page = browser.get(path).await;
        assert!(page.contains("Cordless drill"), "{path}");
    }
}

#[tokio::test]
async fn machines_may_ask_how_the_kiosk_is_and_learn_nothing_about_people() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.get(&format!("/I/{}", DRILL.replace('-', ""))).await;
    browser.get(&format!("/C/{}", sam.card.compact())).await;
    let (status, health) = body(&kiosk.router, "/healthz").await;
    assert_eq!(status, StatusCode::OK);
    assert!(health.contains("\"status\":\"ok\""), "{health}");
    let (_, metrics) = body(&kiosk.router, "/metrics").await;
    assert!(metrics.contains("route=\"/I/{code}\",status=\"200\"} 1"), "{metrics}");
    assert!(metrics.contains("commonstead_http_answer_seconds_bucket{le=\"+Inf\"}"), "{metrics}");
    let number = sam.number.to_string();
    for secret in ["7K3QP2J", sam.card.compact().as_str(), "Sam", number.as_str()] {
        assert!(!metrics.contains(secret) && !health.contains(secret), "{secret}");
    }
}
