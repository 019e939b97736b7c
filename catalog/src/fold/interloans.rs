//! Lending between nodes, as far as it happens here. A promise binds a unit until it is sent or taken
//! back; what somebody had in hand outweighs what was written before.

use super::exception::{Matter, Reason};
use super::state::{Borrowed, BorrowedState, Custody, Supplied, SuppliedState};
use super::step::Step;
use crate::code::Code;
use crate::event::{
    InterloanAnswer, InterloanCheckIn, InterloanLend, InterloanOutcome, InterloanReceive,
    InterloanRequest, InterloanSend, InterloanSettle, InterloanTakeBack,
};
use crate::ids::{InterloanId, NodeKey};
use crate::record::Lifecycle;

/// A request of another node: its identity and the request's name.
pub(super) type Key = (NodeKey, InterloanId);

impl Step<'_> {
    pub(super) fn interloan_request(&mut self, p: &InterloanRequest) {
        let (id, asked) = (InterloanId(self.event.id), self.event.when());
        let borrowed = Borrowed {
            id,
            node: p.node,
            title: p.title.clone(),
            wanted: p.unit,
            name: p.name.clone(),
            patron: p.patron.clone(),
            need_by: p.need_by,
            asked,
            state: BorrowedState::Asked,
            since: asked,
            unit: None,
            due: None,
            member_due: None,
            condition: None,
            outcome: None,
            steps: vec![self.event.id],
        };
        self.state.interloans.insert(id, borrowed);
    }

    pub(super) fn interloan_cancel(&mut self, id: InterloanId) {
        match self.state.interloans.get(&id).map(|known| known.state) {
            Some(BorrowedState::Asked) => self.moved(id, BorrowedState::Cancelled),
            Some(_) => self.explain(Reason::AlreadyDone),
            None => self.not_here(id.0),
        }
    }

    pub(super) fn interloan_receive(&mut self, p: &InterloanReceive) {
        let Some(borrowed) = self.borrowed(p.request, BorrowedState::Arrived) else { return };
        borrowed.unit = Some(p.unit);
        borrowed.due = p.due.or(borrowed.due);
        borrowed.condition = p.condition.or(borrowed.condition);
    }

    pub(super) fn interloan_lend(&mut self, p: &InterloanLend) {
        let Some(borrowed) = self.borrowed(p.request, BorrowedState::Lent) else { return };
        borrowed.member_due = Some(p.due);
    }

    pub(super) fn interloan_take_back(&mut self, p: &InterloanTakeBack) {
        let Some(borrowed) = self.borrowed(p.request, BorrowedState::TakenBack) else { return };
        borrowed.condition = p.condition.or(borrowed.condition);
    }

    pub(super) fn interloan_return(&mut self, id: InterloanId) {
        self.moved(id, BorrowedState::Returned);
    }

    /// The same where there is nothing more to note.
    fn moved(&mut self, id: InterloanId, state: BorrowedState) {
        let _known = self.borrowed(id, state);
    }

    /// Moves something that we borrow to a state that somebody saw with their own eyes; what is so
    /// already was done by somebody else as well.
    fn borrowed(&mut self, id: InterloanId, state: BorrowedState) -> Option<&mut Borrowed> {
        let (event, when) = (self.event.id, self.event.when());
        match self.state.interloans.get(&id).map(|known| known.state) {
            None => {
                self.not_here(id.0);
                return None;
            }
            Some(known) if known == state => {
                self.explain(Reason::AlreadyDone);
                return None;
            }
            Some(_) => {}
        }
        let borrowed = self.state.interloans.get_mut(&id)?;
        borrowed.state = state;
        borrowed.since = when;
        borrowed.steps.push(event);
        Some(borrowed)
    }

    pub(super) fn interloan_answer(&mut self, p: &InterloanAnswer) {
        let key = (p.node, p.request);
        let unit = p.unit.map(|unit| self.unit(unit));
        let known = self.state.supplies.get(&key).map(|known| (known.state, known.answer));
        match known {
            Some((SuppliedState::Promised, before)) if !self.event.saw(before) => {
                return self.explain(Reason::AlreadyDone);
            }
            Some((SuppliedState::Sent | SuppliedState::CheckedIn | SuppliedState::Settled, _)) => {
                return self.explain(Reason::AlreadyDone);
            }
            Some((SuppliedState::Refused, _)) if unit.is_none() => {
                return self.explain(Reason::AlreadyDone);
            }
            _ => {}
        }
        self.release_supply(key);
        let state = if unit.is_some() { SuppliedState::Promised } else { SuppliedState::Refused };
        let supplied = self.supplied(key, &p.to, state);
        (supplied.unit, supplied.until, supplied.note) = (unit, p.until, p.note.clone());
        if let Some(unit) = unit {
            self.bind(unit, key);
            self.keep_aside(unit, &p.to);
        }
    }

    /// The record of a request, moved to a state; made if this is the first that happens to it.
    fn supplied(&mut self, key: Key, to: &str, state: SuppliedState) -> &mut Supplied {
        let (event, since) = (self.event.id, self.event.when());
        let supplied = self.state.supplies.entry(key).or_insert_with(|| Supplied {
            node: key.0,
            request: key.1,
            to: to.into(),
            state,
            since,
            unit: None,
            until: None,
            due: None,
            note: None,
            outcome: None,
            answer: event,
            steps: Vec::new(),
        });
        if matches!(state, SuppliedState::Promised | SuppliedState::Refused) {
            supplied.answer = event;
        }
        supplied.state = state;
        supplied.since = since;
        supplied.steps.push(event);
        supplied
    }

    /// Binds a unit to a request. One that was bound to another is a question for people.
    fn bind(&mut self, unit: Code, key: Key) {
        match self.state.open_supplies.get(&unit).filter(|known| **known != key) {
            Some(&(_, first)) => {
                self.raise(Matter::PromisedTwice { unit, first, second: key.1 });
            }
            None => drop(self.state.open_supplies.insert(unit, key)),
        }
    }

    fn keep_aside(&mut self, unit: Code, to: &str) {
        if !self.is_stock(unit) && matches!(self.custody(unit), Some(Custody::At(_))) {
            self.touch(unit).custody = Custody::SetAside(to.into());
        }
    }

    /// Lets go of the unit that a request bound, if it still does.
    fn release_supply(&mut self, key: Key) {
        let Some(unit) = self.state.supplies.get(&key).and_then(|known| known.unit) else { return };
        if self.state.open_supplies.get(&unit) != Some(&key) {
            return;
        }
        self.state.open_supplies.remove(&unit);
        if matches!(self.custody(unit), Some(Custody::SetAside(_))) {
            self.back_home(unit);
        }
    }

    pub(super) fn interloan_send(&mut self, p: &InterloanSend) {
        let key = (p.node, p.request);
        let unit = self.unit(p.unit);
        if self.state.supplies.get(&key).is_some_and(|known| known.unit != Some(unit)) {
            self.release_supply(key);
        }
        let supplied = self.supplied(key, &p.to, SuppliedState::Sent);
        (supplied.unit, supplied.due) = (Some(unit), Some(p.due));
        self.bind(unit, key);
        if self.is_stock(unit) {
            // Of a lot only a part went; its own loans and its place stay what they are.
            return;
        }
        // Whoever sends a thing had it in hand.
        let still_out = self.in_hand(unit);
        let to = p.to.clone();
        let state = self.touch(unit);
        state.custody = still_out.map_or_else(|| Custody::InTransit(to), Custody::Out);
        state.times_lent = state.times_lent.saturating_add(1);
    }

    pub(super) fn interloan_check_in(&mut self, p: &InterloanCheckIn) {
        let key = (p.node, p.request);
        let unit = self.unit(p.unit);
        let place = p.place.clone().unwrap_or_else(|| self.home(unit));
        let known = self.state.supplies.get(&key);
        let known = known.map(|known| (known.state, known.unit, known.to.clone()));
        match known {
            None => self.not_here(p.request.0),
            Some((SuppliedState::CheckedIn, ..)) => self.explain(Reason::AlreadyDone),
            Some((_, Some(sent), _)) if sent != unit => {
                // What was sent is still away.
                self.raise(Matter::OtherCameBack { sent, unit, request: p.request });
            }
            Some((.., to)) => {
                self.state.open_supplies.retain(|_, other| *other != key);
                self.supplied(key, &to, SuppliedState::CheckedIn);
            }
        }
        self.unit_at(unit, &place);
        if let Some(condition) = p.condition {
            self.touch(unit).condition = condition;
        }
    }

    /// A unit is at a place of ours. What was sent away and known to be is back; what is promised
    /// stays aside.
    pub(super) fn seen_at_home(&mut self, unit: Code) {
        let Some(&key) = self.state.open_supplies.get(&unit) else { return };
        let Some(supplied) = self.state.supplies.get(&key) else { return };
        let to = supplied.to.clone();
        let last = supplied.steps.last().copied();
        match supplied.state {
            SuppliedState::Promised => self.keep_aside(unit, &to),
            SuppliedState::Sent if last.is_some_and(|sent| self.event.saw(sent)) => {
                self.state.open_supplies.remove(&unit);
                self.supplied(key, &to, SuppliedState::CheckedIn);
            }
            SuppliedState::Sent => {
                self.touch(unit).custody = Custody::InTransit(to);
                self.explain(Reason::StillAway { unit });
            }
            _ => {}
        }
    }

    pub(super) fn interloan_settle(&mut self, p: &InterloanSettle) {
        let key = (p.node, p.request);
        let ours = self.state.interloans.get(&p.request).is_some_and(|one| one.node == p.node);
        if ours {
            return self.settle_borrowed(p);
        }
        let Some(supplied) = self.state.supplies.get_mut(&key) else {
            return self.not_here(p.request.0);
        };
        supplied.outcome = Some(p.outcome);
        supplied.steps.push(self.event.id);
        let (unit, to) = (supplied.unit, supplied.to.clone());
        match p.outcome {
            InterloanOutcome::Noted => {}
            InterloanOutcome::Lost => {
                self.state.open_supplies.retain(|_, other| *other != key);
                self.supplied(key, &to, SuppliedState::Settled);
                if let Some(unit) = unit {
                    self.unit_lifecycle(unit, Lifecycle::Missing);
                }
            }
            InterloanOutcome::Here => {
                self.state.open_supplies.retain(|_, other| *other != key);
                self.supplied(key, &to, SuppliedState::CheckedIn);
                if let Some(unit) = unit {
                    self.seen_in_use(unit);
                    self.back_home(unit);
                }
            }
        }
    }

    fn settle_borrowed(&mut self, p: &InterloanSettle) {
        let (event, when) = (self.event.id, self.event.when());
        let Some(borrowed) = self.state.interloans.get_mut(&p.request) else { return };
        borrowed.outcome = Some(p.outcome);
        borrowed.steps.push(event);
        let state = match p.outcome {
            InterloanOutcome::Noted => return,
            InterloanOutcome::Lost => BorrowedState::Settled,
            InterloanOutcome::Here => BorrowedState::TakenBack,
        };
        borrowed.state = state;
        borrowed.since = when;
    }

    /// Whether an event is a step between two nodes. The other side may have acted on it, so it is not
    /// taken back: the next step says what holds now.
    pub(super) fn is_interloan_step(&self, event: crate::ids::EventId) -> bool {
        let borrowed = self.state.interloans.values().map(|one| &one.steps);
        let supplied = self.state.supplies.values().map(|one| &one.steps);
        borrowed.chain(supplied).any(|steps| steps.contains(&event))
    }
}
