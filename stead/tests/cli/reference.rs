//! The reference in `docs/` is what the program says of itself.

use camino::Utf8Path;

#[test]
fn the_command_reference_is_the_programs_own_help() {
    let file = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/commands.md");
    let made = stead::reference::markdown();
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        fs_err::create_dir_all(file.parent().unwrap()).unwrap();
        fs_err::write(&file, &made).unwrap();
    }
    let kept = fs_err::read_to_string(&file).unwrap_or_default();
    assert!(
        made == kept,
        "the commands have changed: run the tests with UPDATE_REFERENCE=1 and read the difference"
    );
}

#[test]
fn every_command_and_option_is_explained() {
    let page = stead::reference::markdown();
    for line in page.lines().filter(|line| line.trim_start().starts_with("--")) {
        let option = line.split_whitespace().next().unwrap_or_default();
        assert!(line.trim().len() > 2, "{option}");
    }
    assert!(page.contains("## stead loan out") && page.contains("## stead carry"), "{page}");
}
