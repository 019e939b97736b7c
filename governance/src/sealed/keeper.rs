//! One trustee with their secret: what they record next, and how they open the sum.
//!
//! Everything follows from one seed and the public records, so that a trustee keeps 32 bytes and
//! nothing else.

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use elastic_elgamal::dkg::{
    ParticipantCollectingCommitments, ParticipantCollectingPolynomials,
    ParticipantExchangingSecrets,
};
use elastic_elgamal::sharing::ActiveParticipant;
use elastic_elgamal::{Keypair, PublicKey, SecretKey};
use serde::Serialize;
use serde_json::{Value, json};

use super::opening::Share;
use super::trustees::{Ceremony, Commit, Ready, StepName};
use super::{Ciphertext, Curve, Scalar, Seed, digest, element_bytes, generator, hex, scalar_bytes};
use crate::keys::MemberKey;

/// What a trustee does next.
#[derive(Debug, Clone, PartialEq)]
pub enum Due {
    /// This is to be recorded.
    Step(StepName, Value),
    /// Others come first.
    Wait(StepName, Vec<MemberKey>),
    /// The key is made.
    Done,
}

/// Why a trustee cannot go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeeperFault {
    /// Not on the list.
    #[error("you are not one of the trustees")]
    NotTrustee,
    /// What was recorded is not from this seed.
    #[error("your part of the key is kept elsewhere: what was recorded is not from here")]
    OtherSeed,
    /// Somebody's share is not the one that they bound themselves to.
    #[error(
        "the share from @{0} does not fit what they showed; the key must be made anew, under another name"
    )]
    BadShare(MemberKey),
    /// Parts that do not give a key.
    #[error("the parts do not give a key; it must be made anew, under another name")]
    NoKey,
}

/// A trustee with their secret. What it says follows from the seed and the records alone.
pub struct Keeper {
    name: MemberKey,
    seed: Seed,
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keeper").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Keeper {
    /// A trustee with this seed, which must be random and stay secret.
    pub fn new(name: MemberKey, seed: Seed) -> Self {
        Self { name, seed }
    }

    /// What is due of this trustee. `fresh` is fresh randomness.
    pub fn due(&self, all: &Ceremony, fresh: &Seed) -> Result<Due, KeeperFault> {
        let place = all.trustees.place(&self.name).ok_or(KeeperFault::NotTrustee)?;
        let own = self.part(all, place);
        let reader = self.reader(all);
        let commitment = hex(&own.commitment());
        let Some(commit) = all.commits.get(&place) else {
            let commit = Commit {
                commitment: commitment.into(),
                reader: reader.public().clone(),
                of: all.trustees.clone(),
            };
            return step(StepName::Commit, &commit);
        };
        if *commit.commitment != *commitment || commit.reader != *reader.public() {
            return Err(KeeperFault::OtherSeed);
        }
        if let Some(due) = wait(all, StepName::Commit) {
            return Ok(due);
        }
        let own = committed(all, own, place)?;
        if !all.done(StepName::Reveal, place) {
            return step(StepName::Reveal, &own.public_info());
        }
        if let Some(due) = wait(all, StepName::Reveal) {
            return Ok(due);
        }
        let own = exchanging(all, own, place)?;
        if !all.done(StepName::Share, place) {
            return Ok(Due::Step(StepName::Share, self.shares(all, &own, place)));
        }
        if let Some(due) = wait(all, StepName::Share) {
            return Ok(due);
        }
        if !all.done(StepName::Ready, place) {
            let active = self.active(all)?;
            let mut random = generator(fresh, &[b"ready"]);
            let ready = Ready {
                key: active.key_set().shared_key().clone(),
                proof: active.proof_of_possession(&mut random),
            };
            return step(StepName::Ready, &ready);
        }
        Ok(wait(all, StepName::Ready).unwrap_or(Due::Done))
    }

    /// This trustee's shares of the sums. `fresh` is fresh randomness.
    pub(super) fn open(
        &self,
        all: &Ceremony,
        sums: &[Ciphertext],
        fresh: &Seed,
    ) -> Result<Value, KeeperFault> {
        let active = self.active(all)?;
        let mut random = generator(fresh, &[b"opening"]);
        let shares: Vec<Share> = sums
            .iter()
            .map(|sum| {
                let (share, proof) = active.decrypt_share(*sum, &mut random);
                Share { share: share.into(), proof }
            })
            .collect();
        serde_json::to_value(shares).map_err(|_| KeeperFault::NoKey)
    }

    fn part(&self, all: &Ceremony, place: usize) -> ParticipantCollectingCommitments<Curve> {
        let facts = all.trustees.facts(&all.vote, &self.name);
        let mut random = generator(&self.seed, &[b"part", &facts]);
        ParticipantCollectingCommitments::new(all.trustees.params(), place, &mut random)
    }

    fn reader(&self, all: &Ceremony) -> Keypair<Curve> {
        let facts = all.trustees.facts(&all.vote, &self.name);
        Keypair::generate(&mut generator(&self.seed, &[b"reader", &facts]))
    }

    /// A share for each other trustee, encrypted so that only that one reads it.
    fn shares(
        &self,
        all: &Ceremony,
        own: &ParticipantExchangingSecrets<Curve>,
        place: usize,
    ) -> Value {
        let mut sealed = serde_json::Map::new();
        for (other, commit) in all.commits.iter().filter(|(other, _)| **other != place) {
            let Some(name) = all.trustees.names.get(*other) else { continue };
            let share = scalar_bytes(own.secret_share_for_participant(*other).expose_scalar());
            let key = self.between(all, &commit.reader, &self.name, name);
            let cipher = ChaCha20Poly1305::new(Key::from_slice(&key));
            // The key is of this vote, this pair and this direction alone, and seals one text.
            if let Ok(text) = cipher.encrypt(Nonce::from_slice(&[0; 12]), &share[..]) {
                sealed.insert(name.to_string(), json!(hex(&text)));
            }
        }
        Value::Object(sealed)
    }

    fn between(
        &self,
        all: &Ceremony,
        reader: &PublicKey<Curve>,
        from: &MemberKey,
        to: &MemberKey,
    ) -> [u8; 32] {
        let secret: Scalar = *self.reader(all).secret().expose_scalar();
        let shared = element_bytes(&(reader.as_element() * secret));
        let facts: [&[u8]; 3] =
            [all.vote.as_str().as_bytes(), from.as_str().as_bytes(), to.as_str().as_bytes()];
        digest(b"commonstead trustee share v1", &shared, &facts)
    }

    /// This trustee's part of the whole key, once all shares are there.
    fn active(&self, all: &Ceremony) -> Result<ActiveParticipant<Curve>, KeeperFault> {
        let place = all.trustees.place(&self.name).ok_or(KeeperFault::NotTrustee)?;
        let own = self.part(all, place);
        let known = all.commits.get(&place).map(|commit| &*commit.commitment);
        if known != Some(hex(&own.commitment()).as_str()) {
            return Err(KeeperFault::OtherSeed);
        }
        let mut own = exchanging(all, committed(all, own, place)?, place)?;
        for (other, sealed) in all.shares.iter().filter(|(other, _)| **other != place) {
            let from = all.trustees.names.get(*other).ok_or(KeeperFault::NoKey)?;
            let bad = || KeeperFault::BadShare(from.clone());
            let reader = &all.commits.get(other).ok_or_else(bad)?.reader;
            let text = sealed.get(&self.name).and_then(|text| bytes_of(text)).ok_or_else(bad)?;
            let key = self.between(all, reader, from, &self.name);
            let cipher = ChaCha20Poly1305::new(Key::from_slice(&key));
            let share =
                cipher.decrypt(Nonce::from_slice(&[0; 12]), &text[..]).map_err(|_| bad())?;
            let share = SecretKey::from_bytes(&share).ok_or_else(bad)?;
            own.insert_secret_share(*other, share).map_err(|_| bad())?;
        }
        if own.missing_shares().next().is_some() {
            return Err(KeeperFault::NoKey);
        }
        own.complete().map_err(|_| KeeperFault::NoKey)
    }
}

fn committed(
    all: &Ceremony,
    mut own: ParticipantCollectingCommitments<Curve>,
    place: usize,
) -> Result<ParticipantCollectingPolynomials<Curve>, KeeperFault> {
    for (other, commit) in all.commits.iter().filter(|(other, _)| **other != place) {
        let bytes = unhex(&commit.commitment).ok_or(KeeperFault::NoKey)?;
        own.insert_commitment(*other, bytes);
    }
    if own.missing_commitments().next().is_some() {
        return Err(KeeperFault::NoKey);
    }
    Ok(own.finish_commitment_phase())
}

fn exchanging(
    all: &Ceremony,
    mut own: ParticipantCollectingPolynomials<Curve>,
    place: usize,
) -> Result<ParticipantExchangingSecrets<Curve>, KeeperFault> {
    for (other, (info, _)) in all.reveals.iter().filter(|(other, _)| **other != place) {
        own.insert_public_polynomial(*other, info.clone()).map_err(|_| KeeperFault::NoKey)?;
    }
    if own.missing_public_polynomials().next().is_some() {
        return Err(KeeperFault::NoKey);
    }
    Ok(own.finish_polynomials_phase())
}

fn step(name: StepName, data: &impl Serialize) -> Result<Due, KeeperFault> {
    let data = serde_json::to_value(data).map_err(|_| KeeperFault::NoKey)?;
    Ok(Due::Step(name, data))
}

fn wait(all: &Ceremony, step: StepName) -> Option<Due> {
    let missing = all.missing(step);
    (!missing.is_empty()).then_some(Due::Wait(step, missing))
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    pairs
        .remainder()
        .is_empty()
        .then(|| pairs.map(|p| p.iter().fold(0, |b, d| b << 4 | d)).collect())
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    bytes_of(text)?.try_into().ok()
}
