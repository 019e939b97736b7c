//! Devices that come, go and change their keys; conflicts that are settled; packs; the audit trail.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use sync::{Choice, DeviceKey, Repo};

use support::{Scratch, append, at, author, commit_all, git, git_says, key, node, two_devices};

/// Two devices that exchange through a hub and know of each other.
fn pair(scratch: &Scratch) -> (Repo, Repo) {
    let (a, b) = two_devices(scratch);
    b.exchange("hub").unwrap();
    (a, b)
}

#[test]
fn a_device_with_a_new_key_keeps_its_name_and_the_old_key_is_worth_nothing() {
    let scratch = Scratch::new();
    let (a, b) = pair(&scratch);
    append(&b, "kb", 2, "before");
    commit_all(&b, 2);
    let new = DeviceKey::from_seed(key("kb").device(), &[99; 32]);
    b.rotate_key(&new, &author(), at(3)).unwrap();
    let b = Repo::open(b.folder()).unwrap();
    assert_eq!(b.key().map(DeviceKey::public), Some(new.public()));
    append(&b, "kb", 2, "after");
    commit_all(&b, 4);
    assert!(b.exchange("hub").unwrap().not_sent.is_none());
    let news = a.exchange("hub").unwrap();
    assert_eq!((news.received_events, news.quarantined.len()), (4, 0));
    assert!(a.verify_all().unwrap().is_clean());
    // Somebody who found the old key writes with it.
    let thief = scratch.path("thief");
    git(&scratch.path(""), &["clone", "-q", scratch.path("hub.git").as_str(), thief.as_str()]);
    key("kb").save(&thief.join(".stead/device_key")).unwrap();
    let stolen = Repo::open(&thief).unwrap();
    append(&stolen, "kb", 1, "forged");
    commit_all(&stolen, 5);
    git(&thief, &["push", "-q", "origin", "main"]);
    let news = a.exchange("hub").unwrap();
    assert_eq!((news.received_events, news.quarantined.len()), (0, 1), "{news:?}");
    assert!(news.quarantined[0].why.contains("revoked"), "{news:?}");
}

#[test]
fn a_power_cut_between_the_new_key_and_its_commit_leaves_one_that_works() {
    let scratch = Scratch::new();
    let (a, _) = pair(&scratch);
    let new = DeviceKey::from_seed(key("ka").device(), &[98; 32]);
    new.save(&a.folder().join(".stead/device_key.next")).unwrap();
    let again = Repo::open(a.folder()).unwrap();
    assert_eq!(again.key().map(DeviceKey::public), Some(key("ka").public()), "not listed yet");
    again.rotate_key(&new, &author(), at(3)).unwrap();
    fs_err::rename(a.folder().join(".stead/device_key"), a.folder().join(".stead/device_key.next"))
        .unwrap();
    key("ka").save(&a.folder().join(".stead/device_key")).unwrap();
    let after = Repo::open(a.folder()).unwrap();
    assert_eq!(after.key().map(DeviceKey::public), Some(new.public()), "listed: taken over");
}

#[test]
fn fault_11_a_cloned_card_becomes_a_device_of_its_own_and_both_sides_stay() {
    let scratch = Scratch::new();
    let (a, b) = pair(&scratch);
    append(&b, "kb", 1, "shared");
    commit_all(&b, 2);
    b.exchange("hub").unwrap();
    let copy = scratch.path("copy");
    git(&scratch.path(""), &["clone", "-q", scratch.path("hub.git").as_str(), copy.as_str()]);
    key("kb").save(&copy.join(".stead/device_key")).unwrap();
    let twin = Repo::open(&copy).unwrap();
    twin.add_remote("hub", scratch.path("hub.git").as_str()).unwrap();
    append(&b, "kb", 1, "here");
    commit_all(&b, 3);
    b.exchange("hub").unwrap();
    append(&twin, "kb", 1, "there");
    commit_all(&twin, 4);
    let news = twin.exchange("hub").unwrap();
    assert_eq!(news.forks.iter().map(ToString::to_string).collect::<Vec<_>>(), ["kb-2"]);
    twin.become_new_device(&key("kc"), &author(), at(5)).unwrap();
    let twin = Repo::open(&copy).unwrap();
    append(&twin, "kc", 1, "own");
    commit_all(&twin, 6);
    twin.exchange("hub").unwrap();
    let news = a.exchange("hub").unwrap();
    assert_eq!(news.quarantined, []);
    let found = a.verify_all().unwrap();
    assert_eq!((found.faults.len(), found.forks.len(), found.is_clean()), (0, 1, false));
    let devices: Vec<_> = a.signers().unwrap().standing().map(|s| s.device.to_string()).collect();
    assert_eq!(devices, ["ka", "kb", "kc"]);
}

#[test]
fn fault_12_a_device_restored_from_an_old_copy_takes_its_own_events_back() {
    let scratch = Scratch::new();
    let (_, b) = pair(&scratch);
    append(&b, "kb", 1, "old");
    commit_all(&b, 2);
    b.exchange("hub").unwrap();
    let backup = scratch.path("backup");
    git(&scratch.path(""), &["clone", "-q", b.folder().as_str(), backup.as_str()]);
    append(&b, "kb", 3, "later");
    commit_all(&b, 3);
    b.exchange("hub").unwrap();
    key("kb").save(&backup.join(".stead/device_key")).unwrap();
    let restored = Repo::open(&backup).unwrap();
    restored.add_remote("hub", scratch.path("hub.git").as_str()).unwrap();
    let news = restored.exchange("hub").unwrap();
    assert_eq!((news.restored_events, news.received_events, news.forks.len()), (3, 0, 0));
    append(&restored, "kb", 1, "next");
    commit_all(&restored, 4);
    assert!(restored.exchange("hub").unwrap().forks.is_empty());
}

#[test]
fn a_conflict_is_settled_for_the_other_side_by_one_commit() {
    let scratch = Scratch::new();
    let (a, b) = pair(&scratch);
    let file = "catalog/dr/drill.md";
    let edit = |repo: &Repo, from: &str, to: &str, minute| {
        let text = fs_err::read_to_string(repo.folder().join(file)).unwrap();
        repo.write(file, text.replace(from, to).as_bytes()).unwrap();
        commit_all(repo, minute);
    };
    edit(&a, "brand = \"Acme\"", "brand = \"Bosch\"", 2);
    edit(&b, "brand = \"Acme\"", "brand = \"Metabo\"", 3);
    a.exchange("hub").unwrap();
    b.exchange("hub").unwrap();
    let open = b.conflicts().unwrap();
    assert_eq!(open.len(), 1);
    b.settle(&open[0].id(), Choice::Other, &author(), at(4)).unwrap();
    assert!(fs_err::read_to_string(b.folder().join(file)).unwrap().contains("brand = \"Bosch\""));
    assert!(b.conflicts().unwrap().is_empty() && b.pending().unwrap().is_empty());
    assert!(b.settle(&open[0].id(), Choice::Kept, &author(), at(5)).is_err());
    b.exchange("hub").unwrap();
    a.exchange("hub").unwrap();
    assert!(a.conflicts().unwrap().is_empty());
    assert_eq!(a.head().unwrap(), b.head().unwrap());
}

#[test]
fn the_history_in_one_pack_is_the_same_history() {
    let scratch = Scratch::new();
    let (a, _) = pair(&scratch);
    for minute in 2..20 {
        append(&a, "ka", 1, "x");
        commit_all(&a, minute);
    }
    let count = || git(a.folder(), &["count-objects", "-v"]);
    let before = git(a.folder(), &["rev-list", "--objects", "--all"]);
    let packed = a.repack().unwrap();
    assert!(packed > 50, "{packed}");
    // The empty folder that the first commit was made from is referred to by nothing.
    assert!(count().starts_with("count: 1\n"), "{}", count());
    assert_eq!(git(a.folder(), &["rev-list", "--objects", "--all"]), before);
    git(a.folder(), &["fsck", "--strict"]);
    append(&a, "ka", 1, "y");
    commit_all(&a, 30);
    assert!(a.verify_all().unwrap().is_clean());
    assert!(a.repack().unwrap() < 10);
    assert_eq!(a.repack().unwrap(), 0);
}

#[test]
fn the_audit_trail_names_the_commit_and_the_signer_of_every_event() {
    let scratch = Scratch::new();
    let (a, b) = pair(&scratch);
    append(&a, "ka", 2, "x");
    commit_all(&a, 2);
    append(&b, "kb", 1, "y");
    let theirs = commit_all(&b, 3).unwrap();
    a.exchange("hub").unwrap();
    b.exchange("hub").unwrap();
    a.exchange("hub").unwrap();
    let known = a.recorded().unwrap();
    assert_eq!(known.len(), 3);
    let of = &known[&"kb-1".parse().unwrap()];
    assert_eq!(of.commit, theirs);
    assert_eq!(of.device, Some(key("kb").device()));
    assert_eq!(of.fingerprint, Some(key("kb").fingerprint()));
}

#[test]
fn stock_git_has_nothing_to_warn_of() {
    let scratch = Scratch::new();
    let (a, _) = node(&scratch.path("a"), "ka");
    // A node from before.
    git(a.folder(), &["config", "core.fsyncObjectFiles", "true"]);
    git(a.folder(), &["config", "commonstead.settings", "1"]);
    let a = Repo::open(a.folder()).unwrap();
    fs_err::write(a.folder().join("pages.txt"), "x").unwrap();
    assert_eq!(git_says(a.folder(), &["hash-object", "-w", "pages.txt"]), "");
    assert_eq!(git(a.folder(), &["config", "core.fsync"]), "all\n");
}
