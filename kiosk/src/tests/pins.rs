//! PINs, the other way than a PIN, and what may be tried only so often.

use std::time::Duration;

use super::*;

const SAW: u32 = 2;

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::await_holding_lock, reason = "holding it is what the test is about")]
async fn while_a_pin_is_compared_the_desk_goes_on() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, Some("4711"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    // Comparing waits behind this; the desk must not.
    let slow = kiosk.app.slow.lock().unwrap();
    let request = browser.request("POST", "/kiosk/pin", Body::from("pin=4711"));
    let asked = tokio::spawn(kiosk.router.clone().oneshot(request));
    let counted = || async {
        let desk = kiosk.app.desk();
        desk.members().get(sam.number).is_ok()
    };
    for _ in 0..20 {
        assert!(counted().await, "the desk is free");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(!asked.is_finished());
    drop(slow);
    let answer = asked.await.unwrap().unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_steward_says_who_somebody_is_and_no_pin_is_needed() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mira = kiosk.join("Mira Okafor", Role::Steward, Some("2468"));
    let ben = kiosk.join("Ben", Role::Member, Some("1111"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(&code(SAW)).await;
    assert_eq!(kiosk.status(&code(SAW)), Status::Available);
    let page = browser.get("/kiosk/pin").await;
    assert!(page.contains("/kiosk/pin/steward"), "{page}");
    let page = browser.get("/kiosk/pin/steward").await;
    assert!(page.contains("Ask a steward") && page.contains("Sam A."), "{page}");
    let page = browser.card(&ben).await;
    assert!(page.contains("not the card of a steward"), "{page}");
    let page = browser.card(&mira).await;
    assert!(page.contains("Mira O., please type your PIN"), "{page}");
    let page = browser.post("/kiosk/pin/steward", &[("pin", "9999")]).await;
    assert_eq!(browser.last, StatusCode::FORBIDDEN);
    assert!(!page.contains("2468"));
    let page = browser.post("/kiosk/pin/steward", &[("pin", "2468")]).await;
    assert!(page.contains("Hello, Sam A."), "it is still Sam who borrows: {page}");
    assert!(matches!(kiosk.status(&code(SAW)), Status::Out { .. }));
    browser.get("/kiosk/steward").await;
    assert!(
        browser.place.starts_with("/kiosk/pin"),
        "no steward's screen is open: {}",
        browser.place
    );
}

#[tokio::test]
async fn a_card_that_rests_after_wrong_pins_works_again_when_a_steward_says_so() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, Some("4711"));
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    for _ in 0..6 {
        browser.post("/kiosk/pin", &[("pin", "0000")]).await;
    }
    let page = browser.post("/kiosk/pin", &[("pin", "4711")]).await;
    assert_eq!(browser.last, StatusCode::FORBIDDEN, "the card rests: {page}");
    browser.get("/kiosk/pin/steward").await;
    browser.card(&mira).await;
    browser.post("/kiosk/pin/steward", &[("pin", "2468")]).await;
    assert_eq!(browser.last, StatusCode::OK);
    browser.post("/kiosk/done", &[]).await;
    browser.card(&sam).await;
    browser.post("/kiosk/pin", &[("pin", "4711")]).await;
    assert_eq!(browser.last, StatusCode::OK, "the right PIN is right again");
}

#[tokio::test]
async fn cards_that_nobody_has_cannot_be_tried_for_ever() {
    let kiosk = Kiosk::new();
    let mut browser = kiosk.browser();
    let mut random = SeededRandomness::new("strangers");
    let mut refused = 0;
    for _ in 0..30 {
        let card = desk::Card::draw(&mut random).unwrap();
        browser.scan(&card.compact()).await;
        refused += usize::from(browser.last == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(refused, 10);
    *kiosk.clock.0.lock().unwrap() += SignedDuration::from_secs(10);
    browser.scan(&desk::Card::draw(&mut random).unwrap().compact()).await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn signing_out_tells_the_browser_to_forget() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let request = browser.request("POST", "/kiosk/done", Body::empty());
    let response = kiosk.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["clear-site-data"], "\"cache\", \"storage\"");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert!(response.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
}
