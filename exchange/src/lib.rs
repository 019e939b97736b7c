//! Reading what other systems export, and writing out what a node knows.
//!
//! Everything here is values in, values out: bytes become a [`format::Reading`]; files are opened
//! and written elsewhere.

pub mod format;
pub mod okh;
pub mod problem;
pub mod text;
pub mod value;
