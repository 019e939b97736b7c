//! Encryption to the devices' own keys, in the file format of `age` (age-encryption.org/v1), so that
//! the `age` program opens it with `age -d -i .stead/device_key` and nothing of ours.
//!
//! Only what is needed of the format is here: recipients with an `ssh-ed25519` key, binary files, one
//! text in memory. The libraries that have all of it bring RSA, post-quantum drafts and translations.
//!
//! The one text of randomness is the caller's seed: the same seed must never encrypt two texts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use curve25519_dalek::MontgomeryPoint;
use curve25519_dalek::edwards::CompressedEdwardsY;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256, Sha512};

pub(crate) const VERSION: &str = "age-encryption.org/v1";
const STANZA: &str = "ssh-ed25519";
/// What the keys that wrap the file's key are derived for.
const LABEL: &[u8] = b"age-encryption.org/v1/ssh-ed25519";
/// The payload is sealed in pieces of this size.
pub(crate) const CHUNK: usize = 64 << 10;
pub(crate) const TAG: usize = 16;
pub(crate) const FILE_KEY: usize = 16;
pub(crate) const NONCE: usize = 16;
/// The longest header that is read: some hundreds of devices.
const MAX_HEADER: usize = 256 << 10;

/// Why a file does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AgeError {
    #[error("it is not a file that `age` wrote")]
    Format,
    #[error("it was not encrypted for this device")]
    NotForUs,
    #[error("it was changed after it was written")]
    Damaged,
}

/// The public half of a device's key as `age` needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recipient {
    /// The key in SSH's wire format.
    wire: Vec<u8>,
    point: MontgomeryPoint,
}

impl Recipient {
    /// The recipient with this Ed25519 key; none if the bytes are no point of the curve.
    pub(crate) fn new(public: &[u8; 32]) -> Option<Self> {
        let point = CompressedEdwardsY(*public).decompress()?.to_montgomery();
        let mut wire = Vec::with_capacity(51);
        for part in [STANZA.as_bytes(), public] {
            wire.extend(u32::try_from(part.len()).unwrap_or_default().to_be_bytes());
            wire.extend_from_slice(part);
        }
        Some(Self { wire, point })
    }

    fn tag(&self) -> String {
        BASE64.encode(&Sha256::digest(&self.wire)[..4])
    }

    /// Binds the shared secret to the SSH key, not only to the point that it maps to.
    fn tweak(&self) -> [u8; 32] {
        derive(&[], &self.wire, LABEL)
    }

    fn wrapping_key(&self, shared: MontgomeryPoint, share: &MontgomeryPoint) -> [u8; 32] {
        let shared = shared.mul_clamped(self.tweak());
        derive(shared.as_bytes(), &[*share.as_bytes(), *self.point.as_bytes()].concat(), LABEL)
    }

    fn wrap(&self, file_key: &[u8], ephemeral: [u8; 32]) -> Result<String, AgeError> {
        let share = MontgomeryPoint::mul_base_clamped(ephemeral);
        let key = self.wrapping_key(self.point.mul_clamped(ephemeral), &share);
        let body = seal(&key, &[0; 12], file_key)?;
        let (share, body) = (BASE64.encode(share.as_bytes()), BASE64.encode(body));
        Ok(format!("-> {STANZA} {} {share}\n{body}\n", self.tag()))
    }
}

/// The private half.
pub(crate) struct Identity {
    public: Recipient,
    scalar: [u8; 32],
}

impl Identity {
    /// The identity of an Ed25519 key with this seed and public half.
    pub(crate) fn new(seed: &[u8; 32], public: &[u8; 32]) -> Option<Self> {
        let mut scalar = [0; 32];
        scalar.copy_from_slice(&Sha512::digest(seed)[..32]);
        Some(Self { public: Recipient::new(public)?, scalar })
    }

    fn unwrap(&self, stanza: &Stanza<'_>) -> Option<Vec<u8>> {
        let [kind, tag, share] = stanza.arguments.as_slice() else { return None };
        if *kind != STANZA || *tag != self.public.tag() {
            return None;
        }
        let share: [u8; 32] = BASE64.decode(share).ok()?.try_into().ok()?;
        let share = MontgomeryPoint(share);
        let shared = share.mul_clamped(self.scalar);
        if shared.as_bytes() == &[0; 32] {
            return None;
        }
        let key = self.public.wrapping_key(shared, &share);
        let body = open(&key, &[0; 12], &stanza.body)?;
        (body.len() == FILE_KEY).then_some(body)
    }
}

/// Encrypts a text for every recipient. `seed` is fresh randomness.
pub(crate) fn encrypt(
    recipients: &[Recipient],
    text: &[u8],
    seed: &[u8; 32],
) -> Result<Vec<u8>, AgeError> {
    let draw = |purpose: String| derive(seed, b"commonstead", purpose.as_bytes());
    let file_key = &draw("file key".into())[..FILE_KEY];
    let mut header = format!("{VERSION}\n");
    for (at, recipient) in recipients.iter().enumerate() {
        header += &recipient.wrap(file_key, draw(format!("share {at}")))?;
    }
    header += "---";
    let mac = BASE64.encode(mac_of(file_key, header.as_bytes()).finalize().into_bytes());
    let nonce = &draw("nonce".into())[..NONCE];
    let mut out = format!("{header} {mac}\n").into_bytes();
    out.extend_from_slice(nonce);
    let key = derive(file_key, nonce, b"payload");
    let chunks = text.len().div_ceil(CHUNK).max(1);
    for at in 0..chunks {
        let chunk = text.chunks(CHUNK).nth(at).unwrap_or_default();
        out.extend(seal(&key, &counter(at, at + 1 == chunks), chunk)?);
    }
    Ok(out)
}

/// Opens a file with a device's key.
pub(crate) fn decrypt(identity: &Identity, bytes: &[u8]) -> Result<Vec<u8>, AgeError> {
    let header = Header::read(bytes)?;
    let file_key = header.stanzas.iter().find_map(|stanza| identity.unwrap(stanza));
    let file_key = file_key.ok_or(AgeError::NotForUs)?;
    let whole = mac_of(&file_key, header.text).verify_slice(&header.mac);
    whole.map_err(|_| AgeError::Damaged)?;
    let (nonce, payload) = header.rest.split_at_checked(NONCE).ok_or(AgeError::Format)?;
    let key = derive(&file_key, nonce, b"payload");
    let chunks: Vec<_> = payload.chunks(CHUNK + TAG).collect();
    let mut text = Vec::with_capacity(payload.len());
    for (at, chunk) in chunks.iter().enumerate() {
        let last = at + 1 == chunks.len();
        text.extend(open(&key, &counter(at, last), chunk).ok_or(AgeError::Damaged)?);
    }
    if chunks.is_empty() { Err(AgeError::Damaged) } else { Ok(text) }
}

/// One `-> …` of a header.
struct Stanza<'a> {
    arguments: Vec<&'a str>,
    body: Vec<u8>,
}

struct Header<'a> {
    stanzas: Vec<Stanza<'a>>,
    /// What the authentication code is over.
    text: &'a [u8],
    mac: Vec<u8>,
    rest: &'a [u8],
}

impl<'a> Header<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, AgeError> {
        let mut reader = Lines { bytes, at: 0 };
        if reader.line()? != VERSION {
            return Err(AgeError::Format);
        }
        let mut stanzas = Vec::new();
        loop {
            let start = reader.at;
            let line = reader.line()?;
            if let Some(mac) = line.strip_prefix("--- ") {
                let mac = BASE64.decode(mac).map_err(|_| AgeError::Format)?;
                let text = bytes.get(..start + 3).unwrap_or_default();
                let rest = bytes.get(reader.at..).unwrap_or_default();
                return Ok(Self { stanzas, text, mac, rest });
            }
            let arguments = line.strip_prefix("-> ").ok_or(AgeError::Format)?;
            let body = reader.body()?;
            stanzas.push(Stanza { arguments: arguments.split(' ').collect(), body });
        }
    }
}

struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lines<'a> {
    fn line(&mut self) -> Result<&'a str, AgeError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.iter().take(4096).position(|&b| b == b'\n').ok_or(AgeError::Format)?;
        self.at += end + 1;
        if self.at > MAX_HEADER {
            return Err(AgeError::Format);
        }
        std::str::from_utf8(rest.get(..end).unwrap_or_default()).map_err(|_| AgeError::Format)
    }

    /// Lines of 64 letters, and a last one that is shorter.
    fn body(&mut self) -> Result<Vec<u8>, AgeError> {
        let mut text = String::new();
        loop {
            let line = self.line()?;
            text += line;
            if line.len() < 64 {
                return BASE64.decode(text).map_err(|_| AgeError::Format);
            }
        }
    }
}

/// HKDF with SHA-256 (RFC 5869).
pub(crate) fn derive(secret: &[u8], salt: &[u8], purpose: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    let expanded = Hkdf::<Sha256>::new(Some(salt), secret).expand(purpose, &mut key);
    debug_assert!(expanded.is_ok(), "only more than 255 blocks are refused");
    key
}

pub(crate) fn mac_of(file_key: &[u8], header: &[u8]) -> Hmac<Sha256> {
    // A key shorter than a block is filled up with zeros (RFC 2104).
    let mut block = [0; 64];
    block[..32].copy_from_slice(&derive(file_key, &[], b"header"));
    let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new((&block).into());
    mac.update(header);
    mac
}

/// The number of a piece, and whether it is the last one: so none can be cut off or moved.
pub(crate) fn counter(at: usize, last: bool) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&(at as u64).to_be_bytes());
    nonce[11] = u8::from(last);
    nonce
}

pub(crate) fn seal(key: &[u8; 32], nonce: &[u8; 12], text: &[u8]) -> Result<Vec<u8>, AgeError> {
    let cipher = ChaCha20Poly1305::new(Key::from_slice(key));
    cipher.encrypt(Nonce::from_slice(nonce), text).map_err(|_| AgeError::Format)
}

pub(crate) fn open(key: &[u8; 32], nonce: &[u8; 12], sealed: &[u8]) -> Option<Vec<u8>> {
    let cipher = ChaCha20Poly1305::new(Key::from_slice(key));
    cipher.decrypt(Nonce::from_slice(nonce), sealed).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::DeviceKey;

    fn key(seed: u8) -> DeviceKey {
        DeviceKey::from_seed("k7m2qf".parse().unwrap(), &[seed; 32])
    }

    fn locked(text: &[u8], seeds: &[u8]) -> Vec<u8> {
        let recipients: Vec<_> =
            seeds.iter().filter_map(|&seed| key(seed).public().recipient()).collect();
        encrypt(&recipients, text, &[9; 32]).unwrap()
    }

    fn opened(bytes: &[u8], seed: u8) -> Result<Vec<u8>, AgeError> {
        decrypt(&key(seed).identity().unwrap(), bytes)
    }

    #[test]
    fn every_recipient_opens_it_and_nobody_else() {
        for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let text = vec![7; size];
            let file = locked(&text, &[1, 2]);
            assert_eq!(opened(&file, 1).as_ref(), Ok(&text), "{size}");
            assert_eq!(opened(&file, 2).as_ref(), Ok(&text), "{size}");
            assert_eq!(opened(&file, 3), Err(AgeError::NotForUs));
        }
    }

    #[test]
    fn a_changed_or_shortened_file_does_not_open() {
        let file = locked(&vec![b'x'; 2 * CHUNK], &[1]);
        for cut in [0, 10, 100, file.len() - CHUNK - 2 * TAG, file.len() - 1] {
            assert!(opened(&file[..cut], 1).is_err(), "cut at {cut}");
        }
        for at in (0..file.len()).step_by(1000) {
            let mut other = file.clone();
            other[at] ^= 1;
            assert!(opened(&other, 1).is_err(), "changed at {at}");
        }
    }

    /// The program itself reads what is written here, and the other way round.
    #[test]
    fn the_age_program_agrees() {
        use std::process::{Command, Stdio};
        if Command::new("age").arg("--version").output().is_err() {
            println!("skipped: the program `age` is not installed");
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let folder = camino::Utf8Path::from_path(folder.path()).unwrap();
        let (file, identity) = (folder.join("rows.age"), folder.join("device_key"));
        key(1).save(&identity).unwrap();
        let text = vec![b'y'; CHUNK + 5];
        fs_err::write(&file, locked(&text, &[2, 1])).unwrap();
        let mut reader = Command::new("age");
        reader.args(["-d", "-i", identity.as_str(), file.as_str()]);
        assert_eq!(read_output(&mut reader), text);
        let mut write = Command::new("age");
        write.args(["-r", &key(1).public().to_string(), "-o", file.as_str()]);
        let mut child = write.stdin(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"from age").unwrap();
        assert!(child.wait().unwrap().success());
        assert_eq!(opened(&fs_err::read(&file).unwrap(), 1).unwrap(), b"from age");
    }

    fn read_output(command: &mut std::process::Command) -> Vec<u8> {
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let with_version = [b"age-encryption.org/v1\n-> ssh-ed25519 a b\n", &*bytes].concat();
            prop_assert!(opened(&bytes, 1).is_err());
            prop_assert!(opened(&with_version, 1).is_err());
        }
    }
}
