//! Rights to what was shared out: plots, benches, rooms; for a term, changed by asking.

use catalog::event::{Kind, RightAsk, RightGrant, Wall};
use catalog::fold::Node;
use catalog::ids::{EventId, Handle};
use jiff::civil::Date;

use crate::aside::{Reason, SetAside};
use crate::vote::is_by;

/// A right.
#[derive(Debug, Clone, PartialEq)]
pub struct Right<'n> {
    /// The event that granted it.
    pub id: EventId,
    /// What and whose.
    pub what: &'n RightGrant,
    /// The last day, as it is now.
    pub until: Option<Date>,
    /// When it was given back.
    pub released: Option<Wall>,
    /// What its holder asked for.
    pub asks: Vec<Ask<'n>>,
}

/// Something that a holder asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask<'n> {
    /// The event.
    pub id: EventId,
    /// What.
    pub what: &'n RightAsk,
    /// What people said; none as long as they have not.
    pub granted: Option<bool>,
    /// Why, in words.
    pub note: Option<&'n str>,
    /// What the rules say against it, before people look at it.
    pub conflicts: Vec<EventId>,
}

impl Right<'_> {
    /// Whether it holds on a day.
    pub fn holds(&self, today: Date) -> bool {
        let begun = self.what.from <= today;
        let ended = self.until.is_some_and(|last| today > last) || self.released.is_some();
        begun && !ended
    }

    fn overlaps(&self, from: Date, until: Option<Date>) -> bool {
        self.released.is_none()
            && until.is_none_or(|last| self.what.from <= last)
            && self.until.is_none_or(|last| from <= last)
    }
}

/// All rights, the oldest first, and records that do not count: a second right to the same thing at
/// the same time is one of those.
pub fn rights(node: &Node) -> (Vec<Right<'_>>, Vec<SetAside>) {
    let (mut all, mut aside): (Vec<Right<'_>>, Vec<SetAside>) = (Vec::new(), Vec::new());
    for recorded in &node.state.civic {
        let result = match &*recorded.what {
            Kind::RightGrant(what) => grant(&mut all, recorded.id, what),
            Kind::RightAsk(what) => {
                if is_by(&recorded.by, &what.by) {
                    ask(&mut all, recorded.id, what)
                } else {
                    let by = recorded.by.to_string().into();
                    Err(Reason::NotTheirs { owner: what.by.clone(), by })
                }
            }
            Kind::RightAnswer(what) => answer(&mut all, what),
            Kind::RightRelease(what) => release(&mut all, what.right, recorded.when),
            _ => Ok(()),
        };
        if let Err(reason) = result {
            aside.push(SetAside::new(recorded.id, reason));
        }
    }
    (all, aside)
}

fn grant<'n>(all: &mut Vec<Right<'n>>, id: EventId, what: &'n RightGrant) -> Result<(), Reason> {
    let taken = all
        .iter()
        .find(|right| right.what.what == what.what && right.overlaps(what.from, what.until));
    if let Some(taken) = taken {
        let what = format!("{} (@{} has it, {})", what.what, taken.what.holder, taken.id).into();
        return Err(Reason::Settled { what });
    }
    all.push(Right { id, what, until: what.until, released: None, asks: Vec::new() });
    Ok(())
}

fn unknown(id: EventId) -> Reason {
    Reason::Unknown { what: id.to_string().into() }
}

fn ask<'n>(all: &mut [Right<'n>], id: EventId, what: &'n RightAsk) -> Result<(), Reason> {
    let place = all.iter().position(|right| right.id == what.right);
    let place = place.ok_or_else(|| unknown(what.right))?;
    let conflicts = all.get(place).map(|own| {
        let others = all.iter().filter(|other| {
            other.id != own.id
                && other.what.what == own.what.what
                && what.until.is_some()
                && other.overlaps(own.what.from, what.until)
        });
        others.map(|other| other.id).collect()
    });
    let Some(right) = all.get_mut(place) else { return Err(unknown(what.right)) };
    if right.what.holder != what.by {
        let by = what.by.to_string().into();
        return Err(Reason::NotTheirs { owner: right.what.holder.clone(), by });
    }
    let conflicts = conflicts.unwrap_or_default();
    right.asks.push(Ask { id, what, granted: None, note: None, conflicts });
    Ok(())
}

fn answer<'n>(all: &mut [Right<'n>], what: &'n catalog::event::RightAnswer) -> Result<(), Reason> {
    for right in all {
        let Some(ask) = right.asks.iter_mut().find(|ask| ask.id == what.ask) else { continue };
        (ask.granted, ask.note) = (Some(what.granted), what.note.as_deref());
        if let Some(until) = ask.what.until.filter(|_| what.granted) {
            right.until = Some(until);
        }
        return Ok(());
    }
    Err(unknown(what.ask))
}

fn release(all: &mut [Right<'_>], id: EventId, when: Wall) -> Result<(), Reason> {
    let right = all.iter_mut().find(|right| right.id == id).ok_or_else(|| unknown(id))?;
    right.released = Some(when);
    Ok(())
}

/// What a member has on a day.
pub fn of_member<'n>(node: &'n Node, handle: &Handle, today: Date) -> Vec<Right<'n>> {
    let (all, _) = rights(node);
    all.into_iter().filter(|right| right.what.holder == *handle && right.holds(today)).collect()
}
