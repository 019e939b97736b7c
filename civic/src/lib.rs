//! The one way from records and events to the rules of deciding and owing, and back.
//!
//! `governance` and `ledger` know no record, `catalog` knows no rule; here the one is put in the
//! words of the other, once for the site, the kiosk and the program alike. Everything is a pure
//! function of a folded node. What breaks a rule is kept as a record and not counted, and
//! [`aside::SetAside`] says why.
//!
//! - [`vote::Vote`]: a proposal as it is counted, with its ballots and delegations.
//! - [`life`]: the states of a proposal, the frozen text, what is due.
//! - [`sealed`]: secret votes, their trustees and their key.
//! - [`talk`]: remarks, objections and amendments.
//! - [`books::Books`]: the ledger of a node, with payments that wait for somebody.
//! - [`pairs`]: payments between nodes.
//! - [`rules`]: the constitution's caps: each answer names its rule.
//! - [`lots`]: seeds that anybody can check. [`trust`], [`rights`], [`disputes`]: what people
//!   promise each other.
//!
//! Nothing here reads a clock, a disk or a random source.

pub mod aside;
pub mod books;
pub mod decision;
pub mod disputes;
pub mod life;
pub mod lots;
pub mod pairs;
pub mod rights;
pub mod rules;
pub mod sealed;
pub mod seals;
pub mod talk;
pub mod trust;
pub mod vote;

use catalog::circulation::Calendar;
use catalog::fold::Node;
use jiff::tz::TimeZone;

/// The time zone of the place, in which days begin and end.
pub fn zone(node: &Node) -> TimeZone {
    Calendar::of(&node.documents.node).zone().clone()
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
