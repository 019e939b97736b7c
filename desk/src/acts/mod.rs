//! What people do at the desk. Each act asks the rules first, records what happened, and answers
//! with a receipt that says everything a person needs to hear.

mod back;
mod bookings;
mod care;
mod counts;
pub(crate) mod following;
mod forget;
mod holds;
mod interloans;
mod lend;
mod newcomer;
mod parts;
mod records;
mod renew;
mod settle;
mod stock;
mod trainings;
mod undo;
mod units;

pub use back::{ReturnAct, ReturnReceipt};
pub use bookings::{BookingAct, BookingReceipt};
pub use care::{CareLine, CareReceipt};
pub use counts::{CountReport, ScanReceipt, ScanResult};
pub use holds::{HoldReceipt, Pull};
pub use interloans::{Around, AskAct};
pub use lend::{LendAct, LoanReceipt};
pub use renew::RenewReceipt;
pub use undo::{UNDO_MINUTES, UndoReceipt};
pub use units::DamageReceipt;
