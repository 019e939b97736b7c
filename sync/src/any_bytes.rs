//! What must be true of any bytes whatever that a reader of this crate is given: the bodies of the fuzz
//! targets (`fuzz/`), and property tests here.

use crate::bundle::Header;
use crate::invite::{Invitation, JoinRequest};
use crate::key::{PublicKey, Purpose};
use crate::layout::RepoPath;
use crate::merge::{Conflict, merge_contents};
use crate::packscan::{Limits, measure};
use crate::signers::AllowedSigners;
use crate::stick::watch::drives;
use crate::{feed, serve, stick};

/// Reads any bytes, and finds true what must be.
pub type Reader = fn(&[u8]);

/// The readers by name.
pub const READERS: [(&str, Reader); 8] = [
    ("pack", pack),
    ("bundle", bundle),
    ("manifest", manifest),
    ("request", request),
    ("devices", devices),
    ("invitation", invitation),
    ("merge", merge),
    ("conflict", conflict),
];

/// A pack is measured and never unfolds to more than it may.
pub fn pack(bytes: &[u8]) {
    let limits = Limits { objects: 1_000, object: 1 << 20, total: 4 << 20, depth: 50 };
    if measure(bytes, &limits).is_ok() {
        assert!(bytes.len() >= 32);
    }
}

/// A bundle's header reads back as it was written.
pub fn bundle(bytes: &[u8]) {
    if let Ok((header, at)) = Header::read(bytes) {
        assert!(at <= bytes.len());
        let written = header.write();
        assert_eq!(Header::read(&written).ok(), Some((header, written.len())));
    }
}

/// The list on a stick, and the list of what is mounted.
pub fn manifest(bytes: &[u8]) {
    stick::read_any(bytes);
    drives(&String::from_utf8_lossy(bytes));
}

/// What git asks over the web.
pub fn request(bytes: &[u8]) {
    serve::read_any(bytes);
}

/// The list of devices, keys and signatures.
pub fn devices(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(list) = AllowedSigners::read(&text) {
        let again = AllowedSigners::read(&list.to_string());
        assert_eq!(again.ok().map(|list| list.to_string()), Some(list.to_string()));
    }
    if let Some(key) = PublicKey::of_signature(bytes) {
        assert!(!key.verifies(Purpose::Commit, b"something that nobody signed", &text));
    }
    if let Ok(path) = text.parse::<RepoPath>() {
        assert!(!path.as_str().split('/').any(|part| part.is_empty() || part == ".."));
    }
}

/// What lets a new device in.
pub fn invitation(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(invitation) = text.parse::<Invitation>() {
        assert_eq!(invitation.to_string().parse().ok(), Some(invitation));
    }
    if let Ok(request) = text.parse::<JoinRequest>() {
        assert_eq!(request.to_string().parse().ok(), Some(request));
    }
}

/// Three versions of a file, divided by zeros: merged as a document, as text, as a feed.
pub fn merge(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == 0);
    let [base, kept, other] = [(); 3].map(|()| parts.next().unwrap_or_default());
    for path in ["catalog/dr/drill.md", "node.toml", "keys/allowed_signers", "README.md"] {
        let (merged, differences) = merge_contents(path, Some(base), kept, other);
        if kept == other {
            assert!(differences.is_empty() || merged == kept);
        }
    }
    let union = feed::union(kept, other);
    if !kept.starts_with(other) && !other.starts_with(kept) {
        assert_eq!(union, feed::union(other, kept));
    }
}

/// A record of a conflict reads back.
pub fn conflict(bytes: &[u8]) {
    if let Some(conflict) = Conflict::from_toml(&String::from_utf8_lossy(bytes)) {
        assert_eq!(Conflict::from_toml(&conflict.to_toml()), Some(conflict));
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::READERS;

    /// Beginnings of good ones, so that chance goes further than the first byte.
    fn beginning() -> impl Strategy<Value = Vec<u8>> {
        select(vec![
            b"PACK\0\0\0\x02\0\0\0\x01\x35x\x9c".to_vec(),
            b"# v2 git bundle\n-1111111111111111111111111111111111111111 \n\n".to_vec(),
            b"{\"format\":1,\"number\":3,\"device\":\"ka\",\"key\":\"\",\"files\":[],\"receipts\":[]}".to_vec(),
            b"0032want 1111111111111111111111111111111111111111\n0009done\n".to_vec(),
            b"00810000000000000000000000000000000000000000 1111111111111111111111111111111111111111 refs/heads/main\0report-status\n0000PACK".to_vec(),
            b"ka namespaces=\"git\",valid-before=\"20300101000000Z\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI".to_vec(),
            b"-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQ\n-----END SSH SIGNATURE-----\n".to_vec(),
            b"stead-invitation-1.1111111111111111111111111111111111111111.abc".to_vec(),
            b"stead-join-1.eyJub2RlIjoiMTExMSJ9".to_vec(),
            b"+++\nname = \"a\"\n[[units]]\ncode = \"x\"\n+++\nBody\n\0+++\nname = \"b\"\n+++\n\0+++\n".to_vec(),
            b"{\"id\":\"ka-1\"}\n{\"id\":\"ka-2\"}\n\0{\"id\":\"ka-1\"}\n\0{\"id\":\"kb-1\"}\n".to_vec(),
            b"path = \"node.toml\"\nkept = \"1111111111111111111111111111111111111111\"\n".to_vec(),
            b"36 35 8:17 / /media/x rw - vfat /dev/sdb1 rw\n".to_vec(),
            Vec::new(),
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

        #[test]
        fn no_bytes_bring_a_reader_down(
            mut bytes in beginning(),
            changes in vec((any::<Index>(), any::<u8>()), 0..6),
            rest in vec(any::<u8>(), 0..60),
        ) {
            bytes.extend(rest);
            for (at, byte) in changes {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = byte;
                }
            }
            for (_, read) in READERS {
                read(&bytes);
            }
        }
    }
}
