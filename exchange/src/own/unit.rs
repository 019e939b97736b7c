//! The columns of `units.csv`. The column `title`, which says where the unit belongs, is not one of
//! the unit's own.

use catalog::record::{Lifecycle, RetiredReason, Unit};

use super::cell::{parse, parse_list, parse_opt, parse_word, show, show_list, show_word, text};
use super::{Column, Schema};

pub(crate) const SCHEMA: Schema<Unit> = Schema {
    texts: &[],
    columns: COLUMNS,
    order: &[
        "code",
        "kind",
        "serial",
        "owner",
        "return_to_owner",
        "acquired_date",
        "acquired_from",
        "acquired_cost",
        "home_place",
        "lifecycle",
        "retired_reason",
        "condition",
        "circ_note",
        "aliases",
        "policy_override",
        "quantity",
        "measure",
        "min_qty",
    ],
};

/// A column whose field takes the whole result of a reader.
macro_rules! column {
    ($name:literal, $($field:ident).+, $get:expr, $set:expr) => {
        Column {
            name: $name,
            get: |u| ($get)(&u.$($field).+),
            set: |u, cell| {
                u.$($field).+ = ($set)(cell)?;
                Ok(())
            },
        }
    };
}

/// A column whose field may be absent.
macro_rules! maybe {
    ($name:literal, $($field:ident).+) => {
        Column {
            name: $name,
            get: |u| show(u.$($field).+.as_ref()),
            set: |u, cell| {
                u.$($field).+ = parse_opt(cell)?;
                Ok(())
            },
        }
    };
}

/// A column whose field is a text that may be absent.
macro_rules! words {
    ($name:literal, $($field:ident).+) => {
        Column {
            name: $name,
            get: |u| show(u.$($field).+.as_ref()),
            set: |u, cell| {
                u.$($field).+ = text(cell);
                Ok(())
            },
        }
    };
}

const COLUMNS: &[Column<Unit>] = &[
    Column { name: "code", get: |u| u.code.to_string(), set: |_, _| Ok(()) },
    column!("kind", kind, show_word, parse_word),
    words!("serial", serial),
    words!("owner", owner),
    maybe!("return_to_owner", return_to_owner),
    maybe!("acquired_date", acquired.date),
    words!("acquired_from", acquired.from),
    maybe!("acquired_cost", acquired.cost),
    column!("home_place", home_place, ToString::to_string, parse),
    Column {
        name: "lifecycle",
        get: |u| match u.lifecycle {
            Lifecycle::Retired(_) => "retired".to_owned(),
            other => show_word(&other),
        },
        set: |u, cell| {
            // The reason has its own column, which comes after this one.
            u.lifecycle = match cell.trim() {
                "retired" => Lifecycle::Retired(RetiredReason::Broken),
                other => parse_word(other)?,
            };
            Ok(())
        },
    },
    Column {
        name: "retired_reason",
        get: |u| match u.lifecycle {
            Lifecycle::Retired(reason) => show_word(&reason),
            _ => String::new(),
        },
        set: |u, cell| match (&mut u.lifecycle, cell.trim()) {
            (Lifecycle::Retired(_), "") => {
                Err("is empty, but the unit is retired: say why".to_owned())
            }
            (Lifecycle::Retired(reason), word) => {
                *reason = parse_word(word)?;
                Ok(())
            }
            (_, "") => Ok(()),
            _ => Err("is given, but the unit is not retired".to_owned()),
        },
    },
    column!("condition", condition, show_word, parse_word),
    words!("circ_note", circ_note),
    column!("aliases", aliases, |l: &Vec<_>| show_list(l), parse_list),
    maybe!("policy_override", policy_override),
    column!("quantity", quantity, ToString::to_string, parse),
    words!("measure", measure),
    maybe!("min_qty", min_qty),
];
