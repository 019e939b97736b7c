use super::*;
use crate::choice::{Choice, Ranking};
use crate::count::{Profile, Terms, count as count_profile};
use crate::decision::{Quorum, TieRule};
use crate::method::Method;
use proptest::prelude::*;

/// Ballots as letters, best first: `("ACBED", 5)`.
fn profile(options: &str, ballots: &[(u64, &str)]) -> Profile {
    let keys = options.chars().map(|c| c.to_string().parse().unwrap()).collect();
    let mut profile = Profile::new(keys);
    for (weight, order) in ballots {
        let order = order.chars().map(|c| options.find(c).unwrap());
        profile.push(*weight, None, Choice::Ranking(Ranking::strict(order))).unwrap();
    }
    profile
}

fn method(default: Option<&str>, ratios: &[(&str, &str)]) -> Method {
    Method::RankedSchulze {
        default: default.map(|name| name.parse().unwrap()),
        ratios: ratios.iter().map(|(n, r)| (n.parse().unwrap(), r.parse().unwrap())).collect(),
    }
}

fn run(profile: &Profile, method: &Method, terms: &Terms) -> Count {
    count_profile(profile, method, terms).unwrap()
}

fn order(count: &Count) -> String {
    let group = |keys: &Vec<OptionKey>| keys.iter().map(OptionKey::as_str).collect::<String>();
    count.ranking.iter().map(group).collect::<Vec<_>>().join(">")
}

#[test]
fn the_example_of_forty_five_voters_comes_out_as_published() {
    let votes = [
        (5, "ACBED"),
        (5, "ADECB"),
        (8, "BEDAC"),
        (3, "CABED"),
        (7, "CAEBD"),
        (2, "CBADE"),
        (7, "DCEBA"),
        (8, "EBADC"),
    ];
    let count = run(&profile("ABCDE", &votes), &method(None, &[]), &Terms::default());
    assert_eq!(order(&count), "E>A>C>B>D");
    let said: Vec<String> = count.explanation.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
No quorum is asked for.
E is preferred to A, 23 to 22.
E is preferred to B, 27 to 18.
E beats C along a chain whose weakest link is 28 to 17.
E is preferred to D, 31 to 14.
Chosen: E.
");
}

#[test]
fn a_majority_of_three_to_one_is_reached_by_thirty_to_ten_and_not_by_less() {
    for (for_it, against, verdict) in
        [(30, 10, Verdict::Won), (29, 10, Verdict::Rejected), (0, 0, Verdict::Rejected)]
    {
        let votes = [(for_it, "AD"), (against, "DA"), (7, "")];
        let rules = method(Some("D"), &[("A", "3/1")]);
        let count = run(&profile("AD", &votes), &rules, &Terms::default());
        assert_eq!(count.result, verdict, "{for_it}:{against}");
    }
}

#[test]
fn fifteen_meet_a_quorum_of_fifteen_and_fourteen_do_not() {
    let terms = Terms { quorum: Quorum::Approval { votes: 15 }, ..Terms::default() };
    let rules = method(Some("D"), &[]);
    let met = run(&profile("AD", &[(15, "AD"), (3, "DA")]), &rules, &terms);
    assert_eq!(met.result, Verdict::Won);
    let missed = run(&profile("AD", &[(14, "AD"), (3, "DA")]), &rules, &terms);
    assert_eq!(missed.result, Verdict::NoQuorum);
    assert_eq!(missed.dropped[0].why, DropReason::Quorum);
}

#[test]
fn options_that_are_not_ranked_are_below_all_that_are() {
    // Read as "no opinion", B would win by 3 to 2.
    let count = run(&profile("ABD", &[(4, "A"), (3, "BA")]), &method(None, &[]), &Terms::default());
    assert_eq!(order(&count), "A>B>D");
    assert_eq!(count.pairwise.unwrap().votes, [[0, 4, 7], [3, 0, 3], [0, 0, 0]]);
}

#[test]
fn the_default_option_wins_a_tie_by_the_status_quo_and_others_need_a_rule() {
    let votes = profile("ABD", &[(5, "AB"), (5, "BA")]);
    let rules = method(Some("D"), &[]);
    let tied = run(&votes, &rules, &Terms::default());
    assert_eq!((tied.result, order(&tied).as_str()), (Verdict::Tied, "AB>D"));
    let chair = TieRule::Chair { choice: Some("B".parse().unwrap()) };
    let decided = run(&votes, &rules, &Terms { tie: chair, ..Terms::default() });
    assert_eq!(decided.winners[0].as_str(), "B");
}

/// The text of A.6 itself: reduce to the Schwartz set, drop its weakest defeats, repeat.
fn schwartz_sequential_dropping(votes: &Matrix<u64>) -> Vec<usize> {
    let mut left: Vec<usize> = (0..votes.len()).collect();
    let mut defeats: Vec<(usize, usize)> = Vec::new();
    for a in 0..votes.len() {
        defeats.extend((0..votes.len()).filter(|b| votes[a][*b] > votes[*b][a]).map(|b| (a, b)));
    }
    loop {
        let within = |left: &[usize], defeats: &[(usize, usize)]| {
            let inside = |d: &&(usize, usize)| left.contains(&d.0) && left.contains(&d.1);
            defeats.iter().filter(inside).copied().collect::<Vec<_>>()
        };
        let mut reach = within(&left, &defeats);
        loop {
            let more: Vec<(usize, usize)> = reach
                .iter()
                .flat_map(|(a, b)| reach.iter().filter(move |(c, _)| c == b).map(|(_, d)| (*a, *d)))
                .filter(|pair| !reach.contains(pair))
                .collect();
            if more.is_empty() {
                break;
            }
            reach.extend(more);
            reach.sort_unstable();
            reach.dedup();
        }
        // Out goes whoever is reached by somebody that they do not reach back.
        let stays = |b: &usize| {
            left.iter().all(|a| !reach.contains(&(*a, *b)) || reach.contains(&(*b, *a)))
        };
        left = left.iter().copied().filter(stays).collect();
        let inside = within(&left, &defeats);
        let weight = |d: &(usize, usize)| (votes[d.0][d.1], Reverse(votes[d.1][d.0]));
        let Some(weakest) = inside.iter().map(weight).min() else { return left };
        defeats.retain(|d| !inside.contains(d) || weight(d) != weakest);
    }
}

proptest! {
    #[test]
    fn beat_paths_choose_whom_sequential_dropping_chooses(
        options in 2_usize..7,
        cells in prop::collection::vec(0_u64..6, 49),
    ) {
        let votes: Matrix<u64> =
            (0..options).map(|a| (0..options).map(|b| cells[7 * a + b]).collect()).collect();
        let left: Vec<usize> = (0..options).collect();
        let paths = strongest_paths(&votes, &left);
        let ranking = ranking(&paths, &left);
        prop_assert_eq!(&ranking[0], &schwartz_sequential_dropping(&votes));
        prop_assert_eq!(ranking.concat().len(), options);
    }
}
