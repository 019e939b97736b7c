//! What goes out as tables comes back without a change.

#![expect(clippy::unwrap_used, reason = "tests")]

mod node;

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use catalog::code::Code;
use catalog::document::{path_of, write};
use catalog::ids::Slug;
use catalog::record::*;
use exchange::export;
use node::Folder;
use proptest::prelude::*;

fn files_of(documents: &Documents) -> Vec<(Utf8PathBuf, Vec<u8>)> {
    export::csv(documents).into_iter().map(|f| (f.path, f.bytes)).collect()
}

const DRILL: &str = r#"+++
name = "Cordless hammer drill; 18 V"
other_names = ["SDS drill", "a; b", "[c]"]
kind = "tool"
summary = "The one, \"everybody\" reaches for."
categories = ["power-tools/drilling"]
weight_kg = 1.6
min_age = 18
deposit = "20.00 EUR"
parts_expected = [{ name = "battery; big", qty = 2, required = true }]
contents = [{ unit = "7K3-QP2J" }, { title = "saw", qty = 2 }]
external_ids = { myturn = "4711" }
added = "2023-03-04"
unknown_field = "kept"

[custom]
Chuck = "13 mm"

[translations.es]
name = "Taladro"

[[units]]
code = "7K3-QP2J"
acquired = { date = "2023-03-04", from = "Shop", cost = "1.00 EUR" }
home_place = "wall"
aliases = ["A-1", "B; 2"]

[[units]]
code = "M1X-04TH"
lifecycle = "retired"
retired_reason = "sold"
kind = "stock"
quantity = "~ 200"
+++

    indented code

Text.
"#;

fn node() -> Folder {
    let mut folder = Folder::new(&[
        ("catalog/dr/drill.md", DRILL),
        ("catalog/sa/saw.md", "+++\nname = \"Saw\"\n+++\n"),
        (
            "places/wall.toml",
            "name = \"Wall\"\nnote = \"Left\\nof it\"\ntranslations.es.name = \"Pared\"\n",
        ),
    ]);
    let toml = format!(
        "{}\n[categories.\"power-tools/drilling\"]\nname = \"Drills\"\nglyph = \"drill\"\n",
        node::NODE
    );
    folder.files.insert("node.toml".into(), toml.into_bytes());
    folder
}

#[test]
fn a_node_goes_out_and_comes_back_without_a_change() {
    let folder = node();
    let tables = files_of(&folder.documents());
    let plan = folder.plan(&tables);
    assert_eq!(plan.changes, [], "{}", plan.diff());
    assert_eq!(
        (plan.skipped.len(), plan.problems.len(), plan.unchanged),
        (0, 0, 6),
        "{:?}",
        plan.problems
    );
}

#[test]
fn an_empty_node_gets_everything_from_the_tables() {
    let documents = node().documents();
    let mut empty = Folder::new(&[]);
    let plan = empty.plan(&files_of(&documents));
    empty.apply(&plan);
    let back = empty.documents();
    assert_eq!(back.titles, documents.titles);
    assert_eq!(back.places, documents.places);
    assert_eq!(back.node.categories, documents.node.categories);
}

#[test]
fn a_changed_cell_changes_its_field_and_nothing_else() {
    let mut folder = node();
    let mut tables = files_of(&folder.documents());
    let titles = tables.iter_mut().find(|(p, _)| p == "titles.csv").unwrap();
    let text = String::from_utf8(titles.1.clone()).unwrap();
    titles.1 = text.replace("1.6", "1.75").replace("Taladro", "Taladro nuevo").into_bytes();
    let units = tables.iter_mut().find(|(p, _)| p == "units.csv").unwrap();
    let text = String::from_utf8(units.1.clone()).unwrap();
    units.1 = text.replace("retired,sold", "active,").replace(",Shop,", ",Market,").into_bytes();
    let plan = folder.plan(&tables);
    assert_eq!((plan.updated, plan.skipped.len()), (3, 0), "{:?}", plan.problems);
    let diff = plan.diff();
    folder.apply(&plan);
    let drill = &folder.documents().titles["drill"];
    assert_eq!(drill.weight_g, Some(1750), "{diff}");
    assert_eq!(drill.name.in_lang("es"), "Taladro nuevo");
    assert_eq!(drill.units[1].lifecycle, Lifecycle::Active);
    assert_eq!(drill.units[0].acquired.from.as_deref(), Some("Market"));
    assert!(folder.text("catalog/dr/drill.md").contains("unknown_field = \"kept\""));
    assert!(diff.lines().filter(|l| l.starts_with(['+', '-'])).count() <= 9, "{diff}");
}

#[test]
fn a_spreadsheet_that_saves_with_semicolons_in_an_old_encoding_changes_nothing() {
    let folder = node();
    let tables: Vec<_> = files_of(&folder.documents())
        .into_iter()
        .map(|(path, bytes)| {
            let table = exchange::text::read_table_exact(&bytes);
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            writer.write_record(&table.header).unwrap();
            for row in &table.rows {
                writer.write_record(&row.cells).unwrap();
            }
            (path, writer.into_inner().unwrap())
        })
        .collect();
    let plan = folder.plan(&tables);
    assert_eq!(plan.changes, [], "{}", plan.diff());
    assert!(plan.skipped.is_empty());
}

#[test]
fn bad_cells_and_rows_are_told_and_the_rest_goes_on() {
    let folder = node();
    let plan = folder.plan_text(
        "units.csv",
        "title,code,kind,serial,condition,home_place\ndrill,7K3-QP2J,unit,S-1,purple,wall\nhammer,,unit,,good,\nsaw,,unit,S-7,good,wall\nsaw,7K3-QP2K,unit,,good,\n",
    );
    let said: Vec<String> = plan.problems.iter().map(ToString::to_string).collect();
    assert!(said[0].starts_with("units.csv, row 2: `purple` in `condition`"), "{said:?}");
    assert_eq!((plan.created, plan.updated, plan.skipped.len()), (1, 1, 2));
    assert!(plan.skipped[0].why.contains("`hammer`, which is no title"));
    assert_eq!(plan.changes.len(), 2);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ;,|\"'\\[\\]{}=#é–\u{1F6E0}]{0,12}",
        "[a-z]{1,6}(\n[a-z]{1,6}){0,2}",
        Just(String::new()),
    ]
    .prop_map(|s| s.trim().to_owned())
}

fn optional() -> impl Strategy<Value = Option<String>> {
    any_text().prop_map(|t| (!t.is_empty()).then_some(t))
}

prop_compose! {
    fn any_unit()(
        payload in 0u32..(1 << 30),
        serial in optional(),
        note in optional(),
        aliases in proptest::collection::vec(any_text(), 0..3),
        quantity in prop_oneof![Just(Quantity::Unknown), (0u32..9999).prop_map(Quantity::About), (0u32..9999).prop_map(Quantity::Exact)],
        lifecycle in prop_oneof![Just(Lifecycle::Active), Just(Lifecycle::Missing), Just(Lifecycle::Retired(RetiredReason::Given))],
        min_qty in proptest::option::of(0u32..99),
        return_to_owner in proptest::option::of((1i8..28).prop_map(|day| jiff::civil::date(2027, 2, day))),
    ) -> Unit {
        Unit {
            code: Code::from_payload(payload), kind: UnitKind::Stock, serial, owner: None, return_to_owner,
            acquired: Acquired::default(), home_place: Slug::unknown_place(), lifecycle,
            condition: Condition::Worn, circ_note: note,
            aliases: aliases.into_iter().filter(|a| !a.is_empty()).collect(),
            policy_override: None, quantity, measure: None, min_qty,
        }
    }
}

prop_compose! {
    fn any_title()(
        slug in "[a-z][a-z0-9]{1,8}",
        name in "[A-Za-z][a-zé ;,\"]{0,12}[a-z]",
        spanish in any_text(),
        other_names in proptest::collection::vec(any_text(), 0..3),
        summary in any_text(),
        brand in optional(),
        weight_g in proptest::option::of(0u32..90_000),
        cents in proptest::option::of(-9999i64..9_999_999),
        body in any_text(),
        custom in proptest::collection::btree_map("[A-Za-z ]{1,8}", any_text(), 0..3),
        parts in proptest::collection::vec(("[a-z;]{1,6}", 1u32..9, any::<bool>()), 0..2),
        units in proptest::collection::vec(any_unit(), 0..3),
    ) -> Title {
        let documents = node().documents();
        let mut title = documents.titles["saw"].clone();
        title.slug = slug.parse().unwrap();
        title.name = Text::plain(name);
        if !spanish.is_empty() {
            title.name.translations.insert("es".into(), spanish);
        }
        title.other_names = other_names.into_iter().filter(|n| !n.is_empty()).collect();
        title.summary = Text::plain(summary);
        title.brand = brand;
        title.weight_g = weight_g;
        title.replacement_value = cents.map(|cents| Money { cents, currency: Currency::new("EUR").unwrap() });
        title.body = Text::plain(body);
        title.custom = custom.into_iter().map(|(name, value)| Custom { name, value }).collect();
        title.parts_expected = parts.into_iter().map(|(name, qty, required)| Part { name, qty, required }).collect();
        title.units = units;
        title
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_titles_a_node_has_their_tables_come_back_without_a_change(
        titles in proptest::collection::vec(any_title(), 1..4),
    ) {
        let mut folder = Folder::new(&[]);
        let by_slug: BTreeMap<_, _> = titles.iter().map(|t| (t.slug.clone(), t)).collect();
        for (slug, title) in by_slug {
            folder.files.insert(path_of(DocumentKind::Title, &slug), write::title_to_document(title));
        }
        let documents = folder.documents();
        let tables = files_of(&documents);
        let plan = folder.plan(&tables);
        prop_assert!(plan.changes.is_empty(), "{}", plan.diff());
        prop_assert!(plan.problems.is_empty(), "{:?}", plan.problems);

        let mut codes: Vec<Code> = documents.titles.values().flat_map(|t| t.units.iter().map(|u| u.code)).collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        prop_assume!(codes.len() == all);
        let mut empty = Folder::new(&[]);
        let plan = empty.plan(&tables);
        empty.apply(&plan);
        prop_assert_eq!(empty.documents().titles, documents.titles);
    }
}
