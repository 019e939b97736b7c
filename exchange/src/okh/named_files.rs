//! The files that a manifest names and that lie beside it.

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use toml_edit::{Item, TableLike, Value};

use super::Manifest;
use super::from_toml::put;

const KEYS: [&str; 9] = [
    "readme",
    "image",
    "bom",
    "manufacturing-instructions",
    "user-manual",
    "source",
    "export",
    "auxiliary",
    "contribution-guide",
];

/// Finds the named files beside the manifest. A path that begins with `/` means the repository's
/// root, which is where the manifest is; it is written without it.
pub(super) fn bring(
    manifest: &mut Manifest,
    manifest_path: &Utf8Path,
    is_there: &dyn Fn(&Utf8Path) -> bool,
) -> Vec<(Utf8PathBuf, Utf8PathBuf)> {
    let folder = manifest_path.parent().unwrap_or(Utf8Path::new(""));
    let mut found = Vec::new();
    let mut look = |text: &str| -> Option<String> {
        let inner = inside(text)?;
        let whole = folder.join(&inner);
        if !is_there(&whole) {
            return None;
        }
        if !found.iter().any(|(known, _)| *known == inner) {
            found.push((inner.clone(), whole));
        }
        (inner.as_str() != text).then(|| inner.into_string())
    };
    let table = manifest.document.as_table_mut();
    in_table(table, &mut look);
    match table.get_mut("part") {
        Some(Item::ArrayOfTables(parts)) => parts.iter_mut().for_each(|p| in_table(p, &mut look)),
        Some(Item::Value(Value::Array(parts))) => {
            for part in parts.iter_mut().filter_map(Value::as_inline_table_mut) {
                in_table(part, &mut look);
            }
        }
        _ => {}
    }
    found
}

fn in_table(table: &mut dyn TableLike, look: &mut dyn FnMut(&str) -> Option<String>) {
    for key in KEYS {
        let Some(item) = table.get_mut(key) else { continue };
        if let Some(list) = item.as_array_mut() {
            for at in 0..list.len() {
                let text = list.get(at).and_then(Value::as_str).map(str::to_owned);
                if let Some(right) = text.and_then(|t| look(&t)) {
                    list.replace(at, right);
                }
            }
        } else if let Some(right) = item.as_str().map(str::to_owned).and_then(|t| look(&t)) {
            put(table, key, right.into());
        }
    }
}

/// The path inside the manifest's folder; none for addresses and for paths that leave it.
fn inside(text: &str) -> Option<Utf8PathBuf> {
    if text.contains("://") || text.contains('\\') {
        return None;
    }
    let mut out = Utf8PathBuf::new();
    for part in Utf8Path::new(text).components() {
        match part {
            Utf8Component::Normal(name) if !name.starts_with(".git") => out.push(name),
            Utf8Component::CurDir | Utf8Component::RootDir => {}
            _ => return None,
        }
    }
    // The manifest's own name would overwrite the manifest.
    (!out.as_str().is_empty() && out != "okh.toml").then_some(out)
}
