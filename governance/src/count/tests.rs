use super::*;
use crate::choice::Ranking;
use crate::method::{Budget, Overvote, Reading, Skipped, Stop};
use crate::outcome::{Breaker, Verdict};
use proptest::prelude::*;

fn keys(options: &str) -> Vec<OptionKey> {
    options.chars().map(|c| c.to_string().parse().unwrap()).collect()
}

/// Ballots as ranks of letters: `"A BC - D"` has B and C equal, then a skipped rank.
fn ranked(options: &str, ballots: &[(u64, &str)]) -> Profile {
    let mut profile = Profile::new(keys(options));
    for (weight, ballot) in ballots {
        let ranks = ballot.split_whitespace().map(|rank| {
            rank.chars().filter(|c| *c != '-').map(|c| options.find(c).unwrap()).collect()
        });
        profile.push(*weight, None, Choice::Ranking(Ranking::new(ranks))).unwrap();
    }
    profile
}

fn winners(count: &Count) -> String {
    count.winners.iter().map(OptionKey::as_str).collect()
}

fn irv(profile: &Profile, overvote: Overvote, skipped: Skipped) -> Count {
    let reading = Reading { overvote, skipped };
    count(profile, &Method::RankedIrv { reading, stop: Stop::Two }, &Terms::default()).unwrap()
}

#[test]
fn a_tie_for_elimination_falls_on_who_had_fewer_before() {
    // D leaves first; its ballots bring B level with C, which had more before.
    let votes = ranked("ABCD", &[(5, "A"), (3, "B A"), (4, "C B"), (1, "D B")]);
    let result = irv(&votes, Overvote::Skip, Skipped::Unlimited);
    assert_eq!(result.ties[0].breaker, Breaker::EarlierRound { round: 1 });
    assert_eq!(result.rounds[1].eliminated[0].as_str(), "B");
    assert_eq!(winners(&result), "A");
}

#[test]
fn a_tie_that_nothing_breaks_waits_for_a_lot() {
    let votes = ranked("ABC", &[(3, "A"), (2, "B"), (2, "C")]);
    let method = Method::named("ranked-irv").unwrap();
    let mut terms = Terms::default();
    assert_eq!(count(&votes, &method, &terms).unwrap().result, Verdict::Tied);
    terms.seed = Some("dice 4 4 2".parse().unwrap());
    let drawn = count(&votes, &method, &terms).unwrap();
    assert!(matches!(drawn.ties[0].breaker, Breaker::Lot { .. }));
    assert_eq!(winners(&drawn), "A");
}

#[test]
fn options_without_any_ballot_leave_together() {
    let votes = ranked("ABCDE", &[(3, "A"), (2, "B"), (2, "C B")]);
    let method = Method::RankedIrv { reading: Reading::default(), stop: Stop::Majority };
    let terms = Terms { seed: Some("7".parse().unwrap()), ..Terms::default() };
    let result = count(&votes, &method, &terms).unwrap();
    assert_eq!(result.rounds[0].eliminated.len(), 2);
}

#[test]
fn overvotes_are_passed_over_or_end_the_ballot_as_the_rules_say() {
    let votes = ranked("ABC", &[(5, "A"), (3, "B"), (2, "AB B"), (1, "C AC A")]);
    let counts = |overvote| {
        let result = irv(&votes, overvote, Skipped::Unlimited);
        let last = result.rounds.last().unwrap().clone();
        (winners(&result), last.exhausted.to_string())
    };
    assert_eq!(counts(Overvote::Skip), ("A".into(), "0".into()));
    assert_eq!(counts(Overvote::Exhaust), ("A".into(), "3".into()));
    // Once C is out, only A is left of `AC`, and the ballot counts for it.
    assert_eq!(counts(Overvote::ExhaustIfMultipleContinuing), ("A".into(), "2".into()));
}

#[test]
fn skipped_ranks_end_a_ballot_only_beyond_the_limit() {
    let votes = ranked("AB", &[(2, "A"), (3, "- B"), (1, "- - B")]);
    let first = |skipped| irv(&votes, Overvote::Skip, skipped).counts[1].votes;
    assert_eq!(first(Skipped::Unlimited), 4);
    assert_eq!(first(Skipped::AtMost(1)), 3);
    assert_eq!(first(Skipped::AtMost(0)), 0);
}

#[test]
fn an_empty_ballot_is_exhausted_and_an_option_named_twice_counts_once() {
    let votes = ranked("AB", &[(2, "A A B"), (1, ""), (1, "B")]);
    let result = irv(&votes, Overvote::Skip, Skipped::AtMost(0));
    assert_eq!(winners(&result), "A");
    assert_eq!(result.rounds[0].exhausted.to_string(), "1");
}

#[test]
fn surpluses_move_at_a_value_cut_off_after_five_decimals() {
    // Quota of 10 votes and 2 seats: 4. A has 6, so each paper moves on at 2/6.
    let votes = ranked("ABC", &[(5, "A B"), (1, "A"), (2, "B"), (2, "C")]);
    let method = Method::named("ranked-stv").unwrap().with_seats(2.try_into().unwrap());
    let result = count(&votes, &method, &Terms::default()).unwrap();
    assert_eq!(winners(&result), "AB");
    assert_eq!(result.rounds[1].votes[1].votes.to_string(), "3.66665");
    assert_eq!(result.rounds[1].exhausted.to_string(), "0.33335");
}

#[test]
fn as_many_as_there_are_seats_are_elected_without_a_quota() {
    let votes = ranked("AB", &[(3, "A")]);
    let method = Method::named("ranked-stv").unwrap().with_seats(3.try_into().unwrap());
    let result = count(&votes, &method, &Terms::default()).unwrap();
    assert_eq!(winners(&result), "AB");
}

fn approvals(options: &str, ballots: &[(u64, &str)]) -> Profile {
    let mut profile = Profile::new(keys(options));
    for (weight, ballot) in ballots {
        let set = ballot.chars().map(|c| options.find(c).unwrap()).collect();
        profile.push(*weight, None, Choice::Options(set)).unwrap();
    }
    profile
}

fn money(budget: u64, options: &str, costs: &[u64]) -> Budget {
    Budget { budget, costs: keys(options).into_iter().zip(costs.iter().copied()).collect() }
}

#[test]
fn a_greedy_budget_passes_over_what_is_too_dear() {
    let votes = approvals("ABC", &[(5, "A"), (4, "B"), (3, "C")]);
    let method = Method::BudgetGreedy(money(100, "ABC", &[70, 40, 30]));
    let result = count(&votes, &method, &Terms::default()).unwrap();
    assert_eq!(winners(&result), "AC");
    assert_eq!(result.spending.unwrap().spent, 100);
}

#[test]
fn equal_votes_for_the_same_money_are_settled_openly() {
    let votes = approvals("AB", &[(2, "A"), (2, "B")]);
    let method = Method::BudgetGreedy(money(100, "AB", &[60, 60]));
    let result = count(&votes, &method, &Terms::default()).unwrap();
    assert_eq!((winners(&result).as_str(), &result.ties[0].breaker), ("A", &Breaker::ListOrder));
}

#[test]
fn equal_shares_give_a_minority_its_part_of_the_budget() {
    // 60 of 100 voters would take the whole budget by votes alone.
    let votes = approvals("ABCD", &[(60, "ABC"), (40, "D")]);
    let costs = [300, 300, 300, 400];
    let greedy = Method::BudgetGreedy(money(1000, "ABCD", &costs));
    assert_eq!(winners(&count(&votes, &greedy, &Terms::default()).unwrap()), "ABC");
    let shares = Method::BudgetMes(money(1000, "ABCD", &costs));
    let result = count(&votes, &shares, &Terms::default()).unwrap();
    assert_eq!(winners(&result), "ABD");
    assert_eq!(result.spending.unwrap().spent, 1000);
}

#[test]
fn shares_are_raised_until_the_budget_is_used() {
    // At 10 each, nobody can pay; at 20 each, both supporters of A can.
    let votes = approvals("AB", &[(2, "A"), (8, "")]);
    let method = Method::BudgetMes(money(100, "AB", &[40, 90]));
    let result = count(&votes, &method, &Terms::default()).unwrap();
    assert_eq!(winners(&result), "A");
    assert!(result.explanation.iter().any(|said| said.key == "shares-raised"));
}

prop_compose! {
    fn any_profile()(ballots in prop::collection::vec(
        (1_u64..30, prop::collection::vec(prop::collection::vec(0_usize..5, 0..3), 0..6)),
        0..25,
    )) -> Profile {
        let mut profile = Profile::new(keys("ABCDE"));
        for (weight, ranks) in ballots {
            profile.push(weight, None, Choice::Ranking(Ranking::new(ranks))).unwrap();
        }
        profile
    }
}

proptest! {
    #[test]
    fn ranked_counts_end_with_as_many_winners_as_seats_and_lose_no_vote(
        profile in any_profile(),
        seats in 1_u32..4,
    ) {
        let terms = Terms { seed: Some("s".parse().unwrap()), ..Terms::default() };
        let stv = Method::named("ranked-stv").unwrap().with_seats(seats.try_into().unwrap());
        for method in [stv, Method::named("ranked-irv").unwrap()] {
            let result = count(&profile, &method, &terms).unwrap();
            let chosen = if matches!(method, Method::RankedStv { .. }) { seats } else { 1 };
            if result.result == Verdict::Won {
                prop_assert_eq!(result.winners.len(), usize::try_from(chosen).unwrap());
            } else {
                prop_assert_eq!(result.result, Verdict::NoQuorum);
            }
            let sums: Vec<u64> = result.rounds.iter().map(|round| {
                let votes: u64 = round.votes.iter().map(|line| line.votes.parts()).sum();
                votes + round.exhausted.parts()
            }).collect();
            prop_assert!(sums.windows(2).all(|pair| pair[0] == pair[1]), "{:?}", sums);
        }
    }

    #[test]
    fn budgets_are_never_exceeded(
        ballots in prop::collection::vec((1_u64..9, prop::collection::btree_set(0_usize..5, 0..5)), 0..12),
        costs in prop::collection::vec(1_u64..200, 5),
        budget in 0_u64..500,
    ) {
        let mut profile = Profile::new(keys("ABCDE"));
        for (weight, set) in ballots {
            profile.push(weight, None, Choice::Options(set)).unwrap();
        }
        let money = money(budget, "ABCDE", &costs);
        for method in [Method::BudgetGreedy(money.clone()), Method::BudgetMes(money)] {
            let result = count(&profile, &method, &Terms::default()).unwrap();
            prop_assert!(result.spending.is_some_and(|s| s.spent <= s.budget));
        }
    }
}
