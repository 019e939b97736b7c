//! The records of a node.

pub mod check;
pub mod circulation;
pub mod code;
pub mod document;
pub mod event;
pub mod feed;
pub mod fold;
pub mod followed;
pub mod ids;
pub mod interloan;
pub mod record;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
