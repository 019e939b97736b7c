use super::*;
use crate::ballot::{Refusal, StandingFault};
use crate::choice::ChoiceFault;
use crate::decision::{Period, Quorum, Ruling, TieRule};
use crate::keys::MemberKey;
use crate::method::Method;
use crate::outcome::{Breaker, Verdict};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

fn at(minute: i64) -> Timestamp {
    Timestamp::new(1_776_556_800 + minute * 60, 0).unwrap()
}

/// A decision that is open from minute 0 to minute 1000, with members m1 to m`roll`.
fn decision(method: Method, options: &[&str], roll: usize) -> Decision {
    let period = Period::new(at(0), at(1000));
    let mut decision = Decision::new("d1".parse().unwrap(), "Which?", method, period);
    decision.options = options.iter().map(|option| option.parse().unwrap()).collect();
    decision.roll = (1..=roll).map(|n| member(&format!("m{n}"))).collect();
    decision
}

fn member(name: &str) -> MemberKey {
    name.parse().unwrap()
}

fn ballot(id: &str, voter: &str, minute: i64, choice: Value) -> Ballot {
    Ballot {
        id: id.parse().unwrap(),
        voter: member(voter),
        cast_at: at(minute),
        received_at: None,
        choice,
        reason: None,
        is_own: true,
    }
}

#[test]
fn of_two_ballots_in_one_instant_the_one_recorded_later_counts() {
    let decision = decision(Method::named("majority").unwrap(), &[], 2);
    let cast = [ballot("k1-10", "m1", 5, json!("no")), ballot("k1-9", "m1", 5, json!("yes"))];
    let outcome = tally(&decision, &[], &cast).unwrap();
    assert_eq!(outcome.ballots.counted[0].as_str(), "k1-10");
    assert_eq!(outcome.ballots.replaced[0].ballot.as_str(), "k1-9");
}

#[test]
fn nobody_votes_for_somebody_else() {
    let decision = decision(Method::named("majority").unwrap(), &[], 2);
    let forged = Ballot { is_own: false, ..ballot("k1-1", "m1", 5, json!("yes")) };
    let outcome = tally(&decision, &[], &[forged]).unwrap();
    assert!(outcome.ballots.counted.is_empty());
    let refused = serde_json::to_value(&outcome.ballots.refused).unwrap();
    assert_eq!(refused[0]["why"], "cast_by_another");
}

/// One ballot each of m1, m2, …
fn ballots(choices: &[Value]) -> Vec<Ballot> {
    choices
        .iter()
        .enumerate()
        .map(|(n, choice)| ballot(&format!("b{n}"), &format!("m{}", n + 1), 10, choice.clone()))
        .collect()
}

fn repeat(counts: &[(usize, Value)]) -> Vec<Ballot> {
    let choices: Vec<Value> =
        counts.iter().flat_map(|(n, choice)| std::iter::repeat_n(choice.clone(), *n)).collect();
    ballots(&choices)
}

fn run(decision: &Decision, ballots: &[Ballot]) -> Outcome {
    tally(decision, &[], ballots).unwrap()
}

fn named(name: &str) -> Method {
    Method::named(name).unwrap()
}

fn winners(outcome: &Outcome) -> Vec<&str> {
    outcome.count.winners.iter().map(crate::keys::OptionKey::as_str).collect()
}

#[test]
fn a_majority_needs_more_than_half_of_those_who_decided() {
    let decision = decision(named("majority"), &[], 20);
    let cases =
        [(5, 5, 3, Verdict::Rejected), (6, 5, 9, Verdict::Adopted), (0, 0, 4, Verdict::Rejected)];
    for (yes, no, abstain, verdict) in cases {
        let cast = repeat(&[(yes, json!("yes")), (no, json!("no")), (abstain, json!("abstain"))]);
        assert_eq!(run(&decision, &cast).count.result, verdict, "{yes} {no}");
    }
}

#[test]
fn two_thirds_are_reached_by_exactly_two_thirds() {
    let decision = decision(named("supermajority"), &[], 20);
    let passes = repeat(&[(8, json!("yes")), (4, json!("no"))]);
    assert_eq!(run(&decision, &passes).count.result, Verdict::Adopted);
    let fails = repeat(&[(7, json!("yes")), (4, json!("no"))]);
    assert_eq!(run(&decision, &fails).count.result, Verdict::Rejected);
}

#[test]
fn a_majority_of_the_roll_counts_those_who_stayed_away() {
    let half = crate::share::Share::HALF;
    let base = crate::method::Base::Roll;
    let decision = decision(Method::Majority { threshold: half, strict: true, base }, &[], 20);
    let cast = repeat(&[(10, json!("yes"))]);
    assert_eq!(run(&decision, &cast).count.result, Verdict::Rejected);
    let cast = repeat(&[(11, json!("yes"))]);
    assert_eq!(run(&decision, &cast).count.result, Verdict::Adopted);
}

#[test]
fn abstentions_count_for_the_participation_quorum() {
    let mut decision = decision(named("majority"), &[], 20);
    decision.quorum = Quorum::Participation { share: "1/4".parse().unwrap() };
    let cast = repeat(&[(1, json!("yes")), (3, json!("abstain"))]);
    let missed = run(&decision, &cast);
    assert_eq!(missed.count.result, Verdict::NoQuorum);
    assert_eq!(missed.count.counts[0].votes, 1);
    let cast = repeat(&[(1, json!("yes")), (4, json!("abstain"))]);
    let met = run(&decision, &cast);
    assert_eq!(met.count.result, Verdict::Adopted);
    assert_eq!(met.count.quorum.lines[0].needed, 5);
}

#[test]
fn an_approval_quorum_does_not_reward_staying_away_or_voting_no() {
    let mut decision = decision(named("majority"), &[], 100);
    decision.quorum = Quorum::ApprovalSquareRoot;
    let cast = repeat(&[(14, json!("yes"))]);
    assert_eq!(run(&decision, &cast).count.result, Verdict::NoQuorum);
    let cast = repeat(&[(15, json!("yes")), (14, json!("no"))]);
    assert_eq!(run(&decision, &cast).count.result, Verdict::Adopted);
}

#[test]
fn consent_is_blocked_by_a_standing_objection_and_freed_by_a_ruling() {
    let mut decision = decision(named("consent"), &[], 5);
    let mut cast = repeat(&[(3, json!("consent")), (1, json!("stand_aside"))]);
    assert_eq!(run(&decision, &cast).count.result, Verdict::Adopted);

    let mut objection = ballot("b9", "m5", 20, json!("object"));
    objection.reason = Some("The door would stand open at night.".into());
    cast.push(objection);
    let blocked = run(&decision, &cast);
    assert_eq!(blocked.count.result, Verdict::Blocked);
    assert_eq!(blocked.count.objections[0].member, Some(member("m5")));

    let ruling = |not_qualified, reason: &str| Ruling {
        objector: member("m5"),
        not_qualified,
        qualified: 2,
        reason: reason.into(),
    };
    decision.rulings = vec![ruling(3, "")];
    assert_eq!(run(&decision, &cast).count.result, Verdict::Blocked);
    decision.rulings = vec![ruling(3, "The lock is automatic.")];
    assert_eq!(run(&decision, &cast).count.result, Verdict::Adopted);
}

#[test]
fn an_objection_is_withdrawn_by_voting_again() {
    let decision = decision(named("consent"), &[], 2);
    let mut objection = ballot("b1", "m1", 5, json!("object"));
    objection.reason = Some("too loud".into());
    let again = ballot("b2", "m1", 6, json!("consent"));
    let outcome = run(&decision, &[again, objection]);
    assert_eq!(outcome.count.result, Verdict::Adopted);
    assert_eq!(outcome.ballots.replaced.len(), 1);
}

#[test]
fn the_latest_valid_ballot_counts_even_when_a_later_one_is_not_valid() {
    let decision = decision(named("majority"), &[], 3);
    let cast = [
        ballot("b1", "m1", 1, json!("yes")),
        ballot("b2", "m1", 2, json!("no")),
        ballot("b3", "m1", 3, json!("perhaps")),
    ];
    let outcome = run(&decision, &cast);
    assert_eq!(outcome.count.counts[1].votes, 1);
    assert_eq!(outcome.ballots.replaced[0].by.as_str(), "b2");
    let refusal = &outcome.ballots.refused[0].refusal;
    assert!(matches!(refusal, Refusal::Choice(ChoiceFault::Form { .. })));
}

#[test]
fn two_ballots_of_one_instant_give_the_same_result_in_any_order() {
    let decision = decision(named("majority"), &[], 3);
    let one = ballot("b1", "m1", 1, json!("yes"));
    let two = ballot("b2", "m1", 1, json!("no"));
    let there = run(&decision, &[one.clone(), two.clone()]).to_json().unwrap();
    let back = run(&decision, &[two, one]).to_json().unwrap();
    assert_eq!(there, back);
}

#[test]
fn a_ballot_that_was_delivered_twice_is_one_ballot() {
    let decision = decision(named("majority"), &[], 3);
    let one = ballot("b1", "m1", 1, json!("yes"));
    let outcome = run(&decision, &[one.clone(), one]);
    assert_eq!(outcome.turnout.direct, 1);
    assert!(outcome.ballots.replaced.is_empty());
}

#[test]
fn who_is_not_on_the_roll_or_out_of_time_is_kept_with_the_reason() {
    let decision = decision(named("majority"), &[], 2);
    let mut overdue = ballot("b4", "m2", 999, json!("yes"));
    overdue.received_at = Some(decision.period.accept_until);
    let cast = [
        ballot("b1", "guest", 1, json!("yes")),
        ballot("b2", "m1", -1, json!("yes")),
        ballot("b3", "m1", 1000, json!("yes")),
        overdue,
    ];
    let outcome = run(&decision, &cast);
    let mut why: Vec<_> = outcome
        .ballots
        .refused
        .iter()
        .map(|refused| match &refused.refusal {
            Refusal::Standing(fault) => (refused.ballot.as_str(), fault.clone()),
            other => panic!("{other}"),
        })
        .collect();
    why.sort_by_key(|(ballot, _)| *ballot);
    assert_eq!(
        why,
        [
            ("b1", StandingFault::NotOnRoll),
            ("b2", StandingFault::BeforeOpening),
            ("b3", StandingFault::AfterClosing),
            ("b4", StandingFault::ArrivedTooLate),
        ]
    );
}

#[test]
fn a_ballot_that_was_on_its_way_at_closing_counts_and_is_listed() {
    let decision = decision(named("majority"), &[], 2);
    let mut late = ballot("b1", "m1", 999, json!("yes"));
    late.received_at = Some(at(5000));
    let outcome = run(&decision, &[late]);
    assert_eq!(outcome.count.result, Verdict::Adopted);
    assert_eq!(outcome.ballots.late[0].as_str(), "b1");
}

#[test]
fn approval_fills_the_seats_from_the_top() {
    let method = named("approval").with_seats(2.try_into().unwrap());
    let decision = decision(method, &["a", "b", "c"], 10);
    let cast =
        repeat(&[(4, json!(["a", "c"])), (3, json!(["c"])), (2, json!(["b"])), (1, json!([]))]);
    let outcome = run(&decision, &cast);
    assert_eq!(winners(&outcome), ["c", "a"]);
    assert_eq!(outcome.turnout.direct, 10);
}

#[test]
fn equal_options_stay_tied_unless_a_rule_decides() {
    let mut decision = decision(named("plurality"), &["a", "b", "c"], 10);
    let cast = repeat(&[(3, json!("a")), (3, json!("b")), (1, json!("c"))]);
    let tied = run(&decision, &cast);
    assert_eq!(tied.count.result, Verdict::Tied);
    assert_eq!(tied.count.ties[0].breaker, Breaker::Open);

    decision.tie = TieRule::Chair { choice: Some("b".parse().unwrap()) };
    assert_eq!(winners(&run(&decision, &cast)), ["b"]);

    decision.tie = TieRule::Lot;
    let waiting = run(&decision, &cast);
    assert_eq!(waiting.count.explanation.last().unwrap().key, "lot-needs-seed");
    decision.seed = Some("dice 3 1 6".parse().unwrap());
    let drawn = run(&decision, &cast);
    assert_eq!(drawn.count.result, Verdict::Won);
    assert!(matches!(drawn.count.ties[0].breaker, Breaker::Lot { .. }));
}

#[test]
fn score_adds_points_and_breaks_ties_by_preference_and_then_full_scores() {
    let decision = decision(named("score"), &["a", "b"], 10);
    let cast = ballots(&[json!({"a": 5, "b": 1}), json!({"b": 2}), json!({"b": 2})]);
    let preferred = run(&decision, &cast);
    assert_eq!(winners(&preferred), ["b"]);
    assert_eq!(preferred.count.ties[0].breaker, Breaker::HeadToHead);

    let cast = ballots(&[json!({"a": 5, "b": 4}), json!({"a": 3, "b": 4})]);
    let full = run(&decision, &cast);
    assert_eq!(winners(&full), ["a"]);
    assert_eq!(full.count.ties[0].breaker, Breaker::TopScores);
}

#[test]
fn star_lets_the_majority_choose_between_the_two_highest_sums() {
    let decision = decision(named("star"), &["a", "b", "c"], 10);
    let cast = repeat(&[(2, json!({"a": 5})), (3, json!({"b": 3, "a": 2})), (1, json!({"c": 1}))]);
    let outcome = run(&decision, &cast);
    assert_eq!(outcome.count.counts[0].votes, 16);
    assert_eq!(winners(&outcome), ["b"]);
}

#[test]
fn an_option_below_its_quorum_is_dropped() {
    let mut decision = decision(named("approval"), &["a", "b"], 10);
    decision.quorum = Quorum::Approval { votes: 3 };
    let cast = repeat(&[(2, json!(["a"]))]);
    let outcome = run(&decision, &cast);
    assert_eq!(outcome.count.result, Verdict::NoQuorum);
    assert_eq!(outcome.count.dropped.len(), 2);
}

#[test]
fn nobody_voting_decides_nothing() {
    for name in ["consent", "plurality", "approval", "score", "star", "dots"] {
        let options: &[&str] = if name == "consent" { &[] } else { &["a", "b"] };
        let outcome = run(&decision(named(name), options, 3), &[]);
        assert_eq!(outcome.count.result, Verdict::NoQuorum, "{name}");
    }
}

#[test]
fn delegated_votes_count_and_are_part_of_the_quorum() {
    let mut decision = decision(named("majority"), &[], 8);
    decision.quorum = Quorum::Participation { share: "1/2".parse().unwrap() };
    let gives = |from: &str, to: &str| Delegation {
        truster: member(from),
        trustee: Some(member(to)),
        scope: crate::delegation::Scope::Node,
        from: at(-100),
        until: None,
        revoked_at: None,
    };
    let delegations = [gives("m3", "m1"), gives("m4", "m3"), gives("m5", "m6")];
    let cast = [ballot("b1", "m1", 1, json!("yes")), ballot("b2", "m2", 1, json!("no"))];
    let outcome = tally(&decision, &delegations, &cast).unwrap();
    assert_eq!(outcome.count.result, Verdict::Adopted);
    assert_eq!(outcome.count.counts[0].votes, 3);
    let turnout = outcome.turnout;
    assert_eq!((turnout.direct, turnout.delegated, turnout.uncast), (2, 2, 1));
    assert_eq!(turnout.cast(), 4);

    let voted = [&cast[..], &[ballot("b3", "m3", 2, json!("no"))]].concat();
    let outcome = tally(&decision, &delegations, &voted).unwrap();
    assert_eq!(outcome.count.result, Verdict::Rejected);
    assert_eq!(outcome.count.counts[1].votes, 3);
}

#[test]
fn the_result_file_reads_the_same_everywhere() {
    let mut decision = decision(named("majority"), &[], 5);
    decision.quorum = Quorum::Participation { share: "2/5".parse().unwrap() };
    let cast = [
        ballot("b1", "m1", 1, json!("yes")),
        ballot("b2", "m2", 2, json!("yes")),
        ballot("b3", "m3", 2, json!("no")),
        ballot("b4", "eve", 2, json!("no")),
    ];
    let outcome = run(&decision, &cast);
    let said: Vec<String> = outcome.count.explanation.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
On the roll: 5. Voted: 3.
Kept but not counted, each with its reason: 1.
Taking part: 3; the quorum is 2, so it is met.
For: 2. Against: 1. Abstain: 0.
Needed: more than 1/2 of 3. For: 2.
That is enough: adopted.
");
    insta::assert_snapshot!(outcome.to_json().unwrap(), @r#"
{
  "decision": "d1",
  "question": "Which?",
  "method": {
    "name": "majority",
    "threshold": "1/2",
    "strict": true,
    "base": "cast"
  },
  "turnout": {
    "roll": 5,
    "direct": 3,
    "delegated": 0,
    "uncast": 0
  },
  "result": "adopted",
  "winners": [],
  "ranking": [],
  "dropped": [],
  "counts": [
    {
      "of": "yes",
      "votes": 2
    },
    {
      "of": "no",
      "votes": 1
    },
    {
      "of": "abstain",
      "votes": 0
    }
  ],
  "quorum": {
    "rule": {
      "kind": "participation",
      "share": "2/5"
    },
    "lines": [
      {
        "needed": 2,
        "reached": 3,
        "met": true
      }
    ]
  },
  "ties": [],
  "explanation": [
    {
      "key": "roll",
      "facts": {
        "direct": 3,
        "roll": 5
      }
    },
    {
      "key": "refused",
      "facts": {
        "refused": 1
      }
    },
    {
      "key": "quorum-met",
      "facts": {
        "needed": 2,
        "reached": 3
      }
    },
    {
      "key": "majority-counts",
      "facts": {
        "abstain": 0,
        "no": 1,
        "yes": 2
      }
    },
    {
      "key": "majority-more-than",
      "facts": {
        "base": 3,
        "threshold": "1/2",
        "yes": 2
      }
    },
    {
      "key": "majority-passed",
      "facts": {}
    }
  ],
  "ballots": {
    "counted": [
      "b1",
      "b2",
      "b3"
    ],
    "late": [],
    "replaced": [],
    "refused": [
      {
        "ballot": "b4",
        "voter": "eve",
        "why": "not_on_roll"
      }
    ]
  }
}
"#);
    let read: Outcome = serde_json::from_str(&outcome.to_json().unwrap()).unwrap();
    assert_eq!(read, outcome);
}

prop_compose! {
    fn any_ballot()(
        id in 0_u32..30,
        voter in 0_u32..9,
        minute in -2_i64..6,
        choice in prop::sample::select(vec![
            json!(["a", "b"]), json!(["c", ["a", "b"]]), json!(["b", null, "a"]), json!([]),
            json!(["rum"]), json!("a"),
        ]),
    ) -> Ballot {
        // The same name is the same ballot: what it says follows from its name.
        let choice = if id % 2 == 0 { json!(["a", "c"]) } else { choice };
        ballot(&format!("b{id}-{voter}-{minute}-{choice}"), &format!("m{voter}"), minute, choice)
    }
}

proptest! {
    #[test]
    fn the_result_does_not_depend_on_the_order_of_arrival_and_every_ballot_is_accounted_for(
        cast in prop::collection::vec(any_ballot(), 0..40),
        turn in 0_usize..40,
    ) {
        let decision = decision(named("ranked-schulze"), &["a", "b", "c"], 6);
        let there = tally(&decision, &[], &cast).unwrap();
        let mut turned = cast.clone();
        turned.rotate_left(turn.min(cast.len()));
        turned.reverse();
        let back = tally(&decision, &[], &turned).unwrap();
        prop_assert_eq!(there.to_json().unwrap(), back.to_json().unwrap());
        let names: std::collections::BTreeSet<_> = cast.iter().map(|ballot| &ballot.id).collect();
        let report = &there.ballots;
        let kept = report.counted.len() + report.replaced.len() + report.refused.len();
        prop_assert_eq!(kept, names.len());
    }
}
