//! The members' records between a node's own devices, and nowhere else.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use std::collections::BTreeMap;

use camino::Utf8Path;
use sync::private::{BoxFault, PrivateStore, Share, StoreError};
use sync::{Exchange, Repo};

use support::{Scratch, append, at, author, commit_all, git, key, node, two_devices};

/// Rows by name, a count of changes in front; an erased one has no text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Rows(BTreeMap<String, (u32, String)>);

impl Rows {
    fn of(rows: &[(&str, u32, &str)]) -> Self {
        Self(rows.iter().map(|(n, c, t)| ((*n).to_owned(), (*c, (*t).to_owned()))).collect())
    }
}

impl PrivateStore for Rows {
    fn export(&mut self) -> Result<Vec<u8>, StoreError> {
        Ok(serde_json::to_vec(&self.0)?)
    }
    fn merge(&mut self, rows: &[u8]) -> Result<(), StoreError> {
        let other: BTreeMap<String, (u32, String)> = serde_json::from_slice(rows)?;
        for (name, row) in other {
            let known = self.0.entry(name).or_default();
            *known = row.max(known.clone());
        }
        Ok(())
    }
}

fn exchange(repo: &Repo, rows: &mut Rows, seed: u8) -> Exchange {
    repo.exchange_with("hub", Some(&mut Share { store: rows, seed: [seed; 32] })).unwrap()
}

const NAME: &str = "Samuela Unmistakable";

/// Every byte below a folder, with git's objects unfolded.
fn everything(folder: &Utf8Path) -> Vec<u8> {
    let mut all = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            for entry in fs_err::read_dir(&path).unwrap() {
                open.push(entry.unwrap().path().try_into().unwrap());
            }
        } else {
            all.extend(path.as_str().bytes());
            all.extend(fs_err::read(&path).unwrap());
        }
    }
    let git_folder = if folder.join(".git").exists() { folder.join(".git") } else { folder.into() };
    if git_folder.join("objects").exists() {
        let args = ["cat-file", "--batch-all-objects", "--batch", "--buffer"];
        let args = [&["--git-dir", git_folder.as_str()][..], &args[..]].concat();
        all.extend(git(folder, &args).into_bytes());
    }
    all
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn a_devices_rows_reach_the_other_and_both_end_with_one_box() {
    let scratch = Scratch::new();
    let (a, b) = two_devices(&scratch);
    let mut ra = Rows::of(&[("r1", 1, NAME)]);
    let mut rb = Rows::of(&[("r2", 1, "Kim")]);
    assert!(exchange(&a, &mut ra, 1).private.sent);
    let news = exchange(&b, &mut rb, 2).private;
    assert!(news.received && news.sent, "{news:?}");
    assert!(exchange(&a, &mut ra, 3).private.received);
    assert_eq!(ra, rb);
    let quiet = exchange(&b, &mut rb, 4).private;
    assert!(!quiet.received && !quiet.sent, "{quiet:?}");
    let of = |repo: &Repo| git(repo.folder(), &["rev-parse", "refs/stead/private"]);
    assert_eq!(of(&a), of(&b));
}

#[test]
fn the_box_is_one_signed_commit_without_parents_and_its_past_is_gone() {
    let scratch = Scratch::new();
    let (a, _) = two_devices(&scratch);
    let mut rows = Rows::of(&[("r1", 1, NAME)]);
    exchange(&a, &mut rows, 1);
    let count = |folder: &Utf8Path| {
        git(folder, &["cat-file", "--batch-all-objects", "--batch-check"]).lines().count()
    };
    let before = (count(a.folder()), count(&scratch.path("hub.git")));
    rows.0.insert("r1".into(), (2, String::new()));
    exchange(&a, &mut rows, 2);
    assert_eq!((count(a.folder()), count(&scratch.path("hub.git"))), before);
    assert_eq!(git(a.folder(), &["rev-list", "--count", "refs/stead/private"]).trim(), "1");
    git(a.folder(), &["verify-commit", "refs/stead/private"]);
    git(a.folder(), &["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn attack_54_nothing_that_leaves_holds_a_name_and_no_other_node_gets_the_box() {
    let scratch = Scratch::new();
    let (a, b) = two_devices(&scratch);
    let mut rows = Rows::of(&[("r1", 1, NAME)]);
    append(&a, "ka", 3, "x");
    commit_all(&a, 2);
    exchange(&a, &mut rows, 1);
    exchange(&b, &mut Rows::default(), 2);
    let stick = scratch.path("stick");
    fs_err::create_dir_all(&stick).unwrap();
    a.carry_with(&stick, Some(&mut Share { store: &mut rows, seed: [3; 32] })).unwrap();
    // Another node follows this one through the hub, and takes the stick.
    let (other, _) = node(&scratch.path("other"), "kx");
    other.follow("oak", scratch.path("hub.git").as_str(), None).unwrap();
    let told = other.exchange("oak").unwrap();
    let mut theirs = Rows::of(&[("r9", 1, "Somebody Else")]);
    let carried =
        other.carry_with(&stick, Some(&mut Share { store: &mut theirs, seed: [4; 32] })).unwrap();
    assert_eq!(theirs, Rows::of(&[("r9", 1, "Somebody Else")]));
    for (place, said) in [
        ("hub.git", String::new()),
        ("stick", format!("{carried:?}")),
        ("other", format!("{told:?}")),
        ("a", String::new()),
    ] {
        let bytes = everything(&scratch.path(place));
        assert!(!holds(&bytes, "Unmistakable") && !said.contains("Unmistakable"), "{place}");
    }
    let box_id = git(a.folder(), &["rev-parse", "refs/stead/private"]);
    let in_other = support::try_git(other.folder(), &["cat-file", "-e", box_id.trim()]);
    assert!(!in_other.status.success(), "the box was copied to another node");
    let clone = scratch.path("clone");
    git(&scratch.path(""), &["clone", "-q", scratch.path("hub.git").as_str(), clone.as_str()]);
    assert!(
        !support::try_git(&clone, &["rev-parse", "--verify", "refs/stead/private"])
            .status
            .success()
    );
}

#[test]
fn a_stick_brings_the_box_to_the_nodes_own_devices_through_other_hands() {
    let scratch = Scratch::new();
    let (a, b) = two_devices(&scratch);
    let (other, _) = node(&scratch.path("other"), "kx");
    let stick = scratch.path("stick");
    fs_err::create_dir_all(&stick).unwrap();
    let (mut ra, mut rb) = (Rows::of(&[("r1", 1, NAME)]), Rows::default());
    let visit = |repo: &Repo, rows: &mut Rows, seed: u8| {
        repo.carry_with(&stick, Some(&mut Share { store: rows, seed: [seed; 32] })).unwrap()
    };
    visit(&a, &mut ra, 1);
    visit(&other, &mut Rows::default(), 2);
    assert!(visit(&b, &mut rb, 3).received.private.received);
    assert_eq!(ra, rb);
    rb.0.insert("r1".into(), (2, String::new()));
    visit(&b, &mut rb, 4);
    visit(&a, &mut ra, 5);
    assert_eq!(ra, Rows::of(&[("r1", 2, "")]), "erased by one visit each");
    let before = visit(&a, &mut ra, 6).bytes;
    assert_eq!(before, 0, "nothing new, nothing written");
}

#[test]
fn a_revoked_device_reads_nothing_new_and_what_it_says_is_refused() {
    let scratch = Scratch::new();
    let (a, b) = two_devices(&scratch);
    let (mut ra, mut rb) = (Rows::of(&[("r1", 1, NAME)]), Rows::default());
    exchange(&a, &mut ra, 1);
    exchange(&b, &mut rb, 2);
    a.revoke_device(key("kb").device(), &author(), at(9)).unwrap();
    ra.0.insert("r2".into(), (1, "New Member".into()));
    exchange(&a, &mut ra, 3);
    // It does not know yet, and puts a box of its own over ours.
    let hub = scratch.path("hub.git");
    let lost = git(b.folder(), &["rev-parse", "refs/stead/private"]);
    git(b.folder(), &["push", "-q", hub.as_str(), "+refs/stead/private:refs/stead/private"]);
    assert_eq!(git(&hub, &["rev-parse", "refs/stead/private"]), lost);
    let news = exchange(&a, &mut ra, 4);
    assert!(news.private.sent, "ours is put back: {news:?}");
    let after = exchange(&b, &mut rb, 5);
    assert!(!after.private.received && !after.private.sent);
    assert!(!rb.0.contains_key("r2"));
}

#[test]
fn a_device_that_is_not_in_the_box_yet_says_so() {
    let scratch = Scratch::new();
    let (a, b) = two_devices(&scratch);
    // The first device made its box before it welcomed a third one.
    exchange(&a, &mut Rows::of(&[("r1", 1, NAME)]), 1);
    b.exchange("hub").unwrap();
    let hub = scratch.path("hub.git");
    let (c, _) = Repo::join(hub.as_str(), &scratch.path("c"), Some(&key("kc")), None).unwrap();
    c.add_remote("hub", hub.as_str()).unwrap();
    b.add_device(key("kc").device(), key("kc").public(), &author(), at(3)).unwrap();
    b.exchange("hub").unwrap();
    let mut rows = Rows::default();
    let news = exchange(&c, &mut rows, 2);
    assert_eq!(news.private.refused, Some(BoxFault::NotForUs));
    assert_eq!(rows, Rows::default());
}
