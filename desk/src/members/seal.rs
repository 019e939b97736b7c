//! Sealed references: a member's number under the node's own secret, different each time.
//!
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with a random nonce of 24 bytes, over a block of
//! fixed length, so that neither equality nor length tells an outsider anything. Whoever has the
//! secret reads the number; whoever has erased the member reads a number that means nobody.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use catalog::ids::Sealed;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use super::MemberNumber;
use crate::edge::{NoRandomness, Randomness, draw};

/// What the seal binds its content to, so that a sealed number is good for nothing else.
const PURPOSE: &[u8] = b"commonstead member reference v1";
const NONCE: usize = 24;
/// The sealed block: a number in four bytes and room that later versions may use.
const BLOCK: usize = 16;

/// The node's secret: 256 bits that never leave the node's own devices. Older ones read what was
/// sealed before the secret was changed.
#[derive(Clone)]
pub struct NodeSecret {
    now: [u8; 32],
    older: Vec<[u8; 32]>,
}

impl std::fmt::Debug for NodeSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NodeSecret(…)")
    }
}

impl NodeSecret {
    /// The secret with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self { now: bytes, older: Vec::new() }
    }

    /// The same with the secrets that were in use before.
    pub(super) fn with_older(bytes: [u8; 32], older: Vec<[u8; 32]>) -> Self {
        Self { now: bytes, older }
    }

    pub(super) fn draw(random: &mut (dyn Randomness + 'static)) -> Result<Self, NoRandomness> {
        draw(random).map(Self::from_bytes)
    }

    pub(super) fn as_bytes(&self) -> &[u8; 32] {
        &self.now
    }

    /// Seals a member's number. Sealing the same number twice gives two different texts.
    pub fn seal(
        &self,
        number: MemberNumber,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<Sealed, NoRandomness> {
        let nonce: [u8; NONCE] = draw(random)?;
        let mut block = [0; BLOCK];
        block[..4].copy_from_slice(&number.get().to_le_bytes());
        let payload = Payload { msg: &block, aad: PURPOSE };
        let failed = || NoRandomness("the cipher refused a block of 16 bytes".into());
        let sealed = cipher(&self.now).encrypt(XNonce::from_slice(&nonce), payload);
        let mut bytes = nonce.to_vec();
        bytes.extend(sealed.map_err(|_| failed())?);
        URL_SAFE_NO_PAD.encode(bytes).parse().map_err(|_| failed())
    }

    /// The number inside; `None` for what this node did not seal.
    pub fn unseal(&self, sealed: &Sealed) -> Option<MemberNumber> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed.as_str()).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let open = |key: &[u8; 32]| {
            let payload = Payload { msg: sealed, aad: PURPOSE };
            cipher(key).decrypt(XNonce::from_slice(nonce), payload).ok()
        };
        let block = std::iter::once(&self.now).chain(&self.older).find_map(open)?;
        let number: [u8; 4] = block.get(..4)?.try_into().ok()?;
        MemberNumber::new(u32::from_le_bytes(number))
    }

    /// A key of its own for each use of the secret.
    pub(super) fn hash(&self, purpose: &str, text: &[u8]) -> [u8; 32] {
        keyed(&self.now, purpose, text)
    }

    /// The same under each secret that was ever in use, the present one first.
    pub(super) fn hashes(&self, purpose: &str, text: &[u8]) -> Vec<[u8; 32]> {
        std::iter::once(&self.now).chain(&self.older).map(|key| keyed(key, purpose, text)).collect()
    }
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(Key::from_slice(key))
}

fn keyed(secret: &[u8; 32], purpose: &str, text: &[u8]) -> [u8; 32] {
    let key = blake3::derive_key(purpose, secret);
    *blake3::keyed_hash(&key, text).as_bytes()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edge::SeededRandomness;

    #[test]
    fn two_loans_of_one_member_cannot_be_linked_and_all_seals_are_of_one_length() {
        let mut random = SeededRandomness::new("seal");
        let secret = NodeSecret::draw(&mut random).unwrap();
        let number = MemberNumber::new(412_907).unwrap();
        let first = secret.seal(number, &mut random).unwrap();
        let second = secret.seal(number, &mut random).unwrap();
        assert_ne!(first, second);
        assert_eq!((first.as_str().len(), second.as_str().len()), (75, 75));
        assert_eq!((secret.unseal(&first), secret.unseal(&second)), (Some(number), Some(number)));
    }

    #[test]
    fn another_node_reads_nothing_and_a_changed_seal_is_refused() {
        let mut random = SeededRandomness::new("seal");
        let ours = NodeSecret::draw(&mut random).unwrap();
        let theirs = NodeSecret::draw(&mut random).unwrap();
        let sealed = ours.seal(MemberNumber::new(100_000).unwrap(), &mut random).unwrap();
        assert_eq!(theirs.unseal(&sealed), None);
        let mut text = sealed.as_str().to_owned();
        text.replace_range(40..41, if &text[40..41] == "A" { "B" } else { "A" });
        assert_eq!(ours.unseal(&text.parse().unwrap()), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_unsealing_panic(text in "[A-Za-z0-9_-]{1,160}") {
            let secret = NodeSecret::from_bytes([7; 32]);
            prop_assert_eq!(secret.unseal(&text.parse().unwrap()), None);
        }
    }
}
