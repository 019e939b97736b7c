//! Parts that are missing: which, since when, and that one is here again.

use catalog::code::Code;
use catalog::event::{Kind, PartGone, TicketClose, TicketOutcome};
use catalog::fold::{MissingPart, Ticket};
use catalog::ids::EventId;

use crate::{By, Desk, MemberNumber, Refusal};

impl Desk {
    /// All parts that are missing, with the thing they belong to; the longest missing first.
    pub fn missing_parts(&self) -> Vec<(Code, &MissingPart)> {
        let units = self.node().state.units.iter();
        let mut parts: Vec<_> =
            units.flat_map(|(code, unit)| unit.missing.iter().map(|part| (*code, part))).collect();
        parts.sort_by_key(|(code, part)| (part.since.timestamp(), *code));
        parts
    }

    /// What a member has said that they will bring.
    pub fn parts_to_bring(&self, member: MemberNumber) -> Vec<(Code, &MissingPart)> {
        let mut parts = self.missing_parts();
        parts.retain(|(_, part)| {
            let theirs = part.loan.is_some_and(|loan| self.owns(member, loan.0));
            theirs && part.gone == Some(PartGone::Later)
        });
        parts
    }

    /// A part that was missing is with its thing again: brought, found or bought.
    pub fn part_is_here(&mut self, unit: Code, part: &str, by: By) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let state = self.view(unit)?.state;
        if !state.missing.iter().any(|missing| &*missing.name == part) {
            return Err(Refusal::no_such("missing part", &part));
        }
        let rest = state.missing.iter().filter(|missing| &*missing.name != part);
        let (rest, condition) = (rest.map(MissingPart::count).collect(), state.condition);
        self.set_condition(unit, condition, Some(rest), None, by)
    }

    /// Nothing is missing any more: what was kept apart for that alone goes back to its shelf.
    pub(super) fn close_complete(&mut self, unit: Code) -> Result<(), Refusal> {
        let for_parts = |t: &&Ticket| t.unit == unit && t.closed.is_none() && !t.parts.is_empty();
        let tickets = self.node().state.tickets.values().filter(for_parts);
        for ticket in tickets.map(|ticket| ticket.id).collect::<Vec<_>>() {
            let (outcome, condition) = (TicketOutcome::NoFault, None);
            let note = Some("Everything is there again.".into());
            let close = TicketClose { ticket, outcome, note, condition };
            self.record(By::Program, &Kind::TicketClose(Box::new(close)), None)?;
        }
        Ok(())
    }
}
