//! Booking ahead: what may be promised, and what is offered instead.

use super::*;
use crate::record::BookingUnit;

pub(super) fn reserve(world: &World, from: &str, to: &str, qty: u32) -> Result<bool, Vec<Denial>> {
    let request = BookingRequest {
        wanted: &Wanted::Title(slug("drill")),
        qty,
        visitors: None,
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        borrower: &Borrower::default(),
        authority: Authority::Member,
    };
    may_reserve(&world.node(), &request, world.now)
}

#[test]
fn a_booking_needs_free_units_over_all_of_its_hours_and_the_buffer() {
    let mut world = World::drills(2);
    let (from, to) = ("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z");
    assert_eq!(reserve(&world, from, to, 2), Ok(true));
    assert_eq!(codes(reserve(&world, from, to, 3)), ["E-ALL-TAKEN"]);
    world.book("2026-05-15T08:30:00Z", "2026-05-15T12:00:00Z", 1);
    assert_eq!(codes(reserve(&world, from, to, 2)), ["E-ALL-TAKEN"], "inside the buffer");
    assert_eq!(reserve(&world, from, to, 1), Ok(true));
}

#[test]
fn a_late_loan_counts_as_taken_today_and_nobody_knows_more() {
    let mut world = World::drills(1);
    world.lend(1, "2026-05-04");
    let today = reserve(&world, "2026-05-12T15:00:00Z", "2026-05-12T16:00:00Z", 1);
    let denials = today.unwrap_err();
    let Denial::AllTaken { free_from: Some(from) } = &denials[0] else { panic!("{denials:?}") };
    assert_eq!(from.to_string(), "2026-05-13T01:00:00+02:00", "midnight and the buffer");
    assert_eq!(reserve(&world, "2026-05-13T08:00:00Z", "2026-05-13T10:00:00Z", 1), Ok(true));
}

#[test]
fn the_rules_of_booking_are_said_one_by_one() {
    let mut world = World::drills(10);
    world.documents.node.reservation_policies.insert(
        "std".parse().unwrap(),
        ReservationPolicy {
            lead_min_hours: 24,
            horizon_max_days: 30,
            length_max_hours: 48,
            max_percent_of_pool: 50,
            ..Default::default()
        },
    );
    let cases: [(&str, &str, u32, &[&str]); 8] = [
        ("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z", 5, &[]),
        ("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z", 6, &["E-POOL-SHARE"]),
        ("2026-05-13T08:00:00Z", "2026-05-14T08:00:00Z", 1, &["E-LEAD"]),
        ("2026-05-11T08:00:00Z", "2026-05-12T08:00:00Z", 1, &["E-LEAD"]),
        ("2026-06-15T08:00:00Z", "2026-06-16T08:00:00Z", 1, &["E-HORIZON"]),
        ("2026-05-18T08:00:00Z", "2026-05-21T08:00:00Z", 1, &["E-LENGTH"]),
        ("2026-05-15T08:00:00Z", "2026-05-16T08:00:00Z", 1, &["E-CLOSED"]),
        ("2026-05-15T08:00:00Z", "2026-05-15T08:00:00Z", 1, &["E-BACKWARDS"]),
    ];
    for (from, to, qty, expected) in cases {
        assert_eq!(codes(reserve(&world, from, to, qty)), expected, "{from} {to} {qty}");
    }
    world.title(|t| t.reservation_policy = None);
    assert_eq!(codes(reserve(&world, cases[0].0, cases[0].1, 1)), ["E-NOT-BOOKABLE"]);
}

#[test]
fn things_that_wait_or_are_broken_are_not_promised() {
    let mut world = World::drills(3);
    let hold = world.hold();
    let until = "2026-05-21".parse().unwrap();
    world.write(&Kind::HoldReady(Box::new(HoldReady { hold, unit: code(1), until })));
    world.condition(2, Condition::Unsafe, &[]);
    let (from, to) = ("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z");
    assert_eq!(reserve(&world, from, to, 1), Ok(true));
    assert_eq!(codes(reserve(&world, from, to, 2)), ["E-ALL-TAKEN"]);
    let at = UnitAt { unit: code(3), place: slug("shelf-b4") };
    world.write(&Kind::UnitMove(Box::new(at)));
    assert!(matches!(world.node().unit(code(3)).unwrap().state.custody, Custody::At(_)));
}

proptest::proptest! {
    #[test]
    fn what_was_granted_never_exceeds_what_there_is(
        wishes in proptest::collection::vec((0i64..200, 1i64..40, 1u32..3), 1..12),
    ) {
        let mut world = World::drills(3);
        world.documents.node.opening_hours.clear();
        let start: Timestamp = "2026-05-20T00:00:00Z".parse().unwrap();
        let hour = |n: i64| (start + jiff::SignedDuration::from_hours(n)).to_string();
        for (from, length, qty) in wishes {
            let (from, to) = (hour(from), hour(from + length));
            if reserve(&world, &from, &to, qty).is_ok() {
                world.book(&from, &to, qty);
            }
        }
        let node = world.node();
        let title = &node.documents.titles[&slug("drill")];
        let line = Timeline::of(&node, title, &Borrower::default(), None, world.now);
        for n in 0..250 {
            proptest::prop_assert!(line.free_at(start + jiff::SignedDuration::from_hours(n)) >= 0);
        }
        proptest::prop_assert!(node.state.exceptions.is_empty());
    }
}

fn rules(world: &mut World, change: impl FnOnce(&mut ReservationPolicy)) {
    let all = &mut world.documents.node.reservation_policies;
    change(all.get_mut(&"std".parse::<PolicyName>().unwrap()).unwrap());
}

fn wish<'a>(wanted: &'a Wanted, borrower: &'a Borrower, hours: (&str, &str)) -> BookingRequest<'a> {
    BookingRequest {
        wanted,
        qty: 1,
        visitors: None,
        from: hours.0.parse().unwrap(),
        to: hours.1.parse().unwrap(),
        borrower,
        authority: Authority::Member,
    }
}

#[test]
fn what_is_taken_names_the_nearest_times_before_and_after_at_which_it_is_free() {
    let mut world = World::drills(1);
    rules(&mut world, |rules| {
        rules.unit = Some(BookingUnit::Hour);
        rules.buffer_before_minutes = 30;
        rules.buffer_after_minutes = 30;
    });
    world.book("2026-05-14T10:00:00Z", "2026-05-14T12:00:00Z", 1);
    let (wanted, borrower) = (Wanted::Title(slug("drill")), Borrower::default());
    let request = wish(&wanted, &borrower, ("2026-05-14T11:00:00Z", "2026-05-14T12:00:00Z"));
    assert_eq!(codes(may_reserve(&world.node(), &request, world.now)), ["E-ALL-TAKEN"]);
    let found = nearest_free(&world.node(), &request, world.now);
    let starts: Vec<_> = found.iter().map(|(from, _)| from.to_string()).collect();
    let expected = [
        "2026-05-13T11:00:00Z", // the day before
        "2026-05-14T08:00:00Z", // an hour free, the buffers, then the booking
        "2026-05-14T13:00:00Z",
        "2026-05-15T11:00:00Z",
    ];
    assert_eq!(starts, expected);
    for (from, to) in found {
        let other = BookingRequest { from, to, ..request.clone() };
        assert_eq!(may_reserve(&world.node(), &other, world.now), Ok(true), "{from}");
    }
    world.title(|title| title.reservation_policy = None);
    assert_eq!(nearest_free(&world.node(), &request, world.now), []);
}

#[test]
fn one_very_unit_is_booked_only_while_it_is_free_itself() {
    let mut world = World::drills(2);
    world.lend(1, "2026-05-20");
    let borrower = Borrower::default();
    let hours = ("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z");
    let ask = |world: &World, n: u32| {
        let wanted = Wanted::Unit(code(n));
        may_reserve(&world.node(), &wish(&wanted, &borrower, hours), world.now)
    };
    assert_eq!(codes(ask(&world, 1)), ["E-ALL-TAKEN"], "out until the 20th");
    assert_eq!(ask(&world, 2), Ok(true));
}

#[test]
fn somebody_is_there_when_a_thing_is_fetched_and_a_room_is_booked_at_any_hour() {
    let mut world = World::drills(1);
    let (wanted, borrower) = (Wanted::Title(slug("drill")), Borrower::default());
    let late = ("2026-05-14T08:00:00Z", "2026-05-14T18:00:00Z");
    let ask =
        |world: &World| may_reserve(&world.node(), &wish(&wanted, &borrower, late), world.now);
    assert_eq!(codes(ask(&world)), ["E-HOURS"], "eight in the evening in Berlin");
    world.title(|title| title.kind = TitleKind::Space);
    assert_eq!(ask(&world), Ok(true));
}

#[test]
fn a_booking_asks_for_the_training_as_it_will_count_on_its_first_day() {
    let mut world = World::drills(1);
    world.title(|title| title.requires_authorisation = vec![slug("saws")]);
    let (wanted, borrower) = (Wanted::Title(slug("drill")), Borrower::default());
    let hours = ("2026-05-14T08:00:00Z", "2026-05-15T08:00:00Z");
    let answer = may_reserve(&world.node(), &wish(&wanted, &borrower, hours), world.now);
    assert_eq!(codes(answer), ["E-TRAINING"]);
}

#[test]
fn visitors_bookings_to_come_and_hours_of_a_month_have_their_limits() {
    let mut world = World::drills(9);
    rules(&mut world, |rules| {
        rules.visitors_max = Some(3);
        rules.open_per_member = Some(2);
        rules.hours_per_month = Some(10);
    });
    let wanted = Wanted::Title(slug("drill"));
    let first = world.book("2026-05-14T08:00:00Z", "2026-05-14T12:00:00Z", 1);
    let borrower = with_bookings(&[first]);
    let hours = ("2026-05-15T08:00:00Z", "2026-05-15T14:00:00Z");
    let ask = |world: &World, request: &BookingRequest<'_>| {
        may_reserve(&world.node(), request, world.now)
    };
    let request = wish(&wanted, &borrower, hours);
    assert_eq!(ask(&world, &request), Ok(true), "ten hours in all");
    let more = BookingRequest { visitors: Some(4), ..request.clone() };
    assert_eq!(codes(ask(&world, &more)), ["E-VISITORS"]);
    let longer = wish(&wanted, &borrower, ("2026-05-15T08:00:00Z", "2026-05-15T15:00:00Z"));
    assert_eq!(codes(ask(&world, &longer)), ["E-CAP-HOURS"]);
    let june = wish(&wanted, &borrower, ("2026-06-01T08:00:00Z", "2026-06-01T15:00:00Z"));
    assert_eq!(ask(&world, &june), Ok(true), "another month");
    let second = world.book("2026-06-02T08:00:00Z", "2026-06-02T09:00:00Z", 1);
    let borrower = with_bookings(&[first, second]);
    let third = wish(&wanted, &borrower, ("2026-05-13T08:00:00Z", "2026-05-13T09:00:00Z"));
    assert_eq!(codes(ask(&world, &third)), ["E-CAP-BOOKINGS"]);
    let steward = BookingRequest { authority: Authority::Steward, ..third };
    assert_eq!(ask(&world, &steward), Ok(true));
}

#[test]
fn days_and_nights_begin_and_end_at_their_own_times_else_with_the_door() {
    let world = World::drills(1);
    let config = &world.documents.node;
    let calendar = Calendar::of(config);
    let [first, last] = ["2026-05-14", "2026-05-15"].map(|day| day.parse().unwrap());
    let words = |policy: &ReservationPolicy| {
        let (from, to) = hours_of_days(&calendar, policy, first, last);
        format!("{from} {to}")
    };
    let mut policy = ReservationPolicy::default();
    assert_eq!(words(&policy), "2026-05-14T10:00:00 2026-05-15T19:00:00");
    policy.starts_at = Some(jiff::civil::time(15, 0, 0, 0));
    policy.ends_at = Some(jiff::civil::time(11, 0, 0, 0));
    assert_eq!(words(&policy), "2026-05-14T15:00:00 2026-05-15T11:00:00");
    let always = NodeConfig::default();
    let calendar = Calendar::of(&always);
    let (from, to) = hours_of_days(&calendar, &ReservationPolicy::default(), first, last);
    assert_eq!(format!("{from} {to}"), "2026-05-14T00:00:00 2026-05-16T00:00:00", "whole days");
}
