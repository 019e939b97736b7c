//! Appending to a feed: one write, one flush, and only then is the event acknowledged.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::segment_path;
use crate::event::{Actor, Clock, Event, Hlc, Kind, LineHash, Seen, Wall, WriteLine};
use crate::ids::{DeviceId, EventId};

/// A segment file that is open for appending.
pub trait SegmentFile: Send {
    /// Writes all bytes at the end.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Returns when everything written is on the disk (`fdatasync`).
    fn flush(&mut self) -> io::Result<()>;
    /// Cuts the file to this length.
    fn truncate(&mut self, len: u64) -> io::Result<()>;
}

/// Where segment files come from: a folder on a disk, or a failing disk in a test.
pub trait Segments: Send {
    /// Opens a file for appending, making it and its folders if need be (and flushing the folders, so
    /// that a new file survives a power cut). Returns its length in bytes.
    fn open(&self, path: &Utf8Path) -> io::Result<(Box<dyn SegmentFile>, u64)>;
}

/// Why an event was not recorded. In every case nothing of it is in the feed.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The file could not be written.
    #[error("{path} could not be written, so nothing was recorded")]
    Write {
        /// The segment.
        path: Utf8PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// An earlier write failed and could not be taken back.
    #[error("{path} has a half-written line; start the program again to set it aside")]
    HalfWritten {
        /// The segment.
        path: Utf8PathBuf,
    },
    /// The event cannot be written as JSON.
    #[error("the event cannot be written")]
    Json(#[from] serde_json::Error),
    /// The feed is full.
    #[error(
        "this device has written {} events, the most a feed can hold: make a new device",
        u32::MAX
    )]
    Full,
}

/// What a caller decides about a new event; the writer adds number, chain and clock.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// Who is answerable.
    pub actor: &'a Actor,
    /// What happened.
    pub kind: &'a Kind,
    /// The moment of recording.
    pub now: Timestamp,
    /// The place's time zone.
    pub zone: &'a TimeZone,
    /// When it happened, if not now.
    pub effective: Option<Wall>,
    /// How far the clock is trusted.
    pub clock: Clock,
    /// Where it was done.
    pub station: Option<&'a str>,
}

/// The one writer of this device's feed.
pub struct FeedWriter {
    device: DeviceId,
    segments: Box<dyn Segments>,
    last: Option<(u32, LineHash)>,
    hlc: Hlc,
    seen: Seen,
    open: Option<OpenSegment>,
}

struct OpenSegment {
    path: Utf8PathBuf,
    file: Box<dyn SegmentFile>,
    len: u64,
    poisoned: bool,
}

impl FeedWriter {
    /// A writer that goes on after the given last line (none for a new device).
    ///
    /// `hlc` is the newest clock value in any feed of the node and `seen` how far each other device
    /// has been read; both only grow.
    pub fn new(
        device: DeviceId,
        last: Option<(u32, LineHash)>,
        hlc: Hlc,
        seen: Seen,
        segments: Box<dyn Segments>,
    ) -> Self {
        Self { device, segments, last, hlc, seen, open: None }
    }

    /// This device.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The newest clock value that this writer knows.
    pub fn hlc(&self) -> Hlc {
        self.hlc
    }

    /// Tells the writer what has been read of the other devices in the meantime.
    pub fn learn(&mut self, hlc: Hlc, seen: Seen) {
        self.hlc = self.hlc.max(hlc);
        self.seen = seen;
    }

    /// Writes one event. When this returns `Ok`, the line is on the disk; when it returns an error,
    /// the feed is as it was before.
    pub fn append(&mut self, draft: &Draft<'_>) -> Result<Event, AppendError> {
        let seq = self.last.map_or(0, |last| last.0).checked_add(1).ok_or(AppendError::Full)?;
        let wall = Wall::new(draft.now, draft.zone);
        let hlc = self.hlc.tick(draft.now);
        let (mut line, event) = WriteLine {
            id: EventId { device: self.device, seq },
            prev: self.last.map(|last| last.1),
            hlc,
            wall,
            effective: draft.effective,
            clock: draft.clock,
            seen: &self.seen,
            actor: draft.actor,
            station: draft.station,
            kind: draft.kind,
        }
        .finish()?;
        line.push('\n');
        self.segment(&segment_path(self.device, wall.date()))?.write(line.as_bytes())?;
        self.last = Some((seq, event.hash));
        self.hlc = hlc;
        Ok(event)
    }

    fn segment(&mut self, path: &Utf8Path) -> Result<&mut OpenSegment, AppendError> {
        let fits = self.open.as_ref().is_some_and(|open| open.path == path || open.poisoned);
        if !fits {
            let failed = |source| AppendError::Write { path: path.to_owned(), source };
            let (file, len) = self.segments.open(path).map_err(failed)?;
            self.open = Some(OpenSegment { path: path.to_owned(), file, len, poisoned: false });
        }
        match &mut self.open {
            Some(open) if !open.poisoned => Ok(open),
            _ => Err(AppendError::HalfWritten { path: path.to_owned() }),
        }
    }
}

impl OpenSegment {
    fn write(&mut self, line: &[u8]) -> Result<(), AppendError> {
        let written = self.file.append(line).and_then(|()| self.file.flush());
        match written {
            Ok(()) => {
                self.len += line.len() as u64;
                Ok(())
            }
            Err(source) => {
                // The line must not come back after a refusal: cut it off and make sure of it.
                let cut = self.file.truncate(self.len).and_then(|()| self.file.flush());
                self.poisoned = cut.is_err();
                Err(AppendError::Write { path: self.path.clone(), source })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::event::UnitAt;
    use crate::feed::read_segment;

    /// A disk in memory whose n-th operation fails; a failing write leaves half of its bytes.
    #[derive(Clone, Default)]
    struct Disk {
        files: Arc<Mutex<BTreeMap<Utf8PathBuf, Vec<u8>>>>,
        left: Arc<Mutex<Option<u32>>>,
    }

    impl Disk {
        fn failing_at(n: u32) -> Self {
            Self { left: Arc::new(Mutex::new(Some(n))), ..Self::default() }
        }

        fn step(&self) -> io::Result<()> {
            let mut left = self.left.lock().unwrap();
            match left.as_mut() {
                Some(0) => Err(io::Error::from(io::ErrorKind::StorageFull)),
                Some(n) => {
                    *n -= 1;
                    Ok(())
                }
                None => Ok(()),
            }
        }

        fn bytes(&self) -> Vec<u8> {
            self.files.lock().unwrap().values().flatten().copied().collect()
        }
    }

    struct DiskFile(Disk, Utf8PathBuf);

    impl SegmentFile for DiskFile {
        fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
            let whole = self.0.step();
            let take = if whole.is_ok() { bytes.len() } else { bytes.len() / 2 };
            let mut files = self.0.files.lock().unwrap();
            files.entry(self.1.clone()).or_default().extend_from_slice(&bytes[..take]);
            whole
        }
        fn flush(&mut self) -> io::Result<()> {
            self.0.step()
        }
        fn truncate(&mut self, len: u64) -> io::Result<()> {
            self.0.step()?;
            let mut files = self.0.files.lock().unwrap();
            files.entry(self.1.clone()).or_default().truncate(usize::try_from(len).unwrap());
            Ok(())
        }
    }

    impl Segments for Disk {
        fn open(&self, path: &Utf8Path) -> io::Result<(Box<dyn SegmentFile>, u64)> {
            self.step()?;
            let len = self.files.lock().unwrap().entry(path.to_owned()).or_default().len();
            Ok((Box::new(DiskFile(self.clone(), path.to_owned())), len as u64))
        }
    }

    fn writer(disk: &Disk) -> FeedWriter {
        FeedWriter::new(
            "kb".parse().unwrap(),
            None,
            Hlc::default(),
            Seen::default(),
            Box::new(disk.clone()),
        )
    }

    fn append(writer: &mut FeedWriter, minute: i64) -> Result<Event, AppendError> {
        let kind = Kind::UnitSeen(Box::new(UnitAt {
            unit: "7K3-QP2J".parse().unwrap(),
            place: "shelf-a1".parse().unwrap(),
        }));
        let start: Timestamp = "2026-03-14T09:00:00Z".parse().unwrap();
        writer.append(&Draft {
            actor: &Actor::Anyone,
            kind: &kind,
            now: start + jiff::SignedDuration::from_mins(minute),
            zone: &TimeZone::UTC,
            effective: None,
            clock: Clock::Ok,
            station: None,
        })
    }

    #[test]
    fn what_is_acknowledged_is_in_the_feed_whichever_operation_fails() {
        for n in 0..12 {
            let disk = Disk::failing_at(n);
            let mut kb = writer(&disk);
            let acknowledged: Vec<_> =
                (0..4).filter_map(|minute| append(&mut kb, minute).ok()).map(|e| e.id).collect();
            let segment = read_segment(&disk.bytes());
            let there: Vec<_> = segment.events.iter().map(|p| p.event.id).collect();
            for id in &acknowledged {
                assert!(there.contains(id), "operation {n}: {id} was acknowledged and is lost");
            }
            assert!(segment.bad.is_empty(), "operation {n}: a half line in the middle");
        }
    }

    #[test]
    fn a_refused_event_leaves_no_trace_when_the_disk_recovers() {
        let disk = Disk::default();
        let mut kb = writer(&disk);
        append(&mut kb, 0).unwrap();
        *disk.left.lock().unwrap() = Some(0);
        assert!(matches!(append(&mut kb, 1), Err(AppendError::Write { .. })));
        *disk.left.lock().unwrap() = None;
        // The cut failed as well, so the writer refuses until the program starts again.
        assert!(matches!(append(&mut kb, 2), Err(AppendError::HalfWritten { .. })));
        assert_eq!(read_segment(&disk.bytes()).events.len(), 1);
    }

    #[test]
    fn lines_form_a_chain_over_days() {
        let disk = Disk::default();
        let mut kb = writer(&disk);
        let events: Vec<_> = [0, 1, 60 * 24].map(|m| append(&mut kb, m).unwrap()).into();
        assert_eq!(super::super::check_chain(kb.device(), &events), []);
        let files: Vec<_> = disk.files.lock().unwrap().keys().cloned().collect();
        assert_eq!(files, ["feeds/kb/2026/03/14.jsonl", "feeds/kb/2026/03/15.jsonl"]);
    }
}
