//! A node opened on this device: everything that the program and the kiosk need to act, and nothing
//! of HTTP, git or HTML.
//!
//! ```text
//! let device = "kb7q2m".parse()?;
//! let mut desk = Desk::open(
//!     folder,
//!     OpenOptions::new("stead kiosk", device),
//!     Box::new(SystemClock),
//!     Box::new(SystemRandomness),
//! )?;
//! let receipt = desk.lend(&LendAct::new(unit, member, By::Member(member)))?;
//! let receipt = desk.take_back(&ReturnAct::new(unit, By::Anyone))?;
//! ```
//!
//! - [`Desk::open`] takes the node's lock, reads documents and feeds, sets torn lines aside and folds.
//!   [`Desk::reload`] reads all again (after an exchange), [`Desk::reload_documents`] after an edit.
//! - [`Desk::node`] is the folded node; [`Desk::members`] the private store of people.
//! - Each act asks the rules first and records second: a [`Refusal`] means that nothing happened, a
//!   receipt that it is on the disk. Who acts is said by [`By`].
//! - [`Desk::record`] is the one way in which an event is written: appended, flushed, then applied.
//! - [`Desk::today_list`], [`Desk::things_of`], [`Desk::export_member`] are what people look at.
//!
//! Time and chance come in through [`edge`], so that tests and demonstrations set them.

mod acts;
mod by;
pub mod changes;
pub mod edge;
pub mod labels;
pub mod lock;
pub mod members;
mod memory;
mod open;
mod owners;
mod refusal;
mod today;
mod watch;

#[cfg(test)]
mod tests;

pub use acts::{
    BookingAct, BookingReceipt, CareLine, CareReceipt, CountReport, DamageReceipt, HoldReceipt,
    LendAct, LoanReceipt, Pull, RenewReceipt, ReturnAct, ReturnReceipt, ScanReceipt, ScanResult,
    UNDO_MINUTES, UndoReceipt,
};
pub use by::By;
pub use edge::{Clock, FixedClock, Randomness, SeededRandomness, SystemClock, SystemRandomness};
pub use members::{Card, Member, MemberNumber, NewMember, Pin, PinCheck, Role};
pub use open::{Desk, OpenError, OpenOptions};
pub use refusal::{Refusal, UndoRefusal};
pub use today::{Things, Today};
