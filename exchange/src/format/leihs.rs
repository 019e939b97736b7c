//! leihs: the items export, also in its older form with the borrower's name.

use super::Format;
use super::column::Field::{
    AcquiredOn, Added, Body, Brand, Broken, Category, Code, Custom, DeskNote, From, Ignore, Model,
    Name, Notice, OtherNames, Owner, Parts, Person, PlaceStep, PricePaid, PutAway, RetiredReason,
    Section, Serial,
};
use super::column::{Layout, Nesting, Rows};

/// The file that leihs writes.
pub(super) const LAYOUTS: &[Layout] = &[Layout {
    format: Format::Leihs,
    what: "items",
    rows: Rows::Things,
    marks: &[
        &["product", "inventory_code"],
        &["inventory_code", "is_borrowable"],
        &["inventory code", "is borrowable"],
    ],
    columns: &[
        (Name, &["product"]),
        (Model, &["version"]),
        (Brand, &["manufacturer"]),
        (Body, &["description"]),
        (Section("Technical details"), &["technical_detail", "technical detail"]),
        (Notice, &["hand_over_note", "hand over note"]),
        (Category(Nesting::List), &["categories"]),
        (Parts, &["accessories"]),
        (Code, &["inventory_code", "inventory code"]),
        (Serial, &["serial_number", "serial number"]),
        (From, &["supplier"]),
        (Owner, &["owner"]),
        (AcquiredOn, &["invoice_date", "invoice date"]),
        (PutAway, &["retired"]),
        (RetiredReason, &["retired_reason", "retired reason"]),
        (PricePaid, &["price"]),
        (Broken, &["is_broken", "is broken"]),
        (DeskNote, &["note", "status_note", "internal_description"]),
        (OtherNames, &["name"]),
        (PlaceStep, &["building", "room", "shelf"]),
        (Added, &["created_at"]),
        (
            Custom,
            &[
                "compatibles",
                "properties",
                "invoice_number",
                "last_check",
                "insurance_number",
                "item_version",
                "is_incomplete",
                "is_borrowable",
                "needs_permission",
            ],
        ),
        (
            Person,
            &[
                "user_name",
                "borrower first name",
                "borrower last name",
                "borrower personal id",
                "personal id",
            ],
        ),
        (Ignore, &["responsible", "is_inventory_relevant", "updated_at", "borrowed until"]),
    ],
    custom_prefix: "",
}];
