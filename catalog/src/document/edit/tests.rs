use proptest::prelude::*;

use super::*;
use crate::document::parse::parse_title;

const DRILL: &str = r#"+++
# Our most lent thing.
name = "Drill"   # keep this note
kind = "tool"
images = [
    "media/a.svg", # from the side
    "media/b.svg",
]
translations.es.name = "Taladro"

[custom]
Chuck = "13 mm"

# The one with the dent.
[[units]]
code = "7K3-QP2J"
acquired = { date = "2023-03-04" }
condition = "good" # looked at in May

[[units]]
code = "M1X-04TH"
# last words
+++

Body  
"#;

fn open(text: &str) -> Document {
    Document::open(text.as_bytes()).unwrap()
}

/// The lines that a change takes away (`-`) and adds (`+`).
fn changed(text: &str, change: impl FnOnce(&mut Document)) -> String {
    let mut document = open(text);
    change(&mut document);
    let after = String::from_utf8(document.to_bytes()).unwrap();
    let (old, new): (Vec<_>, Vec<_>) = (text.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let gone = old[head..old.len() - tail].iter().map(|line| format!("-{line}\n"));
    let come = new[head..new.len() - tail].iter().map(|line| format!("+{line}\n"));
    gone.chain(come).collect()
}

#[test]
fn a_changed_value_keeps_the_note_behind_it() {
    let diff = changed(DRILL, |d| d.set(&["name"], "Hammer drill").unwrap());
    insta::assert_snapshot!(diff, @r#"
    -name = "Drill"   # keep this note
    +name = "Hammer drill"   # keep this note
    "#);
    let diff = changed(DRILL, |d| d.set(&["units", "7k3qp2j", "condition"], "worn").unwrap());
    insta::assert_snapshot!(diff, @r#"
    -condition = "good" # looked at in May
    +condition = "worn" # looked at in May
    "#);
}

#[test]
fn a_new_field_comes_after_the_last_one_of_its_table() {
    let diff = changed(DRILL, |d| d.set(&["brand"], "Bosch").unwrap());
    insta::assert_snapshot!(diff, @r#"
    +brand = "Bosch"
    "#);
    let diff = changed(DRILL, |d| d.set(&["units", "M1X-04TH", "home_place"], "shelf-b4").unwrap());
    insta::assert_snapshot!(diff, @r#"
    +home_place = "shelf-b4"
    "#);
    let diff = changed(DRILL, |d| d.set(&["custom", "Key less"], "yes").unwrap());
    insta::assert_snapshot!(diff, @r#"
    +"Key less" = "yes"
    "#);
}

#[test]
fn tables_inside_a_line_and_dotted_keys_grow_where_they_are() {
    let path = ["units", "7K3-QP2J", "acquired", "from"];
    insta::assert_snapshot!(changed(DRILL, |d| d.set(&path, "Alvarez").unwrap()), @r#"
    -acquired = { date = "2023-03-04" }
    +acquired = { date = "2023-03-04", from = "Alvarez" }
    "#);
    let path = ["translations", "es", "summary"];
    insta::assert_snapshot!(changed(DRILL, |d| d.set(&path, "Bueno").unwrap()), @r#"
    +translations.es.summary = "Bueno"
    "#);
    let path = ["translations", "de", "name"];
    insta::assert_snapshot!(changed(DRILL, |d| d.set(&path, "Bohrer").unwrap()), @r#"
    +translations.de.name = "Bohrer"
    "#);
}

#[test]
fn a_list_that_grows_keeps_its_lines_and_notes() {
    let all = Value::texts(["media/a.svg", "media/b.svg", "media/c.svg"]);
    insta::assert_snapshot!(changed(DRILL, |d| d.set(&["images"], all).unwrap()), @r#"
    +    "media/c.svg",
    "#);
    let diff = changed("a = [1, 2]\n", |d| d.set(&["a"], vec![1u32, 2, 3]).unwrap());
    insta::assert_snapshot!(diff, @r#"
    -a = [1, 2]
    +a = [1, 2, 3]
    "#);
    let diff = changed("a = [\n  1,\n  2 # two\n]\n", |d| d.set(&["a"], vec![1u32, 2, 3]).unwrap());
    insta::assert_snapshot!(diff, @r#"
    -  2 # two
    +  2, # two
    +  3,
    "#);
}

#[test]
fn a_unit_is_added_after_the_last_one() {
    let diff = changed(DRILL, |d| {
        d.append(&["units"], vec![("code".into(), "9QF-3T0V".into())]).unwrap();
    });
    insta::assert_snapshot!(diff, @r#"
    +
    +[[units]]
    +code = "9QF-3T0V"
    "#);
    let diff = changed("+++\nname = \"A\"\n+++\nB\n", |d| {
        d.append(&["units"], vec![("code".into(), "9QF-3T0V".into())]).unwrap();
    });
    insta::assert_snapshot!(diff, @r#"
    +
    +[[units]]
    +code = "9QF-3T0V"
    "#);
}

#[test]
fn removing_takes_the_line_or_the_block_and_no_note_of_its_own_line() {
    insta::assert_snapshot!(changed(DRILL, |d| d.remove(&["images"]).unwrap()), @r#"
    -images = [
    -    "media/a.svg", # from the side
    -    "media/b.svg",
    -]
    "#);
    insta::assert_snapshot!(changed(DRILL, |d| d.remove(&["custom"]).unwrap()), @r#"
    -[custom]
    -Chuck = "13 mm"
    -
    "#);
    insta::assert_snapshot!(changed(DRILL, |d| d.remove(&["units", "M1X-04TH"]).unwrap()), @r#"
    -
    -[[units]]
    -code = "M1X-04TH"
    "#);
    insta::assert_snapshot!(changed(DRILL, |d| d.remove(&["translations"]).unwrap()), @r#"
    -translations.es.name = "Taladro"
    "#);
    let path = ["units", "7K3-QP2J", "acquired", "date"];
    insta::assert_snapshot!(changed(DRILL, |d| d.remove(&path).unwrap()), @r#"
    -acquired = { date = "2023-03-04" }
    +acquired = {  }
    "#);
    assert_eq!(changed(DRILL, |d| d.remove(&["brand"]).unwrap()), "");
}

const NODE: &str =
    "id = \"oak\"\n\n[policies.standard]\nlabel = \"A\"\n\n[categories.hand]\nname = \"Hand\"\n";

#[test]
fn a_new_policy_stands_beside_the_others() {
    let diff = changed(NODE, |d| d.set(&["policies", "weekend", "period"], 3u32).unwrap());
    insta::assert_snapshot!(diff, @r#"
    +[policies.weekend]
    +period = 3
    +
    "#);
    let path = ["categories", "power/drilling"];
    let value = Value::Table(vec![("name".into(), "Drills".into())]);
    insta::assert_snapshot!(changed(NODE, |d| d.set(&path, value).unwrap()), @r#"
    +
    +[categories."power/drilling"]
    +name = "Drills"
    "#);
    let path = ["categories", "hand", "translations", "es", "name"];
    insta::assert_snapshot!(changed(NODE, |d| d.set(&path, "Mano").unwrap()), @r#"
    +translations.es.name = "Mano"
    "#);
    let path = ["translations", "es", "name"];
    insta::assert_snapshot!(changed(NODE, |d| d.set(&path, "Roble").unwrap()), @r#"
    +
    +[translations.es]
    +name = "Roble"
    "#);
}

#[test]
fn a_whole_table_is_changed_key_by_key() {
    let text = "[p.s]\n# why\nlabel = \"A\" # x\ngone = 1\nperiod = 7\n";
    let table = vec![
        ("label".into(), "A".into()),
        ("period".into(), 8u32.into()),
        ("unit".into(), "day".into()),
    ];
    let diff = changed(text, |d| d.set(&["p", "s"], Value::Table(table)).unwrap());
    insta::assert_snapshot!(diff, @r#"
    -gone = 1
    -period = 7
    +period = 8
    +unit = "day"
    "#);
}

#[test]
fn a_whole_list_of_tables_is_written_anew() {
    let text = "a = 1\n\n[[opening_hours]]\nday = \"tue\"\n\n[[opening_hours]]\nday = \"wed\"\n\n[x]\ny = 1\n";
    let day = |day: &str| Value::Table(vec![("day".into(), day.into())]);
    let all = Value::List(vec![day("mon"), day("fri")]);
    insta::assert_snapshot!(changed(text, |d| d.set(&["opening_hours"], all).unwrap()), @r#"
    -[[opening_hours]]
    -day = "tue"
    -
    -[[opening_hours]]
    -day = "wed"
    -
    -[x]
    -y = 1
    +[x]
    +y = 1
    +
    +[[opening_hours]]
    +day = "mon"
    +
    +[[opening_hours]]
    +day = "fri"
    "#);
}

#[test]
fn windows_line_ends_and_the_byte_order_mark_stay() {
    let text =
        "\u{feff}+++\r\nname = \"A\"\r\n\r\n[[units]]\r\ncode = \"M1X-04TH\"\r\n+++\r\nB\nC\r\n";
    let mut document = open(text);
    document.set(&["brand"], "X").unwrap();
    document.set(&["checkout_notice"], "two\nlines").unwrap();
    document.append(&["units"], vec![("code".into(), "9QF-3T0V".into())]).unwrap();
    let after = String::from_utf8(document.to_bytes()).unwrap();
    assert!(after.starts_with("\u{feff}+++\r\nname = \"A\"\r\nbrand = \"X\"\r\n"));
    assert!(after.ends_with("\r\n\r\n[[units]]\r\ncode = \"9QF-3T0V\"\r\n+++\r\nB\nC\r\n"));
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count() + 1, "only the body's");
}

#[test]
fn the_body_is_replaced_alone() {
    let mut document = open(DRILL);
    document.set_body("New\n");
    let after = String::from_utf8(document.to_bytes()).unwrap();
    assert_eq!(after, DRILL.replace("\nBody  \n", "New\n"));
    let mut bare = open("+++\na = 1\n+++");
    bare.set_body("B\n");
    assert_eq!(bare.to_bytes(), b"+++\na = 1\n+++\nB\n");
}

#[test]
fn what_cannot_be_opened_or_set_says_why_and_changes_nothing() {
    assert_eq!(Document::open(b"+++\na = 1\n"), Err(EditError::Unclosed));
    assert_eq!(Document::open(b"+++\na = \"\xff\"\n+++\n"), Err(EditError::NotText));
    let broken = Document::open(b"+++\na = 1\nb =\n+++\n").unwrap_err();
    assert!(matches!(broken, EditError::Syntax { line: 3, .. }), "{broken}");
    let mut document = open(DRILL);
    let absent = EditError::Absent { path: "units.9QF-3T0V".into() };
    assert_eq!(document.set(&["units", "9QF-3T0V", "serial"], "1"), Err(absent));
    let no_table = EditError::NoTable { path: "name".into() };
    assert_eq!(document.set(&["name", "x"], "1"), Err(no_table));
    assert!(document.set(&[], "1").is_err());
    assert_eq!(document.to_bytes(), DRILL.as_bytes());
}

/// Documents in all the forms that people write.
fn document() -> impl Strategy<Value = String> {
    let fields = prop::collection::vec(
        prop_oneof![
            Just("# note\n"),
            Just("\n"),
            Just("brand = 'B'#x\n"),
            Just("  images=[ 'a',\n 'b' ,#c\n]\n"),
            Just("keywords = []\n"),
            Just("summary = \"\"\"\nx\n  y\"\"\"\n"),
            Just("acquired.date = 2023-03-04\n"),
            Just("external_ids = { a = '1', b.c = 2 }\n"),
            Just("min_age\t=\t18   \n"),
        ],
        0..6,
    );
    let blocks = prop::collection::vec(
        prop_oneof![
            Just("[custom]\nx = 1\n"),
            Just("[translations.es]\nname = 'N'\n"),
            Just("[[units]]\ncode='7K3-QP2J'\n"),
            Just("\n# c\n[[units]]\n\ncode = \"M1X-04TH\" # d\nacquired = {}\n"),
            Just("[a.b.c]\n[a]\nz.y = 1\n"),
        ],
        0..4,
    );
    (fields, blocks, any::<bool>(), any::<bool>(), any::<bool>()).prop_filter_map(
        "can be read",
        |(fields, blocks, windows, mark, fence)| {
            let toml: String = fields.into_iter().chain(blocks).collect();
            let text = if fence { format!("+++\n{toml}+++\nBody\n") } else { toml };
            let text = if windows { text.replace('\n', "\r\n") } else { text };
            let text = if mark { format!("\u{feff}{text}") } else { text };
            Document::open(text.as_bytes()).is_ok().then_some(text)
        },
    )
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[a-z\"\\\\+\n\r# ]{0,12}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Integer),
        any::<bool>().prop_map(Value::Flag),
        prop::collection::vec("[a-z]{0,3}", 0..3).prop_map(Value::texts),
        Just(Value::Table(vec![("k".into(), "v".into()), ("l w".into(), 1u32.into())])),
    ]
}

fn path() -> impl Strategy<Value = Vec<&'static str>> {
    prop_oneof![
        Just(vec!["name"]),
        Just(vec!["brand"]),
        Just(vec!["images"]),
        Just(vec!["summary"]),
        Just(vec!["acquired"]),
        Just(vec!["acquired", "date"]),
        Just(vec!["acquired", "from"]),
        Just(vec!["external_ids", "a"]),
        Just(vec!["external_ids", "new"]),
        Just(vec!["custom", "x"]),
        Just(vec!["custom", "new key"]),
        Just(vec!["translations", "es", "name"]),
        Just(vec!["translations", "de", "name"]),
        Just(vec!["units", "M1X-04TH", "serial"]),
        Just(vec!["units", "M1X-04TH", "acquired", "date"]),
        Just(vec!["a", "b", "c", "d"]),
        Just(vec!["a", "b", "q"]),
        Just(vec!["a", "z", "w"]),
    ]
}

/// Every value of a document by its path.
fn all_values(document: &Document) -> std::collections::BTreeMap<Vec<String>, Value> {
    fn walk(
        path: &mut Vec<String>,
        value: Value,
        all: &mut std::collections::BTreeMap<Vec<String>, Value>,
    ) {
        let entries = match value {
            Value::Table(entries) => entries,
            Value::List(list) => {
                list.into_iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
            }
            other => return drop(all.insert(path.clone(), other)),
        };
        for (key, value) in entries {
            path.push(key);
            walk(path, value, all);
            path.pop();
        }
    }
    let mut all = std::collections::BTreeMap::new();
    walk(&mut Vec::new(), document.get(&[]).unwrap(), &mut all);
    all
}

/// The path with numbers in place of codes.
fn numbered(document: &Document, path: &[&str]) -> Vec<String> {
    let tree = document.tree().unwrap();
    let trail = Trail::follow(tree.as_table(), path);
    let rest = path[trail.steps.len()..].iter().map(|step| (*step).to_owned());
    trail.steps.into_iter().chain(rest).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_opens_is_written_as_it_was(bytes in prop_oneof![
        document().prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..60),
    ]) {
        if let Ok(document) = Document::open(&bytes) {
            prop_assert_eq!(document.to_bytes(), bytes);
        }
    }

    #[test]
    fn a_set_value_is_read_back_and_all_others_stay(
        text in document(), path in path(), value in value(),
    ) {
        let mut document = open(&text);
        let before = document.clone();
        if document.set(&path, value.clone()).is_err() {
            prop_assert_eq!(&document, &before);
            return Ok(());
        }
        prop_assert!(same(&document.get(&path).unwrap(), &value));
        let at = numbered(&before, &path);
        let others = |document: &Document| {
            let mut all = all_values(document);
            all.retain(|other, _| !other.starts_with(&at) && !at.starts_with(other));
            all
        };
        prop_assert_eq!(others(&document), others(&before));
        prop_assert_eq!(document.body(), before.body());
        let notes = |d: &Document| d.toml.matches("# note").count();
        prop_assert_eq!(notes(&document), notes(&before));
    }

    #[test]
    fn a_set_value_changes_one_place_and_no_byte_around_it(
        text in document(), value in "[a-z]{1,8}",
    ) {
        let mut document = open(&text);
        let had = document.get(&["brand"]).is_some();
        let before = text.as_bytes().to_vec();
        document.set(&["brand"], value.as_str()).unwrap();
        let after = document.to_bytes();
        let line = format!("\"{value}\"");
        let at = after.windows(line.len()).rposition(|w| w == line.as_bytes()).unwrap();
        let kept = after[..at].iter().rposition(|&b| b == b'\n').map_or(0, |end| end + 1);
        prop_assert!(before.starts_with(&after[..kept]));
        let tail = &after[at + line.len()..];
        let tail = if had { tail } else { tail.strip_prefix(b"\r").unwrap_or(tail).strip_prefix(b"\n").unwrap() };
        prop_assert!(before.ends_with(tail));
    }

    #[test]
    fn what_was_set_and_removed_is_gone(text in document(), path in path()) {
        let mut document = open(&text);
        if document.set(&path, "x").is_ok() && document.remove(&path).is_ok() {
            prop_assert_eq!(document.get(&path), None);
        }
    }
}

#[test]
fn a_changed_title_is_read_as_it_was_meant() {
    let mut document = open(DRILL);
    document.set(&["weight_kg"], Value::kilograms(1600)).unwrap();
    document.set(&["units", "7K3-QP2J", "lifecycle"], "maintenance").unwrap();
    let parsed = parse_title("catalog/dr/drill.md".into(), &document.to_bytes());
    assert_eq!(parsed.problems, []);
    let title = parsed.record.unwrap();
    assert_eq!(title.weight_g, Some(1600));
    assert_eq!(title.units[0].lifecycle, crate::record::Lifecycle::Maintenance);
}
