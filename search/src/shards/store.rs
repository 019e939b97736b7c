//! Files named by their content.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::ShardFile;

/// Bytes of a name. With ten thousand shards two share a 48-bit name once in five million builds,
/// and then one of them gets another name.
const NAME: usize = 6;

/// The name of a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address([u8; NAME]);

impl Address {
    pub(super) fn bytes(self) -> [u8; NAME] {
        self.0
    }

    fn of(content: &[u8], attempt: u32) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(content);
        if attempt > 0 {
            hasher.update(&attempt.to_le_bytes());
        }
        let mut name = [0; NAME];
        hasher.finalize_xof().fill(&mut name);
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
    /// Name → full hash and script.
    files: BTreeMap<Address, (blake3::Hash, String)>,
}

impl Store {
    /// Keeps the content and returns its name; equal content is kept once.
    pub(super) fn add(&mut self, content: &[u8]) -> Address {
        let hash = blake3::hash(content);
        let mut attempt = 0;
        loop {
            let address = Address::of(content, attempt);
            match self.files.get(&address) {
                Some((other, _)) if *other != hash => attempt += 1,
                Some(_) => return address,
                None => {
                    self.files.insert(address, (hash, script(&address.to_string(), content)));
                    return address;
                }
            }
        }
    }

    /// All files, the manifest last: whoever copies in this order never has a manifest that names
    /// a missing shard.
    pub(super) fn finish(self, manifest: &[u8]) -> Vec<ShardFile> {
        let shards = self.files.into_iter().map(|(address, (_, script))| {
            let name = address.to_string();
            let folder = name.get(..2).unwrap_or_default();
            ShardFile { path: format!("{folder}/{name}.js"), bytes: script.into_bytes() }
        });
        let manifest = script("m", manifest).into_bytes();
        shards.chain([ShardFile { path: "m.js".to_owned(), bytes: manifest }]).collect()
    }
}

fn script(name: &str, content: &[u8]) -> String {
    format!("Q(\"{name}\",\"{}\");\n", STANDARD.encode(deflate(content)))
}

fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(7));
    // Writing to memory does not fail.
    match encoder.write_all(content) {
        Ok(()) => encoder.finish().unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}
