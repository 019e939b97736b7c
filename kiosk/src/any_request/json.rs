//! A document that is nearly what a route asks for.

use serde_json::{Map, Value, json};

use super::words::Taken;

/// How deep a schema is followed.
const DEEPEST: usize = 5;

/// A value of a schema as the description writes it, often with something that does not belong there.
pub(super) fn of(
    schema: &Value,
    description: &Value,
    word: &mut dyn FnMut(&mut Taken<'_>) -> String,
    taken: &mut Taken<'_>,
    depth: usize,
) -> Value {
    if depth > DEEPEST || taken.once_in(9) {
        return anything(word, taken);
    }
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        return of(
            &description["components"]["schemas"][name],
            description,
            word,
            taken,
            depth + 1,
        );
    }
    for many in ["oneOf", "anyOf", "allOf"] {
        if let Some(all) = schema[many].as_array().filter(|all| !all.is_empty()) {
            let one = taken.pick(all);
            return of(one, description, word, taken, depth + 1);
        }
    }
    if let Some(known) = schema["enum"].as_array().filter(|known| !known.is_empty()) {
        return taken.pick(known).clone();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) if !kinds.is_empty() => taken.pick(kinds).clone(),
        kind => kind.clone(),
    };
    match kind.as_str() {
        Some("object") => object(schema, description, word, taken, depth),
        Some("array") => {
            let many = taken.byte() % 3;
            let items =
                (0..many).map(|_| of(&schema["items"], description, word, taken, depth + 1));
            Value::Array(items.collect())
        }
        Some("integer" | "number") => number(taken),
        Some("boolean") => json!(taken.once_in(2)),
        Some("null") => Value::Null,
        _ => Value::String(word(taken)),
    }
}

fn object(
    schema: &Value,
    description: &Value,
    word: &mut dyn FnMut(&mut Taken<'_>) -> String,
    taken: &mut Taken<'_>,
    depth: usize,
) -> Value {
    let mut made = Map::new();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let required = schema["required"].as_array().is_some_and(|r| r.contains(&json!(name)));
        if required || taken.once_in(2) {
            made.insert(name.clone(), of(field, description, word, taken, depth + 1));
        }
    }
    if taken.once_in(10) {
        made.insert(word(taken), anything(word, taken));
    }
    Value::Object(made)
}

fn number(taken: &mut Taken<'_>) -> Value {
    let known = [
        json!(1),
        json!(0),
        json!(-1),
        json!(3),
        json!(4_294_967_296_u64),
        json!(1e300),
        json!(0.5),
    ];
    taken.pick(&known).clone()
}

fn anything(word: &mut dyn FnMut(&mut Taken<'_>) -> String, taken: &mut Taken<'_>) -> Value {
    match taken.byte() % 6 {
        0 => Value::String(word(taken)),
        1 => number(taken),
        2 => Value::Null,
        3 => json!({ word(taken): [word(taken)] }),
        4 => json!([[[[word(taken)]]]]),
        _ => json!(true),
    }
}
