//! Every collected manifest becomes a design or says why not.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests say what they read")]

mod node;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;
use exchange::okh::{OkhReading, may_be_manifest, read_folder};

fn data() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|up| up.join("shared/data/designs")).find(|p| p.is_dir());
    if found.is_none() {
        println!("no designs beside the project: nothing to read");
    }
    found
}

fn folder(root: &Path) -> Vec<(Utf8PathBuf, Vec<u8>)> {
    let mut open = vec![root.to_owned()];
    let mut files = Vec::new();
    while let Some(dir) = open.pop() {
        for entry in fs_err::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(inner) =
                Utf8PathBuf::try_from(path.strip_prefix(root).unwrap().to_owned())
            {
                files.push((inner, fs_err::read(&path).unwrap()));
            }
        }
    }
    files
}

fn account(name: &str, files: &[(Utf8PathBuf, Vec<u8>)], read: &OkhReading) {
    let total = files.iter().filter(|(path, _)| may_be_manifest(path)).count();
    println!(
        "{name}: {} designs arrive, {} files are left out",
        read.designs.len(),
        read.skipped.len()
    );
    let mut why = BTreeMap::<&str, usize>::new();
    for skipped in &read.skipped {
        assert!(!skipped.why.is_empty());
        *why.entry(&skipped.why).or_default() += 1;
    }
    for (why, times) in why {
        println!("  {times} × {why}");
    }
    assert_eq!(read.designs.len() + read.skipped.len(), total);
}

#[test]
fn a_list_of_two_thousand_manifests_arrives_whole() {
    let Some(root) = data() else { return };
    let packed = fs_err::File::open(root.join("losh-list/manifests.tar.gz")).unwrap();
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(packed));
    let mut files = Vec::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = Utf8PathBuf::try_from(entry.path().unwrap().into_owned()).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.push((path, bytes));
    }
    let read = read_folder(&files);
    account("losh-list", &files, &read);
    assert_eq!(read.designs.len(), 2095);
    let mut folder = node::Folder::new(&[]);
    let plan = folder.plan(&files);
    assert_eq!(plan.created, 2095);
    folder.apply(&plan);
    let loaded = folder.loaded();
    println!(
        "  {} designs are read back, {} remarks on them",
        loaded.documents.designs.len(),
        loaded.problems.len()
    );
    assert_eq!(loaded.documents.designs.len(), 2095);
    let again = folder.plan(&files);
    assert_eq!((again.changes.len(), again.unchanged), (0, 2095));
}

#[test]
fn repositories_and_a_library_of_version_one_arrive() {
    let Some(root) = data() else { return };
    for (name, at_least) in
        [("repos", 13), ("helpful-library", 12), ("losh-list/manifests-sample", 100)]
    {
        let files = folder(&root.join(name));
        let read = read_folder(&files);
        account(name, &files, &read);
        for skipped in read.skipped.iter().filter(|s| s.why.contains("YAML")) {
            println!("  {:?}: {}", skipped.file, skipped.why);
        }
        assert!(read.designs.len() >= at_least, "{name}");
        let brought: usize = read.designs.iter().map(|d| d.files.len()).sum();
        println!("  {brought} files come along");
    }
}
