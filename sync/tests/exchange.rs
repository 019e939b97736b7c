//! Exchanges over plain remotes: what comes, what goes, what is kept aside.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use support::*;
use sync::{DeviceKey, Error, Exchange, NotSent, Quarantined, Repo};

/// A node with two devices and a hub, all at the same commit.
struct Pair {
    scratch: Scratch,
    a: Repo,
    b: Repo,
}

impl Pair {
    fn new() -> Self {
        let scratch = Scratch::new();
        let (a, _) = node(&scratch.path("a"), "ka");
        git(&scratch.path(""), &["init", "-q", "--bare", "-b", "main", "hub.git"]);
        a.add_remote("hub", scratch.path("hub.git").as_str()).unwrap();
        a.add_device(key("kb").device(), key("kb").public(), &author(), at(1)).unwrap();
        a.exchange("hub").unwrap();
        let b = join(&scratch, "b", &key("kb"));
        Self { scratch, a, b }
    }
}

fn join(scratch: &Scratch, folder: &str, key: &DeviceKey) -> Repo {
    let hub = scratch.path("hub.git");
    let (repo, _) = Repo::join(hub.as_str(), &scratch.path(folder), Some(key), None).unwrap();
    repo.add_remote("hub", hub.as_str()).unwrap();
    repo
}

fn write_feed(repo: &Repo, device: &str, minute: u32) {
    append(repo, device, 2, "loan");
    commit_all(repo, minute).unwrap();
}

#[test]
fn a_new_device_joins_and_gets_everything() {
    let pair = Pair::new();
    assert_eq!(pair.b.head().unwrap(), pair.a.head().unwrap());
    assert_eq!(pair.b.node_id().unwrap(), pair.a.node_id().unwrap());
    assert_eq!(pair.b.pending().unwrap(), []);
    assert_eq!(git(pair.b.folder(), &["status", "--porcelain"]), "");
    let text = fs_err::read_to_string(pair.b.folder().join("catalog/dr/drill.md")).unwrap();
    assert_eq!(text, DRILL);
    git(pair.b.folder(), &["fsck", "--strict"]);
}

#[test]
fn what_one_device_records_reaches_the_other() {
    let pair = Pair::new();
    write_feed(&pair.a, "ka", 2);
    let sent = pair.a.exchange("hub").unwrap();
    assert_eq!((sent.sent_commits, sent.sent_events), (1, 2));
    let got = pair.b.exchange("hub").unwrap();
    assert_eq!((got.received_commits, got.received_events), (1, 2));
    assert_eq!(got.changed, [feed("ka")]);
    assert_eq!(pair.b.exchange("hub").unwrap(), Exchange::default(), "nothing new is nothing");
    assert_eq!(git(pair.b.folder(), &["status", "--porcelain"]), "");
}

#[test]
fn two_devices_that_diverged_compute_the_same_commit() {
    let pair = Pair::new();
    write_feed(&pair.a, "ka", 2);
    write_feed(&pair.b, "kb", 3);
    // Each fetches from the other directly, at once: both merge by themselves.
    pair.a.add_remote("b", pair.b.folder().as_str()).unwrap();
    let copy = pair.scratch.path("a-before");
    git(
        &pair.scratch.path(""),
        &["clone", "-q", "--bare", pair.a.folder().as_str(), copy.as_str()],
    );
    pair.b.add_remote("a", copy.as_str()).unwrap();
    let at_a = pair.a.exchange("b").unwrap();
    assert_eq!(at_a.not_sent, Some(NotSent::WorkingCopy));
    pair.b.exchange("a").unwrap();
    assert_eq!(pair.a.head().unwrap(), pair.b.head().unwrap());
    let parents = git(pair.a.folder(), &["log", "-1", "--format=%P %an"]);
    assert!(parents.trim_end().ends_with("Commonstead") && parents.len() > 80, "{parents}");
    for repo in [&pair.a, &pair.b] {
        git(repo.folder(), &["fsck", "--strict"]);
        assert_eq!(repo.verify().unwrap(), []);
        assert_eq!(git(repo.folder(), &["status", "--porcelain"]), "");
        assert_eq!(repo.pending().unwrap(), []);
    }
}

#[test]
fn an_edit_of_the_same_key_stands_once_and_is_recorded_twice() {
    let pair = Pair::new();
    let edit = |repo: &Repo, brand: &str, minute| {
        repo.write("catalog/dr/drill.md", DRILL.replace("Acme", brand).as_bytes()).unwrap();
        commit_all(repo, minute).unwrap()
    };
    let older = edit(&pair.a, "Bosch", 2);
    let newer = edit(&pair.b, "Makita", 3);
    // Later, unrelated work does not make the older edit the later one.
    write_feed(&pair.a, "ka", 9);
    pair.a.exchange("hub").unwrap();
    let news = pair.b.exchange("hub").unwrap();
    assert_eq!(news.conflicts.len(), 1);
    let conflict = &news.conflicts[0];
    assert_eq!((conflict.kept, conflict.other), (newer, older));
    assert_eq!(conflict.differences[0].key.as_deref(), Some("brand"));
    assert_eq!(conflict.differences[0].other.as_deref(), Some("\"Bosch\""));
    let text = fs_err::read_to_string(pair.b.folder().join("catalog/dr/drill.md")).unwrap();
    assert_eq!(text, DRILL.replace("Acme", "Makita"));
    assert_eq!(pair.a.exchange("hub").unwrap().conflicts, news.conflicts);
    assert_eq!(pair.a.head().unwrap(), pair.b.head().unwrap());

    let record = conflict.file();
    fs_err::remove_file(pair.a.folder().join(&record)).unwrap();
    commit_all(&pair.a, 10).unwrap();
    pair.a.exchange("hub").unwrap();
    pair.b.exchange("hub").unwrap();
    assert_eq!(pair.b.conflicts().unwrap(), []);
    assert!(!pair.b.folder().join(&record).exists());
}

#[test]
fn what_was_edited_meanwhile_in_the_work_tree_is_not_overwritten() {
    let pair = Pair::new();
    pair.a.write("catalog/dr/drill.md", DRILL.replace("Acme", "Bosch").as_bytes()).unwrap();
    commit_all(&pair.a, 2).unwrap();
    pair.a.exchange("hub").unwrap();
    let edited = DRILL.replace("Third", "Last");
    pair.b.write("catalog/dr/drill.md", edited.as_bytes()).unwrap();
    pair.b.exchange("hub").unwrap();
    let text = fs_err::read_to_string(pair.b.folder().join("catalog/dr/drill.md")).unwrap();
    assert_eq!(text, edited.replace("Acme", "Bosch"));
    assert_eq!(pair.b.pending().unwrap().len(), 1);
}

#[test]
fn a_move_that_a_power_cut_interrupted_is_finished_at_the_next_start() {
    let pair = Pair::new();
    let before = pair.b.head().unwrap();
    write_feed(&pair.a, "ka", 2);
    pair.a.exchange("hub").unwrap();
    pair.b.exchange("hub").unwrap();
    let after = pair.b.head().unwrap();
    fs_err::remove_file(pair.b.folder().join(feed("ka"))).unwrap();
    fs_err::write(pair.b.folder().join(".stead/moving"), format!("{before} {after}\n")).unwrap();
    let b = Repo::open(pair.b.folder()).unwrap();
    assert_eq!(b.pending().unwrap(), []);
    assert!(!b.folder().join(".stead/moving").exists());
}

/// Lets something wrong happen in a copy of the hub, with plain git, and gives back what a device
/// says about it.
fn wrong(minute: u32, spoil: impl Fn(&Repo, &Scratch)) -> (Exchange, Pair) {
    let pair = Pair::new();
    write_feed(&pair.a, "ka", 2);
    pair.a.exchange("hub").unwrap();
    pair.b.exchange("hub").unwrap();
    let before = pair.b.head().unwrap();
    spoil(&pair.a, &pair.scratch);
    git(pair.a.folder(), &["push", "-q", "hub", "main"]);
    let news = pair.b.exchange("hub").unwrap();
    assert_eq!(pair.b.head().unwrap(), before, "nothing of it is visible (minute {minute})");
    assert!(news.quarantined.iter().all(|one| one.fault.is_some()), "{:?}", news.quarantined);
    // What is kept aside keeps the words.
    let words_alone = |one: &Quarantined| Quarantined { fault: None, ..one.clone() };
    let kept: Vec<_> = news.quarantined.iter().map(words_alone).collect();
    assert_eq!(pair.b.quarantine().unwrap(), kept);
    assert_eq!(news.not_sent, Some(NotSent::Quarantine));
    (news, pair)
}

fn by_hand(repo: &Repo, key: Option<&DeviceKey>) {
    git(repo.folder(), &["add", "-A"]);
    match key {
        None => drop(git(repo.folder(), &["commit", "-q", "-m", "by hand"])),
        Some(key) => {
            let file = repo.folder().join(".stead/by-hand");
            drop(fs_err::remove_file(&file));
            key.save(&file).unwrap();
            let signing = format!("user.signingKey={file}");
            git(repo.folder(), &["-c", &signing, "commit", "-q", "-S", "-m", "by hand"]);
        }
    }
}

fn why(spoil: impl Fn(&Repo, &Scratch)) -> String {
    let (news, _pair) = wrong(0, spoil);
    assert_eq!(news.quarantined.len(), 1);
    news.quarantined[0].why.clone()
}

#[test]
fn a_commit_that_nobody_signed_is_kept_aside() {
    let said = why(|a, _| {
        a.write("pages/x.md", b"x\n").unwrap();
        by_hand(a, None);
    });
    assert_eq!(said, "nobody signed it");
}

#[test]
fn a_commit_by_an_unknown_key_is_kept_aside() {
    let said = why(|a, _| {
        a.write("pages/x.md", b"x\n").unwrap();
        by_hand(a, Some(&key("stranger")));
    });
    assert!(said.contains("is not one of the node's devices"), "{said}");
}

#[test]
fn a_commit_cannot_let_its_own_key_in() {
    let said = why(|a, _| {
        let mut signers = a.signers().unwrap();
        let stranger = key("stranger");
        signers.add(sync::signers::Signer::new(stranger.device(), stranger.public()));
        a.write("keys/allowed_signers", signers.to_string().as_bytes()).unwrap();
        by_hand(a, Some(&stranger));
    });
    assert!(said.contains("is not one of the node's devices"), "{said}");
}

#[test]
fn a_signed_commit_that_was_changed_afterwards_is_kept_aside() {
    let said = why(|a, _| {
        write_feed(a, "ka", 4);
        let raw = git(a.folder(), &["cat-file", "commit", "HEAD"]);
        let file = a.folder().join(".stead/raw");
        fs_err::write(&file, raw.replace("test: record", "test: forged")).unwrap();
        let id = git(a.folder(), &["hash-object", "-t", "commit", "-w", file.as_str()]);
        git(a.folder(), &["update-ref", "refs/heads/main", id.trim()]);
        assert!(!try_git(a.folder(), &["verify-commit", "HEAD"]).status.success());
    });
    assert_eq!(said, "its signature does not fit its content");
}

#[test]
fn a_device_that_writes_into_anothers_feed_is_kept_aside() {
    let said = why(|a, _| {
        append(a, "kb", 1, "loan");
        by_hand(a, Some(&key("ka")));
    });
    assert!(said.contains("which is not its own feed"), "{said}");
}

#[test]
fn a_device_that_rewrites_its_past_or_skips_a_number_is_kept_aside() {
    let file = |a: &Repo| a.folder().join(feed("ka"));
    let said = why(|a, _| {
        let text = fs_err::read_to_string(file(a)).unwrap().replace("test.loan", "test.lone");
        fs_err::write(file(a), text).unwrap();
        by_hand(a, Some(&key("ka")));
    });
    assert!(said.contains("changes or drops lines"), "{said}");
    let said = why(|a, _| {
        let text = fs_err::read_to_string(file(a)).unwrap();
        let next = next_line(&text, "ka", "x").replace("ka-3", "ka-4");
        fs_err::write(file(a), format!("{text}{next}\n")).unwrap();
        by_hand(a, Some(&key("ka")));
    });
    assert!(said.contains("does not follow on"), "{said}");
    let said = why(|a, _| {
        fs_err::remove_file(file(a)).unwrap();
        by_hand(a, Some(&key("ka")));
    });
    assert!(said.contains("changes or drops lines"), "{said}");
}

#[cfg(unix)]
#[test]
fn links_and_odd_names_are_kept_aside() {
    let said = why(|a, _| {
        fs_err::create_dir_all(a.folder().join("media")).unwrap();
        fs_err::os::unix::fs::symlink("/etc/passwd", a.folder().join("media/x")).unwrap();
        git(a.folder(), &["config", "core.symlinks", "true"]);
        by_hand(a, Some(&key("ka")));
    });
    assert_eq!(said, "`media/x` is a link to somewhere else");
    let said = why(|a, _| {
        a.write("pages/x.md", b"x").unwrap();
        fs_err::rename(a.folder().join("pages/x.md"), a.folder().join("pages/aux.md")).unwrap();
        git(a.folder(), &["config", "core.protectNTFS", "false"]);
        by_hand(a, Some(&key("ka")));
    });
    assert!(said.contains("some systems keep for themselves"), "{said}");
    let said = why(|a, _| {
        a.write("pages/x.md", b"x").unwrap();
        a.write("pages/X.md", b"x").unwrap();
        by_hand(a, Some(&key("ka")));
    });
    assert!(said.contains("ignore case"), "{said}");
    let said = why(|a, _| {
        let head = a.head().unwrap().to_string();
        let entry = format!("160000,{head},designs/sub");
        git(a.folder(), &["update-index", "--add", "--cacheinfo", &entry]);
        let file = a.folder().join(".stead/by-hand");
        key("ka").save(&file).unwrap();
        let signing = format!("user.signingKey={file}");
        git(a.folder(), &["-c", &signing, "commit", "-q", "-S", "-m", "by hand"]);
    });
    assert!(said.contains("neither a file nor a folder"), "{said}");
}

/// Commits a tree that stock git would not make by itself, signed by the device.
fn commit_tree(a: &Repo, entries: &[(&str, &str)]) {
    let blob = git(a.folder(), &["rev-parse", "HEAD:node.toml"]);
    let mut tree = Vec::new();
    let raw: Vec<_> = (0..20).map(|n| u8::from_str_radix(&blob[n * 2..n * 2 + 2], 16)).collect();
    for (mode, name) in entries {
        tree.extend(format!("{mode} {name}\0").bytes());
        tree.extend(raw.iter().map(|byte| *byte.as_ref().unwrap()));
    }
    let file = a.folder().join(".stead/tree");
    fs_err::write(&file, tree).unwrap();
    let args = ["hash-object", "-t", "tree", "-w", "--literally", file.as_str()];
    let tree = git(a.folder(), &args);
    let key_file = a.folder().join(".stead/by-hand");
    key("ka").save(&key_file).unwrap();
    let signing = format!("user.signingKey={key_file}");
    let args = ["-c", &signing, "commit-tree", "-S", tree.trim(), "-p", "HEAD", "-m", "odd"];
    let id = git(a.folder(), &args);
    git(a.folder(), &["update-ref", "refs/heads/main", id.trim()]);
}

#[test]
fn trees_that_lead_out_of_the_folder_are_kept_aside() {
    let cases = [
        "..",
        ".",
        ".git",
        ".GIT",
        "git~1",
        ".git ",
        "a/../../x",
        "/etc",
        "..\\x",
        "x:y",
        "con",
        "x.",
        "\u{202e}x",
        ".g\u{200c}it",
        ".gitmodules",
        ".gitattributes",
    ];
    let pair = Pair::new();
    let before = pair.b.head().unwrap();
    pair.b.add_remote("a", pair.a.folder().as_str()).unwrap();
    let good = pair.a.head().unwrap().to_string();
    for name in cases {
        git(pair.a.folder(), &["update-ref", "refs/heads/main", &good]);
        drop(fs_err::remove_file(pair.a.folder().join(".stead/by-hand")));
        commit_tree(&pair.a, &[("100644", name), ("100644", "node.toml")]);
        let news = pair.b.exchange("a").unwrap();
        assert_eq!(news.quarantined.len(), 1, "{name:?}");
        assert_eq!(pair.b.head().unwrap(), before, "{name:?}");
    }
    git(pair.a.folder(), &["update-ref", "refs/heads/main", &good]);
    drop(fs_err::remove_file(pair.a.folder().join(".stead/by-hand")));
    commit_tree(&pair.a, &[("100644", "node.toml"), ("100644", "node.toml")]);
    let why = pair.b.exchange("a").unwrap().quarantined[0].why.clone();
    assert!(why.contains("the same name"), "{why}");
}

#[test]
fn a_forged_merge_is_kept_aside() {
    let said = why(|a, _| {
        let head = a.head().unwrap().to_string();
        let tree = git(a.folder(), &["rev-parse", "HEAD^{tree}"]);
        let args = ["commit-tree", tree.trim(), "-p", &head, "-p", "HEAD~1", "-m", "merge"];
        let id = git(a.folder(), &args);
        git(a.folder(), &["update-ref", "refs/heads/main", id.trim()]);
    });
    assert_eq!(said, "it is a merge, but not what its two sides give");
}

#[test]
fn an_executable_bit_arrives_as_a_plain_file() {
    let pair = Pair::new();
    pair.a.write("media/x.sh", b"x\n").unwrap();
    git(pair.a.folder(), &["add", "-A"]);
    git(pair.a.folder(), &["update-index", "--chmod=+x", "media/x.sh"]);
    let file = pair.a.folder().join(".stead/by-hand");
    key("ka").save(&file).unwrap();
    let signing = format!("user.signingKey={file}");
    git(pair.a.folder(), &["-c", &signing, "commit", "-q", "-S", "-m", "by hand"]);
    pair.a.exchange("hub").unwrap();
    assert_eq!(pair.b.exchange("hub").unwrap().received_commits, 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let found = fs_err::metadata(pair.b.folder().join("media/x.sh")).unwrap();
        assert_eq!(found.permissions().mode() & 0o111, 0);
    }
    assert_eq!(git(pair.b.folder(), &["status", "--porcelain"]), "");
}

#[test]
fn good_commits_before_a_bad_one_are_taken_over() {
    let pair = Pair::new();
    write_feed(&pair.a, "ka", 2);
    let good = pair.a.head().unwrap();
    pair.a.write("pages/x.md", b"x\n").unwrap();
    by_hand(&pair.a, None);
    git(pair.a.folder(), &["push", "-q", "hub", "main"]);
    let news = pair.b.exchange("hub").unwrap();
    assert_eq!(pair.b.head().unwrap(), good);
    assert_eq!((news.received_commits, news.quarantined.len()), (1, 1));
    let kept = git(pair.b.folder(), &["for-each-ref", "refs/quarantine", "--format=%(subject)"]);
    assert_eq!(kept, "nobody signed it\n");
}

#[test]
fn what_a_revoked_device_signs_counts_only_where_a_good_one_built_on_it() {
    let pair = Pair::new();
    let kb = key("kb").device();
    write_feed(&pair.b, "kb", 2);
    pair.a.revoke_device(kb, &author(), at(5)).unwrap();
    pair.a.add_remote("b", pair.b.folder().as_str()).unwrap();
    let news = pair.a.exchange("b").unwrap();
    assert_eq!(news.quarantined[0].why, "the device `kb` was revoked");
    assert_eq!(news.received_events, 0);

    // A third device had taken it over before it heard of the revocation, and built on it.
    let pair = Pair::new();
    pair.a.add_device(key("kc").device(), key("kc").public(), &author(), at(2)).unwrap();
    pair.a.exchange("hub").unwrap();
    let c = join(&pair.scratch, "c", &key("kc"));
    pair.b.exchange("hub").unwrap();
    write_feed(&pair.b, "kb", 3);
    c.add_remote("b", pair.b.folder().as_str()).unwrap();
    c.exchange("b").unwrap();
    write_feed(&c, "kc", 4);
    pair.a.revoke_device(kb, &author(), at(5)).unwrap();
    pair.a.add_remote("c", c.folder().as_str()).unwrap();
    let news = pair.a.exchange("c").unwrap();
    assert_eq!((news.quarantined.len(), news.received_events), (0, 4));
    // From then on the revoked device writes in vain, whatever date it claims.
    pair.b.write("pages/x.md", b"x\n").unwrap();
    commit_all(&pair.b, 0).unwrap();
    pair.a.add_remote("b", pair.b.folder().as_str()).unwrap();
    let news = pair.a.exchange("b").unwrap();
    assert_eq!(news.quarantined[0].why, "the device `kb` was revoked");
}

#[test]
fn a_cloned_card_keeps_both_lines_and_is_told() {
    let pair = Pair::new();
    let twin = join(&pair.scratch, "twin", &key("kb"));
    append(&pair.b, "kb", 2, "loan");
    commit_all(&pair.b, 2).unwrap();
    append(&twin, "kb", 1, "hold");
    commit_all(&twin, 3).unwrap();
    twin.exchange("hub").unwrap();
    let news = pair.b.exchange("hub").unwrap();
    let forked: Vec<_> = news.forks.iter().map(ToString::to_string).collect();
    assert_eq!(forked, ["kb-1"]);
    assert_eq!(news.quarantined, []);
    let text = fs_err::read_to_string(pair.b.folder().join(feed("kb"))).unwrap();
    assert_eq!(text.lines().count(), 3);
    assert_eq!(twin.exchange("hub").unwrap().forks, news.forks);
    assert_eq!(twin.head().unwrap(), pair.b.head().unwrap());
}

#[test]
fn another_node_is_followed_and_never_mixed_in() {
    let pair = Pair::new();
    let (other, id) = node(&pair.scratch.path("other"), "kx");
    let error = {
        pair.a.add_remote("other", other.folder().as_str()).unwrap();
        pair.a.exchange("other").unwrap_err()
    };
    assert!(matches!(error, Error::OtherNode { .. }), "{error}");
    pair.a.remove_remote("other").unwrap();
    pair.a.follow("other", other.folder().as_str(), None).unwrap();
    let news = pair.a.exchange("other").unwrap();
    assert_eq!((news.nodes.len(), news.nodes[0].commits, news.nodes[0].head), (1, 1, id));
    let node_id = other.node_id().unwrap();
    assert_eq!(pair.a.following().unwrap(), [node_id]);
    // It travels on over our hub to whoever follows it too.
    pair.a.exchange("hub").unwrap();
    pair.b.follow_node(node_id).unwrap();
    pair.b.exchange("hub").unwrap();
    assert_eq!(pair.b.node_head(node_id).unwrap(), Some(id));
    let name = format!("refs/nodes/{node_id}/main");
    let list = git(pair.b.folder(), &["show", &format!("{name}:keys/allowed_signers")]);
    let file = pair.scratch.path("their-devices");
    fs_err::write(&file, list).unwrap();
    let setting = format!("gpg.ssh.allowedSignersFile={file}");
    git(pair.b.folder(), &["-c", &setting, "verify-commit", &name]);
    pair.b.unfollow(node_id).unwrap();
    assert_eq!((pair.b.node_head(node_id).unwrap(), pair.b.following().unwrap()), (None, vec![]));
}

#[test]
fn a_followed_node_never_goes_back() {
    let pair = Pair::new();
    let (other, first) = node(&pair.scratch.path("other"), "kx");
    write_feed(&other, "kx", 2);
    let newest = other.head().unwrap();
    pair.a.follow("other", other.folder().as_str(), None).unwrap();
    pair.a.exchange("other").unwrap();
    git(other.folder(), &["reset", "-q", "--hard", &first.to_string()]);
    assert_eq!(pair.a.exchange("other").unwrap().nodes, []);
    assert_eq!(pair.a.node_head(other.node_id().unwrap()).unwrap(), Some(newest));
}

#[test]
fn a_hub_that_was_rewritten_loses_nothing() {
    let pair = Pair::new();
    let first = pair.a.node_id().unwrap().to_string();
    write_feed(&pair.a, "ka", 2);
    pair.a.exchange("hub").unwrap();
    git(&pair.scratch.path("hub.git"), &["update-ref", "refs/heads/main", &first]);
    let news = pair.a.exchange("hub").unwrap();
    assert_eq!(news.sent_commits, 2);
    pair.b.exchange("hub").unwrap();
    assert_eq!(pair.b.head().unwrap(), pair.a.head().unwrap());
}

#[test]
fn a_remote_that_is_not_there_says_so() {
    let pair = Pair::new();
    fs_err::remove_dir_all(pair.scratch.path("hub.git")).unwrap();
    assert!(matches!(pair.a.exchange("hub"), Err(Error::Unreachable { .. })));
    let error = pair.a.exchange("hob").unwrap_err();
    assert_eq!(error.hint().as_deref(), Some("there is: hub"));
    for bad in ["", "-x", "ext::sh -c id", "a\nb"] {
        assert!(matches!(pair.a.add_remote("x", bad), Err(Error::BadRemote { .. })), "{bad:?}");
    }
}

#[test]
fn people_clone_pull_and_read_a_node_with_plain_git() {
    let pair = Pair::new();
    let copy = pair.scratch.path("copy");
    let hub = pair.scratch.path("hub.git");
    git(&pair.scratch.path(""), &["clone", "-q", hub.as_str(), copy.as_str()]);
    write_feed(&pair.a, "ka", 2);
    write_feed(&pair.b, "kb", 3);
    pair.a.exchange("hub").unwrap();
    pair.b.exchange("hub").unwrap();
    git(&copy, &["pull", "-q"]);
    let merged = git(&copy, &["log", "-1", "--format=%B"]);
    assert!(merged.contains("Merge-Rule: 1"), "{merged}");
    assert!(copy.join(feed("ka")).exists() && copy.join(feed("kb")).exists());
}

#[test]
fn a_folder_that_became_a_file_arrives_as_one_and_the_other_way_around() {
    let pair = Pair::new();
    let page = |repo: &Repo, path: &str, text: &str| repo.write(path, text.as_bytes()).unwrap();
    page(&pair.a, "pages/rules/door.md", "Close it.\n");
    page(&pair.a, "pages/rules/stove.md", "Cold when you leave.\n");
    page(&pair.a, "pages/house", "A house.\n");
    commit_all(&pair.a, 2).unwrap();
    pair.a.exchange("hub").unwrap();
    pair.b.exchange("hub").unwrap();
    fs_err::remove_dir_all(pair.a.folder().join("pages/rules")).unwrap();
    fs_err::remove_file(pair.a.folder().join("pages/house")).unwrap();
    page(&pair.a, "pages/rules", "None.\n");
    page(&pair.a, "pages/house/roof.md", "Leaks.\n");
    commit_all(&pair.a, 3).unwrap();
    pair.a.exchange("hub").unwrap();
    pair.b.exchange("hub").unwrap();
    assert_eq!(pair.b.head().unwrap(), pair.a.head().unwrap());
    assert_eq!(fs_err::read_to_string(pair.b.folder().join("pages/rules")).unwrap(), "None.\n");
    assert_eq!(git(pair.b.folder(), &["status", "--porcelain"]), "");
}
