//! The kiosk asked as a browser asks it, without a socket.

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

mod again;
mod api;
mod between;
mod booking;
mod care;
mod commands;
mod computer;
mod covered;
mod crash;
mod hostile;
mod lan;
mod live;
mod members;
mod nasty;
mod once;
mod own;
mod photos;
mod pins;
mod power;
mod programs;
mod reconcile;
mod records;
mod safe;
mod slow;
mod steward;

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
        Self::opened(desk, clock, Options::default())
    }

    fn opened(desk: Desk, clock: Hand, options: Options) -> Self {
        let options = Options { address: Some("http://kiosk.local".into()), ..options };
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

    /// The clock goes on.
    fn later(&self, hours: i64) {
        *self.clock.0.lock().unwrap() += SignedDuration::from_hours(hours);
    }

    /// A member borrows a unit, and leaves.
    async fn takes(&self, person: &Person, unit: &str) {
        let mut browser = self.browser();
        browser.card(person).await;
        browser.scan(unit).await;
        browser.post("/kiosk/done", &[]).await;
    }

    /// Somebody brings a unit back, and says this of it.
    async fn returns(&self, unit: &str, fields: &[(&str, &str)]) -> String {
        let compact = unit.parse::<Code>().unwrap().compact();
        self.browser().post(&format!("/kiosk/return/{compact}"), fields).await
    }

    fn browser(&self) -> Browser<'_> {
        Browser { kiosk: self, cookie: None, last: StatusCode::OK, place: String::new() }
    }

    async fn status_of(&self, request: Request<Body>) -> StatusCode {
        self.router.clone().oneshot(request).await.unwrap().status()
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
        return_to_owner: None,
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
