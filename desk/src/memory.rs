//! A feed that is forgotten when the program ends: for demonstrations and tests of those above.

use std::io;

use camino::Utf8Path;
use catalog::feed::{SegmentFile, Segments};

/// Segments that keep nothing; the events live on in the desk that wrote them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Forgotten;

impl SegmentFile for Forgotten {
    fn append(&mut self, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn truncate(&mut self, _len: u64) -> io::Result<()> {
        Ok(())
    }
}

impl Segments for Forgotten {
    fn open(&self, _path: &Utf8Path) -> io::Result<(Box<dyn SegmentFile>, u64)> {
        Ok((Box::new(Self), 0))
    }
}
