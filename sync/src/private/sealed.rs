//! The one file in which a node's devices tell each other who the members are: signed by the device
//! that wrote it, and encrypted for the devices in good standing.
//!
//! The signature is inside, so that an outsider learns neither the content nor the writer. It names
//! the node, so that a box of one node is worth nothing in another.

use serde::{Deserialize, Serialize};

use super::age::{AgeError, decrypt, encrypt};
use crate::key::{DeviceKey, KeyError, PublicKey, Purpose};
use crate::signers::AllowedSigners;
use crate::{Error, NodeId};

const FORMAT: u32 = 1;
/// The size of a box says nothing finer than this about how many members there are.
const ROUND: usize = 4096;
const END: &str = "-----END SSH SIGNATURE-----\n";

/// Why a box is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BoxFault {
    /// This device was not among the recipients yet.
    #[error("it is not encrypted for this device yet")]
    NotForUs,
    /// It is damaged, or something else.
    #[error("it is damaged")]
    Damaged,
    /// The writer is not a device of the node in good standing.
    #[error("the device that wrote it is not one of the node's")]
    Stranger,
    /// It belongs to another node.
    #[error("it belongs to another node")]
    OtherNode,
}

#[derive(Serialize, Deserialize)]
struct Head {
    v: u32,
    node: NodeId,
    /// Fingerprints of the keys that it is encrypted for, sorted.
    devices: Vec<String>,
    /// How many bytes the rows have; the rest is there to hide that.
    length: usize,
    key: String,
}

/// What was in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opened {
    pub rows: Vec<u8>,
    pub devices: Vec<String>,
}

/// The devices that a box is for: fingerprints, sorted.
pub(super) fn devices(signers: &AllowedSigners) -> Vec<String> {
    let mut all: Vec<_> = signers.standing().map(|signer| signer.key.fingerprint()).collect();
    all.sort();
    all.dedup();
    all
}

/// Signs and encrypts rows for all devices in good standing.
pub(super) fn seal(
    rows: &[u8],
    node: NodeId,
    key: &DeviceKey,
    signers: &AllowedSigners,
    seed: &[u8; 32],
) -> Result<Vec<u8>, Error> {
    let devices = devices(signers);
    let own = key.public().to_string();
    let head = Head { v: FORMAT, node, devices, length: rows.len(), key: own };
    let mut signed = serde_json::to_vec(&head).map_err(std::io::Error::from)?;
    signed.push(b'\n');
    let end = signed.len();
    signed.extend_from_slice(rows);
    let signature = key.sign(Purpose::Private, &signed)?;
    let mut text = signed.get(..end).unwrap_or_default().to_vec();
    text.extend_from_slice(signature.trim_end().as_bytes());
    text.push(b'\n');
    text.extend_from_slice(rows);
    text.resize(text.len().next_multiple_of(ROUND), b' ');
    let recipients: Vec<_> =
        signers.standing().filter_map(|signer| signer.key.recipient()).collect();
    encrypt(&recipients, &text, seed).map_err(|_| Error::Key(KeyError::Encrypt))
}

/// Decrypts a box and checks who wrote it.
pub(super) fn open(
    bytes: &[u8],
    node: NodeId,
    key: &DeviceKey,
    signers: &AllowedSigners,
) -> Result<Opened, BoxFault> {
    let identity = key.identity().ok_or(BoxFault::NotForUs)?;
    let text = decrypt(&identity, bytes).map_err(|error| match error {
        AgeError::NotForUs => BoxFault::NotForUs,
        AgeError::Format | AgeError::Damaged => BoxFault::Damaged,
    })?;
    let line = text.iter().position(|&b| b == b'\n').ok_or(BoxFault::Damaged)? + 1;
    let (first, rest) = text.split_at(line);
    let head: Head = serde_json::from_slice(first).map_err(|_| BoxFault::Damaged)?;
    let armour = rest.windows(END.len()).position(|part| part == END.as_bytes());
    let (signature, rest) = rest
        .split_at_checked(armour.ok_or(BoxFault::Damaged)? + END.len())
        .ok_or(BoxFault::Damaged)?;
    let rows = rest.get(..head.length).ok_or(BoxFault::Damaged)?;
    let writer: PublicKey = head.key.parse().map_err(|_| BoxFault::Damaged)?;
    let signature = std::str::from_utf8(signature).map_err(|_| BoxFault::Damaged)?;
    if head.v != FORMAT || !writer.verifies(Purpose::Private, &[first, rows].concat(), signature) {
        return Err(BoxFault::Damaged);
    }
    if head.node != node {
        return Err(BoxFault::OtherNode);
    }
    if !signers.standing().any(|signer| signer.key == writer) {
        return Err(BoxFault::Stranger);
    }
    Ok(Opened { rows: rows.to_vec(), devices: head.devices })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signers::Signer;

    fn key(device: &str, seed: u8) -> DeviceKey {
        DeviceKey::from_seed(device.parse().unwrap(), &[seed; 32])
    }

    fn list(keys: &[&DeviceKey]) -> AllowedSigners {
        let mut list = AllowedSigners::default();
        for key in keys {
            list.add(Signer::new(key.device(), key.public()));
        }
        list
    }

    fn node(digit: char) -> NodeId {
        digit.to_string().repeat(40).parse().unwrap()
    }

    #[test]
    fn a_box_opens_for_the_devices_of_its_node_and_for_no_one_else() {
        let (a, b, c) = (key("ka", 1), key("kb", 2), key("kc", 3));
        let both = list(&[&a, &b]);
        let sealed = seal(b"rows", node('1'), &a, &both, &[5; 32]).unwrap();
        let opened = open(&sealed, node('1'), &b, &both).unwrap();
        assert_eq!((opened.rows.as_slice(), opened.devices), (&b"rows"[..], devices(&both)));
        assert_eq!(open(&sealed, node('1'), &c, &both), Err(BoxFault::NotForUs));
        assert_eq!(open(&sealed, node('2'), &b, &both), Err(BoxFault::OtherNode));
        assert_eq!(open(&sealed, node('1'), &b, &list(&[&b])), Err(BoxFault::Stranger));
        let mut damaged = sealed.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert_eq!(open(&damaged, node('1'), &b, &both), Err(BoxFault::Damaged));
    }

    #[test]
    fn a_revoked_device_neither_reads_nor_writes_any_more() {
        let (a, b) = (key("ka", 1), key("kb", 2));
        let mut both = list(&[&a, &b]);
        both.revoke(b.device(), "2026-05-01T00:00:00Z".parse().unwrap());
        let sealed = seal(b"rows", node('1'), &a, &both, &[5; 32]).unwrap();
        assert_eq!(open(&sealed, node('1'), &b, &both), Err(BoxFault::NotForUs));
        let forged = seal(b"rows", node('1'), &b, &both, &[6; 32]).unwrap();
        assert_eq!(open(&forged, node('1'), &a, &both), Err(BoxFault::Stranger));
    }

    #[test]
    fn boxes_of_few_and_of_some_rows_are_of_one_size() {
        let a = key("ka", 1);
        let size = |rows: usize| {
            seal(&vec![b'r'; rows], node('1'), &a, &list(&[&a]), &[5; 32]).unwrap().len()
        };
        assert_eq!(size(1), size(2500));
        assert!(size(5000) > size(2500));
    }
}
