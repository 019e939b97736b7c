//! The fold: documents and events in, the state of the node out.
//!
//! `Node = fold(documents, events)` is a pure function: the same on every machine, whatever arrived
//! first. Events are taken in one total order (hybrid clock, device, sequence); an event that comes
//! late folds into its place. A fold never stops and drops nothing: what cannot be taken as it was
//! meant becomes an explanation (settled by rule, with a sentence) or an exception (a person decides).

mod changes;
mod exception;
mod holds;
mod index;
mod interloans;
mod loan_table;
mod loans;
mod parts;
mod state;
mod step;
mod undo;
mod unit_table;
mod units;

#[cfg(test)]
mod tests;

pub use exception::{Exception, Explanation, Matter, Reason};
pub use index::{Found, Index};
pub use loan_table::Loans;
pub use state::*;
pub use unit_table::Units;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::code::Code;
use crate::event::{Event, Hlc};
use crate::ids::DeviceId;
use crate::record::{Documents, Title, Unit};

/// A node as everybody above this floor sees it: what is written and what happened.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// The documents.
    pub documents: Arc<Documents>,
    /// Look-up tables over the documents.
    pub index: Arc<Index>,
    /// What follows from the events.
    pub state: State,
}

/// A unit with everything that is known about it.
#[derive(Debug, Clone, Copy)]
pub struct UnitView<'n> {
    /// The title it belongs to.
    pub title: &'n Title,
    /// The unit as its file has it.
    pub unit: &'n Unit,
    /// Its axes.
    pub state: &'n UnitState,
}

/// Whether a change could be taken in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a node that asks for a refold shows old news until it gets one"]
pub enum Freshness {
    /// The node is what a fold of everything would give.
    Exact,
    /// The node is unchanged: fold everything again (an event came late, or a document changed what
    /// past events mean).
    RefoldNeeded,
}

impl Node {
    /// A node to which nothing has happened yet.
    pub fn new(documents: Arc<Documents>) -> Self {
        let index = Arc::new(Index::new(&documents));
        let mut state = State::default();
        for unit in documents.titles.values().flat_map(|title| &title.units) {
            state.units.slot_or(unit.code, || UnitState::new(unit));
        }
        Self { documents, index, state }
    }

    /// Folds all events, in whatever order and however often they arrived.
    pub fn fold(documents: Arc<Documents>, events: Vec<Event>) -> Self {
        let mut node = Self::new(documents);
        for event in in_order(&events) {
            if node.state.newest != Some(event.order()) {
                step::apply(&mut node.state, &node.documents, &node.index, event);
            }
        }
        drop(events);
        node
    }

    /// Takes one more event. It must be newer than all others in the fold's order, which every event
    /// of this device is; one that came late from elsewhere asks for a refold.
    pub fn apply(&mut self, event: &Event) -> Freshness {
        if self.state.newest.is_some_and(|newest| event.order() <= newest) {
            return Freshness::RefoldNeeded;
        }
        step::apply(&mut self.state, &self.documents, &self.index, event);
        Freshness::Exact
    }

    /// Takes documents that changed. Where past events could mean something else now (a unit became
    /// known or changed its title), a refold is needed.
    pub fn update_documents(&mut self, documents: Arc<Documents>) -> Freshness {
        let index = Arc::new(Index::new(&documents));
        let same_titles = index.codes().all(|code| {
            let known = self.index.title_of(code);
            let touched = self.state.units.get(&code).is_some_and(|u| u.last_seen.is_some());
            known == index.title_of(code) || (known.is_none() && !touched)
        });
        let none_lost = self.index.codes().all(|code| index.title_of(code).is_some());
        if !(same_titles && none_lost) {
            return Freshness::RefoldNeeded;
        }
        for unit in documents.titles.values().flat_map(|title| &title.units) {
            // Of two units with one code only the first one's file counts.
            if index.unit(&documents, unit.code).is_some_and(|(_, first)| std::ptr::eq(first, unit))
            {
                let slot = self.state.units.slot_or(unit.code, || UnitState::new(unit));
                self.state.units.at_mut(slot).refile(unit);
            }
        }
        self.documents = documents;
        self.index = index;
        Freshness::Exact
    }

    /// Takes other words of a title that is known and has the same units as before. Gives the title as it
    /// was; none where the units are not the same, and then nothing is taken.
    pub fn reword(&mut self, title: Title) -> Option<Title> {
        let known = self.documents.titles.get(&title.slug);
        known.filter(|known| known.units == title.units)?;
        Arc::make_mut(&mut self.documents).titles.insert(title.slug.clone(), title)
    }

    /// A unit of the catalogue, its title and its axes.
    pub fn unit(&self, code: Code) -> Option<UnitView<'_>> {
        let code = self.state.resolve(code);
        let (title, unit) = self.index.unit(&self.documents, code)?;
        self.state.units.get(&code).map(|state| UnitView { title, unit, state })
    }

    /// All units of a title with their axes, in the file's order.
    pub fn units_of<'n>(&'n self, title: &'n Title) -> impl Iterator<Item = UnitView<'n>> {
        title.units.iter().filter_map(move |unit| {
            self.state.units.get(&unit.code).map(|state| UnitView { title, unit, state })
        })
    }

    /// What a scanned or typed text leads to; replaced labels lead to their unit.
    pub fn find(&self, text: &str) -> Option<Found> {
        if let Ok(code) = Code::from_scan(text) {
            let resolved = self.state.resolve(code);
            if resolved != code {
                return Some(Found::Unit(resolved));
            }
        }
        self.index.find(&self.documents, text)
    }
}

/// The events in the fold's order. Places are sorted instead of events, which are large, and those of
/// each device together, as they are in order nearly always: a stable sort then only merges.
fn in_order(events: &[Event]) -> impl Iterator<Item = &Event> {
    let mut feeds: Vec<Vec<(Hlc, usize)>> = Vec::new();
    let mut known = BTreeMap::new();
    let mut last: Option<(DeviceId, usize)> = None;
    for (place, event) in events.iter().enumerate() {
        let device = event.id.device;
        let feed = match last.filter(|last| last.0 == device) {
            Some((_, feed)) => feed,
            None => *known.entry(device).or_insert_with(|| {
                feeds.push(Vec::new());
                feeds.len() - 1
            }),
        };
        last = Some((device, feed));
        feeds[feed].push((event.hlc, place));
    }
    let mut places = feeds.concat();
    let order = |at: usize| events.get(at).map(Event::order);
    places.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| order(a.1).cmp(&order(b.1))));
    places.into_iter().filter_map(|place| events.get(place.1))
}
