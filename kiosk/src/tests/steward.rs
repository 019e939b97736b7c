//! What stewards do at the kiosk.

use super::*;

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
    kiosk.later(24 * 10);
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
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
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
