//! Segments that are kept in memory until the past is complete.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::feed::{SegmentFile, Segments};

type Files = BTreeMap<Utf8PathBuf, Vec<u8>>;

#[derive(Debug, Clone, Default)]
pub(crate) struct Capture(Arc<Mutex<Files>>);

impl Capture {
    /// What was written, by path.
    pub(crate) fn files(&self) -> Files {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn with(&self, path: &Utf8Path, change: impl FnOnce(&mut Vec<u8>)) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(files.entry(path.to_owned()).or_default());
    }
}

struct CapturedFile(Capture, Utf8PathBuf);

impl SegmentFile for CapturedFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.with(&self.1, |file| file.extend_from_slice(bytes));
        Ok(())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn truncate(&mut self, len: u64) -> io::Result<()> {
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        self.0.with(&self.1, |file| file.truncate(len));
        Ok(())
    }
}

impl Segments for Capture {
    fn open(&self, path: &Utf8Path) -> io::Result<(Box<dyn SegmentFile>, u64)> {
        let mut len = 0;
        self.with(path, |file| len = file.len() as u64);
        Ok((Box::new(CapturedFile(self.clone(), path.to_owned())), len))
    }
}
