//! The acts, one desk at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use catalog::circulation::{Denial, Destination};
use catalog::code::Code;
use catalog::event::{Actor, Clock as Trust, Kind, PartCount, TicketOutcome, Wanted};
use catalog::fold::{Custody, HoldState, LoanState, Status};
use catalog::ids::{LoanId, Slug, TicketId};
use catalog::record::{
    Acquired, CirculationPolicy, Condition, Documents, Lifecycle, Part, Place, PlaceKind, Quantity,
    ReservationPolicy, Text, Title, TitleKind, Training, Unit, UnitKind,
};
use jiff::{SignedDuration, Timestamp};

use crate::*;

const NOW: &str = "2026-05-12T14:00:00Z";

/// A clock that the test sets.
#[derive(Clone)]
struct Hand(Arc<Mutex<Timestamp>>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

impl Hand {
    fn set(&self, now: &str) {
        *self.0.lock().unwrap() = now.parse().unwrap();
    }
    fn pass(&self, minutes: i64) {
        *self.0.lock().unwrap() += SignedDuration::from_mins(minutes);
    }
}

fn code(n: u32) -> Code {
    Code::from_payload(n)
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn title(name: &str, units: &[u32]) -> Title {
    let unit = |&n: &u32| Unit {
        code: code(n),
        kind: UnitKind::Unit,
        serial: None,
        owner: None,
        return_to_owner: None,
        acquired: Acquired::default(),
        home_place: slug("shelf-b4"),
        lifecycle: Lifecycle::Active,
        condition: Condition::Good,
        circ_note: None,
        aliases: vec![],
        policy_override: None,
        quantity: Quantity::Unknown,
        measure: None,
        min_qty: None,
    };
    Title {
        slug: slug(name),
        name: Text::plain(name),
        other_names: vec![],
        kind: TitleKind::Tool,
        summary: Text::default(),
        lang: "en".into(),
        categories: vec![],
        keywords: vec![],
        brand: None,
        model: None,
        power_source: None,
        size: None,
        weight_g: None,
        policy: None,
        reservation_policy: Some("std".parse().unwrap()),
        requires_authorisation: vec![],
        min_age: None,
        deposit: None,
        fee_per_day: None,
        replacement_value: None,
        parts_expected: vec![Part { name: "case".into(), qty: 1, required: true }],
        maintenance: vec![],
        contents: vec![],
        checkout_notice: Text::default(),
        images: vec![],
        manuals: vec![],
        compatible_with: vec![],
        designs: vec![],
        carbon_g: None,
        external_ids: BTreeMap::new(),
        custom: vec![],
        added: None,
        units: units.iter().map(unit).collect(),
        body: Text::default(),
    }
}

fn documents() -> Documents {
    let mut documents = Documents::default();
    for title in [title("drill", &[1, 2]), title("tent", &[3]), title("saw", &[4])] {
        documents.titles.insert(title.slug.clone(), title);
    }
    let saw = documents.titles.get_mut(&slug("saw")).unwrap();
    saw.requires_authorisation = vec![slug("basics")];
    for (name, kind) in [
        ("shelf-b4", PlaceKind::Shelf),
        ("holds", PlaceKind::HoldShelf),
        ("red-box", PlaceKind::Quarantine),
    ] {
        let (slug, name) = (slug(name), Text::plain(name));
        let place = Place { slug, name, kind, parent: None, code: None, note: Text::default() };
        documents.places.insert(place.slug.clone(), place);
    }
    let node = &mut documents.node;
    node.timezone = "Europe/Berlin".into();
    node.policies.insert("week".parse().unwrap(), CirculationPolicy::default());
    node.default_policy = Some("week".parse().unwrap());
    node.reservation_policies.insert("std".parse().unwrap(), ReservationPolicy::default());
    let training = Training {
        name: Text::plain("Basics"),
        minutes: None,
        valid_months: Some(24),
        summary: Text::default(),
    };
    node.trainings.insert(slug("basics"), training);
    let course = catalog::record::Happening {
        slug: slug("course"),
        name: Text::plain("Saws, safely"),
        summary: Text::default(),
        starts: "2026-05-20T18:00[Europe/Berlin]".parse().ok(),
        ends: None,
        place: None,
        training: Some(slug("basics")),
        seats: Some(4),
        lang: "en".into(),
        cancelled: false,
        body: Text::default(),
    };
    documents.events.insert(course.slug.clone(), course);
    documents
}

fn desk() -> (Desk, Hand) {
    let clock = Hand(Arc::new(Mutex::new(NOW.parse().unwrap())));
    let options = OpenOptions {
        not_before: Some("2026-01-01T00:00:00Z".parse().unwrap()),
        ..OpenOptions::new("test", "k1".parse().unwrap())
    };
    let random = Box::new(SeededRandomness::new("desk"));
    (Desk::in_memory(documents(), options, Box::new(clock.clone()), random).unwrap(), clock)
}

fn join(desk: &mut Desk, name: &str, role: Role) -> MemberNumber {
    let new = NewMember {
        name: name.into(),
        contact: None,
        handle: None,
        languages: vec![],
        role,
        joined: desk.today(),
        provisional: false,
    };
    let (members, random) = desk.members_mut();
    members.add(&new, random).unwrap().0.number
}

fn lend(desk: &mut Desk, n: u32, member: MemberNumber) -> LoanReceipt {
    desk.lend(&LendAct::new(code(n), member, By::Member(member))).unwrap()
}

fn give_back(desk: &mut Desk, n: u32) -> ReturnReceipt {
    desk.take_back(&ReturnAct::new(code(n), By::Anyone)).unwrap()
}

fn denied<T>(answer: Result<T, Refusal>) -> Vec<&'static str> {
    match answer {
        Err(Refusal::Denied(denials)) => denials.iter().map(Denial::code).collect(),
        Err(other) => vec![other.code()],
        Ok(_) => vec![],
    }
}

#[test]
fn a_thing_goes_out_and_comes_back() {
    let (mut desk, _) = desk();
    let sam = join(&mut desk, "Sam", Role::Member);
    let receipt = lend(&mut desk, 1, sam);
    assert_eq!(receipt.terms.due.to_string(), "2026-05-19");
    assert_eq!(desk.member_facts(sam).unwrap().loans, [receipt.loan].into());
    assert_eq!(desk.recent(receipt.event).unwrap().actor, Actor::Member);
    let back = give_back(&mut desk, 1);
    assert_eq!(back.loan, Some(receipt.loan));
    assert_eq!(back.destination, Destination::Home { place: slug("shelf-b4") });
    assert_eq!(back.sentence, "Put it on shelf-b4.");
    assert!(desk.member_facts(sam).unwrap().loans.is_empty());
    assert_eq!(desk.node().state.status(code(1), desk.today()), Some(Status::Available));
}

#[test]
fn the_feed_does_not_tell_who_has_what() {
    let (mut desk, _) = desk();
    let sam = join(&mut desk, "Sam", Role::Member);
    let receipts = [lend(&mut desk, 1, sam), lend(&mut desk, 3, sam)];
    let sealed: BTreeSet<_> = receipts
        .iter()
        .map(|receipt| desk.node().state.loans[&receipt.loan].patron.as_str().to_owned())
        .collect();
    assert_eq!(sealed.len(), 2, "the two loans cannot be linked");
    let patron = desk.node().state.loans[&receipts[0].loan].patron.clone();
    assert_eq!(desk.borrower_of(&patron).unwrap().name, "Sam");
    desk.members_mut().0.erase(sam).unwrap();
    assert_eq!(desk.borrower_of(&patron), None);
}

#[test]
fn what_is_kept_for_a_member_is_free_again_when_they_are_forgotten() {
    let (mut desk, _) = desk();
    let [sam, kim, ali] = ["Sam", "Kim", "Ali"].map(|name| join(&mut desk, name, Role::Member));
    let mira = join(&mut desk, "Mira", Role::Steward);
    lend(&mut desk, 3, ali);
    let wanted = Wanted::Title(slug("tent"));
    let [first, next] =
        [sam, kim].map(|who| desk.place_hold(&wanted, who, By::Member(who)).unwrap().hold);
    give_back(&mut desk, 3);
    let booking = desk.book(&BookingAct {
        wanted: Wanted::Title(slug("drill")),
        qty: 1,
        visitors: None,
        member: sam,
        by: By::Member(sam),
        from: "2026-05-14T08:00:00Z".parse().unwrap(),
        to: "2026-05-15T08:00:00Z".parse().unwrap(),
    });
    let booking = booking.unwrap().reservation;
    let seat = desk.sign_up(&slug("course"), sam, By::Member(sam)).unwrap();
    assert_eq!(denied(desk.forget(sam, By::Member(sam))), ["E-STEWARD"]);
    desk.forget(sam, By::Steward(mira)).unwrap();
    let state = &desk.node().state;
    assert!(!state.holds[&first].is_open() && !state.reservations[&booking].is_open());
    assert!(state.signups[&seat].cancelled);
    assert!(matches!(state.holds[&next].state, HoldState::Ready { .. }), "Kim is served at once");
    assert!(desk.members().get(sam).is_err());
    // Whoever has something on loan is asked for it by others before this.
    desk.forget(ali, By::Terminal).unwrap();
}

#[test]
fn a_thing_that_somebody_waits_for_goes_to_the_hold_shelf_and_then_to_them() {
    let (mut desk, _) = desk();
    let [sam, kim] = ["Sam", "Kim"].map(|name| join(&mut desk, name, Role::Member));
    lend(&mut desk, 3, sam);
    let wanted = Wanted::Title(slug("tent"));
    let hold = desk.place_hold(&wanted, kim, By::Member(kim)).unwrap();
    assert_eq!(hold.ahead, 0);
    let back = give_back(&mut desk, 3);
    assert_eq!((back.destination.key(), back.sentence.contains("holds")), ("put-hold-shelf", true));
    let unit = desk.node().unit(code(3)).unwrap();
    assert_eq!(unit.state.custody, Custody::OnHoldShelf(hold.hold));
    let refused = desk.lend(&LendAct::new(code(3), sam, By::Member(sam)));
    assert_eq!(denied(refused), ["E-ON-HOLD-SHELF"]);
    let loan = lend(&mut desk, 3, kim).loan;
    let state = &desk.node().state.holds[&hold.hold].state;
    assert_eq!(*state, HoldState::Fulfilled { loan });
}

#[test]
fn a_hold_that_is_not_picked_up_serves_the_next_one() {
    let (mut desk, clock) = desk();
    let [sam, kim, ada] = ["Sam", "Kim", "Ada"].map(|name| join(&mut desk, name, Role::Member));
    lend(&mut desk, 3, sam);
    let wanted = Wanted::Title(slug("tent"));
    let first = desk.place_hold(&wanted, kim, By::Member(kim)).unwrap().hold;
    let second = desk.place_hold(&wanted, ada, By::Member(ada)).unwrap().hold;
    give_back(&mut desk, 3);
    assert_eq!(desk.expire_holds().unwrap(), []);
    clock.set("2026-05-21T09:00:00Z");
    assert_eq!(desk.expire_holds().unwrap(), [first]);
    assert_eq!(desk.node().state.holds[&first].state, HoldState::Expired);
    let Custody::OnHoldShelf(now) = desk.node().unit(code(3)).unwrap().state.custody else {
        panic!("it still waits")
    };
    assert_eq!(now, second);
    assert_eq!(denied(desk.cancel_hold(second, By::Member(sam))), ["E-NOT-YOURS"]);
    desk.cancel_hold(second, By::Member(ada)).unwrap();
    assert!(matches!(desk.node().unit(code(3)).unwrap().state.custody, Custody::At(_)));
}

#[test]
fn a_broken_thing_leaves_the_shelf_at_once_and_nobody_is_blamed() {
    let (mut desk, _) = desk();
    let sam = join(&mut desk, "Sam", Role::Member);
    lend(&mut desk, 1, sam);
    let act = ReturnAct {
        condition: Some(Condition::Unsafe),
        note: Some("sparks".into()),
        ..ReturnAct::new(code(1), By::Anyone)
    };
    let back = desk.take_back(&act).unwrap();
    assert_eq!(back.destination.key(), "put-quarantine");
    let ticket = desk.node().state.tickets.values().next().unwrap().clone();
    assert_eq!((&*ticket.notes[0].1, ticket.unit), ("sparks", code(1)));
    assert_eq!(
        denied(desk.lend(&LendAct::new(code(1), sam, By::Member(sam)))),
        ["E-UNSAFE", "E-IN-REPAIR"]
    );
    let steward = By::Steward(join(&mut desk, "Mira", Role::Steward));
    let mended = TicketOutcome::Mended;
    assert_eq!(denied(desk.close_ticket(ticket.id, mended, None, None, By::Anyone)), ["E-STEWARD"]);
    desk.close_ticket(ticket.id, mended, Some("new cable"), None, steward).unwrap();
    lend(&mut desk, 1, sam);
}

#[test]
fn parts_that_did_not_come_back_are_noted_and_the_thing_stays_lendable_where_the_policy_says_so() {
    let (mut desk, _) = desk();
    let sam = join(&mut desk, "Sam", Role::Member);
    lend(&mut desk, 1, sam);
    let act = ReturnAct { parts_in: Some(vec![]), ..ReturnAct::new(code(1), By::Anyone) };
    let back = desk.take_back(&act).unwrap();
    assert_eq!(back.missing, [PartCount { name: "case".into(), qty: 1 }]);
    assert_eq!(back.destination.key(), "put-home");
    assert_eq!(desk.node().unit(code(1)).unwrap().state.missing.len(), 1);
}

#[test]
fn returning_what_was_not_out_is_no_error() {
    let (mut desk, _) = desk();
    let back = give_back(&mut desk, 1);
    assert_eq!((back.loan, back.destination.key()), (None, "put-home"));
    let steward = By::Steward(join(&mut desk, "Mira", Role::Steward));
    desk.lost(code(1), None, steward).unwrap();
    assert!(give_back(&mut desk, 1).found);
    let unknown = desk.take_back(&ReturnAct::new(code(99), By::Anyone));
    assert_eq!(denied(unknown), ["E-UNKNOWN-UNIT"]);
}

#[test]
fn a_member_undoes_within_ten_minutes_and_a_steward_later_with_a_reason() {
    let (mut desk, clock) = desk();
    let [sam, kim] = ["Sam", "Kim"].map(|name| join(&mut desk, name, Role::Member));
    let steward = By::Steward(join(&mut desk, "Mira", Role::Steward));
    let receipt = lend(&mut desk, 1, sam);
    assert_eq!(denied(desk.undo(receipt.event, None, By::Member(kim))), ["E-UNDO"]);
    desk.undo(receipt.event, None, By::Member(sam)).unwrap();
    assert!(!desk.node().state.loans[&receipt.loan].is_open());
    assert_eq!(denied(desk.undo(receipt.event, None, By::Member(sam))), ["E-UNDO"], "once");

    let receipt = lend(&mut desk, 1, sam);
    clock.pass(11);
    assert_eq!(denied(desk.undo(receipt.event, None, By::Member(sam))), ["E-UNDO"]);
    assert_eq!(denied(desk.undo(receipt.event, Some(" "), steward)), ["E-UNDO"]);
    desk.undo(receipt.event, Some("wrong drill"), steward).unwrap();
    let gone = desk.undo("k1-999".parse().unwrap(), Some("x"), steward);
    assert_eq!(denied(gone), ["E-NO-SUCH"]);
}

#[test]
fn an_undone_return_is_a_loan_again() {
    let (mut desk, _) = desk();
    let sam = join(&mut desk, "Sam", Role::Member);
    let loan = lend(&mut desk, 1, sam).loan;
    let back = give_back(&mut desk, 1);
    desk.undo(back.event, None, By::Anyone).unwrap();
    assert_eq!(desk.node().state.loans[&loan].state, LoanState::Open);
    assert_eq!(desk.member_facts(sam).unwrap().loans, [loan].into());
}

#[test]
fn a_return_that_went_to_the_hold_shelf_or_to_repair_can_be_undone() {
    let (mut desk, _) = desk();
    let [sam, kim] = ["Sam", "Kim"].map(|name| join(&mut desk, name, Role::Member));
    let loan = lend(&mut desk, 3, sam).loan;
    let hold = desk.place_hold(&Wanted::Title(slug("tent")), kim, By::Member(kim)).unwrap().hold;
    let back = give_back(&mut desk, 3);
    desk.undo(back.event, None, By::Anyone).unwrap();
    assert_eq!(desk.node().unit(code(3)).unwrap().state.custody, Custody::Out(loan));
    assert_eq!(desk.node().state.holds[&hold].state, HoldState::Waiting);
    assert_eq!(desk.member_facts(sam).unwrap().loans, [loan].into());
    assert_eq!(denied(desk.undo(back.event, None, By::Anyone)), ["E-UNDO"], "once");

    let loan = lend(&mut desk, 1, sam).loan;
    let unsafe_now = Some(Condition::Unsafe);
    let act = ReturnAct { condition: unsafe_now, ..ReturnAct::new(code(1), By::Anyone) };
    let back = desk.take_back(&act).unwrap();
    assert!(matches!(desk.node().unit(code(1)).unwrap().state.custody, Custody::InRepair(_)));
    desk.undo(back.event, None, By::Anyone).unwrap();
    assert_eq!(desk.node().unit(code(1)).unwrap().state.custody, Custody::Out(loan));
    assert!(desk.node().state.tickets.values().all(|ticket| ticket.closed.is_some()));
}

#[test]
fn renewing_gives_a_later_date_and_its_undo_the_old_one() {
    let (mut desk, clock) = desk();
    let [sam, kim] = ["Sam", "Kim"].map(|name| join(&mut desk, name, Role::Member));
    let loan = lend(&mut desk, 1, sam).loan;
    assert_eq!(denied(desk.renew(loan, By::Member(sam))), ["E-NO-LATER"]);
    clock.set("2026-05-14T10:00:00Z");
    assert_eq!(denied(desk.renew(loan, By::Member(kim))), ["E-NOT-YOURS"]);
    let renewed = desk.renew(loan, By::Member(sam)).unwrap();
    assert_eq!((renewed.renewal.due.to_string().as_str(), renewed.renewal.left), ("2026-05-21", 0));
    desk.undo(renewed.event, None, By::Member(sam)).unwrap();
    assert_eq!(desk.node().state.loans[&loan].due.to_string(), "2026-05-19");
}

#[test]
fn a_training_opens_what_needs_it() {
    let (mut desk, _) = desk();
    let sam = join(&mut desk, "Sam", Role::Member);
    let steward = By::Steward(join(&mut desk, "Mira", Role::Steward));
    let act = LendAct::new(code(4), sam, By::Member(sam));
    assert_eq!(denied(desk.lend(&act)), ["E-TRAINING"]);
    assert_eq!(denied(desk.grant(sam, &slug("basics"), None, By::Member(sam))), ["E-STEWARD"]);
    assert_eq!(denied(desk.grant(sam, &slug("flying"), None, steward)), ["E-NO-SUCH"]);
    let grant = desk.grant(sam, &slug("basics"), None, steward).unwrap();
    let until = desk.node().state.grants[&grant].until;
    assert_eq!(until.unwrap().to_string(), "2028-05-12", "as long as the training says");
    desk.lend(&act).unwrap();
    desk.revoke(grant, None, steward).unwrap();
    assert!(desk.member_facts(sam).unwrap().grants.contains(&grant));
}

#[test]
fn a_booking_is_granted_picked_up_and_taken_back() {
    let (mut desk, clock) = desk();
    let [sam, kim] = ["Sam", "Kim"].map(|name| join(&mut desk, name, Role::Member));
    let book = |desk: &mut Desk, member, from: &str, to: &str| {
        desk.book(&BookingAct {
            wanted: Wanted::Title(slug("tent")),
            qty: 1,
            visitors: None,
            member,
            by: By::Member(member),
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        })
    };
    let (from, to) = ("2026-05-16T08:00:00Z", "2026-05-18T08:00:00Z");
    let booking = book(&mut desk, sam, from, to).unwrap();
    assert!(booking.granted);
    assert_eq!(denied(book(&mut desk, kim, from, to)), ["E-ALL-TAKEN"]);
    let act = LendAct::new(code(3), kim, By::Member(kim));
    assert_eq!(denied(desk.lend(&act)), ["E-CLAIMED-BY-RESERVATION"]);
    clock.set("2026-05-16T09:00:00Z");
    let loan = lend(&mut desk, 3, sam);
    assert_eq!(loan.terms.reservation, Some(booking.reservation));
    give_back(&mut desk, 3);
    assert!(!desk.node().state.reservations[&booking.reservation].is_open());
    let refused = desk.cancel_booking(booking.reservation, By::Member(sam));
    assert_eq!(denied(refused), ["E-OVER"]);
}

#[test]
fn a_stocktake_says_what_is_here_what_is_not_and_what_nobody_knows() {
    let (mut desk, _) = desk();
    let steward = By::Steward(join(&mut desk, "Mira", Role::Steward));
    let sam = join(&mut desk, "Sam", Role::Member);
    lend(&mut desk, 2, sam);
    let count = desk.count_open(&slug("shelf-b4"), steward).unwrap();
    let scan =
        |desk: &mut Desk, text: &str| desk.count_scan(count, text, None, steward).unwrap().result;
    assert_eq!(scan(&mut desk, &code(1).to_string()), ScanResult::Found);
    assert_eq!(scan(&mut desk, &code(1).compact()), ScanResult::Already);
    assert_eq!(scan(&mut desk, "old label 12"), ScanResult::Unknown);
    assert_eq!(scan(&mut desk, "old label 12"), ScanResult::Already);
    let report = desk.count_report(count).unwrap();
    assert_eq!((report.found, report.not_seen), (vec![code(1)], vec![code(3), code(4)]));
    assert_eq!(denied(desk.count_close(count, vec![code(3)], By::Member(sam))), ["E-STEWARD"]);
    desk.count_close(count, vec![code(3)], steward).unwrap();
    assert_eq!(desk.node().state.status(code(3), desk.today()), Some(Status::Missing));
    assert_eq!(denied(desk.count_scan(count, "x", None, steward)), ["E-OVER"]);
}

#[test]
fn a_clock_that_woke_up_in_1970_makes_nobody_late() {
    let (mut desk, clock) = desk();
    let sam = join(&mut desk, "Sam", Role::Member);
    let steward = By::Steward(join(&mut desk, "Mira", Role::Steward));
    clock.set("1970-01-01T00:00:20Z");
    assert_eq!(desk.clock_trust(), Trust::Suspect);
    let loan = lend(&mut desk, 1, sam);
    assert!(desk.node().state.loans[&loan.loan].suspect_clock);
    let truth = "2026-05-13T10:00:00Z".parse().unwrap();
    assert_eq!(denied(desk.settle_clock(truth, By::Member(sam))), ["E-STEWARD"]);
    let correction = desk.settle_clock(truth, steward).unwrap().unwrap();
    assert_eq!(desk.now(), truth);
    assert_eq!(desk.clock_trust(), Trust::Manual);
    let Kind::ClockCorrection(kind) = desk.recent(correction).unwrap().kind.clone() else {
        panic!("a correction")
    };
    assert_eq!((kind.from, kind.to), (1, 1));
    assert!(!desk.is_late(&desk.node().state.loans[&loan.loan]));
}

#[test]
fn a_stewards_event_carries_the_chosen_name_or_a_seal() {
    let (mut desk, _) = desk();
    let mira = join(&mut desk, "Mira Soto", Role::Steward);
    let event = desk.move_unit(code(1), &slug("holds"), By::Steward(mira)).unwrap();
    let Actor::Sealed(sealed) = desk.recent(event).unwrap().actor.clone() else {
        panic!("no public name was chosen")
    };
    assert_eq!(desk.unseal(&sealed), Some(mira));
    let mut member = desk.members().get(mira).unwrap();
    member.handle = Some("mira".parse().unwrap());
    desk.members_mut().0.update(&member).unwrap();
    let event = desk.move_unit(code(1), &slug("shelf-b4"), By::Steward(mira)).unwrap();
    assert_eq!(desk.recent(event).unwrap().actor.to_string(), "@mira");
    assert_eq!(denied(desk.move_unit(code(1), &slug("moon"), By::Anyone)), ["E-NO-SUCH"]);
}

#[test]
fn whoever_has_the_thing_in_hand_may_take_it_over() {
    let (mut desk, _) = desk();
    let [sam, kim] = ["Sam", "Kim"].map(|name| join(&mut desk, name, Role::Member));
    let first = lend(&mut desk, 1, sam).loan;
    let mut act = LendAct::new(code(1), kim, By::Member(kim));
    assert_eq!(denied(desk.lend(&act)), ["E-STILL-OUT"]);
    act.overrides.insert("E-STILL-OUT".into());
    act.note = Some("It lay on the bench".into());
    let second = desk.lend(&act).unwrap();
    let Kind::LoanOut(out) = &desk.recent(second.event).unwrap().kind else { panic!("a loan") };
    assert_eq!(out.note.as_deref(), Some("It lay on the bench"));
    assert_eq!(second.terms.supersedes, Some(first));
    assert!(!desk.node().state.loans[&first].is_open());
}

#[test]
fn today_says_what_needs_a_person() {
    let (mut desk, clock) = desk();
    let [sam, kim] = ["Sam", "Kim"].map(|name| join(&mut desk, name, Role::Member));
    let drill = lend(&mut desk, 1, sam).loan;
    lend(&mut desk, 3, sam);
    let wanted = Wanted::Title(slug("tent"));
    desk.place_hold(&wanted, kim, By::Member(kim)).unwrap();
    give_back(&mut desk, 3);
    desk.place_hold(&Wanted::Title(slug("drill")), kim, By::Member(kim)).unwrap();
    desk.report_damage(code(4), "loud", Condition::Worn, By::Anyone).unwrap();
    clock.set("2026-05-19T09:00:00Z");
    let today = desk.today_list();
    assert_eq!((today.due.as_slice(), today.ready.len()), (&[drill][..], 1));
    assert_eq!(today.to_pull.iter().map(|pull| pull.unit).collect::<Vec<_>>(), [code(2)]);
    assert_eq!(today.tickets.len(), 1);
    clock.set("2026-05-20T09:00:00Z");
    assert_eq!(desk.today_list().late, [drill]);
    let things = desk.things_of(sam).unwrap();
    assert_eq!((things.loans.as_slice(), things.holds.len()), (&[drill][..], 0));
}

#[test]
fn a_report_of_damage_leaves_what_is_missing_as_it_was() {
    let (mut desk, _) = desk();
    let part = || PartCount { name: "guide rail".into(), qty: 1 };
    desk.set_condition(code(4), Condition::Good, Some(vec![part()]), None, By::Terminal).unwrap();
    desk.report_damage(code(4), "loud", Condition::Worn, By::Anyone).unwrap();
    let state = desk.view(code(4)).unwrap().state;
    assert_eq!(
        state.missing.iter().map(catalog::fold::MissingPart::count).collect::<Vec<_>>(),
        [part()]
    );
    assert_eq!(state.condition, Condition::Worn);
    desk.part_is_here(code(4), "guide rail", By::Terminal).unwrap();
    assert!(desk.view(code(4)).unwrap().state.missing.is_empty());
}

#[test]
fn a_member_gets_everything_that_is_known_about_them() {
    let (mut desk, _) = desk();
    let [sam, kim] = ["Sam", "Kim"].map(|name| join(&mut desk, name, Role::Member));
    lend(&mut desk, 1, sam);
    give_back(&mut desk, 1);
    lend(&mut desk, 3, kim);
    let data = desk.export_member(sam).unwrap();
    assert_eq!(data["member"]["name"], "Sam");
    assert_eq!(data["loans"].as_array().unwrap().len(), 1);
    assert_eq!(data["loans"][0]["state"]["state"], "closed");
    assert!(!data.to_string().contains("Kim"));
}

#[test]
fn an_answer_must_be_one_of_those_that_settle_it() {
    let (mut desk, _) = desk();
    let steward = By::Steward(join(&mut desk, "Mira", Role::Steward));
    let nothing = desk.resolve("k1-1".parse().unwrap(), "here", None, steward);
    assert_eq!(denied(nothing), ["E-NO-SUCH"]);
    let ticket = TicketId("k9-9".parse().unwrap());
    let lost = desk.close_ticket(ticket, TicketOutcome::Mended, None, None, steward);
    assert_eq!(denied(lost), ["E-NO-SUCH"]);
    let loan = LoanId("k9-9".parse().unwrap());
    assert_eq!(denied(desk.write_off(loan, None, steward)), ["E-NO-SUCH"]);
}

const NODE_TOML: &str = r#"
id = "oak"
name = "Oak Street"
languages = ["en"]
timezone = "Europe/Berlin"
"#;

const TENT: &str = r#"+++
name = "Tent"
kind = "tool"

[[units]]
code = "7K3-QP2J"
home_place = "shelf-b4"
+++
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.put("node.toml", NODE_TOML);
        folder.put("catalog/te/tent.md", TENT);
        folder.put("places/shelf-b4.toml", "name = \"Shelf B4\"\nkind = \"shelf\"\n");
        folder
    }

    fn path(&self) -> &camino::Utf8Path {
        camino::Utf8Path::from_path(self.0.path()).unwrap()
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs_err::create_dir_all(path.parent().unwrap()).unwrap();
        fs_err::write(path, text).unwrap();
    }

    fn open(&self) -> Result<Desk, OpenError> {
        let options = OpenOptions {
            not_before: Some("2026-01-01T00:00:00Z".parse().unwrap()),
            ..OpenOptions::new("test", "k1".parse().unwrap())
        };
        let clock = Box::new(FixedClock(NOW.parse().unwrap()));
        Desk::open(self.path(), options, clock, Box::new(SystemRandomness))
    }

    /// The one segment of the feed.
    fn segment(&self) -> camino::Utf8PathBuf {
        self.path().join("feeds/k1/2026/05/12.jsonl")
    }
}

#[test]
fn what_was_acknowledged_is_there_when_the_node_is_opened_again() {
    let folder = Folder::new();
    let tent: Code = "7K3-QP2J".parse().unwrap();
    let mut desk = folder.open().unwrap();
    let sam = join(&mut desk, "Sam", Role::Member);
    let loan = desk.lend(&LendAct::new(tent, sam, By::Member(sam))).unwrap().loan;
    drop(desk);
    let text = fs_err::read_to_string(folder.segment()).unwrap();
    assert!(!text.contains("Sam") && !text.contains(&sam.to_string()));
    let desk = folder.open().unwrap();
    assert_eq!(desk.problems(), []);
    assert_eq!(desk.member_facts(sam).unwrap().loans, [loan].into());
    assert_eq!(desk.things_of(sam).unwrap().loans, [loan]);
}

#[test]
fn how_old_the_news_of_other_devices_is_can_be_told() {
    let folder = Folder::new();
    let at = |device: &str, now: &str| {
        let options = OpenOptions {
            not_before: Some("2026-01-01T00:00:00Z".parse().unwrap()),
            ..OpenOptions::new("test", device.parse().unwrap())
        };
        let clock = Box::new(FixedClock(now.parse().unwrap()));
        Desk::open(folder.path(), options, clock, Box::new(SystemRandomness)).unwrap()
    };
    let tent: Code = "7K3-QP2J".parse().unwrap();
    let mut alone = at("k1", "2026-05-03T12:00:00Z");
    let sam = join(&mut alone, "Sam", Role::Member);
    alone.lend(&LendAct::new(tent, sam, By::Member(sam))).unwrap();
    assert_eq!(alone.days_without_news(), None, "what it wrote itself is no news");
    drop(alone);
    assert_eq!(at("k2", "2026-05-03T18:00:00Z").days_without_news(), Some(0));
    assert_eq!(at("k2", "2026-05-12T12:00:00Z").days_without_news(), Some(9));
    assert_eq!(at("k2", "2027-06-12T12:00:00Z").days_without_news(), None, "it is gone");
}

#[test]
fn a_line_torn_by_a_power_cut_is_set_aside_and_the_feed_goes_on() {
    let folder = Folder::new();
    let tent: Code = "7K3-QP2J".parse().unwrap();
    let mut desk = folder.open().unwrap();
    let sam = join(&mut desk, "Sam", Role::Member);
    desk.lend(&LendAct::new(tent, sam, By::Member(sam))).unwrap();
    drop(desk);
    let mut bytes = fs_err::read(folder.segment()).unwrap();
    bytes.extend_from_slice(b"{\"v\":1,\"id\":\"k1-2\",\"hlc\"");
    fs_err::write(folder.segment(), bytes).unwrap();
    let mut desk = folder.open().unwrap();
    assert_eq!(desk.set_aside().len(), 1);
    assert!(folder.path().join(&desk.set_aside()[0]).is_file());
    let back = desk.take_back(&ReturnAct::new(tent, By::Anyone)).unwrap();
    assert_eq!(back.event.to_string(), "k1-2");
    drop(desk);
    assert_eq!(folder.open().unwrap().problems(), []);
}

#[test]
fn an_edited_file_is_seen_without_opening_the_node_again() {
    let folder = Folder::new();
    let mut desk = folder.open().unwrap();
    let before = desk.changes();
    folder.put("catalog/te/tent.md", &TENT.replace("Tent", "Large tent"));
    desk.reload_documents().unwrap();
    let title = &desk.node().documents.titles[&slug("tent")];
    assert_eq!(title.name.base, "Large tent");
    assert!(desk.changes() > before);
}

#[test]
fn a_node_is_open_in_one_program_at_a_time() {
    let folder = Folder::new();
    let desk = folder.open().unwrap();
    let Err(OpenError::Lock(held)) = folder.open() else { panic!("opened twice") };
    assert!(held.to_string().contains("open in test (process"), "{held}");
    drop(desk);
    assert!(folder.open().is_ok());
    let empty = Folder(tempfile::tempdir().unwrap());
    assert!(matches!(empty.open(), Err(OpenError::Store(_))));
}

#[test]
fn a_disk_that_refuses_refuses_the_act() {
    let folder = Folder::new();
    let tent: Code = "7K3-QP2J".parse().unwrap();
    let mut desk = folder.open().unwrap();
    let sam = join(&mut desk, "Sam", Role::Member);
    // Where the day's file should be there is something that cannot be written.
    fs_err::create_dir_all(folder.segment()).unwrap();
    let refused = desk.lend(&LendAct::new(tent, sam, By::Member(sam)));
    assert!(refused.as_ref().is_err_and(Refusal::is_outside), "{refused:?}");
    assert!(desk.member_facts(sam).unwrap().loans.is_empty(), "nothing happened");
    assert_eq!(desk.written(), 0);
    fs_err::remove_dir(folder.segment()).unwrap();
    desk.lend(&LendAct::new(tent, sam, By::Member(sam))).unwrap();
}
