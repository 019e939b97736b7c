//! The kiosk asked as a browser asks it, without a socket.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use catalog::code::Code;
use catalog::event::Wanted;
use catalog::fold::Status;
use catalog::ids::Slug;
use catalog::record::{
    CirculationPolicy, Condition, Documents, Part, Place, PlaceKind, ReservationPolicy, Text,
    Title, Unit,
};
use desk::{
    By, Card, Clock, Desk, MemberNumber, NewMember, OpenOptions, Pin, Role, SeededRandomness,
};
use jiff::{SignedDuration, Timestamp};
use tower::ServiceExt;

use crate::{App, Options, router};

/// A Tuesday afternoon.
const NOW: &str = "2026-05-12T14:00:00Z";

#[derive(Clone)]
struct Hand(Arc<Mutex<Timestamp>>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

struct Kiosk {
    app: Arc<App>,
    router: Router,
    clock: Hand,
}

struct Person {
    number: MemberNumber,
    card: Card,
}

impl Kiosk {
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut Documents)) -> Self {
        let clock = Hand(Arc::new(Mutex::new(NOW.parse().unwrap())));
        let mut documents = documents();
        change(&mut documents);
        let options = OpenOptions {
            not_before: Some("2026-01-01T00:00:00Z".parse().unwrap()),
            ..OpenOptions::new("test", "k1".parse().unwrap())
        };
        let random = Box::new(SeededRandomness::new("kiosk"));
        let desk = Desk::in_memory(documents, options, Box::new(clock.clone()), random).unwrap();
        let options = Options { address: Some("http://kiosk.local".into()), ..Options::default() };
        let app = Arc::new(App::new(desk, options).unwrap());
        Self { router: router(Arc::clone(&app)), app, clock }
    }

    fn join(&self, name: &str, role: Role, pin: Option<&str>) -> Person {
        let mut desk = self.app.desk();
        let new = NewMember {
            name: name.into(),
            contact: Some(format!("{}@example.org", name.split(' ').next().unwrap())),
            handle: None,
            languages: vec![],
            role,
            joined: desk.today(),
            provisional: false,
        };
        let (members, random) = desk.members_mut();
        let (member, card) = members.add(&new, random).unwrap();
        if let Some(pin) = pin {
            let pin: Pin = pin.parse().unwrap();
            members.set_pin(member.number, Some(&pin), random).unwrap();
        }
        Person { number: member.number, card }
    }

    fn browser(&self) -> Browser<'_> {
        Browser { kiosk: self, cookie: None, last: StatusCode::OK, place: String::new() }
    }

    fn status(&self, unit: &str) -> Status {
        let desk = self.app.desk();
        desk.node().state.status(unit.parse().unwrap(), desk.today()).unwrap()
    }
}

/// A browser that follows redirects and keeps the cookie.
struct Browser<'k> {
    kiosk: &'k Kiosk,
    cookie: Option<String>,
    last: StatusCode,
    place: String,
}

impl Browser<'_> {
    async fn ask(&mut self, request: Request<Body>) -> String {
        let mut request = request;
        for _ in 0..5 {
            let response = self.kiosk.router.clone().oneshot(request).await.unwrap();
            self.last = response.status();
            for (name, value) in response.headers() {
                if name == "set-cookie" {
                    let text = value.to_str().unwrap();
                    assert!(text.contains("HttpOnly") && text.contains("SameSite=Lax"), "{text}");
                    let pair = text.split(';').next().unwrap().to_owned();
                    self.cookie = (!text.contains("Max-Age=0")).then_some(pair);
                }
            }
            let headers = response.headers();
            assert_eq!(headers["x-frame-options"], "DENY");
            assert!(
                headers["content-security-policy"].to_str().unwrap().contains("script-src 'self'")
            );
            if self.last != StatusCode::SEE_OTHER {
                if headers.get("content-type").is_some_and(|t| t == "text/html; charset=utf-8") {
                    assert_eq!(headers["cache-control"], "no-store");
                }
                let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
                let page = String::from_utf8_lossy(&bytes).into_owned();
                let headings = usize::from(page.starts_with("<!doctype"));
                assert_eq!(
                    page.matches("<h1").count(),
                    headings,
                    "one heading for who cannot see: {page}"
                );
                assert!(!page.contains('⟦'), "a message is missing: {}", around(&page, '⟦'));
                return page;
            }
            self.place = headers["location"].to_str().unwrap().to_owned();
            request = self.request("GET", &self.place.clone(), Body::empty());
        }
        panic!("redirected in a circle to {}", self.place)
    }

    fn request(&self, method: &str, path: &str, body: Body) -> Request<Body> {
        let mut request =
            Request::builder().method(method).uri(path).header("host", "localhost:8080");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let form = "application/x-www-form-urlencoded";
        request.header("content-type", form).body(body).unwrap()
    }

    async fn get(&mut self, path: &str) -> String {
        path.clone_into(&mut self.place);
        self.ask(self.request("GET", path, Body::empty())).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        path.clone_into(&mut self.place);
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        self.ask(self.request("POST", path, Body::from(form.finish()))).await
    }

    async fn scan(&mut self, text: &str) -> String {
        self.post("/kiosk/scan", &[("c", text)]).await
    }

    async fn card(&mut self, person: &Person) -> String {
        self.scan(&format!("http://KIOSK.LOCAL/C/{}", person.card.compact())).await
    }

    async fn steward(&mut self, person: &Person, pin: &str) -> String {
        self.card(person).await;
        self.get("/kiosk/steward").await;
        self.post("/kiosk/pin", &[("pin", pin)]).await
    }
}

fn around(page: &str, c: char) -> String {
    let at = page.find(c).unwrap_or(0);
    page.get(at..).unwrap_or_default().chars().take(60).collect()
}

/// The value of the first field with this name on a page.
fn field(page: &str, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let rest = page.split(&marker).nth(1).unwrap_or_else(|| panic!("no field {name}"));
    rest.split('"').next().unwrap().to_owned()
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

const DRILL: &str = "7K3-QP2J";

fn code(n: u32) -> String {
    Code::from_payload(n).to_string()
}

fn title(name: &str, words: &str, codes: &[String]) -> Title {
    let document = format!("+++\nname = \"{words}\"\nkind = \"tool\"\n+++\n");
    let path = catalog::document::path_of(catalog::record::DocumentKind::Title, &slug(name));
    let loaded = catalog::document::load([(path, document.into_bytes())]);
    let mut title = loaded.documents.titles.into_values().next().expect("a title");
    let units = codes.iter().map(|code| unit(code));
    title.units = units.collect();
    title.policy = Some("week".parse().unwrap());
    title
}

fn unit(code: &str) -> Unit {
    Unit {
        code: code.parse().unwrap(),
        kind: catalog::record::UnitKind::Unit,
        serial: None,
        owner: None,
        acquired: catalog::record::Acquired::default(),
        home_place: slug("shelf-b4"),
        lifecycle: catalog::record::Lifecycle::Active,
        condition: Condition::Good,
        circ_note: None,
        aliases: vec![],
        policy_override: None,
        quantity: catalog::record::Quantity::Unknown,
        measure: None,
        min_qty: None,
    }
}

fn documents() -> Documents {
    let mut documents = Documents::default();
    let mut drill = title("cordless-drill", "Cordless drill, 18 V", &[DRILL.into()]);
    drill.parts_expected = vec![
        Part { name: "battery".into(), qty: 2, required: true },
        Part { name: "side handle".into(), qty: 1, required: true },
    ];
    let mut saw = title("circular-saw", "Circular saw", &[code(2)]);
    saw.policy = Some("pin".parse().unwrap());
    let mut torch = title("gas-torch", "Gas torch", &[code(3)]);
    torch.checkout_notice = Text::plain("Only outdoors.");
    let mut tent = title("tent", "Tent for four", &[code(4), code(5)]);
    tent.reservation_policy = Some("std".parse().unwrap());
    for title in [drill, saw, torch, tent] {
        documents.titles.insert(title.slug.clone(), title);
    }
    for (name, words, kind) in [
        ("shelf-b4", "Shelf B4", PlaceKind::Shelf),
        ("holds", "Hold shelf", PlaceKind::HoldShelf),
        ("red-box", "Red box", PlaceKind::Quarantine),
    ] {
        let (slug, name) = (slug(name), Text::plain(words));
        let place = Place { slug, name, kind, parent: None, code: None, note: Text::default() };
        documents.places.insert(place.slug.clone(), place);
    }
    documents.places.get_mut(&slug("shelf-b4")).unwrap().code = Some(Code::from_payload(900));
    let node = &mut documents.node;
    node.name = Text::plain("Oak Street Commons");
    node.languages = vec!["en".into(), "es".into(), "de".into()];
    node.timezone = "Europe/Berlin".into();
    node.policies.insert("week".parse().unwrap(), CirculationPolicy::default());
    let pin = CirculationPolicy { requires_pin: true, ..CirculationPolicy::default() };
    node.policies.insert("pin".parse().unwrap(), pin);
    node.reservation_policies.insert("std".parse().unwrap(), ReservationPolicy::default());
    documents
}

#[tokio::test]
async fn home_offers_a_scan_and_four_ways_in() {
    let kiosk = Kiosk::new();
    let page = kiosk.browser().get("/").await;
    for words in ["Scan a label or your card", "Borrow", "Return", "Find", "Book", "4 things"] {
        assert!(page.contains(words), "{words}");
    }
}

#[tokio::test]
async fn card_and_scan_and_it_is_lent_and_undo_is_beside_it() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mut browser = kiosk.browser();
    let page = browser.card(&sam).await;
    assert!(page.contains("Hello, Sam A.") && !page.contains("Adeyemi"), "{page}");
    let page = browser.scan(&format!("http://KIOSK.LOCAL/I/{}", DRILL.replace('-', ""))).await;
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }), "lent by the scan");
    assert!(
        page.contains("Back by Tue 19 May") && page.contains("One thing to take home"),
        "{page}"
    );
    assert!(page.contains("data-tone=\"yes\""));
    let page = browser.post("/kiosk/undo", &[("event", &field(&page, "event"))]).await;
    assert!(page.contains("Taken back"));
    assert_eq!(kiosk.status(DRILL), Status::Available);
}

#[tokio::test]
async fn what_was_scanned_first_waits_for_the_card() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    let page = browser.scan(DRILL).await;
    assert!(page.contains("Waits for your card"), "{page}");
    browser.scan(&code(4)).await;
    assert_eq!(kiosk.status(DRILL), Status::Available);
    let page = browser.card(&sam).await;
    assert!(page.contains("2 things to take home"), "{page}");
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }));
}

#[tokio::test]
async fn a_return_needs_no_card_and_ends_with_the_place() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    browser.post("/kiosk/done", &[]).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("How is it?") && page.contains("2 × battery"), "{page}");
    assert!(!page.contains("Sam"), "who had it is nobody's business");
    let fields = [("condition", "good"), ("counted", "1"), ("part", "0")];
    let page = browser.post(&browser.place.clone(), &fields).await;
    assert!(page.contains("Put it on Shelf B4"), "{page}");
    assert!(page.contains("Not ticked: side handle"), "{page}");
    assert_eq!(kiosk.status(DRILL), Status::Available);
}

#[tokio::test]
async fn a_broken_thing_is_put_aside_without_blame() {
    let kiosk = Kiosk::new();
    let fields = [("condition", "broken"), ("note", "smells burnt")];
    let mut browser = kiosk.browser();
    let page = browser.post("/kiosk/return/7K3QP2J", &fields).await;
    assert!(page.contains("Put it aside: Red box. Nobody will be blamed."), "{page}");
    let page = browser.scan(DRILL).await;
    assert!(page.contains("Waits for your card"), "{page}");
    let sam = kiosk.join("Sam", Role::Member, None);
    let page = browser.card(&sam).await;
    assert!(page.contains("unsafe") && page.contains("data-tone=\"look\""), "{page}");
}

#[tokio::test]
async fn a_thing_that_somebody_waits_for_goes_to_the_hold_shelf() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    browser.card(&kim).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("still listed with another member"), "{page}");
    let page = browser.post("/kiosk/hold", &[("title", "cordless-drill")]).await;
    assert!(page.contains("You are next. We keep it for you"), "{page}");
    browser.post("/kiosk/done", &[]).await;
    let page = browser.post("/kiosk/return/7K3QP2J", &[]).await;
    assert!(page.contains("Put it on Hold shelf. Somebody is waiting for it."), "{page}");
    browser.card(&kim).await;
    let page = browser.get("/kiosk/me").await;
    assert!(page.contains("On the hold shelf until"), "{page}");
    let page = browser.post("/kiosk/hold/cancel", &[("hold", &field(&page, "hold"))]).await;
    assert!(page.contains("out of the queue"), "{page}");
}

#[tokio::test]
async fn whoever_holds_the_thing_may_take_it_over() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    browser.card(&kim).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("I have it in my hand"), "{page}");
    let fields = [("unit", "7K3QP2J"), ("accept", "E-STILL-OUT")];
    let page = browser.post("/kiosk/lend", &fields).await;
    assert!(page.contains("One thing to take home"), "{page}");
    assert_eq!(kiosk.app.desk().things_of(kim.number).unwrap().loans.len(), 1);
    assert_eq!(kiosk.app.desk().things_of(sam.number).unwrap().loans.len(), 0);
}

#[tokio::test]
async fn ones_own_thing_is_returned_or_kept_longer() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    browser.post("/kiosk/done", &[]).await;
    *kiosk.clock.0.lock().unwrap() += SignedDuration::from_hours(48);
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("Keep it longer") && page.contains("Yours until"), "{page}");
    let page = browser.post("/kiosk/renew", &[("loan", &field(&page, "loan"))]).await;
    assert!(page.contains("Yours until Thu 21 May"), "{page}");
    let page = browser.post("/kiosk/renew", &[("loan", &field(&page, "loan"))]).await;
    assert_eq!(browser.last, StatusCode::CONFLICT);
    assert!(page.contains("as often as it can be"), "{page}");
}

#[tokio::test]
async fn the_pin_is_asked_where_the_policy_asks_for_it_and_rests_after_five_tries() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, Some("4711"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(&code(2)).await;
    assert!(page.contains("This one needs your PIN"), "{page}");
    assert_eq!(kiosk.status(&code(2)), Status::Available);
    let page = browser.post("/kiosk/pin", &[("pin", "0000")]).await;
    assert_eq!(browser.last, StatusCode::FORBIDDEN);
    assert!(page.contains("4 more tries"), "{page}");
    let page = browser.post("/kiosk/pin", &[("pin", "4711")]).await;
    assert!(page.contains("One thing to take home"), "{page}");
    assert!(matches!(kiosk.status(&code(2)), Status::Out { .. }));
    for _ in 0..5 {
        browser.post("/kiosk/pin", &[("pin", "0000")]).await;
    }
    let page = browser.post("/kiosk/pin", &[("pin", "4711")]).await;
    assert!(page.contains("Too many tries"), "{page}");
}

#[tokio::test]
async fn a_safety_notice_is_read_before_the_thing_goes_out() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(&code(3)).await;
    assert!(page.contains("Only outdoors.") && page.contains("I have read it"), "{page}");
    assert_eq!(kiosk.status(&code(3)), Status::Available);
    let unit = code(3).replace('-', "");
    browser.post("/kiosk/lend", &[("unit", &unit), ("notice", "1")]).await;
    assert!(matches!(kiosk.status(&code(3)), Status::Out { .. }));
}

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
async fn finding_forgives_typos_and_filters() {
    let kiosk = Kiosk::new();
    let mut browser = kiosk.browser();
    let page = browser.get("/kiosk/find?q=cordles+dril").await;
    assert!(page.contains("Cordless drill, 18 V"), "{page}");
    let page = browser.get("/kiosk/find").await;
    assert!(page.contains("4 things.") && page.contains("On the shelf"), "{page}");
    let page = browser.get("/kiosk/find?book=1").await;
    assert!(page.contains("Tent for four") && !page.contains("Gas torch"), "{page}");
    let page = browser.get("/kiosk/find?q=zzzzqqqq").await;
    assert!(page.contains("Nothing fits."), "{page}");
    let page = browser.scan(&code(900)).await;
    assert!(page.contains("At Shelf B4:"), "a shelf's label shows what stands on it: {page}");
}

#[tokio::test]
async fn a_label_opens_its_page_in_any_case_and_a_foreign_one_says_so() {
    let kiosk = Kiosk::new();
    let mut browser = kiosk.browser();
    for path in ["/I/7K3QP2J", "/i/7k3qp2j", "/kiosk/title/cordless-drill"] {
        let page = browser.get(path).await;
        assert_eq!(browser.last, StatusCode::OK, "{path}");
        assert!(page.contains("Cordless drill, 18 V") && page.contains("Shelf B4"), "{page}");
    }
    let page = browser.get("/I/ZZZZZZZ").await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND);
    assert!(page.contains("We do not know this code"), "{page}");
}

#[tokio::test]
async fn unknown_codes_and_cards_are_answered_with_what_to_do() {
    let kiosk = Kiosk::new();
    let mut browser = kiosk.browser();
    let page = browser.scan(&code(77)).await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND);
    assert!(page.contains("is not in our catalogue"), "{page}");
    let page = browser.scan("7K3-QP2K").await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Wipe the label and try again"), "{page}");
    let page = browser.scan("7K3-QP2K").await;
    assert!(page.contains("Type the code") && page.contains("data-pad"), "{page}");
    let card = Card::draw(&mut SeededRandomness::new("stranger")).unwrap();
    let page = browser.scan(&format!("/C/{}", card.compact())).await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND);
    assert!(page.contains("We do not know this card"), "{page}");
}

#[tokio::test]
async fn looking_at_a_cards_address_signs_nobody_in() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    let page = browser.get(&format!("/C/{}", sam.card.compact())).await;
    assert!(page.contains("Sign in") && !page.contains("Sam"), "{page}");
    assert_eq!(browser.cookie, None);
    let page = browser.scan(&field(&page, "c")).await;
    assert!(page.contains("Hello, Sam"), "{page}");
}

#[tokio::test]
async fn who_is_asked_for_a_card_goes_on_where_they_were() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    let page = browser.post("/kiosk/hold", &[("title", "tent")]).await;
    assert!(browser.last == StatusCode::FORBIDDEN && page.contains("Your card, please"), "{page}");
    let page = browser.card(&sam).await;
    assert!(browser.place == "/kiosk/title/tent" && page.contains("Tent for four"), "{page}");
    let mut browser = kiosk.browser();
    browser.get("/kiosk/me").await;
    browser.card(&sam).await;
    assert_eq!((browser.last, browser.place.as_str()), (StatusCode::OK, "/kiosk/me"));
}

#[tokio::test]
async fn booking_shows_free_days_and_refuses_with_a_reason() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    let page = browser.get("/kiosk/book/tent").await;
    assert!(page.contains("2 free") && page.contains("Scan your card to book"), "{page}");
    browser.card(&sam).await;
    let fields =
        |to| [("from", "2026-05-14"), ("from_time", "10:00"), ("to", to), ("to_time", "18:00")];
    let page = browser.post("/kiosk/book/tent", &fields("2026-05-15")).await;
    assert!(page.contains("Booked.") && page.contains("Thu 14 May"), "{page}");
    let page = browser.post("/kiosk/book/tent", &fields("2026-05-13")).await;
    assert_eq!(browser.last, StatusCode::CONFLICT);
    assert!(page.contains("The end must come after the beginning."), "{page}");
    browser.post("/kiosk/book/tent", &[("from", "yesterday"), ("to", "x")]).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    let page = browser.get("/kiosk/me").await;
    let page =
        browser.post("/kiosk/booking/cancel", &[("booking", &field(&page, "booking"))]).await;
    assert!(page.contains("The booking is taken back."), "{page}");
}

#[tokio::test]
async fn anybody_may_say_that_something_is_wrong() {
    let kiosk = Kiosk::new();
    let mut browser = kiosk.browser();
    browser.get("/kiosk/wrong/7K3QP2J").await;
    let fields = [("condition", "unsafe"), ("note", "bare wire")];
    let page = browser.post("/kiosk/wrong/7K3QP2J", &fields).await;
    assert!(page.contains("It is off the shelf now."), "{page}");
    assert_eq!(kiosk.status(DRILL), Status::InRepair);
}

#[tokio::test]
async fn the_stewards_screens_need_a_stewards_card_and_pin() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, Some("4711"));
    let mira = kiosk.join("Mira Soto", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    let page = browser.get("/kiosk/steward").await;
    assert_eq!(browser.last, StatusCode::FORBIDDEN);
    assert!(page.contains("A steward’s card, please"), "{page}");
    browser.steward(&sam, "4711").await;
    for path in ["/kiosk/steward/members", "/kiosk/steward/exceptions", "/kiosk/steward"] {
        let page = browser.get(path).await;
        assert!(
            !page.contains("Mira") && page.contains("PIN"),
            "a member's PIN opens nothing: {page}"
        );
    }
    let mut browser = kiosk.browser();
    let page = browser.steward(&mira, "2468").await;
    assert!(page.contains("Nothing is late"), "{page}");
    browser.post("/kiosk/steward/lock", &[]).await;
    let page = browser.get("/kiosk/steward").await;
    assert!(page.contains("need your PIN"), "{page}");
}

#[tokio::test]
async fn a_steward_sees_who_is_late_and_a_member_never_does() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    browser.post("/kiosk/done", &[]).await;
    *kiosk.clock.0.lock().unwrap() += SignedDuration::from_hours(24 * 10);
    let page = browser.steward(&mira, "2468").await;
    assert!(
        page.contains("Late: 1") && page.contains("Sam Adeyemi") && page.contains("3 days"),
        "{page}"
    );
    let loan = field(&page, "loan");
    let page =
        browser.post("/kiosk/steward/loan", &[("loan", &loan), ("do", "claims_returned")]).await;
    assert!(page.contains("Nothing is late"), "{page}");
}

#[tokio::test]
async fn a_new_members_card_and_pin_are_shown_once() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let fields = [("name", "Noor <b>Ali</b>"), ("contact", "noor@example.org"), ("pin", "1")];
    let page = browser.post("/kiosk/steward/members", &fields).await;
    assert!(page.contains("Shown only once") && page.contains("PIN:"), "{page}");
    assert!(page.contains("Noor &lt;b&gt;Ali") && !page.contains("<b>Ali"), "{page}");
    let card = page.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let again = browser.get("/kiosk/steward/card").await;
    assert!(!again.contains(&card) && again.contains("Noor"), "{again}");
    let mut other = kiosk.browser();
    let page = other.scan(&card).await;
    assert!(page.contains("Hello, Noor"), "{page}");
    browser.post("/kiosk/steward/members", &[("name", " ")]).await;
    assert_eq!(browser.last, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_steward_looks_after_members_and_the_hold_shelf() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let sam = kiosk.join("Sam", Role::Member, Some("4711"));
    let wanted = Wanted::Title(slug("tent"));
    kiosk.app.desk().place_hold(&wanted, sam.number, By::Member(sam.number)).unwrap();
    let mut browser = kiosk.browser();
    let page = browser.steward(&mira, "2468").await;
    assert!(page.contains("To fetch: 1"), "{page}");
    let fields = [("hold", field(&page, "hold")), ("unit", field(&page, "unit"))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = browser.post("/kiosk/steward/ready", &fields).await;
    assert!(page.contains("Waiting on the hold shelf: 1"), "{page}");
    let path = format!("/kiosk/steward/members/{}", sam.number);
    for act in ["unlock", "leave", "rejoin", "revoke"] {
        browser.post(&path, &[("do", act)]).await;
        assert_eq!(browser.last, StatusCode::OK, "{act}");
    }
    assert!(!kiosk.app.desk().members().get(sam.number).unwrap().has_card);
    let page = browser.post(&path, &[("do", "card")]).await;
    assert!(page.contains("Shown only once"), "{page}");
    browser.post(&path, &[("do", "everything")]).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_steward_sets_a_clock_that_woke_up_in_1970() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    *kiosk.clock.0.lock().unwrap() = "1970-01-01T00:10:00Z".parse().unwrap();
    let mut browser = kiosk.browser();
    let page = browser.steward(&mira, "2468").await;
    assert!(
        page.contains("What time is it?") && page.contains("not sure what time it is"),
        "{page}"
    );
    let page = browser.post("/kiosk/steward/clock", &[("now", "2026-05-13T12:00")]).await;
    assert!(page.contains("The clock is right again") && !page.contains("not sure"), "{page}");
    assert_eq!(kiosk.app.desk().now().to_string(), "2026-05-13T10:00:00Z");
}

#[tokio::test]
async fn a_steward_puts_things_where_the_shelf_was_scanned() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.scan(&code(900)).await;
    assert!(page.contains("are put on Shelf B4"), "{page}");
    let page = browser.scan(DRILL).await;
    assert!(page.contains("7K3-QP2J is noted there"), "{page}");
}

#[tokio::test]
async fn every_page_speaks_the_languages_of_the_node() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    for (lang, words) in [("es", "Escanea una etiqueta"), ("de", "Etikett oder Karte scannen")] {
        let mut browser = kiosk.browser();
        let page = browser.post("/kiosk/prefs", &[("lang", lang)]).await;
        assert!(page.contains(words), "{page}");
        browser.card(&sam).await;
        for path in ["/kiosk/basket", "/kiosk/me", "/kiosk/find", "/kiosk/help", "/kiosk/scan"] {
            let page = browser.get(path).await;
            assert!(page.contains(&format!("lang=\"{lang}\"")), "{path}");
        }
        browser.post("/kiosk/done", &[]).await;
        let page = browser.get("/kiosk").await;
        assert!(page.contains("Scan a label"), "the screen is the node's again");
    }
}

#[tokio::test]
async fn larger_text_and_contrast_stay_while_one_is_here() {
    let kiosk = Kiosk::new();
    let mut browser = kiosk.browser();
    let page =
        browser.post("/kiosk/prefs", &[("toggle", "text"), ("back", "/kiosk/find?q=tent")]).await;
    assert!(page.contains("class=\"t1\"") && browser.place == "/kiosk/find?q=tent", "{page}");
    let page =
        browser.post("/kiosk/prefs", &[("toggle", "contrast"), ("back", "//evil.example")]).await;
    assert!(page.contains("class=\"t1 contrast\"") && browser.place == "/kiosk", "{page}");
}

async fn status_of(kiosk: &Kiosk, request: Request<Body>) -> StatusCode {
    kiosk.router.clone().oneshot(request).await.unwrap().status()
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
    assert_eq!(status_of(&kiosk, foreign.unwrap()).await, StatusCode::FORBIDDEN);
    let crossed = form().header("sec-fetch-site", "cross-site").body(Body::from("c=7K3QP2J"));
    assert_eq!(status_of(&kiosk, crossed.unwrap()).await, StatusCode::FORBIDDEN);
    let own = form().header("origin", "http://kiosk.local").body(Body::from("c=7K3QP2J"));
    assert_eq!(status_of(&kiosk, own.unwrap()).await, StatusCode::SEE_OTHER);
    let rebound = Request::get("/kiosk").header("host", "evil.example").body(Body::empty());
    assert_eq!(status_of(&kiosk, rebound.unwrap()).await, StatusCode::MISDIRECTED_REQUEST);
    let nameless = Request::get("/kiosk").body(Body::empty());
    assert_eq!(status_of(&kiosk, nameless.unwrap()).await, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused() {
    let kiosk = Kiosk::new();
    for size in [100_000, 3_000_000] {
        let request = Request::post("/kiosk/scan")
            .header("host", "localhost")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("c=".to_owned() + &"7".repeat(size)));
        let status = status_of(&kiosk, request.unwrap()).await;
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
        assert_eq!(status_of(&kiosk, get(path)).await, expected, "{path}");
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

mod hostile {
    use proptest::prelude::*;

    use super::*;

    const PATHS: &[&str] = &[
        "/",
        "/kiosk",
        "/kiosk/help",
        "/kiosk/prefs",
        "/kiosk/awake",
        "/kiosk/live",
        "/kiosk/scan",
        "/kiosk/borrow",
        "/kiosk/basket",
        "/kiosk/lend",
        "/kiosk/remove",
        "/kiosk/undo",
        "/kiosk/done",
        "/kiosk/bye",
        "/kiosk/pin",
        "/kiosk/return",
        "/kiosk/return/{}",
        "/kiosk/put",
        "/kiosk/find",
        "/kiosk/title/{}",
        "/kiosk/wrong/{}",
        "/kiosk/me",
        "/kiosk/renew",
        "/kiosk/hold",
        "/kiosk/hold/cancel",
        "/kiosk/booking/cancel",
        "/kiosk/book",
        "/kiosk/book/{}",
        "/I/{}",
        "/S/{}",
        "/C/{}",
        "/assets/{}",
        "/media/{}",
        "/kiosk/steward",
        "/kiosk/steward/lock",
        "/kiosk/steward/exceptions",
        "/kiosk/steward/resolve",
        "/kiosk/steward/ready",
        "/kiosk/steward/booking",
        "/kiosk/steward/loan",
        "/kiosk/steward/ticket",
        "/kiosk/steward/clock",
        "/kiosk/steward/members",
        "/kiosk/steward/members/{}",
        "/kiosk/steward/card",
        "/{}",
    ];
    const NAMES: &[&str] = &[
        "c",
        "unit",
        "event",
        "loan",
        "hold",
        "booking",
        "title",
        "accept",
        "due",
        "qty",
        "pin",
        "condition",
        "part",
        "counted",
        "note",
        "from",
        "to",
        "from_time",
        "to_time",
        "lang",
        "back",
        "toggle",
        "do",
        "answer",
        "name",
        "contact",
        "handle",
        "exception",
        "choose",
        "ticket",
        "outcome",
        "now",
        "training",
        "q",
        "kind",
        "page",
        "place",
        "book",
    ];

    fn value() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("7K3QP2J".to_owned()),
            Just("tent".to_owned()),
            Just("k1-1".to_owned()),
            Just("9999-12-31".to_owned()),
            Just("-9999-01-01".to_owned()),
            Just("2026-05-14".to_owned()),
            Just("99999999999999999999".to_owned()),
            "\\PC{0,40}",
            "[0-9A-Z-]{1,14}",
            proptest::collection::vec(any::<u8>(), 0..30)
                .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        ]
    }

    fn encoded(text: &str) -> String {
        form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
    }

    thread_local! {
        static KIOSK: (Kiosk, Vec<String>) = signed_in();
    }

    /// A kiosk, and the cookies of a guest, a member and a steward whose screens are open.
    fn signed_in() -> (Kiosk, Vec<String>) {
        let kiosk = Kiosk::new();
        let sam = kiosk.join("Sam", Role::Member, Some("4711"));
        let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
        let cookies = runtime().block_on(async {
            let (mut member, mut steward) = (kiosk.browser(), kiosk.browser());
            member.card(&sam).await;
            member.scan(DRILL).await;
            steward.steward(&mira, "2468").await;
            [member.cookie.clone(), steward.cookie.clone()]
        });
        let mut all = vec![String::new()];
        all.extend(cookies.into_iter().flatten());
        (kiosk, all)
    }

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn nothing_that_is_sent_breaks_the_kiosk(
            path in proptest::sample::select(PATHS),
            part in value(),
            fields in proptest::collection::vec((proptest::sample::select(NAMES), value()), 0..5),
            post: bool,
            who in 0usize..3,
            raw in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..60)),
        ) {
            let path = path.replace("{}", &encoded(&part));
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(&fields);
            let form = form.finish();
            let (uri, body) = match (post, raw) {
                (true, Some(bytes)) => (path, Body::from(bytes)),
                (true, None) => (path, Body::from(form)),
                (false, _) => (format!("{path}?{form}"), Body::empty()),
            };
            let status = KIOSK.with(|(kiosk, cookies)| {
                let request = Request::builder()
                    .method(if post { "POST" } else { "GET" })
                    .uri(&uri)
                    .header("host", "localhost")
                    .header("cookie", &cookies[who % cookies.len()])
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(body)
                    .unwrap();
                runtime().block_on(status_of(kiosk, request))
            });
            prop_assert!(!status.is_server_error(), "{uri} answered {status}");
        }
    }
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
