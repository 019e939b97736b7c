//! What is done beside the desk is done once, too, where a program names its request.

use desk::Scope;
use serde_json::{Value, json};

use super::api::Program;
use super::computer::shelved;
use super::*;

const ONCE: &[(&str, &str)] = &[("idempotency-key", "o-1")];

impl Program<'_> {
    async fn once(&self, path: &str, body: &Value) -> super::api::Answered {
        self.ask("POST", path, ONCE, &body.to_string()).await
    }
}

#[tokio::test]
async fn a_backup_asked_for_twice_is_made_once_and_a_refusal_leaves_the_key_free() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Members, Scope::Records]);
    assert_eq!(program.once("/backup", &json!({})).await.problem().1, "E-NO-PHRASE");
    let sealed = json!({ "passphrase": "correct horse battery" });
    let first = program.once("/backup", &sealed).await;
    assert_eq!(first.status, StatusCode::ACCEPTED, "{}", first.text);
    while program.get("/backup").await.json()["state"] == "busy" {
        tokio::task::yield_now().await;
    }
    let again = program.once("/backup", &sealed).await;
    assert_eq!((again.status, &again.text), (first.status, &first.text));
    assert_eq!(program.get("/backup").await.json()["state"], "done", "nothing was begun anew");
    let other = json!({ "passphrase": "another horse battery" });
    assert_eq!(program.once("/backup", &other).await.problem(), (422, "E-KEY-REUSED".into()));
}

#[tokio::test]
async fn a_pin_and_an_invitation_are_told_once_and_the_second_answer_is_without_them() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let sam = kiosk.join("Sam", Role::Member, None);
    let program = kiosk.key(&mira, &[Scope::Members, Scope::Records]);
    let path = format!("/members/{}/pin", sam.number);
    let first = program.ask("POST", &path, ONCE, "").await.json();
    let pin = first["pin"].as_str().unwrap().to_owned();
    let again = program.ask("POST", &path, ONCE, "").await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, json!({ "member": sam.number })));
    let (pin, now) = (pin.parse().unwrap(), NOW.parse().unwrap());
    let checked = kiosk.app.desk().members_mut().0.verify_pin(sam.number, &pin, now).unwrap();
    assert_eq!(checked, desk::members::PinCheck::Right, "no other one was drawn");
    let hour = [("idempotency-key", "o-2")];
    let first = program.ask("POST", "/device-invitations", &hour, "{\"hours\":1}").await.json();
    assert!(first["text"].is_string(), "{first}");
    let again = program.ask("POST", "/device-invitations", &hour, "{\"hours\":1}").await.json();
    assert_eq!(again, json!({ "until": first["until"] }));
}

#[tokio::test]
async fn a_device_is_let_in_once_and_every_post_says_that_it_takes_a_key() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Members, Scope::Records]);
    let shown = json!({ "request": "stead-join-1.k2" });
    let first = program.once("/devices", &shown).await;
    let again = program.once("/devices", &shown).await;
    assert_eq!((again.status, &again.text), (StatusCode::CREATED, &first.text));
    let list = program.get("/devices").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2, "{list}");
    let (document, routes) = crate::api::described();
    for (_, path, _) in routes.iter().filter(|(verb, ..)| verb == "post") {
        let parameters = document["paths"][path]["post"]["parameters"].as_array().unwrap();
        assert!(parameters.iter().any(|one| one["name"] == "Idempotency-Key"), "{path}");
    }
}

#[tokio::test]
async fn a_photo_sent_twice_is_one_photo() {
    let (folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Records]);
    program.post("/titles", &json!({ "name": "Bench vice" })).await;
    let send = || {
        let request = Request::builder()
            .method("POST")
            .uri("/api/v1/titles/bench-vice/photos")
            .header("host", "localhost:8080")
            .header("authorization", format!("Bearer {}", program.key.as_ref().unwrap()))
            .header("content-type", "image/jpeg")
            .header("idempotency-key", "p-1")
            .body(Body::from(super::programs::jpeg()))
            .unwrap();
        kiosk.status_of(request)
    };
    assert_eq!((send().await, send().await), (StatusCode::CREATED, StatusCode::CREATED));
    let photos = fs_err::read_dir(folder.path().join("media/titles")).unwrap().count();
    assert_eq!(photos, 1);
    let title = program.get("/titles/bench-vice").await.json();
    assert_eq!(title["images"].as_array().unwrap().len(), 1, "{title}");
}
