//! Attacks on an exchange, each by its number in the table of `README.md`: what other files do not hold.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use support::ring::Ring;
use support::*;
use sync::{DeviceKey, Repo};

#[test]
fn attack_40_what_a_key_signed_before_it_was_let_in_counts_once_it_is_built_on_and_not_before() {
    let scratch = Scratch::new();
    let (a, _) = node(&scratch.path("a"), "ka");
    let from = a.folder().as_str();
    let (b, _) = Repo::join(from, &scratch.path("b"), Some(&key("kb")), None).unwrap();
    append(&b, "kb", 1, "early");
    commit_all(&b, 2).unwrap();
    a.add_remote("b", b.folder().as_str()).unwrap();
    let news = a.exchange("b").unwrap();
    assert!(news.quarantined[0].why.contains("is not one of the node's devices"), "{news:?}");
    a.add_device(key("kb").device(), key("kb").public(), &author(), at(3)).unwrap();
    // Listed now, and still not in the parents of what was signed before.
    assert_eq!(a.exchange("b").unwrap().received_events, 0);
    assert!(!a.folder().join(feed("kb")).exists());
}

#[test]
fn attack_44_two_histories_of_one_device_are_found_as_soon_as_those_meet_who_were_shown_them() {
    let ring = Ring::new(3);
    let (a, c) = (0, 2);
    // The device shows one history to the first and another one to the third.
    let evil = &ring.repos[1];
    let other = ring.scratch.path("kb-other");
    git(&ring.scratch.path(""), &["clone", "-q", evil.folder().as_str(), other.as_str()]);
    key("kb").save(&other.join(".stead/device_key")).unwrap();
    let shadow = Repo::open(&other).unwrap();
    append(evil, "kb", 1, "lent to one");
    commit_all(evil, 2).unwrap();
    append(&shadow, "kb", 1, "lent to another");
    commit_all(&shadow, 2).unwrap();
    ring.take(a, 1);
    ring.repos[c].add_remote("shadow", shadow.folder().as_str()).unwrap();
    assert_eq!(ring.repos[c].exchange("shadow").unwrap().forks.len(), 0);
    let news = ring.take(a, c);
    assert_eq!(news.forks.iter().map(ToString::to_string).collect::<Vec<_>>(), ["kb-1"]);
    assert_eq!(ring.take(c, a).forks, news.forks);
    let found = ring.repos[a].verify_all().unwrap();
    assert_eq!((found.faults.len(), found.forks.len()), (0, 1), "both are kept as evidence");
    let text = fs_err::read_to_string(ring.repos[a].folder().join(feed("kb"))).unwrap();
    assert_eq!(text.lines().count(), 2);
}

/// A hook and a configuration that would leave a mark if anything of them were run.
fn set_traps(git_folder: &camino::Utf8Path, mark: &camino::Utf8Path) {
    let hooks = git_folder.join("hooks");
    fs_err::create_dir_all(&hooks).unwrap();
    for name in [
        "pre-receive",
        "update",
        "post-receive",
        "post-update",
        "reference-transaction",
        "post-checkout",
        "post-merge",
        "pre-commit",
    ] {
        let file = hooks.join(name);
        fs_err::write(&file, format!("#!/bin/sh\ntouch {mark}\n")).unwrap();
        let made = std::process::Command::new("chmod").args(["+x", file.as_str()]).status();
        assert!(made.unwrap().success());
    }
    let run = format!("touch {mark}");
    for (name, value) in [
        ("core.fsmonitor", run.as_str()),
        ("core.alternateRefsCommand", &run),
        ("core.sshCommand", &run),
        ("uploadpack.packObjectsHook", &run),
        ("filter.x.smudge", &run),
        ("filter.x.clean", &run),
    ] {
        git(git_folder, &["config", "--file", git_folder.join("config").as_str(), name, value]);
    }
}

#[test]
fn attack_47_hooks_and_configuration_of_a_stick_or_a_folder_are_never_run() {
    let scratch = Scratch::new();
    let mark = scratch.path("mark");
    let (a, b) = two_devices(&scratch);
    set_traps(&scratch.path("hub.git"), &mark);
    append(&a, "ka", 1, "loan");
    commit_all(&a, 2).unwrap();
    assert_eq!(a.exchange("hub").unwrap().sent_commits, 1);
    assert_eq!(b.exchange("hub").unwrap().received_events, 1);
    // A stick that is a repository itself, and has one in its folder.
    let stick = scratch.path("stick");
    fs_err::create_dir(&stick).unwrap();
    a.carry(&stick).unwrap();
    for inside in ["", "commonstead"] {
        git(&stick.join(inside), &["init", "-q"]);
        set_traps(&stick.join(inside).join(".git"), &mark);
        fs_err::write(stick.join(inside).join(".gitattributes"), "* filter=x\n").unwrap();
    }
    append(&a, "ka", 1, "loan");
    commit_all(&a, 3).unwrap();
    a.carry(&stick).unwrap();
    assert_eq!(b.carry(&stick).unwrap().received.received_events, 1);
    assert!(!mark.exists());
}

#[test]
fn attack_47_objects_borrowed_from_elsewhere_do_not_come_along() {
    let scratch = Scratch::new();
    let (a, b) = two_devices(&scratch);
    // The hub's objects lie in another folder, as `git clone --shared` leaves them.
    let hub = scratch.path("hub.git");
    let away = scratch.path("away");
    fs_err::rename(hub.join("objects"), &away).unwrap();
    fs_err::create_dir_all(hub.join("objects/info")).unwrap();
    fs_err::write(hub.join("objects/info/alternates"), format!("{away}\n")).unwrap();
    append(&a, "ka", 1, "loan");
    commit_all(&a, 2).unwrap();
    a.exchange("hub").unwrap();
    b.exchange("hub").unwrap();
    assert!(!b.folder().join(".git/objects/info/alternates").exists());
    fs_err::remove_dir_all(&hub).unwrap();
    fs_err::remove_dir_all(&away).unwrap();
    git(b.folder(), &["fsck", "--strict"]);
    assert_eq!(b.verify().unwrap(), []);
}

#[test]
fn attack_52_a_stick_that_claims_to_be_of_a_node_and_has_another_key_brings_nothing() {
    let scratch = Scratch::new();
    let (a, b) = two_devices(&scratch);
    let before = b.head().unwrap();
    let stick = scratch.path("stick");
    fs_err::create_dir(&stick).unwrap();
    a.carry(&stick).unwrap();
    // A history of the same node, continued by a key that lists itself.
    let folder = scratch.path("impostor");
    git(&scratch.path(""), &["clone", "-q", a.folder().as_str(), folder.as_str()]);
    let own = DeviceKey::from_seed(key("ka").device(), &[66; 32]);
    own.save(&folder.join(".stead/device_key")).unwrap();
    let impostor = Repo::open(&folder).unwrap();
    let mut signers = impostor.signers().unwrap();
    signers.add(sync::signers::Signer::new(own.device(), own.public()));
    impostor.write("keys/allowed_signers", signers.to_string().as_bytes()).unwrap();
    commit_all(&impostor, 5).unwrap();
    let away = scratch.path("impostors-stick");
    fs_err::create_dir(&away).unwrap();
    impostor.carry(&away).unwrap();
    let news = b.carry(&away).unwrap();
    assert_eq!(news.received.quarantined.len(), 1, "{news:?}");
    assert_ne!(b.head().unwrap(), impostor.head().unwrap());
    assert!(
        b.head().unwrap() == before
            || b.signers().unwrap().standing().all(|s| s.key != own.public())
    );
}
