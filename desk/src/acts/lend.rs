//! Lending: a scan is the act.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog::circulation::{Denial, LendRequest, Terms, decide_lend};
use catalog::code::Code;
use catalog::event::{Due, Kind, LoanOut, PartCount, ReservationAlloc, Wall};
use catalog::ids::{EventId, LoanId};

use crate::{By, Desk, MemberNumber, Refusal};

/// A unit goes out to a member.
#[derive(Debug, Clone)]
pub struct LendAct {
    /// The unit.
    pub unit: Code,
    /// For stock: how many.
    pub qty: u32,
    /// To whom.
    pub member: MemberNumber,
    /// Who does it.
    pub by: By,
    /// Another due date than the policy's.
    pub due: Option<Due>,
    /// Codes of denials that are set aside, as far as `by` may.
    pub overrides: BTreeSet<String>,
    /// Why they are set aside; kept where any was.
    pub note: Option<String>,
    /// Whether the safety notice was confirmed.
    pub notice_ack: bool,
    /// When it happened, if not now.
    pub effective: Option<Wall>,
}

impl LendAct {
    /// One unit, now, on the policy's terms.
    pub fn new(unit: Code, member: MemberNumber, by: By) -> Self {
        Self {
            unit,
            qty: 1,
            member,
            by,
            due: None,
            overrides: BTreeSet::new(),
            note: None,
            notice_ack: false,
            effective: None,
        }
    }
}

/// A loan that is on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct LoanReceipt {
    /// The event.
    pub event: EventId,
    /// The loan that began with it.
    pub loan: LoanId,
    /// Its terms.
    pub terms: Terms,
}

impl Desk {
    /// The terms on which a unit would be lent, or every reason against it. Nothing is recorded.
    pub fn may_lend(&self, act: &LendAct) -> Result<Terms, Refusal> {
        let borrower = self.member_facts(act.member)?;
        let request = LendRequest {
            unit: act.unit,
            qty: act.qty,
            borrower: &borrower,
            due: act.due,
            authority: act.by.authority(),
            overrides: &act.overrides,
        };
        let terms = decide_lend(self.node(), &request, self.now()).map_err(Refusal::Denied)?;
        match act.due {
            Some(due) if due.date < self.today() => Err(Refusal::Denied(vec![Denial::Backwards])),
            _ => Ok(terms),
        }
    }

    /// Lends a unit.
    pub fn lend(&mut self, act: &LendAct) -> Result<LoanReceipt, Refusal> {
        let terms = self.may_lend(act)?;
        let patron = self.seal(act.member)?;
        let parts = terms.parts.iter().map(|part| {
            let missing = terms.missing.iter().find(|m| *m.name == *part.name);
            let qty = part.qty.saturating_sub(missing.map_or(0, |m| m.qty));
            PartCount { name: part.name.as_str().into(), qty }
        });
        let kind = Kind::LoanOut(Box::new(LoanOut {
            unit: terms.unit,
            qty: terms.qty,
            patron,
            due: terms.due,
            policy: Arc::clone(&terms.policy),
            lines: terms.lines.as_slice().into(),
            parts_out: parts.collect(),
            notice_ack: act.notice_ack,
            hold: terms.hold,
            reservation: terms.reservation,
            overrides: terms.overrides.as_slice().into(),
            note: act.note.as_deref().filter(|_| !terms.overrides.is_empty()).map(Into::into),
        }));
        let event = self.record(act.by, &kind, act.effective)?.id;
        if let Some((reservation, unit)) = terms.reallocate {
            let alloc = ReservationAlloc { reservation, unit };
            self.record(By::Program, &Kind::ReservationAlloc(Box::new(alloc)), None)?;
        }
        Ok(LoanReceipt { event, loan: LoanId(event), terms })
    }
}
