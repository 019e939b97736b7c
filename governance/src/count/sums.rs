//! Methods that add up: plurality, approval, score and dots. The highest sums win the seats.

use std::cmp::Ordering;

use super::{Working, working};
use crate::choice::Choice;
use crate::method::Seats;
use crate::outcome::{Breaker, Count, DropReason, TieStage, Verdict, Votes};
use crate::sentence::Sentence;

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One for each option that a ballot names.
    Marks,
    /// Points; ties are broken by preference and then by full scores.
    Points {
        /// The full score.
        max: u32,
    },
    /// Dots.
    Dots,
}

pub(super) fn count(mut working: Working<'_>, kind: Kind, seats: Seats) -> Count {
    let sums = sums(&working);
    let word = if kind == Kind::Marks { "option-votes" } else { "option-score" };
    working.set_votes(&sums, word);
    working.rank_by(&sums);
    if working.weight() == 0 {
        working.say("nobody-voted", []);
        return working.finish(Verdict::NoQuorum);
    }
    let eligible = eligible(&mut working, &sums);
    if eligible.is_empty() {
        return finish_empty(working);
    }
    let seats = usize::try_from(seats.get()).unwrap_or(usize::MAX);
    match fill(&mut working, kind, &sums, eligible, seats) {
        Some(winners) => working.finish_won(&winners),
        None => working.finish(Verdict::Tied),
    }
}

/// Nothing left to choose: for want of a quorum, or because nobody named an option.
fn finish_empty(mut working: Working<'_>) -> Count {
    if working.sheet().dropped.is_empty() {
        working.say("nothing-chosen", []);
        working.finish(Verdict::Rejected)
    } else {
        working.finish(Verdict::NoQuorum)
    }
}

/// Votes or points of each option.
pub(super) fn sums(working: &Working<'_>) -> Vec<u64> {
    let mut sums = vec![0; working.options()];
    for cast in working.casts() {
        for (place, sum) in sums.iter_mut().enumerate() {
            *sum += cast.weight * value(&cast.choice, place);
        }
    }
    sums
}

/// How many ballots, by weight, give an option anything at all.
fn supporters(working: &Working<'_>, place: usize) -> u64 {
    let supports = |choice: &Choice| value(choice, place) > 0;
    working.casts().filter(|cast| supports(&cast.choice)).map(|cast| cast.weight).sum()
}

/// What a ballot gives to an option.
pub(super) fn value(choice: &Choice, place: usize) -> u64 {
    match choice {
        Choice::Options(set) => u64::from(set.contains(&place)),
        Choice::Points(points) => points.get(place).copied().map_or(0, u64::from),
        _ => 0,
    }
}

pub(super) fn counts(working: &Working<'_>) -> (Vec<Votes>, Sentence) {
    let sums = sums(working);
    let votes = sums.iter().enumerate().filter_map(|(place, votes)| {
        Some(Votes { of: working.key(place)?.as_str().into(), votes: *votes })
    });
    let most = sums.iter().max().copied().unwrap_or(0);
    let leading: Vec<usize> = (0..sums.len()).filter(|p| sums.get(*p) == Some(&most)).collect();
    (votes.collect(), Sentence::new("most-votes", [("options", working.names(&leading))]))
}

/// The options that somebody chose and that meet a quorum per option.
pub(super) fn eligible(working: &mut Working<'_>, sums: &[u64]) -> Vec<usize> {
    let mut eligible = Vec::new();
    for (place, sum) in sums.iter().enumerate() {
        let reached = supporters(working, place);
        if !working.approval_is_met(Some(place), reached) {
            working.drop_option(place, DropReason::Quorum);
        } else if *sum > 0 {
            eligible.push(place);
        }
    }
    eligible
}

/// Fills the seats from the top; none if a tie for the last one stays open.
fn fill(
    working: &mut Working<'_>,
    kind: Kind,
    sums: &[u64],
    eligible: Vec<usize>,
    seats: usize,
) -> Option<Vec<usize>> {
    let mut winners = Vec::new();
    for group in working::groups(sums, eligible) {
        let free = seats - winners.len();
        if free == 0 {
            break;
        }
        if group.len() <= free {
            winners.extend(group);
            continue;
        }
        match kind {
            Kind::Points { max } if free == 1 => {
                winners.push(break_score_tie(working, TieStage::Winner, &group, max)?);
            }
            _ => winners.extend(working.break_final_tie(TieStage::Winner, &group, free, None)?),
        }
    }
    Some(winners)
}

/// Ties of scores: preferred to all other equal ones, then most full scores, then the rule.
pub(super) fn break_score_tie(
    working: &mut Working<'_>,
    stage: TieStage,
    tied: &[usize],
    max: u32,
) -> Option<usize> {
    let preferred = tied.iter().copied().find(|a| {
        let beats = |b: &usize| b == a || compare(working, *a, *b) == Ordering::Greater;
        tied.iter().all(beats)
    });
    if let Some(place) = preferred {
        return Some(settle(working, stage, tied, Breaker::HeadToHead, place));
    }
    let full: Vec<u64> = (0..working.options()).map(|p| full_scores(working, p, max)).collect();
    let top = working::groups(&full, tied.iter().copied()).into_iter().next()?;
    if let [place] = top[..] {
        return Some(settle(working, stage, tied, Breaker::TopScores, place));
    }
    working.break_final_tie(stage, &top, 1, None)?.first().copied()
}

fn settle(
    working: &mut Working<'_>,
    stage: TieStage,
    tied: &[usize],
    breaker: Breaker,
    place: usize,
) -> usize {
    working.say("tie", [("options", working.names(tied))]);
    working.say_broken(&breaker, &[place]);
    working.note_tie(stage, tied, breaker, &[place]);
    place
}

/// Ballots that score one option above the other, by weight: for the first, for the second.
pub(super) fn head_to_head(working: &Working<'_>, a: usize, b: usize) -> (u64, u64) {
    let (mut for_a, mut for_b) = (0, 0);
    for cast in working.casts() {
        match value(&cast.choice, a).cmp(&value(&cast.choice, b)) {
            Ordering::Greater => for_a += cast.weight,
            Ordering::Less => for_b += cast.weight,
            Ordering::Equal => {}
        }
    }
    (for_a, for_b)
}

fn compare(working: &Working<'_>, a: usize, b: usize) -> Ordering {
    let (for_a, for_b) = head_to_head(working, a, b);
    for_a.cmp(&for_b)
}

fn full_scores(working: &Working<'_>, place: usize, max: u32) -> u64 {
    let full = |choice: &Choice| value(choice, place) == u64::from(max);
    working.casts().filter(|cast| full(&cast.choice)).map(|cast| cast.weight).sum()
}
