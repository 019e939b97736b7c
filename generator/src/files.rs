//! The node's own files (photos, manuals, drawings) as a build sees them.

use std::collections::BTreeMap;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::links::is_publishable;

/// Where photos, manuals and the files of designs come from. Paths are relative to the node's root.
pub trait NodeFiles: Sync {
    /// The bytes of a file; `None` when there is none, or when it may not be published.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// How many bytes a file has, `None` when there is none.
    fn size(&self, path: &str) -> Option<u64>;

    /// What changes when somebody writes the file: its length, and when it was last changed, in
    /// nanoseconds. `None` where nothing of that kind is known.
    fn stamp(&self, _path: &str) -> Option<(u64, u64)> {
        None
    }
}

/// A node's folder on a disk. Symbolic links are not followed: they could lead out of the node.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    root: Utf8PathBuf,
}

impl DiskFiles {
    /// The files below a folder.
    pub fn new(root: impl Into<Utf8PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn regular(&self, path: &str) -> Option<(Utf8PathBuf, u64)> {
        if !is_publishable(path) {
            return None;
        }
        let mut at = self.root.clone();
        let mut meta = None;
        for part in Utf8Path::new(path) {
            at.push(part);
            let found = fs_err::symlink_metadata(&at).ok()?;
            if found.is_symlink() {
                return None;
            }
            meta = Some(found);
        }
        meta.filter(std::fs::Metadata::is_file).map(|meta| (at, meta.len()))
    }
}

impl NodeFiles for DiskFiles {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.regular(path).map(|(path, _)| fs_err::read(path)).transpose()
    }

    fn size(&self, path: &str) -> Option<u64> {
        self.regular(path).map(|(_, size)| size)
    }

    fn stamp(&self, path: &str) -> Option<(u64, u64)> {
        let (path, len) = self.regular(path)?;
        let modified = fs_err::symlink_metadata(path).ok()?.modified().ok()?;
        let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some((len, u64::try_from(since.as_nanos()).ok()?))
    }
}

/// Files held in memory, by path.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles(pub BTreeMap<String, Vec<u8>>);

impl NodeFiles for MemoryFiles {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.get(path).filter(|_| is_publishable(path)).cloned())
    }

    fn size(&self, path: &str) -> Option<u64> {
        self.0.get(path).and_then(|bytes| bytes.len().try_into().ok())
    }
}

/// A node's own theme: every regular file below `theme/`, named as in the built-in theme.
pub fn own_theme(root: &Utf8Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let folder = root.join("theme");
    if fs_err::symlink_metadata(&folder).is_ok_and(|meta| meta.is_dir()) {
        collect(&folder, "", &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Utf8Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in folder.read_dir_utf8()? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name());
        let kind = entry.file_type()?;
        if entry.file_name().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            collect(entry.path(), &format!("{name}/"), found)?;
        } else if kind.is_file() {
            found.push((name, fs_err::read(entry.path())?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbolic_link_is_never_published() {
        let dir = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(dir.path().to_owned()).unwrap();
        fs_err::create_dir(root.join("media")).unwrap();
        fs_err::write(root.join("media/a.txt"), "a").unwrap();
        fs_err::write(root.join("secret"), "s").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.join("secret"), root.join("media/b.txt")).unwrap();
        let files = DiskFiles::new(root);
        assert_eq!(files.read("media/a.txt").unwrap().unwrap(), b"a");
        assert_eq!(files.size("media/a.txt"), Some(1));
        for bad in ["media/b.txt", "media", "../secret", ".git/config", "none"] {
            assert!(files.read(bad).unwrap().is_none(), "{bad}");
        }
    }
}
