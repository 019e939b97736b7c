//! Yes or no by a share of the votes, compared by integer cross multiplication.

use super::{CountError, Working};
use crate::choice::Choice;
use crate::method::Base;
use crate::outcome::{Count, Verdict, Votes};
use crate::sentence::Sentence;
use crate::share::Share;

pub(super) fn count(
    mut working: Working<'_>,
    threshold: Share,
    strict: bool,
    base: Base,
) -> Result<Count, CountError> {
    let [yes, no, _] = sums(&working);
    let whole = match base {
        Base::Cast => yes + no,
        Base::Roll => working.roll().ok_or(CountError::RollUnknown)?,
    };
    let (counts, sentence) = counts(&working);
    working.sheet().counts = counts;
    working.add(sentence);
    if !working.approval_is_met(None, yes) {
        return Ok(working.finish(Verdict::NoQuorum));
    }
    if yes == 0 && no == 0 {
        working.say("majority-empty", []);
        return Ok(working.finish(Verdict::Rejected));
    }
    let passed = if strict {
        threshold.is_exceeded_by(yes, whole)
    } else {
        threshold.is_reached_by(yes, whole)
    };
    let facts =
        [("threshold", threshold.to_string().into()), ("base", whole.into()), ("yes", yes.into())];
    working.say(if strict { "majority-more-than" } else { "majority-at-least" }, facts);
    working.say(if passed { "majority-passed" } else { "majority-failed" }, []);
    Ok(working.finish(if passed { Verdict::Adopted } else { Verdict::Rejected }))
}

fn sums(working: &Working<'_>) -> [u64; 3] {
    let (mut yes, mut no, mut abstain) = (0, 0, 0);
    for cast in working.casts() {
        match cast.choice {
            Choice::Yes => yes += cast.weight,
            Choice::No => no += cast.weight,
            _ => abstain += cast.weight,
        }
    }
    [yes, no, abstain]
}

pub(super) fn counts(working: &Working<'_>) -> (Vec<Votes>, Sentence) {
    let [yes, no, abstain] = sums(working);
    let lines = [("yes", yes), ("no", no), ("abstain", abstain)];
    let facts = lines.map(|(name, votes)| (name, votes.into()));
    let counts = lines.map(|(of, votes)| Votes { of: of.into(), votes }).into();
    (counts, Sentence::new("majority-counts", facts))
}
