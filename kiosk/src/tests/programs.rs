//! What stewards and members do at the screens, done by programs: keys, backups, care, labels, sessions,
//! vouches, new things, photos.

use catalog::record::{Happening, Plan, Training};
use desk::Scope;
use desk::members::NewToken;
use serde_json::json;

use super::api::Program;
use super::computer::shelved;
use super::*;

fn named(kiosk: &Kiosk, person: &Person, handle: &str) {
    let mut desk = kiosk.app.desk();
    let mut member = desk.members().get(person.number).unwrap();
    member.handle = Some(handle.parse().unwrap());
    desk.members_mut().0.update(&member).unwrap();
}

pub(super) fn jpeg() -> Vec<u8> {
    let picture = image::DynamicImage::new_rgb8(8, 4);
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

impl Program<'_> {
    async fn delete(&self, path: &str) -> super::api::Answered {
        self.ask("DELETE", path, &[], "").await
    }

    /// Sends a picture as it is.
    async fn picture(&self, method: &str, path: &str, bytes: Vec<u8>) -> StatusCode {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("host", "localhost:8080")
            .header("authorization", format!("Bearer {}", self.key.as_ref().unwrap()))
            .header("content-type", "image/jpeg")
            .body(Body::from(bytes))
            .unwrap();
        self.kiosk.status_of(request).await
    }
}

#[tokio::test]
async fn a_key_makes_lists_and_ends_keys_and_none_that_may_more_than_itself() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let sam = kiosk.join("Sam", Role::Member, None);
    let program = kiosk.key(&mira, &[Scope::Read, Scope::Members]);
    let ask = json!({ "name": "the shelf", "member": sam.number, "scopes": ["read"] });
    let once = [("idempotency-key", "k-1")];
    let made = program.ask("POST", "/keys", &once, &ask.to_string()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert_eq!(made.header("cache-control"), "no-store");
    let text = made.json()["text"].as_str().unwrap().to_owned();
    let shelf = Program { kiosk: &kiosk, key: Some(text.clone()) };
    assert_eq!(shelf.get("/me").await.json()["member"], sam.number.to_string());
    // The text is written down nowhere: a second time, the key is named without it.
    let again = program.ask("POST", "/keys", &once, &ask.to_string()).await.json();
    assert_eq!(again["key"], made.json()["key"]);
    assert_eq!(again.get("text"), None);
    for (scopes, expected) in [
        (json!(["desk"]), (403, "E-SCOPE")),
        (json!(["read", "credits"]), (403, "E-SCOPE")),
        (json!([]), (422, "E-UNREAD")),
        (json!(["everything"]), (422, "E-UNREAD")),
    ] {
        let more = json!({ "name": "more", "scopes": scopes });
        let refused = program.post("/keys", &more).await.problem();
        assert_eq!(refused, (expected.0, expected.1.to_owned()), "{more}");
    }
    let stewards = json!({ "name": "more", "member": sam.number, "scopes": ["members"] });
    assert_eq!(program.post("/keys", &stewards).await.status, StatusCode::CONFLICT);
    let list = program.get("/keys").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    assert!(!list.to_string().contains(&text));
    let path = format!("/keys/{}", made.json()["key"]);
    assert_eq!(shelf.delete(&path).await.problem(), (403, "E-SCOPE".into()));
    assert_eq!(program.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(shelf.get("/me").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(program.delete(&path).await.problem().0, 404);
}

#[tokio::test]
async fn a_key_that_ends_makes_none_that_lasts_longer() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let end: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
    let text = {
        let mut desk = kiosk.app.desk();
        let (member, scopes) = (mira.number, vec![Scope::Members]);
        let new = NewToken { name: "till June".into(), member, scopes, expires: Some(end) };
        let now = desk.now();
        let (members, random) = desk.members_mut();
        members.add_token(&new, now, random).unwrap().1.as_str().to_owned()
    };
    let program = Program { kiosk: &kiosk, key: Some(text) };
    let ask = |expires| json!({ "name": "x", "scopes": ["members"], "expires": expires });
    let unsaid = program.post("/keys", &json!({ "name": "x", "scopes": ["members"] })).await;
    assert_eq!(unsaid.json()["expires"], end.to_string(), "{}", unsaid.text);
    assert_eq!(program.post("/keys", &ask("2026-05-20T00:00:00Z")).await.status, 201);
    assert_eq!(program.post("/keys", &ask("2026-06-02T00:00:00Z")).await.problem().0, 403);
    assert_eq!(program.post("/keys", &ask("2026-05-01T00:00:00Z")).await.problem().0, 422);
}

#[tokio::test]
async fn a_backup_is_made_watched_and_fetched_by_who_may_read_everything() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let part = kiosk.key(&mira, &[Scope::Members]);
    assert_eq!(part.get("/backup").await.problem(), (403, "E-SCOPE".into()));
    assert_eq!(part.get("/backup/file").await.problem().0, 403);
    let program = kiosk.key(&mira, &[Scope::Members, Scope::Records]);
    assert_eq!(program.get("/backup").await.json()["state"], "none");
    assert_eq!(program.get("/backup/file").await.problem().0, 404);
    let unsaid = program.post("/backup", &json!({})).await;
    assert_eq!(unsaid.problem(), (409, "E-NO-PHRASE".into()));
    let nowhere = json!({ "drive": "/media/none", "open": true });
    assert_eq!(program.post("/backup", &nowhere).await.problem().1, "E-NO-DRIVE");
    let sealed = json!({ "passphrase": "correct horse battery" });
    assert_eq!(program.post("/backup", &sealed).await.status, StatusCode::ACCEPTED);
    let done = loop {
        let state = program.get("/backup").await.json();
        if state["state"] != "busy" {
            break state;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!((&done["state"], &done["file"]), (&json!("done"), &json!(true)), "{done}");
    assert_eq!(done["last"]["sealed"], true);
    let file = program.get("/backup/file").await;
    assert_eq!((file.status, file.text.as_str()), (StatusCode::OK, "everything"));
    assert_eq!(file.header("content-type"), "application/octet-stream");
    assert!(file.header("content-disposition").contains("oak-2026-05-12.stead-backup"));
}

fn learning() -> Kiosk {
    Kiosk::with(|documents| {
        let bench = Place {
            slug: slug("bench"),
            name: Text::plain("Work bench"),
            kind: PlaceKind::Workshop,
            parent: None,
            code: None,
            note: Text::default(),
        };
        documents.places.insert(bench.slug.clone(), bench);
        let tent = documents.titles.get_mut(&slug("tent")).unwrap();
        tent.maintenance = vec![Plan {
            plan: slug("dry"),
            name: "Dry it".into(),
            every_days: None,
            every_uses: None,
            after_each_loan: true,
            blocks: true,
            how: None,
            from: None,
        }];
        let (name, summary) = (Text::plain("Saws"), Text::default());
        let training = Training { name, minutes: None, valid_months: Some(12), summary };
        documents.node.trainings.insert(slug("saws"), training);
        let session = Happening {
            slug: slug("saws-may"),
            name: Text::plain("Saws for beginners"),
            summary: Text::default(),
            starts: "2026-05-16T14:00:00+02:00[Europe/Berlin]".parse().ok(),
            ends: None,
            place: None,
            training: Some(slug("saws")),
            seats: Some(1),
            lang: "en".into(),
            cancelled: false,
            body: Text::default(),
        };
        documents.events.insert(session.slug.clone(), session);
    })
}

#[tokio::test]
async fn a_seat_is_taken_given_free_taken_by_another_and_passed() {
    let kiosk = learning();
    let (sam, kim) = (kiosk.join("Sam", Role::Member, None), kiosk.join("Kim", Role::Member, None));
    let mira = kiosk.join("Mira", Role::Steward, None);
    let own = kiosk.key(&sam, &[Scope::Read, Scope::Borrow]);
    let other = kiosk.key(&kim, &[Scope::Read, Scope::Borrow]);
    let seat = own.post("/events/saws-may/signups", &json!({})).await;
    assert_eq!(seat.status, StatusCode::CREATED, "{}", seat.text);
    assert_eq!(own.get("/events/saws-may").await.json()["seats_left"], 0);
    assert_eq!(other.post("/events/saws-may/signups", &json!({})).await.status, 409);
    assert_eq!(other.post("/events/nothing/signups", &json!({})).await.status, 404);
    let for_sam = json!({ "member": sam.number });
    assert_eq!(other.post("/events/saws-may/signups", &for_sam).await.problem().0, 403);
    let path = format!("/signups/{}", seat.json()["signup"].as_str().unwrap());
    assert_eq!(other.get(&path).await.problem().0, 404, "nobody else's business");
    assert_eq!(other.delete(&path).await.problem().0, 404);
    assert_eq!(own.delete(&path).await.status, StatusCode::OK);
    let seat = other.post("/events/saws-may/signups", &json!({})).await.json();
    let path = format!("/signups/{}/pass", seat["signup"].as_str().unwrap());
    assert_eq!(other.ask("POST", &path, &[], "").await.problem().0, 403);
    let steward = kiosk.key(&mira, &[Scope::Members, Scope::Desk]);
    assert_eq!(steward.get("/signups").await.json()["items"].as_array().unwrap().len(), 1);
    let passed = steward.ask("POST", &path, &[], "").await;
    assert_eq!(passed.status, StatusCode::OK, "{}", passed.text);
    let member = steward.get(&format!("/members/{}", kim.number)).await.json();
    assert_eq!(member["trainings"], json!(["saws"]));
    assert_eq!(other.get("/signups").await.json()["items"], json!([]));
    assert_eq!(other.get("/signups?closed=true").await.json()["items"][0]["passed"], true);
}

#[tokio::test]
async fn care_is_listed_and_done_labels_are_printed_and_the_clock_is_set() {
    let kiosk = learning();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Desk]);
    program.post("/loans", &json!({ "unit": code(4), "member": mira.number })).await;
    let back = program.post("/returns", &json!({ "unit": code(4) })).await.json();
    assert_eq!(back["destination"], "care", "{back}");
    let due = program.get("/care").await.json();
    assert_eq!(
        (&due["items"][0]["unit"], &due["items"][0]["overdue"]),
        (&json!(code(4)), &json!(true))
    );
    let path = format!("/units/{}/care", code(4));
    assert_eq!(program.post(&format!("{path}/wax"), &json!({})).await.problem().0, 404);
    let done = program.post(&format!("{path}/dry"), &json!({ "note": "All pegs." })).await;
    assert_eq!(done.json()["destination"], "home", "{}", done.text);
    assert_eq!(program.get("/care").await.json()["items"], json!([]));

    let now = json!({ "now": "2026-05-12T16:30" });
    let set = program.post("/clock", &now).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.text);
    assert_eq!(set.json()["now"], "2026-05-12T14:30:00Z");
    assert_eq!(program.post("/clock", &json!({ "now": "noon" })).await.problem().0, 422);
}

#[tokio::test]
async fn labels_wait_for_the_printer_until_somebody_says_that_they_are_printed() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Desk]);
    let one = program.ask("POST", "/codes", &[], "").await.json()["code"].clone();
    let two = program.ask("POST", "/codes", &[], "").await.json()["code"].clone();
    let waiting = program.get("/codes").await.json();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 2, "{waiting}");
    let printed = program.post("/codes/printed", &json!({ "codes": [one] })).await;
    assert_eq!(printed.status, StatusCode::NO_CONTENT);
    let waiting = program.get("/codes").await.json();
    assert_eq!(waiting["items"][0]["code"], two, "{waiting}");
}

#[tokio::test]
async fn a_member_sees_and_corrects_what_is_known_of_them_and_nobody_else_does() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let own = kiosk.key(&sam, &[Scope::Read, Scope::Borrow]);
    let votes = kiosk.key(&sam, &[Scope::Vote]);
    let seen = own.get("/me").await;
    let tag = [("if-match", seen.header("etag"))];
    let changed = own.ask("PATCH", "/me", &tag, "{\"contact\":\"at the mill\"}").await;
    assert_eq!(changed.json()["contact"], "at the mill", "{}", changed.text);
    let late = own.ask("PATCH", "/me", &tag, "{\"contact\":\"elsewhere\"}").await;
    assert_eq!(late.problem(), (412, "E-CHANGED".into()));
    assert_eq!(own.ask("PATCH", "/me", &[], "{\"role\":\"steward\"}").await.problem().0, 422);
    let data = own.get("/me/data").await;
    assert_eq!(data.header("cache-control"), "no-store");
    assert_eq!(data.json()["member"]["contact"], "at the mill", "{}", data.text);
    assert_eq!(votes.get("/me/data").await.problem().0, 403);
    assert_eq!(votes.get("/me").await.json().get("contact"), None);
    assert_eq!(votes.ask("PATCH", "/me", &[], "{}").await.problem().0, 403);
}

#[tokio::test]
async fn vouches_and_appeals_are_made_in_a_public_name_and_taken_back_by_who_made_them() {
    let kiosk = Kiosk::new();
    let (sam, kim) = (kiosk.join("Sam", Role::Member, None), kiosk.join("Kim", Role::Member, None));
    let (own, other) = (kiosk.key(&sam, &[Scope::Vote]), kiosk.key(&kim, &[Scope::Vote]));
    let says = |of: &str| json!({ "of": of, "what": "the lathe" });
    assert_eq!(own.post("/vouches", &says("@kim")).await.problem().1, "E-NO-HANDLE");
    named(&kiosk, &sam, "sam");
    named(&kiosk, &kim, "kim");
    assert_eq!(own.post("/vouches", &says("@sam")).await.problem(), (409, "E-SELF".into()));
    assert_eq!(own.post("/vouches", &says("@nobody")).await.problem(), (409, "E-NOBODY".into()));
    assert_eq!(own.post("/vouches", &json!({ "of": "@kim", "what": " " })).await.problem().0, 422);
    let made = own.post("/vouches", &says("@Kim")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let list = other.get("/vouches").await.json();
    assert_eq!((&list["items"][0]["by"], &list["items"][0]["of"]), (&json!("sam"), &json!("kim")));
    let path = format!("/vouches/{}", made.json()["event"].as_str().unwrap());
    assert_eq!(other.delete(&path).await.problem().0, 404, "only who gave it");
    assert_eq!(own.delete(&path).await.status, StatusCode::OK);
    assert_eq!(other.get("/vouches").await.json()["items"], json!([]));
    assert_eq!(own.delete(&path).await.problem().0, 404, "once");
    let appeal = json!({ "about": "most-owed", "text": "I was away." });
    assert_eq!(own.post("/appeals", &appeal).await.status, StatusCode::CREATED);
    let mine = own.get("/appeals").await.json();
    assert_eq!(mine["items"][0]["text"], "I was away.", "{mine}");
    assert_eq!(other.get("/appeals").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_new_thing_and_its_photo_come_into_the_records() {
    let (folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Records, Scope::Desk]);
    let vice = json!({ "name": "Bench vice", "kind": "tool" });
    let made = program.post("/titles", &vice).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert_eq!(made.json()["title"], "bench-vice");
    let unit = made.json()["code"].as_str().unwrap().to_owned();
    assert_eq!(program.get("/codes").await.json()["items"][0]["code"], unit, "a label to print");
    let again = program.post("/titles", &vice).await;
    assert_eq!(again.problem(), (409, "E-SAME-NAME".into()));
    assert_eq!(again.json()["same"], json!(["bench-vice"]));
    let more = json!({ "name": "Bench vice", "title": "bench-vice", "code": code(60) });
    assert_eq!(program.post("/titles", &more).await.json()["title"], "bench-vice");
    assert_eq!(program.post("/titles", &more).await.problem().1, "E-CODE-TAKEN");
    let path = format!("/units/{unit}/aliases");
    let bound = program.post(&path, &json!({ "alias": "4006381333931" })).await;
    assert_eq!(bound.status, StatusCode::CREATED, "{}", bound.text);
    assert_eq!(bound.json()["aliases"], json!(["4006381333931"]));
    let again = program.post(&path, &json!({ "alias": "4006381333931" })).await;
    assert_eq!(again.problem().1, "E-CODE-TAKEN");
    let misread = program.post(&path, &json!({ "alias": "7K3-QP2K" })).await;
    assert_eq!(misread.problem().1, "E-CODE");
    let nowhere = json!({ "name": "Anvil", "place": "the-moon" });
    assert_eq!(program.post("/titles", &nowhere).await.problem().1, "E-UNREAD");
    let title = program.get("/titles/bench-vice").await.json();
    assert_eq!(title["units"].as_array().unwrap().len(), 2);
    assert_eq!(program.picture("POST", "/titles/bench-vice/photos", jpeg()).await, 201);
    assert_eq!(program.picture("POST", "/titles/bench-vice/photos", b"no".to_vec()).await, 409);
    assert_eq!(program.picture("POST", "/titles/nothing/photos", jpeg()).await, 404);
    let title = program.get("/titles/bench-vice").await.json();
    assert_eq!(title["images"], json!(["media/titles/bench-vice.jpg"]));
    assert!(folder.path().join("media/titles/bench-vice.jpg").exists());

    let sam = kiosk.join("Sam", Role::Member, None);
    let own = kiosk.key(&sam, &[Scope::Borrow]);
    let report = json!({ "unit": unit, "note": "A jaw is loose.", "condition": "damaged" });
    let ticket = own.post("/repairs", &report).await.json()["ticket"].clone();
    let path = format!("/repairs/{}/photo", ticket.as_str().unwrap());
    assert_eq!(own.picture("PUT", &path, jpeg()).await, 204);
    assert_eq!(own.picture("PUT", &path, jpeg()).await, 409, "a steward replaces it");
    assert_eq!(program.picture("PUT", &path, jpeg()).await, 204);
    let repair = program.get(&format!("/repairs/{}", ticket.as_str().unwrap())).await.json();
    assert_eq!(repair["photos"].as_array().unwrap().len(), 1, "{repair}");
}

#[tokio::test]
async fn a_card_is_ended_and_a_booking_is_packed_or_missed() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let sam = kiosk.join("Sam", Role::Member, None);
    let program = kiosk.key(&mira, &[Scope::Members, Scope::Desk]);
    assert_eq!(program.delete(&format!("/members/{}/card", sam.number)).await.status, 204);
    let member = program.get(&format!("/members/{}", sam.number)).await.json();
    assert_eq!(member["has_card"], false);
    let settled = program.post(&format!("/members/{}/settle", sam.number), &json!({})).await;
    assert_eq!(settled.json()["entries"], 0, "who is still there owes nobody: {}", settled.text);
    let wish = json!({
        "title": "tent", "member": sam.number, "from": "2026-05-12T17:00", "to": "2026-05-14T18:00",
    });
    let booking = program.post("/bookings", &wish).await.json();
    let path = format!("/bookings/{}", booking["booking"].as_str().unwrap());
    let packed = program.post(&format!("{path}/pack"), &json!({ "unit": code(4) })).await;
    assert_eq!(packed.json()["units"], json!([code(4)]), "{}", packed.text);
    let missed = program.ask("POST", &format!("{path}/no-show"), &[], "").await;
    assert_eq!(missed.status, StatusCode::OK, "{}", missed.text);
    assert_eq!(program.get(&path).await.json()["state"], "no_show");
}

#[tokio::test]
async fn what_lay_in_the_drop_box_counts_since_the_door_was_closed() {
    let kiosk = Kiosk::new();
    let (mira, sam) =
        (kiosk.join("Mira", Role::Steward, None), kiosk.join("Sam", Role::Member, None));
    let (desk, own) = (kiosk.key(&mira, &[Scope::Desk]), kiosk.key(&sam, &[Scope::Borrow]));
    own.post("/loans", &json!({ "unit": DRILL })).await;
    let back = json!({ "unit": DRILL, "drop_box": true });
    assert_eq!(own.post("/returns", &back).await.problem(), (403, "E-SCOPE".into()));
    let returned = desk.post("/returns", &back).await;
    assert_eq!(returned.json()["destination"], "home", "{}", returned.text);
}

#[tokio::test]
async fn hours_closures_and_rules_are_changed_in_the_file_and_nothing_else_of_it() {
    let (folder, kiosk) = shelved();
    let text = "# Ours.\nid = \"oak\"\nname = \"Oak Street\"\n\n[policies.week]\nlabel = \"One week\"\nperiod = 7 # days\n";
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Records]);
    let tag = program.get("/record?file=node.toml").await.header("etag").to_owned();
    let body = json!({ "text": text }).to_string();
    let put = program.ask("PUT", "/record?file=node.toml", &[("if-match", &tag)], &body).await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.text);
    let seen = program.get("/node").await.header("etag").to_owned();
    let hours = json!({ "opening_hours": [{ "day": "tue", "from": "16:00", "to": "19:00" }] });
    let known = [("if-match", seen.as_str())];
    let set = program.ask("PUT", "/node/opening-hours", &known, &hours.to_string()).await;
    assert_eq!(set.json()["opening_hours"][0]["from"], "16:00", "{}", set.text);
    let late = program.ask("PUT", "/node/opening-hours", &known, &hours.to_string()).await;
    assert_eq!(late.problem().0, 412);
    let back = json!({ "opening_hours": [{ "day": "tue", "from": "19:00", "to": "16:00" }] });
    let back = program.ask("PUT", "/node/opening-hours", &[], &back.to_string()).await;
    assert_eq!(back.problem(), (422, "E-UNREAD".into()));
    let days = json!({ "from": "2026-12-24", "to": "2026-12-26", "reason": "Holidays" });
    let closed = program.post("/node/closures", &days).await;
    assert_eq!(closed.json()["closures"][0]["reason"], "Holidays", "{}", closed.text);
    let longer = "{\"period\":14,\"requires_pin\":true}";
    let changed = program.ask("PATCH", "/node/policies/week", &[], longer).await;
    assert_eq!(changed.json()["policies"][0]["period"], 14, "{}", changed.text);
    let never = program.ask("PATCH", "/node/policies/week", &[], "{\"period\":0}").await;
    assert_eq!(never.problem().0, 422);
    assert_eq!(program.ask("PATCH", "/node/policies/none", &[], "{}").await.problem().0, 404);
    assert_eq!(program.delete("/node/closures/2026-12-25").await.problem().0, 404);
    let open = program.delete("/node/closures/2026-12-24").await;
    assert_eq!(open.json()["closures"], json!([]), "{}", open.text);
    let file = fs_err::read_to_string(folder.path().join("node.toml")).unwrap();
    assert!(file.starts_with("# Ours.") && file.contains("period = 14 # days"), "{file}");
}

#[tokio::test]
async fn a_record_is_brought_back_from_its_history() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Records]);
    let file = "/record?file=node.toml";
    let versions = program.get("/record/versions?file=node.toml").await.json();
    assert_eq!(versions["items"][0]["version"], "v2", "{versions}");
    let first = program.get("/record/versions?file=node.toml&limit=1").await.json();
    assert_eq!(first["items"].as_array().unwrap().len(), 1);
    let next =
        format!("/record/versions?file=node.toml&cursor={}", first["next"].as_str().unwrap());
    let second = program.get(&next).await.json();
    assert_eq!((&second["items"][0]["version"], second.get("next")), (&json!("v1"), None));
    let gone = program.get("/record/versions?file=node.toml&cursor=eHg").await;
    assert_eq!(gone.problem(), (422, "E-UNREAD".into()));
    let old = program.get(&format!("{file}&version=v1")).await;
    assert!(old.json()["text"].as_str().unwrap().contains("Acorn"), "{}", old.text);
    assert_eq!(program.get(&format!("{file}&version=none")).await.problem().0, 404);
    let outside = program.get("/record/versions?file=../secret").await;
    assert_eq!(outside.status, program.get("/record?file=../secret").await.status);
    assert!(!outside.status.is_success(), "{}", outside.text);
    let body = json!({ "text": old.json()["text"] }).to_string();
    let stale = [("if-match", old.header("etag"))];
    assert_eq!(program.ask("PUT", file, &stale, &body).await.problem().0, 412);
    let now = program.get(file).await;
    let put = program.ask("PUT", file, &[("if-match", now.header("etag"))], &body).await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.text);
    assert_eq!(program.get("/node").await.json()["name"], "Acorn");
}

#[tokio::test]
async fn a_program_invites_lets_in_lists_and_ends_devices_where_it_may_everything() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let part = kiosk.key(&mira, &[Scope::Members]);
    let refused = part.post("/device-invitations", &json!({})).await;
    assert_eq!(refused.problem(), (403, "E-SCOPE".into()));
    let program = kiosk.key(&mira, &[Scope::Members, Scope::Records]);
    let invited = program.post("/device-invitations", &json!({ "hours": 1 })).await;
    assert_eq!(invited.header("cache-control"), "no-store");
    assert_eq!(invited.json()["until"], "2026-05-12T15:00:00Z", "{}", invited.text);
    let never = program.post("/device-invitations", &json!({ "hours": 0 })).await;
    assert_eq!(never.problem(), (422, "E-UNREAD".into()));
    let late = program.post("/devices", &json!({ "request": "stead-join-1.late" })).await;
    assert_eq!(late.problem(), (409, "E-EXPIRED".into()));
    let let_in = program.post("/devices", &json!({ "request": "stead-join-1.k2" })).await;
    assert_eq!(
        (let_in.status, let_in.header("location")),
        (StatusCode::CREATED, "/api/v1/devices/k2")
    );
    let list = part.get("/devices").await.json();
    assert_eq!(list["items"][0]["device"], "k1");
    assert_eq!(list["items"][1]["words"], "eight words for the key of k2");
    assert_eq!(program.delete("/devices/k1").await.problem(), (409, "E-ITSELF".into()));
    assert_eq!(program.delete("/devices/k9").await.problem().0, 404);
    assert_eq!(part.delete("/devices/k2").await.problem().0, 403);
    assert_eq!(program.delete("/devices/k2").await.status, StatusCode::NO_CONTENT);
    let list = program.get("/devices").await.json();
    assert_eq!(list["items"][1]["until"], NOW.parse::<Timestamp>().unwrap().to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_unpacks_a_backup_and_says_yes_or_no_to_it() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let part = kiosk.key(&mira, &[Scope::Members]);
    assert_eq!(part.get("/restore").await.problem(), (403, "E-SCOPE".into()));
    let program = kiosk.key(&mira, &[Scope::Members, Scope::Records]);
    let before = program.get("/restore").await.json();
    assert_eq!(before["state"], "none");
    let ask = json!({ "backup": before["backups"][0], "passphrase": "four words are better" });
    let nowhere = program.post("/restore", &json!({ "backup": "/etc/passwd" })).await;
    assert_eq!(nowhere.problem(), (409, "E-NO-FILE".into()));
    let early = program.ask("PUT", "/restore/agreed", &[], "{}").await;
    assert_eq!(early.problem(), (409, "E-NO-BACKUP".into()));
    assert_eq!(program.post("/restore", &ask).await.status, StatusCode::ACCEPTED);
    let unpacked = loop {
        let now = program.get("/restore").await.json();
        if now["state"] != "busy" {
            break now;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(
        (&unpacked["state"], &unpacked["unpacked"]["events_since"]),
        (&json!("unpacked"), &json!(3))
    );
    let agreed = program.ask("PUT", "/restore/agreed", &[], "{}").await;
    assert_eq!(agreed.json()["unpacked"]["agreed"], true, "{}", agreed.text);
    assert_eq!(program.delete("/restore").await.status, StatusCode::NO_CONTENT);
    assert_eq!(program.get("/restore").await.json()["state"], "none");
}

#[tokio::test]
async fn the_reports_have_the_figures_of_the_screen_and_are_for_stewards() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let sam = kiosk.join("Sam", Role::Member, None);
    let program = kiosk.key(&mira, &[Scope::Desk]);
    assert_eq!(program.get("/reports").await.json().get("on_time"), None, "nothing came back");
    kiosk.takes(&sam, DRILL).await;
    kiosk.takes(&sam, &code(4)).await;
    program.post("/returns", &json!({ "unit": code(4) })).await;
    let reports = program.get("/reports").await.json();
    assert_eq!((&reports["out"], &reports["late"]), (&json!(1), &json!(0)), "{reports}");
    assert_eq!(reports["on_time"], 100);
    let months = reports["months"].as_array().unwrap();
    assert_eq!((months.len(), &months[11]), (12, &json!({ "month": "2026-05-01", "loans": 2 })));
    assert_eq!(reports["most"].as_array().unwrap().len(), 2, "{reports}");
    let own = kiosk.key(&sam, &[Scope::Read]);
    assert_eq!(own.get("/reports").await.problem(), (403, "E-SCOPE".into()));
}
