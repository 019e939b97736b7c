//! Codes for things that have none yet. They follow from a seed and from what the row says, so that
//! planning the same import twice gives the same labels.

use std::collections::BTreeSet;

use catalog::code::Code;
use sha2::{Digest, Sha256};

/// What codes are made from besides the rows: the same for every import of one node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub [u8; 32]);

impl Seed {
    /// A seed made from a text, such as the node's own id.
    pub fn from_text(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }
}

/// The `attempt`-th code for a thing that is known by this key.
pub(super) fn candidate(seed: Seed, key: &[&str], attempt: u32) -> Code {
    let mut hash = Sha256::new();
    hash.update(seed.0);
    for part in key {
        // Lengths first: `ab` and `c` is not `a` and `bc`.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.update(attempt.to_le_bytes());
    let bytes = hash.finalize();
    let four = bytes.iter().take(4).fold(0u32, |all, &b| all << 8 | u32::from(b));
    Code::from_payload(four)
}

/// The first code for this key that nobody has.
pub(super) fn fresh(seed: Seed, key: &[&str], taken: &BTreeSet<Code>) -> Code {
    let mut attempt = 0;
    loop {
        let code = candidate(seed, key, attempt);
        if !taken.contains(&code) {
            return code;
        }
        attempt += 1;
    }
}

/// A short name that follows from a text, for what has no letters that a file's name can have.
pub(super) fn short_name(prefix: &str, text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let number = digest.iter().take(5).fold(0u64, |all, &b| all << 8 | u64::from(b));
    format!("{prefix}-{number:010x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_follow_from_the_seed_and_the_key_and_avoid_those_that_are_taken() {
        let seed = Seed::from_text("oak-street");
        let first = fresh(seed, &["drill", "1"], &BTreeSet::new());
        assert_eq!(first, fresh(seed, &["drill", "1"], &BTreeSet::new()));
        assert_ne!(first, fresh(seed, &["drill1", ""], &BTreeSet::new()));
        assert_ne!(first, fresh(Seed::from_text("halle-7"), &["drill", "1"], &BTreeSet::new()));
        assert_ne!(first, fresh(seed, &["drill", "1"], &BTreeSet::from([first])));
    }
}
