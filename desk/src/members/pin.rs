//! PINs: a few digits, hashed slowly, tried seldom.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use jiff::{SignedDuration, Timestamp};

use crate::edge::{NoRandomness, Randomness, draw};

/// So many wrong PINs …
pub(super) const TRIES: usize = 5;
/// … within this time, and the card rests.
pub(super) const WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// Four to eight digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// The text is not a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a PIN has four to eight digits")]
pub struct PinError;

impl std::str::FromStr for Pin {
    type Err = PinError;
    fn from_str(text: &str) -> Result<Self, PinError> {
        let text = text.trim();
        let fits = (4..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if fits { Ok(Self(text.to_owned())) } else { Err(PinError) }
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

impl Pin {
    /// A new PIN of four digits, each equally likely.
    pub fn draw(random: &mut (dyn Randomness + 'static)) -> Result<Self, NoRandomness> {
        loop {
            // 60,000 is the largest multiple of 10,000 that two bytes hold; above it is drawn anew.
            let number = u16::from_le_bytes(draw(random)?);
            if number < 60_000 {
                return Ok(Self(format!("{:04}", number % 10_000)));
            }
        }
    }

    /// The digits, to be shown once.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Its hash, to be stored. Takes as long as a check: hold nothing that others wait for.
    pub fn hashed(
        &self,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<HashedPin, NoRandomness> {
        self.hashed_with(&Salt::draw(random)?)
    }

    /// Its hash with a salt that was drawn before, in the PHC string format: Argon2id with the
    /// parameters of OWASP's password storage cheat sheet (19 MiB, two passes), which a small ARM
    /// board does in a third of a second.
    pub fn hashed_with(&self, salt: &Salt) -> Result<HashedPin, NoRandomness> {
        let hash: Result<PasswordHash, _> =
            Argon2::default().hash_password_with_salt(self.0.as_bytes(), &salt.0);
        let failed = |error: argon2::password_hash::Error| NoRandomness(error.to_string());
        hash.map(|hash| HashedPin(hash.to_string())).map_err(failed)
    }

    pub(super) fn fits(&self, hash: &str) -> bool {
        PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(self.0.as_bytes(), &hash).is_ok())
    }
}

/// What makes two hashes of one PIN differ.
#[derive(Debug, Clone)]
pub struct Salt([u8; 16]);

impl Salt {
    /// A new one.
    pub fn draw(random: &mut (dyn Randomness + 'static)) -> Result<Self, NoRandomness> {
        draw(random).map(Self)
    }
}

/// A PIN as it is stored.
#[derive(Clone)]
pub struct HashedPin(pub(super) String);

impl std::fmt::Debug for HashedPin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HashedPin(…)")
    }
}

/// A try at somebody's PIN that was counted and is not decided yet.
pub struct PinTry {
    pub(super) number: super::MemberNumber,
    pub(super) left: usize,
    pub(super) hash: String,
}

impl std::fmt::Debug for PinTry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PinTry").field("number", &self.number).finish_non_exhaustive()
    }
}

impl PinTry {
    /// Whether this is the PIN. Slow on purpose (Argon2id): hold nothing that others wait for.
    pub fn fits(&self, pin: &Pin) -> bool {
        pin.fits(&self.hash)
    }
}

/// What came of a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinCheck {
    /// It is right.
    Right,
    /// It is not; so many tries are left.
    Wrong {
        /// How many.
        left: usize,
    },
    /// Too many wrong ones: the card rests until then, or until a steward lifts it.
    Locked {
        /// When it can be tried again.
        until: Timestamp,
    },
    /// This member has no PIN.
    NoPin,
}

/// Whether one more try is allowed after these failures, and how many are left after it.
///
/// A failure that lies in the future (a clock that went back) counts as well: setting a clock must
/// not be a way around the limit.
pub(super) fn allowance(failures: &[Timestamp], now: Timestamp) -> Result<usize, Timestamp> {
    let mut recent: Vec<_> =
        failures.iter().filter(|&&at| at.duration_since(now).abs() < WINDOW).copied().collect();
    recent.sort_unstable();
    match recent.len().checked_sub(TRIES) {
        None => Ok(TRIES - recent.len()),
        Some(first) => {
            Err(recent.get(first).and_then(|at| at.checked_add(WINDOW).ok()).unwrap_or(now))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edge::SeededRandomness;

    #[test]
    fn a_pin_has_four_to_eight_digits() {
        for good in ["0000", "12345678", " 4711 "] {
            assert!(good.parse::<Pin>().is_ok());
        }
        for bad in ["", "123", "123456789", "12a4", "１２３４", "-123"] {
            assert!(bad.parse::<Pin>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_pin_fits_its_own_hash_and_no_other() {
        let mut random = SeededRandomness::new("pin");
        let pin = Pin::draw(&mut random).unwrap();
        let hash = pin.hashed(&mut random).unwrap().0;
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(pin.fits(&hash));
        assert!(!"0000".parse::<Pin>().unwrap().fits(&hash) || pin.digits() == "0000");
        assert!(!pin.fits("not a hash"));
    }

    #[test]
    fn five_wrong_pins_in_ten_minutes_and_the_card_rests() {
        let at = |minute: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(1_000 + minute);
        let failures: Vec<_> = (0..5).map(at).collect();
        assert_eq!(allowance(&failures[..4], at(4)), Ok(1));
        assert_eq!(allowance(&failures, at(5)), Err(at(10)));
        assert_eq!(allowance(&failures, at(10)), Ok(1), "the first one is forgotten");
        assert_eq!(allowance(&failures, at(20)), Ok(5));
        assert_eq!(allowance(&failures, at(-2)), Err(at(10)), "the clock went back");
    }
}
