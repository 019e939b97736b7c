//! Care that comes back, and what it keeps on its shelf.

use super::*;
use crate::event::CareDone;
use crate::record::Plan;

fn plan(short: &str) -> Plan {
    Plan {
        plan: slug(short),
        name: format!("{short} the chain"),
        every_days: None,
        every_uses: None,
        after_each_loan: false,
        blocks: true,
        how: None,
        from: None,
    }
}

fn with(plan: Plan) -> World {
    let mut world = World::drills(2);
    world.title(|title| title.maintenance = vec![plan]);
    world
}

fn done(world: &mut World, n: u32, short: &str) -> EventId {
    let kind = CareDone { unit: code(n), plan: slug(short), note: None };
    world.write(&Kind::CareDone(Box::new(kind)))
}

fn lent_and_back(world: &mut World, n: u32) {
    let loan = world.lend(n, "2026-05-19");
    world.write(&Kind::LoanIn(Box::new(returned(n, Some(loan)))));
}

#[test]
fn care_by_the_calendar_counts_from_when_it_was_done_and_blocks_the_day_after() {
    let mut world =
        with(Plan { every_days: Some(90), from: "2026-02-01".parse().ok(), ..plan("oil") });
    // The first of February and 90 days is the second of May.
    let denials = world.ask(1, &Borrower::default()).unwrap_err();
    assert_eq!(codes::<()>(Err(denials.clone())), ["E-CARE"]);
    assert!(denials[0].sentence().contains("oil the chain"), "{}", denials[0].sentence());
    done(&mut world, 1, "oil");
    assert!(world.ask(1, &Borrower::default()).is_ok());
    let node = world.node();
    let care = care_of(&node, node.unit(code(1)).unwrap(), "2026-05-12".parse().unwrap());
    assert_eq!(care[0].due_on, "2026-08-10".parse().ok());
    assert!(!care[0].soon && !care[0].overdue);
    let denial = world.ask(2, &Borrower::default()).unwrap_err().remove(0);
    assert_eq!(denial.next()[0], Next::TakeOther { unit: code(1) }, "the other one was oiled");
}

#[test]
fn care_by_uses_and_after_each_loan_counts_loans_since_it_was_done() {
    let mut world = with(Plan { every_uses: Some(2), ..plan("oil") });
    lent_and_back(&mut world, 1);
    assert!(world.ask(1, &Borrower::default()).is_ok());
    lent_and_back(&mut world, 1);
    assert_eq!(codes(world.ask(1, &Borrower::default())), ["E-CARE"]);
    let undone = done(&mut world, 1, "oil");
    assert!(world.ask(1, &Borrower::default()).is_ok());
    let undo = crate::event::Undo { of: undone, reason: None };
    world.write(&Kind::Undo(Box::new(undo)));
    assert_eq!(codes(world.ask(1, &Borrower::default())), ["E-CARE"], "it was not done after all");

    let mut world = with(Plan { after_each_loan: true, ..plan("clean") });
    assert!(world.ask(1, &Borrower::default()).is_ok(), "never out, nothing to clean");
    lent_and_back(&mut world, 1);
    assert_eq!(codes(world.ask(1, &Borrower::default())), ["E-CARE"]);
    let to = world.put(1);
    assert!(
        matches!(&to, Destination::Care { place: Some(place), .. } if place.as_str() == "bench")
    );
    assert_eq!(
        to.sentence("the bench"),
        "Put it with the things to look after: the bench. It needs: clean the chain."
    );
    done(&mut world, 1, "clean");
    assert!(matches!(world.put(1), Destination::Home { .. }));
}

#[test]
fn care_that_need_not_block_is_listed_and_lent_all_the_same() {
    let mut world = with(Plan { every_uses: Some(1), blocks: false, ..plan("wax") });
    lent_and_back(&mut world, 1);
    assert!(world.ask(1, &Borrower::default()).is_ok());
    let node = world.node();
    let care = care_of(&node, node.unit(code(1)).unwrap(), "2026-05-12".parse().unwrap());
    assert!(care[0].overdue && care[0].uses_left == Some(0));
    assert_eq!(
        blocking_care(&node, node.unit(code(1)).unwrap(), "2026-05-12".parse().unwrap()),
        None
    );
}

#[test]
fn without_a_date_to_count_from_it_is_time_to_look_and_nothing_is_kept_back() {
    let world = with(Plan { every_days: Some(30), ..plan("oil") });
    assert!(world.ask(1, &Borrower::default()).is_ok());
    let node = world.node();
    let today = "2026-05-12".parse().unwrap();
    let care = care_of(&node, node.unit(code(1)).unwrap(), today);
    assert!(care[0].soon && !care[0].overdue && care[0].due_on == Some(today));
}
