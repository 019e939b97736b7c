//! The same records for other programs: JSON with published schemas, tables, and the descriptions that
//! directories and browsers ask for. Each file is written once, in the node's first language.

mod app;
mod civic;
mod network;
mod records;
mod schemas;
mod tables;

use super::{Build, BuildError, Output, Pages};

pub(super) use self::records::{TitleLine, TitleList, TitleRecord, schema};

/// Writes everything but the titles' own files, which stand beside their pages.
pub(super) fn all(build: &Build<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let pages = Pages::new(build, build.default_language());
    records::all(&pages, out)?;
    civic::all(&pages, out)?;
    schemas::all(out)?;
    tables::all(&pages, out)?;
    network::all(&pages, out)?;
    app::all(&pages, out)
}
