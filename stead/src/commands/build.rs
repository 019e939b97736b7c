//! `stead build`: the static site.

use std::time::Instant;

use camino::Utf8PathBuf;
use generator::files::DiskFiles;
use generator::render::Renderer;
use generator::site::{BuildError, BuildOptions};
use generator::write::{Report as Written, WriteError, write_site};
use serde_json::json;
use sync::Repo;
use themes::Theme;

use super::check::counted;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::Reading;
use crate::report::Report;

/// Build the static site
///
/// The site works on any web host and straight from a folder or a stick by double-click. Only files
/// whose bytes changed are written; only files that a build made are removed.
#[derive(Debug, clap::Args)]
pub(crate) struct Build {
    /// The folder to write into [default: `public/` in the node]
    #[arg(long, value_name = "FOLDER")]
    out: Option<Utf8PathBuf>,
    /// Show drafts as well
    #[arg(long)]
    drafts: bool,
    /// The address that the site will have [default: the node's own]
    #[arg(long, value_name = "URL")]
    base: Option<String>,
}

pub(crate) fn run(args: &Build, cx: &mut Context) -> Result<Answer, Report> {
    let begun = Instant::now();
    let reading = Reading::open(cx)?;
    let out = args.out.clone().unwrap_or_else(|| reading.root.join("public"));
    let languages = &reading.node.documents.node.languages;
    let renderer = Renderer::new(Theme::built_in(), languages)
        .map_err(|error| Report::request("theme", "the theme cannot be used").because(&error))?;
    let options = BuildOptions {
        now: reading.now,
        drafts: args.drafts,
        commit: Repo::open(&reading.root)
            .ok()
            .and_then(|repo| repo.head().ok())
            .map(|id| id.short()),
        base: args.base.clone(),
    };
    let bar = cx.console.progress("building the site");
    let files = DiskFiles::new(&reading.root);
    let report = write_site(&out, &reading.node, &renderer, &options, &files);
    bar.finish_and_clear();
    let report = report.map_err(|error| failed(&error))?;
    for warning in &report.warnings {
        cx.console.say(&format!("note: {warning}"));
    }
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(answer(&report, ms, &out))
}

fn answer(report: &Written, ms: u64, out: &camino::Utf8Path) -> Answer {
    let text = format!(
        "Built {} in {ms} ms: {} written, {} unchanged, {} removed.\n{}\n",
        counted(report.pages, "page"),
        report.written,
        report.unchanged,
        report.removed,
        out.join("index.html"),
    );
    let json = json!({
        "pages": report.pages, "written": report.written, "unchanged": report.unchanged,
        "removed": report.removed, "ms": ms, "warnings": report.warnings,
    });
    Answer::new(json, text)
}

fn failed(error: &BuildError) -> Report {
    match error {
        BuildError::Write(WriteError::Disk(source)) => {
            Report::io("the site could not be written", source)
        }
        BuildError::Write(_) => Report::request("site", error.to_string()),
        BuildError::Read { .. } => Report::outside("disk", error.to_string()),
        _ => Report::request("theme", "the site could not be drawn").because(error),
    }
}
