//! The set-up asked as a browser asks it, and as somebody who should not be there does.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use desk::{FixedClock, SeededRandomness};
use tower::ServiceExt as _;

use super::*;

/// Notes the codes, and makes nothing.
#[derive(Default)]
struct Notary {
    codes: Mutex<Vec<String>>,
    asked: Mutex<Vec<NewPlace>>,
}

impl Notary {
    fn code(&self) -> String {
        held(&self.codes).last().cloned().unwrap()
    }
}

fn card() -> FirstCard {
    let mut random = SeededRandomness::new("set-up");
    FirstCard {
        name: "Mira <b>Okafor</b>".into(),
        number: "412-907".parse().unwrap(),
        card: Card::draw(&mut random).unwrap(),
        pin: "2468".parse().unwrap(),
    }
}

impl Founder for Notary {
    fn timezone(&self) -> String {
        "Europe/Lisbon".into()
    }
    fn found(&self, place: &NewPlace) -> Result<Outcome, String> {
        held(&self.asked).push(place.clone());
        if place.name == "Full" {
            return Err("the disk is full".into());
        }
        Ok(Outcome::Founded(card()))
    }
    fn join(&self, _: &str, invitation: &str) -> Result<Outcome, String> {
        Ok(Outcome::Joined { request: format!("request for {invitation}") })
    }
    fn demo(&self) -> Result<Outcome, String> {
        Ok(Outcome::Demo(card()))
    }
    fn tell(&self, code: &str) {
        held(&self.codes).push(code.to_owned());
    }
}

struct Page {
    setup: Arc<SetUp>,
    notary: Arc<Notary>,
    cookie: Option<String>,
    status: StatusCode,
}

impl Page {
    fn new() -> Self {
        let notary = Arc::new(Notary::default());
        let clock = FixedClock("2026-05-12T14:00:00Z".parse().unwrap());
        let founder = Arc::clone(&notary) as Arc<dyn Founder>;
        let setup = SetUp::new(&Options::default(), founder, Box::new(clock)).unwrap();
        Self { setup: Arc::new(setup), notary, cookie: None, status: StatusCode::OK }
    }

    /// Another browser at the same page.
    fn other(&self) -> Self {
        let (setup, notary) = (Arc::clone(&self.setup), Arc::clone(&self.notary));
        Self { setup, notary, cookie: None, status: StatusCode::OK }
    }

    async fn ask(&mut self, method: &str, path: &str, form: &[(&str, &str)]) -> String {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = router(&self.setup).oneshot(request).await.unwrap();
        self.status = response.status();
        if let Some(cookie) = response.headers().get("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    async fn get(&mut self, path: &str) -> String {
        self.ask("GET", path, &[]).await
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> String {
        self.ask("POST", path, form).await
    }

    async fn enter(&mut self) -> String {
        let code = self.notary.code();
        self.post("/set-up/code", &[("code", &code)]).await;
        self.get("/set-up").await
    }

    /// Until what was begun is done.
    async fn settled(&mut self) -> String {
        loop {
            let page = self.get("/set-up").await;
            if !page.contains("http-equiv=\"refresh\"") {
                return page;
            }
            tokio::task::yield_now().await;
        }
    }
}

const PLACE: [(&str, &str); 6] = [
    ("name", "Oak Street"),
    ("address", "12 Oak Street"),
    ("timezone", "Europe/London"),
    ("first", "es"),
    ("language", "en"),
    ("steward", "Mira Okafor"),
];

#[tokio::test]
async fn nothing_is_made_before_the_code_and_the_code_is_good_once() {
    let mut page = Page::new();
    let first = page.get("/set-up").await;
    assert!(first.contains("name=\"code\"") && !first.contains("name=\"steward\""), "{first}");
    for path in ["/set-up/new", "/set-up/join", "/set-up/demo", "/set-up/open", "/set-up/again"] {
        page.post(path, &PLACE).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
    page.post("/set-up/code", &[("code", "0000-0000")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let used = page.notary.code();
    let inside = page.enter().await;
    assert!(inside.contains("name=\"steward\""), "{inside}");
    let mut second = page.other();
    second.post("/set-up/code", &[("code", &used)]).await;
    assert_eq!(second.status, StatusCode::FORBIDDEN, "a code that was used opens nothing");
    let inside = second.enter().await;
    assert!(inside.contains("name=\"steward\""), "the next code does");
    let outside = page.get("/set-up").await;
    assert!(!outside.contains("name=\"steward\""), "and ends what was begun with the one before");
    assert!(held(&page.notary.asked).is_empty());
}

#[tokio::test]
async fn codes_are_read_however_they_are_typed_and_cannot_be_tried_for_ever() {
    let mut page = Page::new();
    let typed = page.notary.code().to_lowercase().replace('-', " ").replace('0', "o");
    page.post("/set-up/code", &[("code", &typed)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let mut stranger = page.other();
    let mut answers = Vec::new();
    for at in 0..20 {
        stranger.post("/set-up/code", &[("code", &format!("GUESS{at:03}"))]).await;
        answers.push(stranger.status);
    }
    assert!(answers.contains(&StatusCode::TOO_MANY_REQUESTS), "{answers:?}");
    let code = page.notary.code();
    stranger.post("/set-up/code", &[("code", &code)]).await;
    assert_eq!(stranger.status, StatusCode::TOO_MANY_REQUESTS, "even the right one has to wait");
}

#[tokio::test]
async fn a_place_is_made_with_its_first_card_which_only_its_maker_sees() {
    let mut page = Page::new();
    page.enter().await;
    page.post("/set-up/new", &PLACE).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let there = page.settled().await;
    assert!(there.contains("412-907") && there.contains("2468"), "{there}");
    assert!(there.contains("Mira &lt;b&gt;Okafor"), "{there}");
    let asked = held(&page.notary.asked).clone();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].languages, ["es", "en"]);
    assert_eq!((asked[0].name.as_str(), asked[0].pin.as_ref()), ("Oak Street", None));
    let stranger = page.other().get("/set-up").await;
    assert!(!stranger.contains("2468") && !stranger.contains("412-907"), "{stranger}");
    page.post("/set-up/new", &PLACE).await;
    assert_eq!(held(&page.notary.asked).len(), 1, "a form that is sent twice makes one");
    assert!(!*page.setup.over.borrow());
    page.post("/set-up/open", &[]).await;
    assert!(*page.setup.over.borrow());
    let opening = page.get("/kiosk").await;
    assert!(opening.contains("url=/kiosk") && !opening.contains("2468"), "{opening}");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_stays() {
    let mut page = Page::new();
    page.enter().await;
    let mut form = PLACE.to_vec();
    form[2] = ("timezone", "Moon/Tycho");
    let says = page.post("/set-up/new", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(says.contains("No time zone") && says.contains("Oak Street"), "{says}");
    form[2] = ("timezone", "Europe/London");
    form.push(("pin", "12"));
    page.post("/set-up/new", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.post("/set-up/new", &[("name", " "), ("steward", "Mira")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut full = PLACE.to_vec();
    full[0] = ("name", "Full");
    page.post("/set-up/new", &full).await;
    let says = page.settled().await;
    assert!(says.contains("the disk is full") && says.contains("name=\"steward\""), "{says}");
    page.post("/set-up/new", &PLACE).await;
    assert!(page.settled().await.contains("2468"), "and it can be tried again");
}

#[tokio::test]
async fn other_ways_lead_to_a_demonstration_or_a_copy() {
    let mut page = Page::new();
    page.enter().await;
    page.post("/set-up/demo", &[]).await;
    assert!(page.settled().await.contains("2468"));
    let mut page = Page::new();
    page.enter().await;
    page.post("/set-up/join", &[("from", "http://oak.local/")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.post("/set-up/join", &[("from", "http://oak.local/"), ("invitation", "abc")]).await;
    assert!(page.settled().await.contains("request for abc"));
}

#[tokio::test]
async fn pages_of_elsewhere_and_strange_names_get_nothing() {
    let page = Page::new();
    let ask = |request: Request<Body>| router(&page.setup).oneshot(request);
    let code = page.notary.code();
    let form = format!("code={code}");
    let cross = Request::post("/set-up/code")
        .header("host", "localhost")
        .header("origin", "http://evil.example")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    assert_eq!(ask(cross).await.unwrap().status(), StatusCode::FORBIDDEN);
    let rebound =
        Request::get("/set-up").header("host", "evil.example").body(Body::empty()).unwrap();
    assert_eq!(ask(rebound).await.unwrap().status(), StatusCode::MISDIRECTED_REQUEST);
    let large = Request::post("/set-up/code")
        .header("host", "localhost")
        .body(Body::from(vec![b'x'; 1 << 20]))
        .unwrap();
    assert_eq!(ask(large).await.unwrap().status(), StatusCode::PAYLOAD_TOO_LARGE);
    for path in ["/assets/../../etc/passwd", "/assets/kiosk/nothing.css", "/assets/.hidden"] {
        let request = Request::get(path).header("host", "localhost").body(Body::empty()).unwrap();
        assert!(ask(request).await.unwrap().status().is_client_error(), "{path}");
    }
    let plain = Request::get("/kiosk").header("host", "localhost").body(Body::empty()).unwrap();
    let response = ask(plain).await.unwrap();
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert!(response.headers().contains_key("content-security-policy"));
}
