//! Whether programs that nobody here wrote read what is made for other programs.

use std::process::Command;

use super::outputs::addressed;

const READER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/site/valid.py");

/// The Python that has what reads calendars: the first on the path may be another than the system's.
fn python() -> String {
    let can = |python: &&str| {
        let asked = Command::new(python).args(["-c", "import icalendar"]).output();
        asked.is_ok_and(|said| said.status.success())
    };
    let found = ["python3", "/usr/bin/python3"].into_iter().find(can);
    found.unwrap_or("python3").to_owned()
}

/// Needs Python; what of it is not installed is printed and left out. `PYTHON` names another one, such as
/// that of a virtual environment.
#[test]
fn other_programs_read_calendars_feeds_maps_and_linked_data() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| python());
    if !Command::new(&python).arg("--version").output().is_ok_and(|said| said.status.success()) {
        println!("skipped: python3 is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &addressed().files {
        let path = folder.path().join(path);
        fs_err::create_dir_all(path.parent().unwrap()).unwrap();
        fs_err::write(path, bytes).unwrap();
    }
    let said = Command::new(&python).arg(READER).arg(folder.path()).output().unwrap();
    println!("{}", String::from_utf8_lossy(&said.stdout));
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

/// What the manifests of designs promise: the fields that Open Know-How (LOSH, version 1) demands, and
/// files that are there.
#[test]
fn designs_are_published_as_open_know_how() {
    let site = addressed();
    let manifest = site.text("designs/stool/files/okh.toml");
    let read: toml::Table = manifest.parse().unwrap();
    for field in ["okhv", "name", "function", "license", "licensor", "documentation-language"] {
        assert!(
            read.get(field).and_then(toml::Value::as_str).is_some_and(|value| !value.is_empty()),
            "{field}"
        );
    }
    let mut named = Vec::new();
    for field in
        ["image", "readme", "bom", "manufacturing-instructions", "user-manual", "source", "export"]
    {
        match read.get(field) {
            Some(toml::Value::String(file)) => named.push(file.clone()),
            Some(toml::Value::Array(all)) => {
                named.extend(all.iter().filter_map(|file| Some(file.as_str()?.to_owned())));
            }
            _ => {}
        }
    }
    for file in named {
        assert!(site.files.contains_key(&format!("designs/stool/files/{file}")), "{file}");
    }
}
