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
mod loans;
mod state;
mod step;
mod table;
mod units;

#[cfg(test)]
mod tests;

pub use exception::{Exception, Explanation, Matter, Reason};
pub use index::{Found, Index};
pub use state::*;
pub use table::Loans;

use std::sync::Arc;

use crate::code::Code;
use crate::event::{Event, Hlc};
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
            state.units.entry(unit.code).or_insert_with(|| UnitState::new(unit));
        }
        Self { documents, index, state }
    }

    /// Folds all events, in whatever order and however often they arrived. Each event is freed as
    /// soon as it is folded, so that what it held makes room for what it becomes.
    pub fn fold(documents: Arc<Documents>, events: Vec<Event>) -> Self {
        let mut node = Self::new(documents);
        let places = in_order(&events);
        let mut events: Vec<_> = events.into_iter().map(Some).collect();
        for at in places {
            let Some(slot) = events.get_mut(at) else { continue };
            if let Some(event) = slot.as_ref().filter(|e| node.state.newest != Some(e.order())) {
                step::apply(&mut node.state, &node.documents, &node.index, event);
            }
            *slot = None;
        }
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
            let state = self.state.units.entry(unit.code);
            state.and_modify(|state| state.refile(unit)).or_insert_with(|| UnitState::new(unit));
        }
        self.documents = documents;
        self.index = index;
        Freshness::Exact
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

/// Where the events stand, in the fold's order. Places are sorted instead of events, which are large;
/// sorting finds by itself that they are in order already, as a feed's are.
fn in_order(events: &[Event]) -> impl Iterator<Item = usize> + use<> {
    let mut places: Vec<(Hlc, usize)> =
        events.iter().enumerate().map(|(at, event)| (event.hlc, at)).collect();
    let order = |at: usize| events.get(at).map(Event::order);
    places.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| order(a.1).cmp(&order(b.1))));
    places.into_iter().map(|place| place.1)
}
