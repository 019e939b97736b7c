//! Whatever two or three devices do apart, and in whatever order they meet, they end at one commit.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use proptest::prelude::*;
use support::*;
use sync::Repo;

/// One thing that a device does, or a visit to the hub.
#[derive(Debug, Clone)]
enum Step {
    Event,
    Brand(u8),
    Summary(u8),
    Text(u8, u8),
    Unit(u8),
    NewPage(u8),
    RemovePage(u8),
    Media(u8),
    Exchange,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Event),
        (0..3_u8).prop_map(Step::Brand),
        (0..3_u8).prop_map(Step::Summary),
        (0..3_u8, 0..3_u8).prop_map(|(at, what)| Step::Text(at, what)),
        (0..3_u8).prop_map(Step::Unit),
        (0..2_u8).prop_map(Step::NewPage),
        (0..2_u8).prop_map(Step::RemovePage),
        (0..3_u8).prop_map(Step::Media),
        Just(Step::Exchange),
    ]
}

const FILE: &str = "catalog/dr/drill.md";

fn act(repo: &Repo, step: &Step, minute: u32) {
    let device = repo.key().unwrap().device().to_string();
    let edit = |change: &dyn Fn(&str) -> String| {
        let text = fs_err::read_to_string(repo.folder().join(FILE)).unwrap();
        repo.write(FILE, change(&text).as_bytes()).unwrap();
    };
    let line = |text: &str, start: &str, new: String| {
        let lines = text.lines().map(|l| if l.starts_with(start) { new.clone() } else { l.into() });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    match step {
        Step::Event => append(repo, &device, 1, "loan"),
        Step::Brand(n) => edit(&|text| line(text, "brand", format!("brand = \"B{n}\""))),
        Step::Summary(n) => edit(&|text| line(text, "summary", format!("summary = \"S{n}\""))),
        Step::Text(at, what) => {
            let start = ["First", "Second", "Third"][usize::from(*at)];
            edit(&|text| line(text, start, format!("{start} changed to {what}.")));
        }
        Step::Unit(n) => edit(&|text| {
            let unit = format!("\n[[units]]\ncode = \"U{n}\"\ncondition = \"{device}\"\n+++\n\n");
            if text.contains(&format!("U{n}\"")) {
                text.into()
            } else {
                text.replacen("+++\n\n", &unit, 1)
            }
        }),
        Step::NewPage(n) => {
            repo.write(&format!("pages/p{n}.md"), format!("{device} {minute}\n").as_bytes())
                .unwrap();
        }
        Step::RemovePage(n) => {
            drop(fs_err::remove_file(repo.folder().join(format!("pages/p{n}.md"))));
        }
        Step::Media(n) => repo.write("media/x.bin", &[0, *n, device.as_bytes()[1]]).unwrap(),
        Step::Exchange => drop(repo.exchange("hub").unwrap()),
    }
    commit_all(repo, minute);
}

fn run(devices: usize, steps: &[(usize, Step)], order: &[usize]) {
    let scratch = Scratch::new();
    let names = ["ka", "kb", "kc"];
    let (first, _) = node(&scratch.path("ka"), "ka");
    git(&scratch.path(""), &["init", "-q", "--bare", "-b", "main", "hub.git"]);
    let hub = scratch.path("hub.git");
    first.add_remote("hub", hub.as_str()).unwrap();
    for name in &names[1..devices] {
        first.add_device(key(name).device(), key(name).public(), &author(), at(1)).unwrap();
    }
    first.exchange("hub").unwrap();
    let mut repos = vec![first];
    for name in &names[1..devices] {
        let folder = scratch.path(name);
        let (repo, _) = Repo::join(hub.as_str(), &folder, Some(&key(name)), None).unwrap();
        repo.add_remote("hub", hub.as_str()).unwrap();
        repos.push(repo);
    }
    let mut expected = 0;
    for (minute, (who, step)) in steps.iter().enumerate() {
        expected += usize::from(matches!(step, Step::Event));
        // Clocks of devices are not in step: the second one is an hour ahead.
        let minute = u32::try_from(minute + who * 60).unwrap();
        act(&repos[who % devices], step, minute + 2);
    }
    for who in order.iter().chain(order) {
        let news = repos[who % devices].exchange("hub").unwrap();
        assert_eq!(news.quarantined, []);
        assert_eq!(news.not_sent, None);
    }
    let head = repos[order[0] % devices].head().unwrap();
    for repo in &repos {
        repo.exchange("hub").unwrap();
    }
    for repo in &repos {
        repo.exchange("hub").unwrap();
        assert_eq!(repo.pending().unwrap(), []);
        assert_eq!(repo.head().unwrap(), repos[0].head().unwrap(), "from {head}");
        let events: usize = names[..devices]
            .iter()
            .filter_map(|name| fs_err::read_to_string(repo.folder().join(feed(name))).ok())
            .map(|text| text.lines().count())
            .sum();
        assert_eq!(events, expected, "no event is lost");
        assert_eq!(repo.verify().unwrap(), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn two_devices_end_at_one_commit(steps in prop::collection::vec((0..2_usize, step()), 1..14), first in 0..2_usize) {
        run(2, &steps, &[first, 1 - first]);
    }

    #[test]
    fn three_devices_end_at_one_commit(steps in prop::collection::vec((0..3_usize, step()), 1..16)) {
        run(3, &steps, &[2, 0, 1]);
    }

    /// The heart of it: who computes the merge, and which side is whose, makes no difference.
    #[test]
    fn both_sides_compute_the_same_merge_by_themselves(
        a in prop::collection::vec(step(), 1..6),
        b in prop::collection::vec(step(), 1..6),
    ) {
        let scratch = Scratch::new();
        let (ka, _) = node(&scratch.path("ka"), "ka");
        ka.add_device(key("kb").device(), key("kb").public(), &author(), at(1)).unwrap();
        let (kb, _) = Repo::join(ka.folder().as_str(), &scratch.path("kb"), Some(&key("kb")), None).unwrap();
        for (repo, steps) in [(&ka, &a), (&kb, &b)] {
            for (minute, step) in steps.iter().filter(|s| !matches!(s, Step::Exchange)).enumerate() {
                act(repo, step, u32::try_from(minute).unwrap() + 2);
            }
        }
        for (from, to) in [(&ka, "from-ka.git"), (&kb, "from-kb.git")] {
            git(&scratch.path(""), &["clone", "-q", "--bare", from.folder().as_str(), to]);
        }
        ka.add_remote("other", scratch.path("from-kb.git").as_str()).unwrap();
        kb.add_remote("other", scratch.path("from-ka.git").as_str()).unwrap();
        let (at_a, at_b) = (ka.exchange("other").unwrap(), kb.exchange("other").unwrap());
        prop_assert_eq!(ka.head().unwrap(), kb.head().unwrap());
        prop_assert_eq!(&at_a.quarantined, &vec![]);
        if at_a.received_commits > 0 && at_b.received_commits > 0 {
            prop_assert_eq!(at_a.conflicts, at_b.conflicts);
        }
        prop_assert_eq!(ka.verify().unwrap(), vec![]);
    }
}
