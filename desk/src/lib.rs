//! A node opened on this device.

pub mod edge;
pub mod lock;
pub mod members;
