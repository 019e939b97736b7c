//! circulate: the items export. Its `id` column is known to repeat, so `complete_number` is what
//! finds a thing again.

use super::Format;
use super::column::Field::{
    Added, Body, Brand, Category, Code, Custom, Id, Ignore, Model, Name, Notice, OtherNames,
    Person, PlaceStep, PowerSource, PricePaid, Quantity, Serial, Size, Status,
};
use super::column::{Layout, Nesting, Rows};

/// The files that circulate writes.
pub(super) const LAYOUTS: &[Layout] = &[
    Layout {
        format: Format::Circulate,
        what: "items",
        rows: Rows::Things,
        marks: &[&["complete_number"]],
        columns: &[
            (Id, &["id"]),
            (Code, &["complete_number"]),
            (Ignore, &["code", "number", "item_url", "url", "updated_at", "myturn_item_type"]),
            (Name, &["name"]),
            (Category(Nesting::DoubleSlash), &["categories"]),
            (Body, &["description_markdown"]),
            (Size, &["size"]),
            (Brand, &["brand"]),
            (Model, &["model"]),
            (Serial, &["serial"]),
            (Custom, &["strength", "purchase_link"]),
            (PowerSource, &["power_source"]),
            (OtherNames, &["other_names"]),
            (Quantity, &["quantity"]),
            (Notice, &["checkout_notice"]),
            (Status, &["status"]),
            (PlaceStep, &["location_area", "location_shelf"]),
            (PricePaid, &["purchase_price"]),
            (Added, &["created_at"]),
        ],
        custom_prefix: "",
    },
    Layout {
        format: Format::Circulate,
        what: "members",
        rows: Rows::Nothing(
            "is about people; members come in with `stead member add` and stay in the private store",
        ),
        marks: &[&["circulate_id"], &["preferred_name", "legal_name"]],
        columns: &[(
            Person,
            &[
                "circulate_id",
                "preferred_name",
                "legal_name",
                "email",
                "phone",
                "status",
                "address1",
                "address2",
                "city",
                "region",
                "postal_code",
                "number",
                "pronouns",
                "volunteer_interest",
            ],
        )],
        custom_prefix: "",
    },
];
