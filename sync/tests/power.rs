//! Faults 1, 3 and 5: the power is cut, or the disk is full, at every single write, rename and flush of
//! a commit, an exchange, a stick's visit and a join; then everything is opened again and checked.
//!
//! libgit2 writes by itself, so the operations are counted below it: a small library that is loaded
//! before the C library (`power/cut.c`). At the n-th operation the program ends there and then, and
//! what was written and not flushed is lost, as after a power cut; in a second round names that were
//! not flushed are lost too; in a third the disk is full from there on. Needs Linux and a C compiler.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop, and says what it leaves out"
)]

mod support;

use std::process::{Command, ExitStatus};

use camino::{Utf8Path, Utf8PathBuf};
use support::*;
use sync::Repo;

/// What is done while the power is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scene {
    Commit,
    Exchange,
    Stick,
    Join,
}

impl Scene {
    const ALL: [(&str, Self); 4] = [
        ("commit", Self::Commit),
        ("exchange", Self::Exchange),
        ("stick", Self::Stick),
        ("join", Self::Join),
    ];

    /// Does it. Errors are what a full disk gives; they are for the caller to look at.
    fn act(self, root: &Utf8Path) -> Result<(), sync::Error> {
        let a = || Repo::open(&root.join("a"));
        match self {
            Self::Commit => {
                let (_, left) = a()?.commit_pending("test: record", &author(), at(9))?;
                left.into_iter().next().map_or(Ok(()), Err)
            }
            Self::Exchange => a()?.exchange("hub").map(drop),
            Self::Stick => {
                let carried = a()?.carry(&root.join("stick"))?;
                match carried.not_written {
                    Some(why) => Err(std::io::Error::other(why).into()),
                    None => Ok(()),
                }
            }
            Self::Join => {
                let hub = root.join("hub.git");
                Repo::join(hub.as_str(), &root.join("c"), Some(&key("kc")), None).map(drop)
            }
        }
    }
}

/// Two devices with news for each other, a hub and a stick that know the news of one.
fn scenery(scene: Scene) -> Scratch {
    let scratch = Scratch::new();
    let (a, _) = node(&scratch.path("a"), "ka");
    let hub = scratch.path("hub.git");
    git(&scratch.path(""), &["init", "-q", "--bare", "-b", "main", "hub.git"]);
    a.add_remote("hub", hub.as_str()).unwrap();
    a.add_device(key("kb").device(), key("kb").public(), &author(), at(1)).unwrap();
    a.exchange("hub").unwrap();
    let (b, _) = Repo::join(hub.as_str(), &scratch.path("b"), Some(&key("kb")), None).unwrap();
    b.add_remote("hub", hub.as_str()).unwrap();
    let stick = scratch.path("stick");
    fs_err::create_dir(&stick).unwrap();
    a.carry(&stick).unwrap();
    append(&b, "kb", 2, "loan");
    b.write("catalog/dr/drill.md", DRILL.replace("Acme", "Makita").as_bytes()).unwrap();
    commit_all(&b, 3).unwrap();
    b.exchange("hub").unwrap();
    b.carry(&stick).unwrap();
    append(&a, "ka", 3, "loan");
    a.write("catalog/dr/drill.md", DRILL.replace("Acme", "Bosch").as_bytes()).unwrap();
    a.write("pages/hello.md", b"Hello.\n").unwrap();
    if scene != Scene::Commit {
        commit_all(&a, 4).unwrap();
    }
    scratch
}

/// Run by the others in a program of its own, which may be ended at any moment.
#[test]
#[ignore = "plays the program whose power is cut"]
fn scene() {
    let name = std::env::var("SCENE").unwrap();
    let root = Utf8PathBuf::from(std::env::var("CUT_ROOT").unwrap());
    let (_, scene) = Scene::ALL.into_iter().find(|(known, _)| *known == name).unwrap();
    scene.act(&root).unwrap();
}

/// The library that cuts; none where there is no C compiler.
fn library(scratch: &Scratch) -> Option<Utf8PathBuf> {
    let source = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/power/cut.c");
    let made = scratch.path("cut.so");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o", made.as_str(), source.as_str(), "-ldl"]);
    compiler.status().is_ok_and(|status| status.success()).then_some(made)
}

struct Cutter {
    library: Utf8PathBuf,
    name: &'static str,
    how: &'static str,
}

impl Cutter {
    fn run(&self, root: &Utf8Path, at: usize) -> ExitStatus {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "scene", "--ignored", "--test-threads=1"])
            .env("LD_PRELOAD", &self.library)
            .env("SCENE", self.name)
            .env("CUT_ROOT", format!("{root}/"))
            .env("CUT_AT", at.to_string())
            .env("CUT_HOW", self.how)
            .env("CUT_COUNT", format!("{root}.count"))
            .output();
        output.unwrap().status
    }

    /// How many operations there are when nothing goes wrong.
    fn count(&self, root: &Utf8Path) -> usize {
        assert!(self.run(root, 0).success());
        fs_err::read_to_string(format!("{root}.count")).unwrap().trim().parse().unwrap()
    }
}

fn copy(from: &Utf8Path, to: &Utf8Path) {
    drop(fs_err::remove_dir_all(to));
    let copied = Command::new("cp").args(["-a", from.as_str(), to.as_str()]).status().unwrap();
    assert!(copied.success());
    // The remote is in the copied world, not in the one that it was copied from.
    for folder in ["a", "b"] {
        git(&to.join(folder), &["remote", "set-url", "hub", to.join("hub.git").as_str()]);
    }
}

/// After the power is back: opened as a program at its start opens it, used, and exchanged.
fn recovered(root: &Utf8Path, told: &str) {
    let later = "2030-01-01T00:00:00Z".parse().unwrap();
    let open = |folder: &str| {
        let repo =
            Repo::open(&root.join(folder)).unwrap_or_else(|e| panic!("{told}: {folder}: {e}"));
        repo.remove_stale_locks(later, jiff::SignedDuration::ZERO).unwrap();
        repo
    };
    for lock in ["refs/heads/main.lock", "packed-refs.lock", "HEAD.lock"] {
        drop(fs_err::remove_file(root.join("hub.git").join(lock)));
    }
    let (a, b) = (open("a"), open("b"));
    let lines = |repo: &Repo, device: &str| {
        let text = fs_err::read_to_string(repo.folder().join(feed(device)));
        text.map_or(0, |text| text.lines().count())
    };
    assert_eq!(lines(&a, "ka"), 3, "{told}: what was acknowledged is there");
    a.commit_pending("test: after", &author(), at(20)).unwrap_or_else(|e| panic!("{told}: {e}"));
    append(&a, "ka", 1, "after");
    commit_all(&a, 21).unwrap();
    let told_by = |repo: &Repo| repo.exchange("hub").unwrap_or_else(|e| panic!("{told}: {e}"));
    for repo in [&a, &b, &a] {
        let news = told_by(repo);
        assert_eq!(news.quarantined, [], "{told}");
        assert_eq!(news.not_sent, None, "{told}");
    }
    a.carry(&root.join("stick")).unwrap();
    b.carry(&root.join("stick")).unwrap();
    let newcomer = root.join("newcomer");
    let node = a.node_id().unwrap();
    let (c, _) = Repo::join_by_stick(&root.join("stick"), &newcomer, None, node)
        .unwrap_or_else(|e| panic!("{told}: {e}"));
    for repo in [&a, &b, &c] {
        assert_eq!(repo.head().unwrap(), a.head().unwrap(), "{told}: {}", repo.folder());
        assert_eq!(repo.pending().unwrap(), [], "{told}: {}", repo.folder());
        assert_eq!((lines(repo, "ka"), lines(repo, "kb")), (4, 2), "{told}");
        assert_eq!(repo.verify().unwrap(), [], "{told}");
        git(repo.folder(), &["fsck", "--strict", "--no-dangling", "--connectivity-only"]);
        assert_eq!(git(repo.folder(), &["status", "--porcelain"]), "", "{told}");
    }
}

fn every(name: &'static str, how: &'static str) {
    let (_, scene) = Scene::ALL.into_iter().find(|(known, _)| *known == name).unwrap();
    let before = scenery(scene);
    let tools = Scratch::new();
    let Some(library) = library(&tools) else {
        println!("skipped: there is no C compiler");
        return;
    };
    let cutter = Cutter { library, name, how };
    let root = tools.path("world");
    copy(&before.path(""), &root);
    let operations = cutter.count(&root);
    assert!(operations > 10, "{operations}");
    // All of them take minutes; each run takes some, and `STEAD_EVERY=1` takes all.
    let all = std::env::var_os("STEAD_EVERY").is_some();
    let step = if all { 1 } else { operations.div_ceil(9) };
    for at in (1..=operations).step_by(step) {
        copy(&before.path(""), &root);
        let status = cutter.run(&root, at);
        assert!(!status.success() || how == "full", "{name} {how} {at}");
        if scene == Scene::Join {
            drop(fs_err::remove_dir_all(root.join("c")));
        }
        recovered(&root, &format!("{name}, {how}, operation {at} of {operations}"));
    }
    println!("{name}, {how}: {operations} operations");
}

#[test]
fn fault_1_a_power_cut_at_any_operation_of_a_commit_loses_nothing() {
    every("commit", "power");
    every("commit", "names");
}

#[test]
fn fault_1_a_power_cut_at_any_operation_of_an_exchange_loses_nothing() {
    every("exchange", "power");
}

#[test]
fn fault_1_names_that_were_not_flushed_during_an_exchange_lose_nothing() {
    every("exchange", "names");
}

#[test]
fn faults_1_and_2_a_power_cut_at_any_operation_of_a_sticks_visit_loses_nothing() {
    every("stick", "power");
    every("stick", "names");
}

#[test]
fn fault_1_a_power_cut_while_a_device_joins_leaves_the_others_whole() {
    every("join", "power");
}

#[test]
fn fault_3_a_full_disk_during_a_commit_or_an_exchange_loses_nothing() {
    every("commit", "full");
    every("exchange", "full");
}

#[test]
fn faults_3_and_5_a_disk_or_stick_that_fills_up_during_a_visit_loses_nothing() {
    every("stick", "full");
}
