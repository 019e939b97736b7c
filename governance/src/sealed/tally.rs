//! From sealed ballots and the trustees' openings to the outcome.

use std::collections::{BTreeMap, BTreeSet};

use elastic_elgamal::VerifiableDecryption;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::opening::{self, Opening, OpeningFault};
use super::{Ceremony, Ciphertext, Curve, Keeper, KeeperFault, Poll, SealFault, Seed, Shape};
use crate::ballot::{Ballot, BallotReport, Refused, Screened, screen_as};
use crate::choice::Choice;
use crate::count::{CountError, Profile, Terms, count};
use crate::decision::Decision;
use crate::delegation::DelegationReport;
use crate::keys::{BallotId, MemberKey};
use crate::method::Method;
use crate::outcome::{Outcome, Turnout};
use crate::sentence::Sentence;
use crate::tally::{as_votes, preamble};

/// How a secret vote was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedReport {
    /// The key that ballots were sealed for, in hexadecimal digits.
    pub key: Box<str>,
    /// How many trustees it takes.
    pub needed: usize,
    /// The trustees whose openings of this sum hold.
    pub opened_by: Vec<MemberKey>,
    /// Openings that do not count, each with its reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedOpening>,
    /// The ballots in the sum, by what their voters find them by.
    pub trackers: Vec<Box<str>>,
}

/// An opening that does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RefusedOpening {
    /// Whose.
    pub by: MemberKey,
    /// Why.
    pub why: OpeningFault,
}

/// What became of a sealed ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrackedState {
    /// Its proofs hold and it is in the sum.
    Counted,
    /// The same voter replaced it.
    Replaced,
    /// Kept and not counted, with the reason.
    Refused(Box<str>),
}

/// A sealed ballot as its voter finds it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked {
    /// What its voter finds it by; the ballot's own name where it is no sealed ballot.
    pub tracker: String,
    /// What became of it.
    pub state: TrackedState,
}

/// Which sealed ballots count: every proof is checked.
fn screened(decision: &Decision, poll: &Poll, ballots: &[Ballot]) -> Screened<Vec<Ciphertext>> {
    screen_as(decision, ballots, |ballot| {
        if ballot.reason.is_some() {
            return Err(SealFault::Words.into());
        }
        Ok(poll.check(&ballot.voter, &ballot.choice)?)
    })
}

/// All ballots by their trackers, in the order of the trackers, so that no order tells anything.
pub fn trackers(decision: &Decision, poll: &Poll, ballots: &[Ballot]) -> Vec<Tracked> {
    tracked(decision, &screened(decision, poll, ballots).report, ballots)
}

fn tracked(decision: &Decision, report: &BallotReport, ballots: &[Ballot]) -> Vec<Tracked> {
    let counted: BTreeSet<_> = report.counted.iter().collect();
    let refused: BTreeMap<_, _> =
        report.refused.iter().map(|refused| (&refused.ballot, &refused.refusal)).collect();
    let unique: BTreeMap<&BallotId, &Ballot> = ballots.iter().map(|b| (&b.id, b)).collect();
    let one = |(id, ballot): (&BallotId, &Ballot)| Tracked {
        tracker: tracker(decision, ballot),
        state: if counted.contains(id) {
            TrackedState::Counted
        } else if let Some(refusal) = refused.get(id) {
            TrackedState::Refused(refusal.to_string().into())
        } else {
            TrackedState::Replaced
        },
    };
    let mut all: Vec<Tracked> = unique.into_iter().map(one).collect();
    all.sort_by(|a, b| a.tracker.cmp(&b.tracker));
    all
}

fn tracker(decision: &Decision, ballot: &Ballot) -> String {
    super::ballot::tracker(&decision.id, &ballot.voter, &ballot.choice)
        .unwrap_or_else(|| ballot.id.to_string())
}

/// What a trustee publishes to open the sum: which ballots, and the shares. Where another trustee
/// has opened already, the same ballots, so that no two sums are opened that differ by a few: those
/// few could be read. `fresh` is fresh randomness.
pub fn open(
    decision: &Decision,
    poll: &Poll,
    ceremony: &Ceremony,
    ballots: &[Ballot],
    openings: &[Opening],
    (keeper, fresh): (&Keeper, &Seed),
) -> Result<(Vec<BallotId>, Value), KeeperFault> {
    let screened = screened(decision, poll, ballots);
    let own = by_id(&screened);
    let fits = |list: &&[BallotId]| list.iter().all(|id| own.contains_key(id));
    let list = match opening::lists(openings).into_iter().find(fits) {
        Some(list) => list.to_vec(),
        None => own.keys().map(|id| (*id).clone()).collect(),
    };
    let sums =
        opening::add(poll.shape().slots(), list.iter().filter_map(|id| own.get(id)).copied());
    Ok((list, keeper.open(ceremony, &sums, fresh)?))
}

fn by_id(screened: &Screened<Vec<Ciphertext>>) -> BTreeMap<&BallotId, &Vec<Ciphertext>> {
    screened.report.counted.iter().zip(screened.choices.values()).collect()
}

/// A list of ballots with the openings of their sum that hold.
struct Opened {
    list: Vec<BallotId>,
    sums: Vec<Ciphertext>,
    shares: BTreeMap<usize, Vec<VerifiableDecryption<Curve>>>,
    by: Vec<MemberKey>,
}

/// Counts a secret vote. The same records give the same [`Outcome`] everywhere, in whatever order
/// they come.
pub fn tally(
    decision: &Decision,
    poll: &Poll,
    ballots: &[Ballot],
    openings: &[Opening],
) -> Result<Outcome, CountError> {
    decision.check()?;
    let screened = screened(decision, poll, ballots);
    let (opened, refused) = opened(decision, poll, &screened, openings);
    let needed = poll.key().trustees().needed();
    let most = opened.iter().map(|one| one.by.len()).max().unwrap_or(0);
    let opened = opened.into_iter().find(|one| one.by.len() >= needed);
    let opened = opened.ok_or(CountError::Sealed { opened: most, needed })?;
    let voted = as_votes(opened.list.len());
    let limit = voted.saturating_mul(poll.shape().max());
    let numbers = opening::numbers(poll.key(), &opened.sums, &opened.shares, limit)
        .ok_or(CountError::NotASum)?;
    let mut report = screened.report;
    leave_out(&mut report, &opened.list, ballots);
    let profile = profile(decision, voted, &numbers)?;
    let turnout =
        Turnout { roll: as_votes(decision.roll.len()), direct: voted, delegated: 0, uncast: 0 };
    let terms = Terms {
        quorum: decision.quorum,
        roll: Some(turnout.roll),
        tie: decision.tie.clone(),
        seed: decision.seed.clone(),
        rulings: Vec::new(),
        sums_only: true,
    };
    let mut count = count(&profile, &decision.method, &terms)?;
    let mut said = preamble(&turnout, &report, &DelegationReport::default());
    let facts = [
        ("needed", as_votes(needed).into()),
        ("of", as_votes(poll.key().trustees().names().len()).into()),
        ("by", opened.by.iter().map(ToString::to_string).collect::<Vec<_>>().into()),
    ];
    said.push(Sentence::new("sealed-opened", facts));
    count.explanation.splice(0..0, said);
    let counted: BTreeSet<_> = report.counted.iter().collect();
    let in_sum = ballots.iter().filter(|ballot| counted.contains(&ballot.id));
    let trackers: BTreeSet<Box<str>> = in_sum.map(|one| tracker(decision, one).into()).collect();
    Ok(Outcome {
        decision: decision.id.clone(),
        question: decision.question.clone(),
        method: decision.method.clone(),
        turnout,
        count,
        ballots: report,
        delegations: DelegationReport::default(),
        sealed: Some(SealedReport {
            key: poll.key().to_string().into(),
            needed,
            opened_by: opened.by,
            refused,
            trackers: trackers.into_iter().collect(),
        }),
    })
}

/// Ballots that count but were not in the sum that was opened.
fn leave_out(report: &mut BallotReport, list: &[BallotId], ballots: &[Ballot]) {
    let list: BTreeSet<&BallotId> = list.iter().collect();
    let out: BTreeSet<BallotId> =
        report.counted.iter().filter(|id| !list.contains(id)).cloned().collect();
    report.counted.retain(|id| !out.contains(id));
    report.late.retain(|id| !out.contains(id));
    let unique: BTreeMap<&BallotId, &Ballot> = ballots.iter().map(|b| (&b.id, b)).collect();
    report.refused.extend(out.into_iter().filter_map(|id| {
        let voter = unique.get(&id)?.voter.clone();
        Some(Refused { ballot: id, voter, refusal: SealFault::AfterOpening.into() })
    }));
}

/// The openings that hold, by the ballots that they are about, and those that do not.
fn opened(
    decision: &Decision,
    poll: &Poll,
    screened: &Screened<Vec<Ciphertext>>,
    openings: &[Opening],
) -> (Vec<Opened>, Vec<RefusedOpening>) {
    let own = by_id(screened);
    let (mut all, mut refused) = (Vec::new(), Vec::new());
    for list in opening::lists(openings) {
        let is_sorted = list.is_sorted_by(|a, b| a < b);
        let ballots: Option<Vec<_>> = list.iter().map(|id| own.get(id).copied()).collect();
        let ballots = ballots.filter(|_| is_sorted);
        let sums = opening::add(poll.shape().slots(), ballots.iter().flatten().copied());
        let mut one = Opened { list: list.to_vec(), sums, shares: BTreeMap::new(), by: Vec::new() };
        for opening in openings.iter().filter(|opening| opening.ballots == list) {
            let fault = |why| RefusedOpening { by: opening.by.clone(), why };
            let Some(place) = poll.key().trustees().place(&opening.by) else {
                refused.push(fault(OpeningFault::NotTrustee));
                continue;
            };
            if opening.at < decision.period.closes_at {
                refused.push(fault(OpeningFault::Early));
                continue;
            }
            if ballots.is_none() {
                refused.push(fault(OpeningFault::Ballots));
                continue;
            }
            match opening::checked(poll.key(), place, &one.sums, &opening.shares) {
                Ok(shares) => {
                    one.shares.entry(place).or_insert(shares);
                }
                Err(why) => refused.push(fault(why)),
            }
        }
        let names = poll.key().trustees().names();
        one.by = one.shares.keys().filter_map(|place| names.get(*place).cloned()).collect();
        all.push(one);
    }
    refused.sort();
    refused.dedup();
    (all, refused)
}

/// Ballots that add up to these numbers: what is counted is the sums, and any ballots with these
/// sums give the same count.
fn profile(decision: &Decision, voted: u64, sums: &[u64]) -> Result<Profile, CountError> {
    let options = decision.ballot_options();
    let places = options.len();
    let mut profile = Profile::new(options);
    match Shape::of(&decision.method, places) {
        Some(Shape::One { .. }) => {
            if sums.iter().sum::<u64>() != voted {
                return Err(CountError::NotASum);
            }
            for (slot, votes) in sums.iter().enumerate() {
                let choice = match (&decision.method, slot) {
                    (Method::Majority { .. }, 0) => Choice::Yes,
                    (Method::Majority { .. }, 1) => Choice::No,
                    (Method::Majority { .. }, _) => Choice::Abstain,
                    (_, slot) if slot < places => Choice::Options([slot].into()),
                    _ => Choice::Options(BTreeSet::new()),
                };
                profile.push(*votes, None, choice)?;
            }
        }
        Some(Shape::Each { max: 1, .. }) if matches!(decision.method, Method::Approval { .. }) => {
            for (from, votes) in steps(voted, sums.iter().copied()) {
                let set = sums.iter().enumerate().filter(|(_, sum)| **sum > from);
                profile.push(votes, None, Choice::Options(set.map(|(at, _)| at).collect()))?;
            }
        }
        Some(Shape::Each { .. }) => {
            for (from, votes) in steps(voted, sums.iter().map(|sum| sum % voted.max(1))) {
                let points = sums.iter().map(|sum| {
                    let each = sum / voted.max(1) + u64::from(sum % voted.max(1) > from);
                    u32::try_from(each).unwrap_or(u32::MAX)
                });
                profile.push(votes, None, Choice::Points(points.collect()))?;
            }
        }
        None => return Err(CountError::NotASum),
    }
    Ok(profile)
}

/// Where ballots `0..voted` change if an option is on the first so many of them: each step with the
/// number of ballots that are alike.
fn steps(voted: u64, marks: impl Iterator<Item = u64>) -> Vec<(u64, u64)> {
    let mut edges: BTreeSet<u64> = marks.filter(|mark| *mark < voted).collect();
    edges.extend([0, voted]);
    let edges: Vec<u64> = edges.into_iter().collect();
    edges.windows(2).map(|pair| (pair[0], pair[1] - pair[0])).collect()
}
