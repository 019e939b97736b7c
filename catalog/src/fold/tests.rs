//! What the fold makes of the nasty cases of circulation, and what it promises for any events.

use proptest::prelude::*;

use super::*;
use crate::event::*;
use crate::ids::{HoldId, LoanId, Slug, TicketId};
use crate::record::{Condition, Lifecycle, RetiredReason};
use crate::testing::Writer;

const DRILL: &str = "7K3-QP2J";

fn code(n: u32) -> Code {
    Code::from_payload(n)
}

fn drill() -> Code {
    DRILL.parse().unwrap()
}

/// A drill, two saws, a kit of a drill case and two bits, and a box of screws.
fn documents() -> Arc<Documents> {
    let title = |slug: &str, front: &str| {
        let path = format!("catalog/{}/{slug}.md", &slug[..2]);
        (path.into(), format!("+++\nname = \"{slug}\"\n{front}+++\n").into_bytes())
    };
    let unit = |code: Code| format!("[[units]]\ncode = \"{code}\"\nhome_place = \"shelf-a1\"\n");
    let battery = "parts_expected = [{ name = \"battery\", qty = 2, required = true }]\n";
    let kit = format!(
        "kind = \"kit\"\ncontents = [{{ unit = \"{}\" }}, {{ unit = \"{}\" }}]\n{}",
        code(11),
        code(12),
        unit(code(10))
    );
    let stock = format!("[[units]]\ncode = \"{}\"\nkind = \"stock\"\nquantity = 10\n", code(20));
    let loaded = crate::document::load([
        title("drill", &(battery.to_owned() + &unit(drill()))),
        title("saw", &(unit(code(1)) + &unit(code(2)))),
        title("kit", &kit),
        title("bits", &(unit(code(11)) + &unit(code(12)))),
        title("screws", &stock),
    ]);
    assert_eq!(loaded.documents.titles.len(), 5, "{:?}", loaded.problems);
    Arc::new(loaded.documents)
}

fn fold(events: &[&Event]) -> Node {
    Node::fold(documents(), events.iter().map(|&event| event.clone()).collect())
}

fn out(unit: Code) -> Kind {
    Kind::LoanOut(Box::new(loan_out(unit)))
}

fn loan_out(unit: Code) -> LoanOut {
    let json = format!(
        r#"{{"unit":"{unit}","patron":"abc","due":"2026-03-21","policy":{{"period":7,"renewals":1}}}}"#
    );
    serde_json::from_str(&json).unwrap()
}

fn back(unit: Code) -> Kind {
    Kind::LoanIn(Box::new(loan_in(unit)))
}

fn loan_in(unit: Code) -> LoanIn {
    serde_json::from_str(&format!(r#"{{"unit":"{unit}"}}"#)).unwrap()
}

fn kind(name: &str, payload: &str) -> Kind {
    Kind::read(name, payload).unwrap()
}

fn undo(of: &Event) -> Kind {
    Kind::Undo(Box::new(Undo { of: of.id, reason: None }))
}

fn home() -> Custody {
    Custody::At("shelf-a1".parse().unwrap())
}

fn custody(node: &Node, unit: Code) -> &Custody {
    &node.state.units[&unit].custody
}

fn end(node: &Node, loan: &Event) -> Option<LoanEnd> {
    match node.state.loans[&LoanId(loan.id)].state {
        LoanState::Closed { how, .. } => Some(how),
        _ => None,
    }
}

fn matters(node: &Node) -> Vec<&'static str> {
    node.state.exceptions.values().map(|e| e.matter.code()).collect()
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 3, 14)
}

#[test]
fn a_loan_goes_out_and_comes_back() {
    let mut kb = Writer::new("kb");
    let lent = kb.write(out(drill()));
    let node = fold(&[&lent]);
    assert_eq!(custody(&node, drill()), &Custody::Out(LoanId(lent.id)));
    assert!(matches!(node.state.status(drill(), today()), Some(Status::Out { .. })));
    let late = jiff::civil::date(2026, 3, 22);
    assert!(matches!(node.state.status(drill(), late), Some(Status::Overdue { .. })));
    let returned = kb.write(back(drill()));
    let node = fold(&[&lent, &returned]);
    assert_eq!((custody(&node, drill()), end(&node, &lent)), (&home(), Some(LoanEnd::Returned)));
    assert_eq!(node.state.status(drill(), late), Some(Status::Available));
    assert_eq!(node.state.tally, Tally { events: 2, applied: 2, explained: 0, to_decide: 0 });
}

#[test]
fn why_a_thing_was_lent_anyway_stays_with_its_loan_and_with_no_other() {
    let mut kb = Writer::new("kb");
    let mut said = loan_out(drill());
    said.note = Some("Back before noon".into());
    let anyway = kb.write(Kind::LoanOut(Box::new(said)));
    let returned = kb.write(back(drill()));
    let plain = kb.write(out(drill()));
    let node = fold(&[&anyway, &returned, &plain]);
    let note = |of: &Event| node.state.loans[&LoanId(of.id)].note.as_ref().map(|note| &***note);
    assert_eq!((note(&anyway), note(&plain)), (Some("Back before noon"), None));
}

#[test]
fn a_missed_return_is_superseded_by_the_next_loan_without_lateness() {
    let mut kb = Writer::new("kb");
    let (first, second) = (kb.write(out(drill())), kb.write(out(drill())));
    let node = fold(&[&first, &second]);
    assert_eq!(end(&node, &first), Some(LoanEnd::Superseded));
    assert_eq!(custody(&node, drill()), &Custody::Out(LoanId(second.id)));
    assert_eq!(node.state.tally.explained, 1);
}

#[test]
fn a_unit_lent_at_two_places_that_did_not_know_of_each_other_is_disputed() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let (a, b) = (ka.write(out(drill())), kb.write(out(drill())));
    let node = fold(&[&b, &a]);
    assert_eq!(matters(&node), ["double-loan"]);
    assert!(node.state.units[&drill()].flags.disputed);
    assert_eq!(node.state.open_loans_of(drill()).count(), 2);
    // A later scan by somebody who knew of both decides.
    let scan = kb.read(&a).write(back(drill()));
    let node = fold(&[&a, &b, &scan]);
    assert_eq!(
        (end(&node, &a), end(&node, &b)),
        (Some(LoanEnd::Superseded), Some(LoanEnd::Returned))
    );
    assert!(!node.state.units[&drill()].flags.disputed);
    assert_eq!(custody(&node, drill()), &home());
}

#[test]
fn a_steward_settles_a_double_loan_and_the_first_answer_stands() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let (a, b) = (ka.write(out(drill())), kb.write(out(drill())));
    let settle = |w: &mut Writer, choose: String| {
        w.write(ReconcileResolve { exception: b.id, choose: choose.into(), note: None })
    };
    let first = settle(kb.read(&a), format!("keep-{}", a.id));
    let second = settle(ka.at("2026-03-14T11:00:00Z").read(&b), format!("keep-{}", b.id));
    let node = fold(&[&a, &b, &first, &second]);
    assert_eq!((end(&node, &a), end(&node, &b)), (None, Some(LoanEnd::Superseded)));
    assert_eq!(custody(&node, drill()), &Custody::Out(LoanId(a.id)));
    assert!(node.state.exceptions[&b.id].resolved.is_some());
}

#[test]
fn a_return_closes_only_loans_that_it_knew_of() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let lent = kb.write(out(drill()));
    let returned = ka.at("2026-03-14T10:00:00Z").write(back(drill()));
    let node = fold(&[&lent, &returned]);
    assert_eq!(end(&node, &lent), None);
    assert_eq!(custody(&node, drill()), &Custody::Out(LoanId(lent.id)));
    assert_eq!(matters(&node), ["return-seen-elsewhere"]);
    // The other order of the clocks is the same question.
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let returned = ka.write(back(drill()));
    let lent = kb.at("2026-03-14T10:00:00Z").write(out(drill()));
    let node = fold(&[&lent, &returned]);
    assert_eq!(matters(&node), ["return-seen-elsewhere"]);
    let here = ReconcileResolve { exception: lent.id, choose: "here".into(), note: None };
    let settled = kb.read(&returned).write(here);
    let node = fold(&[&lent, &returned, &settled]);
    assert_eq!((end(&node, &lent), custody(&node, drill())), (Some(LoanEnd::Returned), &home()));
}

#[test]
fn what_was_missing_is_found_by_a_scan_and_what_was_retired_is_a_question() {
    let mut kb = Writer::new("kb");
    let to = |lifecycle| UnitLifecycle { unit: drill(), to: lifecycle, note: None };
    let missing = kb.write(to(Lifecycle::Missing));
    assert_eq!(fold(&[&missing]).state.status(drill(), today()), Some(Status::Missing));
    let lent = kb.write(out(drill()));
    let node = fold(&[&missing, &lent]);
    assert_eq!(node.state.units[&drill()].lifecycle, Lifecycle::Active);
    assert_eq!(node.state.explanations[0].reason, Reason::FoundAgain { unit: drill() });
    let retired = kb.write(UnitLifecycle::retire(code(1), RetiredReason::Broken));
    let used = kb.write(out(code(1)));
    let node = fold(&[&missing, &lent, &retired, &used]);
    assert_eq!(matters(&node), ["retired-in-use"]);
    let reinstate = ReconcileResolve { exception: used.id, choose: "reinstate".into(), note: None };
    let settled = kb.write(reinstate);
    let node = fold(&[&missing, &lent, &retired, &used, &settled]);
    assert_eq!(node.state.units[&code(1)].lifecycle, Lifecycle::Active);
}

#[test]
fn what_was_lost_and_comes_back_asks_about_the_payment() {
    let mut kb = Writer::new("kb");
    let lent = kb.write(out(drill()));
    let lost = kb.write(kind("loan.lost", &format!(r#"{{"loan":"{}"}}"#, lent.id)));
    assert_eq!(fold(&[&lent, &lost]).state.units[&drill()].lifecycle, Lifecycle::Missing);
    let returned = kb.write(back(drill()));
    let node = fold(&[&lent, &lost, &returned]);
    assert_eq!(matters(&node), ["found-after-lost"]);
    assert_eq!(node.state.units[&drill()].lifecycle, Lifecycle::Active);
    assert_eq!(custody(&node, drill()), &home());
}

#[test]
fn a_claim_of_having_returned_is_settled_in_the_members_favour_when_the_thing_is_found() {
    let mut kb = Writer::new("kb");
    let lent = kb.write(out(drill()));
    let claim = kb.write(kind("loan.claimed_returned", &format!(r#"{{"loan":"{}"}}"#, lent.id)));
    assert!(fold(&[&lent, &claim]).state.units[&drill()].flags.claims_returned);
    let seen = kb.write(back(drill()));
    let node = fold(&[&lent, &claim, &seen]);
    assert_eq!(end(&node, &lent), Some(LoanEnd::Returned));
    let reasons: Vec<_> = node.state.explanations.iter().map(|e| &e.reason).collect();
    assert!(matches!(reasons[..], [Reason::ClaimConfirmed { .. }]), "{reasons:?}");
    assert!(!node.state.units[&drill()].flags.claims_returned);
}

#[test]
fn a_scan_of_what_was_not_out_is_noted_as_seen() {
    let mut kb = Writer::new("kb");
    let seen = kb.write(back(drill()));
    let node = fold(&[&seen]);
    assert_eq!(node.state.explanations[0].reason, Reason::WasNotOut { unit: drill() });
}

#[test]
fn a_kit_comes_back_in_parts() {
    let mut kb = Writer::new("kb");
    let mut payload = loan_out(code(10));
    payload.lines = [code(11), code(12)].into();
    let lent = kb.write(payload);
    let loan = LoanId(lent.id);
    let one = kb.write(back(code(11)));
    let node = fold(&[&lent, &one]);
    assert_eq!(end(&node, &lent), None);
    assert_eq!(
        (custody(&node, code(11)), custody(&node, code(12))),
        (&home(), &Custody::Out(loan))
    );
    assert_eq!(custody(&node, code(10)), &Custody::Out(loan));
    let other = kb.write(back(code(12)));
    let node = fold(&[&lent, &one, &other]);
    assert_eq!((end(&node, &lent), custody(&node, code(10))), (Some(LoanEnd::Returned), &home()));
    // The kit's own label brings back all of it, or what was ticked.
    let mut ticked = loan_in(code(10));
    ticked.lines = Some([code(12)].into());
    let part = kb.write(ticked);
    let node = fold(&[&lent, &part]);
    assert_eq!(
        (custody(&node, code(12)), custody(&node, code(11))),
        (&home(), &Custody::Out(loan))
    );
    let all = kb.write(back(code(10)));
    let node = fold(&[&lent, &part, &all]);
    assert_eq!((end(&node, &lent), custody(&node, code(11))), (Some(LoanEnd::Returned), &home()));
    assert_eq!(node.state.open_loans().count(), 0);
}

#[test]
fn a_missing_part_makes_a_unit_incomplete() {
    let mut kb = Writer::new("kb");
    let lent = kb.write(out(drill()));
    let mut payload = loan_in(drill());
    payload.parts_in = Some([PartCount { name: "battery".into(), qty: 1 }].into());
    payload.condition = Some(Condition::Worn);
    let returned = kb.write(payload);
    let unit = &fold(&[&lent, &returned]).state.units[&drill()];
    assert_eq!(unit.missing[0].count(), PartCount { name: "battery".into(), qty: 1 });
    assert_eq!(unit.condition, Condition::Worn);
}

#[test]
fn a_part_stays_missing_since_the_loan_that_it_did_not_come_back_from() {
    let mut kb = Writer::new("kb");
    let mut incomplete = |gone: PartGone| {
        let lent = kb.write(out(drill()));
        let mut payload = loan_in(drill());
        payload.parts_in = Some([PartCount { name: "battery".into(), qty: 1 }].into());
        payload.parts_said = [PartSaid { name: "battery".into(), gone }].into();
        [lent, kb.write(payload)]
    };
    let [first, lost] = incomplete(PartGone::Lost);
    let [second, before] = incomplete(PartGone::Before);
    let [third, later] = incomplete(PartGone::Later);
    let node = fold(&[&first, &lost, &second, &before, &third, &later]);
    let part = &node.state.units[&drill()].missing[0];
    assert_eq!((part.gone, part.loan), (Some(PartGone::Lost), Some(LoanId(first.id))));
    assert_eq!(part.since, lost.when());
    // Without the first loan, the second one says that it was missing when it began.
    let node = fold(&[&second, &before]);
    let part = &node.state.units[&drill()].missing[0];
    assert_eq!((part.gone, part.loan), (Some(PartGone::Before), None));
    assert_eq!(part.since, second.when());
}

#[test]
fn renewing_only_makes_a_loan_longer_and_can_be_undone() {
    let mut kb = Writer::new("kb");
    let lent = kb.write(out(drill()));
    let renew = |w: &mut Writer, due: &str| {
        w.write(LoanRenew { loan: LoanId(lent.id), due: due.parse().unwrap() })
    };
    let longer = renew(&mut kb, "2026-03-28");
    let shorter = renew(&mut kb, "2026-03-22");
    let node = fold(&[&lent, &longer, &shorter]);
    let loan = &node.state.loans[&LoanId(lent.id)];
    assert_eq!((loan.due.to_string().as_str(), loan.renewals.len()), ("2026-03-28", 1));
    let undone = kb.write(undo(&longer));
    let node = fold(&[&lent, &longer, &shorter, &undone]);
    assert_eq!(node.state.loans[&LoanId(lent.id)].due.to_string(), "2026-03-21");
}

#[test]
fn undoing_a_loan_brings_back_where_the_thing_was() {
    let mut kb = Writer::new("kb");
    let moved = kb.write(kind("unit.move", &format!(r#"{{"unit":"{DRILL}","place":"bench"}}"#)));
    let lent = kb.write(out(drill()));
    let undone = kb.write(undo(&lent));
    let node = fold(&[&moved, &lent, &undone]);
    assert_eq!(custody(&node, drill()), &Custody::At("bench".parse().unwrap()));
    assert_eq!(
        (end(&node, &lent), node.state.units[&drill()].times_lent),
        (Some(LoanEnd::Undone), 0)
    );
    let again = kb.write(undo(&lent));
    let node = fold(&[&moved, &lent, &undone, &again]);
    assert_eq!(node.state.explanations[0].reason, Reason::AlreadyClosed { loan: LoanId(lent.id) });
}

#[test]
fn an_undo_after_the_thing_has_moved_on_touches_only_the_loan() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let lent = ka.write(out(drill()));
    let elsewhere = kb.at("2026-03-14T09:30:00Z").write(out(drill()));
    let undone = ka.at("2026-03-14T10:00:00Z").write(undo(&lent));
    let node = fold(&[&lent, &elsewhere, &undone]);
    assert_eq!(end(&node, &lent), Some(LoanEnd::Undone));
    assert_eq!(custody(&node, drill()), &Custody::Out(LoanId(elsewhere.id)));
    assert!(node.state.explanations.iter().any(|e| e.reason == Reason::MovedOn { unit: drill() }));
}

#[test]
fn undoing_a_return_opens_the_loan_again() {
    let mut kb = Writer::new("kb");
    let (lent, returned) = (kb.write(out(drill())), kb.write(back(drill())));
    let undone = kb.write(undo(&returned));
    let node = fold(&[&lent, &returned, &undone]);
    assert_eq!((end(&node, &lent), node.state.open_loans().count()), (None, 1));
    assert_eq!(custody(&node, drill()), &Custody::Out(LoanId(lent.id)));
    let again = kb.write(back(drill()));
    let node = fold(&[&lent, &returned, &undone, &again]);
    assert_eq!(end(&node, &lent), Some(LoanEnd::Returned));
}

#[test]
fn undoing_a_return_takes_the_thing_from_the_hold_shelf_and_from_repair() {
    let mut kb = Writer::new("kb");
    let placed = kb.write(kind("hold.place", r#"{"title":"drill","patron":"abc"}"#));
    let (lent, returned) = (kb.write(out(drill())), kb.write(back(drill())));
    let ready = kb.write(kind(
        "hold.ready",
        &format!(r#"{{"hold":"{}","unit":"{DRILL}","until":"2026-03-20"}}"#, placed.id),
    ));
    let undone = kb.write(undo(&returned));
    let node = fold(&[&placed, &lent, &returned, &ready, &undone]);
    assert_eq!(
        (end(&node, &lent), custody(&node, drill())),
        (None, &Custody::Out(LoanId(lent.id)))
    );
    assert_eq!(node.state.holds[&HoldId(placed.id)].state, HoldState::Waiting);
    assert_eq!(node.state.queue(&"drill".parse().unwrap()).count(), 1);
    assert_eq!(node.state.explanations, []);

    let mut kb = Writer::new("kb");
    let (lent, returned) = (kb.write(out(drill())), kb.write(back(drill())));
    let ticket = kb.write(kind(
        "ticket.open",
        &format!(r#"{{"unit":"{DRILL}","note":"no spark","out_of_service":true}}"#),
    ));
    let undone = kb.write(undo(&returned));
    let node = fold(&[&lent, &returned, &ticket, &undone]);
    assert_eq!(
        (end(&node, &lent), custody(&node, drill())),
        (None, &Custody::Out(LoanId(lent.id)))
    );
    assert!(node.state.tickets[&TicketId(ticket.id)].closed.is_some());
}

#[test]
fn a_return_stands_when_the_thing_was_seen_elsewhere_since() {
    let mut kb = Writer::new("kb");
    let (lent, returned) = (kb.write(out(drill())), kb.write(back(drill())));
    let seen = kb.write(kind("unit.seen", &format!(r#"{{"unit":"{DRILL}","place":"bench"}}"#)));
    let undone = kb.write(undo(&returned));
    let node = fold(&[&lent, &returned, &seen, &undone]);
    assert_eq!(end(&node, &lent), Some(LoanEnd::Returned));
    assert_eq!(custody(&node, drill()), &Custody::At("bench".parse().unwrap()));
    let told = &node.state.explanations[0];
    assert_eq!((told.id, &told.reason), (undone.id, &Reason::CannotUndo { of: returned.id }));

    let again = kb.write(out(drill()));
    let undone = kb.write(undo(&returned));
    let node = fold(&[&lent, &returned, &seen, &again, &undone]);
    assert_eq!(custody(&node, drill()), &Custody::Out(LoanId(again.id)));
    assert_eq!(end(&node, &lent), Some(LoanEnd::Returned));
}

#[test]
fn a_hold_waits_is_ready_and_is_fulfilled_and_an_undo_puts_it_back_in_the_queue() {
    let mut kb = Writer::new("kb");
    let placed = kb.write(kind("hold.place", r#"{"title":"drill","patron":"abc"}"#));
    let hold = HoldId(placed.id);
    let slug: Slug = "drill".parse().unwrap();
    assert_eq!(fold(&[&placed]).state.queue(&slug).count(), 1);
    let until = jiff::civil::date(2026, 3, 20);
    let ready = kb.write(HoldReady { hold, unit: drill(), until });
    let node = fold(&[&placed, &ready]);
    assert_eq!(node.state.status(drill(), today()), Some(Status::OnHoldShelf));
    let mut payload = loan_out(drill());
    payload.hold = Some(hold);
    let lent = kb.write(payload);
    let node = fold(&[&placed, &ready, &lent]);
    assert_eq!(node.state.holds[&hold].state, HoldState::Fulfilled { loan: LoanId(lent.id) });
    assert_eq!(node.state.queue(&slug).count(), 0);
    let undone = kb.write(undo(&lent));
    let node = fold(&[&placed, &ready, &lent, &undone]);
    assert_eq!(
        (node.state.queue(&slug).count(), &node.state.holds[&hold].state),
        (1, &HoldState::Waiting)
    );
}

#[test]
fn an_expired_hold_gives_the_unit_free_and_retiring_the_last_unit_ends_the_queue() {
    let mut kb = Writer::new("kb");
    let placed = kb.write(kind("hold.place", r#"{"title":"drill","patron":"abc"}"#));
    let hold = HoldId(placed.id);
    let until = jiff::civil::date(2026, 3, 20);
    let ready = kb.write(HoldReady { hold, unit: drill(), until });
    let expired = kb.write(kind("hold.expire", &format!(r#"{{"hold":"{hold}"}}"#)));
    let node = fold(&[&placed, &ready, &expired]);
    assert_eq!(
        (&node.state.holds[&hold].state, custody(&node, drill())),
        (&HoldState::Expired, &home())
    );
    let next = kb.write(kind("hold.place", r#"{"title":"drill","patron":"def"}"#));
    let retired = kb.write(UnitLifecycle::retire(drill(), RetiredReason::Broken));
    let node = fold(&[&next, &retired]);
    assert_eq!(node.state.holds[&HoldId(next.id)].state, HoldState::Ended);
}

#[test]
fn two_bookings_of_one_unit_for_the_same_hours_go_to_a_steward() {
    let mut kb = Writer::new("kb");
    let book =
        |w: &mut Writer, from: &str, to: &str| {
            w.write(kind("rsv.request", &format!(
            r#"{{"unit":"{DRILL}","patron":"abc","from":"{from}","to":"{to}","granted":true}}"#
        )))
        };
    let one = book(&mut kb, "2026-03-20T10:00:00Z", "2026-03-20T12:00:00Z");
    let after = book(&mut kb, "2026-03-20T12:00:00Z", "2026-03-20T14:00:00Z");
    assert!(
        matters(&fold(&[&one, &after])).is_empty(),
        "half-open intervals touch without overlap"
    );
    let clash = book(&mut kb, "2026-03-20T11:00:00Z", "2026-03-20T13:00:00Z");
    assert_eq!(matters(&fold(&[&one, &clash])), ["over-booked"]);
}

#[test]
fn stock_is_counted_in_changes_and_a_recount_keeps_what_the_counter_had_not_seen() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let take = |w: &mut Writer, n: i32| {
        w.write(StockDelta { unit: code(20), delta: -n, reason: StockReason::Consume })
    };
    let (a, b) = (take(&mut ka, 3), take(&mut kb, 2));
    let level =
        |events: &[&Event]| fold(events).state.units[&code(20)].stock.as_ref().unwrap().level();
    assert_eq!(level(&[&a, &b]), 5);
    let count = ka.write(StockCount { unit: code(20), counted: 6 });
    assert_eq!(level(&[&a, &b, &count]), 4, "the counter at ka had not seen what kb took");
    let more = take(&mut ka, 9);
    let node = fold(&[&a, &b, &count, &more]);
    assert_eq!(matters(&node), ["stock-below-zero"]);
    assert!(node.state.units[&code(20)].flags.count_unconfirmed);
}

#[test]
fn a_unit_found_by_any_device_during_a_stocktake_is_not_missing() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let opened = ka.write(kind("count.open", r#"{"place":"shelf-a1"}"#));
    let scan = |w: &mut Writer| {
        w.write(kind(
            "count.scan",
            &format!(
                r#"{{"count":"{}","scanned":"{DRILL}","unit":"{DRILL}","place":"shelf-a1"}}"#,
                opened.id
            ),
        ))
    };
    let close = format!(r#"{{"count":"{}","missing":["{DRILL}","{}"]}}"#, opened.id, code(1));
    let closed = ka.write(kind("count.close", &close));
    let late = scan(kb.at("2026-03-14T10:00:00Z").read(&opened));
    let node = fold(&[&opened, &closed, &late]);
    assert_eq!(node.state.units[&drill()].lifecycle, Lifecycle::Active);
    assert_eq!(node.state.units[&code(1)].lifecycle, Lifecycle::Missing);
    let early = scan(kb.at("2026-03-14T09:00:30Z"));
    let node = fold(&[&opened, &early, &closed]);
    assert_eq!(node.state.units[&drill()].lifecycle, Lifecycle::Active);
}

#[test]
fn a_repair_takes_a_unit_off_the_shelf_and_brings_it_back() {
    let mut kb = Writer::new("kb");
    let opened = kb.write(kind(
        "ticket.open",
        &format!(r#"{{"unit":"{DRILL}","note":"sparks","out_of_service":true}}"#),
    ));
    assert_eq!(fold(&[&opened]).state.status(drill(), today()), Some(Status::InRepair));
    let closed = kb.write(kind(
        "ticket.close",
        &format!(r#"{{"ticket":"{}","outcome":"mended","note":"new brushes"}}"#, opened.id),
    ));
    let node = fold(&[&opened, &closed]);
    assert_eq!(node.state.status(drill(), today()), Some(Status::Available));
    assert_eq!(node.state.tickets.values().next().unwrap().notes.len(), 2);
}

#[test]
fn two_events_with_one_number_are_both_kept_and_a_steward_hears_of_it() {
    let mut kb = Writer::new("kb");
    let mut copy = kb.clone();
    let (one, other) = (kb.write(out(drill())), copy.write(out(code(1))));
    assert_eq!(one.id, other.id);
    let node = fold(&[&one, &other]);
    assert_eq!(matters(&node), ["cloned-device"]);
    assert_eq!(node.state.tally, Tally { events: 2, applied: 1, explained: 0, to_decide: 1 });
    assert_eq!(node.state, fold(&[&other, &one, &one]).state);
}

#[test]
fn a_code_that_no_file_has_and_an_event_that_has_not_arrived_are_reported() {
    let mut kb = Writer::new("kb");
    let unknown = kb.write(out(code(999)));
    let node = fold(&[&unknown]);
    assert_eq!(matters(&node), ["unknown-unit"]);
    let loan = kb.write(kind("loan.renew", r#"{"loan":"zz-7","due":"2026-04-01"}"#));
    assert_eq!(matters(&fold(&[&loan])), ["not-here"]);
}

#[test]
fn a_replaced_label_leads_to_its_unit() {
    let mut kb = Writer::new("kb");
    let label = UnitLabel { unit: drill(), action: LabelAction::Replace, code: Some(code(77)) };
    let replaced = kb.write(Kind::UnitLabel(Box::new(label)));
    let node = fold(&[&replaced]);
    assert_eq!(node.find(&code(77).to_string()), Some(Found::Unit(drill())));
}

#[test]
fn a_new_document_is_taken_in_place_unless_it_changes_what_events_mean() {
    let mut kb = Writer::new("kb");
    let lent = kb.write(out(code(999)));
    let mut node = fold(&[&lent]);
    let mut documents = (*documents()).clone();
    let saw: Slug = "saw".parse().unwrap();
    documents.titles.get_mut(&saw).unwrap().units[0].lifecycle =
        Lifecycle::Retired(RetiredReason::Sold);
    assert_eq!(node.update_documents(Arc::new(documents.clone())), Freshness::Exact);
    assert_eq!(node.state, Node::fold(Arc::new(documents.clone()), vec![lent.clone()]).state);
    let mut unit = documents.titles[&saw].units[1].clone();
    unit.code = code(999);
    documents.titles.get_mut(&saw).unwrap().units.push(unit);
    assert_eq!(node.update_documents(Arc::new(documents)), Freshness::RefoldNeeded);
}

#[test]
fn a_lot_of_which_a_part_went_to_another_node_stays_where_it_is() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let lent = ka.write(out(code(20)));
    let send = format!(
        r#"{{"node":"{NODE}","request":"zz-2","unit":"{}","due":"2026-04-01","to":"Elm"}}"#,
        code(20)
    );
    let sent = kb.write(kind("interloan.send", &send));
    let returned = ka.read(&sent).write(back(code(20)));
    let node = fold(&[&lent, &sent, &returned]);
    let before = fold(&[&lent]);
    assert_eq!(custody(&node, code(20)), custody(&before, code(20)));
    assert_eq!(end(&node, &lent), Some(LoanEnd::Returned));
}

/// What a device does next: 0 to 2 which device, then what, on which unit, and whether it had heard
/// of everything before.
type Act = (usize, u8, u8, bool);

const NODE: &str = "00112233445566778899aabbccddeeff00112233";

fn play(acts: &[Act]) -> Vec<Event> {
    let mut devices = [Writer::new("ka"), Writer::new("kb"), Writer::new("kc")];
    let mut events: Vec<Event> = Vec::new();
    for &(device, what, unit, heard) in acts {
        let writer = &mut devices[device % 3];
        if heard {
            for event in &events {
                writer.read(event);
            }
        }
        let unit = [drill(), code(1), code(2), code(11), code(20), code(99)][usize::from(unit) % 6];
        let last = events.last().map_or("ka-1".parse().unwrap(), |event| event.id);
        let at = r#""place":"shelf-a1""#;
        let kind = match what % 20 {
            0..=3 => out(unit),
            4..=6 => back(unit),
            7 => Kind::Undo(Box::new(Undo { of: last, reason: None })),
            8 => kind("unit.seen", &format!(r#"{{"unit":"{unit}",{at}}}"#)),
            9 => kind("hold.place", &format!(r#"{{"unit":"{unit}","patron":"abc"}}"#)),
            10 => kind("unit.lifecycle", &format!(r#"{{"unit":"{unit}","to":"missing"}}"#)),
            11 => {
                kind("unit.lifecycle", &format!(r#"{{"unit":"{unit}","to":{{"retired":"sold"}}}}"#))
            }
            12 => kind("loan.renew", &format!(r#"{{"loan":"{last}","due":"2026-04-01"}}"#)),
            13 => kind("hold.cancel", &format!(r#"{{"hold":"{last}"}}"#)),
            14 => kind("stock.count", &format!(r#"{{"unit":"{}","counted":7}}"#, code(20))),
            15 => kind(
                "interloan.answer",
                &format!(
                    r#"{{"node":"{NODE}","request":"zz-{}","unit":"{unit}","to":"Elm"}}"#,
                    1 + last.seq % 2
                ),
            ),
            16 => kind(
                "interloan.answer",
                &format!(r#"{{"node":"{NODE}","request":"zz-{}","to":"Elm"}}"#, 1 + last.seq % 2),
            ),
            17 => kind(
                "interloan.send",
                &format!(
                    r#"{{"node":"{NODE}","request":"zz-{}","unit":"{unit}","due":"2026-04-01","to":"Elm"}}"#,
                    1 + last.seq % 2
                ),
            ),
            18 => kind(
                "interloan.check_in",
                &format!(
                    r#"{{"node":"{NODE}","request":"zz-{}","unit":"{unit}"}}"#,
                    1 + last.seq % 2
                ),
            ),
            _ => kind("reconcile.resolve", &format!(r#"{{"exception":"{last}","choose":"here"}}"#)),
        };
        events.push(writer.write(kind));
    }
    events
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    proptest::collection::vec((0usize..3, any::<u8>(), any::<u8>(), any::<bool>()), 0..40)
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_of_the_same_events_fold_to_the_same_state(
        acts in acts(), seed in any::<u64>(), twice in any::<bool>(),
    ) {
        let events = play(&acts);
        let straight = Node::fold(documents(), events.clone());
        let mut mixed = events.clone();
        if twice {
            mixed.extend(events.iter().cloned());
        }
        // A cheap shuffle that proptest can shrink.
        mixed.sort_by_key(|event| {
            let name = event.id.device.to_string().bytes().fold(0u64, |sum, byte| sum * 31 + u64::from(byte));
            (u64::from(event.id.seq) ^ name ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        prop_assert_eq!(&Node::fold(documents(), mixed).state, &straight.state);
    }

    #[test]
    fn applied_and_explained_and_to_decide_are_all_events(acts in acts()) {
        let events = play(&acts);
        let tally = Node::fold(documents(), events.clone()).state.tally;
        prop_assert_eq!(tally.events, events.len());
        prop_assert_eq!(tally.applied + tally.explained + tally.to_decide, tally.events);
    }

    #[test]
    fn applying_one_by_one_gives_what_folding_all_gives(acts in acts()) {
        let mut events = play(&acts);
        events.sort_by_key(Event::order);
        let mut node = Node::new(documents());
        for event in &events {
            prop_assert_eq!(node.apply(event), Freshness::Exact);
        }
        prop_assert_eq!(node.state, Node::fold(documents(), events).state);
    }

    #[test]
    fn an_open_loan_and_the_custody_of_its_unit_agree(acts in acts()) {
        let node = Node::fold(documents(), play(&acts));
        for (code, unit) in node.state.units.iter() {
            if let Custody::Out(loan) = &unit.custody {
                prop_assert!(node.state.loans[loan].is_open(), "{code} is out on a loan that is over");
            }
        }
        for loan in node.state.loans.values().filter(|loan| loan.is_open()) {
            prop_assert!(node.state.open_loans_of(loan.unit).any(|open| open.id == loan.id));
        }
    }
}
