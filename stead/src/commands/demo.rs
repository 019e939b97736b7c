//! `stead demo`: three nodes that have lived for two years, their sites, and the kiosk of the first.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::circulation::Calendar;
use catalog::event::Wall;
use catalog::ids::{DeviceId, Slug};
use catalog::record::Follow;
use demo::{Played, Visitor};
use desk::{By, Desk, OpenOptions};
use generator::files::DiskFiles;
use generator::site::BuildOptions;
use generator::write::write_site;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kiosk::{Committer, Options, Ready};
use serde_json::{Value, json};
use sync::{Author, DeviceKey, NodeId, Repo, RepoPath};

use crate::answer::Answer;
use crate::backstage::GitBackstage;
use crate::console::Aside;
use crate::context::Context;
use crate::report::Report;
use crate::serving::{FeedCommitter, serve, terminal_qr};

/// Try it: three nodes with a past, their sites and a kiosk
///
/// Makes three nodes in a folder (a tool library, a makerspace, a housing co-op), plays two years of
/// loans into them, lets them hear of each other, builds their sites and starts the kiosk of the first.
/// What is borrowed there is committed and signed; the second node receives it by a plain git remote, the
/// third by a folder that plays the stick.
#[derive(Debug, clap::Args)]
pub(crate) struct Demo {
    /// The folder to make the nodes in; one that holds a demonstration is opened again
    #[arg(default_value = "stead-demo", conflicts_with = "dir")]
    folder: Utf8PathBuf,
    /// The same folder, by name
    #[arg(long, value_name = "FOLDER")]
    dir: Option<Utf8PathBuf>,
    /// Where the kiosk listens; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:0")]
    bind: String,
    /// A port of this computer to listen on, instead of --bind
    #[arg(long, value_name = "N", conflicts_with = "bind")]
    port: Option<u16>,
    /// Make the nodes and the sites, and stop there
    #[arg(long)]
    no_kiosk: bool,
}

impl Demo {
    fn folder(&self) -> &Utf8Path {
        self.dir.as_deref().unwrap_or(&self.folder)
    }

    fn bind(&self) -> String {
        self.port.map_or_else(|| self.bind.clone(), |port| format!("127.0.0.1:{port}"))
    }
}

/// What a demonstration prints again when it is opened a second time.
pub(crate) const NOTES: &str = "demo.json";

pub(crate) fn run(args: &Demo, cx: &mut Context) -> Result<Answer, Report> {
    let notes = if args.folder().join(NOTES).is_file() {
        read_notes(args.folder())?
    } else {
        make(args.folder(), cx)?
    };
    if args.no_kiosk {
        return Ok(Answer::new(notes.clone(), where_to_look(args.folder(), &notes)));
    }
    start(args, cx, &notes)?;
    Ok(Answer::new(Value::Null, String::new()))
}

pub(crate) fn read_notes(folder: &Utf8Path) -> Result<Value, Report> {
    let path = folder.join(NOTES);
    let text = fs_err::read_to_string(&path)
        .map_err(|error| Report::io(&format!("`{path}` cannot be read"), &error))?;
    serde_json::from_str(&text).map_err(|_| {
        Report::request("demo", format!("`{path}` is not what a demonstration wrote"))
            .hint("delete the folder and start again, or name another folder")
    })
}

/// Makes the three nodes, their sites and their ways of exchange.
pub(crate) fn make(folder: &Utf8Path, cx: &mut Context) -> Result<Value, Report> {
    if folder.is_dir() && fs_err::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
    {
        let message = format!("`{folder}` is not empty");
        return Err(
            Report::request("not-empty", message).hint("name a folder that is not there yet")
        );
    }
    let now = cx.edge.now();
    let mut nodes = Vec::new();
    for name in content::NODES {
        cx.console.say(&format!("Making {name} …"));
        nodes.push(make_node(folder, name, now, cx)?);
    }
    cx.console.say("They hear of each other …");
    introduce(folder, &nodes, now, cx)?;
    for made in &mut nodes {
        made.pages = build_site(folder, made, now, cx)?;
    }
    let notes = notes(folder, &nodes);
    let text = serde_json::to_string_pretty(&notes).unwrap_or_default() + "\n";
    catalog::store::write_atomic(&folder.join(NOTES), text.as_bytes())
        .map_err(|error| Report::io("the demonstration's notes could not be written", &error))?;
    Ok(notes)
}

struct Made {
    name: &'static str,
    id: NodeId,
    device: DeviceId,
    title: String,
    played: Played,
    pages: usize,
}

fn make_node(
    folder: &Utf8Path,
    name: &'static str,
    now: Timestamp,
    cx: &mut Context,
) -> Result<Made, Report> {
    let root = folder.join(name);
    let key = DeviceKey::new(&cx.edge.bytes()?);
    let device = key.device();
    let author = Author::device(&key);
    let mut files = Vec::new();
    for (path, bytes) in demo::documents(name)? {
        let path: RepoPath =
            path.parse().map_err(|error| Report::from(sync::Error::Path(error)))?;
        files.push((path, bytes));
    }
    let at = Wall::new(now, &TimeZone::UTC);
    let (repo, _) = Repo::init(&root, key, &files, &author, at)?;
    let bar = cx.console.progress("two years at the desk");
    let played = demo::play(&root, name, device, now, &|_| bar.tick())?;
    bar.finish_and_clear();
    repo.commit_pending("desk: two years of loans, hours and votes", &author, at)?;
    let stored = catalog::store::load(&root)?;
    let title = stored.documents.node.name.base;
    Ok(Made { name, id: repo.node_id()?, device, title, played, pages: 0 })
}

/// Builds the site of a node; how many pages it has.
fn build_site(
    folder: &Utf8Path,
    made: &Made,
    now: Timestamp,
    cx: &mut Context,
) -> Result<usize, Report> {
    let root = folder.join(made.name);
    let stored = catalog::store::load(&root)?;
    let node = catalog::fold::Node::fold(Arc::new(stored.documents), stored.events);
    let bar = cx.console.progress("building the site");
    let renderer = crate::site::renderer(&root, &node)?;
    let commit = Repo::open(&root)?.head().ok().map(|id| id.short());
    let options = BuildOptions {
        now,
        drafts: false,
        commit,
        base: None,
        followed: crate::site::followed(&root, &node),
        take_away: Vec::new(),
    };
    let site = folder.join("sites").join(made.name);
    let report = write_site(&site, &node, &renderer, &options, &DiskFiles::new(&root));
    bar.finish_and_clear();
    let unusable = |error| Report::request("theme", "the site could not be drawn").because(&error);
    Ok(report.map_err(unusable)?.pages)
}

/// Each of the three follows the other two and has their news: the first and the second by plain git
/// remotes, the third by what a stick brings.
fn introduce(
    folder: &Utf8Path,
    nodes: &[Made],
    now: Timestamp,
    cx: &mut Context,
) -> Result<(), Report> {
    for made in nodes {
        write_down(folder, made, nodes, now, cx)?;
    }
    let [first, second, third] = nodes else { return Ok(()) };
    for (here, others) in [(first, [second, third]), (second, [first, third])] {
        let repo = Repo::open(&folder.join(here.name))?;
        for other in others {
            let from = absolute(&folder.join(other.name))?;
            repo.follow(other.name, from.as_str(), Some(other.id))?;
            repo.exchange(other.name)?;
        }
    }
    let stick = folder.join("stick");
    fs_err::create_dir_all(&stick)
        .map_err(|error| Report::io("the folder that plays the stick could not be made", &error))?;
    let repo = Repo::open(&folder.join(third.name))?;
    repo.follow_node(first.id)?;
    repo.follow_node(second.id)?;
    Repo::open(&folder.join(first.name))?.carry(&stick)?;
    repo.carry(&stick)?;
    Ok(())
}

/// Writes into a node's records that it follows the others, and commits it.
fn write_down(
    folder: &Utf8Path,
    here: &Made,
    nodes: &[Made],
    now: Timestamp,
    cx: &Context,
) -> Result<(), Report> {
    let root = folder.join(here.name);
    let options = OpenOptions::new("stead demo", here.device);
    let mut desk = Desk::open(&root, options, cx.edge.clock(), cx.edge.random())?;
    let today = desk.today();
    for other in nodes.iter().filter(|other| other.id != here.id) {
        let name = other.name.parse().unwrap_or_else(|_| Slug::unknown_place());
        let title = Some(other.title.clone());
        let follow =
            Follow { node: other.id.into(), name: title, url: None, compared: Some(today) };
        desk.follow_node(&name, &follow, By::Terminal)?;
    }
    drop(desk);
    let repo = Repo::open(&root)?;
    let author = repo.key().map(Author::device).ok_or_else(|| lost_key(&root))?;
    let message = "node: follow the neighbours";
    repo.commit_pending(message, &author, Wall::new(now, &TimeZone::UTC))?;
    Ok(())
}

fn lost_key(root: &Utf8Path) -> Report {
    Report::request("demo", format!("`{root}` has lost its device key"))
        .hint("delete the folder and start again")
}

fn absolute(path: &Utf8Path) -> Result<Utf8PathBuf, Report> {
    path.canonicalize_utf8()
        .map_err(|error| Report::io(&format!("`{path}` cannot be found"), &error))
}

fn notes(folder: &Utf8Path, nodes: &[Made]) -> Value {
    let page = |made: &Made| folder.join("sites").join(made.name).join("index.html").to_string();
    let sites: Vec<_> = nodes.iter().map(page).collect();
    let nodes: Vec<_> = nodes
        .iter()
        .map(|made| {
            json!({
                "node": made.name, "id": made.id, "name": made.title,
                "pages": made.pages, "events": made.played.events,
                "member": visitor(&made.played.member),
                "steward": visitor(&made.played.steward),
            })
        })
        .collect();
    // Whoever asks for no more than a card to try gets the first member's.
    let first = nodes.first().map(|node| node["member"].clone()).unwrap_or_default();
    json!({ "nodes": nodes, "sites": sites, "card": first["card"], "pin": first["pin"] })
}

fn visitor(visitor: &Visitor) -> Value {
    json!({
        "name": visitor.name, "number": visitor.number.to_string(),
        "card": visitor.card.compact(), "pin": visitor.pin.digits(),
    })
}

fn where_to_look(folder: &Utf8Path, notes: &Value) -> String {
    let mut text = String::from("\nSites, to open by double-click:\n");
    for node in notes["nodes"].as_array().into_iter().flatten() {
        let (slug, name) = (word(node, "node"), word(node, "name"));
        text.push_str(&format!(
            "  {name:24} {}\n",
            folder.join("sites").join(slug).join("index.html")
        ));
    }
    if let Some(first) = notes["nodes"].get(0) {
        text.push_str(
            "\nCards to try at the kiosk (type the code, or scan it from another screen):\n",
        );
        for role in ["member", "steward"] {
            let who = &first[role];
            let (name, card, pin) = (word(who, "name"), word(who, "card"), word(who, "pin"));
            text.push_str(&format!("  {name:16} {role:8} card {card}   PIN {pin}\n"));
        }
    }
    text
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

fn start(args: &Demo, cx: &mut Context, notes: &Value) -> Result<(), Report> {
    let [first, second, third] = content::NODES;
    let root = args.folder().join(first);
    let repo = Repo::open(&root)?;
    let device = repo.key().map(DeviceKey::device).ok_or_else(|| lost_key(&root))?;
    let options = OpenOptions::new("stead demo", device);
    let desk = Desk::open(&root, options, cx.edge.clock(), cx.edge.random())?;
    let zone = Calendar::of(&desk.node().documents.node).zone().clone();
    let committer = Arc::new(Carrier {
        feed: FeedCommitter::new(&root, &zone),
        folder: args.folder().to_owned(),
        nodes: [first, second, third],
        aside: cx.console.aside(),
    });
    let json = cx.console.wants_json();
    let text = where_to_look(args.folder(), notes);
    let folder = args.folder().to_owned();
    let mut kiosk_notes = notes.clone();
    let console = &mut cx.console;
    let ready = |ready: Ready| {
        let url = format!("http://{}/", ready.address);
        kiosk_notes["url"] = Value::String(url.clone());
        kiosk_notes["kiosk"] = Value::String(format!("{url}kiosk"));
        let words = format!(
            "{text}\nThe kiosk of the first node: {url}kiosk\n\n{qr}\n\
             Borrow something there, then look:\n\
             \x20 git -C {first} log --show-signature -1\n\
             \x20 tail -n 1 {first}/feeds/*/*/*/*.jsonl\n\
             Ctrl-C ends it; `stead demo {folder}` opens it again.\n",
            qr = terminal_qr(&format!("{url}kiosk")),
            first = folder.join(first),
        );
        let said = if json { kiosk_notes.to_string() + "\n" } else { words };
        // A closed standard output is no reason to stop a kiosk.
        drop(console.data(&said));
    };
    let site = Some(args.folder().join("sites").join(first));
    let backstage = Some(Arc::new(GitBackstage::new(&root, &zone)) as Arc<dyn kiosk::Backstage>);
    let options = Options { bind: args.bind(), site, backstage, ..Options::default() };
    serve(desk, options, committer, Arc::default(), ready)
}

/// Commits, and then carries the news on: to the second node by git, to the third by the stick.
struct Carrier {
    feed: FeedCommitter,
    folder: Utf8PathBuf,
    nodes: [&'static str; 3],
    aside: Aside,
}

impl Carrier {
    fn carry_on(&self, commit: &str) -> Result<(), sync::Error> {
        let [first, second, third] = self.nodes;
        let stick = self.folder.join("stick");
        let by_git = Repo::open(&self.folder.join(second))?.exchange(first)?;
        let packed = Repo::open(&self.folder.join(first))?.carry(&stick)?;
        let unpacked = Repo::open(&self.folder.join(third))?.carry(&stick)?;
        let commits =
            |nodes: &[sync::NodeNews]| nodes.iter().map(|news| news.commits).sum::<usize>();
        self.aside.say(&format!(
            "Committed {commit} in {first}. {second} has it by git ({} new), {third} by the stick ({} new, {} bytes carried).",
            commits(&by_git.nodes),
            commits(&unpacked.received.nodes),
            packed.bytes,
        ));
        Ok(())
    }
}

impl Committer for Carrier {
    fn commit(&self, events: u64) -> Result<(), String> {
        let committed = self.feed.commit_feed(events).map_err(|error| error.to_string())?;
        if let Some(commit) = committed
            && let Err(error) = self.carry_on(&commit)
        {
            self.aside.say(&format!("Committed {commit}; it could not be carried on yet: {error}"));
        }
        Ok(())
    }
}
