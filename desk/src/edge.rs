//! What comes from outside: the time and chance. Both are passed in, so that a test sets them.

use jiff::Timestamp;

/// A clock on the wall.
pub trait Clock: Send {
    /// The time that it shows.
    fn now(&self) -> Timestamp;
}

/// The clock of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where the time comes in")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still: for demonstrations and tests.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

impl<C: Clock + Sync + ?Sized> Clock for std::sync::Arc<C> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }
}

/// A source of chance. What is drawn from it opens doors, so it must not be guessable.
pub trait Randomness: Send {
    /// Fills all bytes.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The computer gave no randomness.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this computer gives no randomness, so no secret can be made: {0}")]
pub struct NoRandomness(pub String);

/// The randomness of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|error| NoRandomness(error.to_string()))
    }
}

/// So many random bytes.
pub(crate) fn draw<const N: usize>(
    random: &mut (dyn Randomness + 'static),
) -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    random.fill(&mut bytes)?;
    Ok(bytes)
}

/// Randomness that repeats: for demonstrations whose cards are printed in a book, and for tests.
/// Never for a node that lends real things.
#[derive(Debug, Clone)]
pub struct SeededRandomness {
    seed: [u8; 32],
    counter: u64,
}

impl SeededRandomness {
    /// The stream of this seed.
    pub fn new(seed: &str) -> Self {
        Self { seed: *blake3::hash(seed.as_bytes()).as_bytes(), counter: 0 }
    }
}

impl Randomness for SeededRandomness {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        let block = blake3::Hasher::new_keyed(&self.seed)
            .update(&self.counter.to_le_bytes())
            .finalize_xof();
        self.counter += 1;
        let mut block = block;
        block.fill(bytes);
        Ok(())
    }
}
