//! Reading what other systems export, and writing out what a node knows.
//!
//! [`import()`] takes the bytes of files and gives a [`plan::Plan`]: which files of the node would
//! change, and why each row that did not arrive was left out. [`export`] is the way back. Files are
//! opened and written elsewhere; nothing here reads a disk, a clock or a random source.

pub mod export;
pub mod format;
mod import;
pub mod okh;
pub mod own;
pub mod plan;
pub mod problem;
pub mod text;
pub mod value;

pub use import::{ImportFormat, ImportOptions, import};
