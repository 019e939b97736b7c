//! Ballots as they were cast, and which of them count.
//!
//! A ballot counts when its voter is on the roll, it was cast while the vote was open, it arrived
//! in time, it is the voter's own act, and its choice can be read. Of several such ballots of one
//! member the latest counts; of two in the same instant it is the one whose name comes later, which
//! is the order in which one device recorded them. Whatever does not count is kept, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::choice::{Choice, ChoiceFault};
use crate::decision::Decision;
use crate::keys::{BallotId, MemberKey};
use crate::sealed::SealFault;

/// A ballot as it was cast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ballot {
    /// Its name, unique among all ballots.
    pub id: BallotId,
    /// Who voted.
    pub voter: MemberKey,
    /// When, as signed.
    pub cast_at: Timestamp,
    /// When the node that counts got it; none when that was at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    /// The choice, in the form of the method (see [`crate::choice`]).
    pub choice: Value,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Box<str>>,
    /// Whether the voter cast it; nobody votes for somebody else.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub is_own: bool,
}

fn yes() -> bool {
    true
}

impl Ballot {
    /// Tells two ballots of one instant apart: the text of the name and the number at its end, so
    /// that `k1-9` comes before `k1-10`.
    fn place(&self) -> (&str, u64, &BallotId) {
        let name = self.id.as_str();
        let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (text, number) = name.split_at_checked(name.len() - digits).unwrap_or((name, ""));
        (text, number.parse().unwrap_or(0), &self.id)
    }
}

/// Why a ballot was kept but not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(untagged)]
pub enum Refusal {
    /// Something about who or when.
    #[error(transparent)]
    Standing(#[from] StandingFault),
    /// Its choice cannot be counted.
    #[error(transparent)]
    Choice(#[from] ChoiceFault),
    /// It is not a proper sealed ballot.
    #[error(transparent)]
    Seal(#[from] SealFault),
}

/// Why a ballot has no standing in this vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum StandingFault {
    /// The voter was not on the roll when it was frozen.
    #[error("the voter was not on the roll when it was frozen")]
    NotOnRoll,
    /// Somebody else cast it.
    #[error("somebody else cast it in the voter's name")]
    CastByAnother,
    /// Cast before the vote opened.
    #[error("cast before the vote opened")]
    BeforeOpening,
    /// Cast after the vote closed.
    #[error("cast after the vote closed")]
    AfterClosing,
    /// Cast in time, but it arrived after the result was final.
    #[error("cast in time, but it arrived after the result was final")]
    ArrivedTooLate,
}

/// A ballot that was not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Which.
    pub ballot: BallotId,
    /// Whose.
    pub voter: MemberKey,
    /// Why.
    #[serde(flatten)]
    pub refusal: Refusal,
}

/// A ballot that a later one of the same member replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// Which.
    pub ballot: BallotId,
    /// Whose.
    pub voter: MemberKey,
    /// The ballot that counts instead.
    pub by: BallotId,
}

/// What became of all ballots.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotReport {
    /// Those that count, in the order of their voters.
    pub counted: Vec<BallotId>,
    /// Those among them that arrived after closing.
    pub late: Vec<BallotId>,
    /// Those that the same member replaced.
    pub replaced: Vec<Replaced>,
    /// Those that were not valid, with the reason.
    pub refused: Vec<Refused>,
}

/// The ballots that count, and what became of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screened<C = Choice> {
    /// The choice of each member who voted.
    pub choices: BTreeMap<MemberKey, C>,
    /// What became of all ballots.
    pub report: BallotReport,
}

/// Decides which ballots count. A ballot that was delivered twice is one ballot.
pub fn screen(decision: &Decision, ballots: &[Ballot]) -> Screened {
    let options = decision.ballot_options();
    screen_as(decision, ballots, |ballot| {
        let reason = ballot.reason.as_deref();
        Ok(Choice::read(&decision.method, &options, &ballot.choice, reason)?)
    })
}

/// Which ballots have a standing, whatever they say.
pub fn standing(decision: &Decision, ballots: &[Ballot]) -> BallotReport {
    screen_as(decision, ballots, |_| Ok(())).report
}

/// Decides which ballots count, with another way to read what they say.
pub(crate) fn screen_as<C>(
    decision: &Decision,
    ballots: &[Ballot],
    read: impl Fn(&Ballot) -> Result<C, Refusal>,
) -> Screened<C> {
    let mut screened = Screened { choices: BTreeMap::new(), report: BallotReport::default() };
    let mut by_member: BTreeMap<&MemberKey, Vec<(&Ballot, C)>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for ballot in in_order(ballots) {
        if !seen.insert(&ballot.id) {
            continue;
        }
        match admit(decision, ballot).and_then(|()| read(ballot)) {
            Ok(choice) => by_member.entry(&ballot.voter).or_default().push((ballot, choice)),
            Err(refusal) => screened.report.refused.push(Refused {
                ballot: ballot.id.clone(),
                voter: ballot.voter.clone(),
                refusal,
            }),
        }
    }
    for (member, mut own) in by_member {
        let Some((latest, choice)) = own.pop() else { continue };
        screened.report.replaced.extend(own.iter().map(|(earlier, _)| Replaced {
            ballot: earlier.id.clone(),
            voter: member.clone(),
            by: latest.id.clone(),
        }));
        screened.report.counted.push(latest.id.clone());
        if decision.period.is_late(latest) {
            screened.report.late.push(latest.id.clone());
        }
        screened.choices.insert(member.clone(), choice);
    }
    screened
}

/// By time, then name: the same order whatever arrived first.
fn in_order(ballots: &[Ballot]) -> Vec<&Ballot> {
    let mut sorted: Vec<&Ballot> = ballots.iter().collect();
    sorted.sort_by(|a, b| (a.cast_at, a.place()).cmp(&(b.cast_at, b.place())));
    sorted
}

fn admit(decision: &Decision, ballot: &Ballot) -> Result<(), Refusal> {
    if !decision.roll.contains(&ballot.voter) {
        return Err(StandingFault::NotOnRoll.into());
    }
    if !ballot.is_own {
        return Err(StandingFault::CastByAnother.into());
    }
    Ok(decision.period.admit(ballot)?)
}
