//! Command cards: printed, scanned, obeyed.

use crate::Command;

use super::*;

impl Browser<'_> {
    async fn command(&mut self, command: Command) -> String {
        self.scan(&command.address("http://KIOSK.LOCAL/I/")).await
    }
}

#[tokio::test]
async fn the_sheet_of_command_cards_is_a_stewards_and_a_phone_is_told_what_they_are_for() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.get("/kiosk/steward/commands").await;
    assert_eq!(page.matches("class=\"lbl\"").count(), Command::ALL.len(), "{page}");
    for command in Command::ALL {
        assert!(page.contains(command.word()), "{page}");
        let mut phone = kiosk.browser();
        let page = phone.get(&format!("/X/{}", command.word())).await;
        assert!(page.contains("for the scanner at the desk"), "{page}");
    }
    kiosk.browser().get("/X/DANCE").await;
    let mut guest = kiosk.browser();
    guest.get("/kiosk/steward/commands").await;
    assert_eq!(guest.last, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn undo_takes_back_one_act_after_the_other_and_then_says_that_nothing_is_left() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    browser.scan(&code(4)).await;
    let page = browser.command(Command::Undo).await;
    assert!(page.contains("Taken back"), "{page}");
    assert_eq!(kiosk.status(&code(4)), Status::Available);
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }));
    browser.command(Command::Undo).await;
    assert_eq!(kiosk.status(DRILL), Status::Available);
    let page = browser.command(Command::Undo).await;
    assert!(page.contains("nothing here to take back"), "{page}");
}

#[tokio::test]
async fn undo_takes_back_a_return_without_a_card() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    kiosk.takes(&sam, DRILL).await;
    let mut browser = kiosk.browser();
    browser.post("/kiosk/return/7K3QP2J", &[]).await;
    assert_eq!(kiosk.status(DRILL), Status::Available);
    browser.command(Command::Undo).await;
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }));
}

#[tokio::test]
async fn everything_is_kept_longer_and_what_cannot_be_is_named() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    kiosk.takes(&sam, DRILL).await;
    kiosk.takes(&sam, &code(4)).await;
    let mut other = kiosk.browser();
    other.card(&kim).await;
    other.post("/kiosk/hold", &[("title", "cordless-drill")]).await;
    kiosk.later(24 * 3);
    let mut browser = kiosk.browser();
    let page = browser.command(Command::RenewAll).await;
    assert!(page.contains("Scan your own card first") || browser.place == "/kiosk", "{page}");
    browser.card(&sam).await;
    let page = browser.command(Command::RenewAll).await;
    assert!(page.contains("Kept longer: 1"), "{page}");
    assert!(page.contains("bring back in time: Cordless drill"), "{page}");
    // The renewal is offered back in its own line, on this page and on each that follows.
    let page = browser.get("/kiosk/me").await;
    assert!(page.contains("Undo: Tent for four") && !page.contains("Undo: Cordless"), "{page}");
    browser.post("/kiosk/undo", &[("event", &field(&page, "event"))]).await;
    let page = browser.get("/kiosk/me").await;
    assert!(!page.contains("Undo: Tent for four"), "{page}");
}

#[tokio::test]
async fn a_place_in_the_queue_is_taken_back_from_its_line() {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    kiosk.takes(&sam, DRILL).await;
    let mut browser = kiosk.browser();
    browser.card(&kim).await;
    browser.post("/kiosk/hold", &[("title", "cordless-drill")]).await;
    let page = browser.get("/kiosk/me").await;
    assert!(page.contains("Undo: Cordless drill"), "{page}");
    browser.post("/kiosk/undo", &[("event", &field(&page, "event"))]).await;
    assert!(!browser.get("/kiosk/me").await.contains("Cordless drill"));
}

#[tokio::test]
async fn done_signs_out_and_return_count_and_help_open_their_screens() {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.card(&sam).await;
    browser.scan(DRILL).await;
    browser.command(Command::Return).await;
    assert_eq!(browser.place, "/kiosk/return");
    browser.command(Command::Help).await;
    assert_eq!(browser.place, "/kiosk/help");
    browser.command(Command::Count).await;
    assert!(!browser.place.starts_with("/kiosk/steward/stocktake/"));
    browser.command(Command::Done).await;
    assert!(browser.cookie.is_none(), "nobody is signed in any more");
    assert!(matches!(kiosk.status(DRILL), Status::Out { .. }), "what was lent stays lent");
}
