//! A few files of a site written again, the others left as they are.

use std::io;

use camino::Utf8Path;

use super::output::Body;
use super::{FEW, OutputFile, Report, WriteError, has_extension, replace};
use crate::known::{Fingerprint, Known, Stamp};
use crate::links::is_publishable;
use crate::site::Sink;

/// Takes files, and writes those that changed when all of them are there.
pub(crate) struct Amender<'k> {
    known: &'k Known,
    changed: Vec<(String, Vec<u8>, Fingerprint)>,
    /// A file came that no earlier build made.
    is_new: bool,
    report: Report,
}

impl<'k> Amender<'k> {
    pub(crate) fn new(known: &'k Known) -> Self {
        Self { known, changed: Vec::new(), is_new: false, report: Report::default() }
    }

    /// Whether only files came that an earlier build made.
    pub(crate) fn is_enough(&self) -> bool {
        !self.is_new
    }

    pub(crate) fn finish(self) -> Amended {
        Amended { changed: self.changed, report: self.report }
    }
}

impl Sink for Amender<'_> {
    fn file(&mut self, file: OutputFile) -> Result<(), WriteError> {
        self.report.pages += usize::from(has_extension(&file.path, "html"));
        match file.body {
            Body::Same => self.report.unchanged += 1,
            Body::Failed(why) => self.report.failed.push(format!("{}: {why}", file.path)),
            Body::Bytes(bytes) => {
                let of = file.of.unwrap_or_else(|| Fingerprint::of(&bytes));
                if self.known.has(&file.path, of) {
                    self.report.unchanged += 1;
                } else {
                    self.is_new |= self.known.stamp(&file.path).is_none();
                    self.changed.push((file.path, bytes, of));
                }
            }
        }
        Ok(())
    }

    fn warn(&mut self, warning: String) {
        if !self.report.warnings.contains(&warning) {
            self.report.warnings.push(warning);
        }
    }
}

/// Files that changed, on their way to the disk.
pub(crate) struct Amended {
    changed: Vec<(String, Vec<u8>, Fingerprint)>,
    report: Report,
}

impl Amended {
    /// Writes them, each by a rename: a reader sees the old page or the new one.
    pub(crate) fn write(
        mut self,
        root: &Utf8Path,
        known: &mut Known,
    ) -> Result<Report, WriteError> {
        let few = self.changed.len() <= FEW;
        self.report.changed =
            few.then(|| self.changed.iter().map(|(path, ..)| path.clone()).collect());
        for (path, bytes, of) in self.changed {
            if !is_publishable(&path) {
                return Err(WriteError::Path { path });
            }
            let full = root.join(&path);
            match fs_err::symlink_metadata(&full) {
                Ok(meta) if meta.is_file() => {}
                Ok(_) => return Err(WriteError::NotPlain { path: full }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    if let Some(folder) = full.parent() {
                        fs_err::create_dir_all(folder)?;
                    }
                }
                Err(error) => return Err(error.into()),
            }
            replace(&full, &bytes)?;
            let stamp = Stamp::of(&fs_err::symlink_metadata(&full)?);
            known.insert(path, of, stamp);
            self.report.written += 1;
        }
        Ok(self.report)
    }
}
