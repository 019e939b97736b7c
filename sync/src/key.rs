//! A device's identity: an Ed25519 key in the file format that OpenSSH has, so that `ssh-keygen` and
//! `git` read it too.
//!
//! The key file's comment is the device's name, which makes one file the whole identity. Signatures
//! are SSHSIG (OpenSSH's `PROTOCOL.sshsig`) over SHA-512.

use std::fmt;
use std::str::FromStr;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::ids::DeviceId;
use fs_err as fs;
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::public::KeyData;
use ssh_key::{HashAlg, LineEnding, PrivateKey, SshSig};

use crate::private::age::{Identity, Recipient};

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file is not a key that this program can use.
    #[error("`{file}` is not an Ed25519 key without a passphrase whose comment names a device")]
    NotAKey {
        /// The key file.
        file: Utf8PathBuf,
    },
    /// The text is not a public key.
    #[error("`{text}` is not an Ed25519 public key like `ssh-ed25519 AAAA…`")]
    NotAPublicKey {
        /// What was given.
        text: String,
    },
    /// A line of the list of keys cannot be read.
    #[error("line {line} of keys/allowed_signers cannot be read: {why}")]
    SignersLine {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        why: &'static str,
    },
    /// The signature could not be made.
    #[error("the device's key could not sign")]
    Sign(#[source] ssh_key::Error),
    /// The records could not be encrypted.
    #[error("the records could not be encrypted for the node's devices")]
    Encrypt,
    /// The key file could not be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl KeyError {
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::NotAKey { .. } => Some(
                "move the file aside and let `stead device join` make a new one; \
                 what this device recorded stays valid"
                    .into(),
            ),
            Self::SignersLine { .. } => {
                Some("a line is `device namespaces=\"git\" ssh-ed25519 AAAA…`".into())
            }
            _ => None,
        }
    }
}

/// What a signature is for: one made for one purpose is worth nothing for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A commit. Git's own namespace, `git`.
    Commit,
    /// The list of what a stick carries.
    Stick,
    /// What the node's own devices tell each other.
    Private,
    /// A question to a kiosk of the node.
    Web,
}

impl Purpose {
    fn namespace(self) -> &'static str {
        match self {
            Self::Commit => "git",
            Self::Stick => "commonstead-stick",
            Self::Private => "commonstead-private",
            Self::Web => "commonstead-web",
        }
    }
}

/// The key of one device.
#[derive(Clone)]
pub struct DeviceKey {
    device: DeviceId,
    key: PrivateKey,
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceKey").field("device", &self.device).finish_non_exhaustive()
    }
}

impl DeviceKey {
    /// Where a node's folder keeps it.
    pub const FILE: &str = ".stead/device_key";

    /// The key that these 32 random bytes make, for the device of this name.
    pub fn from_seed(device: DeviceId, seed: &[u8; 32]) -> Self {
        let pair = KeypairData::Ed25519(Ed25519Keypair::from_seed(seed));
        // Only the comment could be refused, and a device's name has no line ends.
        let key = PrivateKey::new(pair, device.to_string())
            .unwrap_or_else(|_| PrivateKey::from(Ed25519Keypair::from_seed(seed)));
        Self { device, key }
    }

    /// A new device with a name of its own, out of 40 random bytes.
    pub fn new(random: &[u8; 40]) -> Self {
        let mut seed = [0; 32];
        seed.copy_from_slice(&random[..32]);
        Self::from_seed(device_name(&random[32..]), &seed)
    }

    /// Reads a key file.
    pub fn load(file: &Utf8Path) -> Result<Self, KeyError> {
        let text = fs::read_to_string(file)?;
        Self::from_openssh(&text).ok_or_else(|| KeyError::NotAKey { file: file.to_owned() })
    }

    fn from_openssh(text: &str) -> Option<Self> {
        let key = PrivateKey::from_openssh(text).ok()?;
        key.key_data().ed25519()?;
        let device = key.comment().parse().ok()?;
        Some(Self { device, key })
    }

    /// Writes the key file, readable by its owner alone. An existing file is kept and is an error.
    pub fn save(&self, file: &Utf8Path) -> Result<(), KeyError> {
        let text = self.key.to_openssh(LineEnding::LF).map_err(KeyError::Sign)?;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        owner_only(&mut options);
        let mut out = options.open(file)?;
        std::io::Write::write_all(&mut out, text.as_bytes())?;
        Ok(out.sync_all()?)
    }

    /// The device's name.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.key.public_key().key_data().clone())
    }

    /// `SHA256:…`, as `ssh-keygen -l` shows it.
    pub fn fingerprint(&self) -> String {
        self.public().fingerprint()
    }

    /// What opens files that were encrypted for this device.
    pub(crate) fn identity(&self) -> Option<Identity> {
        let pair = self.key.key_data().ed25519()?;
        Identity::new(&pair.private.to_bytes(), &pair.public.0)
    }

    /// The armoured signature over these bytes.
    pub fn sign(&self, purpose: Purpose, bytes: &[u8]) -> Result<String, KeyError> {
        let signature =
            self.key.sign(purpose.namespace(), HashAlg::Sha512, bytes).map_err(KeyError::Sign)?;
        signature.to_pem(LineEnding::LF).map_err(KeyError::Sign)
    }
}

#[cfg(unix)]
fn owner_only(options: &mut fs::OpenOptions) {
    use fs_err::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}
#[cfg(not(unix))]
fn owner_only(_: &mut fs::OpenOptions) {}

/// Six letters and digits without the ones that look alike, a billion names.
fn device_name(random: &[u8]) -> DeviceId {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let letter = |b: &u8| char::from(LETTERS[usize::from(b % 32)]);
    let name: String = random.iter().take(6).map(letter).collect();
    // Letters and digits always make a name; `d0` is never reached.
    name.parse().unwrap_or_else(|_| fallback_name())
}

#[expect(clippy::unwrap_used, reason = "a constant that the tests read")]
fn fallback_name() -> DeviceId {
    "d0".parse().unwrap()
}

/// The public half of a device's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(KeyData);

impl PublicKey {
    /// `SHA256:…`, as `ssh-keygen -l` shows it.
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The key as a file is encrypted for it; none for a key that is no point of the curve.
    pub(crate) fn recipient(&self) -> Option<Recipient> {
        Recipient::new(&self.0.ed25519()?.0)
    }

    /// Whether this key made the signature over these bytes, for this purpose.
    pub fn verifies(&self, purpose: Purpose, bytes: &[u8], armoured: &str) -> bool {
        let Ok(signature) = SshSig::from_pem(armoured) else { return false };
        ssh_key::PublicKey::from(self.0.clone())
            .verify(purpose.namespace(), bytes, &signature)
            .is_ok()
    }

    /// The key that an armoured signature says it was made with.
    pub(crate) fn of_signature(armoured: &[u8]) -> Option<Self> {
        let signature = SshSig::from_pem(armoured).ok()?;
        signature.public_key().ed25519()?;
        Some(Self(signature.public_key().clone()))
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let wrong = || KeyError::NotAPublicKey { text: text.to_owned() };
        let key = ssh_key::PublicKey::from_openssh(text.trim()).map_err(|_| wrong())?;
        key.key_data().ed25519().ok_or_else(wrong)?;
        Ok(Self(key.key_data().clone()))
    }
}
impl fmt::Display for PublicKey {
    /// `ssh-ed25519 AAAA…`, without a comment.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = ssh_key::PublicKey::from(self.0.clone());
        f.write_str(&key.to_openssh().map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> DeviceKey {
        DeviceKey::from_seed("k7m2qf".parse().unwrap(), &[7; 32])
    }

    #[test]
    fn a_key_file_is_the_whole_identity() {
        let folder = tempfile::tempdir().unwrap();
        let file = Utf8Path::from_path(folder.path()).unwrap().join(".stead/device_key");
        key().save(&file).unwrap();
        let back = DeviceKey::load(&file).unwrap();
        assert_eq!((back.device(), back.public()), (key().device(), key().public()));
        assert!(key().save(&file).is_err(), "a key is never overwritten");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_signature_is_good_for_its_purpose_and_its_bytes_alone() {
        let signature = key().sign(Purpose::Commit, b"words").unwrap();
        let public = key().public();
        assert!(public.verifies(Purpose::Commit, b"words", &signature));
        assert!(!public.verifies(Purpose::Stick, b"words", &signature));
        assert!(!public.verifies(Purpose::Commit, b"other words", &signature));
        let other = DeviceKey::from_seed(key().device(), &[8; 32]).public();
        assert!(!other.verifies(Purpose::Commit, b"words", &signature));
        assert!(!public.verifies(Purpose::Commit, b"words", "not a signature"));
    }

    #[test]
    fn a_new_device_gets_a_name_out_of_the_random_bytes() {
        assert_eq!(DeviceKey::new(&[0; 40]).device().to_string(), "aaaaaa");
        assert_eq!(DeviceKey::new(&[255; 40]).device().to_string(), "999999");
        assert_eq!(fallback_name().to_string(), "d0");
    }

    #[test]
    fn a_public_key_reads_back_as_it_is_written() {
        let text = key().public().to_string();
        assert!(text.starts_with("ssh-ed25519 AAAA"));
        assert_eq!(text.parse::<PublicKey>().unwrap(), key().public());
        assert!("ssh-rsa AAAA".parse::<PublicKey>().is_err());
    }
}
