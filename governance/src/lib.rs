//! From ballots to a decision, as a pure function that explains itself.
//!
//! Whoever holds the public files of a decision (the frozen roll, the delegations, the ballots and
//! the rules of the call) gets the same result here, byte for byte, on any machine. Nothing in this
//! crate reads a clock, a disk or a random source, and nothing in it knows how ballots are stored:
//! the callers bring values and keep the answer.
//!
//! - [`decision::Decision`] says what was asked, of whom, by which [`method::Method`].
//! - [`tally::tally`] screens the ballots, counts, and returns an [`outcome::Outcome`].
//! - [`sealed`] is for secret ballots, which are added up without being opened.
//! - [`count`] holds the counting rules alone, for ballots that come without a roll.
//!
//! All arithmetic is on integers. Shares are compared by cross multiplication.

pub mod allocation;
pub mod ballot;
pub mod ballot_file;
pub mod choice;
pub mod count;
pub mod decision;
pub mod delegation;
pub mod keys;
pub mod lot;
pub mod method;
pub mod outcome;
pub mod sealed;
pub mod sentence;
pub mod share;
pub mod sharing;
pub mod tally;

#[cfg(test)]
mod reference;
