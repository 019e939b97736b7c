//! The only module of this crate that touches files: reads a node's folder, opens feeds for
//! appending, and sets aside what a power cut left half-written.
//!
//! Reading never fails as a whole for what is *in* the files; only a folder that cannot be read at
//! all is an error. Symbolic links are not followed: a record never leads out of the node's folder.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use rayon::prelude::*;

use crate::document::problem::Excerpt;
use crate::document::{self, Finding, Loader, Problem, Severity};
use crate::event::{Event, Hlc, Kind, LineError, LineHash, Seen};
use crate::feed::{
    self, ChainBreak, FeedWriter, Segment, SegmentFile, Segments, check_chain, device_of,
};
use crate::ids::{DeviceId, Slug};
use crate::record::{DocumentKind, Documents, Title};

/// The folders of a node in which records are looked for.
pub const FOLDERS: [&str; 7] =
    ["catalog", "designs", "events", "governance", "pages", "people", "places"];

/// The largest document that is read, in bytes. Larger files belong into `media/`.
const MAX_DOCUMENT: u64 = 8 << 20;

/// A folder that cannot be read as a node.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder has no `node.toml`.
    #[error("{0} is not a node: it has no `node.toml`")]
    NotANode(Utf8PathBuf),
    /// The folder itself cannot be read or written.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// Everything that a node's folder holds.
#[derive(Debug, Default)]
pub struct Stored {
    /// The documents.
    pub documents: Documents,
    /// What is wrong with documents and feeds, by file.
    pub problems: Vec<Problem>,
    /// All events of all feeds, in no particular order.
    pub events: Vec<Event>,
    /// Half-written tails.
    pub torn: Vec<Torn>,
}

/// A tail of a feed that was never acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// The segment, relative to the node's root.
    pub file: Utf8PathBuf,
    /// Whose feed.
    pub device: DeviceId,
    /// The bytes in question; empty when only the last line's end is missing.
    pub span: Range<usize>,
}

/// The nearest folder at or above `from` that has a `node.toml`.
pub fn find_root(from: &Utf8Path) -> Option<Utf8PathBuf> {
    from.ancestors().find(|folder| folder.join("node.toml").is_file()).map(Utf8Path::to_owned)
}

/// Reads documents and feeds.
pub fn load(root: &Utf8Path) -> Result<Stored, StoreError> {
    let (documents, problems) = load_documents(root)?;
    let mut stored = Stored { documents, problems, ..Stored::default() };
    load_feeds(root, &mut stored)?;
    Ok(stored)
}

/// Reads the documents alone.
pub fn load_documents(root: &Utf8Path) -> Result<(Documents, Vec<Problem>), StoreError> {
    if !root.join("node.toml").is_file() {
        return Err(StoreError::NotANode(root.to_owned()));
    }
    let mut loader = Loader::default();
    let mut unread = Vec::new();
    let mut take = |path: Utf8PathBuf| {
        if !document::is_read(&path) {
            return;
        }
        match read_document(root, &path) {
            Ok(bytes) => loader.add(document::read_file(path, &bytes)),
            Err(finding) => unread.push(Problem::of_file(path, finding)),
        }
    };
    take("node.toml".into());
    for folder in FOLDERS {
        walk(root, folder.into(), &mut take)?;
    }
    let mut loaded = loader.finish();
    loaded.problems.extend(unread);
    walk(root, "conflicts".into(), &mut |path| loaded.problems.extend(conflict(&path)))?;
    Ok((loaded.documents, loaded.problems))
}

/// One title as its files say it now, translations included: what somebody saves again and again while
/// writing, without reading the whole node. `path` is that of one of these files, from the root.
///
/// None where these files alone do not tell: the path is none of a title's in its right folder, a file is
/// gone or cannot be read, or something in them is an error. Whoever gets none reads everything.
pub fn reread_title(root: &Utf8Path, path: &Utf8Path) -> Option<Title> {
    let slug: Slug = path.file_name()?.split('.').next()?.parse().ok()?;
    let own = document::path_of(DocumentKind::Title, &slug);
    if own.parent() != path.parent() {
        return None;
    }
    let folder = own.parent()?;
    let beside = format!("{slug}.");
    let mut paths = vec![Utf8PathBuf::from("node.toml")];
    for entry in root.join(folder).read_dir_utf8().ok()? {
        let entry = entry.ok()?;
        if entry.file_name().starts_with(&beside) && entry.file_type().ok()?.is_file() {
            paths.push(folder.join(entry.file_name()));
        }
    }
    let read = |path: Utf8PathBuf| Some((path.clone(), read_document(root, &path).ok()?));
    let files: Vec<_> = paths.into_iter().map(read).collect::<Option<_>>()?;
    let mut loaded = document::load(files);
    let is_wrong = loaded.problems.iter().any(|problem| problem.severity == Severity::Error);
    loaded.documents.titles.remove(&slug).filter(|_| !is_wrong)
}

/// A record of what two people changed at the same time waits for somebody.
fn conflict(path: &Utf8Path) -> Option<Problem> {
    let name = path.strip_prefix("conflicts").ok()?.as_str();
    let id = name.strip_suffix(".toml").filter(|id| {
        id.len() == 16 && id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    });
    let finding = match id {
        Some(id) => {
            Finding::warning("conflict", 0..0, "two people changed one record at the same time")
                .hint(format!(
                    "`stead exceptions resolve {id} --choose kept` or `other` settles it"
                ))
        }
        None => Finding::warning("layout", 0..0, "is no record of a conflict")
            .hint("`conflicts/` holds only what an exchange puts there"),
    };
    Some(Problem::of_file(path, finding))
}

fn read_document(root: &Utf8Path, path: &Utf8Path) -> Result<Vec<u8>, Finding> {
    let full = root.join(path);
    let unreadable = |error: io::Error| {
        Finding::error("unreadable", 0..0, format!("cannot be read: {error}"))
            .hint("check the permissions of the file")
    };
    let file = fs::File::open(full).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > MAX_DOCUMENT {
        let message = format!("is {} MB large, more than any record", size >> 20);
        return Err(Finding::error("too-large", 0..0, message)
            .hint("photos, drawings and long texts belong into `media/`"));
    }
    // One byte more than there is, so that the end is found without making more room.
    let mut bytes = Vec::with_capacity(usize::try_from(size + 1).unwrap_or(0));
    file.take(MAX_DOCUMENT).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Calls `take` with each file below a folder, by name. Links and hidden files are passed over.
fn walk(root: &Utf8Path, folder: &Utf8Path, take: &mut dyn FnMut(Utf8PathBuf)) -> io::Result<()> {
    let entries = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut names = BTreeMap::new();
    for entry in entries {
        let entry = entry?;
        let kind = entry.file_type()?;
        if let Some(name) = entry.file_name().to_str().filter(|name| !name.starts_with('.')) {
            names.insert(name.to_owned(), kind);
        }
    }
    for (name, kind) in names {
        let path = folder.join(name);
        if kind.is_dir() {
            walk(root, &path, take)?;
        } else if kind.is_file() {
            take(path);
        }
    }
    Ok(())
}

/// One file of a feed, and what is wrong with it.
struct FeedFile {
    path: Utf8PathBuf,
    device: DeviceId,
    segment: Segment,
    problems: Vec<Problem>,
    torn: Option<Torn>,
}

/// Adds the events of all feeds and what is wrong with them.
fn load_feeds(root: &Utf8Path, stored: &mut Stored) -> Result<(), StoreError> {
    let mut paths = Vec::new();
    walk(root, "feeds".into(), &mut |path| paths.extend(device_of(&path).map(|of| (path, of))))?;
    // To read the lines is most of a start, and each file can be read alone.
    let read: Vec<_> =
        paths.into_par_iter().map(|(path, device)| FeedFile::read(root, path, device)).collect();
    let mut feeds: BTreeMap<DeviceId, Vec<(Utf8PathBuf, Segment)>> = BTreeMap::new();
    for FeedFile { path, device, segment, problems, torn } in read {
        stored.problems.extend(problems);
        stored.torn.extend(torn);
        feeds.entry(device).or_default().push((path, segment));
    }
    for (device, segments) in feeds {
        stored.chain(device, &segments);
        let events = segments.into_iter().flat_map(|(_, segment)| segment.events);
        stored.events.extend(events.map(|placed| placed.event));
    }
    Ok(())
}

impl FeedFile {
    fn read(root: &Utf8Path, path: Utf8PathBuf, device: DeviceId) -> Self {
        let (segment, problems, torn) = match fs::read(root.join(&path)) {
            Ok(bytes) => {
                let segment = feed::read_segment(&bytes);
                let problems = bad_lines(&path, &segment, &bytes);
                let torn = tail(&segment, bytes.len());
                (segment, problems, torn.map(|span| Torn { file: path.clone(), device, span }))
            }
            Err(error) => {
                let message = format!("cannot be read: {error}");
                let finding = Finding::error("unreadable", 0..0, message);
                (Segment::default(), vec![Problem::of_file(path.clone(), finding)], None)
            }
        };
        Self { path, device, segment, problems, torn }
    }
}

fn bad_lines(path: &Utf8Path, segment: &Segment, bytes: &[u8]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for bad in &segment.bad {
        let message = format!("this line {}", line_error(&bad.error));
        let hint = "the rest of the feed is read; nothing of this line counts";
        let mut problem =
            Problem::of_file(path, Finding::error("feed-line", 0..0, message).hint(hint));
        problem.line = bad.line;
        problem.column = column(&bad.error);
        problem.span = bad.span.clone();
        problem.excerpt = excerpt(&bytes[bad.span.clone()], problem.column);
        problems.push(problem);
    }
    for placed in &segment.events {
        if let Kind::Unknown(newer) = &placed.event.kind {
            let message = format!("`{}` is from a newer version of the program", newer.name);
            let finding = Finding::warning("newer-kind", 0..0, message)
                .hint("it is kept as it is; update the program to see what it does");
            let mut problem = Problem::of_file(path, finding);
            problem.line = placed.line;
            problems.push(problem);
        }
    }
    problems
}

/// The end of a file that was never acknowledged: half a line, or nothing but the missing end of one.
fn tail(segment: &Segment, len: usize) -> Option<Range<usize>> {
    segment.torn.clone().or_else(|| segment.unterminated.then_some(len..len))
}

impl Stored {
    fn chain(&mut self, device: DeviceId, segments: &[(Utf8PathBuf, Segment)]) {
        let events = segments.iter().flat_map(|(_, s)| s.events.iter().map(|p| &p.event));
        let breaks = check_chain(device, events);
        if breaks.is_empty() {
            return;
        }
        let mut places = BTreeMap::new();
        for (path, segment) in segments {
            for placed in &segment.events {
                // The last one counts: of a copied event's two lines the second shows the break.
                places.insert(placed.event.id, (path, placed.line));
            }
        }
        for broken in breaks {
            let finding = match broken {
                ChainBreak::Gap { .. } => Finding::warning(broken.code(), 0..0, broken.to_string()),
                _ => Finding::error(broken.code(), 0..0, broken.to_string()),
            };
            let hint =
                "`git log -p` of this file shows who changed it; the events count as they stand";
            let finding = finding.hint(hint);
            let Some((path, line)) = places.get(&broken.event()) else { continue };
            let mut problem = Problem::of_file(path.to_owned(), finding);
            problem.line = *line;
            self.problems.push(problem);
        }
    }

    /// The newest line of a device: where its writer goes on.
    pub fn last_line(&self, device: DeviceId) -> Option<(u32, LineHash)> {
        let own = self.events.iter().filter(|event| event.id.device == device);
        own.max_by_key(|event| event.id.seq).map(|event| (event.id.seq, event.hash))
    }

    /// The newest clock value of all feeds.
    pub fn newest_clock(&self) -> Hlc {
        self.events.iter().map(|event| event.hlc).max().unwrap_or_default()
    }

    /// How far each device but `own` has been read without a gap.
    pub fn seen_by(&self, own: DeviceId) -> Seen {
        let mut numbers: BTreeMap<DeviceId, Vec<u32>> = BTreeMap::new();
        for event in self.events.iter().filter(|event| event.id.device != own) {
            numbers.entry(event.id.device).or_default().push(event.id.seq);
        }
        Seen::new(numbers.into_iter().filter_map(|(device, mut seqs)| {
            seqs.sort_unstable();
            seqs.dedup();
            let gapless = seqs.iter().zip(1u32..).take_while(|(seq, n)| **seq == *n).count();
            u32::try_from(gapless).ok().filter(|n| *n > 0).map(|n| (device, n))
        }))
    }

    /// The writer of a device's feed, going on where its last line ends. The caller holds the node's
    /// lock and has set torn tails aside.
    pub fn writer(&self, root: &Utf8Path, device: DeviceId) -> FeedWriter {
        let segments = Box::new(FolderSegments::new(root));
        let (last, clock) = (self.last_line(device), self.newest_clock());
        FeedWriter::new(device, last, clock, self.seen_by(device), segments)
    }
}

fn line_error(error: &LineError) -> String {
    let found = match error {
        LineError::Envelope(source) => source,
        LineError::Payload(payload) => &payload.source,
        other => return other.to_string(),
    };
    // The reader counts lines within the line; the place is told by the problem itself.
    let text = found.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    format!("{error}: {text}")
}

fn column(error: &LineError) -> usize {
    match error {
        LineError::Utf8 { at } => at + 1,
        LineError::TooLong { .. } => 1,
        LineError::Envelope(source) => source.column().max(1),
        LineError::Payload(payload) => payload.source.column().max(1),
    }
}

fn excerpt(line: &[u8], column: usize) -> Excerpt {
    const SHOWN: usize = 120;
    let shown = String::from_utf8_lossy(&line[..line.len().min(SHOWN)]).into_owned();
    let start = shown.floor_char_boundary((column - 1).min(shown.len()));
    let end = shown[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    Excerpt { text: shown, mark: start..end }
}

/// Moves half-written tails of this device's feed to `.stead/torn/`, and ends a last line that is
/// whole. Other devices' feeds are not ours to mend. Returns what was set aside, for telling.
pub fn set_torn_aside(
    root: &Utf8Path,
    device: DeviceId,
    torn: &[Torn],
) -> Result<Vec<Utf8PathBuf>, StoreError> {
    let mut aside = Vec::new();
    for torn in torn.iter().filter(|torn| torn.device == device) {
        let path = root.join(&torn.file);
        if torn.span.is_empty() {
            let mut file = fs::OpenOptions::new().append(true).open(&path)?;
            file.write_all(b"\n")?;
            file.sync_data()?;
            continue;
        }
        let bytes = fs::read(&path)?;
        let tail = bytes.get(torn.span.clone()).unwrap_or_default();
        let name = torn.file.as_str().trim_start_matches("feeds/").replace('/', "-");
        let kept = format!(".stead/torn/{name}-{}", LineHash::of(tail));
        write_atomic(&root.join(&kept), tail)?;
        let file = fs::OpenOptions::new().write(true).open(&path)?;
        file.set_len(torn.span.start as u64)?;
        file.sync_all()?;
        aside.push(kept.into());
    }
    Ok(aside)
}

/// Writes a file whole or not at all: a temporary file beside it, flushed, renamed, folder flushed.
pub fn write_atomic(path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Utf8Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

fn sync_folder(folder: &Utf8Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// The segments of a node's folder on this machine's disk.
#[derive(Debug, Clone)]
pub struct FolderSegments {
    root: Utf8PathBuf,
}

impl FolderSegments {
    /// The segments below this node's root.
    pub fn new(root: &Utf8Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Makes the folders of a segment; each new name is flushed in the folder above it.
    fn make_folders(&self, folder: &Utf8Path) -> io::Result<()> {
        let mut path = self.root.clone();
        for part in folder.components() {
            let above = path.clone();
            path.push(part.as_str());
            match fs::create_dir(&path) {
                Ok(()) => sync_folder(&above)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Segments for FolderSegments {
    fn open(&self, path: &Utf8Path) -> io::Result<(Box<dyn SegmentFile>, u64)> {
        let folder = path.parent().unwrap_or(Utf8Path::new(""));
        self.make_folders(folder)?;
        let full = self.root.join(path);
        let is_new = match fs::symlink_metadata(&full) {
            Ok(found) if !found.is_file() => {
                return Err(io::Error::other(format!("{full} is not a plain file")));
            }
            Ok(_) => false,
            Err(_) => true,
        };
        let file = fs::OpenOptions::new().append(true).create(true).open(&full)?;
        if is_new {
            sync_folder(&self.root.join(folder))?;
        }
        let len = file.metadata()?.len();
        Ok((Box::new(DiskFile(file)), len))
    }
}

struct DiskFile(fs::File);

impl SegmentFile for DiskFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.0.sync_data()
    }
    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Writer;

    const NODE: &str = "id = \"oak\"\nname = \"Oak\"\nlanguages = [\"en\"]\ntimezone = \"UTC\"\n";

    struct Folder(tempfile::TempDir);

    impl Folder {
        fn new(files: &[(&str, &[u8])]) -> Self {
            let folder = Self(tempfile::tempdir().unwrap());
            folder.put("node.toml", NODE.as_bytes());
            for (path, bytes) in files {
                folder.put(path, bytes);
            }
            folder
        }
        fn root(&self) -> &Utf8Path {
            Utf8Path::from_path(self.0.path()).unwrap()
        }
        fn put(&self, path: &str, bytes: &[u8]) {
            write_atomic(&self.root().join(path), bytes).unwrap();
        }
        fn codes(&self) -> Vec<&'static str> {
            load(self.root()).unwrap().problems.iter().map(|p| p.code).collect()
        }
    }

    fn feed(n: usize) -> String {
        let mut kb = Writer::new("kb");
        (0..n).map(|_| kb.seen("7K3-QP2J", "shelf-a1").0 + "\n").collect()
    }

    #[test]
    fn a_folder_without_node_toml_is_not_a_node() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        assert!(matches!(load(root), Err(StoreError::NotANode(_))));
    }

    #[test]
    fn documents_and_feeds_of_a_folder_are_read() {
        let title = b"+++\nname = \"Drill\"\n[[units]]\ncode = \"7K3-QP2J\"\n+++\nGood.\n";
        let folder = Folder::new(&[
            ("catalog/dr/drill.md", title),
            ("feeds/kb/2026/03/14.jsonl", feed(3).as_bytes()),
            ("feeds/kb/notes.txt", b"not a feed"),
        ]);
        let stored = load(folder.root()).unwrap();
        assert_eq!(stored.documents.titles.len(), 1);
        assert_eq!(
            (stored.events.len(), stored.last_line("kb".parse().unwrap()).unwrap().0),
            (3, 3)
        );
        assert_eq!(stored.seen_by("me".parse().unwrap()).up_to("kb".parse().unwrap()), 3);
    }

    #[test]
    fn a_torn_tail_is_set_aside_and_the_writer_goes_on() {
        let mut bytes = feed(3).into_bytes();
        bytes.truncate(bytes.len() - 10);
        let folder = Folder::new(&[("feeds/kb/2026/03/14.jsonl", &bytes)]);
        let kb = "kb".parse().unwrap();
        let stored = load(folder.root()).unwrap();
        assert_eq!(stored.events.len(), 2);
        let aside = set_torn_aside(folder.root(), kb, &stored.torn).unwrap();
        assert_eq!(aside.len(), 1);
        let again = load(folder.root()).unwrap();
        assert_eq!((again.events.len(), again.torn.len(), again.problems.len()), (2, 0, 0));
    }

    #[test]
    fn a_whole_last_line_without_its_end_is_kept() {
        let text = feed(3);
        let folder = Folder::new(&[("feeds/kb/2026/03/14.jsonl", text.trim_end().as_bytes())]);
        let kb = "kb".parse().unwrap();
        let stored = load(folder.root()).unwrap();
        assert!(set_torn_aside(folder.root(), kb, &stored.torn).unwrap().is_empty());
        assert_eq!(load(folder.root()).unwrap().events.len(), 3);
        assert!(load(folder.root()).unwrap().torn.is_empty());
    }

    #[test]
    fn gaps_edits_copies_and_newer_kinds_are_told_with_their_place() {
        let text = feed(4);
        let lines: Vec<_> = text.lines().collect();
        let check = |lines: &[&str]| {
            let bytes = lines.join("\n") + "\n";
            Folder::new(&[("feeds/kb/2026/03/14.jsonl", bytes.as_bytes())]).codes()
        };
        assert_eq!(check(&[lines[0], lines[1], lines[3]]), ["feed-gap"]);
        let edited = lines[1].replace("shelf-a1", "shelf-a2");
        assert_eq!(check(&[lines[0], &edited, lines[2]]), ["feed-edited"]);
        let clone = lines[3].replace("shelf-a1", "shelf-a2");
        assert_eq!(check(&[lines[0], lines[1], lines[2], lines[3], &clone]), ["feed-cloned"]);
        let newer = lines[0].replace("unit.seen", "unit.sung");
        assert_eq!(check(&[&newer]), ["newer-kind"]);
        assert_eq!(check(&[lines[0], "{\"id\":\"kb-2\"}", "\u{0}"]), ["feed-line", "feed-line"]);
    }

    #[test]
    fn one_title_is_read_again_as_it_is_read_with_all_others() {
        let files: &[(&str, &[u8])] = &[
            ("catalog/sa/saw.md", b"+++\nname = \"S\xc3\xa4ge\"\n+++\nText.\n"),
            ("catalog/sa/saw.en.md", b"+++\nname = \"Saw\"\n+++\nWords.\n"),
            ("catalog/sa/saw-2.md", b"+++\nname = \"Second\"\n+++\n"),
            ("catalog/sa/sad.md", b"+++\nname = 7\n+++\n"),
        ];
        let folder = Folder::new(files);
        let all = load(folder.root()).unwrap().documents.titles;
        for path in ["catalog/sa/saw.md", "catalog/sa/saw.en.md", "catalog/sa/saw.md~"] {
            assert_eq!(reread_title(folder.root(), path.into()), all.get("saw").cloned(), "{path}");
        }
        assert_eq!(
            reread_title(folder.root(), "catalog/sa/saw-2.md".into()),
            all.get("saw-2").cloned()
        );
        for other in [
            "catalog/xx/saw.md",
            "catalog/sa/sad.md",
            "catalog/sa/gone.md",
            "node.toml",
            "pages/saw.md",
        ] {
            assert_eq!(reread_title(folder.root(), other.into()), None, "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_is_not_followed() {
        let folder = Folder::new(&[]);
        let secret = folder.root().join("secret.md");
        write_atomic(&secret, b"+++\nname = \"Secret\"\n+++\n").unwrap();
        fs::create_dir_all(folder.root().join("catalog/dr")).unwrap();
        std::os::unix::fs::symlink(&secret, folder.root().join("catalog/dr/drill.md")).unwrap();
        assert!(load(folder.root()).unwrap().documents.titles.is_empty());
    }
}
