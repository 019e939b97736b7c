//! The fold: documents and events in, the state of the node out.
//!
//! `Node = fold(documents, events)` is a pure function: the same on every machine, whatever arrived
//! first. Events are taken in one total order (hybrid clock, device, sequence); an event that comes
//! late folds into its place. A fold never stops and drops nothing: what cannot be taken as it was
//! meant becomes an explanation (settled by rule, with a sentence) or an exception (a person decides).

mod exception;
mod index;
mod state;

pub use exception::{Exception, Explanation, Matter, Reason};
pub use index::{Found, Index};
pub use state::*;

use std::sync::Arc;

use crate::code::Code;
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

impl Node {
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
