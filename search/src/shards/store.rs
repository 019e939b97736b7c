//! Files named by their content.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::codec::put_seven_bits;
use super::{Shard, Stamp};

/// Bytes of a name. Two of ten thousand shards share a 32-bit name once in a hundred builds, and then
/// one of them gets another name. That a browser kept a shard of an earlier index under a name that
/// it asks for today is a hundred times rarer still.
const NAME: usize = 4;

/// The name of a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address([u8; NAME]);

impl Address {
    pub(super) fn bytes(self) -> [u8; NAME] {
        self.0
    }

    fn of(content: &[u8], hash: blake3::Hash, attempt: u32) -> Self {
        let hash = if attempt == 0 {
            hash
        } else {
            let mut hasher = blake3::Hasher::new();
            hasher.update(content).update(&attempt.to_le_bytes());
            hasher.finalize()
        };
        let mut name = [0; NAME];
        name.iter_mut().zip(hash.as_bytes()).for_each(|(to, from)| *to = *from);
        Self(name)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[derive(Default)]
pub(super) struct Store {
    /// Name → full hash and script; none where the same file is there already.
    files: BTreeMap<Address, (blake3::Hash, Option<String>)>,
    /// What is there already, by path.
    known: BTreeMap<String, Stamp>,
}

impl Store {
    pub(super) fn knowing(known: BTreeMap<String, Stamp>) -> Self {
        Self { files: BTreeMap::new(), known }
    }

    /// Keeps the content and returns its name; equal content is kept once.
    pub(super) fn add(&mut self, content: &[u8]) -> Address {
        let hash = blake3::hash(content);
        let mut attempt = 0;
        loop {
            let address = Address::of(content, hash, attempt);
            match self.files.get(&address) {
                Some((other, _)) if *other != hash => attempt += 1,
                Some(_) => return address,
                None => {
                    let script = (!self.is_known(&path_of(address), hash))
                        .then(|| script(&address.to_string(), content));
                    self.files.insert(address, (hash, script));
                    return address;
                }
            }
        }
    }

    fn is_known(&self, path: &str, hash: blake3::Hash) -> bool {
        self.known.get(path).is_some_and(|known| *known == stamp(hash))
    }

    /// All files, the manifest last: whoever copies in this order never has a manifest that names
    /// a missing shard.
    pub(super) fn finish(mut self, manifest: &[u8]) -> Vec<Shard> {
        let files = std::mem::take(&mut self.files);
        let shards = files.into_iter().map(|(address, (hash, script))| Shard {
            path: path_of(address),
            of: stamp(hash),
            bytes: script.map(String::into_bytes),
        });
        let hash = blake3::hash(manifest);
        let bytes = (!self.is_known(MANIFEST, hash)).then(|| script("m", manifest).into_bytes());
        shards.chain([Shard { path: MANIFEST.to_owned(), of: stamp(hash), bytes }]).collect()
    }
}

/// The one file whose name stays.
const MANIFEST: &str = "m.js";

fn path_of(address: Address) -> String {
    let name = address.to_string();
    let folder = name.get(..2).unwrap_or_default();
    format!("{folder}/{name}.js")
}

fn stamp(hash: blake3::Hash) -> Stamp {
    let mut stamp = Stamp::default();
    stamp.iter_mut().zip(hash.as_bytes()).for_each(|(to, from)| *to = *from);
    stamp
}

fn script(name: &str, content: &[u8]) -> String {
    let mut script = format!("Q(\"{name}\",\"");
    put_seven_bits(&mut script, &deflate(content));
    script.push_str("\");\n");
    script
}

fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(7));
    // Writing to memory does not fail.
    match encoder.write_all(content) {
        Ok(()) => encoder.finish().unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}
