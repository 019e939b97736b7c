//! The figures of the ground floor, each beside its physical floor or peer in the same run:
//!
//! - reading and checking 10,000 titles against `std::fs::read` of the same files,
//! - folding 1,000,000 events (events a second on one core, memory),
//! - appending one event durably against a bare `write` + `fdatasync` of the same line.
//!
//! `cargo bench -p catalog --bench floors [-- load|fold|append]`

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and stops when it cannot go on"
)]
#![allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time and bare reads")]
#![allow(missing_docs, reason = "a bench has no readers of its interface")]

use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use catalog::code::Code;
use catalog::event::{Actor, Clock, Event, Hlc, Kind, Seen, read_line};
use catalog::feed::{Draft, FeedWriter};
use catalog::fold::Node;
use catalog::record::Documents;
use catalog::store::{FolderSegments, load_documents};
use catalog::testing::Writer;
use jiff::tz::TimeZone;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|w| w == name);
    if runs("load") {
        load(10_000);
    }
    if runs("load-100k") || wanted.is_empty() {
        load(100_000);
    }
    if runs("fold") {
        fold(1_000_000);
    }
    if runs("append") {
        append(400);
    }
}

/// CPU time of this process so far (it has one thread), user and system, in nanoseconds: the first
/// field of `/proc/self/schedstat`, which is brought up to date when the process gives way.
fn cpu() -> Duration {
    std::thread::sleep(Duration::from_micros(1));
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let spent = stat.split_whitespace().next().and_then(|field| field.parse().ok());
    Duration::from_nanos(spent.expect("a kernel that counts"))
}

/// Resident memory now and at its peak, in MB.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    (field("VmRSS:").unwrap_or(0) / 1024, field("VmHWM:").unwrap_or(0) / 1024)
}

fn title(n: usize) -> (String, String) {
    let slug = format!("t{:02}-cordless-hammer-drill-{n}", n % 97);
    let body = "Two-speed gearbox. Low gear for screws and large holes, high gear for drilling. \
                Set the collar low and work up: it slips before it strips the screw.\n\n"
        .repeat(3);
    let unit = |k: usize| {
        let code = Code::from_payload(u32::try_from(n * 2 + k).unwrap());
        format!(
            "\n[[units]]\ncode = \"{code}\"\nserial = \"36{n}\"\nhome_place = \"shelf-b4\"\ncondition = \"good\"\nacquired = {{ date = \"2023-03-04\", cost = \"89.00 EUR\" }}\n"
        )
    };
    let text = format!(
        "+++\nname = \"Cordless hammer drill {n}\"\nother_names = [\"SDS drill\", \"Bohrhammer\"]\nkind = \"tool\"\nsummary = \"The one everybody reaches for.\"\nlang = \"en\"\ncategories = [\"power-tools/drilling\"]\nbrand = \"Bosch\"\nmodel = \"GSR 18V-{n}\"\nweight_kg = 1.6\npolicy = \"standard\"\nreplacement_value = \"189.00 EUR\"\nadded = \"2023-03-04\"\nparts_expected = [{{ name = \"battery\", qty = 2, required = true }}]\n{}{}+++\n\n{body}",
        unit(0),
        unit(1)
    );
    (format!("catalog/{}/{slug}.md", &slug[..2]), text)
}

fn load(n: usize) {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    let node = "id = \"oak\"\nname = \"Oak\"\nlanguages = [\"en\"]\ntimezone = \"UTC\"\n[policies.standard]\nlabel = \"One week\"\nperiod = 7\n[categories.power-tools]\nname = \"Power tools\"\n[categories.\"power-tools/drilling\"]\nname = \"Drills\"\n";
    std::fs::write(root.join("node.toml"), node).unwrap();
    std::fs::create_dir_all(root.join("places")).unwrap();
    std::fs::write(root.join("places/shelf-b4.toml"), "name = \"Shelf B4\"\n").unwrap();
    let mut paths = Vec::new();
    for i in 0..n {
        let (path, text) = title(i);
        let full = root.join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(&full, text).unwrap();
        paths.push(full);
    }
    let floor = best(|| paths.iter().map(|path| std::fs::read(path).unwrap().len()).sum::<usize>());
    let before = memory().0;
    let checked = |documents: &Documents| {
        let present = |path: &str| root.join(path).is_file();
        let source = |path: &Utf8Path| std::fs::read(root.join(path)).ok();
        let problems = catalog::check::references(documents, &present, &source);
        assert!(problems.is_empty(), "{problems:?}");
    };
    let ours = best(|| {
        let (documents, problems) = load_documents(root).unwrap();
        assert_eq!((documents.titles.len(), problems.len()), (n, 0), "{problems:?}");
        checked(&documents);
        documents
    });
    let (documents, _) = load_documents(root).unwrap();
    let held = memory().0.saturating_sub(before);
    let checks = best(|| checked(&documents));
    println!(
        "load and check {n} titles: {:.3} CPU s ({:.3} of it the checks between documents), reading the files alone {:.3} CPU s, ratio {:.2}; {held} MB held, peak {} MB",
        ours.as_secs_f64(),
        checks.as_secs_f64(),
        floor.as_secs_f64(),
        ours.as_secs_f64() / floor.as_secs_f64().max(1e-6),
        memory().1
    );
}

/// The best of seven runs, from nothing to the result; giving the result back is not counted.
fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    (0..7)
        .map(|_| {
            let start = cpu();
            let made = std::hint::black_box(run());
            let took = cpu().saturating_sub(start);
            drop(made);
            took
        })
        .min()
        .unwrap()
}

/// A realistic mix: 43 % loans out, 43 % returns, renewals, holds, moves and conditions, written by
/// three devices that read each other now and then.
fn events(n: usize) -> Vec<Event> {
    let mut devices = [Writer::new("kiosk1"), Writer::new("kiosk2"), Writer::new("laptop")];
    let mut made: Vec<Event> = Vec::with_capacity(n);
    let mut last: [Option<Event>; 3] = [None, None, None];
    let mut loans: std::collections::HashMap<u32, String> = std::collections::HashMap::new();
    for i in 0..n {
        let d = if i % 10 < 7 { 0 } else { 1 + i % 2 };
        let unit_no = u32::try_from(i * 7919 % 20_000).unwrap();
        let unit = Code::from_payload(unit_no);
        if i % 50 == 0 {
            for other in last.iter().flatten() {
                devices[d].read(other);
            }
        }
        let open = loans.remove(&unit_no);
        let (name, payload) = match (i % 15, open) {
            (14, open) => {
                if let Some(open) = open {
                    loans.insert(unit_no, open);
                }
                ("unit.seen", format!(r#"{{"unit":"{unit}","place":"shelf-b4"}}"#))
            }
            (13, Some(loan)) => {
                let line = format!(r#"{{"loan":"{loan}","due":"2026-04-21"}}"#);
                loans.insert(unit_no, loan);
                ("loan.renew", line)
            }
            (_, Some(loan)) => (
                "loan.in",
                format!(
                    r#"{{"unit":"{unit}","loan":"{loan}","place":"shelf-b4","condition":"good"}}"#
                ),
            ),
            (_, None) => {
                loans.insert(unit_no, devices[d].next().to_string());
                (
                    "loan.out",
                    format!(
                        r#"{{"unit":"{unit}","patron":"Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFy{i}","due":"2026-03-21","policy":{{"name":"standard","period":7,"renewals":1}}}}"#
                    ),
                )
            }
        };
        let event = devices[d].write(Kind::read(name, &payload).unwrap());
        last[d] = Some(event.clone());
        made.push(event);
    }
    made
}

fn fold(n: usize) {
    let titles: Vec<_> = (0..10_000).map(title).map(|(p, t)| (p.into(), t.into_bytes())).collect();
    let documents = Arc::new(catalog::document::load(titles).documents);
    let events = events(n);
    let before = memory();
    let (start, wall) = (cpu(), Instant::now());
    let node = Node::fold(documents, events);
    let (took, wall) = (cpu().saturating_sub(start), wall.elapsed());
    let tally = node.state.tally;
    assert_eq!(tally.applied + tally.explained + tally.to_decide, n);
    println!(
        "fold {n} events: {:.2} CPU s ({:.2} s wall), {:.0} events a CPU second; {} MB before (the events), {} MB after, peak {} MB; {} applied, {} explained, {} to decide",
        took.as_secs_f64(),
        wall.as_secs_f64(),
        n as f64 / took.as_secs_f64().max(1e-6),
        before.0,
        memory().0,
        memory().1,
        tally.applied,
        tally.explained,
        tally.to_decide
    );
}

fn append(n: usize) {
    let folder = tempfile::tempdir_in(std::env::temp_dir()).unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    let device = "kb".parse().unwrap();
    let segments = Box::new(FolderSegments::new(root));
    let mut writer = FeedWriter::new(device, None, Hlc::default(), Seen::default(), segments);
    let kind = Kind::read(
        "loan.out",
        r#"{"unit":"7K3-QP2J","patron":"Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFy","due":"2026-03-21","policy":{"name":"standard","period":7,"renewals":1}}"#,
    )
    .unwrap();
    let mut now: jiff::Timestamp = "2026-03-14T09:00:00Z".parse().unwrap();
    let mut bare =
        std::fs::OpenOptions::new().append(true).create(true).open(root.join("bare")).unwrap();
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    let line = vec![b'x'; 380];
    for _ in 0..n {
        now += jiff::SignedDuration::from_secs(1);
        let start = Instant::now();
        let event = writer
            .append(&Draft {
                actor: &Actor::Member,
                kind: &kind,
                now,
                zone: &TimeZone::UTC,
                effective: None,
                clock: Clock::Ok,
                station: None,
            })
            .unwrap();
        ours.push(start.elapsed());
        std::hint::black_box(event);
        let start = Instant::now();
        bare.write_all(&line).unwrap();
        bare.sync_data().unwrap();
        floor.push(start.elapsed());
    }
    ours.sort_unstable();
    floor.sort_unstable();
    let at =
        |times: &[Duration], share: usize| times[times.len() * share / 100].as_secs_f64() * 1e6;
    println!(
        "append {n} events durably: median {:.0} µs, bare write + fdatasync {:.0} µs, ratio {:.2} (99th percentile {:.0} and {:.0} µs)",
        at(&ours, 50),
        at(&floor, 50),
        at(&ours, 50) / at(&floor, 50),
        at(&ours, 99),
        at(&floor, 99)
    );
    let text = std::fs::read(root.join("feeds/kb/2026/03/14.jsonl")).unwrap();
    let first = text.split(|&b| b == b'\n').next().unwrap();
    assert!(read_line(first).is_ok());
}
