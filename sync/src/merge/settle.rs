//! Settling a conflict: putting the other version's values where the later version's stand.

use toml_edit::{DocumentMut, Item, TableLike};

use super::conflict::{Conflict, Difference};
use super::{document, text};

/// The file with the other side's values in place of those that were kept. None where the file has
/// changed since, so that only a person can say what is meant.
pub(crate) fn other_side(conflict: &Conflict, now: &str) -> Option<String> {
    let mut file = now.to_owned();
    for difference in &conflict.differences {
        file = match &difference.key {
            Some(key) => with_value(&file, key, difference)?,
            None => with_text(&file, difference)?,
        };
    }
    Some(file)
}

fn with_value(file: &str, key: &str, difference: &Difference) -> Option<String> {
    let (open, front, rest) = document::front_of(file);
    let mut front: DocumentMut = front.parse().ok()?;
    let new = match &difference.other {
        None => None,
        Some(text) => Some(read_value(text)?),
    };
    put(front.as_table_mut(), key, new)?;
    Some(format!("{open}{front}{rest}"))
}

/// A value as the record has it: what stands right of the `=`.
fn read_value(text: &str) -> Option<Item> {
    let mut document: DocumentMut = format!("value = {text}\n").parse().ok()?;
    document.remove("value")
}

/// Walks along `units.7K3-QP2J.condition`: keys of tables, and what names an entry of a list. A key
/// may hold dots itself.
fn put(table: &mut dyn TableLike, path: &str, new: Option<Item>) -> Option<()> {
    if table.contains_key(path) || !path.contains('.') {
        match new {
            None => drop(table.remove(path)?),
            Some(new) => match table.get_mut(path) {
                Some(slot) => {
                    let decor = slot.as_value().map(|value| value.decor().clone());
                    *slot = new;
                    if let (Some(value), Some(decor)) = (slot.as_value_mut(), decor) {
                        *value.decor_mut() = decor;
                    }
                }
                None => drop(table.insert(path, new)),
            },
        }
        return Some(());
    }
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let (key, rest) = keys.iter().find_map(|key| Some((key, after(path, key)?)))?;
    match table.get_mut(key)? {
        Item::ArrayOfTables(list) => {
            let named = |name: &str| after(rest, name);
            let entry = list.iter_mut().find_map(|entry| {
                let name = document::identity(entry)?;
                let rest = named(&name)?.to_owned();
                Some((entry, rest))
            });
            let (entry, rest) = entry?;
            put(entry, &rest, new)
        }
        item => put(item.as_table_like_mut()?, rest, new),
    }
}

fn after<'a>(path: &'a str, key: &str) -> Option<&'a str> {
    path.strip_prefix(key)?.strip_prefix('.')
}

fn with_text(file: &str, difference: &Difference) -> Option<String> {
    let Difference { base, kept, other, .. } = difference;
    let (base, kept, other) = (base.as_deref()?, kept.as_deref()?, other.as_deref()?);
    let (standing, _) = text::merge(base, kept, other)?;
    let (wanted, _) = text::merge(base, other, kept)?;
    let before = file.strip_suffix(standing.as_str())?;
    Some(format!("{before}{wanted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "+++\nname = \"Drill\" # the old one\n\n[[units]]\ncode = \"7K3-QP2J\"\ncondition = \"good\"\n+++\n\nONE\n\ntwo\n";

    fn conflict(differences: Vec<Difference>) -> Conflict {
        let commit = "1111111111111111111111111111111111111111".parse().unwrap();
        Conflict { path: "catalog/dr/drill.md".into(), kept: commit, other: commit, differences }
    }

    fn differs(key: Option<&str>, [base, kept, other]: [&str; 3]) -> Difference {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Difference {
            key: key.map(str::to_owned),
            base: some(base),
            kept: some(kept),
            other: some(other),
        }
    }

    #[test]
    fn values_and_text_of_the_other_side_take_their_places_and_comments_stay() {
        let settled = other_side(
            &conflict(vec![
                differs(Some("name"), ["\"Drill\"", "\"Drill\"", "\"Hammer drill\""]),
                differs(Some("units.7K3-QP2J.condition"), ["", "\"good\"", "\"worn\""]),
                differs(None, ["\none\n\ntwo\n", "\nONE\n\ntwo\n", "\nuno\n\ntwo\n"]),
            ]),
            FILE,
        );
        let wanted = FILE
            .replace("\"Drill\"", "\"Hammer drill\"")
            .replace("good", "worn")
            .replace("ONE", "uno");
        assert_eq!(settled, Some(wanted));
    }

    #[test]
    fn a_value_that_the_other_side_removed_goes_and_what_changed_since_is_left_to_people() {
        let gone =
            conflict(vec![differs(Some("units.7K3-QP2J.condition"), ["\"new\"", "\"good\"", ""])]);
        assert_eq!(other_side(&gone, FILE), Some(FILE.replace("condition = \"good\"\n", "")));
        let text = conflict(vec![differs(None, ["one\n", "ONE\n", "uno\n"])]);
        assert_eq!(other_side(&text, FILE), None);
        let unknown = conflict(vec![differs(Some("units.XXX.condition"), ["", "\"a\"", "\"b\""])]);
        assert_eq!(other_side(&unknown, FILE), None);
    }
}
