//! The API asked as a program asks it.

use std::collections::{BTreeMap, BTreeSet};

use desk::Scope;
use desk::members::NewToken;
use serde_json::{Value, json};

use super::*;

pub(super) struct Program<'k> {
    pub(super) kiosk: &'k Kiosk,
    pub(super) key: Option<String>,
}

pub(super) struct Answered {
    pub(super) status: StatusCode,
    pub(super) headers: axum::http::HeaderMap,
    pub(super) text: String,
}

impl Answered {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    /// A refusal is a problem document that says its own status.
    pub(super) fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        let code = problem["code"].as_str().unwrap().to_owned();
        assert_eq!(problem["type"], format!("urn:commonstead:problem:{code}"));
        assert!(problem["detail"].as_str().is_some_and(|text| !text.is_empty()));
        (self.status.as_u16(), code)
    }
}

impl Kiosk {
    pub(super) fn key(&self, person: &Person, scopes: &[Scope]) -> Program<'_> {
        let mut desk = self.app.desk();
        let new = NewToken {
            name: "test".into(),
            member: person.number,
            scopes: scopes.to_vec(),
            expires: None,
        };
        let now = desk.now();
        let (members, random) = desk.members_mut();
        let (_, text) = members.add_token(&new, now, random).unwrap();
        Program { kiosk: self, key: Some(text.as_str().to_owned()) }
    }

    fn stranger(&self) -> Program<'_> {
        Program { kiosk: self, key: None }
    }
}

impl Program<'_> {
    pub(super) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answered {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("host", "localhost:8080");
        if let Some(key) = &self.key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.kiosk.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
        Answered { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub(super) async fn get(&self, path: &str) -> Answered {
        self.ask("GET", path, &[], "").await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Answered {
        self.ask("POST", path, &[], &body.to_string()).await
    }
}

#[test]
fn the_description_covers_every_route_and_every_name_means_one_type() {
    let (document, routes) = crate::api::described();
    assert_eq!(document["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for (verb, path, scopes) in &routes {
        let operation = &document["paths"][path][verb];
        let id = operation["operationId"].as_str();
        assert!(id.is_some_and(|id| ids.insert(id.to_owned())), "{verb} {path}");
        assert!(!operation["summary"].as_str().unwrap().is_empty(), "{verb} {path}");
        assert!(operation["responses"]["default"].is_object(), "{verb} {path}");
        assert_eq!(operation["security"].is_array(), *scopes > 0, "{verb} {path}");
        assert!(*verb == "get" || *scopes > 0, "{verb} {path} changes something without a key");
        let named: Vec<_> = operation["parameters"].as_array().into_iter().flatten().collect();
        for part in path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}')) {
            assert!(named.iter().any(|p| p["name"] == part && p["in"] == "path"), "{path}");
        }
    }
    let described: usize =
        document["paths"].as_object().unwrap().values().map(|p| p.as_object().unwrap().len()).sum();
    assert_eq!(described, routes.len());
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for (name, schema) in crate::api::all_schemas() {
        let before = known.entry(name.clone()).or_insert_with(|| schema.clone());
        assert_eq!(*before, schema, "two types are called {name}");
    }
    let text = document.to_string();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(known.contains_key(name), "{name} is named and not described");
    }
}

#[tokio::test]
async fn the_description_is_served_to_programs_and_to_people() {
    let kiosk = Kiosk::new();
    let program = kiosk.stranger();
    let answer = program.get("/openapi.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json(), crate::api::described().0);
    let page = kiosk.browser().get("/api/v1").await;
    assert!(page.contains("/loans/{loan}/renew") && page.contains("openapi.json"), "{page}");
}

#[tokio::test]
async fn what_everybody_may_see_needs_no_key() {
    let kiosk = Kiosk::new();
    let program = kiosk.stranger();
    let list = program.get("/titles?limit=3").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 3);
    let next = list["next"].as_str().unwrap();
    let rest = program.get(&format!("/titles?limit=3&cursor={next}")).await;
    assert_eq!(rest.json()["items"].as_array().unwrap().len(), 1);
    assert!(rest.json().get("next").is_none() && !rest.headers.contains_key("link"));
    let found = program.get("/titles?q=dril").await.json();
    assert_eq!(found["items"][0]["slug"], "cordless-drill");
    let title = program.get("/titles/cordless-drill").await;
    assert_eq!(title.json()["units"][0]["code"], DRILL);
    assert_eq!(title.json()["parts_expected"][0]["qty"], 2);
    let known = [("if-none-match", title.header("etag"))];
    let again = program.ask("GET", "/titles/cordless-drill", &known, "").await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(program.get("/labels/7k3qp2j").await.json()["unit"], DRILL);
    assert_eq!(program.get("/units/7K3QP2J").await.json()["status"], "available");
    assert_eq!(program.get("/places/shelf-b4").await.json()["name"], "Shelf B4");
    assert_eq!(program.get("/node").await.json()["name"], "Oak Street Commons");
    assert_eq!(program.get("/titles/tent/days?days=3").await.json()[0]["free"], 2);
}

#[tokio::test]
async fn every_refusal_is_a_problem_document() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let (nobody, sam_may) = (kiosk.stranger(), kiosk.key(&sam, &[Scope::Borrow]));
    let wrong = Program { kiosk: &kiosk, key: Some("stead_wrong".into()) };
    let large = format!("{{\"unit\":\"{}\"}}", "7".repeat(1 << 20));
    let text = [("content-type", "text/plain")];
    for (answer, expected) in [
        (nobody.get("/nowhere").await, (404, "E-NO-SUCH")),
        (nobody.get("/titles/nothing").await, (404, "E-NO-SUCH")),
        (nobody.ask("DELETE", "/titles", &[], "").await, (405, "E-METHOD")),
        (nobody.get("/titles?colour=red").await, (422, "E-PARAMETER")),
        (nobody.get("/titles?limit=0").await, (422, "E-UNREAD")),
        (nobody.get("/titles?cursor=!").await, (422, "E-UNREAD")),
        (nobody.get("/me").await, (401, "E-KEY")),
        (wrong.get("/titles").await, (401, "E-KEY")),
        (sam_may.get("/loans").await, (403, "E-SCOPE")),
        (sam_may.get("/members").await, (403, "E-SCOPE")),
        (sam_may.ask("POST", "/loans", &text, "").await, (415, "E-TYPE")),
        (sam_may.ask("POST", "/loans", &[], &large).await, (413, "E-LARGE")),
        (sam_may.ask("POST", "/loans", &[], "{").await, (400, "E-BODY")),
        (sam_may.post("/loans", &json!({ "unit": "?" })).await, (422, "E-BODY")),
        (sam_may.post("/loans", &json!({ "unit": code(77) })).await, (404, "E-UNKNOWN-UNIT")),
        (sam_may.post("/loans", &json!({ "unit": code(3) })).await, (409, "E-NOTICE")),
        (sam_may.ask("POST", "/undo", &[("if-match", "*")], "{}").await, (412, "E-CHANGED")),
    ] {
        assert_eq!(answer.problem(), (expected.0, expected.1.to_owned()), "{}", answer.text);
    }
    let strange = Request::get("/api/v1/titles").header("host", "evil.example");
    let strange = kiosk.router.clone().oneshot(strange.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(strange.status(), StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(strange.headers()["content-type"], "application/problem+json");
}

#[tokio::test]
async fn a_loan_from_out_to_back() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let ben = kiosk.join("Ben", Role::Member, None);
    let program = kiosk.key(&sam, &[Scope::Read, Scope::Borrow]);
    let lent = program.post("/loans", &json!({ "unit": DRILL })).await;
    assert_eq!(lent.status, StatusCode::CREATED, "{}", lent.text);
    let loan = lent.json()["loan"].as_str().unwrap().to_owned();
    assert_eq!(lent.header("location"), format!("/api/v1/loans/{loan}"));
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }));
    let again = program.post("/loans", &json!({ "unit": DRILL })).await;
    assert_eq!(again.problem(), (409, "E-YOURS".into()));
    assert_eq!(again.json()["denials"][0]["loan"], loan);
    let own = program.get("/loans").await.json();
    assert_eq!(own["items"][0]["title"], "cordless-drill");
    // Whose loan it is, nobody else is told: not even that there is one.
    let other = kiosk.key(&ben, &[Scope::Read]);
    assert_eq!(other.get("/loans").await.json()["items"], json!([]));
    assert_eq!(other.get(&format!("/loans/{loan}")).await.problem().0, 404);
    assert_eq!(other.get(&format!("/loans?member={}", sam.number)).await.problem().0, 403);
    *kiosk.clock.0.lock().unwrap() += SignedDuration::from_hours(48);
    let renewed = program.ask("POST", &format!("/loans/{loan}/renew"), &[], "").await;
    assert_eq!(renewed.json()["renewals"], 1, "{}", renewed.text);
    let back =
        program.post("/returns", &json!({ "unit": DRILL, "condition": "good" })).await.json();
    assert_eq!(
        (back["destination"].as_str(), back["place"].as_str()),
        (Some("home"), Some("shelf-b4"))
    );
    let undone = program.post("/undo", &json!({ "event": back["event"] })).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.text);
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }));
}

#[tokio::test]
async fn the_same_idempotency_key_gives_the_same_answer_and_one_act() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let program = kiosk.key(&sam, &[Scope::Borrow]);
    let key = [("idempotency-key", "a-1")];
    let body = json!({ "unit": DRILL, "note": "one" }).to_string();
    let first = program.ask("POST", "/returns", &key, &body).await;
    let events = kiosk.app.desk().written();
    let second = program.ask("POST", "/returns", &key, &body).await;
    assert_eq!((first.status, &first.text), (second.status, &second.text));
    assert_eq!(kiosk.app.desk().written(), events, "one act");
    let other = json!({ "unit": DRILL, "note": "two" }).to_string();
    let reused = program.ask("POST", "/returns", &key, &other).await;
    assert_eq!(reused.problem(), (422, "E-KEY-REUSED".into()));
    // A refusal leaves the key free: what is possible later is done then.
    let held = [("idempotency-key", "a-2")];
    let saw = json!({ "unit": code(3) }).to_string();
    assert_eq!(program.ask("POST", "/loans", &held, &saw).await.problem().1, "E-NOTICE");
    let read = json!({ "unit": code(3), "notice_ack": true }).to_string();
    assert_eq!(program.ask("POST", "/loans", &held, &read).await.status, StatusCode::CREATED);
    // Another program's key of the same name is another one.
    let other = kiosk.key(&sam, &[Scope::Borrow]);
    let lost = other.ask("POST", "/loans", &held, &read).await;
    assert_eq!(lost.problem().1, "E-YOURS");
}

#[tokio::test]
async fn a_member_is_made_once_and_a_refusal_leaves_the_store_usable() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Members]);
    let key = [("idempotency-key", "m-1")];
    let body = json!({ "name": "Kim Berg" }).to_string();
    let first = program.ask("POST", "/members", &key, &body).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!(first.header("cache-control"), "no-store");
    let again = program.ask("POST", "/members", &key, &body).await;
    assert_eq!(first.text, again.text, "one member, one card");
    let nameless =
        program.ask("POST", "/members", &[("idempotency-key", "m-2")], "{\"name\":\" \"}");
    assert_eq!(nameless.await.status, StatusCode::CONFLICT);
    assert_eq!(kiosk.app.desk().members().list().unwrap().len(), 2);
}

#[tokio::test]
async fn a_stewards_key_ends_with_the_role_and_changes_heed_if_match() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let sam = kiosk.join("Sam", Role::Member, None);
    let program = kiosk.key(&mira, &[Scope::Members, Scope::Desk]);
    let path = format!("/members/{}", sam.number);
    let seen = program.get(&path).await;
    let tag = [("if-match", seen.header("etag"))];
    let changed = program.ask("PATCH", &path, &tag, "{\"contact\":\"by post\"}").await;
    assert_eq!(changed.json()["contact"], "by post");
    let late = program.ask("PATCH", &path, &tag, "{\"contact\":\"by bird\"}").await;
    assert_eq!(late.problem(), (412, "E-CHANGED".into()));
    let lent = program.post("/loans", &json!({ "unit": DRILL, "member": sam.number })).await;
    assert_eq!(lent.json()["member"], sam.number.to_string());
    assert_eq!(program.ask("DELETE", &path, &[], "").await.problem().1, "E-LOANS");
    let pin = program.ask("POST", &format!("{path}/pin"), &[], "").await.json();
    assert_eq!(pin["pin"].as_str().unwrap().len(), 4);
    let mut member = kiosk.app.desk().members().get(mira.number).unwrap();
    member.role = Role::Member;
    kiosk.app.desk().members_mut().0.update(&member).unwrap();
    assert_eq!(program.get(&path).await.problem(), (403, "E-SCOPE".into()));
}

#[tokio::test]
async fn a_session_of_a_browser_opens_nothing_here() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let request = browser.request("GET", "/api/v1/members", Body::empty());
    assert_eq!(kiosk.status_of(request).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn keys_that_nobody_has_cannot_be_tried_for_ever() {
    let kiosk = Kiosk::new();
    let wrong = Program { kiosk: &kiosk, key: Some("stead_wrong".into()) };
    let mut refused = 0;
    for _ in 0..30 {
        let answer = wrong.get("/me").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused += 1;
            assert!(answer.header("retry-after").parse::<u32>().is_ok());
        }
    }
    assert_eq!(refused, 10);
}

#[tokio::test]
async fn queues_bookings_repairs_and_stocktakes() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let sam = kiosk.join("Sam", Role::Member, None);
    let desk = kiosk.key(&mira, &[Scope::Desk]);
    let own = kiosk.key(&sam, &[Scope::Read, Scope::Borrow]);
    desk.post("/loans", &json!({ "unit": DRILL, "member": mira.number })).await;
    let hold = own.post("/holds", &json!({ "title": "cordless-drill" })).await;
    assert_eq!(hold.status, StatusCode::CREATED, "{}", hold.text);
    let back = desk.post("/returns", &json!({ "unit": DRILL })).await.json();
    assert_eq!(back["destination"], "hold_shelf", "{back}");
    let held = own.get("/holds").await.json();
    assert_eq!(
        (&held["items"][0]["state"], &held["items"][0]["ready_unit"]),
        (&json!("ready"), &json!(DRILL))
    );
    let path = format!("/holds/{}", held["items"][0]["hold"].as_str().unwrap());
    assert_eq!(own.ask("DELETE", &path, &[], "").await.status, StatusCode::OK);
    let both = own.post("/holds", &json!({})).await;
    assert_eq!(both.problem().0, 422);
    let wish = json!({ "title": "tent", "from": "2026-05-19T10:00", "to": "2026-05-20T18:00" });
    let booked = own.post("/bookings", &wish).await;
    assert_eq!(booked.json()["state"], "approved", "{}", booked.text);
    assert_eq!(
        desk.get("/bookings?title=tent").await.json()["items"][0]["member"],
        sam.number.to_string()
    );
    let report = json!({ "unit": code(2), "note": "The cord is cut.", "condition": "unsafe" });
    let ticket = own.post("/repairs", &report).await.json();
    let close = format!("/repairs/{}/close", ticket["ticket"].as_str().unwrap());
    let closed = desk.post(&close, &json!({ "outcome": "mended", "condition": "good" })).await;
    assert_eq!(closed.json()["outcome"], "mended", "{}", closed.text);
    let count = desk.post("/stocktakes", &json!({ "place": "shelf-b4" })).await.json();
    let path = format!("/stocktakes/{}", count["count"].as_str().unwrap());
    let scan = desk.post(&format!("{path}/scans"), &json!({ "scanned": DRILL })).await.json();
    assert_eq!(scan["result"], "found");
    let missing = json!({ "missing": [code(4)] });
    let closed = desk.post(&format!("{path}/close"), &missing).await;
    assert_eq!(closed.status, StatusCode::OK, "{}", closed.text);
    assert_eq!(kiosk.status(&code(4)), Status::Missing);
    assert_eq!(desk.get("/today").await.status, StatusCode::OK);
    assert_eq!(desk.get("/exceptions").await.json()["items"], json!([]));
    assert_eq!(desk.get("/exchange").await.status, StatusCode::OK);
}
