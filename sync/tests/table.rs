//! The table of faults and attacks names every number, and every test that it names exists.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::collections::BTreeSet;

use camino::Utf8Path;

#[test]
fn every_fault_and_attack_has_a_test_that_exists() {
    let folder = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let table = fs_err::read_to_string(folder.join("README.md")).unwrap();
    let mut numbers = BTreeSet::new();
    for row in table.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let of_row = cells[1].split(", ").filter_map(|number| number.parse::<u32>().ok());
        numbers.extend(of_row);
        if cells[1].starts_with(|c: char| c.is_ascii_digit()) {
            named_tests_exist(&folder, cells[3]);
        }
    }
    assert_eq!(numbers, (1..=55).collect());
}

fn named_tests_exist(folder: &Utf8Path, cell: &str) {
    let mut named = 0;
    for file in cell.split("; ") {
        let (path, tests) = file.split_once(' ').unwrap();
        if Utf8Path::new(path).extension().is_none_or(|end| end != "rs") {
            continue;
        }
        // From this folder, or from the workspace's.
        let here = folder.join(path);
        let source = if here.exists() { here } else { folder.join("..").join(path) };
        let text = fs_err::read_to_string(source).unwrap();
        for test in tests.split('`').filter(|word| word.len() > 4 && !word.contains(' ')) {
            assert!(text.contains(&format!("fn {test}(")), "{path} has no test `{test}`");
            named += 1;
        }
    }
    assert!(named > 0, "{cell}");
}
