//! The queue: joining it, leaving it, and the hold shelf.

use catalog::circulation::{Calendar, Denial, may_hold, next_in_queue, policy_of, taken_home};
use catalog::code::Code;
use catalog::event::{HoldPlace, HoldReady, HoldRef, Kind, Wanted};
use catalog::fold::{Custody, HoldState};
use catalog::ids::{EventId, HoldId, Slug};
use catalog::record::Lifecycle;
use jiff::civil::Date;

use crate::{By, Desk, MemberNumber, Refusal};

/// A place in the queue that is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldReceipt {
    /// The event.
    pub event: EventId,
    /// The hold.
    pub hold: HoldId,
    /// How many are ahead.
    pub ahead: u32,
}

/// A unit that stands on its shelf although somebody waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pull {
    /// Who waits.
    pub hold: HoldId,
    /// What can be pulled.
    pub unit: Code,
    /// From where.
    pub place: Slug,
}

impl Desk {
    /// Puts a member into the queue for a title or one unit.
    pub fn place_hold(
        &mut self,
        wanted: &Wanted,
        member: MemberNumber,
        by: By,
    ) -> Result<HoldReceipt, Refusal> {
        let borrower = self.member_facts(member)?;
        let now = self.now();
        let ahead = may_hold(self.node(), wanted, &borrower, by.authority(), now)
            .map_err(Refusal::Denied)?;
        let patron = self.seal(member)?;
        let kind = Kind::HoldPlace(Box::new(HoldPlace { wanted: wanted.clone(), patron }));
        let event = self.record(by, &kind, None)?.id;
        Ok(HoldReceipt { event, hold: HoldId(event), ahead })
    }

    /// Takes a hold back: the member's own, or any by a steward.
    pub fn cancel_hold(&mut self, hold: HoldId, by: By) -> Result<EventId, Refusal> {
        let unit = self.open_hold(hold, by)?;
        let kind = Kind::HoldCancel(Box::new(HoldRef { hold, note: None }));
        let event = self.record(by, &kind, None)?.id;
        self.pass_on(unit)?;
        Ok(event)
    }

    /// Passes a hold over for now, or no longer.
    pub fn suspend_hold(
        &mut self,
        hold: HoldId,
        suspend: bool,
        by: By,
    ) -> Result<EventId, Refusal> {
        self.open_hold(hold, by)?;
        let payload = Box::new(HoldRef { hold, note: None });
        let kind = if suspend { Kind::HoldSuspend(payload) } else { Kind::HoldResume(payload) };
        Ok(self.record(by, &kind, None)?.id)
    }

    /// A unit waits on the hold shelf for this hold. Returns the last day.
    pub fn ready_hold(&mut self, hold: HoldId, unit: Code, by: By) -> Result<Date, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        self.open_hold(hold, by)?;
        let view = self.view(unit)?;
        if let Custody::Out(loan) = view.state.custody {
            let due = self.node().state.loans.get(&loan).map(|loan| loan.due);
            let denial = due.map(|due| Denial::StillOut { unit, loan, due, may_take_over: false });
            return Err(Refusal::Denied(denial.into_iter().collect()));
        }
        let until = self.ready_until(unit)?;
        let unit = self.view(unit)?.unit.code;
        let kind = Kind::HoldReady(Box::new(HoldReady { hold, unit, until }));
        self.record(by, &kind, None)?;
        Ok(until)
    }

    /// The last day on which a hold that becomes ready now waits.
    pub(crate) fn ready_until(&self, unit: Code) -> Result<Date, Refusal> {
        let view = self.view(unit)?;
        let config = &self.node().documents.node;
        let window = policy_of(config, view.title, view.unit).1.hold_window_days.max(1);
        Ok(Calendar::of(config).open_days_after(self.today(), window))
    }

    /// The unit that waits for an open hold, if one does.
    fn open_hold(&self, hold: HoldId, by: By) -> Result<Option<Code>, Refusal> {
        let found = self.node().state.holds.get(&hold);
        let found = found.ok_or_else(|| Refusal::no_such("hold", &hold))?;
        if let By::Member(number) = by
            && !self.owns(number, hold.0)
        {
            return Err(Refusal::Denied(vec![Denial::NotYours]));
        }
        if by == By::Anyone {
            return Err(Refusal::NotAllowed);
        }
        match found.state {
            HoldState::Ready { unit, .. } => Ok(Some(unit)),
            HoldState::Waiting | HoldState::Suspended => Ok(None),
            _ => Err(Refusal::Over { what: "hold" }),
        }
    }

    /// A unit on the hold shelf whose hold ended serves the next in the queue.
    fn pass_on(&mut self, unit: Option<Code>) -> Result<Option<HoldId>, Refusal> {
        let Some(unit) = unit else { return Ok(None) };
        let Some(hold) = next_in_queue(self.node(), unit).map(|hold| hold.id) else {
            return Ok(None);
        };
        let until = self.ready_until(unit)?;
        self.record(
            By::Program,
            &Kind::HoldReady(Box::new(HoldReady { hold, unit, until })),
            None,
        )?;
        Ok(Some(hold))
    }

    /// Ends the holds that were not picked up in time and serves the next. A doubtful clock ends
    /// none.
    pub fn expire_holds(&mut self) -> Result<Vec<HoldId>, Refusal> {
        if !self.clock_is_trusted() {
            return Ok(Vec::new());
        }
        let today = self.today();
        let late = |state: &HoldState| match state {
            HoldState::Ready { unit, until } if *until < today => Some(*unit),
            _ => None,
        };
        let holds = self.node().state.holds.values();
        let over: Vec<_> =
            holds.filter_map(|hold| late(&hold.state).map(|unit| (hold.id, unit))).collect();
        for &(hold, unit) in &over {
            let kind = Kind::HoldExpire(Box::new(HoldRef { hold, note: None }));
            self.record(By::Program, &kind, None)?;
            self.pass_on(Some(unit))?;
        }
        Ok(over.into_iter().map(|(hold, _)| hold).collect())
    }

    /// Units to be fetched from their shelves for those who wait.
    pub fn to_pull(&self) -> Vec<Pull> {
        let node = self.node();
        let mut pulls = Vec::new();
        let waiting = node.state.holds.values().filter(|hold| hold.state == HoldState::Waiting);
        let titles: std::collections::BTreeSet<_> =
            waiting.filter_map(|hold| hold.title.clone()).collect();
        for slug in titles {
            let title = node.documents.titles.get(&slug);
            // Nobody fetches a room or a bench from its shelf.
            let Some(title) = title.filter(|title| taken_home(title)) else { continue };
            let mut free: Vec<_> = node
                .units_of(title)
                .filter(|view| view.state.lifecycle == Lifecycle::Active)
                .filter_map(|view| match &view.state.custody {
                    Custody::At(place) => Some((view.unit.code, place.clone())),
                    _ => None,
                })
                .collect();
            let queue = node.state.queue(&slug).filter(|hold| hold.state == HoldState::Waiting);
            for hold in queue {
                let fits = |unit: &Code| match &hold.wanted {
                    Wanted::Title(_) => true,
                    Wanted::Unit(wanted) => wanted == unit,
                };
                if let Some(at) = free.iter().position(|(unit, _)| fits(unit)) {
                    let (unit, place) = free.remove(at);
                    pulls.push(Pull { hold: hold.id, unit, place });
                }
            }
        }
        pulls
    }
}
