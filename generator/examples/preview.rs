//! Builds the site of a demo node with a made-up year, to look at:
//! `cargo run -p generator --example preview -- oak-street /tmp/site`, and `-- oak-street /tmp/site ar fr`
//! in more languages than the node itself speaks.

#![allow(clippy::unwrap_used, reason = "a tool for those who work on the theme")]

#[path = "../tests/site/history.rs"]
mod history;

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::fold::Node;
use generator::files::MemoryFiles;
use generator::render::Renderer;
use generator::site::BuildOptions;
use generator::write::write_site;
use themes::Theme;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_else(|| "oak-street".into());
    let out = args.next().unwrap_or_else(|| "public".into());
    let files: BTreeMap<String, Vec<u8>> = content::files(&name)?.into_iter().collect();
    let read = files.iter().map(|(path, bytes)| (Utf8PathBuf::from(path), bytes.clone()));
    let mut loaded = catalog::document::load(read);
    let languages = &mut loaded.documents.node.languages;
    languages.extend(args);
    let mut seen = Vec::new();
    languages.retain(|lang| {
        !seen.contains(lang) && {
            seen.push(lang.clone());
            true
        }
    });
    let now = "2026-11-21T09:02:00Z".parse()?;
    let events = history::year(&loaded.documents, now, 1200).events();
    let node = Node::fold(Arc::new(loaded.documents), events);
    let renderer = Renderer::new(Theme::built_in(), &node.documents.node.languages)?;
    let options = BuildOptions {
        now,
        drafts: false,
        commit: Some("3f9c2ab".into()),
        base: None,
        followed: Vec::new(),
        take_away: Vec::new(),
    };
    let report = write_site(Utf8Path::new(&out), &node, &renderer, &options, &MemoryFiles(files))?;
    fs_err::write(format!("{out}.report.json"), serde_json::to_string_pretty(&report)?)?;
    Ok(())
}
