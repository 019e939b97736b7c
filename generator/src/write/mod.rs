//! Writing a site to a folder: only what changed, only what is ours, nothing half.
//!
//! What is new is written beside the site first (`.commonstead-new/`) and moved into its place when all of
//! it is there: a build that stops leaves the old site as it was, and a reader sees the old page or the
//! new one. The folder remembers in `.commonstead-site` which files were made by a build; a file that no
//! build made is neither replaced nor removed.

mod amend;
mod archive;
mod output;

use std::collections::{BTreeSet, HashSet};
use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Serialize;

use crate::files::NodeFiles;
use crate::known::{Fingerprint, Known, Stamp};
use crate::links::is_publishable;
use crate::render::Renderer;
use crate::site::{self, BuildError, BuildOptions, Recall, Sink, Workshop};
pub(crate) use amend::Amender;
pub use archive::zip_site;
use output::Body;
pub use output::OutputFile;

const MANIFEST: &str = ".commonstead-site";
const STAGING: &str = ".commonstead-new";
/// So many changed files are named.
const FEW: usize = 1000;
const FIRST_LINE: &str = "# Files that a build made here. A file that is not listed is left alone.";

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
    /// Pages that could not be made, and why; only where the build was told to go on.
    pub failed: Vec<String>,
    /// The files that were written or removed, where they are few.
    pub changed: Option<Vec<String>>,
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
pub struct SiteWriter<'k> {
    root: Utf8PathBuf,
    ours: HashSet<String>,
    seen: BTreeSet<String>,
    plain_folders: HashSet<Utf8PathBuf>,
    known: Option<&'k Known>,
    next: Known,
    staged: Vec<String>,
    report: Report,
}

impl<'k> SiteWriter<'k> {
    /// Opens the folder, which is made if it is not there.
    pub fn open(root: &Utf8Path) -> Result<Self, WriteError> {
        Self::open_known(root, None)
    }

    /// Opens the folder with what is known of its files from the build before.
    pub(crate) fn open_with(root: &Utf8Path, known: &'k Known) -> Result<Self, WriteError> {
        Self::open_known(root, Some(known))
    }

    fn open_known(root: &Utf8Path, known: Option<&'k Known>) -> Result<Self, WriteError> {
        fs_err::create_dir_all(root)?;
        let manifest = root.join(MANIFEST);
        if fs_err::symlink_metadata(&manifest).is_ok_and(|meta| !meta.is_file()) {
            return Err(WriteError::NotPlain { path: manifest });
        }
        let writer = Self {
            ours: read_manifest(&manifest)?,
            root: root.to_owned(),
            seen: BTreeSet::new(),
            plain_folders: HashSet::new(),
            next: known.map(Known::emptied).unwrap_or_default(),
            known,
            staged: Vec::new(),
            report: Report::default(),
        };
        writer.clear_staging()?;
        Ok(writer)
    }

    /// Takes one file; it gets to its place in [`Self::finish`].
    pub fn put(&mut self, file: &OutputFile) -> Result<(), WriteError> {
        let path = self.path_of(&file.path)?;
        self.report.pages += usize::from(has_extension(&file.path, "html"));
        let of = match &file.body {
            Body::Failed(why) => {
                self.report.failed.push(format!("{}: {why}", file.path));
                self.seen.insert(file.path.clone());
                return Ok(());
            }
            Body::Same => file.of,
            Body::Bytes(bytes) => {
                let of = file.of.unwrap_or_else(|| Fingerprint::of(bytes));
                if !self.known.is_some_and(|known| known.has(&file.path, of)) {
                    return self.put_bytes(file, &path, bytes, of);
                }
                Some(of)
            }
        };
        let stamp = self.known.and_then(|known| known.stamp(&file.path));
        if let (Some(of), Some(stamp)) = (of, stamp) {
            self.next.insert(file.path.clone(), of, stamp);
        }
        self.report.unchanged += 1;
        self.seen.insert(file.path.clone());
        Ok(())
    }

    fn put_bytes(
        &mut self,
        file: &OutputFile,
        path: &Utf8Path,
        bytes: &[u8],
        of: Fingerprint,
    ) -> Result<(), WriteError> {
        self.check_folders(&file.path)?;
        let there = match fs_err::symlink_metadata(path) {
            Ok(meta) if !meta.is_file() => {
                return Err(WriteError::NotPlain { path: path.to_owned() });
            }
            Ok(meta) => Some(meta),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        let same = there.as_ref().filter(|meta| meta.len() == bytes.len() as u64);
        let same = same.filter(|_| fs_err::read(path).is_ok_and(|found| found == bytes));
        self.seen.insert(file.path.clone());
        if let Some(meta) = same {
            self.next.insert(file.path.clone(), of, Stamp::of(meta));
            self.report.unchanged += 1;
            return Ok(());
        }
        if there.is_some() && !self.ours.contains(&file.path) {
            return Err(WriteError::Foreign { path: path.to_owned() });
        }
        let staged = self.staging().join(self.staged.len().to_string());
        if self.staged.is_empty() {
            fs_err::create_dir_all(self.staging())?;
        }
        fs_err::write(&staged, bytes)?;
        let stamp = Stamp::of(&fs_err::symlink_metadata(&staged)?);
        self.next.insert(file.path.clone(), of, stamp);
        self.staged.push(file.path.clone());
        self.report.written += 1;
        Ok(())
    }

    /// Moves what is new into its place, removes what earlier builds made and this one did not, and says
    /// what was done.
    pub fn finish(self) -> Result<Report, WriteError> {
        self.finish_with().map(|(report, _)| report)
    }

    /// The same, with what is known of the site's files now.
    pub(crate) fn finish_with(mut self) -> Result<(Report, Known), WriteError> {
        let mut gone: Vec<String> =
            self.ours.iter().filter(|path| !self.seen.contains(*path)).cloned().collect();
        gone.sort();
        let both = self.seen.len() + gone.len();
        if both != self.ours.len() {
            // Listed before they are in their place: after a power cut the next build knows them as ours.
            let all: BTreeSet<&String> = self.seen.iter().chain(&gone).collect();
            self.write_manifest(all.into_iter())?;
        }
        let few = self.staged.len() + gone.len() <= FEW;
        self.report.changed = few.then(|| self.staged.iter().chain(&gone).cloned().collect());
        for (at, path) in std::mem::take(&mut self.staged).iter().enumerate() {
            self.make_folders(path)?;
            fs_err::rename(self.staging().join(at.to_string()), self.root.join(path))?;
        }
        for path in &gone {
            self.remove(path)?;
        }
        if !gone.is_empty() || both != self.ours.len() {
            self.write_manifest(self.seen.iter())?;
        }
        self.clear_staging()?;
        Ok((std::mem::take(&mut self.report), std::mem::take(&mut self.next)))
    }

    fn write_manifest<'p>(&self, paths: impl Iterator<Item = &'p String>) -> io::Result<()> {
        let lines: Vec<&str> =
            std::iter::once(FIRST_LINE).chain(paths.map(String::as_str)).collect();
        let text = format!("{}\n", lines.join("\n"));
        replace(&self.root.join(MANIFEST), text.as_bytes())
    }

    fn staging(&self) -> Utf8PathBuf {
        self.root.join(STAGING)
    }

    fn clear_staging(&self) -> io::Result<()> {
        match fs_err::symlink_metadata(self.staging()) {
            Ok(meta) if meta.is_dir() => fs_err::remove_dir_all(self.staging()),
            Ok(_) => fs_err::remove_file(self.staging()),
            Err(_) => Ok(()),
        }
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

    /// Makes sure that none of the folders above a file is a link.
    fn check_folders(&mut self, path: &str) -> Result<(), WriteError> {
        let Some((above, _)) = path.rsplit_once('/') else { return Ok(()) };
        if self.plain_folders.contains(Utf8Path::new(above)) {
            return Ok(());
        }
        let mut folder = self.root.clone();
        for part in above.split('/') {
            folder.push(part);
            match fs_err::symlink_metadata(&folder) {
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => return Err(WriteError::NotPlain { path: folder }),
                Err(_) => return Ok(()),
            }
        }
        self.plain_folders.insert(above.into());
        Ok(())
    }

    fn make_folders(&mut self, path: &str) -> Result<(), WriteError> {
        let Some((above, _)) = path.rsplit_once('/') else { return Ok(()) };
        if !self.plain_folders.contains(Utf8Path::new(above)) {
            self.check_folders(path)?;
            fs_err::create_dir_all(self.root.join(above))?;
            self.plain_folders.insert(above.into());
        }
        Ok(())
    }
}

impl Drop for SiteWriter<'_> {
    fn drop(&mut self) {
        // What a build left that did not come to its end; the next one clears it as well.
        drop(self.clear_staging());
    }
}

impl Sink for SiteWriter<'_> {
    fn file(&mut self, file: OutputFile) -> Result<(), WriteError> {
        self.put(&file)
    }
    fn warn(&mut self, warning: String) {
        // The same link is missing in every language.
        if !self.report.warnings.contains(&warning) {
            self.report.warnings.push(warning);
        }
    }
    fn note(&mut self, name: String, of: Fingerprint) {
        self.next.note(name, of);
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
    let nothing = Known::default();
    write_site_with(folder, node, renderer, options, files, &Workshop::default(), &nothing)
        .map(|(report, _)| report)
}

/// Builds the site of a node into a folder, with what is known from the build before: pages that would
/// come out as they are, are not drawn. The files must lie in the folder as they are known. Gives what the
/// next build should know.
pub fn write_site_with(
    folder: &Utf8Path,
    node: &catalog::fold::Node,
    renderer: &Renderer,
    options: &BuildOptions,
    files: &dyn NodeFiles,
    workshop: &Workshop,
    known: &Known,
) -> Result<(Report, Known), BuildError> {
    let mut writer = SiteWriter::open_with(folder, known)?;
    site::build_with(node, renderer, options, files, workshop, known, &mut writer)?;
    Ok(writer.finish_with()?)
}

/// The same, and what is needed to draw a few pages again.
pub(crate) fn write_site_recalled(
    folder: &Utf8Path,
    node: &catalog::fold::Node,
    renderer: &Renderer,
    options: &BuildOptions,
    files: &dyn NodeFiles,
    workshop: &Workshop,
    known: &Known,
) -> Result<(Report, Known, Recall), BuildError> {
    let mut writer = SiteWriter::open_with(folder, known)?;
    let recall =
        site::build_recalled(node, renderer, options, files, workshop, known, &mut writer)?;
    let (report, known) = writer.finish_with()?;
    Ok((report, known, recall))
}

pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
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
pub(crate) fn replace(path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or("file");
    let beside = path.with_file_name(format!(".{name}.new"));
    fs_err::write(&beside, bytes)?;
    fs_err::rename(&beside, path)
}

#[cfg(test)]
mod tests;
