//! The queue of what two places did not know of each other: each kind of matter shows both sides in words.

use catalog::fold::{Exception, Matter};
use catalog::ids::{EventId, InterloanId, LoanId, ReservationId};
use desk::{BookingAct, LendAct};

use super::*;
use crate::pages::steward::decide::card;

/// What a steward reads of a matter: its sentence, and its sides.
fn read(kiosk: &Kiosk, matter: Matter) -> (String, Vec<serde_json::Value>) {
    let desk = kiosk.app.desk();
    let reading = kiosk.app.reading(&desk, "en");
    let id: EventId = "k7-42".parse().unwrap();
    let when = desk.node().state.loans.values().next().unwrap().out_at;
    let one = Exception { id, when, matter, also: Vec::new(), resolved: None };
    let mut view = card(&desk, &reading, &one);
    assert!(!view["choices"].as_array().unwrap().is_empty(), "{view}");
    let sides = view["sides"].as_array_mut().unwrap().split_off(0);
    let sentence = view["sentence"].as_str().unwrap().to_owned();
    let read = format!("{sentence} {sides:?}");
    assert!(!read.contains("k7-42") && !read.contains("k1-1"), "no raw ids: {read}");
    for side in &sides {
        assert!(side["what"].as_str().is_some_and(|what| !what.is_empty()), "{side}");
    }
    (sentence, sides)
}

/// Two loans, two bookings.
fn busy() -> (Kiosk, [LoanId; 2], [ReservationId; 2]) {
    let kiosk = Kiosk::new();
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    let mut desk = kiosk.app.desk();
    let mut lend = |unit: &str, who: &Person| {
        let act = LendAct::new(unit.parse().unwrap(), who.number, By::Terminal);
        desk.lend(&act).unwrap().loan
    };
    let loans = [lend(DRILL, &sam), lend(&code(2), &kim)];
    let (from, to) = ("2026-05-14T10:00:00+02:00", "2026-05-15T18:00:00+02:00");
    let bookings = [&sam, &kim].map(|who| {
        let wanted = Wanted::Title(slug("tent"));
        let span = (from.parse().unwrap(), to.parse().unwrap());
        let (member, by) = (who.number, By::Terminal);
        let (from, to) = span;
        let act = BookingAct { wanted, qty: 1, member, from, to, visitors: None, by };
        desk.book(&act).unwrap().reservation
    });
    drop(desk);
    (kiosk, loans, bookings)
}

fn whos(sides: &[serde_json::Value]) -> Vec<&str> {
    sides.iter().filter_map(|side| side["who"]["name"].as_str()).collect()
}

fn whats(sides: &[serde_json::Value]) -> Vec<&str> {
    sides.iter().filter_map(|side| side["what"].as_str()).collect()
}

fn unit_code() -> Code {
    DRILL.parse().unwrap()
}

#[test]
fn a_thing_that_was_lent_twice_shows_both_borrowers() {
    let (kiosk, [first, second], _) = busy();
    let (_, sides) = read(&kiosk, Matter::DoubleLoan { unit: unit_code(), first, second });
    assert_eq!(whos(&sides), ["Sam", "Kim"]);
    assert!(
        sides.iter().all(|side| side["when"].is_string() && side["where"] == "k1"),
        "{sides:?}"
    );
}

#[test]
fn a_return_that_the_loan_did_not_know_shows_the_loan_and_the_return() {
    let (kiosk, [loan, _], _) = busy();
    let returned = "k7-42".parse().unwrap();
    let matter = Matter::ReturnSeenElsewhere { unit: unit_code(), loan, returned };
    let (_, sides) = read(&kiosk, matter);
    assert_eq!(whats(&sides), ["Lent", "Returned"]);
    assert_eq!(sides[1]["where"], "k7");
    assert!(sides[1]["when"].is_string(), "{sides:?}");
}

#[test]
fn what_was_given_up_and_came_back_shows_the_loan_and_the_day() {
    let (kiosk, [loan, _], _) = busy();
    let (_, sides) = read(&kiosk, Matter::FoundAfterLost { unit: unit_code(), loan });
    assert_eq!((whats(&sides), whos(&sides)), (vec!["Lent", "Came back"], vec!["Sam"]));
}

#[test]
fn two_bookings_of_the_same_hours_show_who_and_when() {
    let (kiosk, _, [with, reservation]) = busy();
    let (_, sides) = read(&kiosk, Matter::OverBooked { reservation, with });
    assert_eq!((whats(&sides).len(), whos(&sides)), (2, vec!["Sam", "Kim"]));
}

#[test]
fn a_retired_and_an_unknown_thing_show_the_catalogue_and_the_scan() {
    let (kiosk, ..) = busy();
    let (_, sides) = read(&kiosk, Matter::RetiredInUse { unit: unit_code() });
    assert_eq!(whats(&sides), ["Retired in the catalogue", "Scanned"]);
    let (_, sides) = read(&kiosk, Matter::UnknownUnit { unit: Code::from_payload(77) });
    assert_eq!(whats(&sides), ["No file of the catalogue has this code", "Scanned"]);
    assert_eq!(sides[1]["where"], "k7");
}

#[test]
fn a_copied_device_and_an_entry_that_is_not_here_are_named_by_number_and_device() {
    let (kiosk, ..) = busy();
    let event = "k7-42".parse().unwrap();
    let (sentence, sides) = read(&kiosk, Matter::ClonedDevice { event });
    assert!(sentence.contains("no. 42 of device k7"), "{sentence}");
    assert_eq!(whats(&sides), ["One entry", "Another entry with the same number"]);
    let what = "k9-3".parse().unwrap();
    let (sentence, sides) = read(&kiosk, Matter::NotHere { what });
    assert!(sentence.contains("no. 3 of device k9"), "{sentence}");
    assert_eq!((&sides[0]["where"], &sides[1]["where"]), (&"k7".into(), &"k9".into()));
}

#[test]
fn a_lot_below_zero_shows_the_count_and_where_it_stands() {
    let (kiosk, ..) = busy();
    let matter = Matter::StockBelowZero { unit: unit_code(), level: -3 };
    let (_, sides) = read(&kiosk, matter);
    assert_eq!(whats(&sides), ["It stands at -3"]);
}

#[test]
fn what_was_promised_twice_and_what_came_back_instead_show_both_sides() {
    let (kiosk, ..) = busy();
    let [first, second]: [InterloanId; 2] = ["k8-1", "k8-2"].map(|id| id.parse().unwrap());
    let (_, sides) = read(&kiosk, Matter::PromisedTwice { unit: unit_code(), first, second });
    assert_eq!(sides.len(), 2);
    let (sent, unit) = (unit_code(), code(2).parse().unwrap());
    let matter = Matter::OtherCameBack { sent, unit, request: first };
    let (_, sides) = read(&kiosk, matter);
    assert_eq!(whats(&sides), ["Sent: Cordless drill, 18 V", "Came back: Circular saw"]);
}
