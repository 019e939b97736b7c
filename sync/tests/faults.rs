//! Faults of exchanges, each by its number in the table of `README.md`: what other files of this folder
//! do not hold already.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use catalog::event::Wall;
use proptest::prelude::*;
use support::ring::{NAMES, Ring};
use support::*;
use sync::{NodeId, Repo};

#[test]
fn fault_23_three_devices_in_a_ring_end_at_one_commit_and_stay_there() {
    let ring = Ring::new(3);
    for (who, minute) in (0..3).zip(3..) {
        ring.event(who, 2);
        ring.brand(who, &format!("Brand {who}"), minute);
    }
    ring.around();
    ring.at_one();
    let before = ring.heads();
    ring.around();
    assert_eq!(ring.heads(), before, "nobody merges merges for ever");
}

#[test]
fn fault_24_criss_cross_merges_end_at_one_commit() {
    let ring = Ring::new(3);
    let (a, b, c) = (0, 1, 2);
    ring.event(a, 2);
    ring.event(b, 3);
    // Both merge, then both go on, and take what the other had before it went on.
    ring.take(c, a);
    ring.take(c, b);
    ring.take(a, b);
    ring.take(b, a);
    ring.brand(a, "A", 4);
    ring.brand(b, "B", 5);
    ring.take(c, a);
    ring.brand(c, "C", 6);
    ring.take(c, b);
    ring.take(b, c);
    ring.around();
    ring.at_one();
    let lines: usize = NAMES[..2]
        .iter()
        .map(|name| fs_err::read_to_string(ring.repos[c].folder().join(feed(name))).unwrap())
        .map(|text| text.lines().count())
        .sum();
    assert_eq!(lines, 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 30, ..ProptestConfig::default() })]

    /// Edits and takings in any order, some never, some twice; then a round.
    #[test]
    fn fault_23_any_devices_in_any_order_end_at_one_commit_within_a_round(
        devices in 2_usize..6,
        steps in prop::collection::vec((0_usize..5, 0_usize..5, 0_u8..4), 1..24),
    ) {
        let ring = Ring::new(devices);
        let mut events = 0;
        for (minute, (who, other, what)) in steps.into_iter().enumerate() {
            let (who, other) = (who % devices, other % devices);
            let minute = u32::try_from(minute).unwrap() + 2;
            match what {
                0 => {
                    ring.event(who, minute);
                    events += 1;
                }
                1 => ring.brand(who, &format!("{other}"), minute),
                _ if who != other => drop(ring.take(who, other)),
                _ => {}
            }
        }
        ring.around();
        ring.at_one();
        let repo = &ring.repos[0];
        let lines: usize = NAMES
            .iter()
            .filter_map(|name| fs_err::read_to_string(repo.folder().join(feed(name))).ok())
            .map(|text| text.lines().count())
            .sum();
        prop_assert_eq!(lines, events, "no event is lost");
    }
}

/// Records whatever is pending by a clock that shows this.
fn commit_by_clock(repo: &Repo, clock: &str) {
    let paths: Vec<_> = repo.pending().unwrap().into_iter().map(|p| p.path).collect();
    let wall: Wall = clock.parse().unwrap();
    repo.commit(&paths, "test: record", &author(), wall).unwrap().unwrap();
}

#[test]
fn faults_15_16_17_and_18_clocks_that_are_wrong_change_no_order_and_lock_nobody_out() {
    let ring = Ring::new(3);
    for (who, clock) in
        [(0, "1970-01-01T00:00:05Z"), (1, "2099-12-31T23:59:00Z"), (2, "2026-02-14T09:00:00Z")]
    {
        append(&ring.repos[who], NAMES[who], 1, "loan");
        commit_by_clock(&ring.repos[who], clock);
    }
    // The clock jumps back in the middle of a session.
    append(&ring.repos[1], "kb", 1, "loan");
    commit_by_clock(&ring.repos[1], "2001-01-01T00:00:00Z");
    ring.around();
    ring.at_one();
    // What builds on something is later, whatever the clocks say: a device that has seen the year 2099
    // and thinks it is 1970 edits after, and no conflict arises.
    ring.brand(1, "Future", 0);
    ring.around();
    let file = "catalog/dr/drill.md";
    let repo = &ring.repos[0];
    let text = fs_err::read_to_string(repo.folder().join(file)).unwrap();
    repo.write(file, text.replace("Future", "Past").as_bytes()).unwrap();
    commit_by_clock(repo, "1970-01-01T00:01:00Z");
    ring.around();
    ring.at_one();
    for repo in &ring.repos {
        assert!(fs_err::read_to_string(repo.folder().join(file)).unwrap().contains("Past"));
        assert_eq!(repo.conflicts().unwrap(), []);
        let log = git(repo.folder(), &["log", "--format=%G?"]);
        assert!(!log.contains('B'), "stock git finds no bad signature either: {log}");
    }
}

#[test]
fn fault_26_a_device_that_was_away_for_two_years_catches_up_and_brings_what_it_has() {
    let ring = Ring::new(3);
    let (a, b) = (&ring.repos[0], &ring.repos[1]);
    append(b, "kb", 3, "loan");
    commit_all(b, 2);
    for month in 0..24 {
        append(a, "ka", 5, "loan");
        let clock = format!("20{}-{:02}-01T12:00:00Z", 26 + month / 12, month % 12 + 1);
        commit_by_clock(a, &clock);
    }
    // Meanwhile a device went and the one that is left has a new key.
    a.revoke_device(key("kc").device(), &author(), at(30)).unwrap();
    let new = sync::DeviceKey::from_seed(key("ka").device(), &[42; 32]);
    a.rotate_key(&new, &author(), at(31)).unwrap();
    let news = ring.take(1, 0);
    assert_eq!((news.received_events, news.conflicts.len()), (120, 0));
    let a = Repo::open(ring.repos[0].folder()).unwrap();
    assert_eq!(a.exchange("kb").unwrap().received_events, 3);
    assert_eq!(a.head().unwrap(), b.head().unwrap());
    assert!(a.verify_all().unwrap().is_clean());
}

#[test]
fn fault_27_a_node_that_is_renamed_parts_or_dies_stays_what_it_was() {
    let ring = Ring::new(2);
    let follower = {
        let (repo, _) = node(&ring.scratch.path("follower"), "kx");
        repo.follow("oak", ring.repos[0].folder().as_str(), None).unwrap();
        repo.follow("oak-b", ring.repos[1].folder().as_str(), None).unwrap();
        repo
    };
    let id: NodeId = ring.repos[0].node_id().unwrap();
    follower.exchange("oak").unwrap();
    // Renamed: who it is does not hang on what it is called.
    ring.repos[0].write("node.toml", b"id = \"elm-lane\"\nname = \"Elm Lane\"\n").unwrap();
    commit_all(&ring.repos[0], 2);
    let news = follower.exchange("oak").unwrap();
    assert_eq!((news.nodes[0].node, news.nodes[0].commits), (id, 1));
    // Its two devices part: one is followed on, the other waits, and both are kept.
    ring.event(0, 3);
    ring.event(1, 4);
    follower.exchange("oak").unwrap();
    let news = follower.exchange("oak-b").unwrap();
    assert!(news.nodes[0].waiting, "{news:?}");
    assert_eq!(follower.node_head(id).unwrap(), Some(ring.heads()[0]));
    // They meet again.
    ring.take(1, 0);
    assert!(!follower.exchange("oak-b").unwrap().nodes[0].waiting);
    assert_eq!(follower.node_head(id).unwrap(), Some(ring.heads()[1]));
    let waiting = git(follower.folder(), &["for-each-ref", "refs/nodes", "--format=%(refname)"]);
    assert_eq!(waiting.lines().count(), 1, "{waiting}");
    // It dies: what is known of it stays and travels on.
    let last = ring.heads()[1];
    for repo in &ring.repos {
        fs_err::rename(repo.folder(), format!("{}-gone", repo.folder())).unwrap();
    }
    assert!(follower.exchange("oak").is_err());
    assert_eq!(follower.node_head(id).unwrap(), Some(last));
    let stick = ring.scratch.path("stick");
    fs_err::create_dir(&stick).unwrap();
    follower.carry(&stick).unwrap();
    let heir = ring.scratch.path("heir");
    let (heir, _) = Repo::join_by_stick(&stick, &heir, Some(&key("kb")), id).unwrap();
    assert_eq!(heir.head().unwrap(), last);
}

fn carried(repo: &Repo, stick: &str, scratch: &Scratch) -> sync::stick::Carried {
    repo.carry(&scratch.path(stick)).unwrap()
}

fn copy_stick(scratch: &Scratch, from: &str, to: &str) {
    let copied = std::process::Command::new("cp")
        .args(["-r", scratch.path(from).as_str(), scratch.path(to).as_str()])
        .status()
        .unwrap();
    assert!(copied.success());
}

#[test]
fn faults_7_8_and_9_copies_of_a_stick_old_ones_and_the_same_one_twice_do_nothing_new() {
    let ring = Ring::new(2);
    let (a, b, scratch) = (&ring.repos[0], &ring.repos[1], &ring.scratch);
    fs_err::create_dir(scratch.path("stick")).unwrap();
    ring.event(0, 2);
    carried(a, "stick", scratch);
    copy_stick(scratch, "stick", "twin");
    copy_stick(scratch, "stick", "old");
    assert_eq!(carried(b, "stick", scratch).received.received_events, 1);
    let head = b.head().unwrap();
    for stick in ["twin", "stick", "twin"] {
        let again = carried(b, stick, scratch);
        assert_eq!((again.received.received_events, b.head().unwrap()), (0, head), "{stick}");
    }
    ring.event(0, 3);
    ring.event(1, 4);
    carried(a, "stick", scratch);
    carried(b, "stick", scratch);
    carried(a, "stick", scratch);
    let head = a.head().unwrap();
    // The stick as it was at the beginning comes back: a replay.
    let replay = carried(a, "old", scratch);
    assert_eq!((replay.received.received_commits, a.head().unwrap()), (0, head));
    assert_eq!(replay.received.quarantined, []);
    assert_eq!(b.head().unwrap(), head);
}

#[test]
fn fault_14_what_is_damaged_is_taken_again_from_a_copy() {
    let scratch = Scratch::new();
    let (a, b) = two_devices(&scratch);
    for minute in 2..8 {
        append(&a, "ka", 2, "loan");
        commit_all(&a, minute).unwrap();
    }
    a.exchange("hub").unwrap();
    b.exchange("hub").unwrap();
    append(&a, "ka", 1, "not sent yet");
    commit_all(&a, 9).unwrap();
    a.repack().unwrap();
    let head = a.head().unwrap();
    let packs = a.folder().join(".git/objects/pack");
    let pack = fs_err::read_dir(&packs).unwrap().map(|entry| entry.unwrap().path());
    let pack = pack.filter(|path| path.extension().is_some_and(|end| end == "pack")).max().unwrap();
    let mut bytes = fs_err::read(&pack).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    // Packs are read-only; a failing card is not asked.
    fs_err::remove_file(&pack).unwrap();
    fs_err::write(&pack, bytes).unwrap();
    let a = Repo::open(a.folder()).unwrap();
    let mended = a.mend("hub").unwrap();
    assert_eq!(mended.damaged.len(), 1, "{mended:?}");
    assert!(
        a.folder().join(".stead/damaged").is_dir(),
        "the bytes are kept for a person to look at"
    );
    let a = Repo::open(a.folder()).unwrap();
    // The event that nobody else had is in the feed's file still, and is recorded again.
    assert!(mended.rewound && a.head().unwrap() != head);
    commit_all(&a, 10).unwrap();
    let sent = a.exchange("hub").unwrap();
    assert_eq!(sent.sent_events, 1);
    b.exchange("hub").unwrap();
    assert_eq!(a.head().unwrap(), b.head().unwrap());
    git(a.folder(), &["fsck", "--strict"]);
    assert_eq!(git(a.folder(), &["status", "--porcelain"]), "");
    assert!(a.verify_all().unwrap().is_clean());
    assert_eq!(a.mend("hub").unwrap(), sync::remote::Mended::default());
}
