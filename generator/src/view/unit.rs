//! One physical thing, or one counted lot, as people read it.

use catalog::fold::Custody;
use catalog::record::{Unit, UnitKind};
use schemars::JsonSchema;
use serde::Serialize;

use super::{PlaceLink, Reading, StatusView};
use crate::links;

/// One unit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UnitView {
    /// The code as it is printed: `7K3-QP2J`.
    pub code: String,
    /// The code as it stands in addresses: `7K3QP2J`.
    pub compact: String,
    /// The page that its label opens, from the site's root (the same in every language).
    pub href: String,
    /// What people read about it now.
    pub status: StatusView,
    /// Where it is now; none while it is out.
    pub place: Option<PlaceLink>,
    /// Where it goes back to.
    pub home: PlaceLink,
    /// Its condition in words.
    pub condition: String,
    /// The stable name of its condition (`good`).
    pub condition_name: &'static str,
    /// The maker's serial number.
    pub serial: Option<String>,
    /// How many there are, for a lot.
    pub stock: Option<StockView>,
    /// Required parts that are not there: name and number.
    pub missing: Vec<(String, u32)>,
    /// How often it went out.
    pub times_lent: u32,
    /// Whether people should look at it: two loans of it are open.
    pub disputed: bool,
}

impl UnitView {
    /// A unit of a title.
    pub fn new(reading: &Reading<'_>, unit: &Unit) -> Self {
        let state = reading.node.state.units.get(&unit.code);
        let condition = state.map_or(unit.condition, |state| state.condition);
        let stock = StockView::of(reading, unit);
        let status = match &stock {
            Some(stock) => StatusView::of_stock(reading, stock),
            None => StatusView::of_unit(reading, unit.code),
        };
        let missing = state.map(|state| &*state.missing).unwrap_or_default();
        Self {
            code: unit.code.to_string(),
            compact: unit.code.compact(),
            href: links::label(unit.code),
            place: current_place(reading, unit),
            home: PlaceLink::new(reading, &unit.home_place),
            condition: reading.word(&format!("condition-{}", condition_name(condition))),
            condition_name: condition_name(condition),
            serial: unit.serial.clone(),
            missing: missing.iter().map(|part| (part.name.to_string(), part.qty)).collect(),
            times_lent: state.map_or(0, |state| state.times_lent),
            disputed: state.is_some_and(|state| state.flags.disputed),
            status,
            stock,
        }
    }
}

fn current_place(reading: &Reading<'_>, unit: &Unit) -> Option<PlaceLink> {
    let state = reading.node.state.units.get(&unit.code)?;
    match &state.custody {
        Custody::At(place) => Some(PlaceLink::new(reading, place)),
        _ => None,
    }
}

fn condition_name(condition: catalog::record::Condition) -> &'static str {
    use catalog::record::Condition as C;
    match condition {
        C::New => "new",
        C::Good => "good",
        C::Fair => "fair",
        C::Worn => "worn",
        C::Damaged => "damaged",
        C::Unsafe => "unsafe",
    }
}

/// How many of a lot there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StockView {
    /// The number, as far as anybody knows; below zero means that a count is needed.
    pub level: i64,
    /// Whether anybody ever counted.
    pub exact: bool,
    /// What is counted.
    pub measure: String,
    /// More should be ordered.
    pub low: bool,
}

impl StockView {
    /// The stock of a lot; none for a single unit.
    pub fn of(reading: &Reading<'_>, unit: &Unit) -> Option<Self> {
        if unit.kind != UnitKind::Stock {
            return None;
        }
        let stock =
            reading.node.state.units.get(&unit.code).and_then(|state| state.stock.as_deref());
        let level = stock.map_or(0, catalog::fold::Stock::level);
        Some(Self {
            level,
            exact: stock.is_some_and(|stock| stock.exact),
            measure: unit.measure.clone().unwrap_or_else(|| reading.word("measure-pieces")),
            low: unit.min_qty.is_some_and(|least| level < i64::from(least)),
        })
    }
}
