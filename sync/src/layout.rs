//! Which paths a node's repository may hold.
//!
//! Two sieves: [`check_name`] refuses names that some file system, operating system or version of git
//! would take for something else, whoever made them; [`RepoPath`] further asks that the path belongs
//! to a node, and is what this program commits. Names follow what FAT, exFAT, NTFS and APFS can all
//! hold, because a node travels over all of them.

use std::fmt;
use std::str::FromStr;

use catalog::ids::DeviceId;

/// The largest file that a node carries, in bytes.
pub const MAX_FILE: u64 = 32 << 20;
/// The largest day of a feed, in bytes.
pub const MAX_FEED: u64 = 16 << 20;
/// The deepest path, in parts.
pub const MAX_DEPTH: usize = 12;
/// The longest name of a file or folder, in bytes: 255 UTF-16 units on every file system.
const MAX_NAME: usize = 200;

/// Why a path cannot be part of a node.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` {why}")]
pub struct PathError {
    /// The path, with anything unprintable escaped.
    pub path: String,
    /// What is wrong with it.
    pub why: PathProblem,
}

/// What is wrong with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathProblem {
    /// Empty, absolute, or with an empty part.
    #[error("is not a path inside the node")]
    Outside,
    /// Not UTF-8.
    #[error("has a name that is not text")]
    NotText,
    /// Longer than file systems hold.
    #[error("has a name longer than {MAX_NAME} bytes")]
    TooLong,
    /// Nested too deeply.
    #[error("has more than {MAX_DEPTH} parts")]
    TooDeep,
    /// A character that is invisible, reversed or not allowed on some file system.
    #[error("has a character that some drives cannot hold")]
    Character,
    /// A name that some system reserves (`aux`, `.git`, a trailing dot).
    #[error("has a name that some systems keep for themselves")]
    Reserved,
    /// Not part of a node's layout.
    #[error("is not a place where a node keeps something")]
    NotLayout,
}

impl PathError {
    fn new(path: &str, why: PathProblem) -> Self {
        Self { path: path.escape_debug().to_string(), why }
    }

    pub(crate) fn hint(&self) -> Option<String> {
        (self.why == PathProblem::NotLayout).then(|| {
            format!(
                "files live in {}, and feeds/<device>/<yyyy>/<mm>/<dd>.jsonl",
                FOLDERS.join(", ")
            )
        })
    }
}

/// The folders that documents and media live in.
const FOLDERS: [&str; 9] = [
    "catalog",
    "places",
    "designs",
    "governance",
    "pages",
    "events",
    "people",
    "media",
    "conflicts",
];
/// The files beside them.
const FILES: [&str; 6] =
    ["node.toml", "keys/allowed_signers", ".gitignore", "README.md", "LICENSE", "LICENSE.md"];

/// Where the node's devices and their public keys are listed.
pub const SIGNERS: &str = "keys/allowed_signers";
/// The folder of everything that only this device knows.
pub const PRIVATE: &str = ".stead";

/// A path inside a node's repository that the node's layout has a place for, with `/` between parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RepoPath(Box<str>);

impl RepoPath {
    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The device whose feed this is, if it is one.
    pub fn feed_of(&self) -> Option<DeviceId> {
        feed_device(&self.0)
    }
}

impl FromStr for RepoPath {
    type Err = PathError;
    fn from_str(text: &str) -> Result<Self, PathError> {
        check_path(text)?;
        let in_folder = text.split_once('/').is_some_and(|(top, _)| FOLDERS.contains(&top));
        if in_folder || FILES.contains(&text) || feed_device(text).is_some() {
            return Ok(Self(text.into()));
        }
        Err(PathError::new(text, PathProblem::NotLayout))
    }
}
impl fmt::Display for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The device in `feeds/<device>/<yyyy>/<mm>/<dd>.jsonl`; none for any other path.
pub(crate) fn feed_device(path: &str) -> Option<DeviceId> {
    let mut parts = path.strip_prefix("feeds/")?.split('/');
    let device: DeviceId = parts.next()?.parse().ok()?;
    let digits = |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    let year = digits(parts.next()?, 4);
    let month = digits(parts.next()?, 2);
    let day = parts.next()?.strip_suffix(".jsonl").is_some_and(|day| digits(day, 2));
    (year && month && day && parts.next().is_none()).then_some(device)
}

/// Whether something lies under `feeds/` at all.
pub(crate) fn is_feed(path: &str) -> bool {
    path.starts_with("feeds/")
}

/// The largest size that a file at this path may have, in bytes.
pub(crate) fn limit(path: &str) -> u64 {
    if is_feed(path) { MAX_FEED } else { MAX_FILE }
}

/// Checks every part of a path.
pub fn check_path(path: &str) -> Result<(), PathError> {
    let fail = |why| PathError::new(path, why);
    if path.is_empty() {
        return Err(fail(PathProblem::Outside));
    }
    if path.split('/').count() > MAX_DEPTH {
        return Err(fail(PathProblem::TooDeep));
    }
    path.split('/').try_for_each(|name| check_name(name).map_err(fail))
}

/// Checks one name of a file or folder.
pub fn check_name(name: &str) -> Result<(), PathProblem> {
    if name.is_empty() || name == "." || name == ".." {
        return Err(PathProblem::Outside);
    }
    if name.len() > MAX_NAME {
        return Err(PathProblem::TooLong);
    }
    if name.chars().any(is_odd) || name.starts_with(' ') {
        return Err(PathProblem::Character);
    }
    if is_reserved(name) {
        return Err(PathProblem::Reserved);
    }
    Ok(())
}

/// Control and format characters hide, reverse or vanish; the rest is not allowed on FAT or NTFS.
/// Combining accents are the other spelling of letters that have a code of their own.
fn is_odd(c: char) -> bool {
    c.is_control()
        || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '/')
        || matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_reserved(name: &str) -> bool {
    const DOTTED: [&str; 4] = [".gitignore", ".gitkeep", ".editorconfig", ".mailmap"];
    let lower = name.to_lowercase();
    let stem = lower.split('.').next().unwrap_or("").trim_end();
    let device = ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem)
        || (stem.chars().count() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit() || "¹²³".contains(c)));
    let hidden = name.starts_with('.') && !DOTTED.contains(&name);
    let short_git = lower.starts_with("git~");
    device || hidden || short_git || name.ends_with(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nodes_own_paths_are_taken() {
        for path in [
            "node.toml",
            "keys/allowed_signers",
            "catalog/ha/hammer-drill.md",
            "catalog/--/x.es.md",
            "designs/stool/drawings/Seat No 2 (größer).svg",
            "feeds/k7m2qf/2026/03/14.jsonl",
            ".gitignore",
        ] {
            assert!(path.parse::<RepoPath>().is_ok(), "{path}");
        }
    }

    #[test]
    fn what_is_not_the_nodes_is_not_committed() {
        for path in [
            ".stead/device_key",
            "notes.txt",
            "keys/id_ed25519",
            "feeds/k7m2qf/2026/03/14.txt",
            "feeds/k7m2qf/2026/03/14.jsonl/x",
            "feeds/K7/2026/03/14.jsonl",
            "public/index.html",
        ] {
            assert!(path.parse::<RepoPath>().is_err(), "{path}");
        }
    }

    #[test]
    fn names_that_some_system_takes_for_something_else_are_refused() {
        for name in [
            "",
            ".",
            "..",
            "a/b",
            ".git",
            ".GIT",
            "git~1",
            "GIT~1",
            ".git ",
            ".git.",
            ".g\u{200d}it",
            ".gitmodules",
            ".gitattributes",
            ".stead",
            "..\\x",
            "aux",
            "AUX.json",
            "com1.md",
            "nul ",
            "x:stream",
            "trail.",
            "trail ",
            " lead",
            "tab\tx",
            "rtl\u{202e}gpj.exe",
            "e\u{301}.md",
            "\u{feff}x",
            "a*b",
        ] {
            assert!(check_name(name).is_err(), "{name:?}");
        }
        assert_eq!(check_name(&"x".repeat(201)), Err(PathProblem::TooLong));
        assert!(check_path("/etc/passwd").is_err());
        assert!(check_path("a//b").is_err());
        assert!(check_path(&"a/".repeat(12)).is_err());
    }
}
