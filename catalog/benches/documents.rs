//! How long it takes to read and check a catalogue, beside the time that its files alone take.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::check;
use catalog::code::Code;
use catalog::document::{Document, load, path_of, read_file};
use catalog::record::DocumentKind;
use divan::Bencher;

const TITLES: u32 = 10_000;

fn main() {
    divan::main();
}

const NODE: &str = r#"id = "oak-street"
name = "Oak Street Commons"
default_policy = "standard"

[policies.standard]
label = "One week"

[categories.power-tools]
name = "Power tools"

[categories."power-tools/drilling"]
name = "Drills"
"#;

/// A title as a diligent volunteer writes one.
fn title(number: u32) -> (Utf8PathBuf, Vec<u8>) {
    let slug = format!("drill-{number:05}").parse().expect("a slug");
    let (one, two) = (Code::from_payload(2 * number), Code::from_payload(2 * number + 1));
    let text = format!(
        r#"+++
name = "Cordless hammer drill {number}, 18 V"
other_names = ["SDS drill", "Bohrhammer"]
kind = "tool"
summary = "The one everybody reaches for when a wall is in the way."
lang = "en"
categories = ["power-tools/drilling"]
keywords = ["masonry", "concrete", "screws"]
brand = "Bosch"
model = "GSR 18V-{number}"
power_source = "battery"
weight_kg = 1.6
policy = "standard"
deposit = "20.00 EUR"
replacement_value = "189.00 EUR"
parts_expected = [
    {{ name = "battery", qty = 2, required = true }},
    {{ name = "case", qty = 1, required = false }},
]
checkout_notice = "Eye protection. Two hands above 8 mm."
images = ["media/drill.svg"]
added = "2023-03-04"

[custom]
Chuck = "13 mm, keyless"

[[units]]
code = "{one}"
serial = "3601JH5100"
owner = "node"
acquired = {{ date = "2023-03-04", from = "Alvarez family" }}
home_place = "shelf-b4"
condition = "good"

[[units]]
code = "{two}"
home_place = "shelf-b4"
condition = "worn"
aliases = ["A-{number}"]
+++

Two-speed gearbox. Low gear for screws and large holes, high gear for drilling. The battery holds for
about forty holes of 8 mm in brick. If it does not start, turn the ring behind the chuck until it
clicks. Leave the dust bag on: the workshop's lungs are yours too.
"#
    );
    (path_of(DocumentKind::Title, &slug), text.into_bytes())
}

fn catalogue() -> Vec<(Utf8PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = (0..TITLES).map(title).collect();
    files.push(("node.toml".into(), NODE.into()));
    files.push(("places/shelf-b4.toml".into(), "name = \"Shelf B4\"\n".into()));
    files
}

/// What everything is compared with: the files from a warm disk.
#[divan::bench(sample_count = 10)]
fn files_alone(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = Utf8Path::from_path(folder.path()).expect("UTF-8");
    let files = catalogue();
    for (path, bytes) in &files {
        let path = root.join(path);
        fs_err::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs_err::write(path, bytes).expect("written");
    }
    bencher.bench_local(|| {
        files
            .iter()
            .map(|(path, _)| fs_err::read(root.join(path)).expect("read").len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 10)]
fn read_one_by_one(bencher: Bencher<'_, '_>) {
    let files = catalogue();
    bencher.bench_local(|| {
        files.iter().map(|(path, bytes)| read_file(path.clone(), bytes)).collect::<Vec<_>>()
    });
}

#[divan::bench(sample_count = 10)]
fn load_and_check(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(catalogue).bench_local_values(|files| {
        let loaded = load(files);
        assert!(loaded.problems.is_empty());
        let problems = check::references(&loaded.documents, &|_| true, &|_| None);
        assert!(problems.is_empty());
        loaded
    });
}

/// The screen of a steward changes one field.
#[divan::bench]
fn change_one_field(bencher: Bencher<'_, '_>) {
    let (_, bytes) = title(7);
    let code = Code::from_payload(15).to_string();
    bencher.bench_local(|| {
        let mut document = Document::open(&bytes).expect("opens");
        document.set(&["units", &code, "condition"], "damaged").expect("set");
        document.to_bytes()
    });
}
