//! May somebody take a seat in a workshop or a training?

use jiff::Timestamp;

use super::lend::Authority;
use super::{Borrower, Denial, Overridable, Standing};
use crate::fold::Node;
use crate::ids::Slug;
use crate::record::Happening;

/// How many seats of a session are left; none where nobody counts them.
pub fn seats_left(node: &Node, session: &Happening) -> Option<u32> {
    let taken = node.state.signups_of(&session.slug).count();
    session.seats.map(|seats| seats.saturating_sub(u32::try_from(taken).unwrap_or(u32::MAX)))
}

/// Whether a session is still to come, as far as anybody knows.
pub fn is_to_come(session: &Happening, now: Timestamp) -> bool {
    let end = session.ends.as_ref().or(session.starts.as_ref());
    !session.cancelled && end.is_some_and(|end| end.timestamp() > now)
}

/// Whether a seat may be taken.
pub fn may_sign_up(
    node: &Node,
    session: &Slug,
    borrower: &Borrower,
    authority: Authority,
    now: Timestamp,
) -> Result<(), Vec<Denial>> {
    let Some(found) = node.documents.events.get(session) else {
        return Err(vec![Denial::NoSession]);
    };
    let mut against = Vec::new();
    if borrower.standing == Standing::Left {
        against.push(Denial::Left);
    }
    if !is_to_come(found, now) {
        against.push(Denial::SessionOver);
    }
    let mut own = borrower.signups.iter().filter_map(|id| node.state.signups.get(id));
    if own.any(|signup| signup.event == *session && !signup.cancelled) {
        against.push(Denial::SignedUp);
    }
    if seats_left(node, found) == Some(0) {
        against.push(Denial::NoSeat);
    }
    let steward = authority == Authority::Steward;
    against.retain(|denial| !(steward && denial.overridable() == Overridable::Steward));
    if against.is_empty() { Ok(()) } else { Err(against) }
}
