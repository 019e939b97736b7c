//! What members and passers-by do: borrow, return, find, book, say that something is wrong.

use super::*;

#[tokio::test]
async fn home_offers_a_scan_and_four_ways_in() {
    let kiosk = Kiosk::new();
    let page = kiosk.browser().get("/").await;
    for words in ["Scan a label or your card", "Borrow", "Return", "Find", "Book", "5 things"] {
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
async fn ones_own_thing_is_returned_or_kept_longer() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    browser.post("/kiosk/done", &[]).await;
    kiosk.later(48);
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
    let page = browser.get("/kiosk/book/tent?from=2026-05-14&to=2026-05-15").await;
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

#[tokio::test]
async fn who_waits_may_stop_waiting() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    kiosk.takes(&sam, DRILL).await;
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    browser.post("/kiosk/hold", &[("title", "cordless-drill")]).await;
    let page = browser.get("/kiosk/me").await;
    let page = browser.post("/kiosk/hold/cancel", &[("hold", &field(&page, "hold"))]).await;
    assert!(page.contains("out of the queue"), "{page}");
}

#[tokio::test]
async fn credits_are_not_left_to_a_name_that_nobody_here_has() {
    let kiosk = Kiosk::new();
    let [sam, mira] = [("Sam", Role::Member), ("Mira", Role::Steward)]
        .map(|(name, role)| kiosk.join(name, role, Some("2468")));
    let desk = kiosk.key(&mira, &[desk::Scope::Members]);
    let there = format!("/members/{}/settle", sam.number);
    let no = desk.post(&there, &serde_json::json!({ "to": "@nobody-here" })).await.problem();
    assert_eq!(no.0, 422, "{no:?}");
    let commons = desk.post(&there, &serde_json::json!({ "to": "commons" })).await;
    assert_eq!(commons.status, StatusCode::OK, "{}", commons.text);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let here = format!("/kiosk/steward/members/{}", sam.number);
    let page = browser.post(&here, &[("do", "settle"), ("to", "nobody-here")]).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Nobody here has this name"), "{page}");
}

#[tokio::test]
async fn a_program_says_that_it_is_sure_before_a_name_is_made_twice() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let program = kiosk.key(&mira, &[desk::Scope::Members]);
    let again = serde_json::json!({ "name": "sam  adeyemi" });
    let refused = program.post("/members", &again).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    assert_eq!(refused.json()["members"], serde_json::json!([sam.number.to_string()]));
    let sure = serde_json::json!({ "name": "sam  adeyemi", "sure": true });
    let made = program.post("/members", &sure).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
}
