//! Writing a site to a folder: only what changed, only what is ours, nothing half.
//!
//! The folder remembers in `.commonstead-site` which files were made by a build. A file is written
//! beside its place and renamed over it, so that a reader sees the old page or the new one; a file
//! that a build did not make is neither replaced nor removed.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Write as _};

use camino::{Utf8Path, Utf8PathBuf};
use serde::Serialize;

use crate::files::NodeFiles;
use crate::links::is_publishable;
use crate::render::Renderer;
use crate::site::{self, BuildError, BuildOptions, Sink};

const MANIFEST: &str = ".commonstead-site";
const FIRST_LINE: &str = "# Files that a build made here. A file that is not listed is left alone.";

/// One file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path from the site's root, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// HTML pages of the site.
    pub pages: usize,
    /// Files that were written because their bytes changed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: usize,
    /// How long it took, in milliseconds; measured by the caller.
    pub ms: u64,
    /// What was left out or looks wrong, in words.
    pub warnings: Vec<String>,
}

/// Why a site could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The disk said no.
    #[error("{0}")]
    Disk(#[from] io::Error),
    /// A path that leads outside the folder or cannot exist everywhere.
    #[error("`{path}` cannot be a file of a site; nothing was written there")]
    Path {
        /// The path as given.
        path: String,
    },
    /// Something in the folder is a symbolic link or not a plain file or folder.
    #[error(
        "{path} is a link or not a plain file, so it is not written through; remove it and build again"
    )]
    NotPlain {
        /// Where.
        path: Utf8PathBuf,
    },
    /// A file is in the way that no build made.
    #[error(
        "{path} was not made by a build and is not replaced; move it away or build into an empty folder"
    )]
    Foreign {
        /// Where.
        path: Utf8PathBuf,
    },
}

/// Writes the files of a site one after the other.
#[derive(Debug)]
pub struct SiteWriter {
    root: Utf8PathBuf,
    ours: HashSet<String>,
    seen: BTreeSet<String>,
    plain_folders: HashSet<Utf8PathBuf>,
    log: fs_err::File,
    report: Report,
}

impl SiteWriter {
    /// Opens the folder, which is made if it is not there.
    pub fn open(root: &Utf8Path) -> Result<Self, WriteError> {
        fs_err::create_dir_all(root)?;
        let manifest = root.join(MANIFEST);
        if fs_err::symlink_metadata(&manifest).is_ok_and(|meta| !meta.is_file()) {
            return Err(WriteError::NotPlain { path: manifest });
        }
        let ours = read_manifest(&manifest)?;
        let mut log = fs_err::OpenOptions::new().create(true).append(true).open(&manifest)?;
        if ours.is_empty() {
            writeln!(log, "{FIRST_LINE}")?;
        }
        Ok(Self {
            root: root.to_owned(),
            ours,
            seen: BTreeSet::new(),
            plain_folders: HashSet::new(),
            log,
            report: Report::default(),
        })
    }

    /// Puts one file in its place.
    pub fn put(&mut self, file: &OutputFile) -> Result<(), WriteError> {
        let path = self.path_of(&file.path)?;
        self.check_folders(&file.path)?;
        let is_same = match fs_err::symlink_metadata(&path) {
            Ok(meta) if !meta.is_file() => return Err(WriteError::NotPlain { path }),
            Ok(meta) => meta.len() == file.bytes.len() as u64 && fs_err::read(&path)? == file.bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(error.into()),
        };
        if !is_same && path.exists() && !self.ours.contains(&file.path) {
            return Err(WriteError::Foreign { path });
        }
        if self.ours.insert(file.path.clone()) {
            // Listed before it is written: after a power cut the next build still knows it as ours.
            writeln!(self.log, "{}", file.path)?;
        }
        if is_same {
            self.report.unchanged += 1;
        } else {
            replace(&path, &file.bytes)?;
            self.report.written += 1;
        }
        self.report.pages += usize::from(has_extension(&file.path, "html"));
        self.seen.insert(file.path.clone());
        Ok(())
    }

    /// Removes what earlier builds made and this one did not, and says what was done.
    pub fn finish(mut self) -> Result<Report, WriteError> {
        let mut gone: Vec<String> = self.ours.difference(&self.seen_set()).cloned().collect();
        gone.sort();
        for path in &gone {
            self.remove(path)?;
        }
        let lines: Vec<&str> =
            std::iter::once(FIRST_LINE).chain(self.seen.iter().map(String::as_str)).collect();
        replace(&self.root.join(MANIFEST), format!("{}\n", lines.join("\n")).as_bytes())?;
        Ok(self.report)
    }

    fn seen_set(&self) -> HashSet<String> {
        self.seen.iter().cloned().collect()
    }

    fn remove(&mut self, path: &str) -> Result<(), WriteError> {
        let Ok(full) = self.path_of(path) else { return Ok(()) };
        let plain = self.check_folders(path).is_ok()
            && fs_err::symlink_metadata(&full).is_ok_and(|meta| meta.is_file());
        if !plain {
            return Ok(());
        }
        fs_err::remove_file(&full)?;
        self.report.removed += 1;
        self.remove_empty_folders(&full);
        Ok(())
    }

    fn remove_empty_folders(&self, file: &Utf8Path) {
        let above = file.ancestors().skip(1).take_while(|folder| *folder != self.root);
        for folder in above {
            if fs_err::remove_dir(folder).is_err() {
                return;
            }
        }
    }

    fn path_of(&self, path: &str) -> Result<Utf8PathBuf, WriteError> {
        // The one hidden file that some hosts ask for.
        if path != ".nojekyll" && !is_publishable(path) {
            return Err(WriteError::Path { path: path.to_owned() });
        }
        Ok(self.root.join(path))
    }

    /// Makes the folders above a file and makes sure that none of them is a link.
    fn check_folders(&mut self, path: &str) -> Result<(), WriteError> {
        let mut folder = self.root.clone();
        let Some((above, _)) = path.rsplit_once('/') else { return Ok(()) };
        for part in above.split('/') {
            folder.push(part);
            if self.plain_folders.contains(&folder) {
                continue;
            }
            match fs_err::symlink_metadata(&folder) {
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => return Err(WriteError::NotPlain { path: folder }),
                Err(_) => fs_err::create_dir(&folder)?,
            }
            self.plain_folders.insert(folder.clone());
        }
        Ok(())
    }
}

impl Sink for SiteWriter {
    fn file(&mut self, file: OutputFile) -> Result<(), WriteError> {
        self.put(&file)
    }
    fn warn(&mut self, warning: String) {
        // The same link is missing in every language.
        if !self.report.warnings.contains(&warning) {
            self.report.warnings.push(warning);
        }
    }
}

/// Builds the site of a node into a folder. [`Report::ms`] is left to the caller, who has a clock.
pub fn write_site(
    folder: &Utf8Path,
    node: &catalog::fold::Node,
    renderer: &Renderer,
    options: &BuildOptions,
    files: &dyn NodeFiles,
) -> Result<Report, BuildError> {
    let mut writer = SiteWriter::open(folder)?;
    site::build(node, renderer, options, files, &mut writer)?;
    Ok(writer.finish()?)
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

fn read_manifest(path: &Utf8Path) -> io::Result<HashSet<String>> {
    match fs_err::read_to_string(path) {
        Ok(text) => {
            Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(HashSet::new()),
        Err(error) => Err(error),
    }
}

/// Writes beside the place and renames: a reader sees the old file or the new one, never a half.
fn replace(path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Utf8Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    make_readable(temporary.as_file())?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Temporary files are private to their owner; a web server runs as somebody else.
#[cfg(unix)]
fn make_readable(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}
#[cfg(not(unix))]
fn make_readable(_: &std::fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> OutputFile {
        OutputFile { path: path.into(), bytes: text.into() }
    }

    fn write(root: &Utf8Path, files: &[OutputFile]) -> Result<Report, WriteError> {
        let mut writer = SiteWriter::open(root)?;
        files.iter().try_for_each(|file| writer.put(file))?;
        writer.finish()
    }

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(dir.path().join("public")).unwrap();
        (dir, root)
    }

    fn counts(report: &Report) -> (usize, usize, usize, usize) {
        (report.pages, report.written, report.unchanged, report.removed)
    }

    #[test]
    fn only_files_whose_bytes_changed_are_written() {
        let (_dir, root) = folder();
        let first = write(&root, &[file("index.html", "a"), file("a/b.css", "b")]).unwrap();
        assert_eq!(counts(&first), (1, 2, 0, 0));
        let again = write(&root, &[file("index.html", "c"), file("a/b.css", "b")]).unwrap();
        assert_eq!(counts(&again), (1, 1, 1, 0));
        assert_eq!(fs_err::read_to_string(root.join("index.html")).unwrap(), "c");
    }

    #[test]
    fn only_files_that_a_build_made_are_removed() {
        let (_dir, root) = folder();
        write(&root, &[file("index.html", "a"), file("x/y/old.html", "b")]).unwrap();
        fs_err::write(root.join("mine.txt"), "mine").unwrap();
        let report = write(&root, &[file("index.html", "a")]).unwrap();
        assert_eq!(counts(&report), (1, 0, 1, 1));
        assert!(!root.join("x").exists(), "empty folders go as well");
        assert!(root.join("mine.txt").exists());
    }

    #[test]
    fn a_file_that_no_build_made_is_not_replaced() {
        let (_dir, root) = folder();
        fs_err::create_dir_all(&root).unwrap();
        fs_err::write(root.join("index.html"), "mine").unwrap();
        let error = write(&root, &[file("index.html", "a")]).unwrap_err();
        assert!(matches!(error, WriteError::Foreign { .. }), "{error}");
        assert_eq!(fs_err::read_to_string(root.join("index.html")).unwrap(), "mine");
    }

    #[test]
    fn a_build_that_was_cut_off_goes_on_where_it_stopped() {
        let (_dir, root) = folder();
        let mut writer = SiteWriter::open(&root).unwrap();
        writer.put(&file("index.html", "a")).unwrap();
        drop(writer);
        let report = write(&root, &[file("index.html", "b"), file("c.html", "c")]).unwrap();
        assert_eq!(counts(&report), (2, 2, 0, 0));
    }

    #[test]
    fn no_path_leads_outside_the_folder() {
        let (_dir, root) = folder();
        for bad in ["../x.html", "/etc/x", "a/../../x", ".commonstead-site", "a\\b", ""] {
            let error = write(&root, &[file(bad, "x")]).unwrap_err();
            assert!(matches!(error, WriteError::Path { .. }), "{bad}: {error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_or_removed_through_a_link() {
        let (dir, root) = folder();
        let outside = Utf8PathBuf::from_path_buf(dir.path().join("outside")).unwrap();
        write(&root, &[file("a/x.html", "a"), file("index.html", "a")]).unwrap();
        fs_err::create_dir(&outside).unwrap();
        fs_err::write(outside.join("x.html"), "theirs").unwrap();
        fs_err::remove_file(root.join("a/x.html")).unwrap();
        fs_err::remove_dir(root.join("a")).unwrap();
        std::os::unix::fs::symlink(&outside, root.join("a")).unwrap();
        let error = write(&root, &[file("a/x.html", "b")]).unwrap_err();
        assert!(matches!(error, WriteError::NotPlain { .. }), "{error}");
        write(&root, &[file("index.html", "a")]).unwrap();
        assert_eq!(fs_err::read_to_string(outside.join("x.html")).unwrap(), "theirs");
    }
}
