//! The columns of `places.csv` and `categories.csv`.

use catalog::record::{Category, Place};

use super::cell::{parse_opt, parse_word, show, show_word, text};
use super::{Column, Schema, TextColumn};

pub(crate) const PLACES: Schema<Place> = Schema {
    texts: &[
        TextColumn { name: "name", text: |p| &p.name, text_mut: |p| &mut p.name },
        TextColumn { name: "note", text: |p| &p.note, text_mut: |p| &mut p.note },
    ],
    columns: &[
        Column { name: "slug", get: |p| p.slug.to_string(), set: |_, _| Ok(()) },
        Column {
            name: "kind",
            get: |p| show_word(&p.kind),
            set: |p, cell| {
                p.kind = parse_word(cell)?;
                Ok(())
            },
        },
        Column {
            name: "parent",
            get: |p| show(p.parent.as_ref()),
            set: |p, cell| {
                p.parent = parse_opt(cell)?;
                Ok(())
            },
        },
        Column {
            name: "code",
            get: |p| show(p.code.as_ref()),
            set: |p, cell| {
                p.code = parse_opt(cell)?;
                Ok(())
            },
        },
    ],
    order: &["slug", "name", "kind", "parent", "code", "note"],
};

pub(crate) const CATEGORIES: Schema<Category> = Schema {
    texts: &[TextColumn { name: "name", text: |c| &c.name, text_mut: |c| &mut c.name }],
    columns: &[Column {
        name: "glyph",
        get: |c| show(c.glyph.as_ref()),
        set: |c, cell| {
            c.glyph = text(cell);
            Ok(())
        },
    }],
    order: &["name", "glyph"],
};
