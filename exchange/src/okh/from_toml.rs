//! The TOML form: kept, and mended where names or values would not be read.

use camino::Utf8Path;
use toml_edit::{DocumentMut, Item, Key, TableLike, Value};

use super::language::tag;
use super::{Manifest, NoDesign, one_line, recognise};

pub(super) fn read(path: &Utf8Path, text: &str) -> Result<Manifest, NoDesign> {
    let document: DocumentMut =
        text.parse().map_err(|e: toml_edit::TomlError| NoDesign::Toml(one_line(e.message())))?;
    let table = document.as_table();
    recognise(path, &|key| table.contains_key(key))?;
    let mut manifest = Manifest { document, mended: Vec::new() };
    rename_keys(&mut manifest);
    tidy_texts(&mut manifest);
    one_language(&mut manifest);
    Ok(manifest)
}

/// `documentationLanguage` → `documentation-language`; the British spelling of organisation.
fn rename_keys(manifest: &mut Manifest) {
    let renamed: Vec<(String, String)> = manifest
        .document
        .as_table()
        .iter()
        .filter_map(|(key, _)| right_name(key).map(|right| (key.to_owned(), right)))
        .filter(|(_, right)| !manifest.document.as_table().contains_key(right))
        .collect();
    // A key cannot be renamed in its place: all entries are taken out and put back in their order.
    let table = manifest.document.as_table_mut();
    let order: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in order.iter().filter(|_| !renamed.is_empty()) {
        let Some((old, item)) = table.remove_entry(key) else { continue };
        let right = renamed
            .iter()
            .find(|(from, _)| from == key)
            .map(|(_, to)| Key::new(to).with_leaf_decor(old.leaf_decor().clone()));
        table.insert_formatted(&right.unwrap_or(old), item);
    }
    for (old, new) in renamed {
        manifest.mended.push(format!("`{old}` is written `{new}`"));
    }
}

fn right_name(key: &str) -> Option<String> {
    match key {
        "organisation" => return Some("organization".to_owned()),
        "Software" => return Some("software".to_owned()),
        _ => {}
    }
    let camel =
        key.chars().next()?.is_ascii_lowercase() && key.contains(|c: char| c.is_ascii_uppercase());
    camel.then(|| {
        key.chars().fold(String::new(), |mut out, c| {
            if c.is_ascii_uppercase() {
                out.push('-');
            }
            out.push(c.to_ascii_lowercase());
            out
        })
    })
}

fn tidy_texts(manifest: &mut Manifest) {
    let name = manifest.document.get("name").and_then(Item::as_str).map(str::to_owned);
    if let Some(name) = name.filter(|n| *n != one_line(n)) {
        put(manifest.document.as_table_mut(), "name", one_line(&name).into());
    }
}

fn one_language(manifest: &mut Manifest) {
    let key = "documentation-language";
    let Some(item) = manifest.document.get(key) else { return };
    let all: Vec<String> = match item.as_array() {
        Some(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        None => item.as_str().map(str::to_owned).into_iter().collect(),
    };
    let was_list = item.is_array();
    let Some((first, others)) = all.split_first() else { return };
    let Some(right) = tag(first) else { return };
    if was_list || *first != right && !first.eq_ignore_ascii_case(&right) {
        put(manifest.document.as_table_mut(), key, right.clone().into());
        let also = if others.is_empty() {
            String::new()
        } else {
            format!(" (also: {})", others.join(", "))
        };
        manifest
            .mended
            .push(format!("the language `{}` is written `{right}`{also}", all.join(", ")));
    }
}

/// Replaces a value and keeps what stands around it.
pub(super) fn put(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    table.insert(key, Item::Value(value));
}
