//! Secret ballots that anybody can check: each is encrypted, all are added up without being opened,
//! and only the sum is opened, by several trustees together.
//!
//! - [`trustees`] make the key of one vote, each with a secret of a [`keeper`]. Nobody ever holds
//!   all of it.
//! - [`ballot`] seals a choice for that key, with proofs that it is a proper one.
//! - [`opening`] opens the sum, each trustee with a share whose proof anybody checks.
//! - [`tally`](mod@tally) screens, adds, opens and counts.
//!
//! The mathematics is that of the crate `elastic-elgamal` on the group ristretto255: exponential
//! `ElGamal` (Cramer, Gennaro, Schoenmakers 1997), ring proofs of range, Pedersen's key generation
//! with commitments, shares with proofs of equal logarithms. Its `EncryptedChoice` does not bind a
//! ballot to a voter, so that somebody could cast a copy of another's ballot and learn from the sum
//! what it said; here the same proofs are made over a transcript that names the vote and the voter.
//!
//! What it does not do: the device on which a ballot is sealed sees the choice; as many trustees as
//! it takes can open single ballots if they conspire; a voter can prove to a buyer how they voted.
//! Nobody has audited the library.

pub mod ballot;
pub mod keeper;
pub mod opening;
pub mod tally;
pub mod trustees;

use elastic_elgamal::group::{ElementOps, Group, Ristretto, ScalarOps};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};

use crate::keys::hex;
use crate::method::Method;

pub use ballot::{Poll, SealFault};
pub use keeper::{Due, Keeper, KeeperFault};
pub use opening::{Opening, OpeningFault};
pub use tally::{SealedReport, Tracked, TrackedState};
pub use trustees::{Ceremony, PollKey, StepName, TrusteeRecord, Trustees};

/// The group of all keys and ballots.
type Curve = Ristretto;
type Element = <Curve as ElementOps>::Element;
type Scalar = <Curve as ScalarOps>::Scalar;
type Ciphertext = elastic_elgamal::Ciphertext<Curve>;

/// The highest full score that can be sealed: the sum is found by looking it up in a table.
pub const MAX_SEALED_SCORE: u32 = 100;

/// Fresh randomness, drawn by the caller for one use.
pub type Seed = [u8; 32];

/// What a ballot is made of: numbers that are added up slot by slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A one in a single slot, zeros in the others.
    One {
        /// How many slots.
        slots: usize,
    },
    /// A number from zero to a limit in every slot.
    Each {
        /// How many slots.
        slots: usize,
        /// The limit.
        max: u32,
    },
}

impl Shape {
    /// The shape of a method's ballots; none if a sum does not tell what the method needs.
    pub fn of(method: &Method, options: usize) -> Option<Self> {
        match method {
            // For, against, abstain.
            Method::Majority { .. } => Some(Self::One { slots: 3 }),
            // The last slot is a blank ballot.
            Method::Plurality => Some(Self::One { slots: options + 1 }),
            Method::Approval { .. } => Some(Self::Each { slots: options, max: 1 }),
            Method::Score { max, .. } if *max <= MAX_SEALED_SCORE => {
                Some(Self::Each { slots: options, max: *max })
            }
            _ => None,
        }
    }

    fn slots(self) -> usize {
        match self {
            Self::One { slots } | Self::Each { slots, .. } => slots,
        }
    }

    fn max(self) -> u64 {
        match self {
            Self::One { .. } => 1,
            Self::Each { max, .. } => u64::from(max),
        }
    }
}

/// A generator for one purpose from fresh randomness. `facts` keep two uses of one seed apart.
fn generator(seed: &Seed, facts: &[&[u8]]) -> ChaCha20Rng {
    ChaCha20Rng::from_seed(digest(b"commonstead sealed vote v1", seed, facts))
}

/// SHA-256 over texts, each with its length, so that no two lists of texts look alike.
fn digest(purpose: &[u8], secret: &[u8], facts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for text in [purpose, secret].into_iter().chain(facts.iter().copied()) {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    hasher.finalize().into()
}

fn element_bytes(element: &Element) -> [u8; 32] {
    let mut bytes = [0; 32];
    Curve::serialize_element(element, &mut bytes);
    bytes
}

fn scalar_bytes(scalar: &Scalar) -> [u8; 32] {
    let mut bytes = [0; 32];
    Curve::serialize_scalar(scalar, &mut bytes);
    bytes
}

fn base_point() -> Element {
    <Curve as ElementOps>::generator()
}

fn times_base(scalar: &Scalar) -> Element {
    <Curve as Group>::mul_generator(scalar)
}

#[cfg(test)]
mod tests;
