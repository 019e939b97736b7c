//! The trustees of a secret vote make its key together: Pedersen's distributed key generation, with
//! commitments before anything is shown, so that the last one cannot choose the key.
//!
//! Each step is a public record; the parts that trustees give each other are encrypted from one to
//! the other. A trustee keeps one secret seed, from which everything else follows with the records.
//! Trustees need not be there together: whoever comes next does what is due.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use elastic_elgamal::dkg::PublicInfo;
use elastic_elgamal::group::ElementOps;
use elastic_elgamal::sharing::{Params, PublicKeySet};
use elastic_elgamal::{ProofOfPossession, PublicKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Curve, element_bytes, hex};
use crate::keys::{DecisionId, MemberKey};

/// The most trustees: every one sends something to every other.
pub const MOST_TRUSTEES: usize = 15;

/// Who opens the sum, and how many of them it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trustees {
    pub(super) names: Vec<MemberKey>,
    needed: usize,
}

/// Why trustees cannot be these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrusteesFault {
    /// Too few or too many, or somebody twice.
    #[error("a secret vote has from 2 to {MOST_TRUSTEES} different trustees")]
    Number,
    /// One alone could open everything, or more are needed than there are.
    #[error("at least 2 of the trustees open the sum together, at most all of them")]
    Needed,
}

impl Trustees {
    /// Trustees, in the order of their keys' places.
    pub fn new(mut names: Vec<MemberKey>, needed: usize) -> Result<Self, TrusteesFault> {
        names.sort();
        let len = names.len();
        names.dedup();
        if names.len() != len || !(2..=MOST_TRUSTEES).contains(&len) {
            return Err(TrusteesFault::Number);
        }
        if !(2..=len).contains(&needed) {
            return Err(TrusteesFault::Needed);
        }
        Ok(Self { names, needed })
    }

    /// Who they are, sorted.
    pub fn names(&self) -> &[MemberKey] {
        &self.names
    }

    /// How many it takes.
    pub fn needed(&self) -> usize {
        self.needed
    }

    pub(super) fn place(&self, who: &MemberKey) -> Option<usize> {
        self.names.iter().position(|name| name == who)
    }

    pub(super) fn params(&self) -> Params {
        Params::new(self.names.len(), self.needed)
    }

    /// Everything that a seed must never be used for twice with different values.
    pub(super) fn facts(&self, vote: &DecisionId, own: &MemberKey) -> Vec<u8> {
        let mut text = format!("{vote}\n{own}\n{}", self.needed);
        for name in &self.names {
            text.push('\n');
            text.push_str(name.as_str());
        }
        text.into_bytes()
    }
}

/// The key of a vote, with the public parts of all trustees.
#[derive(Debug, Clone)]
pub struct PollKey {
    set: PublicKeySet<Curve>,
    trustees: Trustees,
}

impl PollKey {
    pub(super) fn shared(&self) -> &PublicKey<Curve> {
        self.set.shared_key()
    }

    pub(super) fn set(&self) -> &PublicKeySet<Curve> {
        &self.set
    }

    /// Who opens.
    pub fn trustees(&self) -> &Trustees {
        &self.trustees
    }
}

/// The key's 64 hexadecimal digits.
impl fmt::Display for PollKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shared().as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A step of a trustee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepName {
    /// Binds themselves to a part of the key.
    Commit,
    /// Shows the public half of that part.
    Reveal,
    /// Gives every other trustee their share of it, encrypted.
    Share,
    /// Confirms the whole key.
    Ready,
}

/// A step as it was recorded, in the order of the records.
#[derive(Debug, Clone, PartialEq)]
pub struct TrusteeRecord {
    /// Whose.
    pub by: MemberKey,
    /// Which.
    pub step: StepName,
    /// What.
    pub data: Value,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Commit {
    /// The part of the key, hidden.
    pub(super) commitment: Box<str>,
    /// What shares for this trustee are encrypted for.
    pub(super) reader: PublicKey<Curve>,
    /// The trustees and their number as this one knew them.
    #[serde(flatten)]
    pub(super) of: Trustees,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Ready {
    pub(super) key: PublicKey<Curve>,
    pub(super) proof: ProofOfPossession<Curve>,
}

/// The making of a key, as far as it has come. The first record of each trustee and step counts;
/// one that does not hold is as if it were not there.
#[derive(Debug, Clone)]
pub struct Ceremony {
    pub(super) vote: DecisionId,
    pub(super) trustees: Trustees,
    pub(super) commits: BTreeMap<usize, Commit>,
    pub(super) reveals: BTreeMap<usize, (PublicInfo<'static, Curve>, PublicKeySet<Curve>)>,
    pub(super) shares: BTreeMap<usize, BTreeMap<MemberKey, Box<str>>>,
    pub(super) set: Option<PublicKeySet<Curve>>,
    pub(super) ready: BTreeMap<usize, Ready>,
}

impl Ceremony {
    /// Reads what trustees recorded.
    pub fn read(vote: &DecisionId, trustees: &Trustees, records: &[TrusteeRecord]) -> Self {
        let mut first: BTreeMap<(StepName, usize), &Value> = BTreeMap::new();
        for record in records {
            if let Some(place) = trustees.place(&record.by) {
                first.entry((record.step, place)).or_insert(&record.data);
            }
        }
        let mut all = Self {
            vote: vote.clone(),
            trustees: trustees.clone(),
            commits: BTreeMap::new(),
            reveals: BTreeMap::new(),
            shares: BTreeMap::new(),
            set: None,
            ready: BTreeMap::new(),
        };
        // Steps come in their order, whatever order the records have.
        for ((step, place), data) in first {
            all.take(step, place, data);
        }
        all
    }

    fn take(&mut self, step: StepName, place: usize, data: &Value) {
        match step {
            StepName::Commit => {
                let commit = Commit::deserialize(data).ok().filter(|c| c.of == self.trustees);
                self.commits.extend(commit.map(|commit| (place, commit)));
            }
            StepName::Reveal => {
                let revealed = self.revealed(place, data);
                self.reveals.extend(revealed.map(|revealed| (place, revealed)));
                self.set = self.whole();
            }
            StepName::Share => {
                let shares = BTreeMap::deserialize(data).ok();
                self.shares.extend(shares.map(|shares| (place, shares)));
            }
            StepName::Ready => {
                let ready = self.confirmed(place, data);
                self.ready.extend(ready.map(|ready| (place, ready)));
            }
        }
    }

    /// What a trustee shows must fit what they bound themselves to.
    fn revealed(
        &self,
        place: usize,
        data: &Value,
    ) -> Option<(PublicInfo<'static, Curve>, PublicKeySet<Curve>)> {
        let commit = self.commits.get(&place)?;
        let info = PublicInfo::<'static, Curve>::deserialize(data).ok()?;
        let opening = base64url(data.get("opening")?.as_str()?)?;
        let mut hasher = Sha256::new();
        hasher.update(element_bytes(info.polynomial.first()?));
        hasher.update(opening);
        if hex(&hasher.finalize()) != *commit.commitment {
            return None;
        }
        let proof = &info.proof_of_possession;
        let own = PublicKeySet::new(self.trustees.params(), info.polynomial.clone(), proof).ok()?;
        Some((info, own))
    }

    /// The whole key set: each trustee's public part is the sum of what all gave to it.
    fn whole(&self) -> Option<PublicKeySet<Curve>> {
        let params = self.trustees.params();
        if self.reveals.len() != params.shares {
            return None;
        }
        let part = |place: usize| {
            let mut sum = Curve::identity();
            for (_, own) in self.reveals.values() {
                sum += own.participant_key(place)?.as_element();
            }
            PublicKey::<Curve>::from_bytes(&element_bytes(&sum)).ok()
        };
        let parts: Vec<_> = (0..params.shares).map(part).collect::<Option<_>>()?;
        PublicKeySet::from_participants(params, parts).ok()
    }

    fn confirmed(&self, place: usize, data: &Value) -> Option<Ready> {
        let ready = Ready::deserialize(data).ok()?;
        let set = self.set.as_ref().filter(|set| *set.shared_key() == ready.key)?;
        set.verify_participant(place, &ready.proof).ok()?;
        Some(ready)
    }

    pub(super) fn done(&self, step: StepName, place: usize) -> bool {
        match step {
            StepName::Commit => self.commits.contains_key(&place),
            StepName::Reveal => self.reveals.contains_key(&place),
            StepName::Share => self.shares.contains_key(&place),
            StepName::Ready => self.ready.contains_key(&place),
        }
    }

    /// Who has not done a step yet.
    pub(super) fn missing(&self, step: StepName) -> Vec<MemberKey> {
        let names = self.trustees.names.iter().enumerate();
        names.filter(|(place, _)| !self.done(step, *place)).map(|(_, who)| who.clone()).collect()
    }

    /// The step that is due, and who must still do it; none when the key is made.
    pub fn waits_for(&self) -> Option<(StepName, Vec<MemberKey>)> {
        [StepName::Commit, StepName::Reveal, StepName::Share, StepName::Ready]
            .into_iter()
            .map(|step| (step, self.missing(step)))
            .find(|(_, missing)| !missing.is_empty())
    }

    /// The key, once every trustee has confirmed it.
    pub fn key(&self) -> Option<PollKey> {
        let set = self.set.clone().filter(|_| self.waits_for().is_none())?;
        Some(PollKey { set, trustees: self.trustees.clone() })
    }
}

/// The library writes bytes in the URL's alphabet of base 64, without filling (RFC 4648, 5).
fn base64url(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
}
