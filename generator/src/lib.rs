//! A node becomes a static site: pages, lists, feeds and the files they need.
//!
//! Everything here is a function of the node, the theme and the options: no socket is opened, no
//! clock is read, and the same input gives the same bytes. Only [`mod@write`] and [`files::DiskFiles`]
//! touch the disk. Who may see a page, and live state, are the kiosk's affair; it draws with the same
//! [`render::Renderer`] and the same [`view`] models.

#![allow(
    clippy::format_push_string,
    reason = "a push says what it does; write! to a String has an error that cannot happen"
)]

mod bundle;
pub mod chart;
pub mod files;
pub mod ical;
pub mod known;
pub mod linkcheck;
pub mod links;
pub mod markdown;
pub mod mesh;
pub mod palette;
pub mod photos;
pub mod qr;
pub mod render;
pub mod site;
pub mod view;
pub mod write;
pub mod yard;
pub mod zip;
