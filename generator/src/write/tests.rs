use super::*;

fn file(path: &str, text: &str) -> OutputFile {
    OutputFile::new(path, text)
}

fn write(root: &Utf8Path, files: &[OutputFile]) -> Result<Report, WriteError> {
    let mut writer = SiteWriter::open(root)?;
    files.iter().try_for_each(|file| writer.put(file))?;
    writer.finish()
}

fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = Utf8PathBuf::from_path_buf(dir.path().join("public")).unwrap();
    (dir, root)
}

fn counts(report: &Report) -> (usize, usize, usize, usize) {
    (report.pages, report.written, report.unchanged, report.removed)
}

#[test]
fn only_files_whose_bytes_changed_are_written() {
    let (_dir, root) = folder();
    let first = write(&root, &[file("index.html", "a"), file("a/b.css", "b")]).unwrap();
    assert_eq!(counts(&first), (1, 2, 0, 0));
    let again = write(&root, &[file("index.html", "c"), file("a/b.css", "b")]).unwrap();
    assert_eq!(counts(&again), (1, 1, 1, 0));
    assert_eq!(fs_err::read_to_string(root.join("index.html")).unwrap(), "c");
}

#[test]
fn only_files_that_a_build_made_are_removed() {
    let (_dir, root) = folder();
    write(&root, &[file("index.html", "a"), file("x/y/old.html", "b")]).unwrap();
    fs_err::write(root.join("mine.txt"), "mine").unwrap();
    let report = write(&root, &[file("index.html", "a")]).unwrap();
    assert_eq!(counts(&report), (1, 0, 1, 1));
    assert!(!root.join("x").exists(), "empty folders go as well");
    assert!(root.join("mine.txt").exists());
}

#[test]
fn a_file_that_no_build_made_is_not_replaced() {
    let (_dir, root) = folder();
    fs_err::create_dir_all(&root).unwrap();
    fs_err::write(root.join("index.html"), "mine").unwrap();
    let error = write(&root, &[file("index.html", "a")]).unwrap_err();
    assert!(matches!(error, WriteError::Foreign { .. }), "{error}");
    assert_eq!(fs_err::read_to_string(root.join("index.html")).unwrap(), "mine");
}

#[test]
fn a_build_that_stops_leaves_the_old_site_as_it_was() {
    let (_dir, root) = folder();
    write(&root, &[file("index.html", "old"), file("gone.html", "old")]).unwrap();
    let mut writer = SiteWriter::open(&root).unwrap();
    writer.put(&file("index.html", "new")).unwrap();
    writer.put(&file("more.html", "new")).unwrap();
    assert!(writer.put(&file("../x", "x")).is_err());
    drop(writer);
    assert_eq!(fs_err::read_to_string(root.join("index.html")).unwrap(), "old");
    assert!(root.join("gone.html").exists() && !root.join("more.html").exists());
    assert!(!root.join(STAGING).exists(), "nothing is left lying about");
}

#[test]
fn a_build_that_was_cut_off_while_it_moved_goes_on_where_it_stopped() {
    let (_dir, root) = folder();
    write(&root, &[file("index.html", "a")]).unwrap();
    // The list knew of it already, the file was there, the old one not yet removed.
    fs_err::write(root.join(MANIFEST), "index.html\nc.html\nold.html\n").unwrap();
    fs_err::write(root.join("c.html"), "half").unwrap();
    fs_err::write(root.join("old.html"), "old").unwrap();
    fs_err::create_dir(root.join(STAGING)).unwrap();
    fs_err::write(root.join(STAGING).join("7"), "x").unwrap();
    let report = write(&root, &[file("index.html", "b"), file("c.html", "c")]).unwrap();
    assert_eq!(counts(&report), (2, 2, 0, 1));
    assert!(!root.join(STAGING).exists());
}

#[test]
fn a_page_that_failed_keeps_its_old_self() {
    let (_dir, root) = folder();
    write(&root, &[file("index.html", "a"), file("b.html", "b")]).unwrap();
    let failed = OutputFile::failed("b.html".into(), "a loop without an end".into());
    let report = write(&root, &[file("index.html", "c"), failed]).unwrap();
    assert_eq!(report.failed, ["b.html: a loop without an end"]);
    assert_eq!(fs_err::read_to_string(root.join("b.html")).unwrap(), "b");
}

#[test]
fn what_is_known_is_not_read_again_unless_somebody_touched_it() {
    let (_dir, root) = folder();
    let of = Fingerprint::of(b"view");
    let drawn = || OutputFile::drawn("index.html".into(), b"page".to_vec(), of);
    let mut writer = SiteWriter::open(&root).unwrap();
    writer.put(&drawn()).unwrap();
    let (_, known) = writer.finish_with().unwrap();
    assert!(known.clone().checked(&root).has("index.html", of));
    assert!(!known.has("index.html", Fingerprint::of(b"other view")));
    fs_err::write(root.join("index.html"), "by hand").unwrap();
    assert!(!known.checked(&root).has("index.html", of));
}

#[test]
fn no_path_leads_outside_the_folder() {
    let (_dir, root) = folder();
    for bad in ["../x.html", "/etc/x", "a/../../x", ".commonstead-site", "a\\b", ""] {
        let error = write(&root, &[file(bad, "x")]).unwrap_err();
        assert!(matches!(error, WriteError::Path { .. }), "{bad}: {error}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link() {
    let (dir, root) = folder();
    let outside = Utf8PathBuf::from_path_buf(dir.path().join("outside")).unwrap();
    write(&root, &[file("a/x.html", "a"), file("index.html", "a")]).unwrap();
    fs_err::create_dir(&outside).unwrap();
    fs_err::write(outside.join("x.html"), "theirs").unwrap();
    fs_err::remove_file(root.join("a/x.html")).unwrap();
    fs_err::remove_dir(root.join("a")).unwrap();
    std::os::unix::fs::symlink(&outside, root.join("a")).unwrap();
    let error = write(&root, &[file("a/x.html", "b")]).unwrap_err();
    assert!(matches!(error, WriteError::NotPlain { .. }), "{error}");
    write(&root, &[file("index.html", "a")]).unwrap();
    assert_eq!(fs_err::read_to_string(outside.join("x.html")).unwrap(), "theirs");
}
