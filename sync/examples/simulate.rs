//! Fifty nodes, two hundred devices, couriers with timetables, wrong clocks, losses and replays for ten
//! years: `cargo run --release -p sync --example simulate -- [seed] [years]`.

#![allow(clippy::print_stdout, reason = "it tells what happened")]

#[path = "../tests/simulator/mod.rs"]
mod simulator;

use simulator::{Size, World};

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse::<u32>().ok());
    let (seed, years) = (numbers.next().unwrap_or(1), numbers.next().unwrap_or(10));
    let days = years * 365;
    let size = Size { nodes: 50, devices: 200, couriers: 80, days, seed: u64::from(seed) };
    let start = std::time::Instant::now();
    let mut world = World::new(size);
    world.run(days);
    assert!(world.nothing_is_lost());
    println!("{size:?}\n{:#?}", world.report);
    println!("{:.1} s; nothing was lost", start.elapsed().as_secs_f64());
}
