//! Where a thing belongs now that it came back: the first rule that fits.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::hold::{next_in_queue, ready_until};
use super::lend::on_shelf;
use super::timeline::{Buffers, after};
use super::{Calendar, blocking_care, policy_of};
use crate::code::Code;
use crate::event::{PartCount, Wall, Wanted};
use crate::fold::{Custody, HoldState, Node, SuppliedState, UnitView};
use crate::ids::{HoldId, ReservationId, Slug, TicketId};
use crate::record::{Condition, Lifecycle, PlaceKind};

/// How a thing came back.
#[derive(Debug, Clone, Copy, Default)]
pub struct Returned<'a> {
    /// Its condition, where somebody looked.
    pub condition: Option<Condition>,
    /// Required parts that did not come back.
    pub missing: &'a [PartCount],
}

/// Where to put it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "destination")]
#[expect(missing_docs, reason = "fields are named by what they hold; `sentence` says the rest")]
pub enum Destination {
    /// To be mended: a ticket is open.
    Repair { ticket: TicketId, place: Option<Slug> },
    /// To be looked after before it goes out again: this plan is due.
    Care { plan: Box<str>, place: Option<Slug> },
    /// Kept apart until somebody has looked.
    Quarantine { condition: Condition, missing: Vec<PartCount>, place: Option<Slug> },
    /// For the next one in the queue.
    HoldShelf { hold: HoldId, until: Date, place: Option<Slug> },
    /// For somebody who has booked it and comes soon.
    Reserved { reservation: ReservationId, from: Wall, place: Option<Slug> },
    /// Promised to another node: it waits for the courier.
    SetAside { to: Box<str>, place: Option<Slug> },
    /// Retired: a steward looks at it.
    Steward { unit: Code },
    /// Its own shelf.
    Home { place: Slug },
}

impl Destination {
    /// The place to go to, if the node has one for this.
    pub fn place(&self) -> Option<&Slug> {
        match self {
            Self::Repair { place, .. }
            | Self::Care { place, .. }
            | Self::Quarantine { place, .. }
            | Self::HoldShelf { place, .. }
            | Self::Reserved { place, .. }
            | Self::SetAside { place, .. } => place.as_ref(),
            Self::Steward { .. } => None,
            Self::Home { place } => Some(place),
        }
    }

    /// The key of its sentence in the message catalogues.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Repair { .. } => "put-repair",
            Self::Care { .. } => "put-care",
            Self::Quarantine { .. } => "put-quarantine",
            Self::HoldShelf { .. } => "put-hold-shelf",
            Self::Reserved { .. } => "put-reserved",
            Self::SetAside { .. } => "put-set-aside",
            Self::Steward { .. } => "put-steward",
            Self::Home { place } if *place == Slug::unknown_place() => "put-anywhere",
            Self::Home { .. } => "put-home",
        }
    }

    /// What is said aloud, in English. `place` is the name on the shelf.
    pub fn sentence(&self, place: &str) -> String {
        match self {
            Self::Repair { .. } => format!("Put it with the things to mend: {place}."),
            Self::Care { plan, .. } => {
                format!("Put it with the things to look after: {place}. It needs: {plan}.")
            }
            Self::Quarantine { .. } => format!("Put it aside: {place}. Nobody will be blamed."),
            Self::HoldShelf { until, .. } => {
                format!(
                    "Put it on the hold shelf: {place}. Somebody is waiting for it until {until}."
                )
            }
            Self::Reserved { from, .. } => format!(
                "Put it on the hold shelf: {place}. It is booked from {}.",
                from.local().strftime("%A, %H:%M")
            ),
            Self::SetAside { to, .. } => {
                format!("Put it with the things for {to}: {place}. It was promised to them.")
            }
            Self::Steward { .. } => "Please leave it with a steward.".into(),
            Self::Home { place: slug } if *slug == Slug::unknown_place() => {
                "Leave it on the desk: it has no shelf yet.".into()
            }
            Self::Home { .. } => format!("Put it on {place}."),
        }
    }
}

/// Where a unit belongs after it came back in this state. `None` for a unit that the catalogue does
/// not know.
pub fn destination(
    node: &Node,
    unit: Code,
    returned: Returned<'_>,
    now: Timestamp,
) -> Option<Destination> {
    let view = node.unit(unit)?;
    let home = || Destination::Home { place: view.unit.home_place.clone() };
    let found = retired(view)
        .or_else(|| repair(node, view))
        .or_else(|| quarantine(node, view, returned))
        .or_else(|| care(node, view, now))
        .or_else(|| promised(node, view))
        .or_else(|| hold_shelf(node, view, now))
        .or_else(|| reserved(node, view, now));
    Some(found.unwrap_or_else(home))
}

fn retired(view: UnitView<'_>) -> Option<Destination> {
    matches!(view.state.lifecycle, Lifecycle::Retired(_))
        .then_some(Destination::Steward { unit: view.unit.code })
}

fn repair(node: &Node, view: UnitView<'_>) -> Option<Destination> {
    let planned = view.state.lifecycle == Lifecycle::Maintenance;
    let taken_off = matches!(view.state.custody, Custody::InRepair(_));
    let mut newest = node.state.tickets.values().rev();
    let ticket = newest.find(|t| t.unit == view.unit.code && t.closed.is_none())?;
    let unusable = matches!(view.state.condition, Condition::Damaged | Condition::Unsafe);
    (planned || taken_off || unusable).then(|| Destination::Repair {
        ticket: ticket.id,
        place: place_for(node, view, PlaceKind::Workshop),
    })
}

fn quarantine(node: &Node, view: UnitView<'_>, returned: Returned<'_>) -> Option<Destination> {
    let (_, policy) = policy_of(&node.documents.node, view.title, view.unit);
    let condition = returned.condition.unwrap_or(view.state.condition);
    let broken = matches!(condition, Condition::Damaged | Condition::Unsafe);
    let incomplete = !returned.missing.is_empty() && !policy.lend_incomplete;
    let kept_apart = view.state.lifecycle == Lifecycle::Quarantined;
    (broken || incomplete || kept_apart).then(|| Destination::Quarantine {
        condition,
        missing: returned.missing.to_vec(),
        place: place_for(node, view, PlaceKind::Quarantine),
    })
}

/// Care that is due comes before those who wait: they would be refused what is not cared for.
fn care(node: &Node, view: UnitView<'_>, now: Timestamp) -> Option<Destination> {
    let today = Calendar::of(&node.documents.node).today(now);
    let plan = blocking_care(node, view, today)?.name.as_str().into();
    Some(Destination::Care { plan, place: place_for(node, view, PlaceKind::Workshop) })
}

/// What is promised to another node waits for its courier, whoever else waits.
fn promised(node: &Node, view: UnitView<'_>) -> Option<Destination> {
    let supplied = node.state.supply_of(view.unit.code)?;
    (supplied.state == SuppliedState::Promised).then(|| Destination::SetAside {
        to: supplied.to.clone(),
        place: place_for(node, view, PlaceKind::HoldShelf),
    })
}

fn hold_shelf(node: &Node, view: UnitView<'_>, now: Timestamp) -> Option<Destination> {
    if let Custody::OnHoldShelf(hold) = view.state.custody
        && let Some(found) = node.state.holds.get(&hold)
        && let HoldState::Ready { until, .. } = found.state
    {
        let place = place_for(node, view, PlaceKind::HoldShelf);
        return Some(Destination::HoldShelf { hold, until, place });
    }
    // Brought to the desk once more while it waits for somebody: it is theirs still.
    let today = Calendar::of(&node.documents.node).today(now);
    let promised = node.state.queue(&view.title.slug).find_map(|hold| match hold.state {
        HoldState::Ready { unit, until } if unit == view.unit.code && until >= today => {
            Some((hold.id, until))
        }
        _ => None,
    });
    if let Some((hold, until)) = promised {
        let place = place_for(node, view, PlaceKind::HoldShelf);
        return Some(Destination::HoldShelf { hold, until, place });
    }
    let hold = next_in_queue(node, view.unit.code)?;
    let until = ready_until(node, view, now);
    let place = place_for(node, view, PlaceKind::HoldShelf);
    Some(Destination::HoldShelf { hold: hold.id, until, place })
}

/// A booking that begins before the thing could go out again, when no other unit can serve it.
fn reserved(node: &Node, view: UnitView<'_>, now: Timestamp) -> Option<Destination> {
    let buffers = Buffers::of(node, view.title);
    let soon = after(after(now, buffers.after), buffers.before);
    let others = node
        .units_of(view.title)
        .filter(|other| other.unit.code != view.unit.code && on_shelf(*other))
        .count();
    let mut due: Vec<_> = node
        .state
        .reservations_of(&view.title.slug)
        .filter(|r| r.from.timestamp() <= soon && now < r.to.timestamp())
        .filter(|r| r.loans.len() < r.qty as usize)
        .collect();
    due.sort_by_key(|r| (r.from, r.id));
    let own = |r: &&&crate::fold::Reservation| {
        r.units.contains(&view.unit.code) || r.wanted == Wanted::Unit(view.unit.code)
    };
    let found = due.iter().find(own).or_else(|| due.get(others))?;
    let place = place_for(node, view, PlaceKind::HoldShelf);
    Some(Destination::Reserved { reservation: found.id, from: found.from, place })
}

/// The place of a kind that is nearest to the unit's home: in the same room or site, else the first.
fn place_for(node: &Node, view: UnitView<'_>, kind: PlaceKind) -> Option<Slug> {
    let places = &node.documents.places;
    let fits = |place: &&crate::record::Place| place.kind == kind;
    let mut above = Some(&view.unit.home_place);
    for _ in 0..32 {
        let Some(here) = above else { break };
        let near = places.values().filter(fits).find(|p| p.parent.as_ref() == Some(here));
        if let Some(place) = near {
            return Some(place.slug.clone());
        }
        above = places.get(here).and_then(|place| place.parent.as_ref());
    }
    places.values().find(fits).map(|place| place.slug.clone())
}
