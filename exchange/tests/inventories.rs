//! Everything of the collected inventories either arrives or says why not.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests say what they read")]

use std::path::{Path, PathBuf};

use catalog::record::Quantity;
use exchange::format::{Format, Incoming, ReadOptions, Reading, read};

fn data() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|up| up.join("shared/data/inventories")).find(|p| p.is_dir());
    if found.is_none() {
        println!("no inventories beside the project: nothing to read");
    }
    found
}

fn read_file(path: &Path) -> Reading {
    let bytes = fs_err::read(path).unwrap();
    let currency = catalog::record::Currency::new("EUR");
    let reading = read(&bytes, &ReadOptions { currency, ..ReadOptions::default() });
    println!(
        "{}: {} rows arrive, {} are left out ({})",
        path.file_name().unwrap().to_string_lossy(),
        reading.rows.len(),
        reading.skipped.len(),
        reading.reason
    );
    reading
}

#[test]
fn every_sample_file_is_recognised_and_all_its_rows_are_accounted_for() {
    let Some(root) = data() else { return };
    let expected = [
        ("snipe-it/assets-sample.csv", Format::SnipeIt),
        ("snipe-it/assets-sample-BLANKS.csv", Format::SnipeIt),
        ("snipe-it/accessories-sample.csv", Format::SnipeIt),
        ("snipe-it/consumables-sample.csv", Format::SnipeIt),
        ("snipe-it/components-sample.csv", Format::SnipeIt),
        ("snipe-it/models-sample.csv", Format::SnipeIt),
        ("snipe-it/locations-sample.csv", Format::SnipeIt),
        ("snipe-it/users-sample.csv", Format::SnipeIt),
        ("snipe-it/licenses-sample.csv", Format::SnipeIt),
        ("homebox/minimal.csv", Format::Homebox),
        ("homebox/types.csv", Format::Homebox),
        ("homebox/fields.csv", Format::Homebox),
        ("shelf.nu/shelf.nu-example-asset-import-from-content.csv", Format::Shelf),
        ("shelf.nu/shelf.nu-example-asset-import-from-content-with-barcodes.csv", Format::Shelf),
        ("shelf.nu/shelf.nu-example-import-users-from-content.csv", Format::Shelf),
    ];
    for (file, format) in expected {
        let path = root.join("format-samples").join(file);
        let reading = read_file(&path);
        assert_eq!(reading.format, format, "{file}");
        let people = file.contains("users") || file.contains("licenses");
        assert_eq!(reading.rows.is_empty(), people, "{file}");
        for skipped in reading.skipped.iter().take(3) {
            println!("  row {} is left out: {}", skipped.row, skipped.why);
        }
        for problem in reading.problems.iter().take(6) {
            println!("  {problem}");
        }
        let table = exchange::text::read_table(&fs_err::read(&path).unwrap());
        assert_eq!(reading.total(), table.total(), "{file}");
    }
}

#[test]
fn a_college_workshop_arrives_with_what_is_counted_and_what_is_not() {
    let Some(root) = data() else { return };
    let reading = read_file(&root.join("hmc-make/items.csv"));
    assert_eq!(reading.total(), 1060);
    let kinds = |wanted: fn(&Quantity) -> bool| {
        let unit = |row: &Incoming| match row {
            Incoming::Thing(thing) => thing.unit.as_ref().map(|u| u.quantity),
            Incoming::Place(_) => None,
        };
        reading.rows.iter().filter_map(unit).filter(wanted).count()
    };
    println!(
        "  counted {}, estimated {}, not counted {}",
        kinds(|q| matches!(q, Quantity::Exact(_))),
        kinds(|q| matches!(q, Quantity::About(_))),
        kinds(|q| matches!(q, Quantity::Unknown))
    );
    for problem in &reading.problems {
        println!("  {problem}");
    }
    assert_eq!(reading.rows.len(), 1060);
    assert!(kinds(|q| matches!(q, Quantity::Unknown)) >= 342);
}

#[test]
fn ninety_seven_workshops_tools_arrive() {
    let Some(root) = data() else { return };
    let reading = read_file(&root.join("uk-makerspaces-nesta/items.csv"));
    assert_eq!((reading.rows.len(), reading.skipped.len()), (1484, 0));
    assert!(reading.problems.iter().all(|p| p.row.is_none()), "{:#?}", reading.problems);
}
