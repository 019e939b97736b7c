//! Finding things: one analysis of words, two engines over it.
//!
//! [`engine`] answers on the machine it runs on (the kiosk, the command line). [`shards`] writes the
//! same index as small script files, so that a browser answers alone, from any web host or straight
//! from a memory stick. Both take plain [`Entry`] values and rank with the same whole numbers
//! ([`ranking`]), so a reader sees the same order wherever they ask.
//!
//! This crate knows nothing of git, HTTP, records or pages.

pub mod analysis;
pub mod engine;
mod entry;
mod query;
pub mod ranking;
pub mod shards;

pub use entry::{Entry, Hit};
pub use query::{FacetCount, Query, Results};
