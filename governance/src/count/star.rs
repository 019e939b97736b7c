//! STAR: the two highest sums of points, then the one that more ballots score above the other.

use super::{Working, sums, working};
use crate::outcome::{Count, TieStage, Verdict};

pub(super) fn count(mut working: Working<'_>, max: u32) -> Count {
    let points = sums::sums(&working);
    working.set_votes(&points, "option-score");
    working.rank_by(&points);
    if working.weight() == 0 {
        working.say("nobody-voted", []);
        return working.finish(Verdict::NoQuorum);
    }
    let eligible = sums::eligible(&mut working, &points);
    if eligible.is_empty() {
        working.say("nothing-chosen", []);
        let dropped = !working.sheet().dropped.is_empty();
        return working.finish(if dropped { Verdict::NoQuorum } else { Verdict::Rejected });
    }
    match finalists(&mut working, &points, eligible, max).as_deref() {
        Some(&[only]) => working.finish_won(&[only]),
        Some(&[first, second]) => runoff(working, first, second, max),
        _ => working.finish(Verdict::Tied),
    }
}

/// One or two finalists; none if a tie for the second place stays open.
fn finalists(
    working: &mut Working<'_>,
    points: &[u64],
    eligible: Vec<usize>,
    max: u32,
) -> Option<Vec<usize>> {
    let mut finalists = Vec::new();
    for mut group in working::groups(points, eligible) {
        while finalists.len() < 2 && !group.is_empty() {
            if group.len() <= 2 - finalists.len() {
                finalists.append(&mut group);
                break;
            }
            let place = sums::break_score_tie(working, TieStage::Finalist, &group, max)?;
            group.retain(|other| *other != place);
            finalists.push(place);
        }
    }
    Some(finalists)
}

fn runoff(mut working: Working<'_>, first: usize, second: usize, max: u32) -> Count {
    let (for_first, for_second) = sums::head_to_head(&working, first, second);
    let facts = [
        ("first", working.name(first)),
        ("second", working.name(second)),
        ("for_first", for_first.into()),
        ("for_second", for_second.into()),
    ];
    working.say("star-final", facts);
    let winner = match for_first.cmp(&for_second) {
        std::cmp::Ordering::Greater => Some(first),
        std::cmp::Ordering::Less => Some(second),
        std::cmp::Ordering::Equal => {
            sums::break_score_tie(&mut working, TieStage::Winner, &[first, second], max)
        }
    };
    match winner {
        Some(winner) => working.finish_won(&[winner]),
        None => working.finish(Verdict::Tied),
    }
}
