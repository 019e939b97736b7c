//! The figures of the kiosk, each with the program that people start (`stead kiosk`), asked over a
//! socket as browsers ask it:
//!
//! - `checkout`: a check-out, from the request to the acknowledgement, when the event is on the disk,
//!   against a bare append and `fdatasync` of such a line on the same disk in turn with it; then twenty
//!   screens at once,
//! - `reads`: pages of titles a second,
//! - `memory`: what it holds with 10,000 titles and 100,000 events,
//! - `start`: from the start to the first page with 10,000 titles and 1,000,000 events, once more with
//!   everything deleted that can be made again,
//! - `lookup`: the page behind a code, among 100,000 titles.
//!
//! `cargo bench -p stead --bench kiosk [-- checkout|reads|memory|start|lookup]`

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and stops when it cannot go on"
)]
#![allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time and bare writes")]
#![allow(missing_docs, reason = "a bench has no readers of its interface")]

#[path = "kiosk/http.rs"]
mod http;
#[path = "kiosk/running.rs"]
mod running;
#[path = "kiosk/world.rs"]
mod world;

use std::io::Write as _;
use std::time::{Duration, Instant};

use http::Http;
use running::Running;
use world::World;

/// Screens at once.
const SCREENS: usize = 20;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|w| w == name);
    if ["checkout", "reads", "memory"].into_iter().any(runs) {
        let world = World::new(10_000, 100_000);
        if runs("memory") {
            memory(&world);
        }
        let kiosk = Running::start(&world.folder);
        kiosk.until_quiet();
        if runs("reads") {
            reads(&world, &kiosk);
        }
        if runs("checkout") {
            checkout(&world, &kiosk);
        }
    }
    if runs("start") {
        start(&World::new(10_000, 1_000_000));
    }
    if runs("lookup") {
        lookup(&World::new(100_000, 20_000));
    }
}

/// What is below the floor of so many per cent, in order.
fn at(times: &[Duration], per_mille: usize) -> Duration {
    times[(times.len() * per_mille / 1000).min(times.len() - 1)]
}

fn us(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Things that one person takes at a visit.
const BASKET: usize = 5;

/// A screen at which somebody has shown their card.
fn signed_in(kiosk: &Running, card: &str) -> Http {
    let mut http = Http::to(kiosk.address);
    show(&mut http, card);
    http
}

/// A card is scanned: the next visit begins.
fn show(http: &mut Http, card: &str) {
    http.post("/kiosk/scan", &format!("c={card}"));
    assert_eq!(http.status, 303, "the card is known");
}

/// Check-outs by one person after the other, each with a basket of things; the cards are not timed.
fn visits(
    kiosk: &Running,
    cards: &[String],
    units: &[&str],
    beside: impl FnMut(),
) -> Vec<Duration> {
    let (mut http, mut took, mut beside) = (Http::to(kiosk.address), Vec::new(), beside);
    for (basket, card) in units.chunks(BASKET).zip(cards.iter().cycle()) {
        show(&mut http, card);
        for unit in basket {
            took.push(scan(&mut http, unit));
            beside();
        }
    }
    took
}

/// One scan, which is the act: acknowledged when this returns.
fn scan(http: &mut Http, unit: &str) -> Duration {
    let begun = Instant::now();
    http.post("/kiosk/scan", &format!("c={unit}"));
    let took = begun.elapsed();
    assert_eq!((http.status, http.location.as_str()), (303, "/kiosk/basket"));
    took
}

fn checkout(world: &World, kiosk: &Running) {
    const ALONE: usize = 1_000;
    const EACH: usize = 200;
    let mut units = world.free_units();
    let before = kiosk.recorded();
    let mut bare = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(world.folder.join("bare"))
        .unwrap();
    let line = vec![b'x'; world.line_of_a_loan()];
    let mut floor = Vec::new();
    let mine: Vec<&str> = units.by_ref().take(ALONE).collect();
    let mut ours = visits(kiosk, &world.cards, &mine, || {
        let begun = Instant::now();
        bare.write_all(&line).unwrap();
        bare.sync_data().unwrap();
        floor.push(begun.elapsed());
    });
    ours.sort_unstable();
    floor.sort_unstable();
    println!(
        "check-out, one screen: median {:.0} µs, bare append and fdatasync of {} bytes {:.0} µs, ratio {:.2}; 99th percentile {:.0} and {:.0} µs",
        us(at(&ours, 500)),
        line.len(),
        us(at(&floor, 500)),
        us(at(&ours, 500)) / us(at(&floor, 500)),
        us(at(&ours, 990)),
        us(at(&floor, 990)),
    );
    let cpu = kiosk.cpu();
    let begun = Instant::now();
    let mut all: Vec<Duration> = std::thread::scope(|scope| {
        let screens: Vec<_> = (0..SCREENS)
            .map(|n| {
                let mine: Vec<&str> = units.by_ref().take(EACH).collect();
                // No two screens serve the same person.
                let share = world.cards.len() / SCREENS;
                let cards = &world.cards[n * share..(n + 1) * share];
                scope.spawn(move || visits(kiosk, cards, &mine, || ()))
            })
            .collect();
        screens.into_iter().flat_map(|screen| screen.join().unwrap()).collect()
    });
    let took = begun.elapsed();
    all.sort_unstable();
    println!(
        "check-out, {SCREENS} screens at once: {:.0} a second; median {:.1} ms, 99th percentile {:.1} ms, slowest {:.1} ms; {:.0} µs CPU each",
        all.len() as f64 / took.as_secs_f64(),
        ms(at(&all, 500)),
        ms(at(&all, 990)),
        ms(*all.last().unwrap()),
        us(kiosk.cpu().saturating_sub(cpu)) / all.len() as f64,
    );
    let recorded = kiosk.recorded() - before;
    assert_eq!(recorded, ALONE + all.len(), "each is in the feed, once");
}

fn reads(world: &World, kiosk: &Running) {
    const CLIENTS: usize = 8;
    const LENGTH: Duration = Duration::from_secs(8);
    let everything = world.slugs.len();
    for (what, among) in [("of 300 titles", 300), ("of all titles, no two alike", everything)] {
        let cpu = kiosk.cpu();
        let begun = Instant::now();
        let pages: usize = std::thread::scope(|scope| {
            let clients: Vec<_> = (0..CLIENTS)
                .map(|client| {
                    scope.spawn(move || {
                        let mut http = Http::to(kiosk.address);
                        let mut n = 0;
                        while begun.elapsed() < LENGTH {
                            let slug = &world.slugs[(n * CLIENTS + client) * 7 % among];
                            http.get(&format!("/kiosk/title/{slug}"));
                            assert_eq!(http.status, 200);
                            n += 1;
                        }
                        n
                    })
                })
                .collect();
            clients.into_iter().map(|client| client.join().unwrap()).sum()
        });
        let (wall, cpu) = (begun.elapsed(), kiosk.cpu().saturating_sub(cpu));
        println!(
            "pages {what}: {:.0} a second beside {CLIENTS} clients on the same cores; {:.0} µs CPU each, so {:.0} a second on two cores of its own",
            pages as f64 / wall.as_secs_f64(),
            us(cpu) / pages as f64,
            2.0 * pages as f64 / cpu.as_secs_f64(),
        );
    }
}

fn memory(world: &World) {
    let kiosk = Running::start(&world.folder);
    let (started, _) = kiosk.memory();
    kiosk.until_quiet();
    let (quiet, peak) = kiosk.memory();
    let mut http = Http::to(kiosk.address);
    for slug in world.slugs.iter().take(2_000) {
        http.get(&format!("/kiosk/title/{slug}"));
        assert_eq!(http.status, 200);
    }
    for words in ["drill", "cordless", "screwdirver", "bohr"] {
        http.get(&format!("/kiosk/find?q={words}"));
        assert_eq!(http.status, 200);
    }
    let (used, _) = kiosk.memory();
    println!(
        "memory with {} titles and {} events: {started} MB at the first page, {quiet} MB when the index and the site are made (peak {peak} MB), {used} MB after 2,000 pages and some searches",
        world.slugs.len(),
        world.events,
    );
}

fn start(world: &World) {
    for what in ["warm", "once more", "with everything deleted that can be made again"] {
        if what.starts_with("with") {
            world.forget();
        }
        let begun = Instant::now();
        let kiosk = Running::start(&world.folder);
        let listens = begun.elapsed();
        let mut http = Http::to(kiosk.address);
        http.get("/kiosk");
        assert_eq!(http.status, 200);
        let home = begun.elapsed();
        http.get(&format!("/kiosk/title/{}", world.slugs[77]));
        let title = begun.elapsed();
        http.get("/kiosk/find?q=drill");
        let found = begun.elapsed();
        let mut person = signed_in(&kiosk, &world.cards[3]);
        person.get("/kiosk/me/history");
        let history = begun.elapsed();
        kiosk.until_quiet();
        println!(
            "start {what}, {} titles and {} events: listens after {:.2} s, home page {:.2} s, a title {:.2} s, a search {:.2} s, somebody's history {:.2} s ({:.2} CPU s); all made after {:.1} s; {:?} MB",
            world.slugs.len(),
            world.events,
            listens.as_secs_f64(),
            home.as_secs_f64(),
            title.as_secs_f64(),
            found.as_secs_f64(),
            history.as_secs_f64(),
            kiosk.cpu().as_secs_f64(),
            begun.elapsed().as_secs_f64(),
            kiosk.memory(),
        );
    }
}

fn lookup(world: &World) {
    let kiosk = Running::start(&world.folder);
    kiosk.until_quiet();
    let mut http = Http::to(kiosk.address);
    let units: Vec<_> = world.free_units().step_by(97).take(1_000).collect();
    let mut times: Vec<_> = units
        .into_iter()
        .map(|unit| {
            let begun = Instant::now();
            http.get(&format!("/I/{unit}"));
            assert_eq!(http.status, 200);
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "the page behind a code among {} titles: median {:.2} ms, 99th percentile {:.2} ms, slowest {:.2} ms; {:?} MB",
        world.slugs.len(),
        ms(at(&times, 500)),
        ms(at(&times, 990)),
        ms(*times.last().unwrap()),
        kiosk.memory(),
    );
}
