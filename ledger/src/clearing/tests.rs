use super::circle::{Debts, Proposal, find, net_positions};
use super::note::{Answer, Note, NoteHash, NoteRefusal};
use super::pair::{Arrival, Pair, SendError, Trust};
use crate::account::{Account, MemberName, NodeName};
use crate::amount::Amount;
use crate::entry::{Entry, EntryId};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::num::NonZeroU32;

fn node(name: &str) -> NodeName {
    name.parse().unwrap()
}

fn member(name: &str) -> MemberName {
    name.parse().unwrap()
}

fn trust(they: i64, we: i64) -> Trust {
    Trust {
        they_owe_at_most: Amount::new(they),
        we_owe_at_most: Amount::new(we),
        our_unit: "MIN".parse().unwrap(),
        their_unit: "MIN".parse().unwrap(),
        rate_num: NonZeroU32::MIN,
        rate_den: NonZeroU32::MIN,
    }
}

fn today() -> Date {
    date(2026, 5, 3)
}

fn pair() -> (Pair, Pair) {
    let (a, b) = (node("a"), node("b"));
    (Pair::new(a.clone(), b.clone(), trust(100, 100)), Pair::new(b, a, trust(100, 100)))
}

fn id() -> EntryId {
    EntryId::new("e")
}

fn pay(pair: &mut Pair, amount: i64) -> Result<(Note, Entry), SendError> {
    pair.send(id(), today(), member("alice"), member("bob"), Amount::new(amount), None)
}

fn take(pair: &mut Pair, note: &Note) -> Arrival {
    pair.receive(note, id(), today(), |name| name.as_str() == "bob")
}

fn applied(arrival: Arrival) -> (Entry, Answer) {
    let Arrival::Applied { entry, answer } = arrival else { panic!("{arrival:?}") };
    (*entry, answer)
}

fn deltas(entry: &Entry) -> Vec<(String, i64)> {
    entry.postings.iter().map(|p| (p.account.to_string(), p.delta.minor())).collect()
}

#[test]
fn a_payment_is_posted_in_both_books_and_they_sum_to_zero() {
    let (mut a, mut b) = pair();
    let (note, entry) = pay(&mut a, 40).unwrap();
    assert_eq!(deltas(&entry), [("member:alice".into(), -40), ("peer:b".into(), 40)]);
    let (entry, answer) = applied(take(&mut b, &note));
    assert_eq!(deltas(&entry), [("peer:a".into(), -40), ("member:bob".into(), 40)]);
    assert_eq!(a.balance().wide() + b.balance().wide(), 0);
    assert_eq!(a.hear(&answer, id(), today()), None);
    assert_eq!(a.unanswered().count(), 0);
    assert!(a.agrees_with(&b.standing()));
}

#[test]
fn what_arrives_twice_changes_nothing_and_what_comes_early_waits() {
    let (mut a, mut b) = pair();
    let (first, _) = pay(&mut a, 10).unwrap();
    let (second, _) = pay(&mut a, 20).unwrap();
    assert_eq!(take(&mut b, &second), Arrival::Early { next: 1 });
    let (_, answer) = applied(take(&mut b, &first));
    assert_eq!(take(&mut b, &first), Arrival::Known(answer));
    applied(take(&mut b, &second));
    assert_eq!(b.balance(), Amount::new(-30));
}

#[test]
fn two_notes_of_one_number_stop_the_pair() {
    let (mut a, mut b) = pair();
    let (note, _) = pay(&mut a, 10).unwrap();
    applied(take(&mut b, &note));
    let forged = Note { amount: Amount::new(90), ..note.clone() };
    assert_eq!(take(&mut b, &forged), Arrival::Frozen);
    assert!(matches!(pay(&mut b, 1), Err(SendError::Frozen(_))));
    let next = Note { seq: 2, prev: forged.hash(), ..note };
    assert_eq!(take(&mut b, &next), Arrival::Frozen);
}

#[test]
fn a_note_that_does_not_chain_to_the_one_before_stops_the_pair() {
    let (mut a, mut b) = pair();
    let (note, _) = pay(&mut a, 10).unwrap();
    let broken = Note { prev: note.hash(), ..note };
    assert_eq!(take(&mut b, &broken), Arrival::Frozen);
}

#[test]
fn a_refusal_gives_the_payer_the_credits_back() {
    let (mut a, mut b) = pair();
    let (note, _) =
        a.send(id(), today(), member("alice"), member("eve"), Amount::new(40), None).unwrap();
    let Arrival::Refused(answer) = take(&mut b, &note) else { panic!() };
    assert_eq!(answer.refused, Some(NoteRefusal::UnknownPayee));
    let back = a.hear(&answer, id(), today()).unwrap();
    assert_eq!(deltas(&back), [("peer:b".into(), -40), ("member:alice".into(), 40)]);
    assert_eq!((a.balance(), b.balance()), (Amount::ZERO, Amount::ZERO));
    assert_eq!(a.hear(&answer, id(), today()), None);
}

#[test]
fn limits_hold_on_both_sides() {
    let (mut a, mut b) = pair();
    assert!(pay(&mut a, 101).is_err());
    assert!(matches!(pay(&mut a, 0), Err(SendError::Nothing)));
    let (first, _) = pay(&mut a, 100).unwrap();
    applied(take(&mut b, &first));
    assert!(a.needs_settlement() && b.needs_settlement());
    let mut careless = Pair::new(node("a"), node("b"), trust(100, 1000));
    let (first, _) = pay(&mut careless, 100).unwrap();
    let (second, _) = pay(&mut careless, 1).unwrap();
    let mut b = Pair::new(node("b"), node("a"), trust(100, 100));
    applied(take(&mut b, &first));
    let Arrival::Refused(answer) = take(&mut b, &second) else { panic!() };
    assert_eq!(answer.refused, Some(NoteRefusal::Limit));
}

#[test]
fn an_expired_note_is_taken_back_only_when_the_other_side_never_took_it() {
    let (mut a, mut b) = pair();
    let (note, _) = pay(&mut a, 10).unwrap();
    let late = date(2026, 7, 3);
    assert!(a.expire(&b.standing(), date(2026, 7, 2), |_| id()).is_empty());
    let mut unaware = a.clone();
    assert_eq!(a.expire(&b.standing(), late, |_| id()).len(), 1);
    assert_eq!(a.balance(), Amount::ZERO);
    applied(take(&mut b, &note));
    assert!(unaware.expire(&b.standing(), late, |_| id()).is_empty());
    let mut b = pair().1;
    let arrival = b.receive(&note, id(), late, |_| true);
    assert!(matches!(
        arrival,
        Arrival::Refused(Answer { refused: Some(NoteRefusal::Expired), .. })
    ));
}

#[test]
fn a_rate_rounds_down_and_the_rest_stays_with_the_payer() {
    let mut terms = trust(100, 100);
    terms.rate_den = NonZeroU32::new(3).unwrap();
    let (mut a, _) = pair();
    let mut b = Pair::new(node("b"), node("a"), terms);
    let (note, _) = pay(&mut a, 10).unwrap();
    assert_eq!(applied(take(&mut b, &note)).0.postings[1].delta, Amount::new(3));
    let (note, _) = pay(&mut a, 2).unwrap();
    let Arrival::Refused(answer) = take(&mut b, &note) else { panic!() };
    assert_eq!(answer.refused, Some(NoteRefusal::Nothing));
}

#[test]
fn hashes_are_read_as_they_are_written() {
    let hash = pay(&mut pair().0, 10).unwrap().0.hash();
    assert_eq!(hash.to_string().parse::<NoteHash>().unwrap(), hash);
    assert!("zz".parse::<NoteHash>().is_err());
}

fn debts(list: &[(&str, &str, i64)]) -> Debts {
    list.iter().map(|(a, b, amount)| ((node(a), node(b)), Amount::new(*amount))).collect()
}

#[test]
fn circles_clear_the_smallest_debt_and_leave_net_positions_alone() {
    let before =
        debts(&[("A", "B", 100), ("B", "C", 80), ("C", "A", 50), ("B", "D", 30), ("D", "A", 20)]);
    let (circles, after) = find(&before);
    let found: Vec<(String, i64)> = circles
        .iter()
        .map(|c| (c.nodes.iter().map(NodeName::as_str).collect(), c.amount.minor()))
        .collect();
    assert_eq!(found, [("ABC".into(), 50), ("ABD".into(), 20)]);
    assert_eq!(after, debts(&[("A", "B", 30), ("B", "C", 30), ("B", "D", 10)]));
    assert_eq!(net_positions(&after), net_positions(&before));
}

#[test]
fn a_circle_is_posted_only_when_everybody_signed() {
    let before = debts(&[("A", "B", 10), ("B", "C", 8), ("C", "A", 5)]);
    let circle = find(&before).0.remove(0);
    let signed_by = ["A", "B"].map(node).into();
    let mut proposal = Proposal { circle, unit: "MIN".parse().unwrap(), signed_by };
    assert_eq!(proposal.entry_for(&node("A"), id(), today()), None);
    proposal.signed_by.insert(node("C"));
    let entry = proposal.entry_for(&node("A"), id(), today()).unwrap();
    // A owes B less, and C owes A less.
    assert_eq!(deltas(&entry), [("peer:B".into(), -5), ("peer:C".into(), 5)]);
    assert_eq!(proposal.entry_for(&node("D"), id(), today()), None);
}

#[test]
fn clearing_brings_a_debt_nearer_to_zero_and_not_beyond() {
    let (mut a, _) = pair();
    pay(&mut a, 30).unwrap();
    assert!(!a.clear(Amount::new(31)));
    assert!(!a.clear(Amount::new(-1)));
    assert!(a.clear(Amount::new(30)));
    assert_eq!(a.balance(), Amount::ZERO);
}

/// What can happen between two nodes.
#[derive(Debug, Clone, Copy)]
enum Event {
    Pay { from_a: bool, amount: i64, known: bool },
    Carry { from_a: bool, note: usize },
    Answer { from_a: bool, answer: usize },
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (any::<bool>(), 1_i64..60, any::<bool>()).prop_map(|(from_a, amount, known)| Event::Pay {
            from_a,
            amount,
            known
        }),
        (any::<bool>(), 0_usize..8).prop_map(|(from_a, note)| Event::Carry { from_a, note }),
        (any::<bool>(), 0_usize..8).prop_map(|(from_a, answer)| Event::Answer { from_a, answer }),
    ]
}

/// What one side sent that the other has not taken in, or took in and refused without the sender
/// having heard.
fn under_way(sender: &Pair, answers: &[Answer]) -> i128 {
    let settled = |note: &&Note| {
        let answer = answers.iter().find(|answer| answer.seq == note.seq);
        answer.is_some_and(|answer| answer.refused.is_none())
    };
    sender.unanswered().filter(|note| !settled(note)).map(|note| note.amount.wide()).sum()
}

proptest! {
    #[test]
    fn two_books_differ_by_exactly_what_is_under_way(events in prop::collection::vec(event(), 0..80)) {
        let (mut a, mut b) = pair();
        let mut answers: [Vec<Answer>; 2] = Default::default();
        for event in events {
            match event {
                Event::Pay { from_a, amount, known } => {
                    let payee = member(if known { "bob" } else { "eve" });
                    let sender = if from_a { &mut a } else { &mut b };
                    let amount = Amount::new(amount);
                    drop(sender.send(id(), today(), member("alice"), payee, amount, None));
                }
                Event::Carry { from_a, note } => {
                    let (sender, taker) = if from_a { (&a, &mut b) } else { (&b, &mut a) };
                    let Some(note) = sender.sent().get(note).cloned() else { continue };
                    match take(taker, &note) {
                        Arrival::Applied { answer, .. } | Arrival::Refused(answer) => {
                            answers[usize::from(from_a)].push(answer);
                        }
                        Arrival::Known(_) | Arrival::Early { .. } => {}
                        other => prop_assert!(false, "{:?}", other),
                    }
                }
                Event::Answer { from_a, answer } => {
                    let sender = if from_a { &mut a } else { &mut b };
                    if let Some(answer) = answers[usize::from(from_a)].get(answer) {
                        sender.hear(answer, id(), today());
                    }
                }
            }
            let way = under_way(&a, &answers[1]) + under_way(&b, &answers[0]);
            prop_assert_eq!(a.balance().wide() + b.balance().wide(), way);
            prop_assert!(way >= 0);
            prop_assert!(a.agrees_with(&b.standing()) && b.agrees_with(&a.standing()));
        }
    }

    #[test]
    fn clearing_ends_without_circles_and_keeps_every_net_position(
        edges in prop::collection::vec((0_u8..6, 0_u8..6, 1_i64..100), 0..20),
    ) {
        let name = |n: u8| node(&format!("N{n}"));
        let before: Debts = edges
            .into_iter()
            .filter(|(a, b, _)| a != b)
            .map(|(a, b, amount)| ((name(a), name(b)), Amount::new(amount)))
            .collect();
        let (_, after) = find(&before);
        prop_assert!(find(&after).0.is_empty());
        let non_zero = |debts: &Debts| {
            let mut net = net_positions(debts);
            net.retain(|_, position| *position != 0);
            net
        };
        prop_assert_eq!(non_zero(&after), non_zero(&before));
    }
}

#[test]
fn a_peer_account_is_named_after_its_node() {
    assert_eq!(Account::peer("oak-street").unwrap().to_string(), "peer:oak-street");
}
