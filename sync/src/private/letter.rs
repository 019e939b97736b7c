//! A text for a few readers, as an `age` file: for what a panel and two parties may read and nobody
//! else. Readers need no device of the node; a key file of their own is enough.

use super::age::{self, AgeError};
use crate::key::{DeviceKey, PublicKey};

/// Why a letter cannot be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// Nobody could read it.
    #[error("nobody is named who could read it")]
    NoReader,
    /// A reader's key that nothing can be encrypted for.
    #[error("one of the readers' keys is no point of the curve")]
    Key,
    /// Not an `age` file.
    #[error("it is not a file that `age` wrote")]
    Format,
    /// For others.
    #[error("it was not sealed for this key")]
    NotForUs,
    /// Changed after it was written.
    #[error("it was changed after it was written")]
    Damaged,
}

impl From<AgeError> for LetterError {
    fn from(error: AgeError) -> Self {
        match error {
            AgeError::Format => Self::Format,
            AgeError::NotForUs => Self::NotForUs,
            AgeError::Damaged => Self::Damaged,
        }
    }
}

/// Seals a text for these readers. `seed` is fresh randomness, for this one text.
pub fn seal(readers: &[PublicKey], text: &[u8], seed: &[u8; 32]) -> Result<Vec<u8>, LetterError> {
    if readers.is_empty() {
        return Err(LetterError::NoReader);
    }
    let recipients: Option<Vec<_>> = readers.iter().map(PublicKey::recipient).collect();
    Ok(age::encrypt(&recipients.ok_or(LetterError::Key)?, text, seed)?)
}

/// Opens a letter with a reader's key.
pub fn open(key: &DeviceKey, letter: &[u8]) -> Result<Vec<u8>, LetterError> {
    let identity = key.identity().ok_or(LetterError::Key)?;
    Ok(age::decrypt(&identity, letter)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_for_its_readers_alone() {
        let key = |seed: u8| DeviceKey::from_seed("k7m2qf".parse().unwrap(), &[seed; 32]);
        let letter = seal(&[key(1).public(), key(2).public()], b"between us", &[9; 32]).unwrap();
        assert_eq!(open(&key(2), &letter).as_deref(), Ok(&b"between us"[..]));
        assert_eq!(open(&key(3), &letter), Err(LetterError::NotForUs));
        assert_eq!(open(&key(1), b"age?"), Err(LetterError::Format));
        assert_eq!(seal(&[], b"to nobody", &[9; 32]), Err(LetterError::NoReader));
    }
}
