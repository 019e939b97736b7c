//! May this unit go out to this borrower now, and on which terms?

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::owner::{last_day_before, owner_wants};
use super::person::{against_borrower, training_denial};
use super::timeline::{Buffers, after, before, buffer_of};
use super::{
    Borrower, Calendar, Denial, Overridable, Timeline, blocking_care, claims_on, policy_of,
    reservation_policy_of, snapshot,
};
use crate::code::Code;
use crate::event::{Due, PartCount, PolicySnapshot};
use crate::fold::{Custody, Hold, HoldState, MissingPart, Node, Reservation, UnitView};
use crate::ids::{HoldId, LoanId, ReservationId, Slug};
use crate::record::{
    CirculationPolicy, Condition, Contents, Lifecycle, Part, Text, Title, TitleKind, UnitKind,
};

/// The shortest loan that is worth offering.
const AN_HOUR: SignedDuration = SignedDuration::from_hours(1);

/// So early may a booking be picked up and still run until its own end.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Who stands at the desk and says yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Authority {
    /// The borrower alone.
    #[default]
    Member,
    /// A steward.
    Steward,
}

/// Somebody wants a unit.
#[derive(Debug, Clone)]
pub struct LendRequest<'a> {
    /// The unit.
    pub unit: Code,
    /// For stock: how many.
    pub qty: u32,
    /// Who.
    pub borrower: &'a Borrower,
    /// A due date that was asked for instead of the policy's.
    pub due: Option<Due>,
    /// Who says yes.
    pub authority: Authority,
    /// Codes of denials that were set aside, as far as `authority` may.
    pub overrides: &'a BTreeSet<String>,
}

/// The terms of a loan: everything that its event and the person at the desk need.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// The unit, after replaced labels were followed.
    pub unit: Code,
    /// Its title.
    pub title: Slug,
    /// For stock: how many.
    pub qty: Option<u32>,
    /// When it is due.
    pub due: Due,
    /// The rules that this loan keeps.
    pub policy: Arc<PolicySnapshot>,
    /// For a kit: the units in it that go along.
    pub lines: Vec<Code>,
    /// The borrower's own hold that it fulfils.
    pub hold: Option<HoldId>,
    /// The borrower's own reservation that it picks up.
    pub reservation: Option<ReservationId>,
    /// A claim of somebody else that moves to another unit of the title.
    pub reallocate: Option<(ReservationId, Code)>,
    /// An open loan of somebody else that this scan proves wrong.
    pub supersedes: Option<LoanId>,
    /// It was listed as missing or elsewhere, and is here: look at it twice.
    pub found_again: bool,
    /// Shown and confirmed at the hand-over.
    pub notice: Text,
    /// A note for the desk.
    pub circ_note: Option<String>,
    /// What goes with it and must come back.
    pub parts: Vec<Part>,
    /// Parts that are known to be missing.
    pub missing: Vec<PartCount>,
    /// Whether the card alone is not enough.
    pub needs_pin: bool,
    /// The youngest age, to be asked for.
    pub min_age: Option<u8>,
    /// Denials that were set aside.
    pub overrides: Vec<Box<str>>,
}

/// Whether a borrower may have a unit now, by their own card and on the policy's terms.
pub fn may_lend(
    node: &Node,
    unit: Code,
    borrower: &Borrower,
    now: Timestamp,
) -> Result<Terms, Vec<Denial>> {
    let overrides = BTreeSet::new();
    let authority = Authority::default();
    decide_lend(
        node,
        &LendRequest { unit, qty: 1, borrower, due: None, authority, overrides: &overrides },
        now,
    )
}

/// Whether a thing can be lent at all now, whoever asks.
pub fn lendable_now(node: &Node, unit: Code, now: Timestamp) -> Result<(), Vec<Denial>> {
    let nobody = Borrower::default();
    match may_lend(node, unit, &nobody, now) {
        Ok(_) => Ok(()),
        Err(denials) => {
            let personal =
                |denial: &Denial| matches!(denial, Denial::Training { .. } | Denial::Approval);
            let left: Vec<_> = denials.into_iter().filter(|d| !personal(d)).collect();
            if left.is_empty() { Ok(()) } else { Err(left) }
        }
    }
}

/// Decides a request in full: terms, or every reason against it.
pub fn decide_lend(
    node: &Node,
    request: &LendRequest<'_>,
    now: Timestamp,
) -> Result<Terms, Vec<Denial>> {
    let Some(view) = node.unit(request.unit) else {
        return Err(vec![Denial::UnknownUnit { unit: request.unit }]);
    };
    let decision = Decision::new(node, view, request, now);
    let mut against = decision.thing();
    against.extend(decision.others());
    against.extend(decision.person());
    let (aside, standing): (Vec<_>, Vec<_>) =
        against.into_iter().partition(|denial| may_set_aside(denial, request));
    if !standing.is_empty() {
        return Err(standing);
    }
    Ok(decision.terms(&aside))
}

fn may_set_aside(denial: &Denial, request: &LendRequest<'_>) -> bool {
    let allowed = match denial.overridable() {
        Overridable::Member => true,
        Overridable::Steward => request.authority == Authority::Steward,
        Overridable::Nobody => false,
    };
    let by_presence = matches!(denial, Denial::Approval);
    allowed && (by_presence || request.overrides.contains(denial.code()))
}

struct Decision<'n> {
    node: &'n Node,
    view: UnitView<'n>,
    code: Code,
    request: &'n LendRequest<'n>,
    calendar: Calendar<'n>,
    name: Option<crate::ids::PolicyName>,
    policy: CirculationPolicy,
    due: Due,
    now: Timestamp,
}

impl<'n> Decision<'n> {
    fn new(
        node: &'n Node,
        view: UnitView<'n>,
        request: &'n LendRequest<'n>,
        now: Timestamp,
    ) -> Self {
        let config = &node.documents.node;
        let calendar = Calendar::of(config);
        let (name, policy) = policy_of(config, view.title, view.unit);
        let due = request.due.unwrap_or_else(|| calendar.due(&policy, now));
        let code = view.unit.code;
        let mut decision = Self { node, view, code, request, calendar, name, policy, due, now };
        if request.due.is_none()
            && let Some(end) = decision.end_of_own_booking()
        {
            decision.due = end;
        }
        decision
    }

    /// Who picks up what they have booked has it as long as they have booked it.
    fn end_of_own_booking(&self) -> Option<Due> {
        let booking = self.own_reservation()?;
        let booking = self.node.state.reservations.get(&booking)?;
        if booking.from.timestamp() > after(self.now, A_DAY) {
            return None;
        }
        let end = self.calendar.local(booking.to.timestamp());
        if end.time() == jiff::civil::Time::midnight() {
            return Some(Due { date: end.date().yesterday().ok()?, time: None });
        }
        let closing = self.calendar.closes_at(end.date()) == Some(end.time());
        Some(Due { date: end.date(), time: (!closing).then(|| end.time()) })
    }

    /// What the thing itself says.
    fn thing(&self) -> Vec<Denial> {
        let unit = self.code;
        let state = self.view.state;
        let mut against = Vec::new();
        if !taken_home(self.view.title) {
            let rules = reservation_policy_of(&self.node.documents.node, self.view.title);
            against.push(Denial::NotLendable { unit, bookable: rules.is_some() });
        }
        match state.lifecycle {
            Lifecycle::Retired(reason) => against.push(Denial::Retired { unit, reason }),
            Lifecycle::InProcessing => against.push(Denial::InProcessing { unit }),
            Lifecycle::Maintenance => against.push(Denial::Maintenance { unit }),
            Lifecycle::Quarantined => against.push(Denial::Quarantined { unit }),
            // A missing thing in somebody's hand has been found.
            Lifecycle::Active | Lifecycle::Missing => {}
        }
        if state.condition == Condition::Unsafe {
            against.push(Denial::Unsafe { unit });
        }
        match &state.custody {
            Custody::InRepair(_) => against.push(Denial::InRepair { unit }),
            Custody::InTransit(to) => against.push(Denial::InTransit { unit, to: to.clone() }),
            Custody::SetAside(to) => against.push(Denial::SetAside { unit, to: to.clone() }),
            _ => {}
        }
        if let Some(plan) = blocking_care(self.node, self.view, self.calendar.today(self.now)) {
            let (plan, other) = (plan.name.as_str().into(), self.free_sibling());
            against.push(Denial::Care { unit, plan, other });
        }
        against.extend(self.owner());
        let missing = self.missing();
        if !missing.is_empty() && !self.policy.lend_incomplete {
            against.push(Denial::Incomplete { unit, missing });
        }
        if let Some(stock) = self.view.state.stock.as_ref().filter(|stock| stock.exact) {
            let (level, wanted) = (stock.level(), self.request.qty);
            if level < i64::from(wanted) {
                against.push(Denial::NotEnough { unit, level, wanted });
            }
        }
        against
    }

    /// What is lent to us goes out for as long as its owner can spare it.
    fn owner(&self) -> Option<Denial> {
        let on = owner_wants(self.view, self.due)?;
        let today = self.calendar.today(self.now);
        let last = last_day_before(&self.calendar, on, today);
        let shorter = last.map(|date| Due { date, time: None });
        Some(Denial::Owner { unit: self.code, on, shorter, other: self.free_sibling() })
    }

    /// What other people's claims say.
    fn others(&self) -> Vec<Denial> {
        let is_stock = self.view.unit.kind == UnitKind::Stock;
        let mut against = Vec::new();
        if !is_stock && let Some(denial) = self.open_loan() {
            let yours = matches!(denial, Denial::Yours { .. });
            against.push(denial);
            if yours {
                return against;
            }
        }
        if let Some(denial) = self.hold_shelf() {
            against.push(denial);
        } else if let Some(denial) = self.queue() {
            against.push(denial);
        }
        against.extend(self.reservations());
        against
    }

    fn open_loan(&self) -> Option<Denial> {
        let borrower = self.request.borrower;
        let loans: Vec<_> = self.node.state.open_loans_of(self.code).collect();
        if let Some(loan) = loans.iter().find(|loan| borrower.loans.contains(&loan.id)) {
            return Some(Denial::Yours { unit: self.code, loan: loan.id, due: loan.due });
        }
        let may_take_over = self.policy.self_supersede;
        loans.first().map(|loan| Denial::StillOut {
            unit: self.code,
            loan: loan.id,
            due: loan.due,
            may_take_over,
        })
    }

    fn hold_shelf(&self) -> Option<Denial> {
        let Custody::OnHoldShelf(hold) = self.view.state.custody else { return None };
        if self.request.borrower.holds.contains(&hold) {
            return None;
        }
        let HoldState::Ready { until, .. } = self.node.state.holds.get(&hold)?.state else {
            return None;
        };
        let other = self.free_sibling();
        Some(Denial::OnHoldShelf { unit: self.code, hold, until, other })
    }

    /// Another unit of the title that stands on its shelf.
    fn free_sibling(&self) -> Option<Code> {
        let mut units = self.node.units_of(self.view.title);
        units.find(|v| v.unit.code != self.code && on_shelf(*v)).map(|v| v.unit.code)
    }

    /// People who wait come first, unless there is enough for all of them and this borrower.
    fn queue(&self) -> Option<Denial> {
        let ahead = self.waiting_ahead();
        let mut free: u32 = 0;
        for view in self.node.units_of(self.view.title) {
            let in_hand = view.unit.code == self.code;
            free += u32::from(in_hand || on_shelf(view));
        }
        (ahead > 0 && free <= ahead)
            .then(|| Denial::QueueWaiting { title: self.view.title.slug.clone(), waiting: ahead })
    }

    fn waiting_ahead(&self) -> u32 {
        let mut ahead = 0;
        for hold in self.matching_holds() {
            if self.request.borrower.holds.contains(&hold.id) {
                break;
            }
            ahead += u32::from(hold.state == HoldState::Waiting);
        }
        ahead
    }

    fn matching_holds(&self) -> impl Iterator<Item = &'n Hold> {
        let unit = self.code;
        self.node.state.queue(&self.view.title.slug).filter(move |hold| match &hold.wanted {
            crate::event::Wanted::Title(_) => true,
            crate::event::Wanted::Unit(wanted) => *wanted == unit,
        })
    }

    fn span(&self) -> (Timestamp, Timestamp) {
        let end = self.calendar.due_moment(self.due).max(after(self.now, AN_HOUR));
        (self.now, after(end, buffer_of(self.node, self.view.title)))
    }

    /// Claims on the whole time until the due date, not only on today.
    fn reservations(&self) -> Option<Denial> {
        if let Custody::Packed(packed) = self.view.state.custody
            && !self.request.borrower.reservations.contains(&packed)
            && let Some(claim) = self.node.state.reservations.get(&packed)
            && claim.is_open()
        {
            let (reservation, from, other) = (packed, claim.from, self.free_sibling());
            return Some(Denial::ClaimedByReservation { reservation, from, shorter: None, other });
        }
        let (from, to) = self.span();
        let direct =
            claims_on(self.node, self.view.title, self.code, self.request.borrower, (from, to));
        let fixed = direct.iter().find(|claim| {
            claim.wanted == crate::event::Wanted::Unit(self.code)
                || self.swap_for(claim.id).is_none()
        });
        if let Some(claim) = fixed {
            return Some(self.claimed(claim.id, claim.from));
        }
        let line = self.timeline();
        let short = line.first_short(from, to, i64::from(self.request.qty))?;
        let all = self.node.state.reservations_of(&self.view.title.slug);
        let claim = all
            .filter(|claim| !self.request.borrower.reservations.contains(&claim.id))
            .filter(|claim| claim.to.timestamp() > short)
            .min_by_key(|claim| (claim.from, claim.id))?;
        Some(self.claimed(claim.id, claim.from))
    }

    fn timeline(&self) -> Timeline {
        let is_unit = self.view.unit.kind == UnitKind::Unit;
        let here = is_unit.then_some(self.code);
        Timeline::of(self.node, self.view.title, self.request.borrower, here, self.now)
    }

    fn claimed(&self, reservation: ReservationId, from: crate::event::Wall) -> Denial {
        let shorter = self.shorter(from.timestamp());
        Denial::ClaimedByReservation { reservation, from, shorter, other: None }
    }

    /// The latest due date before a claim begins, if an hour or more is left.
    fn shorter(&self, claim: Timestamp) -> Option<Due> {
        let buffers = Buffers::of(self.node, self.view.title);
        let end = before(before(claim, buffers.before), buffers.after);
        if end < after(self.now, AN_HOUR) {
            return None;
        }
        let local = self.calendar.local(end);
        let date = local.date();
        let whole_day = self.calendar.closes_at(date).is_some_and(|closes| closes <= local.time());
        let time = (!whole_day).then(|| local.time());
        let due = Due { date, time };
        (due < self.due).then_some(due)
    }

    /// Another unit that can take over a claim which was set aside on this one.
    fn swap_for(&self, reservation: ReservationId) -> Option<Code> {
        let claim = self.node.state.reservations.get(&reservation)?;
        let nobody = Borrower::default();
        let span = (claim.from.timestamp(), claim.to.timestamp());
        self.node
            .units_of(self.view.title)
            .filter(|v| v.unit.code != self.code && on_shelf(*v))
            .map(|v| v.unit.code)
            .find(|&code| claims_on(self.node, self.view.title, code, &nobody, span).is_empty())
    }

    /// What the borrower's own standing says, and what this title and its policy ask of everybody.
    fn person(&self) -> Vec<Denial> {
        let (borrower, policy) = (self.request.borrower, &self.policy);
        let today = self.calendar.today(self.now);
        let kept = (self.name.as_ref(), policy);
        let mut against = against_borrower(self.node, borrower, kept, today);
        for training in &self.view.title.requires_authorisation {
            if !borrower.has_training(self.node, training, today) {
                against.push(training_denial(self.node, borrower, training));
            }
        }
        if policy.requires_approval {
            against.push(Denial::Approval);
        }
        against
    }

    fn missing(&self) -> Vec<PartCount> {
        let mut missing: Vec<_> = self.view.state.missing.iter().map(MissingPart::count).collect();
        for line in &self.view.title.contents {
            if let Contents::Unit(code) = line
                && !self.node.unit(*code).is_some_and(|member| on_shelf(member))
            {
                let name = self
                    .node
                    .unit(*code)
                    .map_or_else(|| code.to_string(), |member| member.title.name.base.clone());
                missing.push(PartCount { name: name.into(), qty: 1 });
            }
        }
        missing
    }

    fn lines(&self) -> Vec<Code> {
        let members = self.view.title.contents.iter().filter_map(|line| match line {
            Contents::Unit(code) => Some(*code),
            Contents::Title(..) => None,
        });
        members.filter(|code| self.node.unit(*code).is_some_and(on_shelf)).collect()
    }

    /// The borrower's own hold: the one on this unit, else the first that it can fulfil.
    fn own_hold(&self) -> Option<HoldId> {
        let own = |hold: &HoldId| self.request.borrower.holds.contains(hold);
        if let Custody::OnHoldShelf(hold) = self.view.state.custody
            && own(&hold)
        {
            return Some(hold);
        }
        self.matching_holds().map(|hold| hold.id).find(own)
    }

    /// The borrower's own reservation: one that this unit was set aside for, whatever unit was asked for
    /// at first, else the one whose beginning is nearest.
    fn own_reservation(&self) -> Option<ReservationId> {
        let (from, to) = self.span();
        let set_aside = |r: &Reservation| r.units.contains(&self.code);
        let own = self.node.state.reservations_of(&self.view.title.slug).filter(|r| {
            let this = match &r.wanted {
                crate::event::Wanted::Title(_) => true,
                crate::event::Wanted::Unit(unit) => *unit == self.code || set_aside(r),
            };
            this && r.state != crate::fold::ReservationState::Requested
                && self.request.borrower.reservations.contains(&r.id)
                && r.from.timestamp() < to
                && from < r.to.timestamp()
                && r.loans.len() < r.qty as usize
        });
        let apart = |r: &Reservation| r.from.timestamp().as_second().abs_diff(self.now.as_second());
        own.min_by_key(|r| (!set_aside(r), apart(r), r.id)).map(|r| r.id)
    }

    fn reallocation(&self) -> Option<(ReservationId, Code)> {
        let claims =
            claims_on(self.node, self.view.title, self.code, self.request.borrower, self.span());
        let claim = claims.into_iter().find(|claim| claim.units.contains(&self.code))?;
        Some((claim.id, self.swap_for(claim.id)?))
    }

    fn terms(&self, aside: &[Denial]) -> Terms {
        let (unit, title) = (self.view.unit, self.view.title);
        let supersedes = aside.iter().find_map(|denial| match denial {
            Denial::StillOut { loan, .. } => Some(*loan),
            _ => None,
        });
        let elsewhere = matches!(self.view.state.custody, Custody::InTransit(_) | Custody::Unknown);
        Terms {
            unit: self.code,
            title: title.slug.clone(),
            qty: (unit.kind == UnitKind::Stock).then_some(self.request.qty),
            due: self.due,
            policy: snapshot(self.name.clone(), &self.policy),
            lines: self.lines(),
            hold: self.own_hold(),
            reservation: self.own_reservation(),
            reallocate: self.reallocation(),
            supersedes,
            found_again: elsewhere || self.view.state.lifecycle == Lifecycle::Missing,
            notice: title.checkout_notice.clone(),
            circ_note: unit.circ_note.clone(),
            parts: title.parts_expected.clone(),
            missing: self.missing(),
            needs_pin: self.policy.requires_pin,
            min_age: title.min_age,
            overrides: aside.iter().map(|denial| denial.code().into()).collect(),
        }
    }
}

/// Spaces, machines without a policy of their own and material are used, not taken home.
pub fn taken_home(title: &Title) -> bool {
    match title.kind {
        TitleKind::Space | TitleKind::Material => false,
        TitleKind::Machine => title.policy.is_some(),
        TitleKind::Tool | TitleKind::Kit | TitleKind::Book | TitleKind::Vehicle => true,
    }
}

/// Whether a unit stands on a shelf and may be lent as far as the thing itself goes.
pub(super) fn on_shelf(view: UnitView<'_>) -> bool {
    view.state.lifecycle == Lifecycle::Active
        && view.state.condition != Condition::Unsafe
        && matches!(view.state.custody, Custody::At(_))
}
