//! What this crate writes, as the stock `git` program sees it.

mod support;

use support::*;
use sync::{Error, PendingKind, Repo};

#[test]
fn the_first_commit_is_signed_and_stock_git_agrees() {
    let scratch = Scratch::new();
    let folder = scratch.path("node");
    let (repo, first) = node(&folder, "ka");
    assert_eq!(repo.node_id().unwrap().first_commit(), first);
    assert_eq!(repo.head().unwrap(), first);
    let said = git_says(&folder, &["verify-commit", "HEAD"]);
    assert!(said.contains("Good \"git\" signature for ka with ED25519 key"), "{said}");
    assert!(said.contains(&key("ka").fingerprint()), "{said}");
    let log = git(&folder, &["log", "--show-signature", "--format=%G? %GS %an <%ae> %aI"]);
    assert!(log.contains("G ka Mira <mira@example.org> 2026-03-14T09:00:00+01:00"), "{log}");
    assert_eq!(git(&folder, &["status", "--porcelain"]), "");
    git(&folder, &["fsck", "--strict"]);
    assert_eq!(git(&folder, &["ls-files"]).lines().count(), 4);
    assert_eq!(git(&folder, &["branch", "--show-current"]), "main\n");
}

#[test]
fn later_commits_are_signed_and_leave_a_clean_status() {
    let scratch = Scratch::new();
    let (repo, first) = node(&scratch.path("node"), "ka");
    append(&repo, "ka", 3, "one");
    repo.write("catalog/dr/drill.md", DRILL.replace("Acme", "Bosch").as_bytes()).unwrap();
    repo.write("pages/hello.md", b"Hello.\n").unwrap();
    let pending = repo.pending().unwrap();
    let kinds: Vec<_> = pending.iter().map(|p| (p.path.as_str(), p.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("catalog/dr/drill.md", PendingKind::Changed),
            ("feeds/ka/2026/03/14.jsonl", PendingKind::New),
            ("pages/hello.md", PendingKind::New),
        ]
    );
    commit_all(&repo, 1).unwrap();
    assert_eq!(repo.pending().unwrap(), []);
    assert_eq!(commit_all(&repo, 2), None, "nothing new makes no commit");
    fs_err::remove_file(repo.folder().join("pages/hello.md")).unwrap();
    assert_eq!(repo.pending().unwrap()[0].kind, PendingKind::Removed);
    commit_all(&repo, 3).unwrap();
    git(repo.folder(), &["verify-commit", "HEAD", "HEAD~1", &first.to_string()]);
    assert_eq!(git(repo.folder(), &["status", "--porcelain"]), "");
    assert_eq!(git(repo.folder(), &["log", "--format=%s"]).lines().count(), 3);
    git(repo.folder(), &["fsck", "--strict"]);
}

#[test]
fn many_files_at_once_are_one_pack_and_as_good_as_any() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    for n in 0..300 {
        repo.write(&format!("pages/page-{n}.md"), format!("Page {n}.\n").as_bytes()).unwrap();
    }
    repo.write("media/large.bin", &vec![7; 200_000]).unwrap();
    append(&repo, "ka", 3, "one");
    commit_all(&repo, 1).unwrap();
    git(repo.folder(), &["verify-commit", "HEAD"]);
    git(repo.folder(), &["fsck", "--strict"]);
    assert_eq!(git(repo.folder(), &["status", "--porcelain"]), "");
    assert_eq!(git(repo.folder(), &["ls-files"]).lines().count(), 306);
    let packs = fs_err::read_dir(repo.folder().join(".git/objects/pack")).unwrap().count();
    assert!(packs >= 2, "a pack and its index");
    append(&repo, "ka", 1, "two");
    commit_all(&repo, 2).unwrap();
    assert_eq!(Repo::open(repo.folder()).unwrap().verify().unwrap(), []);
}

#[test]
fn what_was_staged_or_edited_by_hand_is_found_too() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    repo.write("pages/hello.md", b"Hello.\n").unwrap();
    git(repo.folder(), &["add", "pages/hello.md"]);
    repo.write("notes.txt", b"not of the layout\n").unwrap();
    let pending = repo.pending().unwrap();
    assert_eq!(pending.len(), 1);
    commit_all(&repo, 1).unwrap();
    assert_eq!(git(repo.folder(), &["status", "--porcelain"]), "?? notes.txt\n");
}

#[test]
fn only_whole_lines_of_a_feed_are_recorded() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    append(&repo, "ka", 2, "one");
    let file = repo.folder().join(feed("ka"));
    let whole = fs_err::read_to_string(&file).unwrap();
    fs_err::write(&file, format!("{whole}{{\"id\":\"ka-3\"")).unwrap();
    let id = commit_all(&repo, 1).unwrap();
    assert_eq!(repo.read(id, &feed("ka")).unwrap().unwrap(), whole.as_bytes());
    assert_eq!(repo.pending().unwrap().len(), 1, "the torn line is still to be told");
    assert_eq!(git(repo.folder(), &["status", "--porcelain"]), format!(" M {}\n", feed("ka")));
}

#[test]
fn a_feed_that_lost_lines_or_is_another_devices_is_not_recorded() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    append(&repo, "ka", 2, "one");
    commit_all(&repo, 1).unwrap();
    repo.write(&feed("ka"), b"").unwrap();
    let commit = |of: &str| repo.commit(&[path(&feed(of))], "test", &author(), at(2));
    assert!(matches!(commit("ka"), Err(Error::FeedRewritten { .. })));
    append(&repo, "kb", 1, "one");
    assert!(matches!(commit("kb"), Err(Error::ForeignFeed { .. })));
}

#[test]
fn everything_that_may_be_recorded_is_and_the_rest_is_told() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    append(&repo, "ka", 2, "one");
    append(&repo, "kb", 1, "one");
    repo.write("pages/hello.md", b"Hello.\n").unwrap();
    let (done, left) = repo.commit_pending("records", &author(), at(1)).unwrap();
    assert_eq!(done.unwrap().paths.len(), 2);
    assert!(matches!(left.as_slice(), [Error::ForeignFeed { .. }]), "{left:?}");
}

#[test]
fn a_lock_left_behind_is_named_and_nothing_is_half_done() {
    let scratch = Scratch::new();
    let (repo, first) = node(&scratch.path("node"), "ka");
    let lock = repo.folder().join(".git/index.lock");
    fs_err::write(&lock, "").unwrap();
    append(&repo, "ka", 1, "one");
    let error = repo.commit(&[path(&feed("ka"))], "test", &author(), at(1)).unwrap_err();
    assert!(matches!(&error, Error::Locked { file } if *file == lock), "{error}");
    assert!(error.hint().unwrap().contains("index.lock"));
    assert_eq!(repo.head().unwrap(), first);
    let hour = jiff::SignedDuration::from_hours(1);
    let written = fs_err::metadata(&lock).unwrap().modified().unwrap();
    let written = jiff::Timestamp::try_from(written).unwrap();
    assert_eq!(repo.remove_stale_locks(written, hour).unwrap(), Vec::<camino::Utf8PathBuf>::new());
    assert_eq!(repo.remove_stale_locks(written + hour, hour).unwrap(), [lock]);
    assert!(commit_all(&repo, 1).is_some());
}

#[test]
fn a_clone_without_the_key_reads_but_does_not_write() {
    let scratch = Scratch::new();
    let (repo, first) = node(&scratch.path("node"), "ka");
    let copy = scratch.path("copy");
    git(&scratch.path(""), &["clone", "-q", repo.folder().as_str(), copy.as_str()]);
    let copy = Repo::open(&copy).unwrap();
    assert_eq!(copy.head().unwrap(), first);
    copy.write("pages/hello.md", b"Hello.\n").unwrap();
    let error = copy.commit(&[path("pages/hello.md")], "test", &author(), at(1)).unwrap_err();
    assert!(matches!(error, Error::NoKey { .. }), "{error}");
    git(copy.folder(), &["verify-commit", "HEAD"]);
}

#[test]
fn a_commit_made_by_hand_with_the_devices_key_verifies_as_well() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    repo.write("pages/hello.md", b"Hello.\n").unwrap();
    git(repo.folder(), &["add", "pages/hello.md"]);
    let key = repo.folder().join(".stead/device_key");
    let signing = format!("user.signingKey={key}");
    git(repo.folder(), &["-c", &signing, "commit", "-q", "-S", "-m", "pages: say hello"]);
    git(repo.folder(), &["verify-commit", "HEAD"]);
    assert_eq!(Repo::open(repo.folder()).unwrap().pending().unwrap(), []);
}

#[test]
fn another_branch_in_the_work_tree_is_not_written_to() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    git(repo.folder(), &["switch", "-q", "-c", "idea"]);
    repo.write("pages/hello.md", b"Hello.\n").unwrap();
    let error = repo.commit(&[path("pages/hello.md")], "test", &author(), at(1)).unwrap_err();
    assert!(matches!(error, Error::NotOnMain { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_in_the_work_tree_is_not_followed() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    let secret = scratch.path("secret");
    fs_err::write(&secret, "secret").unwrap();
    fs_err::create_dir_all(repo.folder().join("pages")).unwrap();
    fs_err::os::unix::fs::symlink(&secret, repo.folder().join("pages/link.md")).unwrap();
    fs_err::os::unix::fs::symlink(scratch.path(""), repo.folder().join("media")).unwrap();
    for linked in ["pages/link.md", "media/secret"] {
        let error = repo.commit(&[path(linked)], "test", &author(), at(1)).unwrap_err();
        assert!(matches!(error, Error::Path(_)), "{error}");
    }
    assert!(repo.write("media/x.txt", b"x").is_err());
}

#[cfg(unix)]
#[test]
fn a_repository_of_another_account_opens() {
    let scratch = Scratch::new();
    let (repo, first) = node(&scratch.path("node"), "ka");
    let folder = repo.folder().to_owned();
    drop(repo);
    if give_away(&folder).is_err() {
        println!("skipped: only root can give files to another account");
        return;
    }
    assert!(!try_git(&folder, &["log"]).status.success(), "stock git refuses it");
    assert_eq!(Repo::open(&folder).unwrap().head().unwrap(), first);
}

#[cfg(unix)]
fn give_away(folder: &camino::Utf8Path) -> std::io::Result<()> {
    for name in ["", ".git"] {
        std::os::unix::fs::chown(folder.join(name), Some(12_345), Some(12_345))?;
    }
    Ok(())
}

#[test]
fn a_batch_of_the_kiosk_leaves_gits_list_for_later_and_nothing_is_missed() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    let mut seen = sync::OwnFeed::default();
    let mut batch =
        |minute| repo.commit_own_feed(&mut seen, "batch", &author(), at(minute)).unwrap();
    append(&repo, "ka", 2, "one");
    append(&repo, "kb", 1, "not ours");
    repo.write("pages/hello.md", b"not the feed\n").unwrap();
    let first = batch(1).unwrap();
    assert_eq!(first.paths, [path(&feed("ka"))]);
    assert_eq!(batch(2), None, "nothing new makes no commit");
    // A line that is half written counts when it is whole, and a clock that went back an age is no matter.
    let file = repo.folder().join(feed("ka"));
    let whole = fs_err::read_to_string(&file).unwrap();
    let next = next_line(&whole, "ka", "two");
    fs_err::write(&file, format!("{whole}{}", &next[..20])).unwrap();
    assert_eq!(batch(3), None);
    fs_err::write(&file, format!("{whole}{next}\n")).unwrap();
    assert!(batch(4).is_some());
    let old = "feeds/ka/1970/01/01.jsonl";
    let line = next_line(&format!("{whole}{next}\n"), "ka", "three");
    repo.write(old, format!("{line}\n").as_bytes()).unwrap();
    assert_eq!(batch(5).unwrap().paths, [path(old)]);
    git(repo.folder(), &["verify-commit", "HEAD"]);
    assert!(repo.catch_up().unwrap() && !repo.catch_up().unwrap());
    let status = git(repo.folder(), &["status", "--porcelain"]);
    assert_eq!(status, "?? feeds/kb/\n?? pages/\n");
    // Who looks for changed files needs no reminder.
    append(&repo, "ka", 1, "four");
    batch(6).unwrap();
    assert_eq!(repo.pending().unwrap().len(), 2);
    assert_eq!(git(repo.folder(), &["status", "--porcelain"]), status);
}

#[test]
fn a_list_of_files_that_a_power_cut_emptied_is_made_anew() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("node"), "ka");
    append(&repo, "ka", 1, "one");
    for damage in [&b""[..], b"DIRC\0\0\0\x02"] {
        fs_err::write(repo.folder().join(".git/index"), damage).unwrap();
        let again = Repo::open(repo.folder()).unwrap();
        assert_eq!(again.pending().unwrap().len(), 1);
        fs_err::write(repo.folder().join(".git/index"), damage).unwrap();
        let again = Repo::open(repo.folder()).unwrap();
        again.write("pages/hello.md", damage).unwrap();
        again.commit(&[path("pages/hello.md")], "test", &author(), at(1)).unwrap();
        assert_eq!(git(repo.folder(), &["status", "--porcelain"]), "?? feeds/\n");
    }
}
