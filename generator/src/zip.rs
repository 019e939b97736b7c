//! A site as one file to take away: a ZIP archive (PKWARE APPNOTE 6.3.10) that every system opens.
//!
//! The same files give the same bytes: entries are sorted, carry no time (1 January 1980, the first that the
//! format knows) and no account. Archives above 65,535 entries or 4 GB are written as ZIP64 (§4.3.14).

use std::io::{self, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// 1 January 1980 as the format writes dates.
const DATE: u16 = (1 << 5) | 1;
/// Names are UTF-8 (§4.4.4, bit 11).
const UTF8: u16 = 1 << 11;
/// Version 4.5 of the format knows ZIP64.
const VERSION: u16 = 45;
/// Made by a UNIX system, so that permissions are read.
const MADE_BY: u16 = (3 << 8) | VERSION;
/// A plain file, readable by all.
const MODE: u32 = 0o100_644 << 16;

struct Entry {
    name: String,
    stored: bool,
    crc: u32,
    packed: u64,
    size: u64,
    at: u64,
}

/// Writes an archive, one file after the other.
pub struct Archive<W: Write> {
    out: W,
    at: u64,
    entries: Vec<Entry>,
}

impl<W: Write> Archive<W> {
    /// An archive with nothing in it yet.
    pub fn new(out: W) -> Self {
        Self { out, at: 0, entries: Vec::new() }
    }

    /// Adds a file. What is compressed already is stored as it is.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut crc = Crc::new();
        crc.update(bytes);
        let packed = if is_packed(name) { None } else { Some(deflate(bytes)?) };
        let packed = packed.filter(|packed| packed.len() < bytes.len());
        let content = packed.as_deref().unwrap_or(bytes);
        let entry = Entry {
            name: name.to_owned(),
            stored: packed.is_none(),
            crc: crc.sum(),
            packed: content.len() as u64,
            size: bytes.len() as u64,
            at: self.at,
        };
        let head = local_header(&entry)?;
        self.write(&head)?;
        self.write(content)?;
        self.entries.push(entry);
        Ok(())
    }

    /// Writes the directory at the end. Gives what was written to.
    pub fn finish(mut self) -> io::Result<W> {
        let start = self.at;
        for entry in std::mem::take(&mut self.entries) {
            let line = directory_line(&entry)?;
            self.write(&line)?;
            self.entries.push(entry);
        }
        let (length, count) = (self.at - start, self.entries.len() as u64);
        let end = end(start, length, count, self.at);
        self.write(&end)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

impl<W: Write> std::fmt::Debug for Archive<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

fn is_packed(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let packed = ["jpg", "jpeg", "png", "webp", "gif", "woff2", "zip", "pdf"];
    extension.is_some_and(|extension| packed.contains(&extension.as_str()))
}

fn deflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn too_large() -> io::Error {
    io::Error::other("a single file of 4 GB or more does not fit into the archive")
}

/// What a local header and a line of the directory have in common, from the flags to the lengths.
fn common(entry: &Entry) -> io::Result<Vec<u8>> {
    let name = u16::try_from(entry.name.len()).map_err(io::Error::other)?;
    let (packed, size) = (u32::try_from(entry.packed), u32::try_from(entry.size));
    let (packed, size) = (packed.map_err(|_| too_large())?, size.map_err(|_| too_large())?);
    let method: u16 = if entry.stored { 0 } else { 8 };
    let mut out = Vec::with_capacity(32);
    for short in [VERSION, UTF8, method, 0, DATE] {
        out.extend_from_slice(&short.to_le_bytes());
    }
    for long in [entry.crc, packed, size] {
        out.extend_from_slice(&long.to_le_bytes());
    }
    out.extend_from_slice(&name.to_le_bytes());
    Ok(out)
}

fn local_header(entry: &Entry) -> io::Result<Vec<u8>> {
    let mut out = b"PK\x03\x04".to_vec();
    out.extend(common(entry)?);
    out.extend_from_slice(&0_u16.to_le_bytes());
    out.extend_from_slice(entry.name.as_bytes());
    Ok(out)
}

fn directory_line(entry: &Entry) -> io::Result<Vec<u8>> {
    // Where the file begins, in the extra field where 32 bits are too few (§4.5.3).
    let far = u32::try_from(entry.at).ok().filter(|at| *at != u32::MAX);
    let extra = match far {
        Some(_) => Vec::new(),
        None => [&1_u16.to_le_bytes()[..], &8_u16.to_le_bytes(), &entry.at.to_le_bytes()].concat(),
    };
    let mut out = b"PK\x01\x02".to_vec();
    out.extend_from_slice(&MADE_BY.to_le_bytes());
    out.extend(common(entry)?);
    for short in [u16::try_from(extra.len()).unwrap_or(0), 0, 0, 0] {
        out.extend_from_slice(&short.to_le_bytes());
    }
    out.extend_from_slice(&MODE.to_le_bytes());
    out.extend_from_slice(&far.unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(entry.name.as_bytes());
    out.extend(extra);
    Ok(out)
}

fn end(start: u64, length: u64, count: u64, at: u64) -> Vec<u8> {
    let mut out = Vec::new();
    let (short, wide) = (u16::try_from(count), u32::try_from(start.max(length)));
    let is_small = short.is_ok_and(|n| n != u16::MAX) && wide.is_ok_and(|n| n != u32::MAX);
    if !is_small {
        out.extend_from_slice(b"PK\x06\x06");
        out.extend_from_slice(&44_u64.to_le_bytes());
        out.extend_from_slice(&MADE_BY.to_le_bytes());
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&[0; 8]);
        for long in [count, count, length, start] {
            out.extend_from_slice(&long.to_le_bytes());
        }
        out.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        out.extend_from_slice(&at.to_le_bytes());
        out.extend_from_slice(&1_u32.to_le_bytes());
    }
    let count = short.unwrap_or(u16::MAX).to_le_bytes();
    let cut = |n: u64| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    for part in [&count[..], &count, &cut(length), &cut(start), &[0, 0]] {
        out.extend_from_slice(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = Archive::new(Vec::new());
        for (name, bytes) in files {
            archive.add(name, bytes).unwrap();
        }
        archive.finish().unwrap()
    }

    /// What another program reads out of an archive; nothing where it is not installed.
    fn read_by_python(bytes: &[u8]) -> Option<String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.zip");
        fs_err::write(&path, bytes).unwrap();
        let code = "import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;\
                    n=z.namelist();print(len(n));print(n[0],len(z.read(n[0])),z.read(n[-1]).decode())";
        let run = Command::new("python3").args(["-c", code]).arg(&path).output().ok()?;
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        Some(String::from_utf8(run.stdout).unwrap())
    }

    #[test]
    fn another_program_reads_the_archive() {
        let long = "Größe ".repeat(5000);
        let bytes = archive(&[("oak/index.html", long.as_bytes()), ("oak/größe.txt", b"x")]);
        assert!(bytes.len() < 1000, "texts are packed");
        if let Some(read) = read_by_python(&bytes) {
            assert_eq!(read, format!("2\noak/index.html {} x\n", long.len()));
        }
    }

    #[test]
    fn an_archive_of_very_many_files_is_read_as_well() {
        let names: Vec<String> = (0..70_000).map(|n| format!("{n}.jpg")).collect();
        let mut archive = Archive::new(Vec::new());
        for name in &names {
            archive.add(name, b"x").unwrap();
        }
        if let Some(read) = read_by_python(&archive.finish().unwrap()) {
            assert_eq!(read, "70000\n0.jpg 1 x\n");
        }
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let files: [(&str, &[u8]); 2] = [("a.html", b"a"), ("b.jpg", b"b")];
        assert_eq!(archive(&files), archive(&files));
    }
}
