//! The kiosk: a small web server on the node's own network, where people scan, borrow, return, find
//! and book, with no internet.
//!
//! Pages are drawn on the server and work without JavaScript; a script only makes them quicker (it
//! hears the scanner wherever the focus is, counts down, plays sounds). Every act goes through
//! [`desk::Desk`], so it is on the disk before anybody hears a sound.
//!
//! - [`router`] is the whole kiosk as a service, to be asked by tests without a socket;
//! - [`serve`] binds it to an address and runs it until it is told to stop;
//! - [`Committer`] is what makes commits out of recorded events, in batches, given from above.
//!
//! The kiosk never formats a line of a feed and knows no git.

mod acts;
mod address;
mod api;
mod app;
mod backstage;
mod backup;
mod command;
mod commit;
mod disk;
mod drawn;
mod finder;
mod git;
mod guard;
mod label;
mod lan;
mod limits;
mod live;
mod memory;
mod neighbours;
mod net;
mod observe;
mod pages;
mod photo;
mod reply;
mod restore;
mod scan;
mod serve;
mod session;
mod setup;
mod site;
mod spoken;
mod upload;
mod visit;
mod words;

pub use app::{App, AppError, DeskGuard, Options};
pub use backstage::{
    Backstage, BackupLine, DeviceLine, Exchange, Invited, NoBackup, NoDevice, NoRestore,
    RemoteLine, Revision, Unpacked,
};
pub use command::Command;
pub use commit::{Batch, Committer};
pub use git::{
    Alone, GitAsk, GitBody, GitHost, GitReply, Inside, Note, PeerKind, PeerState, PeerStatus,
};
pub use lan::{Announcement, LanName, NameError, Nearby, Neighbour, TlsError, Wifi};
pub use neighbours::Neighbours;
pub use serve::{Ready, ServeError, router, serve};
pub use setup::{FirstCard, Founder, NewPlace, Outcome, set_up};
pub use site::SiteMaker;

#[cfg(any(test, feature = "any-request"))]
pub mod any_request;
#[cfg(test)]
mod tests;
