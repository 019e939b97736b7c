//! Sealing a choice, and checking a ballot that somebody sealed.
//!
//! Both sides read the same transcript: vote, key, shape, voter and slot. A ballot that was made for
//! another vote or by another voter does not pass.

use std::collections::BTreeSet;

use elastic_elgamal::{
    CiphertextWithValue, LogEqualityProof, PreparedRange, RangeDecomposition, RangeProof, SecretKey,
};
use merlin::Transcript;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Ciphertext, Curve, PollKey, Seed, Shape, base_point, digest, generator, hex, times_base,
};
use crate::choice::Choice;
use crate::keys::{DecisionId, MemberKey};

/// Why a ballot is not a proper sealed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum SealFault {
    /// Not a sealed ballot at all.
    #[error("it is not a sealed ballot")]
    NotSealed,
    /// More or fewer slots than the vote has.
    #[error("it has another number of answers than the vote")]
    OtherVote,
    /// A proof does not hold: the ballot says more than it may, or it is a copy of another's.
    #[error("its proof does not hold: it was made for another vote or voter, or says too much")]
    Proof,
    /// The trustees opened the sum without it.
    #[error("it reached the trustees after they had opened the sum")]
    AfterOpening,
    /// A reason in words beside a sealed choice would tell what the choice is.
    #[error("a sealed ballot carries no words")]
    Words,
    /// The choice does not go with the vote, so it cannot be sealed.
    #[error("the choice does not go with the vote")]
    Choice,
}

/// One vote with its key: what ballots are sealed for and checked against.
#[derive(Debug, Clone)]
pub struct Poll {
    id: DecisionId,
    shape: Shape,
    key: PollKey,
    range: PreparedRange<Curve>,
}

/// A ballot as it stands in its event.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sealed {
    /// One number for each slot, encrypted.
    votes: Vec<Ciphertext>,
    /// That each number is within its limits.
    proofs: Vec<RangeProof<Curve>>,
    /// That exactly one of them is a one, where that is the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    one: Option<LogEqualityProof<Curve>>,
}

impl Sealed {
    fn read(choice: &Value) -> Result<Self, SealFault> {
        let inner = choice.get("sealed").ok_or(SealFault::NotSealed)?;
        Self::deserialize(inner).map_err(|_| SealFault::NotSealed)
    }
}

impl Poll {
    /// A vote of this shape, sealed for this key.
    pub fn new(id: DecisionId, shape: Shape, key: PollKey) -> Self {
        let range = RangeDecomposition::optimal(shape.max() + 1).into();
        Self { id, shape, key, range }
    }

    /// The key.
    pub fn key(&self) -> &PollKey {
        &self.key
    }

    /// The shape of a ballot.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Seals a choice in the name of its voter.
    pub fn seal(
        &self,
        voter: &MemberKey,
        choice: &Choice,
        seed: &Seed,
    ) -> Result<Value, SealFault> {
        let values = values(self.shape, choice).ok_or(SealFault::Choice)?;
        let key = self.key.shared();
        let facts: [&[u8]; 3] = [b"ballot", self.id.as_str().as_bytes(), voter.as_str().as_bytes()];
        let mut random = generator(seed, &facts);
        let mut sealed = Sealed { votes: Vec::new(), proofs: Vec::new(), one: None };
        let mut blind: Option<SecretKey<Curve>> = None;
        for (slot, value) in values.into_iter().enumerate() {
            // The library keeps the number that hides a vote to itself, and the proof of the sum
            // needs it: the same generator draws it twice.
            let hiding = SecretKey::<Curve>::generate(&mut random.clone());
            let vote = CiphertextWithValue::<Curve, u64>::new(value, key, &mut random);
            if times_base(hiding.expose_scalar()) != *vote.inner().random_element() {
                return Err(SealFault::Choice);
            }
            let mut transcript = self.transcript(voter, slot);
            let proof =
                RangeProof::from_ciphertext(key, &self.range, &vote, &mut transcript, &mut random);
            sealed.proofs.push(proof);
            sealed.votes.push(*vote.inner());
            blind = Some(match blind {
                Some(sum) => sum + hiding,
                None => hiding,
            });
        }
        if let (Shape::One { slots }, Some(blind)) = (self.shape, blind) {
            let powers = powers_of_one(&sealed.votes);
            let mut transcript = self.transcript(voter, slots);
            sealed.one =
                Some(LogEqualityProof::new(key, &blind, powers, &mut transcript, &mut random));
        }
        let sealed = serde_json::to_value(&sealed).map_err(|_| SealFault::NotSealed)?;
        Ok(serde_json::json!({ "sealed": sealed }))
    }

    /// Checks a ballot, and gives what it adds to each sum.
    pub(super) fn check(
        &self,
        voter: &MemberKey,
        choice: &Value,
    ) -> Result<Vec<Ciphertext>, SealFault> {
        let sealed = Sealed::read(choice)?;
        let slots = self.shape.slots();
        let has_one = matches!(self.shape, Shape::One { .. });
        if sealed.votes.len() != slots
            || sealed.proofs.len() != slots
            || sealed.one.is_some() != has_one
        {
            return Err(SealFault::OtherVote);
        }
        let key = self.key.shared();
        for (slot, (vote, proof)) in sealed.votes.iter().zip(&sealed.proofs).enumerate() {
            proof
                .verify(key, &self.range, *vote, &mut self.transcript(voter, slot))
                .map_err(|_| SealFault::Proof)?;
        }
        if let Some(one) = &sealed.one {
            one.verify(key, powers_of_one(&sealed.votes), &mut self.transcript(voter, slots))
                .map_err(|_| SealFault::Proof)?;
        }
        Ok(sealed.votes)
    }

    /// Everything that a proof is bound to.
    fn transcript(&self, voter: &MemberKey, slot: usize) -> Transcript {
        let mut transcript = Transcript::new(b"commonstead sealed ballot v1");
        transcript.append_message(b"vote", self.id.as_str().as_bytes());
        transcript.append_message(b"key", self.key.shared().as_bytes());
        let (rule, slots, max): (&[u8], _, _) = match self.shape {
            Shape::One { slots } => (b"one", slots, 1),
            Shape::Each { slots, max } => (b"each", slots, max),
        };
        transcript.append_message(b"rule", rule);
        transcript.append_u64(b"slots", slots as u64);
        transcript.append_u64(b"max", u64::from(max));
        transcript.append_message(b"voter", voter.as_str().as_bytes());
        transcript.append_u64(b"slot", slot as u64);
        transcript
    }
}

/// The sum of a ballot's slots without the one that it must be: an encryption of zero, which only
/// whoever made it can prove.
fn powers_of_one(votes: &[Ciphertext]) -> (super::Element, super::Element) {
    let sum = votes.iter().fold(Ciphertext::zero(), |sum, vote| sum + *vote);
    (*sum.random_element(), *sum.blinded_element() - base_point())
}

/// The number for each slot; none if the choice is of another method.
fn values(shape: Shape, choice: &Choice) -> Option<Vec<u64>> {
    let slots = shape.slots();
    let single = |at: usize| (at < slots).then(|| (0..slots).map(|s| u64::from(s == at)).collect());
    match (shape, choice) {
        (Shape::One { slots: 3 }, Choice::Yes) => single(0),
        (Shape::One { slots: 3 }, Choice::No) => single(1),
        (Shape::One { slots: 3 }, Choice::Abstain) => single(2),
        (Shape::One { .. }, Choice::Options(set)) if set.len() <= 1 => {
            single(set.first().copied().unwrap_or(slots - 1))
        }
        (Shape::Each { max: 1, .. }, Choice::Options(set)) => Some(marks(set, slots)),
        (Shape::Each { max, .. }, Choice::Points(points)) => {
            let fit = points.len() == slots && points.iter().all(|given| *given <= max);
            fit.then(|| points.iter().map(|given| u64::from(*given)).collect())
        }
        _ => None,
    }
}

fn marks(set: &BTreeSet<usize>, slots: usize) -> Vec<u64> {
    (0..slots).map(|slot| u64::from(set.contains(&slot))).collect()
}

/// What a voter finds the own ballot by: sixteen digits over vote, voter and the encrypted numbers.
/// None for something that is no sealed ballot.
pub fn tracker(vote: &DecisionId, voter: &MemberKey, choice: &Value) -> Option<String> {
    let sealed = Sealed::read(choice).ok()?;
    let bytes: Vec<u8> = sealed.votes.iter().flat_map(|vote| vote.to_bytes()).collect();
    let facts: [&[u8]; 2] = [voter.as_str().as_bytes(), &bytes];
    let hash = digest(b"commonstead tracker v1", vote.as_str().as_bytes(), &facts);
    let groups: Vec<String> = hash.chunks_exact(2).take(4).map(hex).collect();
    Some(groups.join("-"))
}
