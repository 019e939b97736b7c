//! Lending between nodes, as far as this desk does it. What the other side has done is read from its
//! own records, however old they are; nothing here waits for it.

use catalog::circulation::Calendar;
use catalog::code::Code;
use catalog::event::{
    Due, InterloanAnswer, InterloanCancel, InterloanCheckIn, InterloanLend, InterloanOutcome,
    InterloanReceive, InterloanRequest, InterloanReturn, InterloanSend, InterloanSettle,
    InterloanTakeBack, Kind, Wanted,
};
use catalog::fold::{Borrowed, SuppliedState};
use catalog::followed::Followed;
use catalog::ids::{EventId, InterloanId, NodeKey};
use catalog::interloan::{self, Case, Denied, Peer, Stage};
use catalog::record::Condition;
use jiff::SignedDuration;
use jiff::civil::Date;

use crate::{By, Desk, MemberNumber, Refusal};

/// Time for the way back, which the member leaves to us.
const WAY_BACK: i64 = 3;
/// For how long a member has something when nobody knows when it is due back.
const UNKNOWN_DUE: SignedDuration = SignedDuration::from_hours(24 * 14);

/// This node and the others, as they are known here.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Who we are.
    pub me: NodeKey,
    /// The nodes that we follow.
    pub others: &'a [Followed],
}

impl<'a> Around<'a> {
    fn peers(&self) -> Vec<Peer<'a>> {
        self.others.iter().map(Followed::peer).collect()
    }

    /// What people here call a node.
    pub fn name_of(&self, key: NodeKey) -> String {
        let known = self.others.iter().find(|other| other.key == key);
        known.map_or_else(|| key.to_string().chars().take(8).collect(), |other| other.name.clone())
    }
}

/// A member would like to borrow something from another node.
#[derive(Debug, Clone)]
pub struct AskAct<'a> {
    /// The node that holds it.
    pub to: &'a Followed,
    /// What, by its names over there.
    pub wanted: Wanted,
    /// For whom.
    pub member: MemberNumber,
    /// From then on nobody needs it any more.
    pub need_by: Option<Date>,
    /// Who asks.
    pub by: By,
}

impl Desk {
    /// Asks another node for something. The request travels with the next news, by whatever way.
    pub fn ask_node(&mut self, act: &AskAct<'_>) -> Result<InterloanId, Refusal> {
        // Whoever may not borrow here does not borrow over there in our name.
        if self.members().get(act.member)?.left.is_some() {
            return Err(Refusal::Denied(vec![catalog::circulation::Denial::Left]));
        }
        let own = |sealed: &_| self.unseal(sealed) == Some(act.member);
        interloan::may_ask(self.node(), act.to.peer(), &act.wanted, &own)?;
        let title = interloan::title_of(&act.to.node, &act.wanted).ok_or(Denied::NoSuchTitle)?;
        let unit = match act.wanted {
            Wanted::Unit(unit) => Some(unit),
            Wanted::Title(_) => None,
        };
        let (title, name) = (title.slug.clone(), title.name.base.as_str().into());
        let patron = self.seal(act.member)?;
        let (node, need_by) = (act.to.key, act.need_by);
        let kind = InterloanRequest { node, title, unit, name, patron, need_by }.into();
        Ok(InterloanId(self.record(act.by, &kind, None)?.id))
    }

    /// What our members asked other nodes for, oldest first.
    pub fn asked<'n>(&'n self, around: &Around<'n>) -> Vec<Case<'n>> {
        interloan::ours(self.node(), around.me, &around.peers())
    }

    /// What other nodes asked us for, oldest first.
    pub fn asked_of_us<'n>(&'n self, around: &Around<'n>) -> Vec<Case<'n>> {
        interloan::theirs(self.node(), around.me, &around.peers())
    }

    fn case_of<'n>(
        &'n self,
        around: &Around<'n>,
        request: InterloanId,
    ) -> Result<Case<'n>, Refusal> {
        let found = self.asked(around).into_iter().find(|case| case.request == request);
        Ok(found.ok_or(Denied::NoSuchRequest)?)
    }

    fn case_for<'n>(
        &'n self,
        around: &Around<'n>,
        node: NodeKey,
        request: InterloanId,
    ) -> Result<Case<'n>, Refusal> {
        let mut all = self.asked_of_us(around).into_iter();
        let found = all.find(|case| case.peer == node && case.request == request);
        Ok(found.ok_or(Denied::NoSuchRequest)?)
    }

    /// Takes a request back before it was sent: the member's own, or any by a steward.
    pub fn cancel_asking(
        &mut self,
        around: &Around<'_>,
        request: InterloanId,
        by: By,
    ) -> Result<EventId, Refusal> {
        let case = self.case_of(around, request)?;
        allowed(case.stage(), &[Stage::Asked, Stage::Promised, Stage::Refused])?;
        match by {
            By::Member(number) if !self.owns(number, request.0) => {
                return Err(Refusal::Denied(vec![catalog::circulation::Denial::NotYours]));
            }
            By::Anyone => return Err(Refusal::NotAllowed),
            _ => {}
        }
        Ok(self.record(by, &InterloanCancel { request }.into(), None)?.id)
    }

    /// Promises a unit of ours to a request of another node: this one, or the first that is free.
    /// Returns the unit and the last day on which it is kept for the courier.
    pub fn promise(
        &mut self,
        around: &Around<'_>,
        (node, request): (NodeKey, InterloanId),
        unit: Option<Code>,
        by: By,
    ) -> Result<(Code, Date), Refusal> {
        steward(by)?;
        let case = self.case_for(around, node, request)?;
        allowed(case.stage(), &[Stage::Asked, Stage::Refused])?;
        let asked: &Borrowed = case.borrowed.ok_or(Denied::NoSuchRequest)?;
        let free = interloan::may_promise(self.node(), asked, self.now())?;
        let first = free.first().copied().ok_or(Denied::NoneFree)?;
        let unit = unit.unwrap_or(first);
        if !free.contains(&unit) {
            return Err(Denied::NotThisUnit { unit }.into());
        }
        let day = interloan::kept_until(self.today());
        let (to, until) = (around.name_of(node).as_str().into(), Some(day));
        let answer = InterloanAnswer { node, request, unit: Some(unit), to, until, note: None };
        self.record(by, &answer.into(), None)?;
        Ok((unit, day))
    }

    /// Says no to a request of another node, or takes a promise back.
    pub fn decline(
        &mut self,
        around: &Around<'_>,
        (node, request): (NodeKey, InterloanId),
        note: Option<&str>,
        by: By,
    ) -> Result<EventId, Refusal> {
        steward(by)?;
        let case = self.case_for(around, node, request)?;
        allowed(case.stage(), &[Stage::Asked, Stage::Promised, Stage::Cancelled])?;
        let to = around.name_of(node).as_str().into();
        let note = note.map(str::trim).filter(|note| !note.is_empty()).map(Into::into);
        let answer = InterloanAnswer { node, request, unit: None, to, until: None, note };
        Ok(self.record(by, &answer.into(), None)?.id)
    }

    /// A unit leaves with a courier: the promised one, or another that was scanned. Returns when it is
    /// due back.
    pub fn send_away(
        &mut self,
        around: &Around<'_>,
        (node, request): (NodeKey, InterloanId),
        unit: Option<Code>,
        by: By,
    ) -> Result<(Code, Due), Refusal> {
        steward(by)?;
        let case = self.case_for(around, node, request)?;
        allowed(case.stage(), &[Stage::Promised])?;
        let unit = unit.or(case.unit()).ok_or(Denied::NoneFree)?;
        let unit = self.view(unit)?.unit.code;
        let bound = self.node().state.supply_of(unit);
        if bound.is_some_and(|other| (other.node, other.request) != (node, request)) {
            return Err(Denied::NotThisUnit { unit }.into());
        }
        let due = interloan::due_back(self.node(), unit, self.now()).ok_or(Denied::NoneFree)?;
        let to = around.name_of(node).as_str().into();
        self.record(by, &InterloanSend { node, request, unit, due, to }.into(), None)?;
        Ok((unit, due))
    }

    /// Something that we asked for has arrived. It may come before the news of it.
    pub fn receive_from(
        &mut self,
        around: &Around<'_>,
        request: InterloanId,
        unit: Option<Code>,
        condition: Option<Condition>,
        by: By,
    ) -> Result<EventId, Refusal> {
        steward(by)?;
        let case = self.case_of(around, request)?;
        let early = [Stage::Asked, Stage::Promised, Stage::OnTheWay];
        allowed(case.stage(), &[&early[..], &[Stage::Cancelled, Stage::Refused]].concat())?;
        let unit = unit.or(case.unit()).ok_or(Refusal::Missing("which unit arrived"))?;
        let due = case.due();
        let kind = InterloanReceive { request, unit, due, condition }.into();
        Ok(self.record(by, &kind, None)?.id)
    }

    /// Hands what arrived to the member who asked for it. Returns when the member brings it back.
    pub fn lend_on(
        &mut self,
        around: &Around<'_>,
        request: InterloanId,
        by: By,
    ) -> Result<Due, Refusal> {
        let case = self.case_of(around, request)?;
        allowed(case.stage(), &[Stage::Arrived])?;
        if let By::Member(number) = by
            && !self.owns(number, request.0)
        {
            return Err(Refusal::Denied(vec![catalog::circulation::Denial::NotYours]));
        }
        let due = self.member_due(&case);
        self.record(by, &InterloanLend { request, due }.into(), None)?;
        Ok(due)
    }

    /// A few days before it has to be back over there, on a day on which we are open.
    fn member_due(&self, case: &Case<'_>) -> Due {
        let calendar = Calendar::of(&self.node().documents.node);
        let back = jiff::Span::new().days(WAY_BACK);
        let known = case.due().and_then(|due| due.date.checked_sub(back).ok());
        let fallback = self.now().checked_add(UNKNOWN_DUE).unwrap_or(self.now());
        let day = known.unwrap_or_else(|| calendar.today(fallback)).max(self.today());
        calendar.extended(Due { date: day, time: None })
    }

    /// The member has brought it back to us.
    pub fn take_back_from(
        &mut self,
        around: &Around<'_>,
        request: InterloanId,
        condition: Option<Condition>,
        by: By,
    ) -> Result<EventId, Refusal> {
        allowed(self.case_of(around, request)?.stage(), &[Stage::Lent])?;
        let kind = InterloanTakeBack { request, condition }.into();
        Ok(self.record(by, &kind, None)?.id)
    }

    /// It leaves for its own node.
    pub fn return_to(
        &mut self,
        around: &Around<'_>,
        request: InterloanId,
        by: By,
    ) -> Result<EventId, Refusal> {
        steward(by)?;
        let stage = self.case_of(around, request)?.stage();
        allowed(stage, &[Stage::Arrived, Stage::Lent, Stage::ToReturn])?;
        Ok(self.record(by, &InterloanReturn { request }.into(), None)?.id)
    }

    /// A unit of ours came back from another node.
    pub fn check_in_from(
        &mut self,
        around: &Around<'_>,
        (node, request): (NodeKey, InterloanId),
        unit: Option<Code>,
        condition: Option<Condition>,
        by: By,
    ) -> Result<EventId, Refusal> {
        steward(by)?;
        let case = self.case_for(around, node, request)?;
        let sent = case.supplied.is_some_and(|one| one.state == SuppliedState::Sent);
        if !sent {
            return Err(Denied::Stage { stage: case.stage() }.into());
        }
        let ours = case.supplied.and_then(|one| one.unit);
        let unit = unit.or(ours).ok_or(Refusal::Missing("which unit came back"))?;
        let unit = self.view(unit)?.unit.code;
        let kind = InterloanCheckIn { node, request, unit, place: None, condition }.into();
        Ok(self.record(by, &kind, None)?.id)
    }

    /// People have talked about what the two records do not agree on.
    pub fn settle_between(
        &mut self,
        around: &Around<'_>,
        (node, request): (NodeKey, InterloanId),
        outcome: InterloanOutcome,
        note: Option<&str>,
        by: By,
    ) -> Result<EventId, Refusal> {
        steward(by)?;
        let known = self.case_of(around, request).ok().filter(|case| case.peer == node);
        if known.is_none() {
            self.case_for(around, node, request)?;
        }
        let note = note.map(str::trim).filter(|note| !note.is_empty()).map(Into::into);
        let kind = InterloanSettle { node, request, outcome, note }.into();
        Ok(self.record(by, &kind, None)?.id)
    }

    /// After news came: takes promises back that nobody needs any more. A doubtful clock takes back
    /// none.
    pub fn tidy_promises(&mut self, around: &Around<'_>) -> Result<Vec<EventId>, Refusal> {
        if !self.clock_is_trusted() {
            return Ok(Vec::new());
        }
        let idle: Vec<_> = {
            let peers = around.peers();
            let found = interloan::to_take_back(self.node(), around.me, &peers, self.today());
            found.into_iter().map(|(case, why)| (case.peer, case.request, why)).collect()
        };
        let mut events = Vec::new();
        for (node, request, why) in idle {
            let (to, note) = (around.name_of(node).as_str().into(), Some(why.into()));
            let answer = InterloanAnswer { node, request, unit: None, to, until: None, note };
            events.push(self.record(By::Program, &Kind::from(answer), None)?.id);
        }
        Ok(events)
    }
}

fn steward(by: By) -> Result<(), Refusal> {
    if by.is_steward() { Ok(()) } else { Err(Refusal::NotAllowed) }
}

fn allowed(stage: Stage, when: &[Stage]) -> Result<(), Refusal> {
    if when.contains(&stage) { Ok(()) } else { Err(Denied::Stage { stage }.into()) }
}
