//! Exchanges through a folder that plays a stick.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use camino::{Utf8Path, Utf8PathBuf};
use support::*;
use sync::Repo;
use sync::stick::Carried;

/// Two devices of one node that never meet, and a stick.
struct Apart {
    scratch: Scratch,
    a: Repo,
    b: Repo,
    stick: Utf8PathBuf,
}

impl Apart {
    fn new() -> Self {
        let scratch = Scratch::new();
        let (a, _) = node(&scratch.path("a"), "ka");
        a.add_device(key("kb").device(), key("kb").public(), &author(), at(1)).unwrap();
        let stick = scratch.path("stick");
        fs_err::create_dir(&stick).unwrap();
        a.carry(&stick).unwrap();
        let node_id = a.node_id().unwrap();
        let folder = scratch.path("b");
        let (b, news) = Repo::join_by_stick(&stick, &folder, Some(&key("kb")), node_id).unwrap();
        assert_eq!(news.received.received_commits, 2);
        Self { scratch, a, b, stick }
    }
}

fn write_feed(repo: &Repo, device: &str, minute: u32) {
    append(repo, device, 2, "loan");
    commit_all(repo, minute).unwrap();
}

fn bundles(stick: &Utf8Path) -> Vec<Utf8PathBuf> {
    let folder = stick.join("commonstead/bundles");
    let entries = fs_err::read_dir(folder).unwrap();
    let mut all: Vec<_> =
        entries.map(|entry| Utf8PathBuf::from_path_buf(entry.unwrap().path()).unwrap()).collect();
    all.sort();
    all
}

#[test]
fn a_stick_carries_news_both_ways_and_everybody_ends_at_one_commit() {
    let Apart { a, b, stick, .. } = &Apart::new();
    assert_eq!(b.head().unwrap(), a.head().unwrap());
    assert_eq!(git(b.folder(), &["status", "--porcelain"]), "");
    write_feed(a, "ka", 2);
    write_feed(b, "kb", 3);
    a.carry(stick).unwrap();
    let at_b = b.carry(stick).unwrap();
    assert_eq!((at_b.received.received_events, at_b.written.len()), (2, 1));
    let back = a.carry(stick).unwrap();
    assert_eq!(back.received.received_events, 2);
    assert_eq!(a.head().unwrap(), b.head().unwrap());
    let devices: Vec<_> = back.receipts.iter().map(|r| r.device.to_string()).collect();
    assert_eq!(devices, ["ka", "kb"]);
    let again = a.carry(stick).unwrap();
    let nothing = Carried { receipts: again.receipts.clone(), ..Carried::default() };
    assert_eq!(again, nothing, "the same stick again has no effect");
    for repo in [a, b] {
        git(repo.folder(), &["fsck", "--strict"]);
        assert_eq!(repo.verify().unwrap(), []);
    }
}

#[test]
fn stock_git_verifies_and_fetches_the_bundles() {
    let Apart { a, b, stick, scratch } = &Apart::new();
    write_feed(a, "ka", 2);
    a.carry(stick).unwrap();
    assert_eq!(bundles(stick).len(), 2, "the second visit added only what was new");
    for file in bundles(stick) {
        git(a.folder(), &["bundle", "verify", "-q", file.as_str()]);
    }
    let (full, _) = bundles(stick)
        .into_iter()
        .map(|file| {
            (file.clone(), try_git(&scratch.path(""), &["clone", "-q", file.as_str(), "by-hand"]))
        })
        .find(|(_, output)| output.status.success())
        .unwrap();
    assert!(full.as_str().ends_with(".bundle"));
    for file in bundles(stick) {
        let name =
            format!("refs/nodes/{}/main:refs/x/{}", a.node_id().unwrap(), bundles(stick).len());
        git(b.folder(), &["fetch", "-q", file.as_str(), &format!("+{name}")]);
    }
    let manifest = names(&stick.join("commonstead")).into_iter().find(|n| n.ends_with("json"));
    let manifest = stick.join("commonstead").join(manifest.unwrap());
    let checked = std::process::Command::new("ssh-keygen")
        .args(["-Y", "check-novalidate", "-n", "commonstead-stick", "-s"])
        .arg(manifest.with_extension("sig"))
        .stdin(std::fs::File::open(&manifest).unwrap())
        .output()
        .unwrap();
    assert!(checked.status.success(), "{checked:?}");
}

fn names(folder: &Utf8Path) -> Vec<String> {
    let entries = fs_err::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_bundle_made_by_stock_git_is_read() {
    let Apart { a, b, stick, .. } = &Apart::new();
    let known = a.head().unwrap();
    write_feed(a, "ka", 2);
    a.carry(stick).unwrap();
    // The same commits, packed by git with deltas against what the reader has.
    let name = format!("refs/nodes/{}/main", a.node_id().unwrap());
    git(a.folder(), &["update-ref", &name, "main"]);
    let made = stick.join("by-git.bundle");
    git(a.folder(), &["bundle", "create", "-q", made.as_str(), &name, &format!("^{known}")]);
    let listed = sync_manifest(stick);
    let target = stick.join("commonstead/bundles").join(listed.last().unwrap());
    fs_err::copy(&made, &target).unwrap();
    // Its hash is not the one that was signed, so it is not even opened.
    assert_eq!(b.carry(stick).unwrap().damaged.len(), 1);
}

/// The names of the bundles in the order of the newest manifest.
fn sync_manifest(stick: &Utf8Path) -> Vec<String> {
    let folder = stick.join("commonstead");
    let mut all: Vec<_> = names(&folder);
    all.retain(|name| Utf8Path::new(name).extension() == Some("json"));
    all.sort();
    let text = fs_err::read_to_string(folder.join(all.last().unwrap())).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let files = value["files"].as_array().unwrap();
    files.iter().map(|f| f["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_stick_pulled_out_at_any_byte_is_whole_or_ignored() {
    let Apart { a, b, stick, scratch } = &Apart::new();
    let before = b.head().unwrap();
    let old = files(stick);
    write_feed(a, "ka", 2);
    a.carry(stick).unwrap();
    let new: Vec<_> = files(stick).into_iter().filter(|f| !old.contains(f)).collect();
    assert_eq!(new.len(), 3, "a bundle, a signature, a manifest");
    let whole: Vec<_> = new.iter().map(|f| fs_err::read(f).unwrap()).collect();
    for (file, bytes) in new.iter().zip(&whole) {
        let step = (bytes.len() / 12).max(1);
        // A signature without its last line end says the same.
        let last = bytes.len() - if file.extension() == Some("sig") { 2 } else { 1 };
        for cut in (0..last).step_by(step).chain([last]) {
            fs_err::write(file, &bytes[..cut]).unwrap();
            let copy = copy_of(b, scratch, &format!("cut-{cut}"));
            let news = copy.carry(stick);
            assert_eq!(copy.head().unwrap(), before, "{file} cut at {cut}: {news:?}");
            restore(stick, &old, &new, &whole);
        }
        let mut flipped = bytes.clone();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 1;
        fs_err::write(file, &flipped).unwrap();
        let copy = copy_of(b, scratch, "flip");
        copy.carry(stick).unwrap();
        assert_eq!(copy.head().unwrap(), before, "{file} with one bit flipped");
        restore(stick, &old, &new, &whole);
    }
    let news = b.carry(stick).unwrap();
    assert_eq!(news.received.received_events, 2, "whole again: {news:?}");
}

fn files(stick: &Utf8Path) -> Vec<Utf8PathBuf> {
    let root = stick.join("commonstead");
    let mut all: Vec<_> = names(&root).into_iter().map(|name| root.join(name)).collect();
    all.extend(bundles(stick));
    all.retain(|file| file.is_file());
    all
}

fn restore(stick: &Utf8Path, old: &[Utf8PathBuf], new: &[Utf8PathBuf], whole: &[Vec<u8>]) {
    for file in files(stick) {
        if !old.contains(&file) {
            fs_err::remove_file(&file).unwrap();
        }
    }
    for (file, bytes) in new.iter().zip(whole) {
        fs_err::write(file, bytes).unwrap();
    }
}

fn copy_of(repo: &Repo, scratch: &Scratch, name: &str) -> Repo {
    let to = scratch.path(name);
    drop(fs_err::remove_dir_all(&to));
    // A copy without a key only takes, so that the stick stays as it is.
    git(&scratch.path(""), &["clone", "-q", repo.folder().as_str(), to.as_str()]);
    Repo::open(&to).unwrap()
}

#[test]
fn what_an_interrupted_visit_left_is_tidied_and_foreign_files_stay() {
    let Apart { a, stick, .. } = &Apart::new();
    let root = stick.join("commonstead");
    for left in [
        "tmp-manifest-9.json.part",
        "bundles/tmp-x.bundle.part",
        "bundles/00000000000000000000000000000000.bundle",
    ] {
        fs_err::write(root.join(left), "half").unwrap();
    }
    fs_err::write(root.join("holiday.jpg"), "mine").unwrap();
    fs_err::write(stick.join("letter.txt"), "mine").unwrap();
    write_feed(a, "ka", 2);
    a.carry(stick).unwrap();
    let mut left = names(&root);
    left.sort();
    assert_eq!(left, ["README.txt", "bundles", "holiday.jpg", "manifest-2.json", "manifest-2.sig"]);
    assert_eq!(bundles(stick).len(), 2);
    assert!(stick.join("letter.txt").exists());
}

#[test]
fn a_stranger_with_a_signed_manifest_brings_nothing_in() {
    let Apart { a, b, stick, scratch } = &Apart::new();
    let before = b.head().unwrap();
    // Somebody without a right writes commits and carries them, all properly signed by themselves.
    let thief = scratch.path("thief");
    git(&scratch.path(""), &["clone", "-q", a.folder().as_str(), thief.as_str()]);
    key("thief").save(&thief.join(".stead/device_key")).unwrap();
    let thief = Repo::open(&thief).unwrap();
    thief.write("pages/x.md", b"x\n").unwrap();
    commit_all(&thief, 4).unwrap();
    thief.carry(stick).unwrap();
    let news = b.carry(stick).unwrap();
    assert_eq!(b.head().unwrap(), before);
    assert!(news.received.quarantined[0].why.contains("is not one of the node's devices"));
}

#[test]
fn a_node_that_is_not_followed_is_only_named() {
    let Apart { a, b, stick, scratch } = &Apart::new();
    let (other, head) = node(&scratch.path("other"), "kx");
    let there = other.carry(stick).unwrap();
    assert_eq!(there.unknown, [a.node_id().unwrap()]);
    let news = b.carry(stick).unwrap();
    let other_id = other.node_id().unwrap();
    assert_eq!((news.unknown, news.received.nodes), (vec![other_id], vec![]));
    b.follow_node(other_id).unwrap();
    let news = b.carry(stick).unwrap();
    assert_eq!(news.received.nodes[0].head, head);
    // And on over a second stick, by somebody who never met it.
    let second = scratch.path("second");
    fs_err::create_dir(&second).unwrap();
    b.carry(&second).unwrap();
    a.follow_node(other_id).unwrap();
    a.carry(&second).unwrap();
    assert_eq!(a.node_head(other_id).unwrap(), Some(head));
}

#[test]
fn a_chain_of_visits_is_joined_before_it_gets_long() {
    let Apart { a, stick, scratch, .. } = &Apart::new();
    for visit in 0..30 {
        write_feed(a, "ka", 2 + visit);
        a.carry(stick).unwrap();
    }
    assert!(bundles(stick).len() <= 24, "{}", bundles(stick).len());
    let id = a.node_id().unwrap();
    let (late, _) = Repo::join_by_stick(stick, &scratch.path("late"), None, id).unwrap();
    assert_eq!(late.head().unwrap(), a.head().unwrap());
}

#[cfg(unix)]
#[test]
fn links_on_a_stick_are_not_followed() {
    let Apart { a, b, stick, scratch } = &Apart::new();
    write_feed(a, "ka", 2);
    a.carry(stick).unwrap();
    let before = b.head().unwrap();
    let file = stick.join("commonstead/bundles").join(sync_manifest(stick).last().unwrap());
    let away = scratch.path("away.bundle");
    fs_err::rename(&file, &away).unwrap();
    fs_err::os::unix::fs::symlink(&away, &file).unwrap();
    assert_eq!(b.carry(stick).unwrap().damaged.len(), 1);
    assert_eq!(b.head().unwrap(), before);
}

#[test]
fn a_stick_that_cannot_be_written_is_still_read() {
    let Apart { a, b, stick, .. } = &Apart::new();
    write_feed(a, "ka", 2);
    a.carry(stick).unwrap();
    write_feed(b, "kb", 3);
    // A folder where the next file would go refuses the write, whoever runs the test.
    for number in 3..5 {
        fs_err::create_dir(stick.join(format!("commonstead/tmp-manifest-{number}.sig.part")))
            .unwrap();
    }
    let news = b.carry(stick).unwrap();
    assert_eq!(news.received.received_events, 2);
    assert!(news.not_written.is_some());
    assert_eq!(a.carry(stick).unwrap().received.received_events, 0);
}

#[test]
fn what_is_not_a_folder_is_an_error() {
    let Apart { a, scratch, .. } = &Apart::new();
    assert!(a.carry(&scratch.path("nothing")).is_err());
    fs_err::write(scratch.path("file"), "x").unwrap();
    assert!(a.carry(&scratch.path("file")).is_err());
}
