//! Git, and nothing but git: signed commits, verification, merging, remotes and sticks.
//!
//! Everything a node knows travels as commits. This crate makes them so that stock `git` reads and
//! verifies them, takes over what others made only after checking it, and merges what two devices of
//! one node did apart by a pure function of the two histories. It knows no HTTP and no HTML, reads no
//! clock and draws no randomness: times, seeds and keys are passed in.
//!
//! Start at [`Repo`]; [`key`] holds a device's identity, [`layout`] the paths that may be recorded.

#[cfg(any(test, feature = "any-bytes"))]
pub mod any_bytes;
mod audit;
pub mod backup;
mod bundle;
mod error;
mod feed;
mod id;
pub mod invite;
pub mod join;
pub mod key;
pub mod layout;
mod merge;
mod object;
mod pack;
mod packscan;
pub mod private;
mod receive;
pub mod remote;
mod repo;
pub mod serve;
pub mod signers;
pub mod stick;
mod stock;
pub mod talk;
mod tree;
mod verify;
pub mod words;

pub use audit::{Recorded, Verified};
pub use error::Error;
pub use id::{CommitId, NodeId};
pub use key::{DeviceKey, PublicKey};
pub use layout::RepoPath;
pub use merge::{Conflict, Difference};
pub use receive::{Exchange, NodeNews, NotSent, Quarantined};
pub use repo::WORTH as REPACK_WORTH;
pub use repo::{
    Author, Choice, Committed, Exclusion, OwnFeed, Pending, PendingKind, Repo, STALE, Version,
};
pub use verify::Fault;
