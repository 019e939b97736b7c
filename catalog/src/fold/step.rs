//! One event, applied: where each kind leads, and what became of it.

use std::cell::Cell;
use std::sync::Arc;

use super::Index;
use super::exception::{Exception, Explanation, Matter, Reason};
use super::state::{Before, Care, Custody, Grant, Head, Recorded, Signup, State, UnitState};
use super::unit_table::Slot;
use crate::code::Code;
use crate::event::{Event, Kind};
use crate::ids::{EventId, GrantId, SignupId, Slug};
use crate::record::Documents;

/// The state together with the event that is being applied and what it has raised so far.
pub(super) struct Step<'a> {
    pub(super) state: &'a mut State,
    pub(super) documents: &'a Documents,
    pub(super) index: &'a Index,
    pub(super) event: &'a Event,
    raised: Vec<Matter>,
    reasons: Vec<Reason>,
    /// The unit that was looked at last, which is nearly always the one that comes next.
    last: Cell<Option<(Code, Slot)>>,
}

/// Applies one event that is the newest in the fold's order, and counts what became of it.
pub(super) fn apply(state: &mut State, documents: &Documents, index: &Index, event: &Event) {
    let known = state.known.entry(event.id.device).or_default().insert(event.id.seq);
    state.newest = Some(event.order());
    let (raised, reasons, last) = (Vec::new(), Vec::new(), Cell::new(None));
    let mut step = Step { state, documents, index, event, raised, reasons, last };
    if known {
        step.head();
        step.saw_ballots();
        step.kind();
    } else {
        step.raise(Matter::ClonedDevice { event: event.id });
    }
    step.finish();
}

impl<'a> Step<'a> {
    fn head(&mut self) {
        let event = self.event;
        let head = Head { seq: event.id.seq, hash: event.hash, wall: event.wall };
        let slot = self.state.heads.entry(event.id.device).or_insert(head);
        if head.seq > slot.seq {
            *slot = head;
        }
    }

    /// Notes the ballots that this event's device has seen first. Events come in an order in which
    /// whoever saw something comes after it, so one look at those that wait is enough.
    fn saw_ballots(&mut self) {
        let event = self.event;
        let state = &mut *self.state;
        for (device, waiting) in &mut state.unseen {
            let up_to = if *device == event.id.device { 0 } else { event.seen.up_to(*device) };
            while let Some(first) = waiting.first_entry().filter(|first| *first.key() <= up_to) {
                if let Some(ballot) = state.ballots.get_mut(first.remove()) {
                    ballot.seen_at = Some(event.wall);
                }
            }
        }
    }

    fn kind(&mut self) {
        let event: &'a Event = self.event;
        match &event.kind {
            Kind::LoanOut(p) => self.loan_out(p),
            Kind::LoanRenew(p) => self.loan_renew(p),
            Kind::LoanIn(p) => self.loan_in(p),
            Kind::LoanLost(p) => self.loan_lost(p),
            Kind::LoanClaimedReturned(p) => self.loan_claimed(p),
            Kind::LoanFound(p) => self.loan_found(p),
            Kind::LoanWrittenOff(p) => self.loan_written_off(p),
            Kind::Undo(p) => self.undo(p.of),
            Kind::HoldPlace(p) => self.hold_place(p),
            Kind::HoldReady(p) => self.hold_ready(p),
            Kind::HoldCancel(p) => self.hold_cancel(p.hold),
            Kind::HoldSuspend(p) => self.hold_suspend(p.hold, true),
            Kind::HoldResume(p) => self.hold_suspend(p.hold, false),
            Kind::HoldExpire(p) => self.hold_expire(p.hold),
            Kind::ReservationRequest(p) => self.reservation_request(p),
            Kind::ReservationApprove(p) => self.reservation_approve(p.reservation),
            Kind::ReservationReject(p)
            | Kind::ReservationCancel(p)
            | Kind::ReservationNoShow(p)
            | Kind::ReservationClose(p) => self.reservation_end(p.reservation, &event.kind),
            Kind::ReservationAlloc(p) => self.reservation_alloc(p.reservation, p.unit),
            Kind::UnitMove(p) | Kind::UnitSeen(p) | Kind::TransitReceive(p) => {
                self.unit_at(p.unit, &p.place);
            }
            Kind::UnitCondition(p) => self.unit_condition(p),
            Kind::UnitLifecycle(p) => self.unit_lifecycle(p.unit, p.to),
            Kind::UnitLabel(p) => self.unit_label(p),
            Kind::StockDelta(p) => self.stock_change(p.unit, p.delta),
            Kind::StockCount(p) => self.stock_count(p.unit, p.counted),
            Kind::TransitSend(p) => self.transit_send(p.unit, &p.to),
            Kind::TicketOpen(p) => self.ticket_open(p),
            Kind::TicketNote(p) => self.ticket_note(p),
            Kind::TicketClose(p) => self.ticket_close(p),
            Kind::CountOpen(p) => self.count_open(&p.place),
            Kind::CountScan(p) => self.count_scan(p),
            Kind::CountClose(p) => self.count_close(p),
            Kind::CareDone(p) => {
                let unit = self.unit(p.unit);
                let uses = self.now(unit).map_or(0, |unit| unit.times_lent);
                let (when, note) = (event.when(), p.note.clone());
                let done = self.state.care.entry((unit, p.plan.clone())).or_default();
                done.push(Care { id: event.id, when, uses, note });
            }
            Kind::SignupAdd(p) => {
                let id = SignupId(event.id);
                let signup = Signup {
                    id,
                    event: p.event.clone(),
                    patron: p.patron.clone(),
                    since: event.when(),
                    cancelled: false,
                    passed: None,
                };
                self.state.signups.insert(id, signup);
            }
            Kind::SignupCancel(p) => match self.state.signups.get_mut(&p.signup) {
                Some(signup) => signup.cancelled = true,
                None => self.not_here(p.signup.0),
            },
            Kind::AuthGrant(p) => {
                let id = GrantId(event.id);
                if let Some(signup) =
                    p.signup.and_then(|signup| self.state.signups.get_mut(&signup))
                {
                    signup.passed = Some(id);
                }
                let grant = Grant {
                    id,
                    training: p.training.clone(),
                    patron: p.patron.clone(),
                    until: p.until,
                    revoked: false,
                    granted: event.when(),
                };
                self.state.grants.insert(id, grant);
            }
            Kind::AuthRevoke(p) => match self.state.grants.get_mut(&p.grant) {
                Some(grant) => grant.revoked = true,
                None => self.raise(Matter::NotHere { what: p.grant.0 }),
            },
            Kind::LedgerPost(p) => self.state.entries.push(recorded(event, p)),
            Kind::BallotCast(p) => {
                let unseen = self.state.unseen.entry(event.id.device).or_default();
                unseen.insert(event.id.seq, self.state.ballots.len());
                self.state.ballots.push(recorded(event, p));
            }
            Kind::DelegationSet(p) => self.state.delegations.push(recorded(event, p)),
            Kind::ClockCorrection(p) => self.state.corrections.push((**p).clone()),
            Kind::ReconcileResolve(p) => self.resolve(p.exception, &p.choose),
            Kind::ProposalSay(_)
            | Kind::ProposalAnswer(_)
            | Kind::ProposalCall(_)
            | Kind::ProposalResult(_)
            | Kind::TrusteeStep(_)
            | Kind::ObjectionRule(_)
            | Kind::LotCall(_)
            | Kind::LotCommit(_)
            | Kind::LotReveal(_)
            | Kind::LotSeed(_)
            | Kind::LedgerOffer(_)
            | Kind::LedgerRefuse(_)
            | Kind::ClearingTrust(_)
            | Kind::ClearingSend(_)
            | Kind::ClearingTake(_)
            | Kind::ClearingBack(_)
            | Kind::ClearingFreeze(_)
            | Kind::ClearingCircle(_)
            | Kind::ClearingClear(_)
            | Kind::MonthSeal(_)
            | Kind::VouchGive(_)
            | Kind::VouchWithdraw(_)
            | Kind::DisputeOpen(_)
            | Kind::DisputeStep(_)
            | Kind::RightGrant(_)
            | Kind::RightAsk(_)
            | Kind::RightAnswer(_)
            | Kind::RightRelease(_)
            | Kind::AppealOpen(_)
            | Kind::AppealAnswer(_) => self.state.civic.push(recorded(event, &event.kind)),
            Kind::Unknown(newer) => self.explain(Reason::NewerVersion { kind: newer.name.clone() }),
        }
    }

    /// Counts the event once: to decide if anything was raised, explained if anything was settled by
    /// rule, applied otherwise.
    fn finish(self) {
        let Self { state, event, raised, reasons, .. } = self;
        state.tally.events += 1;
        let explained = !reasons.is_empty();
        let id = event.id;
        state.explanations.extend(reasons.into_iter().map(|reason| Explanation { id, reason }));
        let mut raised = raised.into_iter();
        let Some(matter) = raised.next() else {
            if explained {
                state.tally.explained += 1;
            } else {
                state.tally.applied += 1;
            }
            return;
        };
        state.tally.to_decide += 1;
        if let Some(exception) = state.exceptions.get_mut(&id) {
            exception.also.push(matter);
            exception.also.extend(raised);
            return;
        }
        let also = raised.collect();
        let exception = Exception { id, when: event.when(), matter, also, resolved: None };
        state.exceptions.insert(id, exception);
    }

    pub(super) fn raise(&mut self, matter: Matter) {
        self.raised.push(matter);
    }

    pub(super) fn explain(&mut self, reason: Reason) {
        self.reasons.push(reason);
    }

    /// The unit that a code in an event means; one that no file has is kept and reported.
    pub(super) fn unit(&mut self, code: Code) -> Code {
        let code = self.state.resolve(code);
        if self.slot(code).is_none() {
            self.state.units.slot_or(code, UnitState::unfiled);
            self.raise(Matter::UnknownUnit { unit: code });
        }
        code
    }

    fn slot(&self, unit: Code) -> Option<Slot> {
        if let Some((code, slot)) = self.last.get()
            && code == unit
        {
            return Some(slot);
        }
        let slot = self.state.units.slot(unit)?;
        self.last.set(Some((unit, slot)));
        Some(slot)
    }

    /// How a unit stands now.
    pub(super) fn now(&self, unit: Code) -> Option<&UnitState> {
        self.slot(unit).map(|slot| self.state.units.at(slot))
    }

    /// A unit to be changed in what an undo does not bring back.
    pub(super) fn now_mut(&mut self, unit: Code) -> Option<&mut UnitState> {
        self.slot(unit).map(|slot| self.state.units.at_mut(slot))
    }

    /// The shelf that a unit goes back to.
    pub(super) fn home(&self, unit: Code) -> Slug {
        self.now(unit).map_or_else(Slug::unknown_place, |unit| unit.home.clone())
    }

    /// Notes how the unit was before this event, so that one undo can bring it back, and that it was
    /// in somebody's hands now. Returns the unit for the change itself.
    pub(super) fn touch(&mut self, unit: Code) -> &mut UnitState {
        let event = self.event;
        let slot = self.slot(unit);
        let units = &mut self.state.units;
        let slot = slot.unwrap_or_else(|| units.slot_or(unit, UnitState::unfiled));
        let state = units.at_mut(slot);
        if state.before.as_ref().is_none_or(|before| before.event != event.id) {
            self.state.changes.insert(event.id, unit);
            state.before = Some(Before::of(state, event.id));
            state.last_seen = Some((event.id, event.when()));
        }
        state
    }

    /// Puts a unit back where an ended claim had taken it from.
    pub(super) fn back_home(&mut self, unit: Code) {
        let home = self.home(unit);
        self.touch(unit).custody = Custody::At(home);
    }

    pub(super) fn not_here(&mut self, what: EventId) {
        self.raise(Matter::NotHere { what });
    }
}

fn recorded<T: Clone>(event: &Event, payload: &T) -> Recorded<T> {
    let what = Arc::new(payload.clone());
    Recorded { id: event.id, when: event.when(), by: event.actor.clone(), seen_at: None, what }
}
