//! Every word that people read comes from the files of words, every word asked for is there, and none is
//! kept that nobody asks for.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;
use std::path::Path;

use themes::Theme;

/// What stands in a template in no language: names, licences, files, commands.
const NAMES: &[&str] = &[
    "Atkinson Hyperlegible Next, OFL-1.1",
    "AGPL-3.0-or-later",
    "catalog/index.json",
    "events/calendar.ics",
    "news/atom.xml",
    "result.json",
    "stead tally",
    "mm",
];
/// Attributes that are read aloud or shown.
const READ_ALOUD: &[&str] = &["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""];

fn templates(folder: &str) -> Vec<(String, String)> {
    let theme = Theme::built_in();
    let html =
        theme.names(folder).into_iter().filter(|name| name.rsplit('.').next() == Some("html"));
    html.map(|name| (name.clone(), theme.text(&name).unwrap().unwrap())).collect()
}

/// A text without what stands between two marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    out + rest
}

fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1)
}

#[test]
fn no_template_of_the_site_says_a_word_by_itself() {
    let mut said = Vec::new();
    for (name, source) in templates("templates/") {
        let plain = without(&without(&source, "{%", "%}"), "{{", "}}");
        for attribute in READ_ALOUD {
            let values = plain.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
            said.extend(
                values.filter(|value| has_word(value)).map(|value| format!("{name}: {value}")),
            );
        }
        let text = without(&without(&plain, "<script", "</script>"), "<style", "</style>");
        let mut text = without(&without(&text, "<!--", "-->"), "<", ">");
        for known in NAMES {
            text = text.replace(known, " ");
        }
        let lines = text.lines().filter(|line| has_word(line));
        said.extend(lines.map(|line| format!("{name}: {}", line.trim())));
    }
    assert!(said.is_empty(), "{said:#?}");
}

/// The keys of all English messages of a file, or of all files.
fn messages(files: &[&str]) -> BTreeSet<String> {
    let theme = Theme::built_in();
    let mut keys = BTreeSet::new();
    for name in theme.names("locales/en/") {
        let file = name.rsplit('/').next().unwrap();
        if files.is_empty() || files.contains(&file) {
            let source = theme.text(&name).unwrap().unwrap();
            let of = |line: &str| {
                let (key, _) = line.split_once(" =")?;
                key.starts_with(|c: char| c.is_ascii_lowercase()).then(|| key.to_owned())
            };
            keys.extend(source.lines().filter_map(of));
        }
    }
    keys
}

#[test]
fn every_word_that_a_template_asks_for_is_there() {
    let known = messages(&[]);
    let mut missing = Vec::new();
    for (name, source) in templates("templates/").into_iter().chain(templates("kiosk/")) {
        for asked in source.split("t('").skip(1) {
            let Some((key, rest)) = asked.split_once('\'') else { continue };
            // What is put together has no end yet.
            let whole = !key.ends_with('-') && !rest.trim_start().starts_with('~');
            let key_like =
                key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if whole && key_like && !known.contains(key) {
                missing.push(format!("{name}: {key}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in fs_err::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_all(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push_str(&fs_err::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn no_word_of_the_site_is_kept_that_nobody_asks_for() {
    let mut sources = String::new();
    for (_, source) in templates("templates/").into_iter().chain(templates("kiosk/")) {
        sources.push_str(&source);
    }
    let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    for name in ["generator", "kiosk", "stead", "themes"] {
        read_all(&workspace.join(name).join("src"), &mut sources);
    }
    // `format!("month-{}")` and `t('nav-' ~ section)` ask for all that begin so.
    let begun = |key: &str| {
        key.match_indices('-').any(|(at, _)| {
            let head = &key[..=at];
            [format!("\"{head}{{"), format!("'{head}' ~"), format!("\"{head}\" ~")]
                .iter()
                .any(|asked| sources.contains(asked))
        })
    };
    let asked = |key: &str| {
        sources.contains(&format!("\"{key}\"")) || sources.contains(&format!("'{key}'"))
    };
    let files = ["ui.ftl", "pages.ftl", "build.ftl", "dates.ftl", "labels.ftl"];
    let unused: Vec<String> =
        messages(&files).into_iter().filter(|key| !asked(key) && !begun(key)).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}
