//! What a stick's own file system asks of us: names, cases, links, times, sizes. On a real FAT image where
//! mtools are installed, and on a mounted exFAT image where that may be mounted.

#![allow(clippy::unwrap_used, reason = "a test may stop")]
#![allow(clippy::print_stderr, reason = "what is skipped is said")]

mod support;

use std::collections::BTreeSet;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use support::*;
use sync::Repo;

/// Everything below a folder, files and folders, from the folder.
fn tree(folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs_err::read_dir(&path).unwrap();
            open.extend(entries.map(|e| Utf8PathBuf::from_path_buf(e.unwrap().path()).unwrap()));
        }
        if path != folder {
            found.push(path.strip_prefix(folder).unwrap().to_owned());
        }
    }
    found.sort();
    found
}

/// Two nodes have been here, several times, and a device asks to join.
fn visited() -> (Scratch, Repo, Repo, Utf8PathBuf) {
    let scratch = Scratch::new();
    let (a, _) = node(&scratch.path("a"), "ka");
    let (b, _) = node(&scratch.path("b"), "kb");
    a.follow_node(b.node_id().unwrap()).unwrap();
    b.follow_node(a.node_id().unwrap()).unwrap();
    let stick = scratch.path("stick");
    fs_err::create_dir(&stick).unwrap();
    for round in 0..3 {
        append(&a, "ka", 1, "x");
        commit_all(&a, 2 + round).unwrap();
        for repo in [&a, &b, &a] {
            repo.carry(&stick).unwrap();
        }
    }
    (scratch, a, b, stick)
}

/// The names that Windows keeps for devices, whatever follows a dot.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered =
        |prefix: &str| stem.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n != "0");
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[test]
fn every_name_on_a_stick_is_one_that_fat_and_exfat_hold() {
    let (_scratch, _, _, stick) = visited();
    let all = tree(&stick);
    let mut folded = BTreeSet::new();
    for path in &all {
        assert!(folded.insert(path.as_str().to_lowercase()), "{path} differs by case alone");
        assert!(!stick.join(path).is_symlink(), "{path}");
        for name in path.components().map(|part| part.as_str()) {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
            assert!(name.len() <= 80 && name.chars().all(plain), "{path}");
            assert!(!name.ends_with(['.', ' ']) && !is_reserved(name), "{path}");
        }
        assert!(fs_err::metadata(stick.join(path)).unwrap().len() < 4 << 30, "{path}");
    }
    let requests: Vec<_> = all.iter().filter(|path| path.as_str().contains("join/")).collect();
    assert!(requests.is_empty());
}

/// What the drive says of times does not matter: FAT keeps every other second, and some cameras set
/// a clock of their own.
#[test]
fn times_on_a_drive_decide_nothing() {
    let (_scratch, a, b, stick) = visited();
    let before = (a.head().unwrap(), b.head().unwrap());
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_hours(87_648);
    for path in tree(&stick) {
        let file = std::fs::File::open(stick.join(&path)).unwrap();
        file.set_modified(old).unwrap();
    }
    for repo in [&a, &b] {
        let news = repo.carry(&stick).unwrap();
        assert_eq!((news.bytes, news.damaged.len(), news.received.received_commits), (0, 0, 0));
    }
    assert_eq!((a.head().unwrap(), b.head().unwrap()), before);
}

fn run(program: &str, args: &[&str]) -> Option<std::process::Output> {
    Command::new(program).args(args).env("MTOOLS_SKIP_CHECK", "1").output().ok()
}

#[track_caller]
fn done(output: Option<std::process::Output>) -> String {
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_real_fat_image_gives_back_what_was_put_on_it() {
    if run("mcopy", &["-V"]).is_none() || run("mkfs.vfat", &["--help"]).is_none() {
        eprintln!("skipped: mtools or mkfs.vfat is not installed");
        return;
    }
    let (scratch, a, b, stick) = visited();
    for (kind, megabytes, cluster) in [("16", 16, "4"), ("32", 80, "1")] {
        let image = scratch.path(&format!("fat{kind}.img"));
        let file = fs_err::File::create(&image).unwrap();
        file.set_len(megabytes << 20).unwrap();
        done(run("mkfs.vfat", &["-F", kind, "-s", cluster, "-n", "MIRA STICK", image.as_str()]));
        let on = |args: &[&str]| {
            let all: Vec<&str> = [args[0], "-i", image.as_str()]
                .into_iter()
                .chain(args[1..].iter().copied())
                .collect();
            done(run(all[0], &all[1..]))
        };
        let folder = stick.join("commonstead");
        on(&["mcopy", "-s", "-Q", folder.as_str(), "::/"]);
        let back = scratch.path(&format!("back{kind}"));
        fs_err::create_dir(&back).unwrap();
        on(&["mcopy", "-s", "-n", "::/commonstead", back.as_str()]);
        let (old, new) = (tree(&stick), tree(&back));
        assert_eq!(new, old, "FAT{kind}: names");
        for path in old.iter().filter(|path| stick.join(path).is_file()) {
            assert_eq!(
                fs_err::read(back.join(path)).unwrap(),
                fs_err::read(stick.join(path)).unwrap(),
                "FAT{kind}: {path}"
            );
        }
        // A newcomer takes everything from the copy that has been through the drive.
        let late = node(&scratch.path(&format!("late{kind}")), "kz").0;
        for other in [&a, &b] {
            late.follow_node(other.node_id().unwrap()).unwrap();
        }
        let news = late.carry(&back).unwrap();
        let told: BTreeSet<_> = news.received.nodes.iter().map(|news| news.node).collect();
        assert_eq!((told.len(), news.damaged.len()), (2, 0), "FAT{kind}: {news:?}");
        // And what it added goes onto the drive and comes back again.
        on(&["mdeltree", "::/commonstead"]);
        on(&["mcopy", "-s", "-Q", back.join("commonstead").as_str(), "::/"]);
        let listed = on(&["mdir", "-b", "-/", "::/commonstead"]);
        assert!(listed.contains("manifest-"), "{listed}");
        let checked = run("fsck.vfat", &["-n", image.as_str()]);
        if let Some(checked) = checked {
            let said = String::from_utf8_lossy(&checked.stdout).into_owned();
            assert!(checked.status.success(), "FAT{kind}: {said}");
        }
    }
}

/// A drive's image, mounted as long as this is there.
struct Mounted {
    point: Utf8PathBuf,
    device: Option<String>,
}

impl Mounted {
    /// By the kernel, or by the program that does exFAT for kernels without it. None where neither may.
    fn new(kind: &str, image: &Utf8Path, point: Utf8PathBuf) -> Option<Self> {
        let worked = |output: &std::process::Output| output.status.success();
        let by_kernel = run("mount", &["-t", kind, "-o", "loop", image.as_str(), point.as_str()]);
        if by_kernel.is_some_and(|output| worked(&output)) {
            return Some(Self { point, device: None });
        }
        if kind != "exfat" {
            return None;
        }
        let device = run("losetup", &["-f", "--show", image.as_str()]).filter(worked)?;
        let device = String::from_utf8(device.stdout).unwrap().trim().to_owned();
        let by_program = run("mount.exfat-fuse", &[&device, point.as_str()]);
        let mounted = Self { point, device: Some(device) };
        by_program.filter(worked).map(|_| mounted)
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        drop(run("umount", &[self.point.as_str()]));
        if let Some(device) = &self.device {
            drop(run("losetup", &["-d", device]));
        }
    }
}

#[test]
fn a_drive_that_is_mounted_as_fat_or_exfat_is_exchanged_with() {
    // Needs the right to mount, and these file systems in the kernel or in a program beside it.
    for (kind, make, check) in
        [("vfat", "mkfs.vfat", "fsck.vfat"), ("exfat", "mkfs.exfat", "fsck.exfat")]
    {
        let scratch = Scratch::new();
        let (image, point) = (scratch.path("drive.img"), scratch.path("drive"));
        fs_err::create_dir(&point).unwrap();
        fs_err::File::create(&image).unwrap().set_len(64 << 20).unwrap();
        let made = run(make, &[image.as_str()]).is_some_and(|made| made.status.success());
        let mounted = made.then(|| Mounted::new(kind, &image, point.clone())).flatten();
        let Some(mounted) = mounted else {
            eprintln!("skipped: {kind} cannot be mounted here");
            continue;
        };
        let (a, _) = node(&scratch.path("a"), "ka");
        let (b, _) = node(&scratch.path("b"), "kb");
        a.follow_node(b.node_id().unwrap()).unwrap();
        b.follow_node(a.node_id().unwrap()).unwrap();
        for round in 0..3 {
            append(&a, "ka", 2, "x");
            commit_all(&a, 2 + round).unwrap();
            a.carry(&point).unwrap();
            let news = b.carry(&point).unwrap();
            assert_eq!(news.received.nodes.len(), 1, "{kind}");
            assert_eq!((news.damaged.len(), news.not_written), (0, None), "{kind}");
        }
        let of_b = a.node_head(b.node_id().unwrap()).unwrap();
        assert_eq!(of_b, Some(b.head().unwrap()), "{kind}: and the other way around");
        drop(mounted);
        let checked = run(check, &["-n", image.as_str()]);
        let said = checked.map(|checked| (checked.status.success(), checked.stdout));
        let told = said.as_ref().map(|(_, out)| String::from_utf8_lossy(out).into_owned());
        assert!(said.is_none_or(|(clean, _)| clean), "{kind}: {told:?}");
    }
}
