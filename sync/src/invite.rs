//! Letting a new device in without typing keys: an invitation that one device gives (a text, mostly as
//! a QR code), and the request that the new device makes of it.
//!
//! An invitation is worth one device, for a limited time, and only at the device that gave it: that
//! one keeps its secret. The request carries the new device's public key and proves that it knows the
//! secret, without showing it, so it may travel on a stick through anybody's hands.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use catalog::ids::DeviceId;
use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::NodeId;
use crate::key::{DeviceKey, PublicKey};

const INVITATION: &str = "stead-invitation-1";
const REQUEST: &str = "stead-join-1";
/// How long an invitation is good for when nobody says.
pub const USUAL: SignedDuration = SignedDuration::from_hours(48);

/// Why an invitation or a request is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InviteError {
    /// The text is something else, or was not copied whole.
    #[error("this is not a whole invitation or request")]
    Unreadable,
    /// It is for another node.
    #[error("this is for another node")]
    OtherNode,
    /// No invitation of this device fits.
    #[error("no invitation of this device fits it")]
    Unknown,
    /// It is too late.
    #[error("the invitation has expired")]
    Expired,
    /// Another device came with it before.
    #[error("the invitation was used before, by another device")]
    Used,
}

/// What a new device is given.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The node that it is to be a device of.
    pub node: NodeId,
    secret: [u8; 16],
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invitation").field("node", &self.node).finish_non_exhaustive()
    }
}

impl Invitation {
    /// An invitation out of 16 random bytes.
    pub fn new(node: NodeId, secret: [u8; 16]) -> Self {
        Self { node, secret }
    }

    fn proof(&self, device: DeviceId, key: &str) -> Option<[u8; 32]> {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.secret).ok()?;
        mac.update(format!("{REQUEST}\n{}\n{device}\n{key}\n", self.node).as_bytes());
        Some(mac.finalize().into_bytes().into())
    }
}

impl fmt::Display for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{INVITATION}.{}.{}", self.node, BASE64.encode(self.secret))
    }
}

impl FromStr for Invitation {
    type Err = InviteError;
    fn from_str(text: &str) -> Result<Self, InviteError> {
        let bad = InviteError::Unreadable;
        let rest =
            text.trim().strip_prefix(INVITATION).and_then(|t| t.strip_prefix('.')).ok_or(bad)?;
        let (node, secret) = rest.split_once('.').ok_or(bad)?;
        let secret =
            BASE64.decode(secret).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(bad)?;
        Ok(Self { node: node.parse().map_err(|_| bad)?, secret })
    }
}

/// What a new device asks with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRequest {
    /// The node.
    pub node: NodeId,
    /// The new device's name.
    pub device: DeviceId,
    /// Its public key, as OpenSSH writes it.
    pub key: String,
    proof: String,
}

impl JoinRequest {
    /// The request of a device that was given this invitation.
    pub fn new(invitation: &Invitation, key: &DeviceKey) -> Result<Self, InviteError> {
        let public = key.public().to_string();
        let proof = invitation.proof(key.device(), &public).ok_or(InviteError::Unreadable)?;
        let proof = BASE64.encode(proof);
        Ok(Self { node: invitation.node, device: key.device(), key: public, proof })
    }

    /// The key as a key.
    pub fn public(&self) -> Result<PublicKey, InviteError> {
        self.key.parse().map_err(|_| InviteError::Unreadable)
    }
}

impl fmt::Display for JoinRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_vec(self).map_err(|_| fmt::Error)?;
        write!(f, "{REQUEST}.{}", BASE64.encode(json))
    }
}

impl FromStr for JoinRequest {
    type Err = InviteError;
    fn from_str(text: &str) -> Result<Self, InviteError> {
        let bad = InviteError::Unreadable;
        let rest =
            text.trim().strip_prefix(REQUEST).and_then(|t| t.strip_prefix('.')).ok_or(bad)?;
        serde_json::from_slice(&BASE64.decode(rest).map_err(|_| bad)?).map_err(|_| bad)
    }
}

/// An invitation that this device gave.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Given {
    invitation: String,
    until: Timestamp,
    /// Who came with it: it may ask again, nobody else.
    used_by: Option<String>,
}

/// The invitations that this device gave, as it keeps them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitations(Vec<Given>);

impl fmt::Debug for Invitations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Invitations({})", self.0.len())
    }
}

impl Invitations {
    /// Where a node's folder keeps them.
    pub const FILE: &str = ".stead/invitations.json";

    /// Remembers an invitation until then, and forgets those that are long over.
    pub fn give(&mut self, invitation: &Invitation, until: Timestamp, now: Timestamp) {
        self.0
            .retain(|given| now.duration_since(given.until) < SignedDuration::from_hours(24 * 30));
        self.0.push(Given { invitation: invitation.to_string(), until, used_by: None });
    }

    /// Checks a request, and notes that its invitation is used up.
    pub fn accept(
        &mut self,
        request: &JoinRequest,
        node: NodeId,
        now: Timestamp,
    ) -> Result<(), InviteError> {
        if request.node != node {
            return Err(InviteError::OtherNode);
        }
        request.public()?;
        let given = self.0.iter_mut().find(|given| {
            let invitation = given.invitation.parse::<Invitation>().ok();
            let proof = invitation.and_then(|known| known.proof(request.device, &request.key));
            proof.is_some_and(|proof| BASE64.encode(proof) == request.proof)
        });
        let given = given.ok_or(InviteError::Unknown)?;
        match &given.used_by {
            Some(key) if *key == request.key => Ok(()),
            Some(_) => Err(InviteError::Used),
            None if now > given.until => Err(InviteError::Expired),
            None => {
                given.used_by = Some(request.key.clone());
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn node() -> NodeId {
        "1".repeat(40).parse().unwrap()
    }

    fn at(hour: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000 + hour)
    }

    fn key(device: &str, seed: u8) -> DeviceKey {
        DeviceKey::from_seed(device.parse().unwrap(), &[seed; 32])
    }

    #[test]
    fn attack_53_an_invitation_lets_one_device_in_once_and_in_time() {
        let invitation = Invitation::new(node(), [7; 16]);
        let read: Invitation = invitation.to_string().parse().unwrap();
        let request = JoinRequest::new(&read, &key("kb", 2)).unwrap();
        let request: JoinRequest = request.to_string().parse().unwrap();
        let mut given = Invitations::default();
        assert_eq!(given.accept(&request, node(), at(0)), Err(InviteError::Unknown));
        given.give(&invitation, at(48), at(0));
        assert_eq!(given.clone().accept(&request, node(), at(49)), Err(InviteError::Expired));
        assert_eq!(given.accept(&request, node(), at(1)), Ok(()));
        assert_eq!(given.accept(&request, node(), at(90)), Ok(()), "the same device may ask again");
        let second = JoinRequest::new(&read, &key("kc", 3)).unwrap();
        assert_eq!(given.accept(&second, node(), at(2)), Err(InviteError::Used));
        let elsewhere = "2".repeat(40).parse().unwrap();
        assert_eq!(given.accept(&request, elsewhere, at(1)), Err(InviteError::OtherNode));
    }

    #[test]
    fn a_request_with_another_name_or_key_proves_nothing() {
        let invitation = Invitation::new(node(), [7; 16]);
        let mut given = Invitations::default();
        given.give(&invitation, at(48), at(0));
        let good = JoinRequest::new(&invitation, &key("kb", 2)).unwrap();
        let renamed = JoinRequest { device: "ka".parse().unwrap(), ..good.clone() };
        let swapped = JoinRequest { key: key("kx", 9).public().to_string(), ..good };
        for request in [renamed, swapped] {
            assert_eq!(given.accept(&request, node(), at(1)), Err(InviteError::Unknown));
        }
        assert!(!format!("{invitation:?}{given:?}").contains("BwcH"), "the secret is not shown");
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in ".{0,80}") {
            prop_assert!(text.parse::<Invitation>().is_err());
            let request = format!("{REQUEST}.{text}").parse::<JoinRequest>();
            prop_assert!(request.is_err());
        }
    }
}
