//! How a node looks and which words it uses: templates, style sheets, fonts, glyphs and strings.
//!
//! The site generator and the kiosk draw every page from here, so a page looks the same on a stick
//! and on the kiosk. This crate knows no records and draws nothing itself: it hands out files (a
//! node's own `theme/` folder first, the built-in ones second) and words in a reader's language.

mod files;
mod format;
mod strings;

pub use files::{Theme, ThemeError};
pub use format::{Calendar, Numbers};
pub use strings::{Argument, Direction, Strings, direction_of};
