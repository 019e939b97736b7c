//! Loans between nodes, each as this node's own records have it: what our members asked others for,
//! and what we gave others. What the other side recorded is in its own state; [`crate::interloan`]
//! looks at both.

use jiff::civil::Date;
use serde::Serialize;

use crate::code::Code;
use crate::event::{Due, InterloanOutcome, Wall};
use crate::ids::{EventId, InterloanId, NodeKey, Sealed, Slug};
use crate::record::Condition;

/// Something that a member of ours asked another node for.
#[derive(Debug, Clone, PartialEq)]
pub struct Borrowed {
    /// Its `interloan.request` event.
    pub id: InterloanId,
    /// The node that holds it.
    pub node: NodeKey,
    /// The title, by its name over there.
    pub title: Slug,
    /// This very unit, if it has to be that one.
    pub wanted: Option<Code>,
    /// What it was called when it was asked for.
    pub name: Box<str>,
    /// By whom, sealed.
    pub patron: Sealed,
    /// From then on nobody needs it any more.
    pub need_by: Option<Date>,
    /// Since when.
    pub asked: Wall,
    /// Where it stands on our side.
    pub state: BorrowedState,
    /// Since when it stands so.
    pub since: Wall,
    /// What arrived.
    pub unit: Option<Code>,
    /// When it is due back at its node.
    pub due: Option<Due>,
    /// When the member brings it back to us.
    pub member_due: Option<Due>,
    /// How it was when somebody last looked.
    pub condition: Option<Condition>,
    /// What people found when the two records differed.
    pub outcome: Option<InterloanOutcome>,
    pub(in crate::fold) steps: Vec<EventId>,
}

/// Where a thing that we borrow from another node stands, by what happened here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BorrowedState {
    /// Asked for.
    Asked,
    /// Not wanted any more, before it came.
    Cancelled,
    /// It is here, at the desk.
    Arrived,
    /// The member has it.
    Lent,
    /// The member has brought it back; it has to go home.
    TakenBack,
    /// On its way back.
    Returned,
    /// Ended by people.
    Settled,
}

impl Borrowed {
    /// Whether something still has to happen here.
    pub fn is_open(&self) -> bool {
        !matches!(
            self.state,
            BorrowedState::Cancelled | BorrowedState::Returned | BorrowedState::Settled
        )
    }
}

/// Something that another node asked us for, and our answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Supplied {
    /// The node that asked.
    pub node: NodeKey,
    /// Its request.
    pub request: InterloanId,
    /// What that node was called here then.
    pub to: Box<str>,
    /// Where it stands on our side.
    pub state: SuppliedState,
    /// Since when it stands so.
    pub since: Wall,
    /// The unit that was promised or sent.
    pub unit: Option<Code>,
    /// Until when a promised unit is kept.
    pub until: Option<Date>,
    /// When what was sent is due back.
    pub due: Option<Due>,
    /// What was said with the answer.
    pub note: Option<Box<str>>,
    /// What people found when the two records differed.
    pub outcome: Option<InterloanOutcome>,
    pub(in crate::fold) answer: EventId,
    pub(in crate::fold) steps: Vec<EventId>,
}

/// Where a request of another node stands, by what happened here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuppliedState {
    /// No, or not any more.
    Refused,
    /// A unit is set aside.
    Promised,
    /// It left with a courier.
    Sent,
    /// It is back.
    CheckedIn,
    /// Ended by people.
    Settled,
}

impl Supplied {
    /// Whether a unit of ours is bound by it.
    pub fn is_open(&self) -> bool {
        matches!(self.state, SuppliedState::Promised | SuppliedState::Sent)
    }
}
