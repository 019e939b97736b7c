//! Sessions, who may speak to the kiosk, and what it gives away.

use std::collections::BTreeSet;

use super::*;

#[tokio::test]
async fn signing_out_leaves_nothing() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    browser.post("/kiosk/prefs", &[("lang", "es")]).await;
    let old = browser.cookie.clone();
    let page = browser.post("/kiosk/done", &[]).await;
    assert!(page.contains("Goodbye") && !page.contains("Sam") && !page.contains("drill"), "{page}");
    assert_eq!(browser.cookie, None);
    for path in ["/kiosk/basket", "/kiosk/me", "/kiosk/put", "/kiosk/pin"] {
        for cookie in [None, old.clone()] {
            let mut other = kiosk.browser();
            other.cookie = cookie;
            let page = other.get(path).await;
            assert!(!page.contains("Sam A."), "{path}");
        }
    }
}

#[tokio::test]
async fn after_a_minute_without_a_touch_a_member_is_signed_out() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    for _ in 0..3 {
        *kiosk.clock.0.lock().unwrap() += SignedDuration::from_secs(50);
        browser.post("/kiosk/awake", &[]).await;
        assert_eq!(browser.last, StatusCode::OK);
    }
    *kiosk.clock.0.lock().unwrap() += SignedDuration::from_secs(63);
    let page = browser.get("/kiosk/me").await;
    assert_eq!(browser.last, StatusCode::FORBIDDEN);
    assert!(page.contains("Your card, please"), "{page}");
}

#[tokio::test]
async fn another_card_finishes_and_begins_anew() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    let first = browser.cookie.clone();
    let page = browser.card(&kim).await;
    assert!(page.contains("Hello, Kim") && !page.contains("drill"), "{page}");
    assert_ne!(browser.cookie, first, "a new token for a new person");
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }), "what was lent stays lent");
}

#[tokio::test]
async fn forms_from_elsewhere_and_foreign_names_are_refused() {
    let kiosk = Kiosk::new();
    let form = || {
        Request::post("/kiosk/scan")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("host", "kiosk.local")
    };
    let foreign = form().header("origin", "http://evil.example").body(Body::from("c=7K3QP2J"));
    assert_eq!(kiosk.status_of(foreign.unwrap()).await, StatusCode::FORBIDDEN);
    let crossed = form().header("sec-fetch-site", "cross-site").body(Body::from("c=7K3QP2J"));
    assert_eq!(kiosk.status_of(crossed.unwrap()).await, StatusCode::FORBIDDEN);
    let own = form().header("origin", "http://kiosk.local").body(Body::from("c=7K3QP2J"));
    assert_eq!(kiosk.status_of(own.unwrap()).await, StatusCode::SEE_OTHER);
    let rebound = Request::get("/kiosk").header("host", "evil.example").body(Body::empty());
    assert_eq!(kiosk.status_of(rebound.unwrap()).await, StatusCode::MISDIRECTED_REQUEST);
    let nameless = Request::get("/kiosk").body(Body::empty());
    assert_eq!(kiosk.status_of(nameless.unwrap()).await, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused() {
    let kiosk = Kiosk::new();
    for size in [100_000, 3_000_000] {
        let request = Request::post("/kiosk/scan")
            .header("host", "localhost")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("c=".to_owned() + &"7".repeat(size)));
        let status = kiosk.status_of(request.unwrap()).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    }
}

#[tokio::test]
async fn files_of_the_theme_are_served_and_nothing_else() {
    let kiosk = Kiosk::new();
    let get =
        |path: &str| Request::get(path).header("host", "localhost").body(Body::empty()).unwrap();
    for (path, expected) in [
        ("/assets/kiosk.css", StatusCode::OK),
        ("/assets/kiosk/screens.css", StatusCode::OK),
        ("/assets/kiosk/kiosk.js", StatusCode::OK),
        ("/assets/kiosk/home.html", StatusCode::NOT_FOUND),
        ("/assets/../Cargo.toml", StatusCode::NOT_FOUND),
        ("/assets/%2e%2e/kiosk/home.html", StatusCode::NOT_FOUND),
        ("/media/../node.toml", StatusCode::NOT_FOUND),
        ("/media/%2e%2e/node.toml", StatusCode::NOT_FOUND),
        ("/nowhere", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(kiosk.status_of(get(path)).await, expected, "{path}");
    }
}

#[test]
fn no_page_has_a_script_or_a_style_of_its_own() {
    let theme = themes::Theme::built_in();
    for name in theme.names("kiosk/") {
        if name.rsplit('.').next() != Some("html") {
            continue;
        }
        let text = theme.text(&name).unwrap().unwrap();
        assert!(!text.contains(" style=") && !text.contains("<style"), "{name}");
        assert!(!text.contains(" onclick=") && !text.contains("<script>"), "{name}");
    }
}

#[test]
fn the_three_languages_have_the_same_words() {
    let theme = themes::Theme::built_in();
    let keys = |lang: &str| -> BTreeSet<String> {
        let text = theme.text(&format!("locales/{lang}/kiosk.ftl")).unwrap().unwrap();
        let keys = text.lines().filter_map(|line| line.split_once(" = ").map(|pair| pair.0));
        let keys: Vec<_> = keys.filter(|key| !key.starts_with([' ', '#'])).collect();
        let set: BTreeSet<_> = keys.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(set.len(), keys.len(), "{lang}: a key stands twice");
        set
    };
    let english = keys("en");
    for lang in ["es", "de"] {
        let own = keys(lang);
        let missing: Vec<_> = english.iter().filter(|key| !own.contains(*key)).collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
    }
    let denials: Vec<_> = keys("es").into_iter().filter(|key| key.starts_with("denial-")).collect();
    assert!(denials.iter().all(|key| keys("de").contains(key)));
}

#[tokio::test]
async fn what_was_recorded_is_committed_before_the_kiosk_ends() {
    struct Counting(Mutex<Vec<u64>>);
    impl crate::Committer for Counting {
        fn commit(&self, events: u64) -> Result<(), String> {
            self.0.lock().unwrap().push(events);
            Ok(())
        }
    }
    let clock = Hand(Arc::new(Mutex::new(NOW.parse().unwrap())));
    let options = OpenOptions::new("test", "k1".parse().unwrap());
    let random = Box::new(SeededRandomness::new("serve"));
    let mut desk = Desk::in_memory(documents(), options, Box::new(clock), random).unwrap();
    desk.found(DRILL.parse().unwrap(), None, By::Anyone).unwrap();
    let commits = Arc::new(Counting(Mutex::default()));
    let committer: Arc<dyn crate::Committer> = Arc::clone(&commits) as _;
    let options = Options { bind: "127.0.0.1:0".into(), ..Options::default() };
    let mut address = None;
    let ready = |at| address = Some(at);
    crate::serve(desk, options, Some(committer), ready, std::future::ready(())).await.unwrap();
    assert!(address.is_some());
    assert_eq!(*commits.0.lock().unwrap(), [1]);
}
