//! Units between loans: moved, seen, broken, mended, missing, retired.

use catalog::code::Code;
use catalog::event::{
    Kind, LabelAction, LoanRef, PartCount, TicketClose, TicketNote, TicketOpen, TicketOutcome,
    UnitAt, UnitCondition, UnitLabel, UnitLifecycle,
};
use catalog::ids::{EventId, LoanId, Slug, TicketId};
use catalog::record::{Condition, Lifecycle};

use crate::{By, Desk, Refusal};

/// A report of damage that is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamageReceipt {
    /// The event.
    pub event: EventId,
    /// The ticket that was opened.
    pub ticket: TicketId,
    /// Whether the thing was taken off the shelf at once.
    pub out_of_service: bool,
}

impl Desk {
    /// A unit was put at a place.
    pub fn move_unit(&mut self, unit: Code, place: &Slug, by: By) -> Result<EventId, Refusal> {
        let unit = self.view(unit)?.unit.code;
        self.check_place(place)?;
        let at = UnitAt { unit, place: place.clone() };
        Ok(self.record(by, &Kind::UnitMove(Box::new(at)), None)?.id)
    }

    /// A unit was seen where it is: a missing one is found by it.
    pub fn found(&mut self, unit: Code, place: Option<&Slug>, by: By) -> Result<EventId, Refusal> {
        let view = self.view(unit)?;
        let (unit, home) = (view.unit.code, view.unit.home_place.clone());
        let place = place.cloned().unwrap_or(home);
        if place != Slug::unknown_place() {
            self.check_place(&place)?;
        }
        Ok(self.record(by, &Kind::UnitSeen(Box::new(UnitAt { unit, place })), None)?.id)
    }

    /// Somebody says that something is wrong with a unit. Unsafe things leave the shelf at once;
    /// nobody needs a card to say so.
    pub fn report_damage(
        &mut self,
        unit: Code,
        note: &str,
        condition: Condition,
        by: By,
    ) -> Result<DamageReceipt, Refusal> {
        let note = note.trim();
        if note.is_empty() {
            return Err(Refusal::Missing("what is wrong with it"));
        }
        let unit = self.view(unit)?.unit.code;
        self.set_condition(unit, condition, None, Some(note), by)?;
        let out_of_service = matches!(condition, Condition::Damaged | Condition::Unsafe);
        let ticket = TicketOpen { unit, note: note.into(), out_of_service, parts: Box::default() };
        let event = self.record(by, &Kind::TicketOpen(Box::new(ticket)), None)?.id;
        Ok(DamageReceipt { event, ticket: TicketId(event), out_of_service })
    }

    /// A unit's condition, and what is missing of it where somebody counted.
    pub fn set_condition(
        &mut self,
        unit: Code,
        condition: Condition,
        missing: Option<Vec<PartCount>>,
        note: Option<&str>,
        by: By,
    ) -> Result<EventId, Refusal> {
        let unit = self.view(unit)?.unit.code;
        let note = note.map(Into::into);
        let complete = missing.as_ref().is_some_and(Vec::is_empty);
        let kind = Kind::UnitCondition(Box::new(UnitCondition { unit, condition, missing, note }));
        let event = self.record(by, &kind, None)?.id;
        if complete {
            self.close_complete(unit)?;
        }
        Ok(event)
    }

    /// Something was done or found about a repair that is still open.
    pub fn note_ticket(
        &mut self,
        ticket: TicketId,
        note: &str,
        by: By,
    ) -> Result<EventId, Refusal> {
        let found = self.node().state.tickets.get(&ticket);
        let found = found.ok_or_else(|| Refusal::no_such("repair", &ticket))?;
        if found.closed.is_some() {
            return Err(Refusal::Over { what: "repair" });
        }
        let note = note.trim();
        if note.is_empty() {
            return Err(Refusal::Missing("what was done"));
        }
        let kind = Kind::TicketNote(Box::new(TicketNote { ticket, note: note.into() }));
        Ok(self.record(by, &kind, None)?.id)
    }

    /// A repair is over.
    pub fn close_ticket(
        &mut self,
        ticket: TicketId,
        outcome: TicketOutcome,
        note: Option<&str>,
        condition: Option<Condition>,
        by: By,
    ) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let found = self.node().state.tickets.get(&ticket);
        let found = found.ok_or_else(|| Refusal::no_such("repair", &ticket))?;
        if found.closed.is_some() {
            return Err(Refusal::Over { what: "repair" });
        }
        let note = note.map(Into::into);
        let kind = Kind::TicketClose(Box::new(TicketClose { ticket, outcome, note, condition }));
        Ok(self.record(by, &kind, None)?.id)
    }

    /// Whether a unit takes part: a steward's word.
    pub fn set_lifecycle(
        &mut self,
        unit: Code,
        to: Lifecycle,
        note: Option<&str>,
        by: By,
    ) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let unit = self.view(unit)?.unit.code;
        let note = note.map(Into::into);
        let kind = Kind::UnitLifecycle(Box::new(UnitLifecycle { unit, to, note }));
        Ok(self.record(by, &kind, None)?.id)
    }

    /// Nobody knows where a unit is: its open loan is given up as lost, or it is missing.
    pub fn lost(&mut self, unit: Code, note: Option<&str>, by: By) -> Result<EventId, Refusal> {
        let loan = self.node().state.open_loans_of(self.view(unit)?.unit.code).last();
        match loan.map(|loan| loan.id) {
            Some(loan) => self.loan_word(loan, note, by, Kind::LoanLost),
            None => self.set_lifecycle(unit, Lifecycle::Missing, note, by),
        }
    }

    /// A borrower says that a thing was returned: no lateness counts from now on.
    pub fn claims_returned(
        &mut self,
        loan: LoanId,
        note: Option<&str>,
        by: By,
    ) -> Result<EventId, Refusal> {
        self.loan_word(loan, note, by, Kind::LoanClaimedReturned)
    }

    /// A loan is given up for good.
    pub fn write_off(
        &mut self,
        loan: LoanId,
        note: Option<&str>,
        by: By,
    ) -> Result<EventId, Refusal> {
        self.loan_word(loan, note, by, Kind::LoanWrittenOff)
    }

    fn loan_word(
        &mut self,
        loan: LoanId,
        note: Option<&str>,
        by: By,
        kind: fn(Box<LoanRef>) -> Kind,
    ) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let found = self.node().state.loans.get(&loan);
        let found = found.ok_or_else(|| Refusal::no_such("loan", &loan))?;
        if !found.is_open() {
            return Err(Refusal::Over { what: "loan" });
        }
        let note = note.map(Into::into);
        Ok(self.record(by, &kind(Box::new(LoanRef { loan, note })), None)?.id)
    }

    /// Another label: a second code, a replaced one, a doubled one, or a settled problem.
    pub fn label(
        &mut self,
        unit: Code,
        action: LabelAction,
        code: Option<Code>,
        by: By,
    ) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let unit = self.view(unit)?.unit.code;
        let kind = Kind::UnitLabel(Box::new(UnitLabel { unit, action, code }));
        Ok(self.record(by, &kind, None)?.id)
    }
}
