//! Where time and chance come in. Nothing else in this crate asks for either.
//!
//! Two environment variables stand in for them in tests and demonstrations: `STEAD_NOW`, a moment at
//! which the clock stands still, and `STEAD_SEED`, from which all randomness follows.

use desk::{Clock, FixedClock, Randomness, SeededRandomness, SystemClock, SystemRandomness};
use jiff::Timestamp;

use crate::report::Report;

/// The time and the randomness of this run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edge {
    now: Option<Timestamp>,
    seed: Option<String>,
}

impl Edge {
    pub(crate) fn from_environment() -> Self {
        let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let now = read("STEAD_NOW").and_then(|text| text.parse().ok());
        Self { now, seed: read("STEAD_SEED") }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now.unwrap_or_else(|| SystemClock.now())
    }

    pub(crate) fn clock(&self) -> Box<dyn Clock> {
        match self.now {
            Some(now) => Box::new(FixedClock(now)),
            None => Box::new(SystemClock),
        }
    }

    pub(crate) fn random(&self) -> Box<dyn Randomness> {
        match &self.seed {
            Some(seed) => Box::new(SeededRandomness::new(seed)),
            None => Box::new(SystemRandomness),
        }
    }

    /// So many random bytes.
    pub(crate) fn bytes<const N: usize>(&self) -> Result<[u8; N], Report> {
        let mut bytes = [0; N];
        self.random()
            .fill(&mut bytes)
            .map_err(|error| Report::outside("randomness", error.to_string()))?;
        Ok(bytes)
    }

    /// Whether secrets of this run can be guessed.
    pub(crate) fn is_seeded(&self) -> bool {
        self.seed.is_some()
    }
}
