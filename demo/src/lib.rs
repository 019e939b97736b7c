//! A demo node with a past: the embedded documents, and two years of plausible loans, hours and
//! votes that end today.
//!
//! The past is played, not stored: each day's loans go through the same rules and the same feed lines
//! as at a real desk, only with a clock that runs fast and a feed that is written to the disk in one
//! piece at the end. The same seed and the same day give the same events. It knows no git and no HTTP.

mod capture;
mod hours;
mod loans;
mod people;
mod script;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::document;
use catalog::ids::DeviceId;
use catalog::store::write_atomic;
use desk::members::{Members, MembersError};
use desk::{Card, Clock, Desk, MemberNumber, OpenOptions, Pin, SystemRandomness};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use rand::SeedableRng as _;
use rand::rngs::StdRng;

use crate::capture::Capture;
use crate::script::History;

/// Why a demo node could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The embedded files are damaged.
    #[error(transparent)]
    Content(#[from] content::ContentError),
    /// `history.toml` of the demo node cannot be read.
    #[error("the history of the demo node `{node}` cannot be read: {source}")]
    History {
        /// Which node.
        node: String,
        /// What is wrong with it.
        source: Box<toml::de::Error>,
    },
    /// The members' store could not be written.
    #[error(transparent)]
    Members(#[from] MembersError),
    /// A file could not be written.
    #[error("{path} could not be written")]
    Write {
        /// Which file.
        path: Utf8PathBuf,
        /// What the disk said.
        source: std::io::Error,
    },
    /// No secret could be drawn.
    #[error(transparent)]
    Randomness(#[from] desk::edge::NoRandomness),
}

/// Somebody whose card the demonstration prints.
#[derive(Debug)]
pub struct Visitor {
    /// The member's name.
    pub name: String,
    /// The number.
    pub number: MemberNumber,
    /// The card.
    pub card: Card,
    /// The PIN.
    pub pin: Pin,
}

/// A demo node that has been played to the end.
#[derive(Debug)]
pub struct Played {
    /// The member to try the kiosk with.
    pub member: Visitor,
    /// The steward to try the kiosk with.
    pub steward: Visitor,
    /// How many events the past has.
    pub events: u64,
}

/// The documents of a demo node, as paths from the node's root and bytes. What only the player reads
/// is not among them.
pub fn documents(node: &str) -> Result<Vec<(String, Vec<u8>)>, DemoError> {
    let files = content::files(node)?;
    Ok(files.into_iter().filter(|(path, _)| path != HISTORY).collect())
}

const HISTORY: &str = "history.toml";

/// Plays the past of a demo node into a folder that already has its documents: members into the
/// private store, events into the feed of this device. `progress` hears how far it is, 0 to 100.
pub fn play(
    folder: &Utf8Path,
    node: &str,
    device: DeviceId,
    now: Timestamp,
    progress: &dyn Fn(u64),
) -> Result<Played, DemoError> {
    let files = content::files(node)?;
    let history = read_history(node, &files)?;
    let loaded = document::load(files.into_iter().map(|(path, bytes)| (path.into(), bytes)));
    let start = past(now, history.play.months);
    let clock = FastClock::new(start);
    let capture = Capture::default();
    let private = folder.join(".stead/private.sqlite");
    make_folder(&folder.join(".stead"))?;
    let mut random = SystemRandomness;
    let members = Members::open(&private, &mut random)?.in_rehearsal()?;
    let mut options = OpenOptions::new("stead demo", device);
    options.not_before = Some(Timestamp::UNIX_EPOCH);
    let mut desk = Desk::rehearsal(
        loaded.documents,
        options,
        Box::new(capture.clone()),
        members,
        Box::new(clock.clone()),
        Box::new(SystemRandomness),
    );
    let people = people::admit(&mut desk, &history, start)?;
    let mut stage = Stage {
        rng: StdRng::seed_from_u64(script::number(&history.play.seed)),
        desk,
        clock,
        start,
        end: now - SignedDuration::from_mins(10),
        history,
        people,
    };
    stage.train();
    let plan = hours::plan(&mut stage);
    loans::play(&mut stage, &plan, progress);
    for at in people::to_try(&stage.history) {
        if let Some(number) = stage.people.get(at).map(|person| person.number) {
            stage.bring_back_what_is_due(number);
        }
    }
    write_feed(folder, &capture.files())?;
    let (member, steward) = people::visitors(&mut stage, &mut random)?;
    Ok(Played { member, steward, events: stage.desk.written() })
}

fn read_history(node: &str, files: &[(String, Vec<u8>)]) -> Result<History, DemoError> {
    let bytes = files.iter().find(|(path, _)| path == HISTORY).map(|file| file.1.as_slice());
    let text = String::from_utf8_lossy(bytes.unwrap_or_default());
    let failed = |source| DemoError::History { node: node.into(), source: Box::new(source) };
    toml::from_str(&text).map_err(failed)
}

/// The first moment of the day that many months ago: at every hour of a day the past is the same.
fn past(now: Timestamp, months: i64) -> Timestamp {
    let zoned = now.to_zoned(jiff::tz::TimeZone::UTC);
    let first = zoned.checked_sub(months.months()).and_then(|zoned| zoned.start_of_day());
    first.map_or(now, |zoned| zoned.timestamp())
}

fn make_folder(path: &Utf8Path) -> Result<(), DemoError> {
    fs_err::create_dir_all(path)
        .map_err(|source| DemoError::Write { path: path.to_owned(), source })
}

fn write_feed(folder: &Utf8Path, files: &BTreeMap<Utf8PathBuf, Vec<u8>>) -> Result<(), DemoError> {
    for (path, bytes) in files {
        let path = folder.join(path);
        write_atomic(&path, bytes).map_err(|source| DemoError::Write { path, source })?;
    }
    Ok(())
}

/// Everything that the player works with.
struct Stage {
    rng: StdRng,
    desk: Desk,
    clock: FastClock,
    start: Timestamp,
    end: Timestamp,
    history: History,
    people: Vec<people::Person>,
}

impl Stage {
    /// When the last day of the past began: what is planned from it is the same at each hour of a day.
    fn midnight(&self) -> Timestamp {
        past(self.end, 0)
    }
}

/// A clock that is set by hand and never goes back.
#[derive(Debug, Clone)]
struct FastClock(Arc<AtomicI64>);

impl FastClock {
    fn new(at: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(at.as_second())))
    }

    fn set(&self, at: Timestamp) {
        self.0.fetch_max(at.as_second(), Ordering::Relaxed);
    }
}

impl Clock for FastClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use catalog::store;
    use desk::FixedClock;
    use jiff::civil::date;

    use super::*;

    fn played(node: &str) -> (tempfile::TempDir, Played, store::Stored) {
        played_until(node, "2026-11-21T12:00:00Z")
    }

    fn played_until(node: &str, now: &str) -> (tempfile::TempDir, Played, store::Stored) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap().to_owned();
        for (path, bytes) in documents(node).unwrap() {
            write_atomic(&root.join(path), &bytes).unwrap();
        }
        let device = "demo1".parse().unwrap();
        let played = play(&root, node, device, now.parse().unwrap(), &|_| {}).unwrap();
        let stored = store::load(&root).unwrap();
        (folder, played, stored)
    }

    #[test]
    fn every_demo_node_has_a_past_that_folds_without_a_question() {
        for node in content::NODES {
            let (_folder, played, stored) = played(node);
            assert_eq!(stored.events.len() as u64, played.events, "{node}");
            let folded = catalog::fold::Node::fold(Arc::new(stored.documents), stored.events);
            let tally = folded.state.tally;
            assert!(tally.events > 500, "{node}: {tally:?}");
            assert_eq!(tally.to_decide, 0, "{node}: {:?}", folded.state.exceptions);
            let out = folded.state.open_loans().count();
            assert!(out > 5, "{node}: only {out} loans are open");
        }
    }

    // Of twenty pasts one had the member lose something, which stands against every further loan.
    #[test]
    fn whoever_tries_the_kiosk_may_borrow_whatever_the_hour() {
        for now in ["2026-11-22T04:33:30Z", "2026-11-21T21:59:49Z"] {
            let (folder, played, _) = played_until("oak-street", now);
            let root = Utf8Path::from_path(folder.path()).unwrap();
            let clock = FixedClock(now.parse().unwrap());
            let options = OpenOptions::new("test", "demo1".parse().unwrap());
            let desk = Desk::open(root, options, Box::new(clock), Box::new(SystemRandomness));
            let desk = desk.unwrap();
            let facts = desk.member_facts(played.member.number).unwrap();
            assert!(facts.loans.len() <= 3, "{now}: {:?}", facts.loans);
            assert_eq!(facts.overdue(desk.node(), desk.today()).count(), 0, "{now}");
        }
    }

    #[test]
    fn two_demonstrations_of_one_day_have_the_same_past() {
        let [morning, evening] = ["2026-11-21T09:10:11Z", "2026-11-21T21:22:23Z"].map(|now| {
            let (_folder, _, stored) = played_until("oak-street", now);
            let old = stored
                .events
                .into_iter()
                .filter(|event| event.wall.local().date() < date(2026, 11, 20));
            old.map(|event| (event.wall, format!("{:?}", std::mem::discriminant(&event.kind))))
                .collect::<Vec<_>>()
        });
        assert!(morning.len() > 500);
        let first = morning.iter().zip(&evening).find(|(one, other)| one != other);
        assert_eq!(first, None);
        assert_eq!(morning.len(), evening.len());
    }

    #[test]
    fn the_names_of_members_are_in_no_feed() {
        let (folder, ..) = played("oak-street");
        let root = Utf8Path::from_path(folder.path()).unwrap();
        let mut feeds = String::new();
        let mut stack = vec![root.join("feeds").into_std_path_buf()];
        while let Some(path) = stack.pop() {
            if path.is_dir() {
                stack.extend(fs_err::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                feeds.push_str(&fs_err::read_to_string(&path).unwrap());
            }
        }
        assert!(!feeds.is_empty());
        for name in ["Akande", "Okafor", "Zieli"] {
            assert!(!feeds.contains(name), "{name} is in a feed");
        }
    }
}
