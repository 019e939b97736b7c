use super::*;
use crate::record::{Condition, Contents, Lifecycle, Quantity, RetiredReason, TitleKind, UnitKind};

fn title(text: &str) -> Parsed<Title> {
    parse_title("catalog/dr/drill.md".into(), text.as_bytes())
}

/// Each problem as `line:column code: message (hint)`.
fn told<T>(parsed: &Parsed<T>) -> String {
    let line = |p: &Problem| {
        let hint = p.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{}:{} {}: {}{hint}\n", p.line, p.column, p.code, p.message)
    };
    parsed.problems.iter().map(line).collect()
}

#[test]
fn a_title_with_units_stock_and_contents_is_read_whole() {
    let parsed = title(
        r#"+++
name = "Cordless drill"
kind = "kit"
weight_kg = 1.6
added = 2023-03-04
deposit = "20.00 EUR"
contents = [{ unit = "7K3-QP2J" }, { title = "clamp-60", qty = 2 }]
[custom]
Zed = 4
Chuck = "13 mm"
[translations.es]
name = "Taladro"
[[units]]
code = "7k3 qp2j"
condition = "worn"
lifecycle = "retired"
retired_reason = "sold"
[[units]]
code = "M1X-04TH"
kind = "stock"
quantity = "~ 200"
+++

Body.
"#,
    );
    assert_eq!(told(&parsed), "");
    let title = parsed.record.unwrap();
    assert_eq!(
        (title.slug.as_str(), title.kind, title.weight_g),
        ("drill", TitleKind::Kit, Some(1600))
    );
    assert_eq!((title.name.base.as_str(), title.name.in_lang("es")), ("Cordless drill", "Taladro"));
    assert_eq!((title.lang.as_str(), title.body.base.as_str()), ("en", "Body."));
    assert_eq!(title.added.unwrap().to_string(), "2023-03-04");
    let custom: Vec<_> = title.custom.iter().map(|c| (c.name.as_str(), c.value.as_str())).collect();
    assert_eq!(custom, [("Zed", "4"), ("Chuck", "13 mm")], "in the order of the file");
    assert_eq!(title.contents[1], Contents::Title("clamp-60".parse().unwrap(), 2));
    let [drill, screws] = title.units.as_slice() else { panic!("two units") };
    assert_eq!(drill.lifecycle, Lifecycle::Retired(RetiredReason::Sold));
    assert_eq!((drill.condition, drill.home_place.as_str()), (Condition::Worn, "unknown"));
    assert_eq!((screws.kind, screws.quantity), (UnitKind::Stock, Quantity::About(200)));
}

#[test]
fn every_problem_of_a_file_is_reported_in_one_run_and_the_rest_lands() {
    let parsed = title(
        r#"+++
name = "Drill"
polcy = "A"
kind = "tol"
min_age = "18"
categories = "Power Tools/Drilling"
added = "last May"
deposit = "20"
weight_kg = true
summary = "Good"

[[units]]
code = "7K3-QP2K"
[[units]]
code = "7K3-QP2J"
condition = "god"
serial = 4711
[[units]]
kind = "unit"
+++
"#,
    );
    insta::assert_snapshot!(told(&parsed), @r#"
    3:1 unknown-field: `polcy` is not a field that is known here; it is kept (did you mean `policy`?)
    4:8 bad-choice: `kind` is `tol`, which is none of `tool`, `machine`, `material`, `kit`, `space`, `book`, `vehicle` (did you mean `tool`?)
    5:11 wrong-type: `min_age` is a text, but a whole number belongs here (without quotes: `18`)
    6:14 wrong-type: `categories` is a text, but a list belongs here (write it in brackets: `["Power Tools/Drilling"]`)
    6:14 bad-name: `categories` is `Power Tools/Drilling`, which has `P`, but only lower-case letters, digits and single inner hyphens are allowed (did you mean `power-tools/drilling`?)
    7:9 bad-date: `added` is `last May`, which is not a day of the calendar (write it like `"2026-03-14"`)
    8:11 bad-money: `deposit` is `20`, which is not an amount with its currency, like `12.50 EUR`
    9:13 wrong-type: `weight_kg` is a switch, but a number belongs here
    13:8 bad-code: `code` is `7K3-QP2K`, which has the check symbol `K`, but `J` would fit: one symbol is misread (read the label again; `stead labels mint 1` makes a new code)
    16:13 bad-choice: `condition` is `god`, which is none of `new`, `good`, `fair`, `worn`, `damaged`, `unsafe` (did you mean `good`?)
    17:10 wrong-type: `serial` is a whole number, but text in quotes belongs here (put it in quotes: `"4711"`)
    18:1 missing-field: `code` is missing: this unit cannot be found by its label (`stead labels mint 1` makes a new code)
    "#);
    let title = parsed.record.unwrap();
    assert_eq!((title.name.base.as_str(), title.summary.base.as_str()), ("Drill", "Good"));
    assert_eq!(title.units.len(), 1);
}

#[test]
fn broken_toml_is_explained_at_its_place_and_the_other_lines_are_read() {
    let parsed = title(
        "+++\nname = Drill\nbrand = \"Bosch\"\nmodel =\npower source = \"battery\"\nsize = \"30\n+++\n",
    );
    insta::assert_snapshot!(told(&parsed), @r#"
    2:8 toml-syntax: this value cannot be read (put text in quotes: `name = "Cordless drill"`)
    4:8 toml-syntax: there is nothing after the `=` (write a value, or remove the line)
    5:7 toml-syntax: this line is not of the form `key = value` (text belongs below the second `+++` line, notes begin with `#`)
    6:11 toml-syntax: this text is not closed (put a quotation mark at its end)
    "#);
    let title = parsed.record.unwrap();
    assert_eq!((title.name.base.as_str(), title.brand.as_deref()), ("drill", Some("Bosch")));
}

#[test]
fn a_field_that_is_there_twice_is_an_error_at_the_second_place() {
    insta::assert_snapshot!(told(&title("+++\nname = \"A\"\nname = \"B\"\n+++\n")), @"3:1 duplicate-key: `name` is here a second time (keep one of the two)");
}

#[test]
fn front_matter_that_is_missing_or_has_no_end_is_explained() {
    let yaml = title("---\nname: Drill\n---\n");
    insta::assert_snapshot!(told(&yaml), @r#"
    1:1 missing-front-matter: the front matter is missing, so nothing of this file can be shown (this begins with YAML; write the fields as TOML (`name = "…"`) between two `+++` lines)
    "#);
    assert_eq!(yaml.record, None);
    let open = title("+++\nname = \"Drill\"\n\n# About the drill\nIt drills.\n");
    insta::assert_snapshot!(told(&open), @"1:1 unclosed-front-matter: the front matter begins here and does not end (put a second `+++` line between the fields and the text)");
    assert_eq!(open.record.unwrap().name.base, "Drill");
}

#[test]
fn bytes_that_are_no_text_are_reported_where_they_stand() {
    let parsed = parse_title("catalog/dr/drill.md".into(), b"+++\nname = \"Caf\xe9\"\n+++\n");
    insta::assert_snapshot!(told(&parsed), @"2:12 not-utf8: here are bytes that are no text in UTF-8 (save the file as UTF-8 in your editor)");
}

#[test]
fn dates_may_be_bare_and_times_say_their_offset() {
    let parsed = parse_event(
        "events/cafe.md".into(),
        b"+++\nname = \"Caf\"\nstarts = 2026-05-16T14:00:00\nends = 2026-05-16T18:00:00+02:00\n+++\n",
    );
    insta::assert_snapshot!(told(&parsed), @r#"
    3:10 bad-time: `starts` is `2026-05-16T14:00:00`, which is not a moment with its time zone (write it like `"2026-05-16T14:00:00+02:00[Europe/Berlin]"`)
    "#);
    assert!(parsed.record.unwrap().ends.is_some());
}

#[test]
fn a_node_is_read_and_what_is_wrong_in_it_reported() {
    let parsed = parse_node(
        "node.toml".into(),
        br#"id = "Oak Street"
name = "Oak"
timezone = "Europe/Londn"
location = [200, 1]
[colours]
brand = "green"
[[opening_hours]]
day = "tues"
from = "16:00"
[policies.standard]
perid = 7
deposit = "20,00 EUR"
[categories."Power Tools"]
name = "x"
[categories.hand]
translations.es.nam = "Mano"
"#,
    );
    insta::assert_snapshot!(told(&parsed), @r#"
    1:6 bad-name: `id` is `Oak Street`, which has `O`, but only lower-case letters, digits and single inner hyphens are allowed (did you mean `oak-street`?)
    3:12 bad-timezone: `timezone` is `Europe/Londn`, which is no time zone that is known (write its IANA name, like `Europe/Berlin`)
    4:12 bad-location: `location` is not a latitude and a longitude in degrees (write it like `[51.5074, -0.1278]`, north and east are positive)
    6:9 bad-colour: `brand` is `green`, which is no colour (write `#` and six digits from 0 to f, like `#0d4a3b`)
    7:1 missing-field: `to` is missing (add a line like `to = "19:00"`)
    8:7 bad-choice: `day` is `tues`, which is none of `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun` (did you mean `tue`?)
    11:1 unknown-field: `perid` is not a field that is known here; it is kept (did you mean `period`?)
    12:11 bad-money: `deposit` is `20,00 EUR`, which is not an amount with its currency, like `12.50 EUR`
    13:13 bad-name: the name `Power Tools` has `P`, but only lower-case letters, digits and single inner hyphens are allowed (did you mean `power-tools`?)
    16:17 unknown-field: `nam` is not a field that is known here; it is kept (did you mean `name`?)
    "#);
}

#[test]
fn line_ends_and_byte_order_marks_do_not_move_problems() {
    let parsed =
        title("\u{feff}+++\r\nname = \"Dr\u{e4}hbank\"\r\nkind = \"x\"\r\n+++\r\nBody\r\n");
    assert_eq!((parsed.problems[0].line, parsed.problems[0].column), (3, 8));
    assert_eq!(parsed.problems[0].excerpt.text, "kind = \"x\"");
}

#[test]
fn the_body_keeps_the_indent_of_its_first_line() {
    let title = title("+++\nname = \"A\"\n+++\n\n    code\n\ntext\n\n").record.unwrap();
    assert_eq!(title.body.base, "    code\n\ntext");
}

#[test]
fn a_name_that_is_empty_is_as_good_as_none() {
    let parsed = title("+++\nname = \" \"\nparts_expected = [{ name = 1 }, { qty = 2 }]\n+++\n");
    insta::assert_snapshot!(told(&parsed), @r#"
    2:8 missing-field: `name` is empty
    3:28 wrong-type: `name` is a whole number, but text in quotes belongs here (put it in quotes: `"1"`)
    3:33 missing-field: `name` is missing (add a line like `name = "battery"`)
    "#);
    let title = parsed.record.unwrap();
    assert_eq!((title.name.base.as_str(), title.parts_expected.len()), ("drill", 0));
}
