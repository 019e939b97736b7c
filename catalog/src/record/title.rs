//! Titles and their units: the catalogue's heart.
//!
//! A *title* is the kind of thing that people search for; a *unit* is one physical thing with a
//! label (or one counted lot of stock). Both live in one file, so that one search hit is one file.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Lang, Money, Quantity, Text};
use crate::code::Code;
use crate::ids::{CategoryPath, PolicyName, Slug};

/// What sort of thing a title is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum TitleKind {
    /// Lent and returned.
    #[default]
    Tool,
    /// Used in the house; usually booked, not carried away.
    Machine,
    /// Counted stock that may be used up.
    Material,
    /// A labelled set of units and titles.
    Kit,
    /// A room, bench, plot or guest room.
    Space,
    /// A book, game or film.
    Book,
    /// A bicycle, trailer or car.
    Vehicle,
}

/// A kind of thing, with everything that is true of each unit of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// The file's name and the last part of the page's address.
    pub slug: Slug,
    /// What people call it.
    pub name: Text,
    /// Other words that people search for.
    pub other_names: Vec<String>,
    /// What sort of thing it is.
    pub kind: TitleKind,
    /// One sentence for lists and search results.
    pub summary: Text,
    /// The language of the record's own texts.
    pub lang: Lang,
    /// Where it belongs, the first one first.
    pub categories: Vec<CategoryPath>,
    /// Words for searching that are not categories.
    pub keywords: Vec<String>,
    /// Who made it.
    pub brand: Option<String>,
    /// The maker's name for it.
    pub model: Option<String>,
    /// Battery, mains, petrol, hand …
    pub power_source: Option<String>,
    /// Outer size in words (`40 × 30 × 20 cm`).
    pub size: Option<String>,
    /// Mass in grams (files say `weight_kg`).
    pub weight_g: Option<u32>,
    /// The circulation policy; the node's default when absent.
    pub policy: Option<PolicyName>,
    /// The reservation policy; none means it cannot be booked ahead.
    pub reservation_policy: Option<PolicyName>,
    /// Trainings that a borrower must have passed.
    pub requires_authorisation: Vec<Slug>,
    /// Youngest age of a borrower, in years.
    pub min_age: Option<u8>,
    /// Left with the node while the thing is out.
    pub deposit: Option<Money>,
    /// Asked for each day.
    pub fee_per_day: Option<Money>,
    /// What a new one costs.
    pub replacement_value: Option<Money>,
    /// What must come back with it.
    pub parts_expected: Vec<Part>,
    /// Care that each unit of it needs again and again.
    pub maintenance: Vec<Plan>,
    /// For kits: what the set is made of.
    pub contents: Vec<Contents>,
    /// Shown and confirmed at every hand-over (safety).
    pub checkout_notice: Text,
    /// Photos and drawings, as paths from the node's root.
    pub images: Vec<String>,
    /// Manuals, as paths from the node's root.
    pub manuals: Vec<String>,
    /// Titles that work together with it.
    pub compatible_with: Vec<Slug>,
    /// Designs in this node that belong to it.
    pub designs: Vec<Slug>,
    /// Greenhouse gas of making one, in grams of CO₂ equivalent (files say `carbon_kg`).
    pub carbon_g: Option<u32>,
    /// Its numbers in other systems, by the system's name.
    pub external_ids: BTreeMap<String, String>,
    /// Fields of the node's own, `[custom]`, shown as a table.
    pub custom: Vec<Custom>,
    /// When the record was made.
    pub added: Option<Date>,
    /// The physical things.
    pub units: Vec<Unit>,
    /// The Markdown body.
    pub body: Text,
}

/// A line of the `[custom]` table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custom {
    /// The node's own name for the field.
    pub name: String,
    /// Its value as text.
    pub value: String,
}

/// Something that belongs to a title and must come back with each unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// How many.
    pub qty: u32,
    /// Whether the unit is incomplete without it.
    pub required: bool,
}

/// Care that comes back: every so many days, every so many loans, after each loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its short name, by which it is recorded that it was done.
    pub plan: Slug,
    /// What is done.
    pub name: String,
    /// After so many days.
    pub every_days: Option<u32>,
    /// After so many loans.
    pub every_uses: Option<u32>,
    /// Each time it comes back.
    pub after_each_loan: bool,
    /// A unit for which it is overdue is not lent.
    pub blocks: bool,
    /// How it is done.
    pub how: Option<String>,
    /// From when the days count, until it was done for the first time.
    pub from: Option<Date>,
}

/// One line of a kit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contents {
    /// This very unit.
    Unit(Code),
    /// So many of a title, whichever.
    Title(Slug, u32),
}

/// A serialised unit or a counted lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// One physical thing.
    #[default]
    Unit,
    /// A lot that is counted, not numbered.
    Stock,
}

/// One physical thing with a label, or one lot of stock.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The code on its label.
    pub code: Code,
    /// Serialised or stock.
    pub kind: UnitKind,
    /// The maker's serial number.
    pub serial: Option<String>,
    /// Whose it is: `node`, a handle, an organisation.
    pub owner: Option<String>,
    /// The day from which its owner has it back. No loan or booking reaches into it.
    pub return_to_owner: Option<Date>,
    /// How it came here.
    pub acquired: Acquired,
    /// The shelf it goes back to; the unknown place when nobody has said.
    pub home_place: Slug,
    /// Its life as the file has it; events move it on from here.
    pub lifecycle: Lifecycle,
    /// Its condition as the file has it; events move it on from here.
    pub condition: Condition,
    /// A note for the desk, shown when it is lent or returned.
    pub circ_note: Option<String>,
    /// Old numbers, EANs and addresses by which scanners may know it.
    pub aliases: Vec<String>,
    /// Another policy for this unit only.
    pub policy_override: Option<PolicyName>,
    /// For stock: how many there were when the record was written.
    pub quantity: Quantity,
    /// For stock: what is counted (`pcs`, `m`, `kg`).
    pub measure: Option<String>,
    /// For stock: order more below this.
    pub min_qty: Option<u32>,
}

/// How a unit came to the node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Acquired {
    /// When.
    pub date: Option<Date>,
    /// From whom (a shop or an organisation; donors only with their consent).
    pub from: Option<String>,
    /// What it cost.
    pub cost: Option<Money>,
}

/// The first of a unit's four axes: whether it takes part at all. Nothing is ever deleted.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Lifecycle {
    /// Arrived, not yet ready.
    InProcessing,
    /// Takes part.
    #[default]
    Active,
    /// In planned care.
    Maintenance,
    /// Withdrawn until checked (recall, unsafe).
    Quarantined,
    /// Looked for and not found.
    Missing,
    /// Gone for good, with the reason.
    Retired(RetiredReason),
}

/// Why a unit was retired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetiredReason {
    /// A borrower kept it.
    NotReturned,
    /// Beyond repair.
    Broken,
    /// Consumed.
    UsedUp,
    /// Replaced by a better one.
    Upgraded,
    /// Sold.
    Sold,
    /// Given away.
    Given,
    /// Stolen.
    Stolen,
    /// Its owner has it back.
    ReturnedToOwner,
}

/// The third axis: the state it is in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Never used.
    New,
    /// Works, looks used.
    #[default]
    Good,
    /// Works, worn.
    Fair,
    /// Works, near its end.
    Worn,
    /// Something is broken.
    Damaged,
    /// Must not be used.
    Unsafe,
}
