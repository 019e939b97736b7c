//! `stead follow` and `stead unfollow`: other nodes' news.

use serde_json::json;
use sync::NodeId;

use crate::answer::Answer;
use crate::context::Context;
use crate::node;
use crate::report::Report;

/// Follow another node: its news is fetched with every exchange
#[derive(Debug, clap::Args)]
pub(crate) struct Follow {
    /// The node's address, or its identity (40 digits) if its news comes by stick or hub
    #[arg(id = "address", value_name = "NODE")]
    node: String,
    /// Our name for it [default: made from the address]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// Stop following a node and let go of its history
#[derive(Debug, clap::Args)]
pub(crate) struct Unfollow {
    /// The remote's name or the node's identity
    #[arg(id = "followed", value_name = "NODE")]
    node: String,
}

pub(crate) fn run(args: &Follow, cx: &mut Context) -> Result<Answer, Report> {
    let repo = sync::Repo::open(&node::root(cx)?)?;
    if let Ok(id) = args.node.to_lowercase().parse::<NodeId>() {
        repo.follow_node(id)?;
        let text =
            format!("Following {id}. Its news comes with the next stick or hub that has it.\n");
        return Ok(Answer::new(json!({ "node": id }), text));
    }
    let name = args.name.clone().unwrap_or_else(|| name_of(&args.node));
    repo.follow(&name, &args.node, None)?;
    let text = format!("Following {name}. `stead sync {name}` fetches its news.\n");
    Ok(Answer::new(json!({ "name": name, "url": args.node }), text))
}

/// The last part of an address that says something.
fn name_of(address: &str) -> String {
    let parts = address.rsplit(['/', ':', '\\']).map(|part| part.trim_end_matches(".git"));
    let slug = parts.filter(|part| !part.is_empty()).find_map(catalog::ids::slugify);
    slug.map_or_else(|| "node".into(), |slug| slug.as_str().chars().take(40).collect())
}

pub(crate) fn stop(args: &Unfollow, cx: &mut Context) -> Result<Answer, Report> {
    let repo = sync::Repo::open(&node::root(cx)?)?;
    let wanted = args.node.to_lowercase();
    let by_name = repo.remotes()?.into_iter().find(|remote| remote.name == wanted);
    let id = match (wanted.parse::<NodeId>(), by_name.as_ref().map(|remote| remote.kind)) {
        (Ok(id), _) | (_, Some(sync::remote::RemoteKind::Followed(Some(id)))) => Some(id),
        (_, Some(sync::remote::RemoteKind::Followed(None))) => None,
        _ => {
            let message = format!("no node that is followed is called `{}`", args.node);
            return Err(Report::request("remote", message).hint("`stead remote list` shows them"));
        }
    };
    match id {
        Some(id) => repo.unfollow(id)?,
        None => repo.remove_remote(&wanted)?,
    }
    let text = format!("{} is not followed any more.\n", args.node);
    Ok(Answer::new(json!({ "node": id, "name": by_name.map(|remote| remote.name) }), text))
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_name_is_made_from_the_address() {
        assert_eq!(name_of("https://git.example/coop/oak-street.git"), "oak-street");
        assert_eq!(name_of("git@example:Halle 7"), "halle-7");
        assert_eq!(name_of("///"), "node");
    }
}
