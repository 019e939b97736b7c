//! How phones on the same network reach the kiosk: a name, an address of the moment, a welcome on the
//! kiosk's own Wi-Fi, and TLS for a steward's own machine.

pub(crate) mod captive;
mod name;
mod near;
mod tls;
mod validity;
mod wifi;

pub(crate) use name::Announced;
pub use name::{LanName, NameError};
pub(crate) use near::Near;
pub use near::{Announcement, Nearby, Neighbour};
pub use tls::TlsError;
pub(crate) use tls::{Notice, TlsKeeper};
pub use wifi::Wifi;
