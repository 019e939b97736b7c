//! Recurring care: what is due, and that it was done.

use catalog::circulation::{CareState, Destination, Returned, care_of, destination};
use catalog::code::Code;
use catalog::event::{CareDone, Kind, UnitAt};
use catalog::fold::Custody;
use catalog::ids::{EventId, Slug};
use catalog::record::Lifecycle;

use crate::{By, Desk, Refusal};

/// One unit and one plan of its title, as it stands today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CareLine<'n> {
    /// The unit.
    pub unit: Code,
    /// How it stands.
    pub care: CareState<'n>,
}

/// Care that is on the disk as done.
#[derive(Debug, Clone, PartialEq)]
pub struct CareReceipt {
    /// The event.
    pub event: EventId,
    /// Where the unit belongs now; none while it is out.
    pub destination: Option<Destination>,
}

impl Desk {
    /// Care that is due now or in the coming days, what is overdue first; what is retired or lost needs
    /// none.
    pub fn care_to_do(&self) -> Vec<CareLine<'_>> {
        let today = self.today();
        let titles = self.node().documents.titles.values();
        let planned = titles.filter(|title| !title.maintenance.is_empty());
        let mut lines: Vec<_> = planned
            .flat_map(|title| self.node().units_of(title))
            .filter(|view| {
                !matches!(view.state.lifecycle, Lifecycle::Retired(_) | Lifecycle::Missing)
            })
            .flat_map(|view| {
                let all = care_of(self.node(), view, today);
                all.into_iter().map(move |care| CareLine { unit: view.unit.code, care })
            })
            .filter(|line| line.care.soon)
            .collect();
        lines.sort_by_key(|line| (!line.care.overdue, line.care.due_on, line.unit));
        lines
    }

    /// A steward has done what a plan asks for. What stood aside for it goes where it belongs.
    pub fn care_done(
        &mut self,
        unit: Code,
        plan: &Slug,
        note: Option<&str>,
        by: By,
    ) -> Result<CareReceipt, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let view = self.view(unit)?;
        let unit = view.unit.code;
        if !view.title.maintenance.iter().any(|known| known.plan == *plan) {
            return Err(Refusal::no_such("plan", plan));
        }
        let note = note.map(str::trim).filter(|note| !note.is_empty()).map(Into::into);
        let kind = Kind::CareDone(Box::new(CareDone { unit, plan: plan.clone(), note }));
        let event = self.record(by, &kind, None)?.id;
        let here = matches!(self.view(unit)?.state.custody, Custody::At(_));
        if !here {
            return Ok(CareReceipt { event, destination: None });
        }
        let destination = destination(self.node(), unit, Returned::default(), self.now());
        match &destination {
            Some(Destination::Home { place }) => {
                let at = UnitAt { unit, place: place.clone() };
                self.record(By::Program, &Kind::UnitMove(Box::new(at)), None)?;
            }
            Some(to) => self.follow(unit, to, None)?,
            None => {}
        }
        Ok(CareReceipt { event, destination })
    }
}
