//! What the fold knows after the events: the read model of the site, the kiosk and the program.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::changes::Changes;
use super::exception::{Exception, Explanation};
use super::table::Loans;
use crate::code::Code;
use crate::event::{
    Actor, BallotCast, ClockCorrection, DelegationSet, Due, Event, Hlc, Kind, LedgerPost, LineHash,
    PartCount, PolicySnapshot, TicketOutcome, Wall, Wanted,
};
use crate::ids::{
    CountId, DeviceId, EventId, GrantId, HoldId, LoanId, ReservationId, Sealed, Slug, TicketId,
};
use crate::record::{Condition, Lifecycle, Quantity, RetiredReason, Unit, UnitKind};

/// Everything that follows from the events of a node.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The four axes of each unit that the catalogue has or an event named.
    pub units: BTreeMap<Code, UnitState>,
    /// All loans, open and closed.
    pub loans: Loans,
    /// All holds.
    pub holds: BTreeMap<HoldId, Hold>,
    /// All reservations.
    pub reservations: BTreeMap<ReservationId, Reservation>,
    /// All repair tickets.
    pub tickets: BTreeMap<TicketId, Ticket>,
    /// All stocktakes.
    pub counts: BTreeMap<CountId, Count>,
    /// Passed trainings.
    pub grants: BTreeMap<GrantId, Grant>,
    /// Codes that lead to another unit (replaced and additional labels).
    pub aliases: BTreeMap<Code, Code>,
    /// Ledger entries in the fold's order, for `ledger`.
    pub entries: Vec<Recorded<LedgerPost>>,
    /// Open ballots in the fold's order, for `governance`.
    pub ballots: Vec<Recorded<BallotCast>>,
    /// Delegations in the fold's order, for `governance`.
    pub delegations: Vec<Recorded<DelegationSet>>,
    /// What else people decided, owed and promised each other, in the fold's order: offers, calls,
    /// lots, notes between nodes, disputes, rights.
    pub civic: Vec<Recorded<Kind>>,
    /// Corrections of what people read of a device's times.
    pub corrections: Vec<ClockCorrection>,
    /// What a person has to settle, and what a person has settled.
    pub exceptions: BTreeMap<EventId, Exception>,
    /// What the fold settled by itself, each with its sentence.
    pub explanations: Vec<Explanation>,
    /// How the events were taken.
    pub tally: Tally,
    /// Each device's newest event: how far we have read.
    pub heads: BTreeMap<DeviceId, Head>,
    pub(super) open_holds: BTreeMap<Slug, BTreeSet<HoldId>>,
    pub(super) open_reservations: BTreeMap<Slug, BTreeSet<ReservationId>>,
    pub(super) known: BTreeMap<DeviceId, Ranges>,
    pub(super) newest: Option<(Hlc, EventId, LineHash)>,
    pub(super) snapshots: Vec<Arc<PolicySnapshot>>,
    pub(super) changes: Changes,
    /// Ballots that no other device has seen yet, by the device that took them: sequence and place.
    pub(super) unseen: BTreeMap<DeviceId, Vec<(u32, usize)>>,
}

/// Sequence numbers as runs: contiguous feeds, which is what feeds are, cost one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranges(BTreeMap<u32, u32>);

impl Ranges {
    /// Adds a number; false if it was there.
    pub(super) fn insert(&mut self, n: u32) -> bool {
        if let Some(mut newest) = self.0.last_entry()
            && newest.get().checked_add(1) == Some(n)
        {
            newest.insert(n);
            return true;
        }
        let before = self.0.range(..=n).next_back().map(|(&start, &end)| (start, end));
        if before.is_some_and(|(_, end)| n <= end) {
            return false;
        }
        let start = match before {
            Some((start, end)) if end.checked_add(1) == Some(n) => start,
            _ => n,
        };
        let end = match n.checked_add(1).and_then(|next| self.0.remove(&next)) {
            Some(end) => end,
            None => n,
        };
        self.0.insert(start, end);
        true
    }
}

/// `applied + explained + to_decide = events`, always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Distinct events.
    pub events: usize,
    /// Taken as they were meant.
    pub applied: usize,
    /// Settled by rule, with a sentence.
    pub explained: usize,
    /// Left to a person (settled ones included).
    pub to_decide: usize,
}

/// The newest event of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Its sequence.
    pub seq: u32,
    /// Its line's hash.
    pub hash: LineHash,
    /// When it was recorded.
    pub wall: Wall,
}

/// A payload with the event it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded<T> {
    /// The event.
    pub id: EventId,
    /// When it happened.
    pub when: Wall,
    /// Who is answerable.
    pub by: Actor,
    /// When another device first wrote something in the knowledge of it; none as long as none has.
    /// Kept for ballots alone.
    pub seen_at: Option<Wall>,
    /// The payload.
    pub what: Arc<T>,
}

/// A unit's four independent axes.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitState {
    /// Whether it takes part.
    pub lifecycle: Lifecycle,
    /// Where or with whom it is, by the newest physical observation.
    pub custody: Custody,
    /// The state it is in.
    pub condition: Condition,
    /// Required parts that are not there.
    pub missing: Vec<PartCount>,
    /// What people should look at.
    pub flags: Flags,
    /// For stock: how many there are (may be below zero after an exchange: count needed).
    pub stock: Option<Stock>,
    /// When it was last seen in somebody's hands, and by which event.
    pub last_seen: Option<(EventId, Wall)>,
    /// How often it went out.
    pub times_lent: u32,
    pub(super) filed: Lifecycle,
    pub(super) by_events: Option<Lifecycle>,
    pub(super) last_return: Option<EventId>,
    pub(super) before: Option<Box<Before>>,
    /// Oldest first; more than one only while disputed.
    pub(super) open_loans: Vec<LoanId>,
}

impl UnitState {
    /// A unit as its file has it, before anything happened to it.
    pub(super) fn new(unit: &Unit) -> Self {
        let mut state = Self {
            lifecycle: unit.lifecycle,
            custody: Custody::At(unit.home_place.clone()),
            condition: unit.condition,
            missing: Vec::new(),
            flags: Flags::default(),
            stock: None,
            last_seen: None,
            times_lent: 0,
            filed: unit.lifecycle,
            by_events: None,
            last_return: None,
            before: None,
            open_loans: Vec::new(),
        };
        if unit.kind == UnitKind::Stock {
            state.stock = Some(Stock::new(unit.quantity));
        }
        state
    }

    /// A unit that no file has, known from an event alone.
    pub(super) fn unfiled() -> Self {
        Self {
            lifecycle: Lifecycle::Active,
            custody: Custody::Unknown,
            condition: Condition::Good,
            missing: Vec::new(),
            flags: Flags::default(),
            stock: None,
            last_seen: None,
            times_lent: 0,
            filed: Lifecycle::Active,
            by_events: None,
            last_return: None,
            before: None,
            open_loans: Vec::new(),
        }
    }

    /// Takes over what its file says now. Where nobody has seen it, it is at home.
    pub(super) fn refile(&mut self, unit: &Unit) {
        self.filed = unit.lifecycle;
        self.settle_lifecycle();
        if self.last_seen.is_none() && matches!(self.custody, Custody::At(_) | Custody::Unknown) {
            self.custody = Custody::At(unit.home_place.clone());
        }
        match (&mut self.stock, unit.kind) {
            (None, UnitKind::Stock) => self.stock = Some(Stock::new(unit.quantity)),
            (Some(stock), UnitKind::Stock) => stock.refile(unit.quantity),
            (_, UnitKind::Unit) => self.stock = None,
        }
    }

    pub(super) fn set_lifecycle(&mut self, to: Lifecycle) {
        self.by_events = Some(to);
        self.settle_lifecycle();
    }

    /// Brings back what an undone event had changed.
    pub(super) fn restore(&mut self, before: Before) {
        self.by_events = before.by_events;
        self.settle_lifecycle();
        self.custody = before.custody;
        self.condition = before.condition;
        self.missing = before.missing;
        self.last_return = before.last_return;
    }

    /// Retired in the file is the newest word of people and stands above events, which may have
    /// happened before the file was changed.
    fn settle_lifecycle(&mut self) {
        self.lifecycle = match (self.filed, self.by_events) {
            (Lifecycle::Retired(_), _) | (_, None) => self.filed,
            (_, Some(lifecycle)) => lifecycle,
        };
    }
}

/// What one undo would bring back.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Before {
    pub(super) event: EventId,
    pub(super) by_events: Option<Lifecycle>,
    pub(super) last_return: Option<EventId>,
    pub(super) custody: Custody,
    pub(super) condition: Condition,
    pub(super) missing: Vec<PartCount>,
}

/// Where or with whom a unit is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Custody {
    /// At a place (its home until somebody saw it elsewhere).
    At(Slug),
    /// On the hold shelf for this hold.
    OnHoldShelf(HoldId),
    /// Packed for this reservation.
    Packed(ReservationId),
    /// With a borrower.
    Out(LoanId),
    /// On its way.
    InTransit(Box<str>),
    /// Being mended.
    InRepair(TicketId),
    /// Nobody knows.
    Unknown,
}

/// Things that people should look at; they do not by themselves stop a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Flags {
    /// Two loans of it are open that did not know of each other.
    pub disputed: bool,
    /// A borrower says it was returned.
    pub claims_returned: bool,
    /// Its label may be wrong or doubled.
    pub label_problem: bool,
    /// Its number needs counting.
    pub count_unconfirmed: bool,
}

/// How many of a lot there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stock {
    /// The number at the newest count (or in the file).
    pub counted: i64,
    /// Sum of the changes that the counter had not seen.
    pub since: i64,
    /// Whether anybody ever counted.
    pub exact: bool,
    pub(super) count_event: Option<EventId>,
    pub(super) deltas: Vec<(EventId, i32)>,
}

impl Stock {
    pub(super) fn new(quantity: Quantity) -> Self {
        let mut stock = Self::default();
        stock.refile(quantity);
        stock
    }

    /// The file's number counts until somebody counted at a station.
    fn refile(&mut self, quantity: Quantity) {
        if self.count_event.is_none() {
            (self.counted, self.exact) = match quantity {
                Quantity::Exact(n) => (n.into(), true),
                Quantity::About(n) => (n.into(), false),
                Quantity::Unknown => (0, false),
            };
        }
    }

    /// A change by so many.
    pub(super) fn change(&mut self, event: EventId, delta: i32) {
        self.deltas.push((event, delta));
        self.since = self.since.saturating_add(delta.into());
    }

    /// Somebody counted: what that person had not seen comes on top.
    pub(super) fn count(&mut self, event: &Event, counted: u32) {
        self.counted = counted.into();
        self.exact = true;
        self.deltas.retain(|(id, _)| !event.saw(*id));
        self.since = self.deltas.iter().map(|(_, delta)| i64::from(*delta)).sum();
        self.count_event = Some(event.id);
    }

    /// How many there should be now.
    pub fn level(&self) -> i64 {
        self.counted.saturating_add(self.since)
    }
}

/// One unit out to one member.
#[derive(Debug, Clone, PartialEq)]
pub struct Loan {
    /// Its `loan.out` event.
    pub id: LoanId,
    /// The unit (a kit's own label for a kit).
    pub unit: Code,
    /// For stock: how many.
    pub qty: u32,
    /// The borrower, sealed.
    pub patron: Sealed,
    /// When it began.
    pub out_at: Wall,
    /// When it is due now.
    pub due: Due,
    /// The rules of this loan.
    pub policy: Arc<PolicySnapshot>,
    /// Renewals so far: the event and the due date before it.
    pub renewals: Vec<(EventId, Due)>,
    /// Where it stands.
    pub state: LoanState,
    /// For a kit: each unit in it at the hand-over, and the event that brought it back.
    pub lines: Vec<(Code, Option<EventId>)>,
    /// Parts that went with it.
    pub parts_out: Vec<PartCount>,
    /// Whether another loan of the same unit is open that did not know of this one.
    pub disputed: bool,
    /// The hold that it fulfilled.
    pub hold: Option<HoldId>,
    /// The reservation that it picked up.
    pub reservation: Option<ReservationId>,
    /// Whether the device's clock was doubtful when it began: nothing is ever asked for lateness.
    pub suspect_clock: bool,
}

/// Where a loan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum LoanState {
    /// With the borrower.
    Open,
    /// The borrower says it was returned; nobody has found it yet.
    ClaimsReturned,
    /// Given up; it may still be found.
    Lost,
    /// Over.
    Closed {
        /// How it ended.
        how: LoanEnd,
        /// By which event.
        by: EventId,
        /// When.
        at: Wall,
    },
}

/// How a loan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LoanEnd {
    /// It came back.
    Returned,
    /// Another physical scan proved that it had moved on: no lateness counts.
    Superseded,
    /// Taken back.
    Undone,
    /// Given up for good.
    WrittenOff,
}

impl Loan {
    /// Whether the thing is still listed with the borrower.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, LoanState::Closed { .. })
    }

    /// When it ended, if it has.
    pub fn closed_at(&self) -> Option<Wall> {
        match self.state {
            LoanState::Closed { at, .. } => Some(at),
            _ => None,
        }
    }

    /// Whether it is past its due date (and the days of grace) on this day.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.days_over(today) > i64::from(self.policy.grace)
    }

    /// Days past the due date; zero or less while it is not.
    pub fn days_over(&self, today: Date) -> i64 {
        (today - self.due.date).get_days().into()
    }
}

/// A place in the queue for a title or a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hold {
    /// Its `hold.place` event.
    pub id: HoldId,
    /// What is wanted.
    pub wanted: Wanted,
    /// The title, where the catalogue knows the unit.
    pub title: Option<Slug>,
    /// By whom, sealed.
    pub patron: Sealed,
    /// Since when.
    pub placed: Wall,
    /// Where it stands.
    pub state: HoldState,
}

/// Where a hold stands. Expired, ended and fulfilled are three different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
#[expect(missing_docs, reason = "fields are named by what they hold")]
pub enum HoldState {
    /// In the queue.
    Waiting,
    /// Keeps its place, is passed over.
    Suspended,
    /// On the hold shelf until the end of that day.
    Ready { unit: Code, until: Date },
    /// Became this loan.
    Fulfilled { loan: LoanId },
    /// Was not picked up.
    Expired,
    /// Taken back by the member or a steward.
    Cancelled,
    /// Nothing is left that could fulfil it.
    Ended,
}

impl Hold {
    /// Whether it still waits for something.
    pub fn is_open(&self) -> bool {
        matches!(self.state, HoldState::Waiting | HoldState::Suspended | HoldState::Ready { .. })
    }
}

/// A promise of something for certain hours, half-open `[from, to)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Reservation {
    /// Its `rsv.request` event.
    pub id: ReservationId,
    /// What is wanted.
    pub wanted: Wanted,
    /// The title, where the catalogue knows the unit.
    pub title: Option<Slug>,
    /// How many.
    pub qty: u32,
    /// By whom, sealed.
    pub patron: Sealed,
    /// From when.
    pub from: Wall,
    /// Until when.
    pub to: Wall,
    /// Units set aside or handed over.
    pub units: Vec<Code>,
    /// Loans that picked it up.
    pub loans: Vec<LoanId>,
    /// Where it stands.
    pub state: ReservationState,
}

/// Where a reservation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the field's own words")]
pub enum ReservationState {
    Requested,
    Approved,
    Out,
    Returned,
    Rejected,
    Cancelled,
    NoShow,
    Unresolved,
}

impl Reservation {
    /// Whether it still claims something.
    pub fn is_open(&self) -> bool {
        matches!(
            self.state,
            ReservationState::Requested | ReservationState::Approved | ReservationState::Out
        )
    }
}

/// A repair.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticket {
    /// Its `ticket.open` event.
    pub id: TicketId,
    /// The unit.
    pub unit: Code,
    /// What is wrong, and each note after it.
    pub notes: Vec<(Wall, Box<str>)>,
    /// Since when.
    pub opened: Wall,
    /// How and when it ended.
    pub closed: Option<(Wall, TicketOutcome)>,
}

/// A stocktake.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// Its `count.open` event.
    pub id: CountId,
    /// The place.
    pub place: Slug,
    /// When it began.
    pub opened: Wall,
    /// When it was closed.
    pub closed: Option<Wall>,
    /// Units found, with the place where.
    pub found: BTreeMap<Code, Slug>,
    /// What was scanned and is no unit.
    pub unknown: BTreeSet<Box<str>>,
    pub(super) missing: BTreeSet<Code>,
    pub(super) close_event: Option<EventId>,
}

/// A passed training.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    /// Its `auth.grant` event.
    pub id: GrantId,
    /// The training.
    pub training: Slug,
    /// Who, sealed.
    pub patron: Sealed,
    /// Last valid day.
    pub until: Option<Date>,
    /// Whether it was taken back.
    pub revoked: bool,
    /// Since when.
    pub granted: Wall,
}

impl Grant {
    /// Whether it counts on this day.
    pub fn is_valid(&self, today: Date) -> bool {
        !self.revoked && self.until.is_none_or(|until| today <= until)
    }
}

/// What people read about a unit, derived from its axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum Status {
    /// On the shelf, may be borrowed.
    Available,
    /// Waiting for the next one in the queue.
    OnHoldShelf,
    /// Out, due on that day.
    Out {
        /// The due date.
        due: Due,
    },
    /// Out, past its due date.
    Overdue {
        /// The due date.
        due: Due,
    },
    /// Being mended.
    InRepair,
    /// On its way.
    InTransit,
    /// Looked for and not found.
    Missing,
    /// Here, but not lent now (in processing, unsafe, kept apart).
    NotLendable,
    /// Gone for good.
    Retired {
        /// Why.
        reason: RetiredReason,
    },
}

impl State {
    /// The unit that a code leads to: itself, or the one its replaced label belongs to.
    pub fn resolve(&self, code: Code) -> Code {
        self.aliases.get(&code).copied().unwrap_or(code)
    }

    /// What people read about a unit on this day. A unit that neither the catalogue nor an event
    /// knows is `None`.
    pub fn status(&self, unit: Code, today: Date) -> Option<Status> {
        let state = self.units.get(&unit)?;
        Some(match (state.lifecycle, &state.custody) {
            (_, Custody::Out(loan)) => self.out_status(*loan, today),
            (Lifecycle::Retired(reason), _) => Status::Retired { reason },
            (Lifecycle::Missing, _) | (_, Custody::Unknown) => Status::Missing,
            (_, Custody::InTransit(_)) => Status::InTransit,
            (_, Custody::InRepair(_)) | (Lifecycle::Maintenance, _) => Status::InRepair,
            (Lifecycle::InProcessing | Lifecycle::Quarantined, _) => Status::NotLendable,
            _ if matches!(state.condition, Condition::Unsafe) => Status::NotLendable,
            (_, Custody::OnHoldShelf(_) | Custody::Packed(_)) => Status::OnHoldShelf,
            (Lifecycle::Active, Custody::At(_)) => Status::Available,
        })
    }

    fn out_status(&self, loan: LoanId, today: Date) -> Status {
        match self.loans.get(&loan) {
            Some(loan) if loan.is_overdue(today) => Status::Overdue { due: loan.due },
            Some(loan) => Status::Out { due: loan.due },
            None => Status::Missing,
        }
    }

    /// Open loans of a unit, oldest first (more than one only while disputed).
    pub fn open_loans_of(&self, unit: Code) -> impl Iterator<Item = &Loan> {
        let ids = self.units.get(&unit).map_or(&[][..], |unit| unit.open_loans.as_slice());
        ids.iter().filter_map(|id| self.loans.get(id))
    }

    /// All open loans.
    pub fn open_loans(&self) -> impl Iterator<Item = &Loan> {
        let mut ids: Vec<_> =
            self.units.values().flat_map(|unit| &unit.open_loans).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.loans.get(&id))
    }

    /// The queue for a title, first come first.
    pub fn queue(&self, title: &Slug) -> impl Iterator<Item = &Hold> {
        let ids = self.open_holds.get(title);
        let mut holds: Vec<_> =
            ids.into_iter().flatten().filter_map(|id| self.holds.get(id)).collect();
        holds.sort_by_key(|hold| (hold.placed, hold.id));
        holds.into_iter()
    }

    /// Reservations of a title that still claim something.
    pub fn reservations_of(&self, title: &Slug) -> impl Iterator<Item = &Reservation> {
        let ids = self.open_reservations.get(title);
        ids.into_iter().flatten().filter_map(|id| self.reservations.get(id))
    }
}
