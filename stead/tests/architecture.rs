//! Keeps what each crate must never know: the house stands because its ground floor knows nothing of
//! the floors above, and only one crate speaks to git, to the web and to the database.
//!
//! Cargo itself is asked, with all features on, so that a dependency which arrives through another
//! one is found too. Test code may know more than the crate that it tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Crates of this house.
const HOUSE: [&str; 15] = [
    "catalog",
    "civic",
    "content",
    "demo",
    "desk",
    "exchange",
    "generator",
    "governance",
    "kiosk",
    "labels",
    "ledger",
    "search",
    "stead",
    "sync",
    "themes",
];

/// What opens a socket or waits for one.
const NETWORK: [&str; 10] = [
    "axum",
    "hyper",
    "mio",
    "reqwest",
    "rustls",
    "socket2",
    "tokio",
    "tower-http",
    "tungstenite",
    "ureq",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

/// All packages on which `krate` is built, through whatever chain.
fn built_on(krate: &str) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["tree", "--package", krate, "--edges", "normal,build"]);
    cargo.args(["--prefix", "none", "--format", "{p}", "--all-features", "--target", "all"]);
    // Crates for other systems are not there before somebody asks for them, so this may fetch some.
    cargo.arg("--locked");
    let out = cargo.output().expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let names = String::from_utf8(out.stdout).expect("names of packages");
    let names = names.lines().filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != krate).map(str::to_owned).collect()
}

/// Whether the manifest of `krate` names `package` for more than its tests.
fn names(krate: &str, package: &str) -> bool {
    let text = fs_err::read_to_string(root().join(krate).join("Cargo.toml")).expect("a manifest");
    let built = text.split("[dev-dependencies]").next().unwrap_or_default();
    let starts = [format!("{package} ="), format!("{package}.")];
    built.lines().any(|line| starts.iter().any(|start| line.starts_with(start)))
}

fn knows_nothing_of(krate: &str, absences: &[&str]) {
    let all = built_on(krate);
    let found: Vec<_> = absences.iter().filter(|name| all.contains(**name)).collect();
    assert!(found.is_empty(), "{krate} must never know {found:?}; see ARCHITECTURE.md");
}

fn only_these_use(package: &str, allowed: &[&str]) {
    let users: Vec<_> = HOUSE.into_iter().filter(|krate| names(krate, package)).collect();
    assert_eq!(users, allowed, "who uses {package}; see ARCHITECTURE.md");
}

#[test]
fn the_ground_floors_know_no_git_web_pages_or_database() {
    for krate in ["catalog", "governance", "ledger", "exchange"] {
        knows_nothing_of(krate, &["git2", "minijinja", "rusqlite", "tantivy"]);
        knows_nothing_of(krate, &NETWORK);
    }
}

#[test]
fn the_rules_know_no_other_crate_of_the_house() {
    for krate in ["governance", "ledger", "themes", "search", "content", "labels"] {
        knows_nothing_of(krate, &HOUSE);
    }
}

#[test]
fn the_one_translation_knows_records_and_rules_and_nothing_else() {
    let others = HOUSE
        .into_iter()
        .filter(|name| !["catalog", "civic", "governance", "ledger"].contains(name));
    knows_nothing_of("civic", &others.collect::<Vec<_>>());
    knows_nothing_of("civic", &["git2", "minijinja", "rusqlite", "tantivy"]);
    knows_nothing_of("civic", &NETWORK);
}

#[test]
fn the_catalogue_knows_nothing_above_it() {
    knows_nothing_of("catalog", &HOUSE);
    for krate in ["exchange", "desk", "sync"] {
        let above: Vec<_> = HOUSE.into_iter().filter(|name| *name != "catalog").collect();
        knows_nothing_of(krate, &above);
    }
}

#[test]
fn the_generator_opens_no_socket_and_knows_no_git_or_database() {
    knows_nothing_of("generator", &NETWORK);
    knows_nothing_of("generator", &["git2", "rusqlite", "desk", "sync", "kiosk", "stead"]);
}

#[test]
fn the_kiosk_knows_no_git() {
    knows_nothing_of("kiosk", &["git2", "sync", "stead"]);
}

#[test]
fn one_crate_speaks_to_each_outside_thing() {
    only_these_use("git2", &["sync"]);
    only_these_use("axum", &["kiosk"]);
    only_these_use("rusqlite", &["desk"]);
    only_these_use("minijinja", &["generator"]);
    only_these_use("tantivy", &["search"]);
    only_these_use("clap", &["stead"]);
}

#[test]
fn nothing_below_the_kiosk_opens_a_socket_of_its_own() {
    for krate in HOUSE.into_iter().filter(|krate| !["kiosk", "stead"].contains(krate)) {
        for file in sources(&root().join(krate).join("src")) {
            let text = fs_err::read_to_string(&file).expect("a source file");
            for word in ["TcpListener", "TcpStream", "UdpSocket"] {
                assert!(!text.contains(word), "{} uses {word}", file.display());
            }
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs_err::read_dir(folder).expect("a folder of sources");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}
