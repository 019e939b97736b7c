//! `stead watch`: build, serve, and follow what is saved.

use std::net::TcpListener;

use camino::Utf8PathBuf;
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::report::Report;
use crate::watch::Watch as Watching;
use crate::{node, site};

/// Show the site while you write: save a file, and the open page follows
///
/// Builds the site, serves it on this computer, makes again what a saved file changes, and loads the open
/// page anew. What is wrong in a file is told in the page, with its line, above the last good page.
/// Ctrl-C ends it.
#[derive(Debug, clap::Args)]
pub(crate) struct Watch {
    /// The port on this computer; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 4000)]
    port: u16,
    /// The folder to write into [default: `public/` in the node]
    #[arg(long, value_name = "FOLDER")]
    out: Option<Utf8PathBuf>,
    /// Show drafts as well
    #[arg(long)]
    drafts: bool,
}

pub(crate) fn run(args: &Watch, cx: &mut Context) -> Result<Answer, Report> {
    let root = site::absolute(&node::root(cx)?)?;
    let out = args.out.clone().unwrap_or_else(|| root.join("public"));
    let out = site::absolute(&out)?;
    let taken = |error| {
        Report::io(&format!("port {} cannot be used", args.port), &error)
            .hint("another program may listen there: `--port 0` takes a free one")
    };
    let listener = TcpListener::bind(("127.0.0.1", args.port)).map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;
    let ready = |cx: &mut Context| {
        let url = format!("http://{address}/");
        let line = if cx.console.wants_json() {
            json!({ "url": url }).to_string()
        } else {
            format!("The site is at {url}\nSave a file, and the open page follows. Ctrl-C ends it.")
        };
        if let Err(report) = cx.console.data(&line) {
            cx.console.report(&report);
        }
    };
    Watching::new(&root, &out, args.drafts).run(listener, ready, cx)?;
    Ok(Answer::spoken())
}
