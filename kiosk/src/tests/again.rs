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
