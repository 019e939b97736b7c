//! The nasty cases that one node can meet at the moment of a decision.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;
use crate::code::Code;
use crate::event::{
    Actor, AuthGrant, AuthRevoke, Clock, Event, Hlc, HoldPlace, HoldReady, HoldRef, Kind, LineHash,
    LoanIn, LoanOut, LoanRef, LoanRenew, PartCount, ReservationAlloc, ReservationRef,
    ReservationRequest, Seen, TicketOpen, TransitSend, UnitAt, UnitCondition, UnitLifecycle, Wall,
    Wanted, WriteLine,
};
use crate::fold::Custody;
use crate::ids::{EventId, Sealed};
use crate::record::{
    Acquired, Condition, Constitution, Contents, Documents, Lifecycle, OpeningHours, Part, Place,
    PlaceKind, Quantity, RetiredReason, Rule, RuleAbout, Text, TitleKind, Training, UnitKind,
    WeekDay,
};

mod booking;
mod care;
mod owner;

use booking::reserve;

/// A Tuesday at two in the afternoon; the place is open.
const NOW: &str = "2026-05-12T14:00:00Z";

fn code(n: u32) -> Code {
    Code::from_payload(n)
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn unit(n: u32) -> Unit {
    Unit {
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
    }
}

fn title(name: &str, units: Vec<Unit>) -> Title {
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
        policy: Some("week".parse().unwrap()),
        reservation_policy: Some("std".parse().unwrap()),
        requires_authorisation: vec![],
        min_age: None,
        deposit: None,
        fee_per_day: None,
        replacement_value: None,
        parts_expected: vec![],
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
        units,
        body: Text::default(),
    }
}

fn place(name: &str, kind: PlaceKind) -> Place {
    let (slug, name) = (slug(name), Text::plain(name));
    Place { slug, name, kind, parent: None, code: None, note: Text::default() }
}

/// One node, one device, everything that happened so far.
struct World {
    documents: Documents,
    events: Vec<Event>,
    now: Timestamp,
}

impl World {
    fn new(titles: Vec<Title>) -> Self {
        let titles = titles.into_iter().map(|t| (t.slug.clone(), t)).collect();
        let mut documents = Documents { titles, ..Documents::default() };
        for (name, kind) in [
            ("shelf-b4", PlaceKind::Shelf),
            ("hold-shelf", PlaceKind::HoldShelf),
            ("bench", PlaceKind::Workshop),
            ("red-box", PlaceKind::Quarantine),
        ] {
            documents.places.insert(slug(name), place(name, kind));
        }
        let node = &mut documents.node;
        node.timezone = "Europe/Berlin".into();
        let week = [WeekDay::Mon, WeekDay::Tue, WeekDay::Wed, WeekDay::Thu, WeekDay::Fri];
        let (from, to) = (jiff::civil::time(10, 0, 0, 0), jiff::civil::time(19, 0, 0, 0));
        node.opening_hours = week.map(|day| OpeningHours { day, from, to }).into();
        node.policies.insert("week".parse().unwrap(), CirculationPolicy::default());
        let std = ReservationPolicy { buffer_after_minutes: 60, ..Default::default() };
        node.reservation_policies.insert("std".parse().unwrap(), std);
        Self { documents, events: vec![], now: NOW.parse().unwrap() }
    }

    /// One title with so many units.
    fn drills(units: u32) -> Self {
        Self::new(vec![title("drill", (1..=units).map(unit).collect())])
    }

    fn policy(&mut self, change: impl FnOnce(&mut CirculationPolicy)) -> &mut Self {
        change(self.documents.node.policies.get_mut("week").unwrap());
        self
    }

    fn title(&mut self, change: impl FnOnce(&mut Title)) -> &mut Self {
        change(self.documents.titles.get_mut("drill").unwrap());
        self
    }

    fn at(&mut self, now: &str) -> &mut Self {
        self.now = now.parse().unwrap();
        self
    }

    fn write(&mut self, kind: &Kind) -> EventId {
        let last = self.events.last();
        let id = EventId {
            device: "k1".parse().unwrap(),
            seq: u32::try_from(self.events.len()).unwrap() + 1,
        };
        let (_, event) = WriteLine {
            id,
            prev: last.map(|event| event.hash),
            hlc: last.map_or(Hlc::default(), |event| event.hlc).tick(self.now),
            wall: Wall::new(self.now, &TimeZone::get("Europe/Berlin").unwrap()),
            effective: None,
            clock: Clock::Ok,
            seen: &Seen::default(),
            actor: &Actor::Anyone,
            station: None,
            kind,
        }
        .finish()
        .unwrap();
        assert_ne!(event.hash, LineHash::of(b""));
        self.events.push(event);
        id
    }

    fn lend(&mut self, n: u32, due: &str) -> LoanId {
        LoanId(self.write(&Kind::LoanOut(Box::new(LoanOut {
            unit: code(n),
            qty: None,
            patron: sealed(),
            due: due.parse().unwrap(),
            policy: snapshot(Some("week".parse().unwrap()), &CirculationPolicy::default()),
            lines: [].into(),
            parts_out: [].into(),
            notice_ack: false,
            hold: None,
            reservation: None,
            overrides: [].into(),
            note: None,
        }))))
    }

    fn hold(&mut self) -> HoldId {
        let wanted = Wanted::Title(slug("drill"));
        HoldId(self.write(&Kind::HoldPlace(Box::new(HoldPlace { wanted, patron: sealed() }))))
    }

    fn book(&mut self, from: &str, to: &str, qty: u32) -> ReservationId {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let wall = |text: &str| Wall::new(text.parse().unwrap(), &zone);
        ReservationId(self.write(&Kind::ReservationRequest(Box::new(ReservationRequest {
            wanted: Wanted::Title(slug("drill")),
            qty,
            patron: sealed(),
            from: wall(from),
            to: wall(to),
            visitors: None,
            granted: true,
        }))))
    }

    fn lifecycle(&mut self, n: u32, to: Lifecycle) -> EventId {
        let unit = code(n);
        self.write(&Kind::UnitLifecycle(Box::new(UnitLifecycle { unit, to, note: None })))
    }

    fn condition(&mut self, n: u32, condition: Condition, missing: &[(&str, u32)]) {
        let missing = missing.iter().map(|&(name, qty)| PartCount { name: name.into(), qty });
        let missing = Some(missing.collect());
        let unit = code(n);
        let note = None;
        self.write(&Kind::UnitCondition(Box::new(UnitCondition {
            unit,
            condition,
            missing,
            note,
        })));
    }

    fn node(&self) -> Node {
        Node::fold(Arc::new(self.documents.clone()), self.events.clone())
    }

    fn ask(&self, n: u32, borrower: &Borrower) -> Result<Terms, Vec<Denial>> {
        may_lend(&self.node(), code(n), borrower, self.now)
    }

    /// The codes of the denials for a borrower without a history.
    fn codes(&self, n: u32) -> Vec<&'static str> {
        codes(self.ask(n, &Borrower::default()))
    }

    fn with(&self, authority: Authority, aside: &[&str]) -> Result<Terms, Vec<Denial>> {
        let overrides: BTreeSet<String> = aside.iter().map(ToString::to_string).collect();
        let borrower = Borrower::default();
        let request = LendRequest {
            unit: code(1),
            qty: 1,
            borrower: &borrower,
            due: None,
            authority,
            overrides: &overrides,
        };
        decide_lend(&self.node(), &request, self.now)
    }

    fn put(&self, n: u32) -> Destination {
        destination(&self.node(), code(n), Returned::default(), self.now).unwrap()
    }
}

fn codes<T>(answer: Result<T, Vec<Denial>>) -> Vec<&'static str> {
    let denials = answer.err().unwrap_or_default();
    for denial in &denials {
        assert!(!denial.sentence().is_empty() && denial.key().starts_with("denial-"));
    }
    denials.iter().map(Denial::code).collect()
}

fn sealed() -> Sealed {
    "c29tZWJvZHk".parse().unwrap()
}

fn with_loans(loans: &[LoanId]) -> Borrower {
    Borrower { loans: loans.iter().copied().collect(), ..Borrower::default() }
}

fn with_holds(holds: &[HoldId]) -> Borrower {
    Borrower { holds: holds.iter().copied().collect(), ..Borrower::default() }
}

fn with_bookings(bookings: &[ReservationId]) -> Borrower {
    Borrower { reservations: bookings.iter().copied().collect(), ..Borrower::default() }
}

#[test]
fn a_free_thing_goes_out_on_the_terms_of_its_policy() {
    let mut world = World::drills(1);
    world.title(|t| t.checkout_notice = Text::plain("Eye protection."));
    let terms = world.ask(1, &Borrower::default()).unwrap();
    assert_eq!(terms.due.to_string(), "2026-05-19");
    assert_eq!((terms.policy.period, terms.policy.renewals), (7, 1));
    assert_eq!(terms.notice.base, "Eye protection.");
    assert_eq!((terms.hold, terms.reservation, terms.needs_pin), (None, None, false));
    assert!(terms.overrides.is_empty() && !terms.found_again);
}

#[test]
fn a_node_without_policies_lends_for_a_week() {
    let mut world = World::drills(1);
    world.documents.node.policies.clear();
    assert_eq!(world.ask(1, &Borrower::default()).unwrap().policy.name, None);
}

#[test]
fn the_policy_of_the_unit_stands_before_that_of_its_title() {
    let mut world = World::drills(1);
    let day = CirculationPolicy { period: 1, ..CirculationPolicy::default() };
    world.documents.node.policies.insert("day".parse().unwrap(), day);
    world.title(|t| t.units[0].policy_override = Some("day".parse().unwrap()));
    assert_eq!(world.ask(1, &Borrower::default()).unwrap().due.to_string(), "2026-05-13");
}

// Cases 1 and 3: returned while held, and who may take it from the hold shelf.
#[test]
fn a_thing_that_somebody_waits_for_goes_to_the_hold_shelf_and_only_to_that_person() {
    let mut world = World::drills(1);
    let hold = world.hold();
    let until = "2026-05-21".parse().unwrap();
    let place = Some(slug("hold-shelf"));
    assert_eq!(world.put(1), Destination::HoldShelf { hold, until, place });
    assert_eq!(world.codes(1), ["E-QUEUE"]);
    assert_eq!(world.ask(1, &with_holds(&[hold])).unwrap().hold, Some(hold));
    world.write(&Kind::HoldReady(Box::new(HoldReady { hold, unit: code(1), until })));
    assert_eq!(world.codes(1), ["E-ON-HOLD-SHELF"]);
    assert_eq!(world.ask(1, &with_holds(&[hold])).unwrap().hold, Some(hold));
}

#[test]
fn who_meets_a_waiting_thing_is_shown_the_free_one_beside_it() {
    let mut world = World::drills(2);
    let hold = world.hold();
    let until = "2026-05-21".parse().unwrap();
    world.write(&Kind::HoldReady(Box::new(HoldReady { hold, unit: code(1), until })));
    let denials = world.ask(1, &Borrower::default()).unwrap_err();
    assert_eq!(denials[0].next()[0], Next::TakeOther { unit: code(2) });
    assert!(world.ask(2, &Borrower::default()).is_ok());
}

#[test]
fn the_queue_is_served_before_a_walk_in_but_enough_for_all_is_enough() {
    let mut world = World::drills(2);
    let first = world.hold();
    assert!(world.ask(1, &Borrower::default()).is_ok(), "one waits, two are here");
    let second = world.hold();
    assert_eq!(world.codes(1), ["E-QUEUE"]);
    assert!(world.ask(1, &with_holds(&[second])).is_ok());
    let third = world.hold();
    assert_eq!(codes(world.ask(1, &with_holds(&[third]))), ["E-QUEUE"], "two are ahead, two here");
    world.write(&Kind::HoldSuspend(Box::new(HoldRef { hold: first, note: None })));
    assert!(world.ask(1, &with_holds(&[third])).is_ok(), "who pauses is passed over");
}

// Case 2: booked for tomorrow, wanted for seven days today.
#[test]
fn a_booking_inside_the_loan_offers_a_shorter_loan() {
    let mut world = World::drills(1);
    world.book("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z", 1);
    let denials = world.ask(1, &Borrower::default()).unwrap_err();
    let due = "2026-05-14T09:00".parse().unwrap();
    assert_eq!(codes::<()>(Err(denials.clone())), ["E-CLAIMED-BY-RESERVATION"]);
    assert_eq!(denials[0].next()[0], Next::ShorterLoan { due });
    let (borrower, overrides) = (Borrower::default(), BTreeSet::new());
    let request = LendRequest {
        unit: code(1),
        qty: 1,
        borrower: &borrower,
        due: Some(due),
        authority: Authority::Member,
        overrides: &overrides,
    };
    assert_eq!(decide_lend(&world.node(), &request, world.now).unwrap().due, due);
}

#[test]
fn a_booking_leaves_the_other_units_alone() {
    let mut world = World::drills(2);
    world.book("2026-05-13T08:00:00Z", "2026-05-14T08:00:00Z", 1);
    assert!(world.ask(1, &Borrower::default()).is_ok());
    world.lend(2, "2026-05-19");
    assert_eq!(world.codes(1), ["E-CLAIMED-BY-RESERVATION"]);
}

#[test]
fn a_booking_begins_at_the_minute_at_which_the_buffer_ends() {
    let mut world = World::drills(1);
    // Due 19 May at 19:00 in Berlin; the buffer ends at 20:00, which is 18:00 in Greenwich.
    world.book("2026-05-19T18:00:00Z", "2026-05-20T18:00:00Z", 1);
    assert!(world.ask(1, &Borrower::default()).is_ok());
    world.book("2026-05-19T17:59:00Z", "2026-05-20T18:00:00Z", 1);
    assert_eq!(world.codes(1), ["E-CLAIMED-BY-RESERVATION"]);
}

#[test]
fn ones_own_booking_becomes_the_loan_and_the_nearest_one_is_chosen() {
    let mut world = World::drills(1);
    let later = world.book("2026-05-16T08:00:00Z", "2026-05-17T08:00:00Z", 1);
    let today = world.book("2026-05-12T13:00:00Z", "2026-05-13T13:00:00Z", 1);
    let terms = world.ask(1, &with_bookings(&[later, today])).unwrap();
    assert_eq!(terms.reservation, Some(today));
}

// Case 3: allocated to somebody else.
#[test]
fn a_claim_on_this_unit_moves_to_another_one_that_is_free() {
    let mut world = World::drills(2);
    let loan = world.lend(1, "2026-05-13");
    let reservation = world.book("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z", 1);
    let alloc = ReservationAlloc { reservation, unit: code(1) };
    world.write(&Kind::ReservationAlloc(Box::new(alloc)));
    world.write(&Kind::LoanIn(Box::new(returned(1, Some(loan)))));
    let terms = world.ask(1, &Borrower::default()).unwrap();
    assert_eq!(terms.reallocate, Some((reservation, code(2))));
    world.lifecycle(2, Lifecycle::Maintenance);
    assert_eq!(world.codes(1), ["E-CLAIMED-BY-RESERVATION"]);
}

#[test]
fn a_packed_thing_stays_packed_and_the_free_one_is_named() {
    let mut world = World::drills(2);
    let reservation = world.book("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z", 1);
    let alloc = ReservationAlloc { reservation, unit: code(1) };
    world.write(&Kind::ReservationAlloc(Box::new(alloc)));
    let denials = world.ask(1, &Borrower::default()).unwrap_err();
    assert_eq!(denials[0].next()[0], Next::TakeOther { unit: code(2) });
    let terms = world.ask(1, &with_bookings(&[reservation])).unwrap();
    assert_eq!(terms.reservation, Some(reservation));
    let note = None;
    world.write(&Kind::ReservationCancel(Box::new(ReservationRef { reservation, note })));
    assert!(world.ask(1, &Borrower::default()).is_ok());
}

fn returned(n: u32, loan: Option<LoanId>) -> LoanIn {
    LoanIn {
        unit: code(n),
        loan,
        place: None,
        lines: None,
        parts_in: None,
        parts_said: Box::default(),
        condition: None,
        qty: None,
        note: None,
    }
}

// Case 6: still open on another member.
#[test]
fn a_thing_still_listed_with_another_member_may_be_taken_over_by_saying_so() {
    let mut world = World::drills(1);
    let loan = world.lend(1, "2026-05-19");
    assert_eq!(world.codes(1), ["E-STILL-OUT"]);
    let terms = world.with(Authority::Member, &["E-STILL-OUT"]).unwrap();
    assert_eq!((terms.supersedes, terms.overrides.len()), (Some(loan), 1));
    world.policy(|p| p.self_supersede = false);
    assert!(world.with(Authority::Member, &["E-STILL-OUT"]).is_err());
    assert!(world.with(Authority::Steward, &["E-STILL-OUT"]).is_ok());
}

// Case 7: the same member scans their own.
#[test]
fn ones_own_thing_asks_whether_to_return_or_to_renew() {
    let mut world = World::drills(1);
    let loan = world.lend(1, "2026-05-19");
    let denials = world.ask(1, &with_loans(&[loan])).unwrap_err();
    assert_eq!(codes::<()>(Err(denials.clone())), ["E-YOURS"]);
    assert_eq!(denials[0].next(), [Next::Return, Next::Renew]);
    assert!(world.with(Authority::Steward, &["E-YOURS"]).is_err(), "it is still somebody else's");
}

// Cases 4, 29, 30: lost, missing, retired.
#[test]
fn the_life_of_a_thing_decides_whether_it_is_lent() {
    let cases = [
        (Lifecycle::InProcessing, vec!["E-IN-PROCESSING"]),
        (Lifecycle::Maintenance, vec!["E-MAINTENANCE"]),
        (Lifecycle::Quarantined, vec!["E-QUARANTINED"]),
        (Lifecycle::Retired(RetiredReason::Broken), vec!["E-RETIRED"]),
    ];
    for (lifecycle, expected) in cases {
        let mut world = World::drills(1);
        world.lifecycle(1, lifecycle);
        assert_eq!(world.codes(1), expected, "{lifecycle:?}");
        assert!(world.with(Authority::Member, &expected).is_err());
        assert!(world.with(Authority::Steward, &expected).is_ok());
    }
}

#[test]
fn a_missing_thing_that_is_scanned_has_been_found() {
    let mut world = World::drills(1);
    world.lifecycle(1, Lifecycle::Missing);
    assert!(world.ask(1, &Borrower::default()).unwrap().found_again);
    assert_eq!(world.put(1), Destination::Home { place: slug("shelf-b4") });
}

#[test]
fn a_thing_given_up_as_lost_is_still_listed_and_can_be_taken_over() {
    let mut world = World::drills(1);
    let loan = world.lend(1, "2026-05-01");
    world.write(&Kind::LoanLost(Box::new(LoanRef { loan, note: None })));
    assert_eq!(world.codes(1), ["E-STILL-OUT"]);
    let note = None;
    world.write(&Kind::LoanWrittenOff(Box::new(LoanRef { loan, note })));
    assert!(world.ask(1, &Borrower::default()).unwrap().found_again);
}

// Case 5: claims returned does not count against anybody.
#[test]
fn who_says_that_a_thing_was_returned_is_not_late() {
    let mut world = World::drills(2);
    world.policy(|p| p.block_if_overdue = true);
    let loan = world.lend(1, "2026-05-04");
    assert_eq!(codes(world.ask(2, &with_loans(&[loan]))), ["E-OVERDUE"]);
    world.write(&Kind::LoanClaimedReturned(Box::new(LoanRef { loan, note: None })));
    assert!(world.ask(2, &with_loans(&[loan])).is_ok());
}

#[test]
fn an_unsafe_thing_is_lent_by_nobody() {
    let mut world = World::drills(1);
    world.condition(1, Condition::Unsafe, &[]);
    assert_eq!(world.codes(1), ["E-UNSAFE"]);
    assert!(world.with(Authority::Steward, &["E-UNSAFE"]).is_err());
}

// Case 14 and 16: parts.
#[test]
fn an_incomplete_thing_is_lent_where_the_policy_says_so() {
    let mut world = World::drills(1);
    world.title(|t| {
        t.parts_expected = vec![Part { name: "side handle".into(), qty: 1, required: true }];
    });
    world.condition(1, Condition::Good, &[("side handle", 1)]);
    assert_eq!(world.ask(1, &Borrower::default()).unwrap().missing.len(), 1);
    world.policy(|p| p.lend_incomplete = false);
    let denials = world.ask(1, &Borrower::default()).unwrap_err();
    assert_eq!(denials[0].sentence(), "Something is missing from it: side handle.");
    let missing = [PartCount { name: "side handle".into(), qty: 1 }];
    let back = Returned { condition: None, missing: &missing };
    let put = destination(&world.node(), code(1), back, world.now).unwrap();
    assert_eq!((put.key(), put.place()), ("put-quarantine", Some(&slug("red-box"))));
}

// Case 11 and 12: kits.
#[test]
fn a_kit_goes_out_with_the_members_that_are_here() {
    let mut kit = title("drill", vec![unit(9)]);
    kit.kind = TitleKind::Kit;
    kit.contents = vec![Contents::Unit(code(1)), Contents::Unit(code(2))];
    let mut world = World::new(vec![kit, title("bit", vec![unit(1), unit(2)])]);
    assert_eq!(world.ask(9, &Borrower::default()).unwrap().lines, [code(1), code(2)]);
    world.lend(2, "2026-05-19");
    let terms = world.ask(9, &Borrower::default()).unwrap();
    assert_eq!((terms.lines, &*terms.missing[0].name), (vec![code(1)], "bit"));
    world.policy(|p| p.lend_incomplete = false);
    assert_eq!(world.codes(9), ["E-INCOMPLETE"]);
}

// Case 15: a label that should be elsewhere.
#[test]
fn a_thing_that_should_be_on_its_way_is_looked_at_by_a_steward() {
    let mut world = World::drills(1);
    let to = "riverside".into();
    world.write(&Kind::TransitSend(Box::new(TransitSend { unit: code(1), to })));
    assert_eq!(world.codes(1), ["E-IN-TRANSIT"]);
    assert!(world.with(Authority::Steward, &["E-IN-TRANSIT"]).unwrap().found_again);
}

#[test]
fn a_thing_in_repair_goes_back_to_the_bench() {
    let mut world = World::drills(1);
    let note = "sparks".into();
    let out_of_service = true;
    let ticket = TicketOpen { unit: code(1), note, out_of_service, parts: Box::default() };
    world.write(&Kind::TicketOpen(Box::new(ticket)));
    assert_eq!(world.codes(1), ["E-IN-REPAIR"]);
    assert_eq!((world.put(1).key(), world.put(1).place()), ("put-repair", Some(&slug("bench"))));
}

#[test]
fn a_broken_thing_is_put_aside_before_anybody_who_waits_gets_it() {
    let mut world = World::drills(1);
    world.hold();
    let back = Returned { condition: Some(Condition::Damaged), missing: &[] };
    let put = destination(&world.node(), code(1), back, world.now).unwrap();
    assert_eq!(put.key(), "put-quarantine");
    assert!(put.sentence("Red box").contains("Nobody will be blamed"));
}

#[test]
fn a_thing_goes_to_who_waits_then_to_who_comes_soon_then_home() {
    let mut world = World::drills(1);
    assert_eq!(world.put(1).key(), "put-home");
    let booking = world.book("2026-05-12T14:30:00Z", "2026-05-13T14:30:00Z", 1);
    assert!(
        matches!(world.put(1), Destination::Reserved { reservation, .. } if reservation == booking)
    );
    world.hold();
    assert_eq!(world.put(1).key(), "put-hold-shelf");
}

#[test]
fn a_booking_far_ahead_does_not_keep_a_thing_from_its_shelf() {
    let mut world = World::drills(1);
    world.book("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z", 1);
    assert_eq!(world.put(1), Destination::Home { place: slug("shelf-b4") });
}

#[test]
fn a_retired_thing_that_comes_back_goes_to_a_steward() {
    let mut world = World::drills(1);
    world.lifecycle(1, Lifecycle::Retired(RetiredReason::NotReturned));
    assert_eq!(world.put(1), Destination::Steward { unit: code(1) });
}

#[test]
fn a_thing_without_a_shelf_stays_on_the_desk() {
    let mut world = World::drills(1);
    world.title(|t| t.units[0].home_place = Slug::unknown_place());
    assert_eq!(world.put(1).key(), "put-anywhere");
}

// Case 18.
#[test]
fn an_unknown_code_is_said_to_be_unknown() {
    let world = World::drills(1);
    assert_eq!(world.codes(77), ["E-UNKNOWN-UNIT"]);
    assert_eq!(destination(&world.node(), code(77), Returned::default(), world.now), None);
}

// Case 21.
#[test]
fn an_unconfirmed_member_has_one_thing_at_a_time_and_a_former_one_none() {
    let mut world = World::drills(2);
    let loan = world.lend(1, "2026-05-19");
    let mut borrower = Borrower { standing: Standing::Provisional, ..Borrower::default() };
    assert!(world.ask(2, &borrower).is_ok());
    borrower.loans.insert(loan);
    assert_eq!(codes(world.ask(2, &borrower)), ["E-PROVISIONAL"]);
    borrower.standing = Standing::Left;
    assert_eq!(codes(world.ask(2, &borrower)), ["E-MEMBERSHIP"]);
}

// Case 23: a doubtful clock never makes anybody late.
#[test]
fn a_loan_with_a_doubtful_clock_blocks_nobody() {
    let mut world = World::drills(2);
    world.policy(|p| p.block_if_overdue = true);
    let loan = world.lend(1, "2026-05-04");
    let mut node = world.node();
    node.state.loans.get_mut(&loan).unwrap().suspect_clock = true;
    assert!(may_lend(&node, code(2), &with_loans(&[loan]), world.now).is_ok());
}

// Case 25: a closure that was entered later.
#[test]
fn a_closure_entered_later_extends_open_loans() {
    let mut world = World::drills(2);
    world.policy(|p| p.block_if_overdue = true);
    let loan = world.lend(1, "2026-05-11");
    assert_eq!(codes(world.ask(2, &with_loans(&[loan]))), ["E-OVERDUE"]);
    let (from, to) = ("2026-05-11".parse().unwrap(), "2026-05-12".parse().unwrap());
    world.documents.node.closures = vec![crate::record::Closure { from, to, reason: None }];
    assert!(world.ask(2, &with_loans(&[loan])).is_ok());
}

#[test]
fn so_many_at_a_time_and_no_more() {
    let mut world = World::drills(3);
    world.policy(|p| p.max_open_per_member = Some(2));
    let loans = [world.lend(1, "2026-05-19"), world.lend(2, "2026-05-19")];
    assert!(world.ask(3, &with_loans(&loans[..1])).is_ok());
    assert_eq!(codes(world.ask(3, &with_loans(&loans))), ["E-CAP-POLICY"]);
}

fn rule(about: RuleAbout, most: i64, appeal: Option<&str>) -> Rule {
    let (id, clause) = ("the-most".to_owned(), "lending".to_owned());
    let appeal = appeal.map(str::to_owned);
    Rule { id, clause, about, at_most: Some(most), appeal, ..Rule::default() }
}

fn with_rules(world: &mut World, rules: Vec<Rule>) {
    world.documents.constitution = Some(Constitution {
        name: Text::plain("Rules"),
        version: None,
        in_force_since: None,
        lang: "en".into(),
        rules,
        body: Text::default(),
    });
}

#[test]
fn a_cap_of_the_constitution_names_its_rule_and_whom_to_ask() {
    let mut world = World::drills(3);
    let most = |appeal| vec![rule(RuleAbout::Loans, 2, appeal), rule(RuleAbout::Loans, 5, None)];
    with_rules(&mut world, most(Some("the assembly")));
    let loans = [world.lend(1, "2026-05-19"), world.lend(2, "2026-05-19")];
    assert!(world.ask(3, &with_loans(&loans[..1])).is_ok());
    let denials = world.ask(3, &with_loans(&loans)).unwrap_err();
    assert_eq!((denials[0].code(), denials[0].key().as_str()), ("E-RULE", "denial-rule"));
    insta::assert_snapshot!(denials[0].sentence(), @"The rule “the-most” (clause lending) allows at most 2. Whoever sees it differently can appeal to the assembly.");
    assert!(lendable_now(&world.node(), code(3), world.now).is_ok(), "it is about the borrower");
    with_rules(&mut world, most(None));
    let denials = world.ask(3, &with_loans(&loans)).unwrap_err();
    assert_eq!(denials[0].key(), "denial-rule-steward");
    let borrower = with_loans(&loans);
    let (overrides, node) = (["E-RULE".to_owned()].into(), world.node());
    let request = LendRequest {
        unit: code(3),
        qty: 1,
        borrower: &borrower,
        due: None,
        authority: Authority::Steward,
        overrides: &overrides,
    };
    assert!(decide_lend(&node, &request, world.now).is_ok(), "people decide in the end");
}

#[test]
fn bookings_and_their_days_are_capped_by_the_constitution() {
    let mut world = World::drills(3);
    with_rules(&mut world, vec![rule(RuleAbout::BookingDays, 2, None)]);
    let from = "2026-05-18T08:00:00Z";
    assert_eq!(reserve(&world, from, "2026-05-20T08:00:00Z", 1), Ok(true));
    assert_eq!(codes(reserve(&world, from, "2026-05-20T09:00:00Z", 1)), ["E-RULE"]);
    with_rules(&mut world, vec![rule(RuleAbout::Bookings, 0, None)]);
    assert_eq!(codes(reserve(&world, from, "2026-05-20T08:00:00Z", 1)), ["E-RULE"]);
}

// Case 38.
#[test]
fn a_training_must_be_passed_and_still_be_valid() {
    let mut world = World::drills(1);
    world.title(|t| t.requires_authorisation = vec![slug("basics")]);
    let name = Text::plain("Power-tool basics");
    let training = Training { name, minutes: None, valid_months: None, summary: Text::default() };
    world.documents.node.trainings.insert(slug("basics"), training);
    assert_eq!(
        world.ask(1, &Borrower::default()).unwrap_err()[0].sentence(),
        "This needs the training “Power-tool basics”."
    );
    let until = Some("2026-05-12".parse().unwrap());
    let grant = AuthGrant { training: slug("basics"), patron: sealed(), until, signup: None };
    let grant = GrantId(world.write(&Kind::AuthGrant(Box::new(grant))));
    let borrower = Borrower { grants: [grant].into(), ..Borrower::default() };
    assert!(world.ask(1, &borrower).is_ok());
    world.at("2026-05-13T14:00:00Z");
    let denials = world.ask(1, &borrower).unwrap_err();
    assert_eq!(denials[0].sentence(), "Your training “Power-tool basics” has run out.");
    world.at(NOW).write(&Kind::AuthRevoke(Box::new(AuthRevoke { grant, note: None })));
    assert_eq!(codes(world.ask(1, &borrower)), ["E-TRAINING"]);
}

#[test]
fn some_things_are_handed_over_by_a_steward_or_need_the_pin() {
    let mut world = World::drills(1);
    world.policy(|p| (p.requires_approval, p.requires_pin) = (true, true));
    assert_eq!(world.codes(1), ["E-APPROVAL"]);
    let terms = world.with(Authority::Steward, &[]).unwrap();
    assert!(terms.needs_pin && terms.overrides == ["E-APPROVAL".into()]);
}

// Case 33.
#[test]
fn a_counted_lot_gives_no_more_than_it_has() {
    let mut world = World::drills(1);
    world.title(|t| {
        t.units[0].kind = UnitKind::Stock;
        t.units[0].quantity = Quantity::Exact(3);
    });
    let (borrower, overrides) = (Borrower::default(), BTreeSet::new());
    let ask = |world: &World, qty| {
        let request = LendRequest {
            unit: code(1),
            qty,
            borrower: &borrower,
            due: None,
            authority: Authority::Member,
            overrides: &overrides,
        };
        decide_lend(&world.node(), &request, world.now)
    };
    assert_eq!(ask(&world, 3).unwrap().qty, Some(3));
    assert_eq!(codes(ask(&world, 4)), ["E-NOT-ENOUGH"]);
    world.lend(1, "2026-05-19");
    assert_eq!(codes(ask(&world, 3)), ["E-NOT-ENOUGH"]);
    assert!(ask(&world, 2).is_ok(), "somebody else having one is no obstacle");
}

#[test]
fn rooms_and_machines_are_used_here() {
    let mut world = World::drills(1);
    world.title(|t| t.kind = TitleKind::Space);
    assert_eq!(world.codes(1), ["E-NOT-LENDABLE"]);
    world.title(|t| t.kind = TitleKind::Machine);
    assert!(world.ask(1, &Borrower::default()).is_ok(), "a machine with a policy is lent");
    world.title(|t| t.policy = None);
    assert_eq!(world.codes(1), ["E-NOT-LENDABLE"]);
    let next = |world: &World| world.ask(1, &Borrower::default()).unwrap_err()[0].next();
    world.title(|t| t.reservation_policy = Some("std".parse().unwrap()));
    assert_eq!(next(&world), [Next::Book, Next::PutBack]);
    world.title(|t| t.reservation_policy = None);
    assert_eq!(next(&world), [Next::PutBack], "dates are not offered where none can be booked");
}

#[test]
fn lendable_now_asks_only_about_the_thing() {
    let mut world = World::drills(1);
    world.title(|t| t.requires_authorisation = vec![slug("basics")]);
    assert_eq!(lendable_now(&world.node(), code(1), world.now), Ok(()));
    world.lend(1, "2026-05-19");
    assert_eq!(codes(lendable_now(&world.node(), code(1), world.now)), ["E-STILL-OUT"]);
}

#[test]
fn a_renewal_counts_from_today_by_the_policy_of_today() {
    let mut world = World::drills(1);
    let loan = world.lend(1, "2026-05-13");
    let renew = |world: &World, borrower: &Borrower, authority| {
        may_renew(&world.node(), loan, borrower, authority, world.now)
    };
    let mine = with_loans(&[loan]);
    let member = Authority::Member;
    let renewal = renew(&world, &mine, member).unwrap();
    assert_eq!((renewal.due.to_string().as_str(), renewal.left), ("2026-05-19", 0));
    assert_eq!(codes(renew(&world, &Borrower::default(), member)), ["E-NOT-YOURS"]);
    assert!(renew(&world, &Borrower::default(), Authority::Steward).is_ok());
    // Case 31: the policy changed in the meantime.
    world.policy(|p| p.self_renew = false);
    assert_eq!(codes(renew(&world, &mine, member)), ["E-SELF-RENEW"]);
    world.policy(|p| (p.self_renew, p.renewals_max) = (true, 0));
    assert_eq!(codes(renew(&world, &mine, member)), ["E-RENEWALS"]);
}

#[test]
fn a_renewal_gives_way_to_who_waits_and_to_who_has_booked() {
    let mut world = World::drills(1);
    let loan = world.lend(1, "2026-05-13");
    let mine = with_loans(&[loan]);
    let renew = |world: &World| may_renew(&world.node(), loan, &mine, Authority::Member, world.now);
    let hold = world.hold();
    assert_eq!(codes(renew(&world)), ["E-QUEUE"]);
    world.write(&Kind::HoldCancel(Box::new(HoldRef { hold, note: None })));
    assert!(renew(&world).is_ok());
    world.book("2026-05-15T08:00:00Z", "2026-05-16T08:00:00Z", 1);
    assert_eq!(codes(renew(&world)), ["E-CLAIMED-BY-RESERVATION"]);
}

#[test]
fn a_loan_is_renewed_as_often_as_allowed_and_never_made_shorter() {
    let mut world = World::drills(1);
    let loan = world.lend(1, "2026-05-13");
    let mine = with_loans(&[loan]);
    let renew = |world: &World| may_renew(&world.node(), loan, &mine, Authority::Member, world.now);
    let due = "2026-05-29".parse().unwrap();
    world.write(&Kind::LoanRenew(Box::new(LoanRenew { loan, due })));
    assert_eq!(codes(renew(&world)), ["E-RENEWALS", "E-NO-LATER"]);
    world.write(&Kind::LoanIn(Box::new(returned(1, Some(loan)))));
    assert_eq!(codes(renew(&world)), ["E-NOT-OPEN"]);
}

#[test]
fn a_place_in_the_queue_is_had_once_and_not_for_what_one_has() {
    let mut world = World::drills(1);
    let wanted = Wanted::Title(slug("drill"));
    let ask = |world: &World, borrower: &Borrower| {
        may_hold(&world.node(), &wanted, borrower, Authority::Member, world.now)
    };
    let loan = world.lend(1, "2026-05-19");
    assert_eq!(codes(ask(&world, &with_loans(&[loan]))), ["E-YOURS"]);
    assert_eq!(ask(&world, &Borrower::default()), Ok(0));
    let hold = world.hold();
    assert_eq!(ask(&world, &Borrower::default()), Ok(1), "one is ahead");
    assert_eq!(codes(ask(&world, &with_holds(&[hold]))), ["E-ALREADY-WAITING"]);
    world.documents.titles.insert(slug("saw"), title("saw", vec![unit(7)]));
    let saw = Wanted::Title(slug("saw"));
    let other = |world: &World| {
        let borrower = with_holds(&[hold]);
        may_hold(&world.node(), &saw, &borrower, Authority::Member, world.now)
    };
    assert_eq!(other(&world), Ok(0));
    world.policy(|p| p.holds_per_member = Some(1));
    assert_eq!(codes(other(&world)), ["E-CAP-HOLDS"]);
}

// Case 30.
#[test]
fn nothing_is_left_to_wait_for_when_the_last_unit_is_retired() {
    let mut world = World::drills(1);
    world.lifecycle(1, Lifecycle::Retired(RetiredReason::Broken));
    let wanted = Wanted::Title(slug("drill"));
    let answer =
        may_hold(&world.node(), &wanted, &Borrower::default(), Authority::Member, world.now);
    assert_eq!(codes(answer), ["E-NOTHING-TO-WAIT-FOR"]);
}
