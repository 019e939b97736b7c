//! The power goes at any write, rename or flush of an evening at the desk: a loan, a hold, a return, the
//! loan of who waited, an undo, a booking, a loan by a program. Then the kiosk is started again.
//!
//! Operations are counted below `SQLite` and below ours, by a small library that is loaded before the C
//! library (`sync/tests/power/cut.c`): at the n-th the program ends there and then, and what was written
//! and not flushed is lost; in a second round names that were not flushed are lost too; in a third the
//! disk is full from there on. Some operations in every run, all of them with `STEAD_EVERY=1`. Needs
//! Linux and a C compiler.

#![cfg(target_os = "linux")]

use std::io::Write as _;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Kind;
use desk::Scope;
use desk::members::NewToken;

use super::*;

const FILES: [(&str, &str); 6] = [
    (
        "node.toml",
        "id = \"oak\"\nname = \"Oak Street\"\nlanguages = [\"en\"]\ntimezone = \"Europe/Berlin\"\ndefault_policy = \"week\"\n\n[policies.week]\nlabel = \"One week\"\nperiod = 7\n\n[reservation_policies.std]\nlabel = \"Booked\"\n",
    ),
    ("places/shelf-b4.toml", "name = \"Shelf B4\"\nkind = \"shelf\"\n"),
    ("places/holds.toml", "name = \"Hold shelf\"\nkind = \"hold_shelf\"\n"),
    (
        "catalog/dr/drill.md",
        "+++\nname = \"Drill\"\nkind = \"tool\"\n[[units]]\ncode = \"{1}\"\n+++\n",
    ),
    (
        "catalog/te/tent.md",
        "+++\nname = \"Tent\"\nkind = \"tool\"\nreservation_policy = \"std\"\n[[units]]\ncode = \"{2}\"\n[[units]]\ncode = \"{3}\"\n+++\n",
    ),
    ("catalog/sa/saw.md", "+++\nname = \"Saw\"\nkind = \"tool\"\n[[units]]\ncode = \"{4}\"\n+++\n"),
];

/// What the program needs to know of the people.
const PEOPLE: &str = "KIOSK_TEST_PEOPLE";
const FOLDER: &str = "CUT_ROOT";

impl Kiosk {
    /// A kiosk on the node in a folder.
    fn at(folder: &Utf8Path) -> Self {
        let clock = Hand(Arc::new(Mutex::new(NOW.parse().unwrap())));
        let mut options = OpenOptions::new("test", "k1".parse().unwrap());
        options.not_before = Some("2026-01-01T00:00:00Z".parse().unwrap());
        let random = Box::new(SeededRandomness::new("power"));
        let desk = Desk::open(folder, options, Box::new(clock.clone()), random).unwrap();
        let app = Arc::new(App::new(desk, Options::default()).unwrap());
        Self { router: router(Arc::clone(&app)), app, clock }
    }

    fn events(&self) -> u32 {
        self.app.desk().place()
    }
}

/// The cards of two members, and the key of a program.
#[derive(Clone)]
struct People([String; 3]);

impl People {
    fn text(&self) -> String {
        self.0.join(" ")
    }

    fn read(text: &str) -> Self {
        let parts: Vec<_> = text.split(' ').map(str::to_owned).collect();
        Self(parts.try_into().unwrap())
    }
}

/// What happens in an evening, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Lend,
    Hold,
    Return,
    LendToWhoWaited,
    Undo,
    Book,
    LendByProgram,
}

impl Act {
    const ALL: [Self; 7] = [
        Self::Lend,
        Self::Hold,
        Self::Return,
        Self::LendToWhoWaited,
        Self::Undo,
        Self::Book,
        Self::LendByProgram,
    ];

    /// Does it as a browser or a program does. The status of the page that acknowledges or refuses.
    async fn happen(self, kiosk: &Kiosk, people: &People) -> StatusCode {
        let mut browser = kiosk.browser();
        let [sam, kim, _] = &people.0;
        match self {
            Self::Lend => {
                browser.scan(sam).await;
                browser.scan(&code(1)).await;
            }
            Self::Hold => {
                browser.scan(kim).await;
                browser.post("/kiosk/hold", &[("title", "drill")]).await;
            }
            Self::Return => {
                kiosk_return(&mut browser, &code(1)).await;
            }
            Self::LendToWhoWaited => {
                browser.scan(kim).await;
                browser.scan(&code(1)).await;
            }
            Self::Undo => {
                browser.scan(kim).await;
                let event = format!("k1-{}", kiosk.events());
                browser.post("/kiosk/undo", &[("event", &event)]).await;
            }
            Self::Book => {
                browser.scan(sam).await;
                let wish = [("from", "2026-05-20"), ("to", "2026-05-21"), ("qty", "1")];
                browser.post("/kiosk/book/tent", &wish).await;
            }
            Self::LendByProgram => return by_program(kiosk, people).await,
        }
        browser.last
    }
}

async fn kiosk_return(browser: &mut Browser<'_>, unit: &str) {
    let compact = unit.parse::<Code>().unwrap().compact();
    browser.post(&format!("/kiosk/return/{compact}"), &[("condition", "good")]).await;
}

/// A program lends, with a key that makes the act happen once however often it asks.
async fn by_program(kiosk: &Kiosk, people: &People) -> StatusCode {
    let request = Request::post("/api/v1/loans")
        .header("host", "localhost")
        .header("authorization", format!("Bearer {}", people.0[2]))
        .header("content-type", "application/json")
        .header("idempotency-key", "the evening's only loan")
        .body(Body::from(format!("{{\"unit\":\"{}\"}}", code(4))))
        .unwrap();
    kiosk.status_of(request).await
}

fn scenery(folder: &Utf8Path) -> People {
    for (path, text) in FILES {
        let text =
            (1..5).fold(text.to_owned(), |text, n| text.replace(&format!("{{{n}}}"), &code(n)));
        catalog::store::write_atomic(&folder.join(path), text.as_bytes()).unwrap();
    }
    let kiosk = Kiosk::at(folder);
    let [sam, kim] = ["Sam", "Kim"].map(|name| kiosk.join(name, Role::Member, None));
    let mut desk = kiosk.app.desk();
    assert!(desk.problems().is_empty(), "{:?}", desk.problems());
    let now = desk.now();
    let (members, random) = desk.members_mut();
    let scopes = vec![Scope::Borrow];
    let new = NewToken { name: "door".into(), member: sam.number, scopes, expires: None };
    let (_, key) = members.add_token(&new, now, random).unwrap();
    People([sam.card.compact(), kim.card.compact(), key.as_str().to_owned()])
}

/// The program whose power is cut: does nothing unless it is asked to by the environment. It tells of
/// each act that was acknowledged how many events there were then.
#[test]
fn an_evening_that_may_end_early() {
    let Ok(people) = std::env::var(PEOPLE) else { return };
    let people = People::read(&people);
    let folder = Utf8PathBuf::from(std::env::var(FOLDER).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let kiosk = Kiosk::at(&folder);
        for (n, act) in Act::ALL.into_iter().enumerate() {
            let status = act.happen(&kiosk, &people).await;
            if status.is_success() {
                let mut out = std::io::stdout().lock();
                writeln!(out, "\nACKNOWLEDGED {n} {}", kiosk.events()).unwrap();
                out.flush().unwrap();
            } else {
                // A disk that is full is said to be full, and nothing else is wrong.
                assert!(
                    status == StatusCode::INSUFFICIENT_STORAGE || status.is_client_error(),
                    "{act:?}: {status}"
                );
            }
        }
    });
}

/// The library that cuts; none where there is no C compiler.
fn library(folder: &Utf8Path) -> Option<Utf8PathBuf> {
    let source = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../sync/tests/power/cut.c");
    let made = folder.join("cut.so");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o", made.as_str(), source.as_str(), "-ldl"]);
    compiler.status().is_ok_and(|status| status.success()).then_some(made)
}

struct Cutter {
    library: Utf8PathBuf,
    how: &'static str,
    people: People,
}

/// What the program told before it ended.
struct Told {
    by_itself: bool,
    /// By act, in order: how many events there were when it was acknowledged.
    acknowledged: Vec<(usize, u32)>,
}

impl Cutter {
    fn run(&self, folder: &Utf8Path, at: usize) -> Told {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tests::power::an_evening_that_may_end_early", "--nocapture"])
            .env("LD_PRELOAD", &self.library)
            .env(PEOPLE, self.people.text())
            .env(FOLDER, format!("{folder}/"))
            .env("CUT_AT", at.to_string())
            .env("CUT_HOW", self.how)
            .env("CUT_COUNT", format!("{folder}.count"))
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let lines = text.lines().filter_map(|line| line.strip_prefix("ACKNOWLEDGED "));
        let acknowledged = lines.map(|line| {
            let (act, events) = line.split_once(' ').unwrap();
            (act.parse().unwrap(), events.parse().unwrap())
        });
        Told { by_itself: output.status.success(), acknowledged: acknowledged.collect() }
    }
}

fn copy(from: &Utf8Path, to: &Utf8Path) {
    drop(fs_err::remove_dir_all(to));
    let copied = Command::new("cp").args(["-a", from.as_str(), to.as_str()]).status().unwrap();
    assert!(copied.success());
}

/// What the feed says, in order.
fn recorded(folder: &Utf8Path) -> Vec<String> {
    let mut stored = catalog::store::load(folder).unwrap();
    assert!(stored.problems.is_empty(), "{:?}", stored.problems);
    stored.events.sort_by_key(|event| event.id.seq);
    let name = |kind: &Kind| match kind {
        Kind::LoanOut(loan) => format!("out {}", loan.unit),
        Kind::LoanIn(back) => format!("in {}", back.unit),
        other => other.name().to_owned(),
    };
    stored.events.iter().map(|event| name(&event.kind)).collect()
}

/// The power is back: the kiosk starts, everything acknowledged is there once, and it goes on.
async fn recovered(folder: &Utf8Path, whole: &[String], told: &Told, what: &str, people: &People) {
    let kiosk = Kiosk::at(folder);
    let after = recorded(folder);
    let promised = told.acknowledged.last().map_or(0, |(_, events)| *events as usize);
    if told.acknowledged.iter().map(|(act, _)| *act).eq(0..told.acknowledged.len()) {
        // One after the other: what was begun and not acknowledged may have been recorded, in part.
        let next = whole.iter().take(after.len());
        assert!(after.len() >= promised, "{what}: {promised} promised, {after:?}");
        assert!(after.len() <= promised + 2, "{what}: {promised} promised, {after:?}");
        assert!(after.iter().eq(next), "{what}: {after:?} of {whole:?}");
    }
    let desk = kiosk.app.desk();
    let tally = desk.node().state.tally;
    assert_eq!((tally.events, tally.to_decide), (after.len(), 0), "{what}: {tally:?}");
    // What came back while somebody waits is theirs, also where nobody was told any more.
    let came_back = after.last().is_some_and(|last| *last == format!("in {}", code(1)));
    if came_back {
        assert_eq!(desk.to_pull().len(), 1, "{what}: {:?}", desk.to_pull());
    }
    drop(desk);
    // The program asks again with its key: done once, whatever it heard.
    let status = by_program(&kiosk, people).await;
    assert!(status.is_success(), "{what}: {status}");
    let status = by_program(&kiosk, people).await;
    assert!(status.is_success(), "{what}: {status}");
    let mut browser = kiosk.browser();
    browser.scan(&people.0[0]).await;
    browser.scan(&code(3)).await;
    assert_eq!(browser.last, StatusCode::OK, "{what}");
    kiosk_return(&mut browser, &code(3)).await;
    let after = recorded(folder);
    let times = |name: String| after.iter().filter(|one| **one == name).count();
    assert_eq!(times(format!("out {}", code(4))), 1, "{what}: {after:?}");
    assert_eq!((times(format!("out {}", code(3))), times(format!("in {}", code(3)))), (1, 1));
}

fn every(how: &'static str) {
    let scratch = tempfile::tempdir().unwrap();
    let scratch = Utf8Path::from_path(scratch.path()).unwrap();
    let (before, world) = (scratch.join("before"), scratch.join("world"));
    let people = scenery(&before);
    let Some(library) = library(scratch) else {
        println!("skipped: there is no C compiler");
        return;
    };
    let cutter = Cutter { library, how, people: people.clone() };
    copy(&before, &world);
    let told = cutter.run(&world, 0);
    assert!(told.by_itself && told.acknowledged.len() == Act::ALL.len(), "{:?}", told.acknowledged);
    let whole = recorded(&world);
    let count = fs_err::read_to_string(format!("{world}.count")).unwrap();
    let operations: usize = count.trim().parse().unwrap();
    assert!(operations > 20, "{operations}");
    let all = std::env::var_os("STEAD_EVERY").is_some();
    let step = if all { 1 } else { operations.div_ceil(10) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for at in (1..=operations).step_by(step) {
        copy(&before, &world);
        let told = cutter.run(&world, at);
        let what = format!("{how}, operation {at} of {operations}");
        assert!(!told.by_itself || how == "full", "{what}");
        runtime.block_on(recovered(&world, &whole, &told, &what, &people));
    }
    println!("{how}: {operations} operations");
}

#[test]
fn a_power_cut_at_any_operation_of_an_evening_loses_nothing_and_doubles_nothing() {
    every("power");
}

#[test]
fn names_that_were_not_flushed_during_an_evening_lose_nothing() {
    every("names");
}

#[test]
fn a_disk_that_fills_up_during_an_evening_loses_nothing_and_says_so() {
    every("full");
}
