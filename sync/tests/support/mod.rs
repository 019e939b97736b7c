//! Nodes in temporary folders, and the stock `git` program without anybody's settings.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test binary uses its part, and a test may stop"
)]

pub(crate) mod ring;

use std::process::{Command, Output};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::{LineHash, Wall};
use sync::{Author, CommitId, DeviceKey, Repo, RepoPath};

/// A temporary folder that goes away with the test.
pub(crate) struct Scratch(tempfile::TempDir);

impl Scratch {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> Utf8PathBuf {
        Utf8Path::from_path(self.0.path()).unwrap().join(name)
    }
}

/// Runs stock git in a folder, without any settings of this machine.
pub(crate) fn try_git(folder: &Utf8Path, args: &[&str]) -> Output {
    Command::new("git")
        .current_dir(folder)
        .args(args)
        .env_clear()
        .env("PATH", std::env::var("PATH").unwrap())
        .env("HOME", "/nonexistent")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("TZ", "UTC")
        .env("LC_ALL", "C")
        .env("GIT_AUTHOR_NAME", "Mira")
        .env("GIT_AUTHOR_EMAIL", "mira@example.org")
        .env("GIT_COMMITTER_NAME", "Mira")
        .env("GIT_COMMITTER_EMAIL", "mira@example.org")
        .output()
        .unwrap()
}

/// Runs stock git and gives back what it printed; it must succeed.
pub(crate) fn git(folder: &Utf8Path, args: &[&str]) -> String {
    let output = try_git(folder, args);
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs stock git and gives back what it said beside its output.
pub(crate) fn git_says(folder: &Utf8Path, args: &[&str]) -> String {
    let output = try_git(folder, args);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {args:?}: {text}");
    text
}

pub(crate) fn author() -> Author {
    Author { name: "Mira".into(), email: "mira@example.org".into() }
}

/// A minute of the test's day.
pub(crate) fn at(minute: u32) -> Wall {
    let text = format!("2026-03-14T{:02}:{:02}:00+01:00", 9 + minute / 60, minute % 60);
    text.parse().unwrap()
}

pub(crate) fn key(device: &str) -> DeviceKey {
    let mut seed = [7; 32];
    seed[..device.len()].copy_from_slice(device.as_bytes());
    DeviceKey::from_seed(device.parse().unwrap(), &seed)
}

pub(crate) fn path(text: &str) -> RepoPath {
    text.parse().unwrap()
}

/// A node with a configuration and one title.
pub(crate) fn node(folder: &Utf8Path, device: &str) -> (Repo, CommitId) {
    let files = [
        (path("node.toml"), b"id = \"oak-street\"\nname = \"Oak Street\"\n".to_vec()),
        (path("catalog/dr/drill.md"), DRILL.as_bytes().to_vec()),
    ];
    Repo::init(folder, key(device), &files, &author(), at(0)).unwrap()
}

pub(crate) const DRILL: &str = "+++\nname = \"Drill\"        # the old one\nkind = \"tool\"\nsummary = \"Drills holes.\"\nbrand = \"Acme\"\n\n[[units]]\ncode = \"7K3-QP2J\"\ncondition = \"good\"\n+++\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n";

/// The feed of a device on the test's day.
pub(crate) fn feed(device: &str) -> String {
    format!("feeds/{device}/2026/03/14.jsonl")
}

/// Appends the next events to a device's feed in the work tree.
pub(crate) fn append(repo: &Repo, device: &str, events: usize, what: &str) {
    let file = repo.folder().join(feed(device));
    let mut text = fs_err::read_to_string(&file).unwrap_or_default();
    for _ in 0..events {
        let line = next_line(&text, device, what);
        text.push_str(&line);
        text.push('\n');
    }
    repo.write(&feed(device), text.as_bytes()).unwrap();
}

/// The line that follows a feed's text.
pub(crate) fn next_line(feed: &str, device: &str, what: &str) -> String {
    let seq = feed.lines().count() + 1;
    let prev = feed.lines().last().map(|line| LineHash::of(line.as_bytes()));
    line_after(device, seq, prev, what)
}

/// The line of this number, after the one with this hash.
pub(crate) fn line_after(device: &str, seq: usize, prev: Option<LineHash>, what: &str) -> String {
    let prev = prev.map(|hash| format!("\"prev\":\"{hash}\",")).unwrap_or_default();
    format!(
        "{{\"v\":1,\"id\":\"{device}-{seq}\",{prev}\"hlc\":\"2026-03-14T09:22:31.123Z/{seq:04x}\",\
         \"wall\":\"2026-03-14T10:22:31+01:00\",\"actor\":\"anyone\",\"kind\":\"test.{what}\"}}"
    )
}

/// Commits everything that is pending.
pub(crate) fn commit_all(repo: &Repo, minute: u32) -> Option<CommitId> {
    let paths: Vec<_> = repo.pending().unwrap().into_iter().map(|p| p.path).collect();
    repo.commit(&paths, "test: record", &author(), at(minute)).unwrap().map(|done| done.id)
}

/// A hub, a device, and a second device that joined there; it is welcome, and knows it with its next
/// exchange.
pub(crate) fn two_devices(scratch: &Scratch) -> (Repo, Repo) {
    let hub = scratch.path("hub.git");
    fs_err::create_dir_all(&hub).unwrap();
    git(&hub, &["init", "-q", "--bare", "-b", "main"]);
    let (a, _) = node(&scratch.path("a"), "ka");
    a.add_remote("hub", hub.as_str()).unwrap();
    a.exchange("hub").unwrap();
    let (b, _) = Repo::join(hub.as_str(), &scratch.path("b"), Some(&key("kb")), None).unwrap();
    b.add_remote("hub", hub.as_str()).unwrap();
    a.add_device(key("kb").device(), key("kb").public(), &author(), at(1)).unwrap();
    a.exchange("hub").unwrap();
    (a, b)
}
