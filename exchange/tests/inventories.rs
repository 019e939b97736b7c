//! Everything of the collected inventories either arrives or says why not.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests say what they read")]

mod node;

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

/// Imports a file into an empty node, reads the node back, and imports the file again.
fn there_and_again(path: &Path) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let files = [(name.as_str().into(), fs_err::read(path).unwrap())];
    let rows = exchange::text::read_table(&files[0].1).total();
    let mut folder = node::Folder::new(&[]);
    let plan = folder.plan(&files);
    println!(
        "{name}: of {rows} rows {} are new, {} add to one, {} say nothing new, {} are left out; {} files, {} remarks",
        plan.created,
        plan.updated,
        plan.unchanged,
        plan.skipped.len(),
        plan.changes.len(),
        plan.problems.len()
    );
    assert_eq!(plan.total(), rows);
    folder.apply(&plan);
    let loaded = folder.loaded();
    assert!(loaded.problems.is_empty(), "{:#?}", &loaded.problems[..loaded.problems.len().min(5)]);
    let mut wrong = catalog::check::references(
        &loaded.documents,
        &|path| folder.files.contains_key(camino::Utf8Path::new(path)),
        &|path| folder.files.get(path).cloned(),
    );
    // Two sorts of one name are two titles, which is worth a look and not wrong.
    wrong.retain(|problem| problem.code != "duplicate-name");
    assert!(wrong.is_empty(), "{:#?}", &wrong[..wrong.len().min(5)]);
    let again = folder.plan(&files);
    assert!(again.changes.is_empty(), "{}", again.diff());
    assert_eq!((again.created, again.updated), (0, 0));
    let tables: Vec<_> =
        exchange::export::csv(&loaded.documents).into_iter().map(|f| (f.path, f.bytes)).collect();
    let back = folder.plan(&tables);
    assert!(back.changes.is_empty() && back.skipped.is_empty(), "{}", back.diff());
}

#[test]
fn every_inventory_is_planned_read_back_and_planned_again_without_a_change() {
    let Some(root) = data() else { return };
    there_and_again(&root.join("hmc-make/items.csv"));
    there_and_again(&root.join("uk-makerspaces-nesta/items.csv"));
    for system in ["snipe-it", "homebox", "shelf.nu"] {
        for entry in fs_err::read_dir(root.join("format-samples").join(system)).unwrap() {
            there_and_again(&entry.unwrap().path());
        }
    }
}
