//! `node.toml` and the places: who the node is, where, when, and by which rules.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{CirculationPolicy, Lang, ReservationPolicy, Text};
use crate::code::Code;
use crate::ids::{CategoryPath, Handle, NodeKey, NodeSlug, PolicyName, Slug};

/// Everything that `node.toml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeConfig {
    /// The short name (`oak-street`).
    pub id: NodeSlug,
    /// The name on the door.
    pub name: Text,
    /// What kind of place it is, in a few words (`Tool library and workshop`).
    pub tagline: Text,
    /// Languages of the interface, the first is the default.
    pub languages: Vec<Lang>,
    /// IANA time zone of the place.
    pub timezone: String,
    /// Street address, for people.
    pub address: Option<String>,
    /// Latitude and longitude in degrees, WGS 84.
    pub location: Option<(f64, f64)>,
    /// How to reach the node, public.
    pub email: Option<String>,
    /// Telephone number, public.
    pub phone: Option<String>,
    /// The node's own web address.
    pub url: Option<String>,
    /// What stands before the code on labels; `http://KIOSK.LOCAL/I/` when absent.
    pub label_base: String,
    /// Licence of the catalogue's texts and data (SPDX).
    pub license: Option<String>,
    /// The currency of prices and deposits.
    pub currency: Option<super::Currency>,
    /// Brand and accent colours of the theme, `#rrggbb`.
    pub colours: BTreeMap<String, String>,
    /// When the door is open.
    pub opening_hours: Vec<OpeningHours>,
    /// Days on which it is not.
    pub closures: Vec<Closure>,
    /// The circulation policy of titles that name none.
    pub default_policy: Option<PolicyName>,
    /// Circulation policies by name.
    pub policies: BTreeMap<PolicyName, CirculationPolicy>,
    /// Reservation policies by name.
    pub reservation_policies: BTreeMap<PolicyName, ReservationPolicy>,
    /// Trainings by name.
    pub trainings: BTreeMap<Slug, Training>,
    /// Categories by path.
    pub categories: BTreeMap<CategoryPath, Category>,
    /// Units of account by code.
    pub units_of_account: BTreeMap<String, UnitOfAccount>,
    /// Handles of the stewards who wish to be named.
    pub stewards: Vec<Handle>,
    /// Other nodes whose news is read here, each under this node's own name for it.
    pub follows: BTreeMap<Slug, Follow>,
}

impl NodeConfig {
    /// The followed node with this identity, and our name for it.
    pub fn followed(&self, node: NodeKey) -> Option<(&Slug, &Follow)> {
        self.follows.iter().find(|(_, follow)| follow.node == node)
    }
}

/// Another node whose news is read here. Nothing of this is ever taken from the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// Its identity.
    pub node: NodeKey,
    /// What people here call it, where that is more than the short name.
    pub name: Option<String>,
    /// Where its news is fetched; without it, news comes by stick or through a hub.
    pub url: Option<String>,
    /// When somebody compared its words with people over there.
    pub compared: Option<Date>,
}

impl Default for NodeConfig {
    /// What a repository whose `node.toml` cannot be read is shown as.
    fn default() -> Self {
        let id = NodeSlug::fallback();
        Self {
            name: Text::plain("Unnamed node"),
            id,
            tagline: Text::default(),
            languages: vec!["en".into()],
            timezone: "UTC".into(),
            address: None,
            location: None,
            email: None,
            phone: None,
            url: None,
            label_base: "http://KIOSK.LOCAL/I/".into(),
            license: None,
            currency: None,
            colours: BTreeMap::new(),
            opening_hours: Vec::new(),
            closures: Vec::new(),
            default_policy: None,
            policies: BTreeMap::new(),
            reservation_policies: BTreeMap::new(),
            trainings: BTreeMap::new(),
            categories: BTreeMap::new(),
            units_of_account: BTreeMap::new(),
            stewards: Vec::new(),
            follows: BTreeMap::new(),
        }
    }
}

/// A day of the week, ISO 8601 order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the days say it")]
pub enum WeekDay {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl From<jiff::civil::Weekday> for WeekDay {
    fn from(day: jiff::civil::Weekday) -> Self {
        use jiff::civil::Weekday as W;
        match day {
            W::Monday => Self::Mon,
            W::Tuesday => Self::Tue,
            W::Wednesday => Self::Wed,
            W::Thursday => Self::Thu,
            W::Friday => Self::Fri,
            W::Saturday => Self::Sat,
            W::Sunday => Self::Sun,
        }
    }
}

/// One line of the opening hours: a half-open interval on a weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpeningHours {
    /// The day.
    pub day: WeekDay,
    /// Opens.
    pub from: Time,
    /// Closes.
    pub to: Time,
}

/// Days on which the node is closed, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// First closed day.
    pub from: Date,
    /// Last closed day.
    pub to: Date,
    /// Why, for people.
    pub reason: Option<String>,
}

/// `[trainings.<slug>]`: something that must be learned before certain things may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// What it is called.
    pub name: Text,
    /// Length in minutes.
    pub minutes: Option<u32>,
    /// Months until it must be refreshed; none means it stays valid.
    pub valid_months: Option<u32>,
    /// What is taught.
    pub summary: Text,
}

/// `[categories."<path>"]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// What people read.
    pub name: Text,
    /// The glyph shown where there is no photo.
    pub glyph: Option<String>,
}

/// How a unit of account is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitOfAccountMode {
    /// Members may go below zero to their credit limit.
    #[default]
    Mutual,
    /// A fixed amount was issued once.
    Fixed,
    /// Shown only; no limits.
    Gift,
}

/// `[units_of_account.<CODE>]`: what the ledger counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitOfAccount {
    /// What people call it (`hours`).
    pub label: Text,
    /// How many minor units make one of what people read (60 for minutes shown as hours).
    pub minor_per_major: u32,
    /// How it is limited.
    pub mode: UnitOfAccountMode,
    /// How far below zero a member may go, in minor units.
    pub credit_limit: i64,
    /// How far above zero, in minor units.
    pub cap: Option<i64>,
    /// How far below zero a member may go before anything came in.
    pub newcomer_limit: Option<i64>,
    /// What was decided for single members.
    pub members: BTreeMap<Handle, MemberLimit>,
    /// A monthly charge on credits that lie still, if that was decided.
    pub demurrage: Option<DemurrageTerms>,
    /// What the commons shares out, if that was decided.
    pub dividend: Option<DividendTerms>,
}

/// The limits that were decided for one member.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberLimit {
    /// How far below zero, in minor units.
    pub credit_limit: i64,
    /// How far above zero.
    pub cap: Option<i64>,
    /// The proposal that decided it.
    pub decided_by: Option<Slug>,
}

/// A monthly charge on credits that lie still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemurrageTerms {
    /// The part of the average daily balance.
    pub rate: (u32, u32),
    /// What is left out of each day's balance, in minor units.
    pub exempt: i64,
    /// The same on what members owe.
    pub deficit_rate: Option<(u32, u32)>,
    /// The proposal that decided it.
    pub decided_by: Option<Slug>,
}

/// What the commons shares out each month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DividendTerms {
    /// The part of what is above the reserve.
    pub share: (u32, u32),
    /// What stays in the fund, in minor units.
    pub reserve: i64,
    /// The proposal that decided it.
    pub decided_by: Option<Slug>,
}

/// What a place is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A building or site.
    Site,
    /// A room.
    Room,
    /// A shelf, cupboard or rack.
    #[default]
    Shelf,
    /// A box, drawer or bin.
    Box,
    /// Where broken things wait.
    Workshop,
    /// Where held things wait to be picked up.
    HoldShelf,
    /// Where things are kept apart until somebody looked at them.
    Quarantine,
}

/// `places/<slug>.toml`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name.
    pub slug: Slug,
    /// What stands on it (`Shelf B4`).
    pub name: Text,
    /// What it is.
    pub kind: PlaceKind,
    /// What it stands in.
    pub parent: Option<Slug>,
    /// The code on its own label.
    pub code: Option<Code>,
    /// How to find it.
    pub note: Text,
}
