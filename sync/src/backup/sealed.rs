//! A file that a passphrase opens, in the format of `age` (age-encryption.org/v1, recipient `scrypt`):
//! `age -d` opens it with nothing of ours. Written and read as a stream, since a node may be larger than
//! the memory of a small board.

use std::io::{self, Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use hmac::Mac as _;

use crate::private::age::{
    CHUNK, FILE_KEY, NONCE, TAG, VERSION, counter, derive, mac_of, open, seal,
};

const STANZA: &str = "scrypt";
const LABEL: &[u8] = b"age-encryption.org/v1/scrypt";
/// 64 MiB and half a second of a small board for each guess.
const WORK: u8 = 16;
/// A file may ask for that much of us, and no more: 512 MiB.
const MOST_WORK: u8 = 19;
const SALT: usize = 16;
/// A header with one stanza is a tenth of this.
const MAX_HEADER: usize = 2048;

/// What opens a backup: at least eight letters, chosen by people.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

/// The passphrase is too short to keep anybody out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a passphrase has at least {} letters; four words are better", Passphrase::SHORTEST)]
pub struct TooShort;

impl Passphrase {
    /// The shortest that is taken, in letters.
    pub const SHORTEST: usize = 8;

    /// A passphrase without the space around it.
    pub fn new(text: &str) -> Result<Self, TooShort> {
        let text = text.trim();
        if text.chars().count() < Self::SHORTEST || text.len() > 1024 {
            return Err(TooShort);
        }
        Ok(Self(text.to_owned()))
    }

    fn key(&self, salt: &[u8], work: u8) -> Option<[u8; 32]> {
        let params = scrypt::Params::new(work, 8, 1, 32).ok()?;
        let mut key = [0; 32];
        let salt = [LABEL, salt].concat();
        scrypt::scrypt(self.0.as_bytes(), &salt, &params, &mut key).ok()?;
        Some(key)
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// Whether a file begins like one that `age` wrote.
pub(super) fn is_sealed(start: &[u8]) -> bool {
    start.starts_with(VERSION.as_bytes())
}

/// Why a file does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum SealError {
    #[error("it is not a file that a passphrase opens")]
    Format,
    #[error("the passphrase does not open it")]
    Wrong,
    #[error("it was changed or cut off after it was written")]
    Damaged,
}

impl From<SealError> for io::Error {
    fn from(error: SealError) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}

/// Seals what is written into it. Only [`Sealer::finish`] makes it whole.
pub(super) struct Sealer<W> {
    out: W,
    key: [u8; 32],
    waiting: Vec<u8>,
    pieces: usize,
}

impl<W: Write> Sealer<W> {
    /// Begins a file. `seed` is fresh randomness, never used for another one.
    pub(super) fn begin(mut out: W, phrase: &Passphrase, seed: &[u8; 32]) -> io::Result<Self> {
        let draw = |purpose: &str| derive(seed, b"commonstead backup", purpose.as_bytes());
        let (file_key, salt, nonce) = (draw("file key"), draw("salt"), draw("nonce"));
        let (file_key, salt) = (&file_key[..FILE_KEY], &salt[..SALT]);
        let wrapping = phrase.key(salt, WORK).ok_or(SealError::Format)?;
        let body = seal(&wrapping, &[0; 12], file_key).map_err(|_| SealError::Format)?;
        let header = format!(
            "{VERSION}\n-> {STANZA} {} {WORK}\n{}\n---",
            BASE64.encode(salt),
            BASE64.encode(body)
        );
        let mac = mac_of(file_key, header.as_bytes()).finalize().into_bytes();
        out.write_all(format!("{header} {}\n", BASE64.encode(mac)).as_bytes())?;
        let nonce = &nonce[..NONCE];
        out.write_all(nonce)?;
        let key = derive(file_key, nonce, b"payload");
        Ok(Self { out, key, waiting: Vec::with_capacity(CHUNK), pieces: 0 })
    }

    /// Writes the last piece and gives back what is below.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.piece(true)?;
        Ok(self.out)
    }

    fn piece(&mut self, last: bool) -> io::Result<()> {
        let sealed = seal(&self.key, &counter(self.pieces, last), &self.waiting);
        self.out.write_all(&sealed.map_err(|_| SealError::Format)?)?;
        self.pieces += 1;
        self.waiting.clear();
        Ok(())
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        // A full piece waits until something follows it: it may be the last one.
        if self.waiting.len() == CHUNK {
            self.piece(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.waiting.len());
        self.waiting.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Reads what a [`Sealer`] wrote. What it gives out is authentic; that nothing is missing at the end is
/// known once it says that there is no more.
pub(super) struct Opener<R> {
    from: R,
    key: [u8; 32],
    text: Vec<u8>,
    at: usize,
    /// The first byte after the piece that was read, since only the file's end tells the last piece.
    ahead: Option<u8>,
    pieces: usize,
    ended: bool,
}

impl<R: Read> Opener<R> {
    pub(super) fn begin(mut from: R, phrase: &Passphrase) -> io::Result<Self> {
        let header = header(&mut from)?;
        let (file_key, text, mac) = unwrap(&header, phrase)?;
        let whole = mac_of(&file_key, text.as_bytes()).verify_slice(&mac);
        whole.map_err(|_| SealError::Damaged)?;
        let mut nonce = [0; NONCE];
        from.read_exact(&mut nonce).map_err(|_| SealError::Damaged)?;
        let key = derive(&file_key, &nonce, b"payload");
        let mut opener =
            Self { from, key, text: Vec::new(), at: 0, ahead: None, pieces: 0, ended: false };
        opener.ahead = opener.byte()?;
        Ok(opener)
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let mut one = [0];
        loop {
            match self.from.read(&mut one) {
                Ok(0) => return Ok(None),
                Ok(_) => return Ok(Some(one[0])),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn piece(&mut self) -> io::Result<()> {
        let Some(first) = self.ahead.take() else { return Err(SealError::Damaged.into()) };
        let mut sealed = Vec::with_capacity(CHUNK + TAG);
        sealed.push(first);
        (&mut self.from).take((CHUNK + TAG - 1) as u64).read_to_end(&mut sealed)?;
        self.ahead = self.byte()?;
        self.ended = self.ahead.is_none();
        let text = open(&self.key, &counter(self.pieces, self.ended), &sealed);
        self.text = text.ok_or(SealError::Damaged)?;
        self.at = 0;
        self.pieces += 1;
        Ok(())
    }
}

impl<R: Read> Read for Opener<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            if self.ended {
                return Ok(0);
            }
            self.piece()?;
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        let taken = rest.len().min(into.len());
        if let (Some(into), Some(rest)) = (into.get_mut(..taken), rest.get(..taken)) {
            into.copy_from_slice(rest);
        }
        self.at += taken;
        Ok(taken)
    }
}

/// The header with its last line, whose code is over everything before it.
fn header(from: &mut impl Read) -> Result<String, SealError> {
    let (mut bytes, mut one, mut lines) = (Vec::new(), [0], 0);
    while lines < 4 {
        from.read_exact(&mut one).map_err(|_| SealError::Format)?;
        bytes.push(one[0]);
        lines += usize::from(one[0] == b'\n');
        if bytes.len() > MAX_HEADER {
            return Err(SealError::Format);
        }
    }
    String::from_utf8(bytes).map_err(|_| SealError::Format)
}

/// The file's key, what the header's code is over, and the code.
fn unwrap<'h>(
    header: &'h str,
    phrase: &Passphrase,
) -> Result<(Vec<u8>, &'h str, Vec<u8>), SealError> {
    let mut lines = header.lines();
    let (version, stanza, body, end) =
        (lines.next(), lines.next(), lines.next(), lines.next().unwrap_or_default());
    let mut words = stanza.unwrap_or_default().split(' ');
    if version != Some(VERSION) || words.next() != Some("->") || words.next() != Some(STANZA) {
        return Err(SealError::Format);
    }
    let decode = |text: Option<&str>| BASE64.decode(text.unwrap_or_default()).ok();
    let salt = decode(words.next()).filter(|salt| salt.len() == SALT).ok_or(SealError::Format)?;
    let work = words.next().and_then(|text| text.parse().ok()).filter(|work| *work <= MOST_WORK);
    let key = phrase.key(&salt, work.ok_or(SealError::Format)?).ok_or(SealError::Format)?;
    let body = decode(body).ok_or(SealError::Format)?;
    let file_key = open(&key, &[0; 12], &body).filter(|key| key.len() == FILE_KEY);
    let mac = decode(end.strip_prefix("--- ")).ok_or(SealError::Format)?;
    let text = header.rfind("--- ").and_then(|at| header.get(..at + 3)).unwrap_or_default();
    Ok((file_key.ok_or(SealError::Wrong)?, text, mac))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(text: &[u8], phrase: &str) -> Vec<u8> {
        let phrase = Passphrase::new(phrase).unwrap();
        let mut sealer = Sealer::begin(Vec::new(), &phrase, &[7; 32]).unwrap();
        sealer.write_all(text).unwrap();
        sealer.finish().unwrap()
    }

    fn opened(bytes: &[u8], phrase: &str) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        Opener::begin(bytes, &Passphrase::new(phrase).unwrap())?.read_to_end(&mut text)?;
        Ok(text)
    }

    const PHRASE: &str = "four words are better";

    #[test]
    fn what_was_sealed_opens_whatever_its_length() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7] {
            let text: Vec<u8> = (0..=250).cycle().take(length).collect();
            assert_eq!(opened(&sealed(&text, PHRASE), PHRASE).unwrap(), text, "{length}");
        }
    }

    #[test]
    fn another_phrase_a_changed_byte_and_a_cut_end_are_noticed() {
        let text = vec![3; CHUNK + 100];
        let whole = sealed(&text, PHRASE);
        let why = opened(&whole, "some other words").unwrap_err().to_string();
        assert_eq!(why, "the passphrase does not open it");
        for cut in [whole.len() - 1, whole.len() - 100 - TAG, 40, 0] {
            assert!(opened(&whole[..cut], PHRASE).is_err(), "cut at {cut}");
        }
        for at in [30, 120, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(opened(&changed, PHRASE).is_err(), "changed at {at}");
        }
    }

    #[test]
    fn a_file_cannot_ask_for_all_our_memory() {
        let text = String::from_utf8_lossy(&sealed(b"x", PHRASE)).replace(" 16\n", " 30\n");
        assert!(opened(text.as_bytes(), PHRASE).is_err());
        assert!(Passphrase::new("  short ").is_err());
    }
}
