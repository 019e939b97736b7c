//! A small region for some weeks; `cargo run --release --example simulate` is the whole one.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod simulator;

use simulator::{Size, World};

fn region(seed: u64) -> World {
    let size = Size { nodes: 8, devices: 30, couriers: 10, days: 120, seed };
    let mut world = World::new(size);
    world.run(size.days);
    world
}

#[test]
fn a_region_with_couriers_wrong_clocks_losses_and_replays_agrees_soon_after_the_last_edit() {
    for seed in 0..3 {
        let world = region(seed);
        let report = &world.report;
        assert!(world.nothing_is_lost(), "seed {seed}: {report:?}");
        // The grand tour comes by every thirty days, there and back.
        assert!(report.days_to_agree <= 120, "seed {seed}: {report:?}");
        let happened = [report.cut, report.sticks_lost, report.sticks_replayed, report.visits];
        assert!(happened.iter().all(|times| *times > 0), "seed {seed}: {report:?}");
        assert!(report.merges < report.commits, "seed {seed}: {report:?}");
    }
}

#[test]
fn the_same_seed_is_the_same_ten_years() {
    assert_eq!(region(7).report, region(7).report);
}
