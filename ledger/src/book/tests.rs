use super::*;
use crate::entry::Posting;
use crate::limits::Limits;
use jiff::civil::date;
use proptest::prelude::*;

fn code(text: &str) -> UnitCode {
    text.parse().unwrap()
}

fn account(text: &str) -> Account {
    text.parse().unwrap()
}

fn unit(mode: Mode) -> Unit {
    let mut unit = Unit::new(code("MIN"), "hours", mode);
    unit.limits = Limits { credit_limit: Amount::new(600), cap: Some(Amount::new(2400)) };
    unit
}

fn entry(id: &str, kind: EntryKind, postings: &[(&str, i64)]) -> Entry {
    let posting = |(to, delta): &(&str, i64)| Posting {
        account: account(to),
        unit: code("MIN"),
        delta: Amount::new(*delta),
    };
    Entry {
        id: EntryId::new(id),
        on: date(2026, 5, 3),
        kind,
        postings: postings.iter().map(posting).collect(),
        memo: None,
        work: None,
        corrects: None,
    }
}

fn pays(id: &str, from: &str, to: &str, amount: i64) -> Entry {
    entry(id, EntryKind::Transfer, &[(from, -amount), (to, amount)])
}

fn balance(book: &Book, name: &str) -> i64 {
    book.balance(&code("MIN"), &account(name)).minor()
}

#[test]
fn entries_become_balances_that_sum_to_zero() {
    let book = Book::fold(
        [unit(Mode::Mutual)],
        [pays("e1", "member:a", "member:b", 90), pays("e2", "member:b", "commons", 30)],
    );
    assert_eq!(balance(&book, "member:a"), -90);
    assert_eq!(balance(&book, "member:b"), 60);
    assert_eq!(book.sum(&code("MIN")), 0);
    let statement = book.statement(&code("MIN"), &account("member:b"));
    assert_eq!(statement.iter().map(|line| line.balance.minor()).collect::<Vec<_>>(), [90, 60]);
}

#[test]
fn an_entry_that_comes_twice_is_one_entry() {
    let paid = pays("e1", "member:a", "member:b", 90);
    let book = Book::fold([unit(Mode::Mutual)], [paid.clone(), paid.clone()]);
    assert_eq!(balance(&book, "member:b"), 90);
    assert_eq!(book.check_transfer(&paid), Err(Refusal::Known(EntryId::new("e1"))));
}

#[test]
fn what_cannot_be_an_entry_is_set_aside_with_the_reason_and_the_rest_goes_on() {
    let mut foreign = pays("e2", "member:a", "member:b", 5);
    for posting in &mut foreign.postings {
        posting.unit = code("KWH");
    }
    let book = Book::fold(
        [unit(Mode::Mutual)],
        [
            entry("e1", EntryKind::Transfer, &[("member:a", -5), ("member:b", 6)]),
            foreign,
            pays("e3", "member:a", "member:b", 7),
        ],
    );
    let found: Vec<String> = book.problems().iter().map(|p| p.fault.to_string()).collect();
    assert_eq!(
        found,
        ["the postings in MIN sum to 1, not to 0", "the unit KWH is not one of this node's"]
    );
    assert_eq!(balance(&book, "member:b"), 7);
}

#[test]
fn a_payment_beyond_the_limit_is_refused_at_the_desk() {
    let book = Book::fold([unit(Mode::Mutual)], [pays("e1", "member:a", "member:b", 590)]);
    assert_eq!(book.check_transfer(&pays("e2", "member:a", "member:b", 10)), Ok(()));
    let refusal = book.check_transfer(&pays("e2", "member:a", "member:b", 11)).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "`member:a` would stand at -601 MIN; the least it may stand at is -600"
    );
    let over_cap = book.check_transfer(&pays("e2", "member:c", "member:b", 2000)).unwrap_err();
    assert!(matches!(over_cap, Refusal::Limit { side: Side::Least, .. }));
}

#[test]
fn what_two_kiosks_spent_while_apart_is_kept_and_marked() {
    let book = Book::fold(
        [unit(Mode::Mutual)],
        [pays("k1-1", "member:a", "member:b", 600), pays("k2-1", "member:a", "member:c", 600)],
    );
    assert_eq!(balance(&book, "member:a"), -1200);
    let over = book.over_limit();
    assert_eq!(over.len(), 1);
    assert_eq!((over[0].side, over[0].limit), (Side::Least, Amount::new(-600)));
    assert!(book.check_transfer(&pays("e3", "member:a", "member:b", 1)).is_err());
    assert!(book.check_transfer(&pays("e3", "member:b", "member:a", 1)).is_ok());
}

#[test]
fn a_fixed_supply_is_issued_once() {
    let issue = |id| entry(id, EntryKind::Issue, &[("issuance", -5000), ("commons", 5000)]);
    let book = Book::fold([unit(Mode::Fixed)], [issue("e1"), issue("e2")]);
    assert_eq!(balance(&book, "issuance"), -5000);
    assert!(matches!(book.problems()[0].fault, EntryFault::Issuance { .. }));
    assert!(book.check_transfer(&pays("e3", "commons", "member:a", 5000)).is_err());
    assert!(book.check_transfer(&pays("e3", "commons", "member:a", 2400)).is_ok());
    assert!(book.check_transfer(&pays("e3", "member:a", "commons", 1)).is_err());
    let mutual = Book::fold([unit(Mode::Mutual)], [issue("e1")]);
    assert_eq!(mutual.problems().len(), 1);
}

#[test]
fn gifts_have_no_limits() {
    let book = Book::fold([unit(Mode::Gift)], [pays("e1", "commons", "member:a", 1_000_000)]);
    assert!(book.over_limit().is_empty());
    assert!(book.check_transfer(&pays("e2", "commons", "member:a", 1_000_000)).is_ok());
}

#[test]
fn a_balance_that_would_not_fit_is_refused_and_nothing_wraps() {
    let book = Book::fold(
        [unit(Mode::Gift)],
        [pays("e1", "member:a", "member:b", i64::MAX), pays("e2", "member:c", "member:b", 1)],
    );
    assert_eq!(balance(&book, "member:b"), i64::MAX);
    assert!(matches!(book.problems()[0].fault, EntryFault::Overflow { .. }));
    assert_eq!(book.sum(&code("MIN")), 0);
}

#[test]
fn a_newcomer_may_owe_little_until_somebody_paid_in() {
    let mut unit = unit(Mode::Mutual);
    unit.newcomer_limit = Some(Amount::new(120));
    let mut book = Book::fold([unit], []);
    assert!(book.check_transfer(&pays("e1", "member:a", "member:b", 121)).is_err());
    book.record(pays("e1", "member:b", "member:a", 1));
    assert!(book.check_transfer(&pays("e2", "member:a", "member:b", 121)).is_ok());
}

prop_compose! {
    fn any_entry()(
        id in 0_u32..40,
        unit in prop::sample::select(vec!["MIN", "KWH", "XX"]),
        raw in prop::collection::vec((0_usize..6, any::<i64>()), 0..5),
        balanced in any::<bool>(),
        small in any::<bool>(),
    ) -> Entry {
        let names = ["member:a", "member:b", "member:c", "commons", "issuance", "peer:x"];
        let mut postings: Vec<Posting> = raw
            .into_iter()
            .map(|(to, delta)| Posting {
                account: account(names[to]),
                unit: code(unit),
                delta: Amount::new(if small { delta % 1000 } else { delta }),
            })
            .collect();
        if balanced && let Some((last, others)) = postings.split_last_mut() {
            let sum: i128 = others.iter().map(|posting| posting.delta.wide()).sum();
            last.delta = Amount::from_wide(-sum).unwrap_or_default();
        }
        Entry {
            id: EntryId::new(id.to_string()),
            on: date(2026, 1, 1),
            kind: EntryKind::Transfer,
            postings,
            memo: None,
            work: None,
            corrects: None,
        }
    }
}

proptest! {
    #[test]
    fn every_unit_sums_to_zero_after_every_fold(
        entries in prop::collection::vec(any_entry(), 0..60),
    ) {
        let kwh = Unit::new(code("KWH"), "energy", Mode::Gift);
        let book = Book::fold([unit(Mode::Mutual), kwh], entries.clone());
        for code in [code("MIN"), code("KWH"), code("XX")] {
            prop_assert_eq!(book.sum(&code), 0);
        }
        let names: BTreeSet<_> = entries.iter().map(|entry| &entry.id).collect();
        prop_assert!(book.entries().len() + book.problems().len() >= names.len());
    }

    #[test]
    fn what_the_desk_accepts_takes_no_account_beyond_its_limit(
        entries in prop::collection::vec(any_entry(), 0..60),
    ) {
        let mut book = Book::fold([unit(Mode::Mutual)], []);
        for entry in entries {
            if book.check_transfer(&entry).is_ok() {
                book.record(entry);
            }
        }
        prop_assert!(book.over_limit().is_empty());
    }
}
