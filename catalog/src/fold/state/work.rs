//! What people do beside lending: repairs, stocktakes, trainings.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::code::Code;
use crate::event::{PartCount, TicketOutcome, Wall};
use crate::ids::{CountId, EventId, GrantId, Sealed, SignupId, Slug, TicketId};

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
    /// The parts that are missing, where nothing else is wrong.
    pub parts: Box<[PartCount]>,
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
    pub(in crate::fold) missing: BTreeSet<Code>,
    pub(in crate::fold) close_event: Option<EventId>,
}

/// Care of a unit that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Care {
    /// Its `care.done` event.
    pub id: EventId,
    /// When.
    pub when: Wall,
    /// How often the unit had gone out until then.
    pub uses: u32,
    /// What was found or done.
    pub note: Option<Box<str>>,
}

/// A seat in a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Signup {
    /// Its `signup.add` event.
    pub id: SignupId,
    /// The session: an event of `events/`.
    pub event: Slug,
    /// Who, sealed.
    pub patron: Sealed,
    /// Since when.
    pub since: Wall,
    /// Given free again.
    pub cancelled: bool,
    /// The training that was passed there.
    pub passed: Option<GrantId>,
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
