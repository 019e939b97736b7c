//! Merging documents key by key: TOML files, and the front matter of Markdown files.
//!
//! The later version's text is the one that is edited, so its comments and its order stay. A list of
//! tables whose entries have a `code`, `id` or `name` (units, parts) merges entry by entry; a list of
//! plain texts (keywords) is a set to which both may add.

use std::collections::BTreeSet;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use super::conflict::Difference;
use super::text;

/// Merges two versions of a document of which `kept` is the later. None if the path is not a
/// document's, or if a version cannot be read as one.
pub(super) fn merge(
    path: &str,
    base: &str,
    kept: &str,
    other: &str,
) -> Option<(String, Vec<Difference>)> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "toml" => merge_toml(base, kept, other),
        "md" => merge_markdown(base, kept, other),
        _ => None,
    }
}

fn merge_markdown(base: &str, kept: &str, other: &str) -> Option<(String, Vec<Difference>)> {
    let kept = split(kept)?;
    let other = split(other)?;
    let base = split(base).unwrap_or_default();
    let (front, mut differences) = merge_toml(base.front, kept.front, other.front)?;
    let (body, more) = text::merge(base.body, kept.body, other.body)?;
    differences.extend(more);
    Some((format!("{}{front}{}{body}", kept.open, kept.close), differences))
}

/// A Markdown file taken apart: the opening line, the front matter, the closing line, the body.
#[derive(Default)]
struct Parts<'a> {
    open: &'a str,
    front: &'a str,
    close: &'a str,
    body: &'a str,
}

fn split(text: &str) -> Option<Parts<'_>> {
    let is_fence = |line: &str| line.trim_start_matches('\u{feff}').trim_end() == "+++";
    let mut lines = text.split_inclusive('\n');
    let open = lines.next().filter(|line| is_fence(line))?;
    let mut at = open.len();
    for line in lines {
        let end = at + line.len();
        if is_fence(line) {
            return Some(Parts {
                open,
                front: text.get(open.len()..at)?,
                close: line,
                body: text.get(end..)?,
            });
        }
        at = end;
    }
    None
}

/// What stands before the front matter, the front matter, and what follows it. A file without one is
/// all front matter, as TOML files are.
pub(super) fn front_of(text: &str) -> (&str, &str, &str) {
    split(text).map_or(("", text, ""), |parts| {
        let rest = text.get(parts.open.len() + parts.front.len()..).unwrap_or_default();
        (parts.open, parts.front, rest)
    })
}

fn merge_toml(base: &str, kept: &str, other: &str) -> Option<(String, Vec<Difference>)> {
    let base: DocumentMut = base.parse().unwrap_or_default();
    let mut kept: DocumentMut = kept.parse().ok()?;
    let other: DocumentMut = other.parse().ok()?;
    let mut differences = Vec::new();
    let tables = (Some(base.as_table() as &dyn TableLike), other.as_table() as &dyn TableLike);
    merge_tables("", tables.0, kept.as_table_mut(), tables.1, &mut differences);
    let merged = kept.to_string();
    merged.parse::<DocumentMut>().ok()?;
    Some((merged, differences))
}

fn merge_tables(
    prefix: &str,
    base: Option<&dyn TableLike>,
    kept: &mut dyn TableLike,
    other: &dyn TableLike,
    differences: &mut Vec<Difference>,
) {
    let keys = kept.iter().chain(other.iter()).map(|(key, _)| key.to_owned());
    let keys: BTreeSet<String> = keys.collect();
    for key in keys {
        let was = base.and_then(|base| base.get(&key));
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        let theirs = other.get(&key);
        let (is, new, old) = (meaning(kept.get(&key)), meaning(theirs), meaning(was));
        if is == new || new == old {
            continue;
        }
        if is == old {
            take(kept, &key, theirs);
            continue;
        }
        match (kept.get_mut(&key), theirs) {
            (Some(ours), Some(theirs)) => merge_items(&path, was, ours, theirs, differences),
            (None, Some(theirs)) => {
                // Removed here and changed there: what somebody worked on stays.
                take(kept, &key, Some(theirs));
                differences.push(difference(&path, was, Some(theirs), None));
            }
            (ours, _) => differences.push(difference(&path, was, ours.as_deref(), None)),
        }
    }
}

/// Takes over the other side's value, or its absence.
fn take(kept: &mut dyn TableLike, key: &str, theirs: Option<&Item>) {
    match theirs {
        None => drop(kept.remove(key)),
        Some(theirs) => {
            let mut new = theirs.clone();
            // A table remembers where in its own file it stood; here it goes to the end.
            forget_position(&mut new);
            match kept.get_mut(key) {
                Some(slot) => *slot = new,
                None => drop(kept.insert(key, new)),
            }
        }
    }
}

fn forget_position(item: &mut Item) {
    match item {
        Item::Table(table) => table.set_position(None),
        Item::ArrayOfTables(list) => list.iter_mut().for_each(|table| table.set_position(None)),
        _ => {}
    }
}

fn merge_items(
    path: &str,
    was: Option<&Item>,
    ours: &mut Item,
    theirs: &Item,
    differences: &mut Vec<Difference>,
) {
    if let (Some(ours), Some(theirs)) = (ours.as_table_like_mut(), theirs.as_table_like()) {
        merge_tables(path, was.and_then(Item::as_table_like), ours, theirs, differences);
        return;
    }
    if let (Item::ArrayOfTables(ours), Item::ArrayOfTables(theirs)) = (&mut *ours, theirs)
        && merge_lists(path, was.and_then(Item::as_array_of_tables), ours, theirs, differences)
    {
        return;
    }
    if let (Some(ours), Some(theirs)) = (ours.as_array_mut(), theirs.as_array())
        && merge_sets(was.and_then(Item::as_array), ours, theirs)
    {
        return;
    }
    differences.push(difference(path, was, Some(ours), Some(theirs)));
}

/// What makes an entry of a list the same entry in every version.
pub(super) fn identity(table: &Table) -> Option<String> {
    ["code", "id", "slug", "name"]
        .iter()
        .find_map(|key| table.get(key)?.as_str().map(str::to_owned))
}

fn merge_lists(
    path: &str,
    base: Option<&ArrayOfTables>,
    ours: &mut ArrayOfTables,
    theirs: &ArrayOfTables,
    differences: &mut Vec<Difference>,
) -> bool {
    let empty = ArrayOfTables::new();
    let base = base.unwrap_or(&empty);
    let names = |list: &ArrayOfTables| -> Option<Vec<String>> {
        let names: Option<Vec<_>> = list.iter().map(identity).collect();
        let names = names?;
        let unique: BTreeSet<_> = names.iter().collect();
        (unique.len() == names.len()).then_some(names)
    };
    let (Some(known), Some(here), Some(there)) = (names(base), names(ours), names(theirs)) else {
        return false;
    };
    let find = |list: &ArrayOfTables, name: &str| {
        list.iter().find(|table| identity(table).as_deref() == Some(name)).cloned()
    };
    for name in &there {
        let (was, Some(new)) = (find(base, name), find(theirs, name)) else { continue };
        let at = format!("{path}.{name}");
        if let Some(index) = here.iter().position(|n| n == name) {
            let Some(table) = ours.get_mut(index) else { continue };
            let was = was.as_ref().map(|t| t as &dyn TableLike);
            merge_tables(&at, was, table, &new, differences);
            continue;
        }
        // New there, or removed here and changed there: it stays. Only removed here: it goes.
        let changed = was.as_ref().is_none_or(|was| table_meaning(was) != table_meaning(&new));
        if changed {
            if was.is_some() {
                let (was, new) = (was.map(Item::Table), Item::Table(new.clone()));
                differences.push(difference(&at, was.as_ref(), Some(&new), None));
            }
            let mut new = new;
            new.set_position(None);
            ours.push(new);
        }
    }
    for name in known.iter().filter(|name| !there.contains(name)) {
        let Some(index) = ours.iter().position(|t| identity(t).as_deref() == Some(name)) else {
            continue;
        };
        let (was, is) = (find(base, name), find(ours, name));
        if was.as_ref().map(table_meaning) == is.as_ref().map(table_meaning) {
            ours.remove(index);
        } else {
            let (was, is) = (was.map(Item::Table), is.map(Item::Table));
            differences.push(difference(
                &format!("{path}.{name}"),
                was.as_ref(),
                is.as_ref(),
                None,
            ));
        }
    }
    true
}

/// Merges lists of plain texts as sets. False for any other list.
fn merge_sets(base: Option<&Array>, ours: &mut Array, theirs: &Array) -> bool {
    let texts = |list: &Array| -> Option<Vec<String>> {
        list.iter().map(|value| value.as_str().map(str::to_owned)).collect()
    };
    let base = base.map_or_else(|| Some(Vec::new()), texts);
    let (Some(base), Some(here), Some(there)) = (base, texts(ours), texts(theirs)) else {
        return false;
    };
    ours.retain(|value| {
        let text = value.as_str().unwrap_or_default().to_owned();
        !base.contains(&text) || there.contains(&text)
    });
    for text in there.iter().filter(|text| !here.contains(text) && !base.contains(text)) {
        ours.push(text.as_str());
    }
    true
}

fn difference(
    key: &str,
    base: Option<&Item>,
    kept: Option<&Item>,
    other: Option<&Item>,
) -> Difference {
    let text = |item: Option<&Item>| item.map(|item| item.to_string().trim().to_owned());
    Difference { key: Some(key.to_owned()), base: text(base), kept: text(kept), other: text(other) }
}

/// A value without its spelling: spaces, comments and the order of keys do not count.
fn meaning(item: Option<&Item>) -> Option<String> {
    match item? {
        Item::None => None,
        Item::Value(value) => Some(value_meaning(value)),
        Item::Table(table) => Some(table_meaning(table)),
        Item::ArrayOfTables(list) => {
            Some(format!("[{}]", list.iter().map(table_meaning).collect::<Vec<_>>().join(",")))
        }
    }
}

fn table_meaning(table: &Table) -> String {
    like_meaning(table)
}

fn like_meaning(table: &dyn TableLike) -> String {
    let mut pairs: Vec<_> = table
        .iter()
        .filter_map(|(key, item)| Some(format!("{key:?}={}", meaning(Some(item))?)))
        .collect();
    pairs.sort();
    format!("{{{}}}", pairs.join(","))
}

fn value_meaning(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{:?}", text.value()),
        Value::Integer(number) => number.value().to_string(),
        Value::Float(number) => number.value().to_string(),
        Value::Boolean(flag) => flag.value().to_string(),
        Value::Datetime(time) => time.value().to_string(),
        Value::Array(list) => {
            format!("[{}]", list.iter().map(value_meaning).collect::<Vec<_>>().join(","))
        }
        Value::InlineTable(table) => like_meaning(table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "+++\nname = \"Drill\" # ours\nbrand = \"Acme\"\nsummary = \"S\"\nkeywords = [\"a\", \"b\"]\n\n[[units]]\ncode = \"AAA\"\ncondition = \"good\"\n+++\n\nOne.\n\nTwo.\n\nThree.\n";

    fn run(kept: &str, other: &str) -> (String, Vec<Difference>) {
        merge("catalog/dr/drill.md", BASE, kept, other).unwrap()
    }

    #[test]
    fn changes_of_neighbouring_keys_merge() {
        let kept = BASE.replace("Acme", "Bosch").replace("One.", "1.");
        let other = BASE.replace("\"S\"", "\"Strong\"").replace("Three.", "3.");
        let want = kept.replace("\"S\"", "\"Strong\"").replace("Three.", "3.");
        assert_eq!(run(&kept, &other), (want.clone(), vec![]));
        assert_eq!(run(&other, &kept), (want, vec![]));
    }

    #[test]
    fn the_same_key_changed_twice_keeps_the_later_and_shows_the_other() {
        let (kept, other) = (BASE.replace("Acme", "Bosch"), BASE.replace("Acme", "Makita"));
        let (merged, differences) = run(&kept, &other);
        assert_eq!(merged, kept);
        insta::assert_debug_snapshot!(differences, @r#"
        [
            Difference {
                key: Some(
                    "brand",
                ),
                base: Some(
                    "\"Acme\"",
                ),
                kept: Some(
                    "\"Bosch\"",
                ),
                other: Some(
                    "\"Makita\"",
                ),
            },
        ]
        "#);
        assert_eq!(run(&kept, &kept).1, [], "the same change on both sides is no conflict");
    }

    #[test]
    fn units_added_on_both_sides_stay_and_one_unit_merges_by_its_code() {
        let add = |text: &str, code: &str| {
            text.replace("+++\n\nOne", &format!("\n[[units]]\ncode = \"{code}\"\n+++\n\nOne"))
        };
        let (kept, other) = (add(BASE, "BBB"), add(&BASE.replace("good", "worn"), "CCC"));
        let (merged, differences) = run(&kept, &other);
        assert_eq!(differences, []);
        for want in ["BBB", "CCC", "\"worn\""] {
            assert!(merged.contains(want), "{merged}");
        }
        let twice = |condition: &str| {
            add(BASE, "BBB").replace("\"BBB\"", &format!("\"BBB\"\ncondition = \"{condition}\""))
        };
        let (merged, differences) = run(&twice("fair"), &twice("worn"));
        assert_eq!(merged.matches("BBB").count(), 1);
        assert_eq!(differences[0].key.as_deref(), Some("units.BBB.condition"));
    }

    #[test]
    fn a_key_removed_on_one_side_goes_unless_the_other_changed_it() {
        let gone = BASE.replace("brand = \"Acme\"\n", "");
        assert_eq!(run(&gone, BASE).0, gone);
        assert!(!run(BASE, &gone).0.contains("brand"));
        let changed = BASE.replace("Acme", "Bosch");
        for (kept, other) in [(&gone, &changed), (&changed, &gone)] {
            let (merged, differences) = run(kept, other);
            assert!(merged.contains("Bosch"), "{merged}");
            assert_eq!(differences.len(), 1);
        }
    }

    #[test]
    fn lists_of_words_are_sets() {
        let kept = BASE.replace("[\"a\", \"b\"]", "[\"a\", \"b\", \"c\"]");
        let other = BASE.replace("[\"a\", \"b\"]", "[\"b\", \"d\"]");
        let (merged, differences) = run(&kept, &other);
        assert!(merged.contains("keywords = [ \"b\", \"c\", \"d\"]"), "{merged}");
        assert_eq!(differences, []);
    }

    #[test]
    fn what_is_not_a_document_is_left_to_the_text() {
        assert!(merge("media/x.svg", "", "a", "b").is_none());
        assert!(merge("pages/x.md", BASE, "no front matter\n", BASE).is_none());
        assert!(merge("node.toml", "", "broken = ", "a = 1\n").is_none());
    }
}
