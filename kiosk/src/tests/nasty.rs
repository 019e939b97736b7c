//! What goes wrong at a desk, by the numbers under which `docs/TESTING.md` lists it. Each ends with a
//! sentence that says what to do next; none is an error.

use catalog::record::{Contents, Lifecycle, TitleKind};
use desk::LendAct;

use super::*;

#[tokio::test]
async fn case_01_a_thing_that_comes_back_while_somebody_waits_goes_to_the_hold_shelf() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let kim = kiosk.join("Kim Berg", Role::Member, None);
    kiosk.takes(&sam, DRILL).await;
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    let page = browser.post("/kiosk/hold", &[("title", "cordless-drill")]).await;
    assert!(page.contains("You are next"), "{page}");
    browser.post("/kiosk/done", &[]).await;
    let page = kiosk.returns(DRILL, &[]).await;
    assert!(page.contains("Put it on Hold shelf. Somebody is waiting for it."), "{page}");
    assert!(!page.contains("Kim"), "a shared screen does not say who waits: {page}");
    browser.card(&kim).await;
    let page = browser.get("/kiosk/me").await;
    assert!(page.contains("On the hold shelf until"), "{page}");
    browser.post("/kiosk/done", &[]).await;
    kiosk.takes(&kim, DRILL).await;
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }), "the one who waited takes it");
}

#[tokio::test]
async fn case_01_what_waits_for_somebody_stays_theirs_when_it_is_brought_to_the_desk_once_more() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    kiosk.takes(&sam, DRILL).await;
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    browser.post("/kiosk/hold", &[("title", "cordless-drill")]).await;
    browser.post("/kiosk/done", &[]).await;
    kiosk.returns(DRILL, &[]).await;
    let page = kiosk.returns(DRILL, &[]).await;
    assert!(page.contains("Put it on Hold shelf. Somebody is waiting for it."), "{page}");
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("This waits for somebody else"), "{page}");
    kiosk.takes(&kim, DRILL).await;
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }));
}

#[tokio::test]
async fn case_02_what_is_booked_for_tomorrow_is_offered_for_a_shorter_time() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let kim = kiosk.join("Kim", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    let fields = [
        ("from", "2026-05-14"),
        ("to", "2026-05-15"),
        ("from_time", "10:00"),
        ("to_time", "18:00"),
        ("qty", "2"),
    ];
    browser.post("/kiosk/book/tent", &fields).await;
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(&code(4)).await;
    assert!(page.contains("Take it until"), "{page}");
    let due = field(&page, "due");
    let page = browser.post("/kiosk/lend", &[("unit", &code(4)), ("due", &due)]).await;
    assert!(page.contains("is yours"), "{page}");
}

#[tokio::test]
async fn case_03_a_booking_of_the_other_one_does_not_stop_this_loan() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let kim = kiosk.join("Kim", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    let fields = [("from", "2026-05-13"), ("to", "2026-05-14"), ("qty", "1")];
    browser.post("/kiosk/book/tent", &fields).await;
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(&code(5)).await;
    assert!(page.contains("is yours"), "the other tent keeps the promise: {page}");
}

#[tokio::test]
async fn case_04_what_was_given_up_and_comes_back_is_welcomed_and_decided_by_a_person() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    kiosk.takes(&sam, DRILL).await;
    kiosk.app.desk().lost(DRILL.parse().unwrap(), None, By::Steward(mira.number)).unwrap();
    let page = kiosk.returns(DRILL, &[]).await;
    assert!(page.contains("Well found"), "{page}");
    assert_eq!(kiosk.status(DRILL), Status::Available);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.get("/kiosk/steward/exceptions").await;
    assert!(page.contains("was given up as lost and has come back"), "{page}");
    let exception = field(&page, "exception");
    let fields = [("exception", exception.as_str()), ("choose", "noted")];
    let page = browser.post("/kiosk/steward/resolve", &fields).await;
    assert!(page.contains("Nothing to decide"), "{page}");
}

#[tokio::test]
async fn case_05_who_said_it_was_back_was_right_and_nothing_is_late() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    kiosk.takes(&sam, DRILL).await;
    kiosk.later(24 * 20);
    let mut browser = kiosk.browser();
    let page = browser.steward(&mira, "2468").await;
    let loan = field(&page, "loan");
    browser.post("/kiosk/steward/loan", &[("loan", &loan), ("do", "claims_returned")]).await;
    kiosk.returns(DRILL, &[]).await;
    assert!(kiosk.app.desk().things_of(sam.number).unwrap().loans.is_empty());
    assert_eq!(kiosk.status(DRILL), Status::Available);
}

#[tokio::test]
async fn case_06_what_is_still_listed_with_somebody_else_is_taken_over_by_who_holds_it() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    kiosk.takes(&sam, DRILL).await;
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("still listed with another member"), "{page}");
    assert!(page.contains("I have it in my hand") && !page.contains("Sam"), "{page}");
    let fields = [("unit", "7K3QP2J"), ("accept", "E-STILL-OUT")];
    let page = browser.post("/kiosk/lend", &fields).await;
    assert!(page.contains("One thing to take home"), "{page}");
    assert_eq!(kiosk.app.desk().things_of(kim.number).unwrap().loans.len(), 1);
    assert_eq!(kiosk.app.desk().things_of(sam.number).unwrap().loans.len(), 0);
}

#[tokio::test]
async fn case_07_ones_own_thing_asks_return_or_keep() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, DRILL).await;
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("Return it, or keep it longer?"), "{page}");
    assert!(page.contains("/kiosk/renew") && page.contains("/kiosk/return/7K3QP2J"), "{page}");
}

/// A kit of the drill and the saw, with a label of its own.
fn with_kit() -> Kiosk {
    Kiosk::with(|documents| {
        let mut kit = title("first-flat", "First flat set", &[code(9)]);
        kit.kind = TitleKind::Kit;
        let saw = code(2).parse().unwrap();
        kit.contents = vec![Contents::Unit(DRILL.parse().unwrap()), Contents::Unit(saw)];
        documents.titles.insert(kit.slug.clone(), kit);
    })
}

#[tokio::test]
async fn case_11_a_kit_comes_back_in_parts_and_the_rest_stays_listed() {
    let kiosk = with_kit();
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, &code(9)).await;
    let kit = code(9).parse::<Code>().unwrap().compact();
    let page = kiosk.browser().get(&format!("/kiosk/return/{kit}")).await;
    assert!(page.contains("Cordless drill") && page.contains("Circular saw"), "{page}");
    let page = kiosk.returns(&code(9), &[("kit", "1")]).await;
    assert!(page.contains("Tick at least one thing"), "{page}");
    let page = kiosk.returns(&code(9), &[("kit", "1"), ("line", DRILL)]).await;
    assert!(page.contains("Still with the borrower: Circular saw"), "{page}");
    assert_eq!(kiosk.status(DRILL), Status::Available);
    assert!(matches!(kiosk.status(&code(2)), Status::Out { .. }));
    let page = kiosk.returns(&code(9), &[("kit", "1"), ("line", &code(2))]).await;
    assert!(!page.contains("Still with the borrower"), "{page}");
    assert!(kiosk.app.desk().things_of(sam.number).unwrap().loans.is_empty());
}

#[tokio::test]
async fn case_12_a_part_of_a_kit_comes_back_alone_and_says_which_set_it_was_in() {
    let kiosk = with_kit();
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, &code(9)).await;
    let page = kiosk.browser().scan(&code(2)).await;
    assert!(page.contains("This went out with “First flat set”"), "{page}");
    kiosk.returns(&code(2), &[]).await;
    assert_eq!(kiosk.status(&code(2)), Status::Available);
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }));
}

#[tokio::test]
async fn case_14_a_part_that_is_missing_is_named_and_nobody_is_blamed() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, DRILL).await;
    let page = kiosk.returns(DRILL, &[("counted", "1"), ("part", "1")]).await;
    assert!(page.contains("2 × battery") && page.contains("Bring it when you can"), "{page}");
}

#[tokio::test]
async fn case_14_what_was_missing_before_is_not_the_next_borrowers_doing() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    kiosk.takes(&sam, DRILL).await;
    kiosk.later(24);
    let lost = [("counted", "1"), ("part", "1"), ("gone-0", "lost")];
    let page = kiosk.returns(DRILL, &lost).await;
    assert!(page.contains("Written down as lost: 2 × battery"), "{page}");
    kiosk.later(24 * 3);
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("Missing already, not your doing: 2 × battery"), "{page}");
    assert!(page.contains("With it: side handle") && !page.contains("handle, 2 ×"), "{page}");
    browser.post("/kiosk/done", &[]).await;
    let page = browser.get("/kiosk/return/7K3QP2J").await;
    assert!(
        page.contains("Missing since Wed 13 May") || page.contains("Missing since 13 May"),
        "{page}"
    );
    assert!(page.contains("name=\"gone-0\" value=\"before\" checked"), "{page}");
    // Whatever the next one says of it, it was missing since Sam.
    for word in ["before", "lost"] {
        let fields = [("counted", "1"), ("part", "1"), ("gone-0", word)];
        let page = kiosk.returns(DRILL, &fields).await;
        assert!(page.contains("2 × battery was missing before you had it"), "{page}");
    }
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.get("/kiosk/steward/tickets").await;
    assert!(
        page.contains("Missing parts: 1") && page.contains("They said that it is lost"),
        "{page}"
    );
    let fields = [("unit", field(&page, "unit")), ("part", field(&page, "part"))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = browser.post("/kiosk/steward/part", &fields).await;
    assert!(!page.contains("Missing parts"), "{page}");
    assert!(kiosk.app.desk().missing_parts().is_empty());
}

#[tokio::test]
async fn case_14_a_part_that_nobody_had_missed_was_gone_when_the_loan_began() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, DRILL).await;
    kiosk.later(48);
    let fields = [("counted", "1"), ("part", "0"), ("gone-1", "before")];
    let page = kiosk.returns(DRILL, &fields).await;
    assert!(page.contains("side handle was missing before you had it"), "{page}");
    assert!(!page.contains("Bring it when you can"), "{page}");
    let desk = kiosk.app.desk();
    let parts = desk.missing_parts();
    let since: Vec<_> =
        parts.iter().map(|one| (one.1.since.date().to_string(), one.1.loan)).collect();
    assert_eq!(since, [("2026-05-12".into(), None)]);
}

#[tokio::test]
async fn case_14_what_is_brought_later_is_on_ones_own_list_until_it_is_there() {
    let kiosk = Kiosk::with(|documents| {
        let week = documents.node.policies.get_mut("week").unwrap();
        week.lend_incomplete = false;
    });
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    kiosk.takes(&sam, DRILL).await;
    let fields = [("counted", "1"), ("part", "0"), ("gone-1", "later")];
    let page = kiosk.returns(DRILL, &fields).await;
    assert!(page.contains("Red box") && page.contains("Bring it when you can"), "{page}");
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    assert!(!browser.get("/kiosk/me").await.contains("Still to bring"));
    browser.card(&sam).await;
    let page = browser.get("/kiosk/me").await;
    assert!(page.contains("Still to bring") && page.contains("side handle"), "{page}");
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut desk = kiosk.browser();
    desk.steward(&mira, "2468").await;
    let page = desk.get("/kiosk/steward/tickets").await;
    assert!(page.contains("They said that they will bring it. · Sam</span>"), "{page}");
    let page = browser.get("/kiosk/return/7K3QP2J").await;
    assert!(page.contains("Missing since"), "{page}");
    let all = [("counted", "1"), ("part", "0"), ("part", "1")];
    let page = browser.post("/kiosk/return/7K3QP2J", &all).await;
    assert!(
        page.contains("Put it on Shelf B4"),
        "what was kept apart for it is free again: {page}"
    );
    assert!(!browser.get("/kiosk/me").await.contains("Still to bring"));
    assert_eq!(kiosk.status(DRILL), Status::Available);
}

#[tokio::test]
async fn case_15_the_neighbours_label_is_seen_by_its_name_and_taken_back_by_its_line() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(&code(2)).await;
    assert!(page.contains("Circular saw"), "the name says that it is not the drill: {page}");
    browser.scan(&code(4)).await;
    let page = browser.get("/kiosk/basket").await;
    assert!(page.contains("Undo: Tent for four"), "{page}");
    let page = browser.post("/kiosk/undo", &[("event", &field(&page, "event"))]).await;
    assert!(page.contains("Taken back"), "{page}");
    assert_eq!(kiosk.status(&code(4)), Status::Available);
    let page = browser.scan(DRILL).await;
    assert!(page.contains("Cordless drill, 18 V is yours"), "{page}");
}

#[tokio::test]
async fn case_16_a_label_on_two_things_is_replaced_on_one_and_both_are_found() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let (unit, new) = (DRILL.parse::<Code>().unwrap(), code(800).parse::<Code>().unwrap());
    let by = By::Steward(mira.number);
    {
        use catalog::event::LabelAction;
        let mut desk = kiosk.app.desk();
        desk.label(unit, LabelAction::Duplicate, None, by).unwrap();
        assert!(desk.view(unit).unwrap().state.flags.label_problem);
        desk.label(unit, LabelAction::Replace, Some(new), by).unwrap();
        desk.label(unit, LabelAction::Settle, None, by).unwrap();
        assert!(!desk.view(unit).unwrap().state.flags.label_problem);
    }
    kiosk.takes(&sam, &new.to_string()).await;
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }), "the new label is the same thing");
    let page = kiosk.browser().scan(DRILL).await;
    assert!(page.contains("How is it?"), "and so is the old one: {page}");
}

#[tokio::test]
async fn case_16_a_steward_who_holds_both_gives_one_a_label_of_its_own() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.get("/kiosk/wrong/7K3QP2J").await;
    assert!(!page.contains("on two things"), "members tell a steward: {page}");
    browser.post("/kiosk/wrong/7K3QP2J/label", &[("do", "doubled")]).await;
    assert!(!kiosk.app.desk().view(DRILL.parse().unwrap()).unwrap().state.flags.label_problem);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.get("/kiosk/wrong/7K3QP2J").await;
    assert!(page.contains("This label is on two things"), "{page}");
    let page = browser.post("/kiosk/wrong/7K3QP2J/label", &[("do", "doubled")]).await;
    assert!(page.contains("put it on one of the two things"), "{page}");
    let page = kiosk.browser().get("/I/7K3QP2J").await;
    assert!(page.contains("Two things carry this label"), "whoever scans it compares: {page}");
    let page = browser.post("/kiosk/wrong/7K3QP2J/label", &[("do", "settled")]).await;
    assert!(!page.contains("Two things carry this label"), "{page}");
}

#[tokio::test]
async fn case_17_a_label_that_is_scanned_twice_counts_once() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("Already in your list"), "{page}");
    assert_eq!(kiosk.app.desk().things_of(sam.number).unwrap().loans.len(), 1);
}

#[tokio::test]
async fn case_18_an_unknown_code_tells_a_member_whom_to_ask_and_a_steward_how_to_register_it() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    let page = browser.scan(&code(77)).await;
    assert!(page.contains("A steward can register it"), "{page}");
    browser.steward(&mira, "2468").await;
    let page = browser.scan(&code(77)).await;
    assert!(page.contains("Register a thing") && page.contains(&code(77)), "{page}");
    let mut member = kiosk.browser();
    let page = member.scan("4006381333931").await;
    assert!(page.contains("4006381333931 is not in our catalogue"), "{page}");
    let page = browser.scan("4006381333931").await;
    assert!(page.contains("Somebody else printed 4006381333931"), "{page}");
    let nowhere = code(99);
    let fields = [("code", "4006381333931"), ("unit", nowhere.as_str())];
    let page = browser.post("/kiosk/steward/alias", &fields).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY, "no such thing: {page}");
}

#[tokio::test]
async fn case_19_another_card_finishes_and_begins_and_a_card_is_never_taken_for_a_thing() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    let page = browser.card(&kim).await;
    assert!(page.contains("Hello, Kim") && !page.contains("Cordless drill"), "{page}");
    assert_eq!(kiosk.app.desk().things_of(sam.number).unwrap().loans.len(), 1, "Sam's is lent");
    browser.post("/kiosk/done", &[]).await;
    browser.get("/kiosk/return").await;
    let page = browser.card(&sam).await;
    assert!(page.contains("Hello, Sam"), "a card in the middle of returning signs in: {page}");
    browser.get(&format!("/kiosk/return/{}", sam.card.compact())).await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn case_20_after_who_walked_away_a_scan_without_a_card_is_a_return() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    *kiosk.clock.0.lock().unwrap() += SignedDuration::from_secs(120);
    let page = browser.scan(DRILL).await;
    assert!(page.contains("How is it?") && !page.contains("Sam"), "{page}");
}

#[tokio::test]
async fn case_21_a_member_who_is_not_confirmed_borrows_one_thing() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    {
        let mut desk = kiosk.app.desk();
        let mut member = desk.members().get(sam.number).unwrap();
        member.provisional = true;
        desk.members_mut().0.update(&member).unwrap();
    }
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("is yours"), "{page}");
    let page = browser.scan(&code(4)).await;
    assert!(page.contains("basket") && page.contains("class=\" no\""), "{page}");
    assert_eq!(kiosk.app.desk().things_of(sam.number).unwrap().loans.len(), 1);
}

#[tokio::test]
async fn case_21_where_a_card_is_not_known_it_is_said_how_old_the_news_of_other_devices_is() {
    let folder = tempfile::tempdir().unwrap();
    let root = camino::Utf8Path::from_path(folder.path()).unwrap();
    let put = |path: &str, text: &str| {
        fs_err::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs_err::write(root.join(path), text).unwrap();
    };
    put("node.toml", "id = \"oak\"\nname = \"Oak Street\"\n");
    put("places/shelf.toml", "name = \"Shelf\"\n");
    put(
        "catalog/dr/drill.md",
        &format!(
            "+++\nname = \"Drill\"\n[[units]]\ncode = \"{DRILL}\"\nhome_place = \"shelf\"\n+++\n"
        ),
    );
    let at = |device: &str, now: &str| {
        let clock = Hand(Arc::new(Mutex::new(now.parse().unwrap())));
        let options = OpenOptions {
            not_before: Some("2026-01-01T00:00:00Z".parse().unwrap()),
            ..OpenOptions::new("test", device.parse().unwrap())
        };
        let random = Box::new(SeededRandomness::new(device));
        let desk = Desk::open(root, options, Box::new(clock.clone()), random).unwrap();
        Kiosk::opened(desk, clock, Options::default())
    };
    let stranger = Card::draw(&mut SeededRandomness::new("stranger")).unwrap();
    let scanned = format!("/C/{}", stranger.compact());
    {
        let first = at("k1", "2026-05-03T12:00:00Z");
        let sam = first.join("Sam", Role::Member, None);
        first.takes(&sam, DRILL).await;
        let page = first.browser().scan(&scanned).await;
        assert!(page.contains("We do not know this card"), "{page}");
        assert!(!page.contains("other computers"), "it is alone: {page}");
    }
    let page = at("k2", NOW).browser().scan(&scanned).await;
    assert!(page.contains("The last news from our other computers is 9 days old"), "{page}");
}

#[tokio::test]
async fn case_23_a_clock_that_fell_back_is_said_to_everybody_and_set_by_a_steward() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    *kiosk.clock.0.lock().unwrap() = "1970-01-01T00:00:40Z".parse().unwrap();
    let page = kiosk.browser().get("/kiosk").await;
    assert!(page.contains("not sure what time it is"), "{page}");
    kiosk.takes(&sam, DRILL).await;
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }), "lending goes on");
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    browser.post("/kiosk/steward/clock", &[("now", "2026-05-13T09:30")]).await;
    let page = kiosk.browser().get("/kiosk").await;
    assert!(!page.contains("not sure what time it is") && page.contains("13 May"), "{page}");
    let desk = kiosk.app.desk();
    let loan = desk.things_of(sam.number).unwrap().loans[0];
    assert!(!desk.is_late(&desk.node().state.loans[&loan]), "nobody is late because of it");
}

#[tokio::test]
async fn case_24_a_loan_is_due_when_the_door_closes_and_not_at_midnight() {
    let kiosk = Kiosk::with(|documents| {
        let every = catalog::record::OpeningHours {
            day: catalog::record::WeekDay::Tue,
            from: jiff::civil::time(10, 0, 0, 0),
            to: jiff::civil::time(18, 0, 0, 0),
        };
        documents.node.opening_hours = vec![every];
    });
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, DRILL).await;
    let late = |kiosk: &Kiosk| {
        let desk = kiosk.app.desk();
        let loan = desk.things_of(sam.number).unwrap().loans[0];
        let loan = &desk.node().state.loans[&loan];
        (desk.due(loan).to_string(), loan.days_over(desk.today()))
    };
    let (due, _) = late(&kiosk);
    assert!(due.starts_with("2026-05-19"), "the next Tuesday: {due}");
    // The evening of that day, an hour before the night in which clocks could be changed.
    *kiosk.clock.0.lock().unwrap() = "2026-05-19T21:59:00Z".parse().unwrap();
    assert_eq!(late(&kiosk).1, 0, "the day is not over at the place");
}

#[tokio::test]
async fn case_25_a_due_date_rolls_over_days_on_which_the_door_is_closed() {
    let kiosk = Kiosk::with(|documents| {
        documents.node.closures.push(catalog::record::Closure {
            from: "2026-05-19".parse().unwrap(),
            to: "2026-05-20".parse().unwrap(),
            reason: None,
        });
    });
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("21 May"), "{page}");
}

#[tokio::test]
async fn case_29_a_missing_thing_in_somebodys_hand_has_been_found_and_is_lent() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let unit = DRILL.parse().unwrap();
    let by = By::Steward(mira.number);
    kiosk.app.desk().set_lifecycle(unit, Lifecycle::Missing, None, by).unwrap();
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("is yours"), "{page}");
}

#[tokio::test]
async fn case_30_a_booking_of_what_was_retired_is_said_to_be_at_risk_and_another_is_offered() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let unit = code(4).parse::<Code>().unwrap();
    let wish = [("from", "2026-05-20"), ("to", "2026-05-21"), ("unit", &unit.compact())];
    let page = browser.post("/kiosk/book/tent", &wish).await;
    assert!(page.contains("Booked."), "{page}");
    browser.post("/kiosk/done", &[]).await;
    let broken = Lifecycle::Retired(catalog::record::RetiredReason::Broken);
    kiosk.app.desk().set_lifecycle(unit, broken, None, By::Steward(mira.number)).unwrap();
    let page = browser.steward(&mira, "2468").await;
    assert!(
        page.contains("What was promised is no longer there") && page.contains("Sam"),
        "{page}"
    );
    let other = code(5).parse::<Code>().unwrap().compact();
    assert_eq!(field(&page, "unit"), other, "the other tent is offered");
    let booking = field(&page, "booking");
    let fields = [("booking", booking.as_str()), ("unit", &other), ("answer", "pack")];
    let page = browser.post("/kiosk/steward/booking", &fields).await;
    assert!(!page.contains("no longer there"), "{page}");
    kiosk.later(24 * 8);
    browser.card(&sam).await;
    let page = browser.scan(&code(5)).await;
    assert!(page.contains("is yours"), "{page}");
    let desk = kiosk.app.desk();
    let loan = desk.things_of(sam.number).unwrap().loans[0];
    let booking: catalog::ids::ReservationId = booking.parse().unwrap();
    assert_eq!(desk.node().state.loans[&loan].reservation, Some(booking), "the booking is kept");
}

#[tokio::test]
async fn case_13_a_kit_comes_back_as_it_went_out_whatever_belongs_in_it_meanwhile() {
    let kiosk = with_kit();
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, &code(9)).await;
    {
        let mut desk = kiosk.app.desk();
        let mut documents = Documents::clone(&desk.node().documents);
        let kit = documents.titles.get_mut(&slug("first-flat")).unwrap();
        kit.contents = vec![Contents::Unit(code(4).parse().unwrap())];
        desk.take_documents(Arc::new(documents), vec![]).unwrap();
    }
    let kit = code(9).parse::<Code>().unwrap().compact();
    let page = kiosk.browser().get(&format!("/kiosk/return/{kit}")).await;
    assert!(page.contains("Cordless drill") && page.contains("Circular saw"), "{page}");
    assert!(!page.contains("Tent"), "what was put in later never went out: {page}");
    let both = [("kit", "1"), ("line", DRILL), ("line", &code(2))];
    let page = kiosk.returns(&code(9), &both).await;
    assert!(!page.contains("Still with the borrower"), "{page}");
    assert!(kiosk.app.desk().things_of(sam.number).unwrap().loans.is_empty());
}

#[tokio::test]
async fn case_31_a_loan_keeps_its_rules_and_a_renewal_follows_the_new_ones() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, DRILL).await;
    let due = |kiosk: &Kiosk| {
        let desk = kiosk.app.desk();
        let loan = desk.things_of(sam.number).unwrap().loans[0];
        desk.node().state.loans[&loan].due.to_string()
    };
    let before = due(&kiosk);
    {
        let mut desk = kiosk.app.desk();
        let mut documents = Documents::clone(&desk.node().documents);
        let week =
            documents.node.policies.get_mut(&"week".parse::<catalog::ids::PolicyName>().unwrap());
        week.unwrap().period = 21;
        desk.take_documents(Arc::new(documents), vec![]).unwrap();
    }
    assert_eq!(due(&kiosk), before, "what was promised stays");
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.get("/kiosk/me").await;
    let page = browser.post("/kiosk/renew", &[("loan", &field(&page, "loan"))]).await;
    assert!(page.contains("Tue 2 Jun"), "three weeks from today: {page}");
}

#[tokio::test]
async fn case_32_what_a_member_lends_in_goes_back_on_their_day_and_who_has_it_is_told() {
    let lent_in = |documents: &mut Documents, on: &str| {
        let drill = documents.titles.get_mut(&slug("cordless-drill")).unwrap();
        drill.units[0].owner = Some("ada".into());
        drill.units[0].return_to_owner = on.parse().ok();
    };
    // A week from today would reach into the owner's time, so a shorter loan is offered.
    let kiosk = Kiosk::with(|documents| lent_in(documents, "2026-05-16"));
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("its owner has it back from Saturday 16 May on"), "{page}");
    let due = field(&page, "due");
    browser.post("/kiosk/lend", &[("unit", DRILL), ("due", &due)]).await;
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }), "until {due}");
    assert!(due.as_str() < "2026-05-16", "{due}");

    // The owner recalls what is out already.
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    kiosk.takes(&sam, DRILL).await;
    let mut documents = documents();
    lent_in(&mut documents, "2026-05-16");
    kiosk.app.desk().take_documents(Arc::new(documents), vec![]).unwrap();
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.get("/kiosk/me").await;
    assert!(page.contains("Its owner has it back from"), "{page}");
    let page = browser.post("/kiosk/renew", &[("loan", &field(&page, "loan"))]).await;
    assert!(page.contains("its owner has it back from Saturday 16 May on"), "{page}");
    browser.post("/kiosk/done", &[]).await;
    let mut desk = kiosk.browser();
    desk.steward(&mira, "2468").await;
    let page = desk.get("/kiosk/steward").await;
    assert!(page.contains("Going back to their owners: 1") && page.contains("ada"), "{page}");
    let page = desk.get("/kiosk/steward/late").await;
    assert!(page.contains("Wanted back by their owners"), "{page}");
    assert!(page.contains("its owner needs it earlier than we had agreed"), "{page}");
    assert!(page.contains("mailto:Sam@example.org"), "{page}");
}

#[tokio::test]
async fn case_33_more_comes_back_than_went_out_and_too_few_are_left_to_count() {
    let kiosk = Kiosk::with(|documents| {
        let mut plugs = title("wall-plugs", "Wall plugs", &[code(30)]);
        plugs.units[0].kind = catalog::record::UnitKind::Stock;
        plugs.units[0].quantity = catalog::record::Quantity::Exact(10);
        documents.titles.insert(plugs.slug.clone(), plugs);
    });
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let level = |kiosk: &Kiosk| {
        let desk = kiosk.app.desk();
        let unit = code(30).parse().unwrap();
        desk.view(unit).unwrap().state.stock.as_ref().unwrap().level()
    };
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let unit = code(30).parse::<Code>().unwrap();
    browser.post("/kiosk/lend", &[("unit", &unit.compact()), ("qty", "4")]).await;
    assert_eq!(level(&kiosk), 6);
    browser.post("/kiosk/done", &[]).await;
    kiosk.returns(&code(30), &[("qty", "9")]).await;
    assert_eq!(level(&kiosk), 15, "nine were in somebody's hands");
    {
        let mut desk = kiosk.app.desk();
        let by = By::Steward(mira.number);
        desk.stock_change(unit, -40, catalog::event::StockReason::Consume, by).unwrap();
    }
    assert!(level(&kiosk) < 0, "the number is kept as it is, never made to fit");
    browser.steward(&mira, "2468").await;
    let page = browser.get("/kiosk/steward/exceptions").await;
    assert!(page.contains("Count it, and the number is right again"), "{page}");
}

#[tokio::test]
async fn case_34_two_people_take_stock_of_one_shelf_and_either_finds() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let noor = kiosk.join("Noor", Role::Steward, Some("1357"));
    let mut first = kiosk.browser();
    first.steward(&mira, "2468").await;
    let page = first.post("/kiosk/steward/stocktake", &[("place", "shelf-b4")]).await;
    assert!(page.contains("of 5 are here"), "{page}");
    let count = first.place.clone();
    let mut second = kiosk.browser();
    second.steward(&noor, "1357").await;
    second.get(&count).await;
    let page = second.scan(DRILL).await;
    assert!(page.contains("here, as it should be"), "{page}");
    for n in [2, 3, 4] {
        first.scan(&code(n)).await;
    }
    let page = first.scan(DRILL).await;
    assert!(page.contains("was counted already"), "{page}");
    let page = first.scan(&code(500)).await;
    assert!(page.contains("It is kept in the list"), "{page}");
    let page = first.post(&count, &[("do", "close"), ("missing", &code(5))]).await;
    assert!(page.contains("4 found, 1 missing"), "{page}");
    assert_eq!(kiosk.status(&code(5)), Status::Missing);
}

#[tokio::test]
async fn case_35_a_thing_of_another_place_is_welcomed_and_a_steward_knows_what_to_do() {
    let kiosk = Kiosk::new();
    let mut browser = kiosk.browser();
    let page = browser.scan(&code(77)).await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND);
    assert!(page.contains("may belong to another place"), "{page}");
    let compact = code(77).parse::<Code>().unwrap().compact();
    let page = browser.get(&format!("/I/{compact}")).await;
    assert!(page.contains("may belong to another place"), "a phone hears the same: {page}");
}

#[tokio::test]
async fn case_36_what_lay_in_the_drop_box_came_back_when_the_door_was_closed() {
    let kiosk = Kiosk::with(|documents| {
        use catalog::record::WeekDay::{Fri, Mon, Thu, Tue, Wed};
        let hours = |day| catalog::record::OpeningHours {
            day,
            from: jiff::civil::time(10, 0, 0, 0),
            to: jiff::civil::time(18, 0, 0, 0),
        };
        documents.node.opening_hours = [Mon, Tue, Wed, Thu, Fri].map(hours).into();
    });
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    kiosk.takes(&sam, DRILL).await;
    // Due on Tuesday the 19th; found on Wednesday morning.
    kiosk.later(24 * 7 + 18);
    let mut browser = kiosk.browser();
    let page = browser.get("/kiosk/return/7K3QP2J").await;
    assert!(!page.contains("drop box"), "only a steward empties it: {page}");
    browser.steward(&mira, "2468").await;
    let page = browser.get("/kiosk/return/7K3QP2J").await;
    assert!(page.contains("It lay in the drop box"), "{page}");
    browser.post("/kiosk/return/7K3QP2J", &[("drop_box", "1")]).await;
    let desk = kiosk.app.desk();
    let loan = desk.past_loans(sam.number, 1)[0];
    let closed = desk.node().state.loans[&loan].closed_at().unwrap();
    assert_eq!(closed.local().to_string(), "2026-05-19T18:00:00", "not late by a night");
}

#[tokio::test]
async fn case_37_a_steward_lends_to_somebody_without_a_card_and_both_are_on_record() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let path = format!("/kiosk/steward/members/{}", sam.number);
    let page = browser.post(&path, &[("do", "lend")]).await;
    assert!(page.contains("What is scanned now is lent to Sam Adeyemi"), "{page}");
    let page = browser.scan(DRILL).await;
    assert!(page.contains("is yours") && page.contains("Sam Adeyemi"), "{page}");
    assert_eq!(kiosk.app.desk().things_of(sam.number).unwrap().loans.len(), 1);
    assert_eq!(kiosk.app.desk().things_of(mira.number).unwrap().loans.len(), 0);
    // The next who scans a card is themselves again.
    browser.post("/kiosk/steward/lock", &[]).await;
    browser.scan(&code(4)).await;
    assert_eq!(kiosk.app.desk().things_of(mira.number).unwrap().loans.len(), 1);
}

#[tokio::test]
async fn case_38_a_training_that_has_expired_is_asked_for_again_at_the_hand_over() {
    let kiosk = Kiosk::with(|documents| {
        let training = catalog::record::Training {
            name: Text::plain("Saw safety"),
            minutes: None,
            valid_months: Some(12),
            summary: Text::default(),
        };
        documents.node.trainings.insert(slug("saw-safety"), training);
        let drill = documents.titles.get_mut(&slug("cordless-drill")).unwrap();
        drill.requires_authorisation = vec![slug("saw-safety")];
    });
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = format!("/kiosk/steward/members/{}", sam.number);
    let shown = browser.post(&page, &[("do", "grant"), ("training", "saw-safety")]).await;
    assert!(shown.contains("you have it") && shown.contains("2027"), "{shown}");
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    assert!(browser.scan(DRILL).await.contains("is yours"));
    browser.post("/kiosk/done", &[]).await;
    kiosk.returns(DRILL, &[]).await;
    kiosk.later(24 * 400);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("Your training “Saw safety” has run out"), "{page}");
    assert_eq!(kiosk.status(DRILL), Status::Available);
}

#[tokio::test]
async fn case_40_an_undo_after_the_thing_moved_on_says_so_and_changes_nothing() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    let event = field(&page, "event");
    kiosk.returns(DRILL, &[]).await;
    let page = browser.post("/kiosk/undo", &[("event", &event)]).await;
    assert_eq!(browser.last, StatusCode::CONFLICT);
    assert!(page.contains("something else has happened"), "{page}");
    assert_eq!(kiosk.status(DRILL), Status::Available);
}

#[tokio::test]
async fn ones_own_history_is_for_ones_own_eyes() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let kim = kiosk.join("Kim", Role::Member, None);
    kiosk.takes(&sam, DRILL).await;
    kiosk.returns(DRILL, &[]).await;
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    assert!(browser.get("/kiosk/me/history").await.contains("Cordless drill"));
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    let page = browser.get("/kiosk/me/history").await;
    assert!(!page.contains("Cordless drill") && page.contains("Nothing yet"), "{page}");
    assert!(kiosk.browser().get("/kiosk/me/history").await.contains("Your card, please"));
}

#[tokio::test]
async fn a_room_is_not_fetched_from_its_shelf() {
    let kiosk = Kiosk::with(|documents| {
        documents.titles.get_mut(&slug("tent")).unwrap().kind = TitleKind::Space;
    });
    let sam = kiosk.join("Sam", Role::Member, None);
    let kim = kiosk.join("Kim", Role::Member, None);
    let mut desk = kiosk.app.desk();
    let wanted = |title: &str| Wanted::Title(slug(title));
    let unit = DRILL.parse().unwrap();
    desk.lend(&LendAct::new(unit, kim.number, By::Member(kim.number))).unwrap();
    let by = By::Member(sam.number);
    for title in ["tent", "cordless-drill"] {
        desk.place_hold(&wanted(title), sam.number, by).unwrap();
    }
    assert!(desk.to_pull().is_empty(), "{:?}", desk.to_pull());
}
