//! What another program draws from the PDF is read back: every symbol of every sheet at 300 dpi.
//!
//! Draws with pdftoppm and reads text with pdftotext (poppler); without them each test says so.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test that cannot go on stops, one that is skipped says so, and pixels are few"
)]

use std::path::Path;
use std::process::Command;

use labels::{
    Card, CardWords, Fonts, Instructions, Label, Printing, SHEETS, Sheet, calibration, cards, print,
};

const NAMES: &[&str] = &[
    "Cordless drill, 18 V",
    "Sewing machine",
    "Tent for four",
    "Bohrhammer mit Koffer",
    "مثقاب لاسلكي",
    "Pressure washer with the long hose and the patio brush",
];

/// Codes that all fit their check symbol are no business of this crate; these are only different.
fn labels(number: u32) -> Vec<Label> {
    let one = |at: u32| {
        let code = format!("7K{:05}", (at * 7919) % 100_000);
        Label {
            address: format!("http://KIOSK.LOCAL/I/{code}"),
            code: format!("{}-{}", &code[..3], &code[3..]),
            name: NAMES[at as usize % NAMES.len()].to_owned(),
            node: "Oak Street Commons".to_owned(),
            note: None,
        }
    };
    (0..number).map(one).collect()
}

fn has(program: &str) -> bool {
    let found = Command::new(program).arg("-v").output().is_ok();
    if !found {
        println!("skipped: {program} (poppler-utils) is not installed");
    }
    found
}

/// The pages as grey pictures: width, height, pixels.
fn drawn(folder: &Path, pdf: &[u8], dpi: u32) -> Vec<(usize, usize, Vec<u8>)> {
    let file = folder.join("x.pdf");
    fs_err::write(&file, pdf).unwrap();
    let dpi = dpi.to_string();
    let out = Command::new("pdftoppm")
        .args(["-gray", "-r", &dpi])
        .args([file.as_path(), &folder.join("page")])
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let mut files: Vec<_> = fs_err::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|x| x == "pgm"))
        .collect();
    files.sort();
    files.iter().map(|path| picture(&fs_err::read(path).unwrap())).collect()
}

/// A binary PGM.
fn picture(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut at = 0;
    let mut word = || {
        let start = at + bytes[at..].iter().position(|b| !b.is_ascii_whitespace()).unwrap();
        let end = start + bytes[start..].iter().position(u8::is_ascii_whitespace).unwrap();
        at = end;
        std::str::from_utf8(&bytes[start..end]).unwrap().to_owned()
    };
    assert_eq!(word(), "P5");
    let (width, height): (usize, usize) = (word().parse().unwrap(), word().parse().unwrap());
    assert_eq!(word(), "255");
    (width, height, bytes[at + 1..].to_vec())
}

/// What stands in the symbol on one label of a page.
fn read(page: &(usize, usize, Vec<u8>), sheet: &Sheet, position: u32, dpi: f64) -> Option<String> {
    let cut = sheet.cut(position);
    let dots = |mm: f64| (mm * dpi / 25.4).max(0.0) as usize;
    let (x, y) = (dots(cut.x), dots(cut.y));
    let (width, height) = (dots(cut.width).min(page.0 - x), dots(cut.height).min(page.1 - y));
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |px, py| {
        page.2[(y + py) * page.0 + x + px]
    });
    image.detect_grids().first()?.decode().ok().map(|(_, text)| text)
}

#[test]
fn every_symbol_of_every_sheet_gives_back_its_address() {
    if !has("pdftoppm") {
        return;
    }
    let fonts = Fonts::with(&[]).unwrap();
    for sheet in SHEETS {
        let all = labels(sheet.per_page().max(2));
        let printing = Printing { sheet, start: 1, copies: 1, offset: (0.0, 0.0), outline: false };
        let printed = print(&all, &printing, &fonts).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let pages = drawn(folder.path(), &printed.pdf, sheet.dpi.min(300));
        assert_eq!(pages.len(), printed.pages);
        let dpi = f64::from(sheet.dpi.min(300));
        for (at, label) in (0..).zip(&all) {
            let (page, position) = (at / sheet.per_page(), at % sheet.per_page());
            let text = read(&pages[page as usize], sheet, position, dpi);
            assert_eq!(text.as_deref(), Some(label.address.as_str()), "{} {at}", sheet.id);
        }
    }
}

/// Width and height of each page in millimetres, as the PDF says.
fn page_sizes(pdf: &[u8]) -> Vec<(f64, f64)> {
    let text = String::from_utf8_lossy(pdf);
    let boxes = text.split("/MediaBox").skip(1).map(|rest| {
        let inside = rest.split(['[', ']']).nth(1).unwrap_or_default();
        let of = |at: usize| inside.split_whitespace().nth(at).unwrap().parse::<f64>().unwrap();
        (of(2) * 25.4 / 72.0, of(3) * 25.4 / 72.0)
    });
    boxes.collect()
}

#[test]
fn each_label_of_a_tape_is_a_page_of_its_own_length_and_reads_back() {
    if !has("pdftoppm") {
        return;
    }
    let fonts = Fonts::with(&[]).unwrap();
    for sheet in SHEETS.iter().filter(|sheet| sheet.tape.is_some()) {
        let all = labels(6);
        let printing = Printing { sheet, start: 1, copies: 1, offset: (0.0, 0.0), outline: false };
        let printed = print(&all, &printing, &fonts).unwrap();
        assert_eq!(printed.pages, all.len());
        let sizes = page_sizes(&printed.pdf);
        assert_eq!(sizes.len(), all.len(), "{}", sheet.id);
        let across =
            |size: &(f64, f64)| if sheet.tape.unwrap().downwards { size.0 } else { size.1 };
        let along = |size: &(f64, f64)| if sheet.tape.unwrap().downwards { size.1 } else { size.0 };
        let tape = across(&(sheet.paper.width, sheet.paper.height));
        assert!(sizes.iter().all(|size| (across(size) - tape).abs() < 0.05), "{sizes:?}");
        let lengths: Vec<f64> = sizes.iter().map(along).collect();
        assert!(lengths.iter().any(|one| (one - lengths[0]).abs() > 1.0), "{lengths:?}");
        let folder = tempfile::tempdir().unwrap();
        let pages = drawn(folder.path(), &printed.pdf, 300);
        for (page, label) in pages.iter().zip(&all) {
            assert_eq!(read(page, sheet, 0, 300.0).as_deref(), Some(label.address.as_str()));
        }
    }
}

#[test]
fn nothing_dark_is_drawn_outside_the_labels_safe_areas() {
    if !has("pdftoppm") {
        return;
    }
    let fonts = Fonts::with(&[]).unwrap();
    for sheet in SHEETS {
        let printing = Printing { sheet, start: 1, copies: 1, offset: (0.0, 0.0), outline: false };
        let printed = print(&labels(sheet.per_page()), &printing, &fonts).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (width, height, pixels) = drawn(folder.path(), &printed.pdf, 100).remove(0);
        let mut free = vec![true; width * height];
        for position in 0..sheet.per_page() {
            let safe = sheet.safe(position);
            let from = |mm: f64| ((mm * 100.0 / 25.4) - 1.0).max(0.0) as usize;
            let to = |mm: f64| ((mm * 100.0 / 25.4) + 1.5) as usize;
            for y in from(safe.y)..to(safe.bottom()).min(height) {
                free[y * width + from(safe.x)..y * width + to(safe.right()).min(width)].fill(false);
            }
        }
        let outside = pixels.iter().zip(&free).filter(|(p, free)| **free && **p < 250).count();
        assert_eq!(outside, 0, "{}", sheet.id);
    }
}

#[test]
fn text_can_be_selected_and_fonts_are_embedded_as_subsets() {
    if !has("pdftotext") {
        return;
    }
    let sheet = Sheet::named("L7160").unwrap();
    let printing = Printing { sheet, start: 1, copies: 1, offset: (0.0, 0.0), outline: true };
    let printed = print(&labels(21), &printing, &Fonts::with(&[]).unwrap()).unwrap();
    assert!(printed.pdf.len() < 150_000, "{} bytes", printed.pdf.len());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.pdf");
    fs_err::write(&file, &printed.pdf).unwrap();
    let run = |program: &str, args: &[&str]| {
        let out = Command::new(program).arg(&file).args(args).output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    };
    let text = run("pdftotext", &["-layout", "-"]);
    // Side by side, words of other labels stand between the lines of one; alone they follow each other.
    let alone = run("pdftotext", &["-raw", "-"]);
    let words = alone.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Bohrhammer mit") && text.contains("7K0-7919"), "{words} {text}");
    assert!(text.contains("Oak Street Commons"));
    let fonts = run("pdffonts", &[]);
    let rows: Vec<_> = fonts.lines().skip(2).collect();
    assert!(rows.len() >= 3, "{fonts}");
    assert!(rows.iter().all(|row| row.contains("yes yes yes")), "embedded, a subset: {fonts}");
}

#[test]
fn a_members_card_is_read_back() {
    if !has("pdftoppm") {
        return;
    }
    let card = Card {
        address: "http://KIOSK.LOCAL/C/7K3QP2J4MX9ZT".to_owned(),
        code: "7K3QP 2J4M X9ZT".to_owned(),
        name: "Sam Achterberg".to_owned(),
        number: "412-907".to_owned(),
    };
    let words = CardWords {
        node: "Oak Street Commons".to_owned(),
        kind: "Member".to_owned(),
        foot: "Found? 17 Oak Street".to_owned(),
        colours: ((13, 74, 59), (241, 248, 242)),
    };
    let fonts = Fonts::with(&[]).unwrap();
    let printed = cards(&vec![card.clone(); 12], &words, false, &fonts).unwrap();
    assert_eq!((printed.labels, printed.pages), (12, 2));
    let folder = tempfile::tempdir().unwrap();
    let pages = drawn(folder.path(), &printed.pdf, 300);
    for (page, expected) in pages.iter().zip([10, 2]) {
        let read: Vec<_> = (0..10).filter_map(|at| read_card(page, at)).collect();
        assert_eq!(read, vec![card.address.clone(); expected]);
    }
}

/// What the symbol says on a card of an A4 page of two by five, drawn at 300 dpi.
fn read_card(page: &(usize, usize, Vec<u8>), at: usize) -> Option<String> {
    let dots = |mm: f64| (mm * 300.0 / 25.4) as usize;
    let (width, height) = (dots(85.6), dots(53.98));
    let (x, y) = (dots(19.4) + at % 2 * width, dots(13.55) + at / 2 * height);
    let pixel = |px: usize, py: usize| page.2[(y + py) * page.0 + x + px];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    image.detect_grids().first()?.decode().ok().map(|(_, text)| text)
}

#[test]
fn the_calibration_page_of_every_sheet_can_be_made() {
    let words = Instructions {
        title: "Calibration".to_owned(),
        steps: vec!["Print at 100 %.".to_owned(), "Fold it in half.".to_owned()],
        ruler: "100 mm".to_owned(),
    };
    let fonts = Fonts::with(&[]).unwrap();
    for sheet in SHEETS {
        let printed = calibration(sheet, (1.0, -0.5), &words, &fonts).unwrap();
        assert_eq!(printed.pages, 1);
        assert!(printed.pdf.starts_with(b"%PDF"), "{}", sheet.id);
    }
}
