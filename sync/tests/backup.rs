//! Backups that nobody of ours wrote: nothing of them gets out of the folder, and nothing stays half
//! there. What a good one brings back is tried with all kinds of refs and files.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use std::io::Read as _;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sync::Repo;
use sync::backup::{BackupError, Passphrase, Plan, check, restore};
use tar::{EntryType, Header};

use support::*;

struct Entry {
    name: Vec<u8>,
    kind: EntryType,
    link: Option<&'static str>,
    bytes: Vec<u8>,
}

fn plain(name: &str, bytes: &[u8]) -> Entry {
    let name = name.as_bytes().to_vec();
    Entry { name, kind: EntryType::Regular, link: None, bytes: bytes.to_vec() }
}

/// An archive with these entries and a list that is true of them.
fn archive(entries: &[Entry]) -> Vec<u8> {
    let listed = entries.iter().filter(|entry| entry.kind == EntryType::Regular).map(|entry| {
        let hash = Sha256::digest(&entry.bytes);
        let hash: Vec<_> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let hash = hash.concat();
        json!({ "name": String::from_utf8_lossy(&entry.name), "bytes": entry.bytes.len(), "sha256": hash })
    });
    let list = json!({ "entries": listed.collect::<Vec<_>>() }).to_string();
    let mut tar = tar::Builder::new(Vec::new());
    let list = plain("contents.json", list.as_bytes());
    for entry in entries.iter().chain([&list]) {
        let mut header = Header::new_gnu();
        header.set_size(entry.bytes.len() as u64);
        header.set_entry_type(entry.kind);
        header.set_mode(0o600);
        if let Some(link) = entry.link {
            header.set_link_name(link).unwrap();
        }
        // As it is: the library would refuse most of these names.
        header.as_mut_bytes()[..entry.name.len()].copy_from_slice(&entry.name);
        header.set_cksum();
        tar.append(&header, entry.bytes.as_slice()).unwrap();
    }
    tar.into_inner().unwrap()
}

fn entries_of(file: &Utf8Path) -> Vec<Entry> {
    let mut tar = tar::Archive::new(fs_err::File::open(file).unwrap());
    let mut all = Vec::new();
    for entry in tar.entries().unwrap() {
        let mut entry = entry.unwrap();
        let name = entry.path_bytes().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name != b"contents.json" {
            all.push(Entry { name, kind: EntryType::Regular, link: None, bytes });
        }
    }
    all
}

fn backed_up(scratch: &Scratch) -> Utf8PathBuf {
    let (repo, _) = node(&scratch.path("node"), "ka");
    append(&repo, "ka", 3, "begun");
    commit_all(&repo, 1);
    append(&repo, "ka", 2, "later");
    let file = scratch.path("good");
    repo.back_up(&file, &plan(Some(&[]), None)).unwrap();
    file
}

fn plan<'a>(
    private: Option<&'a [(String, Utf8PathBuf)]>,
    phrase: Option<&'a Passphrase>,
) -> Plan<'a> {
    let made = at(2).timestamp();
    Plan { name: "Oak Street", made, program: "test", private, phrase, seed: [9; 32] }
}

fn files_in(folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in folder.read_dir_utf8().into_iter().flatten() {
            let entry = entry.unwrap();
            found.push(entry.path().to_owned());
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path().to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_ref_the_lines_that_nobody_committed_and_odd_files_come_back() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    append(&repo, "ka", 3, "begun");
    let head = commit_all(&repo, 1).unwrap();
    let folder = scratch.path("node");
    git(&folder, &["tag", "-a", "-m", "as it was", "first", &head.to_string()]);
    git(&folder, &["update-ref", "refs/remotes/origin/main", &head.to_string()]);
    git(&folder, &["tag", "blob", git(&folder, &["hash-object", "-w", "node.toml"]).trim()]);
    append(&repo, "ka", 2, "later");
    let torn =
        format!("{}{{\"v\":1,\"id\"", fs_err::read_to_string(folder.join(feed("ka"))).unwrap());
    fs_err::write(folder.join(feed("ka")), &torn).unwrap();
    let long = format!("notes/{}/{}.txt", "folder ".repeat(20).trim(), "x".repeat(150));
    repo.write(&long, b"far down").unwrap();
    fs_err::remove_file(folder.join("catalog/dr/drill.md")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", folder.join("link")).unwrap();
    let file = scratch.path("all");
    let key_file = folder.join(".stead/device_key");
    let private =
        [("device_key".to_owned(), key_file), ("../../x".to_owned(), folder.join("node.toml"))];
    let phrase = Passphrase::new("four words are better").unwrap();
    let made = repo.back_up(&file, &plan(Some(&private), Some(&phrase))).unwrap();
    let mut left_out = made.left_out;
    left_out.sort();
    assert_eq!(left_out.last().map(String::as_str), Some("link"));
    assert_eq!(left_out.first().map(String::as_str), Some(".stead/../../x"));
    let back = scratch.path("back");
    let restored = restore(&file, Some(&phrase), &back).unwrap();
    assert_eq!((restored.faults.len(), restored.left_out.len()), (0, 0));
    assert_eq!(restored.repo.key().map(sync::DeviceKey::device), Some(key("ka").device()));
    assert_eq!(git(&folder, &["show-ref"]), git(&back, &["show-ref"]));
    git(&back, &["fsck", "--strict"]);
    assert_eq!(fs_err::read_to_string(back.join(&long)).unwrap(), "far down");
    assert!(!back.join("catalog/dr/drill.md").exists() && !back.join("link").exists());
    let whole: String = torn.split_inclusive('\n').filter(|line| line.ends_with('\n')).collect();
    assert_eq!(fs_err::read_to_string(back.join(feed("ka"))).unwrap(), whole);
}

#[test]
fn no_name_leads_out_of_the_folder_or_into_gits_own() {
    let scratch = Scratch::new();
    let good = backed_up(&scratch);
    let evil = scratch.path("evil");
    let before = files_in(&scratch.path(""));
    let names = [
        "files/../../escaped",
        "files/..",
        "/etc/escaped",
        "files//etc/escaped",
        "files/a/../../../escaped",
        "files/.git/hooks/post-checkout",
        "files/.GIT/config",
        "files/catalog/.git/config",
        "files/git~1/config",
        "files/.g\u{200d}it/config",
        "files/.stead/device_key",
        "device/../.git/config",
        "device/../../escaped",
        "files/a\\..\\b",
        "files/c:stream",
        "../escaped",
        "files/nul\u{0}byte",
    ];
    for name in names {
        let mut entries = entries_of(&good);
        entries.push(plain(name, b"#!/bin/sh\n"));
        fs_err::write(&evil, archive(&entries)).unwrap();
        let back = scratch.path("back");
        let refused = restore(&evil, None, &back);
        // A zero byte ends a name in a tar file, which is then another, harmless one.
        if name.contains('\0') {
            drop(fs_err::remove_dir_all(&back));
            continue;
        }
        assert!(matches!(refused, Err(BackupError::Strange(_))), "{name}: {refused:?}");
        drop(fs_err::remove_dir_all(&back));
        fs_err::remove_file(&evil).unwrap();
        assert_eq!(files_in(&scratch.path("")), before, "{name}");
    }
}

#[test]
fn links_folders_and_devices_are_refused() {
    let scratch = Scratch::new();
    let good = backed_up(&scratch);
    let evil = scratch.path("evil");
    let kinds = [
        EntryType::Symlink,
        EntryType::Link,
        EntryType::Directory,
        EntryType::Fifo,
        EntryType::Char,
        EntryType::GNUSparse,
        EntryType::XHeader,
    ];
    for kind in kinds {
        let mut entries = entries_of(&good);
        let link = Some("/etc").filter(|_| matches!(kind, EntryType::Symlink | EntryType::Link));
        entries.push(Entry { name: b"files/door".to_vec(), kind, link, bytes: Vec::new() });
        entries.push(plain("files/door/passwd", b"mallory"));
        fs_err::write(&evil, archive(&entries)).unwrap();
        assert!(matches!(check(&evil, None), Err(BackupError::Strange(_))), "{kind:?}");
    }
}

#[test]
fn sizes_that_lie_and_histories_that_unfold_are_refused() {
    let scratch = Scratch::new();
    let good = backed_up(&scratch);
    let evil = scratch.path("evil");
    let bytes = fs_err::read(&good).unwrap();
    // The first entry says that it is as large as a disk.
    let mut header = Header::from_byte_slice(&bytes[..512]).clone();
    header.set_size(1 << 40);
    header.set_cksum();
    fs_err::write(&evil, [header.as_bytes().as_slice(), &bytes[512..]].concat()).unwrap();
    assert!(check(&evil, None).is_err());
    // A long name of many megabytes is not read into memory.
    let mut entries = entries_of(&good);
    let name = Entry {
        name: b"././@LongLink".to_vec(),
        kind: EntryType::GNULongName,
        link: None,
        bytes: vec![b'x'; 8 << 20],
    };
    entries.push(name);
    fs_err::write(&evil, archive(&entries)).unwrap();
    assert!(matches!(check(&evil, None), Err(BackupError::Strange(_))));
    // A pack whose one object says that it is 4 GiB.
    let mut entries = entries_of(&good);
    let bundle = entries.iter_mut().find(|entry| entry.name == b"repository.bundle").unwrap();
    let end = bundle.bytes.windows(2).position(|two| two == b"\n\n").unwrap() + 2;
    bundle.bytes.truncate(end);
    bundle.bytes.extend(b"PACK\0\0\0\x02\0\0\0\x01");
    bundle.bytes.extend([0xb0, 0x80, 0x80, 0x80, 0x80, 0x01]);
    bundle.bytes.extend([0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]);
    bundle.bytes.extend([0; 20]);
    fs_err::write(&evil, archive(&entries)).unwrap();
    let refused = restore(&evil, None, &scratch.path("back"));
    assert!(matches!(refused, Err(BackupError::Strange(_))), "{refused:?}");
}

#[test]
fn what_is_missing_added_or_moved_is_noticed_and_another_nodes_history_is_not_taken() {
    let scratch = Scratch::new();
    let good = backed_up(&scratch);
    let bytes = fs_err::read(&good).unwrap();
    let evil = scratch.path("evil");
    for cut in (0..bytes.len()).step_by(97) {
        fs_err::write(&evil, &bytes[..cut]).unwrap();
        // What ends a tar file is zeros: without some of them it is whole all the same.
        let zeros = bytes[cut..].iter().all(|byte| *byte == 0);
        assert!(zeros || check(&evil, None).is_err(), "cut at {cut}");
    }
    let mut other = entries_of(&good);
    other[0].bytes = String::from_utf8_lossy(&other[0].bytes)
        .replacen("\"node\": \"", "\"node\": \"0000", 1)
        .into_bytes();
    fs_err::write(&evil, archive(&other)).unwrap();
    assert!(restore(&evil, None, &scratch.path("back")).is_err());
    let mut newer = entries_of(&good);
    newer[0].bytes = b"{\"format\": 2, \"program\": \"stead 9\", \"all\": \"else\"}".to_vec();
    fs_err::write(&evil, archive(&newer)).unwrap();
    assert!(matches!(check(&evil, None), Err(BackupError::Newer { format: 2, .. })));
    // A later program of this form may add what we do not know.
    let mut more = entries_of(&good);
    more.push(plain("weather.txt", b"fair"));
    fs_err::write(&evil, archive(&more)).unwrap();
    restore(&evil, None, &scratch.path("more")).unwrap();
}

#[test]
fn an_address_that_would_run_a_program_is_left_out() {
    let scratch = Scratch::new();
    let good = backed_up(&scratch);
    let evil = scratch.path("evil");
    let mut entries = entries_of(&good);
    let settings = entries.iter_mut().find(|entry| entry.name == b"settings.json").unwrap();
    settings.bytes = json!({ "remotes": [
        { "name": "hub", "url": "ext::sh -c touch% escaped" },
        { "name": "--upload-pack=x", "url": "/tmp/x" },
        { "name": "fine", "url": "https://oak.example/git" },
    ] })
    .to_string()
    .into_bytes();
    fs_err::write(&evil, archive(&entries)).unwrap();
    let restored = restore(&evil, None, &scratch.path("back")).unwrap();
    assert_eq!(restored.left_out.len(), 2);
    let names: Vec<_> = restored.repo.remotes().unwrap().into_iter().map(|r| r.name).collect();
    assert_eq!(names, ["fine"]);
}

#[test]
fn a_backup_never_takes_the_place_of_a_file_and_leaves_nothing_where_there_is_no_room() {
    let scratch = Scratch::new();
    let good = backed_up(&scratch);
    let repo = Repo::open(&scratch.path("node")).unwrap();
    let again = repo.back_up(&good, &plan(None, None));
    assert!(matches!(again, Err(BackupError::Exists { .. })));
    assert!(repo.back_up(&scratch.path("nowhere/file"), &plan(None, None)).is_err());
    let missing = [("gone".to_owned(), scratch.path("not-there"))];
    assert!(repo.back_up(&scratch.path("new"), &plan(Some(&missing), None)).is_err());
    let left =
        files_in(&scratch.path("")).into_iter().filter(|path| path.as_str().contains("backup-"));
    assert_eq!(left.count(), 0);
    assert!(!scratch.path("new").exists());
}
