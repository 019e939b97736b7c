//! What sync costs, against stock git doing the same: `cargo bench -p sync --bench exchange -- [what…]`
//! with `commit`, `verify`, `fetch`, `stick`, `years`; all of them without a word.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints what it measures, and may stop"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use camino::Utf8Path;
use sync::{OwnFeed, Repo, RepoPath};

use support::{Scratch, append, at, author, feed, git, key, node};

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let all: [(&str, fn()); 5] = [
        ("commit", commit),
        ("verify", verify),
        ("fetch", fetch),
        ("stick", stick),
        ("years", years),
    ];
    for (name, run) in all {
        if wanted.is_empty() || wanted.iter().any(|w| w == name) {
            run();
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn timed<T>(act: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = act();
    (start.elapsed(), made)
}

/// One batch of a feed, and one edited title, in a node of 100,000 titles.
fn commit() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("a"), "ka");
    let mut paths: Vec<RepoPath> = Vec::new();
    for n in 0..100_000 {
        let path = format!("catalog/{:02x}/{:02x}-thing-{n}.md", n % 256, n % 256);
        let file = repo.folder().join(&path);
        fs_err::create_dir_all(file.parent().unwrap()).unwrap();
        fs_err::write(&file, format!("+++\nname = \"Thing {n}\"\n+++\n")).unwrap();
        paths.push(path.parse().unwrap());
    }
    let (all, _) = timed(|| repo.commit(&paths, "import", &author(), at(1)).unwrap());
    println!("import of 100,000 titles in one commit: {:.1} s", all.as_secs_f64());
    let path = |text: String| -> RepoPath { text.parse().unwrap() };
    let (mut batches, mut seen) = (Vec::new(), OwnFeed::default());
    for _ in 0..51 {
        append(&repo, "ka", 10, "x");
        batches
            .push(timed(|| repo.commit_own_feed(&mut seen, "batch", &author(), at(2)).unwrap()).0);
    }
    println!("a batch of ten events as a kiosk commits it: median {:.1} ms", ms(median(batches)));
    println!("git's list of files afterwards: {:.0} ms", ms(timed(|| repo.catch_up().unwrap()).0));
    let mut batches = Vec::new();
    for _ in 0..11 {
        append(&repo, "ka", 10, "x");
        let paths = [path(feed("ka"))];
        batches.push(timed(|| repo.commit(&paths, "batch", &author(), at(2)).unwrap()).0);
    }
    println!("the same with git's list of files at once: median {:.1} ms", ms(median(batches)));
    let mut edits = Vec::new();
    for n in 0..51 {
        repo.write(paths[n * 7].as_str(), format!("+++\nname = \"New {n}\"\n+++\n").as_bytes())
            .unwrap();
        edits.push(
            timed(|| repo.commit(&paths[n * 7..=n * 7], "edit", &author(), at(3)).unwrap()).0,
        );
    }
    println!("one edited title: median {:.1} ms", ms(median(edits)));
    let mut stock = Vec::new();
    for n in 0..11 {
        let file = paths[n * 11 + 1].as_str();
        fs_err::write(repo.folder().join(file), format!("+++\nname = \"Git {n}\"\n+++\n")).unwrap();
        stock.push(
            timed(|| {
                git(repo.folder(), &["add", file]);
                git(repo.folder(), &["commit", "-q", "-m", "edit"])
            })
            .0,
        );
    }
    println!(
        "the same by `git add` and `git commit`, unsigned: median {:.1} ms",
        ms(median(stock))
    );
    let (status, _) = timed(|| repo.pending().unwrap());
    println!("looking for changed files: {:.0} ms", ms(status));
}

/// A node with so many signed commits of so many events each.
fn history(folder: &Utf8Path, commits: usize, events: usize) -> Repo {
    let (repo, _) = node(folder, "ka");
    grow(&repo, commits, events);
    repo
}

fn grow(repo: &Repo, commits: usize, events: usize) {
    // A file a day, of a few hundred lines.
    for n in 0..commits {
        append_day(repo, events);
        let path: RepoPath = feed("ka").parse().unwrap();
        repo.commit(&[path], &format!("batch {n}"), &author(), at(2)).unwrap();
    }
}

fn append_day(repo: &Repo, events: usize) {
    append(repo, "ka", events, "x");
}

fn verify() {
    let scratch = Scratch::new();
    let repo = history(&scratch.path("a"), 10, 1);
    // Documents, so that the commits are many and small.
    for n in 0..10_000 {
        let file = format!("catalog/{:02x}/{:02x}-thing.md", n % 256, n % 256);
        fs_err::create_dir_all(repo.folder().join(&file).parent().unwrap()).unwrap();
        fs_err::write(repo.folder().join(&file), format!("+++\nname = \"Thing {n}\"\n+++\n"))
            .unwrap();
        repo.commit(&[file.parse().unwrap()], "edit", &author(), at(2)).unwrap();
    }
    let (loose, found) = timed(|| repo.verify_all().unwrap());
    assert!(found.is_clean());
    let objects = repo.repack().unwrap();
    let repo = Repo::open(repo.folder()).unwrap();
    let (packed, found) = timed(|| repo.verify_all().unwrap());
    println!(
        "{} signed commits checked: {:.2} s loose, {:.2} s packed ({objects} objects)",
        found.commits,
        loose.as_secs_f64(),
        packed.as_secs_f64()
    );
}

fn fetch() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("a"), "ka");
    let hub = scratch.path("hub.git");
    git(&scratch.path(""), &["init", "-q", "--bare", "-b", "main", hub.as_str()]);
    repo.add_remote("hub", hub.as_str()).unwrap();
    repo.exchange("hub").unwrap();
    let (peer, _) = Repo::join(hub.as_str(), &scratch.path("b"), Some(&key("kb")), None).unwrap();
    let stock = scratch.path("stock");
    git(&scratch.path(""), &["clone", "-q", hub.as_str(), stock.as_str()]);
    git(&stock, &["config", "core.fsync", "all"]);
    // 10,000 events in 100 batches: the kiosk's own measure for a busy afternoon.
    for day in 0..50 {
        grow_day(&repo, day, 2, 100);
    }
    let (push, _) = timed(|| repo.exchange("hub").unwrap());
    let (ours, news) = timed(|| peer.exchange("origin").unwrap());
    assert_eq!(news.received_events, 10_000);
    let (theirs, _) = timed(|| git(&stock, &["fetch", "-q"]));
    let (merge, _) = timed(|| git(&stock, &["merge", "-q", "--ff-only", "origin/main"]));
    println!(
        "10,000 events in 100 commits to a known peer: ours {:.0} ms checked and checked out, \
        `git fetch` {:.0} ms, with `git merge` {:.0} ms; ratio to fetch {:.2}; sending {:.0} ms",
        ms(ours),
        ms(theirs),
        ms(theirs + merge),
        ms(ours) / ms(theirs),
        ms(push)
    );
}

/// Batches of one day in a file of that day.
fn grow_day(repo: &Repo, day: usize, batches: usize, events: usize) {
    let file = format!(
        "feeds/ka/20{:02}/{:02}/{:02}.jsonl",
        27 + day / 300,
        day / 25 % 12 + 1,
        day % 25 + 1
    );
    let full = repo.folder().join(&file);
    fs_err::create_dir_all(full.parent().unwrap()).unwrap();
    let mut all = last_feed(repo);
    for n in 0..batches {
        let mut text = fs_err::read_to_string(&full).unwrap_or_default();
        for _ in 0..events {
            let line = support::next_line(&all, "ka", "loan");
            all.push_str(&line);
            all.push('\n');
            text.push_str(&line);
            text.push('\n');
        }
        fs_err::write(&full, &text).unwrap();
        repo.commit(&[file.parse().unwrap()], &format!("batch {n}"), &author(), at(2)).unwrap();
    }
}

fn last_feed(repo: &Repo) -> String {
    let out = git(repo.folder(), &["ls-files", "feeds"]);
    out.lines().map(|file| fs_err::read_to_string(repo.folder().join(file)).unwrap()).collect()
}

fn stick() {
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("a"), "ka");
    for day in 0..50 {
        grow_day(&repo, day, 4, 50);
    }
    repo.repack().unwrap();
    let repo = Repo::open(repo.folder()).unwrap();
    let bundle = scratch.path("x.bundle");
    let (theirs, ()) = timed(|| {
        git(repo.folder(), &["bundle", "create", "-q", bundle.as_str(), "main"]);
        fs_err::File::open(&bundle).unwrap().sync_all().unwrap();
    });
    let folder = scratch.path("stick");
    fs_err::create_dir_all(&folder).unwrap();
    let (ours, carried) = timed(|| repo.carry(&folder).unwrap());
    let size = fs_err::metadata(&bundle).unwrap().len();
    println!(
        "a full stick of 10,000 events: ours {} bytes in {:.0} ms, `git bundle` {size} bytes in {:.0} ms; \
        size {:.2}, time {:.2}",
        carried.bytes,
        ms(ours),
        ms(theirs),
        carried.bytes as f64 / size as f64,
        ms(ours) / ms(theirs)
    );
    for day in 50..55 {
        grow_day(&repo, day, 4, 50);
    }
    let base = git(repo.folder(), &["rev-parse", "main~20"]);
    let (theirs, _) = timed(|| {
        git(
            repo.folder(),
            &["bundle", "create", "-q", bundle.as_str(), &format!("{}..main", base.trim())],
        )
    });
    let (ours, carried) = timed(|| repo.carry(&folder).unwrap());
    let size = fs_err::metadata(&bundle).unwrap().len();
    println!(
        "1,000 more: ours {} bytes in {:.0} ms, `git bundle` {size} bytes in {:.0} ms; size {:.2}",
        carried.bytes,
        ms(ours),
        ms(theirs),
        carried.bytes as f64 / size as f64
    );
}

/// Ten years of a busy node: a million events, four batches a day. Then the repository's size, a full
/// clone with all checks, and reading every line of it.
fn years() {
    const DAYS: usize = 3_650;
    const BATCHES: usize = 4;
    const EVENTS: usize = 1_000_000 / (DAYS * BATCHES) + 1;
    let scratch = Scratch::new();
    let (repo, _) = node(&scratch.path("a"), "ka");
    let (mut seq, mut prev, mut worst) = (0, None, Vec::new());
    let (making, ()) = timed(|| {
        for day in 0..DAYS {
            let file = format!(
                "feeds/ka/20{:02}/{:02}/{:02}.jsonl",
                27 + day / 365,
                day % 365 / 31 + 1,
                day % 365 % 31 + 1
            );
            let full = repo.folder().join(&file);
            fs_err::create_dir_all(full.parent().unwrap()).unwrap();
            let mut text = String::new();
            for _ in 0..BATCHES {
                for _ in 0..EVENTS {
                    seq += 1;
                    let line = support::line_after("ka", seq, prev, "loan");
                    prev = Some(catalog::event::LineHash::of(line.as_bytes()));
                    text.push_str(&line);
                    text.push('\n');
                }
                fs_err::write(&full, &text).unwrap();
                let paths = [file.parse().unwrap()];
                let (time, _) = timed(|| {
                    repo.commit(&paths, "kiosk: record events", &author(), at(2)).unwrap()
                });
                worst.push(time);
            }
            if repo.loose_objects() > sync::REPACK_WORTH {
                repo.repack().unwrap();
            }
        }
    });
    repo.repack().unwrap();
    let size = |folder: &str| {
        let out = std::process::Command::new("du").args(["-sk", folder]).output().unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        text.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1024.0
    };
    let git_folder = repo.folder().join(".git");
    println!(
        "{seq} events in {} commits ({:.0} s to make, a commit median {:.1} ms): repository {:.0} MB, files {:.0} MB",
        DAYS * BATCHES,
        making.as_secs_f64(),
        ms(median(worst)),
        size(git_folder.as_str()),
        size(repo.folder().join("feeds").as_str()),
    );
    git(repo.folder(), &["repack", "-a", "-d", "-q"]);
    println!("after `git repack -a -d`: {:.0} MB", size(git_folder.as_str()));
    let (clone, copy) =
        timed(|| Repo::join(repo.folder().as_str(), &scratch.path("b"), None, None).unwrap().0);
    let (fold, lines) = timed(|| {
        let files = git(copy.folder(), &["ls-files", "feeds"]);
        files
            .lines()
            .map(|f| fs_err::read_to_string(copy.folder().join(f)).unwrap().lines().count())
            .sum::<usize>()
    });
    assert_eq!(lines, seq);
    let (stock, _) = timed(|| {
        let to = scratch.path("stock");
        git(&scratch.path(""), &["clone", "-q", "--no-local", repo.folder().as_str(), to.as_str()])
    });
    println!(
        "a full clone, every commit checked: {:.1} s; reading its feeds: {:.1} s; `git clone --no-local`, nothing checked: {:.1} s",
        clone.as_secs_f64(),
        fold.as_secs_f64(),
        stock.as_secs_f64()
    );
}
