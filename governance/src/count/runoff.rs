//! What instant runoff and the transferable vote share: for whom a ballot counts at the moment.

use std::collections::BTreeSet;

use super::{Cast, Working};
use crate::choice::{Choice, Ranking};
use crate::method::{Overvote, Reading, Skipped};
use crate::outcome::{Fixed, Round, RoundVotes, Votes};
use crate::sentence::Sentence;

/// The option that a ballot counts for among those still in the count; none if it is exhausted.
pub(super) fn current(
    ranking: &Ranking,
    reading: Reading,
    continuing: &BTreeSet<usize>,
) -> Option<usize> {
    let mut skipped = 0_u32;
    for rank in ranking.ranks() {
        match rank[..] {
            [] => {
                skipped += 1;
                if matches!(reading.skipped, Skipped::AtMost(most) if skipped > most) {
                    return None;
                }
                continue;
            }
            [option] if continuing.contains(&option) => return Some(option),
            [_] => {}
            _ => match at_overvote(rank, reading.overvote, continuing) {
                Next::Passes => {}
                Next::Counts(option) => return Some(option),
                Next::Exhausted => return None,
            },
        }
        skipped = 0;
    }
    None
}

enum Next {
    Passes,
    Counts(usize),
    Exhausted,
}

fn at_overvote(rank: &[usize], rule: Overvote, continuing: &BTreeSet<usize>) -> Next {
    let mut left = rank.iter().filter(|option| continuing.contains(option));
    match (rule, left.next(), left.next()) {
        (Overvote::Exhaust, ..) | (_, Some(_), Some(_)) if rule != Overvote::Skip => {
            Next::Exhausted
        }
        (Overvote::ExhaustIfMultipleContinuing, Some(one), None) => Next::Counts(*one),
        _ => Next::Passes,
    }
}

/// The ranked ballots with their weights.
pub(super) fn ballots<'a>(working: &Working<'a>) -> Vec<(&'a Ranking, u64)> {
    let ranked = |cast: &'a Cast| match &cast.choice {
        Choice::Ranking(ranking) => Some((ranking, cast.weight)),
        _ => None,
    };
    working.casts().filter_map(ranked).collect()
}

/// Votes by first choice, without a verdict.
pub(super) fn first_choices(working: &Working<'_>) -> (Vec<Votes>, Sentence) {
    let all: BTreeSet<usize> = (0..working.options()).collect();
    let mut sums = vec![0; working.options()];
    for (ranking, weight) in ballots(working) {
        let first = current(ranking, Reading::default(), &all);
        if let Some(sum) = first.and_then(|option| sums.get_mut(option)) {
            *sum += weight;
        }
    }
    let most = sums.iter().max().copied().unwrap_or(0);
    let leading: Vec<usize> = (0..sums.len()).filter(|p| sums.get(*p) == Some(&most)).collect();
    let votes = sums.iter().enumerate().filter_map(|(place, votes)| {
        Some(Votes { of: working.key(place)?.as_str().into(), votes: *votes })
    });
    (votes.collect(), Sentence::new("most-votes", [("options", working.names(&leading))]))
}

/// Writes a round down, with votes in hundred-thousandths.
pub(super) fn note_round(
    working: &mut Working<'_>,
    parts: &[u64],
    shown: impl Fn(usize) -> bool,
    exhausted: u64,
) {
    let votes = parts.iter().enumerate().filter(|(place, _)| shown(*place));
    let votes = votes.filter_map(|(place, parts)| {
        let option = working.key(place)?.clone();
        Some(RoundVotes { option, votes: Fixed::from_parts(*parts) })
    });
    let votes = votes.collect();
    let rounds = &mut working.sheet().rounds;
    let number = u64::try_from(rounds.len()).unwrap_or(u64::MAX).saturating_add(1);
    let exhausted = Fixed::from_parts(exhausted);
    let (elected, eliminated) = (Vec::new(), Vec::new());
    rounds.push(Round { number, votes, exhausted, elected, eliminated, surplus_of: None });
}

/// The number of the round that was written down last.
pub(super) fn round_number(working: &mut Working<'_>) -> u64 {
    working.sheet().rounds.last().map_or(0, |round| round.number)
}
