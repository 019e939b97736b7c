//! `stead remote`: where this node exchanges with others.

use serde_json::json;
use sync::remote::{Remote as Known, RemoteKind};

use crate::answer::Answer;
use crate::context::Context;
use crate::node;
use crate::report::Report;

/// Git remotes: other copies of this node
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Remote {
    /// Add another copy of this node: a hub, or another device
    Add(Add),
    /// Forget a remote; what came from it stays
    Remove(Remove),
    /// List the remotes
    List,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// Our name for it
    name: String,
    /// A path, or an address with ssh:// or https://
    url: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Remove {
    /// Its name
    name: String,
}

pub(crate) fn run(args: &Remote, cx: &mut Context) -> Result<Answer, Report> {
    let repo = sync::Repo::open(&node::root(cx)?)?;
    match args {
        Remote::Add(args) => {
            repo.add_remote(&args.name, &args.url)?;
            let text =
                format!("Added {}. `stead sync {}` exchanges with it.\n", args.name, args.name);
            Ok(Answer::new(json!({ "name": args.name, "url": args.url }), text))
        }
        Remote::Remove(args) => {
            repo.remove_remote(&args.name)?;
            let text = format!("{} is forgotten. What came from it stays.\n", args.name);
            Ok(Answer::new(json!({ "removed": args.name }), text))
        }
        Remote::List => {
            let remotes = repo.remotes()?;
            let mut text: String = remotes.iter().map(|r| line(r) + "\n").collect();
            if remotes.is_empty() {
                text.push_str("No remotes yet. `stead remote add <name> <address>` adds one.\n");
            }
            let json = remotes.iter().map(|remote| {
                json!({ "name": remote.name, "url": remote.url, "follows": follows(remote) })
            });
            Ok(Answer::new(json.collect(), text))
        }
    }
}

fn follows(remote: &Known) -> Option<String> {
    match remote.kind {
        RemoteKind::Own => None,
        RemoteKind::Followed(None) => Some("unknown".into()),
        RemoteKind::Followed(Some(node)) => Some(node.to_string()),
    }
}

fn line(remote: &Known) -> String {
    let kind = if remote.kind == RemoteKind::Own { "this node" } else { "another node" };
    format!("{:<12}{kind:<14}{}", remote.name, remote.url)
}
