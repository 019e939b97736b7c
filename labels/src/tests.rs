//! What is printed where.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

fn label(name: &str) -> Label {
    Label {
        address: "http://KIOSK.LOCAL/I/7K3QP2J".to_owned(),
        code: "7K3-QP2J".to_owned(),
        name: name.to_owned(),
        node: "Oak Street Commons".to_owned(),
        note: Some("If found: 17 Oak Street".to_owned()),
    }
}

fn on(sheet: &'static Sheet) -> Printing {
    Printing { sheet, start: 1, copies: 1, offset: (0.0, 0.0), outline: false }
}

fn fonts() -> Fonts<'static> {
    static FONTS: LazyLock<Fonts<'static>> = LazyLock::new(|| Fonts::with(&[]).unwrap());
    FONTS.clone()
}

const NAMES: &[&str] = &[
    "",
    "Drill",
    "Cordless combi drill, 18 V",
    "Sewing machine with overlock foot, in its hard case with the long cable",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "مثقاب لاسلكي 18 فولت",
];

#[test]
fn nothing_is_outside_the_safe_area_of_its_label_on_any_sheet() {
    let fonts = fonts();
    for sheet in SHEETS {
        for name in [NAMES[0], NAMES[3], NAMES[5]] {
            for position in [0, sheet.per_page() - 1] {
                let placed = layout::place(&label(name), sheet, position, &fonts).unwrap();
                let safe = sheet.safe(position);
                for area in placed.areas() {
                    assert!(safe.holds(&area), "{} {name}: {area:?} of {safe:?}", sheet.id);
                }
            }
        }
    }
}

/// What stands on a label in plain letters.
fn said(placed: &layout::Placed) -> String {
    let runs = placed.words.iter().flat_map(|words| words.line.runs.iter());
    let all: Vec<&str> = runs.map(|run| run.text.trim()).collect();
    all.join(" ")
}

#[test]
fn where_to_bring_what_was_found_is_said_whole_or_not_at_all() {
    let fonts = fonts();
    let (mut whole, address) =
        (0, "If found: 117 Great Portland Street, behind the library, London W1");
    for sheet in SHEETS {
        for name in [NAMES[1], NAMES[3]] {
            let label = Label { note: Some(address.to_owned()), ..label(name) };
            let said = said(&layout::place(&label, sheet, 0, &fonts).unwrap());
            assert!(said.contains(address) || !said.contains("found"), "{}: {said}", sheet.id);
            whole += usize::from(said.contains(address));
        }
    }
    assert!(whole >= 6, "{whole} labels have room for it");
}

#[test]
fn nothing_on_a_label_covers_anything_else_or_the_symbols_quiet_zone() {
    let fonts = fonts();
    for sheet in SHEETS {
        for name in [NAMES[2], NAMES[5]] {
            let placed = layout::place(&label(name), sheet, 0, &fonts).unwrap();
            // Three modules: what no reader needs, and what letters may come near to at most.
            let quiet = placed.dark().inset(-3.0 * placed.module, -3.0 * placed.module);
            let areas: Vec<_> = placed.words.iter().map(layout::Words::area).collect();
            for (at, area) in areas.iter().enumerate() {
                let (width, height) = overlap(&quiet, area);
                assert!(width < 0.05 || height < 0.05, "{} {name}: {area:?} {quiet:?}", sheet.id);
                for other in areas.iter().skip(at + 1) {
                    let (width, height) = overlap(other, area);
                    assert!(
                        width < 0.05 || height < 0.9,
                        "{} {name}: {area:?} {other:?}",
                        sheet.id
                    );
                }
            }
        }
    }
}

fn overlap(a: &Area, b: &Area) -> (f64, f64) {
    let both = a.within(b);
    (both.width, both.height)
}

#[test]
fn modules_are_large_enough_for_phones_but_on_the_smallest_labels() {
    let fonts = fonts();
    let small: Vec<_> = SHEETS
        .iter()
        .filter(|sheet| {
            layout::place(&label("Drill"), sheet, 0, &fonts).unwrap().module < SMALL_MODULE
        })
        .map(|sheet| sheet.id)
        .collect();
    assert_eq!(small, ["5167", "QL-D24", "30332"]);
}

#[test]
fn the_code_is_in_eleven_points_wherever_the_label_has_room() {
    let fonts = fonts();
    for sheet in SHEETS {
        let placed = layout::place(&label("Drill"), sheet, 0, &fonts).unwrap();
        let code = placed.words.iter().find(|w| w.line.runs.iter().any(|r| r.text == "7K3-QP2J"));
        let size = code.unwrap().size;
        let roomy = sheet.label.width >= 55.0 && sheet.label.height >= 25.0;
        assert!(size >= if roomy { 11.0 } else { 5.0 }, "{}: {size}", sheet.id);
    }
}

#[test]
fn labels_go_on_where_the_last_sheet_ended_and_in_copies() {
    let sheet = Sheet::named("L7160").unwrap();
    let all: Vec<_> = ["a", "b", "c"].map(label).into();
    let printing = Printing { start: 18, copies: 2, ..on(sheet) };
    let placed = super::placed(&all, &printing, &fonts()).unwrap();
    let at: Vec<_> = placed.iter().map(|at| (at.position, at.label)).collect();
    assert_eq!(at, [(17, 0), (18, 0), (19, 1), (20, 1), (21, 2), (22, 2)]);
    let printed = print(&all, &printing, &fonts()).unwrap();
    assert_eq!((printed.labels, printed.pages), (6, 2));
    let error = print(&all, &Printing { start: 22, ..printing }, &fonts()).unwrap_err();
    assert_eq!(error.to_string(), "sheet L7160 has labels 1 to 21, there is no label 22");
}

#[test]
fn the_same_labels_give_the_same_bytes() {
    let all: Vec<_> = NAMES.iter().map(|name| label(name)).collect();
    let printing = on(Sheet::named("5160").unwrap());
    let (one, two) = (print(&all, &printing, &fonts()), print(&all, &printing, &fonts()));
    assert_eq!(one.unwrap().pdf, two.unwrap().pdf);
}

#[test]
fn what_a_person_should_know_is_said() {
    let sheet = Sheet::named("5167").unwrap();
    let long =
        label("ドリル with a name that goes on and on and on, far beyond what such a strip holds");
    let printed = print(&[long], &on(sheet), &fonts()).unwrap();
    let said: Vec<_> = printed.warnings.iter().map(Warning::to_string).collect();
    assert!(said.iter().any(|words| words.contains("hundredths")), "{said:?}");
    assert!(said.iter().any(|words| words.contains('ド')), "{said:?}");
}

#[test]
fn an_address_that_no_symbol_holds_is_refused() {
    let one = Label { address: "x".repeat(4000), ..label("x") };
    let error = print(&[one], &on(Sheet::named("L7160").unwrap()), &fonts()).unwrap_err();
    assert!(matches!(error, PrintError::Address { length: 4000, .. }));
}

#[test]
fn a_zebra_gets_its_own_language() {
    let printing = Printing { copies: 2, ..on(Sheet::named("ZD-57x32").unwrap()) };
    let text = zpl(&[label("A ^XA drill")], &printing);
    assert!(text.contains("^FDMA,http://KIOSK.LOCAL/I/7K3QP2J^FS") && text.contains("^PQ2"));
    assert!(text.contains("^FDA -XA drill^FS"), "no name is a command: {text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_name_is_printed_inside_its_label(name in "\\PC{0,60}", at in 0..SHEETS.len()) {
        let sheet = &SHEETS[at];
        let placed = layout::place(&label(&name), sheet, 0, &fonts()).unwrap();
        for area in placed.areas() {
            prop_assert!(sheet.safe(0).holds(&area), "{} {area:?}", sheet.id);
        }
    }
}

#[test]
fn a_label_of_a_tape_is_as_long_as_its_name_needs() {
    for sheet in SHEETS.iter().filter(|sheet| sheet.tape.is_some()) {
        let length = |name: &str| {
            let (cut, placed) = layout::place_on(&label(name), sheet, 0, &fonts()).unwrap();
            assert!(!placed.cut && cut.is_roll(), "{} {name}", sheet.id);
            for area in placed.areas() {
                assert!(cut.safe(0).holds(&area), "{} {name}: {area:?}", sheet.id);
            }
            cut.paper.width * cut.paper.height
        };
        let (short, long) = (
            length("Drill"),
            length(
                "Pressure washer with the long hose, the patio brush and the spare lance for gutters",
            ),
        );
        assert!(short < long, "{}: {short} and {long} mm²", sheet.id);
        assert!(short < 0.6 * sheet.paper.width * sheet.paper.height, "{}", sheet.id);
    }
}
