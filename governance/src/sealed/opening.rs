//! Opening the sum of the ballots, and nothing else.
//!
//! Each trustee publishes, for each sum, what their part of the key makes of it, with a proof that it
//! is that. Any `needed` of them together give the numbers; fewer give nothing.

use std::collections::{BTreeMap, BTreeSet};

use elastic_elgamal::{
    CandidateDecryption, DiscreteLogTable, LogEqualityProof, VerifiableDecryption,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Ciphertext, Curve, PollKey};
use crate::keys::{BallotId, MemberKey};

/// What a trustee made of the sums of certain ballots.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// The trustee.
    pub by: MemberKey,
    /// When.
    pub at: Timestamp,
    /// The ballots that are in the sums, sorted.
    pub ballots: Vec<BallotId>,
    /// A share with its proof for each sum.
    pub shares: Value,
}

/// Why an opening does not count.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
pub enum OpeningFault {
    /// Not one of the trustees.
    #[error("not one of the trustees")]
    NotTrustee,
    /// Before the vote was over.
    #[error("before the vote was over")]
    Early,
    /// Ballots among them that do not count.
    #[error("over ballots that do not count")]
    Ballots,
    /// A proof that does not hold.
    #[error("its proof does not hold")]
    Proof,
}

/// A trustee's share of one sum.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Share {
    pub(super) share: CandidateDecryption<Curve>,
    pub(super) proof: LogEqualityProof<Curve>,
}

/// The sums of ballots, slot by slot.
pub(super) fn add<'b>(
    slots: usize,
    ballots: impl Iterator<Item = &'b Vec<Ciphertext>>,
) -> Vec<Ciphertext> {
    let mut sums = vec![Ciphertext::zero(); slots];
    for ballot in ballots {
        for (sum, vote) in sums.iter_mut().zip(ballot) {
            *sum += *vote;
        }
    }
    sums
}

/// The shares of one trustee, if every proof holds.
pub(super) fn checked(
    key: &PollKey,
    place: usize,
    sums: &[Ciphertext],
    shares: &Value,
) -> Result<Vec<VerifiableDecryption<Curve>>, OpeningFault> {
    let shares = Vec::<Share>::deserialize(shares).map_err(|_| OpeningFault::Proof)?;
    if shares.len() != sums.len() || place >= key.set().params().shares {
        return Err(OpeningFault::Proof);
    }
    let one = |(sum, share): (&Ciphertext, &Share)| {
        key.set()
            .verify_share(share.share, *sum, place, &share.proof)
            .map_err(|_| OpeningFault::Proof)
    };
    sums.iter().zip(&shares).map(one).collect()
}

/// The numbers behind the sums, from enough trustees' shares; none if a number is beyond `most`.
pub(super) fn numbers(
    key: &PollKey,
    sums: &[Ciphertext],
    shares: &BTreeMap<usize, Vec<VerifiableDecryption<Curve>>>,
    most: u64,
) -> Option<Vec<u64>> {
    let table = DiscreteLogTable::<Curve>::new(0..=most);
    let mut numbers = Vec::with_capacity(sums.len());
    for (slot, sum) in sums.iter().enumerate() {
        let parts = shares.iter().filter_map(|(place, own)| Some((*place, *own.get(slot)?)));
        let whole = key.set().params().combine_shares(parts)?;
        numbers.push(whole.decrypt(*sum, &table)?);
    }
    Some(numbers)
}

/// The lists of ballots that openings are about, the longest first, then in order.
pub(super) fn lists(openings: &[Opening]) -> Vec<&[BallotId]> {
    let distinct: BTreeSet<&[BallotId]> =
        openings.iter().map(|opening| opening.ballots.as_slice()).collect();
    let mut lists: Vec<_> = distinct.into_iter().collect();
    lists.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    lists
}
