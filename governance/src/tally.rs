//! From a decision and its ballots to the outcome.

use crate::ballot::{Ballot, BallotReport, Screened, screen};
use crate::count::{CountError, Profile, Terms, count};
use crate::decision::Decision;
use crate::delegation::{Delegation, DelegationReport, Resolved, resolve};
use crate::outcome::{Outcome, Turnout};
use crate::sentence::Sentence;

/// Counts a decision. The same input gives the same [`Outcome`] everywhere, in whatever order the
/// delegations and ballots come.
pub fn tally(
    decision: &Decision,
    delegations: &[Delegation],
    ballots: &[Ballot],
) -> Result<Outcome, CountError> {
    decision.check()?;
    let Screened { choices, report } = screen(decision, ballots);
    let Resolved { weights, report: delegations } = resolve(decision, delegations, choices.keys());
    let direct = as_votes(choices.len());
    let mut profile = Profile::new(decision.ballot_options());
    for (member, choice) in choices {
        let weight = weights.get(&member).copied().unwrap_or(1);
        profile.push(weight, Some(member), choice)?;
    }
    let turnout = Turnout {
        roll: as_votes(decision.roll.len()),
        direct,
        delegated: profile.weight().saturating_sub(direct),
        uncast: as_votes(delegations.uncast.len()).saturating_add(over_cap(&delegations)),
    };
    let terms = Terms {
        quorum: decision.quorum,
        roll: Some(turnout.roll),
        tie: decision.tie.clone(),
        seed: decision.seed.clone(),
        rulings: decision.rulings.clone(),
        sums_only: false,
    };
    let mut count = count(&profile, &decision.method, &terms)?;
    count.explanation.splice(0..0, preamble(&turnout, &report, &delegations));
    Ok(Outcome {
        decision: decision.id.clone(),
        question: decision.question.clone(),
        method: decision.method.clone(),
        turnout,
        count,
        ballots: report,
        delegations,
        sealed: None,
    })
}

pub(crate) fn as_votes(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn over_cap(delegations: &DelegationReport) -> u64 {
    delegations.over_cap.iter().map(|over| over.votes).sum()
}

/// Who voted and what became of the ballots, in sentences.
pub(crate) fn preamble(
    turnout: &Turnout,
    report: &BallotReport,
    delegations: &DelegationReport,
) -> Vec<Sentence> {
    let facts = [("roll", turnout.roll.into()), ("direct", turnout.direct.into())];
    let mut said = vec![Sentence::new("roll", facts)];
    let some = [
        ("delegated", turnout.delegated),
        ("uncast", as_votes(delegations.uncast.len())),
        ("over-cap", over_cap(delegations)),
        ("refused", as_votes(report.refused.len())),
        ("replaced", as_votes(report.replaced.len())),
        ("late", as_votes(report.late.len())),
    ];
    for (key, number) in some.into_iter().filter(|(_, number)| *number > 0) {
        said.push(Sentence::new(key, [(key, number.into())]));
    }
    said
}

#[cfg(test)]
mod tests;
