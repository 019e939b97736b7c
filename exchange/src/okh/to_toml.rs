//! JSON-shaped values as TOML. What is empty is left out: TOML has no `null`.

use serde_json::Value as Json;
use toml_edit::{Array, InlineTable, Item, Table, Value};

/// A table with everything of an object that is not empty; objects in it are tables of their own.
pub(super) fn table(object: &serde_json::Map<String, Json>) -> Table {
    let mut out = Table::new();
    // Tables come last: what stands after a table's head belongs to that table.
    let (tables, values): (Vec<_>, Vec<_>) = object.iter().partition(|(_, v)| v.is_object());
    for (key, value) in values {
        if let Some(value) = inline(value) {
            out.insert(key, Item::Value(value));
        }
    }
    for (key, value) in tables {
        let inner = value.as_object().map(table).filter(|t| !t.is_empty());
        if let Some(inner) = inner {
            out.insert(key, Item::Table(inner));
        }
    }
    out
}

/// A value on one line.
pub(super) fn inline(json: &Json) -> Option<Value> {
    match json {
        Json::Null => None,
        Json::Bool(yes) => Some((*yes).into()),
        Json::Number(number) => Some(match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.into(),
            (None, Some(float)) => float.into(),
            (None, None) => number.to_string().into(),
        }),
        Json::String(text) if text.trim().is_empty() => None,
        Json::String(text) => Some(text.trim().into()),
        Json::Array(list) => {
            let array: Array = list.iter().filter_map(inline).collect();
            (!array.is_empty()).then_some(Value::Array(array))
        }
        Json::Object(object) => {
            let pairs = object.iter().filter_map(|(key, value)| Some((key, inline(value)?)));
            let table: InlineTable = pairs.collect();
            (!table.is_empty()).then_some(Value::InlineTable(table))
        }
    }
}
