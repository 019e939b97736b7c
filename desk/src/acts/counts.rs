//! Stocktakes: what should be at a place, what was found there, and what people say about the rest.

use std::collections::{BTreeMap, BTreeSet};

use catalog::code::Code;
use catalog::event::{CountClose, CountOpen, CountScan, Kind};
use catalog::fold::{Count, Custody, Found};
use catalog::ids::{CountId, EventId, Slug};

use crate::{By, Desk, Refusal};

/// What a scan during a stocktake turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanResult {
    /// It should be here, and it is.
    Found,
    /// It was scanned before.
    Already,
    /// It is here and should be elsewhere.
    Misplaced,
    /// No unit of the catalogue has this code.
    Unknown,
}

/// A scan that is on the disk (a repeated one is not recorded again).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanReceipt {
    /// The event, if one was needed.
    pub event: Option<EventId>,
    /// The unit, if the catalogue knows it.
    pub unit: Option<Code>,
    /// What it turned out to be.
    pub result: ScanResult,
}

/// A stocktake as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountReport {
    /// Units that should be here and are.
    pub found: Vec<Code>,
    /// Units that should be here and were not seen.
    pub not_seen: Vec<Code>,
    /// Units that are here and belong elsewhere, with their shelf.
    pub misplaced: BTreeMap<Code, Slug>,
    /// What was scanned and is no unit.
    pub unknown: BTreeSet<String>,
}

impl Desk {
    /// Begins a stocktake of a place and all that stands in it.
    pub fn count_open(&mut self, place: &Slug, by: By) -> Result<CountId, Refusal> {
        self.check_place(place)?;
        let kind = Kind::CountOpen(Box::new(CountOpen { place: place.clone() }));
        Ok(CountId(self.record(by, &kind, None)?.id))
    }

    /// Something was scanned during a stocktake, at a place in it (the place itself when absent).
    pub fn count_scan(
        &mut self,
        count: CountId,
        scanned: &str,
        place: Option<&Slug>,
        by: By,
    ) -> Result<ScanReceipt, Refusal> {
        let open = self.open_count(count)?;
        let place = place.unwrap_or(&open.place).clone();
        let scanned = scanned.trim();
        if scanned.is_empty() {
            return Err(Refusal::Missing("what was scanned"));
        }
        let unit = match self.node().find(scanned) {
            Some(Found::Unit(unit)) => Some(unit),
            _ => None,
        };
        let result = self.scan_result(open, unit, scanned);
        if result == ScanResult::Already {
            return Ok(ScanReceipt { event: None, unit, result });
        }
        let scanned = scanned.chars().take(120).collect::<String>().into();
        let kind = Kind::CountScan(Box::new(CountScan { count, scanned, unit, place }));
        let event = Some(self.record(by, &kind, None)?.id);
        Ok(ScanReceipt { event, unit, result })
    }

    fn scan_result(&self, open: &Count, unit: Option<Code>, scanned: &str) -> ScanResult {
        let Some(unit) = unit else {
            let already = open.unknown.iter().any(|text| **text == *scanned);
            return if already { ScanResult::Already } else { ScanResult::Unknown };
        };
        if open.found.contains_key(&unit) {
            return ScanResult::Already;
        }
        let home = self.node().unit(unit).map(|view| &view.unit.home_place);
        let inside = self.places_in(&open.place);
        if home.is_some_and(|home| inside.contains(home)) {
            ScanResult::Found
        } else {
            ScanResult::Misplaced
        }
    }

    /// What a stocktake has found so far, compared with what should be there.
    pub fn count_report(&self, count: CountId) -> Result<CountReport, Refusal> {
        let node = self.node();
        let found = node.state.counts.get(&count);
        let count = found.ok_or_else(|| Refusal::no_such("stocktake", &count))?;
        let inside = self.places_in(&count.place);
        let mut report = CountReport {
            unknown: count.unknown.iter().map(ToString::to_string).collect(),
            ..CountReport::default()
        };
        for &unit in count.found.keys() {
            match node.unit(unit).map(|view| &view.unit.home_place) {
                Some(home) if !inside.contains(home) => {
                    report.misplaced.insert(unit, home.clone());
                }
                _ => report.found.push(unit),
            }
        }
        for (&unit, state) in node.state.units.iter() {
            let here = matches!(&state.custody, Custody::At(place) if inside.contains(place));
            let takes_part = !matches!(state.lifecycle, catalog::record::Lifecycle::Retired(_));
            if here && takes_part && !count.found.contains_key(&unit) {
                report.not_seen.push(unit);
            }
        }
        Ok(report)
    }

    /// Ends a stocktake. Only what a person confirms becomes missing.
    pub fn count_close(
        &mut self,
        count: CountId,
        missing: Vec<Code>,
        by: By,
    ) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        self.open_count(count)?;
        let kind = Kind::CountClose(Box::new(CountClose { count, missing }));
        Ok(self.record(by, &kind, None)?.id)
    }

    fn open_count(&self, count: CountId) -> Result<&Count, Refusal> {
        let found = self.node().state.counts.get(&count);
        let found = found.ok_or_else(|| Refusal::no_such("stocktake", &count))?;
        if found.closed.is_some() { Err(Refusal::Over { what: "stocktake" }) } else { Ok(found) }
    }

    /// A place and everything that stands in it.
    pub fn places_in(&self, place: &Slug) -> BTreeSet<Slug> {
        let places = &self.node().documents.places;
        let mut inside = BTreeSet::from([place.clone()]);
        loop {
            let more: Vec<_> = places
                .values()
                .filter(|p| p.parent.as_ref().is_some_and(|parent| inside.contains(parent)))
                .filter(|p| !inside.contains(&p.slug))
                .map(|p| p.slug.clone())
                .collect();
            if more.is_empty() {
                return inside;
            }
            inside.extend(more);
        }
    }
}
