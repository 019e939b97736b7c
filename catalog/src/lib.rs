//! The records of a node.

pub mod code;
pub mod ids;
pub mod record;
