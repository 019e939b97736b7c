//! Homebox: one set of columns, as CSV or TSV. Its documentation and its program name some columns
//! differently; both are read.

use super::Format;
use super::column::Field::{
    AcquiredOn, Body, Brand, Code, Custom, DeskNote, From, Id, Ignore, Keywords, ModelNumber, Name,
    Person, PlacePath, PricePaid, PutAway, Quantity, Serial,
};
use super::column::{Layout, Rows};

/// The file that Homebox writes and reads.
pub(super) const LAYOUTS: &[Layout] = &[Layout {
    format: Format::Homebox,
    what: "items",
    rows: Rows::Things,
    marks: &[&["hb.name"]],
    columns: &[
        (Id, &["hb.import_ref"]),
        (Custom, &["hb.parent_import_ref"]),
        (PlacePath, &["hb.location"]),
        (Keywords, &["hb.tags", "hb.labels", "hb.label", "hb.tag"]),
        (Code, &["hb.asset_id"]),
        (PutAway, &["hb.archived"]),
        (Ignore, &["hb.url"]),
        (Name, &["hb.name", "name"]),
        (Quantity, &["hb.quantity"]),
        (Body, &["hb.description"]),
        (DeskNote, &["hb.notes"]),
        (PricePaid, &["hb.purchase_price"]),
        (From, &["hb.purchase_from"]),
        (AcquiredOn, &["hb.purchase_date", "hb.purchase_time"]),
        (Brand, &["hb.manufacturer"]),
        (ModelNumber, &["hb.model_number"]),
        (Serial, &["hb.serial_number"]),
        (
            Custom,
            &["hb.insured", "hb.lifetime_warranty", "hb.warranty_expires", "hb.warranty_details"],
        ),
        (Person, &["hb.sold_to"]),
        (Custom, &["hb.sold_price", "hb.sold_date", "hb.sold_time", "hb.sold_notes"]),
    ],
    custom_prefix: "hb.field.",
}];
