//! What the Debian package is made of, as `cargo deb` reads it: everything that it names is there, and
//! its scripts and its unit can be read by the programs that will read them.

#![allow(clippy::unwrap_used, reason = "helpers of tests, outside of a test function")]

use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};

fn here() -> &'static Utf8Path {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The table `package.metadata.deb`, as text.
fn metadata() -> String {
    let manifest = fs_err::read_to_string(here().join("Cargo.toml")).unwrap();
    let (_, rest) = manifest.split_once("[package.metadata.deb]\n").unwrap();
    rest.split("\n[").next().unwrap().to_owned()
}

/// What stands between quotes.
fn quoted(line: &str) -> Vec<&str> {
    line.split('"').skip(1).step_by(2).collect()
}

/// Where each file comes from, where it goes, and with which rights.
fn assets() -> Vec<(Utf8PathBuf, String, u32)> {
    let text = metadata();
    let (_, rest) = text.split_once("assets = [\n").unwrap();
    let lines = rest.lines().take_while(|line| line.trim() != "]");
    let asset = |line: &str| match quoted(line)[..] {
        [from, to, mode] => (from.into(), to.to_owned(), u32::from_str_radix(mode, 8).unwrap()),
        _ => panic!("not an asset: {line}"),
    };
    lines.map(asset).collect()
}

#[test]
fn every_file_of_the_package_is_there_and_goes_where_debian_wants_it() {
    let root = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(root.path()).unwrap();
    let assets = assets();
    assert!(assets.len() >= 4, "{assets:?}");
    for (from, to, mode) in &assets {
        // The program itself is built when the package is; the one that is tested here stands for it.
        let source = match from.strip_prefix("target/release/") {
            Ok(program) => {
                assert_eq!((program.as_str(), *mode), ("stead", 0o755));
                Utf8PathBuf::from(env!("CARGO_BIN_EXE_stead"))
            }
            Err(_) => here().join(from),
        };
        assert!(source.is_file(), "{from} is not there");
        assert!(to.starts_with("usr/"), "{to}: a package leaves the rest to the machine's owner");
        let name = if to.ends_with('/') { source.file_name().unwrap() } else { "" };
        let target = root.join(format!("{to}{name}"));
        fs_err::create_dir_all(target.parent().unwrap()).unwrap();
        fs_err::copy(&source, &target).unwrap();
    }
    let said = Command::new(root.join("usr/bin/stead")).arg("--version").output().unwrap();
    assert!(said.status.success(), "what was installed runs");
    assert!(root.join("usr/lib/tmpfiles.d/stead.conf").is_file());
    let license = metadata();
    let license = license.lines().find(|line| line.starts_with("license-file")).unwrap();
    assert!(here().join(quoted(license)[0]).is_file());
}

#[test]
fn the_scripts_of_the_package_can_be_read_by_any_shell() {
    let folder = here().join("../packaging");
    let mut read = 0;
    for name in ["preinst", "postinst", "prerm", "postrm"] {
        let script = folder.join(name);
        if script.is_file() {
            let checked = Command::new("sh").arg("-n").arg(&script).output().unwrap();
            assert!(checked.status.success(), "{name}: {checked:?}");
            let text = fs_err::read_to_string(&script).unwrap();
            assert!(text.starts_with("#!/bin/sh\nset -e\n"), "{name} stops where something fails");
            assert!(text.contains("#DEBHELPER#"), "{name} has no place for what `cargo deb` adds");
            read += 1;
        }
    }
    assert!(read > 0, "no script was found");
}

#[test]
fn the_unit_starts_what_the_package_installs_with_words_that_the_program_knows() {
    let unit = here().join("../packaging/stead-kiosk.service");
    let text = fs_err::read_to_string(&unit).unwrap();
    let start = text.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let mut words = start.split_whitespace();
    assert_eq!(words.next(), Some("/usr/bin/stead"));
    let help =
        Command::new(env!("CARGO_BIN_EXE_stead")).args(["kiosk", "--help"]).output().unwrap();
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    for word in words.filter(|word| word.starts_with("--")) {
        assert!(help.contains(word), "the program does not know {word}");
    }
    for (name, _) in
        start.match_indices("${").map(|(at, _)| start[at + 2..].split_once('}').unwrap())
    {
        assert!(text.contains(&format!("{name}=")), "{name} has no value");
    }
    // What keeps a program that was broken into from the rest of the machine.
    for line in
        ["NoNewPrivileges=true", "ProtectSystem=strict", "User=stead", "StateDirectory=stead"]
    {
        assert!(text.lines().any(|own| own == line), "{line}");
    }
    match Command::new("systemd-analyze").arg("verify").arg(&unit).output() {
        Err(_) => println!("skipped: this computer has no systemd-analyze"),
        Ok(checked) => {
            let said = String::from_utf8_lossy(&checked.stderr).into_owned();
            // The program itself and its user are there once the package is.
            let wrong: Vec<_> = said
                .lines()
                .filter(|line| line.contains("stead-kiosk") && !line.contains("not executable"))
                .collect();
            assert!(wrong.is_empty(), "{wrong:?}");
        }
    }
}
