//! What a row of another system says, in our words but with its own names for places and
//! categories: nothing here has been compared with the node yet.

use catalog::code::Code;
use catalog::record::{
    Acquired, Condition, Custom, Lifecycle, Money, Quantity, TitleKind, UnitKind,
};
use jiff::civil::Date;

/// A row that was understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// A thing, or a kind of thing.
    Thing(Box<Thing>),
    /// A place.
    Place(IncomingPlace),
}

impl Incoming {
    /// The row as a spreadsheet counts it.
    pub fn row(&self) -> u32 {
        match self {
            Self::Thing(thing) => thing.row,
            Self::Place(place) => place.row,
        }
    }
}

/// A place from a list of places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingPlace {
    /// The row as a spreadsheet counts it.
    pub row: u32,
    /// Names from the widest to the narrowest.
    pub path: Vec<String>,
    /// Address and the like.
    pub note: String,
}

/// A thing from another system.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Thing {
    /// The row as a spreadsheet counts it.
    pub row: u32,
    /// What it is called.
    pub name: String,
    /// Other names.
    pub other_names: Vec<String>,
    /// What sort of thing it is, where the file says.
    pub kind: Option<TitleKind>,
    /// One sentence.
    pub summary: String,
    /// A longer text, Markdown.
    pub body: String,
    /// Paths of category names, widest first.
    pub categories: Vec<Vec<String>>,
    /// Words for searching.
    pub keywords: Vec<String>,
    /// The maker.
    pub brand: Option<String>,
    /// The maker's name for it.
    pub model: Option<String>,
    /// Battery, mains …
    pub power_source: Option<String>,
    /// Outer size in words.
    pub size: Option<String>,
    /// Mass in grams.
    pub weight_g: Option<u32>,
    /// Left with the node while it is out.
    pub deposit: Option<Money>,
    /// Asked for each day.
    pub fee_per_day: Option<Money>,
    /// What a new one costs.
    pub replacement_value: Option<Money>,
    /// Names of what must come back with it.
    pub parts_expected: Vec<String>,
    /// Shown at every hand-over.
    pub checkout_notice: String,
    /// When the record was made there.
    pub added: Option<Date>,
    /// Its numbers there: system and number. Kept, and never used to find a record again.
    pub external_ids: Vec<(String, String)>,
    /// What has no field here.
    pub custom: Vec<Custom>,
    /// The thing itself; none in lists of models.
    pub unit: Option<ThingUnit>,
}

/// The physical thing, or the lot of stock.
#[derive(Debug, Clone, PartialEq)]
pub struct ThingUnit {
    /// A code of our own form.
    pub code: Option<Code>,
    /// Numbers that stand on this thing alone: tags, inventory codes.
    pub aliases: Vec<String>,
    /// Numbers that scanners find on it and on others of its kind.
    pub barcodes: Vec<String>,
    /// One thing or a counted lot.
    pub kind: UnitKind,
    /// The maker's number.
    pub serial: Option<String>,
    /// Whose it is, where that is an organisation.
    pub owner: Option<String>,
    /// How it came.
    pub acquired: Acquired,
    /// Names of places from the widest to the narrowest.
    pub place: Vec<String>,
    /// Its life, where the file says.
    pub lifecycle: Option<Lifecycle>,
    /// Its condition, where the file says.
    pub condition: Option<Condition>,
    /// A note for the desk.
    pub circ_note: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// What is counted.
    pub measure: Option<String>,
    /// Order more below this.
    pub min_qty: Option<u32>,
}
