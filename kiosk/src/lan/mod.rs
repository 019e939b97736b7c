//! How phones on the same network reach the kiosk: a name, an address of the moment, a welcome on the
//! kiosk's own Wi-Fi, and TLS for a steward's own machine.

pub(crate) mod captive;
mod name;
mod near;
mod tls;
mod wifi;

pub(crate) use name::Announced;
pub use name::{LanName, NameError};
pub(crate) use near::Near;
pub use near::{Announcement, Nearby, Neighbour};
pub(crate) use tls::Tls;
pub use tls::TlsError;
pub use wifi::Wifi;
