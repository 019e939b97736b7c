//! A node in a folder of its own with its kiosk, the people who stand at it, and what must be true of
//! each answer.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use camino::Utf8Path;
use catalog::code::Code;
use desk::members::NewToken;
use desk::{
    Card, Desk, FixedClock, MemberNumber, NewMember, OpenOptions, Pin, Role, Scope,
    SeededRandomness,
};
use jiff::Timestamp;
use serde_json::Value;
use themes::Theme;
use tower::ServiceExt as _;

use super::words::{HOSTILE, Taken};
use crate::{App, Options, api, pages, router};

const NOW: &str = "2026-05-12T14:00:00Z";
/// A kiosk that is asked nonsense for long enough is one that nobody can use; then it begins anew.
const MOST: usize = 2_000;
/// Whoever was signed out by what was asked shows their card again after so many requests.
const SIGN_IN: usize = 60;
/// Nothing may take longer, however slow the machine.
const LONGEST: Duration = Duration::from_mins(1);
const PIN: &str = "2468";

const FILES: [(&str, &str); 12] = [
    (
        "node.toml",
        "id = \"oak\"\nname = \"Oak Street\"\nlanguages = [\"en\", \"es\", \"ar\"]\ntimezone = \"Europe/Berlin\"\ndefault_policy = \"week\"\n\n[policies.week]\nlabel = \"One week\"\nperiod = 7\nrenewals_max = 2\n\n[policies.pin]\nlabel = \"With PIN\"\nperiod = 3\nrequires_pin = true\n\n[reservation_policies.std]\nlabel = \"Booked\"\n\n[categories.tools]\nname = \"Tools\"\n\n[trainings.saws]\nname = \"Saws\"\nvalid_months = 12\n\n[units_of_account.MIN]\nlabel = \"hours\"\nmode = \"mutual\"\n",
    ),
    ("places/shelf-b4.toml", "name = \"Shelf B4\"\nkind = \"shelf\"\n"),
    ("places/holds.toml", "name = \"Hold shelf\"\nkind = \"hold_shelf\"\n"),
    ("places/bench.toml", "name = \"Bench\"\nkind = \"workshop\"\n"),
    (
        "catalog/co/cordless-drill.md",
        "+++\nname = \"Cordless drill\"\nkind = \"tool\"\ncategories = [\"tools\"]\nparts_expected = [{ name = \"battery\", qty = 2, required = true }]\n\n[[maintenance]]\nplan = \"chuck\"\nname = \"Oil the chuck\"\nevery_uses = 2\n\n[[units]]\ncode = \"7K3-QP2J\"\nhome_place = \"shelf-b4\"\n+++\n\nTwo speeds.\n",
    ),
    (
        "catalog/ci/circular-saw.md",
        "+++\nname = \"Circular saw\"\nkind = \"tool\"\npolicy = \"pin\"\nrequires_authorisation = [\"saws\"]\ncheckout_notice = \"Goggles.\"\n\n[[units]]\ncode = \"{2}\"\nhome_place = \"shelf-b4\"\n+++\n",
    ),
    (
        "catalog/te/tent.md",
        "+++\nname = \"Tent\"\nkind = \"tool\"\nreservation_policy = \"std\"\n\n[[units]]\ncode = \"{4}\"\nhome_place = \"shelf-b4\"\n\n[[units]]\ncode = \"{5}\"\nhome_place = \"shelf-b4\"\n+++\n",
    ),
    (
        "catalog/ga/garden-room.md",
        "+++\nname = \"Garden room\"\nkind = \"space\"\nreservation_policy = \"std\"\n\n[[units]]\ncode = \"{6}\"\n+++\n",
    ),
    (
        "catalog/wa/wall-plugs.md",
        "+++\nname = \"Wall plugs\"\nkind = \"material\"\n\n[[units]]\ncode = \"{7}\"\nkind = \"stock\"\nquantity = 40\nhome_place = \"shelf-b4\"\n+++\n",
    ),
    (
        "catalog/fi/first-flat.md",
        "+++\nname = \"First flat\"\nkind = \"kit\"\ncontents = [{ unit = \"7K3-QP2J\" }]\n\n[[units]]\ncode = \"{9}\"\n+++\n",
    ),
    (
        "events/saws-may.md",
        "+++\nname = \"Saws for beginners\"\nstarts = \"2026-05-16T14:00:00+02:00[Europe/Berlin]\"\ntraining = \"saws\"\nseats = 2\n+++\n",
    ),
    ("pages/hello.md", "+++\nname = \"Hello\"\n+++\n\nHello.\n"),
];

/// An address, and what is known of what is asked there.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) pattern: String,
    verbs: Vec<String>,
    pub(super) query: Vec<String>,
    /// The schema of the document that it takes.
    pub(super) body: Option<Value>,
}

impl Place {
    pub(super) fn method(&self, taken: &mut Taken<'_>) -> &str {
        taken.pick::<String>(&self.verbs)
    }

    fn of_the_screens(pattern: &str) -> Self {
        let verbs = vec!["GET".into(), "POST".into()];
        Self { pattern: pattern.into(), verbs, query: Vec::new(), body: None }
    }
}

/// Somebody at the kiosk: nobody, a member, a steward.
#[derive(Debug, Clone, Default)]
struct Somebody {
    card: Option<String>,
    key: Option<String>,
    cookie: Option<String>,
}

impl Somebody {
    /// Keeps the cookie of an answer, or forgets it.
    fn hear(&mut self, headers: &HeaderMap) {
        let Some(text) = headers.get(SET_COOKIE).and_then(|value| value.to_str().ok()) else {
            return;
        };
        let pair = text.split(';').next().unwrap_or_default();
        self.cookie = (!text.contains("Max-Age=0")).then(|| pair.to_owned());
    }
}

/// A kiosk that is asked anything.
pub struct House {
    runtime: tokio::runtime::Runtime,
    router: Router,
    app: Arc<App>,
    _folder: tempfile::TempDir,
    people: Vec<Somebody>,
    places: Vec<Place>,
    known: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) description: Value,
    asked: usize,
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House").field("asked", &self.asked).finish_non_exhaustive()
    }
}

impl Default for House {
    fn default() -> Self {
        Self::new()
    }
}

impl House {
    /// A node in a new folder.
    ///
    /// # Panics
    /// Where the folder cannot be made: then nothing can be tried.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = Utf8Path::from_path(folder.path()).expect("a name in UTF-8");
        for (path, text) in FILES {
            let text = (0..10).fold(text.to_owned(), |text, n| {
                text.replace(&format!("{{{n}}}"), &Code::from_payload(n).to_string())
            });
            catalog::store::write_atomic(&root.join(path), text.as_bytes()).expect("a file");
        }
        let now: Timestamp = NOW.parse().expect("a time");
        let mut options = OpenOptions::new("test", "k1".parse().expect("a name"));
        options.not_before = Some(Timestamp::UNIX_EPOCH);
        let random = Box::new(SeededRandomness::new("any"));
        let mut desk =
            Desk::open(root, options, Box::new(FixedClock(now)), random).expect("a node");
        assert!(desk.problems().is_empty(), "{:?}", desk.problems());
        let member = person(&mut desk, "Sam", Role::Member, now);
        let steward = person(&mut desk, "Mira", Role::Steward, now);
        let description = api::described().0;
        let mut places = of_the_api(&description);
        places.extend(pages::addresses().addresses().map(Place::of_the_screens));
        places.extend(["/{*rest}", "/api/{*rest}", "/kiosk/{*rest}"].map(Place::of_the_screens));
        let (names, known) = (names(), known(&desk));
        let app = Arc::new(App::new(desk, Options::default()).expect("a kiosk"));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("threads");
        Self {
            runtime,
            router: router(Arc::clone(&app)),
            app,
            _folder: folder,
            people: vec![Somebody::default(), member, steward],
            places,
            known,
            names,
            description,
            asked: 0,
        }
    }

    /// How many addresses there are.
    pub fn addresses(&self) -> usize {
        self.places.len()
    }

    /// Nobody, a member, a steward.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    pub(super) fn place(&self, at: usize) -> &Place {
        &self.places[at % self.places.len()]
    }

    pub(super) fn cookie(&self, who: usize) -> Option<&str> {
        self.people[who].cookie.as_deref()
    }

    pub(super) fn key(&self, who: usize) -> Option<&str> {
        self.people[who].key.as_deref()
    }

    /// Something that may stand in a field: what belongs there, what does not, or any text.
    pub(super) fn word(&self, taken: &mut Taken<'_>) -> String {
        match taken.byte() % 16 {
            0..=7 => taken.pick(&self.known).clone(),
            8..=12 => (*taken.pick(HOSTILE)).to_owned(),
            13 => "x".repeat(usize::from(taken.byte()) * 300),
            _ => taken.text(),
        }
    }

    /// Asks, and looks at the answer.
    pub(super) fn answers(&mut self, who: usize, request: Request<Body>) -> Result<(), String> {
        if self.asked.is_multiple_of(SIGN_IN) && !self.sign_in() || self.asked > MOST {
            *self = Self::new();
            self.sign_in();
        }
        self.asked += 1;
        let told = format!("{} {}", request.method(), request.uri());
        let is_head = *request.method() == Method::HEAD;
        let (status, headers, body) = self.send(request);
        self.people[who].hear(&headers);
        let unread = is_head || headers.contains_key("content-encoding");
        let wrong = what_is_wrong(status, &headers, if unread { None } else { Some(&body) });
        wrong.map_or(Ok(()), |wrong| Err(format!("{told}: {status}: {wrong}: {body}")))
    }

    fn send(&self, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
        let asked = self.router.clone().oneshot(request);
        let answer = async {
            let response = asked.await.unwrap_or_else(|never| match never {});
            let (head, body) = response.into_parts();
            let kind = head.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
            if kind == Some(b"text/event-stream") {
                return (head.status, head.headers, String::new());
            }
            let bytes = to_bytes(body, 1 << 25).await.expect("an answer that is whole");
            (head.status, head.headers, String::from_utf8_lossy(&bytes).into_owned())
        };
        let in_time = async { tokio::time::timeout(LONGEST, answer).await };
        self.runtime.block_on(in_time).expect("an answer in time")
    }

    /// Whoever has a card shows it, the steward with the PIN. False where that does not work any more.
    fn sign_in(&mut self) -> bool {
        for who in 1..self.people.len() {
            self.people[who].cookie = None;
            let card = self.people[who].card.clone().unwrap_or_default();
            let mut steps = vec![("POST", "/kiosk/scan", format!("c={card}"))];
            if who == 2 {
                steps.push(("GET", "/kiosk/steward", String::new()));
                steps.push(("POST", "/kiosk/pin", format!("pin={PIN}")));
            }
            for (method, path, form) in steps {
                let request = Request::builder().method(method).uri(path);
                let mut request = request.header("host", "localhost");
                request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
                if let Some(cookie) = self.cookie(who) {
                    request = request.header("cookie", cookie);
                }
                let request = request.body(Body::from(form)).expect("a request");
                let (status, headers, _) = self.send(request);
                if status != StatusCode::SEE_OTHER {
                    return false;
                }
                self.people[who].hear(&headers);
            }
        }
        let members = self.app.desk().members().list();
        members.is_ok_and(|members| members.len() >= 2)
    }
}

/// A refusal is never the kiosk's own fault; it is a page or a problem document and says in words what
/// is the matter; no page is made of what was sent, and none leads away.
fn what_is_wrong(status: StatusCode, headers: &HeaderMap, body: Option<&str>) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if status.is_server_error() {
        return Some("a fault of the kiosk".into());
    }
    if text("content-security-policy").is_none_or(str::is_empty) {
        return Some("no policy for scripts".into());
    }
    let to = text("location").unwrap_or("/");
    if status == StatusCode::SEE_OTHER && (!to.starts_with('/') || to.starts_with("//")) {
        return Some(format!("leads away, to {to}"));
    }
    let (kind, body) = (text("content-type").unwrap_or_default(), body?);
    if kind.starts_with("text/html") {
        let sent =
            ["⟦", "<script>alert", "<img src=x"].into_iter().find(|mark| body.contains(mark));
        if let Some(sent) = sent {
            return Some(format!("has `{sent}` in it"));
        }
    }
    if !status.is_client_error() {
        return None;
    }
    let said = match kind {
        "application/problem+json" => problem(status, body),
        kind if kind.starts_with("text/html") => words(body),
        _ => return Some(format!("neither a page nor a problem: `{kind}`")),
    };
    (said < 3).then(|| "says nothing".to_owned())
}

/// How many words a problem document says, if it is one for this status.
fn problem(status: StatusCode, body: &str) -> usize {
    let problem: Value = serde_json::from_str(body).unwrap_or_default();
    if problem["status"] != status.as_u16() {
        return 0;
    }
    problem["detail"].as_str().unwrap_or_default().split_whitespace().count()
}

/// How many words there are on a page, its frame apart.
fn words(page: &str) -> usize {
    let inside = page.rsplit("<main").next().unwrap_or_default();
    let bare = inside.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    bare.flat_map(str::split_whitespace).count()
}

fn person(desk: &mut Desk, name: &str, role: Role, now: Timestamp) -> Somebody {
    let new = NewMember {
        name: name.into(),
        contact: Some("sam@example.org".into()),
        handle: None,
        languages: vec![],
        role,
        joined: desk.today(),
        provisional: false,
    };
    let (members, random) = desk.members_mut();
    let (member, card): (_, Card) = members.add(&new, random).expect("a member");
    if role == Role::Steward {
        let pin: Pin = PIN.parse().expect("a PIN");
        members.set_pin(member.number, Some(&pin), random).expect("a PIN");
    }
    let may = |scope: &Scope| role >= Role::Steward || !scope.needs_steward();
    let (name, scopes) = ("all".to_owned(), Scope::ALL.into_iter().filter(may).collect());
    let new = NewToken { name, member: member.number, scopes, expires: None };
    let (_, key) = members.add_token(&new, now, random).expect("a key");
    let key = Some(key.as_str().to_owned());
    Somebody { card: Some(card.compact()), key, cookie: None }
}

/// The routes of the API, as its description tells of them.
fn of_the_api(description: &Value) -> Vec<Place> {
    let mut places = Vec::new();
    for (path, item) in description["paths"].as_object().into_iter().flatten() {
        for (verb, operation) in item.as_object().into_iter().flatten() {
            let named = operation["parameters"].as_array().into_iter().flatten();
            let query = named.filter(|one| one["in"] == "query");
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            places.push(Place {
                pattern: format!("{}{path}", api::BASE),
                verbs: vec![verb.to_uppercase()],
                query: query.filter_map(|one| Some(one["name"].as_str()?.to_owned())).collect(),
                body: Some(body.clone()).filter(|body| !body.is_null()),
            });
        }
    }
    places
}

/// The names of all fields in the screens' templates.
fn names() -> Vec<String> {
    let theme = Theme::built_in();
    let mut names = BTreeSet::new();
    for file in theme.names("kiosk") {
        let Ok(Some(text)) = theme.text(&file) else { continue };
        for rest in text.split(" name=\"").skip(1) {
            names.extend(
                rest.split('"').next().filter(|n| !n.contains(['{', ' '])).map(str::to_owned),
            );
        }
    }
    for more in ["q", "do", "page", "lang", "toggle", "place", "code", "path", "from", "to"] {
        names.insert(more.to_owned());
    }
    assert!(names.len() > 40, "the templates have fields: {names:?}");
    names.into_iter().collect()
}

/// What there is: codes, names, numbers, events.
fn known(desk: &Desk) -> Vec<String> {
    let documents = &desk.node().documents;
    let mut known: Vec<String> = documents.titles.keys().map(ToString::to_string).collect();
    known.extend(documents.places.keys().map(ToString::to_string));
    known.extend(desk.node().index.codes().map(Code::compact));
    known.extend((1..40).map(|n| format!("k1-{n}")));
    let members = desk.members().list().unwrap_or_default();
    known.extend(members.iter().map(|member: &desk::Member| {
        let number: MemberNumber = member.number;
        number.to_string()
    }));
    let dates = ["2026-05-13", "2026-05-14", "2026-05-20", "10:00", "18:00", "2026-05-14T10:00"];
    known.extend(dates.map(str::to_owned));
    let others = ["saws", "week", "std", "saws-may", "MIN", "hello", "chuck", "pack", "close", "1"];
    known.extend(others.map(str::to_owned));
    known
}
