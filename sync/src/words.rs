//! A node's identity, and a device's key, as eight words that two people can read to each other; and the
//! identity as a line for a QR code.
//!
//! Nobody compares forty digits. Eight words of the BIP-39 English list carry 88 bits of a hash over the
//! identity: making another node with the same eight words takes 2^88 tries. The words of the list
//! differ in their first four letters, so these are enough.

use bip39::Language;
use sha2::{Digest, Sha256};

use crate::NodeId;
use crate::key::PublicKey;

/// How many words there are.
pub const WORDS: usize = 8;
const BITS: usize = 11;
/// What is hashed before the identity: these words mean nothing anywhere else.
const DOMAIN: &[u8] = b"commonstead node words 1\n";
/// The same before a device's key.
const KEY_DOMAIN: &[u8] = b"commonstead key words 1\n";
/// What a node's line begins with.
const LINE: &str = "stead-node-1.";
/// The first letters of a word that tell it from all others.
const ENOUGH: usize = 4;

/// The first bits of a hash as words of the list.
fn words_of(hash: &[u8]) -> [&'static str; WORDS] {
    let list = Language::English.word_list();
    let bit = |at: usize| hash.get(at / 8).is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0);
    let word = |at: usize| {
        let bits = at * BITS..(at + 1) * BITS;
        let number = bits.fold(0, |number, at| number * 2 + usize::from(bit(at)));
        list.get(number).copied().unwrap_or_default()
    };
    std::array::from_fn(word)
}

impl PublicKey {
    /// The words by which people compare two keys, in one line. They say nothing of whose it is.
    pub fn spoken(&self) -> String {
        let text = self.to_string();
        words_of(&Sha256::new().chain_update(KEY_DOMAIN).chain_update(text).finalize()).join(" ")
    }
}

impl NodeId {
    /// The words that people compare.
    pub fn words(self) -> [&'static str; WORDS] {
        let key = catalog::ids::NodeKey::from(self);
        words_of(&Sha256::new().chain_update(DOMAIN).chain_update(key.as_bytes()).finalize())
    }

    /// The words in one line.
    pub fn spoken(self) -> String {
        self.words().join(" ")
    }

    /// Whether these are its words. The first four letters of each are enough; case, hyphens and
    /// commas do not matter.
    pub fn is_spoken(self, text: &str) -> bool {
        let said: Vec<_> =
            text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
        let same = |(said, word): (&&str, &str)| {
            let said = said.to_lowercase();
            said == word || (said.len() >= ENOUGH && word.starts_with(&said))
        };
        said.len() == WORDS && said.iter().zip(self.words()).all(same)
    }

    /// The line that a QR code carries.
    pub fn line(self) -> String {
        format!("{LINE}{self}")
    }

    /// The node that a person names: by its forty digits, or by the line out of a QR code.
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        text.strip_prefix(LINE).unwrap_or(&text).parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node() -> NodeId {
        "4f0cd2b1a07e3c5598d6e1f2a3b4c5d6e7f80912".parse().unwrap()
    }

    #[test]
    fn a_node_has_eight_words_for_ever() {
        insta::assert_snapshot!(node().spoken(), @"wage risk trouble appear salt manual main admit");
        let other: NodeId = "4f0cd2b1a07e3c5598d6e1f2a3b4c5d6e7f80913".parse().unwrap();
        assert_ne!(other.words(), node().words());
    }

    #[test]
    fn a_devices_key_has_eight_words_of_its_own() {
        let key = |seed| crate::DeviceKey::from_seed("kb".parse().unwrap(), &[seed; 32]).public();
        let said = key(1).spoken();
        assert_eq!(said.split(' ').count(), WORDS);
        assert_eq!(said, key(1).spoken());
        assert_ne!(said, key(2).spoken());
    }

    #[test]
    fn words_are_heard_as_people_say_them() {
        let spoken = node().spoken();
        let short: Vec<_> =
            node().words().iter().map(|w| w.chars().take(4).collect::<String>()).collect();
        for said in
            [spoken.clone(), spoken.to_uppercase(), spoken.replace(' ', ", "), short.join("-")]
        {
            assert!(node().is_spoken(&said), "{said}");
        }
        let mut turned = node().words();
        turned.reverse();
        for wrong in
            [turned.join(" "), short[..7].join(" "), String::new(), format!("{spoken} abandon")]
        {
            assert!(!node().is_spoken(&wrong), "{wrong}");
        }
    }

    #[test]
    fn a_node_is_named_by_its_digits_or_its_line() {
        assert_eq!(NodeId::named(&node().to_string()), Some(node()));
        assert_eq!(NodeId::named(&format!(" {} ", node().line().to_uppercase())), Some(node()));
        for other in ["", "https://oak.example", "stead-node-1.", "stead-node-2.4f0c"] {
            assert_eq!(NodeId::named(other), None, "{other}");
        }
    }
}
