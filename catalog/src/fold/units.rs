//! Units between loans: where they are, how they are, repairs, stock, stocktakes, labels.

use super::exception::{Matter, Reason};
use super::state::{Count, Custody, LoanEnd, Ticket};
use super::step::Step;
use crate::code::Code;
use crate::event::{
    CountClose, CountScan, LabelAction, LoanIn, TicketClose, TicketNote, TicketOpen, TicketOutcome,
    UnitCondition, UnitLabel,
};
use crate::ids::{CountId, EventId, LoanId, Slug, TicketId};
use crate::record::{Condition, Lifecycle};

impl Step<'_> {
    /// A unit was in somebody's hands at a place: a loan that this person knew of is over, one that
    /// the person did not know of is a question.
    pub(super) fn unit_at(&mut self, unit: Code, place: &Slug) {
        let unit = self.unit(unit);
        if self.is_stock(unit) {
            self.touch(unit).custody = Custody::At(place.clone());
            return;
        }
        let still_out = self.in_hand(unit);
        let state = self.touch(unit);
        state.custody = still_out.map_or_else(|| Custody::At(place.clone()), Custody::Out);
        state.flags.disputed &= still_out.is_some();
        self.seen_at_home(unit);
    }

    /// Somebody has a unit in hand: loans that they knew of are over, one that they did not know of
    /// is a question. Gives the loan that it stays listed with.
    pub(super) fn in_hand(&mut self, unit: Code) -> Option<LoanId> {
        for loan in self.open_loans_of(unit).to_vec() {
            if self.event.saw(loan.0) {
                self.end_for(loan, unit, LoanEnd::Superseded);
                self.explain(Reason::SupersededLoan { unit, loan });
            } else {
                let returned = self.event.id;
                self.raise(Matter::ReturnSeenElsewhere { unit, loan, returned });
            }
        }
        self.seen_in_use(unit);
        self.newest_open(unit)
    }

    /// A lot is counted: parts of it may be out while the lot is here.
    pub(super) fn is_stock(&self, unit: Code) -> bool {
        self.now(unit).is_some_and(|unit| unit.stock.is_some())
    }

    pub(super) fn unit_condition(&mut self, p: &UnitCondition) {
        let unit = self.unit(p.unit);
        let missing = p.missing.as_deref().map(|parts| self.gone(unit, parts, &[], None));
        let state = self.touch(unit);
        state.condition = p.condition;
        if let Some(missing) = missing {
            state.missing = missing;
        }
    }

    pub(super) fn unit_lifecycle(&mut self, unit: Code, to: Lifecycle) {
        let unit = self.unit(unit);
        let home = self.home(unit);
        let state = self.touch(unit);
        state.set_lifecycle(to);
        match (to, &state.custody) {
            (Lifecycle::Missing, Custody::Out(_)) => {}
            (Lifecycle::Missing, _) => state.custody = Custody::Unknown,
            (Lifecycle::Active, Custody::Unknown) => state.custody = Custody::At(home),
            (Lifecycle::Retired(_), _) => self.end_holds_without_units(unit),
            _ => {}
        }
    }

    pub(super) fn unit_label(&mut self, p: &UnitLabel) {
        let unit = self.unit(p.unit);
        if let (LabelAction::Bind | LabelAction::Replace, Some(code)) = (p.action, p.code)
            && code != unit
        {
            self.state.aliases.insert(code, unit);
        }
        self.touch(unit).flags.label_problem = p.action == LabelAction::Duplicate;
    }

    pub(super) fn stock_change(&mut self, unit: Code, delta: i32) {
        let unit = self.unit(unit);
        let event = self.event.id;
        let state = self.touch(unit);
        let stock = state.stock.get_or_insert_default();
        stock.change(event, delta);
        let level = stock.level();
        state.flags.count_unconfirmed = level < 0;
        if level < 0 && delta < 0 {
            self.raise(Matter::StockBelowZero { unit, level });
        }
    }

    pub(super) fn stock_count(&mut self, unit: Code, counted: u32) {
        let unit = self.unit(unit);
        let event = self.event;
        let state = self.touch(unit);
        state.stock.get_or_insert_default().count(event, counted);
        state.flags.count_unconfirmed = false;
    }

    pub(super) fn stock_in(&mut self, unit: Code, p: &LoanIn, seen: &[LoanId]) {
        let loan = p.loan.filter(|loan| seen.contains(loan)).or_else(|| seen.first().copied());
        let lent = loan.and_then(|id| self.state.loans.get(&id)).map(|loan| loan.qty);
        let qty = p.qty.or(lent).unwrap_or(1);
        self.stock_change(unit, i32::try_from(qty).unwrap_or(i32::MAX));
        match loan {
            Some(loan) => self.end_for(loan, unit, LoanEnd::Returned),
            None => self.explain(Reason::WasNotOut { unit }),
        }
    }

    pub(super) fn transit_send(&mut self, unit: Code, to: &str) {
        let unit = self.unit(unit);
        self.touch(unit).custody = Custody::InTransit(to.into());
    }

    pub(super) fn ticket_open(&mut self, p: &TicketOpen) {
        let unit = self.unit(p.unit);
        let id = TicketId(self.event.id);
        let opened = self.event.when();
        let notes = vec![(opened, p.note.clone())];
        let parts = p.parts.clone();
        self.state.tickets.insert(id, Ticket { id, unit, notes, opened, parts, closed: None });
        let out = matches!(self.custody(unit), Some(Custody::Out(_)));
        if p.out_of_service && !out {
            self.touch(unit).custody = Custody::InRepair(id);
        }
    }

    pub(super) fn ticket_note(&mut self, p: &TicketNote) {
        let when = self.event.when();
        match self.state.tickets.get_mut(&p.ticket) {
            Some(ticket) => ticket.notes.push((when, p.note.clone())),
            None => self.not_here(p.ticket.0),
        }
    }

    pub(super) fn ticket_close(&mut self, p: &TicketClose) {
        let when = self.event.when();
        let Some(ticket) = self.state.tickets.get_mut(&p.ticket) else {
            return self.not_here(p.ticket.0);
        };
        if ticket.closed.is_some() {
            return self.explain(Reason::AlreadyDone);
        }
        ticket.closed = Some((when, p.outcome));
        ticket.notes.extend(p.note.clone().map(|note| (when, note)));
        let unit = ticket.unit;
        if self.custody(unit) == Some(&Custody::InRepair(p.ticket)) {
            self.back_home(unit);
        }
        let state = self.touch(unit);
        match (p.condition, p.outcome) {
            (Some(condition), _) => state.condition = condition,
            (None, TicketOutcome::Mended) => state.condition = Condition::Good,
            _ => {}
        }
    }

    pub(super) fn count_open(&mut self, place: &Slug) {
        let id = CountId(self.event.id);
        let count = Count {
            id,
            place: place.clone(),
            opened: self.event.when(),
            closed: None,
            found: std::collections::BTreeMap::new(),
            unknown: std::collections::BTreeSet::new(),
            missing: std::collections::BTreeSet::new(),
            close_event: None,
        };
        self.state.counts.insert(id, count);
    }

    pub(super) fn count_scan(&mut self, p: &CountScan) {
        let Some(count) = self.state.counts.get_mut(&p.count) else {
            return self.not_here(p.count.0);
        };
        let Some(unit) = p.unit else {
            count.unknown.insert(p.scanned.clone());
            return;
        };
        count.found.insert(unit, p.place.clone());
        let was_missing = count.missing.remove(&unit);
        self.unit_at(unit, &p.place);
        if was_missing {
            self.explain(Reason::FoundAfterCount { unit });
        }
    }

    /// Units that somebody confirmed as missing are missing, unless any device has found them.
    pub(super) fn count_close(&mut self, p: &CountClose) {
        let (when, id) = (self.event.when(), self.event.id);
        let Some(count) = self.state.counts.get_mut(&p.count) else {
            return self.not_here(p.count.0);
        };
        if count.closed.is_some() {
            return self.explain(Reason::AlreadyDone);
        }
        count.closed = Some(when);
        count.close_event = Some(id);
        let (found, missing): (Vec<Code>, Vec<Code>) =
            p.missing.iter().partition(|unit| count.found.contains_key(*unit));
        count.missing = missing.iter().copied().collect();
        for unit in found {
            self.explain(Reason::FoundAfterCount { unit });
        }
        for unit in missing {
            if !matches!(self.custody(unit), Some(Custody::Out(_))) {
                self.unit_lifecycle(unit, Lifecycle::Missing);
            }
        }
    }

    /// A person settled an exception. The first answer in the fold's order stands.
    pub(super) fn resolve(&mut self, id: EventId, choose: &str) {
        let by = self.event.id;
        let Some(exception) = self.state.exceptions.get_mut(&id) else { return self.not_here(id) };
        if exception.resolved.is_some() {
            return self.explain(Reason::AlreadyDone);
        }
        exception.resolved = Some((choose.into(), by));
        let matter = exception.matter.clone();
        match matter {
            Matter::DoubleLoan { unit, first, second } => {
                self.settle_double(unit, first, second, choose);
            }
            Matter::ReturnSeenElsewhere { unit, loan, .. } if choose == "here" => {
                self.touch(unit);
                self.end_for(loan, unit, LoanEnd::Returned);
                self.back_home(unit);
            }
            Matter::RetiredInUse { unit } if choose == "reinstate" => {
                self.unit_lifecycle(unit, Lifecycle::Active);
            }
            Matter::OverBooked { reservation, .. } if choose == "keep-earlier" => {
                let cancelled = super::state::ReservationState::Cancelled;
                self.reservation_set(reservation, cancelled);
            }
            _ => {}
        }
    }

    fn settle_double(&mut self, unit: Code, first: LoanId, second: LoanId, choose: &str) {
        let keep = choose.strip_prefix("keep-").and_then(|id| id.parse().ok());
        self.touch(unit);
        for loan in [first, second] {
            let open = self.state.loans.get(&loan).is_some_and(super::state::Loan::is_open);
            if Some(loan) != keep && open {
                self.end_for(loan, unit, LoanEnd::Superseded);
            }
        }
        let kept =
            keep.filter(|id| self.state.loans.get(id).is_some_and(super::state::Loan::is_open));
        match kept {
            Some(id) => {
                self.touch(unit).custody = Custody::Out(id);
                if let Some(loan) = self.state.loans.get_mut(&id) {
                    loan.disputed = false;
                }
            }
            None => self.back_home(unit),
        }
        self.touch(unit).flags.disputed = false;
    }
}
