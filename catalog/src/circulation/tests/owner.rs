//! Case 32: things that members lend in, and what their owner's day does to loans and bookings.

use super::*;

fn lent_in_until(on: &str, units: u32) -> World {
    let mut world = World::drills(units);
    world.title(|title| title.units[0].return_to_owner = on.parse().ok());
    world
}

#[test]
fn a_thing_that_is_lent_in_goes_out_for_as_long_as_its_owner_can_spare_it() {
    // A week from the twelfth of May is the nineteenth.
    assert!(lent_in_until("2026-05-20", 1).ask(1, &Borrower::default()).is_ok());
    let mut world = lent_in_until("2026-05-16", 1);
    let denials = world.ask(1, &Borrower::default()).unwrap_err();
    assert_eq!(codes::<()>(Err(denials.clone())), ["E-OWNER"]);
    assert!(denials[0].sentence().contains("Saturday 16 May"), "{}", denials[0].sentence());
    let [Next::ShorterLoan { due }] = denials[0].next()[..] else { panic!("{:?}", denials[0]) };
    assert!(due.date < "2026-05-16".parse().unwrap(), "{due}");
    let (node, borrower, overrides) = (world.node(), Borrower::default(), BTreeSet::new());
    let asked = LendRequest {
        unit: code(1),
        qty: 1,
        borrower: &borrower,
        due: Some(due),
        authority: Authority::Member,
        overrides: &overrides,
    };
    assert_eq!(decide_lend(&node, &asked, world.now).map(|terms| terms.due), Ok(due));
    assert!(world.with(Authority::Steward, &["E-OWNER"]).is_ok(), "the owner agreed");
    world.title(|title| title.units[0].return_to_owner = "2026-05-12".parse().ok());
    let denial = world.ask(1, &Borrower::default()).unwrap_err().remove(0);
    assert_eq!(denial.next(), [Next::AskSteward], "it is the owner's already");
}

#[test]
fn another_unit_of_the_same_title_is_offered_once_the_owner_has_theirs() {
    let world = lent_in_until("2026-05-12", 2);
    let denial = world.ask(1, &Borrower::default()).unwrap_err().remove(0);
    assert_eq!(denial.next(), [Next::TakeOther { unit: code(2) }]);
    assert!(world.ask(2, &Borrower::default()).is_ok());
}

#[test]
fn no_booking_and_no_renewal_reaches_into_the_owners_time() {
    let mut world = lent_in_until("2026-05-26", 1);
    let (from, to) = ("2026-05-20T10:00:00Z", "2026-05-22T10:00:00Z");
    assert_eq!(reserve(&world, from, to, 1), Ok(true));
    let (from, to) = ("2026-05-27T10:00:00Z", "2026-05-28T10:00:00Z");
    assert_eq!(codes(reserve(&world, from, to, 1)), ["E-ALL-TAKEN"]);
    let loan = world.lend(1, "2026-05-19");
    world.at("2026-05-19T10:00:00Z");
    let borrower = with_loans(&[loan]);
    let renewal = may_renew(&world.node(), loan, &borrower, Authority::Member, world.now);
    assert_eq!(codes(renewal), ["E-OWNER"]);
}

#[test]
fn a_day_that_the_owner_named_later_recalls_what_is_out() {
    let mut world = World::drills(2);
    let loan = world.lend(1, "2026-05-19");
    world.lend(2, "2026-05-19");
    assert_eq!(recalled(&world.node()), []);
    world.title(|title| title.units[0].return_to_owner = "2026-05-15".parse().ok());
    assert_eq!(recalled(&world.node()), [loan]);
    let today = "2026-05-12".parse().unwrap();
    let node = world.node();
    let back = |days| going_back(&node, today, days).into_iter().map(|(_, view)| view.unit.code);
    assert_eq!(back(2).collect::<Vec<_>>(), []);
    assert_eq!(back(3).collect::<Vec<_>>(), [code(1)]);
    world.write(&Kind::LoanIn(Box::new(returned(1, Some(loan)))));
    assert_eq!(recalled(&world.node()), []);
    world.lifecycle(1, Lifecycle::Retired(crate::record::RetiredReason::ReturnedToOwner));
    assert!(going_back(&world.node(), today, 30).is_empty());
}
