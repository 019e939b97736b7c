//! The files on a drive: read with suspicion, written so that pulling the drive out hurts nothing.

use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use git2::Oid;
use sha2::{Digest, Sha256};

use super::manifest::{Listed, ListedBox, Manifest};
use crate::bundle::Header;
use crate::error::Error;
use crate::invite::JoinRequest;
use crate::key::{DeviceKey, Purpose};
use crate::private::MAX_BOX;
use crate::repo::worktree::sync_folder;
use crate::{CommitId, NodeId};

/// The folder on the drive. Nothing outside of it is read or written.
const FOLDER: &str = "commonstead";
/// The largest manifest that is read, in bytes.
const MAX_MANIFEST: u64 = 4 << 20;
/// The largest bundle that is read, in bytes.
const MAX_BUNDLE: u64 = 2 << 30;
/// The folder of requests of new devices, and the largest one that is read, in bytes.
const JOIN: &str = "join";
const MAX_REQUEST: u64 = 4096;
/// What a person who opens the drive finds.
const README: &str = "This folder carries news between Commonstead nodes: records of what is shared, \
lent and decided.\n\nPlug the drive into a node's kiosk, or run `stead carry <drive>`.\nEvery \
`.bundle` is a plain git bundle: `git bundle verify <file>`.\nDeleting this folder loses nothing: \
every node keeps its own records.\n";

/// A drive with the folder `commonstead/`.
pub(super) struct Drive {
    root: Utf8PathBuf,
}

impl Drive {
    pub(super) fn new(folder: &Utf8Path) -> Result<Self, Error> {
        let found = fs::metadata(folder)?;
        if !found.is_dir() {
            return Err(std::io::Error::from(std::io::ErrorKind::NotADirectory).into());
        }
        Ok(Self { root: folder.join(FOLDER) })
    }

    /// The highest number of any manifest, whole or not: a new one is never an old one's name.
    pub(super) fn highest(&self) -> u64 {
        self.numbers().into_iter().max().unwrap_or(0)
    }

    /// The highest manifest that is whole.
    pub(super) fn newest(&self) -> Option<Manifest> {
        let mut numbers = self.numbers();
        numbers.sort_unstable_by(|a, b| b.cmp(a));
        numbers.into_iter().find_map(|number| {
            let bytes = read_plain(&self.manifest(number), MAX_MANIFEST)?;
            let signature = read_plain(&self.signature(number), MAX_MANIFEST)?;
            let manifest = Manifest::read(&bytes, std::str::from_utf8(&signature).ok()?)?;
            (manifest.number == number).then_some(manifest)
        })
    }

    /// The bytes of a bundle that is as the manifest says.
    pub(super) fn read(&self, listed: &Listed) -> Option<Vec<u8>> {
        let plain = listed.name == bundle_name(&listed.sha256);
        let hash = listed.sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !plain || !hash || listed.size > MAX_BUNDLE {
            return None;
        }
        let bytes = read_plain(&self.bundles().join(&listed.name), listed.size)?;
        let same = bytes.len() as u64 == listed.size && sha256(&bytes) == listed.sha256;
        same.then_some(bytes)
    }

    /// The bytes of an encrypted file that is as the manifest says.
    pub(super) fn read_box(&self, listed: &ListedBox) -> Option<Vec<u8>> {
        if listed.name != box_name(&listed.sha256) || listed.size > MAX_BOX as u64 {
            return None;
        }
        let bytes = read_plain(&self.private().join(&listed.name), listed.size)?;
        (sha256(&bytes) == listed.sha256).then_some(bytes)
    }

    /// Writes an encrypted file under its hash.
    pub(super) fn write_box(&self, node: NodeId, bytes: &[u8]) -> Result<ListedBox, Error> {
        let sha256 = sha256(bytes);
        let name = box_name(&sha256);
        fs::create_dir_all(self.private())?;
        write(&self.private(), &name, bytes)?;
        Ok(ListedBox { name, size: bytes.len() as u64, sha256, node })
    }

    /// Writes a new device's request.
    pub(super) fn write_request(&self, request: &JoinRequest) -> Result<(), Error> {
        let folder = self.root.join(JOIN);
        fs::create_dir_all(&folder)?;
        write(&folder, &format!("{}.txt", request.device), request.to_string().as_bytes())
    }

    /// The requests that can be read.
    pub(super) fn requests(&self) -> Vec<JoinRequest> {
        let folder = self.root.join(JOIN);
        let files = names(&folder).into_iter().filter(|name| !is_partial(name));
        let read = |name: String| {
            let bytes = read_plain(&folder.join(name), MAX_REQUEST)?;
            std::str::from_utf8(&bytes).ok()?.parse().ok()
        };
        files.filter_map(read).collect()
    }

    pub(super) fn remove_request(&self, request: &JoinRequest) {
        drop(fs::remove_file(self.root.join(JOIN).join(format!("{}.txt", request.device))));
    }

    /// Writes a bundle under its hash.
    pub(super) fn write_bundle(
        &self,
        node: NodeId,
        head: Oid,
        bytes: &[u8],
    ) -> Result<Listed, Error> {
        let sha256 = sha256(bytes);
        let name = bundle_name(&sha256);
        fs::create_dir_all(self.bundles())?;
        write(&self.bundles(), &name, bytes)?;
        let needs = Header::read(bytes).map(|(header, _)| header.needs).unwrap_or_default();
        let needs = needs.into_iter().map(CommitId::from).collect();
        let size = bytes.len() as u64;
        Ok(Listed { name, size, sha256, node, head: head.into(), needs })
    }

    /// Writes the manifest, its signature first, and then removes what no manifest lists any more.
    pub(super) fn write_manifest(&self, new: &Manifest, key: &DeviceKey) -> Result<(), Error> {
        let bytes = serde_json::to_vec_pretty(new).map_err(std::io::Error::from)?;
        let signature = key.sign(Purpose::Stick, &bytes)?;
        fs::create_dir_all(&self.root)?;
        if !self.root.join("README.txt").exists() {
            write(&self.root, "README.txt", README.as_bytes())?;
        }
        let (json, sig) = (self.manifest(new.number), self.signature(new.number));
        write(&self.root, sig.file_name().unwrap_or_default(), signature.as_bytes())?;
        write(&self.root, json.file_name().unwrap_or_default(), &bytes)?;
        self.tidy(new);
        Ok(())
    }

    /// Removes older manifests, bundles that are not listed, and what an interrupted visit left. A
    /// file that cannot be removed is in nobody's way.
    fn tidy(&self, new: &Manifest) {
        for number in self.numbers().into_iter().filter(|&number| number < new.number) {
            drop(fs::remove_file(self.manifest(number)));
            drop(fs::remove_file(self.signature(number)));
        }
        for name in names(&self.bundles()) {
            let ours = name.ends_with(".bundle") && name.len() == 39;
            let listed = new.files.iter().any(|file| file.name == name);
            if (ours && !listed) || is_partial(&name) {
                drop(fs::remove_file(self.bundles().join(&name)));
            }
        }
        for name in names(&self.private()) {
            let ours = name.strip_suffix(".age").is_some_and(|hash| hash.len() == 32);
            let listed = new.private.iter().any(|file| file.name == name);
            if (ours && !listed) || is_partial(&name) {
                drop(fs::remove_file(self.private().join(&name)));
            }
        }
        for name in names(&self.root).into_iter().filter(|name| is_partial(name)) {
            drop(fs::remove_file(self.root.join(name)));
        }
    }

    fn numbers(&self) -> Vec<u64> {
        let number = |name: String| {
            let digits = name.strip_prefix("manifest-")?.strip_suffix(".json")?;
            digits.parse().ok().filter(|n: &u64| n.to_string() == digits && *n < u64::MAX)
        };
        names(&self.root).into_iter().filter_map(number).collect()
    }

    fn bundles(&self) -> Utf8PathBuf {
        self.root.join("bundles")
    }

    fn private(&self) -> Utf8PathBuf {
        self.root.join("private")
    }

    fn manifest(&self, number: u64) -> Utf8PathBuf {
        self.root.join(format!("manifest-{number}.json"))
    }

    fn signature(&self, number: u64) -> Utf8PathBuf {
        self.root.join(format!("manifest-{number}.sig"))
    }
}

/// The names in a folder; none if it is not a folder of ours. At most ten thousand are looked at.
fn names(folder: &Utf8Path) -> Vec<String> {
    let plain = fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir());
    let Some(entries) = plain.then(|| fs::read_dir(folder).ok()).flatten() else {
        return Vec::new();
    };
    let names = entries.flatten().take(10_000).map(|entry| entry.file_name().into_string());
    names.filter_map(Result::ok).collect()
}

/// The bytes of a regular file of at most this size: no links, pipes or devices.
fn read_plain(file: &Utf8Path, most: u64) -> Option<Vec<u8>> {
    let found = fs::symlink_metadata(file).ok()?;
    let parent = fs::symlink_metadata(file.parent()?).ok()?;
    if !found.is_file() || !parent.is_dir() || found.len() > most {
        return None;
    }
    fs::read(file).ok()
}

/// Temporary name, flush, rename, flush the folder's list.
fn write(folder: &Utf8Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let (partial, target) = (folder.join(format!("tmp-{name}.part")), folder.join(name));
    let written = fs::File::create(&partial).and_then(|mut file| {
        std::io::Write::write_all(&mut file, bytes)?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&partial, &target)) {
        drop(fs::remove_file(&partial));
        return Err(error.into());
    }
    sync_folder(folder);
    Ok(())
}

fn is_partial(name: &str) -> bool {
    name.strip_prefix("tmp-").is_some_and(|rest| rest.strip_suffix(".part").is_some())
}

fn box_name(sha256: &str) -> String {
    let hex = sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    format!("{}.age", sha256.get(..32).filter(|_| hex).unwrap_or_default())
}

fn bundle_name(sha256: &str) -> String {
    format!("{}.bundle", sha256.get(..32).unwrap_or_default())
}

fn sha256(bytes: &[u8]) -> String {
    let hex: Vec<_> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    hex.concat()
}
