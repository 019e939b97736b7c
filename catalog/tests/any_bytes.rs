//! No bytes whatever bring a reader down: the bodies of the fuzz targets as property tests.

#[path = "../../fuzz/bodies.rs"]
mod bodies;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const FORMAT: &str = include_str!("../FORMAT.md");

/// An example of the format, with a few mistakes made in it.
fn mistaken() -> impl Strategy<Value = Vec<u8>> {
    let examples: Vec<&str> = FORMAT
        .split("\n```")
        .filter_map(|block| block.split_once("file=")?.1.split_once('\n').map(|(_, text)| text))
        .collect();
    let pieces = select(vec![
        "",
        "\n",
        "\r\n",
        "+++\n",
        "\"",
        "\"\"\"",
        "'",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ",",
        ".",
        "#",
        "\\",
        "\\u00",
        "ü",
        "\u{feff}",
        "[units]\n",
        "[[units]]\n",
        "code = \"7K3-QP2J\"\n",
        "name = 1\n",
        "name.x = 1\n",
        "translations = 1\n",
        "a.b.c = {",
        "2026-13-99",
        "24:00",
        "-0",
        "1e999",
        "inf",
        "0x",
        "99999999999999999999",
        "\"~ 200\"",
        "\"-0.00 EUR\"",
        "\0",
    ]);
    let mistake = (any::<Index>(), 0usize..20, pieces);
    (select(examples), vec(mistake, 0..5)).prop_map(|(example, mistakes)| {
        let mut bytes = example.as_bytes().to_vec();
        for (at, length, piece) in mistakes {
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, piece.bytes());
        }
        bytes
    })
}

/// Failures are kept as tests of their own, not in a file.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![6 => mistaken(), 1 => vec(any::<u8>(), 0..300)]
}

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn any_file_is_split_and_changed_without_loss(bytes in bytes()) {
        bodies::front_matter(&bytes);
    }

    #[test]
    fn any_title_is_read(bytes in bytes()) {
        bodies::title(&bytes);
    }

    #[test]
    fn any_node_is_read(bytes in bytes()) {
        bodies::node(&bytes);
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_bytes_are_loaded_and_checked_as_every_kind(bytes in bytes()) {
        bodies::every_kind(&bytes);
    }
}

#[test]
fn a_very_long_line_is_read_in_time() {
    let long = "x".repeat(1_000_000);
    for text in [long.clone(), format!("+++\nname = \"{long}\"\n+++\n"), format!("+++\n{long}")] {
        bodies::title(text.as_bytes());
    }
    let many = format!("+++\nname = \"A\"\ncategories = [{}]\n+++\n", "\"X\",".repeat(20_000));
    let parsed = catalog::document::parse::parse_title("catalog/a/a.md".into(), many.as_bytes());
    assert_eq!(parsed.problems.len(), 20_000);
    let broken = format!("+++\n{}\n+++\n", "= = ".repeat(100_000));
    bodies::title(broken.as_bytes());
}
