//! `stead doctor`: what is wrong with this installation and how to mend it.

use std::process::{Command, Stdio};

use camino::Utf8Path;
use catalog::event::Event;
use desk::lock::Lock;
use jiff::Timestamp;
use serde_json::json;
use sync::{DeviceKey, Repo};

use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Reading};

/// Say what is wrong with this installation and how to mend it
///
/// Looks at git, the clock, the lock, the disk, permissions, the device's key and writes that were cut
/// off. Reads only.
#[derive(Debug, clap::Args)]
pub(crate) struct Doctor {}

/// One thing that was looked at.
struct Finding {
    name: &'static str,
    state: State,
    words: String,
    hint: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Well,
    Note,
    Wrong,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Note => "note",
            Self::Wrong => "wrong",
        }
    }
}

impl Finding {
    fn well(name: &'static str, words: impl Into<String>) -> Self {
        Self { name, state: State::Well, words: words.into(), hint: None }
    }
    fn note(name: &'static str, words: impl Into<String>, hint: &str) -> Self {
        Self { name, state: State::Note, words: words.into(), hint: Some(hint.to_owned()) }
    }
    fn wrong(name: &'static str, words: impl Into<String>, hint: &str) -> Self {
        Self { name, state: State::Wrong, words: words.into(), hint: Some(hint.to_owned()) }
    }
}

pub(crate) fn run(_: &Doctor, cx: &mut Context) -> Answer {
    let mut findings = vec![git()];
    match node::root(cx) {
        Ok(root) => {
            findings.extend([folder(&root), lock(&root), space(&root)]);
            findings.extend(key(&root, cx.edge.now()));
            findings.extend(private(&root));
            match Reading::open(cx) {
                Ok(reading) => {
                    findings.push(clock(&reading.events, reading.now));
                    findings.push(torn(&reading));
                }
                Err(report) => findings.push(Finding::wrong("records", report.message, "")),
            }
        }
        Err(report) => {
            let hint = report.hints.first().map_or("", String::as_str);
            findings.push(Finding::note("node", report.message, hint));
        }
    }
    let wrong = findings.iter().any(|finding| finding.state == State::Wrong);
    let mut text = String::new();
    for finding in &findings {
        text.push_str(&format!(
            "{:<6}{:<13}{}\n",
            finding.state.word(),
            finding.name,
            finding.words
        ));
        if let Some(hint) = finding.hint.as_deref().filter(|hint| !hint.is_empty()) {
            text.push_str(&format!("{:19}{hint}\n", ""));
        }
    }
    let checks: Vec<_> = findings
        .iter()
        .map(|f| json!({ "name": f.name, "state": f.state.word(), "message": f.words, "hint": f.hint }))
        .collect();
    let json = json!({ "version": env!("CARGO_PKG_VERSION"), "healthy": !wrong, "checks": checks });
    Answer::new(json, text).with_problem(wrong)
}

/// Git is not needed by the program; people like to have it.
fn git() -> Finding {
    let version = Command::new("git").arg("--version").stderr(Stdio::null()).output();
    match version {
        Ok(output) if output.status.success() => {
            Finding::well("git", String::from_utf8_lossy(&output.stdout).trim().to_owned())
        }
        _ => Finding::note(
            "git",
            "is not installed",
            "nothing here needs it; with it, `git log` and `git verify-commit` work on the node",
        ),
    }
}

fn folder(root: &Utf8Path) -> Finding {
    let probe = tempfile::Builder::new().prefix(".probe-").tempfile_in(root);
    match probe {
        Ok(_) => Finding::well("folder", root.to_string()),
        Err(error) => Finding::wrong(
            "folder",
            format!("{root} cannot be written: {error}"),
            "the folder must belong to the account that runs the program, on a drive that is not read-only",
        ),
    }
}

fn lock(root: &Utf8Path) -> Finding {
    if let Some(holder) = Lock::holder(root) {
        return Finding::note(
            "lock",
            format!("the node is open in {holder}"),
            "acting commands wait until it is closed; reading works meanwhile",
        );
    }
    let git = [".git/index.lock", ".git/refs/heads/main.lock", ".git/HEAD.lock"];
    match git.iter().find(|file| root.join(file).exists()) {
        Some(file) => Finding::wrong(
            "lock",
            format!("`{file}` is there: git works here, or was cut off"),
            "if nothing else is running, delete that file; nothing is lost",
        ),
        None => Finding::well("lock", "nobody holds the node"),
    }
}

/// Free space, by what is left for an ordinary write.
fn space(root: &Utf8Path) -> Finding {
    const ENOUGH: usize = 8 << 20;
    let written =
        tempfile::Builder::new().prefix(".probe-").tempfile_in(root).and_then(|mut file| {
            let block = vec![0x5a; 1 << 20];
            for _ in 0..ENOUGH / block.len() {
                std::io::Write::write_all(&mut file, &block)?;
            }
            Ok(())
        });
    match written {
        Ok(()) => Finding::well("disk", "there is room"),
        Err(error) => Finding::wrong(
            "disk",
            format!("not even 8 MB could be written: {error}"),
            "make room: `public/` and `.stead/cache` can be made again at any time",
        ),
    }
}

fn key(root: &Utf8Path, now: Timestamp) -> Vec<Finding> {
    let repo = match Repo::open(root) {
        Ok(repo) => repo,
        Err(error) => {
            let hint = error.hint().unwrap_or_default();
            return vec![Finding::wrong("history", error.to_string(), &hint)];
        }
    };
    let mut findings = Vec::new();
    findings.push(match repo.pending() {
        Ok(pending) if pending.is_empty() => Finding::well("history", "everything is committed"),
        Ok(pending) => Finding::note(
            "history",
            format!("{} not committed", super::check::counted(pending.len(), "file")),
            "`stead commit` records them",
        ),
        Err(error) => {
            Finding::wrong("history", error.to_string(), &error.hint().unwrap_or_default())
        }
    });
    let Some(device) = repo.key().map(DeviceKey::device) else {
        let hint = "`stead device join` makes this copy a device of the node";
        findings.push(Finding::note("device key", "this copy has none: it can be read", hint));
        return findings;
    };
    findings.push(match node::is_welcome(&repo, now) {
        Ok(true) => Finding::well("device key", format!("this device is `{device}`")),
        Ok(false) => Finding::wrong(
            "device key",
            format!("the node does not know this device, `{device}`"),
            "`stead device join` says what to run on a device that is in already",
        ),
        Err(report) => Finding::wrong("device key", report.message, ""),
    });
    findings.extend(permissions(&root.join(DeviceKey::FILE), "device key"));
    findings
}

fn private(root: &Utf8Path) -> Option<Finding> {
    permissions(&root.join(".stead/private.sqlite"), "members")
}

/// What only its owner may read.
#[cfg(unix)]
fn permissions(path: &Utf8Path, name: &'static str) -> Option<Finding> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs_err::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| {
        let hint = format!("`chmod 600 {path}` mends it");
        Finding::wrong(name, format!("`{path}` can be read by other accounts"), &hint)
    })
}
#[cfg(not(unix))]
fn permissions(_: &Utf8Path, _: &'static str) -> Option<Finding> {
    None
}

fn clock(events: &[Event], now: Timestamp) -> Finding {
    let newest = events.iter().map(|event| event.hlc.timestamp()).max();
    match newest {
        Some(newest) if newest.duration_since(now) > jiff::SignedDuration::from_mins(10) => {
            Finding::wrong(
                "clock",
                format!("shows {now}, but something was recorded at {newest}"),
                "set the computer's date and time; what is recorded until then is marked",
            )
        }
        _ => Finding::well("clock", now.strftime("%Y-%m-%d %H:%M UTC").to_string()),
    }
}

fn torn(reading: &Reading) -> Finding {
    let kept = fs_err::read_dir(reading.root.join(".stead/torn")).map_or(0, Iterator::count);
    let cut = reading.torn.iter().filter(|torn| !torn.span.is_empty()).count();
    match (cut, kept) {
        (0, 0) => Finding::well("power cuts", "no half-written lines"),
        (0, n) => Finding::note(
            "power cuts",
            format!("{} in `.stead/torn/`", super::check::counted(n, "half-written line")),
            "none of them was acknowledged; they can be deleted",
        ),
        (n, _) => Finding::note(
            "power cuts",
            format!("{} at the end of a feed", super::check::counted(n, "half-written line")),
            "the next command that records something sets it aside",
        ),
    }
}
