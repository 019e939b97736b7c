//! `MyTurn`: the complete item export. Rows that share a name are copies of one title.

use super::Format;
use super::column::Field::{
    AcquiredOn, Added, Barcode, Body, Brand, Category, Code, Condition, Custom, DeskNote, From,
    Ignore, Keywords, Kind, Model, Name, PlacePath, PricePaid, Serial, Size, Status, Value, Weight,
};
use super::column::{Layout, Nesting, Rows};

/// The file that `MyTurn` writes.
pub(super) const LAYOUTS: &[Layout] = &[Layout {
    format: Format::MyTurn,
    what: "items",
    rows: Rows::Things,
    marks: &[
        &["item id", "item type", "name"],
        &["item id", "home location"],
        &["item id", "goes home"],
    ],
    columns: &[
        (Code, &["item id"]),
        (Name, &["name"]),
        (Kind, &["item type"]),
        (Body, &["description"]),
        (DeskNote, &["admin notes"]),
        (Category(Nesting::Paths), &["categories"]),
        (Keywords, &["keywords"]),
        (Brand, &["manufacturer"]),
        (Model, &["model"]),
        (Serial, &["serial number"]),
        (Barcode, &["product code / upc"]),
        (PlacePath, &["home location"]),
        (Condition, &["condition"]),
        (Status, &["status(es)", "status"]),
        (AcquiredOn, &["date purchased", "purchased"]),
        (Added, &["date created"]),
        (From, &["source / supplier"]),
        (PricePaid, &["historical cost"]),
        (Value, &["replacement cost"]),
        (Size, &["dimensions (wxhxd)", "size"]),
        (Weight, &["weight"]),
        (
            Custom,
            &[
                "author",
                "location code",
                "publisher",
                "color",
                "amount / fee",
                "daily late fee",
                "default loan length",
                "maximum number of renewals",
                "maximum reservation length",
                "eco rating",
                "embodied carbon",
                "emission factor",
                "attachment",
                "image",
                "additional image",
            ],
        ),
        (
            Custom,
            &[
                "max frequency",
                "max frequency units",
                "min frequency",
                "min frequency units",
                "max output",
            ],
        ),
        (
            Custom,
            &[
                "agreement that must be signed to checkout the item",
                "default scheduled maintenance plan",
                "maintenance plan after each check in",
            ],
        ),
        (
            Ignore,
            &[
                "current location",
                "date last edited",
                "date last updated",
                "featured",
                "floating",
                "goes home",
                "between buffer days",
                "now buffer days",
                "excluded fulfillment methods",
                "grace period on late fees (in days)",
                "maximum number that may be reserved",
                "maximum percentage of inventory that may be reserved",
                "post-description text",
                "pre-description text",
                "tax(es)",
            ],
        ),
    ],
    custom_prefix: "",
}];
