//! The site of a node as `stead build`, `stead watch` and `stead demo` make it: the theme with what the
//! node puts in its place, and the moment that the pages speak of.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::document::{Problem, Severity};
use catalog::fold::Node;
use catalog::followed::Followed;
use generator::files::own_theme;
use generator::render::Renderer;
use generator::site::BuildError;
use generator::write::WriteError;
use jiff::Timestamp;
use sync::Repo;
use themes::Theme;

use crate::node::Reading;
use crate::report::Report;

/// The theme of a node: the built-in one, with the files of its own `theme/` in their place.
pub(crate) fn renderer(root: &Utf8Path, node: &Node) -> Result<Renderer, Report> {
    let own = own_theme(root)
        .map_err(|error| Report::io("the node's `theme/` could not be read", &error))?;
    let unusable = |error: &dyn std::error::Error| {
        Report::request("theme", "the theme cannot be used").because(error)
    };
    let theme = Theme::with_own(own).map_err(|error| unusable(&error))?;
    Renderer::new(theme, &node.documents.node.languages).map_err(|error| unusable(&error))
}

/// What the pages say of themselves.
pub(crate) struct Made {
    /// The moment that they speak of.
    pub(crate) at: Timestamp,
    /// The commit that the records are at.
    pub(crate) commit: Option<String>,
}

impl Made {
    /// Pages speak of the moment of the newest commit, so that one commit makes one site, wherever and
    /// whenever it is built. Where nothing was ever committed they speak of the newest event, and
    /// without events of this moment.
    pub(crate) fn of(reading: &Reading) -> Self {
        let newest = reading.events.last().map(|event| event.wall.timestamp());
        let fallback = newest.filter(|at| *at <= reading.now).unwrap_or(reading.now);
        Self::of_commit(&reading.root).unwrap_or(Self { at: fallback, commit: None })
    }

    /// The newest commit of a node's folder.
    pub(crate) fn of_commit(root: &Utf8Path) -> Option<Self> {
        let repo = Repo::open(root).ok()?;
        let commit = repo.head().ok()?;
        Some(Self { at: repo.head_time().ok()?, commit: Some(commit.short()) })
    }
}

/// The nodes that this one follows, as far as their records have arrived. A node without a repository
/// follows nobody.
pub(crate) fn followed(root: &Utf8Path, node: &Node) -> Vec<Followed> {
    let others =
        Repo::open(root).and_then(|repo| crate::followed::all(&repo, &node.documents.node));
    others.unwrap_or_default()
}

/// The problems that stand in the way of a site: errors in documents. A feed's bad lines are set aside
/// and told elsewhere; the state is that of all others.
pub(crate) fn in_the_way(problems: &[Problem]) -> Vec<&Problem> {
    let of_document = |problem: &&Problem| !problem.file.starts_with("feeds");
    problems.iter().filter(|p| p.severity == Severity::Error).filter(of_document).collect()
}

/// Why a site could not be made, in words.
pub(crate) fn failed(error: &BuildError) -> Report {
    match error {
        BuildError::Write(WriteError::Disk(source)) => {
            Report::io("the site could not be written", source)
        }
        BuildError::Write(_) => Report::request("site", error.to_string()),
        BuildError::Read { .. } => Report::outside("disk", error.to_string()),
        _ => Report::request("theme", "the site could not be drawn").because(error),
    }
}

/// The folder as an absolute path, so that it is known under one name.
pub(crate) fn absolute(folder: &Utf8Path) -> Result<Utf8PathBuf, Report> {
    let full: io::Result<_> = std::path::absolute(folder);
    let full = full.map_err(|error| Report::io(&format!("`{folder}` cannot be found"), &error))?;
    Utf8PathBuf::from_path_buf(full)
        .map_err(|path| Report::request("path", format!("{} is not UTF-8", path.display())))
}
