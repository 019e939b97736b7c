//! The archive itself: a plain `tar` (POSIX ustar with GNU's long names), sealed or not. Its first entry
//! says what it is, its last one lists all others with their size and SHA-256: without that list it is
//! not whole.
//!
//! Nothing in it is compressed but git's own pack, so it cannot unfold to more than it is. Names are
//! checked before anything is made of them; links, devices and folders are refused.

use std::io::{self, BufReader, Read, Write};

use camino::Utf8Path;
use fs_err as fs;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::BackupError;
use super::sealed::{Opener, Passphrase, Sealer, is_sealed};
use crate::layout;

/// The first entry.
pub(super) const LABEL: &str = "backup.json";
/// The last one.
const LIST: &str = "contents.json";

const LARGEST_LABEL: u64 = 1 << 20;
const LARGEST_LIST: u64 = 256 << 20;
const MOST_ENTRIES: usize = 2_000_000;
/// A path in the node is at most that long, and one part more.
const LONGEST_NAME: u64 = 4096;

/// What the list says of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    name: String,
    bytes: u64,
    sha256: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct List {
    entries: Vec<Listed>,
}

enum Out<W: Write> {
    Plain(W),
    Sealed(Box<Sealer<W>>),
}

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Sealed(out) => out.write(bytes),
        }
    }
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Sealed(out) => out.flush(),
        }
    }
}

/// An archive that is being written.
pub(super) struct Writer<W: Write> {
    tar: tar::Builder<Out<W>>,
    list: List,
    /// Seconds since 1970, on every entry.
    made: u64,
}

impl<W: Write> Writer<W> {
    pub(super) fn begin(
        out: W,
        seal: Option<(&Passphrase, &[u8; 32])>,
        made: u64,
    ) -> io::Result<Self> {
        let out = match seal {
            None => Out::Plain(out),
            Some((phrase, seed)) => Out::Sealed(Box::new(Sealer::begin(out, phrase, seed)?)),
        };
        Ok(Self { tar: tar::Builder::new(out), list: List { entries: Vec::new() }, made })
    }

    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.append(name, bytes, bytes.len() as u64).map(drop)
    }

    /// Adds a file as it is now: what grows meanwhile is taken up to here.
    pub(super) fn add_file(&mut self, name: &str, file: &Utf8Path) -> io::Result<()> {
        let from = fs::File::open(file)?;
        let length = from.metadata()?.len();
        self.append(name, from, length).map(drop)
    }

    fn append(&mut self, name: &str, from: impl Read, bytes: u64) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes);
        header.set_mode(0o600);
        header.set_mtime(self.made);
        let mut hashed = Hashed { from: from.take(bytes), hash: Sha256::new(), read: 0 };
        self.tar.append_data(&mut header, name, &mut hashed)?;
        if hashed.read != bytes {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                format!("`{name}` became shorter while it was read"),
            ));
        }
        self.list.entries.push(hashed.listed(name));
        Ok(())
    }

    /// Writes the list and what ends the archive, and gives back what is below.
    pub(super) fn finish(mut self) -> io::Result<W> {
        let list = serde_json::to_vec(&self.list)?;
        self.add(LIST, &list)?;
        match self.tar.into_inner()? {
            Out::Plain(out) => Ok(out),
            Out::Sealed(out) => out.finish(),
        }
    }
}

struct Hashed<R> {
    from: R,
    hash: Sha256,
    read: u64,
}

impl<R> Hashed<R> {
    fn listed(self, name: &str) -> Listed {
        let hash = self.hash.finalize();
        let digits: Vec<_> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Listed { name: name.to_owned(), bytes: self.read, sha256: digits.concat() }
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = self.from.read(into)?;
        self.hash.update(into.get(..got).unwrap_or_default());
        self.read += got as u64;
        Ok(got)
    }
}

/// Reads a whole archive, in order, and checks it against its list. `take` is told each entry but the
/// list; what it does not read is read past. Nothing that it made counts before this is done.
pub(super) fn read(
    file: &Utf8Path,
    phrase: Option<&Passphrase>,
    mut take: impl FnMut(&str, &mut dyn Read) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let source = open(file, phrase)?;
    let mut archive = tar::Archive::new(source);
    let mut found = Vec::new();
    let mut long = None;
    let mut list = None;
    for entry in archive.entries()?.raw(true) {
        let mut entry = entry.map_err(|error| unread(&error))?;
        if list.is_some() || found.len() > MOST_ENTRIES {
            return Err(BackupError::Strange("something comes after its list".into()));
        }
        let (kind, size) = (entry.header().entry_type(), entry.header().entry_size()?);
        if kind.is_gnu_longname() && long.is_none() && size <= LONGEST_NAME {
            let mut name = Vec::new();
            entry.read_to_end(&mut name).map_err(|error| unread(&error))?;
            long = Some(name);
            continue;
        }
        let name = name_of(&entry, long.take())?;
        if kind != tar::EntryType::Regular {
            return Err(BackupError::Strange(format!("`{name}` is not a plain file")));
        }
        if name == LIST {
            list = Some(listed(&mut entry, size)?);
            continue;
        }
        if found.is_empty() && (name != LABEL || size > LARGEST_LABEL) {
            return Err(BackupError::NotABackup { file: file.to_owned() });
        }
        let mut hashed = Hashed { from: entry, hash: Sha256::new(), read: 0 };
        take(&name, &mut hashed)?;
        io::copy(&mut hashed, &mut io::sink()).map_err(|error| unread(&error))?;
        if hashed.read != size {
            return Err(BackupError::Damaged);
        }
        found.push(hashed.listed(&name));
    }
    // Read to its end: only then is it known that nothing was cut off.
    let mut rest = archive.into_inner();
    io::copy(&mut rest, &mut io::sink()).map_err(|error| unread(&error))?;
    match list {
        Some(List { entries }) if entries == found => Ok(()),
        _ => Err(BackupError::Damaged),
    }
}

/// What the disk says stays; everything else about the bytes is damage.
fn unread(error: &io::Error) -> BackupError {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code).into(),
        None => BackupError::Damaged,
    }
}

fn listed(entry: &mut impl Read, size: u64) -> Result<List, BackupError> {
    if size > LARGEST_LIST {
        return Err(BackupError::Strange("its list is too large".into()));
    }
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes).map_err(|error| unread(&error))?;
    serde_json::from_slice(&bytes).map_err(|_| BackupError::Damaged)
}

fn name_of<R: Read>(
    entry: &tar::Entry<'_, R>,
    long: Option<Vec<u8>>,
) -> Result<String, BackupError> {
    let mut bytes = long.unwrap_or_else(|| entry.header().path_bytes().into_owned());
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    let name = String::from_utf8(bytes)
        .map_err(|_| BackupError::Strange("a name in it is not text".into()))?;
    check_name(&name)?;
    Ok(name)
}

/// Names lead nowhere but into the folder that is restored, and never into git's own.
pub(super) fn check_name(name: &str) -> Result<(), BackupError> {
    let fine = |part: &str| {
        let plain = part.strip_prefix('.').unwrap_or(part);
        let lower = part.to_lowercase();
        let of_git = lower.starts_with(".git") && lower != ".gitignore" && lower != ".gitkeep";
        layout::check_name(plain).is_ok() && !of_git
    };
    if name.len() <= usize::try_from(LONGEST_NAME).unwrap_or(0) && name.split('/').all(fine) {
        return Ok(());
    }
    Err(BackupError::Strange(format!("`{}` is no name for a file in a node", name.escape_debug())))
}

enum Source {
    Plain(BufReader<fs::File>),
    Sealed(Box<Opener<BufReader<fs::File>>>),
}

impl Read for Source {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(from) => from.read(into),
            Self::Sealed(from) => from.read(into),
        }
    }
}

/// Whether a passphrase is needed to read this file.
pub(super) fn needs_phrase(file: &Utf8Path) -> io::Result<bool> {
    let mut start = Vec::new();
    fs::File::open(file)?.take(64).read_to_end(&mut start)?;
    Ok(is_sealed(&start))
}

fn open(file: &Utf8Path, phrase: Option<&Passphrase>) -> Result<Source, BackupError> {
    let sealed = needs_phrase(file)?;
    let from = BufReader::new(fs::File::open(file)?);
    match phrase {
        _ if !sealed => Ok(Source::Plain(from)),
        None => Err(BackupError::PhraseNeeded),
        Some(phrase) => match Opener::begin(from, phrase) {
            Ok(opener) => Ok(Source::Sealed(Box::new(opener))),
            Err(error) => Err(super::not_opened(&error)),
        },
    }
}
