//! A unit's four axes, and what people read about it.

use serde::Serialize;
use smallvec::SmallVec;

use crate::event::{Due, Event, PartCount, PartGone, Wall};
use crate::ids::{EventId, HoldId, LoanId, ReservationId, Slug, TicketId};
use crate::record::{Condition, Lifecycle, Quantity, RetiredReason, Unit, UnitKind};

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
    pub missing: Box<[MissingPart]>,
    /// What people should look at.
    pub flags: Flags,
    /// For stock: how many there are (may be below zero after an exchange: count needed).
    pub stock: Option<Box<Stock>>,
    /// When it was last seen in somebody's hands, and by which event.
    pub last_seen: Option<(EventId, Wall)>,
    /// How often it went out.
    pub times_lent: u32,
    pub(in crate::fold) filed: Lifecycle,
    pub(in crate::fold) by_events: Option<Lifecycle>,
    pub(in crate::fold) last_return: Option<EventId>,
    pub(in crate::fold) before: Option<Before>,
    /// The shelf that it goes back to.
    pub(in crate::fold) home: Slug,
    /// Oldest first; more than one only while disputed.
    pub(in crate::fold) open_loans: SmallVec<[LoanId; 1]>,
}

impl UnitState {
    /// A unit as its file has it, before anything happened to it.
    pub(in crate::fold) fn new(unit: &Unit) -> Self {
        let mut state = Self {
            lifecycle: unit.lifecycle,
            custody: Custody::At(unit.home_place.clone()),
            condition: unit.condition,
            missing: Box::default(),
            flags: Flags::default(),
            stock: None,
            last_seen: None,
            times_lent: 0,
            filed: unit.lifecycle,
            by_events: None,
            last_return: None,
            before: None,
            home: unit.home_place.clone(),
            open_loans: SmallVec::new(),
        };
        if unit.kind == UnitKind::Stock {
            state.stock = Some(Box::new(Stock::new(unit.quantity)));
        }
        state
    }

    /// A unit that no file has, known from an event alone.
    pub(in crate::fold) fn unfiled() -> Self {
        Self {
            lifecycle: Lifecycle::Active,
            custody: Custody::Unknown,
            condition: Condition::Good,
            missing: Box::default(),
            flags: Flags::default(),
            stock: None,
            last_seen: None,
            times_lent: 0,
            filed: Lifecycle::Active,
            by_events: None,
            last_return: None,
            before: None,
            home: Slug::unknown_place(),
            open_loans: SmallVec::new(),
        }
    }

    /// Takes over what its file says now. Where nobody has seen it, it is at home.
    pub(in crate::fold) fn refile(&mut self, unit: &Unit) {
        self.filed = unit.lifecycle;
        self.home.clone_from(&unit.home_place);
        self.settle_lifecycle();
        if self.last_seen.is_none() && matches!(self.custody, Custody::At(_) | Custody::Unknown) {
            self.custody = Custody::At(unit.home_place.clone());
        }
        match (&mut self.stock, unit.kind) {
            (None, UnitKind::Stock) => self.stock = Some(Box::new(Stock::new(unit.quantity))),
            (Some(stock), UnitKind::Stock) => stock.refile(unit.quantity),
            (_, UnitKind::Unit) => self.stock = None,
        }
    }

    pub(in crate::fold) fn set_lifecycle(&mut self, to: Lifecycle) {
        self.by_events = Some(to);
        self.settle_lifecycle();
    }

    /// Brings back what an undone event had changed.
    pub(in crate::fold) fn restore(&mut self, before: Before) {
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

/// A required part that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingPart {
    /// The part's name in the title.
    pub name: Box<str>,
    /// How many of it.
    pub qty: u32,
    /// Since when, as far as anybody said.
    pub since: Wall,
    /// What became of it, in the words of who brought the thing.
    pub gone: Option<PartGone>,
    /// The loan that it did not come back from; none where it was missing before that.
    pub loan: Option<LoanId>,
}

impl MissingPart {
    /// Which part, and how many.
    pub fn count(&self) -> PartCount {
        PartCount { name: self.name.clone(), qty: self.qty }
    }
}

/// What one undo would bring back.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::fold) struct Before {
    pub(in crate::fold) event: EventId,
    pub(in crate::fold) by_events: Option<Lifecycle>,
    pub(in crate::fold) last_return: Option<EventId>,
    pub(in crate::fold) custody: Custody,
    pub(in crate::fold) condition: Condition,
    pub(in crate::fold) missing: Box<[MissingPart]>,
}

impl Before {
    /// How a unit stands before this event changes it.
    pub(in crate::fold) fn of(unit: &UnitState, event: EventId) -> Self {
        Self {
            event,
            by_events: unit.by_events,
            last_return: unit.last_return,
            custody: unit.custody.clone(),
            condition: unit.condition,
            missing: unit.missing.clone(),
        }
    }
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
    /// Set aside for the other node of this name.
    SetAside(Box<str>),
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
    pub(in crate::fold) count_event: Option<EventId>,
    pub(in crate::fold) deltas: Vec<(EventId, i32)>,
}

impl Stock {
    pub(in crate::fold) fn new(quantity: Quantity) -> Self {
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
    pub(in crate::fold) fn change(&mut self, event: EventId, delta: i32) {
        self.deltas.push((event, delta));
        self.since = self.since.saturating_add(delta.into());
    }

    /// Somebody counted: what that person had not seen comes on top.
    pub(in crate::fold) fn count(&mut self, event: &Event, counted: u32) {
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
