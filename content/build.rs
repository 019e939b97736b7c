//! Packs each demo node's folder into one deterministic archive that the library embeds.
//!
//! Paths are sorted and every header field that could differ between machines is fixed, so the same
//! texts always give the same bytes.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;

const NODES: [&str; 3] = ["oak-street", "halle-7", "ribera"];

fn main() -> std::io::Result<()> {
    let root = PathBuf::from(required("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(required("OUT_DIR")?);
    for node in NODES {
        let folder = root.join(node);
        println!("cargo::rerun-if-changed={}", folder.display());
        fs_err::write(out.join(format!("{node}.tar.deflate")), pack(&folder)?)?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

fn required(name: &str) -> std::io::Result<String> {
    std::env::var(name).map_err(|e| std::io::Error::other(format!("{name}: {e}")))
}

fn pack(folder: &Path) -> std::io::Result<Vec<u8>> {
    let mut paths = Vec::new();
    collect(folder, "", &mut paths)?;
    paths.sort();
    let mut archive = tar::Builder::new(Vec::new());
    for path in &paths {
        let bytes = fs_err::read(folder.join(path))?;
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        archive.append_data(&mut header, path, bytes.as_slice())?;
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&archive.into_inner()?)?;
    encoder.finish()
}

/// Collects the files below `folder` with `/` between the parts, whatever the machine's own separator.
fn collect(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs_err::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name =
            name.to_str().ok_or_else(|| std::io::Error::other("a file name is not UTF-8"))?;
        let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}
