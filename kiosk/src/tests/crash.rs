//! Nothing that was acknowledged is lost, nothing is doubled: the kiosk is killed at random moments
//! under load and started again.
//!
//! The kiosk that is killed is this test program itself, started a second time. `KIOSK_KILLS` says how
//! often (200 for a figure that is worth writing down).

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Kind;
use desk::SystemClock;

use super::*;

const FOLDER: &str = "KIOSK_TEST_FOLDER";
/// So many screens at once, each with a card and a thing of its own.
const SCREENS: u32 = 4;

fn open(folder: &Utf8Path) -> Desk {
    let options = OpenOptions::new("test", "k1".parse().unwrap());
    let random = Box::new(SeededRandomness::new("crash"));
    Desk::open(folder, options, Box::new(SystemClock), random).unwrap()
}

/// The kiosk that is killed: does nothing unless it is asked to by the environment.
#[test]
fn a_kiosk_to_be_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let desk = open(&Utf8PathBuf::from(folder));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let options = Options { bind: "127.0.0.1:0".into(), ..Options::default() };
    let ready = |ready: crate::Ready| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nLISTENS {}", ready.address).unwrap();
        out.flush().unwrap();
    };
    runtime.block_on(crate::serve(desk, options, None, ready, std::future::pending())).unwrap();
}

struct Running {
    child: Child,
    address: SocketAddr,
}

impl Running {
    fn start(folder: &Utf8Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tests::crash::a_kiosk_to_be_killed", "--nocapture"])
            .env(FOLDER, folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("the kiosk says where it listens").unwrap();
            if let Some(address) = line.strip_prefix("LISTENS ") {
                break address.parse().unwrap();
            }
        };
        Self { child, address }
    }
}

/// One form sent; the status and the new cookie, when the answer came whole.
fn post(at: SocketAddr, cookie: &str, path: &str, form: &str) -> Option<(u16, Option<String>)> {
    let mut stream = TcpStream::connect(at).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let head = answer.split("\r\n\r\n").next().filter(|_| answer.contains("\r\n\r\n"))?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: "));
    let cookie = cookie.and_then(|line| line.split(';').next()).map(str::to_owned);
    Some((status, cookie))
}

/// Borrows and returns one thing until the kiosk is gone. How many acts were acknowledged.
fn borrow_and_return(at: SocketAddr, card: &str, unit: &str, mut out: bool) -> u64 {
    let mut acknowledged = 0;
    loop {
        let answer = if out {
            post(at, "", &format!("/kiosk/return/{unit}"), "condition=good")
        } else {
            // The list of a visit shows a thing once, so each loan is a visit.
            let signed_in = post(at, "", "/kiosk/scan", &format!("c={card}"));
            let Some((_, Some(cookie))) = signed_in else { return acknowledged };
            post(at, &cookie, "/kiosk/scan", &format!("c={unit}"))
        };
        match answer {
            Some((303, _)) => acknowledged += 1,
            Some((status, _)) => panic!("the kiosk answered {status}"),
            None => return acknowledged,
        }
        out = !out;
    }
}

fn recorded(folder: &Utf8Path) -> BTreeMap<String, Vec<bool>> {
    let stored = catalog::store::load(folder).unwrap();
    let mut events = stored.events;
    events.sort_by_key(|event| event.id.seq);
    let mut all: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    for event in events {
        match &event.kind {
            Kind::LoanOut(out) => all.entry(out.unit.compact()).or_default().push(true),
            Kind::LoanIn(back) => all.entry(back.unit.compact()).or_default().push(false),
            _ => {}
        }
    }
    all
}

#[test]
fn no_acknowledged_act_is_lost_or_doubled_when_the_kiosk_is_killed() {
    let kills: u32 = std::env::var("KIOSK_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let folder = tempfile::tempdir().unwrap();
    let folder = Utf8Path::from_path(folder.path()).unwrap();
    let units: Vec<String> = (0..SCREENS).map(|n| code(40 + n).replace('-', "")).collect();
    let node = "id = \"oak\"\nname = \"Oak Street\"\ntimezone = \"Europe/Berlin\"\n";
    fs_err::write(folder.join("node.toml"), node).unwrap();
    fs_err::create_dir_all(folder.join("catalog/dr")).unwrap();
    let list: Vec<_> = units.iter().map(|u| format!("[[units]]\ncode = \"{u}\"\n")).collect();
    let list = list.concat();
    let title = format!("+++\nname = \"Drill\"\nkind = \"tool\"\n{list}+++\n");
    fs_err::write(folder.join("catalog/dr/drill.md"), title).unwrap();
    let mut desk = open(folder);
    let cards: Vec<String> = (0..SCREENS)
        .map(|n| {
            let new = NewMember {
                name: format!("Member {n}"),
                contact: None,
                handle: None,
                languages: vec![],
                role: Role::Member,
                joined: desk.today(),
                provisional: false,
            };
            let (members, random) = desk.members_mut();
            members.add(&new, random).unwrap().1.compact()
        })
        .collect();
    drop(desk);
    let mut acknowledged = vec![0_usize; units.len()];
    for round in 0..kills {
        let before = recorded(folder);
        let mut kiosk = Running::start(folder);
        let at = kiosk.address;
        let screens: Vec<_> = cards
            .iter()
            .zip(&units)
            .map(|(card, unit)| {
                let out = before.get(unit).and_then(|acts| acts.last()).copied().unwrap_or(false);
                let (card, unit) = (card.clone(), unit.clone());
                std::thread::spawn(move || borrow_and_return(at, &card, &unit, out))
            })
            .collect();
        // Different each time, and never the same place in the work twice.
        let moment = 40 + u64::from(round.wrapping_mul(2_654_435_761) >> 24);
        std::thread::sleep(Duration::from_millis(moment));
        kiosk.child.kill().unwrap();
        kiosk.child.wait().unwrap();
        let done: Vec<u64> = screens.into_iter().map(|screen| screen.join().unwrap()).collect();
        // The next start is clean: what was half written is set aside, the rest counts.
        drop(open(folder));
        let after = recorded(folder);
        for (at, unit) in units.iter().enumerate() {
            let acts = after.get(unit).cloned().unwrap_or_default();
            let new = acts.len() - before.get(unit).map_or(0, Vec::len);
            let told = usize::try_from(done[at]).unwrap();
            acknowledged[at] += told;
            assert!(new == told || new == told + 1, "{unit}: told of {told}, recorded {new}");
            let alternate = acts.windows(2).all(|two| two[0] != two[1]);
            assert!(alternate && acts.first().is_none_or(|first| *first), "{unit}: {acts:?}");
        }
    }
    let all: usize = acknowledged.iter().sum();
    println!("killed {kills} times, {all} acknowledged acts, none lost, none doubled");
}
