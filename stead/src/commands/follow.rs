//! `stead follow` and `stead unfollow`: other nodes' news.

use catalog::followed::{Followed, find};
use catalog::ids::{NodeKey, Slug};
use catalog::record::Follow as Record;
use desk::By;
use serde_json::{Value, json};
use sync::remote::RemoteKind;
use sync::{NodeId, Repo};

use crate::answer::Answer;
use crate::context::Context;
use crate::followed::{self, age};
use crate::node::{self, Acting, Reading};
use crate::report::Report;
use crate::serving::terminal_qr;

/// Follow another node, or list those that are followed
///
/// The first answer is believed: that is the moment to compare. Every node has eight words; ask the
/// people over there for theirs (`stead follow --own`, or their kiosk's screen), by another way than the
/// one that the news takes. When another node answers at the same address later, the exchange stops.
///
/// The name is yours: nothing is ever taken from what a node calls itself.
#[derive(Debug, clap::Args)]
pub(crate) struct Follow {
    /// Its address, its identity (40 digits) or the line out of its QR code; for `--compared` or
    /// `--called`, our name for it [default: list the nodes that are followed]
    #[arg(id = "address", value_name = "NODE")]
    node: Option<String>,
    /// Our short name for it [default: made from the address]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What people here call it, in words
    #[arg(long, value_name = "TEXT")]
    called: Option<String>,
    /// The eight words that they told us; nothing is followed if they do not fit
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// We have compared the words with them
    #[arg(long)]
    compared: bool,
    /// Show this node's own words and QR code, for others who follow it
    #[arg(long, conflicts_with_all = ["address", "name", "called", "words", "compared"])]
    own: bool,
}

/// Stop following a node and let go of its history
#[derive(Debug, clap::Args)]
pub(crate) struct Unfollow {
    /// Our name for it, or its identity
    #[arg(id = "followed", value_name = "NODE")]
    node: String,
}

pub(crate) fn run(args: &Follow, cx: &mut Context) -> Result<Answer, Report> {
    if args.own {
        return own(cx);
    }
    let Some(text) = &args.node else { return list(cx) };
    let known = known(cx, text)?;
    match (NodeId::named(text), known) {
        (_, Some(known)) => change(args, &known, cx),
        (Some(node), None) => by_identity(args, node, cx),
        (None, None) => by_address(args, text, cx),
    }
}

/// A node that is followed already under this name or identity.
fn known(cx: &Context, text: &str) -> Result<Option<Followed>, Report> {
    let reading = Reading::open(cx)?;
    let repo = Repo::open(&reading.root)?;
    let all = followed::all(&repo, &reading.node.documents.node)?;
    let text = NodeId::named(text).map_or_else(|| text.to_owned(), |node| node.to_string());
    Ok(find(&all, &text).cloned())
}

fn own(cx: &mut Context) -> Result<Answer, Report> {
    let repo = Repo::open(&node::root(cx)?)?;
    let node = repo.node_id()?;
    let text = format!("{}\n{node}\n", node.spoken());
    if !cx.console.wants_json() {
        cx.console.say(&terminal_qr(&node.line()));
    }
    Ok(Answer::new(json!({ "node": node, "words": node.spoken(), "line": node.line() }), text))
}

fn list(cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let repo = Repo::open(&reading.root)?;
    let all = followed::all(&repo, &reading.node.documents.node)?;
    let mut text = String::new();
    for one in &all {
        text.push_str(&lines(one, &reading));
    }
    for remote in repo.remotes()? {
        if remote.kind == RemoteKind::Followed(None) {
            let (name, url) = (remote.name, remote.url);
            text.push_str(&format!("{name}\n  {url}, never reached: `stead sync {name}`\n"));
        }
    }
    if text.is_empty() {
        text.push_str("No other node is followed. `stead follow <address>` reads one's news.\n");
    }
    let peers = all.iter().map(|one| json(one, &reading));
    Ok(Answer::new(json!({ "peers": peers.collect::<Vec<_>>() }), text))
}

fn lines(one: &Followed, reading: &Reading) -> String {
    let node = NodeId::from(one.key);
    let mut text = one.slug.to_string();
    if one.name != one.slug.as_str() {
        text.push_str(&format!(" — {}", one.name));
    }
    text.push_str(&format!("\n  {}", node.spoken()));
    match one.compared {
        Some(day) => text.push_str(&format!(" (compared on {day})\n")),
        None => text.push_str(" (not compared yet)\n"),
    }
    match (one.calls_itself(), one.days_old(reading.now)) {
        (Some(name), Some(days)) => text.push_str(&format!(
            "  calls itself “{name}”; {}, news {}\n",
            super::check::counted(one.node.documents.titles.len(), "title"),
            age(days)
        )),
        _ => text.push_str("  nothing of it has come yet\n"),
    }
    if let Some(url) = &one.url {
        text.push_str(&format!("  {url}\n"));
    }
    text
}

fn json(one: &Followed, reading: &Reading) -> Value {
    let node = NodeId::from(one.key);
    json!({
        "name": one.slug, "called": one.name, "node": node, "words": node.spoken(),
        "compared": one.compared, "url": one.url, "calls_itself": one.calls_itself(),
        "titles": one.node.documents.titles.len(), "news": one.news,
        "days_old": one.days_old(reading.now),
    })
}

fn check_words(args: &Follow, node: NodeId) -> Result<(), Report> {
    match &args.words {
        Some(words) if !node.is_spoken(words) => {
            let message = "these are not its words: nothing is followed";
            Err(Report::request("words", message)
                .cause(format!("its words are “{}”", node.spoken()))
                .hint(
                    "somebody else may answer at this address, or a word was misheard: ask again",
                ))
        }
        _ => Ok(()),
    }
}

/// What the command says of a node that is followed now.
fn record(args: &Follow, node: NodeId, url: Option<String>, today: jiff::civil::Date) -> Record {
    let compared = (args.compared || args.words.is_some()).then_some(today);
    Record { node: node.into(), name: args.called.clone(), url, compared }
}

fn short_name(text: &str) -> Result<Slug, Report> {
    text.trim().to_lowercase().parse().map_err(|error| {
        Report::request("name", format!("the name `{text}` {error}"))
            .hint("`--called \"…\"` takes any words")
    })
}

/// Writes down that a node is followed, in a commit.
fn write(cx: &mut Context, name: &Slug, record: &Record) -> Result<(), Report> {
    let mut acting = Acting::open(cx, "stead follow")?;
    acting.desk.follow_node(name, record, By::Terminal)?;
    acting.commit_with(cx, &format!("node: follow {name}"), &["node.toml".into()]);
    let repo = Repo::open(acting.desk.folder())?;
    Ok(followed::settle(&repo, &acting.desk.node().documents.node)?)
}

fn by_identity(args: &Follow, node: NodeId, cx: &mut Context) -> Result<Answer, Report> {
    check_words(args, node)?;
    let name = match &args.name {
        Some(name) => short_name(name)?,
        None => followed::nameless(node),
    };
    let today = Reading::open(cx)?.today();
    write(cx, &name, &record(args, node, None, today))?;
    let text = format!(
        "Following {name}: {}.\nIts news comes with the next stick or hub that has it.\n",
        node.spoken()
    );
    Ok(Answer::new(json!({ "node": node, "name": name, "words": node.spoken() }), text))
}

fn by_address(args: &Follow, url: &str, cx: &mut Context) -> Result<Answer, Report> {
    if has_password(url) {
        let message = "this address holds a password, which everybody could read in `node.toml`";
        return Err(Report::request("address", message).hint("git's credential helpers keep it"));
    }
    let name = match &args.name {
        Some(name) => short_name(name)?,
        None => name_of(url),
    };
    let repo = Repo::open(&node::root(cx)?)?;
    repo.follow(name.as_str(), url, None)?;
    let bar = cx.console.progress("asking who answers there");
    let outcome = repo.exchange(name.as_str());
    bar.finish_and_clear();
    let found = match outcome {
        Ok(_) => pinned(&repo, name.as_str())?,
        Err(error @ sync::Error::Unreachable { .. }) if args.words.is_none() => {
            cx.console.warn(&format!("{error}"));
            let text = format!(
                "{name} is followed from the first time it can be reached: `stead sync {name}`.\n"
            );
            let json = json!({ "name": name, "url": url, "peers": [{ "name": name, "error": error.to_string() }] });
            return Ok(Answer::new(json, text));
        }
        Err(error) => {
            repo.remove_remote(name.as_str())?;
            return Err(error.into());
        }
    };
    let Some(found) = found else {
        repo.remove_remote(name.as_str())?;
        return Err(Report::request("no-node", format!("there is no node at `{url}`")));
    };
    if let Err(report) = check_words(args, found) {
        repo.unfollow(found)?;
        return Err(report);
    }
    let today = Reading::open(cx)?.today();
    // A folder on this computer says nothing to other devices of this node.
    let shared =
        url.contains("://").then(|| url.to_owned()).filter(|url| !url.starts_with("file:"));
    if let Err(report) = write(cx, &name, &record(args, found, shared, today)) {
        repo.unfollow(found)?;
        return Err(report);
    }
    told(cx, found)
}

/// The node that was found behind a remote.
fn pinned(repo: &Repo, name: &str) -> Result<Option<NodeId>, Report> {
    let remote = repo.remotes()?.into_iter().find(|remote| remote.name == name);
    Ok(remote.and_then(|remote| match remote.kind {
        RemoteKind::Followed(node) => node,
        RemoteKind::Own => None,
    }))
}

fn told(cx: &mut Context, node: NodeId) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let repo = Repo::open(&reading.root)?;
    let all = followed::all(&repo, &reading.node.documents.node)?;
    let key = NodeKey::from(node);
    let one = all.iter().find(|one| one.key == key);
    let one = one.ok_or_else(|| Report::request("node", "the node is not followed"))?;
    let mut text = format!("Following {}", lines(one, &reading));
    if one.compared.is_none() {
        text.push_str(&format!(
            "Ask the people over there for their words. If they are the same:\n  \
             stead follow {} --compared\n",
            one.slug
        ));
    }
    let mut json = json(one, &reading);
    json["peers"] = json!([{ "name": one.slug, "node": node }]);
    Ok(Answer::new(json, text))
}

/// Says something new of a node that is followed.
fn change(args: &Follow, known: &Followed, cx: &mut Context) -> Result<Answer, Report> {
    let node = NodeId::from(known.key);
    check_words(args, node)?;
    let reading = Reading::open(cx)?;
    let written = reading.node.documents.node.followed(known.key);
    let slug = match (&args.name, written) {
        (Some(name), _) => short_name(name)?,
        (None, Some((slug, _))) => slug.clone(),
        (None, None) => known.slug.clone(),
    };
    let before = written.map(|(slug, follow)| (slug.clone(), follow.clone()));
    let said = record(args, node, None, reading.today());
    let old = before.as_ref().map(|(_, follow)| follow);
    let merged = Record {
        node: said.node,
        name: said.name.or_else(|| old.and_then(|old| old.name.clone())),
        url: old.and_then(|old| old.url.clone()),
        compared: said.compared.or_else(|| old.and_then(|old| old.compared)),
    };
    if let Some((old, _)) = before.filter(|(old, _)| *old != slug) {
        let mut acting = Acting::open(cx, "stead follow")?;
        acting.desk.unfollow_node(&old, By::Terminal)?;
    }
    write(cx, &slug, &merged)?;
    told(cx, node)
}

/// `https://user:secret@host/…`
fn has_password(url: &str) -> bool {
    let authority = url.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or(""));
    authority.and_then(|a| a.rsplit_once('@')).is_some_and(|(user, _)| user.contains(':'))
}

/// The last part of an address that says something.
fn name_of(address: &str) -> Slug {
    let parts = address.rsplit(['/', ':', '\\']).map(|part| part.trim_end_matches(".git"));
    let named = parts.filter(|part| !part.is_empty() && *part != "git");
    let slug = named.filter(|part| !part.bytes().all(|b| b.is_ascii_digit()));
    let slug = slug.map(|part| part.trim_end_matches(".local")).find_map(catalog::ids::slugify);
    let short = slug.map(|slug| slug.as_str().chars().take(40).collect::<String>());
    let short = short.and_then(|name| name.trim_end_matches('-').parse().ok());
    short.or_else(|| "node".parse().ok()).unwrap_or_else(Slug::unknown_place)
}

pub(crate) fn stop(args: &Unfollow, cx: &mut Context) -> Result<Answer, Report> {
    let repo = Repo::open(&node::root(cx)?)?;
    let wanted = args.node.trim().to_lowercase();
    let Some(known) = known(cx, &wanted)? else {
        // One that never answered is a remote without an identity.
        let never = RemoteKind::Followed(None);
        let remote = repo.remotes()?.into_iter().find(|r| r.name == wanted && r.kind == never);
        if remote.is_none() {
            let message = format!("no node that is followed is called `{}`", args.node);
            return Err(Report::request("remote", message).hint("`stead follow` lists them"));
        }
        repo.remove_remote(&wanted)?;
        let text = format!("{wanted} is not followed any more.\n");
        return Ok(Answer::new(json!({ "node": null, "name": wanted }), text));
    };
    let node = NodeId::from(known.key);
    let config = Reading::open(cx)?.node;
    if let Some((slug, _)) = config.documents.node.followed(known.key) {
        let mut acting = Acting::open(cx, "stead unfollow")?;
        acting.desk.unfollow_node(slug, By::Terminal)?;
        acting.commit_with(cx, &format!("node: unfollow {slug}"), &["node.toml".into()]);
        followed::settle(&repo, &acting.desk.node().documents.node)?;
    }
    repo.unfollow(node)?;
    let text = format!("{} is not followed any more.\n", known.slug);
    Ok(Answer::new(json!({ "node": node, "name": known.slug }), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_from_the_address() {
        let name = |address: &str| name_of(address).to_string();
        assert_eq!(name("https://git.example/coop/oak-street.git"), "oak-street");
        assert_eq!(name("git@example:Halle 7"), "halle-7");
        assert_eq!(name("http://oak.local:8080/git"), "oak");
        assert_eq!(name("///"), "node");
    }

    #[test]
    fn an_address_with_a_password_is_known() {
        assert!(has_password("https://mira:secret@oak.example/git"));
        assert!(!has_password("https://oak.example:8080/git"));
        assert!(!has_password("ssh://git@oak.example/git"));
    }
}
