//! What a build remembers for the next one: from what each file was drawn, and how it was left on the disk.
//!
//! Nothing depends on it but time: it may be deleted at any moment, and a build without it draws every page
//! and compares it with what is there.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::time::UNIX_EPOCH;

use camino::Utf8Path;
use rayon::prelude::*;
use serde::{Serialize, Serializer};

const MAGIC: &[u8; 8] = b"steadk02";

/// 128 bits of what a file was drawn from: for a page everything that its template sees, for other files
/// their own bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of some bytes (BLAKE3, cut to 128 bits).
    pub fn of(bytes: &[u8]) -> Self {
        let mut cut = [0; 16];
        cut.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(cut)
    }

    /// Of what has this hash already (BLAKE3, cut to 128 bits).
    pub(crate) fn known(hash: [u8; 16]) -> Self {
        Self(hash)
    }

    /// Its beginning, as it can stand in an address.
    pub(crate) fn short(self) -> String {
        let [a, b, c, d, ..] = self.0;
        format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
    }

    /// Its bytes.
    pub(crate) fn bytes(self) -> [u8; 16] {
        self.0
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{:032x}", u128::from_le_bytes(self.0)))
    }
}

/// How a file lies on the disk: its length and when it was last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    modified: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub(crate) fn of(meta: &std::fs::Metadata) -> Self {
        let since = meta.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0);
        Self { len: meta.len(), modified }
    }
}

/// What is known of the files of a site.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Who drew them: another program or theme draws anew.
    key: String,
    files: HashMap<String, (Fingerprint, Stamp)>,
    /// From what several files together were made, by a name.
    notes: HashMap<String, Fingerprint>,
}

impl Known {
    /// Nothing yet, for files that are drawn by what this key names.
    pub fn nothing(key: impl Into<String>) -> Self {
        Self { key: key.into(), ..Self::default() }
    }

    /// Reads what an earlier build wrote; nothing where that is not there, not whole, or of another key.
    pub fn read(path: &Utf8Path, key: &str) -> Self {
        let bytes = fs_err::read(path).unwrap_or_default();
        parse(&bytes, key).unwrap_or_else(|| Self::nothing(key))
    }

    /// Writes it for the next build.
    pub fn write(&self, path: &Utf8Path) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs_err::create_dir_all(folder)?;
        }
        let mut out = Vec::with_capacity(self.files.len() * 96 + 64);
        out.extend_from_slice(MAGIC);
        text(&mut out, &self.key);
        out.extend_from_slice(&u32::try_from(self.notes.len()).unwrap_or(0).to_le_bytes());
        for (name, of) in &self.notes {
            text(&mut out, name);
            out.extend_from_slice(&of.0);
        }
        for (path, (of, stamp)) in &self.files {
            text(&mut out, path);
            out.extend_from_slice(&of.0);
            out.extend_from_slice(&stamp.len.to_le_bytes());
            out.extend_from_slice(&stamp.modified.to_le_bytes());
        }
        let sum = Fingerprint::of(&out);
        out.extend_from_slice(&sum.0);
        crate::write::replace(path, &out)
    }

    /// Whether the file at this path was drawn from what has this fingerprint.
    pub(crate) fn has(&self, path: &str, of: Fingerprint) -> bool {
        self.files.get(path).is_some_and(|(known, _)| *known == of)
    }

    /// The files in this folder: path from there, and what each was drawn from.
    pub(crate) fn below(&self, folder: &str) -> BTreeMap<String, Fingerprint> {
        let inside = |(path, (of, _)): (&String, &(Fingerprint, Stamp))| {
            path.strip_prefix(folder).map(|rest| (rest.to_owned(), *of))
        };
        self.files.iter().filter_map(inside).collect()
    }

    /// From what several files together were made.
    pub(crate) fn noted(&self, name: &str) -> Option<Fingerprint> {
        self.notes.get(name).copied()
    }

    pub(crate) fn note(&mut self, name: String, of: Fingerprint) {
        self.notes.insert(name, of);
    }

    pub(crate) fn stamp(&self, path: &str) -> Option<Stamp> {
        self.files.get(path).map(|(_, stamp)| *stamp)
    }

    pub(crate) fn insert(&mut self, path: String, of: Fingerprint, stamp: Stamp) {
        self.files.insert(path, (of, stamp));
    }

    /// The same key, no files.
    pub(crate) fn emptied(&self) -> Self {
        let files = HashMap::with_capacity(self.files.len());
        Self { key: self.key.clone(), files, notes: HashMap::new() }
    }

    /// How many files are known.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// Only the files that still lie below `root` as they were left.
    pub(crate) fn checked(mut self, root: &Utf8Path) -> Self {
        let gone: Vec<String> = self
            .files
            .par_iter()
            .filter(|(path, (_, stamp))| {
                let meta = fs_err::symlink_metadata(root.join(path));
                !meta.is_ok_and(|meta| meta.is_file() && Stamp::of(&meta) == *stamp)
            })
            .map(|(path, _)| path.clone())
            .collect();
        for path in gone {
            self.files.remove(&path);
        }
        self
    }
}

fn text(out: &mut Vec<u8>, text: &str) {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(text.as_bytes().get(..usize::from(length)).unwrap_or_default());
}

fn parse(bytes: &[u8], key: &str) -> Option<Known> {
    let (content, sum) = bytes.split_last_chunk::<16>()?;
    let mut rest = content.strip_prefix(MAGIC)?;
    if Fingerprint::of(content).0 != *sum || take_text(&mut rest)? != key {
        return None;
    }
    let mut known = Known::nothing(key);
    for _ in 0..u32::from_le_bytes(take(&mut rest)?) {
        let name = take_text(&mut rest)?.to_owned();
        known.notes.insert(name, Fingerprint(take(&mut rest)?));
    }
    while !rest.is_empty() {
        let path = take_text(&mut rest)?.to_owned();
        let of = Fingerprint(take(&mut rest)?);
        let len = u64::from_le_bytes(take(&mut rest)?);
        let modified = u64::from_le_bytes(take(&mut rest)?);
        known.files.insert(path, (of, Stamp { len, modified }));
    }
    Some(known)
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

fn take_text<'b>(rest: &mut &'b [u8]) -> Option<&'b str> {
    let length = usize::from(u16::from_le_bytes(take(rest)?));
    let (head, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    std::str::from_utf8(head).ok()
}

#[cfg(test)]
mod tests {
    use camino::Utf8PathBuf;

    use super::*;

    #[test]
    fn what_was_written_is_read_again_and_anything_else_is_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(dir.path().join("a/known")).unwrap();
        let mut known = Known::nothing("0.1 theme");
        let (of, stamp) = (Fingerprint::of(b"x"), Stamp { len: 3, modified: 7 });
        known.insert("größe/index.html".into(), of, stamp);
        known.note("search/".into(), of);
        known.write(&path).unwrap();
        let read = Known::read(&path, "0.1 theme");
        assert!(read.has("größe/index.html", of));
        assert_eq!(read.stamp("größe/index.html"), Some(stamp));
        assert_eq!(read.noted("search/"), Some(of));
        assert!(Known::read(&path, "0.2 theme").files.is_empty());
        let bytes = fs_err::read(&path).unwrap();
        for cut in 0..bytes.len() {
            assert!(parse(&bytes[..cut], "0.1 theme").is_none(), "cut at {cut}");
        }
    }
}
