//! What is asked again before it is done, and what stays on the screen meanwhile: nothing that was
//! typed or photographed is typed or taken twice.

use super::own::{hours, named};
use super::records::{on_disk, read};
use super::*;

#[tokio::test]
async fn a_member_who_is_forgotten_waits_for_nothing_has_booked_nothing_and_sits_nowhere() {
    let kiosk = care::cared_for();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    kiosk.takes(&kim, &code(2)).await;
    let (hold, booking, seat) = {
        let mut desk = kiosk.app.desk();
        let by = By::Member(sam.number);
        let hold = desk.place_hold(&Wanted::Title(slug("circular-saw")), sam.number, by).unwrap();
        let booking = desk.book(&desk::BookingAct {
            wanted: Wanted::Title(slug("tent")),
            qty: 1,
            visitors: None,
            member: sam.number,
            by,
            from: "2026-05-14T08:00:00Z".parse().unwrap(),
            to: "2026-05-15T08:00:00Z".parse().unwrap(),
        });
        let seat = desk.sign_up(&slug("saws-june"), sam.number, by).unwrap();
        (hold.hold, booking.unwrap().reservation, seat)
    };
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let number = sam.number.to_string();
    let path = format!("/kiosk/steward/members/{number}");
    let page = browser.post(&path, &[("do", "erase"), ("number", &number)]).await;
    assert!(page.contains("Forgotten"), "{page}");
    let desk = kiosk.app.desk();
    let state = &desk.node().state;
    assert!(!state.holds[&hold].is_open(), "still in the queue");
    assert!(!state.reservations[&booking].is_open(), "still booked");
    assert!(state.signups[&seat].cancelled, "the seat is still taken");
}

#[tokio::test]
async fn a_screen_on_which_somebody_who_was_forgotten_is_signed_in_says_so_kindly_and_is_free() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    kiosk.app.desk().members_mut().0.erase(sam.number).unwrap();
    let page = browser.get("/kiosk/me").await;
    assert!(!page.contains(&sam.number.to_string()), "{page}");
    assert!(page.contains("You are not a member here any more"), "{page}");
    assert_eq!(browser.cookie, None, "the session is over");
    let page = browser.get("/kiosk/me").await;
    assert!(page.contains("Your card, please"), "{page}");
}

#[tokio::test]
async fn hours_for_a_name_that_nobody_has_here_are_paid_on_the_second_asking_alone() {
    let kiosk = Kiosk::with(hours);
    let (sam, kim) = (kiosk.join("Sam", Role::Member, None), kiosk.join("Kim", Role::Member, None));
    named(&kiosk, &sam, "sam");
    named(&kiosk, &kim, "kim");
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let pays = |to| [("act", "pay"), ("to", to), ("amount", "1:00"), ("memo", "bread")];
    let page = browser.post("/kiosk/credits", &pays("@kimm")).await;
    assert!(page.contains("We know nobody called @kimm here. Pay anyway?"), "{page}");
    assert!(page.contains("bread") && !page.contains("−1:00"), "no hour moved: {page}");
    assert_eq!(browser.last, StatusCode::CONFLICT);
    let sure = field(&page, "sure");
    let mut again = pays("@kima").to_vec();
    again.push(("sure", &sure));
    let page = browser.post("/kiosk/credits", &again).await;
    assert!(page.contains("We know nobody called @kima here"), "each name is asked for: {page}");
    let page = browser.post("/kiosk/credits", &pays("@Kim")).await;
    assert!(page.contains("1:00 paid to @kim."), "{page}");
    let asks = [("act", "ask"), ("to", "@kimm"), ("amount", "1:00")];
    let page = browser.post("/kiosk/credits", &asks).await;
    assert!(page.contains("We know nobody called @kimm here. Ask anyway?"), "{page}");
    let mut again = pays("@kimm").to_vec();
    again.push(("sure", &sure));
    let page = browser.post("/kiosk/credits", &again).await;
    assert!(page.contains("1:00 paid to @kimm."), "{page}");
    let page = browser.post("/kiosk/credits", &pays("@kimm")).await;
    assert!(page.contains("paid to @kimm."), "who was paid once has an account: {page}");
}

#[tokio::test]
async fn a_thing_that_is_asked_about_keeps_everything_that_was_typed_and_its_photo() {
    let (folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let photo = crate::photo::tests::telephone();
    let fields = [
        ("name", "drill"),
        ("kind", "material"),
        ("summary", "Small and blue"),
        ("serial", "SN-77"),
        ("qty", "12"),
    ];
    let form = "/kiosk/steward/register";
    let page = browser.send(form, &fields, Some(("photo", photo.as_slice()))).await;
    assert!(page.contains("Is it one more of it?"), "{page}");
    for typed in ["Small and blue", "SN-77", "12"] {
        assert!(page.contains(&format!("value=\"{typed}\"")), "{typed} is gone: {page}");
    }
    assert!(page.contains("Your photo is kept"), "{page}");
    let mut wrong = fields.to_vec();
    wrong.extend([("kept", "1"), ("code", "7K3-QP2K"), ("as", "new")]);
    let page = browser.send(form, &wrong, None).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("SN-77") && page.contains("Your photo is kept"), "{page}");
    let mut all = fields.to_vec();
    all.extend([("kept", "1"), ("as", "new")]);
    let page = browser.send(form, &all, None).await;
    assert!(page.contains("It is in the catalogue"), "{page}");
    let photos = fs_err::read_dir(folder.path().join("media/titles")).unwrap().count();
    assert_eq!(photos, 1, "the photo came with it");
    // The next thing has no photo of the one before.
    browser.get(form).await;
    let page = browser.send(form, &[("name", "Ladder"), ("kept", "1")], None).await;
    assert!(page.contains("It is in the catalogue"), "{page}");
    assert!(!read(&folder, "catalog/la/ladder.md").contains("images"));
}

#[tokio::test]
async fn a_photo_that_is_kept_is_gone_with_the_session_and_when_the_form_is_begun_anew() {
    let (folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let photo = crate::photo::tests::telephone();
    let form = "/kiosk/steward/register";
    browser.send(form, &[("name", "drill")], Some(("photo", photo.as_slice()))).await;
    let page = browser.get(form).await;
    assert!(!page.contains("Your photo is kept"), "{page}");
    browser.send(form, &[("name", "Rake"), ("kept", "1")], None).await;
    assert!(!read(&folder, "catalog/ra/rake.md").contains("images"));
}

#[tokio::test]
async fn opening_hours_and_days_that_cannot_be_read_stay_on_the_screen_with_the_reason() {
    let (_folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let house = "/kiosk/steward/house";
    let fields = [("do", "hours"), ("mon", "18-9"), ("tue", "16-19")];
    let page = browser.post(house, &fields).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("value=\"18-9\"") && page.contains("value=\"16-19\""), "{page}");
    assert!(page.contains("10–13, 17–20"), "{page}");
    let fields =
        [("do", "closure"), ("from", "2026-12-24"), ("to", "2026-12-01"), ("reason", "Ice")];
    let page = browser.post(house, &fields).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    for typed in ["2026-12-24", "2026-12-01", "Ice"] {
        assert!(page.contains(&format!("value=\"{typed}\"")), "{typed} is gone: {page}");
    }
    assert!(page.contains("The last closed day comes before the first"), "{page}");
    assert!(!page.contains("That could not be read"), "nothing is said of hours: {page}");
    let page = browser.post(house, &[("do", "closure"), ("from", "soon")]).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("That is no day"), "{page}");
}

#[tokio::test]
async fn a_new_member_who_cannot_be_made_stays_on_the_screen_with_the_reason() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let sam = kiosk.join("Sam", Role::Member, None);
    named(&kiosk, &sam, "sam");
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let members = "/kiosk/steward/members";
    let cases = [
        ([("name", " "), ("handle", "noor"), ("contact", "at the mill")], "a name"),
        ([("name", "Noor"), ("handle", "no or!"), ("contact", "at the mill")], "small letters"),
        ([("name", "Noor"), ("handle", "@sam"), ("contact", "at the mill")], "already"),
    ];
    for (fields, why) in cases {
        let page = browser.post(members, &fields).await;
        assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(page.contains(why), "{why}: {page}");
        assert!(!page.contains("a name is needed"), "{page}");
        for (_, typed) in fields {
            let typed = typed.trim();
            assert!(typed.is_empty() || page.contains(&format!("value=\"{typed}\"")), "{page}");
        }
        assert!(!page.contains("name=\"pin\" value=\"1\" checked"), "what was not ticked: {page}");
    }
    let here = format!("{members}/{}", sam.number);
    let page =
        browser.post(&here, &[("do", "details"), ("name", "Samira"), ("handle", "a b")]).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("value=\"Samira\"") && page.contains("value=\"a b\""), "{page}");
    assert_eq!(kiosk.app.desk().members().get(sam.number).unwrap().name, "Sam");
}

#[tokio::test]
async fn case_22_somebody_who_is_a_member_already_is_shown_before_a_second_card_is_made() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let members = "/kiosk/steward/members";
    let count = || kiosk.app.desk().members().list().unwrap().len();
    for fields in [
        [("name", "sam  ADEYEMI"), ("contact", "")],
        [("name", "S. Adeyemi"), ("contact", " SAM@example.org ")],
    ] {
        let page = browser.post(members, &fields).await;
        assert!(page.contains("There is already a member called Sam Adeyemi"), "{page}");
        assert!(page.contains(&format!("href=\"{members}/{}\"", sam.number)), "{page}");
        assert_eq!(count(), 2, "nobody was made");
    }
    let page = browser.post(members, &[("name", "Sam Adeyemi"), ("sure", "1")]).await;
    assert!(page.contains("Shown only once"), "{page}");
    assert_eq!(count(), 3);
}

#[tokio::test]
async fn what_is_not_in_the_catalogue_is_said_in_the_readers_language() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.post("/kiosk/prefs", &[("lang", "es")]).await;
    let page = browser.post("/kiosk/hold", &[("title", "nope")]).await;
    assert!(page.contains("En el catálogo no hay") && !page.contains("There is no"), "{page}");
}

#[tokio::test]
async fn a_day_in_a_refusal_is_written_as_people_say_it() {
    let kiosk = Kiosk::with(|documents| {
        let name: catalog::ids::PolicyName = "week".parse().unwrap();
        let week = documents.node.policies.get_mut(&name).unwrap();
        week.renewals_max = 9;
    });
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, DRILL).await;
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    let loan = field(&page, "loan");
    for (lang, day) in [("en", "Tue 19 May"), ("es", "19 "), ("de", "19. Mai")] {
        browser.post("/kiosk/prefs", &[("lang", lang)]).await;
        let page = browser.post("/kiosk/renew", &[("loan", &loan)]).await;
        assert_eq!(browser.last, StatusCode::CONFLICT, "{page}");
        assert!(!page.contains("2026-05"), "{lang}: {page}");
        assert!(page.contains(day), "{lang}: {page}");
    }
}

fn with_screws() -> Kiosk {
    Kiosk::with(|documents| {
        let mut screws = title("screws", "Screws", &[code(40)]);
        screws.kind = catalog::record::TitleKind::Material;
        screws.units[0].kind = catalog::record::UnitKind::Stock;
        screws.units[0].quantity = catalog::record::Quantity::Exact(100);
        screws.units[0].measure = Some("pcs".into());
        documents.titles.insert(screws.slug.clone(), screws);
    })
}

fn screws(kiosk: &Kiosk) -> i64 {
    let desk = kiosk.app.desk();
    desk.view(code(40).parse().unwrap()).unwrap().state.stock.as_ref().unwrap().level()
}

#[tokio::test]
async fn what_is_used_up_is_taken_brought_and_counted_on_its_page() {
    let kiosk = with_screws();
    let sam = kiosk.join("Sam", Role::Member, None);
    let unit = code(40).parse::<Code>().unwrap().compact();
    let stock = |act, n| [("unit", unit.as_str()), ("title", "screws"), ("do", act), ("n", n)];
    let mut browser = kiosk.browser();
    let page = browser.scan(&code(40)).await;
    assert!(page.contains("100 pcs left") && page.contains("action=\"/kiosk/stock\""), "{page}");
    browser.post("/kiosk/stock", &stock("take", "7")).await;
    assert_eq!((browser.last, screws(&kiosk)), (StatusCode::FORBIDDEN, 100), "first a card");
    let page = browser.card(&sam).await;
    assert!(browser.place == "/kiosk/title/screws" && page.contains("100 pcs left"), "{page}");
    let page = browser.post("/kiosk/stock", &stock("take", "7")).await;
    assert!(page.contains("Screws: 93 pcs left.") && page.contains("93 pcs left"), "{page}");
    browser.post("/kiosk/stock", &stock("bring", "50")).await;
    assert_eq!(screws(&kiosk), 143);
    for n in ["", "0", "-3", "many", "99999999999"] {
        let page = browser.post("/kiosk/stock", &stock("take", n)).await;
        assert!(page.contains("Please write a whole number"), "{n}: {page}");
    }
    let page = browser.post("/kiosk/stock", &stock("count", "140")).await;
    assert!(page.contains("Counted. Screws: 140 pcs."), "{page}");
    assert_eq!(screws(&kiosk), 140);
    let page = browser.scan(&code(40)).await;
    assert!(page.contains("Counted: so many are here"), "what is used up is not lent: {page}");
    browser.post("/kiosk/stock", &[("unit", DRILL), ("do", "count"), ("n", "3")]).await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND, "one drill is no lot");
}

#[tokio::test]
async fn case_33_the_sentence_leads_to_the_count_and_the_count_settles_it() {
    let kiosk = with_screws();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let unit: Code = code(40).parse().unwrap();
    let taken = catalog::event::StockReason::Consume;
    kiosk.app.desk().stock_change(unit, -120, taken, By::Steward(mira.number)).unwrap();
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.get("/kiosk/steward/exceptions").await;
    let there = format!("/I/{}", unit.compact());
    assert!(page.contains(&format!("href=\"{there}#lot-")), "{page}");
    let page = browser.get(&there).await;
    assert!(page.contains(&format!("id=\"lot-{}\"", unit.compact())), "{page}");
    let compact = unit.compact();
    let counts = [("unit", compact.as_str()), ("do", "count"), ("n", "12")];
    browser.post("/kiosk/stock", &counts).await;
    assert_eq!(screws(&kiosk), 12);
    let page = browser.get("/kiosk/steward/exceptions").await;
    assert!(!page.contains("stands at"), "{page}");
}

#[tokio::test]
async fn a_lot_is_counted_on_the_way_of_a_stocktake() {
    let kiosk = with_screws();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.post("/kiosk/steward/stocktake", &[("place", "shelf-b4")]).await;
    assert!(page.contains("To be counted") && page.contains("100 pcs"), "{page}");
    let here = browser.place.clone();
    let (unit, count) = (field(&page, "unit"), field(&page, "count"));
    let fields = [("unit", unit.as_str()), ("count", &count), ("n", "88"), ("do", "count")];
    let page = browser.post("/kiosk/stock", &fields).await;
    assert_eq!(browser.place, here);
    assert!(page.contains("Counted. Screws: 88 pcs.") && page.contains("<b>1</b>"), "{page}");
    assert_eq!(screws(&kiosk), 88);
}

#[tokio::test]
async fn case_02_a_steward_lends_anyway_with_a_written_reason_and_the_booking_is_at_risk() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    for unit in [4, 5] {
        let act = desk::BookingAct {
            wanted: Wanted::Unit(code(unit).parse().unwrap()),
            qty: 1,
            visitors: None,
            member: sam.number,
            by: By::Member(sam.number),
            from: "2026-05-13T08:00:00Z".parse().unwrap(),
            to: "2026-05-15T16:00:00Z".parse().unwrap(),
        };
        kiosk.app.desk().book(&act).unwrap();
    }
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    let page = browser.scan(&code(4)).await;
    assert!(page.contains("booked from") && !page.contains("Lend it anyway"), "{page}");
    let unit = code(4).parse::<Code>().unwrap().compact();
    let forced =
        [("unit", unit.as_str()), ("accept", "E-CLAIMED-BY-RESERVATION"), ("reason", "mine")];
    browser.post("/kiosk/lend", &forced).await;
    assert_eq!(kiosk.status(&code(4)), Status::Available, "a member sets nothing aside");
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    browser.post(&format!("/kiosk/steward/members/{}", kim.number), &[("do", "lend")]).await;
    let page = browser.scan(&code(4)).await;
    assert!(page.contains("Lend it anyway") && page.contains("name=\"reason\""), "{page}");
    let page = browser.post("/kiosk/lend", &forced[..2]).await;
    assert!(page.contains("Please say why"), "{page}");
    assert_eq!(kiosk.status(&code(4)), Status::Available);
    let reason = "Kim is back before noon";
    let page = browser.post("/kiosk/lend", &[forced[0], forced[1], ("reason", reason)]).await;
    assert!(page.contains("is yours"), "{page}");
    assert!(matches!(kiosk.status(&code(4)), Status::Out { .. }));
    let page = browser.get("/kiosk/steward").await;
    assert!(page.contains("What was promised is no longer there"), "{page}");
    let anyway = format!("Lent anyway: {reason}");
    let kims = format!("/kiosk/steward/members/{}", kim.number);
    let page = browser.get(&kims).await;
    assert!(page.contains(&anyway), "{page}");
    kiosk.later(30 * 24);
    for lists in ["/kiosk/steward/late", "/kiosk/steward"] {
        let mut browser = kiosk.browser();
        browser.steward(&mira, "2468").await;
        let page = browser.get(lists).await;
        assert!(page.contains(&anyway), "{lists}: {page}");
    }
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    let page = browser.get("/kiosk/me").await;
    assert!(!page.contains(reason), "it is for stewards: {page}");
}
