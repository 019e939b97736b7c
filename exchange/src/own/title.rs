//! The columns of `titles.csv`.

use catalog::record::Title;

use super::cell::{
    parse_json, parse_kg, parse_list, parse_opt, parse_word, show, show_json, show_json_list,
    show_kg, show_list, show_word, text,
};
use super::{Column, Schema, TextColumn};

pub(crate) const SCHEMA: Schema<Title> = Schema {
    texts: &[
        TextColumn { name: "name", text: |t| &t.name, text_mut: |t| &mut t.name },
        TextColumn { name: "summary", text: |t| &t.summary, text_mut: |t| &mut t.summary },
        TextColumn {
            name: "checkout_notice",
            text: |t| &t.checkout_notice,
            text_mut: |t| &mut t.checkout_notice,
        },
        TextColumn { name: "body", text: |t| &t.body, text_mut: |t| &mut t.body },
    ],
    columns: COLUMNS,
    order: &[
        "slug",
        "kind",
        "name",
        "other_names",
        "summary",
        "lang",
        "categories",
        "keywords",
        "brand",
        "model",
        "power_source",
        "size",
        "weight_kg",
        "policy",
        "reservation_policy",
        "requires_authorisation",
        "min_age",
        "deposit",
        "fee_per_day",
        "replacement_value",
        "parts_expected",
        "contents",
        "checkout_notice",
        "images",
        "manuals",
        "compatible_with",
        "designs",
        "carbon_kg",
        "external_ids",
        "custom",
        "added",
        "body",
    ],
};

/// A column whose field takes the whole result of a reader.
macro_rules! column {
    ($name:literal, $field:ident, $get:expr, $set:expr) => {
        Column {
            name: $name,
            get: |t| ($get)(&t.$field),
            set: |t, cell| {
                t.$field = ($set)(cell)?;
                Ok(())
            },
        }
    };
}

/// A column whose field may be absent.
macro_rules! maybe {
    ($name:literal, $field:ident) => {
        Column {
            name: $name,
            get: |t| show(t.$field.as_ref()),
            set: |t, cell| {
                t.$field = parse_opt(cell)?;
                Ok(())
            },
        }
    };
}

/// A column whose field is a text that may be absent.
macro_rules! words {
    ($name:literal, $field:ident) => {
        Column {
            name: $name,
            get: |t| show(t.$field.as_ref()),
            set: |t, cell| {
                t.$field = text(cell);
                Ok(())
            },
        }
    };
}

const COLUMNS: &[Column<Title>] = &[
    Column { name: "slug", get: |t| t.slug.to_string(), set: |_, _| Ok(()) },
    column!("kind", kind, show_word, parse_word),
    column!("other_names", other_names, |l: &Vec<_>| show_list(l), parse_list),
    Column {
        name: "lang",
        get: |t| t.lang.clone(),
        set: |t, cell| {
            cell.clone_into(&mut t.lang);
            Ok(())
        },
    },
    column!("categories", categories, |l: &Vec<_>| show_list(l), parse_list),
    column!("keywords", keywords, |l: &Vec<_>| show_list(l), parse_list),
    words!("brand", brand),
    words!("model", model),
    words!("power_source", power_source),
    words!("size", size),
    column!("weight_kg", weight_g, |g: &Option<u32>| show_kg(*g), parse_kg),
    maybe!("policy", policy),
    maybe!("reservation_policy", reservation_policy),
    column!(
        "requires_authorisation",
        requires_authorisation,
        |l: &Vec<_>| show_list(l),
        parse_list
    ),
    maybe!("min_age", min_age),
    maybe!("deposit", deposit),
    maybe!("fee_per_day", fee_per_day),
    maybe!("replacement_value", replacement_value),
    column!("parts_expected", parts_expected, |l: &Vec<_>| show_json_list(l), parse_json),
    column!("contents", contents, |l: &Vec<_>| show_json_list(l), parse_json),
    column!("images", images, |l: &Vec<_>| show_list(l), parse_list),
    column!("manuals", manuals, |l: &Vec<_>| show_list(l), parse_list),
    column!("compatible_with", compatible_with, |l: &Vec<_>| show_list(l), parse_list),
    column!("designs", designs, |l: &Vec<_>| show_list(l), parse_list),
    column!("carbon_kg", carbon_g, |g: &Option<u32>| show_kg(*g), parse_kg),
    Column {
        name: "external_ids",
        get: |t| if t.external_ids.is_empty() { String::new() } else { show_json(&t.external_ids) },
        set: |t, cell| {
            t.external_ids = parse_json(cell)?;
            Ok(())
        },
    },
    column!("custom", custom, |l: &Vec<_>| show_json_list(l), parse_json),
    maybe!("added", added),
];
