//! One winner from weak orders: the beat path method with a default option.
//!
//! The steps are those of the Debian constitution, A.6: options below the quorum or without their
//! majority against the default option are left out; then the Schwartz set is reduced by dropping
//! its weakest defeats, where a defeat is weaker if fewer votes win it, and among those if more
//! votes lose it. Schulze (2011) showed that the strongest beat paths give the same winners, and
//! they give a ranking of all options too.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Working;
use super::runoff::ballots;
use crate::keys::OptionKey;
use crate::outcome::{Count, DropReason, Pairwise, TieStage, Verdict};
use crate::share::Ratio;

/// A matrix over options.
type Matrix<T> = Vec<Vec<T>>;

/// How strong a defeat or a chain of defeats is: more winning votes, then fewer losing ones. No
/// chain at all is the weakest.
type Strength = Option<(u64, Reverse<u64>)>;

pub(super) fn count(
    mut working: Working<'_>,
    default: Option<&OptionKey>,
    ratios: &BTreeMap<OptionKey, Ratio>,
) -> Count {
    let votes = pairwise(&working);
    let all: Vec<usize> = (0..working.options()).collect();
    let options = working.keys(&all);
    working.sheet().pairwise = Some(Pairwise { options, votes: votes.clone() });
    if working.weight() == 0 {
        working.say("nobody-voted", []);
        return working.finish(Verdict::NoQuorum);
    }
    let default = all.iter().copied().find(|p| default.is_some() && working.key(*p) == default);
    let left = match default {
        Some(default) => admitted(&mut working, &votes, default, ratios),
        None => all,
    };
    if let (Some(default), [_]) = (default, &left[..]) {
        return finish_without_options(working, default);
    }
    let paths = strongest_paths(&votes, &left);
    let ranking = ranking(&paths, &left);
    let named = ranking.iter().map(|group| working.keys(group)).collect();
    working.sheet().ranking = named;
    let Some(best) = ranking.first() else {
        return working.finish(Verdict::Tied);
    };
    let winner = match best[..] {
        [winner] => Some(winner),
        _ => working
            .break_final_tie(TieStage::Winner, best, 1, default)
            .and_then(|chosen| chosen.first().copied()),
    };
    let Some(winner) = winner else {
        return working.finish(Verdict::Tied);
    };
    explain(&mut working, winner, &left, &votes, &paths);
    finish(working, winner, default)
}

/// In row a and column b, the votes that prefer a to b. Options that a ballot does not rank are
/// equal to each other and after all that it ranks.
fn pairwise(working: &Working<'_>) -> Matrix<u64> {
    let options = working.options();
    let mut votes = vec![vec![0; options]; options];
    for (ranking, weight) in ballots(working) {
        let positions = ranking.positions(options);
        for (row, own) in votes.iter_mut().zip(&positions) {
            for (cell, other) in row.iter_mut().zip(&positions) {
                if own < other {
                    *cell += weight;
                }
            }
        }
    }
    votes
}

fn at<T: Copy + Default>(matrix: &Matrix<T>, row: usize, column: usize) -> T {
    matrix.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
}

/// The options that meet the quorum and their majority against the default option, with it.
fn admitted(
    working: &mut Working<'_>,
    votes: &Matrix<u64>,
    default: usize,
    ratios: &BTreeMap<OptionKey, Ratio>,
) -> Vec<usize> {
    let mut left = Vec::new();
    for place in 0..working.options() {
        let (for_it, against) = (at(votes, place, default), at(votes, default, place));
        if place == default {
            left.push(place);
        } else if !working.approval_is_met(Some(place), for_it) {
            working.drop_option(place, DropReason::Quorum);
        } else {
            let ratio = working.key(place).and_then(|key| ratios.get(key)).copied();
            let ratio = ratio.unwrap_or(Ratio::ONE);
            if ratio.is_reached_by(for_it, against) && for_it > against {
                left.push(place);
                continue;
            }
            let facts = [
                ("option", working.name(place)),
                ("for", for_it.into()),
                ("against", against.into()),
                ("ratio", ratio.to_string().into()),
            ];
            working.say("dropped-majority", facts);
            working.drop_option(place, DropReason::Majority);
        }
    }
    left
}

/// The strongest chain of defeats from each option to each other (Floyd and Warshall).
fn strongest_paths(votes: &Matrix<u64>, left: &[usize]) -> Matrix<Strength> {
    let defeat = |a: usize, b: usize| {
        let (win, lose) = (at(votes, a, b), at(votes, b, a));
        (win > lose).then_some((win, Reverse(lose)))
    };
    let options = votes.len();
    let mut paths: Matrix<Strength> = vec![vec![None; options]; options];
    for (a, row) in paths.iter_mut().enumerate().filter(|(a, _)| left.contains(a)) {
        for b in left {
            if let Some(cell) = row.get_mut(*b) {
                *cell = defeat(a, *b);
            }
        }
    }
    for via in left {
        let onwards = paths.get(*via).cloned().unwrap_or_default();
        for row in &mut paths {
            let first = row.get(*via).copied().unwrap_or_default();
            for (cell, second) in row.iter_mut().zip(&onwards) {
                *cell = (*cell).max(first.min(*second));
            }
        }
    }
    paths
}

/// Whether the chains from a to b are stronger than those back.
fn beats(paths: &Matrix<Strength>, a: usize, b: usize) -> bool {
    a != b && at(paths, a, b) > at(paths, b, a)
}

/// The options in groups: those that nobody else beats, then those that nobody left beats, and so
/// on.
fn ranking(paths: &Matrix<Strength>, left: &[usize]) -> Vec<Vec<usize>> {
    let mut left = left.to_vec();
    let mut ranking = Vec::new();
    while !left.is_empty() {
        let unbeaten = |a: &usize| !left.iter().any(|b| beats(paths, *b, *a));
        let (best, rest): (Vec<_>, Vec<_>) = left.iter().copied().partition(unbeaten);
        if best.is_empty() {
            // Cannot be: the relation is transitive (Schulze 2011, section 4.1).
            ranking.push(rest);
            break;
        }
        ranking.push(best);
        left = rest;
    }
    ranking
}

fn explain(
    working: &mut Working<'_>,
    winner: usize,
    left: &[usize],
    votes: &Matrix<u64>,
    paths: &Matrix<Strength>,
) {
    for other in left.iter().filter(|other| **other != winner) {
        let direct = (at(votes, winner, *other), at(votes, *other, winner));
        let (key, (for_it, against)) = if direct.0 > direct.1 {
            ("pair", direct)
        } else if let Some((for_it, Reverse(against))) = at(paths, winner, *other) {
            ("path", (for_it, against))
        } else {
            continue;
        };
        let names = [("option", working.name(winner)), ("other", working.name(*other))];
        let [option, other] = names;
        working.say(key, [option, other, ("for", for_it.into()), ("against", against.into())]);
    }
}

/// The end of a vote in which all options but the default were left out.
fn finish_without_options(mut working: Working<'_>, default: usize) -> Count {
    working.say("nothing-left", [("option", working.name(default))]);
    let key = working.keys(&[default]);
    let sheet = working.sheet();
    sheet.ranking = vec![key.clone()];
    sheet.winners = key;
    let quorum = sheet.dropped.iter().all(|dropped| dropped.why == DropReason::Quorum);
    working.finish(if quorum { Verdict::NoQuorum } else { Verdict::Rejected })
}

fn finish(mut working: Working<'_>, winner: usize, default: Option<usize>) -> Count {
    if default != Some(winner) {
        return working.finish_won(&[winner]);
    }
    working.say("default-wins", [("option", working.name(winner))]);
    let winners = working.keys(&[winner]);
    working.sheet().winners = winners;
    working.finish(Verdict::Rejected)
}

#[cfg(test)]
mod tests;
