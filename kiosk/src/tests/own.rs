//! What a member sees of what is known about them, and what the constitution says to a payment.

use std::collections::BTreeMap;

use catalog::record::{Constitution, Rule, RuleAbout, UnitOfAccount, UnitOfAccountMode};

use super::*;

pub(super) fn named(kiosk: &Kiosk, person: &Person, handle: &str) {
    let mut desk = kiosk.app.desk();
    let mut member = desk.members().get(person.number).unwrap();
    member.handle = Some(handle.parse().unwrap());
    desk.members_mut().0.update(&member).unwrap();
}

/// The node counts hours.
pub(super) fn hours(documents: &mut Documents) {
    let hours = UnitOfAccount {
        label: Text::plain("hours"),
        minor_per_major: 60,
        mode: UnitOfAccountMode::Mutual,
        credit_limit: 600,
        cap: None,
        newcomer_limit: None,
        members: BTreeMap::new(),
        demurrage: None,
        dividend: None,
    };
    documents.node.units_of_account.insert("MIN".into(), hours);
}

fn keeps(rule: Rule) -> Constitution {
    Constitution {
        name: Text::plain("Our rules"),
        version: None,
        in_force_since: None,
        lang: "en".into(),
        rules: vec![rule],
        body: Text::default(),
    }
}

#[tokio::test]
async fn what_is_known_about_somebody_is_theirs_alone_and_takes_their_pin() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam Adeyemi", Role::Member, Some("4711"));
    let kim = kiosk.join("Kim Berg", Role::Member, None);
    kiosk.takes(&kim, DRILL).await;
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.get("/kiosk/me/own").await;
    assert!(browser.place.starts_with("/kiosk/pin"), "{}", browser.place);
    let page = browser.post("/kiosk/pin", &[("pin", "4711")]).await;
    assert!(page.contains("What is known about me"), "on to where they wanted: {page}");
    assert!(page.contains("You have nothing on loan") && !page.contains("Kim"), "{page}");
    browser.post("/kiosk/me/own", &[("do", "details"), ("contact", "at the mill")]).await;
    let data = browser.get("/kiosk/me/own/data").await;
    assert!(data.contains("at the mill") && !data.contains("Kim"), "{data}");
}

#[tokio::test]
async fn a_rule_that_stops_somebody_is_told_before_they_stand_with_a_thing_in_hand() {
    let kiosk = Kiosk::with(|documents| {
        let rule = Rule {
            id: "one-thing".into(),
            clause: "lending".into(),
            about: RuleAbout::Loans,
            at_most: Some(1),
            ..Rule::default()
        };
        documents.constitution = Some(keeps(rule));
    });
    let kim = kiosk.join("Kim Berg", Role::Member, None);
    kiosk.takes(&kim, DRILL).await;
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    let page = browser.get("/kiosk/me/own").await;
    assert!(page.contains("You have one thing on loan") && page.contains("one-thing"), "{page}");
}

#[tokio::test]
async fn nobody_vouches_for_themselves_for_a_stranger_or_without_a_public_name() {
    let kiosk = Kiosk::new();
    let (sam, kim) = (kiosk.join("Sam", Role::Member, None), kiosk.join("Kim", Role::Member, None));
    named(&kiosk, &sam, "sam");
    let says = |of| [("do", "vouch"), ("of", of), ("what", "the lathe")];
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    for (of, why) in [("@sam", "for themselves"), ("@nobody", ""), ("not a name", "")] {
        let page = browser.post("/kiosk/me/own", &says(of)).await;
        assert_eq!(browser.last, StatusCode::CONFLICT, "{of}");
        assert!(page.contains("cannot be written down") && page.contains(why), "{page}");
    }
    named(&kiosk, &kim, "kim");
    let page = browser.post("/kiosk/me/own", &says("@Kim")).await;
    assert!(page.contains("the lathe"), "{page}");
    let unnamed = kiosk.join("Lou", Role::Member, None);
    let mut other = kiosk.browser();
    other.card(&unnamed).await;
    other.post("/kiosk/me/own", &says("@kim")).await;
    assert_eq!(other.last, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_steward_settles_what_somebody_who_left_owes_when_its_time_has_come() {
    let kiosk = Kiosk::with(hours);
    let (sam, kim) = (kiosk.join("Sam", Role::Member, None), kiosk.join("Kim", Role::Member, None));
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    named(&kiosk, &sam, "sam");
    named(&kiosk, &kim, "kim");
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let pays = [("act", "pay"), ("to", "@kim"), ("amount", "1:00")];
    browser.post("/kiosk/credits", &pays).await;
    browser.post("/kiosk/done", &[]).await;
    let here = format!("/kiosk/steward/members/{}", sam.number);
    let mut steward = kiosk.browser();
    steward.steward(&mira, "2468").await;
    let page = steward.get(&here).await;
    assert!(!page.contains("Credits left behind"), "they are still here: {page}");
    steward.post(&here, &[("do", "leave")]).await;
    let page = steward.get(&here).await;
    assert!(page.contains("−1:00") && page.contains("The commons carries it from"), "{page}");
    steward.post(&here, &[("do", "settle")]).await;
    assert!(steward.get(&here).await.contains("−1:00"), "not before its day");
    kiosk.later(24 * 91);
    let mut steward = kiosk.browser();
    steward.steward(&mira, "2468").await;
    assert!(steward.get(&here).await.contains("It can be settled now"));
    steward.post(&here, &[("do", "settle")]).await;
    let page = steward.get(&here).await;
    assert!(!page.contains("Credits left behind"), "{page}");
}

#[tokio::test]
async fn a_payment_against_a_rule_names_the_rule_and_keeps_what_was_typed() {
    let kiosk = Kiosk::with(|documents| {
        hours(documents);
        let rule = Rule {
            id: "most-owed".into(),
            clause: "hours".into(),
            about: RuleAbout::Credit,
            at_most: Some(60),
            unit: Some("MIN".into()),
            ..Rule::default()
        };
        documents.constitution = Some(keeps(rule));
    });
    let (sam, kim) = (kiosk.join("Sam", Role::Member, None), kiosk.join("Kim", Role::Member, None));
    named(&kiosk, &sam, "sam");
    named(&kiosk, &kim, "kim");
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    let pays = |amount| [("act", "pay"), ("to", "@kim"), ("amount", amount), ("memo", "bread")];
    let page = browser.post("/kiosk/credits", &pays("1:01")).await;
    assert_eq!(browser.last, StatusCode::CONFLICT);
    assert!(page.contains("most-owed") && page.contains("1:00"), "{}", around(&page, '“'));
    assert!(page.contains("bread") && page.contains("1:01"), "what was typed is kept");
    browser.post("/kiosk/credits", &pays("1:00")).await;
    assert_eq!(browser.last, StatusCode::OK);
}

#[tokio::test]
async fn the_lines_of_an_account_come_in_pages_in_the_order_in_which_they_were_written() {
    let kiosk = Kiosk::with(hours);
    let (sam, kim) = (kiosk.join("Sam", Role::Member, None), kiosk.join("Kim", Role::Member, None));
    named(&kiosk, &sam, "sam");
    named(&kiosk, &kim, "kim");
    let program = kiosk.key(&sam, &[desk::Scope::Credits]);
    for amount in 1..=12 {
        let pay = serde_json::json!({ "amount": amount, "to": "@kim" });
        let paid = program.post("/credits/payments", &pay).await;
        assert_eq!(paid.status, StatusCode::CREATED, "{}", paid.text);
    }
    let mut path = "/credits/entries?limit=5".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = program.get(&path).await.json();
        let items = page["items"].as_array().unwrap().iter();
        seen.extend(items.map(|line| line["delta"].as_i64().unwrap()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/credits/entries?limit=5&cursor={next}");
    }
    assert_eq!(seen, (1..=12).map(|amount| -amount).collect::<Vec<i64>>());
}
