//! Instant runoff: the option with the fewest ballots leaves until one has most of those left.
//!
//! Options without any ballot leave together, which cannot change who wins. A tie for the fewest
//! falls on the one that had fewer in the most recent earlier round in which they differed.

use std::collections::BTreeSet;

use super::runoff::{ballots, current, note_round, round_number};
use super::working::{Working, groups};
use crate::choice::Ranking;
use crate::method::{Reading, Stop};
use crate::outcome::{Count, Fixed, TieStage, Verdict, Votes};

pub(super) fn count(mut working: Working<'_>, reading: Reading, stop: Stop) -> Count {
    let ballots = ballots(&working);
    let mut left: BTreeSet<usize> = (0..working.options()).collect();
    let mut history: Vec<Vec<u64>> = Vec::new();
    let mut out: Vec<usize> = Vec::new();
    loop {
        let votes = round(&ballots, reading, &left, working.options());
        let continuing: u64 = votes.iter().sum();
        let parts: Vec<u64> = votes.iter().map(|v| Fixed::whole(*v).parts()).collect();
        let exhausted = Fixed::whole(working.weight() - continuing).parts();
        note_round(&mut working, &parts, |place| left.contains(&place), exhausted);
        history.push(votes.clone());
        if history.len() == 1 {
            note_first_choices(&mut working, &votes);
            if let Some(verdict) = too_few(&mut working, &votes, continuing) {
                return working.finish(verdict);
            }
        }
        if let Some(winner) = winner(&mut working, &votes, &left, continuing, stop) {
            return finish(working, winner, &votes, &left, out);
        }
        let Some(leaving) = leaving(&mut working, &votes, &left, &history) else {
            return working.finish(Verdict::Tied);
        };
        note_out(&mut working, &leaving, &votes);
        left.retain(|place| !leaving.contains(place));
        out.extend(leaving);
    }
}

fn round(
    ballots: &[(&Ranking, u64)],
    reading: Reading,
    left: &BTreeSet<usize>,
    options: usize,
) -> Vec<u64> {
    let mut votes = vec![0; options];
    for (ranking, weight) in ballots {
        let option = current(ranking, reading, left);
        if let Some(sum) = option.and_then(|option| votes.get_mut(option)) {
            *sum += weight;
        }
    }
    votes
}

fn of(votes: &[u64], place: usize) -> u64 {
    votes.get(place).copied().unwrap_or(0)
}

fn note_first_choices(working: &mut Working<'_>, votes: &[u64]) {
    for (place, votes) in votes.iter().enumerate() {
        let of = working.key(place).map_or_else(Box::default, |option| option.as_str().into());
        working.sheet().counts.push(Votes { of, votes: *votes });
    }
}

/// The end of a vote that cannot begin: nobody voted, or no option has its quorum of first choices.
fn too_few(working: &mut Working<'_>, votes: &[u64], continuing: u64) -> Option<Verdict> {
    if continuing == 0 {
        working.say("nobody-voted", []);
        return Some(Verdict::NoQuorum);
    }
    if !working.terms.quorum.is_per_option() {
        return None;
    }
    // An elimination count has no meaning without some of its options: the quorum is asked of the
    // vote as a whole, and one option that meets it is enough.
    let mut met = false;
    for (place, votes) in votes.iter().enumerate() {
        met |= working.approval_is_met(Some(place), *votes);
    }
    (!met).then_some(Verdict::NoQuorum)
}

fn winner(
    working: &mut Working<'_>,
    votes: &[u64],
    left: &BTreeSet<usize>,
    continuing: u64,
    stop: Stop,
) -> Option<usize> {
    let best = *groups(votes, left.iter().copied()).first()?.first()?;
    let most = of(votes, best);
    let round = round_number(working);
    let option = ("option", working.name(best));
    if left.len() == 1 {
        working.say("round-last", [("round", round.into()), option, ("votes", most.into())]);
        return Some(best);
    }
    let ends = stop == Stop::Majority || left.len() == 2;
    if !ends || 2 * most <= continuing {
        return None;
    }
    let continuing = ("continuing", continuing.into());
    working
        .say("round-most", [("round", round.into()), option, ("votes", most.into()), continuing]);
    Some(best)
}

/// Who leaves the count; none if a tie stays open.
fn leaving(
    working: &mut Working<'_>,
    votes: &[u64],
    left: &BTreeSet<usize>,
    history: &[Vec<u64>],
) -> Option<Vec<usize>> {
    let mut groups = groups(votes, left.iter().copied());
    let fewest = groups.pop()?;
    let nobody = fewest.iter().all(|place| of(votes, *place) == 0);
    if fewest.len() == 1 || (nobody && !groups.is_empty()) {
        return Some(fewest);
    }
    working.break_round_tie(TieStage::Elimination, &fewest, history).map(|place| vec![place])
}

fn note_out(working: &mut Working<'_>, leaving: &[usize], votes: &[u64]) {
    let fewest = leaving.first().map_or(0, |place| of(votes, *place));
    let round = round_number(working);
    let options = ("options", working.names(leaving));
    working.say("round-out", [("round", round.into()), options, ("votes", fewest.into())]);
    let keys = working.keys(leaving);
    if let Some(round) = working.sheet().rounds.last_mut() {
        round.eliminated = keys;
    }
}

/// The winner first, then those left by votes, then those who left, the last one first.
fn finish(
    mut working: Working<'_>,
    winner: usize,
    votes: &[u64],
    left: &BTreeSet<usize>,
    out: Vec<usize>,
) -> Count {
    let others = left.iter().copied().filter(|place| *place != winner);
    let mut ranking = vec![vec![winner]];
    ranking.extend(groups(votes, others));
    ranking.extend(out.into_iter().rev().map(|place| vec![place]));
    let named = ranking.iter().map(|group| working.keys(group)).collect();
    working.sheet().ranking = named;
    let elected = working.keys(&[winner]);
    if let Some(round) = working.sheet().rounds.last_mut() {
        round.elected = elected;
    }
    working.finish_won(&[winner])
}
