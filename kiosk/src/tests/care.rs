//! Looking after things at the kiosk, and learning to use them.

use catalog::record::{Happening, Plan, Training};

use super::*;

pub(super) fn cared_for() -> Kiosk {
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
            name: "Dry it and count the pegs".into(),
            every_days: None,
            every_uses: None,
            after_each_loan: true,
            blocks: true,
            how: Some("Two hours on the line.".into()),
            from: None,
        }];
        let training = Training {
            name: Text::plain("Saws"),
            minutes: Some(40),
            valid_months: Some(12),
            summary: Text::plain("Set-up and dust."),
        };
        documents.node.trainings.insert(slug("saws"), training);
        let drill = documents.titles.get_mut(&slug("cordless-drill")).unwrap();
        drill.requires_authorisation = vec![slug("saws")];
        for (name, starts, seats) in [
            ("saws-may", "2026-05-16T14:00:00+02:00[Europe/Berlin]", 1),
            ("saws-june", "2026-06-13T14:00:00+02:00[Europe/Berlin]", 8),
        ] {
            let session = Happening {
                slug: slug(name),
                name: Text::plain("Saws for beginners"),
                summary: Text::default(),
                starts: starts.parse().ok(),
                ends: None,
                place: None,
                training: Some(slug("saws")),
                seats: Some(seats),
                lang: "en".into(),
                cancelled: false,
                body: Text::default(),
            };
            documents.events.insert(session.slug.clone(), session);
        }
    })
}

#[tokio::test]
async fn what_needs_care_after_each_loan_is_put_on_the_bench_and_lent_again_when_it_is_done() {
    let kiosk = cared_for();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(&code(4)).await;
    browser.post("/kiosk/done", &[]).await;
    let unit = code(4).parse::<Code>().unwrap().compact();
    let page = browser.post(&format!("/kiosk/return/{unit}"), &[]).await;
    assert!(page.contains("things to look after: Work bench. It needs: Dry it"), "{page}");
    browser.card(&sam).await;
    let page = browser.scan(&code(4)).await;
    assert!(
        page.contains("Before it goes out again it needs: Dry it and count the pegs"),
        "{page}"
    );
    let other = format!("Take {} instead", code(5));
    assert!(page.contains(&other), "the other tent is offered: {page}");
    let page = browser.get(&format!("/I/{unit}")).await;
    assert!(page.contains("After each loan"), "its own page says so: {page}");
    browser.post("/kiosk/done", &[]).await;
    let page = browser.steward(&mira, "2468").await;
    assert!(page.contains("To look after: 1") && page.contains("Two hours on the line"), "{page}");
    let fields = [("unit", field(&page, "unit")), ("plan", field(&page, "plan"))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = browser.post("/kiosk/steward/care", &fields).await;
    assert!(page.contains("Put it on Shelf B4") && page.contains("Nothing waits"), "{page}");
    browser.card(&sam).await;
    let page = browser.scan(&code(4)).await;
    assert!(page.contains("is yours"), "{page}");
}

/// A kiosk whose tents have this plan.
fn with_plan(change: impl FnOnce(&mut Plan)) -> Kiosk {
    let mut plan = Plan {
        plan: slug("seams"),
        name: "Seal the seams".into(),
        every_days: None,
        every_uses: None,
        after_each_loan: false,
        blocks: true,
        how: None,
        from: None,
    };
    change(&mut plan);
    Kiosk::with(|documents| {
        documents.titles.get_mut(&slug("tent")).unwrap().maintenance = vec![plan];
    })
}

/// A member scans the tent: whether it is lent, else why not.
async fn lent(kiosk: &Kiosk, person: &Person) -> Result<(), String> {
    let mut browser = kiosk.browser();
    browser.card(person).await;
    let page = browser.scan(&code(4)).await;
    browser.post("/kiosk/done", &[]).await;
    if matches!(kiosk.status(&code(4)), Status::Out { .. }) { Ok(()) } else { Err(page) }
}

async fn back(kiosk: &Kiosk) {
    let unit = code(4).parse::<Code>().unwrap().compact();
    kiosk.browser().post(&format!("/kiosk/return/{unit}"), &[]).await;
}

/// A steward looks after what waits first.
async fn looked_after(kiosk: &Kiosk, steward: &Person) {
    let mut browser = kiosk.browser();
    browser.steward(steward, "2468").await;
    let unit = code(4).parse::<Code>().unwrap().compact();
    let fields = [("unit", unit.as_str()), ("plan", "seams")];
    let page = browser.post("/kiosk/steward/care", &fields).await;
    assert_eq!(browser.last, StatusCode::OK, "{page}");
}

#[tokio::test]
async fn what_is_overdue_by_its_interval_is_not_lent_until_it_was_done() {
    let kiosk = with_plan(|plan| {
        plan.every_days = Some(30);
        plan.from = Some("2026-05-01".parse().unwrap());
    });
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    lent(&kiosk, &sam).await.unwrap();
    back(&kiosk).await;
    kiosk.later(24 * 25);
    let refused = lent(&kiosk, &sam).await.unwrap_err();
    assert!(refused.contains("it needs: Seal the seams"), "{refused}");
    looked_after(&kiosk, &mira).await;
    lent(&kiosk, &sam).await.unwrap();
    back(&kiosk).await;
    kiosk.later(24 * 31);
    assert!(lent(&kiosk, &sam).await.is_err(), "the days count from when it was done");
}

#[tokio::test]
async fn what_is_overdue_by_its_uses_is_not_lent_until_it_was_done() {
    let kiosk = with_plan(|plan| plan.every_uses = Some(2));
    let sam = kiosk.join("Sam", Role::Member, None);
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    for _ in 0..2 {
        lent(&kiosk, &sam).await.unwrap();
        back(&kiosk).await;
        kiosk.later(1);
    }
    let refused = lent(&kiosk, &sam).await.unwrap_err();
    assert!(refused.contains("it needs: Seal the seams"), "{refused}");
    looked_after(&kiosk, &mira).await;
    lent(&kiosk, &sam).await.unwrap();
    back(&kiosk).await;
    kiosk.later(1);
    lent(&kiosk, &sam).await.unwrap();
    back(&kiosk).await;
    assert!(lent(&kiosk, &sam).await.is_err(), "the uses count from when it was done");
}

#[tokio::test]
async fn a_return_of_what_needs_care_can_be_taken_back() {
    let kiosk = cared_for();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(&code(4)).await;
    browser.post("/kiosk/done", &[]).await;
    let unit = code(4).parse::<Code>().unwrap().compact();
    let page = browser.post(&format!("/kiosk/return/{unit}"), &[]).await;
    let event = field(&page, "event");
    browser.post("/kiosk/undo", &[("event", &event)]).await;
    assert!(matches!(kiosk.status(&code(4)), Status::Out { .. }));
}

#[tokio::test]
async fn a_member_takes_a_place_passes_and_may_borrow_until_the_training_runs_out() {
    let kiosk = cared_for();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let page = browser.scan(DRILL).await;
    assert!(
        page.contains("needs the training “Saws”") && page.contains("See when it is learned"),
        "{page}"
    );
    let page = browser.get("/kiosk/trainings").await;
    assert!(page.contains("Sat 16 May, 14:00") && page.contains("Places left: 1"), "{page}");
    let page = browser.post("/kiosk/trainings", &[("event", "saws-may")]).await;
    assert!(page.contains("See you there") && page.contains("You have a place"), "{page}");
    browser.card(&kim).await;
    let page = browser.post("/kiosk/trainings", &[("event", "saws-may")]).await;
    assert!(page.contains("All places are taken. Another date may have one."), "{page}");
    browser.post("/kiosk/done", &[]).await;
    kiosk.later(24 * 4);
    browser.steward(&mira, "2468").await;
    let page = browser.get("/kiosk/steward/sessions").await;
    assert!(page.contains("Sam") && page.contains("has passed"), "{page}");
    let signup = field(&page, "signup");
    let page =
        browser.post("/kiosk/steward/sessions", &[("do", "pass"), ("signup", &signup)]).await;
    assert!(page.contains("Passed: 1") && page.contains("you have it"), "{page}");
    browser.post("/kiosk/steward/sessions", &[("do", "pass"), ("signup", &signup)]).await;
    assert_eq!(browser.last, StatusCode::CONFLICT, "nobody passes twice by one place");
    browser.card(&sam).await;
    let page = browser.get("/kiosk/trainings").await;
    assert!(page.contains("Passed, counts until 16 May 2027"), "{page}");
    let page = browser.scan(DRILL).await;
    assert!(page.contains("is yours"), "{page}");
    kiosk.later(24 * 400);
    browser.card(&kim).await;
    browser.card(&sam).await;
    let page = browser.get("/kiosk/trainings").await;
    assert!(page.contains("Ran out on 16 May 2027"), "{page}");
}

#[tokio::test]
async fn a_place_is_given_free_and_a_stranger_sees_dates_alone() {
    let kiosk = cared_for();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    let page = browser.get("/kiosk/trainings").await;
    assert!(
        page.contains("Scan your card to take a place") && page.contains("Places left: 8"),
        "{page}"
    );
    let page = browser.card(&sam).await;
    assert!(page.contains("Take a place"), "the card leads back to where one was: {page}");
    let page = browser.post("/kiosk/trainings", &[("event", "saws-may")]).await;
    let signup = field(&page, "signup");
    let page = browser.post("/kiosk/trainings", &[("signup", &signup)]).await;
    assert!(page.contains("free for somebody else") && page.contains("Places left: 1"), "{page}");
    browser.post("/kiosk/trainings", &[("signup", &signup)]).await;
    assert_eq!(browser.last, StatusCode::CONFLICT);
    browser.post("/kiosk/trainings", &[("event", "nothing")]).await;
    assert_eq!(browser.last, StatusCode::CONFLICT);
}
