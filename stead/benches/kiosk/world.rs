//! A node with a past, made in a folder: titles as files, members, and a feed of years whose chain,
//! seals and rules are those of a real one, committed and signed.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::process::Command;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::code::Code;
use catalog::event::Kind;
use catalog::feed::{SegmentFile, Segments};
use catalog::ids::EventId;
use desk::members::Members;
use desk::{By, Clock, Desk, MemberNumber, NewMember, OpenOptions, Role, SystemRandomness};
use jiff::Timestamp;

const BRANDS: [&str; 7] = ["Bosch", "Makita", "Metabo", "DeWalt", "Stihl", "Ryobi", "Kärcher"];
const THINGS: [&str; 9] = [
    "Cordless drill",
    "Circular saw",
    "Pressure washer",
    "Orbital sander",
    "Hedge trimmer",
    "Tile cutter",
    "Heat gun",
    "Jigsaw",
    "Bench vice",
];
const MEMBERS: usize = 400;
/// So many are out at a time.
const OUT: usize = 900;

pub(crate) struct World {
    /// Kept for as long as the world.
    _kept: tempfile::TempDir,
    pub(crate) folder: Utf8PathBuf,
    pub(crate) slugs: Vec<String>,
    pub(crate) cards: Vec<String>,
    pub(crate) events: usize,
    free: Vec<String>,
}

impl World {
    pub(crate) fn new(titles: usize, events: usize) -> Self {
        let kept = tempfile::tempdir().unwrap();
        let folder = Utf8Path::from_path(kept.path()).unwrap().join("node");
        let init = ["init", folder.as_str(), "--name", "Oak Street", "--timezone", "Europe/Berlin"];
        let made = stead(&init, None);
        let device = made.split("\"device\": \"").nth(1).unwrap().split('"').next().unwrap();
        let node = std::fs::read_to_string(folder.join("node.toml")).unwrap();
        let categories = "\n[categories.power-tools]\nname = \"Power tools\"\n[categories.\"power-tools/drilling\"]\nname = \"Drills\"\n";
        std::fs::write(folder.join("node.toml"), node + categories).unwrap();
        std::fs::create_dir_all(folder.join("places")).unwrap();
        std::fs::write(folder.join("places/shelf-b4.toml"), "name = \"Shelf B4\"\n").unwrap();
        let mut slugs = Vec::with_capacity(titles);
        for n in 0..titles {
            let (slug, text) = title(n);
            let path = folder.join(format!("catalog/{}/{slug}.md", &slug[..2]));
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
            slugs.push(slug);
        }
        let (cards, events) = past(&folder, device, titles, events);
        stead(&["commit", "-m", "everything"], Some(&folder));
        let free = (0..titles).map(|n| code(n, 1).compact()).collect();
        Self { _kept: kept, folder, slugs, cards, events, free }
    }

    /// Codes of units that nobody has ever had.
    pub(crate) fn free_units(&self) -> impl Iterator<Item = &str> {
        self.free.iter().map(String::as_str)
    }

    /// How long the line of a loan is in this node's feed.
    pub(crate) fn line_of_a_loan(&self) -> usize {
        let mut folder = self.folder.join("feeds");
        while folder.is_dir() {
            let mut names: Vec<_> =
                folder.read_dir_utf8().unwrap().map(|e| e.unwrap().into_path()).collect();
            names.sort();
            folder = names.pop().unwrap();
        }
        let text = std::fs::read_to_string(folder).unwrap();
        text.lines().find(|line| line.contains("loan.out")).unwrap().len() + 1
    }

    /// Deletes everything in `.stead/` but the key and the members.
    pub(crate) fn forget(&self) {
        for entry in self.folder.join(".stead").read_dir_utf8().unwrap() {
            let path = entry.unwrap().into_path();
            let name = path.file_name().unwrap();
            if name.starts_with("device_key") || name.starts_with("private") {
                continue;
            }
            if path.is_dir() {
                std::fs::remove_dir_all(path).unwrap();
            } else {
                std::fs::remove_file(path).unwrap();
            }
        }
    }
}

fn stead(args: &[&str], folder: Option<&Utf8Path>) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_stead"));
    program.arg("--json").args(args);
    if let Some(folder) = folder {
        program.current_dir(folder);
    }
    let output = program.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{args:?}: {said} {}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

/// The first unit of a title has a past; the second stands on its shelf.
fn code(n: usize, unit: usize) -> Code {
    Code::from_payload(u32::try_from(n * 2 + unit).unwrap())
}

fn title(n: usize) -> (String, String) {
    let (brand, thing) = (BRANDS[n % BRANDS.len()], THINGS[n / 7 % THINGS.len()]);
    let slug = format!("t{:02}-{}-{n}", n % 97, thing.to_lowercase().replace(' ', "-"));
    let body = "Two-speed gearbox. Low gear for screws and large holes, high gear for drilling. \
                Set the collar low and work up: it slips before it strips the screw.\n\n"
        .repeat(3);
    let units: Vec<String> = (0..2)
        .map(|unit| {
            format!(
                "\n[[units]]\ncode = \"{}\"\nserial = \"36{n}\"\nhome_place = \"shelf-b4\"\ncondition = \"good\"\n",
                code(n, unit)
            )
        })
        .collect();
    let units = units.concat();
    let text = format!(
        "+++\nname = \"{thing} {brand} {n}\"\nother_names = [\"Bohrhammer {n}\"]\nkind = \"tool\"\nsummary = \"The one everybody reaches for.\"\nlang = \"en\"\ncategories = [\"power-tools/drilling\"]\nbrand = \"{brand}\"\nmodel = \"GSR 18V-{n}\"\nweight_kg = 1.6\nreplacement_value = \"189.00 EUR\"\nadded = \"2020-03-04\"\n{units}+++\n\n{body}"
    );
    (slug, text)
}

/// A clock that goes on by itself a little with each event.
#[derive(Clone)]
struct Passing(Arc<AtomicI64>);

impl Clock for Passing {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<BTreeMap<Utf8PathBuf, Vec<u8>>>>);

struct KeptFile(Kept, Utf8PathBuf);

impl SegmentFile for KeptFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.0.lock().unwrap().get_mut(&self.1).unwrap().extend_from_slice(bytes);
        Ok(())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn truncate(&mut self, _len: u64) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Segments for Kept {
    fn open(&self, path: &Utf8Path) -> io::Result<(Box<dyn SegmentFile>, u64)> {
        self.0.lock().unwrap().entry(path.to_owned()).or_default();
        Ok((Box::new(KeptFile(self.clone(), path.to_owned())), 0))
    }
}

/// Five years that end yesterday. The members' cards, and how many events there are.
fn past(folder: &Utf8Path, device: &str, titles: usize, events: usize) -> (Vec<String>, usize) {
    const YEARS: i64 = 5 * 365 * 24 * 3600;
    let end = Timestamp::now().as_second() - 24 * 3600;
    let clock = Passing(Arc::new(AtomicI64::new(end - YEARS)));
    let kept = Kept::default();
    let mut random = SystemRandomness;
    let private = folder.join(".stead/private.sqlite");
    let members = Members::open(&private, &mut random).unwrap().in_rehearsal().unwrap();
    let mut options = OpenOptions::new("bench", device.parse().unwrap());
    options.not_before = Some(Timestamp::UNIX_EPOCH);
    let (documents, problems) = catalog::store::load_documents(folder).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    let (segments, time) = (Box::new(kept.clone()), Box::new(clock.clone()));
    let mut desk =
        Desk::rehearsal(documents, options, segments, members, time, Box::new(SystemRandomness));
    let people = admit(&mut desk);
    let step = YEARS / i64::try_from(events).unwrap();
    let mut open: VecDeque<(EventId, Code, usize)> = VecDeque::new();
    let mut out = vec![false; titles];
    let mut chance = 88_172_645_463_325_252_u64;
    for n in 0..events {
        clock.0.fetch_add(step, Ordering::Relaxed);
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        let pick = usize::try_from(chance >> 33).unwrap();
        let which = (0..titles).map(|k| (pick + k) % titles).find(|k| !out[*k]).unwrap();
        let member = people[pick % people.len()].0;
        let patron = |desk: &mut Desk| desk.seal(member).unwrap().to_string();
        let due = desk.today().checked_add(jiff::Span::new().days(7)).unwrap();
        let (name, line) = match n % 20 {
            19 => {
                let unit = code(which, 0);
                ("unit.seen", format!(r#"{{"unit":"{unit}","place":"shelf-b4"}}"#))
            }
            18 if !open.is_empty() => {
                let (loan, ..) = open[pick % open.len()];
                ("loan.renew", format!(r#"{{"loan":"{loan}","due":"{due}"}}"#))
            }
            17 => {
                let (patron, slug) = (patron(&mut desk), title(which).0);
                ("hold.place", format!(r#"{{"title":"{slug}","patron":"{patron}"}}"#))
            }
            n if open.len() >= OUT.min(titles / 2) || (n % 2 == 1 && open.len() > 20) => {
                let (loan, unit, which) = open.pop_front().unwrap();
                out[which] = false;
                let line = format!(r#"{{"unit":"{unit}","loan":"{loan}","condition":"good"}}"#);
                ("loan.in", line)
            }
            _ => {
                let (patron, unit) = (patron(&mut desk), code(which, 0));
                let policy = r#"{"name":"standard","period":7,"renewals":1}"#;
                (
                    "loan.out",
                    format!(
                        r#"{{"unit":"{unit}","patron":"{patron}","due":"{due}","policy":{policy}}}"#
                    ),
                )
            }
        };
        let kind = Kind::read(name, &line).unwrap();
        let id = desk.record(By::Member(member), &kind, None).unwrap().id;
        match &kind {
            Kind::LoanOut(loan) => {
                out[which] = true;
                open.push_back((id, loan.unit, which));
            }
            Kind::HoldPlace(_) => {
                let kind = Kind::read("hold.cancel", &format!(r#"{{"hold":"{id}"}}"#)).unwrap();
                desk.record(By::Member(member), &kind, None).unwrap();
            }
            _ => {}
        }
    }
    let tally = desk.node().state.tally;
    assert_eq!(tally.to_decide, 0, "{tally:?}");
    let written = usize::try_from(desk.written()).unwrap();
    drop(desk);
    for (path, bytes) in &*kept.0.lock().unwrap() {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    (people.into_iter().map(|(_, card)| card).collect(), written)
}

/// The members, and their cards.
fn admit(desk: &mut Desk) -> Vec<(MemberNumber, String)> {
    let joined = desk.today();
    (0..MEMBERS)
        .map(|n| {
            let new = NewMember {
                name: format!("Member {n}"),
                contact: None,
                handle: None,
                languages: vec![],
                role: Role::Member,
                joined,
                provisional: false,
            };
            let (members, random) = desk.members_mut();
            let (member, card) = members.add(&new, random).unwrap();
            (member.number, card.compact())
        })
        .collect()
}
