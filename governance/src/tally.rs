//! From a decision and its ballots to the outcome.

use crate::ballot::{Ballot, BallotReport, Screened, screen};
use crate::count::{CountError, Profile, Terms, count};
use crate::decision::Decision;
use crate::outcome::{Outcome, Turnout};
use crate::sentence::Sentence;

/// Counts a decision. The same input gives the same [`Outcome`] everywhere, in whatever order the
/// ballots come.
pub fn tally(decision: &Decision, ballots: &[Ballot]) -> Result<Outcome, CountError> {
    decision.check()?;
    let Screened { choices, report } = screen(decision, ballots);
    let mut profile = Profile::new(decision.ballot_options());
    let turnout = Turnout { roll: as_votes(decision.roll.len()), direct: as_votes(choices.len()) };
    for (member, choice) in choices {
        profile.push(1, Some(member), choice)?;
    }
    let terms = Terms {
        quorum: decision.quorum,
        roll: Some(turnout.roll),
        tie: decision.tie.clone(),
        seed: decision.seed.clone(),
        rulings: decision.rulings.clone(),
    };
    let mut count = count(&profile, &decision.method, &terms)?;
    count.explanation.splice(0..0, preamble(&turnout, &report));
    Ok(Outcome {
        decision: decision.id.clone(),
        question: decision.question.clone(),
        method: decision.method.clone(),
        turnout,
        count,
        ballots: report,
    })
}

fn as_votes(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// Who voted and what became of the ballots, in sentences.
fn preamble(turnout: &Turnout, report: &BallotReport) -> Vec<Sentence> {
    let facts = [("roll", turnout.roll.into()), ("direct", turnout.direct.into())];
    let mut said = vec![Sentence::new("roll", facts)];
    let some = [
        ("refused", report.refused.len()),
        ("replaced", report.replaced.len()),
        ("late", report.late.len()),
    ];
    for (key, number) in some.into_iter().filter(|(_, number)| *number > 0) {
        said.push(Sentence::new(key, [(key, as_votes(number).into())]));
    }
    said
}

#[cfg(test)]
mod tests;
