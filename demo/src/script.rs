//! `history.toml`: what a player may make up for a demo node. Shares and rates are 0 to 1, weights
//! are relative.

use std::collections::BTreeMap;

use catalog::ids::{Handle, Slug};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct History {
    pub(crate) play: Play,
    #[serde(default)]
    pub(crate) members: Vec<MemberLine>,
    /// Weight by category path or title.
    #[serde(default)]
    pub(crate) popularity: BTreeMap<String, f64>,
    /// Factor by month, January first, by category path or title.
    #[serde(default)]
    pub(crate) season: BTreeMap<String, Vec<f64>>,
    #[serde(default)]
    pub(crate) training_shares: BTreeMap<Slug, f64>,
    #[serde(default)]
    pub(crate) damage_notes: BTreeMap<String, Vec<String>>,
    pub(crate) ledger: Option<LedgerLine>,
    #[serde(default)]
    pub(crate) hours: Vec<HoursLine>,
    #[serde(default)]
    pub(crate) ballots: Vec<BallotsLine>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Play {
    pub(crate) seed: String,
    pub(crate) months: i64,
    pub(crate) loans_per_open_day: f64,
    pub(crate) growth: f64,
    pub(crate) renew_share: f64,
    pub(crate) late_share: f64,
    pub(crate) late_days_typical: i64,
    pub(crate) hold_share: f64,
    pub(crate) damage_rate: f64,
    pub(crate) incomplete_rate: f64,
    pub(crate) lost_rate: f64,
    pub(crate) self_service_share: f64,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct MemberLine {
    pub(crate) name: String,
    pub(crate) handle: Option<Handle>,
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    #[serde(default)]
    pub(crate) demo: bool,
    #[serde(default)]
    pub(crate) steward: bool,
    #[serde(default)]
    pub(crate) demo_steward: bool,
    pub(crate) joined: Option<jiff::civil::Date>,
    #[serde(default)]
    pub(crate) trainings: Vec<Slug>,
    #[serde(default)]
    pub(crate) likes: Vec<String>,
    pub(crate) activity: Option<f64>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct LedgerLine {
    pub(crate) unit: String,
    pub(crate) months: Option<i64>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct HoursLine {
    pub(crate) kind: String,
    pub(crate) who: Vec<Handle>,
    /// `commons` or `members`.
    pub(crate) to: Option<String>,
    pub(crate) minutes: i64,
    pub(crate) per_month: u32,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct BallotsLine {
    pub(crate) proposal: Slug,
    pub(crate) cast: BTreeMap<Handle, toml::Value>,
}

/// A number out of a seed's text (FNV-1a).
pub(crate) fn number(seed: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    seed.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// The entry for a title: its own, else its narrowest category's, else none.
pub(crate) fn lookup<'t, T>(
    table: &'t BTreeMap<String, T>,
    title: &catalog::record::Title,
) -> Option<&'t T> {
    if let Some(own) = table.get(title.slug.as_str()) {
        return Some(own);
    }
    let category = title.categories.first()?;
    category.ancestors().filter_map(|path| table.get(path)).last()
}
